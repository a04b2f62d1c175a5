/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The words of a search: what each may be met by, and which things meet them all. Internal to the
 * engine. A visitor reads in one language and may search in another: a word is read in all three.
 */
#ifndef TORV_SEARCH_WORDS_H
#define TORV_SEARCH_WORDS_H

#include "lib/bits.h"
#include "lib/called.h"
#include "lib/scratch.h"
#include "lib/search.h"
#include "lib/snapshot.h"

#define SEARCH_WORDS_MOST 16
#define WAYS_MOST 96
#define WAYS_SEEN_BITS 9
/* What a thing scores that has a word in full which nobody else has. */
#define SCORE_WHOLE (65536.0 * WEIGHT_WHOLE)

struct way { /* a term that meets a word */
	uint32_t term;
	uint32_t worth; /* 65536: met as it stands, and nobody else has it */
	uint32_t least; /* a thing meets it that has so much of the term, in 255ths; 0 is any */
};

#define NO_KIND UINT32_MAX

struct search_word {
	struct way ways[WAYS_MOST];
	size_t count;
	uint64_t seen[BITS_WORDS(1 << WAYS_SEEN_BITS)]; /* a bit for each term that came: most that are new are seen so */
	uint32_t taken; /* nobody has the word: the nearest that somebody has, or NO_TERM */
	bool is_joined; /* met by who writes it as one with a neighbour */
	uint32_t kind;  /* nobody has it, but what it stands for is known: the number of a code, or NO_KIND */
	char typed[WORD_SIZE]; /* in both cases: the word */
};

struct search_words {
	struct search_word at[SEARCH_WORDS_MOST];
	called_key called; /* who is called so comes first */
	char cvr[CVR_DIGITS + 1]; /* what was typed is a CVR number; else "" */
	size_t count; /* 0: nothing was asked for by words */
};

/* For enterprises, or for lines. A word that the thesaurus knows and none of them writes is met by which is of that kind. */
void search_words_read(const struct snapshot *snapshot, struct scratch *scratch, const char *text,
	enum language language, bool lines, struct search_words *out);

/* Puts the words that are met by a kind of thing behind the others, of which it returns the number: the postings of lines
 * do not know kinds, and each line is asked (line_kind). */
size_t search_words_part(struct search_words *words);

/* How well a line meets such a word; 0 when it does not. */
uint32_t line_kind(const struct snapshot *snapshot, const struct line_entry *line, const struct search_word *word);

/* Which words were taken for others; returns how many, *out lives in mem. */
size_t search_words_instead(const struct snapshot *snapshot, struct arena *mem, const struct search_words *words,
	enum language language, struct word_instead **out);

/* Which words were taken for a kind of thing; the same way. */
size_t search_words_kinds(const struct snapshot *snapshot, struct arena *mem, const struct search_words *words,
	enum language language, struct word_kind **out);

/* The things that meet every word are listed in scratch->list, their number is returned, and how well they
 * do stands in scratch->sums; the caller sets what is listed to 0 again. */
uint32_t search_words_find(const struct postings *postings, uint32_t things,
	const struct search_words *words, struct scratch *scratch);

/* Codes that begin with what a filter says: [low, high). Digits; 8 digits stand for their group. An empty
 * range when the filter is none. */
struct cpv_range {
	cpv_number low, high;
};

struct cpv_range cpv_range_of(const char *filter);

/* Whether one code does. */
bool cpv_begins(cpv_number code, const char *filter);

static inline bool cpv_in_range(struct cpv_range range, cpv_number code)
{
	return code >= range.low && code < range.high;
}

#endif
