/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What was worked out once for a thing with a number (a word, a term), kept for all who ask later: demands say the same
 * words over and over. Any thread may ask, and keep what it worked out, at any time; nobody waits. Internal to the engine.
 */
#ifndef TORV_KEPT_H
#define TORV_KEPT_H

#include <stddef.h>
#include <stdint.h>

struct kept {
	_Atomic(struct kept_page *) *pages; /* so many things to each; NULL: of none of them anything is kept */
	uint32_t count;
};

/* For things numbered below `count`. */
struct kept kept_open(uint32_t count);
void kept_close(struct kept *kept);

/* NULL: nothing is kept, or there is no such number. */
const void *kept_find(const struct kept *kept, uint32_t number);

/* Keeps what was worked out, which takes no more than to free() it, and returns what is kept: it, or what another
 * thread kept in the meantime, and then it is freed. The number is below the count. */
const void *kept_put(const struct kept *kept, uint32_t number, void *worked_out);

/* Without what is kept. */
size_t kept_size(const struct kept *kept);

#endif
