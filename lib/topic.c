/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Votes. The scratch memory is by phrase, code and node; marks tell what of it belongs to the present
 * segment, word or round, so that nothing large is cleared for a small text.
 */
#include "lib/topic_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "kantinemøbler" are furniture: what a compound begins with says less than its end. */
#define NOT_THE_END 0.45F
/* What nearly every social enterprise says, tells little of what it does. */
#define SOCIAL 0.3F
/* A word that is nearly one of the thesaurus's. */
#define NEAR 1.0F
/* A mention that says less is left out. */
#define SAID_LEAST 0.02F
/* A word of the title after a preposition. */
#define CONTEXT 0.5F

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
	topic->present = calloc(terms, sizeof *topic->present);
	topic->shared = calloc(phrases, sizeof *topic->shared);
	topic->phrases = calloc(phrases, sizeof *topic->phrases);
	topic->voted = calloc(entries, sizeof *topic->voted);
	topic->entries = calloc(entries, sizeof *topic->entries);
	topic->interest = calloc(nodes, sizeof *topic->interest);
	topic->interesting = calloc(nodes, sizeof *topic->interesting);
	if (topic->present == NULL || topic->shared == NULL || topic->phrases == NULL ||
		topic->voted == NULL || topic->entries == NULL || topic->interest == NULL ||
		topic->interesting == NULL)
		abort();
	return topic;
}

void topic_reopen(struct topic **topic, const struct thesaurus *thesaurus,
	const struct vocabulary *vocabulary, struct stems *stems)
{
	struct topic *old = *topic;

	if (old == NULL || old->term_count != thesaurus->term_count ||
		old->phrase_count != thesaurus->phrase_count ||
		old->entry_count != thesaurus->entry_count || old->node_count != thesaurus->node_count) {
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
	free((*topic)->shared);
	free((*topic)->phrases);
	free((*topic)->voted);
	free((*topic)->entries);
	free((*topic)->interest);
	free((*topic)->interesting);
	free(*topic);
	*topic = NULL;
}

struct stems *topic_stems(const struct topic *topic)
{
	return topic->stems;
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
		memset(topic->shared, 0, topic->thesaurus->phrase_count * sizeof *topic->shared);
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
		.context = word_is_context(language, base)};

	for (size_t i = 0; !meaning->stop && i < meaning->part_count; i++)
		if (meaning->parts[i] != NO_TERM && thesaurus_knows(thesaurus, meaning->parts[i]))
			word_term(&word, meaning->parts[i],
				i + 1 == meaning->part_count || !is_general(vocabulary, meaning->parts[i]));
	if (!meaning->stop && meaning->whole != NO_TERM && thesaurus_knows(thesaurus, meaning->whole))
		word_term(&word, meaning->whole, true);
	if (!meaning->stop && word.count == 0)
		word_near(thesaurus, vocabulary, language, base, &word);
	if (word.count > 0) {
		/* A compound that ends in "drift" is about what it begins with. */
		while (word.end > 0 && is_general(vocabulary, word.terms[word.end]))
			word.end--;
		word.votes = !is_general(vocabulary, word.terms[word.end]);
		word.social = vocabulary_term(vocabulary, word.terms[word.end])->social;
	}
	*out = word;
}

/* ---- a word's votes ---- */

static bool is_present(const struct topic *topic, uint32_t term)
{
	return topic->present[term] == topic->segment;
}

/* How much of a phrase the segment has, at most 1. */
static float covered(const struct topic *topic, const struct phrase_share *share)
{
	float sum = 0.0F;

	if (share->other == NO_TERM)
		return 1.0F;
	if (share->other != MANY_TERMS)
		return is_present(topic, share->other) ? 1.0F : share->share;
	const struct phrase *phrase = &topic->thesaurus->phrases[share->phrase];
	const struct phrase_term *terms = topic->thesaurus->terms + phrase->terms;
	for (size_t i = 0; i < phrase->term_count; i++)
		if (is_present(topic, terms[i].term))
			sum += terms[i].share;
	return sum > 1.0F ? 1.0F : sum;
}

/* Of what several phrases say of a code the most counts. */
static void say_of_entry(struct topic *topic, uint32_t mark, uint32_t entry, float amount, uint32_t *count)
{
	struct marked *at = &topic->voted[entry];

	if (at->mark != mark) {
		*at = (struct marked){mark, amount};
		topic->entries[(*count)++] = entry;
	} else if (at->value < amount) {
		at->value = amount;
	}
}

/* What the phrases of a word with one term say of codes; returns how many codes. */
static uint32_t find_entries_of_one(struct topic *topic, uint32_t term)
{
	const struct thesaurus *t = topic->thesaurus;
	uint32_t mark = topic_next_mark(topic), count = 0, to = thesaurus_to(t, term, topic->language);

	for (uint32_t k = thesaurus_from(t, term, topic->language); k < to; k++) {
		const struct phrase_share *share = &t->shares[k];
		float whole = covered(topic, share); /* how sharply the best phrase wins: squared */
		say_of_entry(topic, mark, share->entry, share->amount * (whole * whole), &count);
	}
	return count;
}

/* The phrases that a compound has a part in; returns how many. */
static uint32_t find_phrases(struct topic *topic, const struct topic_word *word)
{
	const struct thesaurus *t = topic->thesaurus;
	uint32_t mark = topic_next_mark(topic), count = 0;

	for (size_t step = 0; step < word->count; step++) {
		/* the end first */
		size_t i = step == 0 ? word->end : step <= word->end ? step - 1 : step;
		uint32_t term = word->terms[i];
		uint32_t to = thesaurus_to(t, term, topic->language);
		for (uint32_t k = thesaurus_from(t, term, topic->language); k < to; k++) {
			float share = t->shares[k].share;
			struct marked *at = &topic->shared[t->shares[k].phrase];
			if (at->mark != mark) {
				*at = (struct marked){mark, i == word->end ? share : -share};
				topic->phrases[count++] = k;
			} else {
				at->value += at->value > 0.0F ? share : -share;
			}
		}
	}
	return count;
}

static uint32_t find_entries(struct topic *topic, const struct topic_word *word)
{
	const struct thesaurus *t = topic->thesaurus;
	uint32_t count = 0;

	if (word->count == 1)
		return find_entries_of_one(topic, word->terms[0]);
	uint32_t phrases = find_phrases(topic, word), mark = topic_next_mark(topic);
	for (uint32_t i = 0; i < phrases; i++) {
		const struct phrase_share *share = &t->shares[topic->phrases[i]];
		float part = topic->shared[share->phrase].value;
		float whole = covered(topic, share);
		float amount = t->phrases[share->phrase].strength * (whole * whole) * sqrtf(fabsf(part));
		say_of_entry(topic, mark, share->entry, part < 0.0F ? NOT_THE_END * amount : amount, &count);
	}
	return count;
}

static void take_vote(struct said *said, uint32_t entry, float share)
{
	size_t at = said->count;

	if (at == VOTES_MOST && said->votes[at - 1].share >= share)
		return;
	if (at < VOTES_MOST)
		said->count++;
	else
		at--;
	for (; at > 0 && said->votes[at - 1].share < share; at--)
		said->votes[at] = said->votes[at - 1];
	said->votes[at] = (struct vote){entry, share};
}

/* The greatest share that one group has: a word that stands for many things is unclear. */
static float clearness(const struct topic *topic, const struct said *said)
{
	float most = 0.0F;

	for (size_t i = 0; i < said->count; i++) {
		const uint32_t *nodes = topic->thesaurus->entry_nodes[said->votes[i].entry];
		uint32_t group = nodes[LEVEL_GROUP] == NO_NODE ? nodes[LEVEL_DIVISION] : nodes[LEVEL_GROUP];
		float sum = 0.0F;
		for (size_t k = 0; k < said->count; k++) {
			const uint32_t *other = topic->thesaurus->entry_nodes[said->votes[k].entry];
			if (other[LEVEL_GROUP] == group || other[LEVEL_DIVISION] == group)
				sum += said->votes[k].share;
		}
		most = fmaxf(most, sum);
	}
	return most;
}

/* What a word says where it stands. */
static void say(struct topic *topic, const struct topic_word *word, struct said *said)
{
	uint32_t count = find_entries(topic, word);
	float sum = 0.0F, most = 0.0F;

	*said = (struct said){.much = 0.0F};
	for (uint32_t i = 0; i < count; i++) {
		float amount = topic->voted[topic->entries[i]].value;
		most = most < amount ? amount : most;
		sum += amount * amount; /* how sharply the best code wins over the next */
	}
	if (most <= SAID_LEAST)
		return;
	for (uint32_t i = 0; i < count; i++) {
		float amount = topic->voted[topic->entries[i]].value;
		take_vote(said, topic->entries[i], amount * amount / sum);
	}
	said->much = most * clearness(topic, said) * word->quality;
}

void topic_word_alone(struct topic *topic, enum language language, const struct topic_word *word,
	struct said *out)
{
	topic_text_begin(topic, language, 1.0F, false);
	for (size_t i = 0; i < word->count; i++)
		topic->present[word->terms[i]] = topic->segment;
	say(topic, word, out);
}

/* Whether another word of the segment stands in one of its phrases. */
static bool has_company(const struct topic *topic, const struct topic_word *word)
{
	for (size_t i = 0; i < topic->segment_term_count; i++)
		for (size_t k = 0; k < word->count; k++)
			if (topic->terms[i] != word->terms[k] &&
				thesaurus_company(topic->thesaurus, topic->terms[i], word->terms[k]))
				return true;
	return false;
}

static void vote(struct topic *topic, const struct segment_word *said)
{
	const struct topic_word *word = &said->word;
	struct mention mention = {.term = word->term, .title = topic->title};
	struct said here;
	const struct said *says = word->alone;

	if (says == NULL || has_company(topic, word)) {
		say(topic, word, &here);
		says = &here;
	}
	if (says->much <= 0.0F)
		return;
	mention.count = says->count;
	memcpy(mention.votes, says->votes, says->count * sizeof *says->votes);
	mention.said = topic->field * says->much;
	if (topic->title && said->context)
		mention.said *= CONTEXT;
	if (word->social)
		mention.said *= SOCIAL;
	mention.weight = mention.said;
	if (mention.said <= SAID_LEAST)
		return;
	/* Said again in a field that says no more, it says nothing new. */
	for (size_t i = 0; i < topic->mention_count; i++)
		if (topic->mentions[i].term == mention.term && mention.term != NO_TERM) {
			if (topic->mentions[i].said < mention.said && !topic->mentions[i].title)
				topic->mentions[i] = mention;
			else
				topic->mentions[i].said = topic->mentions[i].weight =
					fminf(1.0F, topic->mentions[i].said + 0.15F * mention.said);
			return;
		}
	if (topic->mention_count < MENTIONS_MOST)
		topic->mentions[topic->mention_count++] = mention;
}

/* ---- texts ---- */

/* What stood in the segment votes, now that all of it is known. */
static void end_segment(struct topic *topic)
{
	for (size_t i = 0; i < topic->word_count; i++)
		if (topic->words[i].word.votes)
			vote(topic, &topic->words[i]);
	topic->word_count = 0;
	topic->segment_term_count = 0;
	topic->context = false;
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
	end_segment(topic); /* an empty one: it begins a new one */
}

void topic_take(struct topic *topic, const struct topic_word *word, bool capital, bool opens)
{
	if (opens || topic->word_count == SEGMENT_WORDS)
		end_segment(topic);
	topic->context = topic->context || word->context;
	if (word->count == 0 || (word->place && capital))
		return;
	topic->words[topic->word_count++] = (struct segment_word){*word, topic->context};
	for (size_t i = 0; i < word->count; i++)
		if (!is_present(topic, word->terms[i])) {
			topic->present[word->terms[i]] = topic->segment;
			topic->terms[topic->segment_term_count++] = word->terms[i];
		}
}

void topic_text_end(struct topic *topic)
{
	end_segment(topic);
	topic->title = false;
}

static void take_seen(void *context, const struct word_seen *seen)
{
	struct topic *topic = context;
	struct meaning meaning;
	struct topic_word word;

	vocabulary_read(topic->vocabulary, topic->stems, topic->language, seen, &meaning);
	topic_word_read(topic->thesaurus, topic->vocabulary, topic->language, seen->base, &meaning, &word);
	topic_take(topic, &word, seen->capital, seen->opens);
}

static void read_text(struct topic *topic, const char *text, enum language language, float field, bool title)
{
	topic_text_begin(topic, language, field, title);
	text_words(text, language, take_seen, topic);
	topic_text_end(topic);
}

void topic_text(struct topic *topic, const char *text, enum language language, float field)
{
	read_text(topic, text, language, field, false);
}

void topic_title(struct topic *topic, const char *title, enum language language, float field)
{
	read_text(topic, title, language, field, true);
}
