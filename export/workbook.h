/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Workbooks (Excel, .xlsx) that look alike and are safe to open: one set of styles, headings that stay
 * in view and are repeated on each printed page, A4, the page's width filled. What people typed is
 * always written as a text, never as a formula, whatever it begins with.
 *
 * A mistake that the library reports is kept and comes out as FAILED from workbook_finish, so that
 * what writes cells need not look each time.
 */
#ifndef TORV_WORKBOOK_H
#define TORV_WORKBOOK_H

#include <xlsxwriter.h>

#include "lib/clock.h"
#include "lib/download.h"

enum style {
	STYLE_TITLE,
	STYLE_SUBTITLE,
	STYLE_NOTE,
	STYLE_LABEL,   /* what a fact is, beside the fact */
	STYLE_HEADING, /* of a column */
	STYLE_HEADING_NUMBER,
	STYLE_TEXT,
	STYLE_STRONG,
	STYLE_NUMBER,
	STYLE_SCORE,   /* one decimal */
	STYLE_PERCENT, /* of a number from 0 to 1 */
	STYLE_KRONER,
	STYLE_DATE,
	STYLE_LINK,
	STYLE_FACT, /* a number that stands beside its label, not in a column */
	STYLE_FACT_KRONER,
	STYLE_SUM,
	STYLE_SUM_NUMBER,
	STYLES,
};

#define COLUMNS_MAX 20

struct workbook {
	lxw_workbook *book;
	lxw_format *styles[STYLES];
	const struct catalogues *catalogues;
	enum language language;
	char path[64]; /* the file it is written to, gone when it is closed */
	lxw_error failed;
	double widths[COLUMNS_MAX]; /* of the sheet that is being written, in characters */
	double lines;               /* how many the highest cell of the row being written needs */
};

struct column {
	const char *heading; /* English source text */
	double width;        /* in characters */
	bool number;         /* the heading stands over numbers */
};

/* Begins a workbook whose title stands in its properties. FAILED, and logged, when no file can be made. */
enum err workbook_begin(struct workbook *out, const struct catalogues *catalogues, enum language language,
	const char *title);
/* Gives back what workbook_begin took; harmless after workbook_finish. For OWNED. */
void workbook_drop(struct workbook *workbook);

/* Writes it, reads it back into mem and makes a download of it: "name.xlsx". */
enum err workbook_finish(struct workbook *workbook, struct arena *mem, const char *name, struct download *out);

/* Makes all styles; workbook_begin does it. */
void workbook_add_styles(struct workbook *workbook);

/* The translation of an English source text in the workbook's language. */
const char *workbook_say(const struct workbook *workbook, const char *text);

/* ---- sheets ---- */

/* A sheet of A4, upright or lying, with page numbers. name is an English source text of at most 31
 * characters. NULL when it could not be made (the workbook has failed). */
lxw_worksheet *sheet_add(struct workbook *workbook, const char *name, bool landscape);

void sheet_width(struct workbook *workbook, lxw_worksheet *sheet, lxw_col_t col, double width);

/* The title and, smaller, what it is about, in the first two rows. */
void sheet_title(struct workbook *workbook, lxw_worksheet *sheet, const char *title, const char *subtitle);

/* The headings of a table in `row`: widths, frozen above the data, repeated on each page. */
void sheet_columns(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row,
	const struct column *columns, size_t count);

/* ---- cells; rows and columns count from 0 ---- */

/* Texts longer than a cell can hold (32,767 characters) are shortened. NULL or "" is an empty cell. */
void cell_text(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	enum style style, const char *text);
void cell_number(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	enum style style, double number);
void cell_day(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, day date);
/* An e-mail address that opens a new mail; a text when it is none. */
void cell_email(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	const char *address);
/* The sum of the cells above, from first to last row, as a formula with its value. */
void cell_sum(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	lxw_row_t first, lxw_row_t last, double value);

/* After the cells of a row: makes it as high as its texts need. Not every program does that by itself. */
void row_fit(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row);

/* "='Tabel 1'!$B$5:$B$21", for charts. Lives in mem. */
const char *range_of(struct arena *mem, const lxw_worksheet *sheet, lxw_col_t col, lxw_row_t first,
	lxw_row_t last);

#endif
