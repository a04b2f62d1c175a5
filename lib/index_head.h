/* SPDX-License-Identifier: MPL-2.0 */
/* The head of an index in a file, the sum of its bytes, and its folder. Internal to index_file.c and index_file_write.c. */
#ifndef TORV_INDEX_HEAD_H
#define TORV_INDEX_HEAD_H

#include "lib/collection.h" /* struct index_name */
#include "lib/engine_mark.h"
#include "lib/passing.h"

#define INDEX_MAGIC "TorvIdx" /* with its NUL */

struct index_head { /* what follows it begins with a line of the cache */
	char magic[8];
	uint64_t size; /* of the file */
	uint64_t sum;  /* of all that follows, then of the head with a sum of 0 */
	struct engine_mark engine;
	struct index_name name;
	unsigned char rest[56]; /* 0 */
};

_Static_assert(sizeof(struct index_head) == 2 * PASSING_LINE, "no bytes between");

/* Eight numbers side by side, for one step waits for the one before. Each step can be undone, so one byte that is another
 * makes another sum for certain, and many do but for one case in 2^64. */
#define INDEX_LANES 8

struct index_sum {
	uint64_t lanes[INDEX_LANES]; /* 0 */
};

/* Whole lines; a rest is passed over. */
void index_sum_add(struct index_sum *sum, const void *bytes, size_t size);
/* With the head, whatever sum it has. */
uint64_t index_sum_end(struct index_sum *sum, struct index_head head);

/* The folder, where one may write; -1 when nothing can be kept there, and why (index_file_fault). */
int index_folder_open(const char *folder, const char **fault);

#endif
