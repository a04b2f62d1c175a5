/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Sample data: the enterprises. Each comes about as in life (organisation, profile, offerings,
 * statements) but for the review, whose outcome is set with days in the past: real decisions would
 * send a hundred mails to people who never asked.
 */
#include <string.h>

#include "export/sample_tables.h"
#include "lib/account.h"
#include "lib/criterion.h"
#include "lib/enterprise.h"
#include "lib/offering.h"
#include "lib/organisation.h"

#define DAY_SECONDS (24 * 60 * 60)

static struct enterprise_profile profile_of(const struct tsv *table, size_t row)
{
	struct enterprise_profile profile = enterprise_profile_empty();
	day registered;

	profile.pitch = tsv_field(table, row, "pitch");
	profile.description = tsv_field(table, row, "description");
	profile.stage = enterprise_stage_from_name(tsv_field(table, row, "stage"));
	profile.established_year = (int)sample_number(table, row, "established_year", 0);
	profile.employees = (int)sample_number(table, row, "employees", -1);
	profile.employees_target_group = (int)sample_number(table, row, "employees_target_group", -1);
	if (day_parse(tsv_field(table, row, "rsv_registered_on"), &registered))
		profile.rsv_registered_on = registered;
	profile.contact_name = tsv_field(table, row, "contact_name");
	profile.contact_email = tsv_field(table, row, "contact_email");
	profile.website = tsv_field(table, row, "website");
	return profile;
}

/* "DK", "region:1083" or the code of a municipality. */
static bool read_area(struct arena *mem, const char *text, struct area *out)
{
	if (strcmp(text, "DK") == 0)
		return area_parse(mem, "country", out);
	if (strncmp(text, "region:", 7) == 0)
		return area_parse(mem, text, out);
	return area_parse(mem, arena_printf(mem, "municipality:%s", text), out);
}

static enum err add_offering(struct sample_tables *tables, size_t row, int64_t organisation_id,
	int64_t owner, int64_t *id)
{
	const struct tsv *table = &tables->offerings;
	struct sample *sample = tables->sample;
	const struct telling untold = {.configuration = sample->telling.configuration,
		.catalogues = sample->telling.catalogues, .account_id = owner,
		.organisation_id = organisation_id}; /* no index: nobody is told */
	struct offering offering = {
		.organisation_id = organisation_id,
		.kind = offering_kind_from_name(tsv_field(table, row, "kind")),
		.title = tsv_field(table, row, "title"),
		.text = tsv_field(table, row, "text"),
		.language = "da",
		.capacity_dkk = sample_number(table, row, "capacity_dkk", -1),
		.lead_time_days = (int)sample_number(table, row, "lead_time_days", -1),
	};
	const char **areas = sample_parts(sample->mem, tsv_field(table, row, "areas"), &offering.area_count);

	offering.cpv_codes = sample_parts(sample->mem, tsv_field(table, row, "cpv"), &offering.cpv_count);
	offering.areas = arena_array(sample->mem, offering.area_count, sizeof *offering.areas);
	for (size_t i = 0; i < offering.area_count; i++)
		if (!read_area(sample->mem, areas[i], &offering.areas[i]))
			return INVALID;
	return offering_add(sample->db, sample->mem, &untold, &offering, id, NULL);
}

/* The first of them may have a picture. */
static enum err add_offerings(struct sample_tables *tables, size_t row, int64_t organisation_id, int64_t owner)
{
	const struct tsv *table = &tables->offerings;
	const struct image_hand hand = {owner, organisation_id};
	const char *name = tsv_field(&tables->enterprises, row, "name");
	bool first = true;

	for (size_t i = 0; i < table->rows; i++) {
		int64_t id;
		if (strcmp(tsv_field(table, i, "enterprise"), name) != 0)
			continue;
		TRY(sample_refused(tables, table, i, add_offering(tables, i, organisation_id, owner, &id)));
		if (first)
			TRY(sample_picture(tables, row, &hand, id, tsv_field(table, i, "cpv")));
		first = false;
	}
	return OK;
}

static enum err add_criteria(struct sample_tables *tables, const char *name, int64_t id)
{
	const struct tsv *table = &tables->criteria;

	for (size_t i = 0; i < table->rows; i++) {
		struct criterion_statement statement = {
			.statement = tsv_field(table, i, "statement"),
			.evidence = tsv_field(table, i, "evidence"),
			.verdict_note = "",
		};

		if (strcmp(tsv_field(table, i, "enterprise"), name) != 0)
			continue;
		if (!criterion_from_name(tsv_field(table, i, "criterion"), &statement.criterion))
			return sample_refused(tables, table, i, INVALID);
		TRY(sample_refused(tables, table, i, criterion_save(tables->sample->db, id, &statement)));
	}
	return OK;
}

/* The words of the municipality's coordinator to an enterprise whose changes are awaited. */
static enum err ask_for_changes(struct sample_tables *tables, size_t row, int64_t id)
{
	const struct tsv *table = &tables->enterprises;
	struct account coordinator;

	TRY(sample_staff(tables, tsv_field(table, row, "municipality_code"), "coordinator_email",
		&coordinator));
	return db_do(tables->sample->db, Q_SAMPLE_CHANGES_REQUESTED,
		ARGS(db_int(id), db_int(coordinator.id), db_text(tsv_field(table, row, "review_words")),
			db_day(clock_today() + 21), db_moment(clock_now() - 5 * DAY_SECONDS)),
		NULL);
}

/* Where the review stands, some days ago; the enterprises were not all approved on one day. */
static enum err settle(struct sample_tables *tables, size_t row, int64_t id)
{
	const struct tsv *table = &tables->enterprises;
	const char *status = tsv_field(table, row, "status");
	bool approved = strcmp(status, "approved") == 0, draft = strcmp(status, "draft") == 0;
	moment then = clock_now() - (moment)(1 + 2 * (row % 100)) * DAY_SECONDS;
	moment submitted = approved ? then - 3 * DAY_SECONDS : clock_now() - (moment)(1 + row % 6) * DAY_SECONDS;

	if (strcmp(status, "changes_requested") == 0)
		TRY(ask_for_changes(tables, row, id));
	return db_do(tables->sample->db, Q_SAMPLE_ENTERPRISE_SETTLE,
		ARGS(db_text(status), db_moment(draft ? NO_MOMENT : submitted),
			db_moment(approved ? then : NO_MOMENT), db_int(id)),
		NULL);
}

static enum err add_enterprise(struct sample_tables *tables, size_t row)
{
	const struct tsv *table = &tables->enterprises;
	struct sample *sample = tables->sample;
	const char *name = tsv_field(table, row, "name");
	const struct organisation organisation = {.kind = ORGANISATION_ENTERPRISE, .name = name,
		.cvr = tsv_field(table, row, "cvr"),
		.municipality_code = tsv_field(table, row, "municipality_code")};
	const struct enterprise_profile profile = profile_of(table, row);
	int64_t id, owner;

	TRY(organisation_create(sample->db, sample->mem, &organisation, &id));
	TRY(sample_person(tables, profile.contact_email, profile.contact_name, id, "owner", &owner));
	TRY(enterprise_create(sample->db, id));
	TRY(enterprise_save(sample->db, sample->mem, id, &profile, owner));
	TRY(add_offerings(tables, row, id, owner));
	TRY(add_criteria(tables, name, id));
	return settle(tables, row, id);
}

enum err sample_enterprises(struct sample_tables *tables)
{
	for (size_t i = 0; i < tables->enterprises.rows; i++)
		TRY(sample_refused(tables, &tables->enterprises, i, add_enterprise(tables, i)));
	return OK;
}
