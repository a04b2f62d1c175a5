/* SPDX-License-Identifier: MPL-2.0 */
/* Sets of small numbers, a bit each. */
#ifndef TORV_BITS_H
#define TORV_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BITS_WORDS(count) (((size_t)(count) + 63) / 64)

static inline bool bit_has(const uint64_t *bits, uint32_t number)
{
	return (bits[number / 64] >> (number % 64) & 1) != 0;
}

static inline void bit_add(uint64_t *bits, uint32_t number)
{
	bits[number / 64] |= UINT64_C(1) << (number % 64);
}

/* All numbers below `count`, and none above in the last word. */
static inline void bits_fill(uint64_t *bits, uint32_t count)
{
	for (uint32_t i = 0; i < count / 64; i++)
		bits[i] = UINT64_MAX;
	if (count % 64 != 0)
		bits[count / 64] = (UINT64_C(1) << count % 64) - 1;
}

/* The lowest number in a word that is not 0. */
static inline unsigned bit_lowest(uint64_t word)
{
	return (unsigned)__builtin_ctzll(word);
}

/* How many bits are set: added in pairs, in fours, in bytes. */
static inline unsigned bit_count(uint64_t word)
{
	word -= word >> 1 & UINT64_C(0x5555555555555555);
	word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
	word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return (unsigned)(word * UINT64_C(0x0101010101010101) >> 56);
}

#endif
