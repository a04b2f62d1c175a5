/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The list of a line's suppliers as a workbook: the line's facts on the first sheet, the suppliers on
 * the second, which is the one that opens. Everyone who was matched stands in it, also who declined:
 * the buyer can show that all were treated alike.
 */
#include "export/words.h"
#include "export/workbook.h"
#include "lib/plan_line.h"
#include "lib/reasons.h"
#include "lib/text.h"

/* ---- the line's facts ---- */

struct facts {
	struct workbook *book;
	lxw_worksheet *sheet;
	lxw_row_t row;
};

/* A label and, beside it, the cell for its fact. */
static lxw_row_t fact(struct facts *facts, const char *label)
{
	cell_text(facts->book, facts->sheet, facts->row, 0, STYLE_LABEL, workbook_say(facts->book, label));
	return facts->row++;
}

static void fact_text(struct facts *facts, const char *label, const char *text)
{
	lxw_row_t row = fact(facts, label);

	cell_text(facts->book, facts->sheet, row, 1, STYLE_TEXT, text);
	row_fit(facts->book, facts->sheet, row);
}

static void fact_day(struct facts *facts, const char *label, day date)
{
	lxw_row_t row = fact(facts, label);

	cell_day(facts->book, facts->sheet, row, 1, date);
}

static void fact_number(struct facts *facts, const char *label, enum style style, int64_t number)
{
	lxw_row_t row = fact(facts, label);

	if (number < 0)
		cell_text(facts->book, facts->sheet, row, 1, STYLE_TEXT, workbook_say(facts->book, N_("Not told")));
	else
		cell_number(facts->book, facts->sheet, row, 1, style, (double)number);
}

static enum err cpv_text(struct db *db, struct arena *mem, int64_t line_id, enum language language,
	const char **out)
{
	const char *column = arena_printf(mem, "name_%s", language_code(language));
	struct rows rows;

	*out = "";
	TRY(db_list(db, mem, Q_DOWNLOAD_LINE_CPV, ARGS(db_int(line_id)), &rows));
	for (size_t i = 0; i < rows.count; i++)
		*out = arena_printf(mem, "%s%s%s %s", *out, i == 0 ? "" : "\n",
			row_text(rows.at[i], "code"), row_text(rows.at[i], column));
	return OK;
}

static void add_dates(struct facts *facts, const struct plan_line *line)
{
	fact_day(facts, N_("Dialogue ends"), line->dialogue_ends);
	fact_day(facts, N_("Tender starts"), line->tender_starts);
	fact_day(facts, N_("Contract starts"), line->contract_starts);
	fact_day(facts, N_("Contract ends"), line->contract_ends);
}

static void add_people(struct facts *facts, const struct plan_line *line)
{
	fact_text(facts, N_("Contact"), line->contact_name);
	cell_email(facts->book, facts->sheet, fact(facts, N_("E-mail")), 1, line->contact_email);
	fact_text(facts, N_("Phone"), line->contact_phone);
	fact_number(facts, N_("Told"), STYLE_FACT, line->told);
	fact_number(facts, N_("Interested"), STYLE_FACT, line->interested);
	fact_number(facts, N_("Declined"), STYLE_FACT, line->declined);
	fact_day(facts, N_("List made on"), clock_today());
}

static enum err add_facts(struct workbook *book, struct db *db, struct arena *mem, const struct plan_line *line)
{
	struct facts facts = {.book = book, .sheet = sheet_add(book, N_("The purchase"), false), .row = 2};
	const char *cpv;

	if (facts.sheet == NULL)
		return FAILED;
	TRY(cpv_text(db, mem, line->id, book->language, &cpv));
	sheet_title(book, facts.sheet, line->title, "");
	sheet_width(book, facts.sheet, 0, 28);
	sheet_width(book, facts.sheet, 1, 64);
	fact_text(&facts, N_("Municipality"), line->organisation_name);
	fact_number(&facts, N_("Plan for the year"), STYLE_FACT, line->plan_year);
	fact_text(&facts, N_("Status"), workbook_say(book, words_line_status(line->status)));
	fact_text(&facts, N_("Description"), line->text);
	fact_text(&facts, N_("Categories (CPV)"), cpv);
	fact_number(&facts, N_("Estimated value, without VAT"), STYLE_FACT_KRONER, line->value_dkk);
	fact_text(&facts, N_("Procedure"), workbook_say(book, words_procedure(line->procedure_kind)));
	fact_text(&facts, N_("Reserved under § 54"), workbook_say(book, line->reserved ? N_("Yes") : N_("No")));
	add_dates(&facts, line);
	add_people(&facts, line);
	return OK;
}

/* ---- the suppliers ---- */

enum {
	COLUMN_NAME, COLUMN_MUNICIPALITY, COLUMN_SCORE, COLUMN_REASONS, COLUMN_STATUS, COLUMN_ANSWERED,
	COLUMN_ANSWER, COLUMN_SUPPLIES, COLUMN_DELIVERS, COLUMN_SHARE, COLUMN_REGISTERED, COLUMN_CVR,
	COLUMN_CONTACT, COLUMN_EMAIL, COLUMN_PHONE,
	COLUMNS
};

static const struct column columns[COLUMNS] = {
	[COLUMN_NAME] = {N_("Enterprise"), 20, false},
	[COLUMN_MUNICIPALITY] = {N_("Municipality"), 12, false},
	[COLUMN_SCORE] = {N_("Score"), 8, true},
	[COLUMN_REASONS] = {N_("Why they fit"), 30, false},
	[COLUMN_STATUS] = {N_("Status"), 11, false},
	[COLUMN_ANSWERED] = {N_("Answered on"), 10.5, false},
	[COLUMN_ANSWER] = {N_("Answer"), 24, false},
	[COLUMN_SUPPLIES] = {N_("Supplies"), 22, false},
	[COLUMN_DELIVERS] = {N_("Delivers to"), 15, false},
	[COLUMN_SHARE] = {N_("Share of target group"), 9, true},
	[COLUMN_REGISTERED] = {N_("Registered (RSV)"), 10.5, false},
	[COLUMN_CVR] = {N_("CVR"), 9, false},
	[COLUMN_CONTACT] = {N_("Contact"), 14, false},
	[COLUMN_EMAIL] = {N_("E-mail"), 24, false},
	[COLUMN_PHONE] = {N_("Phone"), 13, false},
};

#define HEADING_ROW 3

/* What was answered: the reason of a decline, then the enterprise's own words. */
static const char *answer_text(const struct workbook *book, struct arena *mem, const struct row *row)
{
	const char *reason = workbook_say(book, words_decline_reason(row_text(row, "decline_reason")));
	const char *words = row_text(row, "answer_words");

	if (*reason == '\0' || *words == '\0')
		return *reason == '\0' ? words : reason;
	return arena_printf(mem, "%s: %s", reason, words);
}

static void add_share(struct workbook *book, lxw_worksheet *sheet, lxw_row_t at, const struct row *row)
{
	int64_t employees = row_int(row, "employees");

	if (row_is_null(row, "employees_target_group") || employees == 0)
		cell_text(book, sheet, at, COLUMN_SHARE, STYLE_TEXT, "");
	else
		cell_number(book, sheet, at, COLUMN_SHARE, STYLE_PERCENT,
			(double)row_int(row, "employees_target_group") / (double)employees);
}

/* What the enterprise shows of itself; not of one that has left the directory. */
static void add_profile(struct workbook *book, lxw_worksheet *sheet, lxw_row_t at, const struct row *row)
{
	const char *delivers = row_bool(row, "whole_country")
		? workbook_say(book, N_("The whole country")) : row_text(row, "places");

	cell_text(book, sheet, at, COLUMN_SUPPLIES, STYLE_TEXT, row_text(row, "supplies"));
	cell_text(book, sheet, at, COLUMN_DELIVERS, STYLE_TEXT, delivers);
	add_share(book, sheet, at, row);
	cell_day(book, sheet, at, COLUMN_REGISTERED, row_day(row, "rsv_registered_on"));
	cell_text(book, sheet, at, COLUMN_CONTACT, STYLE_TEXT, row_text(row, "contact_name"));
	cell_email(book, sheet, at, COLUMN_EMAIL, row_text(row, "contact_email"));
	cell_text(book, sheet, at, COLUMN_PHONE, STYLE_TEXT, row_text(row, "contact_phone"));
}

static const char *status_text(const struct workbook *book, struct arena *mem, const struct row *row)
{
	const char *status = workbook_say(book, words_match_status(row_text(row, "status")));

	if (!row_bool(row, "has_left"))
		return status;
	return arena_printf(mem, "%s\n%s", status, workbook_say(book, N_("Has left the directory")));
}

static void add_supplier(struct workbook *book, struct arena *mem, lxw_worksheet *sheet, lxw_row_t at,
	const struct row *row)
{
	moment answered = row_moment(row, "answered_at");

	cell_text(book, sheet, at, COLUMN_NAME, STYLE_STRONG, row_text(row, "enterprise_name"));
	cell_text(book, sheet, at, COLUMN_MUNICIPALITY, STYLE_TEXT, row_text(row, "municipality_name"));
	cell_number(book, sheet, at, COLUMN_SCORE, STYLE_SCORE, row_real(row, "score"));
	cell_text(book, sheet, at, COLUMN_REASONS, STYLE_TEXT,
		reasons_text(mem, book->catalogues, book->language, row_text(row, "reasons")));
	cell_text(book, sheet, at, COLUMN_STATUS, STYLE_TEXT, status_text(book, mem, row));
	cell_day(book, sheet, at, COLUMN_ANSWERED, answered == NO_MOMENT ? NO_DAY : day_of(answered));
	cell_text(book, sheet, at, COLUMN_ANSWER, STYLE_TEXT, answer_text(book, mem, row));
	cell_text(book, sheet, at, COLUMN_CVR, STYLE_TEXT, row_text(row, "cvr"));
	if (!row_bool(row, "has_left"))
		add_profile(book, sheet, at, row);
	row_fit(book, sheet, at);
}

/* A bar behind the scores, as long as the score. */
static void add_bars(lxw_worksheet *sheet, lxw_row_t last)
{
	lxw_conditional_format bar = {
		.type = LXW_CONDITIONAL_DATA_BAR,
		.bar_color = 0xBFD9D1,
		.bar_solid = LXW_TRUE,
		.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.min_value = 0,
		.max_value = 100,
	};

	worksheet_conditional_format_range(sheet, HEADING_ROW + 1, COLUMN_SCORE, last, COLUMN_SCORE, &bar);
}

static enum err add_suppliers(struct workbook *book, struct db *db, struct arena *mem,
	const struct plan_line *line)
{
	lxw_worksheet *sheet = sheet_add(book, N_("Suppliers"), true);
	struct rows rows;

	if (sheet == NULL)
		return FAILED;
	TRY(db_list(db, mem, Q_DOWNLOAD_SUPPLIERS, ARGS(db_int(line->id)), &rows));
	lxw_row_t last = HEADING_ROW + (lxw_row_t)rows.count;
	sheet_title(book, sheet, line->title, arena_printf(mem, "%s · %s", line->organisation_name,
		day_text(mem, clock_today(), language_code(book->language))));
	sheet_columns(book, sheet, HEADING_ROW, columns, COLUMNS);
	for (size_t i = 0; i < rows.count; i++)
		add_supplier(book, mem, sheet, HEADING_ROW + 1 + (lxw_row_t)i, rows.at[i]);
	if (rows.count == 0)
		cell_text(book, sheet, HEADING_ROW + 1, 0, STYLE_NOTE,
			workbook_say(book, N_("Nobody has been told of this purchase yet.")));
	else
		add_bars(sheet, last);
	worksheet_autofilter(sheet, HEADING_ROW, 0, last, COLUMNS - 1);
	worksheet_activate(sheet);
	return OK;
}

enum err download_suppliers(struct db *db, struct arena *mem, const struct catalogues *catalogues,
	enum language language, int64_t line_id, struct download *out)
{
	OWNED(workbook_drop) struct workbook book = {.book = NULL};
	struct plan_line line;

	TRY(plan_line_find_any(db, mem, line_id, &line));
	TRY(workbook_begin(&book, catalogues, language, line.title));
	TRY(add_facts(&book, db, mem, &line));
	TRY(add_suppliers(&book, db, mem, &line));
	const char *name = arena_printf(mem, "%s %lld %s", workbook_say(&book, N_("Suppliers")),
		(long long)line_id, text_shorten(mem, line.title, 40));
	return workbook_finish(&book, mem, text_slug(mem, name), out);
}
