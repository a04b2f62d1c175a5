/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The hits of a search: all are counted, those up to the page that is shown are kept, in a heap whose root
 * is the worst of them. Internal to the engine.
 */
#ifndef TORV_SEARCH_HITS_H
#define TORV_SEARCH_HITS_H

#include "lib/search.h"

struct ranked {
	double score;
	uint64_t order; /* of equal scores the lowest comes first */
	int64_t id;
};

struct hits {
	size_t total;
	size_t from, most; /* the page: [from, most) of all hits */
	struct ranked *heap;
	size_t count, room;
};

void hits_begin(struct hits *hits, size_t page, size_t page_size);
void hits_add(struct hits *hits, double score, uint64_t order, int64_t id);
/* The page, best first, in mem. Gives the memory back. */
struct search_hit *hits_end(struct hits *hits, struct arena *mem, size_t *count);

#endif
