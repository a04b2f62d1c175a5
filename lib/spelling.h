/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Words as they were meant: which words of the vocabulary differ from one that nobody has by a slip of the
 * finger. Internal to the engine. A slip is a letter too many, too few or wrong, or two that changed places.
 */
#ifndef TORV_SPELLING_H
#define TORV_SPELLING_H

#include "lib/vocabulary.h"

/* The fewest slips that make one base form of the other, at most `most` (1 or 2); most + 1: it takes more.
 * The tests ask for it by itself. */
unsigned spelling_slips(const char *a, const char *b, unsigned most);

/* The terms of the words, in any language, that begin with the same letter and are the fewest slips away: one,
 * or two in a long word; the commonest first, of those that `common` does not give 0. A short word has none: too
 * many words are like it. Returns how many, at most `most`. */
size_t spelling_find(const struct vocabulary *vocabulary, const char *base,
	uint32_t (*common)(const void *context, uint32_t term), const void *context, uint32_t *terms, size_t most,
	unsigned *slips);

#endif
