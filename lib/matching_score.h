/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The score of a demand and an enterprise: the formula, its weights in one table, and the reasons.
 *
 * An enterprise is as good as the best of its offerings that is delivered there. For one offering:
 *
 *	codes = the closest pair of CPV codes (table `closeness`), 0 to 1, times the certainty of a code
 *	        that was only read from the text; of several codes of the demand the best counts most
 *	words = 1 - exp(-W_STEEPNESS * agreement), agreement being what share of the demand's telling
 *	        words the offering has (demand.h), its pitch helping a little
 *	        (times W_OTHER_CODES when both have codes and not even a division in common)
 *	relevance = 1 - (1 - W_CODES * codes) * (1 - W_WORDS * words)
 *	score = W_RELEVANCE * relevance + fit * min(1, relevance / W_FIT_NEEDS)
 *
 * where fit adds points for delivery and nearness, enough capacity and lead time, and takes points
 * away where capacity or time are too small. Fit alone never makes a match.
 */
#ifndef TORV_MATCHING_SCORE_H
#define TORV_MATCHING_SCORE_H

#include "lib/demand.h"

enum weight_name {
	W_RELEVANCE,
	W_CODES,
	W_WORDS,
	W_STEEPNESS,
	W_PITCH,
	W_OTHER_CODES,
	W_FIT_NEEDS,
	W_DELIVERS,
	W_SEATED,
	W_NEIGHBOUR,
	W_REGION,
	W_RESERVED,
	W_CAPACITY,
	W_CAPACITY_SMALL,
	W_LEAD_TIME,
	W_LEAD_TIME_LONG,
	WEIGHTS,
};

struct weight {
	const char *name;
	double value;
	const char *what;
};

extern const struct weight weights[WEIGHTS];

/* What the score is made of. */
struct score {
	double total; /* 0 to 100 */
	double codes_points, words_points;
	double node_points;  /* of the node that brought most, */
	uint32_t node_entry; /* a code that has it, */
	bool node_is_given;  /* and whether both sides gave it: else it was read from a text */
	uint32_t document; /* number of the best offering within the supplier */
	double delivers_points, near_points, reserved_points, capacity_points, lead_time_points;
	enum { NEAR_NOT, NEAR_SEATED, NEAR_NEIGHBOUR, NEAR_REGION } near;
};

/* False when a hard rule excludes the enterprise. */
bool score_supplier(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, day today, struct score *out);

/* The reasons as JSON (reasons.h). */
const char *score_reasons(const struct snapshot *snapshot, struct arena *mem,
	const struct prepared *demand, const struct supplier *supplier, const struct score *score);

#endif
