/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/directory.h"

#include <stdlib.h>
#include <string.h>

/* ---- sets and cards ---- */

static void set_add(struct directory *directory, unsigned set, uint32_t enterprise)
{
	if (directory->sets[set] == NULL) {
		size_t words = BITS_WORDS(directory->count);
		directory->sets[set] = grow(NULL, words, sizeof(uint64_t));
		memset(directory->sets[set], 0, words * sizeof(uint64_t));
	}
	bit_add(directory->sets[set], enterprise);
}

static void add_delivery(struct directory *directory, uint32_t enterprise, unsigned kind,
	const struct place_set *places)
{
	for (unsigned w = 0; w < PLACES_MOST / 64; w++)
		for (uint64_t left = places->bits[w]; left != 0; left &= left - 1)
			set_add(directory, SET_DELIVERS + 2 * (64 * w + bit_lowest(left)) + kind, enterprise);
}

static void add_divisions(struct directory *directory, struct card *card, uint32_t enterprise,
	const struct division_set *divisions)
{
	size_t count = 0;

	for (unsigned w = 0; w < 2; w++)
		for (uint64_t left = divisions->bits[w]; left != 0; left &= left - 1) {
			unsigned division = 64 * w + bit_lowest(left);
			set_add(directory, SET_DIVISION + division, enterprise);
			if (division > 0 && count < CARD_DIVISIONS)
				card->divisions[count++] = (uint8_t)division;
			else
				card->flags |= CARD_MORE;
		}
}

struct division_set directory_divisions(const struct snapshot *s, uint32_t enterprise)
{
	struct span documents = s->enterprises[enterprise].documents;
	struct division_set set = {0};

	for (uint32_t i = documents.from; i < documents.from + documents.count; i++)
		for (uint32_t k = 0; k < s->documents[i].codes.count; k++)
			division_add(&set, s->document_codes[s->documents[i].codes.from + k]);
	return set;
}

/* ---- offers ---- */

/* Sets that were met before, by what they hold. */
struct known_areas {
	uint32_t *slots; /* number and one; 0: free */
	uint32_t mask;
};

static uint32_t area_slot(const struct known_areas *known, const struct place_set *set)
{
	uint64_t key = (set->bits[0] ^ set->bits[1] * UINT64_C(0x9e3779b97f4a7c15)) *
		UINT64_C(0xff51afd7ed558ccd);

	return (uint32_t)(key >> 32) & known->mask;
}

static void know_areas(const struct directory *directory, struct known_areas *known)
{
	free(known->slots);
	known->mask = 4 * (directory->area_count + 64);
	while ((known->mask & (known->mask - 1)) != 0)
		known->mask &= known->mask - 1;
	known->slots = grow(NULL, known->mask, sizeof *known->slots);
	memset(known->slots, 0, known->mask * sizeof *known->slots);
	known->mask--;
	for (uint32_t i = 0; i < directory->area_count; i++) {
		uint32_t slot = area_slot(known, &directory->areas[i]);
		while (known->slots[slot] != 0)
			slot = (slot + 1) & known->mask;
		known->slots[slot] = i + 1;
	}
}

static uint32_t area_number(struct directory *directory, struct known_areas *known,
	const struct place_set *set)
{
	uint32_t slot = area_slot(known, set);

	for (; known->slots[slot] != 0; slot = (slot + 1) & known->mask)
		if (memcmp(&directory->areas[known->slots[slot] - 1], set, sizeof *set) == 0)
			return known->slots[slot] - 1;
	if (directory->area_count == directory->area_room) {
		directory->area_room = 2 * directory->area_room + 64;
		directory->areas = grow(directory->areas, directory->area_room, sizeof *directory->areas);
	}
	directory->areas[directory->area_count++] = *set;
	known->slots[slot] = directory->area_count;
	if (2 * directory->area_count > known->mask)
		know_areas(directory, known);
	return directory->area_count - 1;
}

static struct offer offer_of(const struct snapshot *s, const struct document *document, uint32_t areas)
{
	struct offer offer = {.codes = document->codes.from, .code_count = (uint16_t)document->codes.count,
		.areas = areas, .product = document->product};

	for (uint32_t i = 0; i < document->codes.count; i++) {
		unsigned division = s->document_codes[document->codes.from + i] / 1000000 % DIVISIONS;
		bool same = i == 0 ? division != 0 : division == offer.division;
		offer.division = same ? (uint8_t)division : OFFER_DIVISIONS;
	}
	return offer;
}

static void add_offers(const struct snapshot *s, struct directory *directory)
{
	struct known_areas known = {0};
	uint32_t count = 0;

	know_areas(directory, &known);
	directory->offers = grow(NULL, s->offering_count, sizeof *directory->offers);
	directory->offer_ends = grow(NULL, directory->count, sizeof *directory->offer_ends);
	for (uint32_t e = 0; e < directory->count; e++) {
		struct span documents = s->enterprises[e].documents;
		for (uint32_t i = documents.from; i < documents.from + documents.count; i++) {
			const struct document *document = &s->documents[i];
			if (document->kind == DOCUMENT_OFFERING)
				directory->offers[count++] = offer_of(s, document,
					area_number(directory, &known, &document->delivers));
		}
		directory->offer_ends[e] = count;
	}
	free(known.slots);
}

static void add_card(const struct snapshot *s, struct directory *directory, uint32_t enterprise)
{
	const struct enterprise_entry *entry = &s->enterprises[enterprise];
	struct division_set divisions = directory_divisions(s, enterprise);
	struct place_set delivers[2] = {0};
	struct card card = {.place = entry->place};

	for (uint32_t i = 0; i < entry->documents.count; i++) {
		const struct document *document = &s->documents[entry->documents.from + i];
		if (document->kind != DOCUMENT_OFFERING)
			continue;
		card.flags |= document->product ? CARD_PRODUCT : CARD_SERVICE;
		for (unsigned w = 0; w < PLACES_MOST / 64; w++)
			delivers[!document->product].bits[w] |= document->delivers.bits[w];
	}
	if (entry->rsv) {
		card.flags |= CARD_RSV;
		set_add(directory, SET_RSV, enterprise);
	}
	for (unsigned kind = 0; kind < 2; kind++) {
		add_delivery(directory, enterprise, kind, &delivers[kind]);
		if ((card.flags & (kind == 0 ? CARD_PRODUCT : CARD_SERVICE)) != 0)
			set_add(directory, SET_KIND + kind, enterprise);
	}
	if (card.place != NO_PLACE) {
		set_add(directory, SET_SEAT + card.place, enterprise);
		set_add(directory, SET_REGION + s->places[card.place].region, enterprise);
	}
	add_divisions(directory, &card, enterprise, &divisions);
	directory->cards[enterprise] = card;
}

static void count_card(const struct snapshot *s, const struct directory *directory, uint32_t enterprise,
	struct tally *tally)
{
	const struct card *card = &directory->cards[enterprise];
	struct division_set divisions = directory_divisions(s, enterprise);

	if (card->place != NO_PLACE) {
		tally->places[card->place]++;
		tally->regions[s->places[card->place].region]++;
	}
	tally->flag += (card->flags & CARD_RSV) != 0;
	tally->kinds[0] += (card->flags & CARD_PRODUCT) != 0;
	tally->kinds[1] += (card->flags & CARD_SERVICE) != 0;
	tally_divisions(tally, &divisions);
}

void directory_count(const struct snapshot *s, uint32_t enterprise, struct tally *tally)
{
	count_card(s, s->directory, enterprise, tally);
}

struct directory *directory_open(const struct snapshot *s, struct postings postings)
{
	struct directory *directory = grow(NULL, 1, sizeof *directory);

	*directory = (struct directory){.count = s->enterprise_count, .postings = postings};
	directory->cards = grow(NULL, directory->count, sizeof *directory->cards);
	for (uint32_t e = 0; e < directory->count; e++)
		add_card(s, directory, e);
	add_offers(s, directory);
	for (uint32_t e = 0; e < directory->count; e++)
		count_card(s, directory, e, &directory->all);
	return directory;
}

void directory_close(struct directory **directory)
{
	if (*directory == NULL)
		return;
	postings_close(&(*directory)->postings);
	for (unsigned i = 0; i < SETS; i++)
		free((*directory)->sets[i]);
	free((*directory)->cards);
	free((*directory)->offers);
	free((*directory)->offer_ends);
	free((*directory)->areas);
	free(*directory);
	*directory = NULL;
}

size_t directory_size(const struct directory *directory)
{
	size_t size = sizeof *directory + postings_size(&directory->postings) +
		directory->count * (sizeof *directory->cards + sizeof *directory->offer_ends) +
		directory->area_room * sizeof *directory->areas;

	if (directory->count > 0)
		size += directory->offer_ends[directory->count - 1] * sizeof *directory->offers;
	for (unsigned i = 0; i < SETS; i++)
		if (directory->sets[i] != NULL)
			size += BITS_WORDS(directory->count) * sizeof(uint64_t);
	return size;
}
