/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The rows of the table that compares two words (optimal string alignment) are kept three at a time; a row
 * without any number small enough ends it. Most letters of base forms are ASCII: bytes do. Where many words are
 * compared with one, those that begin alike are left out together.
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

/* ---- along the sorted words ---- */

/* Words in their order share their beginnings, and so their rows: row n stands for the first n bytes. */
struct walk {
	const struct vocabulary *vocabulary;
	const char *base;
	size_t length;
	uint32_t at, end; /* in vocabulary->sorted */
	char word[WORD_SIZE]; /* whose rows stand here, the first so many: */
	size_t rows;
	unsigned table[WORD_SIZE][WORD_SIZE];
};

static const char *word_at(const struct walk *walk, uint32_t at)
{
	return string_table_text(&walk->vocabulary->words, walk->vocabulary->sorted[at]) + 1; /* behind its language */
}

/* The slips of the present word; most + 1 when it takes more, then *beginning says how many of its bytes tell so. */
static unsigned walk_slips(struct walk *walk, unsigned most, size_t *beginning)
{
	const char *word = word_at(walk, walk->at);
	size_t i = 0, length = strlen(word);

	*beginning = length;
	while (i < walk->rows && word[i] == walk->word[i] && word[i] != '\0')
		i++;
	memcpy(walk->word, word, length + 1);
	for (i++; i <= length; i++) {
		unsigned *const rows[3] = {walk->table[i], walk->table[i - 1], walk->table[i > 1 ? i - 2 : 0]};
		walk->rows = i;
		if (fill_row(word, i, walk->base, walk->length, rows) > most) {
			*beginning = i;
			return most + 1;
		}
	}
	walk->rows = length;
	return least(walk->table[length][walk->length], most + 1);
}

/* The next word that does not begin as the present one does: the steps double until it is passed, then halve. */
static void walk_past(struct walk *walk, size_t beginning)
{
	uint32_t low = walk->at, step = 1;

	while (low + step < walk->end && strncmp(word_at(walk, low + step), walk->word, beginning) == 0) {
		low += step;
		step *= 2;
	}
	for (; step > 0; step /= 2)
		if (low + step < walk->end && strncmp(word_at(walk, low + step), walk->word, beginning) == 0)
			low += step;
	walk->at = low + 1;
}

static void find_in(const struct vocabulary *vocabulary, const char *base,
	uint32_t (*common)(const void *context, uint32_t term), const void *context, struct slipped *found)
{
	struct walk walk;
	const char first[2] = {base[0], '\0'};

	walk.vocabulary = vocabulary;
	walk.base = base;
	walk.length = strlen(base);
	walk.rows = 0;
	for (size_t k = 0; k <= walk.length; k++)
		walk.table[0][k] = (unsigned)k;
	vocabulary_beginning(vocabulary, first, &walk.at, &walk.end);
	while (walk.at < walk.end) {
		size_t beginning;
		unsigned away = walk_slips(&walk, found->slips, &beginning);
		if (away > found->slips && beginning < strlen(walk.word)) {
			walk_past(&walk, beginning);
			continue;
		}
		uint32_t term = vocabulary_meaning(vocabulary, vocabulary->sorted[walk.at++])->whole;
		uint32_t how_common = away > found->slips || term == NO_TERM ? 0 : common(context, term);
		if (how_common > 0)
			take(found, term, how_common, away);
	}
}

size_t spelling_find(const struct vocabulary *vocabulary, const char *base,
	uint32_t (*common)(const void *context, uint32_t term), const void *context, uint32_t *terms, size_t most,
	unsigned *slips)
{
	size_t length = strlen(base);
	struct slipped found = {.most = most < KEPT_MOST ? most : KEPT_MOST, .slips = length >= TWO_SLIPS_LETTERS ? 2 : 1};

	if (length < ONE_SLIP_LETTERS || length >= WORD_SIZE || most == 0)
		return 0;
	for (const struct vocabulary *v = vocabulary; v != NULL; v = v->below)
		find_in(v, base, common, context, &found);
	memcpy(terms, found.terms, found.count * sizeof *terms);
	*slips = found.slips;
	return found.count;
}
