/* SPDX-License-Identifier: MPL-2.0 */
/* The figures are counted by the database, in one pass over the events; here they become tables. */
#include "lib/statistics.h"

#include "lib/text.h"

static struct statistics_figures figures_from(const struct row *row)
{
	return (struct statistics_figures){
		.total = row_int(row, "total"),
		.registered = row_int(row, "registered"),
		.on_the_way = row_int(row, "on_the_way"),
	};
}

static int year_of(day date)
{
	int year, month, mday;

	day_split(date, &year, &month, &mday);
	return year;
}

enum err statistics_table(struct db *db, struct arena *mem, day as_of, struct statistics_table *out)
{
	int year = year_of(as_of);
	struct rows rows;

	TRY(db_list(db, mem, Q_STATISTICS_TABLE,
		ARGS(db_day(as_of), db_day(day_from(year, 1, 1)), db_day(as_of)), &rows));
	*out = (struct statistics_table){
		.as_of = as_of,
		.year = year,
		.rows = arena_array(mem, rows.count, sizeof *out->rows),
		.count = rows.count,
	};
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		struct statistics_figures figures = figures_from(row);
		figures.established = row_int(row, "established");
		out->rows[i] = (struct statistics_row){
			.code = row_text(row, "code"),
			.name = row_text(row, "name"),
			.slug = row_text(row, "slug"),
			.latitude = row_real(row, "latitude"),
			.longitude = row_real(row, "longitude"),
			.figures = figures,
		};
		out->sum.total += figures.total;
		out->sum.registered += figures.registered;
		out->sum.established += figures.established;
		out->sum.on_the_way += figures.on_the_way;
	}
	return OK;
}

/* ---- development ---- */

/* The ends of the quarters before the day, oldest first, then the day. */
static void points_of(day as_of, struct statistics_point out[STATISTICS_POINTS])
{
	int year, month, mday;

	day_split(as_of, &year, &month, &mday);
	int quarter = (month - 1) / 3 + 1;
	out[STATISTICS_POINTS - 1] = (struct statistics_point){.on = as_of, .year = year, .quarter = quarter};
	for (size_t i = STATISTICS_POINTS - 1; i-- > 0;) {
		day end = day_from(year, 3 * quarter - 2, 1) - 1;
		if (--quarter == 0) {
			quarter = 4;
			year--;
		}
		out[i] = (struct statistics_point){.on = end, .year = year, .quarter = quarter};
	}
}

enum err statistics_development(struct db *db, struct arena *mem, day as_of,
	struct statistics_point out[STATISTICS_POINTS])
{
	const char *days = "";
	struct rows rows;

	points_of(as_of, out);
	for (size_t i = 0; i < STATISTICS_POINTS; i++)
		days = arena_printf(mem, "%s%s\"%s\"", days, i == 0 ? "" : ",", day_iso(mem, out[i].on));
	TRY(db_list(db, mem, Q_STATISTICS_DEVELOPMENT, ARGS(db_text(arena_printf(mem, "[%s]", days))), &rows));
	for (size_t i = 0; i < rows.count; i++) {
		int64_t place = row_int(rows.at[i], "place");
		if (place >= 1 && place <= STATISTICS_POINTS)
			out[place - 1].figures = figures_from(rows.at[i]);
	}
	return OK;
}
