/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/vectors.h"

#include <stdlib.h>
#include <string.h>

#include "lib/fetch.h"
#include "lib/passing.h"

/* "haveservice" is about a garden nearly as much as "have" is. */
#define PART_WEIGHT 0.85F

static void make_room(struct vectors *vectors, uint32_t more)
{
	if (vectors->count == vectors->room) {
		vectors->room = 2 * vectors->room + 64;
		vectors->of = grow(vectors->of, vectors->room, sizeof *vectors->of);
	}
	if (vectors->term_count + more < vectors->term_room) /* so that an empty vector has a place, too */
		return;
	if (vectors->term_room > UINT32_MAX / 2 - 256 - more)
		abort();
	vectors->term_room = 2 * vectors->term_room + 256 + more;
	vectors->terms = grow(vectors->terms, vectors->term_room, sizeof *vectors->terms);
}

void vectors_put(struct vectors *vectors, struct term_set *set)
{
	make_room(vectors, set->count);
	term_set_sort(set);
	vectors->of[vectors->count++] = (struct span){vectors->term_count, set->count};
	for (uint32_t i = 0; i < set->count; i++)
		vectors->terms[vectors->term_count++] = weighted(set->terms[i], set->weights[set->terms[i]]);
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

void vectors_trim(struct vectors *vectors)
{
	if (vectors->terms == NULL)
		return;
	vectors->room = vectors->count;
	vectors->of = grow(vectors->of, vectors->room, sizeof *vectors->of);
	vectors->term_room = vectors->term_count + 1; /* an empty vector has a place, too */
	vectors->terms = grow(vectors->terms, vectors->term_room, sizeof *vectors->terms);
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
	return pairs_end(&pairs, 1);
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

void vectors_pass(struct passing *p, struct vectors *vectors)
{
	PASS(p, vectors->count);
	PASS(p, vectors->room);
	PASS(p, vectors->term_count);
	PASS(p, vectors->term_room);
	PASS(p, vectors->posted_terms);
	PASS_ARRAY(p, vectors->of, vectors->count);
	PASS_ARRAY(p, vectors->terms, vectors->term_count);
	PASS_ARRAY(p, vectors->postings, vectors->posted_terms);
	PASS_ARRAY(p, vectors->posted, vectors->term_count);
}

uint32_t document_words_read(struct document_terms words, weighted_term *out)
{
	uint32_t count = 0, term = BEFORE_WORDS;

	for (uint32_t i = 0; i < words.count; i++) {
		term = document_word(term, words.numbers[i]);
		out[count] = weighted(term, words.weights[i]);
		count += words.weights[i] > 0;
	}
	return count;
}

/* ---- texts ---- */

struct fill_state {
	const struct filling *filling;
	enum language language;
	uint8_t whole, part; /* weights of a word, and of a part of one */
};

static struct fill_state fill_begin(const struct filling *filling, enum language language, float weight)
{
	return (struct fill_state){filling, language, weight_byte(weight), weight_byte(weight * PART_WEIGHT)};
}

static void fill_meaning(const struct fill_state *state, const struct meaning *meaning, bool capital)
{
	struct term_set *into = state->filling->into;

	if (meaning->stop || (meaning->place && capital && !state->filling->places))
		return;
	term_set_add(into, meaning->whole, state->whole); /* it keeps no NO_TERM */
	for (size_t i = 0; i < meaning->part_count; i++)
		term_set_add(into, meaning->parts[i], state->part);
}

static void fill_word(void *context, const struct word_seen *word)
{
	const struct fill_state *state = context;
	struct meaning meaning;

	vocabulary_read(state->filling->vocabulary, state->filling->stems, state->language, word,
		&meaning);
	fill_meaning(state, &meaning, word->capital);
}

/* The same of a word of the vocabulary. */
static void fill_known(const struct fill_state *state, uint32_t word, bool capital)
{
	const struct vocabulary *vocabulary = state->filling->vocabulary;
	const struct kept_meaning *meaning = vocabulary_kept(vocabulary, word);
	struct term_set *into = state->filling->into;
	uint32_t count;

	if ((meaning->bits & KEPT_STOP) != 0 ||
		((meaning->bits & KEPT_PLACE) != 0 && capital && !state->filling->places))
		return;
	term_set_add(into, meaning->whole, state->whole);
	const uint32_t *parts = vocabulary_parts(vocabulary, word, &count);
	for (uint32_t i = 0; i < count; i++)
		term_set_add(into, parts[i], state->part);
}

/* What a word that comes soon stands for; and, when that was fetched, the parts of one that comes before it, and whether
 * the set has its term. */
static void fetch_ahead(const struct filling *filling, struct noted text, uint32_t at)
{
	const struct vocabulary *vocabulary = filling->vocabulary;

	if (at + 2 * NOTED_AHEAD < text.count)
		fetch(vocabulary_kept(vocabulary, text.words[at + 2 * NOTED_AHEAD] & NOTED_NUMBER));
	if (at + NOTED_AHEAD >= text.count)
		return;
	const struct kept_meaning *soon = vocabulary_kept(vocabulary, text.words[at + NOTED_AHEAD] & NOTED_NUMBER);
	term_set_fetch(filling->into, soon->whole);
	if (vocabulary->below == NULL) /* else few stand there */
		fetch(vocabulary->parts + (soon->bits & KEPT_PARTS));
}

void fill_noted(const struct filling *filling, struct noted text, float weight)
{
	struct fill_state state = fill_begin(filling, text.language, weight);
	const struct vocabulary *vocabulary = filling->vocabulary;

	for (uint32_t i = 0; i < text.count && i < 2 * NOTED_AHEAD; i++)
		fetch(vocabulary_kept(vocabulary, text.words[i] & NOTED_NUMBER));
	for (uint32_t i = 0; i < text.count; i++) {
		fetch_ahead(filling, text, i);
		fill_known(&state, text.words[i] & NOTED_NUMBER, (text.words[i] & NOTED_CAPITAL) != 0);
	}
}

void fill_text(const struct filling *filling, const char *text, enum language language, float weight)
{
	struct fill_state state = fill_begin(filling, language, weight);

	text_words(text, language, fill_word, &state);
}

void fill_counted(const struct filling *filling)
{
	const struct term_set *set = filling->into;
	uint32_t first = filling->vocabulary->stems.first;

	for (uint32_t i = 0; i < set->count; i++) {
		if (i + TERMS_AHEAD < set->count && set->terms[i + TERMS_AHEAD] >= first)
			fetch(&filling->documents[set->terms[i + TERMS_AHEAD] - first]);
		if (set->terms[i] >= first) /* else it was weighed before */
			filling->documents[set->terms[i] - first]++;
	}
}
