/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/renewal.h"

#include <inttypes.h>

#include "lib/audit.h"
#include "lib/due.h"
#include "lib/enterprise.h"
#include "lib/recipient.h"

#define AT_ONCE 50
#define A_YEAR (365 * 24 * 3600)
#define A_QUARTER (91 * 24 * 3600)

enum err renewal_confirm(struct db *db, int64_t enterprise_id, int64_t account_id)
{
	uint64_t changed;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_RENEWAL_CONFIRM, ARGS(db_moment(clock_now()), db_int(enterprise_id)), &changed));
	if (changed == 0)
		return NOT_FOUND;
	TRY(audit_add(db, &(struct audit){.account_id = account_id, .organisation_id = enterprise_id,
			      .action = "facts-confirmed", .subject_kind = "enterprise",
			      .subject_id = enterprise_id}));
	return tx_commit(&tx);
}

/* ---- asking ---- */

static void json_close(json_t **json)
{
	json_decref(*json);
}

static json_t *count_or_null(const struct row *row, const char *column)
{
	return row_is_null(row, column) ? json_null() : json_integer(row_int(row, column));
}

static json_t *model_of(struct arena *mem, const struct row *row)
{
	day registered = row_day(row, "rsv_registered_on");

	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:s, s:s, s:s, s:I, s:s}", "enterprise_name",
		row_text(row, "organisation_name"), "pitch", row_text(row, "pitch"), "employees",
		count_or_null(row, "employees"), "employees_target_group",
		count_or_null(row, "employees_target_group"), "rsv_registered_on",
		registered == NO_DAY ? json_null() : json_string(day_iso(mem, registered)), "contact_name",
		row_text(row, "contact_name"), "contact_email", row_text(row, "contact_email"), "contact_phone",
		row_text(row, "contact_phone"), "offerings", (json_int_t)row_int(row, "offerings"),
		"unchanged_since_on", day_iso(mem, day_of(row_moment(row, "known_at"))));
}

struct renewal {
	const struct due *due;
	const struct row *row;
	size_t *done;
};

/* Whoever notes that it was asked asks. */
static enum err ask(void *context)
{
	struct renewal *renewal = context;
	const struct due *due = renewal->due;
	int64_t id = row_int(renewal->row, "organisation_id");
	struct rows owners;
	uint64_t ours;

	OWNED(tx_close) struct tx tx = tx_begin(due->db);
	TRY(db_do(due->db, Q_RENEWAL_TAKE,
		ARGS(db_moment(due->now), db_int(id), db_moment(due->now - A_QUARTER)), &ours));
	if (ours == 0)
		return OK;
	OWNED(json_close) json_t *model = model_of(due->mem, renewal->row);
	TRY(db_list(due->db, due->mem, Q_ENTERPRISE_OWNERS,
		ARGS(db_text(arena_printf(due->mem, "[%" PRId64 "]", id))), &owners));
	for (size_t i = 0; i < owners.count; i++) {
		struct outbox_mail mail = recipient_mail(owners.at[i], "renewal");
		mail.model = model;
		TRY(outbox_add(due->db, due->mem, due->configuration, &mail));
	}
	TRY(tx_commit(&tx));
	++*renewal->done;
	return OK;
}

enum err due_renewals(const struct due *due, size_t *done)
{
	struct rows rows;

	TRY(db_list(due->db, due->mem, Q_RENEWAL_DUE,
		ARGS(db_moment(due->now - A_YEAR), db_moment(due->now - A_QUARTER), db_int(AT_ONCE)), &rows));
	for (size_t i = 0; i < rows.count; i++)
		TRY(db_repeat(due->db, ask, &(struct renewal){due, rows.at[i], done}));
	return OK;
}
