/* SPDX-License-Identifier: MPL-2.0 */
/* Building the thesaurus: the nodes of codes and their neighbours; their phrases are made in thesaurus_phrases.c. What a
 * text is about is worked out in topic.c. */
#include "lib/thesaurus_phrases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/passing.h"

static const unsigned level_digits[LEVELS] = {2, 3, 4, 5, 8};

double level_closeness(enum node_level level)
{
	/* "55" is all of hotels and restaurants, "555" canteens and catering, "5552" catering. */
	static const double closeness[LEVELS] = {0.12, 0.40, 0.78, 0.92, 1.00};

	return closeness[level];
}

/* ---- nodes ---- */

static unsigned depth(cpv_number code)
{
	unsigned digits = 8;

	while (digits > 2 && code % 10 == 0) {
		code /= 10;
		digits--;
	}
	return digits;
}

/* False below the code's depth, but every code is a node itself: who gives 55500000 means canteens and catering as a
 * whole, which is not the same as any one thing under it. */
static bool node_name(cpv_number code, enum node_level level, char name[WORD_SIZE])
{
	unsigned deep = depth(code), digits = level_digits[level];
	char text[16];

	if (digits > deep && level != LEVEL_CODE)
		return false;
	snprintf(text, sizeof text, "%08u", code);
	snprintf(name, WORD_SIZE, "#%.*s", (int)digits, text);
	return true;
}

/* The term of a code's node on a level, made when it is not there; NO_TERM below the code's own depth. */
static uint32_t node_term_add(struct vocabulary *vocabulary, cpv_number code, enum node_level level)
{
	char name[WORD_SIZE];

	return node_name(code, level, name) ? vocabulary_term_add(vocabulary, name) : NO_TERM;
}

static uint32_t node_add(struct thesaurus *t, uint32_t term, enum node_level level, uint32_t entry)
{
	if (t->node_count == t->node_room) {
		t->node_room = 2 * t->node_room + 256;
		t->node_terms = grow(t->node_terms, t->node_room, sizeof *t->node_terms);
		t->node_levels = grow(t->node_levels, t->node_room, sizeof *t->node_levels);
		t->node_entries = grow(t->node_entries, t->node_room, sizeof *t->node_entries);
	}
	t->node_terms[t->node_count] = term;
	t->node_levels[t->node_count] = (uint8_t)level;
	t->node_entries[t->node_count] = entry;
	return t->node_count++;
}

/* Entries stand ascending by code, so a node's entries stand together. */
static void make_nodes(struct thesaurus *t, struct vocabulary *vocabulary,
	const struct thesaurus_entry *entries)
{
	uint32_t now[LEVELS] = {NO_NODE, NO_NODE, NO_NODE, NO_NODE, NO_NODE};

	t->entry_nodes = grow(NULL, t->entry_count, sizeof *t->entry_nodes);
	t->node_terms_begin = vocabulary->stems.count;
	for (uint32_t i = 0; i < t->entry_count; i++)
		for (int level = 0; level < LEVELS; level++) {
			uint32_t term = node_term_add(vocabulary, entries[i].code, (enum node_level)level);
			if (term != NO_TERM && (now[level] == NO_NODE || t->node_terms[now[level]] != term))
				now[level] = node_add(t, term, (enum node_level)level, i);
			t->entry_nodes[i][level] = term == NO_TERM ? NO_NODE : now[level];
		}
	t->node_terms_end = vocabulary->stems.count;
}

/* ---- neighbours ---- */

/* The number of a code; the count when it is not among them. */
static uint32_t entry_of(const struct thesaurus_entry *entries, uint32_t count, cpv_number code)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (entries[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && entries[low].code == code ? low : count;
}

/* The node of a code with all that is under it. */
static uint32_t whole_node(const struct thesaurus *t, uint32_t entry)
{
	uint32_t node = NO_NODE;

	for (int level = 0; level < LEVEL_CODE; level++)
		node = t->entry_nodes[entry][level] != NO_NODE ? t->entry_nodes[entry][level] : node;
	return node;
}

static void make_neighbours(struct thesaurus *t, const struct thesaurus_entry *entries,
	const struct thesaurus_pair *pairs, size_t count)
{
	t->neighbours = grow(NULL, 2 * count, sizeof *t->neighbours);
	for (size_t i = 0; i < count; i++) {
		const struct thesaurus_pair *pair = &pairs[i];
		uint32_t lower = entry_of(entries, t->entry_count, pair->lower);
		uint32_t higher = entry_of(entries, t->entry_count, pair->higher);
		float closeness = (float)pair->closeness / 100.0F;
		if (lower == t->entry_count || higher == t->entry_count)
			continue;
		t->neighbours[t->neighbour_count++] =
			(struct neighbour){whole_node(t, lower), higher, closeness};
		t->neighbours[t->neighbour_count++] =
			(struct neighbour){whole_node(t, higher), lower, closeness};
	}
}

/* ---- words that are nearly the same ---- */

static void gather_words(struct thesaurus *t, const struct vocabulary *vocabulary)
{
	t->words = grow(NULL, vocabulary->words.count, sizeof *t->words);
	for (uint32_t i = 0; i < vocabulary->words.count; i++) {
		uint32_t term = vocabulary_whole(vocabulary, vocabulary->sorted[i]);
		if (term != NO_TERM && thesaurus_knows(t, term))
			t->words[t->word_count++] = vocabulary->sorted[i];
	}
	t->words = grow(t->words, t->word_count, sizeof *t->words);
}

static bool is_known(const void *context, uint32_t term)
{
	return thesaurus_knows(context, term);
}

uint32_t thesaurus_near(const struct thesaurus *t, const struct vocabulary *vocabulary, enum language language,
	const char *base, float *quality)
{
	return vocabulary_near_among(vocabulary, (struct word_list){t->words, NULL, t->word_count}, language, base,
		(struct wanted_terms){is_known, t}, quality);
}

/* ---- all of it ---- */

struct thesaurus *thesaurus_open(struct vocabulary *vocabulary, struct stems *stems,
	const struct thesaurus_entry *entries, uint32_t count, const struct thesaurus_pair *pairs, size_t pair_count)
{
	struct thesaurus *t = grow(NULL, 1, sizeof *t);

	*t = (struct thesaurus){.entry_count = count};
	make_nodes(t, vocabulary, entries);
	make_neighbours(t, entries, pairs, pair_count);
	t->term_count = vocabulary->stems.count;
	thesaurus_phrases_make(t, vocabulary, stems, entries);
	t->company = company_open(t);
	gather_words(t, vocabulary);
	return t;
}

void thesaurus_close(struct thesaurus **thesaurus)
{
	struct thesaurus *t = *thesaurus;

	if (t == NULL)
		return;
	free(t->phrases);
	free(t->terms);
	free(t->shares);
	free(t->known);
	free(t->known_before);
	free(t->begins);
	company_close(&t->company);
	free(t->words);
	free(t->entry_nodes);
	free(t->node_terms);
	free(t->node_levels);
	free(t->node_entries);
	free(t->neighbours);
	free(t);
	*thesaurus = NULL;
}

size_t thesaurus_size(const struct thesaurus *t)
{
	return sizeof *t + company_size(t->company) + t->word_count * sizeof *t->words + t->phrase_room * sizeof *t->phrases +
		t->begins[LANGUAGES * t->known_count] * (sizeof *t->shares + sizeof *t->terms) +
		(LANGUAGES * t->known_count + 1) * sizeof *t->begins +
		BITS_WORDS(t->term_count) * (sizeof *t->known + sizeof *t->known_before) + t->entry_count * sizeof *t->entry_nodes +
		t->node_room * (2 * sizeof(uint32_t) + 1) + t->neighbour_count * sizeof *t->neighbours;
}

static void pass_phrases(struct passing *p, struct thesaurus *t)
{
	PASS(p, t->phrase_count);
	PASS(p, t->phrase_room);
	PASS(p, t->known_count);
	PASS(p, t->term_count);
	PASS_ARRAY(p, t->known, BITS_WORDS(t->term_count));
	PASS_ARRAY(p, t->known_before, BITS_WORDS(t->term_count));
	PASS_ARRAY(p, t->begins, (size_t)LANGUAGES * t->known_count + 1);
	size_t shares = t->begins == NULL ? 0 : t->begins[LANGUAGES * t->known_count];
	PASS_ARRAY(p, t->phrases, t->phrase_count);
	PASS_ARRAY(p, t->terms, shares);
	PASS_ARRAY(p, t->shares, shares);
	company_pass(p, &t->company);
}

static void pass_nodes(struct passing *p, struct thesaurus *t)
{
	PASS(p, t->node_terms_begin);
	PASS(p, t->node_terms_end);
	PASS(p, t->node_count);
	PASS(p, t->node_room);
	PASS(p, t->entry_count);
	PASS_ARRAY(p, t->entry_nodes, t->entry_count);
	PASS_ARRAY(p, t->node_terms, t->node_count);
	PASS_ARRAY(p, t->node_levels, t->node_count);
	PASS_ARRAY(p, t->node_entries, t->node_count);
}

void thesaurus_pass(struct passing *p, struct thesaurus **thesaurus)
{
	if (!PASS_THING(p, *thesaurus))
		return;
	struct thesaurus *t = *thesaurus;
	pass_phrases(p, t);
	pass_nodes(p, t);
	PASS(p, t->word_count);
	PASS_ARRAY(p, t->words, t->word_count);
	PASS(p, t->neighbour_count);
	PASS_ARRAY(p, t->neighbours, t->neighbour_count);
}

bool thesaurus_knows(const struct thesaurus *t, uint32_t term)
{
	return term < t->term_count && bit_has(t->known, term);
}
