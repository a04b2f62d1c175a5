/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/snapshot_places.h"

#include <stdlib.h>
#include <string.h>

#include "lib/collection.h"
#include "lib/distinct.h"
#include "lib/text.h"

#define AREA_SIZE 32

struct known_places {
	const struct snapshot *snapshot;
	struct string_table codes;
	uint8_t numbers[PLACES_MOST]; /* by code */
	struct string_table areas;
	struct place_set *sets; /* by area */
	uint32_t room;
	struct distinct all; /* sets of all the areas of something */
};

struct known_places *known_places_open(const struct snapshot *s)
{
	struct known_places *places = grow(NULL, 1, sizeof *places);

	*places = (struct known_places){.snapshot = s, .all = distinct_begin(sizeof(struct place_set))};
	for (unsigned i = 0; i < s->place_count; i++) {
		uint32_t code = string_table_add(&places->codes, s->places[i].code);
		if (code + 1 == places->codes.count)
			places->numbers[code] = (uint8_t)snapshot_place(s, s->places[i].code);
	}
	return places;
}

void known_places_close(struct known_places **places)
{
	if (*places == NULL)
		return;
	string_table_close(&(*places)->codes);
	string_table_close(&(*places)->areas);
	free((*places)->sets);
	free(distinct_end(&(*places)->all));
	free(*places);
	*places = NULL;
}

unsigned known_place(const struct known_places *places, const char *code)
{
	uint32_t number = code == NULL ? NO_STRING : string_table_find(&places->codes, code);

	return number == NO_STRING ? NO_PLACE : places->numbers[number];
}

static struct place_set area_read(const struct snapshot *s, const char *area)
{
	struct place_set set = {0};
	bool country = text_starts(area, "country:") || text_starts(area, AREAS_UNTOLD);
	const char *region = text_starts(area, "region:") ? area + 7 : "";
	const char *municipality = text_starts(area, "municipality:") ? area + 13 : "";

	for (unsigned i = 0; i < s->place_count; i++)
		if (country || strcmp(region, s->places[i].region_code) == 0 ||
			strcmp(municipality, s->places[i].code) == 0)
			place_set_add(&set, i);
	return set;
}

static struct place_set known_area(struct known_places *places, const char *area)
{
	uint32_t before = places->areas.count, number = string_table_add(&places->areas, area);

	if (number == before) {
		if (number >= places->room) {
			places->room = 2 * places->room + 64;
			places->sets = grow(places->sets, places->room, sizeof *places->sets);
		}
		places->sets[number] = area_read(places->snapshot, area);
	}
	return places->sets[number];
}

uint32_t known_areas_read(struct known_places *places, const char *areas)
{
	struct place_set all = {0};

	for (areas += strspn(areas, " "); *areas != '\0'; areas += strspn(areas, " ")) {
		char area[AREA_SIZE] = {0};
		size_t length = strcspn(areas, " ");
		memcpy(area, areas, length < sizeof area ? length : sizeof area - 1);
		areas += length;
		struct place_set set = known_area(places, area);
		for (unsigned w = 0; w < PLACES_MOST / 64; w++)
			all.bits[w] |= set.bits[w];
	}
	return distinct_number(&places->all, &all);
}

struct place_set *known_areas_end(struct known_places *places, uint32_t *count)
{
	*count = places->all.count;
	return distinct_end(&places->all);
}
