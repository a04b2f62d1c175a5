/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A demand against one part of the index: those who probably fit best are scored first, then those with the highest
 * bounds (matching_find.h), until nobody who is left can be better; so the list is the same as if all had been
 * scored. Internal to the engine.
 *
 * Whoever is scored stands somewhere else in memory, and to wait for that takes longer than to score. So they are
 * taken by the batch, in steps: what one step reads of all of them was fetched by the one before.
 */
#ifndef TORV_MATCHING_PART_H
#define TORV_MATCHING_PART_H

#include "lib/matching.h"
#include "lib/matching_found.h"
#include "lib/scratch.h"

struct demand_match {
	const struct snapshot *s, *part;
	const uint64_t *gone; /* who of the part is left out; NULL: nobody */
	const struct prepared *demand;
	struct demand_terms *terms;
	const struct match_limits *limits;
	struct scratch *scratch;
};

/* Adds those who reach the minimum and may be among the `best` of all parts; some who are not may be there, too. */
void match_part(const struct demand_match *match, struct best_scores *best, struct found_list *list);

#endif
