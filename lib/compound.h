/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Compounds: Danish and Dutch write them as one word. "havevedligeholdelse" is parted by the
 * collection's own vocabulary into "have" and "vedligeholdelse", letters that link left out
 * ("rengøringsmidler": rengøring, midler). English has none that are written so.
 */
#ifndef TORV_COMPOUND_H
#define TORV_COMPOUND_H

#include "lib/prefixes.h"
#include "lib/vocabulary.h"

/* What the lists of words and endings say of parts, for vocabulary_part: bits by key. */
struct part_lists;
struct part_lists *part_lists_open(void);
void part_lists_close(struct part_lists **lists);
unsigned part_lists_find(const struct part_lists *lists, const char *key, size_t length);

/* The parts of a base form, 2 to PARTS_MOST; 0 when it is not a compound of known words. */
size_t compound_split(const struct vocabulary *vocabulary, struct stems *stems,
	enum language language, const char *base, char parts[PARTS_MOST][WORD_SIZE]);

/* The same for many words. What is known as a part, and as a stem of one, is tried by its bits first; without bits
 * all is looked up. */
struct compound_ways {
	const struct vocabulary *vocabulary;
	struct stems *stems;
	struct prefixes words, stems_known;
};

struct prefixes compound_words_known(const struct vocabulary *vocabulary); /* prefixes_close */
struct prefixes compound_stems_known(const struct vocabulary *vocabulary);

/* reference: it is a word of the thesaurus, or a form of one. */
size_t compound_part(const struct compound_ways *ways, enum language language, const char *base, bool reference,
	char parts[PARTS_MOST][WORD_SIZE]);

#endif
