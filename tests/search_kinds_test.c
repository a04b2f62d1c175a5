/* SPDX-License-Identifier: MPL-2.0 */
/* Words for kinds of thing that no plan line says: "vinduespudsning", typed as one word or parted. */
#include <stdlib.h>

#include "lib/collection_files.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "lib/text.h"
#include "tests/support.h"

#define LINES 240

static const char *const windows[] = {"90911300"}, *const canteen[] = {"55510000"};
/* One among many counts, too. */
static const char *const many[] = {"55510000", "15810000", "77310000", "90911300", "79810000", "98310000"};

/* Some have no code and say nothing; a title of each kind says "skolerne". Nobody supplies anything. */
static struct collection_line line_of(size_t i)
{
	bool is_windows = i % 3 == 0, has_many = is_windows && i % 4 == 0;

	return (struct collection_line){.id = (int64_t)i + 1, .buyer_name = "", .dialogue_ends = (day)(20000 + i),
		.demand = {.title = i == 3 || i == 4 ? "Til skolerne" : "", .text = "",
			.municipality_code = i % 2 == 0 ? "0621" : "0740", .cpv = has_many ? many : is_windows ? windows : canteen,
			.cpv_count = i % 5 == 0 ? 0 : has_many ? 6 : 1, .value_dkk = -1, .contract_starts = NO_DAY, .reserved = i % 7 < 3}};
}

struct world {
	struct arena *mem;
	struct match_index *index;
};

static int world_open(void **state)
{
	static struct world world;
	static struct collection_line lines[LINES];
	static struct collection_place places[] = {
		{"0621", "Kolding", "1083", "Syddanmark"}, {"0740", "Silkeborg", "1082", "Midtjylland"}};
	struct collection c;

	world.mem = arena_open();
	struct file_faults faults = {.mem = world.mem};
	const char *folder = arena_printf(world.mem, "%s/sql/reference", getenv("TORV_SOURCE"));
	assert_int_equal(collection_read_files(world.mem, folder, &faults, &c), OK);
	for (size_t i = 0; i < LINES; i++)
		lines[i] = line_of(i);
	c.revision = 1;
	c.places = places;
	c.place_count = 2;
	c.lines = lines;
	c.line_count = LINES;
	world.index = match_index_of(&c);
	*state = &world;
	return 0;
}

static int world_close(void **state)
{
	struct world *world = *state;

	match_index_close(&world->index);
	arena_close(&world->mem);
	return 0;
}

static struct line_result ask(const struct world *world, const struct line_query *query)
{
	struct line_result found;

	assert_int_equal(search_lines(world->index, world->mem, query, &found), OK);
	return found;
}

static void same_facets(const struct facets *a, const struct facets *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_string_equal(a->at[i].code, b->at[i].code);
		assert_int_equal(a->at[i].count, b->at[i].count);
	}
}

static void same_lines(const struct line_result *a, const struct line_result *b)
{
	assert_int_equal(a->total, b->total);
	assert_int_equal(a->hit_count, b->hit_count);
	for (size_t i = 0; i < a->hit_count; i++)
		assert_true((a->hits[i].id - 1) % 3 == 0 && (a->hits[i].id - 1) % 5 != 0);
	same_facets(&a->municipalities, &b->municipalities);
	same_facets(&a->regions, &b->regions);
	same_facets(&a->reserved, &b->reserved);
}

/* Filters by code agree with the obvious search (search_test), so this does too. */
static void a_word_that_no_line_says_finds_and_counts_lines_of_that_kind(void **state)
{
	static const char *const ways[] = {"vinduespudsning", "vindues pudsning"};

	for (unsigned i = 0; i < 16; i++) {
		struct line_query query = {.words = ways[i & 1], .language = DANISH, .page_size = LINES,
			.municipality = (i & 2) != 0 ? "0621" : "", .region = (i & 4) != 0 ? "1082" : "", .reserved_only = (i & 8) != 0};
		struct line_result by_word = ask(*state, &query);
		query.words = "";
		query.cpv = "90911300";
		struct line_result by_code = ask(*state, &query);
		if (by_word.total == 0 && (i & 1) != 0) /* nothing to tell */
			continue;
		same_lines(&by_word, &by_code);
		assert_int_equal(by_word.meant_count, 1);
		assert_string_equal(by_word.meant[0].code, "90911300");
		assert_int_equal(by_word.instead_count, i & 1);
	}
}

static void what_was_typed_apart_is_told(void **state)
{
	struct line_result found = ask(*state, &(struct line_query){.words = "vindues pudsning", .language = DANISH});

	assert_true(found.total > 0);
	assert_string_equal(found.instead[0].typed, "vindues pudsning");
	assert_string_equal(found.instead[0].taken, "vinduespudsning");
	assert_string_equal(found.meant[0].typed, "vinduespudsning");
}

static void a_line_must_say_the_other_words_too(void **state)
{
	struct line_result found = ask(*state, &(struct line_query){.words = "skolerne vinduespudsning", .language = DANISH});

	assert_int_equal(found.total, 1);
	assert_int_equal(found.hits[0].id, 4);
	assert_int_equal(ask(*state, &(struct line_query){.words = "vinduespudsning xylofon", .language = DANISH}).total, 0);
	found = ask(*state, &(struct line_query){.words = "skolerne", .language = DANISH});
	assert_int_equal(found.total, 2);
	assert_int_equal(found.meant_count, 0);
}

static void a_kind_that_nobody_plans_to_buy_finds_nothing(void **state)
{
	struct line_result found = ask(*state, &(struct line_query){.words = "honning", .language = DANISH});

	assert_int_equal(found.total, 0);
	assert_int_equal(found.meant_count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_that_no_line_says_finds_and_counts_lines_of_that_kind),
		cmocka_unit_test(what_was_typed_apart_is_told),
		cmocka_unit_test(a_line_must_say_the_other_words_too),
		cmocka_unit_test(a_kind_that_nobody_plans_to_buy_finds_nothing),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
