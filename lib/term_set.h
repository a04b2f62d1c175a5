/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The terms that one thing has, each once with the greatest of its weights: what a vector is made of. For one thing
 * after the other; internal to the engine.
 */
#ifndef TORV_TERM_SET_H
#define TORV_TERM_SET_H

#include "lib/fetch.h"
#include "lib/postings.h"

struct term_set {
	uint32_t *terms; /* as they came; ascending after term_set_sort */
	uint32_t count, room;
	uint8_t *weights; /* by term; 0: the set does not have it */
	uint32_t most;    /* terms that there may be */
	uint64_t *bits[3]; /* for sorting: by term, by word of the bits before */
};

/* Of terms below `most`; others are not kept. term_set_close. */
struct term_set term_set_open(uint32_t most);
void term_set_close(struct term_set *set);

void term_set_grow(struct term_set *set);
/* Ascending. */
void term_set_sort(struct term_set *set);
void term_set_clear(struct term_set *set);

/* What is known of a term stands anywhere in much memory: that of the one so many further on is fetched ahead. */
#define TERMS_AHEAD 12

/* The term will be added soon. */
static inline void term_set_fetch(const struct term_set *set, uint32_t term)
{
	if (term < set->most)
		fetch(&set->weights[term]);
}

static inline void term_set_add(struct term_set *set, uint32_t term, uint8_t weight)
{
	if (term >= set->most || set->weights[term] >= weight)
		return;
	if (set->weights[term] == 0) {
		if (set->count == set->room)
			term_set_grow(set);
		set->terms[set->count++] = term;
	}
	set->weights[term] = weight;
}

#endif
