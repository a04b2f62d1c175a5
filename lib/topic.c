/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Texts are read by the sentence; then each of its words votes (topic_votes.c). The scratch memory is by phrase, code
 * and node; marks tell what of it belongs to the present segment, word or round, so that nothing large is cleared for
 * a small text.
 */
#include "lib/topic_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/analysis.h"
#include "lib/asked_words.h"

/* What nearly every social enterprise says, tells little of what it does. */
#define SOCIAL 0.3F
/* A word that is nearly one of the thesaurus's. */
#define NEAR 0.7F
/* A mention that says less is left out. */
#define SAID_LEAST 0.02F
/* A word after a preposition tells for whom or where: in a title, and in a sentence, where it is more often the thing. */
#define CONTEXT 0.5F
#define CONTEXT_IN_TEXT 0.8F
#define POSSESSOR 0.2F
/* In a sentence that is beside the matter. */
#define ASIDE 0.4F

struct topic *topic_open(const struct thesaurus *thesaurus, const struct vocabulary *vocabulary,
	struct stems *stems)
{
	struct topic *topic = calloc(1, sizeof *topic);
	size_t phrases = thesaurus->phrase_count + 1, entries = thesaurus->entry_count + 1;
	size_t terms = thesaurus->term_count + 1;
	size_t nodes = thesaurus->node_count + 1;

	if (topic == NULL)
		abort();
	topic->thesaurus = thesaurus;
	topic->vocabulary = vocabulary;
	topic->stems = stems;
	topic->term_count = thesaurus->term_count;
	topic->phrase_count = thesaurus->phrase_count;
	topic->entry_count = thesaurus->entry_count;
	topic->node_count = thesaurus->node_count;
	topic->neighbour_count = thesaurus->neighbour_count;
	topic->present = calloc(terms, sizeof *topic->present);
	topic->phrases = calloc(phrases, sizeof *topic->phrases);
	topic->voted = calloc(entries, sizeof *topic->voted);
	topic->entries = calloc(entries, sizeof *topic->entries);
	topic->interest = calloc(nodes, sizeof *topic->interest);
	topic->interesting = calloc(nodes, sizeof *topic->interesting);
	topic->keys = calloc(nodes, sizeof *topic->keys);
	topic->neighbourly = calloc(thesaurus->neighbour_count + 1, sizeof *topic->neighbourly);
	if (topic->present == NULL || topic->phrases == NULL ||
		topic->voted == NULL || topic->entries == NULL || topic->interest == NULL ||
		topic->interesting == NULL || topic->keys == NULL || topic->neighbourly == NULL)
		abort();
	return topic;
}

void topic_reopen(struct topic **topic, const struct thesaurus *thesaurus,
	const struct vocabulary *vocabulary, struct stems *stems)
{
	struct topic *old = *topic;

	if (old == NULL || old->term_count != thesaurus->term_count ||
		old->phrase_count != thesaurus->phrase_count ||
		old->entry_count != thesaurus->entry_count || old->node_count != thesaurus->node_count ||
		old->neighbour_count != thesaurus->neighbour_count) {
		topic_close(topic);
		*topic = topic_open(thesaurus, vocabulary, stems);
		return;
	}
	topic_begin(old);
	old->thesaurus = thesaurus;
	old->vocabulary = vocabulary;
	old->stems = stems;
}

void topic_close(struct topic **topic)
{
	if (*topic == NULL)
		return;
	free((*topic)->present);
	free((*topic)->phrases);
	free((*topic)->voted);
	free((*topic)->entries);
	free((*topic)->together);
	free((*topic)->interest);
	free((*topic)->interesting);
	free((*topic)->keys);
	free((*topic)->neighbourly);
	free(*topic);
	*topic = NULL;
}

void topic_forget_interest(struct topic *topic)
{
	for (uint32_t i = 0; i < topic->interesting_count; i++)
		topic->interest[topic->interesting[i]] = 0.0F;
	topic->interesting_count = 0;
	topic->whole = 0.0F;
}

void topic_begin(struct topic *topic)
{
	topic_forget_interest(topic);
	topic->mention_count = 0;
}

/* Marks wrap after four thousand million segments and words; then everything is cleared once. */
uint32_t topic_next_mark(struct topic *topic)
{
	if (++topic->mark == 0) {
		memset(topic->phrases, 0, topic->thesaurus->phrase_count * sizeof *topic->phrases);
		memset(topic->voted, 0, topic->thesaurus->entry_count * sizeof *topic->voted);
		topic->mark = 1;
	}
	return topic->mark;
}

/* ---- a word ---- */

static bool is_general(const struct vocabulary *vocabulary, uint32_t term)
{
	return term == NO_TERM || vocabulary_term(vocabulary, term)->general;
}

static void word_term(struct topic_word *word, uint32_t term, bool end)
{
	if (end)
		word->end = word->count;
	word->terms[word->count++] = term;
}

/* A word that the thesaurus does not have, by one that is nearly the same. */
static void word_near(const struct thesaurus *thesaurus, const struct vocabulary *vocabulary,
	enum language language, const char *base, struct topic_word *word)
{
	float quality;
	uint32_t term = thesaurus_near(thesaurus, vocabulary, language, base, &quality);

	if (term == NO_TERM)
		return;
	word_term(word, term, true);
	word->quality = NEAR * quality;
}

void topic_word_read(const struct thesaurus *thesaurus, const struct vocabulary *vocabulary,
	enum language language, const char *base, const struct meaning *meaning, struct topic_word *out)
{
	struct topic_word word = {.term = meaning->whole, .quality = 1.0F, .place = meaning->place,
		.roles = word_roles(language, base)};

	for (size_t i = 0; !meaning->stop && i < meaning->part_count; i++)
		if (meaning->parts[i] != NO_TERM && thesaurus_knows(thesaurus, meaning->parts[i]))
			word_term(&word, meaning->parts[i],
				i + 1 == meaning->part_count || !is_general(vocabulary, meaning->parts[i]));
	if (!meaning->stop && meaning->whole != NO_TERM && thesaurus_knows(thesaurus, meaning->whole))
		word_term(&word, meaning->whole, true);
	if (!meaning->stop && word.count == 0 && (meaning->whole == NO_TERM || !is_general(vocabulary, meaning->whole)))
		word_near(thesaurus, vocabulary, language, base, &word);
	if (word.count > 0) {
		/* A compound that ends in "drift" is about what it begins with. */
		while (word.end > 0 && is_general(vocabulary, word.terms[word.end]))
			word.end--;
		word.votes = (word.roles & ROLE_KINDLESS) == 0 &&
			(!is_general(vocabulary, word.terms[word.end]) || (word.roles & ROLE_GENERAL_KIND) != 0);
		word.social = vocabulary_term(vocabulary, word.terms[word.end])->social;
	}
	*out = word;
}

/* ---- a word votes ---- */

void topic_word_alone(struct topic *topic, enum language language, const struct topic_word *word,
	struct said *out)
{
	topic_text_begin(topic, language, 1.0F, false);
	topic_say_alone(topic, word, out);
}

/* Where a term was mentioned before; the mentions' count when it was not. */
static size_t mention_before(const struct topic *topic, uint32_t term)
{
	size_t i = 0;

	while (i < topic->mention_count && topic->mentioned[i] != term)
		i++;
	return i;
}

static void keep_mention(struct topic *topic, size_t at, const struct said *says, float said)
{
	struct mention *mention = &topic->mentions[at];

	mention->said = mention->weight = said;
	mention->title = topic->title;
	mention->again = false;
	mention->count = says->count;
	for (size_t i = 0; i < says->count; i++)
		mention->votes[i] = (struct vote){says->votes[i].entry, said_share(says, i)};
}

static void vote(struct topic *topic, const struct segment_word *word)
{
	struct said room;
	const struct said *says = topic_say(topic, &word->word, &room);
	float said = topic->field * says->much * word->said;

	if ((word->word.roles & ROLE_POSSESSOR) != 0)
		said *= POSSESSOR;
	if (topic_is_aside(topic, topic->sentence))
		said *= ASIDE;
	if (word->word.social)
		said *= SOCIAL;
	if (said <= SAID_LEAST)
		return;
	/* one that only is near a term is said again with that */
	uint32_t term = word->word.term != NO_TERM ? word->word.term : word->word.terms[0];
	size_t at = mention_before(topic, term);
	if (at < topic->mention_count) {
		/* Said again in a field that says no more, it says nothing new. */
		struct mention *mention = &topic->mentions[at];
		mention->again = mention->again || (mention->title && !topic->title);
		if (mention->said < said && !mention->title)
			keep_mention(topic, at, says, said);
		else
			mention->said = mention->weight = fminf(1.0F, mention->said + 0.15F * said);
	} else if (at < MENTIONS_MOST) {
		topic->mention_count++;
		topic->mentioned[at] = topic->mentions[at].term = term;
		keep_mention(topic, at, says, said);
	}
}

/* ---- texts ---- */

bool topic_is_aside(const struct topic *topic, size_t sentence)
{
	return sentence < SENTENCES_MOST && bit_has(topic->asides, (uint32_t)sentence);
}

/* The first sentence tells what it is about, and so does a title. */
static void notice_aside(struct topic *topic)
{
	if (topic->aside && !topic->scope && !topic->title && topic->sentence > 0 && topic->sentence < SENTENCES_MOST)
		bit_add(topic->asides, (uint32_t)topic->sentence);
}

/* What stood in the segment votes, now that all of it is known. */
static void end_segment(struct topic *topic)
{
	notice_aside(topic);
	for (size_t i = 0; i < topic->word_count; i++)
		if (topic->words[i].word.votes)
			vote(topic, &topic->words[i]);
	topic->word_count = 0;
	topic->segment_term_count = 0;
	topic->together_count = topic->together_found = 0;
	if (++topic->segment == 0) { /* it wrapped */
		memset(topic->present, 0, topic->term_count * sizeof *topic->present);
		topic->segment = 1;
	}
}

void topic_text_begin(struct topic *topic, enum language language, float field, bool title)
{
	topic->language = language;
	topic->field = field;
	topic->title = title;
	topic->sentence = 0;
	topic->aside = topic->scope = false;
	memset(topic->asides, 0, sizeof topic->asides);
	clause_begin(&topic->clause, title ? CONTEXT : CONTEXT_IN_TEXT, topic->wanted);
	end_segment(topic); /* an empty one: it begins a new one */
}

void topic_take(struct topic *topic, const struct topic_word *word, bool capital, bool opens)
{
	if (opens || topic->word_count == SEGMENT_WORDS)
		end_segment(topic);
	if (opens) {
		topic->sentence++;
		topic->aside = topic->scope = false;
	}
	topic->aside = topic->aside || (word->roles & ROLE_ASIDE) != 0;
	topic->scope = topic->scope || (word->roles & ROLE_SCOPE) != 0;
	clause_take(&topic->clause, word->roles | word_roles_here(topic->language, capital, word->place), opens);
	if (word->count == 0 || (word->place && capital) || clause_is_name(&topic->clause))
		return;
	topic->words[topic->word_count++] = (struct segment_word){*word, clause_said(&topic->clause)};
	for (size_t i = 0; i < word->count; i++)
		if (!topic_has_term(topic, word->terms[i]))
			topic_add_term(topic, word->terms[i]);
}

void topic_text_end(struct topic *topic)
{
	end_segment(topic);
	topic->title = false;
}

static void take_seen(void *context, const struct word_seen *seen)
{
	struct topic *topic = context;
	struct asked_word room;
	const struct asked_word *asked = asked_word(topic, topic->language, seen, &room);

	topic_take(topic, &asked->word, seen->capital, seen->opens);
}

static void read_text(struct topic *topic, const char *text, enum language language, float field, bool title)
{
	topic->wanted = true; /* what is offered is noted (topic_noted) */
	topic_text_begin(topic, language, field, title);
	text_words(text, language, take_seen, topic);
	topic_text_end(topic);
	topic->wanted = false;
}

void topic_text(struct topic *topic, const char *text, enum language language, float field)
{
	read_text(topic, text, language, field, false);
}

void topic_title(struct topic *topic, const char *title, enum language language, float field)
{
	read_text(topic, title, language, field, true);
}
