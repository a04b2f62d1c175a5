/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/obvious.h"

#include <stdlib.h>
#include <string.h>

#include "lib/reading.h"
#include "lib/text.h"
#include "tests/relevance.h"

#define ENTERPRISES 300
#define ENTERPRISES_MANY 1500
#define OFFERINGS_MOST 7 /* of one enterprise: a few have many */
#define LINES 200
#define MOST 2000 /* of either, however much is added */

/* xorshift */
unsigned dice(struct field *field, unsigned sides)
{
	field->dice ^= field->dice << 13;
	field->dice ^= field->dice >> 7;
	field->dice ^= field->dice << 17;
	return (unsigned)(field->dice >> 33) % sides;
}

/* Words that stand for themselves: no two share a stem, none is a compound of others. */
static const char *const lexicon[] = {"honning", "kaffe", "cykel", "vindue", "maling", "trykkeri",
	"hotel", "keramik", "tolk", "mentor", "gartner", "vaskeri", "bageri", "lampe", "sofa", "asfalt"};
static const char *const codes[] = {"03142100", "15811000", "15831600", "34430000", "45442100",
	"55510000", "55520000", "77310000", "79810000", "90911300"};
static const char *const places[] = {"0621", "0630", "0607", "0101", "0740", "0849"};
static const char *const regions[] = {"1081", "1082", "1083", "1084"};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define PICK(field, list) ((list)[dice(field, (unsigned)COUNT(list))])

const char *random_words(struct field *field, struct arena *mem, unsigned most)
{
	const char *text = "";
	unsigned count = dice(field, most + 1);

	for (unsigned i = 0; i < count; i++)
		text = arena_printf(mem, "%s %s", text, PICK(field, lexicon));
	return text;
}

/* ---- the field ---- */

static const char *random_areas(struct field *field)
{
	switch (dice(field, 4)) {
	case 0:
		return "country:";
	case 1:
		return arena_printf(field->mem, "region:%s", PICK(field, regions));
	case 2:
		return arena_printf(field->mem, "municipality:%s municipality:%s", PICK(field, places),
			PICK(field, places));
	default:
		return "";
	}
}

static void random_offerings(struct field *field, int64_t enterprise)
{
	struct collection *c = &field->collection;
	unsigned count = dice(field, 8) == 0 ? OFFERINGS_MOST : dice(field, 4);

	for (unsigned i = 0; i < count; i++)
		c->offerings[c->offering_count++] = (struct collection_offering){
			.enterprise_id = enterprise,
			.product = dice(field, 2) == 0,
			.title = random_words(field, field->mem, 3),
			.text = random_words(field, field->mem, 5),
			.language = DANISH,
			.capacity_dkk = -1,
			.lead_time_days = -1,
			.cpv_codes = dice(field, 5) == 0 ? PICK(field, codes) :
				arena_printf(field->mem, "%s %s", PICK(field, codes), PICK(field, codes)),
			.areas = random_areas(field),
		};
}

static void random_enterprise(struct field *field, int64_t id, struct collection_enterprise *out)
{
	const char *name = arena_printf(field->mem, "Virksomhed%03u", dice(field, 1000));

	*out = (struct collection_enterprise){
		.id = id,
		.name = name,
		.order = name,
		.order_size = strlen(name),
		.municipality_code = dice(field, 20) == 0 ? "" : PICK(field, places),
		.pitch = random_words(field, field->mem, 2),
		.description = random_words(field, field->mem, 3),
		.employees = dice(field, 4) == 0 ? -1 : (int64_t)dice(field, 12),
		.employees_target_group = (int64_t)dice(field, 5) - 1,
		.rsv = dice(field, 3) == 0,
	};
	random_offerings(field, id);
}

static void random_line(struct field *field, int64_t id, struct collection_line *out)
{
	const char **code = arena_array(field->mem, 1, sizeof *code);

	code[0] = PICK(field, codes);
	*out = (struct collection_line){
		.id = id,
		.demand = {
			.title = random_words(field, field->mem, 3),
			.text = random_words(field, field->mem, 5),
			.language = DANISH,
			.cpv = code,
			.cpv_count = dice(field, 3) > 0,
			.value_dkk = -1,
			.reserved = dice(field, 3) == 0,
			.municipality_code = PICK(field, places),
			.contract_starts = NO_DAY,
		},
		.buyer_name = "",
		.dialogue_ends = dice(field, 10) == 0 ? NO_DAY : (day)(20000 + dice(field, 100)),
	};
}

static int by_name(const void *a, const void *b)
{
	const struct collection_enterprise *left = a, *right = b;
	int order = strcmp(left->name, right->name);

	return order != 0 ? order : (left->id > right->id) - (left->id < right->id);
}

static int by_end(const void *a, const void *b)
{
	const struct collection_line *left = a, *right = b;

	if ((left->dialogue_ends == NO_DAY) != (right->dialogue_ends == NO_DAY))
		return left->dialogue_ends == NO_DAY ? 1 : -1;
	if (left->dialogue_ends != right->dialogue_ends)
		return left->dialogue_ends < right->dialogue_ends ? -1 : 1;
	return (left->id > right->id) - (left->id < right->id);
}

static int by_enterprise(const void *a, const void *b)
{
	const struct collection_offering *left = a, *right = b;

	return (left->enterprise_id > right->enterprise_id) - (left->enterprise_id < right->enterprise_id);
}

static void sort_all(struct collection *c)
{
	qsort(c->offerings, c->offering_count, sizeof *c->offerings, by_enterprise);
	qsort(c->enterprises, c->enterprise_count, sizeof *c->enterprises, by_name);
	qsort(c->lines, c->line_count, sizeof *c->lines, by_end);
}

static struct field *field_of(size_t enterprises)
{
	struct arena *mem = arena_open();
	struct field *field = arena_alloc(mem, sizeof *field);
	struct collection *c = &field->collection;

	*field = (struct field){.mem = mem, .dice = 88172645463325252U};
	field_reference(mem, c);
	c->code_count = 0; /* labels would bring words of their own */
	c->enterprises = arena_array(mem, MOST, sizeof *c->enterprises);
	c->offerings = arena_array(mem, OFFERINGS_MOST * (size_t)MOST, sizeof *c->offerings);
	c->lines = arena_array(mem, MOST, sizeof *c->lines);
	for (size_t i = 0; i < enterprises; i++)
		random_enterprise(field, ++field->last_id, &c->enterprises[c->enterprise_count++]);
	for (size_t i = 0; i < LINES; i++)
		random_line(field, ++field->last_id, &c->lines[c->line_count++]);
	sort_all(c);
	field->index = match_index_of(c);
	return field;
}

int field_open(void **state)
{
	*state = field_of(ENTERPRISES);
	return 0;
}

int field_open_large(void **state)
{
	*state = field_of(ENTERPRISES_MANY);
	return 0;
}

int field_close(void **state)
{
	struct field *field = *state;
	struct arena *mem = field->mem;

	match_index_close(&field->index);
	arena_close(&mem);
	return 0;
}

/* ---- changes ---- */

static void drop_offerings(struct collection *c, int64_t enterprise)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->offering_count; i++)
		if (c->offerings[i].enterprise_id != enterprise)
			c->offerings[kept++] = c->offerings[i];
	c->offering_count = kept;
}

static int64_t change_enterprise(struct field *field)
{
	struct collection *c = &field->collection;
	unsigned what = dice(field, 4);
	size_t at = dice(field, (unsigned)c->enterprise_count);
	int64_t id = c->enterprises[at].id;

	if (what == 0) {
		random_enterprise(field, ++field->last_id, &c->enterprises[c->enterprise_count++]);
		return field->last_id;
	}
	drop_offerings(c, id);
	if (what == 1)
		c->enterprises[at] = c->enterprises[--c->enterprise_count];
	else
		random_enterprise(field, id, &c->enterprises[at]);
	return id;
}

static int64_t change_line(struct field *field)
{
	struct collection *c = &field->collection;
	unsigned what = dice(field, 4);
	size_t at = dice(field, (unsigned)c->line_count);
	int64_t id = c->lines[at].id;

	if (what == 0) {
		random_line(field, ++field->last_id, &c->lines[c->line_count++]);
		return field->last_id;
	}
	if (what == 1)
		c->lines[at] = c->lines[--c->line_count];
	else
		random_line(field, id, &c->lines[at]);
	return id;
}

static bool is_among(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* Of all that has changed what is there now. */
static void list_changes(const struct collection *c, struct collection *changes)
{
	changes->enterprise_count = changes->offering_count = changes->line_count = 0;
	for (size_t i = 0; i < c->enterprise_count; i++)
		if (is_among(changes->changed_enterprises, changes->changed_enterprise_count,
				c->enterprises[i].id))
			changes->enterprises[changes->enterprise_count++] = c->enterprises[i];
	for (size_t i = 0; i < c->offering_count; i++)
		if (is_among(changes->changed_enterprises, changes->changed_enterprise_count,
				c->offerings[i].enterprise_id))
			changes->offerings[changes->offering_count++] = c->offerings[i];
	for (size_t i = 0; i < c->line_count; i++)
		if (is_among(changes->changed_lines, changes->changed_line_count, c->lines[i].id))
			changes->lines[changes->line_count++] = c->lines[i];
}

void random_change(struct field *field, struct collection *changes)
{
	if (dice(field, 3) > 0)
		changes->changed_enterprises[changes->changed_enterprise_count++] =
			change_enterprise(field);
	else
		changes->changed_lines[changes->changed_line_count++] = change_line(field);
	sort_all(&field->collection);
	list_changes(&field->collection, changes);
}

/* ---- the obvious search for enterprises ---- */

struct obvious {
	size_t total, rsv, reserved, kinds[2];
	size_t municipalities[COUNT(places)], regions[COUNT(regions)];
	size_t divisions[100];
	bool hit[MOST];
};

static const char *region_of(const struct field *field, const char *place)
{
	for (size_t i = 0; i < field->collection.place_count; i++)
		if (text_equal(field->collection.places[i].code, place))
			return field->collection.places[i].region_code;
	return "";
}

/* Where the offerings of an enterprise begin, which stand together. */
static size_t first_offering(const struct collection *c, int64_t enterprise)
{
	size_t low = 0, high = c->offering_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->offerings[middle].enterprise_id < enterprise)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool says(const struct field *field, const struct collection_enterprise *enterprise,
	const char *word)
{
	const struct collection *c = &field->collection;

	if (strstr(enterprise->pitch, word) != NULL || strstr(enterprise->description, word) != NULL)
		return true;
	for (size_t i = first_offering(c, enterprise->id);
		i < c->offering_count && c->offerings[i].enterprise_id == enterprise->id; i++)
		if ((strstr(c->offerings[i].title, word) != NULL ||
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
	for (size_t i = first_offering(c, enterprise->id);
		i < c->offering_count && c->offerings[i].enterprise_id == enterprise->id; i++)
		if ((*cpv == '\0' || begins_any(c->offerings[i].cpv_codes, cpv)) &&
			(*kind == '\0' ||
				text_equal(kind, c->offerings[i].product ? "product" : "service")) &&
			(*place == '\0' || delivers(field, &c->offerings[i], place)))
			return true;
	return false;
}

static void ask_obviously(const struct field *field, const struct search_query *q, size_t number,
	struct obvious *out)
{
	const struct collection_enterprise *e = &field->collection.enterprises[number];
	const char *region = region_of(field, e->municipality_code);
	bool seat = *q->seated_in == '\0' || text_equal(e->municipality_code, q->seated_in);
	bool in_region = *q->region == '\0' || text_equal(region, q->region);
	/* Section 54: at least 30 % of those employed are in the target group. */
	bool may_take = e->employees > 0 && e->employees_target_group >= 0 &&
		(double)e->employees_target_group / (double)e->employees > 0.2999999;
	bool rsv = !q->rsv_only || e->rsv, reserved = !q->reserved_only || may_take;
	bool offered = offers(field, e, q->cpv, q->kind, q->delivers_to), flags = rsv && reserved;

	if (!says_all(field, e, q->words))
		return;
	out->hit[number] = seat && in_region && flags && offered;
	out->total += out->hit[number];
	out->rsv += seat && in_region && offered && reserved && e->rsv;
	out->reserved += seat && in_region && offered && rsv && may_take;
	for (size_t i = 0; i < COUNT(places); i++)
		out->municipalities[i] += in_region && flags && offered &&
			text_equal(e->municipality_code, places[i]);
	for (size_t i = 0; i < COUNT(regions); i++)
		out->regions[i] += seat && flags && offered && text_equal(region, regions[i]);
	if (!seat || !in_region || !flags)
		return;
	out->kinds[0] += offers(field, e, q->cpv, "product", q->delivers_to);
	out->kinds[1] += offers(field, e, q->cpv, "service", q->delivers_to);
	for (unsigned i = 0; i < 100; i++) {
		char division[8];
		snprintf(division, sizeof division, "%02u", i);
		out->divisions[i] += offers(field, e, division, q->kind, q->delivers_to);
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

static void compare_facets(const struct obvious *obvious, const struct facets *municipalities,
	const struct facets *in_regions, const struct facets *divisions)
{
	for (size_t i = 0; i < COUNT(places); i++)
		assert_int_equal(facet_count(municipalities, places[i]), obvious->municipalities[i]);
	for (size_t i = 0; i < COUNT(regions); i++)
		assert_int_equal(facet_count(in_regions, regions[i]), obvious->regions[i]);
	for (unsigned i = 0; i < 100; i++) {
		char division[8];
		snprintf(division, sizeof division, "%02u", i);
		assert_int_equal(facet_count(divisions, division), obvious->divisions[i]);
	}
}

/* Where a thing with this id stands in the collection. */
static size_t place_of(const struct field *field, int64_t id, bool line)
{
	const struct collection *c = &field->collection;

	for (size_t i = 0; i < (line ? c->line_count : c->enterprise_count); i++)
		if ((line ? c->lines[i].id : c->enterprises[i].id) == id)
			return i;
	fail_msg("%lld was found and is not there", (long long)id);
	return 0;
}

/* Every hit once, best first, and in the order of the collection where the score is the same. */
static void compare_hits(const struct field *field, const struct search_hit *hits, size_t count,
	const struct obvious *obvious, bool line)
{
	size_t before = 0;

	assert_int_equal(count, obvious->total);
	for (size_t i = 0; i < count; i++) {
		size_t number = place_of(field, hits[i].id, line);
		assert_true(obvious->hit[number]);
		if (i > 0) {
			assert_true(hits[i].score <= hits[i - 1].score);
			if (hits[i].score >= hits[i - 1].score)
				assert_true(number > before);
		}
		before = number;
	}
}

size_t compare_enterprises(struct field *field, const struct search_query *query)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct search_result found;
	struct obvious obvious = {.total = 0};

	for (size_t e = 0; e < field->collection.enterprise_count; e++)
		ask_obviously(field, query, e, &obvious);
	assert_int_equal(search_enterprises(field->index, mem, query, &found), OK);
	assert_int_equal(found.total, obvious.total);
	compare_hits(field, found.hits, found.hit_count, &obvious, false);
	compare_facets(&obvious, &found.municipalities, &found.regions, &found.divisions);
	assert_int_equal(facet_count(&found.kinds, "product"), obvious.kinds[0]);
	assert_int_equal(facet_count(&found.kinds, "service"), obvious.kinds[1]);
	assert_int_equal(facet_count(&found.rsv, "rsv"), obvious.rsv);
	assert_int_equal(facet_count(&found.reserved, "reserved"), obvious.reserved);
	return found.total;
}

/* ---- the obvious search for lines ---- */

static bool line_says_all(const struct collection_line *line, const char *words)
{
	char word[32];
	int used;

	for (; sscanf(words, " %31s%n", word, &used) == 1; words += used)
		if (strstr(line->demand.title, word) == NULL && strstr(line->demand.text, word) == NULL)
			return false;
	return true;
}

static void ask_line_obviously(const struct field *field, const struct line_query *q, size_t number,
	struct obvious *out)
{
	const struct collection_line *line = &field->collection.lines[number];
	const char *place = line->demand.municipality_code, *region = region_of(field, place);
	const char *cpv = line->demand.cpv_count > 0 ? line->demand.cpv[0] : "";
	bool here = *q->municipality == '\0' || text_equal(place, q->municipality);
	bool in_region = *q->region == '\0' || text_equal(region, q->region);
	bool code = *q->cpv == '\0' || text_starts(cpv, q->cpv);
	bool reserved = !q->reserved_only || line->demand.reserved;

	if (!line_says_all(line, q->words))
		return;
	out->hit[number] = here && in_region && code && reserved;
	out->total += out->hit[number];
	out->reserved += here && in_region && code && line->demand.reserved;
	for (size_t i = 0; i < COUNT(places); i++)
		out->municipalities[i] += in_region && code && reserved && text_equal(place, places[i]);
	for (size_t i = 0; i < COUNT(regions); i++)
		out->regions[i] += here && code && reserved && text_equal(region, regions[i]);
	if (here && in_region && reserved && *cpv != '\0')
		out->divisions[10 * (cpv[0] - '0') + (cpv[1] - '0')]++;
}

size_t compare_lines(struct field *field, const struct line_query *query)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct line_result found;
	struct obvious obvious = {.total = 0};

	for (size_t i = 0; i < field->collection.line_count; i++)
		ask_line_obviously(field, query, i, &obvious);
	assert_int_equal(search_lines(field->index, mem, query, &found), OK);
	assert_int_equal(found.total, obvious.total);
	compare_hits(field, found.hits, found.hit_count, &obvious, true);
	compare_facets(&obvious, &found.municipalities, &found.regions, &found.divisions);
	assert_int_equal(facet_count(&found.reserved, "reserved"), obvious.reserved);
	return found.total;
}

/* ---- queries ---- */

static const char *const filters[] = {"15", "158", "55510000", "77", "45442100", "99", "1"};

struct search_query random_query(struct field *field, struct arena *mem)
{
	return (struct search_query){
		.words = random_words(field, mem, 3),
		.language = DANISH,
		.cpv = dice(field, 3) == 0 ? PICK(field, filters) : "",
		.delivers_to = dice(field, 3) == 0 ? PICK(field, places) : "",
		.seated_in = dice(field, 4) == 0 ? PICK(field, places) : "",
		.region = dice(field, 4) == 0 ? PICK(field, regions) : "",
		.kind = dice(field, 3) > 0 ? "" : dice(field, 2) == 0 ? "product" : "service",
		.rsv_only = dice(field, 4) == 0,
		.reserved_only = dice(field, 4) == 0,
		.page_size = MOST,
	};
}

struct line_query random_line_query(struct field *field, struct arena *mem)
{
	return (struct line_query){
		.words = random_words(field, mem, 2),
		.language = DANISH,
		.cpv = dice(field, 4) == 0 ? PICK(field, filters) : "",
		.municipality = dice(field, 4) == 0 ? PICK(field, places) : "",
		.region = dice(field, 4) == 0 ? PICK(field, regions) : "",
		.reserved_only = dice(field, 4) == 0,
		.page_size = MOST,
	};
}
