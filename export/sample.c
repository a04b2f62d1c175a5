/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The sample loader. The setting "sample" says how far it is: absent (nothing), "publishing" (all is
 * written, lines are being published), "loaded".
 */
#include "export/sample.h"

#include <string.h>

#include "export/sample_tables.h"
#include "lib/account.h"
#include "lib/organisation.h"
#include "lib/search_index.h"
#include "lib/text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define FILE_LIMIT ((size_t)4 << 20)

/* ---- the files ---- */

static const char *const municipality_columns[] = {"municipality_code", "buyer_name", "buyer_email",
	"coordinator_name", "coordinator_email"};
static const char *const enterprise_columns[] = {"name", "municipality_code", "cvr", "stage",
	"established_year", "employees", "employees_target_group", "rsv_registered_on", "status", "pitch",
	"description", "contact_name", "contact_email", "website", "review_words"};
static const char *const offering_columns[] = {"enterprise", "kind", "title", "text", "cpv", "areas",
	"capacity_dkk", "lead_time_days"};
static const char *const criterion_columns[] = {"enterprise", "criterion", "statement", "evidence"};
static const char *const line_columns[] = {"municipality_code", "plan", "status", "title", "text", "cpv",
	"value_dkk", "procedure_kind", "reserved", "dialogue_days", "tender_days", "start_days",
	"end_days"};

static const char *const field_columns[] = {"municipality_code", "name", "cvr", "kind", "state", "found_days",
	"contact_name", "contact_email", "contact_phone", "notes", "next_days", "visited_days", "visited_words",
	"counselled_days", "counselled_words"};
static const char *const goal_columns[] = {"municipality_code", "kind", "target"};
static const char *const purchase_columns[] = {"municipality_code", "supplier", "what", "agreement", "amount_dkk",
	"bought_days"};

static enum err read_one(const struct sample *sample, const char *name, const char *const *columns,
	size_t count, struct tsv *out)
{
	return tsv_read(sample->mem, arena_printf(sample->mem, "%s/%s", sample->directory, name),
		FILE_LIMIT, columns, count, sample->faults, out);
}

static enum err read_tables(struct sample_tables *t)
{
	const struct sample *sample = t->sample;

	TRY(read_one(sample, "municipalities.tsv", municipality_columns, COUNT(municipality_columns),
		&t->municipalities));
	TRY(read_one(sample, "enterprises.tsv", enterprise_columns, COUNT(enterprise_columns),
		&t->enterprises));
	TRY(read_one(sample, "offerings.tsv", offering_columns, COUNT(offering_columns), &t->offerings));
	TRY(read_one(sample, "criteria.tsv", criterion_columns, COUNT(criterion_columns), &t->criteria));
	TRY(read_one(sample, "plan_lines.tsv", line_columns, COUNT(line_columns), &t->lines));
	TRY(read_one(sample, "field.tsv", field_columns, COUNT(field_columns), &t->field));
	TRY(read_one(sample, "goals.tsv", goal_columns, COUNT(goal_columns), &t->goals));
	return read_one(sample, "purchases.tsv", purchase_columns, COUNT(purchase_columns), &t->purchases);
}

/* ---- what the writers share ---- */

const char **sample_parts(struct arena *mem, const char *text, size_t *count)
{
	const char **parts;

	*count = 0;
	if (text[0] == '\0')
		return NULL;
	parts = arena_array(mem, strlen(text) + 1, sizeof *parts);
	for (const char *bar; (bar = strchr(text, '|')) != NULL; text = bar + 1)
		parts[(*count)++] = arena_text_n(mem, text, (size_t)(bar - text));
	parts[(*count)++] = text;
	return parts;
}

int64_t sample_number(const struct tsv *table, size_t row, const char *column, int64_t otherwise)
{
	int64_t number;

	return text_to_int(tsv_field(table, row, column), INT32_MIN, INT32_MAX, &number) ? number : otherwise;
}

enum err sample_refused(struct sample_tables *tables, const struct tsv *table, size_t row, enum err err)
{
	if (err == INVALID || err == CONFLICT || err == NOT_FOUND)
		file_fault_add(tables->sample->faults, table->file, table->lines[row],
			"Torv's rules refuse it (%s)", err_name(err));
	return err;
}

enum err sample_person(struct sample_tables *tables, const char *email, const char *name,
	int64_t organisation_id, const char *role, int64_t *id)
{
	struct db *db = tables->sample->db;
	const struct account account = {.email = email, .name = name, .language = DANISH,
		.password_hash = tables->password_hash, .confirmed_at = clock_now(),
		.disabled_at = NO_MOMENT};

	TRY(account_create(db, &account, id));
	return membership_add(db, *id, organisation_id, role);
}

/* ---- the steps ---- */

static enum err state_get(struct sample *sample, const char **state)
{
	struct row *row;
	enum err err = db_one(sample->db, sample->mem, Q_SETTING_GET, ARGS(db_text("sample")), &row);

	*state = err == OK ? row_text(row, "value") : "";
	return err == NOT_FOUND ? OK : err;
}

static enum err state_set(struct sample *sample, const char *state)
{
	return db_do(sample->db, Q_SETTING_SET, ARGS(db_text("sample"), db_text(state)), NULL);
}

static enum err write_all(void *arg)
{
	struct sample_tables *tables = arg;
	struct sample *sample = tables->sample;
	OWNED(tx_close) struct tx tx = tx_begin(sample->db);

	sample->faults->count = 0; /* of a run that lost against another */
	TRY(sample_municipalities(tables));
	TRY(sample_enterprises(tables));
	TRY(sample_lines(tables));
	TRY(sample_field(tables));
	TRY(sample_purchases(tables));
	TRY(state_set(sample, "publishing"));
	TRY(index_changed(sample->db, INDEX_ALL, 0));
	return tx_commit(&tx);
}

/* Publishes the line of a row unless that is done; counts it and whom it was told. */
static enum err publish_one(struct sample_tables *tables, size_t i, struct sample_loaded *out)
{
	struct sample *sample = tables->sample;
	struct organisation municipality;
	struct row *row;
	size_t told;
	enum err err;

	TRY(organisation_find_municipality(sample->db, sample->mem,
		tsv_field(&tables->lines, i, "municipality_code"), &municipality));
	err = db_one(sample->db, sample->mem, Q_SAMPLE_DRAFT_LINE,
		ARGS(db_int(municipality.id), db_text(tsv_field(&tables->lines, i, "title"))), &row);
	if (err != OK)
		return err == NOT_FOUND ? OK : err;
	sample->telling.account_id = row_int(row, "created_by");
	sample->telling.organisation_id = municipality.id;
	TRY(sample_refused(tables, &tables->lines, i,
		plan_line_publish(sample->db, sample->mem, &sample->telling, row_int(row, "id"), &told)));
	out->published++;
	out->told += told;
	return OK;
}

static enum err publish_all(struct sample_tables *tables, struct sample_loaded *out)
{
	struct sample *sample = tables->sample;

	TRY(match_index_refresh_now(sample->telling.index, sample->db));
	for (size_t i = 0; i < tables->lines.rows; i++)
		if (strcmp(tsv_field(&tables->lines, i, "status"), "published") == 0)
			TRY(publish_one(tables, i, out));
	return state_set(sample, "loaded");
}

static enum err write_first(struct sample_tables *tables)
{
	struct sample *sample = tables->sample;
	int64_t organisations;
	char *hash;

	TRY(db_number(sample->db, Q_SAMPLE_ORGANISATIONS, NO_ARGS, &organisations));
	if (organisations > 0)
		return CONFLICT;
	TRY(password_hash(sample->mem, SAMPLE_PASSWORD, &hash));
	tables->password_hash = hash;
	return db_repeat(sample->db, write_all, tables);
}

enum err sample_load(struct sample *sample, struct sample_loaded *out)
{
	struct sample_tables tables = {.sample = sample};
	const char *state;

	*out = (struct sample_loaded){0};
	TRY(read_tables(&tables));
	TRY(state_get(sample, &state));
	out->municipalities = tables.municipalities.rows;
	out->enterprises = tables.enterprises.rows;
	out->offerings = tables.offerings.rows;
	out->lines = tables.lines.rows;
	if (strcmp(state, "loaded") == 0) {
		out->already = true;
		return OK;
	}
	if (strcmp(state, "publishing") != 0)
		TRY(write_first(&tables));
	return publish_all(&tables, out);
}
