/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/search_facets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/directory.h"
#include "lib/string_table.h" /* grow */
#include "lib/text.h"

void division_add(struct division_set *set, cpv_number code)
{
	unsigned division = code / 1000000 % DIVISIONS;

	set->bits[division / 64] |= UINT64_C(1) << (division % 64);
}

void tally_divisions(struct tally *tally, const struct division_set *set, size_t count)
{
	for (unsigned w = 0; w < 2; w++)
		for (uint64_t left = set->bits[w]; left != 0; left &= left - 1)
			tally->divisions[64 * w + bit_lowest(left)] += count;
}

/* A tally is nothing but counts. */
void tally_add(struct tally *tally, const struct tally *more)
{
	size_t *to = (size_t *)tally;
	const size_t *from = (const size_t *)more;

	for (size_t i = 0; i < sizeof *tally / sizeof *to; i++)
		to[i] += from[i];
}

void tally_take(struct tally *tally, const struct tally *less)
{
	size_t *to = (size_t *)tally;
	const size_t *from = (const size_t *)less;

	for (size_t i = 0; i < sizeof *tally / sizeof *to; i++)
		to[i] -= from[i];
}

/* ---- names ---- */

/* What a facet can say: where its texts stand in the list's bytes, and what counts it. */
struct facet_name {
	uint32_t code, name;
	uint32_t number; /* in the tally */
};

/* By name, then by code. The texts stand together, so that an answer takes a copy of all of them at once. */
struct facet_list {
	char *bytes;
	size_t size, room;
	struct facet_name *at;
	size_t count;
};

struct facet_names {
	struct facet_list places, regions, divisions[LANGUAGES];
};

static uint32_t list_text(struct facet_list *list, const char *text)
{
	size_t length = strlen(text) + 1, at = list->size;

	if (list->size + length > list->room) {
		list->room = 2 * (list->size + length);
		list->bytes = grow(list->bytes, list->room, 1);
	}
	memcpy(list->bytes + at, text, length);
	list->size += length;
	return (uint32_t)at;
}

/* In its place; the list has room. */
static void list_add(struct facet_list *list, uint32_t number, const char *code, const char *name)
{
	struct facet_name added = {list_text(list, code), list_text(list, name), number};
	size_t at = list->count++;

	for (; at > 0; at--) {
		const struct facet_name *before = &list->at[at - 1];
		int order = strcmp(list->bytes + before->name, name);
		if (order < 0 || (order == 0 && strcmp(list->bytes + before->code, code) <= 0))
			break;
		list->at[at] = *before;
	}
	list->at[at] = added;
}

static void add_divisions(struct facet_list *list, const struct snapshot *s, enum language language)
{
	list->at = grow(NULL, DIVISIONS, sizeof *list->at);
	for (unsigned i = 0; i < DIVISIONS; i++) {
		char code[8];
		const struct code_entry *entry = snapshot_code(s, i * 1000000);
		snprintf(code, sizeof code, "%02u", i);
		list_add(list, i, code, entry == NULL ? code : entry->names[language]);
	}
}

struct facet_names *facet_names_open(const struct snapshot *s)
{
	struct facet_names *names = grow(NULL, 1, sizeof *names);

	*names = (struct facet_names){0};
	names->places.at = grow(NULL, s->place_count, sizeof *names->places.at);
	names->regions.at = grow(NULL, s->place_count, sizeof *names->regions.at);
	for (unsigned i = 0; i < s->place_count; i++) {
		list_add(&names->places, i, s->places[i].code, s->places[i].name);
		if (s->places[i].region == i)
			list_add(&names->regions, i, s->places[i].region_code, s->places[i].region_name);
	}
	for (int i = 0; i < LANGUAGES; i++)
		add_divisions(&names->divisions[i], s, (enum language)i);
	return names;
}

static void list_close(struct facet_list *list)
{
	free(list->bytes);
	free(list->at);
}

void facet_names_close(struct facet_names **names)
{
	if (*names == NULL)
		return;
	list_close(&(*names)->places);
	list_close(&(*names)->regions);
	for (int i = 0; i < LANGUAGES; i++)
		list_close(&(*names)->divisions[i]);
	free(*names);
	*names = NULL;
}

/* ---- lists ---- */

#define FACETS_MOST (PLACES_MOST > DIVISIONS ? PLACES_MOST : DIVISIONS)

/* Greatest first; they are few. */
static void sort_keys(uint64_t *keys, size_t count)
{
	static const size_t steps[] = {23, 7, 3, 1};

	for (size_t s = 0; s < sizeof steps / sizeof steps[0]; s++)
		for (size_t step = steps[s], i = step; i < count; i++) {
			uint64_t key = keys[i];
			size_t at = i;
			for (; at >= step && keys[at - step] < key; at -= step)
				keys[at] = keys[at - step];
			keys[at] = key;
		}
}

/* Most hits first, then by name, as they stand in the list. Of `chosen` so many letters are asked for. */
static struct facets facets_of(const struct facet_list *list, struct arena *mem, const size_t *counts,
	const char *chosen, size_t letters)
{
	struct facets facets = {.count = 0};
	uint64_t keys[FACETS_MOST];
	const char *bytes = arena_copy(mem, list->bytes, list->size);

	for (size_t i = 0; i < list->count; i++) {
		bool is_chosen = is_set(chosen) && strncmp(bytes + list->at[i].code, chosen, letters) == 0;
		uint64_t count = counts[list->at[i].number];
		if (count > 0 || is_chosen)
			keys[facets.count++] = count << 16 | (UINT16_MAX - 2 * i - 1) | is_chosen;
	}
	sort_keys(keys, facets.count);
	facets.at = arena_array(mem, facets.count + 1, sizeof *facets.at);
	for (size_t i = 0; i < facets.count; i++) {
		const struct facet_name *name = &list->at[(UINT16_MAX - (keys[i] & UINT16_MAX)) / 2];
		facets.at[i] = (struct facet){bytes + name->code, bytes + name->name, keys[i] >> 16, keys[i] & 1};
	}
	return facets;
}

struct facets facets_of_places(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	const char *chosen)
{
	return facets_of(&s->directory->names->places, mem, tally->places, chosen, SIZE_MAX);
}

struct facets facets_of_regions(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	const char *chosen)
{
	return facets_of(&s->directory->names->regions, mem, tally->regions, chosen, SIZE_MAX);
}

struct facets facets_of_divisions(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	enum language language, const char *chosen)
{
	return facets_of(&s->directory->names->divisions[language], mem, tally->divisions, chosen, 2);
}

static void facet_add(struct facets *facets, const char *code, size_t count, bool chosen)
{
	if (count > 0 || chosen)
		facets->at[facets->count++] = (struct facet){code, "", count, chosen};
}

struct facets facets_of_kinds(struct arena *mem, const struct tally *tally, const char *chosen)
{
	struct facets facets = {.at = arena_array(mem, 2, sizeof *facets.at)};
	bool services = tally->kinds[1] > tally->kinds[0];

	for (unsigned i = 0; i < 2; i++) {
		const char *code = services == (i == 0) ? "service" : "product";
		facet_add(&facets, code, tally->kinds[*code == 's'], text_equal(chosen, code));
	}
	return facets;
}

struct facets facet_of_flag(struct arena *mem, size_t count, const char *code, bool chosen)
{
	struct facets facets = {.at = arena_array(mem, 1, sizeof *facets.at)};

	facet_add(&facets, code, count, chosen);
	return facets;
}
