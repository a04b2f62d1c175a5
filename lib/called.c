/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/called.h"

#include <stdlib.h>
#include <string.h>

#include "lib/passing.h"
#include "lib/text.h"

#define NUMBER_BITS 24 /* of an enterprise's number; a directory has no more (PORTFOLIOS_MOST) */
#define HASH_BEGIN UINT64_C(14695981039346656037) /* FNV-1a */
#define HASH_TIMES UINT64_C(1099511628211)

/* Ascending; the key above, the number below. */
struct called {
	uint64_t *at;
	size_t count;
};

/* ---- keys ---- */

struct naming {
	uint64_t hash;
	bool any;
};

static uint64_t hash_more(uint64_t hash, const char *text)
{
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * HASH_TIMES;
	return hash;
}

/* Those that are single letters (A/S, S.M.B.A.) are no words anyway. */
static bool is_company_form(const char *base)
{
	static const char *const forms[] = {"amba", "aps", "as", "bv", "fmba", "ivs", "ltd", "smba"};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strcmp(forms[i], base) == 0)
			return true;
	return false;
}

static void name_add(struct naming *naming, const char *base)
{
	if (is_company_form(base))
		return;
	naming->hash = hash_more(naming->hash, base);
	naming->any = true;
}

static called_key key_of(uint64_t hash)
{
	called_key key = (hash ^ hash >> 32) & (UINT64_MAX >> NUMBER_BITS);

	return key == CALLED_NOTHING ? 1 : key;
}

static void name_word(void *context, const struct word_seen *word)
{
	name_add(context, word->base);
}

called_key called_by_name(const char *name)
{
	struct naming naming = {HASH_BEGIN, false};

	text_words(name, DANISH, name_word, &naming);
	return naming.any ? key_of(naming.hash) : CALLED_NOTHING;
}

called_key called_by_noted(const struct vocabulary *vocabulary, struct noted name)
{
	struct naming naming = {HASH_BEGIN, false};
	enum language language;

	for (uint32_t i = 0; i < name.count; i++)
		name_add(&naming, vocabulary_word(vocabulary, name.words[i] & NOTED_NUMBER, &language));
	return naming.any ? key_of(naming.hash) : CALLED_NOTHING;
}

called_key called_by_number(const char *digits)
{
	return key_of(hash_more(hash_more(HASH_BEGIN, "#"), digits)); /* which no name has */
}

/* ---- the table ---- */

static int ascending(const void *a, const void *b)
{
	const uint64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void put(struct called *called, called_key key, size_t number)
{
	if (key != CALLED_NOTHING)
		called->at[called->count++] = key << NUMBER_BITS | number;
}

struct called *called_open(const struct collection *c, const called_key *names)
{
	struct called *called = grow(NULL, 1, sizeof *called);

	*called = (struct called){.at = grow(NULL, 2 * c->enterprise_count, sizeof *called->at)};
	for (size_t i = 0; i < c->enterprise_count; i++) {
		const char *cvr = c->enterprises[i].cvr;
		put(called, names[i], i);
		if (cvr != NULL && *cvr != '\0')
			put(called, called_by_number(cvr), i);
	}
	called->at = grow(called->at, called->count, sizeof *called->at);
	if (called->count > 0)
		qsort(called->at, called->count, sizeof *called->at, ascending);
	return called;
}

void called_close(struct called **called)
{
	if (*called == NULL)
		return;
	free((*called)->at);
	free(*called);
	*called = NULL;
}

size_t called_size(const struct called *called)
{
	return sizeof *called + called->count * sizeof *called->at;
}

void called_pass(struct passing *p, struct called **called)
{
	if (!PASS_THING(p, *called))
		return;
	PASS(p, (*called)->count);
	PASS_ARRAY(p, (*called)->at, (*called)->count);
}

size_t called_find(const struct called *called, called_key key, uint32_t *numbers, size_t most)
{
	size_t low = 0, high = called->count, count = 0;

	if (key == CALLED_NOTHING)
		return 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (called->at[middle] >> NUMBER_BITS < key)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < called->count && called->at[low] >> NUMBER_BITS == key && count < most; low++)
		numbers[count++] = (uint32_t)(called->at[low] & ((UINT64_C(1) << NUMBER_BITS) - 1));
	return count;
}
