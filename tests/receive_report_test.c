/* SPDX-License-Identifier: MPL-2.0 */
/* What comes back for mails of ours: reports on deliveries, complaints, and mails to unsubscribe. */
#include "tests/receiving.h"

#include "lib/mail_preference.h"
#include "lib/outbox.h"

/* A mail of ours that was sent to the enterprise's owner: the token of its return path. */
static const char *given_sent(struct house *house, const struct market *market, const char *id)
{
	json_t *model = json_pack("{s:I, s:s, s:s, s:s}", "line_id", (json_int_t)market->line, "title", "Kantinedrift",
		"question", "Hvor?", "buyer_name", "Kolding");
	struct outbox_mail mail = {.kind = "question-asked", .account_id = market->owner, .message_id = id,
		.address = "owner@example.org", .name = "Owner", .language = "da", .model = model};

	assert_int_equal(outbox_add(house->db, house->mem, house->configuration, &mail), OK);
	json_decref(model);
	house_sql(house, "UPDATE outbox SET status = 'sent', sent_at = UTC_TIMESTAMP() WHERE message_id = '%s'", id);
	const char *address = outbox_bounce_address(house->mem, house->configuration, id);
	return arena_text_n(house->mem, strchr(address, '+') + 1, 32);
}

/* A report on a delivery, as Postfix writes it. */
static int report(struct house *house, const char *token, const char *id, const char *action, const char *status)
{
	const char *message = arena_printf(house->mem,
		"From: MAILER-DAEMON@mx.example\nTo: bounce+%s@torv.example\nMessage-ID: <%s>\n"
		"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
		"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
		"Final-Recipient: rfc822; owner@example.org\nAction: %s\nStatus: %s\n"
		"Diagnostic-Code: smtp; 550 %s from there\n--b--\n", token, id, action, status, status);

	return receive(house, "--sender ''", message, strlen(message));
}

static void a_hard_bounce_ends_the_mail_to_its_address_and_the_coordinator_is_told(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = given_sent(house, &market, "sent1@torv.example");

	given_member(house, market.municipality, "Coordinator", "coordinator");
	assert_int_equal(report(house, token, "b1@mx.example", "failed", "5.1.1"), EX_OK);
	assert_string_equal(outcome(house), "bounce");
	assert_string_equal(house_text(house, "SELECT CONCAT(address, ' ', reason) FROM suppression"),
		"owner@example.org bounce");
	assert_int_equal(mails(house, "undeliverable", "coordinator@example.org"), 1);
	assert_string_equal(mailed(house, "undeliverable", "words"), "550 5.1.1 from there");
	assert_string_equal(house_text(house, "SELECT CONCAT(returned_as, ' ', returned_status) FROM outbox"
					      " WHERE message_id = 'sent1@torv.example'"), "hard 5.1.1");
	/* the same report again, and another one, tell nobody anew */
	assert_int_equal(report(house, token, "b1@mx.example", "failed", "5.1.1"), EX_OK);
	assert_int_equal(report(house, token, "b2@mx.example", "failed", "5.1.1"), EX_OK);
	assert_int_equal(mails(house, "undeliverable", "coordinator@example.org"), 1);
}

static void soft_bounces_count_until_they_are_too_many(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	for (int i = 0; i < 5; i++) {
		assert_int_equal(house_count(house, "SELECT COUNT(*) FROM suppression"), 0);
		const char *token = given_sent(house, &market, arena_printf(house->mem, "s%d@torv.example", i));
		assert_int_equal(report(house, token, arena_printf(house->mem, "b%d@mx.example", i), "failed",
					 "5.2.2"), EX_OK);
	}
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM suppression"), 1);
}

static void soft_bounces_with_a_mail_that_arrives_between_them_never_are(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	for (int i = 0; i < 8; i++) {
		const char *token = given_sent(house, &market, arena_printf(house->mem, "s%d@torv.example", i));
		if (i != 4)
			assert_int_equal(report(house, token, arena_printf(house->mem, "b%d@mx.example", i),
						 "failed", "5.2.2"), EX_OK);
	}
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM suppression"), 0);
}

static void a_delay_and_a_forged_report_do_nothing(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = given_sent(house, &market, "sent1@torv.example");
	const char *reply_token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(report(house, token, "b1@mx.example", "delayed", "4.4.1"), EX_OK);
	assert_string_equal(outcome(house), "automatic");
	assert_int_equal(report(house, "ffffffffffffffffffffffffffffffff", "b2@mx.example", "failed", "5.1.1"),
		EX_NOUSER);
	assert_int_equal(report(house, reply_token, "b3@mx.example", "failed", "5.1.1"), EX_OK);
	assert_string_equal(outcome(house), "bounce");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM suppression"), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE returned_at IS NOT NULL"), 0);
}

static void a_complaint_ends_the_mail_and_is_told_to_nobody(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = given_sent(house, &market, "sent1@torv.example");
	const char *message = arena_printf(house->mem,
		"From: fbl@mailbox.example\nTo: complaints@torv.example\nMessage-ID: <c1@mailbox.example>\n"
		"Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
		"--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n\n"
		"--b\nContent-Type: message/rfc822\n\nReturn-Path: <bounce+%s@torv.example>\nSubject: x\n\nx\n--b--\n",
		token);

	given_member(house, market.municipality, "Coordinator", "coordinator");
	assert_int_equal(receive(house, "--recipient complaints@torv.example", message, strlen(message)), EX_OK);
	assert_string_equal(outcome(house), "complaint");
	assert_string_equal(house_text(house, "SELECT reason FROM suppression"), "complaint");
	assert_int_equal(mails(house, "undeliverable", "coordinator@example.org"), 0);
}

static void a_mail_to_the_address_to_unsubscribe_ends_its_topic(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	char token[TOKEN_TEXT_SIZE];

	given_sent(house, &market, "sent1@torv.example");
	subscription_token(house->configuration, "owner@example.org", "question", token);
	const char *message = arena_printf(house->mem,
		"From: owner@example.org\nTo: afmeld+%s@torv.example\nSubject: unsubscribe\n\n", token);
	assert_int_equal(receive(house, "", message, strlen(message)), EX_OK);
	assert_string_equal(outcome(house), "unsubscribed");
	assert_string_equal(house_text(house, "SELECT CONCAT(address, ' ', topic, ' ', pace) FROM mail_preference"),
		"owner@example.org question never");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_hard_bounce_ends_the_mail_to_its_address_and_the_coordinator_is_told,
			house_reset),
		cmocka_unit_test_setup(soft_bounces_count_until_they_are_too_many, house_reset),
		cmocka_unit_test_setup(soft_bounces_with_a_mail_that_arrives_between_them_never_are, house_reset),
		cmocka_unit_test_setup(a_delay_and_a_forged_report_do_nothing, house_reset),
		cmocka_unit_test_setup(a_complaint_ends_the_mail_and_is_told_to_nobody, house_reset),
		cmocka_unit_test_setup(a_mail_to_the_address_to_unsubscribe_ends_its_topic, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
