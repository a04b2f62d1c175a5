/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/search_typed.h"

#include <math.h>
#include <string.h>

#include "lib/demand.h"
#include "lib/directory.h"
#include "lib/fetch.h"

/* How well a word is met when it is not met as it stands. */
#define BY_BEGINNING 0.8F /* the last word typed, perhaps not finished */
#define BY_PART 0.6F      /* the most telling part of a compound */
#define BEGINNING_LEAST 2 /* letters */
#define BEGINNINGS_MOST 400
/* Even a word that everyone has is worth something. */
#define WORTH_LEAST 0.05F

void way_add(const struct snapshot *s, struct search_word *word, uint32_t term, float quality)
{
	if (term == NO_TERM)
		return;
	float share = fmaxf(WORTH_LEAST, vocabulary_idf(s->vocabulary, term)) * quality;
	uint32_t worth = (uint32_t)(65536.0F * fminf(1.0F, share));
	uint32_t bit = term * UINT32_C(0x9e3779b9) >> (32 - WAYS_SEEN_BITS);
	for (size_t i = 0; i < word->count && bit_has(word->seen, bit); i++)
		if (word->ways[i].term == term) {
			if (word->ways[i].worth < worth)
				word->ways[i].worth = worth;
			return;
		}
	bit_add(word->seen, bit);
	if (word->count < WAYS_MOST)
		word->ways[word->count++] = (struct way){term, worth, 0};
}

static void add_meaning(const struct snapshot *s, struct search_word *word,
	const struct meaning *meaning)
{
	uint32_t best = NO_TERM;
	float most = 0.0F;

	if (meaning->stop)
		return;
	way_add(s, word, meaning->whole, 1.0F);
	for (size_t i = 0; i < meaning->part_count; i++)
		if (term_worth(s, meaning->parts[i]) > most) {
			best = meaning->parts[i]; /* NO_TERM when it is one that nobody has */
			most = term_worth(s, best);
		}
	way_add(s, word, best, BY_PART);
}

/* The terms of words that stand here and there in memory: what will be looked at is fetched before. */
static void add_terms(const struct snapshot *s, struct search_word *word, const struct vocabulary *v,
	const uint32_t *words, uint32_t count)
{
	uint32_t terms[BEGINNINGS_MOST];

	for (uint32_t i = 0; i < count; i++)
		fetch(vocabulary_kept(v, words[i]));
	for (uint32_t i = 0; i < count; i++) {
		terms[i] = vocabulary_whole(v, words[i]);
		if (terms[i] != NO_TERM)
			fetch(vocabulary_term(v, terms[i]));
	}
	for (uint32_t i = 0; i < count; i++)
		if (i == 0 || terms[i] != terms[i - 1])
			way_add(s, word, terms[i], BY_BEGINNING);
}

static void add_beginnings(const struct snapshot *s, struct search_word *word, const char *base)
{
	if (strlen(base) < BEGINNING_LEAST)
		return;
	for (const struct vocabulary *v = s->vocabulary; v != NULL; v = v->below) {
		uint32_t from, to;
		vocabulary_beginning(v, base, &from, &to);
		add_terms(s, word, v, v->sorted + from, to - from > BEGINNINGS_MOST ? BEGINNINGS_MOST : to - from);
	}
}

void typed_each_look(const struct snapshot *s, const struct typed *typed, size_t number, struct search_word *word,
	void (*add)(const struct snapshot *, struct search_word *, const char *))
{
	for (int l = 0; l < LANGUAGES; l++) {
		const char *base = typed->words[l][number].base;
		bool again = false;
		for (int before = 0; before < l; before++)
			again = again || strcmp(typed->words[before][number].base, base) == 0;
		if (!again)
			add(s, word, base);
	}
}

/* ---- one word ---- */

static void word_begin(struct search_word *word)
{
	word->count = 0;
	memset(word->seen, 0, sizeof word->seen);
	word->taken = NO_TERM;
	word->is_joined = false;
	word->kind = NO_KIND;
}

/* One word as it is in each language; in most it looks the same. True when an enterprise (a line) writes it, or a word that
 * begins so, or when it says nothing. What is joined with a neighbour is met already. */
static bool read_word(const struct snapshot *s, struct scratch *scratch, const struct typed *typed,
	size_t number, bool last, bool lines, struct search_word *word)
{
	struct meaning meaning;
	bool known = word->count > 0, written = false;

	for (int l = 0; l < LANGUAGES; l++) {
		const struct word_seen *seen = &typed->words[l][number];
		vocabulary_read(s->vocabulary, scratch_stems(scratch), (enum language)l, seen, &meaning);
		add_meaning(s, word, &meaning);
		known = known || meaning.stop || meaning.whole != NO_TERM;
		written = written || meaning.stop || word_is_written(s, meaning.whole, lines);
	}
	size_t before = word->count;
	if (last)
		typed_each_look(s, typed, number, word, add_beginnings);
	for (size_t i = 0; i < word->count && !written; i++)
		written = (i >= before || word->is_joined) && word_is_written(s, word->ways[i].term, lines);
	if (!known && word->count == 0)
		word_read_unknown(s, scratch, typed, number, word);
	return written;
}

/* Both words are met by who writes them as one. */
static void join_words(const struct snapshot *s, const struct typed *typed, size_t number, struct search_word *word,
	struct search_word *next)
{
	uint32_t terms[JOINED_MOST];
	size_t count = words_joined(s, typed, number, terms);

	for (size_t i = 0; i < count; i++) {
		way_add(s, word, terms[i], 1.0F);
		way_add(s, next, terms[i], 1.0F);
		word->is_joined = next->is_joined = true;
	}
}

static void read_words(const struct snapshot *s, struct scratch *scratch, const struct typed *typed,
	enum language language, bool lines, struct search_words *out)
{
	size_t wanted[SEARCH_WORDS_MOST], count = typed_wanted(s, typed, language, wanted);

	for (size_t i = 0; i < count; i++)
		word_begin(&out->at[i]);
	for (size_t i = 0; i + 1 < count; i++)
		if (wanted[i + 1] == wanted[i] + 1)
			join_words(s, typed, wanted[i], &out->at[i], &out->at[i + 1]);
	out->count = count;
	for (size_t i = 0; i < count; i++) {
		struct search_word *word = &out->at[i];
		if (!read_word(s, scratch, typed, wanted[i], wanted[i] + 1 == typed->count[language], lines, word))
			word_read_kind(s, scratch, typed, wanted[i], language, lines, word);
	}
}

void search_words_read(const struct snapshot *snapshot, struct scratch *scratch, const char *text,
	enum language language, bool lines, struct search_words *out)
{
	struct typed typed;

	out->count = 0;
	out->called = CALLED_NOTHING;
	out->cvr[0] = '\0';
	if (text == NULL || *text == '\0')
		return;
	if (cvr_number_read(text, out->cvr)) {
		out->called = called_by_number(out->cvr);
		word_begin(&out->at[out->count++]); /* which nothing meets */
		return;
	}
	out->cvr[0] = '\0';
	typed_read(text, &typed);
	out->called = called_by_name(text);
	read_words(snapshot, scratch, &typed, language, lines, out);
}

size_t search_words_instead(const struct snapshot *snapshot, struct arena *mem, const struct search_words *words,
	enum language language, struct word_instead **out)
{
	size_t count = 0;

	*out = NULL;
	for (size_t i = 0; i < words->count; i++) {
		if (words->at[i].taken == NO_TERM)
			continue;
		if (*out == NULL)
			*out = arena_array(mem, words->count, sizeof **out);
		(*out)[count++] = (struct word_instead){arena_text(mem, words->at[i].typed),
			arena_text(mem, vocabulary_show(snapshot->vocabulary, words->at[i].taken, language))};
	}
	return count;
}

size_t search_words_kinds(const struct snapshot *snapshot, struct arena *mem, const struct search_words *words,
	enum language language, struct word_kind **out)
{
	size_t count = 0;

	*out = NULL;
	for (size_t i = 0; i < words->count; i++) {
		if (words->at[i].kind == NO_KIND)
			continue;
		const struct code_entry *entry = &snapshot->codes[words->at[i].kind];
		if (*out == NULL)
			*out = arena_array(mem, words->count, sizeof **out);
		(*out)[count++] = (struct word_kind){arena_text(mem, words->at[i].typed),
			arena_printf(mem, "%08u", entry->code), arena_text(mem, entry->names[language])};
	}
	return count;
}

/* ---- CPV filters ---- */

struct cpv_range cpv_range_of(const char *filter)
{
	size_t length = strlen(filter);
	cpv_number low = 0, unit = 1;

	if (length > 8 || strspn(filter, "0123456789") != length)
		return (struct cpv_range){0, 0};
	if (length == 8)
		while (length > 2 && filter[length - 1] == '0')
			length--;
	for (size_t i = 0; i < 8; i++) {
		low = 10 * low + (i < length ? (cpv_number)(filter[i] - '0') : 0);
		unit *= i < length ? 1 : 10;
	}
	return (struct cpv_range){low, low + unit};
}

bool cpv_begins(cpv_number code, const char *filter)
{
	return cpv_in_range(cpv_range_of(filter), code);
}
