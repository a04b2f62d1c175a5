/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A list of words that analysis knows by itself: sorted by bytes, so that it is searched by halving (a test sees to it).
 * Words stand in their base form (analysis.h). Internal to analysis.
 */
#ifndef TORV_WORD_LIST_H
#define TORV_WORD_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct word_list {
	const char *const *at; /* ends with NULL, which is not counted */
	size_t count;
};

#define WORD_LIST(words) {(words), sizeof(words) / sizeof((words)[0]) - 1}

bool word_list_has(const struct word_list *list, const char *word);

/* Whether one of a list of beginnings begins the word; none of them may begin another. */
bool word_list_begins(const struct word_list *list, const char *word);

#endif
