/* SPDX-License-Identifier: MPL-2.0 */
/* Sorted by a bit for each term, a bit for each word of these that is not 0, and a bit for each word of those: what
 * is to be looked through for some dozens of terms are a few words. */
#include "lib/term_set.h"

#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/string_table.h" /* grow */

struct term_set term_set_open(uint32_t most)
{
	struct term_set set = {.most = most < TERMS_MOST ? most : TERMS_MOST};
	size_t size = set.most;

	set.weights = calloc(size + 1, 1);
	for (size_t i = 0; i < 3; i++) {
		size = BITS_WORDS(size) + 1;
		set.bits[i] = calloc(size, sizeof *set.bits[i]);
		if (set.bits[i] == NULL)
			abort();
	}
	if (set.weights == NULL)
		abort();
	return set;
}

void term_set_close(struct term_set *set)
{
	free(set->terms);
	free(set->weights);
	for (size_t i = 0; i < 3; i++)
		free(set->bits[i]);
	*set = (struct term_set){0};
}

void term_set_grow(struct term_set *set)
{
	set->room = 2 * set->room + 256;
	set->terms = grow(set->terms, set->room, sizeof *set->terms);
}

void term_set_sort(struct term_set *set)
{
	uint64_t **bits = set->bits;
	uint32_t count = 0;

	for (uint32_t i = 0; i < set->count; i++) {
		bit_add(bits[0], set->terms[i]);
		bit_add(bits[1], set->terms[i] / 64);
		bit_add(bits[2], set->terms[i] / 4096);
	}
	for (uint32_t top = 0; count < set->count; top++) {
		for (uint64_t high = bits[2][top]; high != 0; high &= high - 1) {
			uint32_t middle = 64 * top + bit_lowest(high);
			for (uint64_t word = bits[1][middle]; word != 0; word &= word - 1) {
				uint32_t low = 64 * middle + bit_lowest(word);
				for (uint64_t left = bits[0][low]; left != 0; left &= left - 1)
					set->terms[count++] = 64 * low + bit_lowest(left);
				bits[0][low] = 0;
			}
			bits[1][middle] = 0;
		}
		bits[2][top] = 0;
	}
}

void term_set_clear(struct term_set *set)
{
	for (uint32_t i = 0; i < set->count; i++)
		set->weights[set->terms[i]] = 0;
	set->count = 0;
}
