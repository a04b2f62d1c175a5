/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Accounts: the people, for whom they act, and their passwords. An account that has not confirmed its
 * address cannot log in. Sessions are session.h.
 */
#ifndef TORV_ACCOUNT_H
#define TORV_ACCOUNT_H

#include "lib/db.h"
#include "lib/translate.h"

#define PASSWORD_MINIMUM 10 /* characters */
#define PASSWORD_MAXIMUM 200

struct account {
	int64_t id;
	const char *email;
	const char *name;
	const char *phone;
	enum language language; /* of the mails to this person */
	const char *password_hash; /* NULL: logs in by link only */
	bool is_administrator;
	bool shows_address;  /* those one talks with see the e-mail address */
	moment confirmed_at; /* NO_MOMENT: not yet */
	moment disabled_at;  /* NO_MOMENT: not disabled */
};

enum err account_find(struct db *db, struct arena *mem, int64_t id, struct account *out);
enum err account_find_email(struct db *db, struct arena *mem, const char *email, struct account *out);

/* Stores a new one (id is set by the database). CONFLICT when the address has one. */
enum err account_create(struct db *db, const struct account *account, int64_t *id);

/* Name, phone, language, and whether the address is shown. */
enum err account_save(struct db *db, const struct account *account);

/* The address was confirmed by mail; once is enough. */
enum err account_confirm(struct db *db, int64_t id);

/* Sets a password and ends all sessions of the account, and the links to log in that were mailed. */
enum err account_set_password(struct db *db, struct arena *mem, int64_t id, const char *password);

enum err account_set_disabled(struct db *db, int64_t id, bool disabled);

/* The account that this address and password belong to; NOT_FOUND for everything else (no account,
 * wrong password, not confirmed, disabled), after the same time. TOO_LARGE: as password_check. */
enum err account_log_in(struct db *db, struct arena *mem, const char *email, const char *password,
	struct account *out);

/* ---- memberships ---- */

/* role: "owner", "member", "buyer", "coordinator". CONFLICT when it is there already. */
enum err membership_add(struct db *db, int64_t account_id, int64_t organisation_id, const char *role);

/* For whom the account acts: rows with organisation_id, name, slug, kind, role; by name. */
enum err membership_list(struct db *db, struct arena *mem, int64_t account_id, struct rows *out);

/* The fifty newest whose name, address or organisation has the words: id, email, name, roles (JSON:
 * [{"name","role"}]), is_administrator, confirmed_at, disabled_at. Words "": the newest of all. */
enum err account_search(struct db *db, struct arena *mem, const char *words, struct rows *out);

/* All accounts with what they are: id, email, name, roles (text), is_administrator, confirmed_at,
 * disabled_at; by address. */
enum err account_list(struct db *db, struct arena *mem, struct rows *out);

#endif
