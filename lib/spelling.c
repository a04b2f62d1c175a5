/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The rows of the table that compares two words (optimal string alignment) are kept three at a time; a row
 * without any number small enough ends it. Most letters of base forms are ASCII: bytes do.
 */
#include "lib/spelling.h"

#include <string.h>

/* In bytes: æ, ø and å have two in UTF-8. */
#define ONE_SLIP_LETTERS 4
#define TWO_SLIPS_LETTERS 8

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* One row: a[0..i] against each beginning of b. Returns its smallest number. */
static unsigned fill_row(const char *a, size_t i, const char *b, size_t b_length, unsigned *const rows[3])
{
	unsigned *now = rows[0], *before = rows[1], *earlier = rows[2], smallest;

	smallest = now[0] = (unsigned)i;
	for (size_t k = 1; k <= b_length; k++) {
		unsigned slips = before[k - 1] + (a[i - 1] != b[k - 1]);
		slips = least(slips, least(before[k], now[k - 1]) + 1);
		if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
			slips = least(slips, earlier[k - 2] + 1);
		now[k] = slips;
		smallest = least(smallest, slips);
	}
	return smallest;
}

unsigned spelling_slips(const char *a, const char *b, unsigned most)
{
	unsigned table[3][WORD_SIZE];
	size_t a_length = strlen(a), b_length = strlen(b);

	if (a_length >= WORD_SIZE || b_length >= WORD_SIZE ||
		(a_length > b_length ? a_length - b_length : b_length - a_length) > most)
		return most + 1;
	for (size_t k = 0; k <= b_length; k++)
		table[0][k] = (unsigned)k;
	for (size_t i = 1; i <= a_length; i++) {
		unsigned *const rows[3] = {table[i % 3], table[(i + 2) % 3], table[(i + 1) % 3]};
		if (fill_row(a, i, b, b_length, rows) > most)
			return most + 1;
	}
	return least(table[a_length % 3][b_length], most + 1);
}

#define KEPT_MOST 32

struct slipped {
	uint32_t terms[KEPT_MOST], common[KEPT_MOST]; /* the commonest first */
	size_t count, most;
	unsigned slips; /* of those that stand there; fewer throw them out */
};

static bool has(const struct slipped *found, uint32_t term)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->terms[i] == term)
			return true;
	return false;
}

static void take(struct slipped *found, uint32_t term, uint32_t common, unsigned slips)
{
	if (slips < found->slips) {
		found->slips = slips;
		found->count = 0;
	}
	if (has(found, term) || (found->count == found->most && found->common[found->count - 1] >= common))
		return;
	size_t at = found->count < found->most ? found->count++ : found->count - 1;
	for (; at > 0 && found->common[at - 1] < common; at--) {
		found->terms[at] = found->terms[at - 1];
		found->common[at] = found->common[at - 1];
	}
	found->terms[at] = term;
	found->common[at] = common;
}

size_t spelling_find(const struct vocabulary *vocabulary, const char *base,
	uint32_t (*common)(const void *context, uint32_t term), const void *context, uint32_t *terms, size_t most,
	unsigned *slips)
{
	size_t length = strlen(base);
	struct slipped found = {.most = most < KEPT_MOST ? most : KEPT_MOST, .slips = length >= TWO_SLIPS_LETTERS ? 2 : 1};
	const char first[2] = {base[0], '\0'};

	if (length < ONE_SLIP_LETTERS || most == 0)
		return 0;
	for (const struct vocabulary *v = vocabulary; v != NULL; v = v->below) {
		uint32_t from, to;
		vocabulary_beginning(v, first, &from, &to);
		for (uint32_t i = from; i < to; i++) {
			uint32_t term = vocabulary_meaning(v, v->sorted[i])->whole;
			const char *word = string_table_text(&v->words, v->sorted[i]) + 1; /* behind its language */
			unsigned away = term == NO_TERM ? 3 : spelling_slips(base, word, found.slips);
			uint32_t how_common = away <= found.slips ? common(context, term) : 0;
			if (how_common > 0)
				take(&found, term, how_common, away);
		}
	}
	memcpy(terms, found.terms, found.count * sizeof *terms);
	*slips = found.slips;
	return found.count;
}
