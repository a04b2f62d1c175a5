/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/prefixes.h"

#include <stdlib.h>

#define BITS_EACH 12 /* and up to twice as many */
#define BITS_LEAST 65536
#define BITS_MOST (1U << 30)

struct prefixes prefixes_open(size_t strings)
{
	struct prefixes prefixes = {0};
	size_t bits = BITS_LEAST;

	while (bits < BITS_EACH * strings && bits < BITS_MOST)
		bits *= 2;
	prefixes.mask = (uint32_t)(bits - 1);
	prefixes.bits = calloc(bits / 64, sizeof *prefixes.bits);
	if (prefixes.bits == NULL)
		abort();
	return prefixes;
}

void prefixes_close(struct prefixes *prefixes)
{
	free(prefixes->bits);
	*prefixes = (struct prefixes){0};
}

void prefixes_add(struct prefixes *prefixes, const char *text, size_t length)
{
	uint32_t hash = PREFIX_EMPTY;

	for (size_t i = 0; i < length; i++)
		hash = prefix_longer(hash, text[i]);
	uint32_t bit = (hash ^ hash >> 15) & prefixes->mask;
	prefixes->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
}
