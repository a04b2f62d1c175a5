/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/asked_words.h"

#include "lib/topic_internal.h"

/* A term that documents have, and that is not the word itself. */
struct near_wanted {
	const struct vocabulary *vocabulary;
	uint32_t but;
};

static bool is_wanted(const void *context, uint32_t term)
{
	const struct near_wanted *wanted = context;

	return term != wanted->but && vocabulary_term(wanted->vocabulary, term)->documents > 0 &&
		!vocabulary_term(wanted->vocabulary, term)->general;
}

struct asked_near asked_near(const struct vocabulary *vocabulary, enum language language, const char *base,
	uint32_t but)
{
	const struct near_wanted wanted = {vocabulary, but};
	struct asked_near near;

	near.term = vocabulary_near(vocabulary, language, base, (struct wanted_terms){is_wanted, &wanted}, &near.quality);
	return near;
}

/* What follows from its meaning, but for what is near. */
static void work_out(const struct topic *topic, enum language language, const char *base, struct asked_word *word)
{
	topic_word_read(topic->thesaurus, topic->vocabulary, language, base, &word->meaning, &word->word);
	word->near = (struct asked_near){NO_TERM, 0.0F};
	word->kept = false;
}

/* As it is kept: most words do not vote. */
struct voter {
	struct asked_word word;
	struct said alone;
};

static struct asked_word *work_out_kept(struct topic *topic, enum language language, uint32_t number, const char *base)
{
	struct asked_word word = {.meaning = vocabulary_meaning(topic->vocabulary, number)}, *kept;

	work_out(topic, language, base, &word);
	word.near = asked_near(topic->vocabulary, language, base, word.meaning.whole);
	word.kept = true;
	if (!word.word.votes) {
		kept = grow(NULL, 1, sizeof *kept);
		*kept = word;
		return kept;
	}
	struct voter *voter = grow(NULL, 1, sizeof *voter);
	topic->language = language;
	topic_say_alone(topic, &word.word, &voter->alone);
	word.word.alone = &voter->alone;
	voter->word = word;
	return &voter->word;
}

const struct asked_word *asked_word(struct topic *topic, enum language language, const struct word_seen *seen,
	struct asked_word *room)
{
	const struct vocabulary *vocabulary = topic->vocabulary;
	uint32_t number = vocabulary_word_number(vocabulary, language, seen);

	if (number >= vocabulary->asked.count) { /* NO_STRING, too */
		vocabulary_read(vocabulary, topic->stems, language, seen, &room->meaning);
		work_out(topic, language, seen->base, room);
		return room;
	}
	const struct asked_word *kept = kept_find(&vocabulary->asked, number);
	return kept != NULL ? kept :
		kept_put(&vocabulary->asked, number, work_out_kept(topic, language, number, seen->base));
}
