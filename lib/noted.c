/* SPDX-License-Identifier: MPL-2.0 */
/*
 * On all cores: the first part of the texts is noted in the vocabulary for all, each other one in a vocabulary of its
 * own; then the words of these are noted in the one for all, part by part, so that they are numbered as if one had
 * read all the texts; at last their texts' numbers are replaced.
 */
#include "lib/noted.h"

#include <stdlib.h>
#include <string.h>

#include "lib/fetch.h"
#include "lib/parallel.h"

/* Enterprises and offerings of which it pays to make a part of the work. */
#define PART_LEAST 4000
#define WORDS_LEAST 256

struct noted_text {
	size_t from; /* into the words of its part */
	uint32_t count;
	uint8_t part, language;
};

/* Words as they stand in the texts ("Haver"), and what was noted of them: most are there again and again, and
 * are known by their bytes alone. A short one is its length and its first and last eight bytes, which overlap. */
struct met_word {
	uint32_t key; /* of its hash and its length; 0: free */
	uint32_t noted;
	uint64_t first, last;
	const char *at; /* of a longer one: where it stood first */
};

#define SHORT_WORD 16
#define MET_LENGTH 0xffU /* what of the key is the length; longer words are not kept */

struct met_words {
	struct met_word *slots; /* open addressing */
	uint32_t mask, count;
};

struct noted_part {
	size_t from, to; /* enterprises, and offerings after all of these */
	struct vocabulary *vocabulary;
	struct met_words met[LANGUAGES];
	uint32_t *words;
	size_t count, room;
};

struct noted_texts {
	const struct collection *collection;
	struct noted_part parts[PARTS_OF_WORK_MOST];
	size_t part_count;
	struct noted_text *texts; /* those of all enterprises, then those of all offerings */
};

/* ---- words that were met ---- */

/* As many bytes as there are, up to eight. */
static uint64_t bytes_of(const char *at, size_t length)
{
	uint64_t bytes = 0;
	uint32_t first, last;

	if (length >= sizeof bytes) {
		memcpy(&bytes, at, sizeof bytes);
	} else if (length >= sizeof first) {
		memcpy(&first, at, sizeof first);
		memcpy(&last, at + length - sizeof last, sizeof last);
		bytes = (uint64_t)last << 32 | first;
	} else {
		for (size_t i = 0; i < length; i++)
			bytes = bytes << 8 | (unsigned char)at[i];
	}
	return bytes;
}

static struct met_word met_word_of(const struct plain_word *word)
{
	size_t tail = word->length < sizeof(uint64_t) ? word->length : sizeof(uint64_t);

	return (struct met_word){.key = word->hash << 8 | (uint32_t)word->length,
		.first = bytes_of(word->at, word->length),
		.last = bytes_of(word->at + word->length - tail, tail),
		.at = word->at};
}

static uint32_t met_place(const struct met_words *met, uint32_t key)
{
	return (key >> 8 ^ key >> 20 ^ key) & met->mask;
}

/* The slot that has the word, or the free one where it would go. */
static struct met_word *met_slot(const struct met_words *met, const struct met_word *word)
{
	size_t length = word->key & MET_LENGTH;
	uint32_t slot = met_place(met, word->key);

	for (; met->slots[slot].key != 0; slot = (slot + 1) & met->mask) {
		const struct met_word *here = &met->slots[slot];
		if (here->key == word->key && here->first == word->first && here->last == word->last &&
			(length <= SHORT_WORD || memcmp(here->at, word->at, length) == 0))
			break;
	}
	return &met->slots[slot];
}

/* At most half of the slots are taken. */
static void met_room(struct met_words *met)
{
	struct met_words before = *met;

	if (2 * met->count < met->mask)
		return;
	met->mask = met->mask == 0 ? 1023 : 2 * met->mask + 1;
	met->slots = calloc((size_t)met->mask + 1, sizeof *met->slots);
	if (met->slots == NULL)
		abort();
	for (uint32_t i = 0; before.slots != NULL && i <= before.mask; i++)
		if (before.slots[i].key != 0)
			*met_slot(met, &before.slots[i]) = before.slots[i];
	free(before.slots);
}

/* ---- one text ---- */

struct noting {
	struct vocabulary *vocabulary;
	enum language language;
	struct noted_part *keep; /* NULL: the text is not kept */
};

static void keep_word(struct noted_part *part, uint32_t word)
{
	if (part->count == part->room) {
		part->room *= 2;
		part->words = grow(part->words, part->room, sizeof *part->words);
	}
	part->words[part->count++] = word;
}

static uint32_t note(struct vocabulary *vocabulary, enum language language, const struct word_seen *word)
{
	return vocabulary_note(vocabulary, language, word) | (word->capital ? NOTED_CAPITAL : 0);
}

static void note_word(void *context, const struct word_seen *word)
{
	const struct noting *noting = context;
	uint32_t noted = note(noting->vocabulary, noting->language, word);

	if (noting->keep != NULL)
		keep_word(noting->keep, noted | (word->opens ? NOTED_OPENS : 0));
}

static void note_text(struct vocabulary *vocabulary, const char *text, enum language language)
{
	text_words(text, language, note_word, &(struct noting){vocabulary, language, NULL});
}

/* A word that was met, or is now. */
static uint32_t met_note(struct noted_part *part, const struct plain_word *word, struct met_word *key,
	enum language language)
{
	struct met_words *met = &part->met[language];
	struct met_word *known = met_slot(met, key);
	struct word_seen seen;

	if (known->key != 0 && word->length <= MET_LENGTH)
		return known->noted;
	plain_word_read(word, language, &seen);
	key->noted = note(part->vocabulary, language, &seen);
	if (word->length <= MET_LENGTH) {
		*known = *key;
		met->count++;
		met_room(met);
	}
	return key->noted;
}

/* Some words at a time, so that their slots are fetched together. */
#define WORDS_TOGETHER 16

static void keep_plain(struct noted_part *part, const char *text, enum language language)
{
	const struct met_words *met = &part->met[language];
	struct plain_text plain = {.at = text};
	struct plain_word words[WORDS_TOGETHER];
	struct met_word keys[WORDS_TOGETHER];
	size_t count;

	do {
		for (count = 0; count < WORDS_TOGETHER && plain_next(&plain, &words[count]); count++) {
			keys[count] = met_word_of(&words[count]);
			fetch(&met->slots[met_place(met, keys[count].key)]);
		}
		for (size_t i = 0; i < count; i++)
			keep_word(part, met_note(part, &words[i], &keys[i], language) |
				(words[i].opens ? NOTED_OPENS : 0));
	} while (count == WORDS_TOGETHER);
}

static struct noted_text keep_text(struct noted_part *part, const char *text, enum language language)
{
	struct noted_text kept = {.from = part->count, .language = (uint8_t)language};

	if (text != NULL && text_is_plain(text))
		keep_plain(part, text, language);
	else
		text_words(text, language, note_word, &(struct noting){part->vocabulary, language, part});
	kept.count = (uint32_t)(part->count - kept.from);
	return kept;
}

/* ---- the enterprises' texts, on all cores ---- */

static void keep_enterprise(struct noted_texts *texts, struct noted_part *part, size_t i)
{
	const struct collection_enterprise *enterprise = &texts->collection->enterprises[i];
	struct noted_text *out = &texts->texts[NOTED_OF_ENTERPRISE * i];

	out[NOTED_NAME] = keep_text(part, enterprise->name, DANISH);
	out[NOTED_PITCH] = keep_text(part, enterprise->pitch, DANISH);
	out[NOTED_DESCRIPTION] = keep_text(part, enterprise->description, DANISH);
	for (size_t k = 0; k < NOTED_OF_ENTERPRISE; k++)
		out[k].part = (uint8_t)(part - texts->parts);
}

static struct noted_text *offering_texts(const struct noted_texts *texts, size_t i)
{
	return &texts->texts[NOTED_OF_ENTERPRISE * texts->collection->enterprise_count + NOTED_OF_OFFERING * i];
}

static void keep_offering(struct noted_texts *texts, struct noted_part *part, size_t i)
{
	const struct collection_offering *offering = &texts->collection->offerings[i];
	struct noted_text *out = offering_texts(texts, i);

	out[NOTED_TITLE] = keep_text(part, offering->title, offering->language);
	out[NOTED_TEXT] = keep_text(part, offering->text, offering->language);
	for (size_t k = 0; k < NOTED_OF_OFFERING; k++)
		out[k].part = (uint8_t)(part - texts->parts);
}

static void keep_part(void *context, size_t part, size_t from, size_t to)
{
	struct noted_texts *texts = context;
	struct noted_part *here = &texts->parts[part];
	size_t enterprises = texts->collection->enterprise_count;

	(void)from;
	(void)to;
	for (int language = 0; language < LANGUAGES; language++)
		met_room(&here->met[language]);
	for (size_t i = here->from; i < here->to; i++)
		if (i < enterprises)
			keep_enterprise(texts, here, i);
		else
			keep_offering(texts, here, i - enterprises);
	for (int language = 0; language < LANGUAGES; language++)
		free(here->met[language].slots);
}

/* ---- how they are shared ---- */

#define SAMPLED 61 /* one of so many is looked at */

static double length_of(const char *text)
{
	return text == NULL ? 0.0 : (double)strlen(text);
}

/* Each part has about as much text as the others: an enterprise has not as much as an offering has. */
static void share_texts(struct noted_texts *texts)
{
	const struct collection *c = texts->collection;
	double enterprises = 1.0, offerings = 1.0; /* if there are no texts, none is divided by */

	for (size_t i = 0; i < c->enterprise_count; i += SAMPLED)
		enterprises += length_of(c->enterprises[i].name) + length_of(c->enterprises[i].pitch) +
			length_of(c->enterprises[i].description);
	for (size_t i = 0; i < c->offering_count; i += SAMPLED)
		offerings += length_of(c->offerings[i].title) + length_of(c->offerings[i].text);
	for (size_t i = 1; i < texts->part_count; i++) {
		double before = (enterprises + offerings) * (double)i / (double)texts->part_count;
		size_t end = before < enterprises ?
			(size_t)(before / enterprises * (double)c->enterprise_count) : c->enterprise_count +
			(size_t)((before - enterprises) / offerings * (double)c->offering_count);
		texts->parts[i - 1].to = texts->parts[i].from = end;
	}
	texts->parts[texts->part_count - 1].to = c->enterprise_count + c->offering_count;
}

/* ---- from the parts' numbers to the numbers of all ---- */

struct renumbering {
	struct noted_part *part;
	uint32_t *numbers; /* by number in the part's vocabulary */
};

static void renumber(void *context, size_t part, size_t from, size_t to)
{
	const struct renumbering *renumbering = context;
	uint32_t *words = renumbering->part->words;

	(void)part;
	for (size_t i = from; i < to; i++)
		words[i] = (words[i] & ~NOTED_NUMBER) | renumbering->numbers[words[i] & NOTED_NUMBER];
}

static void gather_part(struct noted_texts *texts, struct noted_part *part, struct vocabulary *vocabulary)
{
	struct renumbering renumbering = {part, vocabulary_note_all(vocabulary, part->vocabulary)};

	vocabulary_close(&part->vocabulary);
	parallel_run(texts->part_count, part->count, renumber, &renumbering);
	free(renumbering.numbers);
}

static void keep_all(struct noted_texts *texts, struct vocabulary *vocabulary)
{
	texts->part_count = parallel_parts(texts->collection->enterprise_count + texts->collection->offering_count,
		PART_LEAST);
	for (size_t i = 0; i < texts->part_count; i++)
		texts->parts[i] = (struct noted_part){ /* an empty text has a place, too */
			.vocabulary = i == 0 ? vocabulary : vocabulary_open(),
			.words = grow(NULL, WORDS_LEAST, sizeof(uint32_t)), .room = WORDS_LEAST};
	share_texts(texts);
	parallel_run(texts->part_count, texts->part_count, keep_part, texts);
	for (size_t i = 1; i < texts->part_count; i++)
		gather_part(texts, &texts->parts[i], vocabulary);
}

/* ---- all of it ---- */

struct noted_texts *noted_texts_open(struct vocabulary *vocabulary, const struct collection *c)
{
	struct noted_texts *texts = grow(NULL, 1, sizeof *texts);

	*texts = (struct noted_texts){.collection = c,
		.texts = grow(NULL, NOTED_OF_ENTERPRISE * c->enterprise_count + NOTED_OF_OFFERING * c->offering_count,
			sizeof *texts->texts)};
	for (size_t i = 0; i < c->code_count; i++)
		for (int language = 0; language < LANGUAGES; language++) {
			note_text(vocabulary, c->codes[i].names[language], (enum language)language);
			note_text(vocabulary, c->codes[i].words[language], (enum language)language);
		}
	vocabulary_reference_ends(vocabulary);
	for (const char *const *place = analysis_place_words(); *place != NULL; place++)
		vocabulary_note_place(vocabulary, *place);
	for (size_t i = 0; i < c->place_count; i++) {
		vocabulary_note_place(vocabulary, c->places[i].name);
		note_text(vocabulary, c->places[i].name, DANISH);
	}
	keep_all(texts, vocabulary);
	for (size_t i = 0; i < c->line_count; i++) {
		note_text(vocabulary, c->lines[i].demand.title, c->lines[i].demand.language);
		note_text(vocabulary, c->lines[i].demand.text, c->lines[i].demand.language);
		note_text(vocabulary, c->lines[i].buyer_name, DANISH);
	}
	if (vocabulary->words.count > NOTED_NUMBER)
		abort();
	return texts;
}

void noted_texts_close(struct noted_texts **texts)
{
	if (*texts == NULL)
		return;
	for (size_t i = 0; i < (*texts)->part_count; i++)
		free((*texts)->parts[i].words);
	free((*texts)->texts);
	free(*texts);
	*texts = NULL;
}

static struct noted noted(const struct noted_texts *texts, const struct noted_text *text)
{
	return (struct noted){texts->parts[text->part].words + text->from, text->count,
		(enum language)text->language};
}

struct noted noted_of_enterprise(const struct noted_texts *texts, size_t enterprise,
	enum noted_of_enterprise which)
{
	return noted(texts, &texts->texts[NOTED_OF_ENTERPRISE * enterprise + which]);
}

struct noted noted_of_offering(const struct noted_texts *texts, size_t offering, enum noted_of_offering which)
{
	return noted(texts, offering_texts(texts, offering) + which);
}
