/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The vectors of documents, which are most of what a snapshot holds: three bytes a term. Internal to the engine.
 *
 * The kinds of thing that a document is about stand first, for they are read first and often alone; then its words.
 * Both ascend. A kind is the number of its node's term among the thesaurus's. Of a word's term only the lower 16 bits
 * are kept: where they do not ascend, the upper ones are one more. Where they must be more by two, or by one though the
 * lower ones ascend, the word before is repeated with the weight 0; whoever reads passes over such a word.
 */
#ifndef TORV_DOCUMENT_VECTORS_H
#define TORV_DOCUMENT_VECTORS_H

#include "lib/postings.h"
#include "lib/term_set.h"

struct passing;

struct document_vector {
	uint32_t at; /* in document_vectors.units */
	uint32_t words : 24, kinds : 8;
};

struct document_vectors {
	struct document_vector *of; /* by document */
	/* Of each document: the numbers of its kinds, their weights, two to a unit, then the same of its words. */
	uint16_t *units;
	uint32_t count, room, unit_count, unit_room;
};

/* The kinds of a document, or its words; weights in 255ths. */
struct document_terms {
	const uint16_t *numbers;
	const uint8_t *weights;
	uint32_t count;
};

static inline uint32_t document_units(uint32_t terms)
{
	return terms + (terms + 1) / 2;
}

static inline struct document_terms document_kinds(const uint16_t *units, struct document_vector vector)
{
	const uint16_t *at = units + vector.at;

	return (struct document_terms){at, (const uint8_t *)(at + vector.kinds), vector.kinds};
}

static inline struct document_terms document_words(const uint16_t *units, struct document_vector vector)
{
	const uint16_t *at = units + vector.at + document_units(vector.kinds);

	return (struct document_terms){at, (const uint8_t *)(at + vector.words), vector.words};
}

/* Before the first word. */
#define BEFORE_WORDS UINT32_MAX

/* The term of a word, by that of the one before it. */
static inline uint32_t document_word(uint32_t before, uint16_t number)
{
	uint32_t upper = before & UINT32_C(0xffff0000);

	return upper + (number <= (before & 0xffff) ? UINT32_C(0x10000) : 0) + number;
}

/* 0 when the document is not of this kind. */
uint8_t document_kind_weight(struct document_terms kinds, uint32_t kind);

/* A new document with these terms; those from first_kind on and before end_kind are kinds, 255 at the most. The set is
 * sorted, and stays. */
void document_vectors_put(struct document_vectors *vectors, struct term_set *set, uint32_t first_kind,
	uint32_t end_kind);
/* More documents behind those that are there; `more` has none afterwards. */
void document_vectors_append(struct document_vectors *vectors, struct document_vectors *more);
/* Gives back the room that was for more. */
void document_vectors_trim(struct document_vectors *vectors);
size_t document_vectors_size(const struct document_vectors *vectors);
void document_vectors_close(struct document_vectors *vectors);
void document_vectors_pass(struct passing *p, struct document_vectors *vectors); /* passing.h */

#endif
