/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv-mail receive as a mail server runs it: the program, a message on its standard input, its exit
 * status, and what stands in the database afterwards.
 */
#include "tests/receiving.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>

#include "lib/conversation.h"
#include "lib/reply.h"

/* ---- matches ---- */

static void yes_is_an_answer_that_buyer_and_enterprise_are_told_of(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "",
				 "Ja tak! Ring på mandag.\n\n> Kolding Kommune"), EX_OK);
	assert_string_equal(match_status(house), "interested");
	assert_string_equal(house_text(house, "SELECT answer_words FROM line_match"), "Ring på mandag.");
	assert_string_equal(house_text(house, "SELECT answered_via FROM line_match"), "mail");
	assert_string_equal(outcome(house), "interested");
	assert_int_equal(mails(house, "answer-received", "buyer@example.org"), 1);
	assert_int_equal(mails(house, "reply-understood", "owner@example.org"), 1);
	assert_string_equal(house_text(house, "SELECT in_reply_to FROM outbox WHERE kind = 'reply-understood'"),
		"1@x.example");
}

static void no_is_an_answer_from_a_colleague_too(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "COLLEAGUE@example.org", token, "1@x.example", "", "Nej"), EX_OK);
	assert_string_equal(match_status(house), "declined");
	assert_int_equal(house_count(house, "SELECT answered_by FROM line_match"), market.colleague);
	assert_int_equal(mails(house, "reply-understood", "colleague@example.org"), 1);
}

static void what_is_neither_goes_to_the_buyer_and_the_enterprise_is_asked(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", "Hvornår?"), EX_OK);
	assert_string_equal(match_status(house), "seen");
	assert_string_equal(outcome(house), "message");
	assert_int_equal(mails(house, "contact", "buyer@example.org"), 1);
	assert_int_equal(mails(house, "reply-unclear", "owner@example.org"), 1);
	assert_string_equal(house_text(house, "SELECT text FROM message"), "Hvornår?");

	/* the next goes into the same conversation */
	assert_int_equal(reply(house, "owner@example.org", token, "2@x.example", "", "Og hvor?"), EX_OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM conversation"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM message"), 2);
}

static void a_bare_quotation_is_not_sent_back_to_the_buyer(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", "> Kolding Kommune"), EX_OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM message"), 0);
	assert_string_equal(outcome(house), "refused");
	assert_int_equal(mails(house, "reply-unclear", "owner@example.org"), 1);
}

static void a_no_after_a_yes_is_the_answer(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", "Ja"), EX_OK);
	assert_int_equal(reply(house, "owner@example.org", token, "2@x.example", "", "Nej, alligevel ikke"), EX_OK);
	assert_string_equal(match_status(house), "declined");
	assert_int_equal(house_count(house, "SELECT answers FROM plan_line"), 1);
}

static void a_late_yes_is_told_that_it_is_late(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	house_sql(house, "UPDATE plan_line SET dialogue_ends = '2020-01-01'");
	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", "Ja"), EX_OK);
	assert_string_equal(match_status(house), "notified");
	assert_string_equal(outcome(house), "refused");
	assert_int_equal(mails(house, "reply-refused", "owner@example.org"), 1);
	assert_string_equal(mailed(house, "reply-refused", "late"), "true");
}

/* ---- conversations ---- */

static void a_reply_comes_back_into_its_conversation(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id = begun_conversation(house, &market);
	const char *token = issue(house, TOKEN_CONVERSATION, market.owner, id);

	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "",
				 "Ja, klokken ni.\n\n-- \nOwner"), EX_OK);
	assert_string_equal(house_text(house, "SELECT text FROM message WHERE via = 'mail'"), "Ja, klokken ni.");
	assert_int_equal(house_count(house, "SELECT organisation_id FROM message WHERE via = 'mail'"),
		market.enterprise);
	assert_int_equal(mails(house, "contact", "buyer@example.org"), 1);
	assert_string_equal(outcome(house), "message");
}

static void a_mail_to_two_addresses_of_one_conversation_is_one_message(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id = begun_conversation(house, &market);
	const char *first = issue(house, TOKEN_CONVERSATION, market.owner, id);
	const char *second = issue(house, TOKEN_CONVERSATION, market.owner, id);

	assert_int_equal(reply(house, "owner@example.org", first, "1@x.example", "", "Ja"), EX_OK);
	assert_int_equal(reply(house, "owner@example.org", second, "1@x.example", "", "Ja"), EX_OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM message WHERE via = 'mail'"), 1);
}

static void a_mail_without_text_is_told_so(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_CONVERSATION, market.owner, begun_conversation(house, &market));

	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", " "), EX_OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM message WHERE via = 'mail'"), 0);
	assert_int_equal(mails(house, "reply-refused", "owner@example.org"), 1);
}

/* ---- files ---- */

#define PDF "JVBERi0xLjQKMSAwIG9iago8PD4+CmVuZG9iagp0cmFpbGVyCjw8Pj4KJSVFT0YK"

static int reply_with_files(struct house *house, const char *from, const char *token, const char *id,
	const char *text)
{
	const char *message = arena_printf(house->mem,
		"From: <%s>\nTo: <svar+%s@torv.example>\nMessage-ID: <%s>\n"
		"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n%s\n"
		"--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"..\\Menu.exe\"\n"
		"Content-Transfer-Encoding: base64\n\n" PDF "\n"
		"--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=program.pdf\n"
		"Content-Transfer-Encoding: base64\n\nTVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAA=\n--b--\n",
		from, token, id, text);

	return receive(house, "", message, strlen(message));
}

static const char *files_of_message(struct house *house)
{
	return house_text(house, "SELECT GROUP_CONCAT(CONCAT(name, ' ', IF(refusal IS NULL, 'kept', refusal))"
				 " ORDER BY id SEPARATOR ', ') FROM attachment");
}

static void files_stand_in_the_conversation_checked_as_uploads_are(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_CONVERSATION, market.owner, begun_conversation(house, &market));

	assert_int_equal(reply_with_files(house, "owner@example.org", token, "1@x.example", "Her er menuen."), EX_OK);
	assert_string_equal(files_of_message(house), "Menu.exe.pdf kept, program.pdf kind");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM document"), 1);
}

static void a_file_without_a_word_is_a_message(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_CONVERSATION, market.owner, begun_conversation(house, &market));

	assert_int_equal(reply_with_files(house, "owner@example.org", token, "1@x.example", ""), EX_OK);
	assert_string_equal(outcome(house), "message");
	assert_int_equal(mails(house, "reply-refused", "owner@example.org"), 0);
}

static void files_beside_a_yes_reach_the_buyer(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply_with_files(house, "owner@example.org", token, "1@x.example", "Ja tak"), EX_OK);
	assert_string_equal(match_status(house), "interested");
	assert_int_equal(mails(house, "contact", "buyer@example.org"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM attachment WHERE document_id IS NOT NULL"), 1);
}

static void files_of_a_reply_that_waits_wait_with_it(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);
	struct reply_done done;

	assert_int_equal(reply_with_files(house, "private@example.net", token, "1@x.example", "Hvad siger I?"), EX_OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM attachment"), 0);
	int64_t id = house_count(house, "SELECT inbound_id FROM inbound_reply");
	assert_int_equal(reply_waiting_confirm(house->db, house->mem, house->configuration, id, &done), OK);
	assert_string_equal(files_of_message(house), "Menu.exe.pdf kept, program.pdf kind");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM inbound_file"), 0);
}

/* ---- what is not an answer ---- */

static void a_strangers_reply_waits_and_the_known_address_is_told(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "other@example.org", token, "1@x.example", "", "Ja"), EX_OK);
	assert_string_equal(match_status(house), "notified");
	assert_string_equal(outcome(house), "waiting");
	assert_int_equal(mails(house, "reply-waiting", "owner@example.org"), 1);
	assert_int_equal(mails(house, "reply-waiting", "other@example.org"), 0);
	assert_string_equal(mailed(house, "reply-waiting", "sender_address"), "other@example.org");
	for (int i = 2; i < 12; i++)
		assert_int_equal(reply(house, "other@example.org", token,
					 arena_printf(house->mem, "%d@x.example", i), "", "Ja"), EX_OK);
	/* five an hour; the hour may turn while we write */
	assert_in_range(mails(house, "reply-waiting", "owner@example.org"), 5, 10);
}

static void the_same_message_twice_is_one(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	for (int i = 0; i < 2; i++)
		assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", "Ja"), EX_OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM inbound_message"), 1);
	assert_int_equal(mails(house, "reply-understood", "owner@example.org"), 1);
}

/* ---- who may answer ---- */

static void what_the_server_says_is_forged_waits_too(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);
	const char *forged = "Authentication-Results: mx.torv.example; dmarc=fail header.from=example.org\n";

	assert_int_equal(reply(house, "owner@example.org", token, "0@x.example", forged, "Ja"), EX_OK);
	assert_string_equal(outcome(house), "interested"); /* nobody's word is believed unless it is set up */
	configure(house, "authserv_id = \"mx.torv.example\"\\n");
	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", forged, "Nej"), EX_OK);
	assert_string_equal(match_status(house), "interested");
	assert_string_equal(outcome(house), "waiting");
	assert_string_equal(mailed(house, "reply-waiting", "doubted"), "true");
	assert_int_equal(reply(house, "owner@example.org", token, "2@x.example",
				 "Authentication-Results: mx.evil.example; dmarc=fail\n", "Nej"), EX_OK);
	assert_string_equal(match_status(house), "declined");
}

static void the_reason_of_a_decline_is_kept(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", "Nej, for stor en opgave."),
		EX_OK);
	assert_string_equal(house_text(house, "SELECT decline_reason FROM line_match"), "too_large");
	assert_string_equal(mailed(house, "reply-understood", "asks_why"), "false");
	assert_int_equal(reply(house, "owner@example.org", token, "2@x.example", "", "Nej tak"), EX_OK);
	assert_string_equal(mailed(house, "reply-understood", "asks_why"), "true");
}

/* ---- what the mail server is told ---- */

static void an_unknown_or_expired_address_is_no_user(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "owner@example.org", "ffffffffffffffffffffffffffffffff", "1@x.example",
				 "", "Ja"), EX_NOUSER);
	house_sql(house, "UPDATE token SET expires_at = '2020-01-01'");
	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", "Ja"), EX_NOUSER);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM inbound_message"), 0);
}

static void the_recipient_of_the_envelope_is_enough(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);
	const char *message = "From: owner@example.org\nTo: undisclosed-recipients:;\n\nJa\n";

	assert_int_equal(receive(house, arena_printf(house->mem, "--recipient svar+%s@torv.example", token),
				 message, strlen(message)), EX_OK);
	assert_string_equal(match_status(house), "interested");
	assert_int_equal(receive(house, "--sender ''", message, strlen(message)), EX_NOUSER);
}

static void what_is_no_message_is_a_data_error(void **state)
{
	struct house *house = *state;

	assert_int_equal(receive(house, "", "", 0), EX_DATAERR);
	assert_int_equal(receive(house, "--nonsense", "", 0), EX_USAGE);
}

static void the_original_is_kept_to_its_last_byte(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);
	size_t size = (size_t)20 * 1024 * 1024;
	char *message = arena_alloc(house->mem, size);

	memset(message, 'x', size);
	for (size_t i = 0; i < size; i += 70)
		message[i] = '\n';
	int head = snprintf(message, 400, "From: owner@example.org\nTo: svar+%s@torv.example\n\nJa\n\n", token);
	message[head] = 'x';
	assert_int_equal(receive(house, "", message, size), EX_OK);
	assert_string_equal(match_status(house), "interested");
	assert_int_equal(house_count(house, "SELECT SUM(LENGTH(bytes)) FROM inbound_original"), size);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM inbound_original"), 20);
}

static void more_than_25_megabytes_is_refused(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);
	size_t size = (size_t)25 * 1024 * 1024 + 1;
	char *message = arena_alloc(house->mem, size);

	memset(message, '\n', size);
	snprintf(message, 400, "From: owner@example.org\nTo: svar+%s@torv.example\n\nJa", token);
	assert_int_equal(receive(house, "", message, size), EX_DATAERR);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM inbound_message"), 0);
}

static void the_message_is_kept_by_the_mail_server_while_the_database_is_away(void **state)
{
	struct house *house = *state;
	const char *path = arena_printf(house->mem, "%s/away.conf", house->folder);
	const char *message = "From: a@example.org\nTo: svar+ffffffffffffffffffffffffffffffff@torv.example\n\nJa\n";

	assert_int_equal(system(arena_printf(house->mem,
				 "sed 's|^\\(.*socket *= *\\).*|\\1\"%s/none.sock\"|' %s >%s && ! cmp -s %s %s",
				 house->folder, house->configuration_path, path, house->configuration_path, path)), 0);
	setenv("TORV_CONF", path, 1);
	int status = receive(house, "", message, strlen(message));
	setenv("TORV_CONF", house->configuration_path, 1);
	assert_int_equal(status, EX_TEMPFAIL);
}

static void no_token_stands_in_the_log(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", "Ja"), EX_OK);
	assert_int_not_equal(system(arena_printf(house->mem, "grep -q %s %s/problem", token, house->folder)), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(yes_is_an_answer_that_buyer_and_enterprise_are_told_of, house_reset),
		cmocka_unit_test_setup(no_is_an_answer_from_a_colleague_too, house_reset),
		cmocka_unit_test_setup(what_is_neither_goes_to_the_buyer_and_the_enterprise_is_asked, house_reset),
		cmocka_unit_test_setup(a_bare_quotation_is_not_sent_back_to_the_buyer, house_reset),
		cmocka_unit_test_setup(a_no_after_a_yes_is_the_answer, house_reset),
		cmocka_unit_test_setup(a_late_yes_is_told_that_it_is_late, house_reset),
		cmocka_unit_test_setup(a_reply_comes_back_into_its_conversation, house_reset),
		cmocka_unit_test_setup(a_mail_to_two_addresses_of_one_conversation_is_one_message, house_reset),
		cmocka_unit_test_setup(a_mail_without_text_is_told_so, house_reset),
		cmocka_unit_test_setup(files_stand_in_the_conversation_checked_as_uploads_are, house_reset),
		cmocka_unit_test_setup(a_file_without_a_word_is_a_message, house_reset),
		cmocka_unit_test_setup(files_beside_a_yes_reach_the_buyer, house_reset),
		cmocka_unit_test_setup(files_of_a_reply_that_waits_wait_with_it, house_reset),
		cmocka_unit_test_setup(a_strangers_reply_waits_and_the_known_address_is_told, house_reset),
		cmocka_unit_test_setup(the_same_message_twice_is_one, house_reset),
		cmocka_unit_test_setup_teardown(what_the_server_says_is_forged_waits_too, house_reset, put_back),
		cmocka_unit_test_setup(the_reason_of_a_decline_is_kept, house_reset),
		cmocka_unit_test_setup(an_unknown_or_expired_address_is_no_user, house_reset),
		cmocka_unit_test_setup(the_recipient_of_the_envelope_is_enough, house_reset),
		cmocka_unit_test_setup(what_is_no_message_is_a_data_error, house_reset),
		cmocka_unit_test_setup(the_original_is_kept_to_its_last_byte, house_reset),
		cmocka_unit_test_setup(more_than_25_megabytes_is_refused, house_reset),
		cmocka_unit_test_setup(the_message_is_kept_by_the_mail_server_while_the_database_is_away,
			house_reset),
		cmocka_unit_test_setup(no_token_stands_in_the_log, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
