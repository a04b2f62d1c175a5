/* SPDX-License-Identifier: MPL-2.0 */
/*
 * CPV as a thesaurus: which kinds of thing a text is about. Internal to the engine.
 *
 * A code is described by phrases: its label, the label's parts, and the words that people use for it. A
 * phrase is met by a sentence as far as the sentence has its terms, the telling ones most (topic.h).
 *
 * Codes stand in a tree. A node of it is the beginning of a code: the division (2 digits), the group
 * (3), the class (4), the category (5), and the whole code. It is a term of the vocabulary ("#5551"), so
 * that a document has nodes beside its words, in the same vector and the same postings.
 */
#ifndef TORV_THESAURUS_H
#define TORV_THESAURUS_H

#include "lib/bits.h"
#include "lib/company.h"
#include "lib/vocabulary.h"

/* 8 digits as a number. */
typedef uint32_t cpv_number;

enum node_level { LEVEL_DIVISION, LEVEL_GROUP, LEVEL_CLASS, LEVEL_CATEGORY, LEVEL_CODE, LEVELS };

struct phrase {
	uint32_t entry; /* number of the code */
	float strength; /* of what it says when it is met whole, 0 to 1 */
	uint32_t terms; /* the first of its terms, in thesaurus.terms */
	uint8_t term_count;
	uint8_t language;
};

struct phrase_term { /* a term of a phrase */
	uint32_t term;
	float share; /* of the phrase; all its terms together 1 */
	uint32_t at; /* the same in thesaurus.shares */
};

struct phrase_share { /* the same the other way round, with what a vote needs of the phrase */
	uint32_t phrase, entry;
	float share;
	float amount;   /* the strength of the phrase, as far as the term speaks for it */
	uint32_t other; /* the phrase's only other term; NO_TERM: it has none; MANY_TERMS: see the phrase */
};

#define MANY_TERMS (NO_TERM - 1)

/* Who is asked for the things of the node may well be somebody who has those of the entry (thesaurus_pair). */
struct neighbour {
	uint32_t node, entry;
	float closeness; /* 0 to 1 */
};

struct thesaurus {
	struct phrase *phrases;
	uint32_t phrase_count, phrase_room;
	struct phrase_term *terms;   /* by phrase */
	struct phrase_share *shares; /* by term */
	struct company *company;     /* which terms some phrase has both of */
	uint64_t *known;             /* a bit for each term: some phrase has it; few are */
	uint32_t *known_before;      /* by word of these bits: how many are set before it */
	uint32_t *begins;            /* by number among those and by language, into shares; one more at the end */
	uint32_t known_count;
	uint32_t *words;             /* of the vocabulary, whose terms it knows: by base form */
	uint32_t word_count;
	uint32_t term_count;         /* terms that it knows: later ones have no phrase */
	uint32_t (*entry_nodes)[LEVELS]; /* by code: its nodes, NO_NODE below its depth */
	uint32_t *node_terms;        /* by node */
	uint32_t node_terms_begin, node_terms_end; /* they stand together: no other term has a number among theirs */
	uint8_t *node_levels;
	uint32_t *node_entries;      /* a code that has the node: the node itself where it is a code */
	uint32_t node_count, node_room, entry_count;
	struct neighbour *neighbours;
	uint32_t neighbour_count;
};

#define NO_NODE UINT32_MAX

/* The label and the words of a code, for building. */
struct thesaurus_entry {
	cpv_number code;
	const char *names[LANGUAGES];
	const char *words[LANGUAGES]; /* parted by ";"; may be NULL */
};

/* Two kinds of thing that neighbour each other, with all that is under them (cpv.h); a pair with a code that has no
 * entry is passed over. */
struct thesaurus_pair {
	cpv_number lower, higher;
	uint8_t closeness; /* per cent */
};

/* Round one: the terms of the nodes. Call it when the vocabulary is settled. */
struct thesaurus *thesaurus_open(struct vocabulary *vocabulary, struct stems *stems,
	const struct thesaurus_entry *entries, uint32_t count, const struct thesaurus_pair *pairs, size_t pair_count);
void thesaurus_close(struct thesaurus **thesaurus);
size_t thesaurus_size(const struct thesaurus *thesaurus);
void thesaurus_pass(struct passing *p, struct thesaurus **thesaurus); /* passing.h */

/* How close two things are that have the node in common, and what is deeper not: 0 to 1. */
double level_closeness(enum node_level level);

/* Whether any phrase has the term. */
bool thesaurus_knows(const struct thesaurus *thesaurus, uint32_t term);

/* A term that it knows, whose word begins as this one does and is nearly as long ("vedligehold" for
 * "vedligeholdelse"); NO_TERM when there is none. *quality from 0 to 1. */
uint32_t thesaurus_near(const struct thesaurus *thesaurus, const struct vocabulary *vocabulary,
	enum language language, const char *base, float *quality);

/* The number of a term among those that it knows. */
static inline uint32_t thesaurus_number(const struct thesaurus *thesaurus, uint32_t term)
{
	uint64_t before = thesaurus->known[term / 64] & ((UINT64_C(1) << term % 64) - 1);

	return thesaurus->known_before[term / 64] + bit_count(before);
}

/* The shares that a term has of phrases in a language: [from, to) of shares, ascending by phrase, and so by code.
 * The term must be one that it knows. */
static inline uint32_t thesaurus_from(const struct thesaurus *thesaurus, uint32_t term, enum language language)
{
	return thesaurus->begins[thesaurus_number(thesaurus, term) * LANGUAGES + (uint32_t)language];
}

static inline uint32_t thesaurus_to(const struct thesaurus *thesaurus, uint32_t term, enum language language)
{
	return thesaurus->begins[thesaurus_number(thesaurus, term) * LANGUAGES + (uint32_t)language + 1];
}

#endif
