/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_sums.h"

#include <math.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/fetch.h"
#include "lib/matching_lists.h"

#define SUM_MOST UINT16_MAX
#define TOGETHER 64     /* things whose weights are read at once */
#define LINE_THINGS 32  /* in a line of the cache */
#define THINGS_AHEAD 96 /* of the next list */

/* ---- units ---- */

static uint32_t kinds_of(const struct finding_list *list)
{
	return (uint32_t)(list->each >> SUM_KINDS_AT);
}

static uint32_t words_of(const struct finding_list *list)
{
	return (uint32_t)list->each;
}

/* Units such that all lists fit, though each adds up to two more to either sum than it should; one of kinds tells as
 * much as `tells` of words. */
static void read_units(const struct finding *finding, double tells, struct finding_sums *sums)
{
	double kinds = (double)finding->common_rate * UINT8_MAX, words = 0.0;

	for (size_t i = 0; i < finding->list_count; i++)
		if (!finding->lists[i].left_out) {
			kinds += (double)kinds_of(&finding->lists[i]) * WEIGHT_WHOLE;
			words += (double)words_of(&finding->lists[i]) * WEIGHT_WHOLE;
		}
	double room = SUM_MOST - (UINT8_MAX + 2.0) - 4.0 * (double)finding->list_count; /* for rounding up, too */
	sums->words_unit = fmax(1.0, (words + tells * kinds) / room);
	sums->kinds_unit = sums->words_unit / tells;
}

/* What a weight of 1 adds, in 256ths, rounded up: since no list adds more than the room, this fits. */
static uint16_t rate_of(uint32_t each, double unit)
{
	return (uint16_t)ceil((double)each / unit * (UINT8_MAX + 1.0));
}

static void read_rates(struct finding *finding, struct finding_sums *sums)
{
	double common = (double)finding->common_rate / sums->kinds_unit;

	for (size_t i = 0; i < finding->list_count; i++) {
		struct finding_list *list = &finding->lists[i];
		if (list->left_out) /* the units need not hold what it would add */
			continue;
		list->kinds_rate = rate_of(kinds_of(list), sums->kinds_unit);
		list->words_rate = rate_of(words_of(list), sums->words_unit);
		list->next_run = 0;
	}
	sums->common_shift = 8;
	while (sums->common_shift > 0 && ceil(common * (1U << sums->common_shift)) > UINT8_MAX + 1)
		sums->common_shift--;
	sums->common_rate = (uint16_t)ceil(common * (1U << sums->common_shift));
}

void finding_sums_begin(struct finding *finding, struct finding_sums *sums)
{
	struct score_rates rates = score_rates(finding->demand);
	double words = -log(finding->left_most[SEATED_NEAR]) / rates.words; /* that are enough alone */

	read_units(finding, rates.kinds / (rates.words * (double)finding->demand->whole_weight), sums);
	read_rates(finding, sums);
	words = words / finding->words_unit - (double)finding->words_rest;
	sums->enough = (uint32_t)fmax(0.0, fmin(words / sums->words_unit, SUM_MOST + 1.0));
	sums->kinds = finding->scratch->block_sums[0];
	sums->words = finding->scratch->block_sums[1];
}

/* ---- adding up ---- */

/* What each of so many adds, by how much it has: rounded down, and one. What it has is set one byte up, so that the
 * upper half of a product of 16 bits is what is wanted: the compiler makes many at once. */
static void read_adds(const uint8_t *had, uint16_t rate, uint16_t *adds)
{
	for (unsigned i = 0; i < TOGETHER; i++)
		adds[i] = (uint16_t)(((uint32_t)(uint16_t)(had[i] << 8) * rate >> 16) + 1);
}

static inline void add_one(uint16_t *sum, uint32_t more)
{
	*sum = (uint16_t)(*sum + more);
}

/* Things of a list are different ones, so of four that are added together none waits for another. */
static void add_run(const struct posting_run *run, uint16_t rate, uint16_t *sums)
{
	const uint16_t *things = run->things;
	uint16_t adds[TOGETHER];
	uint32_t i = 0;

	for (; i + TOGETHER <= run->count; i += TOGETHER) {
		read_adds(run->weights + i, rate, adds);
		for (unsigned k = 0; k < TOGETHER; k += 4, things += 4) {
			add_one(&sums[things[0]], adds[k]);
			add_one(&sums[things[1]], adds[k + 1]);
			add_one(&sums[things[2]], adds[k + 2]);
			add_one(&sums[things[3]], adds[k + 3]);
		}
	}
	for (; i < run->count; i++)
		add_one(&sums[*things++], (((uint32_t)run->weights[i] * rate) >> 8) + 1);
}

/* What a list has of the block: its next runs, which stand one behind the other. */
static struct posting_run next_of(struct finding_list *list, uint32_t begin)
{
	struct posting_run all = {.count = 0};

	for (; list->next_run < list->posting.runs; list->next_run++) {
		struct posting_run run = posting_run(&list->posting, list->next_run);
		if (run.first != begin)
			break;
		if (all.count == 0)
			all = run;
		else
			all.count += run.count;
	}
	return all;
}

/* Where a list goes on; what comes behind it the processor then fetches by itself. */
static void fetch_list(const struct finding_list *list)
{
	if (list->left_out || list->next_run == list->posting.runs)
		return;
	struct posting_run run = posting_run(&list->posting, list->next_run);
	for (uint32_t i = 0; i < run.count && i < THINGS_AHEAD; i += LINE_THINGS) {
		fetch(run.things + i);
		fetch(run.weights + i);
	}
}

void finding_sums_add(struct finding *finding, const struct finding_sums *sums, uint32_t begin, uint32_t end)
{
	size_t words = BITS_WORDS(end - begin);

	memset(sums->kinds, 0, words * 64 * sizeof sums->kinds[0]);
	memset(sums->words, 0, words * 64 * sizeof sums->words[0]);
	for (size_t i = 0; i < finding->list_count; i++) {
		struct finding_list *list = &finding->lists[i];
		if (i + 1 < finding->list_count)
			fetch_list(list + 1);
		if (list->left_out)
			continue;
		struct posting_run run = next_of(list, begin);
		if (list->kinds_rate > 0)
			add_run(&run, list->kinds_rate, sums->kinds);
		if (list->words_rate > 0)
			add_run(&run, list->words_rate, sums->words);
	}
}

/* ---- asking everybody ---- */

/* Of 64 enterprises those who have so much, a bit each. A loop without a branch, and its numbers all of 16 bits: the
 * compiler asks many at once. */
static uint64_t who_has(const struct finding_sums *sums, uint32_t at, const uint8_t *lengths)
{
	static const uint8_t bit[64] = {
		1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128,
		1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128,
		1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128,
		1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128,
	};
	const uint16_t *kinds = sums->kinds + at, *words = sums->words + at;
	uint16_t rate = sums->common_rate, shift = sums->common_shift, up = (uint16_t)((1U << shift) - 1);
	uint16_t enough = (uint16_t)sums->enough;
	uint8_t has[64];
	uint64_t bits = 0;

	for (unsigned i = 0; i < 64; i++) {
		uint16_t common = (uint16_t)(rate * lengths[i] + up);
		uint16_t sum = (uint16_t)(kinds[i] + words[i] + (uint16_t)(common >> shift));
		has[i] = sum >= enough ? bit[i] : 0;
	}
	for (unsigned byte = 0; byte < 8; byte++) {
		uint64_t eight;
		memcpy(&eight, has + 8 * byte, sizeof eight);
		bits |= (eight * UINT64_C(0x0101010101010101) >> 56) << 8 * byte; /* all eight added */
	}
	return bits;
}

uint32_t finding_sums_list(const struct finding *finding, const struct finding_sums *sums, uint32_t begin,
	uint32_t end, uint32_t *list)
{
	const uint8_t *lengths = finding->part->common_kinds.lengths + begin;
	const uint64_t *told = finding->told + begin / 64;
	uint32_t count = 0;

	if (sums->enough > SUM_MOST)
		return 0;
	for (uint32_t at = 0; at < end - begin; at += 64) {
		uint64_t bits = told[at / 64] & who_has(sums, at, lengths + at);
		for (; bits != 0; bits &= bits - 1) {
			uint32_t i = at + bit_lowest(bits);
			float left = finding_units_left(finding, finding_sums_kinds(sums, i) +
				finding->common_rate * lengths[i], finding_sums_words(sums, i) + finding->words_rest);
			list[count] = begin + i;
			count += finding_is_enough(finding, begin + i, left);
		}
	}
	return count;
}
