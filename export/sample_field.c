/* SPDX-License-Identifier: MPL-2.0 */
/* Sample data: whom the coordinators have found, when they were there, what they want to reach. */
#include "export/sample_tables.h"
#include "lib/account.h"
#include "lib/field.h"
#include "lib/organisation.h"
#include "lib/text.h"

/* The municipality of a row, and its coordinator. */
static enum err whose(struct sample_tables *tables, const struct tsv *table, size_t row, int64_t *municipality,
	int64_t *coordinator)
{
	const char *code = tsv_field(table, row, "municipality_code");
	struct sample *sample = tables->sample;
	struct organisation organisation;
	struct account account;

	TRY(organisation_find_municipality(sample->db, sample->mem, code, &organisation));
	TRY(sample_staff(tables, code, "coordinator_email", &account));
	*municipality = organisation.id;
	*coordinator = account.id;
	return OK;
}

/* The contact that stands in two columns, if there was one. */
static enum err add_contact(struct sample_tables *tables, size_t row, const struct field_entry *entry, bool visited,
	int64_t coordinator)
{
	const struct tsv *table = &tables->field;
	int64_t days = sample_number(table, row, visited ? "visited_days" : "counselled_days", -1);

	if (days < 0)
		return OK;
	return field_contact(tables->sample->db, &(struct field_contact){
		.entry_id = entry->id,
		.organisation_id = entry->organisation_id,
		.account_id = coordinator,
		.visited = visited,
		.on = clock_today() - (day)days,
		.words = tsv_field(table, row, visited ? "visited_words" : "counselled_words"),
		.next_contact_on = entry->next_contact_on,
	});
}

/* What field_add has noted as of today happened earlier. */
static enum err date_step(struct sample_tables *tables, int64_t entry, const char *kind, day on)
{
	return db_do(tables->sample->db, Q_SAMPLE_FIELD_DATE, ARGS(db_day(on), db_int(entry), db_text(kind)), NULL);
}

static enum err add_entry(struct sample_tables *tables, size_t row)
{
	const struct tsv *table = &tables->field;
	const char *next = tsv_field(table, row, "next_days");
	struct field_entry entry = {
		.name = tsv_field(table, row, "name"),
		.cvr = tsv_field(table, row, "cvr"),
		.kind = tsv_field(table, row, "kind"),
		.state = tsv_field(table, row, "state"),
		.contact_name = tsv_field(table, row, "contact_name"),
		.contact_email = tsv_field(table, row, "contact_email"),
		.contact_phone = tsv_field(table, row, "contact_phone"),
		.notes = tsv_field(table, row, "notes"),
		.next_contact_on = *next == '\0' ? NO_DAY : clock_today() + (day)sample_number(table, row, "next_days", 0),
	};
	day found = clock_today() - (day)sample_number(table, row, "found_days", 0);
	int64_t coordinator;

	TRY(whose(tables, table, row, &entry.organisation_id, &coordinator));
	TRY(field_add(tables->sample->db, &entry, coordinator, &entry.id));
	TRY(date_step(tables, entry.id, "found", found));
	if (!text_equal(entry.state, "found") && !text_equal(entry.state, "visited"))
		TRY(date_step(tables, entry.id, entry.state, clock_today() - (clock_today() - found) / 2));
	TRY(add_contact(tables, row, &entry, true, coordinator));
	return add_contact(tables, row, &entry, false, coordinator);
}

static enum err add_goal(struct sample_tables *tables, size_t row)
{
	const struct tsv *table = &tables->goals;
	int64_t municipality, coordinator;
	int year, month, mday;

	day_split(clock_today(), &year, &month, &mday);
	TRY(whose(tables, table, row, &municipality, &coordinator));
	return field_goal_set(tables->sample->db, municipality, year, tsv_field(table, row, "kind"),
		sample_number(table, row, "target", 0));
}

enum err sample_field(struct sample_tables *tables)
{
	for (size_t i = 0; i < tables->field.rows; i++)
		TRY(sample_refused(tables, &tables->field, i, add_entry(tables, i)));
	for (size_t i = 0; i < tables->goals.rows; i++)
		TRY(sample_refused(tables, &tables->goals, i, add_goal(tables, i)));
	return OK;
}
