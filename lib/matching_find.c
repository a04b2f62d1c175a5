/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_find.h"

#include <math.h>
#include <stdlib.h>

#include "lib/bits.h"
#include "lib/directory.h"

#define LISTS_MOST (GROUPS_MOST * GROUP_WAYS_MOST + DEMAND_NODES_MOST)
/* What share of the least sum may be taken as had by everybody. */
#define SLACK 0.5F
/* Sums are whole numbers in units of this, rounded up. */
#define UNIT (1.0F / 65536.0F)

struct list {
	struct posting posting;
	float rate; /* what a weight in full adds at most */
};

struct lists {
	struct list at[LISTS_MOST];
	size_t count;
};

static void add_list(struct lists *lists, const struct snapshot *part, uint32_t term, float rate)
{
	if (term == NO_TERM || rate <= 0.0F)
		return;
	struct posting posting = postings_of(&part->directory->postings, term);
	for (size_t i = 0; posting.count > 0 && i < lists->count; i++)
		if (lists->at[i].posting.things == posting.things) {
			lists->at[i].rate += rate;
			return;
		}
	if (posting.count > 0)
		lists->at[lists->count++] = (struct list){posting, rate};
}

static void read_lists(const struct snapshot *part, const struct prepared *demand, struct lists *lists)
{
	struct score_rates rates = score_rates(demand);

	lists->count = 0;
	for (size_t g = 0; g < demand->group_count; g++)
		for (size_t w = 0; w < demand->groups[g].way_count; w++)
			add_list(lists, part, demand->groups[g].ways[w].term,
				(float)rates.words * demand->groups[g].weight * demand->groups[g].ways[w].quality);
	for (size_t n = 0; n < demand->node_count; n++)
		add_list(lists, part, demand->nodes[n].term, (float)rates.given * demand->nodes[n].given +
			(float)rates.read * demand->nodes[n].read);
}

/* What costs most for what it adds comes last. */
static int cheap_first(const void *a, const void *b)
{
	const struct list *left = a, *right = b;

	float l = left->rate / (float)left->posting.count, r = right->rate / (float)right->posting.count;
	return (l < r) - (l > r);
}

/* How many of the lists are gone through; *rest is what all others add at most. */
static size_t part_lists(struct lists *lists, float least, float *rest)
{
	size_t used = lists->count;

	*rest = 0.0F;
	if (lists->count > 1)
		qsort(lists->at, lists->count, sizeof lists->at[0], cheap_first);
	for (; used > 0 && *rest + lists->at[used - 1].rate < SLACK * least; used--)
		*rest += lists->at[used - 1].rate;
	return used;
}

/* Who has any of the lists' terms, and how much they add, in scratch->sums. */
static uint32_t add_up(const struct lists *lists, size_t used, struct scratch *scratch)
{
	uint32_t count = 0;

	for (size_t i = 0; i < used; i++) {
		struct posting posting = lists->at[i].posting;
		/* a weight is a byte: the rate is of one in 255, rounded up */
		uint32_t rate = (uint32_t)(lists->at[i].rate / UNIT / (float)WEIGHT_WHOLE) + 1;
		for (uint32_t k = 0; k < posting.count; k++) {
			uint32_t thing = posting.things[k], before = scratch->sums[thing];
			scratch->list[count] = thing;
			count += before == 0;
			scratch->sums[thing] = before + rate * posting.weights[k];
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
	float rest, least, step;
};

/* LEVELS_OF_BOUND: it is not among those who may fit. */
static unsigned level_of(const struct levels *levels, uint32_t number, uint32_t sum)
{
	float bound = (float)sum * UNIT + levels->rest;

	if (bound < levels->least || (levels->gone != NULL && bit_has(levels->gone, number)))
		return LEVELS_OF_BOUND;
	if (!levels->anywhere &&
		!(levels->delivers[0] != NULL && bit_has(levels->delivers[0], number)) &&
		!(levels->delivers[1] != NULL && bit_has(levels->delivers[1], number)))
		return LEVELS_OF_BOUND;
	float above = (bound - levels->least) / levels->step;
	return above >= (float)LEVELS_OF_BOUND ? 0 : LEVELS_OF_BOUND - 1 - (unsigned)above;
}

/* Counting sort by level; scratch->bests holds the sorted list, and is left as it was by the caller. */
static void sort_levels(const struct levels *levels, uint32_t count, struct scratch *scratch,
	struct finding *out)
{
	uint32_t at[LEVELS_OF_BOUND + 1] = {0}, kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = scratch->list[i];
		unsigned level = level_of(levels, number, scratch->sums[number]);
		scratch->sums[number] = 0;
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
	const struct directory *directory = part->directory;
	struct levels levels = {.part = part, .gone = gone, .anywhere = demand->place == NO_PLACE,
		.least = (float)score_least_sum(demand, minimum)};

	scratch_room(scratch, part->enterprise_count);
	read_lists(part, demand, &lists);
	size_t used = part_lists(&lists, levels.least, &levels.rest);
	float most = levels.rest;
	for (size_t i = 0; i < used; i++)
		most += lists.at[i].rate;
	levels.step = fmaxf((most - levels.least) / (float)(LEVELS_OF_BOUND - 1), 1e-6F);
	if (!levels.anywhere)
		for (unsigned kind = 0; kind < 2; kind++)
			levels.delivers[kind] = directory->sets[SET_DELIVERS + 2 * demand->place + kind];
	sort_levels(&levels, add_up(&lists, used, scratch), scratch, out);
	for (unsigned i = 0; i < LEVELS_OF_BOUND; i++)
		out->most[i] = i == 0 ? 100.0 :
			score_most(demand, (double)(levels.least + (float)(LEVELS_OF_BOUND - i) * levels.step));
}
