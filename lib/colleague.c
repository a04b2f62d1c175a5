/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Who leaves leaves nothing behind that still reaches them: a mail that waits, a reply address, an answer to a
 * purchase that was theirs. What they wrote stays, for it was written for the organisation.
 */
#include "lib/colleague.h"

#include "lib/account.h"
#include "lib/audit.h"
#include "lib/organisation.h"

struct standing {
	int64_t roles, leads, other_leads, others;
};

static enum err standing_of(struct db *db, struct arena *mem, int64_t organisation_id, int64_t account_id,
	struct standing *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_COLLEAGUE_STANDING, ARGS(db_int(account_id), db_int(organisation_id)), &row));
	*out = (struct standing){row_int(row, "roles"), row_int(row, "leads"), row_int(row, "other_leads"),
		row_int(row, "others")};
	return OK;
}

enum err colleague_list(struct db *db, struct arena *mem, int64_t organisation_id, struct rows *out)
{
	return db_list(db, mem, Q_COLLEAGUE_LIST, ARGS(db_int(organisation_id)), out);
}

enum err colleague_leads(struct db *db, struct arena *mem, int64_t organisation_id, int64_t account_id, bool *out)
{
	struct standing standing;

	TRY(standing_of(db, mem, organisation_id, account_id, &standing));
	*out = standing.leads > 0;
	return OK;
}

static bool is_last(const struct standing *standing)
{
	return standing->others == 0 || (standing->leads > 0 && standing->other_leads == 0);
}

enum err colleague_is_last(struct db *db, struct arena *mem, int64_t organisation_id, int64_t account_id, bool *out)
{
	struct standing standing;

	TRY(standing_of(db, mem, organisation_id, account_id, &standing));
	*out = is_last(&standing);
	return OK;
}

static enum err check(struct db *db, struct arena *mem, const struct colleague *colleague, struct standing *out)
{
	bool leads = true;

	TRY(standing_of(db, mem, colleague->organisation_id, colleague->account_id, out));
	if (out->roles == 0)
		return NOT_FOUND;
	if (colleague->by != colleague->account_id)
		TRY(colleague_leads(db, mem, colleague->organisation_id, colleague->by, &leads));
	return leads ? OK : FORBIDDEN;
}

static enum err audit(struct db *db, const struct colleague *colleague, const char *action)
{
	return audit_add(db, &(struct audit){.account_id = colleague->by, .organisation_id = colleague->organisation_id,
		.action = action, .subject_kind = "account", .subject_id = colleague->account_id});
}

/* What still reaches them for the organisation, and what the organisation has through them. */
static enum err part(struct db *db, struct arena *mem, int64_t organisation_id, int64_t account_id)
{
	struct arg organisation = db_int(organisation_id), account = db_int(account_id);
	struct organisation found;

	TRY(organisation_find(db, mem, organisation_id, &found));
	TRY(db_do(db, Q_COLLEAGUE_SESSIONS, ARGS(account, organisation), NULL));
	TRY(db_do(db, Q_COLLEAGUE_CONVERSATIONS, ARGS(organisation, account), NULL));
	TRY(db_do(db, Q_COLLEAGUE_LINES, ARGS(account, account, account, organisation), NULL));
	TRY(db_do(db, Q_COLLEAGUE_TOKENS, ARGS(db_moment(clock_now()), account, organisation, organisation), NULL));
	return db_do(db, Q_COLLEAGUE_MAILS, ARGS(account, db_text(found.name), organisation, organisation), NULL);
}

enum err colleague_remove(struct db *db, struct arena *mem, const struct colleague *colleague)
{
	struct standing standing;
	struct row *held;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_one(db, mem, Q_COLLEAGUE_HOLD, ARGS(db_int(colleague->organisation_id)), &held));
	TRY(check(db, mem, colleague, &standing));
	if (is_last(&standing))
		return CONFLICT;
	TRY(db_do(db, Q_COLLEAGUE_REMOVE, ARGS(db_int(colleague->account_id), db_int(colleague->organisation_id)), NULL));
	TRY(part(db, mem, colleague->organisation_id, colleague->account_id));
	TRY(audit(db, colleague, colleague->by == colleague->account_id ? "colleague-left" : "colleague-removed"));
	return tx_commit(&tx);
}

enum err colleague_make_owner(struct db *db, struct arena *mem, const struct colleague *colleague)
{
	struct arg account = db_int(colleague->account_id), organisation = db_int(colleague->organisation_id);
	uint64_t changed = 0;
	struct standing standing;

	if (colleague->by == colleague->account_id)
		return FORBIDDEN; /* an owner is one already, and nobody makes an owner of themselves */
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(check(db, mem, colleague, &standing));
	TRY(db_do(db, Q_COLLEAGUE_DEMOTE, ARGS(account, organisation), &changed));
	if (changed == 0)
		return NOT_FOUND;
	TRY(membership_add(db, colleague->account_id, colleague->organisation_id, "owner"));
	TRY(audit(db, colleague, "colleague-made-owner"));
	return tx_commit(&tx);
}
