/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Workbooks on libxlsxwriter. The library of Debian 12 writes to a file only: it gets a private one
 * that is removed once its bytes are read back, or when the workbook is dropped.
 */
#include "export/workbook.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/log.h"
#include "lib/text.h"

#define CELL_MAX 32000 /* characters; Excel takes 32,767 */
#define LINE_HEIGHT 15 /* points, of Calibri 11 */
#define ROW_MAX 300    /* points: a page must hold several rows; Excel takes 409 */

/* ---- beginning and ending ---- */

static void set_properties(struct workbook *workbook, const char *title)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	lxw_doc_properties properties = {
		.title = arena_text(mem, title), /* copied by the library, but not const there */
		.author = arena_text(mem, "Torv"),
		.created = (time_t)clock_now(),
	};

	workbook->failed = workbook_set_properties(workbook->book, &properties);
}

enum err workbook_begin(struct workbook *out, const struct catalogues *catalogues, enum language language,
	const char *title)
{
	const char *folder = getenv("TMPDIR");

	*out = (struct workbook){.catalogues = catalogues, .language = language};
	if (folder == NULL || strlen(folder) > 40)
		folder = "/tmp";
	snprintf(out->path, sizeof out->path, "%s/torv-xlsx-XXXXXX", folder);
	int file = mkostemp(out->path, O_CLOEXEC);
	if (file == -1) {
		log_error("workbook: no file in %s: %s", folder, strerror(errno));
		out->path[0] = '\0';
		return FAILED;
	}
	close(file);
	out->book = workbook_new(out->path);
	if (out->book == NULL) {
		workbook_drop(out);
		log_error("workbook: out of memory");
		return FAILED;
	}
	workbook_add_styles(out);
	set_properties(out, title);
	return OK;
}

void workbook_drop(struct workbook *workbook)
{
	if (workbook->book != NULL)
		lxw_workbook_free(workbook->book);
	workbook->book = NULL;
	if (workbook->path[0] != '\0')
		unlink(workbook->path);
	workbook->path[0] = '\0';
}

static enum err read_back(const char *path, struct arena *mem, const void **bytes, size_t *size)
{
	FILE *file = fopen(path, "rbe");
	struct stat status;
	enum err err = FAILED;

	if (file == NULL)
		return FAILED;
	if (fstat(fileno(file), &status) == 0 && status.st_size > 0) {
		void *room = arena_alloc(mem, (size_t)status.st_size);
		*size = fread(room, 1, (size_t)status.st_size, file);
		*bytes = room;
		err = *size == (size_t)status.st_size ? OK : FAILED;
	}
	fclose(file);
	return err;
}

enum err workbook_finish(struct workbook *workbook, struct arena *mem, const char *name, struct download *out)
{
	lxw_error failed = workbook->failed;

	if (failed == LXW_NO_ERROR) {
		failed = workbook_close(workbook->book); /* writes it, and frees the book */
		workbook->book = NULL;
	}
	out->file_name = arena_printf(mem, "%s.xlsx", name);
	out->type = DOWNLOAD_XLSX;
	enum err err = failed == LXW_NO_ERROR ? read_back(workbook->path, mem, &out->bytes, &out->size) : FAILED;
	if (err != OK)
		log_error("workbook: %s", failed == LXW_NO_ERROR ? strerror(errno) : lxw_strerror(failed));
	workbook_drop(workbook);
	return err;
}

const char *workbook_say(const struct workbook *workbook, const char *text)
{
	return translate(workbook->catalogues, workbook->language, text);
}

/* Keeps the first mistake. */
static void note(struct workbook *workbook, lxw_error error)
{
	if (workbook->failed == LXW_NO_ERROR)
		workbook->failed = error;
}

/* ---- sheets ---- */

lxw_worksheet *sheet_add(struct workbook *workbook, const char *name, bool landscape)
{
	lxw_worksheet *sheet = workbook_add_worksheet(workbook->book, workbook_say(workbook, name));

	if (sheet == NULL) {
		note(workbook, LXW_ERROR_SHEETNAME_ALREADY_USED);
		return NULL;
	}
	if (landscape)
		worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.6);
	worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
	note(workbook, worksheet_set_footer(sheet, "&L&8&A&R&8&P / &N"));
	return sheet;
}

void sheet_width(struct workbook *workbook, lxw_worksheet *sheet, lxw_col_t col, double width)
{
	note(workbook, worksheet_set_column(sheet, col, col, width, NULL));
	if (col < COLUMNS_MAX)
		workbook->widths[col] = width;
}

void sheet_title(struct workbook *workbook, lxw_worksheet *sheet, const char *title, const char *subtitle)
{
	cell_text(workbook, sheet, 0, 0, STYLE_TITLE, title);
	cell_text(workbook, sheet, 1, 0, STYLE_SUBTITLE, subtitle);
	note(workbook, worksheet_set_row(sheet, 0, 24, NULL));
	workbook->lines = 0;
}

void sheet_columns(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row,
	const struct column *columns, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		lxw_col_t col = (lxw_col_t)i;
		sheet_width(workbook, sheet, col, columns[i].width);
		cell_text(workbook, sheet, row, col,
			columns[i].number ? STYLE_HEADING_NUMBER : STYLE_HEADING,
			workbook_say(workbook, columns[i].heading));
	}
	row_fit(workbook, sheet, row);
	worksheet_freeze_panes(sheet, row + 1, 1);
	note(workbook, worksheet_repeat_rows(sheet, row, row));
}

/* ---- cells ---- */

/* How many lines of its column a text needs: no less than the program that shows it will find. */
static void measure(struct workbook *workbook, lxw_col_t col, const char *text)
{
	double width = col < COLUMNS_MAX ? workbook->widths[col] : 0, lines = 0;

	if (width < 2)
		return;
	for (const char *end; text != NULL; text = *end == '\0' ? NULL : end + 1) {
		size_t length = 0;
		for (end = text; *end != '\0' && *end != '\n'; end++)
			length += ((unsigned char)*end & 0xC0) != 0x80; /* characters, not bytes */
		lines += length == 0 ? 1 : ceil((double)length / (width - 1));
	}
	if (lines > workbook->lines)
		workbook->lines = lines;
}

void row_fit(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row)
{
	if (workbook->lines > 1)
		note(workbook, worksheet_set_row(sheet, row, fmin(LINE_HEIGHT * workbook->lines, ROW_MAX), NULL));
	workbook->lines = 0;
}

void cell_text(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	enum style style, const char *text)
{
	OWNED(arena_close) struct arena *mem = NULL;

	if (text == NULL || *text == '\0') {
		note(workbook, worksheet_write_blank(sheet, row, col, workbook->styles[style]));
		return;
	}
	if (strlen(text) > CELL_MAX) {
		mem = arena_open();
		text = text_shorten(mem, text, CELL_MAX);
	}
	measure(workbook, col, text);
	note(workbook, worksheet_write_string(sheet, row, col, text, workbook->styles[style]));
}

void cell_number(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	enum style style, double number)
{
	note(workbook, worksheet_write_number(sheet, row, col, number, workbook->styles[style]));
}

void cell_day(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, day date)
{
	lxw_datetime when = {0};

	if (date == NO_DAY) {
		cell_text(workbook, sheet, row, col, STYLE_DATE, "");
		return;
	}
	day_split(date, &when.year, &when.month, &when.day);
	note(workbook, worksheet_write_datetime(sheet, row, col, &when, workbook->styles[STYLE_DATE]));
}

void cell_email(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	const char *address)
{
	OWNED(arena_close) struct arena *mem = NULL;

	if (!text_is_email(address)) {
		cell_text(workbook, sheet, row, col, STYLE_TEXT, address);
		return;
	}
	mem = arena_open();
	note(workbook, worksheet_write_url_opt(sheet, row, col, arena_printf(mem, "mailto:%s", address),
		workbook->styles[STYLE_LINK], address, NULL));
}

void cell_sum(struct workbook *workbook, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	lxw_row_t first, lxw_row_t last, double value)
{
	char range[LXW_MAX_CELL_RANGE_LENGTH], formula[LXW_MAX_CELL_RANGE_LENGTH + sizeof "=SUM()"];

	lxw_rowcol_to_range(range, first, col, last, col);
	snprintf(formula, sizeof formula, "=SUM(%s)", range);
	note(workbook, worksheet_write_formula_num(sheet, row, col, formula,
		workbook->styles[STYLE_SUM_NUMBER], value));
}

const char *range_of(struct arena *mem, const lxw_worksheet *sheet, lxw_col_t col, lxw_row_t first,
	lxw_row_t last)
{
	char range[LXW_MAX_CELL_RANGE_LENGTH];

	lxw_rowcol_to_range_abs(range, first, col, last, col);
	return arena_printf(mem, "='%s'!%s", sheet->name, range);
}
