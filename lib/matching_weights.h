/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The weights of the formula in matching_score.h: their defaults in one table, and those that an administrator
 * accepted (matching_tune.h), which are kept as the setting "match_weights": "kinds_rate=1.4 words_rate=0.9".
 */
#ifndef TORV_MATCHING_WEIGHTS_H
#define TORV_MATCHING_WEIGHTS_H

#include <stdbool.h>

enum weight_name {
	W_KINDS,
	W_WORDS,
	W_PITCH,
	W_CODED,
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
	double least, most; /* that it may be: within these the bounds of matching_score.h hold */
	const char *what;
};

extern const struct weight weights[WEIGHTS]; /* the defaults */

/* False also for what is no number. */
bool weight_may_be(enum weight_name name, double value);

#define WEIGHTS_SETTING "match_weights"

/* The defaults, and in their place what the text says; what it does not know, what is no number and what a weight may
 * not be is passed over. NULL: the defaults. */
void weights_read(const char *text, double out[WEIGHTS]);

#endif
