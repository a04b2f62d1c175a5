/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The directory: what a search for enterprises reads of a snapshot. Internal to the engine.
 *
 * Postings tell for each term which enterprises have it, in whatever text or label, and how much at most. A
 * card holds what the facets count. A set has a bit for each enterprise; where a search is narrowed
 * by filters, sets leave few to look at. Numbers are those of snapshot.enterprises.
 */
#ifndef TORV_DIRECTORY_H
#define TORV_DIRECTORY_H

#include "lib/bits.h"
#include "lib/postings.h"
#include "lib/search_facets.h"

#define CARD_DIVISIONS 6

enum card_flag {
	CARD_RSV = 1,
	CARD_PRODUCT = 2, /* it offers one */
	CARD_SERVICE = 4,
	CARD_MORE = 8,    /* its divisions do not fit here: ask its offerings */
	CARD_FLAGS = 16,
};

struct card {
	uint8_t place, flags;
	uint8_t divisions[CARD_DIVISIONS]; /* of its offerings' codes; 0: no more */
};

#define OFFER_DIVISIONS 255 /* several: ask its codes */

/* What a filter asks of an offering. */
struct offer {
	uint32_t codes, areas; /* into snapshot.document_codes and directory.areas */
	uint16_t code_count;
	bool product;
	uint8_t division; /* of its codes; 0: it has none */
};

/* Numbers of sets: SET_SEAT + place, SET_REGION + region, SET_DIVISION + division, SET_DELIVERS + 2 * place
 * + kind, SET_KIND + kind; the kinds are 0, product, and 1, service. */
enum set_number {
	SET_SEAT = 0,
	SET_REGION = SET_SEAT + PLACES_MOST,
	SET_DIVISION = SET_REGION + PLACES_MOST,
	SET_DELIVERS = SET_DIVISION + DIVISIONS,
	SET_KIND = SET_DELIVERS + 2 * PLACES_MOST,
	SET_RSV = SET_KIND + 2,
	SETS,
};

struct directory {
	uint32_t count; /* enterprises */
	struct postings postings;
	struct card *cards;
	struct offer *offers;
	uint32_t *offer_ends;    /* by enterprise, into offers */
	struct place_set *areas; /* where offerings are delivered: each such set once */
	uint32_t area_count, area_room;
	uint64_t *sets[SETS]; /* NULL: nobody */
	struct tally all; /* of all of them, without any filter */
};

/* Of a snapshot whose enterprises are there; the postings are the directory's now. */
struct directory *directory_open(const struct snapshot *snapshot, struct postings postings);
void directory_close(struct directory **directory);
size_t directory_size(const struct directory *directory);

/* The first offer of an enterprise; its last is before the first of the next. */
static inline uint32_t directory_offers(const struct directory *directory, uint32_t enterprise)
{
	return enterprise == 0 ? 0 : directory->offer_ends[enterprise - 1];
}

/* Counts an enterprise, without any filter. */
void directory_count(const struct snapshot *snapshot, uint32_t enterprise, struct tally *tally);
/* The divisions of all its offerings. */
struct division_set directory_divisions(const struct snapshot *snapshot, uint32_t enterprise);

#endif
