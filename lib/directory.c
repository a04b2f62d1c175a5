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

void directory_count(const struct snapshot *s, uint32_t enterprise, struct tally *tally)
{
	const struct card *card = &s->directory->cards[enterprise];
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

/* ---- postings ---- */

static void add_postings(const struct snapshot *s, struct directory *directory)
{
	struct posting_pairs pairs;

	pairs_begin(&pairs, s->vocabulary->stems.count, directory->count);
	for (uint32_t e = 0; e < directory->count; e++) {
		struct span documents = s->enterprises[e].documents;
		for (uint32_t d = documents.from; d < documents.from + documents.count; d++) {
			struct span vector = s->document_vectors.of[d];
			for (uint32_t i = vector.from; i < vector.from + vector.count; i++)
				pairs_add(&pairs, s->document_vectors.terms[i].term,
					weight_byte(s->document_vectors.terms[i].weight));
		}
		pairs_next(&pairs);
	}
	directory->postings = pairs_end(&pairs);
}

struct directory *directory_open(const struct snapshot *s)
{
	struct directory *directory = grow(NULL, 1, sizeof *directory);

	*directory = (struct directory){.count = s->enterprise_count};
	directory->cards = grow(NULL, directory->count, sizeof *directory->cards);
	for (uint32_t e = 0; e < directory->count; e++)
		add_card(s, directory, e);
	add_postings(s, directory);
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
	free(*directory);
	*directory = NULL;
}

size_t directory_size(const struct directory *directory)
{
	size_t size = sizeof *directory + postings_size(&directory->postings) +
		directory->count * sizeof *directory->cards;

	for (unsigned i = 0; i < SETS; i++)
		if (directory->sets[i] != NULL)
			size += BITS_WORDS(directory->count) * sizeof(uint64_t);
	return size;
}
