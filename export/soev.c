/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The statistics of social enterprises (SØV) as a workbook: Tabel 1 as of a day, with a sum that Excel
 * works out itself, a chart, and what the columns mean; on a second sheet the development by quarter.
 */
#include "export/workbook.h"
#include "lib/statistics.h"
#include "lib/text.h"

#define HEADING_ROW 3
#define FIRST_ROW (HEADING_ROW + 1)
#define CHART_MOST 20 /* municipalities in the chart: those with most enterprises */

#define GREEN 0x0B5D4E
#define SAND 0xD9B75B
#define BLUE 0x5B8FB0

enum { COLUMN_NAME, COLUMN_TOTAL, COLUMN_REGISTERED, COLUMN_ESTABLISHED, COLUMN_ON_THE_WAY, COLUMNS };

/* ---- Tabel 1 ---- */

static void add_head(struct workbook *book, struct arena *mem, lxw_worksheet *sheet, day as_of)
{
	sheet_title(book, sheet, workbook_say(book, N_("Social enterprises by municipality")),
		arena_printf(mem, workbook_say(book, N_("As of %s")),
			day_text(mem, as_of, language_code(book->language))));
}

static void add_headings(struct workbook *book, struct arena *mem, lxw_worksheet *sheet, int year)
{
	struct column columns[COLUMNS] = {
		[COLUMN_NAME] = {N_("Municipality"), 30, false},
		[COLUMN_TOTAL] = {N_("Total"), 15, true},
		[COLUMN_REGISTERED] = {N_("Registered (RSV)"), 15, true},
		[COLUMN_ESTABLISHED] = {N_("Established in %d"), 15, true},
		[COLUMN_ON_THE_WAY] = {N_("On the way"), 15, true},
	};

	columns[COLUMN_ESTABLISHED].heading =
		arena_printf(mem, workbook_say(book, columns[COLUMN_ESTABLISHED].heading), year);
	sheet_columns(book, sheet, HEADING_ROW, columns, COLUMNS);
}

static void add_figures(struct workbook *book, lxw_worksheet *sheet, const struct statistics_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct statistics_figures *figures = &table->rows[i].figures;
		lxw_row_t row = FIRST_ROW + (lxw_row_t)i;
		cell_text(book, sheet, row, COLUMN_NAME, STYLE_TEXT, table->rows[i].name);
		cell_number(book, sheet, row, COLUMN_TOTAL, STYLE_NUMBER, (double)figures->total);
		cell_number(book, sheet, row, COLUMN_REGISTERED, STYLE_NUMBER, (double)figures->registered);
		cell_number(book, sheet, row, COLUMN_ESTABLISHED, STYLE_NUMBER, (double)figures->established);
		cell_number(book, sheet, row, COLUMN_ON_THE_WAY, STYLE_NUMBER, (double)figures->on_the_way);
	}
}

/* Formulas with their values; without rows there is nothing to add up, and the sum is a plain 0. */
static void add_sums(struct workbook *book, lxw_worksheet *sheet, const struct statistics_table *table)
{
	lxw_row_t row = FIRST_ROW + (lxw_row_t)table->count;
	const double sums[COLUMNS] = {
		[COLUMN_TOTAL] = (double)table->sum.total,
		[COLUMN_REGISTERED] = (double)table->sum.registered,
		[COLUMN_ESTABLISHED] = (double)table->sum.established,
		[COLUMN_ON_THE_WAY] = (double)table->sum.on_the_way,
	};

	cell_text(book, sheet, row, COLUMN_NAME, STYLE_SUM, workbook_say(book, N_("In all")));
	for (lxw_col_t col = COLUMN_TOTAL; col < COLUMNS; col++)
		if (table->count == 0)
			cell_number(book, sheet, row, col, STYLE_SUM_NUMBER, 0);
		else
			cell_sum(book, sheet, row, col, FIRST_ROW, row - 1, sums[col]);
}

/* What the columns mean, below the table. Returns the row after. */
static lxw_row_t add_notes(struct workbook *book, lxw_worksheet *sheet, lxw_row_t row)
{
	static const char *const notes[] = {
		N_("Total: established by that day and not closed, with their seat in the municipality. Those on the way are not in it."),
		N_("Registered: of these, the ones in the public register of social enterprises (Act 711/2014)."),
		N_("Established: became established in the municipality during the year. One that has closed or moved away since is counted here, but not in the total."),
		N_("On the way: preparing to become a social enterprise."),
	};

	for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++, row++) {
		const char *text = workbook_say(book, notes[i]);
		worksheet_merge_range(sheet, row, 0, row, COLUMNS - 1, text, book->styles[STYLE_NOTE]);
		worksheet_set_row(sheet, row, text_length(text) > 125 ? 25 : 13, NULL);
	}
	return row;
}

/* ---- charts ---- */

static void add_series(lxw_chart *chart, struct workbook *book, struct arena *mem, lxw_worksheet *sheet,
	lxw_col_t col, lxw_row_t last, const char *name, lxw_color_t colour)
{
	lxw_chart_series *series = chart_add_series(chart, range_of(mem, sheet, 0, FIRST_ROW, last),
		range_of(mem, sheet, col, FIRST_ROW, last));
	lxw_chart_fill fill = {.color = colour};
	lxw_chart_line line = {.color = colour, .width = 2.25f};

	chart_series_set_name(series, workbook_say(book, name));
	if (chart->type == LXW_CHART_LINE)
		chart_series_set_line(series, &line);
	else
		chart_series_set_fill(series, &fill);
}

static void set_chart_look(lxw_chart *chart, const char *title)
{
	lxw_chart_font small = {.size = 9}, large = {.size = 12, .bold = LXW_EXPLICIT_FALSE};
	lxw_chart_line pale = {.color = 0xE2E6E5, .width = 0.75f}, none = {.none = LXW_TRUE};

	chart_title_set_name(chart, title);
	chart_title_set_name_font(chart, &large);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	chart_axis_set_num_font(chart->x_axis, &small);
	chart_axis_set_num_font(chart->y_axis, &small);
	chart_axis_major_gridlines_set_line(chart->y_axis, &pale);
	chart_axis_set_line(chart->y_axis, &none);
	chart_axis_set_num_format(chart->y_axis, "0");
	chart_axis_set_min(chart->y_axis, 0);
}

static void add_chart(struct workbook *book, struct arena *mem, lxw_worksheet *sheet,
	const struct statistics_table *table, lxw_row_t row)
{
	size_t shown = table->count < CHART_MOST ? table->count : CHART_MOST;
	lxw_row_t last = FIRST_ROW + (lxw_row_t)shown - 1;
	lxw_chart_options place = {.x_scale = 1.36, .y_scale = 1.05, .object_position = LXW_OBJECT_MOVE_DONT_SIZE};

	if (shown == 0)
		return;
	lxw_chart *chart = workbook_add_chart(book->book, LXW_CHART_COLUMN);
	add_series(chart, book, mem, sheet, COLUMN_TOTAL, last, N_("Total"), GREEN);
	add_series(chart, book, mem, sheet, COLUMN_ON_THE_WAY, last, N_("On the way"), SAND);
	set_chart_look(chart, workbook_say(book, N_("Social enterprises, and those on the way")));
	worksheet_insert_chart_opt(sheet, row, 0, chart, &place);
}

/* ---- the development ---- */

static void add_point(struct workbook *book, struct arena *mem, lxw_worksheet *sheet, lxw_row_t row,
	const struct statistics_point *point)
{
	/* Quarter and year, in this order: "Q4 2015". */
	cell_text(book, sheet, row, 0, STYLE_TEXT,
		arena_printf(mem, workbook_say(book, N_("Q%d %d")), point->quarter, point->year));
	cell_day(book, sheet, row, 1, point->on);
	cell_number(book, sheet, row, 2, STYLE_NUMBER, (double)point->figures.total);
	cell_number(book, sheet, row, 3, STYLE_NUMBER, (double)point->figures.registered);
	cell_number(book, sheet, row, 4, STYLE_NUMBER, (double)point->figures.on_the_way);
}

static void add_development_chart(struct workbook *book, struct arena *mem, lxw_worksheet *sheet)
{
	lxw_chart_options place = {.x_scale = 1.36, .y_scale = 1.05, .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
	lxw_chart *chart = workbook_add_chart(book->book, LXW_CHART_LINE);
	lxw_row_t last = FIRST_ROW + STATISTICS_POINTS - 1;

	add_series(chart, book, mem, sheet, 2, last, N_("Total"), GREEN);
	add_series(chart, book, mem, sheet, 3, last, N_("Registered (RSV)"), BLUE);
	add_series(chart, book, mem, sheet, 4, last, N_("On the way"), SAND);
	set_chart_look(chart, workbook_say(book, N_("The development by quarter")));
	worksheet_insert_chart_opt(sheet, last + 2, 0, chart, &place);
}

static enum err add_development(struct workbook *book, struct db *db, struct arena *mem, day as_of)
{
	static const struct column columns[] = {
		{N_("Quarter"), 30, false},
		{N_("Day"), 15, false},
		{N_("Total"), 15, true},
		{N_("Registered (RSV)"), 15, true},
		{N_("On the way"), 15, true},
	};
	struct statistics_point points[STATISTICS_POINTS];
	lxw_worksheet *sheet = sheet_add(book, N_("Development"), false);

	if (sheet == NULL)
		return FAILED;
	TRY(statistics_development(db, mem, as_of, points));
	sheet_title(book, sheet, workbook_say(book, N_("The development by quarter")),
		workbook_say(book, N_("All municipalities, at the end of each quarter")));
	sheet_columns(book, sheet, HEADING_ROW, columns, sizeof columns / sizeof columns[0]);
	for (size_t i = 0; i < STATISTICS_POINTS; i++)
		add_point(book, mem, sheet, FIRST_ROW + (lxw_row_t)i, &points[i]);
	add_development_chart(book, mem, sheet);
	return OK;
}

/* ---- the workbook ---- */

enum err download_soev(struct db *db, struct arena *mem, const struct catalogues *catalogues,
	enum language language, day as_of, struct download *out)
{
	OWNED(workbook_drop) struct workbook book = {.book = NULL};
	struct statistics_table table;

	TRY(statistics_table(db, mem, as_of, &table));
	TRY(workbook_begin(&book, catalogues, language,
		translate(catalogues, language, N_("Social enterprises by municipality"))));
	lxw_worksheet *sheet = sheet_add(&book, N_("Table 1"), false);
	if (sheet == NULL)
		return FAILED;
	add_head(&book, mem, sheet, as_of);
	add_headings(&book, mem, sheet, table.year);
	add_figures(&book, sheet, &table);
	add_sums(&book, sheet, &table);
	lxw_row_t below = add_notes(&book, sheet, FIRST_ROW + (lxw_row_t)table.count + 2);
	add_chart(&book, mem, sheet, &table, below + 1);
	TRY(add_development(&book, db, mem, as_of));
	return workbook_finish(&book, mem, arena_printf(mem, "soev-%s", day_iso(mem, as_of)), out);
}
