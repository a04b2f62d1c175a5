/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/search_hits.h"

#include <stdlib.h>
#include <string.h>

#include "lib/string_table.h" /* grow */

#define PAGE_SIZE 20

void hits_begin(struct hits *hits, size_t page, size_t page_size)
{
	size_t size = page_size == 0 ? PAGE_SIZE : page_size;
	size_t number = page == 0 ? 0 : page - 1;

	*hits = (struct hits){.from = 0, .most = 0};
	if (number < SIZE_MAX / size - 1) { /* else the page is beyond all hits */
		hits->from = number * size;
		hits->most = hits->from + size;
	}
}

static void sink(struct hits *hits, size_t at)
{
	struct ranked moving = hits->heap[at];

	for (size_t child; (child = 2 * at + 1) < hits->count; at = child) {
		if (child + 1 < hits->count && ranked_is_better(&hits->heap[child], &hits->heap[child + 1]))
			child++;
		if (ranked_is_better(&hits->heap[child], &moving))
			break;
		hits->heap[at] = hits->heap[child];
	}
	hits->heap[at] = moving;
}

static void rise(struct hits *hits, size_t at)
{
	struct ranked moving = hits->heap[at];

	for (; at > 0 && ranked_is_better(&hits->heap[(at - 1) / 2], &moving); at = (at - 1) / 2)
		hits->heap[at] = hits->heap[(at - 1) / 2];
	hits->heap[at] = moving;
}

void hits_keep(struct hits *hits, const struct ranked *hit)
{
	if (hits->count == hits->most) {
		hits->heap[0] = *hit;
		sink(hits, 0);
		return;
	}
	if (hits->count == hits->room) {
		hits->room = 2 * hits->room + 32;
		hits->heap = grow(hits->heap, hits->room, sizeof *hits->heap);
	}
	hits->heap[hits->count] = *hit;
	rise(hits, hits->count++);
}

static int best_first(const void *a, const void *b)
{
	return ranked_is_better(a, b) ? -1 : ranked_is_better(b, a);
}

size_t hits_settle(struct hits *hits)
{
	if (hits->count > 1)
		qsort(hits->heap, hits->count, sizeof *hits->heap, best_first);
	return hits->count > hits->from ? hits->count - hits->from : 0;
}

void hits_close(struct hits *hits)
{
	free(hits->heap);
	hits->heap = NULL;
}
