/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The vocabulary of the collection: every word of its texts, what it stands for (the term of its
 * stem, and the terms of its parts when it is a compound), and how telling each term is.
 *
 * It is made in two rounds. First all words are noted; then it is settled: only when all are known
 * can compounds be parted by them. After that it never changes, and any thread may read it.
 */
#ifndef TORV_VOCABULARY_H
#define TORV_VOCABULARY_H

#include <stdint.h>

#include "lib/analysis.h"
#include "lib/kept.h"
#include "lib/string_table.h"

#define NO_TERM UINT32_MAX
#define PARTS_MOST 4

/* What a word stands for. */
struct meaning {
	uint32_t whole; /* term of its stem; NO_TERM: no text has it */
	uint32_t parts[PARTS_MOST]; /* terms; NO_TERM where no text has the part */
	uint8_t part_count;         /* 0: not a compound, else 2 or more */
	bool stop;   /* a stop word or a number: stands for nothing */
	bool place;  /* the name of a municipality */
};

#define SPELLED UINT32_C(0x80000000) /* and a number in `spelled` */

struct term {
	uint32_t documents : 25; /* that have it */
	uint32_t language : 2;   /* of the word that is shown */
	bool general : 1;   /* a word of every purchase */
	bool social : 1;    /* a word of every social enterprise */
	bool reference : 1; /* a word of the thesaurus stands for it */
	bool known : 1;     /* a word stands for it (it is not only a part) */
	bool further : 1;   /* in other languages other words are shown: vocabulary.further */
	uint32_t shown;     /* the shortest word that has it (a number, or SPELLED); NO_STRING: none has it */
};

#define TERM_DOCUMENTS_MOST ((UINT32_C(1) << 25) - 1)

#define TERM_LANGUAGE 3U

_Static_assert(LANGUAGES <= TERM_LANGUAGE + 1, "it has two bits");
_Static_assert(sizeof(struct term) == 8, "there are hundreds of thousands");

struct spelled_word { /* one of the few that were spelled otherwise than their base forms */
	uint32_t word, spelled; /* a number in `spelled` */
};

struct further_word {
	uint32_t term, shown;
	enum language language;
};

/* What a word stands for, as it is kept: there are hundreds of thousands, and few are compounds. */
struct kept_meaning {
	uint32_t whole;
	uint32_t bits; /* KEPT_STOP, KEPT_PLACE; how many parts; where they begin in vocabulary.parts */
};

#define KEPT_STOP UINT32_C(0x80000000)
#define KEPT_PLACE UINT32_C(0x40000000)
#define KEPT_COUNT_AT 27 /* three bits */
#define KEPT_PARTS ((UINT32_C(1) << KEPT_COUNT_AT) - 1)

struct vocabulary {
	/* The vocabulary that this one stands upon, NULL: none. Its words and terms keep their numbers; what is
	 * told of them here is told there, so the arrays below begin with the first word and term that are new. */
	const struct vocabulary *below;
	struct string_table words; /* a digit for the language, then the base form */
	struct string_table spelled; /* words that were spelled otherwise than their base forms: "café" */
	struct string_table places;
	struct string_table stems;
	struct kept_meaning *meanings; /* by word */
	uint32_t *parts;          /* of compounds: terms */
	uint32_t part_count, part_room;
	struct further_word *further; /* in no order: there are few */
	uint32_t further_count, further_room;
	struct term *terms;       /* by stem */
	uint32_t *sorted;         /* words by base form, for beginnings */
	uint64_t *beginnings;     /* by place in `sorted`: word_beginning of the base form */
	struct spelled_word *spelled_words; /* of its own words, ascending */
	uint32_t spelled_count, spelled_room;
	struct part_lists *part_lists; /* that of the vocabulary below, when there is one */
	struct grams *grams;      /* of the terms that documents have, when they are weighed */
	struct kept asked;        /* struct asked_word, by word; the same */
	size_t documents;         /* among which the terms were weighed, */
	uint32_t rare;            /* and of a rare term fewer than this have it: it is as telling as can be */
	uint32_t reference_words; /* the first so many are the thesaurus's */
};

struct vocabulary *vocabulary_open(void);
/* One upon another, which must stay as it is as long as this one is used: for the few words that came since.
 * How telling a term is and how a compound parts stay as they were there. */
struct vocabulary *vocabulary_upon(const struct vocabulary *below);
void vocabulary_close(struct vocabulary **vocabulary);

/* First round. Returns the number of the word. */
uint32_t vocabulary_note(struct vocabulary *vocabulary, enum language language,
	const struct word_seen *word);
/* Every word of a vocabulary of which nothing but words were noted, in its order. Returns their numbers here, by
 * their numbers there; free() it. */
uint32_t *vocabulary_note_all(struct vocabulary *vocabulary, const struct vocabulary *words);
/* What was noted so far are the thesaurus's words: compounds are parted by them rather than by the
 * collection's. */
void vocabulary_reference_ends(struct vocabulary *vocabulary);
/* The name of a municipality. */
void vocabulary_note_place(struct vocabulary *vocabulary, const char *name);

/* The term with this name, made when it is not there: for terms that are not words. */
uint32_t vocabulary_term_add(struct vocabulary *vocabulary, const char *name);

/* Second round. */
void vocabulary_settle(struct vocabulary *vocabulary, struct stems *stems);

/* All terms are there: gives back the room that was for more. */
void vocabulary_trim(struct vocabulary *vocabulary);

/* All terms know how many documents, of so many, have them: from now on they are weighed by that, and found by their
 * letters. */
void vocabulary_weigh(struct vocabulary *vocabulary, size_t documents);

/* The number of a word; NO_STRING when no text has it. */
uint32_t vocabulary_word_number(const struct vocabulary *vocabulary, enum language language,
	const struct word_seen *word);

/* What any word stands for, also one that no text has. */
void vocabulary_read(const struct vocabulary *vocabulary, struct stems *stems,
	enum language language, const struct word_seen *word, struct meaning *out);

/* The term of a word that is known as it stands, of so many bytes; NO_TERM when it is not. */
uint32_t vocabulary_term_of(const struct vocabulary *vocabulary, enum language language, const char *base,
	size_t length);

/* The base form of a word, by its number. */
const char *vocabulary_word(const struct vocabulary *vocabulary, uint32_t word, enum language *language);

/* By number, whichever of the two has it. */
const struct term *vocabulary_term(const struct vocabulary *vocabulary, uint32_t term);

/* How telling it is: 1 for a rare term, falling to 0 for one in all documents. */
float vocabulary_idf(const struct vocabulary *vocabulary, uint32_t term);

/* Where a word is told of: here, or in a vocabulary below. */
static inline const struct vocabulary *vocabulary_owner(const struct vocabulary *vocabulary, uint32_t word)
{
	while (word < vocabulary->words.first)
		vocabulary = vocabulary->below;
	return vocabulary;
}

/* What a word stands for, where it is kept; and as a copy that tells the parts, too. */
static inline const struct kept_meaning *vocabulary_kept(const struct vocabulary *vocabulary, uint32_t word)
{
	const struct vocabulary *owner = vocabulary_owner(vocabulary, word);

	return &owner->meanings[word - owner->words.first];
}

struct meaning vocabulary_meaning(const struct vocabulary *vocabulary, uint32_t word);

/* The parts of a compound, so many; none of another word. */
static inline const uint32_t *vocabulary_parts(const struct vocabulary *vocabulary, uint32_t word, uint32_t *count)
{
	const struct vocabulary *owner = vocabulary_owner(vocabulary, word);
	uint32_t bits = owner->meanings[word - owner->words.first].bits;

	*count = bits >> KEPT_COUNT_AT & 7;
	return owner->parts + (bits & KEPT_PARTS);
}

/* The term of its stem alone. */
static inline uint32_t vocabulary_whole(const struct vocabulary *vocabulary, uint32_t word)
{
	return vocabulary_kept(vocabulary, word)->whole;
}

/* The words that begin so, in any language: [*from, *to) in `sorted`; those of the vocabulary below are not
 * among them: ask that one. */
void vocabulary_beginning(const struct vocabulary *vocabulary, const char *base, uint32_t *from,
	uint32_t *to);

/* A word for a term as it was spelled, in that language if there is one; "" for NO_TERM. */
const char *vocabulary_show(const struct vocabulary *vocabulary, uint32_t term,
	enum language language);

size_t vocabulary_size(const struct vocabulary *vocabulary); /* bytes */

/* Of one that stands upon no other and is weighed (passing.h). */
void vocabulary_pass(struct passing *p, struct vocabulary **vocabulary);

/* What is known of a word as a part of compounds, as bits (compound.c asks). */
enum {
	PART_LISTED = 1,        /* a common first or last part */
	PART_STOP = 2,          /* a stop word */
	PART_ENDING = 4,        /* an ending that happens to be a word elsewhere */
	PART_UNSURE = 8,        /* an ending that looks like a word */
	PART_OF_COLLECTION = 16,
	PART_OF_REFERENCE = 32, /* a word of the thesaurus */
};

/* The key is a digit for the language and the first bytes of a base form, so many in all. */
unsigned vocabulary_part(const struct vocabulary *vocabulary, const char *key, size_t length);

#define BEGINNING_BYTES 8

/* The first bytes of a base form as a number, so that numbers are in the order of words: most words are told apart
 * by them, and no text need be fetched. */
static inline uint64_t word_beginning(const char *base)
{
	uint64_t beginning = 0;
	unsigned i = 0;

	for (; i < BEGINNING_BYTES && base[i] != '\0'; i++)
		beginning = beginning << 8 | (unsigned char)base[i];
	return i == 0 ? 0 : beginning << 8 * (BEGINNING_BYTES - i);
}

/* The same with nothing but the first `length` bytes kept, of two that are compared. */
static inline uint64_t beginning_mask(size_t length)
{
	return length >= BEGINNING_BYTES ? UINT64_MAX : ~(UINT64_MAX >> 8 * length);
}

/* Which terms may be found. */
struct wanted_terms {
	bool (*is)(const void *context, uint32_t term);
	const void *context;
};

/* A term whose word begins as this one does and is nearly as long, among those that are wanted: "vedligehold" for
 * "vedligeholdelse". NO_TERM when there is none; *quality from 0 to 1. */
uint32_t vocabulary_near(const struct vocabulary *vocabulary, enum language language, const char *base,
	struct wanted_terms wanted, float *quality);

/* The same among some of its words, ascending by base form. */
struct word_list {
	const uint32_t *at;
	const uint64_t *beginnings; /* of each; NULL: not known */
	uint32_t count;
};

uint32_t vocabulary_near_among(const struct vocabulary *vocabulary, struct word_list words,
	enum language language, const char *base, struct wanted_terms wanted, float *quality);

#endif
