/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/topic_words.h"

#include <stdlib.h>

#include "lib/parallel.h"

/* Words of which it pays to make a part of the work. */
#define PART_LEAST 2000

struct topic_words {
	const struct thesaurus *thesaurus;
	const struct vocabulary *vocabulary;
	struct topic_word *of; /* by word; NULL: they are worked out as they come */
	struct said *alone;    /* of those that vote */
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
		work_out(words, (uint32_t)i, &words->of[i]);
}

/* What each word that votes says alone: most stand among words that have nothing to do with them. */
static void say_alone_part(void *context, size_t part, size_t from, size_t to)
{
	struct topic_words *words = context;
	OWNED(topic_close) struct topic *topic = topic_open(words->thesaurus, words->vocabulary, NULL);
	enum language language;

	(void)part;
	for (size_t i = from; i < to; i++) {
		if (words->of[i].alone == NULL)
			continue;
		vocabulary_word(words->vocabulary, (uint32_t)i, &language);
		topic_word_alone(topic, language, &words->of[i],
			&words->alone[words->of[i].alone - words->alone]);
	}
}

static void say_alone(struct topic_words *words, size_t count)
{
	size_t voting = 0;

	for (size_t i = 0; i < count; i++)
		voting += words->of[i].votes;
	words->alone = grow(NULL, voting, sizeof *words->alone);
	voting = 0;
	for (size_t i = 0; i < count; i++)
		if (words->of[i].votes)
			words->of[i].alone = &words->alone[voting++];
	parallel_run(parallel_parts(count, PART_LEAST), count, say_alone_part, words);
}

struct topic_words *topic_words_open(const struct thesaurus *thesaurus, const struct vocabulary *vocabulary)
{
	struct topic_words *words = grow(NULL, 1, sizeof *words);
	size_t count = vocabulary->words.count;

	*words = (struct topic_words){.thesaurus = thesaurus, .vocabulary = vocabulary};
	if (vocabulary->below != NULL)
		return words;
	words->of = grow(NULL, count, sizeof *words->of);
	parallel_run(parallel_parts(count, PART_LEAST), count, work_out_part, words);
	say_alone(words, count);
	return words;
}

void topic_words_close(struct topic_words **words)
{
	if (*words == NULL)
		return;
	free((*words)->of);
	free((*words)->alone);
	free(*words);
	*words = NULL;
}

void topic_noted(struct topic *topic, const struct topic_words *words, struct noted text, float field, bool title)
{
	struct topic_word worked_out;

	topic_text_begin(topic, text.language, field, title);
	for (uint32_t i = 0; i < text.count; i++) {
		uint32_t word = text.words[i], number = word & NOTED_NUMBER;
		const struct topic_word *known = &worked_out;
		if (words->of != NULL && i + NOTED_AHEAD < text.count)
			__builtin_prefetch(&words->of[text.words[i + NOTED_AHEAD] & NOTED_NUMBER]);
		if (words->of != NULL)
			known = &words->of[number];
		else
			work_out(words, number, &worked_out);
		topic_take(topic, known, (word & NOTED_CAPITAL) != 0, (word & NOTED_OPENS) != 0);
	}
	topic_text_end(topic);
}
