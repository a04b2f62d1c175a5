/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/topic_words.h"

#include <stdlib.h>

#include "lib/analysis.h"
#include "lib/fetch.h"
#include "lib/parallel.h"

/* Words of which it pays to make a part of the work. */
#define PART_LEAST 2000

/* A word that says something, or tells how to read others; on two lines of the cache, which are fetched together. */
struct known_word {
	_Alignas(64) struct topic_word word;
	struct said alone; /* if it votes */
};

#define NOTHING UINT32_MAX

struct topic_words {
	const struct thesaurus *thesaurus;
	const struct vocabulary *vocabulary;
	uint32_t *at; /* by word, into known; NOTHING: no more than that it stands there. NULL: worked out as they come */
	struct known_word *known;
	struct topic_word *read; /* by word, until those that are known stand by themselves */
};

static void work_out(const struct topic_words *words, uint32_t number, struct topic_word *out)
{
	enum language language;
	const char *base = vocabulary_word(words->vocabulary, number, &language);

	struct meaning meaning = vocabulary_meaning(words->vocabulary, number);
	topic_word_read(words->thesaurus, words->vocabulary, language, base, &meaning, out);
}

static void work_out_part(void *context, size_t part, size_t from, size_t to)
{
	struct topic_words *words = context;

	(void)part;
	for (size_t i = from; i < to; i++)
		work_out(words, (uint32_t)i, &words->read[i]);
}

/* Whether a text is read otherwise where the word stands in it. */
static bool tells(const struct topic_word *word)
{
	return word->count > 0 || (word->roles & ~(unsigned)ROLE_POSSESSOR) != 0;
}

static void make_room(struct topic_words *words, size_t count)
{
	uint32_t known = 0;

	words->at = grow(NULL, count, sizeof *words->at);
	for (size_t i = 0; i < count; i++)
		words->at[i] = tells(&words->read[i]) ? known++ : NOTHING;
	words->known = aligned_alloc(_Alignof(struct known_word), ((size_t)known + 1) * sizeof *words->known);
	if (words->known == NULL)
		abort();
}

/* What each word that votes says alone: most stand among words that have nothing to do with them. */
static void know_part(void *context, size_t part, size_t from, size_t to)
{
	struct topic_words *words = context;
	OWNED(topic_close) struct topic *topic = topic_open(words->thesaurus, words->vocabulary, NULL);
	enum language language;

	(void)part;
	for (size_t i = from; i < to; i++) {
		if (words->at[i] == NOTHING)
			continue;
		struct known_word *known = &words->known[words->at[i]];
		known->word = words->read[i];
		if (!known->word.votes)
			continue;
		vocabulary_word(words->vocabulary, (uint32_t)i, &language);
		topic_word_alone(topic, language, &known->word, &known->alone);
		known->word.alone = &known->alone;
	}
}

struct topic_words *topic_words_open(const struct thesaurus *thesaurus, const struct vocabulary *vocabulary)
{
	struct topic_words *words = grow(NULL, 1, sizeof *words);
	size_t count = vocabulary->words.count, parts = parallel_parts(count, PART_LEAST);

	*words = (struct topic_words){.thesaurus = thesaurus, .vocabulary = vocabulary};
	if (vocabulary->below != NULL)
		return words;
	words->read = grow(NULL, count, sizeof *words->read);
	parallel_run(parts, count, work_out_part, words);
	make_room(words, count);
	parallel_run(parts, count, know_part, words);
	free(words->read);
	words->read = NULL;
	return words;
}

void topic_words_close(struct topic_words **words)
{
	if (*words == NULL)
		return;
	free((*words)->at);
	free((*words)->known);
	free(*words);
	*words = NULL;
}

static void fetch_known(const struct topic_words *words, uint32_t word)
{
	uint32_t at = words->at[word & NOTED_NUMBER];

	if (at == NOTHING)
		return;
	fetch(&words->known[at].word);
	fetch(&words->known[at].alone.votes[VOTES_MOST - 1]);
}

/* Of a word that comes soon where it is known; and, when that was fetched, what is known of one before it. */
static void fetch_ahead(const struct topic_words *words, struct noted text, uint32_t i)
{
	if (i + 2 * NOTED_AHEAD < text.count)
		fetch(&words->at[text.words[i + 2 * NOTED_AHEAD] & NOTED_NUMBER]);
	if (i + NOTED_AHEAD < text.count)
		fetch_known(words, text.words[i + NOTED_AHEAD]);
}

static void fetch_first(const struct topic_words *words, struct noted text)
{
	for (uint32_t i = 0; i < text.count && i < 2 * NOTED_AHEAD; i++)
		fetch(&words->at[text.words[i] & NOTED_NUMBER]);
	for (uint32_t i = 0; i < text.count && i < NOTED_AHEAD; i++)
		fetch_known(words, text.words[i]);
}

void topic_noted(struct topic *topic, const struct topic_words *words, struct noted text, float field, bool title)
{
	static const struct topic_word nothing = {.count = 0};
	struct topic_word worked_out;

	topic_text_begin(topic, text.language, field, title);
	if (words->at != NULL)
		fetch_first(words, text);
	for (uint32_t i = 0; i < text.count; i++) {
		uint32_t word = text.words[i], number = word & NOTED_NUMBER;
		const struct topic_word *known = &worked_out;
		if (words->at == NULL) {
			work_out(words, number, &worked_out);
		} else {
			fetch_ahead(words, text, i);
			known = words->at[number] == NOTHING ? &nothing : &words->known[words->at[number]].word;
		}
		topic_take(topic, known, (word & NOTED_CAPITAL) != 0, (word & NOTED_OPENS) != 0);
	}
	topic_text_end(topic);
}
