/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Analysis: from text to words, and from words to stems, in Danish, English and Dutch.
 *
 * A text is brought to NFKC and parted into words of letters and digits, in lower case. Letters that are written
 * in several ways meet: é is e; in Danish ae, oe and aa are æ, ø and å, but not where an ending begins
 * ("firma|er"). Then come the lists of words that say nothing (stop words: "og"), of words that are in every
 * purchase (general words: "levering"; a match may not rest on them), and the stems of libstemmer.
 */
#ifndef TORV_ANALYSIS_H
#define TORV_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/translate.h"

/* Bytes of a word with its NUL; what is longer is cut. */
#define WORD_SIZE 72

struct word_seen {
	char text[WORD_SIZE]; /* lower case, as it was spelled */
	char base[WORD_SIZE]; /* the same with letters that meet made one: the form to compare */
	size_t base_length;   /* bytes of base */
	bool capital;         /* it was written with a capital: perhaps a name */
	bool opens;           /* a sentence ended before it: at a full stop or colon with a blank behind it, at a
			       * semicolon, an exclamation or question mark, at a line's end */
};

/* Calls `seen` with every word of at least two letters or digits, in order. A text that is not UTF-8
 * has no words. */
void text_words(const char *text, enum language language,
	void (*seen)(void *context, const struct word_seen *word), void *context);

/* The same by the slow way that takes any text; for tests. */
void text_words_general(const char *text, enum language language,
	void (*seen)(void *context, const struct word_seen *word), void *context);

/* The language that a text is most likely in, by its stop words; the reader's when no other has more of them. */
enum language text_language(const char *text, enum language reader);

/* Whether a text is clearly in another language than it is told to be: its stop words are SURELY_MORE more in that one. */
#define SURELY_MORE 3
bool text_is_surely_not(const char *text, enum language told, enum language *likely);

/* ---- plain texts, word by word: for who has met most of the words before ---- */

/* A plain text has nothing but ASCII, the letters U+00C0 to U+00FF and a few dashes and quotation marks: its words can
 * be told apart by their bytes as they stand. */
bool text_is_plain(const char *text);

struct plain_text { /* begin with .at */
	const char *at;
	bool ended; /* a sentence ended since the last word */
};

struct plain_word {
	const char *at; /* where it stands in the text */
	size_t length;  /* bytes */
	uint32_t hash;  /* of these bytes */
	bool opens;     /* as of word_seen */
};

/* The next word; false: there is none. The same words as of text_words. */
bool plain_next(struct plain_text *text, struct plain_word *out);
void plain_word_read(const struct plain_word *word, enum language language, struct word_seen *out);

/* Both take the base form. */
bool word_is_stop(enum language language, const char *base);
bool word_is_general(enum language language, const char *base); /* tests look whether a word is one */
bool word_is_number(const char *base);

/* One word of these tells that a sentence is beside the matter: how to tender, what is paid, who works there. A verb of
 * scope ("omfatter") takes it back: the sentence tells what a contract is about. */
bool word_is_aside(enum language language, const char *base);
bool word_is_scope(enum language language, const char *base);

/* A word whose stem, or whose name among the codes, stands for what it has nothing to do with (Danish). */
bool word_is_kindless(enum language language, const char *base);

/* What a word does to those beside it (clause.h, topic.h); a word may do several things. */
enum word_role {
	ROLE_CONTEXT = 1 << 0,   /* a preposition after which a title tells for whom or where, not what: "mad til skoler" */
	ROLE_POSSESSOR = 1 << 1, /* whose it is, and so hardly what it is: "hjemmeplejens biler" are cars (Danish) */
	ROLE_NEGATES = 1 << 2,   /* "ikke", "bortset fra" */
	ROLE_WITHOUT = 1 << 3,   /* "uden": the next word is not wanted, what comes then may be */
	ROLE_RESTORES = 1 << 4,  /* what takes it back: "men", or "kun" in "ikke kun" */
	ROLE_COVERS = 1 << 5,    /* "omfatter" with an "ikke": all that follows is meant */
	ROLE_CUSTOMERS = 1 << 6, /* "kunderne" */
	ROLE_ARE = 1 << 7,       /* after them: who they are */
	ROLE_BUYER = 1 << 8,     /* "kommunen", in a demand */
	ROLE_SELF = 1 << 9,      /* "kommunen selv": what it does is not bought */
	ROLE_BEGINS = 1 << 10,   /* "og vi": another clause */
	ROLE_ASIDE = 1 << 11,    /* word_is_aside */
	ROLE_SCOPE = 1 << 12,    /* word_is_scope */
	ROLE_MODAL = 1 << 13,    /* "skal", "vil gerne": a verb comes next (Danish) */
	ROLE_HAVE = 1 << 14,     /* "have": after one of those it is the verb, no garden */
	ROLE_KINDLESS = 1 << 15, /* word_is_kindless */
	ROLE_HOUSE = 1 << 16,    /* a house that has a name, which comes next: "børnehuset Solsikken" (Danish) */
	ROLE_STREET = 1 << 17,   /* with a capital it is a street's name: "Ellegårdvej" (Danish) */
	ROLE_GENERAL_KIND = 1 << 20, /* a general word that tells a kind of thing all the same: "praktisk hjælp" (Danish) */
	/* Of the word as it stands in a text: word_roles_here. */
	ROLE_CAPITAL = 1 << 18,
	ROLE_PLACE = 1 << 19,    /* the name of a municipality */
};

unsigned word_roles(enum language language, const char *base);

/* And by how it stands in a text. English titles may have a capital at every word, which names nothing there. */
unsigned word_roles_here(enum language language, bool capital, bool place);

/* A common first or last part of compounds (Danish, Dutch); the collection brings the rest. */
bool word_is_part(enum language language, const char *base);

/* The lists themselves (for tests): sorted, ending with NULL. */
const char *const *analysis_stop_words(enum language language);
const char *const *analysis_general_words(enum language language);
const char *const *analysis_social_words(enum language language);
const char *const *analysis_parts(enum language language);
/* Beginnings of words (for tests); with a full stop behind it one is a whole word. */
const char *const *analysis_aside_words(enum language language);
const char *const *analysis_scope_words(enum language language); /* for tests, too */
const char *const *analysis_kindless_words(enum language language); /* for tests; whole words, as the others above */

/* The words with a role but for possessors (for tests), in their order: NULL after the last. */
const char *analysis_role_word(enum language language, size_t number);

/* Names of places that are no municipality's, as they are written. */
const char *const *analysis_place_words(void);

/* Stemmers of the three languages; for one thread. */
struct stems;
struct stems *stems_open(void);
void stems_close(struct stems **stems);

/* The stem of a base form. */
void stem_word(struct stems *stems, enum language language, const char *base, char out[WORD_SIZE]);

/* What Danish words with this stem begin with, one of these: the stem itself, but for "møbel", of which it is "møbl".
 * Returns how many. */
#define STEM_BEGINNINGS 3
size_t stem_beginnings(const char *stem, char out[STEM_BEGINNINGS][WORD_SIZE]);

#endif
