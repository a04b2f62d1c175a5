/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/gazetteer.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "lib/map.h"
#include "lib/text.h"

struct gazetteer {
	pthread_mutex_t reading; /* by one thread at a time; who finds `ready` never takes it */
	_Atomic(const struct atlas *) ready;
	struct arena *mem;
};

struct gazetteer *gazetteer_open(void)
{
	struct gazetteer *gazetteer = malloc(sizeof *gazetteer);

	if (gazetteer == NULL)
		abort();
	pthread_mutex_init(&gazetteer->reading, NULL);
	atomic_init(&gazetteer->ready, NULL);
	gazetteer->mem = arena_open();
	return gazetteer;
}

void gazetteer_close(struct gazetteer **gazetteer)
{
	if (*gazetteer == NULL)
		return;
	pthread_mutex_destroy(&(*gazetteer)->reading);
	arena_close(&(*gazetteer)->mem);
	free(*gazetteer);
	*gazetteer = NULL;
}

static json_t *choice(const struct municipality *place, bool chosen)
{
	return json_pack("{s:s, s:s, s:b}", "value", place->code, "label", place->name, "chosen", chosen);
}

static void close_json(void *json)
{
	json_decref(json);
}

static int by_code(const void *a, const void *b)
{
	const struct municipality *const *left = a, *const *right = b;

	return strcmp((*left)->code, (*right)->code);
}

/* A database that is still empty is asked again next time. */
static enum err read_atlas(struct gazetteer *gazetteer, struct db *db, const struct atlas **out)
{
	struct atlas *atlas = arena_alloc(gazetteer->mem, sizeof *atlas);

	TRY(municipality_list(db, gazetteer->mem, &atlas->municipalities, &atlas->count));
	atlas->by_code = arena_array(gazetteer->mem, atlas->count, sizeof *atlas->by_code);
	for (size_t i = 0; i < atlas->count; i++)
		atlas->by_code[i] = &atlas->municipalities[i];
	if (atlas->count > 0)
		qsort(atlas->by_code, atlas->count, sizeof *atlas->by_code, by_code);
	atlas->dots = map_dots(gazetteer->mem, atlas->municipalities, atlas->count);
	atlas->choices = json_array();
	arena_defer(gazetteer->mem, close_json, atlas->choices);
	for (size_t i = 0; i < atlas->count; i++)
		json_array_append_new(atlas->choices, choice(&atlas->municipalities[i], false));
	*out = atlas;
	if (atlas->count > 0)
		atomic_store(&gazetteer->ready, atlas);
	return OK;
}

enum err gazetteer_read(struct gazetteer *gazetteer, struct db *db, const struct atlas **out)
{
	enum err err = OK;

	*out = atomic_load(&gazetteer->ready);
	if (*out != NULL)
		return OK;
	pthread_mutex_lock(&gazetteer->reading);
	*out = atomic_load(&gazetteer->ready);
	if (*out == NULL)
		err = read_atlas(gazetteer, db, out);
	pthread_mutex_unlock(&gazetteer->reading);
	return err;
}

json_t *atlas_choices(const struct atlas *atlas, const char *chosen)
{
	const struct municipality *place = atlas_find(atlas, chosen);
	json_t *list = json_copy(atlas->choices); /* the choices themselves are shared */

	if (place != NULL)
		json_array_set_new(list, (size_t)(place - atlas->municipalities), choice(place, true));
	return list;
}

const struct municipality *atlas_find(const struct atlas *atlas, const char *code)
{
	const struct municipality wanted = {.code = code}, *key = &wanted;
	const struct municipality **found = atlas->count == 0 || code == NULL ? NULL
		: bsearch(&key, atlas->by_code, atlas->count, sizeof *found, by_code);

	return found == NULL ? NULL : *found;
}
