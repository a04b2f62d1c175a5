/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Getting in: registering an enterprise, confirming the address, links to log in or to set a new
 * password. Nothing here tells a caller whether an address has an account; only a mail to that address
 * does.
 */
#ifndef TORV_REGISTRATION_H
#define TORV_REGISTRATION_H

#include "lib/account.h"
#include "lib/configuration.h"

struct registration {
	const char *name;              /* of the enterprise */
	const char *cvr;               /* 8 digits, modulus 11 */
	const char *municipality_code; /* its seat */
	const char *person;            /* who registers it */
	const char *email;
	enum language language;
};

/* Creates the enterprise as a draft with its owner, and mails a link that confirms the address. When
 * the address has an account already, the enterprise waits for the link in that mail, which adds it to
 * the account: whoever typed the address need not be who reads its mail.
 * CONFLICT: the CVR number belongs to a registered enterprise (one whose owner never confirmed gives
 * way). INVALID: organisation_create's rules. */
enum err registration_begin(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct registration *registration);

/* One more enterprise for who is logged in: the account owns it at once. Errors as registration_begin;
 * person, email and language are not looked at. */
enum err registration_add(struct db *db, struct arena *mem, const struct registration *registration,
	int64_t account_id, int64_t *organisation);

/* The link in that mail was used: the account may log in. *organisation is the enterprise that waited for
 * it, 0 when none did. NOT_FOUND: the link is used or too old. */
enum err registration_confirm(struct db *db, struct arena *mem, const char *token, int64_t *account_id,
	int64_t *organisation);

/* Mails a link to log in once, or to set a new password, if the address has a confirmed account. */
enum err login_link_send(struct db *db, struct arena *mem, const struct configuration *configuration,
	const char *email);
enum err reset_link_send(struct db *db, struct arena *mem, const struct configuration *configuration,
	const char *email);

/* Uses up the token of such a mail (TOKEN_LOGIN, TOKEN_RESET); the address counts as confirmed. */
enum err login_link_use(struct db *db, struct arena *mem, const char *token, int64_t *account_id);
enum err reset_link_use(struct db *db, struct arena *mem, const char *token, const char *password,
	int64_t *account_id);

#endif
