/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The index while it changes: readers search, match and ask for codes while another thread puts one
 * collection after the other in its place, or changes upon it. No reader may see half a change, and (in a build with
 * -fsanitize=thread or address) none may touch what has been freed.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "lib/matching.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "tests/relevance.h"
#include "tests/support.h"

#define READERS 3
#define CHANGES 60
#define MOST 40

struct scene {
	struct match_index *index;
	struct collection collections[2];
	atomic_bool done;
	atomic_int searches, faults;
};

/* All products that say honning, or all services that say kaffe; not the same number of them. */
static void fill(struct arena *mem, struct collection *c, size_t count, bool product, int64_t revision)
{
	field_reference(mem, c);
	c->code_count = 100; /* with the codes of honey; a change is sooner made */
	c->revision = revision;
	c->enterprises = arena_array(mem, count, sizeof *c->enterprises);
	c->offerings = arena_array(mem, count, sizeof *c->offerings);
	c->enterprise_count = c->offering_count = count;
	for (size_t i = 0; i < count; i++) {
		c->enterprises[i] = (struct collection_enterprise){.id = (int64_t)i + 1,
			.name = arena_printf(mem, "Nummer %02zu", i), .municipality_code = "0621",
			.pitch = "", .description = "", .employees = -1, .employees_target_group = -1};
		c->offerings[i] = (struct collection_offering){.enterprise_id = (int64_t)i + 1,
			.product = product, .title = product ? "Honning" : "Kaffe", .text = "",
			.capacity_dkk = -1, .lead_time_days = -1,
			.cpv_codes = product ? "15831600" : "15861000", .areas = "country:"};
	}
}

static size_t count_of(const struct facets *facets, size_t at)
{
	return at < facets->count ? facets->at[at].count : 0;
}

/* All that one search tells must be of one collection. */
static bool whole(struct scene *scene, struct arena *mem)
{
	struct search_result found, words;
	struct match_index_figures figures;

	match_index_figures(scene->index, &figures);
	if (figures.enterprises != (figures.revision == 1 ? MOST : MOST / 2))
		return false;
	search_enterprises(scene->index, mem, &(struct search_query){.page_size = 100}, &found);
	if ((found.total != MOST && found.total != MOST / 2) || found.hit_count != found.total ||
		found.kinds.count != 1 || count_of(&found.kinds, 0) != found.total ||
		count_of(&found.municipalities, 0) != found.total)
		return false;
	search_enterprises(scene->index, mem, &(struct search_query){.words = "honning"}, &words);
	return words.total == 0 || words.total == MOST;
}

/* How many are told of a purchase of honey. */
static size_t told_of_honey(struct scene *scene, struct arena *mem)
{
	const char *codes[] = {"15831600"};
	struct demand demand = {.title = "Honning til gaver", .text = "", .cpv = codes, .cpv_count = 1,
		.value_dkk = -1, .contract_starts = NO_DAY, .municipality_code = "0621"};
	struct matches found;

	match_demand(scene->index, mem, &demand, &(struct match_limits){.minimum = 60}, &found);
	return found.count;
}

static bool matches_whole(struct scene *scene, struct arena *mem)
{
	struct cpv_suggestion *list;
	size_t count, told = told_of_honey(scene, mem);

	if (told != 0 && told != MOST)
		return false;
	cpv_suggest(scene->index, mem, "honning", DANISH, 5, &list, &count);
	return count > 0;
}

static void *read_on(void *arg)
{
	struct scene *scene = arg;

	while (!atomic_load(&scene->done)) {
		OWNED(arena_close) struct arena *mem = arena_open();
		if (!whole(scene, mem) || !matches_whole(scene, mem))
			atomic_fetch_add(&scene->faults, 1);
		atomic_fetch_add(&scene->searches, 1);
	}
	return NULL;
}

static void readers_begin(struct scene *scene, pthread_t readers[READERS], void *(*read)(void *scene))
{
	for (int i = 0; i < READERS; i++)
		assert_int_equal(pthread_create(&readers[i], NULL, read, scene), 0);
}

/* All of them read, and found nothing wrong. */
static void readers_end(struct scene *scene, const pthread_t readers[READERS])
{
	atomic_store(&scene->done, true);
	for (int i = 0; i < READERS; i++)
		pthread_join(readers[i], NULL);
	assert_int_equal(atomic_load(&scene->faults), 0);
	assert_true(atomic_load(&scene->searches) > READERS);
}

static void readers_see_whole_collections_while_they_change(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct scene scene = {.searches = 0};
	pthread_t readers[READERS];

	(void)state;
	fill(mem, &scene.collections[0], MOST, true, 1);
	fill(mem, &scene.collections[1], MOST / 2, false, 2);
	scene.index = match_index_of(&scene.collections[0]);
	readers_begin(&scene, readers, read_on);
	for (int i = 1; i <= CHANGES; i++)
		match_index_put(scene.index, &scene.collections[i % 2]);
	readers_end(&scene, readers);
	match_index_close(&scene.index);
}

static void a_reader_keeps_what_it_took(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection first, second;

	(void)state;
	fill(mem, &first, MOST, true, 1);
	fill(mem, &second, MOST / 2, false, 2);
	struct match_index *index = match_index_of(&first);
	struct reading kept = reading_begin(index);
	for (int i = 0; i < 5; i++)
		match_index_put(index, &second);
	assert_int_equal(kept.snapshot->revision, 1);
	assert_int_equal(kept.snapshot->enterprise_count, MOST);
	struct reading now = reading_begin(index);
	assert_int_equal(now.snapshot->revision, 2);
	reading_end(&now);
	reading_end(&kept);
	match_index_put(index, &first);
	match_index_close(&index);
}

/* ---- changes upon a whole ---- */

#define AT_ONCE 8 /* enterprises that change together */

/* The first `count` enterprises sell coffee now instead of honey, each with its offering. */
static void turn_first(struct arena *mem, const struct collection *whole, size_t count,
	struct collection *changes)
{
	*changes = (struct collection){.revision = (int64_t)count + 2};
	changes->enterprises = arena_copy(mem, whole->enterprises, MOST * sizeof *changes->enterprises);
	changes->offerings = arena_copy(mem, whole->offerings, MOST * sizeof *changes->offerings);
	changes->changed_enterprises = arena_array(mem, count + 1, sizeof(int64_t));
	changes->enterprise_count = changes->offering_count = changes->changed_enterprise_count = count;
	for (size_t i = 0; i < count; i++) {
		changes->changed_enterprises[i] = whole->enterprises[i].id;
		changes->offerings[i].product = false;
		changes->offerings[i].title = "Kaffe";
		changes->offerings[i].cpv_codes = "15861000";
	}
}

/* Enterprise and offering, facets and total are of one state; the eight change together. */
static bool whole_change(struct scene *scene, struct arena *mem)
{
	struct search_result all, honey;

	search_enterprises(scene->index, mem, &(struct search_query){.page_size = 100}, &all);
	size_t products = 0, services = 0;
	for (size_t i = 0; i < all.kinds.count; i++)
		*(all.kinds.at[i].code[0] == 'p' ? &products : &services) += all.kinds.at[i].count;
	if (all.total != MOST || all.hit_count != MOST || products + services != MOST ||
		products % AT_ONCE != 0 || count_of(&all.municipalities, 0) != MOST)
		return false;
	for (size_t i = 0; i < all.hit_count; i++)
		if (all.hits[i].id != (int64_t)i + 1)
			return false; /* each once, in the order of names */
	search_enterprises(scene->index, mem, &(struct search_query){.words = "honning"}, &honey);
	return honey.total % AT_ONCE == 0 && count_of(&honey.kinds, 0) == honey.total &&
		(honey.kinds.count == 0 || honey.kinds.at[0].code[0] == 'p');
}

/* A filter alone is counted by who asks first, for all threads. */
static bool whole_filter(struct scene *scene, struct arena *mem)
{
	struct search_result products, here;

	search_enterprises(scene->index, mem, &(struct search_query){.kind = "product"}, &products);
	search_enterprises(scene->index, mem, &(struct search_query){.delivers_to = "0621"}, &here);
	return products.total % AT_ONCE == 0 && count_of(&products.municipalities, 0) == products.total &&
		count_of(&products.kinds, 0) + count_of(&products.kinds, 1) == MOST && here.total == MOST &&
		count_of(&here.municipalities, 0) == MOST;
}

static void *read_changes(void *arg)
{
	struct scene *scene = arg;

	while (!atomic_load(&scene->done)) {
		OWNED(arena_close) struct arena *mem = arena_open();
		if (!whole_change(scene, mem) || !whole_filter(scene, mem) || told_of_honey(scene, mem) % AT_ONCE != 0)
			atomic_fetch_add(&scene->faults, 1);
		atomic_fetch_add(&scene->searches, 1);
	}
	return NULL;
}

static void a_reader_never_sees_half_a_change(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct scene scene = {.searches = 0};
	struct collection whole, changes;
	pthread_t readers[READERS];

	(void)state;
	fill(mem, &whole, MOST, true, 1);
	for (size_t i = 0; i < MOST; i++) {
		whole.enterprises[i].order = whole.enterprises[i].name;
		whole.enterprises[i].order_size = 9; /* "Nummer 01" */
	}
	scene.index = match_index_of(&whole);
	assert_int_equal(told_of_honey(&scene, mem), MOST);
	readers_begin(&scene, readers, read_changes);
	for (size_t i = 1; i <= 2 * (size_t)CHANGES; i++) {
		turn_first(mem, &whole, AT_ONCE * (i % (MOST / AT_ONCE + 1)), &changes);
		match_index_change(scene.index, &changes);
		if (i % 30 == 0)
			match_index_put(scene.index, &whole);
	}
	readers_end(&scene, readers);
	match_index_close(&scene.index);
}

static void what_was_made_of_an_enterprise_is_good_until_it_changes(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection whole, changes;

	(void)state;
	fill(mem, &whole, MOST, true, 1);
	for (size_t i = 0; i < MOST; i++) {
		whole.enterprises[i].order = whole.enterprises[i].name;
		whole.enterprises[i].order_size = 9;
	}
	struct match_index *index = match_index_of(&whole);
	int64_t first = match_index_version(index);
	assert_true(match_index_same_since(index, first, 3));

	turn_first(mem, &whole, 2, &changes); /* 1 and 2 */
	match_index_change(index, &changes);
	int64_t second = match_index_version(index);
	assert_true(second > first);
	assert_false(match_index_same_since(index, first, 1));
	assert_false(match_index_same_since(index, first, 2));
	assert_true(match_index_same_since(index, first, 3));
	assert_true(match_index_same_since(index, second, 1));

	turn_first(mem, &whole, 3, &changes); /* and 3 */
	match_index_change(index, &changes);
	assert_false(match_index_same_since(index, second, 1)); /* it may have changed again */
	assert_false(match_index_same_since(index, second, 3));
	assert_true(match_index_same_since(index, first, 4));

	changes.enterprise_count = changes.offering_count = 0; /* the three are gone */
	match_index_change(index, &changes);
	assert_false(match_index_same_since(index, second, 3));
	assert_true(match_index_same_since(index, first, 4));

	match_index_put(index, &whole); /* read anew: what changed meanwhile is not known */
	assert_false(match_index_same_since(index, first, 4));
	assert_true(match_index_same_since(index, match_index_version(index), 4));
	match_index_close(&index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(readers_see_whole_collections_while_they_change),
		cmocka_unit_test(a_reader_never_sees_half_a_change),
		cmocka_unit_test(a_reader_keeps_what_it_took),
		cmocka_unit_test(what_was_made_of_an_enterprise_is_good_until_it_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
