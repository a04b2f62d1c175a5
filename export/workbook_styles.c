/* SPDX-License-Identifier: MPL-2.0 */
/* How the cells of our workbooks look: calm on the screen, readable when printed without colour. */
#include "export/workbook.h"

/* The colours of the tables: the green of Torv's mark, and greys that print. */
#define GREEN 0x0B5D4E
#define PALE_GREEN 0xE7F1EE
#define GREY_TEXT 0x5A5A5A
#define GREY_LINE 0xD0D5D3
#define BLUE_LINK 0x004D99

static lxw_format *add_format(struct workbook *workbook, enum style style)
{
	lxw_format *format = workbook_add_format(workbook->book);

	format_set_font_name(format, "Calibri");
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	workbook->styles[style] = format;
	return format;
}

static void add_texts(struct workbook *workbook)
{
	lxw_format *format = add_format(workbook, STYLE_TITLE);

	format_set_bold(format);
	format_set_font_size(format, 16);
	format_set_font_color(format, GREEN);
	format = add_format(workbook, STYLE_SUBTITLE);
	format_set_font_color(format, GREY_TEXT);
	format = add_format(workbook, STYLE_NOTE);
	format_set_font_color(format, GREY_TEXT);
	format_set_font_size(format, 9);
	format_set_text_wrap(format);
}

/* Not quite at the cell's edge: a text may stand right beside. */
static void set_right(lxw_format *format)
{
	format_set_align(format, LXW_ALIGN_RIGHT);
	format_set_indent(format, 1);
}

static void add_headings(struct workbook *workbook)
{
	for (enum style style = STYLE_HEADING; style <= STYLE_HEADING_NUMBER; style++) {
		lxw_format *format = add_format(workbook, style);
		format_set_bold(format);
		format_set_font_color(format, LXW_COLOR_WHITE);
		format_set_bg_color(format, GREEN);
		format_set_text_wrap(format);
		format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
		if (style == STYLE_HEADING_NUMBER)
			set_right(format);
	}
}

/* A cell of a table: a thin line below. */
static lxw_format *add_cell(struct workbook *workbook, enum style style, const char *number_format)
{
	lxw_format *format = add_format(workbook, style);

	format_set_bottom(format, LXW_BORDER_THIN);
	format_set_bottom_color(format, GREY_LINE);
	if (number_format == NULL)
		format_set_text_wrap(format);
	else
		format_set_num_format(format, number_format);
	return format;
}

static void add_numbers(struct workbook *workbook)
{
	const char *kroner = workbook->language == DANISH ? "#,##0\" kr.\"" : "\"DKK \"#,##0";
	const char *date = workbook->language == ENGLISH ? "d mmm yyyy" : "dd-mm-yyyy";

	set_right(add_cell(workbook, STYLE_NUMBER, "#,##0"));
	set_right(add_cell(workbook, STYLE_SCORE, "0.0"));
	set_right(add_cell(workbook, STYLE_PERCENT, "0%"));
	set_right(add_cell(workbook, STYLE_KRONER, kroner));
	format_set_align(add_cell(workbook, STYLE_DATE, date), LXW_ALIGN_LEFT);
	format_set_align(add_cell(workbook, STYLE_FACT, "0"), LXW_ALIGN_LEFT);
	format_set_align(add_cell(workbook, STYLE_FACT_KRONER, kroner), LXW_ALIGN_LEFT);
}

static void add_cells(struct workbook *workbook)
{
	add_cell(workbook, STYLE_TEXT, NULL);
	format_set_bold(add_cell(workbook, STYLE_STRONG, NULL));
	format_set_font_color(add_cell(workbook, STYLE_LABEL, NULL), GREY_TEXT);
	lxw_format *link = add_cell(workbook, STYLE_LINK, NULL);
	format_set_font_color(link, BLUE_LINK);
	format_set_underline(link, LXW_UNDERLINE_SINGLE);
	for (enum style style = STYLE_SUM; style <= STYLE_SUM_NUMBER; style++) {
		lxw_format *format = add_format(workbook, style);
		format_set_bold(format);
		format_set_bg_color(format, PALE_GREEN);
		format_set_top(format, LXW_BORDER_THIN);
		format_set_top_color(format, GREEN);
	}
	format_set_num_format(workbook->styles[STYLE_SUM_NUMBER], "#,##0");
	set_right(workbook->styles[STYLE_SUM_NUMBER]);
}

void workbook_add_styles(struct workbook *workbook)
{
	add_texts(workbook);
	add_headings(workbook);
	add_cells(workbook);
	add_numbers(workbook);
}
