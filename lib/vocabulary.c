/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/vocabulary_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/compound.h"
#include "lib/grams.h"
#include "lib/passing.h"

struct vocabulary *vocabulary_open(void)
{
	struct vocabulary *vocabulary = grow(NULL, 1, sizeof *vocabulary);

	*vocabulary = (struct vocabulary){0};
	return vocabulary;
}

struct vocabulary *vocabulary_upon(const struct vocabulary *below)
{
	struct vocabulary *vocabulary = vocabulary_open();

	vocabulary->below = below;
	vocabulary->words = string_table_upon(&below->words);
	vocabulary->spelled = string_table_upon(&below->spelled);
	vocabulary->places = string_table_upon(&below->places);
	vocabulary->stems = string_table_upon(&below->stems);
	vocabulary->documents = below->documents;
	vocabulary->rare = below->rare;
	vocabulary->reference_words = below->reference_words;
	vocabulary->part_lists = below->part_lists;
	return vocabulary;
}

void vocabulary_close(struct vocabulary **vocabulary)
{
	struct vocabulary *v = *vocabulary;

	if (v == NULL)
		return;
	string_table_close(&v->words);
	string_table_close(&v->spelled);
	string_table_close(&v->places);
	string_table_close(&v->stems);
	grams_close(&v->grams);
	kept_close(&v->asked);
	if (v->below == NULL)
		part_lists_close(&v->part_lists);
	free(v->meanings);
	free(v->parts);
	free(v->further);
	free(v->terms);
	free(v->sorted);
	free(v->beginnings);
	free(v->spelled_words);
	free(v);
	*vocabulary = NULL;
}

/* ---- first round ---- */

/* Returns its length. */
static size_t word_key(enum language language, const struct word_seen *word, char key[WORD_SIZE + 1])
{
	key[0] = (char)('0' + (int)language);
	memcpy(key + 1, word->base, word->base_length + 1);
	return word->base_length + 1;
}

static uint32_t note(struct vocabulary *vocabulary, const char *key, size_t length, const char *spelled)
{
	uint32_t before = vocabulary->words.count;
	uint32_t number = string_table_add_n(&vocabulary->words, key, length);

	if (number < before)
		return number;
	if (strcmp(spelled, key + 1) == 0)
		return number;
	if (vocabulary->spelled_count == vocabulary->spelled_room) {
		vocabulary->spelled_room = 2 * vocabulary->spelled_room + 64;
		vocabulary->spelled_words = grow(vocabulary->spelled_words, vocabulary->spelled_room,
			sizeof *vocabulary->spelled_words);
	}
	vocabulary->spelled_words[vocabulary->spelled_count++] = (struct spelled_word){
		number, string_table_add(&vocabulary->spelled, spelled)};
	return number;
}

const char *word_spelled(const struct vocabulary *vocabulary, uint32_t word)
{
	uint32_t low = 0, high = vocabulary->spelled_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (vocabulary->spelled_words[middle].word < word)
			low = middle + 1;
		else
			high = middle;
	}
	return low < vocabulary->spelled_count && vocabulary->spelled_words[low].word == word ?
		string_table_text(&vocabulary->spelled, vocabulary->spelled_words[low].spelled) :
		word_base(vocabulary, word);
}

uint32_t vocabulary_note(struct vocabulary *vocabulary, enum language language,
	const struct word_seen *word)
{
	char key[WORD_SIZE + 1];

	size_t length = word_key(language, word, key);
	return note(vocabulary, key, length, word->text);
}

uint32_t *vocabulary_note_all(struct vocabulary *vocabulary, const struct vocabulary *words)
{
	uint32_t *numbers = grow(NULL, words->words.count, sizeof *numbers);

	for (uint32_t i = 0; i < words->words.count; i++) {
		const char *key = string_table_text(&words->words, i);
		numbers[i] = note(vocabulary, key, strlen(key), word_spelled(words, i));
	}
	return numbers;
}

void vocabulary_reference_ends(struct vocabulary *vocabulary)
{
	if (vocabulary->below == NULL)
		vocabulary->reference_words = vocabulary->words.count;
}

static void note_place_word(void *context, const struct word_seen *word)
{
	struct vocabulary *vocabulary = context;

	string_table_add(&vocabulary->places, word->base);
	size_t length = strlen(word->base);
	if (length == 0 || length + 1 >= WORD_SIZE || word->base[length - 1] == 's')
		return;
	char whose[WORD_SIZE]; /* "Københavns Kommune" */
	memcpy(whose, word->base, length);
	memcpy(whose + length, "s", 2);
	string_table_add(&vocabulary->places, whose);
}

void vocabulary_note_place(struct vocabulary *vocabulary, const char *name)
{
	text_words(name, DANISH, note_place_word, vocabulary);
}

/* ---- how telling a term is ---- */

/* A small collection does not know what is common; these many documents of a large one stand beside it. */
#define BESIDE 25.0
/* How much of them has any term, and a general one. */
#define SHARE 0.003
#define SHARE_GENERAL 0.1
/* A term in less than one of so many documents is as telling as can be. */
#define RARE 1000.0
#define SEEN_RARE 0.999 /* of that share: however it is rounded */

void vocabulary_weigh(struct vocabulary *vocabulary, size_t documents)
{
	vocabulary->documents = documents;
	vocabulary->rare = (uint32_t)fmin(TERM_DOCUMENTS_MOST, fmax(0.0,
		SEEN_RARE / RARE * ((double)documents + BESIDE) - BESIDE * SHARE_GENERAL));
	grams_close(&vocabulary->grams);
	vocabulary->grams = grams_open(vocabulary);
	kept_close(&vocabulary->asked);
	vocabulary->asked = kept_open(vocabulary->words.count);
}

/* ---- reading ---- */

const struct term *vocabulary_term(const struct vocabulary *vocabulary, uint32_t term)
{
	while (term < vocabulary->stems.first)
		vocabulary = vocabulary->below;
	return &vocabulary->terms[term - vocabulary->stems.first];
}

/* It is not kept: most terms are rare, which is seen without a logarithm. */
float vocabulary_idf(const struct vocabulary *vocabulary, uint32_t term)
{
	const struct term *known = vocabulary_term(vocabulary, term);

	if (known->documents < vocabulary->rare)
		return 1.0F;
	double share = ((double)known->documents + BESIDE * (known->general ? SHARE_GENERAL : SHARE)) /
		((double)vocabulary->documents + BESIDE);
	return (float)fmax(0.0, fmin(1.0, -log(share) / log(RARE)));
}

const char *vocabulary_word(const struct vocabulary *vocabulary, uint32_t word, enum language *language)
{
	*language = word_language(vocabulary, word);
	return word_base(vocabulary, word);
}

static uint32_t term_find(const struct vocabulary *vocabulary, struct stems *stems,
	enum language language, const char *base)
{
	char stem[WORD_SIZE];

	stem_word(stems, language, base, stem);
	return string_table_find(&vocabulary->stems, stem);
}

uint32_t vocabulary_term_of(const struct vocabulary *vocabulary, enum language language, const char *base,
	size_t length)
{
	char key[WORD_SIZE + 1];

	if (length >= WORD_SIZE)
		return NO_TERM;
	key[0] = (char)('0' + (int)language);
	memcpy(key + 1, base, length);
	uint32_t number = string_table_find_n(&vocabulary->words, key, length + 1);
	return number == NO_STRING ? NO_TERM : vocabulary_whole(vocabulary, number);
}

uint32_t vocabulary_word_number(const struct vocabulary *vocabulary, enum language language,
	const struct word_seen *word)
{
	char key[WORD_SIZE + 1];
	size_t length = word_key(language, word, key);

	return string_table_find_n(&vocabulary->words, key, length);
}

void vocabulary_read(const struct vocabulary *vocabulary, struct stems *stems,
	enum language language, const struct word_seen *word, struct meaning *out)
{
	char parts[PARTS_MOST][WORD_SIZE];
	uint32_t number = vocabulary_word_number(vocabulary, language, word);

	if (number != NO_STRING) {
		*out = vocabulary_meaning(vocabulary, number);
		return;
	}
	*out = (struct meaning){.whole = NO_TERM};
	out->place = string_table_find(&vocabulary->places, word->base) != NO_STRING;
	out->stop = word_is_stop(language, word->base) || word_is_number(word->base);
	if (out->stop)
		return;
	out->whole = term_find(vocabulary, stems, language, word->base);
	if (out->whole != NO_TERM && vocabulary_term(vocabulary, out->whole)->general)
		return;
	out->part_count = (uint8_t)compound_split(vocabulary, stems, language, word->base, parts);
	for (size_t i = 0; i < out->part_count; i++)
		out->parts[i] = term_find(vocabulary, stems, language, parts[i]);
}

/* The first of the beginnings that, of so many bytes, is not before this one; with `after`, that is behind it. */
static uint32_t beginning_place(struct word_list words, uint64_t beginning, size_t length, bool after)
{
	uint64_t mask = beginning_mask(length);
	uint32_t low = 0, high = words.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint64_t there = words.beginnings[middle] & mask;
		if (there < beginning || (after && there == beginning))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first place in the list whose word is not before base; with `after`, not before all that begin with it. */
static uint32_t place_of(const struct vocabulary *vocabulary, struct word_list words, const char *base, bool after)
{
	uint32_t low = 0, high = words.count;
	size_t length = strlen(base);

	if (words.beginnings != NULL) {
		uint64_t beginning = word_beginning(base);
		if (length <= BEGINNING_BYTES)
			return beginning_place(words, beginning, length, after);
		low = beginning_place(words, beginning, length, false);
		high = beginning_place(words, beginning, length, true);
	}
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strncmp(word_base(vocabulary, words.at[middle]), base, length);
		if (order < 0 || (after && order == 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Its own. */
static struct word_list sorted_words(const struct vocabulary *vocabulary)
{
	return (struct word_list){vocabulary->sorted, vocabulary->beginnings,
		vocabulary->words.count - vocabulary->words.first};
}

void vocabulary_beginning(const struct vocabulary *vocabulary, const char *base, uint32_t *from,
	uint32_t *to)
{
	*from = place_of(vocabulary, sorted_words(vocabulary), base, false);
	*to = place_of(vocabulary, sorted_words(vocabulary), base, true);
}

unsigned vocabulary_part(const struct vocabulary *vocabulary, const char *key, size_t length)
{
	uint32_t word = string_table_find_n(&vocabulary->words, key, length);
	unsigned bits = part_lists_find(vocabulary->part_lists, key, length);

	if (word == NO_STRING)
		return bits;
	return bits | (word < vocabulary->reference_words ? PART_OF_REFERENCE : PART_OF_COLLECTION);
}

/* ---- words that are nearly the same ---- */

#define NEAR_LETTERS 5 /* bytes that both begin with, at least */
#define NEAR_LEAST 0.64F
#define NEAR_MOST 200  /* words looked at */

/* How much of two base forms is a common beginning, 0 to 1. */
static float words_alike(const char *a, const char *b)
{
	size_t common = 0;

	while (a[common] != '\0' && a[common] == b[common])
		common++;
	return common < NEAR_LETTERS ? 0.0F :
		2.0F * (float)common / (float)(strlen(a) + strlen(b));
}

/* What words_alike gives at most, by the beginnings of two that begin with the same bytes: the words themselves stand all
 * over memory, and most are not read. */
static float beginnings_alike(uint64_t a, size_t a_length, uint64_t b)
{
	if (a == b)
		return 1.0F;
	size_t common = (size_t)__builtin_clzll(a ^ b) / 8;
	size_t b_least = BEGINNING_BYTES - (size_t)__builtin_ctzll(b) / 8;
	return 2.0F * (float)common / (float)(a_length + b_least);
}

/* The one in the list that is nearer than *quality, which becomes its own; NO_TERM when there is none. */
static uint32_t nearer(const struct vocabulary *vocabulary, struct word_list words, enum language language,
	const char *base, struct wanted_terms wanted, float *quality)
{
	char beginning[NEAR_LETTERS + 1] = {0};
	uint64_t whole_beginning = word_beginning(base);
	size_t length = strlen(base);
	uint32_t best = NO_TERM;

	memcpy(beginning, base, NEAR_LETTERS);
	uint32_t from = place_of(vocabulary, words, beginning, false);
	uint32_t to = place_of(vocabulary, words, beginning, true);
	for (uint32_t i = from; i < to && i < from + NEAR_MOST; i++) {
		uint32_t word = words.at[i];
		if (words.beginnings != NULL && beginnings_alike(whole_beginning, length, words.beginnings[i]) <= *quality)
			continue;
		if (word_language(vocabulary, word) != language)
			continue;
		float alike = words_alike(base, word_base(vocabulary, word));
		uint32_t term = vocabulary_whole(vocabulary, word);
		if (alike <= *quality || term == NO_TERM || !wanted.is(wanted.context, term))
			continue;
		*quality = alike;
		best = term;
	}
	return best;
}

uint32_t vocabulary_near_among(const struct vocabulary *vocabulary, struct word_list words,
	enum language language, const char *base, struct wanted_terms wanted, float *quality)
{
	*quality = NEAR_LEAST;
	return strlen(base) < NEAR_LETTERS ? NO_TERM : nearer(vocabulary, words, language, base, wanted, quality);
}

uint32_t vocabulary_near(const struct vocabulary *vocabulary, enum language language, const char *base,
	struct wanted_terms wanted, float *quality)
{
	uint32_t best = NO_TERM;

	*quality = NEAR_LEAST;
	if (strlen(base) < NEAR_LETTERS)
		return NO_TERM;
	if (vocabulary->below != NULL)
		best = vocabulary_near(vocabulary->below, language, base, wanted, quality);
	uint32_t own = nearer(vocabulary, sorted_words(vocabulary), language, base, wanted, quality);
	return own != NO_TERM ? own : best;
}

size_t vocabulary_size(const struct vocabulary *vocabulary)
{
	return string_table_size(&vocabulary->words) + string_table_size(&vocabulary->spelled) +
		string_table_size(&vocabulary->places) + string_table_size(&vocabulary->stems) +
		(vocabulary->words.count - vocabulary->words.first) *
			(sizeof *vocabulary->meanings + sizeof(uint32_t) + sizeof(uint64_t)) +
		vocabulary->spelled_room * sizeof *vocabulary->spelled_words +
		vocabulary->part_room * sizeof *vocabulary->parts +
		vocabulary->further_room * sizeof *vocabulary->further +
		(vocabulary->stems.count - vocabulary->stems.first) * sizeof(struct term) +
		(vocabulary->grams == NULL ? 0 : grams_size(vocabulary->grams)) + kept_size(&vocabulary->asked);
}

/* What was worked out for those who asked is not passed on. */
void vocabulary_pass(struct passing *p, struct vocabulary **vocabulary)
{
	if (!PASS_THING(p, *vocabulary))
		return;
	struct vocabulary *v = *vocabulary;
	string_table_pass(p, &v->words);
	string_table_pass(p, &v->spelled);
	string_table_pass(p, &v->places);
	string_table_pass(p, &v->stems);
	PASS(p, v->part_count);
	PASS(p, v->part_room);
	PASS(p, v->further_count);
	PASS(p, v->further_room);
	PASS(p, v->spelled_count);
	PASS(p, v->spelled_room);
	PASS(p, v->documents);
	PASS(p, v->rare);
	PASS(p, v->reference_words);
	PASS_ARRAY(p, v->meanings, v->words.count);
	PASS_ARRAY(p, v->parts, v->part_count);
	PASS_ARRAY(p, v->further, v->further_count);
	PASS_ARRAY(p, v->terms, v->stems.count);
	PASS_ARRAY(p, v->sorted, v->words.count);
	PASS_ARRAY(p, v->beginnings, v->words.count);
	PASS_ARRAY(p, v->spelled_words, v->spelled_count);
	grams_pass(p, &v->grams);
	if (p->finds) {
		v->part_lists = part_lists_open();
		v->asked = kept_open(v->words.count);
	}
}
