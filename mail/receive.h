/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Takes messages that come in. The token of the address says what one is: a reply does what it says
 * (lib/reply.h), a report on a mail of ours is recorded with that mail (lib/undeliverable.h), a mail to an
 * address to unsubscribe ends what it is for. All that a message does happens in one transaction, so that
 * a mail server may hand it over again.
 */
#ifndef TORV_MAIL_RECEIVE_H
#define TORV_MAIL_RECEIVE_H

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/mail_preference.h"
#include "lib/outbox.h"
#include "lib/reply.h"
#include "mail/receive_message.h"

/* What the token of a message stands for. */
struct known {
	enum { KNOWN_REPLY, KNOWN_RETURN_PATH, KNOWN_SUBSCRIPTION } as;
	struct token address;             /* a reply address */
	struct outbox_bounced mail;       /* whose return path it is */
	struct subscription subscription; /* that it ends */
};

/* A message on its way. */
struct receipt {
	struct db *db;
	struct arena *mem;
	const struct configuration *configuration;
	const struct incoming *message;
	struct known known;
	const struct attachment *attachments; /* the message's files, looked at */
	bool too_many;       /* its sender wrote too much in this hour */
	int64_t inbound_id;
	struct reply_done done;
};

/* Fills known. NOT_FOUND: the token is nobody's, or it has expired. */
enum err receive_know(struct receipt *receipt);

/* Does what it says, inside the transaction that is open, and fills done. Errors as reply_take. */
enum err receive_act(struct receipt *receipt);

/* Takes a whole message: OK also for one that was taken before. NOT_FOUND: to none of our addresses, or to one
 * that has expired. INVALID: no message. UNAVAILABLE: try again. */
enum err receive_take(struct db *db, const struct configuration *configuration, FILE *file,
	const struct envelope *envelope);

#endif
