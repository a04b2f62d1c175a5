/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Who may fit a demand, best first: the enterprises of a part of the index, each with a bound that its score
 * does not exceed. Internal to the engine.
 *
 * For each term of the demand that an enterprise has, in any of its texts, its weight there is added to what it has
 * of the demand's codes, kinds of thing and words. The formula (matching_score.h) of these sums is the bound:
 * one offering has no more than all together. Terms that many have and that add little are not gone
 * through: they are taken as had in full by everybody. Who has none but those cannot reach the minimum: the
 * logarithm of what the formula leaves is at most a sum of rates (score_rates), and theirs is too small.
 */
#ifndef TORV_MATCHING_FIND_H
#define TORV_MATCHING_FIND_H

#include "lib/demand.h"
#include "lib/matching_score.h"
#include "lib/scratch.h"

#define LEVELS_OF_BOUND 201

struct finding {
	uint32_t *list;      /* enterprises, those with the highest bound first; of the scratch */
	uint32_t count;
	uint32_t ends[LEVELS_OF_BOUND]; /* into list, by level, the highest level first */
	double most[LEVELS_OF_BOUND];   /* points that nobody of the level exceeds */
};

/* All who may reach `minimum`, but who is left out by `gone` (NULL: nobody) or does not deliver to the place.
 * Uses the scratch until the list is not needed any more. */
void matching_find(const struct snapshot *part, const uint64_t *gone, const struct prepared *demand,
	double minimum, struct scratch *scratch, struct finding *out);

#endif
