/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The search, beside a slow and obvious one: it goes over every enterprise and every offering and asks
 * each question in turn. Both get random enterprises and random queries; hits, totals and every facet
 * must agree.
 */
#include <stdlib.h>
#include <string.h>

#include "lib/reading.h"
#include "lib/matching.h"
#include "lib/search.h"
#include "lib/text.h"
#include "tests/relevance.h"
#include "tests/support.h"

#define ENTERPRISES 300

/* The obvious implementation is slow, and five times slower under the sanitizers, which look for other
 * faults than a wrong count: the ordinary build asks ten thousand queries, theirs a thousand. */
#ifdef __SANITIZE_ADDRESS__
#define QUERIES_ASKED 1000
#else
#define QUERIES_ASKED 10000
#endif

/* xorshift: the same field in every run. */
static uint64_t dice_state = 88172645463325252U;

static unsigned dice(unsigned sides)
{
	dice_state ^= dice_state << 13;
	dice_state ^= dice_state >> 7;
	dice_state ^= dice_state << 17;
	return (unsigned)(dice_state >> 33) % sides;
}

/* Words that stand for themselves: no two share a stem, none is a compound of others. */
static const char *const lexicon[] = {"honning", "kaffe", "cykel", "vindue", "maling", "trykkeri",
	"hotel", "keramik", "tolk", "mentor", "gartner", "vaskeri", "bageri", "lampe", "sofa", "asfalt"};
static const char *const codes[] = {"03142100", "15811000", "15831600", "34430000", "45442100",
	"55510000", "55520000", "77310000", "79810000", "90911300"};
static const char *const places[] = {"0621", "0630", "0607", "0101", "0740", "0849"};
static const char *const regions[] = {"1081", "1082", "1083", "1084"};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define PICK(list) ((list)[dice((unsigned)COUNT(list))])

struct field {
	struct arena *mem;
	struct collection collection;
	struct match_index *index;
};

static const char *random_words(struct arena *mem, unsigned most)
{
	const char *text = "";
	unsigned count = dice(most + 1);

	for (unsigned i = 0; i < count; i++)
		text = arena_printf(mem, "%s %s", text, PICK(lexicon));
	return text;
}

static const char *random_areas(struct arena *mem)
{
	switch (dice(4)) {
	case 0:
		return "country:";
	case 1:
		return arena_printf(mem, "region:%s", PICK(regions));
	case 2:
		return arena_printf(mem, "municipality:%s municipality:%s", PICK(places), PICK(places));
	default:
		return "";
	}
}

static void random_offerings(struct field *field, const struct collection_enterprise *enterprise)
{
	unsigned count = dice(4);

	for (unsigned i = 0; i < count; i++)
		field->collection.offerings[field->collection.offering_count++] =
			(struct collection_offering){
				.enterprise_id = enterprise->id,
				.product = dice(2) == 0,
				.title = random_words(field->mem, 3),
				.text = random_words(field->mem, 5),
				.language = DANISH,
				.capacity_dkk = -1,
				.lead_time_days = -1,
				.cpv_codes = dice(5) == 0 ? PICK(codes) :
					arena_printf(field->mem, "%s %s", PICK(codes), PICK(codes)),
				.areas = random_areas(field->mem),
			};
}

static int field_open(void **state)
{
	struct arena *mem = arena_open();
	struct field *field = arena_alloc(mem, sizeof *field);
	struct collection *c = &field->collection;

	field->mem = mem;
	field_reference(mem, c);
	c->code_count = 0; /* labels would bring words of their own */
	c->enterprises = arena_array(mem, ENTERPRISES, sizeof *c->enterprises);
	c->offerings = arena_array(mem, 4 * (size_t)ENTERPRISES, sizeof *c->offerings);
	for (int64_t i = 0; i < ENTERPRISES; i++) {
		c->enterprises[c->enterprise_count++] = (struct collection_enterprise){
			.id = 1000 - i, /* names are not in the order of ids */
			.name = arena_printf(mem, "Virksomhed%03d", (int)i),
			.municipality_code = PICK(places),
			.pitch = random_words(mem, 2),
			.description = random_words(mem, 3),
			.employees = -1,
			.employees_target_group = -1,
			.rsv = dice(3) == 0,
		};
		random_offerings(field, &c->enterprises[i]);
	}
	field->index = match_index_of(c);
	*state = field;
	return 0;
}

static int field_close(void **state)
{
	struct field *field = *state;
	struct arena *mem = field->mem;

	match_index_close(&field->index);
	arena_close(&mem);
	return 0;
}

/* ---- the obvious search ---- */

struct obvious {
	size_t total, rsv, kinds[2];
	size_t municipalities[COUNT(places)], regions[COUNT(regions)];
	size_t divisions[100];
	bool hit[ENTERPRISES];
};

static const char *region_of(const struct field *field, const char *place)
{
	for (size_t i = 0; i < field->collection.place_count; i++)
		if (text_equal(field->collection.places[i].code, place))
			return field->collection.places[i].region_code;
	return "";
}

static bool says(const struct field *field, const struct collection_enterprise *enterprise,
	const char *word)
{
	const struct collection *c = &field->collection;

	if (strstr(enterprise->pitch, word) != NULL || strstr(enterprise->description, word) != NULL)
		return true;
	for (size_t i = 0; i < c->offering_count; i++)
		if (c->offerings[i].enterprise_id == enterprise->id &&
			(strstr(c->offerings[i].title, word) != NULL ||
				strstr(c->offerings[i].text, word) != NULL))
			return true;
	return false;
}

static bool says_all(const struct field *field, const struct collection_enterprise *enterprise,
	const char *words)
{
	char word[32];
	int used;

	for (; sscanf(words, " %31s%n", word, &used) == 1; words += used)
		if (!says(field, enterprise, word))
			return false;
	return true;
}

static bool begins_any(const char *cpv_codes, const char *cpv)
{
	const char *second = strchr(cpv_codes, ' ');

	return text_starts(cpv_codes, cpv) || (second != NULL && text_starts(second + 1, cpv));
}

static bool delivers(const struct field *field, const struct collection_offering *offering,
	const char *place)
{
	return text_starts(offering->areas, "country:") ||
		(text_starts(offering->areas, "region:") &&
			text_equal(offering->areas + 7, region_of(field, place))) ||
		(text_starts(offering->areas, "municipality:") && strstr(offering->areas, place) != NULL);
}

/* Whether one of its offerings passes the filters on offerings, some of them left out. */
static bool offers(const struct field *field, const struct collection_enterprise *enterprise,
	const char *cpv, const char *kind, const char *place)
{
	const struct collection *c = &field->collection;

	if (*cpv == '\0' && *kind == '\0' && *place == '\0')
		return true;
	for (size_t i = 0; i < c->offering_count; i++)
		if (c->offerings[i].enterprise_id == enterprise->id &&
			(*cpv == '\0' || begins_any(c->offerings[i].cpv_codes, cpv)) &&
			(*kind == '\0' ||
				text_equal(kind, c->offerings[i].product ? "product" : "service")) &&
			(*place == '\0' || delivers(field, &c->offerings[i], place)))
			return true;
	return false;
}

/* A facet of kinds or divisions counts offerings that are there, even without any filter. */
static bool offers_something(const struct field *field, const struct collection_enterprise *enterprise,
	const char *cpv, const char *kind, const char *place)
{
	const struct collection *c = &field->collection;

	for (size_t i = 0; i < c->offering_count; i++)
		if (c->offerings[i].enterprise_id == enterprise->id)
			return offers(field, enterprise, cpv, kind, place);
	return false;
}

static void ask_obviously(const struct field *field, const struct search_query *q, size_t number,
	struct obvious *out)
{
	const struct collection_enterprise *e = &field->collection.enterprises[number];
	const char *region = region_of(field, e->municipality_code);
	bool seat = *q->seated_in == '\0' || text_equal(e->municipality_code, q->seated_in);
	bool in_region = *q->region == '\0' || text_equal(region, q->region);
	bool rsv = !q->rsv_only || e->rsv;
	bool offered = offers(field, e, q->cpv, q->kind, q->delivers_to);

	if (!says_all(field, e, q->words))
		return;
	out->hit[number] = seat && in_region && rsv && offered;
	out->total += out->hit[number];
	out->rsv += seat && in_region && offered && e->rsv;
	for (size_t i = 0; i < COUNT(places); i++)
		out->municipalities[i] += in_region && rsv && offered &&
			text_equal(e->municipality_code, places[i]);
	for (size_t i = 0; i < COUNT(regions); i++)
		out->regions[i] += seat && rsv && offered && text_equal(region, regions[i]);
	if (!seat || !in_region || !rsv)
		return;
	out->kinds[0] += offers_something(field, e, q->cpv, "product", q->delivers_to);
	out->kinds[1] += offers_something(field, e, q->cpv, "service", q->delivers_to);
	for (unsigned i = 0; i < 100; i++) {
		char division[8];
		snprintf(division, sizeof division, "%02u", i);
		out->divisions[i] += offers_something(field, e, division, q->kind, q->delivers_to);
	}
}

/* ---- comparing ---- */

static size_t facet_count(const struct facets *facets, const char *code)
{
	for (size_t i = 0; i < facets->count; i++)
		if (text_equal(facets->at[i].code, code))
			return facets->at[i].count;
	return 0;
}

static void compare_facets(const struct search_result *found, const struct obvious *obvious)
{
	for (size_t i = 0; i < COUNT(places); i++)
		assert_int_equal(facet_count(&found->municipalities, places[i]),
			obvious->municipalities[i]);
	for (size_t i = 0; i < COUNT(regions); i++)
		assert_int_equal(facet_count(&found->regions, regions[i]), obvious->regions[i]);
	assert_int_equal(facet_count(&found->kinds, "product"), obvious->kinds[0]);
	assert_int_equal(facet_count(&found->kinds, "service"), obvious->kinds[1]);
	assert_int_equal(facet_count(&found->rsv, "rsv"), obvious->rsv);
	for (unsigned i = 0; i < 100; i++) {
		char division[8];
		snprintf(division, sizeof division, "%02u", i);
		assert_int_equal(facet_count(&found->divisions, division), obvious->divisions[i]);
	}
}

/* Every hit once, best first, and by name where the score is the same. */
static void compare_hits(const struct search_result *found, const struct obvious *obvious)
{
	assert_int_equal(found->total, obvious->total);
	assert_int_equal(found->hit_count, obvious->total);
	for (size_t i = 0; i < found->hit_count; i++) {
		size_t number = (size_t)(1000 - found->hits[i].id);
		assert_true(obvious->hit[number]);
		if (i == 0)
			continue;
		assert_true(found->hits[i].score <= found->hits[i - 1].score);
		if (found->hits[i].score >= found->hits[i - 1].score)
			assert_true(found->hits[i].id < found->hits[i - 1].id);
	}
}

static struct search_query random_query(struct arena *mem)
{
	static const char *const filters[] = {"15", "158", "55510000", "77", "45442100", "99", "1"};

	return (struct search_query){
		.words = random_words(mem, 3),
		.language = DANISH,
		.cpv = dice(3) == 0 ? PICK(filters) : "",
		.delivers_to = dice(3) == 0 ? PICK(places) : "",
		.seated_in = dice(4) == 0 ? PICK(places) : "",
		.region = dice(4) == 0 ? PICK(regions) : "",
		.kind = dice(3) > 0 ? "" : dice(2) == 0 ? "product" : "service",
		.rsv_only = dice(4) == 0,
		.page_size = ENTERPRISES,
	};
}

static void search_totals_and_facets_agree_with_an_obvious_search(void **state)
{
	struct field *field = *state;
	size_t found_any = 0;

	for (int i = 0; i < QUERIES_ASKED; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct search_query query = random_query(mem);
		struct search_result found;
		struct obvious obvious = {.total = 0};

		for (size_t e = 0; e < ENTERPRISES; e++)
			ask_obviously(field, &query, e, &obvious);
		assert_int_equal(search_enterprises(field->index, mem, &query, &found), OK);
		compare_hits(&found, &obvious);
		compare_facets(&found, &obvious);
		found_any += found.total > 0;
	}
	assert_in_range(found_any, QUERIES_ASKED / 4, QUERIES_ASKED - QUERIES_ASKED / 50); /* the queries are neither empty nor trivial */
}

/* ---- one by one ---- */

static void pages_together_are_the_whole(void **state)
{
	struct field *field = *state;
	struct search_query query = {.words = "", .page_size = 7};
	struct search_result found;
	size_t seen = 0;
	int64_t before = INT64_MAX;

	for (query.page = 1; query.page <= 1 + ENTERPRISES / 7; query.page++) {
		assert_int_equal(search_enterprises(field->index, field->mem, &query, &found), OK);
		assert_int_equal(found.total, ENTERPRISES);
		for (size_t i = 0; i < found.hit_count; i++) {
			assert_true(found.hits[i].id < before); /* by name */
			before = found.hits[i].id;
		}
		seen += found.hit_count;
	}
	assert_int_equal(seen, ENTERPRISES);
	query.page = SIZE_MAX;
	assert_int_equal(search_enterprises(field->index, field->mem, &query, &found), OK);
	assert_int_equal(found.hit_count, 0);
	assert_int_equal(found.total, ENTERPRISES);
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

/* ---- codes ---- */

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
	struct field *field = *state;
	struct match_index *index = offers_index(field->mem);

	assert_true(suggests(index, field->mem, "kantinedrift", DANISH, "55512000"));
	assert_true(suggests(index, field->mem, "kantin", DANISH, "55510000"));
	assert_true(suggests(index, field->mem, "honning", DANISH, "15831600"));
	assert_true(suggests(index, field->mem, "honey", ENGLISH, "15831600"));
	assert_true(suggests(index, field->mem, "honing", DUTCH, "15831600"));
	assert_true(suggests(index, field->mem, "555", DANISH, "55500000"));
	assert_false(suggests(index, field->mem, "rumraketter", DANISH, "55500000"));
	assert_false(suggests(index, field->mem, "", DANISH, "03000000"));
	assert_string_equal(cpv_name(index, field->mem, "55510000", DANISH), "Kantine");
	assert_null(cpv_name(index, field->mem, "00000000", DANISH));
	match_index_close(&index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(search_totals_and_facets_agree_with_an_obvious_search),
		cmocka_unit_test(pages_together_are_the_whole),
		cmocka_unit_test(stems_compounds_and_beginnings_are_found),
		cmocka_unit_test(the_place_of_its_seat_finds_an_enterprise),
		cmocka_unit_test(an_empty_index_answers_with_nothing),
		cmocka_unit_test(lines_are_found_by_words_code_place_and_section_54),
		cmocka_unit_test(codes_are_suggested_by_words_beginnings_and_digits),
	};

	return cmocka_run_group_tests(tests, field_open, field_close);
}
