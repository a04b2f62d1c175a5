/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The lists that a demand asks for, one for each of its terms: what having a term adds to the sums of
 * matching_find.c, and which lists are not gone through, since so many have the term, or it adds so little, that
 * taking it as had by everybody costs less. Internal to the engine.
 */
#ifndef TORV_MATCHING_LISTS_H
#define TORV_MATCHING_LISTS_H

#include "lib/matching_find.h"

/* A sum has two halves: how much an enterprise has of kinds above, of words below, each at most, in units of which
 * SUM_WHOLE is all that one can have (of words, the demand's whole weight; more is as good). Words do not run over into
 * kinds: the groups together weigh at most five times the whole (the eight greatest of GROUPS_MOST), each is met in at
 * most GROUP_WAYS_MOST ways, and a pitch at most doubles it (matching_weights.c): 100 SUM_WHOLE, of 257 that fit. */
#define SUM_UNITS 65536
#define SUM_WHOLE (SUM_UNITS * WEIGHT_WHOLE)
#define SUM_KINDS_AT 32

/* Reads finding->lists, the worthiest first, and what each node adds into the scratch's counts. */
void finding_lists_read(struct finding *finding);

/* Chooses those that are left out where `minimum` is to be reached, and reads what is needed then. */
void finding_lists_choose(struct finding *finding, double minimum);

/* What the formula makes of so many units is known by 255ths: which of them. */
static inline uint32_t finding_step(uint32_t units)
{
	uint32_t step = units / SUM_UNITS;

	return step < FINDING_LEVELS ? step : FINDING_LEVELS - 1;
}

/* What is left at least to one who has so much, in units. */
static inline float finding_units_left(const struct finding *finding, uint32_t kinds, uint32_t words)
{
	return finding->kinds_left[finding_step(kinds)] * finding->words_left[finding_step(words)];
}

static inline bool finding_is_enough(const struct finding *finding, uint32_t number, float left)
{
	return (double)left <= finding->left_most[finding_seat(finding, number)];
}

#endif
