/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a reply by mail does: it answers a match, it becomes a message of a conversation, or it waits.
 * Reading a mail is the mail face's matter; here is what was read, and what follows from it, so that a
 * page can let through what waited.
 *
 * A reply counts when its sender acts for the enterprise (or municipality) that was written to. One from
 * another address, or from one that somebody else may have used (DMARC failed), waits until the person
 * we wrote to confirms it. One too many in an hour waits for an administrator.
 */
#ifndef TORV_REPLY_H
#define TORV_REPLY_H

#include <jansson.h>

#include "lib/attachment.h"
#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/token.h"

enum reply_decision { REPLY_UNCLEAR, REPLY_INTERESTED, REPLY_DECLINED };

struct reply {
	int64_t inbound_id;          /* inbound_message */
	struct token address;        /* of the reply address: match or conversation, and whom it was mailed to */
	const char *sender;          /* its address; "" when it has none */
	const char *subject;         /* its own, on one line */
	const char *mail_message_id;
	const char *text;            /* what is new in it */
	enum reply_decision decision;
	const char *words;           /* beside the decision */
	const char *decline_reason;  /* as line_match has them; NULL: none was given */
	const struct attachment *attachments; /* what came with it, looked at */
	size_t attachment_count;
	bool doubted;                /* its sender may be somebody else */
	bool too_many;               /* its sender wrote too much in this hour */
};

struct reply_done {
	const char *outcome; /* as inbound_message.outcome */
	int64_t subject_id;  /* line_match or conversation; 0: none */
	bool here_already;   /* the conversation has it, by another of its reply addresses */
};

/* ---- when it comes in (reply.c; the mails that answer it are reply_tell.c's) ---- */

/* Does it, inside the transaction that is open, keeps what was read, and fills *done. NOT_FOUND when the
 * person of the reply address no longer acts for anyone in the matter; CONFLICT, and here_already, when
 * the message is in the conversation already. UNAVAILABLE: the line moved on just now, try again. */
enum err reply_take(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct reply *reply, struct reply_done *done);

/* ---- one that waits for the person we wrote to (reply_waiting.c) ---- */

struct waiting_reply {
	int64_t inbound_id;
	int64_t account_id; /* who may confirm it */
	const char *sender, *subject, *text;
	const char *title;  /* of the line or the conversation */
	bool doubted;       /* DMARC failed; else from an unknown address */
	const char *files;  /* their names on one line; "" when there are none */
	bool interested, declined;
	moment received_at;
};

/* NOT_FOUND when there is none, or it waits no longer. */
enum err reply_waiting_find(struct db *db, struct arena *mem, int64_t inbound_id, struct waiting_reply *out);

/* The person we wrote to says that it is theirs: it is done in their name, in a transaction. Of two who
 * press at once, one gets NOT_FOUND. */
enum err reply_waiting_confirm(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t inbound_id, struct reply_done *done);
/* Or that it is not: nothing is done with it. */
enum err reply_waiting_discard(struct db *db, struct arena *mem, int64_t inbound_id, int64_t account_id);

/* ---- those that wait for an administrator ---- */

/* [{"id","sender","writer","subject","text","received_at"}], newest first, at most 100; the caller owns
 * *list. */
enum err reply_held_list(struct db *db, struct arena *mem, const char *language, json_t **list);
enum err reply_held_count(struct db *db, int64_t *count);

/* Lets through, or throws away, what waits from the sender of this one, at most 200 at a time; each in a
 * transaction. *count is how many. NOT_FOUND when it waits no longer. */
enum err reply_held_release(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t inbound_id, int64_t account_id, int64_t *count);
enum err reply_held_discard(struct db *db, struct arena *mem, int64_t inbound_id, int64_t account_id,
	int64_t *count);

/* ---- undoing what was understood (reply_undo.c) ---- */

/* The answer to a match that a mail gave, and that can still be taken back. */
struct reply_answer {
	int64_t inbound_id;
	int64_t line_id;
	int64_t organisation_id;
	bool interested;
	bool answered_before; /* undoing goes back to an earlier answer; else to none */
	moment received_at;
};

/* NOT_FOUND when there is none: it was not by mail, was changed since, or the buyer has gone on with it. */
enum err reply_answer_find(struct db *db, struct arena *mem, int64_t match_id, struct reply_answer *out);

/* Takes it back, in a transaction, with audit. Errors as reply_answer_find. */
enum err reply_answer_undo(struct db *db, struct arena *mem, int64_t match_id, int64_t account_id);

#endif
