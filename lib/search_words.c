/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/search_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/demand.h"

/* How well a word is met when it is not met as it stands. */
#define BY_BEGINNING 0.8F /* the last word typed, perhaps not finished */
#define BY_PART 0.6F      /* the most telling part of a compound */
#define BEGINNING_LEAST 2 /* letters */
#define BEGINNINGS_MOST 400
/* Even a word that everyone has is worth something. */
#define WORTH_LEAST 0.05F

struct typed {
	struct word_seen words[LANGUAGES][SEARCH_WORDS_MOST];
	size_t count[LANGUAGES];
};

struct typing {
	struct typed *typed;
	enum language language;
};

static void type_word(void *context, const struct word_seen *word)
{
	const struct typing *typing = context;
	size_t *count = &typing->typed->count[typing->language];

	if (*count < SEARCH_WORDS_MOST)
		typing->typed->words[typing->language][(*count)++] = *word;
}

static void way_add(struct search_word *word, uint32_t term, float quality)
{
	if (term == NO_TERM)
		return;
	for (size_t i = 0; i < word->count; i++)
		if (word->ways[i].term == term) {
			word->ways[i].quality = fmaxf(word->ways[i].quality, quality);
			return;
		}
	if (word->count < WAYS_MOST)
		word->ways[word->count++] = (struct way){term, quality};
}

static void add_meaning(const struct snapshot *s, struct search_word *word,
	const struct meaning *meaning)
{
	uint32_t best = NO_TERM;
	float most = 0.0F;

	if (meaning->stop)
		return;
	way_add(word, meaning->whole, 1.0F);
	for (size_t i = 0; i < meaning->part_count; i++)
		if (term_worth(s, meaning->parts[i]) > most) {
			best = meaning->parts[i]; /* NO_TERM when it is one that nobody has */
			most = term_worth(s, best);
		}
	way_add(word, best, BY_PART);
}

static void add_beginnings(const struct snapshot *s, struct search_word *word, const char *base)
{
	uint32_t from, to;

	if (strlen(base) < BEGINNING_LEAST)
		return;
	vocabulary_beginning(s->vocabulary, base, &from, &to);
	if (to - from > BEGINNINGS_MOST)
		to = from + BEGINNINGS_MOST;
	for (uint32_t i = from; i < to; i++)
		way_add(word, s->vocabulary->meanings[s->vocabulary->sorted[i]].whole, BY_BEGINNING);
}

void search_words_read(const struct snapshot *snapshot, const char *text, enum language language,
	struct search_words *out)
{
	OWNED(stems_close) struct stems *stems = stems_open();
	struct typed typed = {0};
	struct meaning meaning;

	*out = (struct search_words){.count = 0};
	for (int i = 0; i < LANGUAGES; i++)
		text_words(text, (enum language)i, type_word,
			&(struct typing){&typed, (enum language)i});
	size_t count = typed.count[language];
	for (size_t i = 0; i < count; i++) {
		struct search_word *word = &out->at[out->count];
		*word = (struct search_word){.count = 0};
		if (word_is_stop(language, typed.words[language][i].base) && count > 1)
			continue;
		for (int l = 0; l < LANGUAGES; l++) {
			const struct word_seen *seen = &typed.words[l][i];
			vocabulary_read(snapshot->vocabulary, stems, (enum language)l, seen, &meaning);
			add_meaning(snapshot, word, &meaning);
			if (i + 1 == count)
				add_beginnings(snapshot, word, seen->base);
		}
		out->count++;
	}
}

static void find_word(const struct snapshot *s, const struct vectors *vectors,
	const struct document *owners, const struct search_word *word, uint8_t before,
	struct search_scores *scores, float *best, uint32_t *touched)
{
	uint32_t count = 0;

	for (size_t w = 0; w < word->count; w++) {
		struct span span = vectors->postings[word->ways[w].term];
		float worth = fmaxf(WORTH_LEAST, s->vocabulary->terms[word->ways[w].term].idf) *
			word->ways[w].quality;
		for (uint32_t i = span.from; i < span.from + span.count; i++) {
			uint32_t thing = vectors->posted[i].term;
			float value = worth * vectors->posted[i].weight;
			if (owners != NULL)
				thing = owners[thing].enterprise;
			if (scores->met[thing] < before)
				continue;
			if (best[thing] <= 0.0F)
				touched[count++] = thing;
			best[thing] = fmaxf(best[thing], value);
		}
	}
	for (uint32_t i = 0; i < count; i++) {
		scores->met[touched[i]] = (uint8_t)(before + 1);
		scores->score[touched[i]] += best[touched[i]];
		best[touched[i]] = 0.0F;
	}
}

struct search_scores search_words_find(const struct snapshot *snapshot, const struct vectors *vectors,
	const struct document *owners, uint32_t things, const struct search_words *words,
	struct arena *mem)
{
	struct search_scores scores = {
		.met = arena_alloc(mem, things + 1),
		.score = arena_array(mem, things + 1, sizeof *scores.score),
	};
	float *best = arena_array(mem, things + 1, sizeof *best);
	uint32_t *touched = arena_array(mem, things + 1, sizeof *touched);

	for (size_t i = 0; i < words->count; i++)
		find_word(snapshot, vectors, owners, &words->at[i], (uint8_t)i, &scores, best, touched);
	return scores;
}

bool cpv_begins(cpv_number code, const char *filter)
{
	char digits[16];
	size_t length = strlen(filter);

	if (length > 8 || strspn(filter, "0123456789") != length)
		return false;
	if (length == 8)
		while (length > 2 && filter[length - 1] == '0')
			length--;
	snprintf(digits, sizeof digits, "%08u", code);
	return strncmp(digits, filter, length) == 0;
}
