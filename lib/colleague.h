/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Colleagues: who acts for an organisation. Who leads it (an enterprise's owners, a municipality's coordinators)
 * lets others in, hands over and removes; everyone may leave, but never the last who leads.
 */
#ifndef TORV_COLLEAGUE_H
#define TORV_COLLEAGUE_H

#include "lib/db.h"

struct colleague {
	int64_t organisation_id;
	int64_t account_id; /* whom it is about */
	int64_t by;         /* who does it */
};

/* Who acts for it: rows with id, name, email, is_confirmed, is_disabled, is_owner, is_buyer, is_coordinator; who
 * leads first. */
enum err colleague_list(struct db *db, struct arena *mem, int64_t organisation_id, struct rows *out);

/* Whether an account leads the organisation. */
enum err colleague_leads(struct db *db, struct arena *mem, int64_t organisation_id, int64_t account_id, bool *out);

/* Whether nobody who leads, or nobody at all, would be left without them. */
enum err colleague_is_last(struct db *db, struct arena *mem, int64_t organisation_id, int64_t account_id, bool *out);

/* They no longer act for the organisation, from the next page on: with audit, their sessions, links and waiting
 * mails; conversations stay with the organisation and go to who leads it, a buyer's purchases to another buyer.
 * NOT_FOUND: they do not act for it. FORBIDDEN: `by` is another person, who does not lead. CONFLICT: they are
 * the last (colleague_is_last). */
enum err colleague_remove(struct db *db, struct arena *mem, const struct colleague *colleague);

/* An owner makes a colleague an owner too. NOT_FOUND: they do not act for it, or it has no owners. FORBIDDEN:
 * `by` does not lead, or is the colleague. */
enum err colleague_make_owner(struct db *db, struct arena *mem, const struct colleague *colleague);

#endif
