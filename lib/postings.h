/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Postings: for each term the things that have it, ascending, and how much of it, 1 to 255 (of what the
 * thing could have of it, rounded up). Numbers and weights stand in two arrays: a search reads the first
 * of all of them, the second of few. Internal to the engine.
 */
#ifndef TORV_POSTINGS_H
#define TORV_POSTINGS_H

#include <stddef.h>
#include <stdint.h>

#define WEIGHT_WHOLE 255
#define TERMS_MOST (1U << 24) /* terms beyond are not kept */

struct postings {
	uint32_t *begins; /* by term; terms + 1 of them */
	uint32_t terms;
	uint32_t *things;
	uint8_t *weights;
};

struct posting { /* of one term */
	const uint32_t *things;
	const uint8_t *weights;
	uint32_t count;
};

/* Empty for a term that came later than the postings. */
struct posting postings_of(const struct postings *postings, uint32_t term);

size_t postings_size(const struct postings *postings);
void postings_close(struct postings *postings);

/* ---- making them ---- */

/* What things have, in ascending order of things: each says its terms, no term twice. */
struct posting_pairs {
	struct posting_block *first, *last; /* of terms with their weights */
	uint32_t *ends; /* by thing, how many pairs it and those before it have */
	uint32_t *counts; /* by term */
	uint32_t things, thing_room, terms, count;
};

/* For terms below `terms`, and at most so many things. */
void pairs_begin(struct posting_pairs *pairs, uint32_t terms, uint32_t things);
void pairs_add(struct posting_pairs *pairs, uint32_t term, uint8_t weight);
/* The present thing is complete, the next one begins. */
void pairs_next(struct posting_pairs *pairs);
/* Makes the postings of several parts, the things of each numbered after those of the part before; on as many cores
 * as there are parts. Gives the pairs back. */
struct postings pairs_end(struct posting_pairs *parts, size_t count);

/* 0 to 1 as 0 to 255, rounded up. */
static inline uint8_t weight_byte(float weight)
{
	float whole = weight * (float)WEIGHT_WHOLE;
	int byte = (int)whole;

	byte += (float)byte < whole;
	return (uint8_t)(byte > WEIGHT_WHOLE ? WEIGHT_WHOLE : byte);
}

#endif
