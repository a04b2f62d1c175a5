/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/vectors.h"

#include <stdlib.h>
#include <string.h>

/* "haveservice" is about a garden nearly as much as "have" is. */
#define PART_WEIGHT 0.85F

uint32_t vectors_begin(struct vectors *vectors)
{
	if (vectors->count == vectors->room) {
		vectors->room = 2 * vectors->room + 64;
		vectors->of = grow(vectors->of, vectors->room, sizeof *vectors->of);
	}
	if (vectors->terms == NULL) { /* so that an empty vector has a place, too */
		vectors->term_room = 256;
		vectors->terms = grow(NULL, vectors->term_room, sizeof *vectors->terms);
	}
	vectors->of[vectors->count] = (struct span){vectors->term_count, 0};
	return vectors->count++;
}

void vectors_add(struct vectors *vectors, uint32_t term, float weight)
{
	if (term >= TERMS_MOST)
		return;
	if (vectors->term_count == vectors->term_room) {
		if (vectors->term_room > UINT32_MAX / 2 - 256)
			abort();
		vectors->term_room = 2 * vectors->term_room + 256;
		vectors->terms = grow(vectors->terms, vectors->term_room, sizeof *vectors->terms);
	}
	vectors->terms[vectors->term_count++] = weighted(term, weight_byte(weight));
	vectors->of[vectors->count - 1].count++;
}

/* Shell's sort: a vector has some dozens of terms, and comparing them in place is several times as fast as qsort. */
static void sort_terms(weighted_term *terms, uint32_t count)
{
	static const uint32_t gaps[] = {701, 301, 132, 57, 23, 10, 4, 1};

	for (size_t g = 0; g < sizeof gaps / sizeof gaps[0]; g++)
		for (uint32_t i = gaps[g]; i < count; i++) {
			weighted_term term = terms[i];
			uint32_t at = i;
			for (; at >= gaps[g] && terms[at - gaps[g]] > term; at -= gaps[g])
				terms[at] = terms[at - gaps[g]];
			terms[at] = term;
		}
}

/* Of one term the last is the greatest. */
static uint32_t keep_greatest(weighted_term *terms, uint32_t count)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		kept -= kept > 0 && weighted_number(terms[kept - 1]) == weighted_number(terms[i]);
		terms[kept++] = terms[i];
	}
	return kept;
}

void vectors_end(struct vectors *vectors)
{
	struct span *span = &vectors->of[vectors->count - 1];

	sort_terms(vectors->terms + span->from, span->count);
	span->count = keep_greatest(vectors->terms + span->from, span->count);
	vectors->term_count = span->from + span->count;
}

void vectors_post(struct vectors *vectors, uint32_t terms)
{
	vectors->posted_terms = terms;
	vectors->postings = grow(NULL, terms, sizeof *vectors->postings);
	vectors->posted = grow(NULL, vectors->term_count, sizeof *vectors->posted);
	memset(vectors->postings, 0, terms * sizeof *vectors->postings);
	for (uint32_t i = 0; i < vectors->term_count; i++)
		vectors->postings[weighted_number(vectors->terms[i])].count++;
	for (uint32_t i = 0, from = 0; i < terms; i++) {
		vectors->postings[i].from = from;
		from += vectors->postings[i].count;
		vectors->postings[i].count = 0;
	}
	for (uint32_t thing = 0; thing < vectors->count; thing++) {
		struct span span = vectors->of[thing];
		for (uint32_t i = span.from; i < span.from + span.count; i++) {
			struct span *posting = &vectors->postings[weighted_number(vectors->terms[i])];
			vectors->posted[posting->from + posting->count++] =
				weighted(thing, weighted_byte(vectors->terms[i]));
		}
	}
}

void vectors_append(struct vectors *vectors, const struct vectors *more)
{
	vectors->room = vectors->count + more->count;
	vectors->of = grow(vectors->of, vectors->room, sizeof *vectors->of);
	vectors->term_room = vectors->term_count + more->term_count + 1; /* an empty vector has a place, too */
	if (vectors->term_room > UINT32_MAX / 2)
		abort();
	vectors->terms = grow(vectors->terms, vectors->term_room, sizeof *vectors->terms);
	for (uint32_t i = 0; i < more->count; i++)
		vectors->of[vectors->count + i] =
			(struct span){vectors->term_count + more->of[i].from, more->of[i].count};
	if (more->term_count > 0)
		memcpy(vectors->terms + vectors->term_count, more->terms,
			more->term_count * sizeof *vectors->terms);
	vectors->count += more->count;
	vectors->term_count += more->term_count;
}

struct postings vectors_postings(const struct vectors *vectors, uint32_t terms)
{
	struct posting_pairs pairs;

	pairs_begin(&pairs, terms, vectors->count);
	for (uint32_t thing = 0; thing < vectors->count; thing++) {
		struct span span = vectors->of[thing];
		for (uint32_t i = span.from; i < span.from + span.count; i++)
			pairs_add(&pairs, weighted_number(vectors->terms[i]), weighted_byte(vectors->terms[i]));
		pairs_next(&pairs);
	}
	return pairs_end(&pairs);
}

size_t vectors_size(const struct vectors *vectors)
{
	size_t posted = vectors->posted == NULL ? 0 : vectors->term_count;

	return vectors->room * sizeof *vectors->of +
		(vectors->term_room + posted) * sizeof *vectors->terms +
		vectors->posted_terms * sizeof *vectors->postings;
}

void vectors_close(struct vectors *vectors)
{
	free(vectors->of);
	free(vectors->terms);
	free(vectors->postings);
	free(vectors->posted);
	*vectors = (struct vectors){0};
}

float vector_weight(const weighted_term *terms, uint32_t count, uint32_t term)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (weighted_number(terms[middle]) < term)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && weighted_number(terms[low]) == term ? weighted_weight(terms[low]) : 0.0F;
}

/* ---- texts ---- */

struct fill_state {
	const struct filling *filling;
	enum language language;
	float weight;
};

static void fill_meaning(const struct filling *filling, const struct meaning *meaning, bool capital, float weight)
{
	if (meaning->stop || (meaning->place && capital && !filling->places))
		return;
	if (meaning->whole != NO_TERM)
		vectors_add(filling->into, meaning->whole, weight);
	for (size_t i = 0; i < meaning->part_count; i++)
		if (meaning->parts[i] != NO_TERM)
			vectors_add(filling->into, meaning->parts[i], weight * PART_WEIGHT);
}

static void fill_word(void *context, const struct word_seen *word)
{
	const struct fill_state *state = context;
	struct meaning meaning;

	vocabulary_read(state->filling->vocabulary, state->filling->stems, state->language, word,
		&meaning);
	fill_meaning(state->filling, &meaning, word->capital, state->weight);
}

void fill_noted(const struct filling *filling, struct noted text, float weight)
{
	for (uint32_t i = 0; i < text.count; i++)
		fill_meaning(filling, vocabulary_meaning(filling->vocabulary, text.words[i] & NOTED_NUMBER),
			(text.words[i] & NOTED_CAPITAL) != 0, weight);
}

void fill_text(const struct filling *filling, const char *text, enum language language, float weight)
{
	struct fill_state state = {filling, language, weight};

	text_words(text, language, fill_word, &state);
}

void fill_counted(const struct filling *filling)
{
	uint32_t first = filling->vocabulary->stems.first;

	vectors_end(filling->into);
	struct span span = filling->into->of[filling->into->count - 1];
	for (uint32_t i = span.from; i < span.from + span.count; i++) {
		uint32_t term = weighted_number(filling->into->terms[i]);
		if (term >= first) /* else it was weighed before */
			filling->documents[term - first]++;
	}
}
