/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The words of a search: what each may be met by, and which things meet them all. Internal to the
 * engine. A visitor reads in one language and may search in another: a word is read in all three.
 */
#ifndef TORV_SEARCH_WORDS_H
#define TORV_SEARCH_WORDS_H

#include "lib/snapshot.h"

#define SEARCH_WORDS_MOST 16
#define WAYS_MOST 96

struct way { /* a term that meets a word, and how well, 0 to 1 */
	uint32_t term;
	float quality;
};

struct search_word {
	struct way ways[WAYS_MOST];
	size_t count;
};

struct search_words {
	struct search_word at[SEARCH_WORDS_MOST];
	size_t count; /* 0: nothing was asked for by words */
};

void search_words_read(const struct snapshot *snapshot, const char *text, enum language language,
	struct search_words *out);

/* By thing: how many of the words it meets (all of them: met == words.count), and how well. */
struct search_scores {
	uint8_t *met;
	float *score;
};

/* owners: the thing of each vector; NULL: its own number. Lives in mem. */
struct search_scores search_words_find(const struct snapshot *snapshot, const struct vectors *vectors,
	const struct document *owners, uint32_t things, const struct search_words *words,
	struct arena *mem);

/* Whether a code begins with what a filter says: digits; 8 digits stand for their group. */
bool cpv_begins(cpv_number code, const char *filter);

#endif
