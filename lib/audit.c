/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/audit.h"

static struct arg id_or_null(int64_t id)
{
	return id == 0 ? db_null() : db_int(id);
}

enum err audit_add(struct db *db, const struct audit *audit)
{
	return db_do(db, Q_AUDIT_INSERT,
		ARGS(db_moment(clock_now()), id_or_null(audit->account_id),
			id_or_null(audit->organisation_id), db_text(audit->action),
			db_text(audit->subject_kind), db_int(audit->subject_id),
			db_text(audit->detail)),
		NULL);
}

enum err audit_list(struct db *db, struct arena *mem, const char *subject_kind, int64_t subject_id,
	const char *language, json_t **list)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_AUDIT_OF_SUBJECT, ARGS(db_text(subject_kind), db_int(subject_id)), &rows));
	*list = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		json_array_append_new(*list,
			json_pack("{s:s, s:s, s:s, s:s}",
				"when", moment_text(mem, row_moment(row, "happened_at"), language),
				"action", row_text(row, "action"),
				"who", row_text(row, "account_name"),
				"for", row_text(row, "organisation_name")));
	}
	return OK;
}
