/* SPDX-License-Identifier: MPL-2.0 */
/* What the files that build a snapshot share. Internal to them. */
#ifndef TORV_SNAPSHOT_BUILD_H
#define TORV_SNAPSHOT_BUILD_H

#include "lib/snapshot.h"
#include "lib/term_set.h"
#include "lib/topic_words.h"

/* How much a word in a field says, against a word in the title (snapshot_build.c). */
struct build_fields {
	float title, text, pitch, name, description, place, label, label_above, label_division, buyer,
		topic_title, topic_text;
};

extern const struct build_fields build_fields;

struct build {
	struct snapshot *snapshot;
	const struct collection *collection;
	struct stems *stems;
	uint32_t *documents; /* by the vocabulary's own terms: how many things have it */
	struct term_set *set; /* of the thing that is being made */
	struct topic *topic; /* when the enterprises are made */
	struct noted_texts *texts;       /* these two until the enterprises are there */
	struct topic_words *topic_words;
	struct postings postings; /* of the enterprises, when they are there */
};

/* Of a text: the longer it is the less each of its words says. */
float build_text_weight(const char *text);

/* Whose labels describe what has a code: the number of the code, or of the nearest above it that there is; NO_LABELS. */
uint16_t build_labels_of(const struct snapshot *snapshot, cpv_number code);
/* These words. */
void build_labels(const struct snapshot *snapshot, struct term_set *into, uint16_t labels);

/* The numbers of things, ascending by the id of each. */
struct numbered {
	int64_t id;
	uint32_t number;
};

uint32_t *build_numbers(struct numbered *list, uint32_t count);

/* What is of this part alone: the things, their postings, what is counted. Its vocabulary is settled, places and the
 * thesaurus are there; codes, too, when it stands upon another one. */
void build_things(struct build *build);

/* The enterprises and all their documents (snapshot_enterprises.c). Closes the texts and what is known of their
 * words. */
void build_enterprises(struct build *build);

/* Of one that is whole, when all of it is there: large.h. */
void build_keep_large(const struct snapshot *snapshot);

#endif
