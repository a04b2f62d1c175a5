/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Tokens that were mailed to someone and act when they come back: confirm an address, log in, set a
 * new password (each once), answer a match, reply to a conversation, let a reply through that waits
 * (until they expire).
 */
#ifndef TORV_TOKEN_H
#define TORV_TOKEN_H

#include "lib/db.h"
#include "lib/secret.h"

enum token_purpose { TOKEN_CONFIRM, TOKEN_LOGIN, TOKEN_RESET, TOKEN_MATCH, TOKEN_CONVERSATION, TOKEN_WAITING };

struct token {
	enum token_purpose purpose;
	int64_t account_id; /* whom it was mailed to */
	int64_t subject_id; /* line_match.id, conversation.id, or for WAITING inbound_message.id;
	                        0 for the others */
	moment expires_at;
};

/* Makes one and stores its hash; `text` is what goes into the mail. */
enum err token_issue(struct db *db, const struct token *token, char text[TOKEN_TEXT_SIZE]);

/* Finds without using it up (a GET shows a page). NOT_FOUND when it is unknown, expired, used, or
 * for another purpose: nobody learns which. */
enum err token_find(struct db *db, struct arena *mem, const char *text, enum token_purpose purpose,
	struct token *out);

/* The same for any purpose that a reply address may have (match, conversation). */
enum err token_find_reply(struct db *db, struct arena *mem, const char *text, struct token *out);

/* Uses up a single-use token by a conditional update: of two that race, one gets NOT_FOUND. */
enum err token_use(struct db *db, const char *text, enum token_purpose purpose);

/* How long the mails' tokens live, in seconds from when they are issued. A match's ends with the
 * line's dialogue at the earliest; a late reply still deserves an answer that says why it is late. */
#define TOKEN_CONFIRM_LIFE (3 * 24 * 3600)
#define TOKEN_INVITATION_LIFE (7 * 24 * 3600)
#define TOKEN_LINK_LIFE 3600 /* to log in, to set a new password */
#define TOKEN_REPLY_LIFE (400 * 24 * 3600)
#define TOKEN_WAITING_LIFE (30 * 24 * 3600) /* to confirm a reply from another address */

#endif
