/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The hits of a search: all are counted, those up to the page that is shown are kept, in a heap whose root
 * is the worst of them. Internal to the engine.
 */
#ifndef TORV_SEARCH_HITS_H
#define TORV_SEARCH_HITS_H

#include "lib/snapshot.h"

struct ranked {
	double score; /* in any unit, the higher the better */
	uint64_t order; /* of equal scores the lowest comes first */
	const struct snapshot *part;
	uint32_t number; /* in its part */
};

struct hits {
	size_t total;
	size_t from, most; /* the page: [from, most) of all hits */
	struct ranked *heap;
	size_t count, room;
};

void hits_begin(struct hits *hits, size_t page, size_t page_size);
/* Puts a hit among those that are kept; hits_offer asks whether it belongs there. */
void hits_keep(struct hits *hits, const struct ranked *hit);
/* The hits of the page, best first, are heap[from] to heap[count - 1]; returns how many they are. */
size_t hits_settle(struct hits *hits);
void hits_close(struct hits *hits);

static inline bool ranked_is_better(const struct ranked *a, const struct ranked *b)
{
	if (a->score > b->score || a->score < b->score)
		return a->score > b->score;
	return a->order < b->order;
}

/* Keeps it when it belongs there. */
static inline void hits_offer(struct hits *hits, const struct ranked *hit)
{
	if (hits->count < hits->most || (hits->most > 0 && ranked_is_better(hit, &hits->heap[0])))
		hits_keep(hits, hit);
}

static inline void hits_add(struct hits *hits, const struct ranked *hit)
{
	hits->total++;
	hits_offer(hits, hit);
}

#endif
