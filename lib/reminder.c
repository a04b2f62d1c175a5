/* SPDX-License-Identifier: MPL-2.0 */
/* Reminders: a dialogue ends soon, and an enterprise that was told has not answered. */
#include "lib/due.h"
#include "lib/match_token.h"
#include "lib/recipient.h"

#define DAYS_BEFORE 3
#define MORNING 7 /* local time */
#define AT_ONCE 50
#define A_DAY (24 * 3600)

static void json_close(json_t **json)
{
	json_decref(*json);
}

static enum err mail_one(const struct due *due, const struct plan_line *line, const struct row *owner)
{
	char token[TOKEN_TEXT_SIZE];

	TRY(match_token_issue(due->db, line, row_int(owner, "match_id"), row_int(owner, "account_id"), token));
	OWNED(json_close) json_t *secret = json_pack("{s:s, s:s}", "token", token, "reply_token", token);
	OWNED(json_close) json_t *model = json_pack("{s:I, s:s, s:s, s:s, s:o, s:s}", "line_id",
		(json_int_t)line->id, "title", line->title, "buyer_name", line->organisation_name,
		"enterprise_name", row_text(owner, "organisation_name"), "value_dkk",
		line->value_dkk < 0 ? json_null() : json_integer(line->value_dkk), "dialogue_ends_on",
		day_iso(due->mem, line->dialogue_ends));
	struct outbox_mail mail = recipient_mail(owner, "reminder");
	mail.model = model;
	mail.secret = secret;
	return outbox_add(due->db, due->mem, due->configuration, &mail);
}

struct reminder {
	const struct due *due;
	int64_t match_id, line_id;
	size_t *done;
};

/* Whoever marks the match as reminded reminds. */
static enum err remind(void *context)
{
	struct reminder *reminder = context;
	const struct due *due = reminder->due;
	struct plan_line line;
	struct rows owners;
	uint64_t ours;

	OWNED(tx_close) struct tx tx = tx_begin(due->db);
	TRY(db_do(due->db, Q_REMINDER_TAKE, ARGS(db_moment(due->now), db_int(reminder->match_id)), &ours));
	if (ours == 0)
		return OK;
	TRY(plan_line_find_any(due->db, due->mem, reminder->line_id, &line));
	TRY(db_list(due->db, due->mem, Q_REMINDER_OWNERS, ARGS(db_int(reminder->match_id)), &owners));
	for (size_t i = 0; i < owners.count; i++)
		TRY(mail_one(due, &line, owners.at[i]));
	TRY(tx_commit(&tx));
	++*reminder->done;
	return OK;
}

enum err due_reminders(const struct due *due, size_t *done)
{
	day today = day_of(due->now);
	struct rows rows;

	if (due->now < moment_at(today, MORNING, 0))
		return OK;
	TRY(db_list(due->db, due->mem, Q_REMINDER_DUE,
		ARGS(db_day(today), db_day(today + DAYS_BEFORE), db_moment(due->now - A_DAY), db_int(AT_ONCE)),
		&rows));
	for (size_t i = 0; i < rows.count; i++)
		TRY(db_repeat(due->db, remind,
			&(struct reminder){due, row_int(rows.at[i], "match_id"), row_int(rows.at[i], "line_id"), done}));
	return OK;
}
