/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_find.h"

#include <math.h>
#include <stdlib.h>

#include "lib/bits.h"
#include "lib/directory.h"

#define LISTS_MOST (GROUPS_MOST * GROUP_WAYS_MOST + DEMAND_NODES_MOST)
/* What share of the least sum may be taken as had by everybody. */
#define SLACK 0.5F
/* Levels to a point; the last level holds all that are lower. */
#define LEVEL_STEPS 2.0

struct list {
	struct posting posting;
	float rate; /* what a weight in full adds at most */
	float given, read, words; /* the shares that it adds so */
};

/* Sums of shares are whole numbers, rounded up: words in these units, given and read in the two halves of one
 * number. */
#define WORDS_UNIT 65536.0F
#define HALF_UNIT 8192.0F

struct lists {
	struct list at[LISTS_MOST];
	size_t count;
};

static void add_list(struct lists *lists, const struct snapshot *part, uint32_t term,
	const struct score_rates *rates, struct list add)
{
	add.rate = (float)rates->given * add.given + (float)rates->read * add.read +
		(float)rates->words * add.words;
	if (term == NO_TERM || add.rate <= 0.0F)
		return;
	struct posting posting = postings_of(&part->directory->postings, term);
	for (size_t i = 0; posting.count > 0 && i < lists->count; i++)
		if (lists->at[i].posting.things == posting.things) {
			lists->at[i].rate += add.rate;
			lists->at[i].given += add.given;
			lists->at[i].read += add.read;
			lists->at[i].words += add.words;
			return;
		}
	add.posting = posting;
	if (posting.count > 0)
		lists->at[lists->count++] = add;
}

static void read_lists(const struct snapshot *part, const struct prepared *demand, struct lists *lists)
{
	struct score_rates rates = score_rates(demand);

	lists->count = 0;
	for (size_t g = 0; g < demand->group_count; g++)
		for (size_t w = 0; w < demand->groups[g].way_count; w++)
			add_list(lists, part, demand->groups[g].ways[w].term, &rates, (struct list){
				.words = demand->groups[g].weight * demand->groups[g].ways[w].quality});
	for (size_t n = 0; n < demand->node_count; n++)
		add_list(lists, part, demand->nodes[n].term, &rates,
			(struct list){.given = demand->nodes[n].given, .read = demand->nodes[n].read});
}

/* What costs most for what it adds comes last. */
static int cheap_first(const void *a, const void *b)
{
	const struct list *left = a, *right = b;

	float l = left->rate / (float)left->posting.count, r = right->rate / (float)right->posting.count;
	return (l < r) - (l > r);
}

/* How many of the lists are gone through; *rest is what all others add at most. */
static size_t part_lists(struct lists *lists, float least, struct list *rest)
{
	size_t used = lists->count;

	*rest = (struct list){.rate = 0.0F};
	if (lists->count > 1)
		qsort(lists->at, lists->count, sizeof lists->at[0], cheap_first);
	for (; used > 0 && rest->rate + lists->at[used - 1].rate < SLACK * least; used--) {
		rest->rate += lists->at[used - 1].rate;
		rest->given += lists->at[used - 1].given;
		rest->read += lists->at[used - 1].read;
		rest->words += lists->at[used - 1].words;
	}
	return used;
}

/* In 255ths of a weight, with eight bits more; rounded up. */
static uint32_t whole_share(float share, float unit)
{
	return share <= 0.0F ? 0 : (uint32_t)(share * unit * 256.0F / (float)WEIGHT_WHOLE) + 1;
}

/* Who has any of the lists' terms: their words in scratch->sums, given and read in scratch->bests. */
static uint32_t add_up(const struct lists *lists, size_t used, struct scratch *scratch)
{
	uint32_t count = 0;

	for (size_t i = 0; i < used; i++) {
		const struct list *list = &lists->at[i];
		uint32_t words = whole_share(list->words, WORDS_UNIT);
		uint32_t given = whole_share(list->given, HALF_UNIT), read = whole_share(list->read, HALF_UNIT);
		for (uint32_t k = 0; k < list->posting.count; k++) {
			uint32_t thing = list->posting.things[k], weight = list->posting.weights[k];
			uint32_t had_words = scratch->sums[thing], had_nodes = scratch->bests[thing];
			scratch->list[count] = thing;
			count += (had_words | had_nodes) == 0;
			if (words > 0)
				scratch->sums[thing] = had_words + ((words * weight + 255) >> 8);
			if ((given | read) > 0)
				scratch->bests[thing] = had_nodes + (((given * weight + 255) >> 8) << 16 |
					((read * weight + 255) >> 8));
		}
	}
	return count;
}

/* ---- levels ---- */

struct levels {
	const struct snapshot *part;
	const uint64_t *gone;
	const uint64_t *delivers[2]; /* either; NULL: nobody */
	bool anywhere;
	const struct prepared *demand;
	const struct list *rest;
	double minimum;
};

/* LEVELS_OF_BOUND: it is not among those who may fit. */
static unsigned level_of(const struct levels *levels, uint32_t number, uint32_t words, uint32_t nodes)
{
	if (levels->gone != NULL && bit_has(levels->gone, number))
		return LEVELS_OF_BOUND;
	if (!levels->anywhere &&
		!(levels->delivers[0] != NULL && bit_has(levels->delivers[0], number)) &&
		!(levels->delivers[1] != NULL && bit_has(levels->delivers[1], number)))
		return LEVELS_OF_BOUND;
	double most = score_most_of(levels->demand,
		(double)(levels->rest->given + (float)(nodes >> 16) / HALF_UNIT),
		(double)(levels->rest->read + (float)(nodes & 0xffff) / HALF_UNIT),
		(double)(levels->rest->words + (float)words / WORDS_UNIT));
	if (most < levels->minimum)
		return LEVELS_OF_BOUND;
	unsigned below = (unsigned)((100.0 - most) * LEVEL_STEPS);
	return below < LEVELS_OF_BOUND ? below : LEVELS_OF_BOUND - 1;
}

/* Counting sort by level. */
static void sort_levels(const struct levels *levels, uint32_t count, struct scratch *scratch,
	struct finding *out)
{
	uint32_t at[LEVELS_OF_BOUND + 1] = {0}, kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = scratch->list[i];
		unsigned level = level_of(levels, number, scratch->sums[number], scratch->bests[number]);
		scratch->sums[number] = scratch->bests[number] = 0;
		if (level == LEVELS_OF_BOUND)
			continue;
		scratch->list[kept] = number;
		scratch->levels[kept++] = (uint8_t)level;
		at[level + 1]++;
	}
	for (unsigned i = 0; i < LEVELS_OF_BOUND; i++) {
		at[i + 1] += at[i];
		out->ends[i] = at[i + 1];
	}
	for (uint32_t i = 0; i < kept; i++)
		scratch->sorted[at[scratch->levels[i]]++] = scratch->list[i];
	out->list = scratch->sorted;
	out->count = kept;
}

void matching_find(const struct snapshot *part, const uint64_t *gone, const struct prepared *demand,
	double minimum, struct scratch *scratch, struct finding *out)
{
	struct lists lists;
	struct list rest;
	const struct directory *directory = part->directory;
	struct levels levels = {.part = part, .gone = gone, .anywhere = demand->place == NO_PLACE,
		.demand = demand, .rest = &rest, .minimum = minimum};

	scratch_room(scratch, part->enterprise_count);
	read_lists(part, demand, &lists);
	size_t used = part_lists(&lists, (float)score_least_sum(demand, minimum), &rest);
	if (!levels.anywhere)
		for (unsigned kind = 0; kind < 2; kind++)
			levels.delivers[kind] = directory->sets[SET_DELIVERS + 2 * demand->place + kind];
	sort_levels(&levels, add_up(&lists, used, scratch), scratch, out);
	for (unsigned i = 0; i < LEVELS_OF_BOUND; i++)
		out->most[i] = 100.0 - (double)i / LEVEL_STEPS;
}
