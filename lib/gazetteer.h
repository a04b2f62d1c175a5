/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The gazetteer: the municipalities in memory, one per process, shared by its threads. They change only
 * when Torv is upgraded, so they are read once, with the first request that needs them.
 */
#ifndef TORV_GAZETTEER_H
#define TORV_GAZETTEER_H

#include <jansson.h>
#include <stdint.h>

#include "lib/municipality.h"

struct gazetteer;

/* A municipality as it stands on pages, for stencils (stencil.h). */
struct atlas_texts {
	const char *name; /* escaped for HTML */
	const char *x, *y; /* on the map (map.h) */
};

/* All of them; lives as long as the gazetteer. */
struct atlas {
	struct municipality *municipalities; /* in Danish alphabetical order */
	struct atlas_texts *texts; /* the same, in the same order */
	size_t count;
	uint16_t *by_code; /* for each number that four digits make: the place above, counted from 1; 0: there is none */
	const char *dots; /* their centres, as map.h draws them */
	json_t *choices;  /* [{"value": code, "label": name, "chosen": false}] */
};

struct gazetteer *gazetteer_open(void);
void gazetteer_close(struct gazetteer **gazetteer);

/* UNAVAILABLE when the database is away and they have not been read before. */
enum err gazetteer_read(struct gazetteer *gazetteer, struct db *db, const struct atlas **out);

/* The choices of a field, one of them chosen when `chosen` is a code. A new array. */
json_t *atlas_choices(const struct atlas *atlas, const char *chosen);

/* NULL when there is none with this code. */
const struct municipality *atlas_find(const struct atlas *atlas, const char *code);

#endif
