/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What the page of statistics shows. Templates cannot compute, and the page has no script: the places
 * of lines and circles in its two drawings (SVG) are worked out here.
 */
#include <math.h>

#include "lib/map.h"
#include "lib/statistics.h"
#include "lib/text.h"

/* The chart: viewBox "0 0 600 240", room for the numbers on the left and the years below. */
#define CHART_LEFT 44.0
#define CHART_RIGHT 592.0
#define CHART_TOP 12.0
#define CHART_BOTTOM 208.0

static json_t *figures_model(const struct statistics_figures *figures)
{
	return json_pack("{s:I, s:I, s:I, s:I}", "total", (json_int_t)figures->total,
		"registered", (json_int_t)figures->registered,
		"established", (json_int_t)figures->established,
		"on_the_way", (json_int_t)figures->on_the_way);
}

/* ---- the map: a circle on each municipality's centre, its area as the total ---- */

static json_t *row_model(const struct statistics_row *row)
{
	json_t *model = figures_model(&row->figures);

	json_object_set_new(model, "code", json_string(row->code));
	json_object_set_new(model, "name", json_string(row->name));
	json_object_set_new(model, "slug", json_string(row->slug));
	json_object_set_new(model, "map_x", json_real(map_x(row->longitude)));
	json_object_set_new(model, "map_y", json_real(map_y(row->latitude)));
	json_object_set_new(model, "map_r", json_real(map_radius(row->figures.total)));
	json_object_set_new(model, "on_map", json_boolean(row->figures.total > 0));
	return model;
}

/* ---- the chart ---- */

/* The least of 4, 8, 20, 40, 80, 200 ... that holds all, so that its quarters are whole numbers. */
static int64_t chart_top(const struct statistics_point points[STATISTICS_POINTS])
{
	int64_t most = 0, top = 4;

	for (size_t i = 0; i < STATISTICS_POINTS; i++) {
		const struct statistics_figures *figures = &points[i].figures;
		most = figures->total > most ? figures->total : most;
		most = figures->on_the_way > most ? figures->on_the_way : most;
	}
	for (int step = 0; top < most; step++)
		top = step % 3 == 1 ? top / 2 * 5 : top * 2;
	return top;
}

static double chart_x(size_t i)
{
	return round((CHART_LEFT + (CHART_RIGHT - CHART_LEFT) * (double)i / (STATISTICS_POINTS - 1)) * 10) / 10;
}

static double chart_y(int64_t value, int64_t top)
{
	return round((CHART_BOTTOM - (CHART_BOTTOM - CHART_TOP) * (double)value / (double)top) * 10) / 10;
}

static json_t *point_model(struct arena *mem, const struct statistics_point *point, size_t i, int64_t top,
	const char *language)
{
	json_t *model = figures_model(&point->figures);

	json_object_set_new(model, "x", json_real(chart_x(i)));
	json_object_set_new(model, "year", json_integer(point->year));
	json_object_set_new(model, "quarter", json_integer(point->quarter));
	json_object_set_new(model, "date_text", json_string(day_text(mem, point->on, language)));
	json_object_set_new(model, "total_y", json_real(chart_y(point->figures.total, top)));
	json_object_set_new(model, "registered_y", json_real(chart_y(point->figures.registered, top)));
	json_object_set_new(model, "on_the_way_y", json_real(chart_y(point->figures.on_the_way, top)));
	json_object_set_new(model, "is_first_of_year", json_boolean(point->quarter == 1));
	return model;
}

static json_t *lines_model(const struct statistics_point points[STATISTICS_POINTS], int64_t top)
{
	struct buffer total = {0}, registered = {0}, on_the_way = {0};

	for (size_t i = 0; i < STATISTICS_POINTS; i++) {
		const struct statistics_figures *figures = &points[i].figures;
		const char *blank = i == 0 ? "" : " ";
		buffer_printf(&total, "%s%.1f,%.1f", blank, chart_x(i), chart_y(figures->total, top));
		buffer_printf(&registered, "%s%.1f,%.1f", blank, chart_x(i), chart_y(figures->registered, top));
		buffer_printf(&on_the_way, "%s%.1f,%.1f", blank, chart_x(i), chart_y(figures->on_the_way, top));
	}
	json_t *lines = json_pack("{s:s, s:s, s:s}", "total", total.bytes, "registered", registered.bytes,
		"on_the_way", on_the_way.bytes);
	buffer_close(&total);
	buffer_close(&registered);
	buffer_close(&on_the_way);
	return lines;
}

static json_t *chart_model(struct arena *mem, const struct statistics_point points[STATISTICS_POINTS],
	const char *language)
{
	int64_t top = chart_top(points);
	json_t *list = json_array(), *ticks = json_array();

	for (size_t i = 0; i < STATISTICS_POINTS; i++)
		json_array_append_new(list, point_model(mem, &points[i], i, top, language));
	for (int64_t quarter = 0; quarter <= 4; quarter++)
		json_array_append_new(ticks, json_pack("{s:I, s:f}", "value", (json_int_t)(top / 4 * quarter),
			"y", chart_y(top / 4 * quarter, top)));
	return json_pack("{s:o, s:o, s:o}", "lines", lines_model(points, top), "points", list, "ticks", ticks);
}

enum err statistics_model(struct db *db, struct arena *mem, day as_of, const char *language, json_t **out)
{
	struct statistics_table table;
	struct statistics_point points[STATISTICS_POINTS];

	TRY(statistics_table(db, mem, as_of, &table));
	TRY(statistics_development(db, mem, as_of, points));
	json_t *rows = json_array();
	for (size_t i = 0; i < table.count; i++)
		json_array_append_new(rows, row_model(&table.rows[i]));
	*out = json_pack("{s:s, s:s, s:i, s:b, s:o, s:o, s:o}",
		"as_of", day_iso(mem, as_of),
		"as_of_text", day_text(mem, as_of, language),
		"year", table.year,
		"has_rows", table.count > 0,
		"sum", figures_model(&table.sum),
		"rows", rows,
		"chart", chart_model(mem, points, language));
	return OK;
}
