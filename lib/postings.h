/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Postings: for each term the things that have it, ascending, and how much of it, 1 to 255 (of what the
 * thing could have of it, rounded up). Internal to the engine.
 *
 * A thing's number stands in 16 bits, as its place in a block of 65,536 things. So a list is read by runs, each of
 * things of one block:
 *
 *	struct posting posting = postings_of(postings, term);
 *	for (uint32_t r = 0; r < posting.runs; r++) {
 *		struct posting_run run = posting_run(&posting, r);
 *		for (uint32_t i = 0; i < run.count; i++)
 *			... run.first + run.things[i] has run.weights[i] ...
 *	}
 *
 * A list stands in one piece of memory: its table, its things, its weights. The table of a long list says where the
 * runs end, of a short one (where this takes less) which block each thing is of; where there is but one block,
 * there is no table.
 */
#ifndef TORV_POSTINGS_H
#define TORV_POSTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WEIGHT_WHOLE 255
#define TERMS_MOST (1U << 24) /* terms beyond are not kept */

#define POSTING_BLOCK 65536U /* things */

struct passing;

struct postings {
	uint32_t *begins; /* by term, into lists; terms + 1 of them */
	uint16_t *lists;
	uint32_t terms, blocks;
};

struct posting { /* of one term */
	const uint16_t *table, *things;
	const uint8_t *weights; /* of all its things */
	uint32_t count;
	uint32_t runs; /* one for each block; of a short list one for each thing */
	bool is_short;
};

struct posting_run {
	const uint16_t *things;
	const uint8_t *weights;
	uint32_t count; /* perhaps 0 */
	uint32_t first; /* of its block: where things are 0 */
};

/* Empty for a term that came later than the postings. */
struct posting postings_of(const struct postings *postings, uint32_t term);

/* It will be asked for soon. */
void postings_fetch(const struct postings *postings, uint32_t term);

/* How much one of the things that there are has of it; 0 when it has none. */
uint8_t posting_weight(const struct posting *posting, uint32_t thing);

size_t postings_size(const struct postings *postings);
void postings_close(struct postings *postings);
void postings_pass(struct passing *p, struct postings *postings); /* passing.h */

/* ---- making them ---- */

/* What things have, in ascending order of things: each says its terms, no term twice. */
struct posting_pairs {
	struct posting_block *first, *last; /* of terms with their weights */
	uint32_t *ends; /* by thing, how many pairs it and those before it have */
	struct posting_place *places; /* by term */
	uint32_t things, thing_room, terms, count;
};

/* For terms below `terms`, and at most so many things. */
void pairs_begin(struct posting_pairs *pairs, uint32_t terms, uint32_t things);
void pairs_add(struct posting_pairs *pairs, uint32_t term, uint8_t weight);
/* The term will be added soon. */
void pairs_fetch(const struct posting_pairs *pairs, uint32_t term);
/* The present thing is complete, the next one begins. */
void pairs_next(struct posting_pairs *pairs);
/* Makes the postings of several parts, the things of each numbered after those of the part before; on as many cores
 * as there are parts. Gives the pairs back. */
struct postings pairs_end(struct posting_pairs *parts, size_t count);

/* ---- reading them ---- */

/* Where a run ends that is not the last one: in two halves, the lower one first. */
static inline uint32_t posting_run_end(const struct posting *posting, uint32_t run)
{
	return posting->table[2 * run] | (uint32_t)posting->table[2 * run + 1] << 16;
}

static inline struct posting_run posting_run(const struct posting *posting, uint32_t run)
{
	if (posting->is_short)
		return (struct posting_run){posting->things + run, posting->weights + run, 1,
			posting->table[run] * POSTING_BLOCK};
	uint32_t from = run == 0 ? 0 : posting_run_end(posting, run - 1);
	uint32_t to = run + 1 == posting->runs ? posting->count : posting_run_end(posting, run);
	return (struct posting_run){posting->things + from, posting->weights + from, to - from, run * POSTING_BLOCK};
}

/* 0 to 1 as 0 to 255, rounded up. */
static inline uint8_t weight_byte(float weight)
{
	float whole = weight * (float)WEIGHT_WHOLE;
	int byte = (int)whole;

	byte += (float)byte < whole;
	return (uint8_t)(byte > WEIGHT_WHOLE ? WEIGHT_WHOLE : byte);
}

#endif
