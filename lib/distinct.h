/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Things of one size of which many are the same: each is kept once and has a number, from 0 in the order in
 * which they came. Two are the same when their bytes are: a thing has no padding.
 */
#ifndef TORV_DISTINCT_H
#define TORV_DISTINCT_H

#include <stddef.h>
#include <stdint.h>

struct distinct {
	void *at; /* the things */
	uint32_t count, room;
	size_t size;     /* of one: a multiple of 8 */
	uint32_t *slots; /* number and one; 0: free */
	uint32_t mask;
};

struct distinct distinct_begin(size_t size);
/* The number of such a thing; a new one when it is not there. */
uint32_t distinct_number(struct distinct *distinct, const void *thing);
/* Gives the things, which are the caller's to free, and forgets how to find them. */
void *distinct_end(struct distinct *distinct);

#endif
