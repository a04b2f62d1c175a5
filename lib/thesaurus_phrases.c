/* SPDX-License-Identifier: MPL-2.0 */
/* What codes are called: their labels, the labels' parts and the words that people use, each a phrase of terms; and how
 * much of each phrase a term is. */
#include "lib/thesaurus_phrases.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a phrase says when it is met whole. */
#define STRENGTH_WORDS 1.0F
#define STRENGTH_LABEL 0.8F
#define STRENGTH_LABEL_PART 0.6F
/* A general word within a phrase, against another one. */
#define GENERAL_SHARE 0.5F
#define SOCIAL_SHARE 0.8F
#define PHRASE_TERMS_MOST 24

/* ---- reading them ---- */

struct making {
	struct thesaurus *t;
	struct vocabulary *vocabulary;
	struct stems *stems;
	enum language language;
	uint32_t terms[PHRASE_TERMS_MOST]; /* of the phrase that is being read */
	uint32_t count, words;
	uint32_t compound; /* when the phrase is nothing else */
	uint32_t *all_terms; /* of all phrases, parted by NO_TERM */
	uint32_t all_count, all_room;
};

static void phrase_term(struct making *making, uint32_t term)
{
	if (term == NO_TERM || making->count == PHRASE_TERMS_MOST)
		return;
	for (uint32_t i = 0; i < making->count; i++)
		if (making->terms[i] == term)
			return;
	making->terms[making->count++] = term;
}

/* A compound is its parts: "drift af kantine" is met by "kantinedrift". */
static void phrase_word(void *context, const struct word_seen *word)
{
	struct making *making = context;
	struct meaning meaning;

	vocabulary_read(making->vocabulary, making->stems, making->language, word, &meaning);
	if (meaning.stop)
		return;
	making->words++;
	if (meaning.part_count > 0)
		making->compound = meaning.whole;
	if (meaning.part_count == 0)
		phrase_term(making, meaning.whole);
	for (size_t i = 0; i < meaning.part_count; i++)
		phrase_term(making, meaning.parts[i]);
}

static void keep_term(struct making *making, uint32_t term)
{
	if (making->all_count == making->all_room) {
		making->all_room = 2 * making->all_room + 1024;
		making->all_terms = grow(making->all_terms, making->all_room, sizeof *making->all_terms);
	}
	making->all_terms[making->all_count++] = term;
}

static void add_terms(struct making *making, uint32_t entry, float strength)
{
	struct thesaurus *t = making->t;

	if (t->phrase_count == t->phrase_room) {
		t->phrase_room = 2 * t->phrase_room + 1024;
		t->phrases = grow(t->phrases, t->phrase_room, sizeof *t->phrases);
	}
	t->phrases[t->phrase_count++] =
		(struct phrase){.entry = entry, .strength = strength, .language = (uint8_t)making->language};
	for (uint32_t i = 0; i < making->count; i++)
		keep_term(making, making->terms[i]);
	keep_term(making, NO_TERM);
	if (making->compound == NO_TERM)
		return;
	/* A compound by itself is met whole, too: its forms may be parted otherwise. */
	making->terms[0] = making->compound;
	making->count = 1;
	making->compound = NO_TERM;
	add_terms(making, entry, strength);
}

static void add_phrase(struct making *making, const char *text, size_t length, uint32_t entry,
	float strength)
{
	char phrase[512];

	if (length == 0 || length >= sizeof phrase)
		return;
	memcpy(phrase, text, length);
	phrase[length] = '\0';
	making->count = 0;
	making->words = 0;
	making->compound = NO_TERM;
	text_words(phrase, making->language, phrase_word, making);
	if (making->words != 1)
		making->compound = NO_TERM;
	if (making->count > 0)
		add_terms(making, entry, strength);
}

static void add_parted(struct making *making, const char *text, const char *partings, uint32_t entry,
	float strength)
{
	for (text += strspn(text, partings); *text != '\0'; text += strspn(text, partings)) {
		size_t length = strcspn(text, partings);
		add_phrase(making, text, length, entry, strength);
		text += length;
	}
}

static void add_entry(struct making *making, const struct thesaurus_entry *entry, uint32_t number)
{
	for (int l = 0; l < LANGUAGES; l++) {
		const char *name = entry->names[l], *words = entry->words[l];
		making->language = (enum language)l;
		if (name != NULL) {
			add_phrase(making, name, strlen(name), number, STRENGTH_LABEL);
			if (strpbrk(name, ",;(") != NULL)
				add_parted(making, name, ",;()", number, STRENGTH_LABEL_PART);
		}
		if (words != NULL)
			add_parted(making, words, ";", number, STRENGTH_WORDS);
	}
}

/* ---- how telling a term is among codes, and the shares ---- */

/* In how many classes (4 digits) each term stands. */
static float *count_classes(const struct making *making)
{
	const struct thesaurus *t = making->t;
	float *classes = grow(NULL, t->term_count, sizeof *classes);
	uint32_t *last = grow(NULL, t->term_count, sizeof *last);
	uint32_t phrase = 0;

	for (uint32_t i = 0; i < t->term_count; i++) {
		classes[i] = 0.0F;
		last[i] = NO_NODE;
	}
	for (uint32_t i = 0; i < making->all_count; i++) {
		uint32_t term = making->all_terms[i];
		if (term == NO_TERM) {
			phrase++;
			continue;
		}
		const uint32_t *nodes = t->entry_nodes[t->phrases[phrase].entry];
		uint32_t node = nodes[LEVEL_DIVISION]; /* that every code has */
		for (int level = LEVEL_GROUP; level <= LEVEL_CLASS; level++)
			node = nodes[level] == NO_NODE ? node : nodes[level];
		if (last[term] != node)
			classes[term] += 1.0F;
		last[term] = node;
	}
	free(last);
	return classes;
}

static float *tell_terms(const struct making *making)
{
	const struct thesaurus *t = making->t;
	float *telling = count_classes(making);
	double most = log(2.0 + (double)t->node_count);

	for (uint32_t i = 0; i < t->term_count; i++) {
		double classes = telling[i] < 1.0F ? 1.0 : (double)telling[i];
		telling[i] = (float)(log((2.0 + (double)t->node_count) / classes) / most);
		if (vocabulary_term(making->vocabulary, i)->general)
			telling[i] *= GENERAL_SHARE;
		else if (vocabulary_term(making->vocabulary, i)->social)
			telling[i] *= SOCIAL_SHARE;
	}
	return telling;
}

/* Of the terms [from, to) that a phrase has, the one beside the one at `at`. */
static uint32_t other_term(const struct making *making, uint32_t from, uint32_t to, uint32_t at)
{
	if (to - from > 2)
		return MANY_TERMS;
	return to - from == 1 ? NO_TERM : making->all_terms[from + to - 1 - at];
}

/* "Reparation" alone, a part of thirty labels, is about none of these: it says of each the less, the more there are. */
static void share_label_parts(struct making *making)
{
	struct thesaurus *t = making->t;
	uint32_t *same = grow(NULL, LANGUAGES * t->term_count, sizeof *same);

	memset(same, 0, LANGUAGES * t->term_count * sizeof *same);
	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0, phrase = 0; i < making->all_count; i++) {
			bool alone = making->all_terms[i] != NO_TERM && making->all_terms[i + 1] == NO_TERM &&
				(i == 0 || making->all_terms[i - 1] == NO_TERM);
			struct phrase *at = &t->phrases[phrase];
			phrase += making->all_terms[i] == NO_TERM;
			if (!alone || at->strength != STRENGTH_LABEL_PART)
				continue;
			uint32_t *count = &same[LANGUAGES * making->all_terms[i] + at->language];
			if (round == 0)
				++*count;
			else
				at->strength /= sqrtf((float)*count);
		}
	free(same);
}

/* Where the shares of each term and language begin, one place further on: filling them in moves it there. */
static void make_begins(const struct making *making)
{
	struct thesaurus *t = making->t;
	uint32_t phrase = 0, keys = LANGUAGES * t->term_count;

	t->begins = grow(NULL, keys + 2, sizeof *t->begins);
	memset(t->begins, 0, (keys + 2) * sizeof *t->begins);
	for (uint32_t i = 0; i < making->all_count; i++)
		if (making->all_terms[i] != NO_TERM)
			t->begins[LANGUAGES * making->all_terms[i] + t->phrases[phrase].language + 2]++;
		else
			phrase++;
	for (uint32_t i = 2; i < keys + 2; i++)
		t->begins[i] += t->begins[i - 1];
	t->shares = grow(NULL, t->begins[keys + 1], sizeof *t->shares);
	t->terms = grow(NULL, t->begins[keys + 1], sizeof *t->terms);
}

/* A phrase and its terms, [from, to) of all; `terms` are there before it. */
static void share_phrase(const struct making *making, uint32_t phrase, uint32_t from, uint32_t to, uint32_t terms,
	const float *telling)
{
	struct thesaurus *t = making->t;
	struct phrase *at = &t->phrases[phrase];
	float whole = 0.0F;

	for (uint32_t k = from; k < to; k++)
		whole += telling[making->all_terms[k]];
	/* A phrase of nothing but general words says little. */
	at->strength *= fminf(1.0F, whole / 0.5F);
	at->terms = terms;
	at->term_count = (uint8_t)(to - from);
	for (uint32_t k = from; k < to; k++) {
		uint32_t term = making->all_terms[k];
		float share = telling[term] / fmaxf(whole, 0.01F);
		uint32_t place = t->begins[LANGUAGES * term + at->language + 1]++;
		t->terms[terms++] = (struct phrase_term){term, share, place};
		t->shares[place] = (struct phrase_share){
			.phrase = phrase,
			.entry = at->entry,
			.share = share,
			.amount = at->strength * sqrtf(share),
			.other = other_term(making, from, to, k),
		};
	}
}

static void share_phrases(struct making *making)
{
	uint32_t phrase = 0, from = 0;

	share_label_parts(making);
	float *telling = tell_terms(making);
	make_begins(making);
	for (uint32_t i = 0; i < making->all_count; i++) {
		if (making->all_terms[i] != NO_TERM)
			continue;
		share_phrase(making, phrase, from, i, from - phrase, telling); /* each before it ended with a NO_TERM */
		phrase++;
		from = i + 1;
	}
	free(telling);
}

/* By term, where shares begin is told of every term of the vocabulary; few have any. */
static void keep_known(struct thesaurus *t)
{
	size_t words = BITS_WORDS(t->term_count);
	uint32_t kept = 0;

	t->known = grow(NULL, words, sizeof *t->known);
	t->known_before = grow(NULL, words, sizeof *t->known_before);
	memset(t->known, 0, words * sizeof *t->known);
	for (uint32_t term = 0; term < t->term_count; term++) {
		const uint32_t *begins = t->begins + (size_t)LANGUAGES * term;
		if (term % 64 == 0)
			t->known_before[term / 64] = t->known_count;
		if (begins[0] == begins[LANGUAGES])
			continue;
		bit_add(t->known, term);
		t->known_count++;
		for (int language = 0; language < LANGUAGES; language++)
			t->begins[kept++] = begins[language];
	}
	t->begins[kept] = t->begins[(size_t)LANGUAGES * t->term_count];
	t->begins = grow(t->begins, kept + 1, sizeof *t->begins);
}

/* ---- all of it ---- */

void thesaurus_phrases_make(struct thesaurus *thesaurus, struct vocabulary *vocabulary, struct stems *stems,
	const struct thesaurus_entry *entries)
{
	struct making making = {.t = thesaurus, .vocabulary = vocabulary, .stems = stems};

	for (uint32_t i = 0; i < thesaurus->entry_count; i++)
		add_entry(&making, &entries[i], i);
	share_phrases(&making);
	keep_known(thesaurus);
	free(making.all_terms);
}
