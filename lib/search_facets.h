/* SPDX-License-Identifier: MPL-2.0 */
/* Counting facets while a search runs, and the page of hits. Internal to the engine. */
#ifndef TORV_SEARCH_FACETS_H
#define TORV_SEARCH_FACETS_H

#include "lib/search.h"
#include "lib/snapshot.h"

#define DIVISIONS 100

/* Divisions of CPV codes, as a set. */
struct division_set {
	uint64_t bits[2];
};

void division_add(struct division_set *set, cpv_number code);

struct tally {
	size_t places[NO_PLACE + 1]; /* those whose place is not known, too */
	size_t regions[PLACES_MOST]; /* by the number of the region (struct place) */
	size_t divisions[DIVISIONS];
	size_t kinds[2]; /* product, service */
	size_t rsv;
	size_t reserved; /* lines; of enterprises, who may take them */
};

/* Sums, and what is left. */
void tally_add(struct tally *tally, const struct tally *more);
void tally_take(struct tally *tally, const struct tally *less);
/* Counts so many that have these divisions. */
void tally_divisions(struct tally *tally, const struct division_set *set, size_t count);

/* The names that facets have, made ready: of places, regions and divisions. */
struct facet_names;
struct facet_names *facet_names_open(const struct snapshot *snapshot);
void facet_names_close(struct facet_names **names);

/* What is counted, as search.h says; of a snapshot that has its directory. */
struct facets facets_of_places(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	const char *chosen);
struct facets facets_of_regions(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	const char *chosen);
/* chosen: a code or its beginning; its division counts as chosen */
struct facets facets_of_divisions(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	enum language language, const char *chosen);
struct facets facets_of_kinds(struct arena *mem, const struct tally *tally, const char *chosen);
/* `code` lives as long as the program. */
struct facets facet_of_flag(struct arena *mem, size_t count, const char *code, bool chosen);

/* A filter that is not set takes everything. */
static inline bool is_set(const char *filter)
{
	return filter != NULL && filter[0] != '\0';
}

#endif
