/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_found.h"

#include <math.h>
#include <stdlib.h>

#include "lib/string_table.h" /* grow */

void found_add(struct found_list *list, const struct found *found)
{
	if (list->count == list->room) {
		list->room = 2 * list->room + 64;
		list->at = grow(list->at, list->room, sizeof *list->at);
	}
	list->at[list->count++] = *found;
}

void found_close(struct found_list *list)
{
	free(list->at);
}

static int best_first(const void *a, const void *b)
{
	const struct found *left = a, *right = b;

	if (left->score.total != right->score.total)
		return left->score.total < right->score.total ? 1 : -1;
	return left->order < right->order ? -1 : left->order > right->order;
}

void found_sort(struct found_list *list, size_t limit)
{
	if (list->count > 0)
		qsort(list->at, list->count, sizeof *list->at, best_first);
	if (limit > 0 && list->count > limit)
		list->count = limit;
}

/* ---- the best ---- */

void best_add(struct best_scores *best, double score)
{
	size_t at = 0;

	if (best->limit == 0 || (best->count == best->limit && score <= best->at[0]))
		return;
	if (best->count < best->limit) {
		for (at = best->count++; at > 0 && best->at[(at - 1) / 2] > score; at = (at - 1) / 2)
			best->at[at] = best->at[(at - 1) / 2];
		best->at[at] = score;
		return;
	}
	for (size_t child; (child = 2 * at + 1) < best->count; at = child) {
		if (child + 1 < best->count && best->at[child + 1] < best->at[child])
			child++;
		if (best->at[child] >= score)
			break;
		best->at[at] = best->at[child];
	}
	best->at[at] = score;
}

double best_least(const struct best_scores *best, double minimum)
{
	return best->limit > 0 && best->count == best->limit ? fmax(minimum, best->at[0]) : minimum;
}
