/* SPDX-License-Identifier: MPL-2.0 */
/* Counts the enterprises that a search has found, for hits, total and every facet. Internal to the engine. */
#ifndef TORV_SEARCH_COUNT_H
#define TORV_SEARCH_COUNT_H

#include "lib/search_hits.h"
#include "lib/search_narrow.h"

struct counting {
	const struct snapshot *part; /* of the index, that is being searched */
	struct narrowing narrowing;
	struct scratch *scratch;
	struct tally tally;
	struct hits hits;
};

/* Of these enterprises those that pass the filters are hits, and counted; each facet is counted under all filters but
 * its own. Here they are listed in scratch->list, each once, with their scores in scratch->sums, which are set to 0
 * again. */
void count_listed(struct counting *counting, uint32_t count);

/* All but those in `gone` (NULL: nobody is). Where only one filter that has a facet is set, this facet is counted among
 * the hits, too: without it, it counts everybody, and the caller knows how many they are. */
void count_everybody(struct counting *counting, const uint64_t *gone);

#endif
