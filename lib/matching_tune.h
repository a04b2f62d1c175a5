/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Fitting the formula's weights to what enterprises answered: interested says that a match was right, declined as
 * "not what we do" that it was wrong; other refusals say nothing of it. Answers shift nothing by themselves: the
 * weights that come out are shown beside those in use, measured on every third answer, which was not used in
 * fitting, and an administrator accepts them or does not.
 */
#ifndef TORV_MATCHING_TUNE_H
#define TORV_MATCHING_TUNE_H

#include "lib/matching_score.h"
#include "lib/search_index.h"

/* Fewer than this say too little. */
#define TUNE_ANSWERS_LEAST 30

struct tune_answer {
	struct evidence found;
	bool coded; /* the line has codes */
	bool right;
};

struct tuned {
	size_t fitted, held_out;        /* answers */
	double weights[WEIGHTS];        /* after; before are those that were given */
	double loss_before, loss_after; /* mean logarithmic loss on the held-out ones: less is better */
	double right_before, right_after; /* share of them on the right side of the line from which one is told */
};

/* CONFLICT: fewer than TUNE_ANSWERS_LEAST answers, or all of one kind. */
enum err tune_fit(const struct tune_answer *answers, size_t count, const double before[WEIGHTS], double told,
	struct tuned *out);

/* The same with the answers in the database. */
enum err match_tune(struct match_index *index, struct db *db, struct arena *mem, double told, day today,
	double before[WEIGHTS], struct tuned *out);

/* Makes them the weights of all programs; noted in the audit. */
enum err match_tune_accept(struct db *db, struct arena *mem, const struct tuned *tuned);

#endif
