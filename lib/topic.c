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
	size_t nodes = thesaurus->node_count + 1;

	if (topic == NULL)
		abort();
	topic->thesaurus = thesaurus;
	topic->vocabulary = vocabulary;
	topic->stems = stems;
	topic->phrase_count = thesaurus->phrase_count;
	topic->entry_count = thesaurus->entry_count;
	topic->node_count = thesaurus->node_count;
	topic->coverage = calloc(phrases, sizeof *topic->coverage);
	topic->shared = calloc(phrases, sizeof *topic->shared);
	topic->phrases = calloc(phrases, sizeof *topic->phrases);
	topic->voted = calloc(entries, sizeof *topic->voted);
	topic->entries = calloc(entries, sizeof *topic->entries);
	topic->interest = calloc(nodes, sizeof *topic->interest);
	topic->interesting = calloc(nodes, sizeof *topic->interesting);
	if (topic->coverage == NULL || topic->shared == NULL || topic->phrases == NULL ||
		topic->voted == NULL || topic->entries == NULL || topic->interest == NULL ||
		topic->interesting == NULL)
		abort();
	return topic;
}

void topic_reopen(struct topic **topic, const struct thesaurus *thesaurus,
	const struct vocabulary *vocabulary, struct stems *stems)
{
	struct topic *old = *topic;

	if (old == NULL || old->phrase_count != thesaurus->phrase_count ||
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
	free((*topic)->coverage);
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
		memset(topic->coverage, 0, topic->thesaurus->phrase_count * sizeof *topic->coverage);
		memset(topic->shared, 0, topic->thesaurus->phrase_count * sizeof *topic->shared);
		memset(topic->voted, 0, topic->thesaurus->entry_count * sizeof *topic->voted);
		topic->mark = 1;
	}
	return topic->mark;
}

/* ---- a segment's words ---- */

static bool is_general(const struct topic *topic, uint32_t term)
{
	return term == NO_TERM || vocabulary_term(topic->vocabulary, term)->general;
}

static bool is_known(const void *context, uint32_t term)
{
	return thesaurus_knows(context, term);
}

/* A word that the thesaurus does not have, by one that is nearly the same. */
static void add_near(const struct topic *topic, struct segment_word *word, const struct word_seen *seen)
{
	float quality;
	uint32_t term = vocabulary_near(topic->vocabulary, topic->language, seen->base, is_known,
		topic->thesaurus, &quality);

	if (term == NO_TERM)
		return;
	word->terms[word->count++] = term;
	word->quality = NEAR * quality;
}

static void read_word(void *context, const struct word_seen *seen)
{
	struct topic *topic = context;
	struct meaning meaning;

	if (topic->word_count == SEGMENT_WORDS)
		return;
	vocabulary_read(topic->vocabulary, topic->stems, topic->language, seen, &meaning);
	topic->context = topic->context || word_is_context(topic->language, seen->base);
	if (meaning.stop || (meaning.place && seen->capital))
		return;
	struct segment_word *word = &topic->words[topic->word_count];
	*word = (struct segment_word){.term = meaning.whole, .quality = 1.0F};
	for (size_t i = 0; i < meaning.part_count; i++)
		if (meaning.parts[i] != NO_TERM && thesaurus_knows(topic->thesaurus, meaning.parts[i])) {
			if (i + 1 == meaning.part_count || !is_general(topic, meaning.parts[i]))
				word->end = word->count;
			word->terms[word->count++] = meaning.parts[i];
		}
	if (meaning.whole != NO_TERM && thesaurus_knows(topic->thesaurus, meaning.whole)) {
		word->end = word->count;
		word->terms[word->count++] = meaning.whole;
	}
	if (word->count == 0)
		add_near(topic, word, seen);
	if (word->count == 0)
		return;
	/* A compound that ends in "drift" is about what it begins with. */
	while (word->end > 0 && is_general(topic, word->terms[word->end]))
		word->end--;
	word->context = topic->context;
	word->votes = !is_general(topic, word->terms[word->end]);
	word->social = vocabulary_term(topic->vocabulary, word->terms[word->end])->social;
	topic->word_count++;
}

static bool first_of_term(const struct topic *topic, size_t word, size_t number)
{
	uint32_t term = topic->words[word].terms[number];

	for (size_t w = 0; w <= word; w++)
		for (size_t i = 0; i < (w == word ? number : topic->words[w].count); i++)
			if (topic->words[w].terms[i] == term)
				return false;
	return true;
}

/* How much of each phrase the segment has. */
static void cover(struct topic *topic)
{
	const struct thesaurus *t = topic->thesaurus;
	uint32_t mark = topic_next_mark(topic);

	for (size_t w = 0; w < topic->word_count; w++)
		for (size_t i = 0; i < topic->words[w].count; i++) {
			uint32_t term = topic->words[w].terms[i];
			if (!first_of_term(topic, w, i))
				continue;
			uint32_t to = thesaurus_to(t, term, topic->language);
			for (uint32_t k = thesaurus_from(t, term, topic->language); k < to; k++) {
				struct marked *at = &topic->coverage[t->shares[k].phrase];
				*at = (struct marked){mark,
					(at->mark == mark ? at->value : 0.0F) + t->shares[k].share};
			}
		}
}

/* ---- a word's votes ---- */

/* The phrases that the word has a part in; returns how many. */
static uint32_t find_phrases(struct topic *topic, const struct segment_word *word)
{
	const struct thesaurus *t = topic->thesaurus;
	uint32_t mark = topic_next_mark(topic), count = 0;

	for (size_t step = 0; step < word->count; step++) {
		/* the end first */
		size_t i = step == 0 ? word->end : step <= word->end ? step - 1 : step;
		uint32_t term = word->terms[i];
		uint32_t to = thesaurus_to(t, term, topic->language);
		for (uint32_t k = thesaurus_from(t, term, topic->language); k < to; k++) {
			struct phrase_share share = t->shares[k];
			struct marked *at = &topic->shared[share.phrase];
			if (at->mark != mark) {
				*at = (struct marked){mark, i == word->end ? share.share : -share.share};
				topic->phrases[count++] = share.phrase;
			} else {
				at->value += at->value > 0.0F ? share.share : -share.share;
			}
		}
	}
	return count;
}

/* What the phrases say of codes; returns how many codes. */
static uint32_t find_entries(struct topic *topic, uint32_t phrase_count)
{
	uint32_t mark = topic_next_mark(topic), count = 0;

	for (uint32_t i = 0; i < phrase_count; i++) {
		const struct phrase *phrase = &topic->thesaurus->phrases[topic->phrases[i]];
		float share = topic->shared[topic->phrases[i]].value;
		float covered = topic->coverage[topic->phrases[i]].value;
		covered = covered > 1.0F ? 1.0F : covered; /* how sharply the best phrase wins: squared */
		float amount = phrase->strength * (covered * covered) * sqrtf(fabsf(share));
		if (share < 0.0F)
			amount *= NOT_THE_END;
		struct marked *at = &topic->voted[phrase->entry];
		if (at->mark != mark) {
			*at = (struct marked){mark, amount};
			topic->entries[count++] = phrase->entry;
		} else {
			at->value = at->value < amount ? amount : at->value;
		}
	}
	return count;
}

static void take_vote(struct mention *mention, uint32_t entry, float share)
{
	size_t at = mention->count;

	if (at == VOTES_MOST && mention->votes[at - 1].share >= share)
		return;
	if (at < VOTES_MOST)
		mention->count++;
	else
		at--;
	for (; at > 0 && mention->votes[at - 1].share < share; at--)
		mention->votes[at] = mention->votes[at - 1];
	mention->votes[at] = (struct vote){entry, share};
}

/* The greatest share that one group has: a word that stands for many things is unclear. */
static float clearness(const struct topic *topic, const struct mention *mention)
{
	float most = 0.0F;

	for (size_t i = 0; i < mention->count; i++) {
		const uint32_t *nodes = topic->thesaurus->entry_nodes[mention->votes[i].entry];
		uint32_t group = nodes[LEVEL_GROUP] == NO_NODE ? nodes[LEVEL_DIVISION] : nodes[LEVEL_GROUP];
		float sum = 0.0F;
		for (size_t k = 0; k < mention->count; k++) {
			const uint32_t *other = topic->thesaurus->entry_nodes[mention->votes[k].entry];
			if (other[LEVEL_GROUP] == group || other[LEVEL_DIVISION] == group)
				sum += mention->votes[k].share;
		}
		most = fmaxf(most, sum);
	}
	return most;
}

static void vote(struct topic *topic, const struct segment_word *word)
{
	struct mention mention = {.term = word->term, .title = topic->title};
	uint32_t count = find_entries(topic, find_phrases(topic, word));
	float sum = 0.0F, most = 0.0F;

	for (uint32_t i = 0; i < count; i++) {
		float amount = topic->voted[topic->entries[i]].value;
		most = most < amount ? amount : most;
		sum += amount * amount; /* how sharply the best code wins over the next */
	}
	if (most <= SAID_LEAST)
		return;
	for (uint32_t i = 0; i < count; i++) {
		float amount = topic->voted[topic->entries[i]].value;
		take_vote(&mention, topic->entries[i], amount * amount / sum);
	}
	mention.said = topic->field * most * clearness(topic, &mention);
	mention.said *= word->quality;
	if (topic->title && word->context)
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

static void read_segment(struct topic *topic, const char *text, size_t length)
{
	char segment[1024];

	while (length > 0) {
		size_t here = length < sizeof segment ? length : sizeof segment - 1;
		if (here < length)
			while (here > sizeof segment / 2 && text[here] != ' ')
				here--;
		while (here < length && ((unsigned char)text[here] & 0xc0) == 0x80 && here > 0)
			here--;
		memcpy(segment, text, here);
		segment[here] = '\0';
		topic->word_count = 0;
		topic->context = false;
		text_words(segment, topic->language, read_word, topic);
		cover(topic);
		for (size_t i = 0; i < topic->word_count; i++)
			if (topic->words[i].votes)
				vote(topic, &topic->words[i]);
		text += here;
		length -= here;
	}
}

/* A sentence ends with a full stop and a blank, at a line's end, at the points of a list. */
static bool ends_sentence(const char *at)
{
	if (strchr("\n;!?", *at) != NULL)
		return true;
	return (*at == '.' || *at == ':') && (at[1] == ' ' || at[1] == '\n' || at[1] == '\0');
}

void topic_text(struct topic *topic, const char *text, enum language language, float field)
{
	const char *begin = text;

	if (text == NULL)
		return;
	topic->language = language;
	topic->field = field;
	for (; *text != '\0'; text++)
		if (ends_sentence(text)) {
			read_segment(topic, begin, (size_t)(text - begin));
			begin = text + 1;
		}
	read_segment(topic, begin, (size_t)(text - begin));
}

void topic_title(struct topic *topic, const char *title, enum language language, float field)
{
	topic->title = true;
	topic_text(topic, title, language, field);
	topic->title = false;
}
