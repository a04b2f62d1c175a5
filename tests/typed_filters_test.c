/* SPDX-License-Identifier: MPL-2.0 */
/* What of the words that somebody types is a CPV code, a CVR number or "§ 54", in the ways in which people write these. */
#include <string.h>

#include "lib/cvr_number.h"
#include "lib/reading.h"
#include "lib/typed_filters.h"
#include "tests/support.h"

static struct collection_code codes[] = {
	{"55520000", {"Catering", "Catering", "Catering"}, {NULL}},
	{"90910000", {"Rengøring", "Cleaning", "Schoonmaak"}, {NULL}}, /* its digits may be a CVR number */
};

static int open_all(void **state)
{
	static struct collection_enterprise enterprises[] = {{.id = 1, .name = "Rene Ruder", .pitch = "", .description = "",
		.municipality_code = "", .cvr = "90910000"}};
	struct collection c = {.revision = 1, .codes = codes, .code_count = 2, .enterprises = enterprises, .enterprise_count = 1};

	*state = match_index_of(&c);
	return 0;
}

static int close_all(void **state)
{
	struct match_index *index = *state;

	match_index_close(&index);
	return 0;
}

static void a_cvr_number_is_read_however_it_was_copied(void **state)
{
	static const char *const ways[] = {"12345678", "12 34 56 78", "12.34.56.78", "12\u00a034\u00a056\u00a078",
		"１２３４５６７８", "ＣＶＲ：１２３４ ５６７８", "DK-12345678", "CVR-nr. 12 34 56 78", "1234\u200956\u202f78",
		"12\u00ad345678"};
	static const char *const others[] = {"", "1234567", "123456789", "１２３４５６７", "12345678 kaffe", "12345678æ", "æ12345678",
		"P-nr. 12345678", "12/34/56/78", "\u00a0"};
	char digits[CVR_DIGITS + 1];

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		assert_true(cvr_number_read(ways[i], digits));
		assert_string_equal(digits, "12345678");
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(cvr_number_read(others[i], digits));
	assert_true(cvr_number_is_bare("12 34 56 78", digits));
	assert_false(cvr_number_is_bare("DK 12 34 56 78", digits));
}

static void a_code_is_read_however_it_is_written(void **state)
{
	static const char *const ways[] = {"55520000", "55520000-1", "55520000–1", "５５５２００００", "55.52.00.00", "55 52 00 00",
		"5552\u00a00000", "CPV 55 52 00 00", "CPV: 5552 0000-1", "CPV:55520000", "cpv-kode 55.520.000", "ＣＰＶ ５５５２００００"};
	OWNED(arena_close) struct arena *mem = arena_open();

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct typed_filters typed = typed_filters_read(*state, mem, ways[i]);
		assert_string_equal(typed.cpv, "55520000");
		assert_string_equal(typed.words, "");
		assert_string_equal(typed.cvr, "");
	}
	struct typed_filters typed = typed_filters_read(*state, mem, "frokost CPV 55 52 00 00-1 til 20");
	assert_string_equal(typed.cpv, "55520000");
	assert_string_equal(typed.words, "frokost til 20");
	typed = typed_filters_read(*state, mem, "５５５２００００ frokost");
	assert_string_equal(typed.cpv, "55520000");
	assert_string_equal(typed.words, "frokost");
}

static void digits_that_are_no_code_stay_words(void **state)
{
	static const char *const others[] = {"55520001", "555200001", "borde 55 52 00 00 stole", "5552000", "cpv", "cpv kode", "cpvx 1",
		"12-34-56-78-90", "55520000x"};
	OWNED(arena_close) struct arena *mem = arena_open();

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct typed_filters typed = typed_filters_read(*state, mem, others[i]);
		assert_string_equal(typed.cpv, "");
		assert_string_equal(typed.words, others[i]);
	}
}

static void digits_that_may_be_both_are_a_code_and_the_other_is_told(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct typed_filters typed = typed_filters_read(*state, mem, "90 91 00 00");

	assert_string_equal(typed.cpv, "90910000");
	assert_string_equal(typed.cvr, "90910000");
	assert_string_equal(typed.words, "");
	typed = typed_filters_read(*state, mem, "CPV 90910000"); /* said which */
	assert_string_equal(typed.cpv, "90910000");
	assert_string_equal(typed.cvr, "");
	typed = typed_filters_read(*state, mem, "CVR 90910000");
	assert_string_equal(typed.cpv, "");
	assert_string_equal(typed.words, "CVR 90910000");
	assert_string_equal(typed_filters_read(*state, mem, "90910000-9").cvr, ""); /* a CVR number has no more */
}

static void paragraph_54_is_read_with_what_is_said_beside_it(void **state)
{
	static const char *const ways[] = {"§ 54", "§54", "§\u00a054", "udbudslovens § 54", "§ 54, stk. 1", "§54 stk 2", "§ 54 i udbudsloven",
		"paragraf 54", "reserveret", "reserverede indkøb", "Reserved contracts", "§ 54-kontrakter", "§54-indkøb",
		"Udbudslovens § 54, stk. 1.", "voorbehouden opdrachten", "section 54"};
	OWNED(arena_close) struct arena *mem = arena_open();

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct typed_filters typed = typed_filters_read(*state, mem, ways[i]);
		assert_true(typed.reserved);
		assert_string_equal(typed.words, "");
	}
	struct typed_filters typed = typed_filters_read(*state, mem, "kantine efter § 54 stk. 1 i Kolding");
	assert_true(typed.reserved);
	assert_string_equal(typed.words, "kantine efter i Kolding");
}

static void no_other_paragraph_is_taken_for_it(void **state)
{
	static const char *const others[] = {"§ 104", "§104", "§ 103", "§ 540", "§ 5", "§ 4", "paragraf 104", "54", "54 stole", "§ 54a",
		"udbudsloven", "udbudslovens § 104", "stk. 1", "i udbudsloven", "§", "§ 104, stk. 54", "indkøb"};
	OWNED(arena_close) struct arena *mem = arena_open();

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct typed_filters typed = typed_filters_read(*state, mem, others[i]);
		assert_false(typed.reserved);
		assert_string_equal(typed.words, others[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cvr_number_is_read_however_it_was_copied),
		cmocka_unit_test(a_code_is_read_however_it_is_written),
		cmocka_unit_test(digits_that_are_no_code_stay_words),
		cmocka_unit_test(digits_that_may_be_both_are_a_code_and_the_other_is_told),
		cmocka_unit_test(paragraph_54_is_read_with_what_is_said_beside_it),
		cmocka_unit_test(no_other_paragraph_is_taken_for_it),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
