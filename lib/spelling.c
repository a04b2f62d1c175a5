/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The rows of the table that compares two words (optimal string alignment) are kept three at a time; a row
 * without any number small enough ends it, and of a row only what is near the middle can be small. Most letters of
 * base forms are ASCII: bytes do. Where many words are compared with one, those that begin alike are left out
 * together, and most by their first bytes alone.
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

static size_t least_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* A row: so many bytes of a word, the last two of them, against each beginning of another one. */
struct row {
	size_t i;
	char last, before;
	unsigned *now, *earlier, *earliest; /* itself, and the two above */
};

/* Returns its smallest number. What differs by more bytes than `most` takes more slips, and need not be known. */
static unsigned fill_row(const struct row *row, const char *b, size_t b_length, unsigned most)
{
	size_t i = row->i, from = i > most ? i - most : 1, to = least_of(b_length, i + most);
	unsigned *now = row->now, smallest;

	smallest = now[from - 1] = from > 1 ? most + 1 : (unsigned)i;
	if (from == 1)
		now[0] = (unsigned)i;
	for (size_t k = from; k <= to; k++) {
		unsigned slips = row->earlier[k - 1] + (row->last != b[k - 1]);
		slips = least(slips, least(row->earlier[k], now[k - 1]) + 1);
		if (i > 1 && k > 1 && row->last == b[k - 2] && row->before == b[k - 1])
			slips = least(slips, row->earliest[k - 2] + 1);
		now[k] = slips;
		smallest = least(smallest, slips);
	}
	if (to < b_length)
		now[to + 1] = most + 1;
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
		struct row row = {i, a[i - 1], i > 1 ? a[i - 2] : '\0', table[i % 3], table[(i + 2) % 3],
			table[(i + 1) % 3]};
		if (fill_row(&row, b, b_length, most) > most)
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

/* Words in their order share their beginnings, and so their rows: row n stands for the first n bytes. A word's text is
 * only fetched when its first bytes, which stand beside the order, do not tell. */
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

/* The byte at i of a word that begins so; its text is found when it takes that. */
static char byte_of(const struct walk *walk, size_t i, const char **word)
{
	if (i < BEGINNING_BYTES)
		return (char)(unsigned char)(walk->vocabulary->beginnings[walk->at] >> 8 * (BEGINNING_BYTES - 1 - i));
	if (*word == NULL)
		*word = word_at(walk, walk->at);
	return (*word)[i];
}

/* The slips of the present word; most + 1 when it takes more. *beginning says how many of its bytes tell so; 0: all. */
static unsigned walk_slips(struct walk *walk, unsigned most, size_t *beginning)
{
	const char *word = NULL;
	size_t i = 0;
	char byte;

	*beginning = 0;
	while (i < walk->rows && (byte = byte_of(walk, i, &word)) == walk->word[i] && byte != '\0')
		i++;
	for (; (byte = byte_of(walk, i, &word)) != '\0'; i++) {
		struct row row = {i + 1, byte, i > 0 ? walk->word[i - 1] : '\0', walk->table[i + 1], walk->table[i],
			walk->table[i > 0 ? i - 1 : 0]};
		walk->word[i] = byte;
		walk->rows = i + 1;
		if (fill_row(&row, walk->base, walk->length, most) > most) {
			*beginning = i + 1;
			return most + 1;
		}
	}
	walk->rows = i;
	if ((i > walk->length ? i - walk->length : walk->length - i) > most)
		return most + 1;
	return least(walk->table[i][walk->length], most + 1);
}

static bool begins_alike(const struct walk *walk, uint32_t at, uint64_t first, size_t beginning)
{
	if (((walk->vocabulary->beginnings[at] ^ first) & beginning_mask(beginning)) != 0)
		return false;
	return beginning <= BEGINNING_BYTES || strncmp(word_at(walk, at), walk->word, beginning) == 0;
}

/* The next word that does not begin as the present one does: the steps double until it is passed, then halve. */
static void walk_past(struct walk *walk, size_t beginning)
{
	uint64_t first = walk->vocabulary->beginnings[walk->at];
	uint32_t low = walk->at, step = 1;

	while (low + step < walk->end && begins_alike(walk, low + step, first, beginning)) {
		low += step;
		step *= 2;
	}
	for (; step > 0; step /= 2)
		if (low + step < walk->end && begins_alike(walk, low + step, first, beginning))
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
		if (away > found->slips && beginning > 0) {
			walk_past(&walk, beginning);
			continue;
		}
		uint32_t term = vocabulary_whole(vocabulary, vocabulary->sorted[walk.at++]);
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
