/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Terms by their letters: which terms of a vocabulary look like a word that nobody has, or that few have.
 * Internal to the engine. Each term stands under its runs of four letters; a word is like a term
 * as far as they share runs. What stems and compounds miss meets so: "bogbinder" and "indbinding".
 */
#ifndef TORV_GRAMS_H
#define TORV_GRAMS_H

#include "lib/vocabulary.h"

/* Of the terms that the vocabulary has itself (not those of the one below it) and that
 * documents have; general words and nodes are left out. */
struct grams *grams_open(const struct vocabulary *vocabulary);
void grams_close(struct grams **grams);
size_t grams_size(const struct grams *grams);
void grams_pass(struct passing *p, struct grams **grams);

struct gram_like {
	uint32_t term;
	float quality; /* 0 to 1 */
};

/* The terms most like the word (a stem), best first, at most `most`; returns how many. */
size_t grams_find(const struct grams *grams, const char *stem, struct gram_like *out, size_t most);

#define GRAM_LIKES_MOST 5

struct gram_likes {
	uint32_t count;
	struct gram_like at[GRAM_LIKES_MOST]; /* best first */
};

/* The same for a term of the vocabulary itself, kept when it was found once: demands say the same words over and
 * over. Any thread may ask. NULL when the term is not of this vocabulary. */
const struct gram_likes *grams_like(const struct grams *grams, const struct vocabulary *vocabulary, uint32_t term);

#endif
