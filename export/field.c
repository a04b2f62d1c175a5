/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The coordinator's map of the field as a workbook: every enterprise on it, and the visits and
 * counselling of the last twelve months. It holds names and notes that only the municipality's own
 * coordinators may see; the page that offers it guards that.
 */
#include "export/workbook.h"
#include "lib/field.h"
#include "lib/text.h"

#define HEADING_ROW 3
#define FIRST_ROW (HEADING_ROW + 1)
#define MONTHS 12

enum {
	COLUMN_NAME, COLUMN_KIND, COLUMN_STATE, COLUMN_LAST, COLUMN_NEXT, COLUMN_CVR, COLUMN_CONTACT, COLUMN_EMAIL,
	COLUMN_PHONE, COLUMN_NOTES,
	COLUMNS
};

static const struct column columns[COLUMNS] = {
	[COLUMN_NAME] = {N_("Enterprise"), 26, false},
	[COLUMN_KIND] = {N_("What it is"), 26, false},
	[COLUMN_STATE] = {N_("How far"), 14, false},
	[COLUMN_LAST] = {N_("Last contact"), 11, false},
	[COLUMN_NEXT] = {N_("Next contact"), 11, false},
	[COLUMN_CVR] = {N_("CVR"), 10, false},
	[COLUMN_CONTACT] = {N_("Contact"), 18, false},
	[COLUMN_EMAIL] = {N_("E-mail"), 26, false},
	[COLUMN_PHONE] = {N_("Phone"), 13, false},
	[COLUMN_NOTES] = {N_("Notes"), 44, false},
};

static void add_entry(struct workbook *book, lxw_worksheet *sheet, lxw_row_t at, const struct field_entry *entry)
{
	cell_text(book, sheet, at, COLUMN_NAME, STYLE_STRONG, entry->name);
	cell_text(book, sheet, at, COLUMN_KIND, STYLE_TEXT, workbook_say(book, field_kind_text(entry->kind)));
	cell_text(book, sheet, at, COLUMN_STATE, STYLE_TEXT, workbook_say(book, field_state_text(entry->state)));
	cell_day(book, sheet, at, COLUMN_LAST, entry->last_contact_on);
	cell_day(book, sheet, at, COLUMN_NEXT, entry->next_contact_on);
	cell_text(book, sheet, at, COLUMN_CVR, STYLE_TEXT, entry->cvr);
	cell_text(book, sheet, at, COLUMN_CONTACT, STYLE_TEXT, entry->contact_name);
	cell_email(book, sheet, at, COLUMN_EMAIL, entry->contact_email);
	cell_text(book, sheet, at, COLUMN_PHONE, STYLE_TEXT, entry->contact_phone);
	cell_text(book, sheet, at, COLUMN_NOTES, STYLE_TEXT, entry->notes);
	row_fit(book, sheet, at);
}

static const char *as_of(const struct workbook *book, struct arena *mem)
{
	return arena_printf(mem, workbook_say(book, N_("As of %s")),
		day_text(mem, clock_today(), language_code(book->language)));
}

static enum err add_entries(struct workbook *book, struct db *db, struct arena *mem, int64_t organisation_id)
{
	lxw_worksheet *sheet = sheet_add(book, N_("The map of the field"), true);
	struct field_entry *entries;
	size_t count;

	if (sheet == NULL)
		return FAILED;
	TRY(field_entries(db, mem, organisation_id, "", &entries, &count));
	sheet_title(book, sheet, workbook_say(book, N_("The map of the field")), as_of(book, mem));
	sheet_columns(book, sheet, HEADING_ROW, columns, COLUMNS);
	for (size_t i = 0; i < count; i++)
		add_entry(book, sheet, FIRST_ROW + (lxw_row_t)i, &entries[i]);
	worksheet_autofilter(sheet, HEADING_ROW, 0, HEADING_ROW + (lxw_row_t)count, COLUMNS - 1);
	return OK;
}

static enum err add_months(struct workbook *book, struct db *db, struct arena *mem, int64_t organisation_id)
{
	static const struct column heads[] = {
		{N_("Month"), 24, false}, {N_("Visits"), 14, true}, {N_("Counselled"), 14, true},
		{N_("Different enterprises"), 14, true}};
	static const char *const numbers[] = {"visited", "counselled", "enterprises"};
	struct reader reader = {book->catalogues, book->language};
	OWNED(json_decrefp) json_t *months = NULL;
	lxw_worksheet *sheet = sheet_add(book, N_("By month"), false);
	json_t *month;
	size_t i;

	if (sheet == NULL)
		return FAILED;
	TRY(field_months(db, mem, organisation_id, &reader, clock_today(), MONTHS, &months));
	sheet_title(book, sheet, workbook_say(book, N_("Visits and counselling by month")), as_of(book, mem));
	sheet_columns(book, sheet, HEADING_ROW, heads, sizeof heads / sizeof heads[0]);
	json_array_foreach(months, i, month) {
		lxw_row_t row = FIRST_ROW + (lxw_row_t)i;
		cell_text(book, sheet, row, 0, STYLE_TEXT, json_string_value(json_object_get(month, "month_text")));
		for (size_t n = 0; n < sizeof numbers / sizeof numbers[0]; n++)
			cell_number(book, sheet, row, (lxw_col_t)(n + 1), STYLE_NUMBER,
				json_number_value(json_object_get(month, numbers[n])));
	}
	return OK;
}

enum err download_field(struct db *db, struct arena *mem, const struct catalogues *catalogues,
	enum language language, int64_t organisation_id, struct download *out)
{
	OWNED(workbook_drop) struct workbook book = {.book = NULL};

	TRY(workbook_begin(&book, catalogues, language, translate(catalogues, language, N_("The map of the field"))));
	TRY(add_entries(&book, db, mem, organisation_id));
	TRY(add_months(&book, db, mem, organisation_id));
	const char *name = text_slug(mem, workbook_say(&book, N_("The map of the field")));
	return workbook_finish(&book, mem, arena_printf(mem, "%s-%s", name, day_iso(mem, clock_today())), out);
}
