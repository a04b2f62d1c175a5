/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Rate limits: how often one person or address may do a thing in a window of time. Whoever it is
 * stands in the database as a hash only. Windows are fixed (each hour from its full hour, for a
 * window of 3600), so that one statement counts and nothing has to be read first.
 *
 * Count outside the transaction of what is limited: a failed attempt that is rolled back counts.
 */
#ifndef TORV_RATE_H
#define TORV_RATE_H

#include "lib/db.h"

/* Counts one more `name` ("login", "register", "contact", "mail") by `who` (an e-mail or IP address,
 * "account 12"; the case does not matter, and all addresses of an IPv6 /64 are one)
 * and answers OK up to `limit` times in `window` seconds, then TOO_LARGE until the window ends. */
enum err rate_allow(struct db *db, const char *name, const char *who, int64_t limit, int64_t window);

/* Deletes windows that began more than two days ago. */
enum err rate_forget(struct db *db);

#endif
