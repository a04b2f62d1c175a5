/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What each word of a vocabulary brings to a topic, worked out once for all the texts that have it. Internal to
 * the engine.
 */
#ifndef TORV_TOPIC_WORDS_H
#define TORV_TOPIC_WORDS_H

#include "lib/noted.h"
#include "lib/topic.h"

struct topic_words;

/* Of all words, on all cores; of a small vocabulary upon another one none is worked out before it is asked for.
 * OWNED(topic_words_close) */
struct topic_words *topic_words_open(const struct thesaurus *thesaurus, const struct vocabulary *vocabulary);
void topic_words_close(struct topic_words **words);

/* The topic takes a text that was noted; `field` is how much a word there says. */
void topic_noted(struct topic *topic, const struct topic_words *words, struct noted text, float field, bool title);

#endif
