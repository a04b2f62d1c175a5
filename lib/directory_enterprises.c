/* SPDX-License-Identifier: MPL-2.0 */
/* The enterprises of a directory, one after the other: card, portfolio, offers and sets; and, when all are there, the
 * lots of those whose offerings differ. */
#include "lib/directory.h"

#include <stdlib.h>
#include <string.h>

#include "lib/distinct.h"

/* The divisions of an enterprise's lots: their numbers ascending, NO_DIVISIONS where there are no more. */
struct mixture {
	uint32_t divisions[LOTS_MOST];
};

#define NO_DIVISIONS UINT32_MAX

/* What is only there while a directory is made. */
struct making {
	const struct snapshot *s;
	struct directory *directory;
	struct distinct portfolios, divisions, mixtures;
	uint32_t offers;
};

/* ---- sets ---- */

static uint64_t *set_of(struct directory *directory, unsigned set)
{
	if (directory->sets[set] == NULL) {
		size_t words = BITS_WORDS(directory->count);
		directory->sets[set] = grow(NULL, words, sizeof(uint64_t));
		memset(directory->sets[set], 0, words * sizeof(uint64_t));
	}
	return directory->sets[set];
}

static void add_delivery(struct directory *directory, uint32_t enterprise, unsigned kind,
	const struct place_set *places)
{
	for (unsigned w = 0; w < PLACES_MOST / 64; w++)
		for (uint64_t left = places->bits[w]; left != 0; left &= left - 1)
			bit_add(set_of(directory, SET_DELIVERS + OFFER_KINDS * (64 * w + bit_lowest(left)) + kind),
				enterprise);
}

/* ---- enterprises ---- */

static struct division_set divisions_of(const struct snapshot *s, const struct document *document)
{
	struct division_set set = {0};

	for (uint32_t i = 0; i < document->code_count; i++)
		division_add(&set, s->document_codes[document->first_code + i]);
	return set;
}

/* The number of what two numbers stand for, together. */
static uint32_t both_divisions(struct distinct *divisions, uint32_t a, uint32_t b)
{
	const struct division_set *sets = divisions->at;
	struct division_set both = {{sets[a].bits[0] | sets[b].bits[0], sets[a].bits[1] | sets[b].bits[1]}};

	return distinct_number(divisions, &both);
}

static void add_offer(struct making *making, uint32_t enterprise, const struct document *document,
	struct portfolio *portfolio, struct place_set delivers[OFFER_KINDS])
{
	struct directory *directory = making->directory;
	struct division_set set = divisions_of(making->s, document);
	uint32_t first = directory_offers(directory, enterprise);
	const struct place_set *area = &making->s->areas[document->area];
	unsigned kind = !document->product;
	uint32_t divisions = distinct_number(&making->divisions, &set), *had = &portfolio->divisions[1U << kind];

	portfolio->flags |= document->product ? PORTFOLIO_PRODUCT : PORTFOLIO_SERVICE;
	*had = both_divisions(&making->divisions, *had, divisions);
	for (unsigned w = 0; w < PLACES_MOST / 64; w++)
		delivers[kind].bits[w] |= area->bits[w];
	directory->offers[making->offers++] = (struct offer){document->area, 2 * divisions + kind};
	if (divisions != directory->offers[first].divisions / 2)
		bit_add(set_of(directory, SET_MIXED), enterprise);
}

static void add_enterprise(struct making *making, uint32_t number)
{
	const struct snapshot *s = making->s;
	struct directory *directory = making->directory;
	const struct enterprise_entry *entry = &s->enterprises[number];
	struct place_set delivers[OFFER_KINDS] = {0};
	struct portfolio portfolio = {.flags = (entry->rsv ? PORTFOLIO_RSV : 0) |
		(entry->may_take_reserved ? PORTFOLIO_RESERVED : 0)};

	for (uint32_t i = entry->documents.from; i < entry->documents.from + entry->documents.count; i++)
		if (s->documents[i].kind == DOCUMENT_OFFERING)
			add_offer(making, number, &s->documents[i], &portfolio, delivers);
	directory->offer_ends[number] = making->offers;
	portfolio.divisions[3] = both_divisions(&making->divisions, portfolio.divisions[1], portfolio.divisions[2]);
	directory->cards[number] =
		(uint32_t)entry->place << 24 | distinct_number(&making->portfolios, &portfolio);
	if (entry->rsv)
		bit_add(set_of(directory, SET_RSV), number);
	if (entry->may_take_reserved)
		bit_add(set_of(directory, SET_RESERVED), number);
	for (unsigned kind = 0; kind < OFFER_KINDS; kind++) {
		add_delivery(directory, number, kind, &delivers[kind]);
		if ((portfolio.flags & (kind == 0 ? PORTFOLIO_PRODUCT : PORTFOLIO_SERVICE)) != 0)
			bit_add(set_of(directory, SET_KIND + kind), number);
	}
	if (entry->place != NO_PLACE) {
		bit_add(set_of(directory, SET_SEAT + entry->place), number);
		bit_add(set_of(directory, SET_REGION + s->places[entry->place].region), number);
	}
}

/* Which areas each place is in: the other way round than they were read. */
static void turn_areas(struct directory *directory, const struct place_set *areas)
{
	for (unsigned place = 0; place < PLACES_MOST; place++) {
		size_t words = BITS_WORDS(directory->area_count);
		directory->areas[place] = grow(NULL, words, sizeof(uint64_t));
		memset(directory->areas[place], 0, words * sizeof(uint64_t));
		for (uint32_t i = 0; i < directory->area_count; i++)
			if (place_set_has(&areas[i], place))
				bit_add(directory->areas[place], i);
	}
}

/* ---- mixtures ---- */

/* An enterprise's different sets of divisions, ascending, and where any of each is delivered. */
struct lots {
	struct mixture mixture;
	struct place_set places[LOTS_MOST];
	unsigned count;
};

/* False when there are too many. */
static bool lots_add(struct lots *lots, uint32_t divisions, const struct place_set *places)
{
	unsigned at = 0;

	while (at < lots->count && lots->mixture.divisions[at] < divisions)
		at++;
	if (at == lots->count || lots->mixture.divisions[at] != divisions) {
		if (lots->count == LOTS_MOST)
			return false;
		for (unsigned i = lots->count++; i > at; i--) {
			lots->mixture.divisions[i] = lots->mixture.divisions[i - 1];
			lots->places[i] = lots->places[i - 1];
		}
		lots->mixture.divisions[at] = divisions;
		lots->places[at] = (struct place_set){0};
	}
	for (unsigned w = 0; w < PLACES_MOST / 64; w++)
		lots->places[at].bits[w] |= places->bits[w];
	return true;
}

static void put_lots(struct directory *directory, uint32_t mixed, const struct lots *lots)
{
	for (unsigned i = 0; i < lots->count; i++)
		for (unsigned w = 0; w < PLACES_MOST / 64; w++)
			for (uint64_t left = lots->places[i].bits[w]; left != 0; left &= left - 1)
				directory->lots[64 * w + bit_lowest(left)][mixed / 2] |=
					(uint8_t)(1U << i << 4 * (mixed % 2));
}

static void add_lots(struct making *making, uint32_t enterprise, uint32_t mixed)
{
	struct directory *directory = making->directory;
	struct lots lots = {.count = 0};
	bool fits = true;

	for (unsigned i = 0; i < LOTS_MOST; i++)
		lots.mixture.divisions[i] = NO_DIVISIONS;
	for (uint32_t o = directory_offers(directory, enterprise); o < directory->offer_ends[enterprise] && fits; o++)
		fits = lots_add(&lots, directory->offers[o].divisions / 2, &making->s->areas[directory->offers[o].areas]);
	directory->mixtures_of[mixed] = fits ? distinct_number(&making->mixtures, &lots.mixture) : NO_MIXTURE;
	if (fits)
		put_lots(directory, mixed, &lots);
}

/* For each mixture what any of its lots are together. */
static void add_mixtures(struct making *making)
{
	struct directory *directory = making->directory;

	directory->mixture_count = making->mixtures.count;
	directory->mixtures = grow(NULL, directory->mixture_count, sizeof *directory->mixtures);
	struct mixture *mixtures = distinct_end(&making->mixtures);
	for (uint32_t m = 0; m < directory->mixture_count; m++) {
		uint32_t *of = directory->mixtures[m];
		of[0] = 0;
		for (uint32_t lots = 1; lots < 1U << LOTS_MOST; lots++) {
			unsigned lowest = bit_lowest(lots);
			uint32_t divisions = mixtures[m].divisions[lowest], others = of[lots & (lots - 1)];
			of[lots] = divisions == NO_DIVISIONS ? 0 :
				both_divisions(&making->divisions, others, divisions);
		}
	}
	free(mixtures);
}

static void add_mixed(struct making *making)
{
	struct directory *directory = making->directory;
	const uint64_t *set = directory_set(directory, SET_MIXED);
	size_t words = BITS_WORDS(directory->count);
	uint32_t mixed = 0;

	directory->mixed_before = grow(NULL, words, sizeof *directory->mixed_before);
	for (size_t at = 0; at < words; at++) {
		directory->mixed_before[at] = directory->mixed_count;
		directory->mixed_count += bit_count(set[at]);
	}
	directory->mixtures_of = grow(NULL, directory->mixed_count, sizeof *directory->mixtures_of);
	for (unsigned place = 0; place < making->s->place_count; place++) { /* no other is ever asked for */
		directory->lots[place] = grow(NULL, directory->mixed_count / 2 + 1, 1);
		memset(directory->lots[place], 0, directory->mixed_count / 2 + 1);
	}
	for (size_t at = 0; at < words; at++)
		for (uint64_t left = set[at]; left != 0; left &= left - 1)
			add_lots(making, (uint32_t)(64 * at) + bit_lowest(left), mixed++);
	add_mixtures(making);
}

void directory_add_enterprises(const struct snapshot *s, struct directory *directory)
{
	struct making making = {.s = s, .directory = directory,
		.portfolios = distinct_begin(sizeof(struct portfolio)),
		.divisions = distinct_begin(sizeof(struct division_set)),
		.mixtures = distinct_begin(sizeof(struct mixture))};

	set_of(directory, SET_NOBODY);
	distinct_number(&making.divisions, &(struct division_set){0}); /* none is number 0 */
	directory->cards = grow(NULL, directory->count, sizeof *directory->cards);
	directory->offers = grow(NULL, s->offering_count, sizeof *directory->offers);
	directory->offer_ends = grow(NULL, directory->count, sizeof *directory->offer_ends);
	for (uint32_t e = 0; e < directory->count; e++)
		add_enterprise(&making, e);
	directory->portfolio_count = making.portfolios.count;
	directory->portfolios = distinct_end(&making.portfolios);
	directory->area_count = s->area_count;
	turn_areas(directory, s->areas);
	add_mixed(&making);
	directory->division_count = making.divisions.count;
	directory->divisions = distinct_end(&making.divisions);
}
