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
	size_t places[PLACES_MOST];
	size_t regions[PLACES_MOST]; /* by the number of the region (struct place) */
	size_t divisions[DIVISIONS];
	size_t kinds[2]; /* product, service */
	size_t flag;     /* rsv, or reserved */
};

void tally_divisions(struct tally *tally, const struct division_set *set);

struct facets facets_of_places(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	const char *chosen);
struct facets facets_of_regions(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	const char *chosen);
/* chosen: a code or its beginning; its division counts as chosen */
struct facets facets_of_divisions(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	enum language language, const char *chosen);
struct facets facets_of_kinds(struct arena *mem, const struct tally *tally, const char *chosen);
struct facets facet_of_flag(struct arena *mem, const struct tally *tally, const char *code, bool chosen);

/* All hits, in the order of their numbers; `number` is kept where id will stand. */
struct hit_list {
	struct search_hit *at;
	size_t count, room;
};

void hit_add(struct hit_list *list, uint32_t number, double score);
void hit_list_close(struct hit_list *list);
/* The page's hits, best first; those of equal score by number. */
struct search_hit *hits_page(struct hit_list *list, struct arena *mem, size_t page, size_t page_size,
	size_t *count);

/* A filter that is not set takes everything. */
static inline bool is_set(const char *filter)
{
	return filter != NULL && filter[0] != '\0';
}

#endif
