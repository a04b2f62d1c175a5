/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The second round: what each word stands for. Stems and parts of compounds are most of the work and only read, so
 * they are worked out on all cores; the terms are made one after the other, so that they are numbered in the words'
 * order.
 */
#include "lib/vocabulary_internal.h"

#include <stdlib.h>
#include <string.h>

#include "lib/compound.h"
#include "lib/parallel.h"
#include "lib/text.h"

/* Words of which it pays to make a part of the work. */
#define PART_LEAST 2000

static uint32_t term_add(struct vocabulary *vocabulary, const char *stem)
{
	uint32_t before = vocabulary->stems.count;
	uint32_t room = vocabulary->stems.room;
	uint32_t term = string_table_add(&vocabulary->stems, stem);

	if (vocabulary->stems.room != room)
		vocabulary->terms = grow(vocabulary->terms, vocabulary->stems.room, sizeof *vocabulary->terms);
	if (term == before)
		*own_term(vocabulary, term) = (struct term){.shown = NO_STRING};
	return term;
}

uint32_t vocabulary_term_add(struct vocabulary *vocabulary, const char *name)
{
	return term_add(vocabulary, name);
}

/* The shortest word is what a person would name the term by. */
static void term_show(struct vocabulary *vocabulary, uint32_t term, enum language language,
	uint32_t shown)
{
	if (term < vocabulary->stems.first)
		return;
	uint32_t now = vocabulary_shown_in(vocabulary, term, language);
	if (now == NO_STRING || strlen(vocabulary_shown(vocabulary, shown)) <
			strlen(vocabulary_shown(vocabulary, now)))
		vocabulary_show_by(vocabulary, term, language, shown);
}

/* ---- words of every purchase ---- */

/* The general words become terms though no text has them, so that every reader knows them. */
static void settle_list(struct vocabulary *vocabulary, struct stems *stems, enum language language,
	const char *const *list, bool general)
{
	char stem[WORD_SIZE];

	for (size_t i = 0; list[i] != NULL; i++) {
		stem_word(stems, language, list[i], stem);
		uint32_t term = term_add(vocabulary, stem); /* may move the terms */
		if (general)
			own_term(vocabulary, term)->general = true;
		else
			own_term(vocabulary, term)->social = true;
	}
}

static void settle_general(struct vocabulary *vocabulary, struct stems *stems)
{
	for (int i = 0; i < LANGUAGES; i++) {
		enum language language = (enum language)i;
		settle_list(vocabulary, stems, language, analysis_general_words(language), true);
		settle_list(vocabulary, stems, language, analysis_social_words(language), false);
	}
}

/* ---- on all cores ---- */

/* Where the parts of a compound stand in it. */
struct parted {
	uint8_t count, begins[PARTS_MOST], sizes[PARTS_MOST];
};

/* The stems of some of the words, or of their parts, one after the other, each with its NUL. */
struct stem_list {
	struct buffer stems;
	size_t from, to; /* words */
};

struct settling {
	struct vocabulary *vocabulary;
	struct stem_list lists[PARTS_OF_WORK_MOST];
	size_t list_count;
	struct prefixes known_words, known_stems;
	struct parted *parted; /* by word, those of its own */
};

static void add_stem(struct buffer *into, struct stems *stems, enum language language, const char *base)
{
	char stem[WORD_SIZE];

	stem_word(stems, language, base, stem);
	buffer_add(into, stem, strlen(stem) + 1);
}

static void stem_words(void *context, size_t part, size_t from, size_t to)
{
	struct settling *settling = context;
	struct vocabulary *vocabulary = settling->vocabulary;
	struct stem_list *list = &settling->lists[part];
	OWNED(stems_close) struct stems *stems = stems_open();

	*list = (struct stem_list){.from = from, .to = to};
	for (size_t i = from; i < to; i++) {
		uint32_t word = vocabulary->words.first + (uint32_t)i;
		const char *base = word_base(vocabulary, word);
		bool place = string_table_find(&vocabulary->places, base) != NO_STRING;
		bool stop = word_is_stop(word_language(vocabulary, word), base) || word_is_number(base);
		vocabulary->meanings[i] =
			(struct kept_meaning){NO_TERM, (stop ? KEPT_STOP : 0) | (place ? KEPT_PLACE : 0)};
		if (!stop)
			add_stem(&list->stems, stems, word_language(vocabulary, word), base);
	}
}

static struct parted part_word(const struct settling *settling, struct stems *stems, uint32_t word,
	struct buffer *into)
{
	const struct vocabulary *vocabulary = settling->vocabulary;
	struct compound_ways ways = {vocabulary, stems, settling->known_words, settling->known_stems};
	enum language language = word_language(vocabulary, word);
	uint32_t whole = vocabulary_whole(vocabulary, word);
	char parts[PARTS_MOST][WORD_SIZE];
	const char *base = word_base(vocabulary, word), *at = base;
	struct parted parted = {.count = (uint8_t)compound_part(&ways, language, base,
		vocabulary_term(vocabulary, whole)->reference, parts)};

	for (size_t i = 0; i < parted.count; i++) {
		at = strstr(at, parts[i]); /* it is there: parts are what the word is made of */
		parted.begins[i] = (uint8_t)(at - base);
		parted.sizes[i] = (uint8_t)strlen(parts[i]);
		at += parted.sizes[i];
		add_stem(into, stems, language, parts[i]);
	}
	return parted;
}

/* A general word is not about its parts: a framework agreement is about no frames. */
static bool has_parts(const struct vocabulary *vocabulary, const struct kept_meaning *meaning)
{
	return (meaning->bits & KEPT_STOP) == 0 && (meaning->whole == NO_TERM || !vocabulary_term(vocabulary, meaning->whole)->general);
}

static void part_words(void *context, size_t part, size_t from, size_t to)
{
	struct settling *settling = context;
	struct stem_list *list = &settling->lists[part];
	OWNED(stems_close) struct stems *stems = stems_open();

	*list = (struct stem_list){.from = from, .to = to};
	for (size_t i = from; i < to; i++)
		settling->parted[i] = !has_parts(settling->vocabulary, &settling->vocabulary->meanings[i]) ?
			(struct parted){.count = 0} :
			part_word(settling, stems, settling->vocabulary->words.first + (uint32_t)i, &list->stems);
}

/* ---- one after the other ---- */

/* Returns the stem behind. */
static const char *settle_whole(struct vocabulary *vocabulary, uint32_t word, const char *stem)
{
	struct kept_meaning *meaning = own_meaning(vocabulary, word);

	if ((meaning->bits & KEPT_STOP) != 0)
		return stem;
	meaning->whole = term_add(vocabulary, stem);
	if (meaning->whole >= vocabulary->stems.first)
		own_term(vocabulary, meaning->whole)->known = true;
	if (word < vocabulary->reference_words)
		own_term(vocabulary, meaning->whole)->reference = true;
	term_show(vocabulary, meaning->whole, word_language(vocabulary, word), word);
	return stem + strlen(stem) + 1;
}

static const char *settle_parts(struct vocabulary *vocabulary, uint32_t word, const struct parted *parted,
	const char *stem)
{
	char part[WORD_SIZE];
	uint32_t terms[PARTS_MOST];

	for (size_t i = 0; i < parted->count; i++, stem += strlen(stem) + 1) {
		uint32_t term = term_add(vocabulary, stem);
		terms[i] = term;
		if (term < vocabulary->stems.first || own_term(vocabulary, term)->known)
			continue;
		memcpy(part, word_base(vocabulary, word) + parted->begins[i], parted->sizes[i]);
		part[parted->sizes[i]] = '\0';
		term_show(vocabulary, term, word_language(vocabulary, word),
			string_table_add(&vocabulary->spelled, part) | SPELLED);
	}
	vocabulary_keep_parts(vocabulary, word, terms, parted->count);
	return stem;
}

static void settle_lists(struct settling *settling)
{
	struct vocabulary *vocabulary = settling->vocabulary;

	for (size_t l = 0; l < settling->list_count; l++) {
		struct stem_list *list = &settling->lists[l];
		const char *stem = list->stems.bytes;
		for (size_t i = list->from; i < list->to; i++) {
			uint32_t word = vocabulary->words.first + (uint32_t)i;
			stem = settling->parted == NULL ? settle_whole(vocabulary, word, stem) :
				settle_parts(vocabulary, word, &settling->parted[i], stem);
		}
		buffer_close(&list->stems);
	}
}

/* ---- words by their beginnings ---- */

/* qsort has no context argument in C17: what is sorted carries its key. */
struct keyed {
	uint64_t beginning;
	const char *base;
	uint32_t word;
};

static int by_base(const void *a, const void *b)
{
	const struct keyed *left = a, *right = b;

	if (left->beginning != right->beginning)
		return left->beginning < right->beginning ? -1 : 1;
	int order = strcmp(left->base, right->base);
	return order != 0 ? order : (left->word > right->word) - (left->word < right->word);
}

static void sort_part(void *context, size_t part, size_t from, size_t to)
{
	struct keyed *keyed = context;

	(void)part;
	if (to > from)
		qsort(keyed + from, to - from, sizeof *keyed, by_base);
}

/* The parts [from, middle) and [middle, to) are in order; then all of it is. */
static void merge(struct keyed *keyed, size_t from, size_t middle, size_t to, struct keyed *room)
{
	size_t left = from, right = middle, at = 0;

	while (left < middle && right < to)
		room[at++] = by_base(&keyed[left], &keyed[right]) < 0 ? keyed[left++] : keyed[right++];
	memcpy(room + at, keyed + left, (middle - left) * sizeof *room);
	memcpy(keyed + from, room, (at + middle - left) * sizeof *room);
}

static void sort_words(struct vocabulary *vocabulary)
{
	uint32_t first = vocabulary->words.first, count = vocabulary->words.count - first;
	struct keyed *keyed = grow(NULL, count, sizeof *keyed), *room = grow(NULL, count, sizeof *room);
	size_t parts = parallel_parts(count, PART_LEAST);

	for (uint32_t i = 0; i < count; i++) {
		const char *base = word_base(vocabulary, first + i);
		keyed[i] = (struct keyed){word_beginning(base), base, first + i};
	}
	parallel_run(parts, count, sort_part, keyed);
	for (size_t i = 1; i < parts; i++)
		merge(keyed, 0, count * i / parts, count * (i + 1) / parts, room);
	vocabulary->sorted = grow(NULL, count, sizeof *vocabulary->sorted);
	vocabulary->beginnings = grow(NULL, count, sizeof *vocabulary->beginnings);
	for (uint32_t i = 0; i < count; i++) {
		vocabulary->sorted[i] = keyed[i].word;
		vocabulary->beginnings[i] = keyed[i].beginning;
	}
	free(keyed);
	free(room);
}

/* ---- all of it ---- */

void vocabulary_settle(struct vocabulary *vocabulary, struct stems *stems)
{
	uint32_t count = vocabulary->words.count - vocabulary->words.first;
	struct settling settling = {.vocabulary = vocabulary,
		.list_count = parallel_parts(count, PART_LEAST)};

	vocabulary->meanings = grow(NULL, count, sizeof *vocabulary->meanings);
	vocabulary->parts = grow(NULL, 0, sizeof *vocabulary->parts); /* there need be none */
	if (vocabulary->below == NULL) {
		vocabulary->part_lists = part_lists_open();
		settle_general(vocabulary, stems);
	}
	parallel_run(settling.list_count, count, stem_words, &settling);
	settle_lists(&settling);
	if (vocabulary->below == NULL) { /* else there are few */
		settling.known_words = compound_words_known(vocabulary);
		settling.known_stems = compound_stems_known(vocabulary);
	}
	settling.parted = grow(NULL, count, sizeof *settling.parted);
	parallel_run(settling.list_count, count, part_words, &settling);
	settle_lists(&settling);
	free(settling.parted);
	prefixes_close(&settling.known_words);
	prefixes_close(&settling.known_stems);
	sort_words(vocabulary);
}

void vocabulary_trim(struct vocabulary *vocabulary)
{
	string_table_trim(&vocabulary->words);
	string_table_trim(&vocabulary->spelled);
	string_table_trim(&vocabulary->places);
	string_table_trim(&vocabulary->stems);
	vocabulary->terms = grow(vocabulary->terms, vocabulary->stems.room, sizeof *vocabulary->terms);
	vocabulary->part_room = vocabulary->part_count;
	vocabulary->parts = grow(vocabulary->parts, vocabulary->part_room, sizeof *vocabulary->parts);
}
