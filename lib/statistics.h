/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Statistics of the social enterprises (SØV) as of any day: Tabel 1 of the 2015 report on what
 * municipalities do for social enterprises, and how the field develops. Every figure comes from dated
 * events (enterprise.h), so a day that has passed keeps its figures, but for corrections. Counted are
 * enterprises that a review has approved, at any time.
 *
 * What the columns mean, as of a day:
 *   total       established by that day and not closed, with their seat there on that day; those on
 *               the way are not in it
 *   registered  of these, in the public register (Act 711/2014) on that day
 *   established became established there within the year of that day, by that day. An enterprise that
 *               closed or moved away since is in it and not in the total: a municipality can have 0
 *               enterprises and 1 established, as Albertslund had in 2015
 *   on the way  told that they are on the way, not established and not closed, seated there
 */
#ifndef TORV_STATISTICS_H
#define TORV_STATISTICS_H

#include <jansson.h>

#include "lib/db.h"

struct statistics_figures {
	int64_t total, registered, established, on_the_way;
};

struct statistics_row {
	const char *code, *name, *slug;  /* the municipality */
	double latitude, longitude;
	struct statistics_figures figures;
};

/* Tabel 1. */
struct statistics_table {
	day as_of;
	int year; /* of that day: what `established` is about */
	struct statistics_row *rows; /* municipalities with any figure but 0; most enterprises first, then
	                                most registered, then by name */
	size_t count;
	struct statistics_figures sum;
};

enum err statistics_table(struct db *db, struct arena *mem, day as_of, struct statistics_table *out);

/* The field at the end of each of the last quarters and, as the last point, on the day itself.
 * `established` is 0: it belongs to a year. */
struct statistics_point {
	day on;
	int year, quarter; /* 1 to 4 */
	struct statistics_figures figures;
};

#define STATISTICS_POINTS 13 /* three years back, and today */

enum err statistics_development(struct db *db, struct arena *mem, day as_of,
	struct statistics_point out[STATISTICS_POINTS]);

/*
 * The view model of the page. A new object:
 *
 *	as_of ("2027-03-03"), as_of_text, year, has_rows,
 *	sum {total, registered, established, on_the_way},
 *	rows [{code, name, slug, total, registered, established, on_the_way,
 *	       map_x, map_y, map_r, on_map}]            (map: an SVG of viewBox "0 0 400 340")
 *	chart {lines {total, registered, on_the_way}    (points of SVG polylines, viewBox "0 0 600 240")
 *	       points [{x, year, quarter, date_text, total, registered, on_the_way, total_y,
 *	                registered_y, on_the_way_y, is_first_of_year}], ticks [{value, y}]}
 */
enum err statistics_model(struct db *db, struct arena *mem, day as_of, const char *language, json_t **out);

#endif
