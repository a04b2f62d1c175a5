/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A field to match on, from files: the municipalities and codes that Torv ships, and the offers, lines
 * and judgements in tests/relevance. The judgements were made before the engine was run.
 */
#ifndef TORV_TESTS_RELEVANCE_H
#define TORV_TESTS_RELEVANCE_H

#include "lib/collection.h"
#include "lib/reading.h"

/* Municipalities, neighbours and CPV codes; aborts when a file is missing. */
void field_reference(struct arena *mem, struct collection *out);

/* The offers, each of an enterprise of its own: the enterprise's id is its place in the list, from 1,
 * its name the offer's. Adds the reference. */
void field_offers(struct arena *mem, struct collection *out);

/* The same enterprises behind so many others, who have a name and say nothing, with numbers from FIELD_OTHERS. Shares the
 * rest of *c. */
#define FIELD_OTHERS 1000000
struct collection field_behind(struct arena *mem, const struct collection *c, size_t others);

/* An index of it that is closed with mem. */
struct match_index *field_index(struct arena *mem, const struct collection *collection);

/* The end of a group of tests whose state begins with the arena that it lives in. */
int field_state_close(void **state);

struct judged_line {
	const char *name;
	struct demand demand;
};

struct judged_lines {
	struct judged_line *at;
	size_t count;
};

struct judged_lines field_lines(struct arena *mem);

/* 0 to 3: how well the offer fits the line. */
int field_grade(struct arena *mem, const char *line, const char *offer);

#endif
