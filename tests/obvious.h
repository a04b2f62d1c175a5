/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A field of random enterprises and plan lines, and a search of them that is slow and obvious: it goes over
 * every enterprise and every offering and asks each question in turn.
 */
#ifndef TORV_TESTS_OBVIOUS_H
#define TORV_TESTS_OBVIOUS_H

#include "lib/collection.h"
#include "lib/search.h"
#include "tests/support.h"

struct field {
	struct arena *mem;
	struct collection collection; /* enterprises in the order of their names */
	struct match_index *index;
	uint64_t dice;
	int64_t last_id;
};

/* cmocka's setup and teardown; *state is a struct field with an index of its collection. */
int field_open(void **state);
/* The same with so many enterprises that some searches find few in many, others hundreds. */
int field_open_large(void **state);
int field_close(void **state);

/* 0 to sides - 1; the same in every run */
unsigned dice(struct field *field, unsigned sides);

const char *random_words(struct field *field, struct arena *mem, unsigned most);
struct search_query random_query(struct field *field, struct arena *mem);
struct line_query random_line_query(struct field *field, struct arena *mem);

/* Changes, adds or takes away an enterprise or a line in the collection; notes it in `changes`, whose lists
 * must have room. */
void random_change(struct field *field, struct collection *changes);

/* Asks both searches and fails the test when hits, their order, the total or a facet differ. Returns the
 * total. */
size_t compare_enterprises(struct field *field, const struct search_query *query);
size_t compare_lines(struct field *field, const struct line_query *query);

#endif
