/* SPDX-License-Identifier: MPL-2.0 */
/* What is forgotten when its time is over, and what stays. */
#include "tests/receiving.h"

#include "lib/conversation.h"
#include "lib/due.h"

/* Looks as if so many days had passed; once an hour is once each time. */
static void forget_after(struct house *house, int days)
{
	size_t done = 0;
	struct due due = {house->db, house->mem, house->configuration, clock_now() + (moment)days * 24 * 3600};

	house_sql(house, "DELETE FROM rate");
	assert_int_equal(due_retention(&due, &done), OK);
}

static void mail_that_came_in_is_forgotten_but_its_answer_is_not(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", "Ja tak. Ring mandag."), EX_OK);
	forget_after(house, 80);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM inbound_original"), 1);
	forget_after(house, 91);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM inbound_original"), 0);
	assert_string_equal(house_text(house, "SELECT CONCAT(sender_address, text, words, subject) FROM inbound_message"
					      " JOIN inbound_reply ON inbound_id = id"), "");
	assert_string_equal(house_text(house, "SELECT CONCAT(status, ' ', answer_words) FROM line_match"),
		"interested Ring mandag.");
	/* and the same mail is still not taken again */
	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example", "", "Ja tak. Ring mandag."), EX_OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM inbound_message"), 1);
}

static void a_reply_that_waited_in_vain_waits_no_longer(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "privat@example.net", token, "1@x.example", "", "Ja"), EX_OK);
	forget_after(house, 91);
	assert_string_equal(outcome(house), "discarded");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM inbound_reply WHERE settled_at IS NULL"), 0);
}

static int64_t given_conversation(struct house *house, const struct market *market, int64_t line)
{
	int64_t id;

	assert_int_equal(conversation_start(house->db, house->mem, house->configuration,
				 &(struct conversation_start){.author_id = market->buyer, .line_id = line,
					 .from_organisation = market->municipality,
					 .to_organisation = market->enterprise, .subject = "Kantinen",
					 .text = "Mit nummer er 12 34 56 78."}, &id), OK);
	return id;
}

static void a_conversation_that_has_ended_goes_with_all_that_carried_it(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id = given_conversation(house, &market, 0);

	assert_int_equal(conversation_mark_read(house->db, id, market.enterprise, market.owner, VIA_WEB), OK);
	house_sql(house, "INSERT INTO message_report (message_id, account_id, words, created_at)"
			 " SELECT id, %lld, 'x', created_at FROM message", (long long)market.owner);
	forget_after(house, 700);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM conversation"), 1);
	forget_after(house, 731);
	assert_int_equal(house_count(house, "SELECT (SELECT COUNT(*) FROM conversation) + (SELECT COUNT(*) FROM message)"
					    " + (SELECT COUNT(*) FROM message_mail) + (SELECT COUNT(*) FROM message_read)"
					    " + (SELECT COUNT(*) FROM conversation_party)"
					    " + (SELECT COUNT(*) FROM token WHERE purpose = 'conversation')"
					    " + (SELECT COUNT(*) FROM outbox WHERE kind = 'contact')"), 0);
}

static void one_about_a_purchase_that_still_runs_stays(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	given_conversation(house, &market, market.line);
	forget_after(house, 2000);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM conversation"), 1);
	house_sql(house, "UPDATE plan_line SET status = 'closed'");
	forget_after(house, 2000);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM conversation"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(mail_that_came_in_is_forgotten_but_its_answer_is_not, house_reset),
		cmocka_unit_test_setup(a_reply_that_waited_in_vain_waits_no_longer, house_reset),
		cmocka_unit_test_setup(a_conversation_that_has_ended_goes_with_all_that_carried_it, house_reset),
		cmocka_unit_test_setup(one_about_a_purchase_that_still_runs_stays, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
