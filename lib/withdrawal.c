/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Leaving the directory. A match that has no answer goes as if nobody had been told: when the enterprise is
 * approved again, it is found anew. What was answered stays on the buyer's board, as a no: the buyer must
 * not count on who is gone.
 */
#include "lib/withdrawal.h"

#include "lib/audit.h"
#include "lib/enterprise.h"
#include "lib/line_match.h"
#include "lib/review.h"
#include "lib/text.h"

enum err withdrawal_allowed(struct db *db, int64_t organisation_id, int64_t account_id, bool *out)
{
	int64_t count = 0;

	TRY(db_number(db, Q_WITHDRAWAL_IS_OWNER, ARGS(db_int(account_id), db_int(organisation_id)), &count));
	*out = count > 0;
	return OK;
}

static enum err check_owner(struct db *db, int64_t organisation_id, int64_t account_id)
{
	bool allowed;

	TRY(withdrawal_allowed(db, organisation_id, account_id, &allowed));
	return allowed ? OK : FORBIDDEN;
}

static enum err take_back(struct db *db, int64_t match)
{
	TRY(db_do(db, Q_WITHDRAWAL_FORGET_BEFORE, ARGS(db_int(match)), NULL));
	return db_do(db, Q_WITHDRAWAL_TAKE_BACK, ARGS(db_int(match)), NULL);
}

/* A yes becomes a no, and the buyer hears of it. */
static enum err say_no(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct withdrawal *withdrawal, const struct row *row)
{
	int64_t id = row_int(row, "id"), answers = 0;
	struct match_reply reply = {.match_id = id, .account_id = withdrawal->account_id, .answer = ANSWER_DECLINED,
		.decline_reason = "other", .words = withdrawal->words, .via = VIA_WEB};

	TRY(db_do(db, Q_LINE_MATCH_ANSWER,
		ARGS(db_text("declined"), db_moment(clock_now()), db_int(withdrawal->account_id), db_text("web"),
			db_text(withdrawal->words), db_text("other"), db_int(id)), NULL));
	TRY(audit_add(db, &(struct audit){.account_id = withdrawal->account_id,
			      .organisation_id = withdrawal->organisation_id, .action = "match-declined",
			      .subject_kind = "line_match", .subject_id = id}));
	TRY(db_number(db, Q_LINE_MATCH_LINE_ANSWERS, ARGS(db_int(row_int(row, "line_id"))), &answers));
	return line_match_tell_buyer(db, mem, configuration, &reply, answers);
}

static bool has_no_answer(const char *status)
{
	return text_equal(status, "suggested") || text_equal(status, "notified") || text_equal(status, "seen");
}

static enum err end_matches(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct withdrawal *withdrawal)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_WITHDRAWAL_MATCHES, ARGS(db_int(withdrawal->organisation_id)), &rows));
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		TRY(db_do(db, Q_WITHDRAWAL_END_TOKENS, ARGS(db_moment(clock_now()), db_int(row_int(row, "id"))), NULL));
		if (has_no_answer(row_text(row, "status")))
			TRY(take_back(db, row_int(row, "id")));
		else
			TRY(say_no(db, mem, configuration, withdrawal, row));
	}
	return OK;
}

enum err withdrawal_begin(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct withdrawal *withdrawal)
{
	int64_t id = withdrawal->organisation_id;
	struct enterprise enterprise;

	if (text_length(withdrawal->words) > WITHDRAWAL_WORDS_MAX)
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(enterprise_find_held(db, mem, id, &enterprise));
	TRY(check_owner(db, id, withdrawal->account_id));
	TRY(enterprise_withdraw(db, mem, id, clock_today(), withdrawal->account_id));
	TRY(end_matches(db, mem, configuration, withdrawal));
	TRY(db_do(db, Q_WITHDRAWAL_DROP_MAILS, ARGS(db_int(id), db_text(enterprise.name)), NULL));
	return tx_commit(&tx);
}

enum err withdrawal_end(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t organisation_id, int64_t account_id, bool *submitted)
{
	struct enterprise enterprise;
	struct faults missing;
	uint64_t changed = 0;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(enterprise_find_held(db, mem, organisation_id, &enterprise));
	TRY(check_owner(db, organisation_id, account_id));
	TRY(db_do(db, Q_WITHDRAWAL_RETURN, ARGS(db_moment(clock_now()), db_int(organisation_id)), &changed));
	if (changed == 0)
		return CONFLICT;
	TRY(audit_add(db, &(struct audit){.account_id = account_id, .organisation_id = organisation_id,
			      .action = "enterprise-returned", .subject_kind = "enterprise", .subject_id = organisation_id}));
	TRY(enterprise_missing(db, mem, &enterprise, &missing));
	*submitted = missing.count == 0;
	if (*submitted)
		TRY(review_submit(db, mem, configuration, organisation_id, account_id));
	return tx_commit(&tx);
}
