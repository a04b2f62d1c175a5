/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/search_known.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "lib/string_table.h" /* grow */

struct known_counts {
	_Atomic(struct known_count *) of[SETS];
};

struct known_counts *known_counts_open(void)
{
	struct known_counts *known = grow(NULL, 1, sizeof *known);

	for (unsigned set = 0; set < SETS; set++)
		atomic_init(&known->of[set], NULL);
	return known;
}

void known_counts_close(struct known_counts **known)
{
	if (*known == NULL)
		return;
	for (unsigned set = 0; set < SETS; set++)
		free(atomic_load(&(*known)->of[set]));
	free(*known);
	*known = NULL;
}

const struct known_count *known_count(const struct known_counts *known, unsigned set)
{
	return atomic_load_explicit(&known->of[set], memory_order_acquire);
}

/* Another thread may have counted the same meanwhile: one of the two is enough. */
void known_count_put(struct known_counts *known, unsigned set, const struct known_count *count)
{
	struct known_count *copy = grow(NULL, 1, sizeof *copy), *none = NULL;

	*copy = *count;
	if (!atomic_compare_exchange_strong(&known->of[set], &none, copy))
		free(copy);
}
