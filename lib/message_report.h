/* SPDX-License-Identifier: MPL-2.0 */
/*
 * "Report this": somebody who reads a message asks an administrator to look at it. The administrator sees
 * the message with what was said of it, and nothing else of the conversation.
 */
#ifndef TORV_MESSAGE_REPORT_H
#define TORV_MESSAGE_REPORT_H

#include <jansson.h>

#include "lib/db.h"

#define MESSAGE_REPORT_WORDS_MAX 2000

struct message_report {
	int64_t message_id;
	int64_t conversation_id;
	int64_t account_id;      /* who reports it */
	int64_t organisation_id; /* for whom they act: a party of the conversation, and not the writer's */
	const char *words;
};

/* One message as its reader reports it: {"author","organisation","text","when"}. NOT_FOUND: it is in no
 * conversation of the organisation, or its own. The caller owns *model. */
enum err message_report_about(struct db *db, struct arena *mem, const struct message_report *report,
	const char *language, json_t **model);

/* With audit, in a transaction. NOT_FOUND as above; CONFLICT when this person has reported it already. */
enum err message_report_add(struct db *db, struct arena *mem, const struct message_report *report);

/* Those nobody has looked at: [{"id","author","organisation","email","text","when","reporter","words",
 * "has_words"}], the oldest first. The caller owns *list. */
enum err message_report_list(struct db *db, struct arena *mem, const char *language, json_t **list);
enum err message_report_count(struct db *db, int64_t *count);

/* An administrator has looked at it. NOT_FOUND when somebody else did before. */
enum err message_report_settle(struct db *db, int64_t id, int64_t account_id);

#endif
