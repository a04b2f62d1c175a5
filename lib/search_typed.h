/* SPDX-License-Identifier: MPL-2.0 */
/* The words of a search while they are read: as they were typed, in each language. Internal to the engine. */
#ifndef TORV_SEARCH_TYPED_H
#define TORV_SEARCH_TYPED_H

#include "lib/search_words.h"

struct typed {
	struct word_seen words[LANGUAGES][SEARCH_WORDS_MOST];
	size_t count[LANGUAGES];
};

void typed_read(const char *text, struct typed *out);

/* Which words are searched for; one that says nothing among others is not. Returns how many. */
size_t typed_wanted(const struct snapshot *s, const struct typed *typed, enum language reader,
	size_t wanted[SEARCH_WORDS_MOST]);

/* The word is met by a term, so well (0 to 1); nothing for NO_TERM. Twice the same term: the better way stays. */
void way_add(const struct snapshot *s, struct search_word *word, uint32_t term, float quality);

/* Does something with what a word looks like, once where languages see the same. */
void typed_each_look(const struct snapshot *s, const struct typed *typed, size_t number, struct search_word *word,
	void (*add)(const struct snapshot *, struct search_word *, const char *));

/* How many things of a snapshot (the context) have a term, of all that can be found. */
uint32_t things_with(const void *snapshot, uint32_t term);

/* ---- words that others write together (search_joined.c) ---- */

#define JOINED_MOST 4

/* Two words that follow each other, as one, with or without a letter that links them: the terms that somebody has. Returns
 * how many; there are few. */
size_t words_joined(const struct snapshot *s, const struct typed *typed, size_t number, uint32_t terms[JOINED_MOST]);

/* The text with those words put together that the thesaurus knows as one; NULL when there are none. */
const char *words_put_together(const struct snapshot *s, struct arena *mem, const char *text, enum language language);

/* In front of what other words were taken for. */
void words_instead_put(struct arena *mem, const char *typed, const char *taken, struct word_instead **list, size_t *count);

/* ---- a word for a kind of thing (search_kinds.c) ---- */

/* Whether an enterprise, or a line, has the term. */
bool word_is_written(const struct snapshot *s, uint32_t term, bool lines);

/* The thesaurus knows the word and none writes it: who supplies what it stands for, or which line asks for that. */
void word_read_kind(const struct snapshot *s, struct scratch *scratch, const struct typed *typed,
	size_t number, enum language language, bool lines, struct search_word *word);

/* ---- a word that nobody has (search_unknown.c) ---- */

/* What was meant by it: words that it is a slip or two away from, or those that are like it. */
void word_read_unknown(const struct snapshot *s, struct scratch *scratch, const struct typed *typed, size_t number,
	struct search_word *word);

#endif
