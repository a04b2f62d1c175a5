/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A person closes their own account (GDPR, article 17: the right to erasure). What says who they are is removed;
 * what they did for an organisation stays, without their name, until it is forgotten by rule (retention.c).
 */
#ifndef TORV_CLOSING_H
#define TORV_CLOSING_H

#include "lib/db.h"

enum closing_need { NEEDED_AS_OWNER, NEEDED_FOR_MUNICIPALITY, NEEDED_AS_ADMINISTRATOR };

/* Why it cannot be closed yet. */
struct closing_obstacle {
	enum closing_need need;
	const char *organisation; /* its name; "" for an administrator */
};

/* Who is the last owner of an enterprise that is approved or has colleagues, the last who looks after a
 * municipality's matters, or the last administrator hands over first. */
enum err closing_obstacles(struct db *db, struct arena *mem, int64_t account_id, struct closing_obstacle **list,
	size_t *count);

/* Whether a session was begun in the last half hour: who logs in by mailed links only has shown just now who they
 * are. `session`: the token in its cookie. */
enum err closing_session_is_fresh(struct db *db, const char *session, bool *out);

/* Closes it, in one transaction, with audit: the person acts for nobody, is logged in nowhere, gets no mail; the
 * address is free for a new account. An enterprise that nobody acts for any more is withdrawn, and its CVR number
 * free. `name` takes the place of the person's name. CONFLICT: there are obstacles. */
enum err closing_close(struct db *db, struct arena *mem, int64_t account_id, const char *name);

#endif
