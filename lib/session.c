/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/session.h"

#include "lib/rate.h"

#define FAILED_SECRETS_KEPT (30 * 24 * 3600)

enum err session_begin(struct db *db, struct arena *mem, int64_t account_id, char token[TOKEN_TEXT_SIZE])
{
	unsigned char hash[TOKEN_HASH_SIZE];
	struct rows rows;

	token_make(token);
	token_hash(token, hash);
	TRY(db_list(db, mem, Q_MEMBERSHIP_LIST, ARGS(db_int(account_id)), &rows));
	struct arg organisation = rows.count == 0 ? db_null() : db_int(row_int(rows.at[0], "organisation_id"));
	return db_do(db, Q_SESSION_ADD,
		ARGS(db_bytes(hash, sizeof hash), db_int(account_id), organisation, db_int(SESSION_SECONDS)), NULL);
}

/* A visit is written down once in five minutes, not on every page. */
static enum err note_visit(struct db *db, const struct row *row, const unsigned char *hash)
{
	if (!row_bool(row, "visit_is_old"))
		return OK;
	return db_do(db, Q_SESSION_SEEN, ARGS(db_int(SESSION_SECONDS), db_bytes(hash, TOKEN_HASH_SIZE)), NULL);
}

enum err session_find(struct db *db, struct arena *mem, const char *token, struct session *out)
{
	unsigned char hash[TOKEN_HASH_SIZE];
	struct row *row;

	TRY(token_hash_typed(token, hash));
	TRY(db_one(db, mem, Q_SESSION_BY_HASH, ARGS(db_bytes(hash, sizeof hash)), &row));
	TRY(note_visit(db, row, hash));
	*out = (struct session){
		.account_id = row_int(row, "account_id"),
		.name = row_text(row, "name"),
		.email = row_text(row, "email"),
		.language = row_text(row, "language"),
		.is_administrator = row_bool(row, "is_administrator"),
		.organisation_id = row_int(row, "organisation_id"),
		.organisation_name = row_text(row, "organisation_name"),
		.organisation_slug = row_text(row, "organisation_slug"),
		.organisation_kind = row_text(row, "organisation_kind"),
		.municipality_code = row_text(row, "municipality_code"),
		.is_buyer = row_bool(row, "is_buyer"),
		.is_coordinator = row_bool(row, "is_coordinator"),
		.is_supplier = row_bool(row, "is_supplier"),
	};
	return OK;
}

enum err session_whose(struct db *db, struct arena *mem, const char *token, int64_t *account_id,
	int64_t *organisation_id)
{
	unsigned char hash[TOKEN_HASH_SIZE];
	struct row *row;

	TRY(token_hash_typed(token, hash));
	TRY(db_one(db, mem, Q_SESSION_WHOSE, ARGS(db_bytes(hash, sizeof hash)), &row));
	*account_id = row_int(row, "account_id");
	*organisation_id = row_int(row, "organisation_id");
	return OK;
}

enum err session_end(struct db *db, const char *token)
{
	unsigned char hash[TOKEN_HASH_SIZE];

	token_hash(token, hash);
	return db_do(db, Q_SESSION_END, ARGS(db_bytes(hash, sizeof hash)), NULL);
}

enum err session_act_for(struct db *db, const char *token, int64_t organisation_id)
{
	unsigned char hash[TOKEN_HASH_SIZE];
	uint64_t changed;

	token_hash(token, hash);
	TRY(db_do(db, Q_SESSION_ACT_FOR,
		ARGS(db_int(organisation_id), db_bytes(hash, sizeof hash), db_int(organisation_id)), &changed));
	return changed == 1 ? OK : NOT_FOUND;
}

enum err session_sweep(struct db *db)
{
	TRY(db_do(db, Q_SESSION_SWEEP, ARGS(db_int(SESSION_KNOWN_SECONDS)), NULL));
	TRY(db_do(db, Q_TOKEN_SWEEP, NO_ARGS, NULL));
	TRY(db_do(db, Q_SEND_RATE_FORGET, ARGS(db_moment(clock_now() - 24 * 3600)), NULL));
	TRY(db_do(db, Q_OUTBOX_FORGET, ARGS(db_moment(clock_now() - FAILED_SECRETS_KEPT)), NULL));
	return rate_forget(db);
}
