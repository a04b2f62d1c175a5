/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The search, beside a slow and obvious one (tests/obvious.h): hits, totals and every facet must agree.
 * Then what it finds, one by one.
 */
#include <stdlib.h>
#include <string.h>

#include "lib/collection_files.h"
#include "lib/matching.h"
#include "lib/postings.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "lib/spelling.h"
#include "lib/text.h"
#include "tests/obvious.h"
#include "tests/relevance.h"

/* The obvious implementation is slow, and five times slower under the sanitizers, which look for other
 * faults than a wrong count: the ordinary build asks ten thousand queries, theirs a thousand. */
#ifdef __SANITIZE_ADDRESS__
#define QUERIES_ASKED 1000
#else
#define QUERIES_ASKED 10000
#endif

static void search_totals_and_facets_agree_with_an_obvious_search(void **state)
{
	struct field *field = *state;
	size_t found_any = 0;

	for (int i = 0; i < QUERIES_ASKED; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct search_query query = random_query(field, mem);
		found_any += compare_enterprises(field, &query) > 0;
	}
	/* the queries are neither empty nor trivial */
	assert_in_range(found_any, QUERIES_ASKED / 4, QUERIES_ASKED - QUERIES_ASKED / 50);
}

/* What is found goes through other hands where it is few in many, and where it is hundreds. */
static void few_in_many_and_hundreds_are_counted_as_an_obvious_search_does(void **state)
{
	struct field *field = *state;
	size_t few = 0, hundreds = 0;

	for (int i = 0; i < QUERIES_ASKED / 40; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct search_query query = random_query(field, mem);
		size_t found = compare_enterprises(field, &query);
		few += found > 0 && found < 15;
		hundreds += found > 300;
	}
	assert_in_range(few, QUERIES_ASKED / 1000, QUERIES_ASKED);
	assert_in_range(hundreds, QUERIES_ASKED / 1000, QUERIES_ASKED);
}

static size_t facet_count(const struct facets *facets, const char *code)
{
	for (size_t i = 0; i < facets->count; i++)
		if (text_equal(facets->at[i].code, code))
			return facets->at[i].count;
	return 0;
}

static void same_facets(const struct facets *a, const struct facets *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++)
		assert_int_equal(facet_count(a, b->at[i].code), b->at[i].count);
}

static void same_found(const struct search_result *a, const struct search_result *b)
{
	assert_int_equal(a->total, b->total);
	same_facets(&a->municipalities, &b->municipalities);
	same_facets(&a->regions, &b->regions);
	same_facets(&a->divisions, &b->divisions);
	same_facets(&a->kinds, &b->kinds);
	same_facets(&a->rsv, &b->rsv);
}

static int by_id(const void *a, const void *b)
{
	const struct search_hit *left = a, *right = b;

	return (left->id > right->id) - (left->id < right->id);
}

/* In whatever order: words are rarer among more. */
static void same_hits(struct search_result *a, struct search_result *b)
{
	assert_int_equal(a->hit_count, b->hit_count);
	if (a->hit_count == 0)
		return;
	qsort(a->hits, a->hit_count, sizeof *a->hits, by_id);
	qsort(b->hits, b->hit_count, sizeof *b->hits, by_id);
	for (size_t i = 0; i < a->hit_count; i++)
		assert_int_equal(a->hits[i].id, b->hits[i].id);
}

/* They stand in the first and in the second block. */
static void where_lists_go_over_two_blocks_of_postings_the_same_is_found(void **state)
{
	struct field *field = *state;
	size_t own = field->collection.enterprise_count, found_any = 0;
	struct collection behind = field_behind(field->mem, &field->collection, POSTING_BLOCK - own / 2);
	struct match_index *many = match_index_of(&behind);

	for (int i = 0; i < QUERIES_ASKED / 10; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct search_query query = random_query(field, mem);
		struct search_result few, all;
		if (*query.words == '\0')
			query.words = "honning"; /* not everybody */
		assert_int_equal(search_enterprises(field->index, mem, &query, &few), OK);
		assert_int_equal(search_enterprises(many, mem, &query, &all), OK);
		same_found(&few, &all);
		same_hits(&few, &all);
		found_any += all.total > 0;
	}
	assert_in_range(found_any, QUERIES_ASKED / 100, QUERIES_ASKED / 10);
	match_index_close(&many);
}

static void the_search_for_lines_agrees_with_an_obvious_one(void **state)
{
	struct field *field = *state;
	size_t found_any = 0;

	for (int i = 0; i < QUERIES_ASKED; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct line_query query = random_line_query(field, mem);
		found_any += compare_lines(field, &query) > 0;
	}
	assert_in_range(found_any, QUERIES_ASKED / 4, QUERIES_ASKED - QUERIES_ASKED / 50);
}

/* ---- one by one ---- */

static void pages_together_are_the_whole(void **state)
{
	struct field *field = *state;
	struct search_query query = {.words = "", .page_size = 7};
	struct search_result found;
	const struct collection *c = &field->collection;
	size_t seen = 0;

	for (query.page = 1; query.page <= 1 + c->enterprise_count / 7; query.page++) {
		assert_int_equal(search_enterprises(field->index, field->mem, &query, &found), OK);
		assert_int_equal(found.total, c->enterprise_count);
		for (size_t i = 0; i < found.hit_count; i++)
			assert_int_equal(found.hits[i].id, c->enterprises[seen++].id); /* by name */
	}
	assert_int_equal(seen, c->enterprise_count);
	query.page = SIZE_MAX;
	assert_int_equal(search_enterprises(field->index, field->mem, &query, &found), OK);
	assert_int_equal(found.hit_count, 0);
	assert_int_equal(found.total, c->enterprise_count);
}

static size_t total_of(struct match_index *index, struct arena *mem, const char *words,
	enum language language)
{
	struct search_result found;

	assert_int_equal(search_enterprises(index, mem,
		&(struct search_query){.words = words, .language = language}, &found), OK);
	return found.total;
}

static int64_t first_of(struct match_index *index, struct arena *mem, const char *words)
{
	struct search_result found;

	assert_int_equal(search_enterprises(index, mem, &(struct search_query){.words = words}, &found), OK);
	return found.hit_count == 0 ? 0 : found.hits[0].id;
}

static struct match_index *offers_index(struct arena *mem)
{
	struct collection collection;

	field_offers(mem, &collection);
	return match_index_of(&collection);
}

static void stems_compounds_and_beginnings_are_found(void **state)
{
	struct field *field = *state;
	struct match_index *index = offers_index(field->mem);

	assert_true(first_of(index, field->mem, "kantinedrift") == 1);
	assert_true(total_of(index, field->mem, "rengøringen", DANISH) >= 1);
	assert_true(total_of(index, field->mem, "rengoering", DANISH) >= 1);
	assert_true(total_of(index, field->mem, "rengøring", ENGLISH) >= 1); /* whatever one reads in */
	assert_true(total_of(index, field->mem, "muleposer af genbrugsstof", DANISH) >= 1);
	assert_true(total_of(index, field->mem, "honn", DANISH) >= 1);
	assert_int_equal(total_of(index, field->mem, "honni gaver", DANISH), 0); /* only the last word may be unfinished */
	assert_int_equal(total_of(index, field->mem, "rumraketter", DANISH), 0);
	match_index_close(&index);
}

static void a_word_with_a_slip_finds_what_was_meant(void **state)
{
	struct field *field = *state;
	struct match_index *index = offers_index(field->mem);
	static const char *const slipped[] = {"rengørning", "rengøirng", "rengring", "renøring", "katnine", "kantiene"};

	for (size_t i = 0; i < sizeof slipped / sizeof slipped[0]; i++)
		if (total_of(index, field->mem, slipped[i], DANISH) == 0)
			fail_msg("nothing is found for \"%s\"", slipped[i]);
	assert_true(total_of(index, field->mem, "rengørning af kontorer", DANISH) >= 1);
	assert_true(total_of(index, field->mem, "xantine", DANISH) >= 1); /* the first letter is wrong: by its others */
	assert_int_equal(total_of(index, field->mem, "hunnong", DANISH), 0); /* two slips in a short word */
	match_index_close(&index);
}

/* One slip, two in a long word, another first letter. Each is nearest to one word of the field. */
static const char *const misspelt[][2] = {{"honnnig", "honning"}, {"kafe", "kaffe"}, {"cyykel", "cykel"},
	{"vidnue", "vindue"}, {"mallng", "maling"}, {"trykeri", "trykkeri"}, {"trykkrie", "trykkeri"}, {"xeramik", "keramik"},
	{"keramk", "keramik"}, {"gratner", "gartner"}, {"vsakerii", "vaskeri"}, {"aspalt", "asfalt"}};

/* What the right words find agrees with the obvious search, so this does too. */
static void a_misspelt_word_finds_counts_and_tells_what_the_right_one_does(void **state)
{
	struct field *field = *state;
	size_t found_any = 0;

	for (int i = 0; i < 600; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		const char *const *pair = misspelt[dice(field, sizeof misspelt / sizeof misspelt[0])];
		const char *other = random_words(field, mem, 1);
		struct search_query query = random_query(field, mem);
		struct line_query lines = random_line_query(field, mem);
		struct search_result right, wrong;
		struct line_result right_lines, wrong_lines;

		lines.words = query.words = arena_printf(mem, "%s %s", pair[1], other);
		assert_int_equal(search_enterprises(field->index, mem, &query, &right), OK);
		assert_int_equal(search_lines(field->index, mem, &lines, &right_lines), OK);
		lines.words = query.words = arena_printf(mem, "%s %s", pair[0], other);
		assert_int_equal(search_enterprises(field->index, mem, &query, &wrong), OK);
		assert_int_equal(search_lines(field->index, mem, &lines, &wrong_lines), OK);
		same_found(&wrong, &right);
		assert_int_equal(wrong_lines.total, right_lines.total);
		same_facets(&wrong_lines.municipalities, &right_lines.municipalities);
		assert_int_equal(right.instead_count, 0);
		assert_int_equal(right_lines.instead_count, 0);
		if (query.seated_in != NULL && wrong.instead_count == 0)
			continue; /* a place that is none: the words are not read */
		assert_int_equal(wrong.instead_count, 1);
		assert_string_equal(wrong.instead[0].typed, pair[0]);
		assert_string_equal(wrong.instead[0].taken, pair[1]);
		assert_string_equal(wrong_lines.instead[0].taken, pair[1]);
		found_any += right.total > 0;
	}
	assert_in_range(found_any, 100, 599);
}

static void add_enterprise(struct collection *c, const char *pitch)
{
	int64_t id = (int64_t)c->enterprise_count + 1;

	c->enterprises[c->enterprise_count++] = (struct collection_enterprise){.id = id, .name = "",
		.municipality_code = "0621", .pitch = pitch, .description = ""};
}

static void the_commonest_of_the_nearest_words_is_taken_and_a_real_word_stays(void **state)
{
	struct field *field = *state;
	struct collection c = {.revision = 1};
	struct search_result found;

	c.enterprises = arena_array(field->mem, 8, sizeof *c.enterprises);
	add_enterprise(&c, "kande");
	add_enterprise(&c, "kanel");
	add_enterprise(&c, "kanel");
	add_enterprise(&c, "kanelgren");
	OWNED(match_index_close) struct match_index *index = match_index_of(&c);
#define ASK(text) \
	assert_int_equal(search_enterprises(index, field->mem, &(struct search_query){.words = (text)}, &found), OK)
	ASK("kanee"); /* one slip from both */
	assert_int_equal(found.instead_count, 1);
	assert_string_equal(found.instead[0].taken, "kanel");
	ASK("kande");
	assert_int_equal(found.total, 1);
	assert_int_equal(found.instead_count, 0);
	ASK("xylofon");
	assert_int_equal(found.total, 0);
	assert_int_equal(found.instead_count, 0);
#undef ASK
}

/* Enterprises of the field, each with one offering that says nothing but its codes. */
static void coded_field(struct field *field, struct collection *c)
{
	static const char *const codes[] = {"90911300", "90911300 64110000", "64110000", "55510000", ""};
	struct file_faults faults = {.mem = field->mem};
	const struct collection *from = &field->collection;

	assert_int_equal(collection_read_files(field->mem,
		arena_printf(field->mem, "%s/sql/reference", getenv("TORV_SOURCE")), &faults, c), OK);
	c->revision = 1;
	c->enterprise_count = c->offering_count = from->enterprise_count;
	c->enterprises = arena_array(field->mem, c->enterprise_count, sizeof *c->enterprises);
	c->offerings = arena_array(field->mem, c->enterprise_count, sizeof *c->offerings);
	for (size_t i = 0; i < c->enterprise_count; i++) {
		c->enterprises[i] = from->enterprises[i];
		c->enterprises[i].name = c->enterprises[i].pitch = c->enterprises[i].description = "";
		c->offerings[i] = from->offerings[dice(field, (unsigned)from->offering_count)];
		c->offerings[i].enterprise_id = c->enterprises[i].id;
		c->offerings[i].title = c->offerings[i].text = "";
		c->offerings[i].cpv_codes = codes[dice(field, sizeof codes / sizeof codes[0])];
	}
}

/* The filter by code agrees with the obvious search, so this does too. */
static void a_word_that_nobody_writes_finds_and_counts_who_supplies_that_kind_of_thing(void **state)
{
	struct field *field = *state;
	struct collection c;
	size_t found_any = 0;

	coded_field(field, &c);
	OWNED(match_index_close) struct match_index *index = match_index_of(&c);
	for (int i = 0; i < 600; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct search_query query = random_query(field, mem);
		struct search_result by_word, by_code;

		query.cpv = "";
		query.words = "vinduespudsning";
		assert_int_equal(search_enterprises(index, mem, &query, &by_word), OK);
		query.cpv = "90911300";
		query.words = "";
		assert_int_equal(search_enterprises(index, mem, &query, &by_code), OK);
		by_word.divisions = by_code.divisions; /* a facet is not counted under its own filter */
		same_found(&by_word, &by_code);
		found_any += by_word.total > 0;
		if (query.seated_in != NULL && by_word.meant_count == 0)
			continue; /* a place that is none: the words are not read */
		assert_int_equal(by_word.meant_count, 1);
		assert_string_equal(by_word.meant[0].code, "90911300");
	}
	assert_in_range(found_any, 100, 599);
}

static void a_kind_of_thing_written_apart_is_taken_for_the_one_word_and_told(void **state)
{
	struct field *field = *state;
	struct collection c;
	struct search_result found, together;

	coded_field(field, &c);
	OWNED(match_index_close) struct match_index *index = match_index_of(&c);
	struct search_query query = {.words = "vinduespudsning", .language = DANISH};
	assert_int_equal(search_enterprises(index, field->mem, &query, &together), OK);
	query.words = "vindues pudsning";
	assert_int_equal(search_enterprises(index, field->mem, &query, &found), OK);
	same_found(&found, &together);
	assert_true(found.total > 0);
	assert_int_equal(found.instead_count, 1);
	assert_string_equal(found.instead[0].typed, "vindues pudsning");
	assert_string_equal(found.instead[0].taken, "vinduespudsning");
}

static void a_word_that_somebody_writes_stands_for_itself(void **state)
{
	struct field *field = *state;
	struct collection c;
	struct search_result found;

	coded_field(field, &c);
	c.enterprises[0].pitch = "Vinduespudsning";
	OWNED(match_index_close) struct match_index *index = match_index_of(&c);
	const struct search_query query = {.words = "vinduespudsning", .language = DANISH};
	assert_int_equal(search_enterprises(index, field->mem, &query, &found), OK);
	assert_int_equal(found.meant_count, 0);
	assert_int_equal(found.total, 1);
}

static void slips_are_letters_too_many_too_few_wrong_or_changed(void **state)
{
	(void)state;
	assert_int_equal(spelling_slips("kantine", "kantine", 2), 0);
	assert_int_equal(spelling_slips("kantine", "katnine", 2), 1);
	assert_int_equal(spelling_slips("kantine", "kantiner", 2), 1);
	assert_int_equal(spelling_slips("kantine", "kantne", 2), 1);
	assert_int_equal(spelling_slips("kantine", "kontine", 2), 1);
	assert_int_equal(spelling_slips("kantine", "kotnine", 2), 2);
	assert_int_equal(spelling_slips("kantine", "honning", 2), 3);
	assert_int_equal(spelling_slips("", "ab", 2), 2);
	assert_int_equal(spelling_slips("ab", "", 1), 2);
}

/* Each word as common as its number is high, so that no two are equal. */
static uint32_t by_number(const void *context, uint32_t term)
{
	(void)context;
	return term + 1;
}

/* The fewest slips to a word that begins alike, and the commonest with so many. */
static unsigned nearest_obviously(const struct vocabulary *v, const char *base, uint32_t *nearest)
{
	unsigned fewest = strlen(base) >= 8 ? 2 : 1, most = fewest;
	bool any = false;

	for (uint32_t word = 0; word < v->words.count; word++) {
		enum language language;
		const char *other = vocabulary_word(v, word, &language);
		uint32_t term = vocabulary_whole(v, word);
		unsigned slips = term == NO_TERM || *other != *base ? 9 : spelling_slips(base, other, most);
		if (slips > fewest || (any && slips == fewest && term < *nearest))
			continue;
		fewest = slips;
		*nearest = term;
		any = true;
	}
	return any ? fewest : 9;
}

static void along_the_sorted_words_the_same_are_nearest_as_when_each_is_compared(void **state)
{
	struct field *field = *state;
	OWNED(match_index_close) struct match_index *index = offers_index(field->mem);
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct vocabulary *v = reading.snapshot->vocabulary;
	size_t found = 0;

	for (int i = 0; i < 400; i++) {
		enum language language;
		char typed[2 * WORD_SIZE] = {0};
		uint32_t terms[8], nearest = NO_TERM;
		unsigned slips = 9;
		strcpy(typed, vocabulary_word(v, dice(field, v->words.count), &language));
		for (unsigned k = dice(field, 4); k > 0 && strlen(typed) > 3; k--)
			typed[1 + dice(field, (unsigned)strlen(typed) - 1)] = "aeilnrst"[dice(field, 8)];
		if (dice(field, 3) == 0)
			strcat(typed, "n");
		size_t count = spelling_find(v, typed, by_number, NULL, terms, 8, &slips);
		if (strlen(typed) < 4 || strlen(typed) >= WORD_SIZE)
			continue;
		unsigned obvious = nearest_obviously(v, typed, &nearest);
		assert_int_equal(count > 0 ? slips : 9, obvious);
		assert_true(count == 0 || terms[0] == nearest);
		found += count > 0 && slips > 0;
	}
	assert_in_range(found, 50, 399);
}

static void the_place_of_its_seat_finds_an_enterprise(void **state)
{
	struct field *field = *state;
	struct match_index *index = offers_index(field->mem);

	assert_int_equal(total_of(index, field->mem, "kantine Silkeborg", DANISH), 1);
	assert_int_equal(total_of(index, field->mem, "kantine Aalborg", DANISH), 0);
	match_index_close(&index);
}

static void an_empty_index_answers_with_nothing(void **state)
{
	struct field *field = *state;
	struct match_index *index = match_index_of(&(struct collection){.revision = 1});
	struct cpv_suggestion *list;
	struct line_result lines;
	struct matches matches;
	size_t count;

	assert_int_equal(total_of(index, field->mem, "kantine", DANISH), 0);
	assert_int_equal(total_of(index, field->mem, "", DANISH), 0);
	assert_int_equal(search_lines(index, field->mem, &(struct line_query){.words = "kantine"},
		&lines), OK);
	assert_int_equal(lines.total, 0);
	assert_int_equal(cpv_suggest(index, field->mem, "kantine", DANISH, 5, &list, &count), OK);
	assert_int_equal(count, 0);
	assert_int_equal(match_enterprise(index, field->mem, 1, &(struct match_limits){0}, &matches), OK);
	assert_int_equal(matches.count, 0);
	match_index_close(&index);
}

static void a_kind_of_thing_that_nobody_supplies_is_met_by_what_is_above_it_and_goes_by_its_name(void **state)
{
	struct field *field = *state;
	struct collection collection;
	struct collection_offering honey = {.enterprise_id = 1, .title = "Honning", .text = "Honning fra egne bier",
		.language = DANISH, .cpv_codes = "03142100", .capacity_dkk = -1, .lead_time_days = -1, .areas = AREAS_UNTOLD};
	struct search_result found;

	field_offers(field->mem, &collection); /* for its codes */
	collection.offerings = &honey;
	collection.offering_count = 1;
	collection.enterprise_count = 1;
	struct match_index *index = match_index_of(&collection);
	assert_int_equal(total_of(index, field->mem, "honning", DANISH), 1);
	assert_int_equal(search_enterprises(index, field->mem, &(struct search_query){.words = "æg", .language = DANISH},
		&found), OK);
	assert_int_equal(found.meant_count, 1);
	assert_string_equal(found.meant[0].code, "03140000"); /* what comes from animals, of which both are: not honey */
	match_index_close(&index);
}

/* ---- lines ---- */

static struct match_index *lines_index(struct arena *mem)
{
	struct collection c;
	struct judged_lines judged = field_lines(mem);

	field_offers(mem, &c);
	c.lines = arena_array(mem, judged.count, sizeof *c.lines);
	c.line_count = judged.count;
	for (size_t i = 0; i < judged.count; i++)
		c.lines[i] = (struct collection_line){.id = (int64_t)i + 1,
			.demand = judged.at[i].demand, .buyer_name = "Kommunen",
			.dialogue_ends = (day)(20000 + i)};
	c.lines[0].demand.reserved = true;
	return match_index_of(&c);
}

static void lines_are_found_by_words_code_place_and_section_54(void **state)
{
	struct field *field = *state;
	struct match_index *index = lines_index(field->mem);
	struct line_result found;

#define LINES(...) assert_int_equal(search_lines(index, field->mem, &(struct line_query){__VA_ARGS__}, &found), OK)
	LINES(.words = "kantine");
	assert_true(found.total >= 1);
	assert_int_equal(found.hits[0].id, 1);
	LINES(.words = "", .page_size = 100);
	assert_int_equal(found.total, found.hit_count);
	assert_int_equal(found.hits[0].id, 1); /* the nearest end of dialogue */
	LINES(.cpv = "90");
	assert_true(found.total >= 3);
	LINES(.municipality = "0740");
	size_t here = found.total;
	assert_int_equal(facet_count(&found.municipalities, "0740"), here);
	assert_true(found.municipalities.count > 1); /* one can switch */
	LINES(.reserved_only = true);
	assert_int_equal(found.total, 1);
	assert_int_equal(found.hits[0].id, 1);
	LINES(.fits = 1, .fits_minimum = 40, .today = 19900); /* the canteen */
	assert_in_range(found.total, 1, 4);
	assert_true(found.hits[0].score >= 40.0);
	LINES(.fits = 999, .fits_minimum = 40);
	assert_int_equal(found.total, 0);
#undef LINES
	match_index_close(&index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(search_totals_and_facets_agree_with_an_obvious_search),
		cmocka_unit_test_setup_teardown(few_in_many_and_hundreds_are_counted_as_an_obvious_search_does,
			field_open_large, field_close),
		cmocka_unit_test(where_lists_go_over_two_blocks_of_postings_the_same_is_found),
		cmocka_unit_test(the_search_for_lines_agrees_with_an_obvious_one),
		cmocka_unit_test(pages_together_are_the_whole),
		cmocka_unit_test(stems_compounds_and_beginnings_are_found),
		cmocka_unit_test(a_word_with_a_slip_finds_what_was_meant),
		cmocka_unit_test(a_misspelt_word_finds_counts_and_tells_what_the_right_one_does),
		cmocka_unit_test(the_commonest_of_the_nearest_words_is_taken_and_a_real_word_stays),
		cmocka_unit_test(a_word_that_nobody_writes_finds_and_counts_who_supplies_that_kind_of_thing),
		cmocka_unit_test(a_kind_of_thing_written_apart_is_taken_for_the_one_word_and_told),
		cmocka_unit_test(a_word_that_somebody_writes_stands_for_itself),
		cmocka_unit_test(slips_are_letters_too_many_too_few_wrong_or_changed),
		cmocka_unit_test(along_the_sorted_words_the_same_are_nearest_as_when_each_is_compared),
		cmocka_unit_test(the_place_of_its_seat_finds_an_enterprise),
		cmocka_unit_test(an_empty_index_answers_with_nothing),
		cmocka_unit_test(lines_are_found_by_words_code_place_and_section_54),
		cmocka_unit_test(a_kind_of_thing_that_nobody_supplies_is_met_by_what_is_above_it_and_goes_by_its_name),
	};

	return cmocka_run_group_tests(tests, field_open, field_close);
}
