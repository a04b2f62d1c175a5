/* SPDX-License-Identifier: MPL-2.0 */
/* Work that is done in parts, each on a thread of its own, as many as there are cores. */
#ifndef TORV_PARALLEL_H
#define TORV_PARALLEL_H

#include <stddef.h>

#define PARTS_OF_WORK_MOST 16

/* Into how many parts it pays to divide so much work, when a part should have `least` at least. */
size_t parallel_parts(size_t count, size_t least);

/* Calls work for each part with its share [from, to) of count, and returns when all are done. What they
 * have in common they may only read. */
void parallel_run(size_t parts, size_t count,
	void (*work)(void *context, size_t part, size_t from, size_t to), void *context);

#endif
