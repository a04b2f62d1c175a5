/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a message that came in does: it answers a match, it becomes a message of a conversation, or it
 * waits. Everything it does happens in one transaction, so that a mail server may hand it over again.
 */
#ifndef TORV_MAIL_RECEIVE_H
#define TORV_MAIL_RECEIVE_H

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/token.h"
#include "mail/receive_message.h"

/* A message with what is known of it. */
struct receipt {
	struct db *db;
	struct arena *mem;
	const struct configuration *configuration;
	const struct incoming *message;
	struct token token;       /* of the reply address */
	int64_t organisation_id;  /* whose reply address it is */
	const char *title;        /* of the line or the conversation */
	const struct row *about;  /* receive_match, or receive_conversation */
	const struct row *sender; /* receive_sender; NULL: nobody who was told */
	const char *outcome;      /* as inbound_message.outcome */
	int64_t subject_id;       /* line_match or conversation; 0: none */
	bool here_already;        /* the conversation has it, by another of its reply addresses */
};

/* Does it, inside the transaction that is open, and fills outcome and subject_id. NOT_FOUND when the
 * person of the reply address no longer acts for anyone in the matter; CONFLICT, and here_already, when
 * the message is in the conversation already. */
enum err receive_act(struct receipt *receipt);

/* Takes the `size` bytes of a message whole: OK also for one that was taken before. NOT_FOUND: to none
 * of our reply addresses, or to one that has expired. INVALID: no message. UNAVAILABLE: try again. */
enum err receive_take(struct db *db, const struct configuration *configuration, const char *bytes,
	size_t size, const struct envelope *envelope);

/* ---- the mails that answer it (receive_reply.c); each to the sender, but `waiting` ---- */

struct understood {
	bool interested; /* else declined */
	const char *words;
};

enum err reply_understood(const struct receipt *receipt, const struct understood *understood);
/* What they wrote went to the buyer; is it a yes or a no? */
enum err reply_unclear(const struct receipt *receipt);
/* Nothing could be done with it: `late`, the dialogue has ended, else there is no text in it. */
enum err reply_refused(const struct receipt *receipt, bool late, const char *path);
/* To the person of the reply address: somebody else wrote to it. At most five an hour. */
enum err reply_waiting(const struct receipt *receipt);

#endif
