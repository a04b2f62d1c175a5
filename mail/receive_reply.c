/* SPDX-License-Identifier: MPL-2.0 */
/* The mails that tell what became of a mail. */
#include <inttypes.h>

#include "lib/rate.h"
#include "lib/recipient.h"
#include "mail/receive.h"

enum { WAITING_MAILS = 5, AN_HOUR = 3600 };

/* A token for the answer page and the reply address of its own reader. */
static enum err issue_for(const struct receipt *receipt, int64_t account_id, char text[TOKEN_TEXT_SIZE])
{
	return token_issue(receipt->db,
		&(struct token){
			.purpose = receipt->token.purpose,
			.account_id = account_id,
			.subject_id = receipt->token.subject_id,
			.expires_at = receipt->token.expires_at,
		},
		text);
}

/* Queues it as an answer to the message that came; takes over the model. */
static enum err queue(const struct receipt *receipt, const struct row *reader, const char *kind,
	json_t *model)
{
	char token[TOKEN_TEXT_SIZE];
	struct outbox_mail mail = recipient_mail(reader, kind);

	enum err err = issue_for(receipt, mail.account_id, token);
	if (err == OK) {
		mail.in_reply_to = receipt->message->message_id;
		mail.secret = json_pack("{s:s, s:s}", "token", token, "reply_token", token);
		mail.model = model;
		err = outbox_add(receipt->db, receipt->mem, receipt->configuration, &mail);
		json_decref(mail.secret);
	}
	json_decref(model);
	return err;
}

enum err reply_understood(const struct receipt *receipt, const struct understood *understood)
{
	return queue(receipt, receipt->sender, "reply-understood",
		json_pack("{s:s, s:b, s:b, s:b, s:s}", "title", receipt->title,
			"interested", understood->interested, "declined", !understood->interested,
			"question", 0, "words", understood->words));
}

enum err reply_unclear(const struct receipt *receipt)
{
	return queue(receipt, receipt->sender, "reply-unclear",
		json_pack("{s:s, s:s}", "title", receipt->title, "text", receipt->message->text));
}

enum err reply_refused(const struct receipt *receipt, bool late, const char *path)
{
	return queue(receipt, receipt->sender, "reply-refused",
		json_pack("{s:s, s:b, s:s}", "title", receipt->title, "late", late, "path", path));
}

/* A conversation is read after logging in, so its mail carries no token; a match has its own page. */
enum err reply_waiting(const struct receipt *receipt)
{
	bool match = receipt->token.purpose == TOKEN_MATCH;
	const char *who = arena_printf(receipt->mem, "%s %" PRId64, match ? "match" : "conversation",
		receipt->token.subject_id);
	char token[TOKEN_TEXT_SIZE] = "";
	struct row *known;

	enum err err = rate_allow(receipt->db, "waiting", who, WAITING_MAILS, AN_HOUR);
	if (err != OK)
		return err == TOO_LARGE ? OK : err;
	TRY(db_one(receipt->db, receipt->mem, Q_RECEIVE_KNOWN, ARGS(db_int(receipt->token.account_id)),
		&known));
	if (match)
		TRY(issue_for(receipt, receipt->token.account_id, token));
	struct outbox_mail mail = recipient_mail(known, "reply-waiting");
	mail.secret = json_pack("{s:s}", "token", token);
	mail.model = json_pack("{s:s, s:s, s:s}", "title", receipt->title,
		"sender_address", receipt->message->sender, "path",
		match ? "/answer/"
		      : arena_printf(receipt->mem, "/messages/%" PRId64, receipt->token.subject_id));
	err = outbox_add(receipt->db, receipt->mem, receipt->configuration, &mail);
	json_decref(mail.secret);
	json_decref(mail.model);
	return err;
}
