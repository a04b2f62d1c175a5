/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The outbox: mail to be sent, written in the same transaction as what it tells of. The mail face
 * makes the texts from the model when it sends (mail/compose.h); no other room knows how a mail looks.
 */
#ifndef TORV_OUTBOX_H
#define TORV_OUTBOX_H

#include <jansson.h>

#include "lib/db.h"

/* A mail to one person. */
struct outbox_mail {
	const char *kind;        /* "match", "confirm-address", ...: mail_kind.h has them all */
	int64_t account_id;      /* 0: an address without an account */
	const char *address;
	const char *name;
	const char *language;    /* "da", "en", "nl" */
	json_t *model;           /* the view model; borrowed. No secrets in it. */
	json_t *secret;          /* sealed until it is sent, merged into the model then; may be NULL:
	                            "token" -> links, "reply_token" -> Reply-To. Borrowed. */
	const char *message_id;  /* without < >; NULL: one is made */
	const char *in_reply_to; /* message id that it answers, or NULL */
};

/* Queues the mail. Call it inside the transaction of what it tells of. An address that gets no more
 * mail (suppression) is passed over, and OK, unless the kind is one that the person asked for just now.
 * INVALID: the address is none. FAILED, and logged: there is no such kind, or its model or secret lacks
 * a name that mail_kind.h asks for. */
enum err outbox_add(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct outbox_mail *mail);

/* A new message id at the installation's domain: "random@reply_domain". */
char *outbox_message_id(struct arena *mem, const struct configuration *configuration);

#endif
