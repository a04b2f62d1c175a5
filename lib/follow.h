/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Following: who wants to hear of each new purchase that a municipality plans. One click for who has an
 * account; an address without one is confirmed by mail first. Every mail has a link that ends it.
 *
 * That link carries the follower's number and a signature by the installation's key, so nothing has to
 * be stored for it and it works in the oldest mail, too. An end is an end: the row is deleted.
 */
#ifndef TORV_FOLLOW_H
#define TORV_FOLLOW_H

#include "lib/configuration.h"
#include "lib/plan_line.h"

/* How long an address has to confirm. */
#define FOLLOW_CONFIRM_LIFE (3 * 24 * 3600)

struct follower {
	int64_t id;
	int64_t organisation_id; /* the municipality */
	const char *organisation_name, *organisation_slug;
	int64_t account_id; /* 0: an address without an account */
	const char *address;
	enum language language;
	moment confirmed_at; /* NO_MOMENT: not yet */
	moment created_at;
};

/* The account follows the municipality from now on; it is no fault if it does already. */
enum err follow_by_account(struct db *db, int64_t organisation_id, int64_t account_id);
/* It does no longer. */
enum err follow_end_account(struct db *db, int64_t organisation_id, int64_t account_id);
enum err follow_is(struct db *db, int64_t organisation_id, int64_t account_id, bool *out);

/* Notes the address and mails it the link to confirm ("follow-asked"), in a transaction. Who follows
 * already gets the mail, too: the caller learns nothing about an address. INVALID: it is none. */
enum err follow_by_address(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t organisation_id, const char *address, enum language language);

/* What a mail's link stands for. NOT_FOUND when its signature is wrong, or it was ended already, or
 * nobody confirmed it in time. */
enum err follow_find(struct db *db, struct arena *mem, const struct configuration *configuration,
	const char *token, struct follower *out);
enum err follow_confirm(struct db *db, const struct follower *follower);
enum err follow_end(struct db *db, const struct follower *follower);

/* Queues "line-published" to all who follow the line's municipality, except those whom the line was
 * mailed to because it fits. Call it in the transaction that publishes, after the matches are told. */
enum err follow_tell(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct plan_line *line);

/* Forgets addresses that did not confirm in time. For a timer. */
enum err follow_sweep(struct db *db);

#endif
