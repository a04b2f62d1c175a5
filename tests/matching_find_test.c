/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The list of matches, beside the slow way to it: every enterprise is scored by the formula, and all of them
 * are sorted. On a market made from a seed (tests/bench/market.h), also after changes.
 */
#include <stdlib.h>

#include "lib/matching.h"
#include "lib/matching_score.h"
#include "lib/postings.h"
#include "lib/reading.h"
#include "tests/bench/market.h"
#include "tests/relevance.h"
#include "tests/support.h"

#ifdef __SANITIZE_ADDRESS__
#define ENTERPRISES 150
#define LINES 60
#elif defined __SANITIZE_THREAD__ /* it looks at how the index is built on several cores, not at the scores */
#define ENTERPRISES 1500
#define LINES 8
#else
#define ENTERPRISES 1500
#define LINES 120
#endif
#define CHANGED 20
#define TODAY 20000

struct scene {
	struct arena *mem;
	struct market *market;
	struct collection collection;
	struct match_index *index;
};

struct scored {
	int64_t id;
	double total;
	uint64_t order;
};

static int best_first(const void *a, const void *b)
{
	const struct scored *left = a, *right = b;

	if (left->total != right->total)
		return left->total < right->total ? 1 : -1;
	return left->order < right->order ? -1 : left->order > right->order;
}

/* All who score, the best first. */
struct ranked {
	struct scored *at;
	size_t count;
};

static struct ranked rank_all(const struct snapshot *s, struct arena *mem, const struct demand *demand)
{
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(s);
	struct prepared *prepared = arena_alloc(mem, sizeof *prepared);
	struct ranked ranked = {arena_array(mem, ENTERPRISES + CHANGED + 1, sizeof *ranked.at), 0}; /* others say nothing */
	const uint64_t *gone = NULL;

	demand_prepare(s, topic.topic, mem, demand, prepared);
	for (const struct snapshot *part = s; part != NULL; gone = part->enterprises_gone, part = part->below)
		for (uint32_t i = 0; i < part->enterprise_count; i++) {
			struct supplier supplier = snapshot_supplier(part, i);
			struct score score;
			if (gone != NULL && (gone[i / 64] >> (i % 64) & 1) != 0)
				continue;
			if (score_supplier(s, prepared, &supplier, TODAY, &score) && score.total > 0.0)
				ranked.at[ranked.count++] = (struct scored){
					supplier.entry.id, score.total, snapshot_order(part, i)};
		}
	qsort(ranked.at, ranked.count, sizeof *ranked.at, best_first);
	return ranked;
}

/* How many there are. */
static size_t compare(struct scene *scene, const struct demand *demand, const struct ranked *ranked, double minimum,
	size_t limit)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct match_limits limits = {.minimum = minimum, .limit = limit, .today = TODAY};
	struct matches found;
	size_t count = 0;

	while (count < ranked->count && ranked->at[count].total >= minimum && (limit == 0 || count < limit))
		count++;
	assert_int_equal(match_demand(scene->index, mem, demand, &limits, &found), OK);
	assert_int_equal(found.count, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(found.at[i].organisation_id, ranked->at[i].id);
		assert_float_equal(found.at[i].score, ranked->at[i].total, 0.0);
		assert_true(found.at[i].reasons[0] == '[');
	}
	return count;
}

/* How many have 20 points or more. */
static size_t compare_each(struct scene *scene, const struct collection_line *lines, size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		OWNED(reading_end) struct reading reading = reading_begin(scene->index);
		struct demand demand = lines[i].demand;
		if (i % 3 == 0)
			demand.municipality_code = NULL; /* anywhere */
		if (i % 4 == 1)
			demand.contract_starts = TODAY + 30;
		struct ranked ranked = rank_all(reading.snapshot, mem, &demand);
		compare(scene, &demand, &ranked, 0.0, i % 2 == 0 ? 7 : 0);
		found += compare(scene, &demand, &ranked, 20.0, 0);
		compare(scene, &demand, &ranked, 45.0, 50);
		compare(scene, &demand, &ranked, 30.0, 3);
	}
	return found;
}

static void compare_lines(struct scene *scene, const struct collection_line *lines, size_t count)
{
	assert_true(compare_each(scene, lines, count) > count / 4);
}

static int scene_open(void **state)
{
	struct arena *mem = arena_open();
	struct scene *scene = arena_alloc(mem, sizeof *scene);

	scene->mem = mem;
	scene->market = market_open(mem, 7, ENTERPRISES);
	market_fill(scene->market, &scene->collection, ENTERPRISES, LINES);
	scene->index = field_index(mem, &scene->collection);
	*state = scene;
	return 0;
}

static void the_list_is_the_same_as_if_all_had_been_scored(void **state)
{
	struct scene *scene = *state;

	compare_lines(scene, scene->collection.lines, LINES);
}

static void and_after_changes(void **state)
{
	struct scene *scene = *state;
	struct collection changes = {.revision = 2};

	changes.enterprises = arena_array(scene->mem, 2 * CHANGED, sizeof *changes.enterprises);
	changes.offerings = arena_array(scene->mem, 20 * CHANGED, sizeof *changes.offerings);
	changes.changed_enterprises = arena_array(scene->mem, 2 * CHANGED, sizeof(int64_t));
	for (int64_t i = 0; i < CHANGED; i++) {
		/* half of them are new, half change; some only go */
		int64_t id = i % 2 == 0 ? ENTERPRISES + 1 + i : 1 + 7 * i;
		changes.changed_enterprises[changes.changed_enterprise_count++] = id;
		if (i % 5 != 3)
			market_add(scene->market, &changes, id, 1);
	}
	match_index_change(scene->index, &changes);
	compare_lines(scene, scene->collection.lines, LINES);
}

/* Also such that hardly anything is left to words or to kinds, or that all is about who is near. */
static void and_with_weights_that_were_tuned(void **state)
{
	static const char *const settings[] = {
		"pitch=1.7 words_rate=2.6 kinds_rate=0.4 seated=9",
		"kinds_rate=9.5 words_rate=0.02 seated=0 region=30 neighbour=20",
		"kinds_rate=0.03 words_rate=6 neighbour=40",
	};
	struct scene *scene = *state;
	struct collection tuned = scene->collection;

	tuned.revision = 3;
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
		tuned.weights = settings[i];
		match_index_put(scene->index, &tuned);
		compare_lines(scene, tuned.lines + i, LINES / 3);
	}
}

/* Some of these make a score that means nothing: then hardly anybody has points. */
static void and_with_weights_as_great_and_as_small_as_they_may_be(void **state)
{
	static const char *const settings[] = {
		"kinds_rate=0.01 words_rate=10 pitch=2 coded=0.01 fit_needs=0.01 seated=100 lead_time_long=-100",
		"kinds_rate=10 words_rate=0.01 pitch=2 fit_needs=1 region=100 capacity=100 capacity_small=-100",
		"kinds_rate=0.01 words_rate=0.01 pitch=0 delivers=100 neighbour=100 reserved=100 lead_time=100",
		"kinds_rate=10 words_rate=10 pitch=2",
	};
	struct scene *scene = *state;
	struct collection tuned = scene->collection;
	size_t found = 0;

	tuned.revision = 4;
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
		tuned.weights = settings[i];
		match_index_put(scene->index, &tuned);
		found += compare_each(scene, tuned.lines + i, 1 + LINES / 20);
	}
	assert_true(found > 0);
}

/* They stand in the first and in the second block. */
static void and_where_lists_go_over_two_blocks_of_postings(void **state)
{
	struct scene *scene = *state;
	struct collection behind = field_behind(scene->mem, &scene->collection, POSTING_BLOCK - ENTERPRISES / 2);

	behind.revision = 4;
	match_index_put(scene->index, &behind);
	compare_lines(scene, behind.lines, LINES / 8); /* everybody is scored slowly */
}

/* The collection's enterprise and its offerings, and nothing else. */
static struct collection alone(struct arena *mem, const struct collection *all, size_t enterprise)
{
	struct collection one = {.enterprises = &all->enterprises[enterprise], .enterprise_count = 1};

	one.offerings = arena_array(mem, all->offering_count, sizeof *one.offerings);
	for (size_t i = 0; i < all->offering_count; i++)
		if (all->offerings[i].enterprise_id == one.enterprises[0].id)
			one.offerings[one.offering_count++] = all->offerings[i];
	return one;
}

static void an_enterprise_that_is_read_by_itself_scores_as_it_does_in_the_index(void **state)
{
	struct scene *scene = *state;
	OWNED(reading_end) struct reading reading = reading_begin(scene->index);
	const struct snapshot *s = reading.snapshot;
	size_t scored = 0;

	for (uint32_t i = 0; i < ENTERPRISES; i += ENTERPRISES / 30) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct collection one = alone(mem, &scene->collection, i);
		struct supplier stranger = snapshot_stranger(s, mem, &one), member = snapshot_supplier(s, i);
		assert_int_equal(member.entry.id, stranger.entry.id);
		for (uint32_t l = 0; l < s->line_count; l++) {
			struct score here, there;
			assert_int_equal(score_supplier(s, s->lines[l].prepared, &stranger, TODAY, &there),
				score_supplier(s, s->lines[l].prepared, &member, TODAY, &here));
			assert_float_equal(there.total, here.total, 0.0);
			scored += here.total > 0.0;
		}
	}
	assert_true(scored > LINES / 4);
}

static void prepare(const struct snapshot *s, struct arena *mem, const struct demand *demand, struct prepared *out)
{
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(s);

	demand_prepare(s, topic.topic, mem, demand, out);
}

static void assert_same(const struct prepared *a, const struct prepared *b)
{
	assert_int_equal(a->group_count, b->group_count);
	for (size_t g = 0; g < a->group_count; g++) {
		assert_float_equal(a->groups[g].weight, b->groups[g].weight, 0.0);
		assert_int_equal(a->groups[g].way_count, b->groups[g].way_count);
		for (size_t w = 0; w < a->groups[g].way_count; w++) {
			assert_int_equal(a->groups[g].ways[w].term, b->groups[g].ways[w].term);
			assert_float_equal(a->groups[g].ways[w].quality, b->groups[g].ways[w].quality, 0.0);
		}
	}
	assert_int_equal(a->node_count, b->node_count);
	for (size_t n = 0; n < a->node_count; n++) {
		assert_int_equal(a->nodes[n].term, b->nodes[n].term);
		assert_float_equal(a->nodes[n].weight, b->nodes[n].weight, 0.0);
	}
}

static void a_demand_asks_for_the_same_whether_what_its_words_bring_was_kept_or_not(void **state)
{
	struct scene *scene = *state;
	OWNED(reading_end) struct reading reading = reading_begin(scene->index);
	struct snapshot forgetful = *reading.snapshot;
	struct vocabulary vocabulary = *forgetful.vocabulary;

	assert_true(vocabulary.asked.count > 0);
	vocabulary.asked = (struct kept){.count = 0};
	forgetful.vocabulary = &vocabulary;
	for (size_t i = 0; i < LINES; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct prepared *prepared = arena_array(mem, 3, sizeof *prepared);
		prepare(&forgetful, mem, &scene->collection.lines[i].demand, &prepared[0]);
		prepare(reading.snapshot, mem, &scene->collection.lines[i].demand, &prepared[1]);
		prepare(reading.snapshot, mem, &scene->collection.lines[i].demand, &prepared[2]);
		assert_same(&prepared[0], &prepared[1]);
		assert_same(&prepared[0], &prepared[2]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_demand_asks_for_the_same_whether_what_its_words_bring_was_kept_or_not),
		cmocka_unit_test(the_list_is_the_same_as_if_all_had_been_scored),
		cmocka_unit_test(an_enterprise_that_is_read_by_itself_scores_as_it_does_in_the_index),
		cmocka_unit_test(and_after_changes),
		cmocka_unit_test(and_with_weights_that_were_tuned),
		cmocka_unit_test(and_with_weights_as_great_and_as_small_as_they_may_be),
		cmocka_unit_test(and_where_lists_go_over_two_blocks_of_postings),
	};

	return cmocka_run_group_tests(tests, scene_open, field_state_close);
}
