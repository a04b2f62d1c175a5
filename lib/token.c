/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/token.h"

#include <string.h>

/* As the database writes them. */
static const char *const purposes[] = {
	[TOKEN_CONFIRM] = "confirm",
	[TOKEN_LOGIN] = "login",
	[TOKEN_RESET] = "reset",
	[TOKEN_MATCH] = "match",
	[TOKEN_CONVERSATION] = "conversation",
	[TOKEN_WAITING] = "waiting",
};

static enum token_purpose purpose_from(const char *name)
{
	for (size_t i = 0; i < sizeof purposes / sizeof purposes[0]; i++)
		if (strcmp(purposes[i], name) == 0)
			return (enum token_purpose)i;
	return TOKEN_CONVERSATION;
}

enum err token_issue(struct db *db, const struct token *token, char text[TOKEN_TEXT_SIZE])
{
	unsigned char hash[TOKEN_HASH_SIZE];

	token_make(text);
	token_hash(text, hash);
	return db_do(db, Q_TOKEN_INSERT,
		ARGS(db_bytes(hash, sizeof hash), db_text(purposes[token->purpose]),
			db_int(token->account_id),
			token->subject_id == 0 ? db_null() : db_int(token->subject_id),
			db_moment(clock_now()), db_moment(token->expires_at)),
		NULL);
}

static void fill(struct token *out, const struct row *row)
{
	*out = (struct token){
		.purpose = purpose_from(row_text(row, "purpose")),
		.account_id = row_int(row, "account_id"),
		.subject_id = row_int(row, "subject_id"),
		.expires_at = row_moment(row, "expires_at"),
	};
}

enum err token_find(struct db *db, struct arena *mem, const char *text, enum token_purpose purpose,
	struct token *out)
{
	unsigned char hash[TOKEN_HASH_SIZE];
	struct row *row;

	TRY(token_hash_typed(text, hash));
	TRY(db_one(db, mem, Q_TOKEN_BY_HASH,
		ARGS(db_bytes(hash, sizeof hash), db_text(purposes[purpose]), db_moment(clock_now())),
		&row));
	fill(out, row);
	return OK;
}

enum err token_find_reply(struct db *db, struct arena *mem, const char *text, struct token *out)
{
	unsigned char hash[TOKEN_HASH_SIZE];
	struct row *row;

	TRY(token_hash_typed(text, hash));
	TRY(db_one(db, mem, Q_TOKEN_REPLY_BY_HASH,
		ARGS(db_bytes(hash, sizeof hash), db_moment(clock_now())), &row));
	fill(out, row);
	return OK;
}

enum err token_use(struct db *db, const char *text, enum token_purpose purpose)
{
	unsigned char hash[TOKEN_HASH_SIZE];
	uint64_t changed = 0;
	moment now = clock_now();

	TRY(token_hash_typed(text, hash));
	TRY(db_do(db, Q_TOKEN_USE,
		ARGS(db_moment(now), db_bytes(hash, sizeof hash), db_text(purposes[purpose]),
			db_moment(now)),
		&changed));
	return changed == 1 ? OK : NOT_FOUND;
}
