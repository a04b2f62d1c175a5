/* SPDX-License-Identifier: MPL-2.0 */
/* What has a code is described by the words of the code's labels, which stand once for all that have it: beside the
 * obvious way, climbing from the code to what is above it, on a market made from a seed (tests/bench/market.h). And
 * what else is kept of an offering. */
#include <stdlib.h>
#include <string.h>

#include "lib/demand_terms.h"
#include "lib/directory.h"
#include "lib/snapshot_build.h"
#include "tests/bench/market.h"
#include "tests/support.h"

#define ENTERPRISES 120
#define LINES 60

struct scene {
	struct arena *mem;
	struct collection collection;
	struct snapshot *snapshot;
	uint8_t *weights; /* by term, of what was looked at last */
};

#define MANY_CODES 300

static const char *many_codes(struct arena *mem)
{
	const char *codes = "55510000";

	for (size_t i = 1; i < MANY_CODES; i++)
		codes = arena_printf(mem, "%s 55510000", codes);
	return codes;
}

static int open_scene(void **state)
{
	struct arena *mem = arena_open();
	struct scene *scene = arena_alloc(mem, sizeof *scene);

	scene->mem = mem;
	market_fill(market_open(mem, 7, ENTERPRISES), &scene->collection, ENTERPRISES, LINES);
	scene->collection.offerings[0].capacity_dkk = INT64_C(70000000000);
	scene->collection.offerings[1].capacity_dkk = 0;
	scene->collection.offerings[2].cpv_codes = many_codes(mem);
	scene->snapshot = snapshot_open(&scene->collection);
	scene->weights = arena_alloc(mem, scene->snapshot->vocabulary->stems.count);
	*state = scene;
	return 0;
}

static int close_scene(void **state)
{
	struct scene *scene = *state;
	struct arena *mem = scene->mem; /* the scene is in it */

	snapshot_close(&scene->snapshot);
	arena_close(&mem);
	return 0;
}

static void take(struct scene *scene, uint32_t term, uint8_t weight)
{
	if (scene->weights[term] < weight)
		scene->weights[term] = weight;
}

static void take_words(struct scene *scene, struct document_terms words)
{
	weighted_term *terms = arena_array(scene->mem, words.count + 1, sizeof *terms);
	uint32_t count = document_words_read(words, terms);

	for (uint32_t i = 0; i < count; i++)
		take(scene, weighted_number(terms[i]), weighted_byte(terms[i]));
}

static void take_labels(struct scene *scene, cpv_number code)
{
	const struct snapshot *s = scene->snapshot;
	const struct code_entry *own = snapshot_group(s, code, 2);

	for (const struct code_entry *entry = own; entry != NULL; entry = entry->above) {
		struct span span = s->code_vectors.of[entry - s->codes];
		float weight = cpv_depth(entry->code) <= 2 ? build_fields.label_division :
			entry == own ? build_fields.label : build_fields.label_above;
		for (uint32_t i = span.from; i < span.from + span.count; i++)
			take(scene, weighted_number(s->code_vectors.terms[i]),
				weight_byte(weight * weighted_weight(s->code_vectors.terms[i])));
	}
}

/* All words of a document stand in scene->weights. */
static void take_document(struct scene *scene, const struct supplier *supplier, uint32_t document)
{
	struct span codes = document_codes(&supplier->documents[document]);

	memset(scene->weights, 0, scene->snapshot->vocabulary->stems.count);
	take_words(scene, supplier_words(supplier, document));
	for (uint32_t i = codes.from; i < codes.from + codes.count; i++)
		take_labels(scene, supplier->codes[i]);
}

static void an_enterprise_is_found_by_what_its_codes_are_called(void **state)
{
	struct scene *scene = *state;
	const struct snapshot *s = scene->snapshot;
	size_t found = 0;

	for (uint32_t e = 0; e < ENTERPRISES; e++) {
		struct supplier supplier = snapshot_supplier(s, e);
		for (uint32_t d = 0; d < supplier.entry.documents.count; d++) {
			take_document(scene, &supplier, d);
			for (uint32_t term = 0; term < s->vocabulary->stems.count; term++) {
				struct posting posting = postings_of(&s->directory->postings, term);
				if (scene->weights[term] == 0)
					continue;
				assert_true(posting_weight(&posting, e) >= scene->weights[term]);
				found++;
			}
		}
	}
	assert_true(found > 0);
}

/* What a demand's groups meet, asked of every way of each. */
static void expect_met(const struct scene *scene, const struct prepared *demand, const struct terms_met *met)
{
	for (size_t g = 0; g < demand->group_count; g++) {
		const struct group *group = &demand->groups[g];
		float most = 0.0F;
		size_t by = 0;
		for (size_t w = 0; w < group->way_count; w++)
			if (group->ways[w].term != NO_TERM && scene->weights[group->ways[w].term] > 0) {
				float here = group->ways[w].quality * byte_weight(scene->weights[group->ways[w].term]);
				by = here > most ? w : by;
				most = here > most ? here : most;
			}
		float found = bit_has(&met->groups_met, (uint32_t)g) ? met->groups[g] : 0.0F;
		assert_float_equal(found, most, 0.0F);
		if (found > 0.0F)
			assert_int_equal(met->by[g], by);
	}
}

/* The same codes come again and again, and of different demands. */
static void a_demand_meets_the_words_of_codes_as_those_of_the_text(void **state)
{
	struct scene *scene = *state;
	const struct snapshot *s = scene->snapshot;
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(s);
	struct prepared *prepared = arena_alloc(scene->mem, sizeof *prepared);
	struct demand_terms *terms = arena_alloc(scene->mem, sizeof *terms);
	struct terms_met met;

	for (size_t line = 0; line < LINES; line++) {
		demand_prepare(s, topic.topic, scene->mem, &scene->collection.lines[line].demand, prepared);
		demand_terms_read(prepared, terms);
		for (uint32_t e = 0; e < ENTERPRISES; e += 3) {
			struct supplier supplier = snapshot_supplier(s, e);
			for (uint32_t d = 0; d < supplier.entry.documents.count; d++) {
				demand_terms_none(&met);
				demand_terms_meet_words(terms, &supplier, d, &met);
				take_document(scene, &supplier, d);
				expect_met(scene, prepared, &met);
			}
		}
	}
}

static size_t codes_of(const char *codes)
{
	size_t count = (strlen(codes) + 1) / 9; /* eight digits and a blank */

	return count < DOCUMENT_CODES_MOST ? count : DOCUMENT_CODES_MOST;
}

static void expect_offering(const struct document *document, const struct collection_offering *told)
{
	int64_t unit = told->capacity_dkk < CAPACITY_THOUSANDS ? 1 : 1000; /* what it is known to */

	assert_true(document_capacity(document) == told->capacity_dkk - told->capacity_dkk % unit);
	assert_int_equal(document_codes(document).count, codes_of(told->cpv_codes));
	assert_int_equal(document->lead_time_days, told->lead_time_days);
	assert_int_equal(document->product, told->product);
}

static void what_was_told_of_an_offering_is_kept_in_few_bytes(void **state)
{
	struct scene *scene = *state;
	const struct collection *c = &scene->collection;

	for (uint32_t e = 0; e < ENTERPRISES; e++) {
		struct supplier supplier = snapshot_supplier(scene->snapshot, e);
		uint32_t document = PITCH_DOCUMENT + 1;
		for (size_t i = 0; i < c->offering_count; i++)
			if (c->offerings[i].enterprise_id == supplier.entry.id)
				expect_offering(&supplier.documents[document++], &c->offerings[i]);
		assert_int_equal(document, supplier.entry.documents.count);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_told_of_an_offering_is_kept_in_few_bytes),
		cmocka_unit_test(an_enterprise_is_found_by_what_its_codes_are_called),
		cmocka_unit_test(a_demand_meets_the_words_of_codes_as_those_of_the_text),
	};

	return cmocka_run_group_tests(tests, open_scene, close_scene);
}
