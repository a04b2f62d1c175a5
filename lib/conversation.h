/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Conversations: a buyer writes to an enterprise, an enterprise to a buyer or to another enterprise.
 * What is written goes by mail; answers by mail come back into the same conversation on the site.
 */
#ifndef TORV_CONVERSATION_H
#define TORV_CONVERSATION_H

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/line_match.h" /* enum answer_via */

struct conversation_start {
	int64_t author_id;          /* account */
	int64_t from_organisation;  /* for whom the author writes */
	int64_t to_organisation;
	int64_t to_account;         /* the person to mail; 0: the organisation's owners (enterprise) */
	int64_t line_id;            /* the plan line it is about; 0: none */
	const char *subject;
	const char *text;
};

struct message_add {
	int64_t conversation_id;
	int64_t author_id;         /* account */
	int64_t organisation_id;   /* for whom; must be a party, else FORBIDDEN */
	const char *text;
	enum answer_via via;
	const char *mail_message_id; /* of the mail it came in; NULL when written on the site */
};

/* Starts a conversation with its first message and queues the mail, in one transaction. */
enum err conversation_start(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct conversation_start *start, int64_t *id);

/* Adds a message and queues the mails to everyone else in the conversation, in one transaction. */
enum err conversation_add(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct message_add *message, int64_t *id);

#endif
