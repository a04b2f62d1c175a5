/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The directory: what a search for enterprises reads of a snapshot. Internal to the engine.
 *
 * Postings tell for each term which enterprises have it, in whatever text or label, and how much at most. A
 * card holds what the facets count: the seat, and which of the portfolios is the enterprise's. Many have the same,
 * so a search counts portfolios first and looks into each once. A set has a bit for each enterprise; where a search is
 * narrowed by filters, sets leave few to look at. Numbers are those of snapshot.enterprises.
 */
#ifndef TORV_DIRECTORY_H
#define TORV_DIRECTORY_H

#include "lib/bits.h"
#include "lib/postings.h"
#include "lib/search_facets.h"

/* A product or a service. */
#define OFFER_KINDS 2

enum portfolio_flag {
	PORTFOLIO_PRODUCT = 1, /* there is one */
	PORTFOLIO_SERVICE = 2,
	PORTFOLIO_RSV = 4, /* it is a registered social enterprise's */
	PORTFOLIO_RESERVED = 8, /* of one that may take reserved purchases */
};

/* All that an enterprise offers: the numbers of the divisions of its products (at 1), of its services (at 2) and of
 * both (at 3); of neither at 0. */
struct portfolio {
	uint32_t divisions[4];
	uint64_t flags;
};

/* The seat above, the number of the portfolio below. */
typedef uint32_t enterprise_card;

#define PORTFOLIOS_MOST (1U << 24)

static inline unsigned card_place(enterprise_card card)
{
	return card >> 24;
}

static inline uint32_t card_portfolio(enterprise_card card)
{
	return card & (PORTFOLIOS_MOST - 1);
}

/* An offering, as filters ask of it. */
struct offer {
	uint32_t areas;     /* where it is delivered: directory_delivers */
	uint32_t divisions; /* the number of its codes' divisions, twice, and 1 for a service */
};

/* An offering that has a code. */
struct coded {
	uint32_t enterprise;
	uint32_t offer; /* its number, twice, and 1 for a service */
};

/* An enterprise whose offerings differ has a lot for each of their sets of divisions, so many at most: what is the same
 * in many such enterprises is a mixture. */
#define LOTS_MOST 4
#define NO_MIXTURE UINT32_MAX /* there are more: look at its offerings */

/* Numbers of sets: SET_SEAT + place, SET_REGION + region, SET_DELIVERS + 2 * place + kind, SET_KIND + kind; the
 * kinds are 0, product, and 1, service. */
enum set_number {
	SET_SEAT = 0,
	SET_REGION = SET_SEAT + PLACES_MOST,
	SET_DELIVERS = SET_REGION + PLACES_MOST,
	SET_KIND = SET_DELIVERS + OFFER_KINDS * PLACES_MOST,
	SET_RSV = SET_KIND + OFFER_KINDS,
	SET_RESERVED, /* who may take reserved purchases */
	SET_MIXED, /* whose offerings are not all of the same divisions */
	SET_NOBODY,
	SETS,
};

struct known_counts;

struct directory {
	uint32_t count; /* enterprises */
	struct postings postings;
	enterprise_card *cards;
	struct portfolio *portfolios; /* each such once */
	uint32_t portfolio_count;
	struct offer *offers;
	uint32_t *offer_ends; /* by enterprise, into offers */
	struct division_set *divisions; /* of offers, portfolios and lots: each such once, none first */
	uint32_t division_count;
	uint64_t *areas[PLACES_MOST]; /* which kinds of areas a place lies in, a bit each */
	uint32_t area_count;
	/* Of those in SET_MIXED, in their order: */
	uint32_t *mixed_before; /* how many there are before 64 * i */
	uint32_t mixed_count;
	uint32_t *mixtures_of;
	uint32_t (*mixtures)[1 << LOTS_MOST]; /* the numbers of the divisions of some of its lots together */
	uint32_t mixture_count;
	uint8_t *lots[PLACES_MOST]; /* by place, two to a byte: which of its lots are delivered there */
	cpv_number *codes; /* that somebody offers, ascending */
	uint32_t *code_begins; /* by place in codes, and one more: into coded */
	struct coded *coded;
	uint32_t code_count;
	uint64_t *sets[SETS]; /* NULL: nobody; but SET_NOBODY is there */
	struct known_counts *known; /* what searches without words have counted (search_known.h) */
	struct facet_names *names;
	struct tally all; /* of all of them, without any filter */
};

/* Of a snapshot whose enterprises are there; the postings are the directory's now. */
struct directory *directory_open(const struct snapshot *snapshot, struct postings postings);
/* Its enterprises; a part of the above (directory_enterprises.c). */
void directory_add_enterprises(const struct snapshot *snapshot, struct directory *directory);
void directory_close(struct directory **directory);
size_t directory_size(const struct directory *directory);
/* Of a snapshot that has its places and codes (passing.h). */
void directory_pass(struct passing *p, const struct snapshot *snapshot, struct directory **directory);

/* A set, empty when nobody is in it. */
static inline const uint64_t *directory_set(const struct directory *directory, unsigned set)
{
	return directory->sets[directory->sets[set] == NULL ? (unsigned)SET_NOBODY : set];
}

/* The first offer of an enterprise; its last is before the first of the next. */
static inline uint32_t directory_offers(const struct directory *directory, uint32_t enterprise)
{
	return enterprise == 0 ? 0 : directory->offer_ends[enterprise - 1];
}

static inline bool directory_delivers(const struct directory *directory, const struct offer *offer, unsigned place)
{
	return bit_has(directory->areas[place], offer->areas);
}

/* Its place among those in SET_MIXED, where it must be. */
static inline uint32_t directory_mixed(const struct directory *directory, uint32_t enterprise)
{
	uint64_t before = (UINT64_C(1) << (enterprise % 64)) - 1;

	return directory->mixed_before[enterprise / 64] +
		bit_count(directory->sets[SET_MIXED][enterprise / 64] & before);
}

/* Which of its lots are delivered to a place, a bit each. */
static inline unsigned directory_lots(const struct directory *directory, uint32_t mixed, unsigned place)
{
	return directory->lots[place][mixed / 2] >> 4 * (mixed % 2) & 15;
}

/* Who offers codes from `low` and below `high`: coded[*from] to coded[*to - 1]. */
void directory_coded(const struct directory *directory, cpv_number low, cpv_number high, uint32_t *from,
	uint32_t *to);

/* Counts an enterprise, without any filter. */
void directory_count(const struct snapshot *snapshot, uint32_t enterprise, struct tally *tally);

#endif
