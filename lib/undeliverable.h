/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Mail of ours that did not arrive, or that was called unwanted. What a report says counts only for the
 * mail whose token it brought (outbox_find_bounced): a forged one does nothing.
 *
 * An address that takes no mail for good gets no more; so does one whose last mails all came back with
 * a temporary fault. The coordinator of its enterprise is told, who may know the people there, and the
 * enterprise's own pages show it; suppression_lift begins anew. A complaint ends all mail to the address too, but is told to nobody.
 */
#ifndef TORV_UNDELIVERABLE_H
#define TORV_UNDELIVERABLE_H

#include <jansson.h>

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/outbox.h"

enum mail_return { RETURNED_HARD, RETURNED_SOFT, RETURNED_COMPLAINT };

struct undeliverable {
	enum mail_return as;
	const char *status; /* "5.1.1" (RFC 3463), "" when not told */
	const char *words;  /* the other server's, on one line; "" when none */
};

/* This many in a row with a temporary fault are as good as one for good. */
#define UNDELIVERABLE_IN_A_ROW 5

/* Records it with the mail and does what follows, inside the transaction that is open. The same report
 * twice is one. */
enum err undeliverable_note(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct outbox_bounced *mail, const struct undeliverable *what);

/* The members of an organisation to whom no mail goes any more: [{"name","email","is_bounce" (else they
 * called it unwanted),"is_me","since","words","has_words"}]. The caller owns *list. */
enum err undeliverable_members(struct db *db, struct arena *mem, int64_t organisation_id,
	int64_t reader_id, const char *language, json_t **list);

#endif
