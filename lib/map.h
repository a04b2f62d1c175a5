/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A calm map: every municipality a dot on its centre, so that the country shows, and circles on those
 * that have something. Units of an SVG of viewBox "0 0 400 340"; the same numbers always stand beside it as a
 * list or a table, which is what a screen reader reads.
 */
#ifndef TORV_MAP_H
#define TORV_MAP_H

#include <jansson.h>

#include "lib/gazetteer.h"
#include "lib/stencil.h"

/* Where a place lies on the map, and how large the circle of a count is (its area grows with it). */
double map_x(double longitude);
double map_y(double latitude);
double map_radius(int64_t count);

/* The path of the dots of these municipalities. */
const char *map_dots(struct arena *mem, const struct municipality *list, size_t count);

struct map_count {
	const char *code; /* municipality */
	int64_t count;
};

/* What a map_place stencil is filled with, in this order: "name", "count", "x", "y", "r". */
extern const char *const map_holes[];

/* {"dots": the path of all municipalities' dots, "places": the HTML of a circle for each that has any}; large
 * circles first, so that small ones lie above them. A new object. */
json_t *map_model(struct arena *mem, const struct atlas *atlas, const struct map_count *counts, size_t count,
	const struct stencil *place);

#endif
