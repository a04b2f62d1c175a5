/* SPDX-License-Identifier: MPL-2.0 */
/* A vocabulary from the inside, for vocabulary.c, which is asked, and vocabulary_settle.c, which makes it. */
#ifndef TORV_VOCABULARY_INTERNAL_H
#define TORV_VOCABULARY_INTERNAL_H

#include "lib/vocabulary.h"

static inline struct term *own_term(struct vocabulary *vocabulary, uint32_t term)
{
	return &vocabulary->terms[term - vocabulary->stems.first];
}

static inline struct kept_meaning *own_meaning(struct vocabulary *vocabulary, uint32_t word)
{
	return &vocabulary->meanings[word - vocabulary->words.first];
}

static inline const char *word_base(const struct vocabulary *vocabulary, uint32_t word)
{
	return string_table_text(&vocabulary->words, word) + 1;
}

/* As one of its own words was spelled where it was noted first. */
const char *word_spelled(const struct vocabulary *vocabulary, uint32_t word);

static inline enum language word_language(const struct vocabulary *vocabulary, uint32_t word)
{
	return (enum language)(*string_table_text(&vocabulary->words, word) - '0');
}

/* A compound, once: so many terms. */
void vocabulary_keep_parts(struct vocabulary *vocabulary, uint32_t word, const uint32_t *terms, uint32_t count);

/* The word that is shown of a term in that language, a number as in term.shown; NO_STRING: there is none. The term is
 * the vocabulary's own. */
uint32_t vocabulary_shown_in(const struct vocabulary *vocabulary, uint32_t term, enum language language);
void vocabulary_show_by(struct vocabulary *vocabulary, uint32_t term, enum language language, uint32_t shown);

/* What a number in term.shown stands for. */
const char *vocabulary_shown(const struct vocabulary *vocabulary, uint32_t shown);

#endif
