/* SPDX-License-Identifier: MPL-2.0 */
/* The mails that tell what became of a mail. */
#include <inttypes.h>

#include "lib/rate.h"
#include "lib/recipient.h"
#include "lib/reply_internal.h"

enum { WAITING_MAILS = 5, ANSWERING_MAILS = 2, AN_HOUR = 3600 };

/* A token for the answer page and the reply address of its own reader. */
static enum err issue_for(const struct reply_case *of, int64_t account_id, char text[TOKEN_TEXT_SIZE])
{
	return token_issue(of->db,
		&(struct token){
			.purpose = of->reply->address.purpose,
			.account_id = account_id,
			.subject_id = of->reply->address.subject_id,
			.expires_at = of->reply->address.expires_at,
		},
		text);
}

/* Queues it to the writer as an answer to the message that came; takes over the model. */
static enum err queue(const struct reply_case *of, const char *kind, json_t *model)
{
	char token[TOKEN_TEXT_SIZE];
	struct outbox_mail mail = recipient_mail(of->writer, kind);

	enum err err = issue_for(of, mail.account_id, token);
	if (err == OK) {
		mail.in_reply_to = of->reply->mail_message_id;
		mail.secret = json_pack("{s:s, s:s}", "token", token, "reply_token", token);
		mail.model = model;
		err = outbox_add(of->db, of->mem, of->configuration, &mail);
		json_decref(mail.secret);
	}
	json_decref(model);
	return err;
}

/* OK, or TOO_LARGE when there were that many in this hour. */
static enum err allow(const struct reply_case *of, const char *name, int64_t account_id, int64_t limit)
{
	const struct token *address = &of->reply->address;
	const char *who = arena_printf(of->mem, "%s %" PRId64 " %" PRId64,
		address->purpose == TOKEN_MATCH ? "match" : "conversation", address->subject_id, account_id);

	return rate_allow(of->db, name, who, limit, AN_HOUR);
}

enum err reply_tell_understood(const struct reply_case *of, bool interested)
{
	const struct reply *reply = of->reply;

	return queue(of, "reply-understood",
		json_pack("{s:s, s:b, s:b, s:b, s:b, s:s}", "title", of->title, "interested", interested,
			"declined", !interested, "asks_why", !interested && reply->decline_reason == NULL,
			"question", 0, "words", reply->words));
}

enum err reply_tell_unclear(const struct reply_case *of)
{
	enum err err = allow(of, "unclear", row_int(of->writer, "account_id"), ANSWERING_MAILS);

	if (err != OK)
		return err == TOO_LARGE ? OK : err;
	return queue(of, "reply-unclear",
		json_pack("{s:s, s:s}", "title", of->title, "text", of->reply->text));
}

enum err reply_tell_refused(const struct reply_case *of, bool late, const char *path)
{
	enum err err = allow(of, "refused", row_int(of->writer, "account_id"), ANSWERING_MAILS);

	if (err != OK)
		return err == TOO_LARGE ? OK : err;
	return queue(of, "reply-refused",
		json_pack("{s:s, s:b, s:s}", "title", of->title, "late", late, "path", path));
}

static enum err issue_waiting(const struct reply_case *of, char text[TOKEN_TEXT_SIZE])
{
	return token_issue(of->db,
		&(struct token){
			.purpose = TOKEN_WAITING,
			.account_id = of->reply->address.account_id,
			.subject_id = of->reply->inbound_id,
			.expires_at = clock_now() + TOKEN_WAITING_LIFE,
		},
		text);
}

enum err reply_tell_waiting(const struct reply_case *of, enum reply_wait wait)
{
	char token[TOKEN_TEXT_SIZE];
	struct row *known;

	enum err err = allow(of, "waiting", 0, WAITING_MAILS);
	if (err != OK)
		return err == TOO_LARGE ? OK : err;
	TRY(db_one(of->db, of->mem, Q_REPLY_ACCOUNT, ARGS(db_int(of->reply->address.account_id)), &known));
	TRY(issue_waiting(of, token));
	struct outbox_mail mail = recipient_mail(known, "reply-waiting");
	mail.secret = json_pack("{s:s}", "token", token);
	mail.model = json_pack("{s:s, s:s, s:b}", "title", of->title, "sender_address", of->reply->sender,
		"doubted", wait == WAIT_DMARC);
	err = outbox_add(of->db, of->mem, of->configuration, &mail);
	json_decref(mail.secret);
	json_decref(mail.model);
	return err;
}
