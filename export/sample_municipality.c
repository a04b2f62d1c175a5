/* SPDX-License-Identifier: MPL-2.0 */
/* Sample data: the administrator, the municipalities with a buyer and a coordinator each, their plan
 * lines, all as drafts, and what they have bought directly. */
#include <string.h>

#include "export/sample_tables.h"
#include "lib/account.h"
#include "lib/municipality.h"
#include "lib/organisation.h"
#include "lib/plan.h"
#include "lib/purchase.h"

static enum err add_administrator(struct sample_tables *tables)
{
	const struct account account = {.email = "admin@torv.example", .name = "Administrator",
		.language = DANISH, .password_hash = tables->password_hash, .is_administrator = true,
		.confirmed_at = clock_now(), .disabled_at = NO_MOMENT};
	int64_t id;

	return account_create(tables->sample->db, &account, &id);
}

static enum err add_municipality(struct sample_tables *tables, size_t row)
{
	const struct tsv *table = &tables->municipalities;
	struct sample *sample = tables->sample;
	struct municipality municipality;
	struct organisation organisation = {.kind = ORGANISATION_MUNICIPALITY};
	int64_t id, person;

	TRY(municipality_find(sample->db, sample->mem, tsv_field(table, row, "municipality_code"),
		&municipality));
	organisation.name = arena_printf(sample->mem, "%s Kommune", municipality.name);
	organisation.municipality_code = municipality.code;
	TRY(organisation_create(sample->db, sample->mem, &organisation, &id));
	TRY(sample_person(tables, tsv_field(table, row, "buyer_email"), tsv_field(table, row, "buyer_name"),
		id, "buyer", &person));
	return sample_person(tables, tsv_field(table, row, "coordinator_email"),
		tsv_field(table, row, "coordinator_name"), id, "coordinator", &person);
}

enum err sample_municipalities(struct sample_tables *tables)
{
	TRY(add_administrator(tables));
	for (size_t i = 0; i < tables->municipalities.rows; i++)
		TRY(sample_refused(tables, &tables->municipalities, i, add_municipality(tables, i)));
	return OK;
}

enum err sample_staff(struct sample_tables *tables, const char *municipality_code, const char *column,
	struct account *out)
{
	const struct tsv *table = &tables->municipalities;
	struct sample *sample = tables->sample;

	for (size_t i = 0; i < table->rows; i++)
		if (strcmp(tsv_field(table, i, "municipality_code"), municipality_code) == 0)
			return account_find_email(sample->db, sample->mem, tsv_field(table, i, column), out);
	return NOT_FOUND;
}

/* ---- plan lines ---- */

/* The municipality's plan of that year; made when there is none. */
static enum err plan_of_year(struct sample *sample, const struct plan *wanted, int64_t buyer, int64_t *id)
{
	struct plans plans;

	TRY(plan_list(sample->db, sample->mem, wanted->organisation_id, &plans));
	for (size_t i = 0; i < plans.count; i++)
		if (plans.at[i].year == wanted->year) {
			*id = plans.at[i].id;
			return OK;
		}
	return plan_create(sample->db, wanted->organisation_id, wanted->year,
		arena_printf(sample->mem, "%s %d", wanted->title, wanted->year), buyer, id);
}

/* A day so many days from today; NO_DAY when the field is empty. */
static day day_in(const struct tsv *table, size_t row, const char *column)
{
	int64_t days = sample_number(table, row, column, -1);

	return days < 0 ? NO_DAY : clock_today() + (day)days;
}

static struct plan_line line_of(struct sample *sample, const struct tsv *table, size_t row,
	const struct account *buyer)
{
	struct plan_line line = {
		.title = tsv_field(table, row, "title"),
		.text = tsv_field(table, row, "text"),
		.language = DANISH,
		.value_dkk = sample_number(table, row, "value_dkk", -1),
		.procedure_kind = tsv_field(table, row, "procedure_kind"),
		.reserved = sample_number(table, row, "reserved", 0) == 1,
		.dialogue_ends = day_in(table, row, "dialogue_days"),
		.tender_starts = day_in(table, row, "tender_days"),
		.contract_starts = day_in(table, row, "start_days"),
		.contract_ends = day_in(table, row, "end_days"),
		.contact_name = buyer->name,
		.contact_email = buyer->email,
		.contact_phone = "",
		.created_by = buyer->id,
	};
	size_t count;
	const char **codes = sample_parts(sample->mem, tsv_field(table, row, "cpv"), &count);

	line.cpv = arena_array(sample->mem, count + 1, sizeof *line.cpv); /* ends with NULL */
	for (size_t i = 0; i < count; i++)
		line.cpv[i] = codes[i];
	line.cpv_count = count;
	return line;
}

static enum err add_line(struct sample_tables *tables, size_t row)
{
	const struct tsv *table = &tables->lines;
	struct sample *sample = tables->sample;
	const char *code = tsv_field(table, row, "municipality_code");
	struct organisation municipality;
	struct account buyer;
	struct plan_line line;
	struct plan plan = {.title = tsv_field(table, row, "plan")};
	int month, mday;
	int64_t id;

	TRY(sample_staff(tables, code, "buyer_email", &buyer));
	TRY(organisation_find_municipality(sample->db, sample->mem, code, &municipality));
	line = line_of(sample, table, row, &buyer);
	day_split(line.contract_starts != NO_DAY ? line.contract_starts : clock_today(), &plan.year, &month,
		&mday);
	plan.organisation_id = municipality.id;
	TRY(plan_of_year(sample, &plan, buyer.id, &line.plan_id));
	line.organisation_id = municipality.id;
	return plan_line_create(sample->db, sample->mem, &line, buyer.id, &id);
}

enum err sample_lines(struct sample_tables *tables)
{
	for (size_t i = 0; i < tables->lines.rows; i++)
		TRY(sample_refused(tables, &tables->lines, i, add_line(tables, i)));
	return OK;
}

/* ---- what was bought directly ---- */

static enum err add_purchase(struct sample_tables *tables, size_t row)
{
	const struct tsv *table = &tables->purchases;
	struct sample *sample = tables->sample;
	const char *code = tsv_field(table, row, "municipality_code");
	struct organisation municipality;
	struct account buyer;

	TRY(organisation_find_municipality(sample->db, sample->mem, code, &municipality));
	TRY(sample_staff(tables, code, "buyer_email", &buyer));
	const struct purchase purchase = {
		.organisation_id = municipality.id,
		.supplier = tsv_field(table, row, "supplier"),
		.what = tsv_field(table, row, "what"),
		.agreement = tsv_field(table, row, "agreement"),
		.amount_dkk = sample_number(table, row, "amount_dkk", 0),
		.bought_on = clock_today() - (day)sample_number(table, row, "bought_days", 0),
	};
	return purchase_add(sample->db, sample->mem, sample->telling.configuration, &purchase, buyer.id);
}

enum err sample_purchases(struct sample_tables *tables)
{
	for (size_t i = 0; i < tables->purchases.rows; i++)
		TRY(sample_refused(tables, &tables->purchases, i, add_purchase(tables, i)));
	return OK;
}
