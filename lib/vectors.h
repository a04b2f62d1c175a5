/* SPDX-License-Identifier: MPL-2.0 */
/* Filling the vectors of a snapshot: thing by thing, each from texts and from what is known of it. */
#ifndef TORV_VECTORS_H
#define TORV_VECTORS_H

#include "lib/noted.h"
#include "lib/snapshot.h"
#include "lib/term_set.h"

/* A new thing with these terms; the set is sorted, and stays. */
void vectors_put(struct vectors *vectors, struct term_set *set);
/* Makes the postings, when all things are there. */
void vectors_post(struct vectors *vectors, uint32_t terms);
/* The same as bytes, for a search. */
struct postings vectors_postings(const struct vectors *vectors, uint32_t terms);
/* Gives back the room that was for more. */
void vectors_trim(struct vectors *vectors);
size_t vectors_size(const struct vectors *vectors);
void vectors_close(struct vectors *vectors);
void vectors_pass(struct passing *p, struct vectors *vectors);

/* How texts become terms. */
struct filling {
	const struct vocabulary *vocabulary;
	struct stems *stems;
	struct term_set *into;
	uint32_t *documents; /* by the vocabulary's own terms: how many things have it */
	bool places; /* names of municipalities count, too (for the search, not for the matching) */
};

/* The words of a text, and the parts of compounds with a little less. */
void fill_text(const struct filling *filling, const char *text, enum language language, float weight);
/* The same of a text whose words were noted. */
void fill_noted(const struct filling *filling, struct noted text, float weight);
/* The set is complete but for what is not counted; its terms are in one document more. */
void fill_counted(const struct filling *filling);

#endif
