/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Thousands may be found, and one in two may fail a filter. So each filter is asked of 64 enterprises at once, and
 * only who counts somewhere is gone to. What an enterprise offers is counted by its portfolio, and each portfolio is
 * looked into once; what all of them offer is counted by sets of divisions, and each set is looked into once. Only where
 * a search asks for delivery, and what is delivered may differ from the rest, it is asked which lots are delivered.
 */
#include "lib/search_count.h"

#include <string.h>

#include "lib/search_known.h"

#define BATCH 64
/* Where more than one in so many is listed, all are gone through in their order. */
#define DENSE 32

/* A part's numbers, before they are added to the tally. */
struct counts {
	uint32_t places[NO_PLACE + 1];
	uint32_t region_places[NO_PLACE + 1]; /* for the regions, by place */
	uint32_t kinds[OFFER_KINDS], rsv, reserved, total;
	uint32_t wanted; /* the score that it takes to be kept */
	uint32_t to_rank; /* so many hits of the part may be kept at most */
	uint32_t mixed; /* listed in scratch->sorted: their offerings are to be looked at */
};

/* ---- hits ---- */

static uint32_t wanted_score(const struct hits *hits)
{
	if (hits->most == 0)
		return UINT32_MAX; /* that nobody has */
	return hits->count < hits->most ? 0 : (uint32_t)hits->heap[0].score;
}

static void keep(struct counting *counting, struct counts *counts, uint32_t number, uint32_t score)
{
	hits_offer(&counting->hits, &(struct ranked){(double)score, snapshot_order(counting->part, number),
		counting->part, number});
	counts->wanted = wanted_score(&counting->hits);
}

/* ---- without a filter ---- */

static void count_unnarrowed(struct counting *counting, struct counts *counts, uint32_t count)
{
	const enterprise_card *cards = counting->part->directory->cards;
	struct scratch *scratch = counting->scratch;
	uint32_t *portfolios = scratch->counts, *sums = scratch->sums;
	const uint32_t *list = scratch->list;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = list[i], score = sums[number];
		enterprise_card card = cards[number];
		sums[number] = 0;
		counts->places[card_place(card)]++;
		portfolios[card_portfolio(card)]++;
		if (score >= counts->wanted)
			keep(counting, counts, number, score);
	}
	counts->total = count;
}

/* ---- 64 at a time ---- */

static inline uint32_t number_of(const struct batch *batch, unsigned bit)
{
	return batch->list == NULL ? (uint32_t)(BATCH * batch->at) + bit : batch->list[bit];
}

static void rank(struct counting *counting, struct counts *counts, const struct batch *batch, uint64_t hits)
{
	for (; hits != 0 && counts->to_rank > 0; hits &= hits - 1, counts->to_rank--) {
		uint32_t number = number_of(batch, bit_lowest(hits)), score = counting->scratch->sums[number];
		if (score >= counts->wanted)
			keep(counting, counts, number, score);
	}
}

static void count_places(const struct counting *counting, const struct batch *batch, uint64_t who, uint32_t *places)
{
	const enterprise_card *cards = counting->part->directory->cards;

	for (; who != 0; who &= who - 1)
		places[card_place(cards[number_of(batch, bit_lowest(who))])]++;
}

static void count_offers(struct counting *counting, struct counts *counts, const struct batch *batch, uint64_t who)
{
	const struct directory *directory = counting->part->directory;
	uint32_t *portfolios = counting->scratch->counts;

	if (counting->narrowing.delivers) {
		uint64_t mixed = who & batch_in(batch, directory_set(directory, SET_MIXED));
		who &= ~mixed;
		for (; mixed != 0; mixed &= mixed - 1)
			counting->scratch->sorted[counts->mixed++] = number_of(batch, bit_lowest(mixed));
	}
	for (; who != 0; who &= who - 1)
		portfolios[card_portfolio(directory->cards[number_of(batch, bit_lowest(who))])]++;
}

/* Those who are hits and count for every facet: as most do, where what is filtered by has no facet of its own. Each is
 * gone to once. */
static void count_alike(struct counting *counting, struct counts *counts, const struct batch *batch, uint64_t who)
{
	const enterprise_card *cards = counting->part->directory->cards;
	struct scratch *scratch = counting->scratch;
	const uint64_t *with_lots = directory_set(counting->part->directory, SET_MIXED);
	uint64_t mixed = counting->narrowing.delivers ? who & batch_in(batch, with_lots) : 0;
	uint32_t wanted = counts->wanted, mixed_count = counts->mixed;

	for (; who != 0; who &= who - 1) {
		unsigned bit = bit_lowest(who);
		uint32_t number = number_of(batch, bit), is_mixed = mixed >> bit & 1, score = scratch->sums[number];
		enterprise_card card = cards[number];
		counts->places[card_place(card)]++;
		scratch->counts[card_portfolio(card)] += 1 - is_mixed;
		scratch->sorted[mixed_count] = number;
		mixed_count += is_mixed;
		if (score >= wanted) {
			keep(counting, counts, number, score);
			wanted = counts->wanted;
		}
	}
	counts->mixed = mixed_count;
}

static uint32_t count_in(const struct counting *counting, const struct batch *batch, uint64_t who, unsigned set)
{
	return who == 0 ? 0 : bit_count(who & batch_in(batch, directory_set(counting->part->directory, set)));
}

/* `alone`: the only filter need not be left out for its own facet. */
static void count_batch(struct counting *counting, struct counts *counts, const struct batch *batch, uint64_t who,
	bool alone)
{
	struct passed p;

	narrowing_pass(&counting->narrowing, batch, &p);
	uint64_t here = p.seat & p.region, flags = p.rsv & p.reserved;
	uint64_t hits = who & here & flags & p.offer, left = alone ? hits : who;
	uint64_t places = left & p.region & flags & p.offer, regions = left & p.seat & flags & p.offer;
	uint64_t offers = left & here & flags;
	bool other_regions = counting->narrowing.seat || counting->narrowing.region;
	counts->total += bit_count(hits);
	counts->rsv += count_in(counting, batch, left & here & p.reserved & p.offer, SET_RSV);
	counts->reserved += count_in(counting, batch, left & here & p.rsv & p.offer, SET_RESERVED);
	for (unsigned kind = 0; kind < OFFER_KINDS && offers != 0; kind++)
		counts->kinds[kind] += bit_count(offers & p.kinds[kind]);
	offers &= p.sells;
	if (hits == places && hits == offers && !other_regions && counts->to_rank == UINT32_MAX) {
		count_alike(counting, counts, batch, hits);
		return;
	}
	if (hits != 0)
		rank(counting, counts, batch, hits);
	if (places != 0)
		count_places(counting, batch, places, counts->places);
	if (regions != 0 && other_regions)
		count_places(counting, batch, regions, counts->region_places);
	if (offers != 0)
		count_offers(counting, counts, batch, offers);
}

static void count_lists(struct counting *counting, struct counts *counts, uint32_t count)
{
	struct scratch *scratch = counting->scratch;

	for (uint32_t from = 0; from < count; from += BATCH) {
		struct batch batch = {.list = scratch->list + from, .count = count - from < BATCH ? count - from : BATCH};
		count_batch(counting, counts, &batch, UINT64_MAX >> (BATCH - batch.count), false);
		for (unsigned i = 0; i < batch.count; i++)
			scratch->sums[batch.list[i]] = 0;
	}
}

/* What is listed is often in order, and one waits for the one before to be written: so four runs of it in turn. */
static void list_as_set(struct scratch *scratch, uint32_t count, size_t words)
{
	const uint32_t *list = scratch->list;
	uint32_t run = count / 4;

	memset(scratch->found, 0, words * sizeof *scratch->found);
	for (uint32_t i = 0; i < run; i++) {
		bit_add(scratch->found, list[i]);
		bit_add(scratch->found, list[i + run]);
		bit_add(scratch->found, list[i + 2 * run]);
		bit_add(scratch->found, list[i + 3 * run]);
	}
	for (uint32_t i = 4 * run; i < count; i++)
		bit_add(scratch->found, list[i]);
}

/* As a set, and in its order: so they stand in memory. */
static void count_dense(struct counting *counting, struct counts *counts, uint32_t count)
{
	struct scratch *scratch = counting->scratch;
	size_t words = BITS_WORDS(counting->part->directory->count);

	list_as_set(scratch, count, words);
	for (size_t at = 0; at < words; at++)
		if (scratch->found[at] != 0)
			count_batch(counting, counts, &(struct batch){.at = at}, scratch->found[at], false);
	memset(scratch->sums, 0, counting->part->directory->count * sizeof *scratch->sums);
}

/* ---- what they offer ---- */

/* How many have each set of divisions: behind the counts of portfolios. */
static uint32_t *division_counts(const struct counting *counting)
{
	return counting->scratch->counts + counting->part->directory->portfolio_count;
}

static void add_portfolio(struct counting *counting, uint32_t number)
{
	const struct portfolio *portfolio = &counting->part->directory->portfolios[number];
	const struct narrowing *narrowing = &counting->narrowing;
	uint32_t count = counting->scratch->counts[number];
	size_t *kinds = counting->tally.kinds;

	counting->scratch->counts[number] = 0;
	division_counts(counting)[portfolio->divisions[narrowing->kinds]] += count;
	if (!narrows_offers(narrowing)) { /* else they were counted one by one */
		kinds[0] += (portfolio->flags & PORTFOLIO_PRODUCT) != 0 ? count : 0;
		kinds[1] += (portfolio->flags & PORTFOLIO_SERVICE) != 0 ? count : 0;
	}
	if (narrows(narrowing))
		return;
	counting->tally.rsv += (portfolio->flags & PORTFOLIO_RSV) != 0 ? count : 0;
	counting->tally.reserved += (portfolio->flags & PORTFOLIO_RESERVED) != 0 ? count : 0;
}

/* Where few are counted, theirs; else all there are. */
static void add_portfolios(struct counting *counting, uint32_t count)
{
	const struct directory *directory = counting->part->directory;

	if (count < directory->portfolio_count / 2)
		for (uint32_t i = 0; i < count; i++)
			add_portfolio(counting, card_portfolio(directory->cards[counting->scratch->list[i]]));
	else
		for (uint32_t i = 0; i < directory->portfolio_count; i++)
			add_portfolio(counting, i);
}

/* The divisions of what one delivers, where its offerings must be asked one by one. */
static void add_delivered(struct counting *counting, uint32_t number)
{
	const struct directory *directory = counting->part->directory;
	const struct narrowing *narrowing = &counting->narrowing;
	struct division_set wanted = {0};

	for (uint32_t o = directory_offers(directory, number); o < directory->offer_ends[number]; o++) {
		const struct offer *offer = &directory->offers[o];
		const struct division_set *set = &directory->divisions[offer->divisions / 2];
		uint64_t counts = directory_delivers(directory, offer, narrowing->delivers_to) &
			(narrowing->kinds >> (offer->divisions & 1));
		for (unsigned w = 0; w < 2; w++)
			wanted.bits[w] |= set->bits[w] & -counts;
	}
	tally_divisions(&counting->tally, &wanted, 1);
}

/* Those that are listed in scratch->sorted: their lots, which are of any kind, or their offerings. */
static void add_mixed(struct counting *counting, uint32_t count)
{
	const struct directory *directory = counting->part->directory;
	const struct narrowing *narrowing = &counting->narrowing;
	const uint32_t *list = counting->scratch->sorted;
	uint32_t *counts = division_counts(counting);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t mixed = directory_mixed(directory, list[i]), mixture = directory->mixtures_of[mixed];
		if (narrowing->kind || mixture == NO_MIXTURE)
			add_delivered(counting, list[i]);
		else
			counts[directory->mixtures[mixture][directory_lots(directory, mixed, narrowing->delivers_to)]]++;
	}
}

static void add_divisions(struct counting *counting)
{
	const struct directory *directory = counting->part->directory;
	uint32_t *counts = division_counts(counting);

	for (uint32_t i = 0; i < directory->division_count; i++) {
		if (counts[i] > 0)
			tally_divisions(&counting->tally, &directory->divisions[i], counts[i]);
		counts[i] = 0;
	}
}

/* Of all that were counted, so many are listed in scratch->list, and some in scratch->sorted. */
static void add_offers(struct counting *counting, uint32_t count, uint32_t mixed)
{
	add_portfolios(counting, count);
	add_mixed(counting, mixed);
	add_divisions(counting);
}

/* ---- all of it ---- */

static void add_counts(struct counting *counting, const struct counts *counts)
{
	const struct snapshot *s = counting->part;
	const struct narrowing *narrowing = &counting->narrowing;
	struct tally *tally = &counting->tally;
	const uint32_t *regions = narrowing->seat || narrowing->region ? counts->region_places : counts->places;

	for (unsigned i = 0; i < s->place_count; i++) {
		tally->places[i] += counts->places[i];
		tally->regions[s->places[i].region] += regions[i];
	}
	tally->kinds[0] += counts->kinds[0];
	tally->kinds[1] += counts->kinds[1];
	tally->rsv += counts->rsv;
	tally->reserved += counts->reserved;
	counting->hits.total += counts->total;
}

void count_listed(struct counting *counting, uint32_t count)
{
	struct counts counts = {.wanted = wanted_score(&counting->hits), .to_rank = UINT32_MAX};

	if (!narrows(&counting->narrowing))
		count_unnarrowed(counting, &counts, count);
	else if (count > counting->part->directory->count / DENSE)
		count_dense(counting, &counts, count);
	else
		count_lists(counting, &counts, count);
	add_offers(counting, count, counts.mixed);
	add_counts(counting, &counts);
}

/* ---- without words ---- */

/* All of a part. */
static uint64_t everybody_at(const struct directory *directory, size_t at)
{
	return at < directory->count / BATCH ? UINT64_MAX : (UINT64_C(1) << (directory->count % BATCH)) - 1;
}

/* Those of a set (NULL: everybody) but those of another one. */
static void go_through(struct counting *counting, const uint64_t *among, const uint64_t *without)
{
	const struct directory *directory = counting->part->directory;
	bool alone = counting->narrowing.with_facet == 1 && !counting->narrowing.delivers;
	size_t most = counting->hits.most;
	struct counts counts = {.wanted = wanted_score(&counting->hits),
		.to_rank = most < UINT32_MAX ? (uint32_t)most : UINT32_MAX};

	for (size_t at = 0; at < BITS_WORDS(directory->count); at++) {
		uint64_t who = everybody_at(directory, at) & (among == NULL ? UINT64_MAX : among[at]) &
			~(without == NULL ? 0 : without[at]);
		if (who != 0)
			count_batch(counting, &counts, &(struct batch){.at = at}, who, alone);
	}
	add_offers(counting, directory->count, counts.mixed);
	add_counts(counting, &counts);
}

/* The first hits in their order, when it is known how many there are. */
static void rank_first(struct counting *counting, const uint64_t *gone)
{
	const struct directory *directory = counting->part->directory;
	size_t most = counting->hits.most;
	struct counts counts = {.wanted = wanted_score(&counting->hits),
		.to_rank = most < UINT32_MAX ? (uint32_t)most : UINT32_MAX};

	for (size_t at = 0; at < BITS_WORDS(directory->count) && counts.to_rank > 0; at++) {
		struct batch batch = {.at = at};
		struct passed p;
		narrowing_pass(&counting->narrowing, &batch, &p);
		rank(counting, &counts, &batch, everybody_at(directory, at) & ~(gone == NULL ? 0 : gone[at]) &
			p.seat & p.region & p.rsv & p.reserved & p.offer);
	}
}

/* What a part counts by itself; NULL when that is not kept. */
static const struct known_count *count_of_part(const struct counting *counting)
{
	struct known_counts *known = counting->part->directory->known;
	unsigned set = narrowing_set(&counting->narrowing);

	if (set == SETS || set == SET_NOBODY)
		return NULL;
	if (known_count(known, set) == NULL) {
		struct counting alone = {.part = counting->part, .narrowing = counting->narrowing,
			.scratch = counting->scratch};
		go_through(&alone, NULL, NULL);
		known_count_put(known, set, &(struct known_count){alone.tally, alone.hits.total});
	}
	return known_count(known, set);
}

void count_everybody(struct counting *counting, const uint64_t *gone)
{
	const struct known_count *known = count_of_part(counting);
	struct counting left = {.part = counting->part, .narrowing = counting->narrowing,
		.scratch = counting->scratch};

	if (known == NULL) {
		go_through(counting, NULL, gone);
		return;
	}
	if (gone != NULL)
		go_through(&left, gone, NULL);
	tally_add(&counting->tally, &known->tally);
	tally_take(&counting->tally, &left.tally);
	counting->hits.total += known->total - left.hits.total;
	rank_first(counting, gone);
}
