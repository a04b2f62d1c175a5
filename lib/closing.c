/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Closing an account. The row stays, empty of the person, because messages, answers and the audit point to it.
 * Of the address only what is needed not to write to it again is kept: a complaint, and what it has said no to.
 */
#include "lib/closing.h"

#include "lib/audit.h"
#include "lib/colleague.h"
#include "lib/enterprise.h"
#include "lib/secret.h"
#include "lib/text.h"

/* Whether an organisation cannot do without them. An enterprise that is in no directory, and that nobody else acts
 * for, ends with the account. */
static enum err is_needed(struct db *db, struct arena *mem, const struct row *organisation, int64_t account_id,
	bool *needed, bool *ends)
{
	int64_t id = row_int(organisation, "id"), people = 0;

	TRY(colleague_is_last(db, mem, id, account_id, needed));
	TRY(db_number(db, Q_CLOSING_PEOPLE, ARGS(db_int(id)), &people));
	*ends = *needed && people == 1 && row_bool(organisation, "is_supplier") &&
		!text_equal(row_text(organisation, "status"), "approved");
	if (*ends)
		*needed = false;
	return OK;
}

static enum err is_last_administrator(struct db *db, struct arena *mem, int64_t account_id, bool *out)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_CLOSING_ADMINISTRATORS, NO_ARGS, &rows));
	*out = rows.count == 1 && row_int(rows.at[0], "id") == account_id;
	return OK;
}

enum err closing_obstacles(struct db *db, struct arena *mem, int64_t account_id, struct closing_obstacle **list,
	size_t *count)
{
	bool needed, ends;
	struct rows rows;

	TRY(db_list(db, mem, Q_CLOSING_ORGANISATIONS, ARGS(db_int(account_id)), &rows));
	*list = arena_array(mem, rows.count + 1, sizeof **list);
	*count = 0;
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		TRY(is_needed(db, mem, row, account_id, &needed, &ends));
		if (needed)
			(*list)[(*count)++] = (struct closing_obstacle){
				row_bool(row, "is_supplier") ? NEEDED_AS_OWNER : NEEDED_FOR_MUNICIPALITY, row_text(row, "name")};
	}
	TRY(is_last_administrator(db, mem, account_id, &needed));
	if (needed)
		(*list)[(*count)++] = (struct closing_obstacle){NEEDED_AS_ADMINISTRATOR, ""};
	return OK;
}

enum err closing_session_is_fresh(struct db *db, const char *session, bool *out)
{
	unsigned char hash[TOKEN_HASH_SIZE];
	int64_t fresh = 0;

	token_hash(session, hash);
	TRY(db_number(db, Q_CLOSING_SESSION_IS_FRESH, ARGS(db_bytes(hash, sizeof hash)), &fresh));
	*out = fresh > 0;
	return OK;
}

/* ---- closing ---- */

static enum err end_enterprise(struct db *db, struct arena *mem, const struct row *row, int64_t account_id)
{
	int64_t id = row_int(row, "id");

	if (*row_text(row, "status") != '\0' && !text_equal(row_text(row, "status"), "withdrawn"))
		TRY(enterprise_withdraw(db, mem, id, clock_today(), account_id));
	return db_do(db, Q_CLOSING_RELEASE, ARGS(db_int(id)), NULL);
}

static enum err leave_organisations(struct db *db, struct arena *mem, int64_t account_id)
{
	bool needed, ends;
	struct rows rows;

	TRY(db_list(db, mem, Q_CLOSING_ORGANISATIONS, ARGS(db_int(account_id)), &rows));
	for (size_t i = 0; i < rows.count; i++) {
		struct colleague self = {row_int(rows.at[i], "id"), account_id, account_id};
		TRY(is_needed(db, mem, rows.at[i], account_id, &needed, &ends));
		if (needed)
			return CONFLICT;
		TRY(ends ? end_enterprise(db, mem, rows.at[i], account_id) : colleague_remove(db, mem, &self));
	}
	return OK;
}

enum err closing_close(struct db *db, struct arena *mem, int64_t account_id, const char *name)
{
	static const enum query steps[] = {
		Q_CLOSING_MEMBERSHIPS, Q_CLOSING_CONVERSATIONS, Q_SESSION_END_ALL, Q_CLOSING_TOKENS, Q_CLOSING_VISITS,
		Q_CLOSING_FOLLOWERS, Q_CLOSING_TOLD, Q_CLOSING_MAILS_WAITING, Q_CLOSING_MAILS_SENT,
		Q_CLOSING_MAILS_RECEIVED, Q_CLOSING_PREFERENCES, Q_CLOSING_SUBSCRIPTIONS, Q_CLOSING_SUPPRESSION,
	};
	bool last;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(is_last_administrator(db, mem, account_id, &last));
	if (last)
		return CONFLICT;
	TRY(db_do(db, Q_CLOSING_CONTACTS, ARGS(db_int(account_id)), NULL));
	TRY(leave_organisations(db, mem, account_id));
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		TRY(db_do(db, steps[i], ARGS(db_int(account_id)), NULL));
	TRY(audit_add(db, &(struct audit){.account_id = account_id, .action = "account-closed",
			      .subject_kind = "account", .subject_id = account_id}));
	TRY(db_do(db, Q_CLOSING_FORGET, ARGS(db_text(name), db_moment(clock_now()), db_int(account_id)), NULL));
	return tx_commit(&tx);
}
