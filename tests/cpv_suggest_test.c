/* SPDX-License-Identifier: MPL-2.0 */
/* Codes that are suggested as one types: by words, by their beginnings and slips, and by digits. */
#include "lib/cpv.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "lib/text.h"
#include "tests/relevance.h"
#include "tests/support.h"

struct scene {
	struct arena *mem;
	struct match_index *index; /* of the judged offers */
};

static int scene_open(void **state)
{
	struct arena *mem = arena_open();
	struct scene *scene = arena_alloc(mem, sizeof *scene);
	struct collection collection;

	field_offers(mem, &collection);
	*scene = (struct scene){mem, field_index(mem, &collection)};
	*state = scene;
	return 0;
}

static bool suggests(struct match_index *index, struct arena *mem, const char *text,
	enum language language, const char *code)
{
	struct cpv_suggestion *list;
	size_t count;

	assert_int_equal(cpv_suggest(index, mem, text, language, 8, &list, &count), OK);
	assert_true(count <= 8);
	for (size_t i = 0; i < count; i++) {
		assert_true(list[i].probability > 0.0 && list[i].probability <= 1.0);
		if (i > 0)
			assert_true(list[i].probability <= list[i - 1].probability);
	}
	for (size_t i = 0; i < count; i++)
		if (text_equal(list[i].code, code))
			return true;
	return false;
}

static void codes_are_suggested_by_words_beginnings_and_digits(void **state)
{
	struct scene *scene = *state;

	assert_true(suggests(scene->index, scene->mem, "kantinedrift", DANISH, "55512000"));
	assert_true(suggests(scene->index, scene->mem, "kantin", DANISH, "55510000"));
	assert_true(suggests(scene->index, scene->mem, "honning", DANISH, "15831600"));
	assert_true(suggests(scene->index, scene->mem, "honey", ENGLISH, "15831600"));
	assert_true(suggests(scene->index, scene->mem, "honing", DUTCH, "15831600"));
	assert_true(suggests(scene->index, scene->mem, "555", DANISH, "55500000"));
	assert_true(suggests(scene->index, scene->mem, "55512000-2 ", DANISH, "55512000"));
	assert_false(suggests(scene->index, scene->mem, "rumraketter", DANISH, "55500000"));
	assert_true(suggests(scene->index, scene->mem, "kantne", DANISH, "55510000"));
	assert_false(suggests(scene->index, scene->mem, "rengøring af", DANISH, "45111100")); /* af-fald */
	assert_false(suggests(scene->index, scene->mem, "", DANISH, "03000000"));
	assert_string_equal(cpv_name(scene->index, scene->mem, "55510000", DANISH), "Kantine");
	assert_null(cpv_name(scene->index, scene->mem, "00000000", DANISH));
}

static void a_code_is_suggested_however_it_was_typed_or_copied(void **state)
{
	static const char *const ways[] = {"55512000", "5551 2000", "55.51.20.00", " 55 51 20 00 ", "５５５１２０００", "55512000–2",
		"CPV 55512000", "cpv: 5551 2000-2", "CPV-kode 55512000-2", "CPV-nr. 55.51.20", "55\u00a051\u00a020"};
	static const char *const others[] = {"5551200 mad", "cpvx 55512000", "555120001", "55512000-22", "55512000x"};
	struct scene *scene = *state;
	char digits[CPV_CODE_SIZE];

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		assert_true(suggests(scene->index, scene->mem, ways[i], DANISH, "55512000"));
	assert_true(cpv_code_typed("CPV 55", digits));
	assert_string_equal(digits, "55");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(cpv_code_typed(others[i], digits));
	assert_false(cpv_code_typed("", digits));
	assert_false(cpv_code_typed("CPV", digits));
}

static const char *suggested(struct match_index *index, struct arena *mem, const char *text, size_t number)
{
	struct cpv_suggestion *list;
	size_t count;

	assert_int_equal(cpv_suggest(index, mem, text, DANISH, 8, &list, &count), OK);
	return number < count ? list[number].code : "";
}

static void several_codes_that_were_copied_are_suggested_as_they_stand(void **state)
{
	struct scene *scene = *state;

	for (size_t i = 0; i < 2; i++) {
		const char *text = i == 0 ? "90910000-9 55512000-2" : " 90910000,55512000-2; ";
		assert_string_equal(suggested(scene->index, scene->mem, text, 0), "90910000");
		assert_string_equal(suggested(scene->index, scene->mem, text, 1), "55512000");
		assert_string_equal(suggested(scene->index, scene->mem, text, 2), "");
	}
	assert_string_equal(suggested(scene->index, scene->mem, "00000000 11111111", 0), "");
}

static void half_a_word_suggests_what_is_called_so_before_what_is_described_so(void **state)
{
	struct scene *scene = *state;
	size_t called = 0, with = 0; /* "Kantine", and "Varer til køkkener og kantiner" */

	for (size_t i = 0; i < 8; i++) {
		const char *code = suggested(scene->index, scene->mem, "kant", i);
		called = text_equal(code, "55510000") ? i + 1 : called;
		with = text_equal(code, "39222000") ? i + 1 : with;
	}
	assert_in_range(called, 1, 8);
	assert_true(with == 0 || called < with);
	assert_string_not_equal(suggested(scene->index, scene->mem, "frok", 0), ""); /* no label has "frokost", people do */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_suggested_by_words_beginnings_and_digits),
		cmocka_unit_test(a_code_is_suggested_however_it_was_typed_or_copied),
		cmocka_unit_test(several_codes_that_were_copied_are_suggested_as_they_stand),
		cmocka_unit_test(half_a_word_suggests_what_is_called_so_before_what_is_described_so),
	};

	return cmocka_run_group_tests(tests, scene_open, field_state_close);
}
