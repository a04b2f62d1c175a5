/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/document_vectors.h"

#include <stdlib.h>
#include <string.h>

#include "lib/passing.h"
#include "lib/string_table.h" /* grow */

#define UNITS_MOST (UINT32_MAX / 2)
#define WORDS_MOST UINT32_C(0xffffff) /* of a document: there are no more terms (TERMS_MOST) but for repetitions */

uint8_t document_kind_weight(struct document_terms kinds, uint32_t kind)
{
	uint32_t low = 0, high = kinds.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (kinds.numbers[middle] < kind)
			low = middle + 1;
		else
			high = middle;
	}
	return low < kinds.count && kinds.numbers[low] == kind ? kinds.weights[low] : 0;
}

/* ---- making them ---- */

static void make_room(struct document_vectors *vectors, uint32_t more)
{
	if (vectors->count == vectors->room) {
		vectors->room = 2 * vectors->room + 64;
		vectors->of = grow(vectors->of, vectors->room, sizeof *vectors->of);
	}
	if (vectors->unit_count + more <= vectors->unit_room && vectors->units != NULL)
		return;
	if (vectors->unit_room > UNITS_MOST / 2 - 256 - more)
		abort();
	vectors->unit_room = 2 * vectors->unit_room + 256 + more;
	vectors->units = grow(vectors->units, vectors->unit_room, sizeof *vectors->units);
}

/* How often the word before a term must be repeated, so that its upper bits are told. */
static uint32_t repeats(uint32_t before, uint32_t term)
{
	uint32_t steps = (term >> 16) - (before >> 16); /* before the first one: one more than its upper bits */

	if (before == BEFORE_WORDS)
		steps = (term >> 16) + 1;
	return steps - ((term & 0xffff) <= (before & 0xffff) ? 1 : 0);
}

static struct document_vector shape(const struct term_set *set, uint32_t first_kind, uint32_t end_kind)
{
	uint32_t before = BEFORE_WORDS, words = 0, kinds = 0;

	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t term = set->terms[i];
		if (term >= first_kind && term < end_kind) {
			kinds++;
			continue;
		}
		words += repeats(before, term) + 1;
		before = term;
	}
	if (words > WORDS_MOST || kinds > UINT8_MAX)
		abort();
	return (struct document_vector){.words = words & WORDS_MOST, .kinds = kinds & UINT8_MAX};
}

static void put_terms(const struct term_set *set, uint32_t first_kind, uint32_t end_kind, uint16_t *kinds,
	uint32_t kind_count, uint32_t word_count)
{
	uint8_t *kind_weights = (uint8_t *)(kinds + kind_count);
	uint16_t *words = kinds + document_units(kind_count);
	uint8_t *word_weights = (uint8_t *)(words + word_count);
	uint32_t before = BEFORE_WORDS;

	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t term = set->terms[i];
		if (term >= first_kind && term < end_kind) {
			*kinds++ = (uint16_t)(term - first_kind);
			*kind_weights++ = set->weights[term];
			continue;
		}
		for (uint32_t left = repeats(before, term); left > 0; left--) {
			*words++ = (uint16_t)before;
			*word_weights++ = 0;
		}
		*words++ = (uint16_t)term;
		*word_weights++ = set->weights[term];
		before = term;
	}
}

void document_vectors_put(struct document_vectors *vectors, struct term_set *set, uint32_t first_kind,
	uint32_t end_kind)
{
	term_set_sort(set);
	struct document_vector vector = shape(set, first_kind, end_kind);
	uint32_t units = document_units(vector.kinds) + document_units(vector.words);

	if (end_kind - first_kind > UINT16_MAX)
		abort();
	make_room(vectors, units);
	vector.at = vectors->unit_count;
	memset(vectors->units + vector.at, 0, units * sizeof *vectors->units); /* the last byte of an odd count, too */
	put_terms(set, first_kind, end_kind, vectors->units + vector.at, vector.kinds, vector.words);
	vectors->of[vectors->count++] = vector;
	vectors->unit_count += units;
}

static void append_all(struct document_vectors *vectors, const struct document_vectors *more)
{
	if (more->unit_count > UNITS_MOST - vectors->unit_count)
		abort();
	vectors->room = vectors->count + more->count;
	vectors->of = grow(vectors->of, vectors->room, sizeof *vectors->of);
	vectors->unit_room = vectors->unit_count + more->unit_count;
	vectors->units = grow(vectors->units, vectors->unit_room, sizeof *vectors->units);
	for (uint32_t i = 0; i < more->count; i++) {
		vectors->of[vectors->count + i] = more->of[i];
		vectors->of[vectors->count + i].at += vectors->unit_count;
	}
	memcpy(vectors->units + vectors->unit_count, more->units, more->unit_count * sizeof *vectors->units);
	vectors->count += more->count;
	vectors->unit_count += more->unit_count;
}

void document_vectors_append(struct document_vectors *vectors, struct document_vectors *more)
{
	if (vectors->count == 0) {
		document_vectors_close(vectors);
		*vectors = *more;
		*more = (struct document_vectors){0};
		return;
	}
	if (more->count > 0)
		append_all(vectors, more);
	document_vectors_close(more);
}

void document_vectors_trim(struct document_vectors *vectors)
{
	if (vectors->units == NULL)
		return;
	vectors->room = vectors->count;
	vectors->of = grow(vectors->of, vectors->room, sizeof *vectors->of);
	vectors->unit_room = vectors->unit_count;
	vectors->units = grow(vectors->units, vectors->unit_room, sizeof *vectors->units);
}

size_t document_vectors_size(const struct document_vectors *vectors)
{
	return vectors->room * sizeof *vectors->of + vectors->unit_room * sizeof *vectors->units;
}

void document_vectors_close(struct document_vectors *vectors)
{
	free(vectors->of);
	free(vectors->units);
	*vectors = (struct document_vectors){0};
}

void document_vectors_pass(struct passing *p, struct document_vectors *vectors)
{
	PASS(p, vectors->count);
	PASS(p, vectors->room);
	PASS(p, vectors->unit_count);
	PASS(p, vectors->unit_room);
	PASS_ARRAY(p, vectors->of, vectors->count);
	PASS_ARRAY(p, vectors->units, vectors->unit_count);
}
