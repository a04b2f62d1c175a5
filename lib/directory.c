/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/directory.h"

#include <stdlib.h>
#include <string.h>

#include "lib/distinct.h"
#include "lib/passing.h"
#include "lib/search_known.h"

/* ---- codes ---- */

struct numbered_code {
	cpv_number code;
	uint32_t number;
};

static int by_code(const void *a, const void *b)
{
	const struct numbered_code *left = a, *right = b;

	return (left->code > right->code) - (left->code < right->code);
}

/* The codes that are there, ascending, and where each one's offers begin: begins has room for one more and holds
 * by number how many there are. Leaves in `begins`, by number, where the next one belongs. */
static void settle_codes(struct directory *directory, const uint64_t *codes, uint32_t count, uint32_t *begins)
{
	struct numbered_code *sorted = grow(NULL, count, sizeof *sorted);
	uint32_t begin = 0;

	for (uint32_t i = 0; i < count; i++)
		sorted[i] = (struct numbered_code){(cpv_number)codes[i], i};
	if (count > 1)
		qsort(sorted, count, sizeof *sorted, by_code);
	directory->code_count = count;
	directory->codes = grow(NULL, count, sizeof *directory->codes);
	directory->code_begins = grow(NULL, (size_t)count + 1, sizeof *directory->code_begins);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t offers = begins[sorted[i].number];
		directory->codes[i] = sorted[i].code;
		directory->code_begins[i] = begins[sorted[i].number] = begin;
		begin += offers;
	}
	directory->code_begins[count] = begin;
	free(sorted);
}

/* By counting: how many offers each code has, where each begins, then every offer to its place. */
static void add_codes(const struct snapshot *s, struct directory *directory)
{
	struct distinct codes = distinct_begin(sizeof(uint64_t));
	uint32_t *numbers = grow(NULL, s->document_code_count, sizeof *numbers);
	uint32_t offer = 0;

	for (uint32_t i = 0; i < s->document_code_count; i++)
		numbers[i] = distinct_number(&codes, &(uint64_t){s->document_codes[i]});
	uint32_t count = codes.count, *next = grow(NULL, count, sizeof *next);
	memset(next, 0, count * sizeof *next);
	for (uint32_t i = 0; i < s->document_code_count; i++)
		next[numbers[i]]++;
	uint64_t *known = distinct_end(&codes);
	settle_codes(directory, known, count, next);
	directory->coded = grow(NULL, s->document_code_count, sizeof *directory->coded);
	for (uint32_t e = 0; e < directory->count; e++) {
		struct span documents = s->enterprises[e].documents;
		for (uint32_t i = documents.from; i < documents.from + documents.count; i++) {
			struct span span = document_codes(&s->documents[i]);
			for (uint32_t k = span.from; k < span.from + span.count; k++)
				directory->coded[next[numbers[k]]++] =
					(struct coded){e, 2 * offer + !s->documents[i].product};
			offer += s->documents[i].kind == DOCUMENT_OFFERING;
		}
	}
	free(known);
	free(numbers);
	free(next);
}

/* The first of the codes that is not below. */
static uint32_t code_place(const struct directory *directory, cpv_number code)
{
	uint32_t low = 0, high = directory->code_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (directory->codes[middle] < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void directory_coded(const struct directory *directory, cpv_number low, cpv_number high, uint32_t *from,
	uint32_t *to)
{
	*from = directory->code_begins[code_place(directory, low)];
	*to = low < high ? directory->code_begins[code_place(directory, high)] : *from;
}

/* ---- counting ---- */

static void tally_portfolio(const struct directory *directory, uint32_t number, size_t count, struct tally *tally)
{
	const struct portfolio *portfolio = &directory->portfolios[number];

	tally->rsv += (portfolio->flags & PORTFOLIO_RSV) != 0 ? count : 0;
	tally->reserved += (portfolio->flags & PORTFOLIO_RESERVED) != 0 ? count : 0;
	tally->kinds[0] += (portfolio->flags & PORTFOLIO_PRODUCT) != 0 ? count : 0;
	tally->kinds[1] += (portfolio->flags & PORTFOLIO_SERVICE) != 0 ? count : 0;
	tally_divisions(tally, &directory->divisions[portfolio->divisions[3]], count);
}

void directory_count(const struct snapshot *s, uint32_t enterprise, struct tally *tally)
{
	enterprise_card card = s->directory->cards[enterprise];
	unsigned place = card_place(card);

	if (place != NO_PLACE) {
		tally->places[place]++;
		tally->regions[s->places[place].region]++;
	}
	tally_portfolio(s->directory, card_portfolio(card), 1, tally);
}

static void count_all(const struct snapshot *s, struct directory *directory)
{
	uint32_t *portfolios = grow(NULL, directory->portfolio_count, sizeof *portfolios);
	struct tally *tally = &directory->all;

	memset(portfolios, 0, directory->portfolio_count * sizeof *portfolios);
	for (uint32_t e = 0; e < directory->count; e++) {
		portfolios[card_portfolio(directory->cards[e])]++;
		tally->places[card_place(directory->cards[e])]++;
	}
	tally->places[NO_PLACE] = 0;
	for (unsigned place = 0; place < s->place_count; place++)
		tally->regions[s->places[place].region] += tally->places[place];
	for (uint32_t i = 0; i < directory->portfolio_count; i++)
		tally_portfolio(directory, i, portfolios[i], tally);
	free(portfolios);
}

struct directory *directory_open(const struct snapshot *s, struct postings postings)
{
	struct directory *directory = grow(NULL, 1, sizeof *directory);

	*directory = (struct directory){.count = s->enterprise_count, .postings = postings};
	if (directory->count > PORTFOLIOS_MOST) /* a card could not hold the number */
		abort();
	directory_add_enterprises(s, directory);
	add_codes(s, directory);
	count_all(s, directory);
	directory->names = facet_names_open(s);
	directory->known = known_counts_open();
	return directory;
}

void directory_close(struct directory **directory)
{
	struct directory *old = *directory;

	if (old == NULL)
		return;
	postings_close(&old->postings);
	for (unsigned i = 0; i < SETS; i++)
		free(old->sets[i]);
	for (unsigned i = 0; i < PLACES_MOST; i++)
		free(old->areas[i]);
	for (unsigned i = 0; i < PLACES_MOST; i++)
		free(old->lots[i]);
	free(old->mixed_before);
	free(old->mixtures_of);
	free(old->mixtures);
	known_counts_close(&old->known);
	facet_names_close(&old->names);
	free(old->cards);
	free(old->portfolios);
	free(old->offers);
	free(old->offer_ends);
	free(old->divisions);
	free(old->codes);
	free(old->code_begins);
	free(old->coded);
	free(old);
	*directory = NULL;
}

size_t directory_size(const struct directory *directory)
{
	size_t size = sizeof *directory + postings_size(&directory->postings) +
		directory->count * (sizeof *directory->cards + sizeof *directory->offer_ends) +
		directory->portfolio_count * sizeof *directory->portfolios +
		directory->division_count * sizeof *directory->divisions +
		PLACES_MOST * BITS_WORDS(directory->area_count) * sizeof(uint64_t) +
		BITS_WORDS(directory->count) * sizeof *directory->mixed_before +
		directory->mixed_count * sizeof *directory->mixtures_of +
		directory->mixture_count * sizeof *directory->mixtures +
		directory->code_count * (sizeof *directory->codes + sizeof *directory->code_begins) +
		directory->code_begins[directory->code_count] * sizeof *directory->coded;

	if (directory->count > 0)
		size += directory->offer_ends[directory->count - 1] * sizeof *directory->offers;
	for (unsigned i = 0; i < PLACES_MOST; i++)
		if (directory->lots[i] != NULL)
			size += directory->mixed_count / 2 + 1;
	for (unsigned i = 0; i < SETS; i++)
		if (directory->sets[i] != NULL)
			size += BITS_WORDS(directory->count) * sizeof(uint64_t);
	return size;
}

/* ---- passing ---- */

static void pass_offers(struct passing *p, struct directory *d)
{
	PASS(p, d->portfolio_count);
	PASS(p, d->division_count);
	PASS(p, d->code_count);
	PASS_ARRAY(p, d->cards, d->count);
	PASS_ARRAY(p, d->portfolios, d->portfolio_count);
	PASS_ARRAY(p, d->divisions, d->division_count);
	PASS_ARRAY(p, d->offer_ends, d->count);
	PASS_ARRAY(p, d->offers, d->count == 0 || d->offer_ends == NULL ? 0 : d->offer_ends[d->count - 1]);
	PASS_ARRAY(p, d->codes, d->code_count);
	PASS_ARRAY(p, d->code_begins, (size_t)d->code_count + 1);
	PASS_ARRAY(p, d->coded, d->code_begins == NULL ? 0 : d->code_begins[d->code_count]);
}

static void pass_sets(struct passing *p, struct directory *d)
{
	PASS(p, d->area_count);
	PASS(p, d->mixed_count);
	PASS(p, d->mixture_count);
	for (unsigned i = 0; i < PLACES_MOST; i++)
		PASS_ARRAY(p, d->areas[i], BITS_WORDS(d->area_count));
	for (unsigned i = 0; i < PLACES_MOST; i++)
		PASS_ARRAY(p, d->lots[i], d->mixed_count / 2 + 1);
	for (unsigned i = 0; i < SETS; i++)
		PASS_ARRAY(p, d->sets[i], BITS_WORDS(d->count));
	PASS_ARRAY(p, d->mixed_before, BITS_WORDS(d->count));
	PASS_ARRAY(p, d->mixtures_of, d->mixed_count);
	PASS_ARRAY(p, d->mixtures, d->mixture_count);
}

void directory_pass(struct passing *p, const struct snapshot *s, struct directory **directory)
{
	if (!PASS_THING(p, *directory))
		return;
	struct directory *d = *directory;
	PASS(p, d->count);
	PASS(p, d->all);
	postings_pass(p, &d->postings);
	pass_offers(p, d);
	pass_sets(p, d);
	if (p->finds) {
		d->names = facet_names_open(s);
		d->known = known_counts_open();
	}
}
