/* SPDX-License-Identifier: MPL-2.0 */
/* Who is asked for by name or CVR number; words that one writes apart and another together. */
#include <string.h>

#include "lib/called.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "lib/text.h"
#include "tests/support.h"

enum { BEE = 1, OTHER_BEES, LOUD, WINDOWS, APART, CAFE, ENTERPRISES = CAFE };

/* The one that is called so says least about bees; what others say should be found before, by its words alone. */
static const struct collection_enterprise enterprises[ENTERPRISES] = {
	{.id = BEE, .name = "BeeLiving ApS", .cvr = "12345674", .pitch = "Honning", .description = ""},
	{.id = OTHER_BEES, .name = "Bier og honning", .cvr = "87654329", .pitch = "Bee living: living with the bee", .description = ""},
	{.id = LOUD, .name = "Glad Kantine Syd", .pitch = "Glad kantine, glad mad, kantine, glad kantine mad", .description = "Glad mad"},
	{.id = WINDOWS, .name = "Rene Ruder", .pitch = "Vinduespudsning", .description = "§ 100"},
	{.id = APART, .name = "Glad Mad A/S", .pitch = "Frokost", .description = ""},
	{.id = CAFE, .name = "Nordlys", .pitch = "Zappa pizza", .description = ""},
};

static struct collection some(void)
{
	static struct collection_enterprise copy[ENTERPRISES];

	memcpy(copy, enterprises, sizeof copy);
	for (size_t i = 0; i < ENTERPRISES; i++)
		copy[i].municipality_code = "";
	return (struct collection){.revision = 1, .enterprises = copy, .enterprise_count = ENTERPRISES};
}

static int open_all(void **state)
{
	struct collection c = some();

	*state = match_index_of(&c);
	return 0;
}

static int close_all(void **state)
{
	struct match_index *index = *state;

	match_index_close(&index);
	return 0;
}

static struct search_result ask(struct match_index *index, struct arena *mem, const char *words)
{
	struct search_result found;
	struct search_query query = {.words = words, .language = DANISH};

	assert_int_equal(search_enterprises(index, mem, &query, &found), OK);
	return found;
}

static void a_cvr_number_finds_its_enterprise_alone_however_it_is_written(void **state)
{
	static const char *const ways[] = {"12345674", "12 34 56 74", " DK12345674", "dk-12345674", "CVR-nr.: 12 34 56 74",
		"CVR 12345674", "cvr. nr. 12.34.56.74"};
	OWNED(arena_close) struct arena *mem = arena_open();

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct search_result found = ask(*state, mem, ways[i]);
		assert_int_equal(found.total, 1);
		assert_int_equal(found.hits[0].id, BEE);
		assert_string_equal(found.cvr, "12345674");
		assert_int_equal(found.word_count, 1);
	}
}

static void a_cvr_number_that_nobody_has_finds_nothing_and_is_told(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct search_result found = ask(*state, mem, "DK 11 22 33 44");

	assert_int_equal(found.total, 0);
	assert_int_equal(found.instead_count, 0);
	assert_string_equal(found.cvr, "11223344");
	struct word_alone *list;
	size_t count;
	struct search_query query = {.words = "12 34 56 78", .language = DANISH};
	assert_int_equal(search_enterprises_alone(*state, mem, &query, &list, &count), OK);
	assert_int_equal(count, 0);
	assert_null(ask(*state, mem, "1234567").cvr); /* seven */
	assert_null(ask(*state, mem, "telefon 12345674").cvr);
	assert_null(ask(*state, mem, "12345674 honning").cvr);
}

static void who_is_called_what_was_typed_comes_first_however_it_is_parted(void **state)
{
	static const char *const ways[] = {"beeliving", "bee living", "Bee-Living", "BEE LIVING ApS", "Beeliving aps"};
	OWNED(arena_close) struct arena *mem = arena_open();

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct search_result found = ask(*state, mem, ways[i]);
		assert_true(found.hit_count > 0);
		assert_int_equal(found.hits[0].id, BEE);
	}
	struct search_result found = ask(*state, mem, "glad mad");
	assert_int_equal(found.total, 2);
	assert_int_equal(found.hits[0].id, APART);
	assert_int_equal(ask(*state, mem, "glad kantine").hits[0].id, LOUD); /* nobody is called so */
}

static void filters_hold_for_who_is_called_so_too(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct search_query query = {.words = "12345674", .rsv_only = true};
	struct search_result found;

	assert_int_equal(search_enterprises(*state, mem, &query, &found), OK);
	assert_int_equal(found.total, 0);
	assert_int_equal(found.rsv.count, 1); /* it is the filter that is in the way */
}

static void words_that_one_writes_apart_are_met_by_who_writes_them_together(void **state)
{
	static const char *const ways[] = {"vindues pudsning", "vindue pudsning", "Vindues-Pudsning"};
	OWNED(arena_close) struct arena *mem = arena_open();

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct search_result found = ask(*state, mem, ways[i]);
		assert_int_equal(found.total, 1);
		assert_int_equal(found.hits[0].id, WINDOWS);
		assert_int_equal(found.instead_count, 0);
	}
	assert_int_equal(ask(*state, mem, "vindues honning").total, 0);
}

static void a_word_that_one_writes_together_is_met_by_who_writes_its_parts(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct search_result found = ask(*state, mem, "zappapizza");

	assert_int_equal(found.total, 1);
	assert_int_equal(found.hits[0].id, CAFE);
	assert_int_equal(found.instead_count, 0);
}

static void a_number_beside_words_is_how_many_and_alone_it_finds_nothing(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	assert_int_equal(ask(*state, mem, "20 vinduespudsning").total, 1);
	assert_int_equal(ask(*state, mem, "vinduespudsning § 104").total, 1);
	assert_int_equal(ask(*state, mem, "§ 104").total, 0);
	assert_int_equal(ask(*state, mem, "§ 104").instead_count, 0);
	assert_int_equal(ask(*state, mem, "20 xyl").total, 0);
}

static void little_words_of_another_language_need_not_be_met(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	assert_int_equal(ask(*state, mem, "the kantine of mad").total, 1); /* Danish has neither */
	assert_int_equal(ask(*state, mem, "kantine xyl mad").total, 0);
	assert_int_equal(text_language("cleaning of the offices", DANISH), ENGLISH);
	assert_int_equal(text_language("vask og rengøring af kontorer", ENGLISH), DANISH);
	assert_int_equal(text_language("schoonmaak van het kantoor", DANISH), DUTCH);
	assert_int_equal(text_language("kantine", DUTCH), DUTCH);
}

static void who_changes_the_name_is_found_by_the_new_one_alone(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection c = some(), changes = c;
	OWNED(match_index_close) struct match_index *index = match_index_of(&c);
	int64_t changed[] = {BEE};

	(void)state;
	changes.revision = 2;
	changes.enterprise_count = 1;
	changes.enterprises[0].name = "Honninghuset";
	changes.enterprises[0].cvr = "87654329";
	changes.changed_enterprises = changed;
	changes.changed_enterprise_count = 1;
	match_index_change(index, &changes);
	assert_int_equal(ask(index, mem, "12345674").total, 0);
	assert_int_equal(ask(index, mem, "honning huset").hits[0].id, BEE);
	assert_int_equal(ask(index, mem, "87654329").total, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cvr_number_finds_its_enterprise_alone_however_it_is_written),
		cmocka_unit_test(a_cvr_number_that_nobody_has_finds_nothing_and_is_told),
		cmocka_unit_test(who_is_called_what_was_typed_comes_first_however_it_is_parted),
		cmocka_unit_test(filters_hold_for_who_is_called_so_too),
		cmocka_unit_test(words_that_one_writes_apart_are_met_by_who_writes_them_together),
		cmocka_unit_test(a_word_that_one_writes_together_is_met_by_who_writes_its_parts),
		cmocka_unit_test(a_number_beside_words_is_how_many_and_alone_it_finds_nothing),
		cmocka_unit_test(little_words_of_another_language_need_not_be_met),
		cmocka_unit_test(who_changes_the_name_is_found_by_the_new_one_alone),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
