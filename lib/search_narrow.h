/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What narrows a search for enterprises: the filters of a query, as questions to 64 enterprises at a time. What kind,
 * which code and where to is asked of one and the same offering: a product that is delivered here, not a product
 * elsewhere and a service here. Internal to the engine.
 */
#ifndef TORV_SEARCH_NARROW_H
#define TORV_SEARCH_NARROW_H

#include "lib/directory.h"
#include "lib/scratch.h"
#include "lib/search.h"
#include "lib/search_words.h"

struct narrowing {
	bool seat, region, rsv, reserved, cpv, kind, delivers; /* which filters are set */
	unsigned with_facet;                         /* how many of them have a facet: all but the last */
	unsigned seat_set, region_set; /* sets of the directory */
	unsigned delivers_to;          /* a place */
	unsigned kinds;                /* that are wanted, a bit each: 1 products, 2 services */
	struct cpv_range codes;
	/* In the part of the index that is being searched: */
	const struct directory *directory;
	const uint64_t *sellers[OFFER_KINDS]; /* who has one of the kind, delivered to where it is wanted */
	const uint64_t *offered[OFFER_KINDS]; /* and with a code that is wanted */
};

/* Up to 64 enterprises: those that are listed, or, without a list, those from 64 * at. */
struct batch {
	const uint32_t *list;
	unsigned count;
	size_t at;
};

/* Of a batch, a bit each: who passes a filter; everybody where it is not set. */
struct passed {
	uint64_t seat, region, rsv, reserved;
	uint64_t offer; /* all filters on offerings */
	uint64_t sells; /* those but the code */
	uint64_t kinds[OFFER_KINDS]; /* those but the kind, with an offering of this one; only when one is set */
};

/* Reads the filters. False when a place is none that is known: nobody passes. */
bool narrowing_read(const struct snapshot *snapshot, const struct search_query *query, struct narrowing *out);

/* Makes it ready for a part of the index; what it holds is the scratch's until the next part. */
void narrowing_begin(struct narrowing *narrowing, const struct snapshot *part, struct scratch *scratch);

void narrowing_pass(const struct narrowing *narrowing, const struct batch *batch, struct passed *out);

/* The set that the only filter asks for, for delivery that of products; SETS when none or several filters are set, or
 * when it is a code. */
unsigned narrowing_set(const struct narrowing *narrowing);

/* Who of a batch is in a set. */
uint64_t batch_in(const struct batch *batch, const uint64_t *set);

/* Whether a filter on offerings is set. */
static inline bool narrows_offers(const struct narrowing *narrowing)
{
	return narrowing->cpv || narrowing->kind || narrowing->delivers;
}

/* Whether any filter is set. */
static inline bool narrows(const struct narrowing *narrowing)
{
	return narrowing->with_facet > 0 || narrowing->delivers;
}

#endif
