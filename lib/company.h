/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Which terms stand in company: for two terms of the thesaurus, the phrases that have both. Most words of a
 * sentence have none, which a bit tells; where some have, the phrases that it touches are few. Internal to the
 * engine.
 */
#ifndef TORV_COMPANY_H
#define TORV_COMPANY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct passing;
struct thesaurus;

struct company {
	uint64_t *bits;        /* by hash of two terms */
	uint32_t bits_mask;    /* so many less one, a power of two */
	struct company_slot *slots; /* by the same; open addressing */
	uint32_t mask;         /* of the slots */
	struct company_phrase *phrases; /* those of two terms stand together, ascending by phrase */
	uint32_t phrase_count;
};

struct company_phrase {
	uint32_t phrase : 30, language : 2; /* its number, and its language */
	uint32_t low, high; /* in thesaurus.shares: what the lower of the terms has of it, and the higher */
};

/* Of a thesaurus whose phrases have their terms. OWNED(company_close) */
struct company *company_open(const struct thesaurus *thesaurus);
void company_close(struct company **company);
size_t company_size(const struct company *company);
void company_pass(struct passing *p, struct company **company); /* passing.h */

struct company_phrases {
	const struct company_phrase *at;
	uint32_t count;
};

/* Two terms will be asked for. */
void company_fetch(const struct company *company, uint32_t a, uint32_t b);

/* The phrases that have both terms, in any language; the terms are not the same one. */
struct company_phrases company_find(const struct company *company, uint32_t a, uint32_t b);

static inline uint32_t company_hash(uint32_t a, uint32_t b)
{
	uint32_t low = a < b ? a : b, high = a < b ? b : a;
	uint32_t hash = low * UINT32_C(0x9e3779b1) ^ high * UINT32_C(0x85ebca6b);

	return hash ^ hash >> 15;
}

/* False: no phrase has both terms. (True: most likely one has.) */
static inline bool company_likely(const struct company *company, uint32_t a, uint32_t b)
{
	uint32_t bit = company_hash(a, b) & company->bits_mask;

	return (company->bits[bit / 64] >> (bit % 64) & 1) != 0;
}

#endif
