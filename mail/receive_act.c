/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Decides what a message is and does it. The order matters: what a machine wrote is never an answer,
 * whoever it comes from; what a stranger wrote waits; only then is it read.
 */
#include <inttypes.h>
#include <strings.h>

#include "lib/conversation.h"
#include "lib/line_match.h"
#include "lib/log.h"
#include "lib/text.h"
#include "mail/receive.h"
#include "mail/reply_decision.h"

/* ---- whose it is ---- */

static enum err find_matter(struct receipt *receipt)
{
	struct row *row;

	if (receipt->token.purpose == TOKEN_MATCH)
		TRY(db_one(receipt->db, receipt->mem, Q_RECEIVE_MATCH,
			ARGS(db_int(receipt->token.subject_id)), &row));
	else
		TRY(db_one(receipt->db, receipt->mem, Q_RECEIVE_CONVERSATION,
			ARGS(db_int(receipt->token.account_id), db_int(receipt->token.subject_id)), &row));
	receipt->about = row;
	receipt->title = row_text(row, "title");
	receipt->organisation_id = row_int(row, "organisation_id");
	return OK;
}

/* The database compares addresses without regard to accents; here only case may differ. */
static enum err find_sender(struct receipt *receipt)
{
	struct rows rows;

	TRY(db_list(receipt->db, receipt->mem, Q_RECEIVE_SENDER,
		ARGS(db_text(receipt->message->sender), db_int(receipt->organisation_id)), &rows));
	for (size_t i = 0; i < rows.count; i++)
		if (strcasecmp(row_text(rows.at[i], "email"), receipt->message->sender) == 0)
			receipt->sender = rows.at[i];
	return OK;
}

/* ---- a conversation ---- */

/* The text as a conversation takes it. What is beyond is in the original, which is kept. */
static const char *message_text(const struct receipt *receipt)
{
	return text_shorten(receipt->mem, receipt->message->text, CONVERSATION_TEXT_LONGEST);
}

static enum err add_message(struct receipt *receipt, int64_t conversation_id)
{
	int64_t id;

	enum err err = conversation_add(receipt->db, receipt->mem, receipt->configuration,
		&(struct message_add){
			.conversation_id = conversation_id,
			.author_id = row_int(receipt->sender, "account_id"),
			.organisation_id = receipt->organisation_id,
			.text = message_text(receipt),
			.via = VIA_MAIL,
			.mail_message_id = receipt->message->message_id,
		},
		&id);
	receipt->outcome = "message";
	receipt->subject_id = conversation_id;
	receipt->here_already = err == CONFLICT;
	return err;
}

static enum err take_conversation_reply(struct receipt *receipt)
{
	int64_t id = receipt->token.subject_id;

	if (!text_is_blank(receipt->message->text))
		return add_message(receipt, id);
	receipt->outcome = "refused";
	receipt->subject_id = id;
	return reply_refused(receipt, false, arena_printf(receipt->mem, "/messages/%" PRId64, id));
}

/* ---- a match ---- */

/* What is neither yes nor no goes to the buyer, into the conversation about the line. */
static enum err pass_on(struct receipt *receipt)
{
	struct row *row;
	int64_t line_id = row_int(receipt->about, "line_id");
	int64_t municipality_id = row_int(receipt->about, "municipality_id");

	enum err err = db_one(receipt->db, receipt->mem, Q_RECEIVE_CONVERSATION_ABOUT,
		ARGS(db_int(receipt->organisation_id), db_int(municipality_id), db_int(line_id)), &row);
	if (err == OK)
		return add_message(receipt, row_int(row, "id"));
	if (err != NOT_FOUND)
		return err;
	receipt->outcome = "message";
	return conversation_start(receipt->db, receipt->mem, receipt->configuration,
		&(struct conversation_start){
			.author_id = row_int(receipt->sender, "account_id"),
			.from_organisation = receipt->organisation_id,
			.to_organisation = municipality_id,
			.line_id = line_id,
			.subject = receipt->title,
			.text = message_text(receipt),
			.via = VIA_MAIL,
			.mail_message_id = receipt->message->message_id,
		},
		&receipt->subject_id);
}

static enum err take_unclear(struct receipt *receipt)
{
	receipt->outcome = "refused";
	if (!text_is_blank(receipt->message->text))
		TRY(pass_on(receipt));
	TRY(line_match_seen(receipt->db, receipt->token.subject_id)); /* whoever replies has read it */
	return reply_unclear(receipt);
}

static enum err take_decision(struct receipt *receipt, const struct reply_reading *reading)
{
	bool interested = reading->decision == REPLY_INTERESTED;
	struct understood understood = {interested,
		text_shorten(receipt->mem, reading->words, CONVERSATION_TEXT_LONGEST)};

	receipt->subject_id = receipt->token.subject_id;
	receipt->outcome = interested ? "interested" : "declined";
	enum err err = line_match_answer(receipt->db, receipt->mem, receipt->configuration,
		&(struct match_reply){
			.match_id = receipt->token.subject_id,
			.account_id = row_int(receipt->sender, "account_id"),
			.answer = interested ? ANSWER_INTERESTED : ANSWER_DECLINED,
			.via = VIA_MAIL,
			.words = understood.words,
		});
	if (err == CONFLICT) /* the line moved on just now: the next try tells that it is late */
		return UNAVAILABLE;
	TRY(err);
	return reply_understood(receipt, &understood);
}

/* Whether the line still takes answers: asked before anything is done, for a late reply is told so. */
static enum err take_match_reply(struct receipt *receipt)
{
	struct reply_reading reading = reply_decide(receipt->mem, receipt->message->text);
	struct line_match match;

	TRY(line_match_find(receipt->db, receipt->mem, receipt->token.subject_id, &match));
	if (!line_match_is_open(&match, clock_today())) {
		receipt->outcome = "refused";
		receipt->subject_id = match.id;
		return reply_refused(receipt, true,
			arena_printf(receipt->mem, "/lines/%" PRId64, match.line_id));
	}
	if (reading.decision == REPLY_UNCLEAR)
		return take_unclear(receipt);
	return take_decision(receipt, &reading);
}

/* ---- all ---- */

/* The subject's hint counts unless the first line says yes or no. */
static bool is_automatic(const struct receipt *receipt)
{
	const struct incoming *message = receipt->message;

	if (message->automatic)
		return true;
	return message->maybe_automatic &&
	       (receipt->token.purpose != TOKEN_MATCH ||
		       reply_decide(receipt->mem, message->text).decision == REPLY_UNCLEAR);
}

static bool is_bounce(const struct incoming *message)
{
	return message->report.kind == REPORT_HARD || message->report.kind == REPORT_SOFT;
}

enum err receive_act(struct receipt *receipt)
{
	TRY(find_matter(receipt));
	if (is_automatic(receipt)) {
		receipt->outcome = is_bounce(receipt->message) ? "bounce" : "automatic";
		return OK;
	}
	TRY(find_sender(receipt));
	if (receipt->sender == NULL) {
		receipt->outcome = "waiting";
		return reply_waiting(receipt);
	}
	return receipt->token.purpose == TOKEN_MATCH ? take_match_reply(receipt)
						      : take_conversation_reply(receipt);
}
