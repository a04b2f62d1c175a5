/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/audit.h"

#include "lib/model.h"

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

static const char *subject_of(const struct row *row)
{
	static const char *const columns[] = {"subject_organisation", "subject_line", "subject_account"};

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (*row_text(row, columns[i]) != '\0')
			return row_text(row, columns[i]);
	return "";
}

static json_t *item(struct arena *mem, const struct row *row, const char *language)
{
	json_t *item = json_pack("{s:I, s:s, s:s, s:s, s:I, s:s, s:I}",
		"id", (json_int_t)row_int(row, "id"),
		"when", moment_text(mem, row_moment(row, "happened_at"), language),
		"action", row_text(row, "action"),
		"email", row_text(row, "account_email"),
		"account_id", (json_int_t)row_int(row, "account_id"),
		"kind", row_text(row, "subject_kind"),
		"subject_id", (json_int_t)row_int(row, "subject_id"));

	model_text(item, "who", row_text(row, "account_name"));
	model_text(item, "for", row_text(row, "organisation_name"));
	model_text(item, "subject", subject_of(row));
	return item;
}

enum err audit_list(struct db *db, struct arena *mem, const struct audit_query *query, const char *language,
	json_t **list)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_AUDIT_LIST,
		ARGS(db_int(query->before > 0 ? query->before : INT64_MAX), db_bool(*query->subject_kind == '\0'),
			db_text(query->subject_kind), db_bool(query->subject_id == 0), db_int(query->subject_id),
			db_bool(query->account_id == 0), db_int(query->account_id), db_int(query->limit)),
		&rows));
	*list = json_array();
	for (size_t i = 0; i < rows.count; i++)
		json_array_append_new(*list, item(mem, rows.at[i], language));
	return OK;
}

enum err audit_find_last(struct db *db, struct arena *mem, const struct audit *act, struct audit_act *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_AUDIT_FIND_LAST,
		ARGS(db_text(act->subject_kind), db_int(act->subject_id), db_text(act->action),
			db_int(act->organisation_id)),
		&row));
	*out = (struct audit_act){
		.account_id = row_int(row, "account_id"),
		.name = row_text(row, "name"),
		.happened_at = row_moment(row, "happened_at"),
	};
	return OK;
}

enum err audit_kinds(struct db *db, struct arena *mem, struct rows *out)
{
	return db_list(db, mem, Q_AUDIT_KINDS, NO_ARGS, out);
}
