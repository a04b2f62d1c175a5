/* SPDX-License-Identifier: MPL-2.0 */
/* Purchase plans; their lines are in plan_line.c. */
#include "lib/plan.h"

#include "lib/audit.h"
#include "lib/text.h"

#define TITLE_MOST 160

static bool sound(int year, const char *title)
{
	return year >= 2000 && year <= 2100 && !text_is_blank(title) && text_length(title) <= TITLE_MOST;
}

static enum err note(struct db *db, int64_t organisation_id, int64_t account_id, const char *action,
	int64_t id)
{
	return audit_add(db, &(struct audit){
		.account_id = account_id,
		.organisation_id = organisation_id,
		.action = action,
		.subject_kind = "plan",
		.subject_id = id,
	});
}

enum err plan_create(struct db *db, int64_t organisation_id, int year, const char *title,
	int64_t account_id, int64_t *id)
{
	if (!sound(year, title))
		return INVALID;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_insert(db, Q_PLAN_INSERT,
		ARGS(db_int(organisation_id), db_int(year), db_text(title), db_moment(clock_now())), id));
	TRY(note(db, organisation_id, account_id, "plan-created", *id));
	return tx_commit(&tx);
}

enum err plan_edit(struct db *db, const struct plan *plan, int64_t account_id)
{
	uint64_t changed;

	if (!sound(plan->year, plan->title))
		return INVALID;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_PLAN_UPDATE,
		ARGS(db_int(plan->year), db_text(plan->title), db_int(plan->id),
			db_int(plan->organisation_id)),
		&changed));
	if (changed == 0)
		return NOT_FOUND;
	TRY(note(db, plan->organisation_id, account_id, "plan-changed", plan->id));
	return tx_commit(&tx);
}

static struct plan plan_read(const struct row *row)
{
	return (struct plan){
		.id = row_int(row, "id"),
		.organisation_id = row_int(row, "organisation_id"),
		.organisation_name = row_text(row, "organisation_name"),
		.organisation_slug = row_text(row, "organisation_slug"),
		.municipality_code = row_text(row, "municipality_code"),
		.year = (int)row_int(row, "year"),
		.title = row_text(row, "title"),
		.lines = row_int(row, "line_count"),
		.published = row_int(row, "published_count"),
	};
}

enum err plan_find_own(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct plan *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_PLAN_BY_ID, ARGS(db_int(id), db_int(organisation_id)), &row));
	*out = plan_read(row);
	return OK;
}

enum err plan_find_held(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct plan *out)
{
	struct row *held;

	TRY(db_one(db, mem, Q_PLAN_HOLD, ARGS(db_int(id), db_int(organisation_id)), &held));
	return plan_find_own(db, mem, id, organisation_id, out);
}

enum err plan_list(struct db *db, struct arena *mem, int64_t organisation_id, struct plans *out)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_PLAN_LIST, ARGS(db_int(organisation_id)), &rows));
	out->at = arena_array(mem, rows.count, sizeof *out->at);
	out->count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		out->at[i] = plan_read(rows.at[i]);
	return OK;
}
