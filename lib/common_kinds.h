/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Kinds of thing that many enterprises have: the upper nodes of the CPV tree, and what their words happen to say
 * beside. Their postings are long and each tells little, so a demand does not go through them. Instead it asks,
 * first, how much all of them together can bring at most: the squares of an offering's kinds add up to no more than 1, and a
 * part of them brings no more than the length of that part of the offering times the length of that part of the
 * demand (Cauchy and Schwarz). Of the few who may still fit then it reads the row: how much of each of these kinds
 * an enterprise has. Internal to the engine.
 */
#ifndef TORV_COMMON_KINDS_H
#define TORV_COMMON_KINDS_H

#include <stdint.h>

struct passing;
struct snapshot;

#define COMMON_MOST 64 /* a row is a line of the cache */
/* A length of 1; rounding up may make one a little longer. */
#define COMMON_WHOLE 240

struct common_kinds {
	uint32_t count;
	uint32_t terms[COMMON_MOST]; /* those that most have come first */
	uint8_t *rows;    /* by enterprise: COMMON_MOST weights, each the most that any of its offerings has */
	/* by enterprise, and of whole words of a set: the greatest of its offerings, in COMMON_WHOLEths, rounded up */
	uint8_t *lengths;
	uint8_t usual;    /* nine of ten have no greater one */
};

/* Of a snapshot that has its directory. */
void common_kinds_open(struct common_kinds *common, const struct snapshot *snapshot);
void common_kinds_close(struct common_kinds *common);
/* Of so many enterprises (passing.h). */
void common_kinds_pass(struct passing *p, struct common_kinds *common, uint32_t enterprises);

#endif
