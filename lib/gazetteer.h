/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The gazetteer: the municipalities in memory, one per process, shared by its threads. They change only
 * when Torv is upgraded, so they are read once, with the first request that needs them.
 */
#ifndef TORV_GAZETTEER_H
#define TORV_GAZETTEER_H

#include <jansson.h>

#include "lib/municipality.h"

struct gazetteer;

/* All of them; lives as long as the gazetteer. */
struct atlas {
	struct municipality *municipalities; /* in Danish alphabetical order */
	size_t count;
	const struct municipality **by_code; /* the same, ascending by code */
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
