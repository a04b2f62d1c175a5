/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What is forgotten when its time is over (GDPR, article 5: no longer than is needed): the originals of
 * mails that came in and what was read in them, and conversations that have ended; their files are swept
 * (document.h). What counts as an answer stays with its match, and the audit stays.
 */
#include "lib/due.h"
#include "lib/log.h"
#include "lib/rate.h"

enum { A_DAY = 24 * 3600, AN_HOUR = 3600, ROUNDS = 50 };

/* ---- mail that came in ---- */

/* Empties what is older, some hundred messages at a time; *done counts up. */
static enum err forget_mail(const struct due *due, size_t *done)
{
	moment before = due->now - (moment)due->configuration->keep_mail_days * A_DAY;

	for (int round = 0; round < ROUNDS; round++) {
		uint64_t pieces = 0;
		TRY(db_do(due->db, Q_RETENTION_ORIGINALS, ARGS(db_moment(before)), &pieces));
		*done += (size_t)pieces;
		if (pieces == 0)
			break;
	}
	OWNED(tx_close) struct tx tx = tx_begin(due->db);
	TRY(db_do(due->db, Q_RETENTION_FILES, ARGS(db_moment(before)), NULL));
	TRY(db_do(due->db, Q_RETENTION_ANSWERS, ARGS(db_moment(before)), NULL));
	TRY(db_do(due->db, Q_RETENTION_REPLIES, ARGS(db_moment(due->now), db_moment(before)), NULL));
	TRY(db_do(due->db, Q_RETENTION_SENDERS, ARGS(db_moment(before)), NULL));
	return tx_commit(&tx);
}

/* ---- conversations ---- */

/* All of one; nobody can have written since, or it would not be old any more. */
static enum err forget_conversation(const struct due *due, int64_t id)
{
	static const enum query steps[] = {
		Q_RETENTION_CONVERSATION_OUTBOX, Q_RETENTION_CONVERSATION_MAILS, Q_RETENTION_CONVERSATION_READS,
		Q_RETENTION_CONVERSATION_REPORTS, Q_RETENTION_CONVERSATION_MESSAGES,
		Q_RETENTION_CONVERSATION_PARTIES, Q_RETENTION_CONVERSATION_TOKENS, Q_RETENTION_CONVERSATION,
	};

	OWNED(tx_close) struct tx tx = tx_begin(due->db);
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		TRY(db_do(due->db, steps[i], ARGS(db_int(id)), NULL));
	return tx_commit(&tx);
}

static enum err forget_conversations(const struct due *due, size_t *done)
{
	moment before = due->now - (moment)due->configuration->keep_conversation_days * A_DAY;
	struct rows rows;

	TRY(db_list(due->db, due->mem, Q_RETENTION_CONVERSATIONS, ARGS(db_moment(before)), &rows));
	for (size_t i = 0; i < rows.count; i++)
		TRY(forget_conversation(due, row_int(rows.at[i], "id")));
	if (rows.count > 0)
		log_info("retention: %zu conversations were deleted", rows.count);
	*done += rows.count;
	return OK;
}

enum err due_retention(const struct due *due, size_t *done)
{
	/* once an hour, whichever machine looks first */
	enum err err = rate_allow(due->db, "retention", "all", 1, AN_HOUR);
	if (err != OK)
		return err == TOO_LARGE ? OK : err;
	TRY(forget_mail(due, done));
	return forget_conversations(due, done);
}
