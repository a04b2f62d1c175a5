/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What each enterprise of a part has of a demand's lists, added up: by the blocks of the postings, and in 16 bits, so
 * that the sums of a block stay in the cache and everybody can be asked soon whether it is enough, many at once.
 * Internal to the engine.
 *
 * Kinds and words have a sum each, in units such that all lists together fit into 16 bits, rounded up: a sum may be a
 * little more than what one has, never less. What one has of common kinds is not in it (common_kinds.h), but what
 * their length says is asked for with it.
 *
 * What the formula leaves is known by the sum of both (score_rates in matching_score.h), so the units are such that one
 * of kinds tells as much as one of words, and everybody is asked for a number that both, and the length, make together.
 */
#ifndef TORV_MATCHING_SUMS_H
#define TORV_MATCHING_SUMS_H

#include "lib/matching_find.h"

struct finding_sums {
	double kinds_unit, words_unit; /* so many units of matching_lists.h */
	uint32_t enough; /* of both; more than UINT16_MAX: nobody has it */
	uint16_t common_rate, common_shift; /* what the length of common kinds adds: rate * length >> shift */
	uint16_t *kinds, *words; /* by enterprise of a block; the finding's scratch has them */
};

/* Of a finding whose lists are chosen. */
void finding_sums_begin(struct finding *finding, struct finding_sums *sums);

/* Adds up a block, all of them in ascending order: the enterprises from `begin`, a multiple of POSTING_BLOCK, to before
 * `end`. */
void finding_sums_add(struct finding *finding, const struct finding_sums *sums, uint32_t begin, uint32_t end);

/* Lists those of it who may be told and may have enough, were they to have all of the common kinds that their lengths
 * allow; returns how many. */
uint32_t finding_sums_list(const struct finding *finding, const struct finding_sums *sums, uint32_t begin,
	uint32_t end, uint32_t *list);

/* What is added up of a thing of the block, in units of matching_lists.h. */
static inline uint32_t finding_sums_kinds(const struct finding_sums *sums, uint32_t thing)
{
	return (uint32_t)(sums->kinds[thing] * sums->kinds_unit + 1.0);
}

static inline uint32_t finding_sums_words(const struct finding_sums *sums, uint32_t thing)
{
	return (uint32_t)(sums->words[thing] * sums->words_unit + 1.0);
}

#endif
