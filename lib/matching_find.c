/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_find.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/directory.h"

/* What share of the least sum may be taken as had by everybody. */
#define SLACK 0.2
/* Fewer postings than this are gone through at once. */
#define POSTINGS_FEW 20000
/* So many postings are gone through to see who probably fits best. */
#define POSTINGS_LIKELY 4000

/* A sum has two parts in one number: of words and of kinds of thing. Each is in units of rates, times the weight in
 * 255ths; both together are less than a part can hold. */
#define PART_BITS 21
#define KINDS_AT 22
#define PART_WHOLE ((1U << PART_BITS) - 1)

static uint32_t words_of(uint64_t sum)
{
	return (uint32_t)(sum & PART_WHOLE);
}

static uint32_t kinds_of(uint64_t sum)
{
	return (uint32_t)(sum >> KINDS_AT);
}

/* Both together. */
static uint64_t all_of(uint64_t sum)
{
	return words_of(sum) + kinds_of(sum);
}

/* ---- lists ---- */

static void add_list(struct finding *finding, uint32_t term, const struct score_rates *rates)
{
	float rate = (float)(rates->words + rates->kinds);
	struct score_rates *had;

	if (term == NO_TERM || rate <= 0.0F)
		return;
	struct posting posting = postings_of(&finding->part->directory->postings, term);
	if (posting.count == 0)
		return;
	for (size_t i = 0; i < finding->list_count; i++)
		if (finding->lists[i].posting.things == posting.things) {
			had = &finding->lists[i].rates;
			*had = (struct score_rates){had->kinds + rates->kinds, had->words + rates->words};
			return;
		}
	finding->lists[finding->list_count++] = (struct finding_list){.posting = posting, .rates = *rates};
}

static void read_lists(struct finding *finding)
{
	const struct prepared *demand = finding->demand;
	const struct score_rates *rates = &finding->rates;

	for (size_t g = 0; g < demand->group_count; g++)
		for (size_t w = 0; w < demand->groups[g].way_count; w++)
			add_list(finding, demand->groups[g].ways[w].term, &(struct score_rates){
				.words = rates->words * (double)demand->groups[g].weight *
					(double)demand->groups[g].ways[w].quality});
	for (size_t n = 0; n < demand->node_count; n++)
		add_list(finding, demand->nodes[n].term, &(struct score_rates){
			.kinds = rates->kinds * (double)demand->nodes[n].weight});
}

static int worthy_first(const void *a, const void *b)
{
	const struct finding_list *left = a, *right = b;

	return (left->worth < right->worth) - (left->worth > right->worth);
}

static double inverse(double rate)
{
	return rate > 0.0 ? 1.0 / rate : 0.0;
}

/* Each list's rates as parts of a sum, rounded up. */
static void weigh_lists(struct finding *finding)
{
	double all = 0.0;

	for (size_t i = 0; i < finding->list_count; i++) {
		struct finding_list *list = &finding->lists[i];
		double rate = list->rates.words + list->rates.kinds;
		list->worth = rate / (double)list->posting.count;
		all += rate;
	}
	/* in 255ths, as weights are; a list may be rounded up in each of its parts, and once for the carry */
	double unit = (double)(PART_WHOLE / WEIGHT_WHOLE - 4 * (uint32_t)finding->list_count) / fmax(all, 1e-6);
	for (size_t i = 0; i < finding->list_count; i++) {
		const struct score_rates *rates = &finding->lists[i].rates;
		finding->lists[i].each = (uint64_t)ceil(rates->words * unit) |
			(uint64_t)ceil(rates->kinds * unit) << KINDS_AT;
	}
	finding->unit = unit * WEIGHT_WHOLE;
	finding->to_share = (struct score_rates){.kinds = inverse(finding->rates.kinds) / finding->unit,
		.words = inverse(finding->rates.words) / finding->unit};
	if (finding->list_count > 1)
		qsort(finding->lists, finding->list_count, sizeof finding->lists[0], worthy_first);
}

void finding_begin(struct finding *finding, const struct snapshot *part, const uint64_t *gone,
	const struct prepared *demand, struct scratch *scratch)
{
	memset(finding, 0, offsetof(struct finding, lists)); /* what is behind is large, and counted */
	finding->part = part;
	finding->gone = gone;
	finding->demand = demand;
	finding->scratch = scratch;
	scratch_room(scratch, part->enterprise_count);
	for (unsigned kind = 0; demand->place != NO_PLACE && kind < 2; kind++)
		finding->delivers[kind] = part->directory->sets[SET_DELIVERS + 2 * demand->place + kind];
	finding->rates = score_rates(demand);
	read_lists(finding);
	weigh_lists(finding);
}

static bool may_be_told(const struct finding *finding, uint32_t number)
{
	if (finding->gone != NULL && bit_has(finding->gone, number))
		return false;
	return finding->demand->place == NO_PLACE ||
		(finding->delivers[0] != NULL && bit_has(finding->delivers[0], number)) ||
		(finding->delivers[1] != NULL && bit_has(finding->delivers[1], number));
}

/* ---- who probably fits best ---- */

/* Adds a list to the sums by enterprise, and notes who is met for the first time. */
static uint32_t add_noting(const struct finding *finding, const struct finding_list *list, uint32_t count)
{
	struct scratch *scratch = finding->scratch;
	uint32_t rate = (uint32_t)all_of(list->each);

	for (uint32_t i = 0; i < list->posting.count; i++) {
		uint32_t thing = list->posting.things[i];
		scratch->list[count] = thing;
		count += scratch->sums[thing] == 0;
		scratch->sums[thing] += rate * list->posting.weights[i];
	}
	return count;
}

static unsigned likely_level(uint32_t sum)
{
	return FINDING_LEVELS - 1 - (sum >> (PART_BITS - 8) & (FINDING_LEVELS - 1));
}

/* The first level below which there are as many as are wanted. */
static unsigned enough_levels(const uint32_t at[FINDING_LEVELS], size_t wanted)
{
	unsigned level = 0;

	for (size_t sum = 0; level < FINDING_LEVELS && sum < wanted; level++)
		sum += at[level];
	return level;
}

void finding_likely(struct finding *finding, size_t wanted)
{
	struct scratch *scratch = finding->scratch;
	uint32_t at[FINDING_LEVELS] = {0}, count = 0, met = 0;
	size_t all = 0;

	for (size_t i = 0; i < finding->list_count; i++)
		all += finding->lists[i].posting.count;
	if (wanted == 0 || all < POSTINGS_FEW)
		return;
	for (size_t i = 0; i < finding->list_count && met < POSTINGS_LIKELY; i++) {
		met += finding->lists[i].posting.count;
		count = add_noting(finding, &finding->lists[i], count);
	}
	for (uint32_t i = 0; i < count; i++)
		at[likely_level(scratch->sums[scratch->list[i]])] += may_be_told(finding, scratch->list[i]);
	unsigned level = enough_levels(at, wanted);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = scratch->list[i];
		if (likely_level(scratch->sums[number]) < level && may_be_told(finding, number) &&
			finding->likely_count < FINDING_LIKELY)
			finding->likely[finding->likely_count++] = number;
		scratch->sums[number] = 0;
	}
}

/* ---- everybody else ---- */

/* The sums of the enterprises of one block, of the lists that are used. */
static void add_up(struct finding *finding, uint32_t begin, uint32_t end, uint64_t *sums)
{
	memset(sums, 0, (end - begin) * sizeof *sums);
	for (size_t l = 0; l < finding->used; l++) {
		struct finding_list *list = &finding->lists[l];
		const uint32_t *things = list->posting.things;
		uint64_t each = list->each;
		uint32_t i = list->at;
		for (; i < list->posting.count && things[i] < end; i++)
			sums[things[i] - begin] += each * list->posting.weights[i];
		list->at = i;
	}
}

/* What the formula leaves at least, by the parts of a sum. */
static double left_of(const struct finding *finding, uint64_t sum)
{
	const struct score_rates *to_share = &finding->to_share, *rest = &finding->rest;

	return score_left(finding->demand, &(struct score_rates){
		.kinds = rest->kinds + to_share->kinds * (double)kinds_of(sum),
		.words = rest->words + to_share->words * (double)words_of(sum)});
}

/* Lists who of a block may reach what is asked for, and on which level. */
static uint32_t list_block(const struct finding *finding, uint32_t begin, uint32_t end, const uint64_t *sums,
	uint32_t count)
{
	const struct scratch *scratch = finding->scratch;
	uint32_t reaching = count, kept = count;

	for (uint32_t number = begin; number < end; number++) {
		scratch->list[reaching] = number;
		reaching += all_of(sums[number - begin]) >= finding->least;
	}
	for (uint32_t i = count; i < reaching; i++) {
		uint32_t number = scratch->list[i];
		if (!may_be_told(finding, number))
			continue;
		double left = left_of(finding, sums[number - begin]);
		if (left > finding->left_most)
			continue;
		scratch->list[kept] = number;
		scratch->levels[kept++] = (uint8_t)(left * (FINDING_LEVELS - 1));
	}
	return kept;
}

/* Who was scored is not found again. */
static uint32_t leave_out_likely(const struct finding *finding, uint32_t count)
{
	const struct scratch *scratch = finding->scratch;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < finding->likely_count; i++)
		scratch->sums[finding->likely[i]] = 1;
	for (uint32_t i = 0; i < count; i++) {
		scratch->list[kept] = scratch->list[i];
		scratch->levels[kept] = scratch->levels[i];
		kept += scratch->sums[scratch->list[i]] == 0;
	}
	for (uint32_t i = 0; i < finding->likely_count; i++)
		scratch->sums[finding->likely[i]] = 0;
	return kept;
}

/* Counting sort by level: those of whom least is left come first. */
static void sort_levels(struct finding *finding, uint32_t count)
{
	const struct scratch *scratch = finding->scratch;
	uint32_t at[FINDING_LEVELS + 1] = {0};

	for (uint32_t i = 0; i < count; i++)
		at[scratch->levels[i] + 1]++;
	for (unsigned level = 0; level < FINDING_LEVELS; level++) {
		at[level + 1] += at[level];
		finding->ends[level] = at[level + 1];
		if (finding->ends[level] > at[level])
			finding->most[level] =
				score_most(finding->demand, (double)level / (FINDING_LEVELS - 1));
	}
	for (uint32_t i = 0; i < count; i++)
		scratch->sorted[at[scratch->levels[i]]++] = scratch->list[i];
	finding->list = scratch->sorted;
	finding->count = count;
}

/* Which lists are gone through, and what that leaves to be reached by them. */
static void part_lists(struct finding *finding, double minimum)
{
	double least = score_least_sum(finding->demand, minimum), rest = 0.0;

	for (finding->used = finding->list_count; finding->used > 0; finding->used--) {
		const struct finding_list *last = &finding->lists[finding->used - 1];
		double more = last->rates.words + last->rates.kinds;
		if (rest + more >= SLACK * least)
			break;
		rest += more;
		finding->rest.words += last->rates.words / finding->rates.words;
		finding->rest.kinds += finding->rates.kinds > 0.0 ? last->rates.kinds / finding->rates.kinds : 0.0;
	}
	double missing = floor((least - rest) * finding->unit);
	finding->least = missing < 1.0 ? 1 : (uint64_t)missing;
	finding->left_most = exp(-least);
}

void finding_rest(struct finding *finding, double minimum)
{
	uint64_t sums[FINDING_BLOCK];
	uint32_t count = 0, all = finding->part->enterprise_count;

	part_lists(finding, minimum);
	for (uint32_t begin = 0; begin < all; begin += FINDING_BLOCK) {
		uint32_t end = all - begin < FINDING_BLOCK ? all : begin + FINDING_BLOCK;
		add_up(finding, begin, end, sums);
		count = list_block(finding, begin, end, sums, count);
	}
	sort_levels(finding, leave_out_likely(finding, count));
}
