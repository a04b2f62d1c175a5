/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Taking back what a reply was understood as. It goes back to the answer before it, and only while the
 * match is as that mail left it: an answer that was changed since, or that the buyer has gone on with, is
 * changed on the answer's page.
 */
#include <string.h>

#include "lib/audit.h"
#include "lib/conversation.h"
#include "lib/line_match.h"
#include "lib/reply.h"

enum err reply_answer_find(struct db *db, struct arena *mem, int64_t match_id, struct reply_answer *out)
{
	struct line_match match;
	struct row *row;

	TRY(line_match_find(db, mem, match_id, &match));
	if (!line_match_is_open(&match, clock_today()))
		return NOT_FOUND;
	TRY(db_one(db, mem, Q_REPLY_LAST_ANSWER, ARGS(db_int(match_id)), &row));
	*out = (struct reply_answer){
		.inbound_id = row_int(row, "inbound_id"),
		.line_id = row_int(row, "line_id"),
		.organisation_id = row_int(row, "organisation_id"),
		.interested = strcmp(row_text(row, "status"), "interested") == 0,
		.answered_before = !row_is_null(row, "before_answered_at"),
		.received_at = row_moment(row, "received_at"),
	};
	return OK;
}

enum err reply_answer_undo(struct db *db, struct arena *mem, int64_t match_id, int64_t account_id)
{
	struct reply_answer answer;
	bool belongs = false;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(reply_answer_find(db, mem, match_id, &answer));
	TRY(account_belongs(db, account_id, answer.organisation_id, &belongs));
	if (!belongs)
		return NOT_FOUND;
	TRY(db_do(db, Q_REPLY_UNDO, ARGS(db_int(answer.inbound_id)), NULL));
	if (!answer.answered_before)
		TRY(db_do(db, Q_REPLY_UNCOUNT, ARGS(db_int(answer.line_id)), NULL));
	TRY(db_do(db, Q_REPLY_OUTCOME, ARGS(db_text("undone"), db_int(match_id), db_int(answer.inbound_id)), NULL));
	TRY(audit_add(db,
		&(struct audit){
			.account_id = account_id,
			.organisation_id = answer.organisation_id,
			.action = "match-answer-undone",
			.subject_kind = "line_match",
			.subject_id = match_id,
		}));
	return tx_commit(&tx);
}
