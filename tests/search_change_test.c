/* SPDX-License-Identifier: MPL-2.0 */
/* An index that is changed bit by bit, beside an obvious search of what there is, and a fresh index. */
#include <string.h>

#include "lib/matching.h"
#include "lib/reading.h"
#include "tests/obvious.h"

#define ROUNDS 40
#define CHANGES_MOST 400
#ifdef __SANITIZE_ADDRESS__
#define QUERIES_EACH 10
#else
#define QUERIES_EACH 60
#endif

static void no_changes(struct field *field, struct collection *changes)
{
	*changes = (struct collection){.revision = 2};
	changes->enterprises = arena_array(field->mem, CHANGES_MOST, sizeof *changes->enterprises);
	changes->offerings = arena_array(field->mem, 7 * (size_t)CHANGES_MOST, sizeof *changes->offerings);
	changes->lines = arena_array(field->mem, CHANGES_MOST, sizeof *changes->lines);
	changes->changed_enterprises = arena_array(field->mem, CHANGES_MOST, sizeof(int64_t));
	changes->changed_lines = arena_array(field->mem, CHANGES_MOST, sizeof(int64_t));
}

static void compare_some(struct field *field)
{
	for (int i = 0; i < QUERIES_EACH; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct search_query query = random_query(field, mem);
		struct line_query line_query = random_line_query(field, mem);
		compare_enterprises(field, &query);
		compare_lines(field, &line_query);
	}
}

static void after_each_change_an_obvious_search_finds_the_same(void **state)
{
	struct field *field = *state;
	struct collection changes;

	no_changes(field, &changes);
	for (int round = 0; round < ROUNDS; round++) {
		for (unsigned i = 1 + dice(field, 8); i > 0; i--)
			random_change(field, &changes);
		match_index_change(field->index, &changes);
		compare_some(field);
	}
	assert_in_range(changes.changed_enterprise_count, ROUNDS, CHANGES_MOST);
}

static void the_order_of_names_holds_among_those_that_came_later(void **state)
{
	struct field *field = *state;
	struct search_query query = {.page_size = 11};
	struct search_result found;
	struct collection changes;
	size_t seen = 0;

	match_index_put(field->index, &field->collection);
	no_changes(field, &changes);
	for (int i = 0; i < 100; i++)
		random_change(field, &changes);
	match_index_change(field->index, &changes);
	for (query.page = 1; seen < field->collection.enterprise_count; query.page++) {
		assert_int_equal(search_enterprises(field->index, field->mem, &query, &found), OK);
		assert_true(found.hit_count > 0);
		for (size_t i = 0; i < found.hit_count; i++)
			assert_int_equal(found.hits[i].id, field->collection.enterprises[seen++].id);
	}
}

/* Scores may differ a little: how telling a word is was counted when the whole was read. */
static void compare_matches(struct match_index *changed, struct match_index *fresh, struct arena *mem,
	const struct demand *demand)
{
	struct match_limits limits = {.minimum = 0, .today = 20000};
	struct matches in_changed, in_fresh;

	assert_int_equal(match_demand(changed, mem, demand, &limits, &in_changed), OK);
	assert_int_equal(match_demand(fresh, mem, demand, &limits, &in_fresh), OK);
	assert_int_equal(in_changed.count, in_fresh.count);
	for (size_t i = 0; i < in_fresh.count; i++) {
		size_t at = 0;
		while (at < in_changed.count &&
			in_changed.at[at].organisation_id != in_fresh.at[i].organisation_id)
			at++;
		assert_true(at < in_changed.count);
		assert_float_equal(in_changed.at[at].score, in_fresh.at[i].score, 3.0);
	}
}

static void a_changed_index_finds_and_matches_what_a_fresh_one_does(void **state)
{
	struct field *field = *state;
	struct match_index_figures changed, fresh;
	struct collection changes;

	match_index_put(field->index, &field->collection);
	no_changes(field, &changes);
	for (int i = 0; i < 60; i++)
		random_change(field, &changes);
	match_index_change(field->index, &changes);
	OWNED(match_index_close) struct match_index *index = match_index_of(&field->collection);
	match_index_figures(field->index, &changed);
	match_index_figures(index, &fresh);
	assert_int_equal(changed.enterprises, fresh.enterprises);
	assert_int_equal(changed.offerings, fresh.offerings);
	assert_int_equal(changed.lines, fresh.lines);
	for (size_t i = 0; i < field->collection.line_count; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		compare_matches(field->index, index, mem, &field->collection.lines[i].demand);
	}
}

static void a_word_that_is_new_finds_the_one_who_brought_it(void **state)
{
	struct field *field = *state;
	struct collection changes;
	struct search_result found;

	match_index_put(field->index, &field->collection);
	no_changes(field, &changes);
	changes.changed_enterprises[changes.changed_enterprise_count++] = 999999;
	changes.enterprises[changes.enterprise_count++] = (struct collection_enterprise){.id = 999999,
		.name = "Zebra", .order = "Zebra", .order_size = 5, .municipality_code = "0621",
		.pitch = "Ostrigesvampe", .description = "", .employees = -1, .employees_target_group = -1};
	match_index_change(field->index, &changes);
	static const char *const words[] = {"ostrigesvampe", "ostrige", "OSTRIGESVAMP", "zebra kolding"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		assert_int_equal(search_enterprises(field->index, field->mem,
			&(struct search_query){.words = words[i]}, &found), OK);
		assert_int_equal(found.total, 1);
		assert_int_equal(found.hits[0].id, 999999);
	}
	match_index_put(field->index, &field->collection);
	assert_int_equal(search_enterprises(field->index, field->mem,
		&(struct search_query){.words = "ostrigesvampe"}, &found), OK);
	assert_int_equal(found.total, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(after_each_change_an_obvious_search_finds_the_same),
		cmocka_unit_test(the_order_of_names_holds_among_those_that_came_later),
		cmocka_unit_test(a_changed_index_finds_and_matches_what_a_fresh_one_does),
		cmocka_unit_test(a_word_that_is_new_finds_the_one_who_brought_it),
	};

	return cmocka_run_group_tests(tests, field_open, field_close);
}
