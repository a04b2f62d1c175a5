/* SPDX-License-Identifier: MPL-2.0 */
/* CPV codes by words, while someone types: by what the words say, then by how the last one begins. */
#include "lib/search.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/cpv.h"
#include "lib/demand.h"
#include "lib/reading.h"
#include "lib/search_facets.h"
#include "lib/search_words.h"

/* A label that only begins like the last word. */
#define BY_BEGINNING 0.3F
#define BEGINNING_LEAST 2
#define BEGINNINGS_MOST 400
/* Below this a code is a wild guess. */
#define PROBABILITY_LEAST 0.05F

struct suggesting {
	const struct snapshot *s;
	struct likely_code *at;
	size_t count, limit;
};

static void suggest(struct suggesting *suggesting, uint32_t entry, float probability)
{
	if (suggesting->count == suggesting->limit)
		return;
	for (size_t i = 0; i < suggesting->count; i++)
		if (suggesting->at[i].entry == entry)
			return;
	/* one that is found later is not more likely than those before */
	if (suggesting->count > 0)
		probability = fminf(probability, suggesting->at[suggesting->count - 1].probability);
	suggesting->at[suggesting->count++] = (struct likely_code){entry, probability};
}

static void suggest_by_digits(struct suggesting *suggesting, const char *digits)
{
	for (uint32_t i = 0; i < suggesting->s->code_count; i++)
		if (cpv_begins(suggesting->s->codes[i].code, digits))
			suggest(suggesting, i, 1.0F);
}

static void suggest_by_words(struct suggesting *suggesting, struct arena *mem, const char *text,
	enum language language)
{
	struct likely_code *likely = arena_array(mem, suggesting->limit, sizeof *likely);
	size_t count = likely_codes(suggesting->s, text, language, likely, suggesting->limit);

	for (size_t i = 0; i < count; i++)
		if (likely[i].probability >= PROBABILITY_LEAST)
			suggest(suggesting, likely[i].entry, likely[i].probability);
}

static void keep_last(void *context, const struct word_seen *word)
{
	*(struct word_seen *)context = *word;
}

static void suggest_words(struct suggesting *suggesting, const struct vocabulary *vocabulary,
	const char *base)
{
	const struct vectors *labels = &suggesting->s->code_vectors;
	uint32_t from, to;

	vocabulary_beginning(vocabulary, base, &from, &to);
	if (to - from > BEGINNINGS_MOST)
		to = from + BEGINNINGS_MOST;
	for (uint32_t i = from; i < to; i++) {
		uint32_t term = vocabulary_meaning(vocabulary, vocabulary->sorted[i])->whole;
		if (term == NO_TERM || term >= labels->posted_terms)
			continue;
		struct span span = labels->postings[term];
		for (uint32_t k = span.from; k < span.from + span.count; k++)
			suggest(suggesting, weighted_number(labels->posted[k]), BY_BEGINNING);
	}
}

static void suggest_by_beginning(struct suggesting *suggesting, const char *text,
	enum language language)
{
	struct word_seen last = {0};

	text_words(text, language, keep_last, &last);
	if (strlen(last.base) < BEGINNING_LEAST)
		return;
	for (const struct vocabulary *v = suggesting->s->vocabulary; v != NULL; v = v->below)
		suggest_words(suggesting, v, last.base);
}

static bool is_digits(const char *text)
{
	return *text != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) <= 8;
}

enum err cpv_suggest(struct match_index *index, struct arena *mem, const char *text,
	enum language language, size_t limit, struct cpv_suggestion **list, size_t *count)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;
	struct suggesting suggesting = {.s = s, .limit = limit,
		.at = arena_array(mem, limit + 1, sizeof(struct likely_code))};

	char code[CPV_CODE_SIZE]; /* one that was copied has its check digit */

	text = text == NULL ? "" : text + strspn(text, " ");
	if (cpv_code_parse(text, code))
		text = code;
	if (is_digits(text)) {
		suggest_by_digits(&suggesting, text);
	} else {
		suggest_by_words(&suggesting, mem, text, language);
		suggest_by_beginning(&suggesting, text, language);
	}
	*list = arena_array(mem, suggesting.count + 1, sizeof **list);
	*count = suggesting.count;
	for (size_t i = 0; i < suggesting.count; i++) {
		const struct code_entry *entry = &s->codes[suggesting.at[i].entry];
		(*list)[i] = (struct cpv_suggestion){
			.code = arena_printf(mem, "%08u", entry->code),
			.name = arena_text(mem, entry->names[language]),
			.probability = (double)suggesting.at[i].probability,
		};
	}
	return OK;
}

const char *cpv_name(struct match_index *index, struct arena *mem, const char *code,
	enum language language)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct code_entry *entry = snapshot_code(reading.snapshot, cpv_number_of(code));

	return entry == NULL ? NULL : arena_text(mem, entry->names[language]);
}
