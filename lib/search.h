/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Search: the directory of enterprises, the open plan lines, and CPV codes by words. All from the
 * index in memory; call match_index_refresh first. The total and the facet counts are exact.
 *
 * Words: every word must be met (by its stem, as a part of a compound, or by its beginning when it is the last word typed),
 * but for numbers beside other words; the score decides the order. No words: all, enterprises by name in Danish order, lines
 * by nearest end of dialogue.
 *
 * An enterprise whose name is what was typed, however it is parted and whatever form of company stands with it, comes
 * first. A CVR number finds its enterprise and nothing else.
 *
 * Two words that belong together are met, too, by who writes them as one ("vindues pudsning").
 *
 * A word that the thesaurus of CPV codes knows and none of those that are searched writes is met by who supplies, and by which
 * line plans to buy, that kind of thing: by a code or by what its texts are about. The result says so.
 *
 * A word that nobody has and that none has as a part is taken for the words that are one slip of the finger
 * away, two if it is long, else for those most like it by their letters; they count for less, and the result
 * says what was taken.
 */
#ifndef TORV_SEARCH_H
#define TORV_SEARCH_H

#include "lib/search_index.h"
#include "lib/translate.h"

struct search_hit {
	int64_t id;   /* organisation or plan line */
	double score; /* the higher the better; 0 when there were no words */
};

/* One choice of a facet and how many hits it would leave. */
struct facet {
	const char *code;
	const char *name; /* in the query's language; for kinds, flags: "" (the page has the words) */
	size_t count;
	bool chosen;
};

struct facets {
	struct facet *at; /* most hits first, then by name */
	size_t count;
};

/* "kntine" was taken for "kantine". */
struct word_instead {
	const char *typed, *taken;
};

/* Nobody writes "vinduespudsning", so those are found who supply that kind of thing. */
struct word_kind {
	const char *typed, *code, *name; /* the name in the query's language */
};

struct search_query {
	const char *words; /* as typed; NULL or "": all */
	enum language language;
	const char *cpv;         /* a code or its beginning ("555"); NULL or "": any */
	const char *delivers_to; /* municipality code; NULL or "": anywhere */
	const char *seated_in;   /* municipality code */
	const char *region;      /* region code of the seat */
	const char *kind;        /* "product", "service"; NULL or "": both */
	bool rsv_only;           /* only registered social enterprises */
	bool reserved_only;      /* only who may take purchases that are reserved (§ 54) */
	size_t page;             /* from 1; 0 is taken as 1 */
	size_t page_size;        /* 0: 20 */
};

/* Each facet is counted under all filters but its own, so that one can switch within it. */
struct search_result {
	struct search_hit *hits; /* of this page */
	size_t hit_count;
	size_t total;
	struct facets municipalities; /* of the seat */
	struct facets regions;        /* of the seat */
	struct facets divisions;      /* CPV divisions, code "55" */
	struct facets kinds;          /* "product", "service" */
	struct facets rsv;            /* "rsv": one entry */
	struct facets reserved;       /* "reserved": one entry */
	struct word_instead *instead; /* in the order of the words */
	size_t instead_count;
	struct word_kind *meant; /* the same */
	size_t meant_count;
	size_t word_count; /* searched for; 0 though something was typed ("%", "and"): all is listed */
	const char *cvr; /* what was typed is a CVR number, eight digits: nothing but this is found; else NULL */
};

enum err search_enterprises(struct match_index *index, struct arena *mem,
	const struct search_query *query, struct search_result *out);

struct line_query {
	const char *words;
	enum language language;
	const char *cpv;          /* a code or its beginning */
	const char *municipality; /* code of the buyer */
	const char *region;
	bool reserved_only;       /* § 54 */
	int64_t fits;             /* only what matches this enterprise, best first; 0: no such filter */
	double fits_minimum;      /* the score from which it fits: configuration->match_threshold */
	day today;
	size_t page;
	size_t page_size;
};

struct line_result {
	struct search_hit *hits;
	size_t hit_count;
	size_t total;
	struct facets municipalities;
	struct facets regions;
	struct facets divisions;
	struct facets reserved; /* "reserved": one entry */
	struct word_instead *instead;
	size_t instead_count;
	struct word_kind *meant; /* no line writes "vinduespudsning", so those are found that are of that kind */
	size_t meant_count;
	size_t word_count; /* as above */
};

/* Lines that are published, in dialogue or in tender. */
enum err search_lines(struct match_index *index, struct arena *mem, const struct line_query *query,
	struct line_result *out);

/* ---- when nothing has all the words (search_alone.c) ---- */

#define WORDS_ALONE_MOST 8

struct word_alone {
	const char *word;
	size_t total; /* what it finds by itself, under the same filters */
};

/* The query's words one by one, in their order, none twice, those too that find nothing; stop words are left out,
 * and general words beside others. None when there is but one word. Both lists have the same words. */
enum err search_enterprises_alone(struct match_index *index, struct arena *mem, const struct search_query *query,
	struct word_alone **list, size_t *count);
enum err search_lines_alone(struct match_index *index, struct arena *mem, const struct line_query *query,
	struct word_alone **list, size_t *count);

/* ---- CPV codes ---- */

struct cpv_suggestion {
	const char *code;   /* 8 digits */
	const char *name;   /* in the language asked for */
	double probability; /* that the text is about this code, 0 to 1 */
};

/* Likely codes for words or a whole text, best first, at most `limit`: what the words are about, what is called as
 * the last of them begins, else what they are a slip of the finger away from. Digits are taken as the beginning of a
 * code, several codes (parted by blanks, commas, semicolons or |) as these. */
enum err cpv_suggest(struct match_index *index, struct arena *mem, const char *text,
	enum language language, size_t limit, struct cpv_suggestion **list, size_t *count);

/* The label of a code in the index; NULL when there is none. Copied to mem. */
const char *cpv_name(struct match_index *index, struct arena *mem, const char *code,
	enum language language);

#endif
