/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a word of a demand brings, whatever demand says it: what it stands for, what it votes for (topic.h), and which
 * word that offerings have is nearly the same. It is worked out when the word is asked about first, and kept with the
 * vocabulary. Internal to the engine.
 */
#ifndef TORV_ASKED_WORDS_H
#define TORV_ASKED_WORDS_H

#include "lib/topic.h"

struct asked_near {
	uint32_t term; /* NO_TERM: there is none */
	float quality; /* how near, 0 to 1 */
};

struct asked_word {
	struct meaning meaning;
	struct topic_word word;
	struct asked_near near; /* not the word itself; looked for only where it is kept, for that takes longest */
	bool kept;
};

/* Of a word of a text. What is kept (with what it says alone, if it votes), or `room` where the vocabulary does not have
 * the word. The topic may be reading that text; its language becomes this one. */
const struct asked_word *asked_word(struct topic *topic, enum language language, const struct word_seen *seen,
	struct asked_word *room);

/* A term that documents have and whose word is nearly the same as this one, but not this term. */
struct asked_near asked_near(const struct vocabulary *vocabulary, enum language language, const char *base,
	uint32_t but);

#endif
