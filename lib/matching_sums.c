/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_sums.h"

#include <math.h>
#include <string.h>

#include "lib/fetch.h"
#include "lib/matching_lists.h"

#define HALF_BITS 16
#define HALF_MOST UINT16_MAX
#define LINE_THINGS 32  /* in a line of the cache */
#define THINGS_AHEAD 96 /* of the next list */
#define UPPER_HALF UINT32_C(0xffff0000)

/* ---- units ---- */

static uint32_t kinds_of(const struct finding_list *list)
{
	return (uint32_t)(list->each >> SUM_KINDS_AT);
}

static uint32_t words_of(const struct finding_list *list)
{
	return (uint32_t)list->each;
}

/* A unit such that so much fits, though each list adds up to two more than it should. */
static double unit_for(double most, size_t lists)
{
	return fmax(1.0, most / (HALF_MOST - 1.0 - 2.0 * (double)lists));
}

/* So that (rate * weight + HALF_MOST) >> HALF_BITS is what a weight adds, rounded up. */
static uint32_t rate_of(uint32_t each, double unit)
{
	return (uint32_t)ceil((double)each / unit * (HALF_MOST + 1.0));
}

static void read_rates(struct finding *finding, struct finding_sums *sums)
{
	double kinds = (double)finding->common_rate * UINT8_MAX, words = 0.0;

	for (size_t i = 0; i < finding->list_count; i++)
		if (!finding->lists[i].left_out) {
			kinds += (double)kinds_of(&finding->lists[i]) * WEIGHT_WHOLE;
			words += (double)words_of(&finding->lists[i]) * WEIGHT_WHOLE;
		}
	sums->kinds_unit = unit_for(kinds, finding->list_count + 1);
	sums->words_unit = unit_for(words, finding->list_count + 1);
	for (size_t i = 0; i < finding->list_count; i++) {
		struct finding_list *list = &finding->lists[i];
		if (list->left_out) /* the units need not hold what it would add */
			continue;
		list->kinds_rate = rate_of(kinds_of(list), sums->kinds_unit);
		list->words_rate = rate_of(words_of(list), sums->words_unit);
		list->rest = posting_run(&list->posting, 0);
		list->next_run = 1;
	}
	uint32_t common_rate = rate_of(finding->common_rate, sums->kinds_unit);
	for (uint32_t length = 0; length <= UINT8_MAX; length++)
		sums->commons[length] = (common_rate * length + HALF_MOST) & UPPER_HALF;
}

static void read_enough(const struct finding *finding, struct finding_sums *sums)
{
	for (uint32_t step = 0; step < SUMS_STEPS; step++) {
		double kinds = (double)((step + 1) * ((HALF_MOST + 1) / SUMS_STEPS)) * sums->kinds_unit;
		double words = (double)finding->needed[finding_step((uint32_t)kinds)] / sums->words_unit;
		sums->enough[step] = words < HALF_MOST ? (uint16_t)words : HALF_MOST;
	}
}

void finding_sums_begin(struct finding *finding, struct finding_sums *sums)
{
	sums->of = finding->scratch->sorted;
	read_rates(finding, sums);
	read_enough(finding, sums);
}

/* ---- adding up ---- */

static inline void add_one(const struct posting_run *run, uint32_t i, uint32_t rate, unsigned shift, uint32_t *sums)
{
	sums[run->things[i]] += ((rate * run->weights[i] + HALF_MOST) & UPPER_HALF) >> shift;
}

/* Things of a list are different ones, so of four that are added together none waits for another. */
static inline void add_run(struct posting_run run, uint32_t rate, unsigned shift, uint32_t *sums)
{
	uint32_t i = 0;

	for (; i + 4 <= run.count; i += 4) {
		add_one(&run, i, rate, shift, sums);
		add_one(&run, i + 1, rate, shift, sums);
		add_one(&run, i + 2, rate, shift, sums);
		add_one(&run, i + 3, rate, shift, sums);
	}
	for (; i < run.count; i++)
		add_one(&run, i, rate, shift, sums);
}

/* What a list has of the block. */
static void add_list(struct finding_list *list, uint32_t begin, uint32_t *sums)
{
	while (list->rest.first == begin) {
		if (list->kinds_rate > 0)
			add_run(list->rest, list->kinds_rate, 0, sums);
		if (list->words_rate > 0)
			add_run(list->rest, list->words_rate, HALF_BITS, sums);
		if (list->next_run == list->posting.runs)
			break;
		list->rest = posting_run(&list->posting, list->next_run++);
	}
}

/* Where a list goes on; what comes behind it the processor then fetches by itself. */
static void fetch_list(const struct finding_list *list)
{
	for (uint32_t i = 0; i < list->rest.count && i < THINGS_AHEAD; i += LINE_THINGS) {
		fetch(list->rest.things + i);
		fetch(list->rest.weights + i);
	}
}

void finding_sums_add(struct finding *finding, const struct finding_sums *sums, uint32_t begin, uint32_t end)
{
	memset(sums->of, 0, (end - begin) * sizeof sums->of[0]);
	for (size_t i = 0; i < finding->list_count; i++) {
		if (i + 1 < finding->list_count && !finding->lists[i + 1].left_out)
			fetch_list(&finding->lists[i + 1]);
		if (!finding->lists[i].left_out)
			add_list(&finding->lists[i], begin, sums->of);
	}
}

uint32_t finding_sums_list(const struct finding *finding, const struct finding_sums *sums, uint32_t begin,
	uint32_t end, uint32_t *list)
{
	const uint8_t *lengths = finding->part->common_kinds.lengths + begin;
	uint32_t count = 0;

	for (uint32_t i = 0; i < end - begin; i++) {
		uint32_t sum = sums->of[i] + sums->commons[lengths[i]];
		list[count] = begin + i;
		count += (sum & HALF_MOST) >= sums->enough[sum / ((HALF_MOST + 1) / SUMS_STEPS << HALF_BITS)];
	}
	return count;
}
