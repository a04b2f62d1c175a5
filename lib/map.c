/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/text.h"

/* Denmark lies between 8.0 and 15.2 degrees east, 54.5 and 57.8 north; at 56 degrees one degree of
 * longitude is 0.559 of one of latitude. 100 units are one degree of latitude. */
double map_x(double longitude)
{
	return round((longitude - 8.0) * 55.9 * 10) / 10;
}

double map_y(double latitude)
{
	return round((57.8 - latitude) * 1000) / 10;
}

double map_radius(int64_t count)
{
	return round((3 + 2.5 * sqrt((double)count)) * 10) / 10;
}

static int most_first(const void *a, const void *b)
{
	int64_t left = ((const struct map_count *)a)->count, right = ((const struct map_count *)b)->count;

	return left < right ? 1 : left > right ? -1 : 0;
}

const char *map_dots(struct arena *mem, const struct municipality *list, size_t count)
{
	OWNED(buffer_close) struct buffer path = {0};

	for (size_t i = 0; i < count; i++)
		buffer_printf(&path, "M%g %gh0", map_x(list[i].longitude), map_y(list[i].latitude));
	return count == 0 ? "" : arena_text(mem, path.bytes);
}

const char *const map_holes[] = {"name", "count", "x", "y", "r", NULL};

#define TENTHS_ROOM (NUMBER_ROOM + 2)

/* A number from 0 on, of at most one decimal, as short as it may be. */
static const char *tenths(char room[TENTHS_ROOM], double number)
{
	uint64_t all = (uint64_t)(number * 10 + 0.5);
	char digits[NUMBER_ROOM];
	size_t length;

	strcpy(room, number_text(digits, all / 10));
	length = strlen(room);
	if (all % 10 != 0) {
		room[length] = '.';
		room[length + 1] = (char)('0' + all % 10);
		room[length + 2] = '\0';
	}
	return room;
}

#define PLACE_ROOM 100 /* what a circle takes, mostly */

/* Most come so. */
static bool are_sorted(const struct map_count *counts, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (counts[i - 1].count < counts[i].count)
			return false;
	return true;
}

json_t *map_model(struct arena *mem, const struct atlas *atlas, const struct map_count *counts, size_t count,
	const struct stencil *stencil)
{
	struct map_count *sorted = arena_array(mem, count + 1, sizeof *sorted);
	OWNED(buffer_close) struct buffer places = {0};

	buffer_room(&places, count * PLACE_ROOM);
	for (size_t i = 0; i < count; i++)
		sorted[i] = counts[i];
	if (!are_sorted(sorted, count))
		qsort(sorted, count, sizeof *sorted, most_first);
	for (size_t i = 0; i < count; i++) {
		const struct municipality *place = atlas_find(atlas, sorted[i].code);
		char number[NUMBER_ROOM], r[TENTHS_ROOM];
		if (place == NULL || sorted[i].count <= 0)
			continue;
		const struct atlas_texts *texts = &atlas->texts[place - atlas->municipalities];
		stencil_fill(stencil, (const char *const[]){texts->name, number_text(number, (uint64_t)sorted[i].count),
			texts->x, texts->y, tenths(r, map_radius(sorted[i].count))}, &places);
	}
	return json_pack("{s:s, s:o}", "dots", atlas->dots, "places", buffer_json(&places));
}
