/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a municipality has published in its plans of a year, as a workbook: a row for each purchase, by
 * the start of its contract, with a sum that Excel works out itself; on a second sheet the quarters.
 * It is what everyone may read on the page, and nothing else.
 */
#include "export/words.h"
#include "export/workbook.h"
#include "lib/organisation.h"
#include "lib/plan_line_model.h"
#include "lib/text.h"

#define HEADING_ROW 3
#define FIRST_ROW (HEADING_ROW + 1)

enum {
	COLUMN_TITLE, COLUMN_STATUS, COLUMN_VALUE, COLUMN_ANSWER, COLUMN_TENDER, COLUMN_STARTS, COLUMN_ENDS,
	COLUMN_CPV, COLUMN_TEXT, COLUMN_PROCEDURE, COLUMN_RESERVED, COLUMN_CONTACT, COLUMN_EMAIL, COLUMN_PHONE,
	COLUMNS
};

static const struct column columns[COLUMNS] = {
	[COLUMN_TITLE] = {N_("Purchase"), 26, false},
	[COLUMN_STATUS] = {N_("Status"), 11, false},
	[COLUMN_VALUE] = {N_("Estimated value, without VAT"), 15, true},
	[COLUMN_ANSWER] = {N_("Dialogue ends"), 11, false},
	[COLUMN_TENDER] = {N_("Tender starts"), 11, false},
	[COLUMN_STARTS] = {N_("Contract starts"), 11, false},
	[COLUMN_ENDS] = {N_("Contract ends"), 11, false},
	[COLUMN_CPV] = {N_("Categories (CPV)"), 28, false},
	[COLUMN_TEXT] = {N_("Description"), 44, false},
	[COLUMN_PROCEDURE] = {N_("Procedure"), 15, false},
	[COLUMN_RESERVED] = {N_("Reserved under § 54"), 11, false},
	[COLUMN_CONTACT] = {N_("Contact"), 16, false},
	[COLUMN_EMAIL] = {N_("E-mail"), 26, false},
	[COLUMN_PHONE] = {N_("Phone"), 13, false},
};

struct plan_book {
	struct workbook book;
	struct organisation municipality;
	int year;
	struct plan_lines lines;
	struct rows codes; /* of all lines, by line */
};

/* ---- the purchases ---- */

/* "55510000 Kantinedrift", each code on a line. */
static const char *codes_of(const struct plan_book *plan, struct arena *mem, int64_t line_id)
{
	const char *column = arena_printf(mem, "name_%s", language_code(plan->book.language));
	const char *text = "";

	for (size_t i = 0; i < plan->codes.count; i++) {
		const struct row *row = plan->codes.at[i];
		if (row_int(row, "line_id") == line_id)
			text = arena_printf(mem, "%s%s%s %s", text, *text == '\0' ? "" : "\n", row_text(row, "code"),
				row_text(row, column));
	}
	return text;
}

static void add_line(struct plan_book *plan, struct arena *mem, lxw_worksheet *sheet, lxw_row_t at,
	const struct plan_line *line)
{
	struct workbook *book = &plan->book;

	cell_text(book, sheet, at, COLUMN_TITLE, STYLE_STRONG, line->title);
	cell_text(book, sheet, at, COLUMN_STATUS, STYLE_TEXT, workbook_say(book, words_line_status(line->status)));
	if (line->value_dkk < 0)
		cell_text(book, sheet, at, COLUMN_VALUE, STYLE_KRONER, "");
	else
		cell_number(book, sheet, at, COLUMN_VALUE, STYLE_KRONER, (double)line->value_dkk);
	cell_day(book, sheet, at, COLUMN_ANSWER, line->dialogue_ends);
	cell_day(book, sheet, at, COLUMN_TENDER, line->tender_starts);
	cell_day(book, sheet, at, COLUMN_STARTS, line->contract_starts);
	cell_day(book, sheet, at, COLUMN_ENDS, line->contract_ends);
	cell_text(book, sheet, at, COLUMN_CPV, STYLE_TEXT, codes_of(plan, mem, line->id));
	cell_text(book, sheet, at, COLUMN_TEXT, STYLE_TEXT, line->text);
	cell_text(book, sheet, at, COLUMN_PROCEDURE, STYLE_TEXT,
		workbook_say(book, words_procedure(line->procedure_kind)));
	cell_text(book, sheet, at, COLUMN_RESERVED, STYLE_TEXT, workbook_say(book, line->reserved ? N_("Yes") : N_("No")));
	cell_text(book, sheet, at, COLUMN_CONTACT, STYLE_TEXT, line->contact_name);
	cell_email(book, sheet, at, COLUMN_EMAIL, line->contact_email);
	cell_text(book, sheet, at, COLUMN_PHONE, STYLE_TEXT, line->contact_phone);
	row_fit(book, sheet, at);
}

static double value_of(const struct plan_lines *lines)
{
	double sum = 0;

	for (size_t i = 0; i < lines->count; i++)
		sum += lines->at[i].value_dkk > 0 ? (double)lines->at[i].value_dkk : 0;
	return sum;
}

static void add_sum(struct plan_book *plan, lxw_worksheet *sheet)
{
	lxw_row_t row = FIRST_ROW + (lxw_row_t)plan->lines.count;

	cell_text(&plan->book, sheet, row, COLUMN_TITLE, STYLE_SUM, workbook_say(&plan->book, N_("In all")));
	cell_text(&plan->book, sheet, row, COLUMN_STATUS, STYLE_SUM, "");
	cell_sum(&plan->book, sheet, row, COLUMN_VALUE, FIRST_ROW, row - 1, value_of(&plan->lines));
}

static const char *title_of(const struct plan_book *plan, struct arena *mem)
{
	/* The municipality and the year, in this order. */
	return arena_printf(mem, workbook_say(&plan->book, N_("%s plans to buy in %d")), plan->municipality.name,
		plan->year);
}

static enum err add_lines(struct plan_book *plan, struct arena *mem)
{
	struct workbook *book = &plan->book;
	lxw_worksheet *sheet = sheet_add(book, N_("Purchases"), true);
	size_t count = plan->lines.count;

	if (sheet == NULL)
		return FAILED;
	sheet_title(book, sheet, title_of(plan, mem),
		arena_printf(mem, workbook_say(book, N_("As of %s")),
			day_text(mem, clock_today(), language_code(book->language))));
	sheet_columns(book, sheet, HEADING_ROW, columns, COLUMNS);
	for (size_t i = 0; i < count; i++)
		add_line(plan, mem, sheet, FIRST_ROW + (lxw_row_t)i, &plan->lines.at[i]);
	if (count == 0)
		cell_text(book, sheet, FIRST_ROW, 0, STYLE_NOTE, workbook_say(book, N_("Nothing is published for this year yet.")));
	else
		add_sum(plan, sheet);
	worksheet_autofilter(sheet, HEADING_ROW, 0, HEADING_ROW + (lxw_row_t)count, COLUMNS - 1);
	return OK;
}

/* ---- the quarters ---- */

static enum err add_quarters(struct plan_book *plan, struct arena *mem)
{
	static const struct column heads[] = {
		{N_("Contract starts"), 34, false},
		{N_("Purchases"), 12, true},
		{N_("Estimated value, without VAT"), 20, true},
		{N_("Without a value"), 14, true},
	};
	struct workbook *book = &plan->book;
	struct reader reader = {book->catalogues, book->language};
	OWNED(json_decrefp) json_t *model = plan_quarters_model(mem, &plan->lines, false, &reader, clock_today());
	lxw_worksheet *sheet = sheet_add(book, N_("By quarter"), false);
	json_t *quarter;
	size_t i;

	if (sheet == NULL)
		return FAILED;
	sheet_title(book, sheet, title_of(plan, mem), "");
	sheet_columns(book, sheet, HEADING_ROW, heads, sizeof heads / sizeof heads[0]);
	json_array_foreach(json_object_get(model, "quarters"), i, quarter) {
		lxw_row_t row = FIRST_ROW + (lxw_row_t)i;
		cell_text(book, sheet, row, 0, STYLE_TEXT, json_string_value(json_object_get(quarter, "label")));
		cell_number(book, sheet, row, 1, STYLE_NUMBER, json_number_value(json_object_get(quarter, "count")));
		cell_number(book, sheet, row, 2, STYLE_KRONER, json_number_value(json_object_get(quarter, "sum_dkk")));
		cell_number(book, sheet, row, 3, STYLE_NUMBER, json_number_value(json_object_get(quarter, "unpriced")));
	}
	return OK;
}

/* ---- the workbook ---- */

static enum err read_plan(struct db *db, struct arena *mem, const char *slug, int year, struct plan_book *out)
{
	OWNED(buffer_close) struct buffer ids = {0};

	out->year = year;
	TRY(organisation_find_by_slug(db, mem, slug, &out->municipality));
	if (out->municipality.kind != ORGANISATION_MUNICIPALITY)
		return NOT_FOUND;
	TRY(plan_line_list_year(db, mem, slug, year, &out->lines));
	buffer_text(&ids, "[");
	for (size_t i = 0; i < out->lines.count; i++)
		buffer_printf(&ids, "%s%lld", i == 0 ? "" : ",", (long long)out->lines.at[i].id);
	buffer_text(&ids, "]");
	return db_list(db, mem, Q_DOWNLOAD_CPV_OF_LINES, ARGS(db_text(ids.bytes)), &out->codes);
}

static void drop(struct plan_book *plan)
{
	workbook_drop(&plan->book);
}

enum err download_plan(struct db *db, struct arena *mem, const struct catalogues *catalogues,
	enum language language, const char *municipality_slug, int year, struct download *out)
{
	OWNED(drop) struct plan_book plan = {.year = year};

	TRY(read_plan(db, mem, municipality_slug, year, &plan));
	TRY(workbook_begin(&plan.book, catalogues, language, plan.municipality.name));
	TRY(add_lines(&plan, mem));
	TRY(add_quarters(&plan, mem));
	return workbook_finish(&plan.book, mem, arena_printf(mem, "%s-%d", plan.municipality.slug, year), out);
}
