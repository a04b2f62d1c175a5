/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Who may fit a demand: the enterprises of a part of the index, each with a bound that its score does not
 * exceed. Internal to the engine.
 *
 * The logarithm of what the formula (matching_score.h) leaves is at most a sum: for each term of the demand
 * that an enterprise has, in any of its texts, a rate times how much of it there is. So a score that is to be
 * reached asks for a least sum. Terms that many have and that add little are not gone through: they are
 * taken as had in full by everybody. The higher the score that is asked for, the fewer terms must be gone
 * through. So it goes in two steps: who has the most of those terms that few have (finding_likely) is scored
 * first, and with the scores that are found then, everybody else is looked for (finding_rest).
 */
#ifndef TORV_MATCHING_FIND_H
#define TORV_MATCHING_FIND_H

#include "lib/demand.h"
#include "lib/matching_score.h"
#include "lib/scratch.h"

#define FINDING_LISTS (GROUPS_MOST * GROUP_WAYS_MOST + DEMAND_NODES_MOST)
#define FINDING_LEVELS 256
#define FINDING_LIKELY 256 /* the most that finding_likely gives */

#define FINDING_BLOCK 8192 /* enterprises whose sums are in the cache */

struct finding_list { /* the enterprises that have a term */
	struct posting posting;
	uint32_t at;   /* how far it was gone through */
	double worth;  /* what having it in full adds to the sum, by the enterprise that has it */
	struct score_rates rates; /* what it adds */
	uint64_t each; /* the same as parts of a sum (matching_find.c) */
};

struct finding {
	/* what was found: */
	const uint32_t *list; /* enterprises, those with the highest bound first; of the scratch */
	uint32_t count;
	uint32_t ends[FINDING_LEVELS]; /* into list, by level, the highest level first */
	double most[FINDING_LEVELS];   /* points that nobody of the level exceeds, where somebody is on it */
	/* how far it is: */
	const struct snapshot *part;
	const uint64_t *gone;        /* who is left out; NULL: nobody */
	const uint64_t *delivers[2]; /* who delivers to the place: either; NULL: nobody */
	const struct prepared *demand;
	struct scratch *scratch;
	struct score_rates rates, to_share; /* what a share adds to the sum; and from parts of a sum to shares */
	double unit;                 /* of the sums */
	size_t list_count, used;     /* of lists; gone through */
	struct score_rates rest;     /* the shares that the lists that are not gone through may add */
	uint64_t least;              /* that sums have to reach, */
	double left_most;            /* and what may be left by the formula */
	uint32_t likely_count;
	struct finding_list lists[FINDING_LISTS]; /* what costs most for what it adds comes last */
	uint32_t likely[FINDING_LIKELY];
};

/* Leaves out who is in `gone` and who does not deliver to the place. Uses the scratch until finding_rest is
 * done, and the list as long as it is read. */
void finding_begin(struct finding *finding, const struct snapshot *part, const uint64_t *gone,
	const struct prepared *demand, struct scratch *scratch);

/* Some who probably fit best, in `likely`: about `wanted`; none where everybody is looked at soon enough. */
void finding_likely(struct finding *finding, size_t wanted);

/* All others who may reach `minimum`. */
void finding_rest(struct finding *finding, double minimum);

#endif
