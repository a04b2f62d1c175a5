/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a search without words and with one filter counts in a part of the index: who comes from a list of
 * municipalities, or looks at one kind, asks just that. It is counted when it is first asked for, and known from then
 * on, since the part never changes. Any thread may ask. Internal to the engine.
 */
#ifndef TORV_SEARCH_KNOWN_H
#define TORV_SEARCH_KNOWN_H

#include "lib/directory.h"

struct known_count {
	struct tally tally;
	size_t total;
};

struct known_counts *known_counts_open(void);
void known_counts_close(struct known_counts **known);

/* Of the filter that asks for this set; for delivery, the set of products. NULL: not known yet. */
const struct known_count *known_count(const struct known_counts *known, unsigned set);
/* Now it is. */
void known_count_put(struct known_counts *known, unsigned set, const struct known_count *count);

#endif
