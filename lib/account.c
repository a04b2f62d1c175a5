/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/account.h"

#include <string.h>

#include "lib/secret.h"
#include "lib/text.h"

static void read_account(const struct row *row, struct account *out)
{
	*out = (struct account){
		.id = row_int(row, "id"),
		.email = row_text(row, "email"),
		.name = row_text(row, "name"),
		.phone = row_text(row, "phone"),
		.language = language_from_code(row_text(row, "language"), DANISH),
		.password_hash = row_is_null(row, "password_hash") ? NULL : row_text(row, "password_hash"),
		.is_administrator = row_bool(row, "is_administrator"),
		.shows_address = row_bool(row, "shows_address"),
		.confirmed_at = row_moment(row, "confirmed_at"),
		.disabled_at = row_moment(row, "disabled_at"),
	};
}

enum err account_find(struct db *db, struct arena *mem, int64_t id, struct account *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_ACCOUNT_BY_ID, ARGS(db_int(id)), &row));
	read_account(row, out);
	return OK;
}

enum err account_find_email(struct db *db, struct arena *mem, const char *email, struct account *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_ACCOUNT_BY_EMAIL, ARGS(db_text(email)), &row));
	read_account(row, out);
	return OK;
}

enum err account_create(struct db *db, const struct account *account, int64_t *id)
{
	return db_insert(db, Q_ACCOUNT_ADD,
		ARGS(db_text(account->email), db_text(account->name),
			db_text(account->phone != NULL ? account->phone : ""),
			db_text(language_code(account->language)), db_text(account->password_hash),
			db_bool(account->is_administrator), db_moment(account->confirmed_at)),
		id);
}

enum err account_save(struct db *db, const struct account *account)
{
	return db_do(db, Q_ACCOUNT_SAVE,
		ARGS(db_text(account->name), db_text(account->phone), db_text(language_code(account->language)),
			db_bool(account->shows_address), db_int(account->id)),
		NULL);
}

enum err account_confirm(struct db *db, int64_t id)
{
	return db_do(db, Q_ACCOUNT_CONFIRM, ARGS(db_int(id)), NULL);
}

enum err account_set_password(struct db *db, struct arena *mem, int64_t id, const char *password)
{
	char *hash;

	TRY(password_hash(mem, password, &hash));
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_ACCOUNT_SET_PASSWORD, ARGS(db_text(hash), db_int(id)), NULL));
	TRY(db_do(db, Q_SESSION_END_ALL, ARGS(db_int(id)), NULL));
	TRY(db_do(db, Q_TOKEN_END_LINKS, ARGS(db_moment(clock_now()), db_int(id)), NULL));
	return tx_commit(&tx);
}

enum err account_set_disabled(struct db *db, int64_t id, bool disabled)
{
	uint64_t changed;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_ACCOUNT_SET_DISABLED, ARGS(db_bool(disabled), db_int(id)), &changed));
	if (changed == 0)
		return NOT_FOUND;
	if (disabled)
		TRY(db_do(db, Q_SESSION_END_ALL, ARGS(db_int(id)), NULL));
	return tx_commit(&tx);
}

enum err account_log_in(struct db *db, struct arena *mem, const char *email, const char *password,
	struct account *out)
{
	struct account account = {0};
	enum err err = account_find_email(db, mem, email, &account);

	if (err != OK && err != NOT_FOUND)
		return err;
	/* a hash is computed in every case, so that the time tells nothing */
	bool right;
	TRY(password_check(err == OK ? account.password_hash : NULL, password, &right));
	if (!right || account.confirmed_at == NO_MOMENT || account.disabled_at != NO_MOMENT)
		return NOT_FOUND;
	*out = account;
	return OK;
}

enum err membership_add(struct db *db, int64_t account_id, int64_t organisation_id, const char *role)
{
	return db_do(db, Q_MEMBERSHIP_ADD,
		ARGS(db_int(account_id), db_int(organisation_id), db_text(role)), NULL);
}

enum err membership_list(struct db *db, struct arena *mem, int64_t account_id, struct rows *out)
{
	return db_list(db, mem, Q_MEMBERSHIP_LIST, ARGS(db_int(account_id)), out);
}

enum err account_list(struct db *db, struct arena *mem, struct rows *out)
{
	return db_list(db, mem, Q_ACCOUNT_LIST, NO_ARGS, out);
}

/* What LIKE takes for a wildcard stands for itself. */
static const char *like_pattern(struct arena *mem, const char *words)
{
	char *pattern = arena_alloc(mem, 2 * strlen(words) + 3), *to = pattern;

	*to++ = '%';
	for (; *words != '\0'; words++) {
		if (*words == '%' || *words == '_' || *words == '\\')
			*to++ = '\\';
		*to++ = *words;
	}
	*to = '%';
	return pattern;
}

enum err account_search(struct db *db, struct arena *mem, const char *words, struct rows *out)
{
	const char *pattern = like_pattern(mem, words);

	return db_list(db, mem, Q_ACCOUNT_SEARCH,
		ARGS(db_text(pattern), db_text(pattern), db_text(pattern)), out);
}
