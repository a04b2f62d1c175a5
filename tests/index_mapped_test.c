/* SPDX-License-Identifier: MPL-2.0 */
/* An index that was mapped from its file beside the one that was written, and beside an obvious search: both find, match,
 * explain and suggest the same. */
#include <string.h>

#include "lib/demand.h"
#include "lib/directory.h"
#include "lib/matching.h"
#include "lib/matching_why.h"
#include "tests/index_folder.h"
#include "tests/obvious.h"

#define CHANGES_MOST 300
#ifdef __SANITIZE_ADDRESS__
#define QUERIES 100
#else
#define QUERIES 300
#endif

/* ---- what is found in it ---- */

/* The field's index is from then on one that was mapped. */
static void map_field(struct field *field, struct arena *mem)
{
	const char *folder = new_folder(mem);

	write_index(field->index, folder);
	match_index_close(&field->index);
	field->index = mapped(folder);
	remove_folder(mem, folder); /* what is mapped stays */
}

static void compare_some(struct field *field, int queries)
{
	for (int i = 0; i < queries; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct search_query query = random_query(field, mem);
		struct line_query line_query = random_line_query(field, mem);
		compare_enterprises(field, &query);
		compare_lines(field, &line_query);
	}
}

static void an_obvious_search_finds_what_a_mapped_index_finds(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	void *own;

	(void)state;
	field_open_large(&own);
	map_field(own, mem);
	compare_some(own, QUERIES);
	field_close(&own);
}

static void changes_upon_a_mapped_index_are_found(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection changes = {.revision = 2};
	struct field *field;
	void *own;

	(void)state;
	field_open(&own);
	field = own;
	map_field(field, mem);
	changes.enterprises = arena_array(mem, CHANGES_MOST, sizeof *changes.enterprises);
	changes.offerings = arena_array(mem, 7 * (size_t)CHANGES_MOST, sizeof *changes.offerings);
	changes.lines = arena_array(mem, CHANGES_MOST, sizeof *changes.lines);
	changes.changed_enterprises = arena_array(mem, CHANGES_MOST, sizeof(int64_t));
	changes.changed_lines = arena_array(mem, CHANGES_MOST, sizeof(int64_t));
	for (int round = 0; round < 20; round++) {
		for (unsigned i = 1 + dice(field, 8); i > 0; i--)
			random_change(field, &changes);
		match_index_change(field->index, &changes);
		compare_some(field, QUERIES / 30);
	}
	match_index_put(field->index, &field->collection); /* a new whole takes its place */
	compare_some(field, QUERIES / 30);
	field_close(&own);
}

/* ---- beside the one that was built ---- */

static void expect_same_matches(const struct matches *a, const struct matches *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_int_equal(a->at[i].organisation_id, b->at[i].organisation_id);
		assert_int_equal(a->at[i].line_id, b->at[i].line_id);
		assert_true(a->at[i].score == b->at[i].score);
		assert_string_equal(a->at[i].reasons, b->at[i].reasons);
	}
}

static void expect_same_facets(const struct facets *a, const struct facets *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_string_equal(a->at[i].code, b->at[i].code);
		assert_string_equal(a->at[i].name, b->at[i].name);
		assert_int_equal(a->at[i].count, b->at[i].count);
	}
}

static void expect_same_search(struct match_index *built, struct match_index *other, struct arena *mem, const char *words)
{
	struct search_query query = {.words = words, .language = DANISH, .page_size = 50};
	struct search_result a, b;

	assert_int_equal(search_enterprises(built, mem, &query, &a), OK);
	assert_int_equal(search_enterprises(other, mem, &query, &b), OK);
	assert_int_equal(a.total, b.total);
	assert_int_equal(a.hit_count, b.hit_count);
	for (size_t i = 0; i < a.hit_count; i++) {
		assert_int_equal(a.hits[i].id, b.hits[i].id);
		assert_true(a.hits[i].score == b.hits[i].score);
	}
	expect_same_facets(&a.municipalities, &b.municipalities);
	expect_same_facets(&a.regions, &b.regions);
	expect_same_facets(&a.divisions, &b.divisions);
	assert_int_equal(a.instead_count, b.instead_count);
	for (size_t i = 0; i < a.instead_count; i++)
		assert_string_equal(a.instead[i].taken, b.instead[i].taken);
	assert_int_equal(a.meant_count, b.meant_count);
}

static void expect_same_suggestions(struct match_index *built, struct match_index *other, struct arena *mem,
	const char *text)
{
	struct cpv_suggestion *a, *b;
	size_t count_a, count_b;

	assert_int_equal(cpv_suggest(built, mem, text, DANISH, 10, &a, &count_a), OK);
	assert_int_equal(cpv_suggest(other, mem, text, DANISH, 10, &b, &count_b), OK);
	assert_int_equal(count_a, count_b);
	for (size_t i = 0; i < count_a; i++) {
		assert_string_equal(a[i].code, b[i].code);
		assert_string_equal(a[i].name, b[i].name);
		assert_true(a[i].probability == b[i].probability);
	}
}

static void expect_same_of_line(struct match_index *built, struct match_index *other, const struct collection_line *line)
{
	static const struct match_limits limits = {.minimum = 0, .today = 20000};
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *slip = arena_printf(mem, "x%s", line->demand.title);
	struct matches a, b;
	struct match_why why_a, why_b;

	assert_int_equal(match_demand(built, mem, &line->demand, &limits, &a), OK);
	assert_int_equal(match_demand(other, mem, &line->demand, &limits, &b), OK);
	expect_same_matches(&a, &b);
	match_why_demand(built, mem, &line->demand, 1 + line->id % 40, &limits, &why_a);
	match_why_demand(other, mem, &line->demand, 1 + line->id % 40, &limits, &why_b);
	assert_int_equal(why_a.kind, why_b.kind);
	assert_true(why_a.score == why_b.score);
	expect_same_search(built, other, mem, line->demand.title);
	expect_same_search(built, other, mem, slip);
	expect_same_suggestions(built, other, mem, line->demand.title);
	expect_same_suggestions(built, other, mem, slip);
}

static void what_was_mapped_matches_explains_and_suggests_as_what_was_built(void **state)
{
	static const struct match_limits limits = {.minimum = 0, .today = 20000};
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *folder = new_folder(mem);
	struct collection c;
	struct matches a, b;
	size_t lines = 0;

	(void)state;
	fill(mem, &c);
	OWNED(match_index_close) struct match_index *built = match_index_of(&c);
	write_index(built, folder);
	OWNED(match_index_close) struct match_index *other = mapped(folder);
	for (size_t i = 0; i < c.line_count; i++)
		expect_same_of_line(built, other, &c.lines[i]);
	for (size_t i = 0; i < c.enterprise_count; i++) {
		assert_int_equal(match_enterprise(built, mem, c.enterprises[i].id, &limits, &a), OK);
		assert_int_equal(match_enterprise(other, mem, c.enterprises[i].id, &limits, &b), OK);
		expect_same_matches(&a, &b);
		lines += a.count;
	}
	assert_true(lines > c.line_count / 2); /* what lines ask for was in the file, too */
	remove_folder(mem, folder);
}

static void expect_same_places_and_codes(const struct snapshot *a, const struct snapshot *b)
{
	assert_int_equal(a->place_count, b->place_count);
	for (unsigned i = 0; i < a->place_count; i++) {
		assert_string_equal(a->places[i].key, b->places[i].key);
		assert_string_equal(a->places[i].region_name, b->places[i].region_name);
		assert_int_equal(a->places[i].region, b->places[i].region);
		assert_memory_equal(&a->places[i].neighbours, &b->places[i].neighbours, sizeof(struct place_set));
	}
	assert_int_equal(a->code_count, b->code_count);
	for (uint32_t i = 0; i < a->code_count; i++) {
		assert_int_equal(a->codes[i].above == NULL, b->codes[i].above == NULL);
		if (a->codes[i].above != NULL)
			assert_int_equal(a->codes[i].above - a->codes, b->codes[i].above - b->codes);
	}
}

static void expect_same_lines(const struct snapshot *a, const struct snapshot *b)
{
	assert_int_equal(a->line_count, b->line_count);
	for (uint32_t i = 0; i < a->line_count; i++) {
		const struct prepared *left = a->lines[i].prepared, *right = b->lines[i].prepared;
		assert_int_equal(a->lines[i].in_tender, b->lines[i].in_tender);
		assert_int_equal(left->language, right->language);
		assert_int_equal(left->reserved, right->reserved);
		assert_int_equal(left->value_dkk, right->value_dkk);
		assert_int_equal(left->contract_starts, right->contract_starts);
		assert_int_equal(left->place, right->place);
		assert_int_equal(left->group_count, right->group_count);
		for (size_t g = 0; g < left->group_count; g++) {
			assert_string_equal(left->groups[g].shown, right->groups[g].shown);
			assert_int_equal(left->groups[g].said, right->groups[g].said);
			assert_int_equal(left->groups[g].part, right->groups[g].part);
		}
	}
}

static void expect_same_counts(const struct snapshot *a, const struct snapshot *b)
{
	const struct vocabulary *left = a->vocabulary, *right = b->vocabulary;

	assert_int_equal(a->revision, b->revision);
	assert_int_equal(a->unlisted, b->unlisted);
	assert_int_equal(a->offering_count, b->offering_count);
	assert_int_equal(a->all_enterprises, b->all_enterprises);
	assert_int_equal(a->all_offerings, b->all_offerings);
	assert_int_equal(a->all_lines, b->all_lines);
	assert_int_equal(left->documents, right->documents);
	assert_int_equal(left->reference_words, right->reference_words);
	assert_memory_equal(left->beginnings, right->beginnings, left->words.count * sizeof *left->beginnings);
	assert_memory_equal(a->line_vectors.of, b->line_vectors.of, a->line_vectors.count * sizeof *a->line_vectors.of);
	assert_memory_equal(a->code_vectors.terms, b->code_vectors.terms,
		a->code_vectors.term_count * sizeof *a->code_vectors.terms);
}

/* What makes a search or a match only faster, or is asked for by few. */
static void what_is_found_without_it_was_mapped_too(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *folder = new_folder(mem);
	struct collection c;

	(void)state;
	fill(mem, &c);
	struct snapshot *a = snapshot_open(&c), *b;
	assert_int_equal(index_file_write(folder, a), OK);
	b = take(folder);
	assert_non_null(b);
	assert_int_equal(snapshot_size(a), snapshot_size(b));
	assert_true(a->common_kinds.count > 0 && a->common_kinds.usual > 0);
	assert_int_equal(a->common_kinds.count, b->common_kinds.count);
	assert_int_equal(a->common_kinds.usual, b->common_kinds.usual);
	assert_memory_equal(a->common_kinds.terms, b->common_kinds.terms, sizeof a->common_kinds.terms);
	assert_memory_equal(&a->directory->all, &b->directory->all, sizeof a->directory->all);
	assert_memory_equal(a->weights, b->weights, sizeof a->weights);
	expect_same_counts(a, b);
	expect_same_places_and_codes(a, b);
	expect_same_lines(a, b);
	snapshot_close(&a);
	snapshot_close(&b);
	remove_folder(mem, folder);
}

static void an_index_of_nothing_can_be_kept(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *folder = new_folder(mem);
	struct search_result found;

	(void)state;
	OWNED(match_index_close) struct match_index *built = match_index_of(&(struct collection){.revision = 1});
	write_index(built, folder);
	OWNED(match_index_close) struct match_index *other = mapped(folder);
	assert_int_equal(search_enterprises(other, mem, &(struct search_query){.words = "kantine"}, &found), OK);
	assert_int_equal(found.total, 0);
	remove_folder(mem, folder);
}

static void what_is_mapped_stays_as_it_was_when_another_file_takes_its_place(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *folder = new_folder(mem);
	struct collection c;

	(void)state;
	fill(mem, &c);
	OWNED(match_index_close) struct match_index *built = match_index_of(&c);
	write_index(built, folder);
	OWNED(match_index_close) struct match_index *first = mapped(folder);
	OWNED(match_index_close) struct match_index *empty = match_index_of(&(struct collection){.revision = 1});
	write_index(empty, folder);
	OWNED(match_index_close) struct match_index *second = mapped(folder);
	for (size_t i = 0; i < 10; i++) {
		expect_same_search(built, first, mem, c.lines[i].demand.title);
		expect_same_search(empty, second, mem, c.lines[i].demand.title);
	}
	remove_folder(mem, folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_obvious_search_finds_what_a_mapped_index_finds),
		cmocka_unit_test(changes_upon_a_mapped_index_are_found),
		cmocka_unit_test(what_was_mapped_matches_explains_and_suggests_as_what_was_built),
		cmocka_unit_test(what_is_found_without_it_was_mapped_too),
		cmocka_unit_test(an_index_of_nothing_can_be_kept),
		cmocka_unit_test(what_is_mapped_stays_as_it_was_when_another_file_takes_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
