/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Who may fit a demand: the enterprises of a part of the index, each with a bound that its score does not
 * exceed. Internal to the engine.
 *
 * What an enterprise has of kinds and of words, in all of its texts together, bounds what any of its offerings
 * has, and what both leave by the formula (matching_score.h) bounds its score; so a score that is to be reached
 * asks for so many words of one who has so much of kinds. What many have and what adds little is not gone
 * through: of common kinds each has at most what the lengths say (common_kinds.h), of the other lists everybody
 * is taken to have all. Who may still reach it is asked for the kinds of each offering, before any word is read.
 *
 * The higher the score that is asked for, the fewer remain. So it goes in two steps: who has the most of those
 * terms that few have (finding_likely) is scored first, and with the scores that are found then, everybody else is
 * looked for (finding_rest).
 */
#ifndef TORV_MATCHING_FIND_H
#define TORV_MATCHING_FIND_H

#include "lib/demand_terms.h"
#include "lib/matching_score.h"
#include "lib/scratch.h"

#define FINDING_LISTS (GROUPS_MOST * GROUP_WAYS_MOST + DEMAND_NODES_MOST)
#define FINDING_LEVELS 256
#define FINDING_LIKELY 256 /* the most that finding_likely gives */

/* Points for nearness are had by some only, so there is more to reach for all others. */
enum finding_seat { SEATED_NEAR, SEATED_FAR, FINDING_SEATS };

struct finding_list { /* the enterprises that have a term */
	struct posting posting;
	uint32_t term;
	uint32_t next_run; /* the first one that is not gone through yet */
	float worth;        /* what one who has it in full has by it, by how many have it */
	float kind;         /* of the demand: the node's weight; 0: it is a word */
	uint16_t first_use; /* of the demand's terms */
	bool left_out;      /* it is not gone through */
	uint64_t each;      /* what it adds to a sum (matching_lists.h), by 255th */
	uint16_t kinds_rate, words_rate; /* the same in what matching_sums.h adds up */
};

struct finding {
	uint32_t count; /* how many were found: finding_at */
	uint32_t ends[FINDING_LEVELS]; /* of them, by level, the highest level first */
	/* how far it is: */
	const struct snapshot *part;
	const uint64_t *told; /* who delivers to the place, and is not left out; in the scratch */
	const struct prepared *demand;
	struct demand_terms *terms;
	struct scratch *scratch;
	const uint64_t *near; /* who may have points for nearness; NULL: nobody; in the scratch, too */
	double left_most[FINDING_SEATS]; /* what may be left by the formula */
	double words_unit;      /* a unit of a sum's words, in weights of groups */
	uint32_t words_rest;    /* what everybody may have of words that are left out */
	uint32_t common_rate;   /* what a length of common kinds adds to a sum's kinds */
	uint8_t columns[COMMON_MOST]; /* those of the common kinds that the demand has, */
	uint32_t column_rates[COMMON_MOST]; /* and what each adds */
	uint32_t column_count;
	size_t list_count;
	uint32_t likely_count;
	double most[FINDING_SEATS][FINDING_LEVELS]; /* points that nobody exceeds, by levels of what is left, */
	uint8_t levels[FINDING_SEATS][FINDING_LEVELS]; /* and the level of these points */
	float kinds_left[FINDING_LEVELS], words_left[FINDING_LEVELS]; /* by steps, at least */
	struct finding_list lists[FINDING_LISTS]; /* the worthiest first */
	uint32_t likely[FINDING_LIKELY];
};

/* Leaves out who is in `gone`, who may not take what is reserved, and who does not deliver to the place. Uses the
 * scratch until finding_end. */
void finding_begin(struct finding *finding, const struct snapshot *part, const uint64_t *gone,
	const struct prepared *demand, struct demand_terms *terms, struct scratch *scratch);

/* Some who probably fit best, in `likely`: about `wanted`; none where everybody is looked at soon enough. */
void finding_likely(struct finding *finding, size_t wanted);

/* All others who may reach `minimum`. */
void finding_rest(struct finding *finding, double minimum);

/* Of those who were found: the enterprise, and the words that it has at most. */
struct found_bound {
	uint32_t number;
	uint32_t units; /* of sums, */
	double words;   /* and in weights of groups */
};

struct found_bound finding_at(const struct finding *finding, uint32_t at);

/* What is left, at least, to one of its documents by the kinds that this has. */
double finding_left(const struct finding *finding, const struct found_bound *bound, uint32_t document);

/* Points that nobody exceeds to whom so much is left, however well it fits beside. */
double finding_most(const struct finding *finding, const struct found_bound *bound, double left);

/* Points that nobody of a level, or of a later one, exceeds. */
static inline double finding_level_most(size_t level)
{
	return 100.0 - 100.0 * (double)level / (FINDING_LEVELS - 1);
}

static inline enum finding_seat finding_seat(const struct finding *finding, uint32_t number)
{
	return finding->near != NULL && bit_has(finding->near, number) ? SEATED_NEAR : SEATED_FAR;
}

/* Gives the scratch back. */
void finding_end(struct finding *finding);

#endif
