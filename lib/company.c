/* SPDX-License-Identifier: MPL-2.0 */
/* Made by counting: how many phrases each two terms have, where they begin, then every phrase to its place. */
#include "lib/company.h"

#include <stdlib.h>

#include "lib/fetch.h"
#include "lib/passing.h"
#include "lib/thesaurus.h"

/* So many bits for a slot: at most one in sixteen is set. */
#define BITS_EACH 8U

#define PHRASES_MOST UINT32_C(0x3fffffff)

struct company_slot {
	uint32_t low, high; /* terms; the same: free */
	uint32_t from, count;
};

static struct company_slot *slot_of(const struct company *company, uint32_t a, uint32_t b)
{
	uint32_t low = a < b ? a : b, high = a < b ? b : a;
	uint32_t slot = company_hash(a, b) & company->mask;

	while (company->slots[slot].low != company->slots[slot].high &&
		(company->slots[slot].low != low || company->slots[slot].high != high))
		slot = (slot + 1) & company->mask;
	return &company->slots[slot];
}

void company_fetch(const struct company *company, uint32_t a, uint32_t b)
{
	fetch(&company->slots[company_hash(a, b) & company->mask]);
}

struct company_phrases company_find(const struct company *company, uint32_t a, uint32_t b)
{
	const struct company_slot *slot = slot_of(company, a, b);

	return (struct company_phrases){company->phrases + slot->from, slot->count};
}

/* ---- making it ---- */

static void count_two(struct company *company, struct company_phrase phrase, const struct phrase_term *a,
	const struct phrase_term *b)
{
	struct company_slot *slot = slot_of(company, a->term, b->term);
	uint32_t bit = company_hash(a->term, b->term) & company->bits_mask;

	(void)phrase;
	slot->low = a->term < b->term ? a->term : b->term;
	slot->high = a->term < b->term ? b->term : a->term;
	slot->count++;
	company->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static void place_two(struct company *company, struct company_phrase phrase, const struct phrase_term *a,
	const struct phrase_term *b)
{
	struct company_slot *slot = slot_of(company, a->term, b->term);
	bool ascending = a->term < b->term;

	phrase.low = ascending ? a->at : b->at;
	phrase.high = ascending ? b->at : a->at;
	company->phrases[slot->from + slot->count++] = phrase;
}

/* The terms of a phrase are not the same. */
static void each_two(struct company *company, const struct thesaurus *t,
	void (*take)(struct company *company, struct company_phrase phrase, const struct phrase_term *a,
		const struct phrase_term *b))
{
	for (uint32_t i = 0; i < t->phrase_count; i++) {
		const struct phrase_term *terms = t->terms + t->phrases[i].terms;
		struct company_phrase phrase = {.phrase = i & PHRASES_MOST, .language = t->phrases[i].language & 3U};
		for (uint32_t a = 0; a < t->phrases[i].term_count; a++)
			for (uint32_t b = a + 1; b < t->phrases[i].term_count; b++)
				take(company, phrase, &terms[a], &terms[b]);
	}
}

static void make_room(struct company *company, const struct thesaurus *t)
{
	size_t pairs = 0;

	for (uint32_t i = 0; i < t->phrase_count; i++)
		pairs += (size_t)t->phrases[i].term_count * (t->phrases[i].term_count - 1U) / 2;
	if (pairs > UINT32_MAX / 4 / BITS_EACH || t->phrase_count > PHRASES_MOST)
		abort();
	for (company->mask = 63; company->mask < 2 * pairs;)
		company->mask = 2 * company->mask + 1;
	company->phrase_count = (uint32_t)pairs;
	company->bits_mask = BITS_EACH * (company->mask + 1) - 1;
	company->bits = calloc(((size_t)company->bits_mask + 1) / 64, sizeof *company->bits);
	company->slots = calloc((size_t)company->mask + 1, sizeof *company->slots);
	company->phrases = grow(NULL, pairs, sizeof *company->phrases);
	if (company->bits == NULL || company->slots == NULL)
		abort();
}

struct company *company_open(const struct thesaurus *t)
{
	struct company *company = grow(NULL, 1, sizeof *company);

	make_room(company, t);
	each_two(company, t, count_two);
	for (uint32_t i = 0, from = 0; i <= company->mask; i++) {
		company->slots[i].from = from;
		from += company->slots[i].count;
		company->slots[i].count = 0;
	}
	each_two(company, t, place_two);
	return company;
}

void company_close(struct company **company)
{
	if (*company == NULL)
		return;
	free((*company)->bits);
	free((*company)->slots);
	free((*company)->phrases);
	free(*company);
	*company = NULL;
}

size_t company_size(const struct company *company)
{
	return sizeof *company + ((size_t)company->bits_mask + 1) / 8 +
		((size_t)company->mask + 1) * sizeof *company->slots + company->phrase_count * sizeof *company->phrases;
}

void company_pass(struct passing *p, struct company **company)
{
	if (!PASS_THING(p, *company))
		return;
	struct company *c = *company;
	PASS(p, c->bits_mask);
	PASS(p, c->mask);
	PASS(p, c->phrase_count);
	PASS_ARRAY(p, c->bits, ((size_t)c->bits_mask + 1) / 64);
	PASS_ARRAY(p, c->slots, (size_t)c->mask + 1);
	PASS_ARRAY(p, c->phrases, c->phrase_count);
}
