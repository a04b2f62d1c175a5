/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/message_report.h"

#include "lib/audit.h"
#include "lib/text.h"

static enum err find(struct db *db, struct arena *mem, const struct message_report *report, struct row **row)
{
	return db_one(db, mem, Q_MESSAGE_REPORT_ABOUT,
		ARGS(db_int(report->message_id), db_int(report->conversation_id), db_int(report->organisation_id),
			db_int(report->organisation_id)),
		row);
}

enum err message_report_about(struct db *db, struct arena *mem, const struct message_report *report,
	const char *language, json_t **model)
{
	struct row *row;

	TRY(find(db, mem, report, &row));
	*model = json_pack("{s:s, s:s, s:s, s:s}", "author", row_text(row, "author_name"), "organisation",
		row_text(row, "organisation_name"), "text", row_text(row, "text"), "when",
		moment_text(mem, row_moment(row, "created_at"), language));
	return OK;
}

enum err message_report_add(struct db *db, struct arena *mem, const struct message_report *report)
{
	struct row *row;
	int64_t id;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(find(db, mem, report, &row));
	TRY(db_insert(db, Q_MESSAGE_REPORT_INSERT,
		ARGS(db_int(report->message_id), db_int(report->account_id), db_text(report->words),
			db_moment(clock_now())),
		&id));
	TRY(audit_add(db, &(struct audit){.account_id = report->account_id,
				  .organisation_id = report->organisation_id, .action = "message-reported",
				  .subject_kind = "conversation", .subject_id = report->conversation_id}));
	return tx_commit(&tx);
}

enum err message_report_list(struct db *db, struct arena *mem, const char *language, json_t **list)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_MESSAGE_REPORT_LIST, NO_ARGS, &rows));
	*list = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		json_array_append_new(*list,
			json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b}",
				"id", (json_int_t)row_int(row, "id"), "author", row_text(row, "author_name"),
				"organisation", row_text(row, "organisation_name"),
				"email", row_text(row, "email"), "text", row_text(row, "text"),
				"when", moment_text(mem, row_moment(row, "created_at"), language),
				"reporter", row_text(row, "reporter"), "words", row_text(row, "words"),
				"has_words", !text_is_blank(row_text(row, "words"))));
	}
	return OK;
}

enum err message_report_count(struct db *db, int64_t *count)
{
	return db_number(db, Q_MESSAGE_REPORT_COUNT, NO_ARGS, count);
}

enum err message_report_settle(struct db *db, int64_t id, int64_t account_id)
{
	uint64_t changed = 0;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_MESSAGE_REPORT_SETTLE, ARGS(db_moment(clock_now()), db_int(account_id), db_int(id)),
		&changed));
	if (changed == 0)
		return NOT_FOUND;
	TRY(audit_add(db, &(struct audit){.account_id = account_id, .action = "report-settled",
				  .subject_kind = "message_report", .subject_id = id}));
	return tx_commit(&tx);
}
