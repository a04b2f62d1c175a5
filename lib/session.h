/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Sessions: who is logged in, and for which organisation they act now. The cookie's token is nowhere
 * but in the browser; the database has its hash. A session ends after two weeks without a visit. For a
 * month more it is known whose it was: a form that comes too late belongs to that person alone.
 */
#ifndef TORV_SESSION_H
#define TORV_SESSION_H

#include "lib/db.h"
#include "lib/secret.h"

#define SESSION_SECONDS (14 * 24 * 3600)
#define SESSION_KNOWN_SECONDS (30 * 24 * 3600) /* after its end */

struct session {
	int64_t account_id;
	const char *name;
	const char *email;
	const char *language; /* "da" */
	bool is_administrator;
	int64_t organisation_id; /* 0: acts for none */
	const char *organisation_name;
	const char *organisation_slug;
	const char *organisation_kind; /* "enterprise", "municipality", "business", "" */
	const char *municipality_code;
	bool is_buyer, is_coordinator, is_supplier; /* in that organisation */
};

/* Logs in: acts for the account's first organisation. `token` goes into the cookie. */
enum err session_begin(struct db *db, struct arena *mem, int64_t account_id, char token[TOKEN_TEXT_SIZE]);

/* NOT_FOUND when there is none, it has ended, or its account is disabled. Counts as a visit. */
enum err session_find(struct db *db, struct arena *mem, const char *token, struct session *out);

/* Whose it is or was, and for which organisation (0: none), whether it has ended or not. NOT_FOUND when it is
 * not known any more, or was ended by logging out. */
enum err session_whose(struct db *db, struct arena *mem, const char *token, int64_t *account_id,
	int64_t *organisation_id);

enum err session_end(struct db *db, const char *token);

/* Acts for another organisation from now on. NOT_FOUND when the account is no member of it. */
enum err session_act_for(struct db *db, const char *token, int64_t organisation_id);

/* Deletes sessions that nobody knows any more, tokens that ended, and counts of windows that are over. For a timer. */
enum err session_sweep(struct db *db);

#endif
