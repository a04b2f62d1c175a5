/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What each enterprise of a part has of a demand's lists, added up: by the blocks of the postings, and in few bits, so
 * that the sums of a block stay in the cache and everybody can be asked soon whether it is enough. Internal to the
 * engine.
 *
 * A sum has 16 bits for kinds above 16 for words, in units such that all lists together fit, rounded up: it may be a
 * little more than what one has, never less. What one has of common kinds is not in it (common_kinds.h), but what
 * their length says is asked for with it.
 */
#ifndef TORV_MATCHING_SUMS_H
#define TORV_MATCHING_SUMS_H

#include "lib/matching_find.h"

#define SUMS_STEPS 1024 /* of kinds, for which the words that are enough are known */

struct finding_sums {
	double kinds_unit, words_unit;   /* so many units of matching_lists.h */
	uint32_t commons[UINT8_MAX + 1]; /* what common kinds add, by their length */
	uint16_t enough[SUMS_STEPS];     /* words; UINT16_MAX: more than anybody has */
	uint32_t *of;                    /* by enterprise of a block; the finding's scratch has them */
};

/* Of a finding whose lists are chosen. Until the sums are no longer asked for, nobody sorts. */
void finding_sums_begin(struct finding *finding, struct finding_sums *sums);

/* Adds up a block, all of them in ascending order: the enterprises from `begin`, a multiple of POSTING_BLOCK, to before
 * `end`. */
void finding_sums_add(struct finding *finding, const struct finding_sums *sums, uint32_t begin, uint32_t end);

/* Lists those of it who may have enough; returns how many. */
uint32_t finding_sums_list(const struct finding *finding, const struct finding_sums *sums, uint32_t begin,
	uint32_t end, uint32_t *list);

#endif
