/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Decides what a message is and has it done. What a machine wrote is never an answer, whoever it comes
 * from; a report counts only for the mail whose token it brings.
 */
#include <strings.h>

#include "lib/suppression.h"
#include "lib/undeliverable.h"
#include "mail/receive.h"
#include "mail/reply_decision.h"

enum err receive_know(struct receipt *receipt)
{
	struct known *known = &receipt->known;
	const char *token = receipt->message->token;

	known->as = KNOWN_REPLY;
	enum err err = token_find_reply(receipt->db, receipt->mem, token, &known->address);
	if (err != NOT_FOUND)
		return err;
	known->as = KNOWN_RETURN_PATH;
	err = outbox_find_bounced(receipt->db, receipt->mem, token, &known->mail);
	if (err != NOT_FOUND)
		return err;
	known->as = KNOWN_SUBSCRIPTION;
	return subscription_find(receipt->db, receipt->mem, token, &known->subscription);
}

/* ---- reports ---- */

static bool is_bounce(const struct report *report)
{
	return report->kind == REPORT_HARD || report->kind == REPORT_SOFT;
}

/* What is noted and nothing more. */
static enum err note(struct receipt *receipt)
{
	receipt->done.outcome = is_bounce(&receipt->message->report) ? "bounce" : "automatic";
	return OK;
}

static enum err act_on_report(struct receipt *receipt)
{
	const struct report *report = &receipt->message->report;
	bool complaint = report->kind == REPORT_COMPLAINT;

	if (!is_bounce(report) && !complaint)
		return note(receipt); /* a delay, or somebody's "I am away" */
	receipt->done.outcome = complaint ? "complaint" : "bounce";
	return undeliverable_note(receipt->db, receipt->mem, receipt->configuration, &receipt->known.mail,
		&(struct undeliverable){
			.as = complaint			    ? RETURNED_COMPLAINT
			      : report->kind == REPORT_HARD ? RETURNED_HARD
							    : RETURNED_SOFT,
			.status = report->status,
			.words = report->reason,
		});
}

/* ---- unsubscribing ---- */

/* A mail program writes it, or a person does; it says enough that it came. */
static enum err act_on_subscription(struct receipt *receipt)
{
	enum report_kind kind = receipt->message->report.kind;

	if (kind == REPORT_COMPLAINT) {
		receipt->done.outcome = "complaint";
		return suppression_add(receipt->db, receipt->known.subscription.address, SUPPRESSED_COMPLAINT);
	}
	if (kind != REPORT_NONE)
		return note(receipt);
	receipt->done.outcome = "unsubscribed";
	return subscription_end(receipt->db, receipt->mem, receipt->message->token);
}

/* ---- replies ---- */

/* The subject's hint counts unless the first line says yes or no. What came from our own address is our
 * own mail, that somebody's mailbox sent back. */
static bool is_automatic(const struct receipt *receipt, const struct reply_reading *reading)
{
	const struct incoming *message = receipt->message;

	if (message->automatic || strcasecmp(message->sender, receipt->configuration->mail_from) == 0)
		return true;
	return message->maybe_automatic && (receipt->known.address.purpose != TOKEN_MATCH ||
						   reading->decision == REPLY_UNCLEAR);
}

static enum err act_on_reply(struct receipt *receipt)
{
	const struct incoming *message = receipt->message;
	struct reply_reading reading = reply_decide(receipt->mem, message->text);

	if (is_automatic(receipt, &reading))
		return note(receipt);
	return reply_take(receipt->db, receipt->mem, receipt->configuration,
		&(struct reply){
			.inbound_id = receipt->inbound_id,
			.address = receipt->known.address,
			.sender = message->sender,
			.subject = message->subject,
			.mail_message_id = message->message_id,
			.text = message->text,
			.decision = reading.decision,
			.words = reading.words,
			.decline_reason = reading.decision == REPLY_DECLINED
						  ? reply_decline_reason(receipt->mem, message->text)
						  : NULL,
			.attachments = receipt->attachments,
			.attachment_count = message->file_count,
			.doubted = message->dmarc_failed,
			.too_many = receipt->too_many,
		},
		&receipt->done);
}

enum err receive_act(struct receipt *receipt)
{
	if (receipt->known.as == KNOWN_RETURN_PATH)
		return act_on_report(receipt);
	if (receipt->known.as == KNOWN_SUBSCRIPTION)
		return act_on_subscription(receipt);
	return act_on_reply(receipt);
}
