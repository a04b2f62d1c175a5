/* SPDX-License-Identifier: MPL-2.0 */
/*
 * CPV codes by words, while someone types: by what the words say, then by how the last one begins, and when nothing
 * has them, by what they are a slip of the finger away from.
 */
#include "lib/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/cpv.h"
#include "lib/demand.h"
#include "lib/reading.h"
#include "lib/search_facets.h"
#include "lib/search_words.h"
#include "lib/spelling.h"
#include "lib/text.h"

/* A label that only begins like the last word. */
#define BY_BEGINNING 0.3F
#define BEGINNING_LEAST 2
#define BEGINNINGS_MOST 400
#define BEGUN_MOST 1000
/* A text of more words is not being typed into a field: its last word is whole. */
#define TYPED_MOST 8
/* More words than this are a text in another language, not a misspelt one; to look each up takes time. */
#define MENDED_MOST 8
/* Between codes that are given one after the other. */
#define BETWEEN " ,;|"
/* Below this a code is a wild guess. */
#define PROBABILITY_LEAST 0.05F

struct suggesting {
	const struct snapshot *s;
	struct likely_code *at;
	size_t count, limit;
};

static void suggest(struct suggesting *suggesting, uint32_t entry, float probability)
{
	if (suggesting->count == suggesting->limit)
		return;
	for (size_t i = 0; i < suggesting->count; i++)
		if (suggesting->at[i].entry == entry)
			return;
	/* one that is found later is not more likely than those before */
	if (suggesting->count > 0)
		probability = fminf(probability, suggesting->at[suggesting->count - 1].probability);
	suggesting->at[suggesting->count++] = (struct likely_code){entry, probability};
}

static void suggest_by_words(struct suggesting *suggesting, struct arena *mem, const char *text,
	enum language language)
{
	struct likely_code *likely = arena_array(mem, suggesting->limit, sizeof *likely);
	size_t count = likely_codes(suggesting->s, text, language, likely, suggesting->limit);

	for (size_t i = 0; i < count; i++)
		if (likely[i].probability >= PROBABILITY_LEAST)
			suggest(suggesting, likely[i].entry, likely[i].probability);
}

/* ---- by how the last word begins ---- */

struct last_word {
	enum language language;
	struct word_seen word;
	size_t count; /* of words */
};

static void keep_last(void *context, const struct word_seen *word)
{
	struct last_word *last = context;

	last->word = *word;
	last->count++;
}

/* Where a name has a word that begins so. */
enum begun { NAME_BEGINS, WORD_BEGINS, ELSEWHERE, BEGUN };

struct name_reading {
	const char *base;
	size_t words;
	enum begun begun;
};

static void read_name_word(void *context, const struct word_seen *word)
{
	struct name_reading *reading = context;

	if (reading->begun == ELSEWHERE && strncmp(word->base, reading->base, strlen(reading->base)) == 0)
		reading->begun = reading->words == 0 ? NAME_BEGINS : WORD_BEGINS;
	reading->words++;
}

struct begun_code {
	uint32_t entry;
	enum begun begun;
	float amount; /* how much of what describes it begins so */
};

struct begun_codes {
	const struct snapshot *s;
	const struct last_word *last;
	bool described; /* those too whom people call so */
	struct begun_code at[BEGUN_MOST];
	uint32_t count;
	uint32_t *place; /* by code: where it stands in `at`, from 1; 0: nowhere */
};

static void note_code(struct begun_codes *codes, uint32_t entry, float amount)
{
	struct name_reading reading = {codes->last->word.base, 0, ELSEWHERE};
	uint32_t place = codes->place[entry];

	if (place > 0) {
		codes->at[place - 1].amount = fmaxf(codes->at[place - 1].amount, amount);
		return;
	}
	if (codes->count == BEGUN_MOST)
		return;
	text_words(codes->s->codes[entry].names[codes->last->language], codes->last->language, read_name_word, &reading);
	codes->at[codes->count++] = (struct begun_code){entry, reading.begun, amount};
	codes->place[entry] = codes->count;
}

/* Whose label has the term, or whom people call so. */
static void note_term(struct begun_codes *codes, uint32_t term)
{
	const struct vectors *labels = &codes->s->code_vectors;
	const struct thesaurus *thesaurus = codes->s->thesaurus;

	if (term < labels->posted_terms) {
		struct span span = labels->postings[term];
		for (uint32_t i = span.from; i < span.from + span.count; i++)
			note_code(codes, weighted_number(labels->posted[i]), 0.0F);
	}
	if (!codes->described || !thesaurus_knows(thesaurus, term))
		return;
	uint32_t from = thesaurus_from(thesaurus, term, codes->last->language);
	uint32_t to = thesaurus_to(thesaurus, term, codes->last->language);
	for (uint32_t i = from; i < to; i++)
		note_code(codes, thesaurus->shares[i].entry, thesaurus->shares[i].amount);
}

static void note_words(struct begun_codes *codes, const struct vocabulary *vocabulary)
{
	uint32_t from, to;

	vocabulary_beginning(vocabulary, codes->last->word.base, &from, &to);
	if (to - from > BEGINNINGS_MOST)
		to = from + BEGINNINGS_MOST;
	for (uint32_t i = from; i < to; i++) {
		uint32_t term = vocabulary_whole(vocabulary, vocabulary->sorted[i]);
		if (term != NO_TERM)
			note_term(codes, term);
	}
}

/* First those that are called so, then those that are described so; the lower number of two alike. */
static int by_name(const void *a, const void *b)
{
	const struct begun_code *x = a, *y = b;

	if (x->begun != y->begun)
		return x->begun < y->begun ? -1 : 1;
	if (x->amount != y->amount)
		return x->amount > y->amount ? -1 : 1;
	return x->entry < y->entry ? -1 : x->entry > y->entry;
}

static void suggest_by_beginning(struct suggesting *suggesting, struct arena *mem, const char *text,
	enum language language)
{
	const struct snapshot *s = suggesting->s;
	struct last_word last = {.language = language};

	text_words(text, language, keep_last, &last);
	if (last.count > TYPED_MOST || strlen(last.word.base) < BEGINNING_LEAST ||
		(last.count > 1 && word_is_stop(language, last.word.base)))
		return;
	struct begun_codes *codes = arena_array(mem, 1, sizeof *codes);
	codes->s = s;
	codes->last = &last;
	codes->described = suggesting->count == 0; /* "kantine" is known, and means no chairs for it; "frok" is half a word */
	codes->place = arena_array(mem, s->code_count + 1, sizeof *codes->place);
	for (const struct vocabulary *v = s->vocabulary; v != NULL; v = v->below)
		note_words(codes, v);
	qsort(codes->at, codes->count, sizeof codes->at[0], by_name);
	for (uint32_t i = 0; i < codes->count; i++)
		suggest(suggesting, codes->at[i].entry, BY_BEGINNING);
}

/* ---- misspelt words ---- */

struct mending {
	const struct snapshot *s;
	struct stems *stems;
	enum language language;
	struct buffer text;
	size_t tried;
	bool mended;
};

/* How many phrases of codes have a term. */
static uint32_t phrases_with(const void *context, uint32_t term)
{
	const struct mending *mending = context;
	const struct thesaurus *thesaurus = mending->s->thesaurus;

	return term < thesaurus->term_count ? thesaurus_to(thesaurus, term, mending->language) -
		thesaurus_from(thesaurus, term, mending->language) : 0;
}

static void mend_word(void *context, const struct word_seen *word)
{
	struct mending *mending = context;
	const struct vocabulary *vocabulary = mending->s->vocabulary;
	const char *text = word->text;
	struct meaning meaning;
	unsigned slips = 0;
	uint32_t term;

	vocabulary_read(vocabulary, mending->stems, mending->language, word, &meaning);
	if (!meaning.stop && (meaning.whole == NO_TERM || phrases_with(mending, meaning.whole) == 0) &&
		mending->tried++ < MENDED_MOST && spelling_find(vocabulary, word->base, phrases_with, mending, &term, 1, &slips) > 0) {
		text = vocabulary_show(vocabulary, term, mending->language);
		mending->mended = true;
	}
	buffer_printf(&mending->text, "%s%s", mending->text.length > 0 ? " " : "", text);
}

static void suggest_by_spelling(struct suggesting *suggesting, struct arena *mem, struct stems *stems,
	const char *text, enum language language)
{
	struct mending mending = {.s = suggesting->s, .stems = stems, .language = language};

	text_words(text, language, mend_word, &mending);
	if (mending.mended)
		suggest_by_words(suggesting, mem, mending.text.bytes, language);
	buffer_close(&mending.text);
}

/* ---- by digits ---- */

static void suggest_by_digits(struct suggesting *suggesting, const char *digits)
{
	for (uint32_t i = 0; i < suggesting->s->code_count; i++)
		if (cpv_begins(suggesting->s->codes[i].code, digits))
			suggest(suggesting, i, 1.0F);
}

/* Several codes, copied from a notice: just these. False when there is anything else in the text, or one code alone. */
static bool suggest_several(struct suggesting *suggesting, struct arena *mem, const char *text)
{
	char code[CPV_CODE_SIZE];
	size_t given = 0;

	for (const char *at = text + strspn(text, BETWEEN); *at != '\0'; at += strspn(at, BETWEEN)) {
		size_t length = strcspn(at, BETWEEN);
		if (!cpv_code_parse(arena_printf(mem, "%.*s", (int)length, at), code))
			return false;
		at += length;
		given++;
	}
	if (given < 2)
		return false;
	for (const char *at = text + strspn(text, BETWEEN); *at != '\0'; at += strspn(at, BETWEEN)) {
		size_t length = strcspn(at, BETWEEN);
		cpv_code_parse(arena_printf(mem, "%.*s", (int)length, at), code);
		const struct code_entry *entry = snapshot_code(suggesting->s, cpv_number_of(code));
		if (entry != NULL)
			suggest(suggesting, (uint32_t)(entry - suggesting->s->codes), 1.0F);
		at += length;
	}
	return true;
}

enum err cpv_suggest(struct match_index *index, struct arena *mem, const char *text,
	enum language language, size_t limit, struct cpv_suggestion **list, size_t *count)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;
	struct suggesting suggesting = {.s = s, .limit = limit,
		.at = arena_array(mem, limit + 1, sizeof(struct likely_code))};

	char digits[CPV_CODE_SIZE];

	text = text == NULL ? "" : text + strspn(text, " ");
	if (cpv_code_typed(text, digits)) {
		suggest_by_digits(&suggesting, digits);
	} else if (!suggest_several(&suggesting, mem, text)) {
		suggest_by_words(&suggesting, mem, text, language);
		suggest_by_beginning(&suggesting, mem, text, language);
		if (suggesting.count == 0)
			suggest_by_spelling(&suggesting, mem, scratch_stems(reading_scratch(&reading)), text, language);
	}
	*list = arena_array(mem, suggesting.count + 1, sizeof **list);
	*count = suggesting.count;
	for (size_t i = 0; i < suggesting.count; i++) {
		const struct code_entry *entry = &s->codes[suggesting.at[i].entry];
		(*list)[i] = (struct cpv_suggestion){
			.code = arena_printf(mem, "%08u", entry->code),
			.name = arena_text(mem, entry->names[language]),
			.probability = (double)suggesting.at[i].probability,
		};
	}
	return OK;
}

const char *cpv_name(struct match_index *index, struct arena *mem, const char *code,
	enum language language)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct code_entry *entry = snapshot_code(reading.snapshot, cpv_number_of(code));

	return entry == NULL ? NULL : arena_text(mem, entry->names[language]);
}
