/* SPDX-License-Identifier: MPL-2.0 */
/*
 * An enterprise leaves the directory of its own will, and comes back. What the one status and its dated
 * event mean is in enterprise.h; here is what hangs on it: open matches, and mails that wait.
 */
#ifndef TORV_WITHDRAWAL_H
#define TORV_WITHDRAWAL_H

#include "lib/configuration.h"
#include "lib/db.h"

#define WITHDRAWAL_WORDS_MAX 1000 /* characters */

struct withdrawal {
	int64_t organisation_id;
	int64_t account_id; /* an owner */
	const char *words;  /* to the municipalities that had its yes; may be "" */
};

/* Whether an account may withdraw it: its owners may. */
enum err withdrawal_allowed(struct db *db, int64_t organisation_id, int64_t account_id, bool *out);

/* In one transaction: it is withdrawn (enterprise_withdraw); of purchases that are not over, matches without an
 * answer are taken back, and a yes becomes a no with the words, of which the buyer is told; mails about purchases
 * that wait for its people are not sent. Conversations stay. INVALID: the words are too long. FORBIDDEN: not an
 * owner. CONFLICT: it is withdrawn already. */
enum err withdrawal_begin(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct withdrawal *withdrawal);

/* It comes back and asks for its review at once. *submitted is false when something is missing now
 * (enterprise_missing): then it is a draft. FORBIDDEN as above; CONFLICT: it is not withdrawn. */
enum err withdrawal_end(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t organisation_id, int64_t account_id, bool *submitted);

#endif
