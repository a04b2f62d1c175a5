/* SPDX-License-Identifier: MPL-2.0 */
/* What machines write, and who writes too much: noted, held, and never a decision. */
#include "tests/receiving.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

static void a_machine_decides_nothing_and_gets_no_answer(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, "owner@example.org", token, "1@x.example",
				 "Auto-Submitted: auto-replied\n", "Ja"), EX_OK);
	assert_string_equal(match_status(house), "notified");
	assert_string_equal(outcome(house), "automatic");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);
}

static void an_out_of_office_subject_is_only_a_hint(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);
	const char *format = "From: owner@example.org\nTo: svar+%s@torv.example\n"
			     "Subject: Automatisk svar: Kantinedrift\nMessage-ID: <%d@x.example>\n\n%s\n";
	const char *away = arena_printf(house->mem, format, token, 1, "Jeg er tilbage mandag.");
	const char *yes = arena_printf(house->mem, format, token, 2, "Ja");

	assert_int_equal(receive(house, "", away, strlen(away)), EX_OK);
	assert_string_equal(outcome(house), "automatic");
	assert_int_equal(receive(house, "", yes, strlen(yes)), EX_OK);
	assert_string_equal(match_status(house), "interested");
}

static void too_many_from_one_sender_are_held(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	configure(house, "replies_per_hour = \"2\"\\n");
	for (int i = 0; i < 8; i++) /* the hour may turn while we write: then two more are taken */
		assert_int_equal(reply(house, "owner@example.org", token,
					 arena_printf(house->mem, "%d@x.example", i), "",
					 arena_printf(house->mem, "Spørgsmål %d?", i)), EX_OK);
	assert_in_range(house_count(house, "SELECT COUNT(*) FROM inbound_message WHERE outcome = 'held'"), 4, 6);
	assert_in_range(house_count(house, "SELECT COUNT(*) FROM message"), 2, 4);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM inbound_message"), 8);
}

static void who_guesses_addresses_does_not_have_anothers_replies_held(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	configure(house, "replies_per_hour = \"2\"\\n");
	for (int i = 0; i < 8; i++)
		assert_int_equal(reply(house, "owner@example.org", "ffffffffffffffffffffffffffffffff",
					 arena_printf(house->mem, "%d@x.example", i), "", "Ja"), EX_NOUSER);
	assert_int_equal(reply(house, "owner@example.org", token, "9@x.example", "", "Ja"), EX_OK);
	assert_string_equal(outcome(house), "interested");
}

static void a_machine_that_repeats_itself_is_passed_on_twice_and_asked_twice(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	for (int i = 0; i < 6; i++)
		assert_int_equal(reply(house, "owner@example.org", token,
					 arena_printf(house->mem, "%d@x.example", i), "", "Tak for din mail!"), EX_OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM message"), 2);
	assert_string_equal(outcome(house), "repeated");
	assert_in_range(mails(house, "reply-unclear", "owner@example.org"), 1, 2);
}

static void our_own_mail_that_comes_back_is_a_machines(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	const char *token = issue(house, TOKEN_MATCH, market.owner, market.match);

	assert_int_equal(reply(house, house->configuration->mail_from, token, "1@x.example", "", "Ja"), EX_OK);
	assert_string_equal(outcome(house), "automatic");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_machine_decides_nothing_and_gets_no_answer, house_reset),
		cmocka_unit_test_setup(an_out_of_office_subject_is_only_a_hint, house_reset),
		cmocka_unit_test_setup_teardown(too_many_from_one_sender_are_held, house_reset, put_back),
		cmocka_unit_test_setup_teardown(who_guesses_addresses_does_not_have_anothers_replies_held, house_reset,
			put_back),
		cmocka_unit_test_setup(a_machine_that_repeats_itself_is_passed_on_twice_and_asked_twice, house_reset),
		cmocka_unit_test_setup(our_own_mail_that_comes_back_is_a_machines, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
