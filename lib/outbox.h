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
	const char *topic;       /* of a digest, whose kind has none; else NULL */
	bool gather;             /* one of many at the same moment: waits a minute, to go out with them */
};

/* Queues the mail. Call it inside the transaction of what it tells of. An address that gets no more
 * mail (suppression), or none of the kind's topic (mail_preference.h), is passed over, and OK, unless
 * the kind is one that the person asked for just now. One whose reader wants the topic daily or weekly
 * is held for the digest (digest.h).
 * INVALID: the address is none. FAILED, and logged: there is no such kind, or its model or secret lacks
 * a name that mail_kind.h asks for. */
enum err outbox_add(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct outbox_mail *mail);

/* A new message id at the installation's domain: "random@reply_domain". */
char *outbox_message_id(struct arena *mem, const struct configuration *configuration);

/* ---- what comes back ---- */

/* The envelope's sender: "bounce+TOKEN@reply_domain", another for each mail (VERP), so that a report
 * on a delivery tells by its address alone which mail it is about. Made from the installation's key:
 * the table has the token's hash only. */
char *outbox_bounce_address(struct arena *mem, const struct configuration *configuration,
	const char *message_id);

/* A mail that came back, or that somebody complained of. */
struct outbox_bounced {
	int64_t id;
	const char *kind;
	const char *topic;  /* "" when it has none */
	int64_t account_id; /* 0: none */
	const char *address;
	const char *language;
	const char *message_id;
	const char *status;
	const char *model; /* JSON */
	moment sent_at;    /* NO_MOMENT: not recorded as sent */
};

/* By the token of such an address. NOT_FOUND when it is nobody's. */
enum err outbox_find_bounced(struct db *db, struct arena *mem, const char *token,
	struct outbox_bounced *out);

#endif
