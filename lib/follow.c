/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/follow.h"

#include <inttypes.h>
#include <string.h>

#include "lib/outbox.h"
#include "lib/secret.h"
#include "lib/text.h"

#define PURPOSE "follow"
#define SIGNATURE_LENGTH (2 * TOKEN_HASH_SIZE)

/* ---- the link ---- */

/* What is signed: a number that is given to somebody else one day does not open their row. */
static const char *signed_text(struct arena *mem, int64_t id, const char *address)
{
	return arena_printf(mem, "%" PRId64 " %s", id, address);
}

static const char *token_of(struct arena *mem, const struct configuration *configuration, int64_t id,
	const char *address)
{
	char signature[SIGNATURE_LENGTH + 1];

	secret_sign(&configuration->key, PURPOSE, signed_text(mem, id, address), signature);
	return arena_printf(mem, "%" PRId64 "-%s", id, signature);
}

static void read_row(const struct row *row, struct follower *out)
{
	*out = (struct follower){
		.id = row_int(row, "id"),
		.organisation_id = row_int(row, "organisation_id"),
		.organisation_name = row_text(row, "organisation_name"),
		.organisation_slug = row_text(row, "organisation_slug"),
		.account_id = row_int(row, "account_id"),
		.address = row_text(row, "address"),
		.language = language_from_code(row_text(row, "language"), DANISH),
		.confirmed_at = row_moment(row, "confirmed_at"),
		.created_at = row_moment(row, "created_at"),
	};
}

enum err follow_find(struct db *db, struct arena *mem, const struct configuration *configuration,
	const char *token, struct follower *out)
{
	const char *dash = strchr(token, '-');
	struct row *row;
	int64_t id;

	if (dash == NULL || strlen(dash + 1) != SIGNATURE_LENGTH ||
		!text_to_int(arena_text_n(mem, token, (size_t)(dash - token)), 1, INT64_MAX, &id))
		return NOT_FOUND;
	TRY(db_one(db, mem, Q_FOLLOWER_BY_ID, ARGS(db_int(id)), &row));
	read_row(row, out);
	if (!secret_sign_matches(&configuration->key, PURPOSE, signed_text(mem, id, out->address), dash + 1))
		return NOT_FOUND;
	bool late = out->created_at + FOLLOW_CONFIRM_LIFE < clock_now();
	return out->confirmed_at == NO_MOMENT && late ? NOT_FOUND : OK;
}

/* ---- beginning and ending ---- */

enum err follow_by_account(struct db *db, int64_t organisation_id, int64_t account_id)
{
	moment now = clock_now();

	return db_do(db, Q_FOLLOWER_ADD_ACCOUNT,
		ARGS(db_int(organisation_id), db_moment(now), db_moment(now), db_int(account_id)), NULL);
}

enum err follow_end_account(struct db *db, int64_t organisation_id, int64_t account_id)
{
	return db_do(db, Q_FOLLOWER_REMOVE_ACCOUNT,
		ARGS(db_int(organisation_id), db_int(account_id), db_int(account_id)), NULL);
}

enum err follow_is(struct db *db, int64_t organisation_id, int64_t account_id, bool *out)
{
	int64_t count;

	TRY(db_number(db, Q_FOLLOWER_IS, ARGS(db_int(organisation_id), db_int(account_id)), &count));
	*out = count > 0;
	return OK;
}

enum err follow_by_address(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t organisation_id, const char *address, enum language language)
{
	struct follower follower;
	struct row *row;

	if (!text_is_email(address))
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_FOLLOWER_ADD_ADDRESS,
		ARGS(db_int(organisation_id), db_text(address), db_text(language_code(language)),
			db_moment(clock_now())),
		NULL));
	TRY(db_one(db, mem, Q_FOLLOWER_BY_ADDRESS, ARGS(db_int(organisation_id), db_text(address)), &row));
	read_row(row, &follower);
	OWNED(json_decrefp) json_t *model = json_pack("{s:s}", "municipality_name", follower.organisation_name);
	OWNED(json_decrefp) json_t *secret =
		json_pack("{s:s}", "token", token_of(mem, configuration, follower.id, follower.address));
	TRY(outbox_add(db, mem, configuration, &(struct outbox_mail){
		.kind = "follow-asked",
		.address = follower.address,
		.name = "",
		.language = language_code(language),
		.model = model,
		.secret = secret,
	}));
	return tx_commit(&tx);
}

enum err follow_confirm(struct db *db, const struct follower *follower)
{
	return db_do(db, Q_FOLLOWER_CONFIRM, ARGS(db_moment(clock_now()), db_int(follower->id)), NULL);
}

enum err follow_end(struct db *db, const struct follower *follower)
{
	return db_do(db, Q_FOLLOWER_REMOVE, ARGS(db_int(follower->id)), NULL);
}

enum err follow_sweep(struct db *db)
{
	return db_do(db, Q_FOLLOWER_SWEEP, ARGS(db_moment(clock_now() - FOLLOW_CONFIRM_LIFE)), NULL);
}

/* ---- telling ---- */

/* What the templates of kind "line-published" read (mail_kind.c). */
static json_t *line_model(struct arena *mem, const struct plan_line *line)
{
	day ends = line->dialogue_ends, starts = line->contract_starts;

	return json_pack("{s:I, s:s, s:s, s:s, s:o, s:o, s:o}",
		"line_id", (json_int_t)line->id,
		"title", line->title,
		"buyer_name", line->organisation_name,
		"text", line->text,
		"value_dkk", line->value_dkk < 0 ? json_null() : json_integer(line->value_dkk),
		"dialogue_ends_on", ends == NO_DAY ? json_null() : json_string(day_iso(mem, ends)),
		"contract_starts_on", starts == NO_DAY ? json_null() : json_string(day_iso(mem, starts)));
}

enum err follow_tell(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct plan_line *line)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_FOLLOWER_LIST_TO_TELL, ARGS(db_int(line->organisation_id), db_int(line->id)), &rows));
	OWNED(json_decrefp) json_t *model = line_model(mem, line);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		const char *token =
			token_of(mem, configuration, row_int(row, "follower_id"), row_text(row, "address"));
		OWNED(json_decrefp) json_t *secret = json_pack("{s:s}", "token", token);
		TRY(outbox_add(db, mem, configuration, &(struct outbox_mail){
			.kind = "line-published",
			.account_id = row_int(row, "account_id"),
			.address = row_text(row, "email"),
			.name = row_text(row, "name"),
			.language = row_text(row, "language"),
			.model = model,
			.secret = secret,
		}));
	}
	return OK;
}
