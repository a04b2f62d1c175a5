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
	const struct atlas *nothing; /* of a database that has no municipalities yet */
	struct arena *mem;
	struct arena *ready_mem; /* NULL: there is nothing ready */
};

/* ---- an atlas ---- */

static json_t *choice(const struct municipality *place, bool chosen)
{
	return json_pack("{s:s, s:s, s:b}", "value", place->code, "label", place->name, "chosen", chosen);
}

static void close_json(void *json)
{
	json_decref(json);
}

#define CODES 10000

/* A code as a number; CODES when it is not four digits. */
static size_t number_of(const char *code)
{
	size_t number = 0;

	for (size_t i = 0; i < 4; i++) {
		if (code[i] < '0' || code[i] > '9')
			return CODES;
		number = number * 10 + (size_t)(code[i] - '0');
	}
	return code[4] == '\0' ? number : CODES;
}

static struct atlas_texts texts_of(struct arena *mem, const struct municipality *place)
{
	OWNED(buffer_close) struct buffer name = {0};

	buffer_html(&name, place->name);
	return (struct atlas_texts){
		.name = arena_text(mem, name.bytes),
		.x = arena_printf(mem, "%g", map_x(place->longitude)),
		.y = arena_printf(mem, "%g", map_y(place->latitude)),
	};
}

/* What is looked up and shown of each. */
static void add_texts(struct arena *mem, struct atlas *atlas)
{
	atlas->texts = arena_array(mem, atlas->count, sizeof *atlas->texts);
	atlas->by_code = arena_array(mem, CODES, sizeof *atlas->by_code);
	for (size_t i = 0; i < atlas->count; i++) {
		size_t number = number_of(atlas->municipalities[i].code);
		if (number < CODES)
			atlas->by_code[number] = (uint16_t)(i + 1);
		atlas->texts[i] = texts_of(mem, &atlas->municipalities[i]);
	}
}

static struct atlas *make_atlas(struct arena *mem, struct municipality *list, size_t count)
{
	struct atlas *atlas = arena_alloc(mem, sizeof *atlas);

	*atlas = (struct atlas){.municipalities = list, .count = count, .dots = map_dots(mem, list, count),
		.choices = json_array()};
	arena_defer(mem, close_json, atlas->choices);
	add_texts(mem, atlas);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(atlas->choices, choice(&list[i], false));
	return atlas;
}

/* ---- the gazetteer ---- */

struct gazetteer *gazetteer_open(void)
{
	struct gazetteer *gazetteer = malloc(sizeof *gazetteer);

	if (gazetteer == NULL)
		abort();
	*gazetteer = (struct gazetteer){.mem = arena_open()};
	gazetteer->nothing = make_atlas(gazetteer->mem, NULL, 0);
	pthread_mutex_init(&gazetteer->reading, NULL);
	atomic_init(&gazetteer->ready, NULL);
	return gazetteer;
}

void gazetteer_close(struct gazetteer **gazetteer)
{
	if (*gazetteer == NULL)
		return;
	pthread_mutex_destroy(&(*gazetteer)->reading);
	arena_close(&(*gazetteer)->ready_mem);
	arena_close(&(*gazetteer)->mem);
	free(*gazetteer);
	*gazetteer = NULL;
}

/* A database that is still empty is asked again next time. */
static enum err read_atlas(struct gazetteer *gazetteer, struct db *db, const struct atlas **out)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct municipality *list;
	size_t count;

	TRY(municipality_list(db, mem, &list, &count));
	*out = gazetteer->nothing;
	if (count == 0)
		return OK;
	*out = make_atlas(mem, list, count);
	atomic_store(&gazetteer->ready, *out);
	gazetteer->ready_mem = mem;
	mem = NULL;
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
	size_t number = code == NULL ? CODES : number_of(code);
	size_t place = number < CODES ? atlas->by_code[number] : 0;

	return place == 0 ? NULL : &atlas->municipalities[place - 1];
}
