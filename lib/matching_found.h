/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What was found to fit: enterprises with their scores, or lines with theirs; and of the best of them the score that
 * another one must reach to be wanted still. Internal to the engine.
 */
#ifndef TORV_MATCHING_FOUND_H
#define TORV_MATCHING_FOUND_H

#include "lib/matching_score.h"

struct found {
	struct score score;
	const struct snapshot *part;
	uint32_t number; /* of the enterprise or the line, in its part */
	uint64_t order;
};

struct found_list {
	struct found *at;
	size_t count, room;
};

void found_add(struct found_list *list, const struct found *found);
/* Best first, not more than `limit`; 0: all. */
void found_sort(struct found_list *list, size_t limit);
/* OWNED(found_close) */
void found_close(struct found_list *list);

/* The `limit` best scores so far, as a heap whose root is the lowest of them. */
struct best_scores {
	double *at; /* room for one more than `limit` */
	size_t count, limit;
};

void best_add(struct best_scores *best, double score);
/* What one has at least who is still wanted. */
double best_least(const struct best_scores *best, double minimum);

#endif
