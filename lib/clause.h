/* SPDX-License-Identifier: MPL-2.0 */
/*
 * How a word stands in its sentence, by the words before it: that it tells for whom or where a thing is, that it names a
 * customer, that it is a verb, that it is not what is wanted, that it is in a buyer's name. One reader for what a text is
 * about (topic.c) and for the words that a demand asks by (demand.c). Which words tell so stands in analysis_roles.c.
 * Internal to the engine.
 *
 *	clause_begin(&clause, ...);
 *	for each word: clause_take(&clause, word_roles(language, base) | word_roles_here(language, ...), opens);
 *		if it tells something: weight *= clause_said(&clause);
 */
#ifndef TORV_CLAUSE_H
#define TORV_CLAUSE_H

#include <stdbool.h>

struct clause {
	float context_said; /* what a word after a preposition still says */
	bool wanted;        /* it is a demand that is read */
	bool modal, verb;   /* the word taken is a modal; it is "have" right after one */
	bool context, customers, self; /* to its end: after a preposition; who the customers are; what the buyer does himself */
	bool inside;        /* the sentence has begun */
	bool name, names;   /* the word taken is in the name of a house, a harbour, a street; the next one is, with a capital */
	unsigned negated;   /* so many of the next telling words are after a "not" */
	unsigned covers, buyer, named; /* so many of the next words may still go with that word, "covers" before any that tells */
};

/* Begins a text. */
void clause_begin(struct clause *clause, float context_said, bool wanted);

/* The next word, with its roles (analysis.h); `opens`: a sentence begins with it. */
void clause_take(struct clause *clause, unsigned roles, bool opens);

/* Whether the word that was taken is in a name: it tells nothing then. */
bool clause_is_name(const struct clause *clause);

/* How much the word that was taken says as it stands there, 0 to 1; only for one that tells something. */
float clause_said(struct clause *clause);

#endif
