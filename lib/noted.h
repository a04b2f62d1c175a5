/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The first round of building a snapshot: every word of the collection is noted in its vocabulary, and each text
 * of an enterprise is kept as the numbers of its words. So a text is parted into words once, whatever is
 * made of it later. Internal to the engine.
 */
#ifndef TORV_NOTED_H
#define TORV_NOTED_H

#include "lib/collection.h"
#include "lib/vocabulary.h"

/* A word of a text: its number in the vocabulary, and what is known of it in this place. */
#define NOTED_NUMBER UINT32_C(0x3fffffff)
#define NOTED_OPENS UINT32_C(0x40000000)   /* a sentence ended before it */
#define NOTED_CAPITAL UINT32_C(0x80000000) /* it was written with a capital */

/* What is known of a word stands anywhere in much memory: that of the word so many further on is fetched ahead. */
#define NOTED_AHEAD 8

struct noted {
	const uint32_t *words;
	uint32_t count;
	enum language language;
};

enum noted_of_enterprise { NOTED_NAME, NOTED_PITCH, NOTED_DESCRIPTION, NOTED_OF_ENTERPRISE };
enum noted_of_offering { NOTED_TITLE, NOTED_TEXT, NOTED_OF_OFFERING };

/* Notes the whole collection: codes, places, enterprises with their offerings, lines. Keeps the texts of the
 * enterprises; OWNED(noted_texts_close). The collection must stay. */
struct noted_texts *noted_texts_open(struct vocabulary *vocabulary, const struct collection *collection);
void noted_texts_close(struct noted_texts **texts);

/* By number of the enterprise or offering in the collection. */
struct noted noted_of_enterprise(const struct noted_texts *texts, size_t enterprise,
	enum noted_of_enterprise which);
struct noted noted_of_offering(const struct noted_texts *texts, size_t offering, enum noted_of_offering which);

#endif
