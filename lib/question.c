/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/question.h"

#include <string.h>

#include "lib/audit.h"
#include "lib/recipient.h"
#include "lib/text.h"

static bool is_sayable(const char *text)
{
	return !text_is_blank(text) && text_length(text) <= QUESTION_LONGEST;
}

static bool takes_questions(const struct row *line)
{
	const char *status = row_text(line, "status");
	day ends = row_day(line, "dialogue_ends");

	return (strcmp(status, "published") == 0 || strcmp(status, "dialogue") == 0) &&
	       (ends == NO_DAY || ends >= clock_today());
}

static enum err record(struct db *db, const char *action, int64_t account_id, int64_t organisation_id,
	int64_t question_id)
{
	return audit_add(db,
		&(struct audit){
			.account_id = account_id,
			.organisation_id = organisation_id,
			.action = action,
			.subject_kind = "question",
			.subject_id = question_id,
		});
}

/* ---- asking ---- */

/* The line, when it may be asked about by this account. */
static enum err find_line(struct db *db, struct arena *mem, const struct question_add *question,
	struct row **line)
{
	int64_t memberships = 0;

	TRY(db_number(db, Q_QUESTION_ASKER,
		ARGS(db_int(question->author_id), db_int(question->organisation_id)), &memberships));
	if (memberships == 0)
		return FORBIDDEN;
	TRY(db_one(db, mem, Q_QUESTION_LINE, ARGS(db_int(question->line_id)), line));
	if (strcmp(row_text(*line, "status"), "draft") == 0)
		return NOT_FOUND;
	return takes_questions(*line) ? OK : CONFLICT;
}

static enum err tell_buyer(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct row *line, const char *text)
{
	if (!row_bool(line, "reachable"))
		return OK;
	struct outbox_mail mail = recipient_mail(line, "question-asked");
	mail.model = json_pack("{s:I, s:s, s:s}", "line_id", (json_int_t)row_int(line, "line_id"),
		"title", row_text(line, "title"), "question", text);
	enum err err = outbox_add(db, mem, configuration, &mail);
	json_decref(mail.model);
	return err;
}

enum err question_add(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct question_add *question, int64_t *id)
{
	struct row *line;

	if (!is_sayable(question->text))
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(find_line(db, mem, question, &line));
	TRY(db_insert(db, Q_QUESTION_INSERT,
		ARGS(db_int(question->line_id), db_int(question->organisation_id),
			db_int(question->author_id), db_text(question->text),
			db_text(question->via == VIA_MAIL ? "mail" : "web"), db_moment(clock_now())),
		id));
	TRY(tell_buyer(db, mem, configuration, line, question->text));
	TRY(record(db, "question-asked", question->author_id, question->organisation_id, *id));
	return tx_commit(&tx);
}

/* ---- answering ---- */

/* The mails to who asked and to whoever is interested. */
static enum err tell_suppliers(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct question_answer *answer,
	const struct row *question)
{
	struct rows rows;
	struct row *line;
	enum err err = OK;

	TRY(db_one(db, mem, Q_QUESTION_LINE, ARGS(db_int(row_int(question, "line_id"))), &line));
	TRY(db_list(db, mem, Q_QUESTION_TOLD,
		ARGS(db_int(answer->question_id), db_int(row_int(question, "line_id"))), &rows));
	json_t *model = json_pack("{s:I, s:s, s:s, s:s, s:s}",
		"line_id", (json_int_t)row_int(line, "line_id"), "title", row_text(line, "title"),
		"buyer_name", row_text(line, "buyer_name"), "question", row_text(question, "text"),
		"answer", answer->text);
	for (size_t i = 0; i < rows.count && err == OK; i++) {
		struct outbox_mail mail = recipient_mail(rows.at[i], "question-answered");
		mail.model = model;
		err = outbox_add(db, mem, configuration, &mail);
	}
	json_decref(model);
	return err;
}

enum err question_answer(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct question_answer *answer, int64_t *line_id)
{
	struct row *question;

	if (!is_sayable(answer->text))
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_one(db, mem, Q_QUESTION_ANSWERABLE,
		ARGS(db_int(answer->question_id), db_int(answer->organisation_id),
			db_int(answer->account_id)),
		&question));
	TRY(db_do(db, Q_QUESTION_ANSWER,
		ARGS(db_text(answer->text), db_moment(clock_now()), db_int(answer->account_id),
			db_int(answer->question_id)),
		NULL));
	TRY(tell_suppliers(db, mem, configuration, answer, question));
	TRY(record(db, "question-answered", answer->account_id, answer->organisation_id,
		answer->question_id));
	if (line_id != NULL)
		*line_id = row_int(question, "line_id");
	return tx_commit(&tx);
}

/* ---- reading ---- */

enum err question_list(struct db *db, struct arena *mem, int64_t line_id, int64_t reader,
	const char *language, json_t **list)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_QUESTION_LIST, ARGS(db_int(reader), db_int(line_id)), &rows));
	*list = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		bool answered = !row_is_null(row, "answer");
		json_array_append_new(*list,
			json_pack("{s:I, s:s, s:s, s:s, s:b, s:s, s:b}",
				"id", (json_int_t)row_int(row, "id"), "text", row_text(row, "text"),
				"asked_at", moment_text(mem, row_moment(row, "asked_at"), language),
				"answer", row_text(row, "answer"), "has_answer", answered,
				"answered_at",
				answered ? moment_text(mem, row_moment(row, "answered_at"), language) : "",
				"mine", row_bool(row, "mine")));
	}
	return OK;
}

enum err question_waiting(struct db *db, int64_t organisation_id, int64_t *count)
{
	return db_number(db, Q_QUESTION_OPEN_COUNT, ARGS(db_int(organisation_id)), count);
}
