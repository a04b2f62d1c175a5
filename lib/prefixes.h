/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Which beginnings of a text may be strings of a set: a bit for each hash, which is carried on from byte to byte, so
 * that all beginnings are tried in the time of one. Internal to the engine.
 */
#ifndef TORV_PREFIXES_H
#define TORV_PREFIXES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct prefixes {
	uint64_t *bits;
	uint32_t mask; /* bits less one, a power of two */
};

/* For about so many strings; prefixes_close. */
struct prefixes prefixes_open(size_t strings);
void prefixes_close(struct prefixes *prefixes);
void prefixes_add(struct prefixes *prefixes, const char *text, size_t length);

#define PREFIX_EMPTY 2166136261U

/* The hash of a beginning that is one byte longer. */
static inline uint32_t prefix_longer(uint32_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * 16777619U;
}

/* False: no string of the set. (True: most likely one.) */
static inline bool prefix_likely(const struct prefixes *prefixes, uint32_t hash)
{
	uint32_t bit = (hash ^ hash >> 15) & prefixes->mask;

	return (prefixes->bits[bit / 64] >> (bit % 64) & 1) != 0;
}

#endif
