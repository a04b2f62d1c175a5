/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Conversations: a buyer writes to an enterprise, an enterprise to a buyer or to another enterprise.
 * What is written goes by mail; answers by mail come back into the same conversation on the site.
 *
 * Each mail has a reply address of its own (a token for its reader and this conversation) and answers
 * a mail that stands in that reader's mailbox, so that their mail program shows one thread.
 */
#ifndef TORV_CONVERSATION_H
#define TORV_CONVERSATION_H

#include <jansson.h>

#include "lib/attachment.h"
#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/line_match.h" /* enum answer_via */

#define CONVERSATION_SUBJECT_LONGEST 200 /* characters */
#define CONVERSATION_TEXT_LONGEST 20000  /* characters; a page may allow less */

struct conversation_start {
	int64_t author_id;          /* account */
	int64_t from_organisation;  /* for whom the author writes */
	int64_t to_organisation;
	int64_t to_account;         /* the person to mail; 0: the buyer of the line when the line is
	                               theirs, else the organisation's owners (a municipality's
	                               coordinators, or its buyers when it has none) */
	int64_t line_id;            /* the plan line it is about; 0: none */
	const char *subject;
	const char *text;
	enum answer_via via;
	const char *mail_message_id; /* of the mail it came in; NULL when written on the site */
	const struct attachment *attachments; /* what came with it, looked at (attachment.h) */
	size_t attachment_count;
};

struct message_add {
	int64_t conversation_id;
	int64_t author_id;         /* account */
	int64_t organisation_id;   /* for whom; must be a party, else FORBIDDEN */
	const char *text;
	enum answer_via via;
	const char *mail_message_id; /* of the mail it came in; NULL when written on the site */
	const struct attachment *attachments; /* what came with it, looked at (attachment.h) */
	size_t attachment_count;
};

/* ---- writing ---- */

/* Starts a conversation with its first message and queues the mail "contact", in one transaction. A
 * buyer who writes about a line of their own makes the enterprise's match with it `contacted`.
 * INVALID: no subject, neither text nor a file that is
 * kept, too long, or to oneself. FORBIDDEN: the author does not act for that organisation, or has not
 * confirmed their address. NOT_FOUND: no such line, or nobody at the other
 * side who could be written to. */
enum err conversation_start(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct conversation_start *start, int64_t *id);

/* Adds a message and queues the mails to everyone else in the conversation, in one transaction.
 * INVALID: neither text nor a file that is kept, or too long. FORBIDDEN: not a party, or no member of
 * it. CONFLICT: that mail is in the conversation already. */
enum err conversation_add(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct message_add *message, int64_t *id);

/* ---- reading; the organisation is the reader's, and nobody reads what they are no party of ---- */

/* The newest first, at most 500. The caller owns *list. Each:
 * {"id","subject","others":"Kolding Kommune","line_title","has_line","changed" (ISO),"changed_at","unread",
 *  "last_author","last_text" (shortened),"has_last_text": false when there were only files,"last_mine"} */
enum err conversation_list(struct db *db, struct arena *mem, int64_t organisation_id,
	const char *language, json_t **list);

/* One with its messages, oldest first. NOT_FOUND when there is none or the organisation is no party.
 * The caller owns *model:
 * {"id","subject","others","line_id","line_title","has_line",
 *  "parties":[{"name","slug","is_enterprise","person_name","has_person","person_id","person_address",
 *    "has_person_address","read_at","has_read","mine"}],
 *  "messages":[{"id","author","organisation","text","when","when_iso","by_mail","mine","has_text",
 *    "attachments":[{"id","name","size_text","is_kept","refusal": source text}],"has_attachments",
 *    "address": of who allows it,"has_address","reads":[{"organisation","when","by_mail"}],"has_reads",
 *    "returned":[{"name","words"}],"has_returned"}]} */
enum err conversation_show(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	const char *language, json_t **model);

/* How many conversations hold something that nobody at the organisation has read. */
enum err conversation_unread(struct db *db, int64_t organisation_id, int64_t *count);

/* ---- the parties (conversation_party.c) ---- */

/* Somebody of the organisation has read all there is now: on the site, or they answered it by mail. */
enum err conversation_mark_read(struct db *db, int64_t id, int64_t organisation_id, int64_t account_id,
	enum answer_via via);

/* A colleague takes over: the mails go to them from now on. NOT_FOUND when the organisation is no party, or
 * the account does not act for it. */
enum err conversation_take_over(struct db *db, int64_t id, int64_t organisation_id, int64_t account_id);

/* Counts one more conversation that an account begins. TOO_LARGE past 20 a day; 5 in an account's first
 * week, for who comes to bother others comes new. Call it outside of the transaction. */
enum err conversation_allow(struct db *db, struct arena *mem, int64_t account_id);

/* Whether an account acts for an organisation, in any role. */
enum err account_belongs(struct db *db, int64_t account_id, int64_t organisation_id, bool *belongs);

#endif
