/* SPDX-License-Identifier: MPL-2.0 */
/* Who wants which mails how often, and how one ends them: lib/mail_preference.c with lib/outbox.c. */
#include "tests/support.h"

#include <string.h>

#include "lib/mail_kind.h"
#include "lib/mail_preference.h"
#include "lib/outbox.h"
#include "lib/suppression.h"
#include "lib/text.h"

#define ANNA "anna@example.org"

/* A question about a purchase, to Anna, who has no account. */
static void given_question(struct house *house)
{
	json_t *model = json_pack("{s:i, s:s, s:s}", "line_id", 1, "title", "Kantinedrift", "question", "Hvornår?");

	assert_int_equal(outbox_add(house->db, house->mem, house->configuration, &(struct outbox_mail){
		.kind = "question-asked", .address = ANNA, .name = "Anna", .language = "da", .model = model}), OK);
	json_decref(model);
}

static const char *token_of(struct house *house, const char *topic)
{
	char *token = arena_alloc(house->mem, TOKEN_TEXT_SIZE);

	subscription_token(house->configuration, ANNA, topic, token);
	return token;
}

static int64_t status_count(struct house *house, const char *status)
{
	return house_count(house, "SELECT COUNT(*) FROM outbox WHERE status = '%s'", status);
}

static void who_has_chosen_nothing_is_told_at_once(void **state)
{
	struct house *house = *state;

	given_question(house);
	assert_int_equal(status_count(house, "queued"), 1);
}

static void who_wants_a_topic_daily_has_its_mails_held_until_a_morning(void **state)
{
	struct house *house = *state;

	assert_int_equal(mail_pace_set(house->db, ANNA, "question", PACE_DAILY), OK);
	given_question(house);
	assert_int_equal(status_count(house, "held"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE next_attempt_at > UTC_TIMESTAMP()"
		" AND next_attempt_at <= UTC_TIMESTAMP() + INTERVAL 25 HOUR"), 1);
}

static void a_digest_is_due_at_seven_in_the_morning_and_the_weekly_one_on_a_monday(void **state)
{
	(void)state;
	const moment night = moment_at(day_from(2027, 3, 4), 3, 0), noon = moment_at(day_from(2027, 3, 4), 12, 0);

	assert_true(mail_pace_due(PACE_AT_ONCE, noon) == noon);
	assert_true(mail_pace_due(PACE_DAILY, night) == moment_at(day_from(2027, 3, 4), 7, 0));
	assert_true(mail_pace_due(PACE_DAILY, noon) == moment_at(day_from(2027, 3, 5), 7, 0));
	assert_true(mail_pace_due(PACE_WEEKLY, noon) == moment_at(day_from(2027, 3, 8), 7, 0));
	/* summer time begins on the night to 28 March: still seven on the clock */
	assert_true(mail_pace_due(PACE_DAILY, moment_at(day_from(2027, 3, 27), 8, 0))
		- moment_at(day_from(2027, 3, 27), 7, 0) == 23 * 3600);
}

static void who_wants_a_topic_never_is_not_mailed_of_it_but_of_the_others(void **state)
{
	struct house *house = *state;

	assert_int_equal(mail_pace_set(house->db, ANNA, "question", PACE_NEVER), OK);
	given_question(house);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);
	assert_int_equal(mail_pace_set(house->db, ANNA, "question", PACE_AT_ONCE), OK);
	assert_int_equal(mail_pace_set(house->db, ANNA, "match", PACE_NEVER), OK);
	given_question(house);
	assert_int_equal(status_count(house, "queued"), 1);
}

static void a_new_choice_holds_for_what_waits_already(void **state)
{
	struct house *house = *state;

	mail_pace_set(house->db, ANNA, "question", PACE_WEEKLY);
	given_question(house);
	assert_int_equal(mail_pace_set(house->db, ANNA, "question", PACE_AT_ONCE), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE status = 'queued'"
		" AND next_attempt_at <= UTC_TIMESTAMP()"), 1);

	mail_pace_set(house->db, ANNA, "question", PACE_WEEKLY);
	given_question(house);
	assert_int_equal(mail_pace_set(house->db, ANNA, "question", PACE_NEVER), OK);
	assert_int_equal(status_count(house, "held"), 0);
	assert_int_equal(status_count(house, "queued"), 1);
}

static void a_topic_that_cannot_wait_is_had_at_once_or_not_at_all(void **state)
{
	struct house *house = *state;

	assert_int_equal(mail_pace_set(house->db, ANNA, "reminder", PACE_DAILY), INVALID);
	assert_int_equal(mail_pace_set(house->db, ANNA, "reminder", PACE_NEVER), OK);
	assert_int_equal(mail_pace_set(house->db, ANNA, "no-such-topic", PACE_NEVER), INVALID);
}

static void the_token_of_a_mail_ends_its_topic_and_no_other(void **state)
{
	struct house *house = *state;
	enum mail_pace pace;

	given_question(house);
	assert_int_equal(subscription_end(house->db, house->mem, token_of(house, "match")), NOT_FOUND);
	assert_int_equal(subscription_end(house->db, house->mem, token_of(house, "question")), OK);
	assert_int_equal(subscription_end(house->db, house->mem, token_of(house, "question")), OK);
	assert_int_equal(mail_pace_find(house->db, house->mem, ANNA, "question", &pace), OK);
	assert_int_equal(pace, PACE_NEVER);
	assert_int_equal(mail_pace_find(house->db, house->mem, ANNA, "match", &pace), OK);
	assert_int_equal(pace, PACE_AT_ONCE);

	assert_int_equal(subscription_resume(house->db, house->mem, token_of(house, "question")), OK);
	given_question(house);
	assert_int_equal(status_count(house, "queued"), 2);
}

static void a_token_is_the_same_however_its_address_is_written_and_never_stored(void **state)
{
	struct house *house = *state;
	char token[TOKEN_TEXT_SIZE];

	subscription_token(house->configuration, "Anna@Example.ORG", "question", token);
	assert_string_equal(token, token_of(house, "question"));
	assert_string_not_equal(token, token_of(house, "match"));
	given_question(house);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM mail_subscription"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM mail_subscription WHERE HEX(hash) LIKE '%%%s%%'",
		token), 0);
	assert_int_equal(subscription_end(house->db, house->mem, "zz"), NOT_FOUND);
}

static void what_a_person_needs_cannot_be_ended(void **state)
{
	(void)state;
	static const char *const needed[] = {"confirm-address", "login-link", "reset-password", "invitation",
		"account-exists", "review-approved", "review-changes"};

	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
		assert_null(mail_kind_find(needed[i])->topic);
	for (const struct mail_kind *kind = mail_kinds; kind->name != NULL; kind++)
		assert_true(kind->topic == NULL || (mail_topic_find(kind->topic) != NULL && !kind->always));
}

static void a_mail_that_comes_back_is_known_by_the_token_it_left_with(void **state)
{
	struct house *house = *state;
	struct outbox_bounced bounced;

	given_question(house);
	const char *address = outbox_bounce_address(house->mem, house->configuration,
		house_text(house, "SELECT message_id FROM outbox"));
	char *token = arena_text_n(house->mem, strchr(address, '+') + 1, 32);

	assert_int_equal(outbox_find_bounced(house->db, house->mem, token, &bounced), OK);
	assert_string_equal(bounced.address, ANNA);
	assert_string_equal(bounced.kind, "question-asked");
	assert_string_equal(bounced.topic, "question");
	assert_int_equal(bounced.account_id, 0);
	assert_int_equal(outbox_find_bounced(house->db, house->mem, "00112233445566778899aabbccddeeff", &bounced),
		NOT_FOUND);
	assert_int_equal(outbox_find_bounced(house->db, house->mem, "bounce", &bounced), NOT_FOUND);
}

static void the_first_reason_of_a_suppression_stays_until_it_is_lifted(void **state)
{
	struct house *house = *state;
	struct suppression suppression;

	assert_int_equal(suppression_find(house->db, house->mem, ANNA, &suppression), NOT_FOUND);
	assert_int_equal(suppression_add(house->db, ANNA, SUPPRESSED_COMPLAINT), OK);
	assert_int_equal(suppression_add(house->db, "ANNA@example.org", SUPPRESSED_BOUNCE), OK);
	assert_int_equal(suppression_find(house->db, house->mem, ANNA, &suppression), OK);
	assert_int_equal(suppression.reason, SUPPRESSED_COMPLAINT);
	given_question(house);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);
	assert_int_equal(suppression_lift(house->db, ANNA), OK);
	assert_int_equal(suppression_lift(house->db, ANNA), NOT_FOUND);
}

#define TEST(test) cmocka_unit_test_setup(test, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_has_chosen_nothing_is_told_at_once),
		TEST(who_wants_a_topic_daily_has_its_mails_held_until_a_morning),
		TEST(a_digest_is_due_at_seven_in_the_morning_and_the_weekly_one_on_a_monday),
		TEST(who_wants_a_topic_never_is_not_mailed_of_it_but_of_the_others),
		TEST(a_new_choice_holds_for_what_waits_already),
		TEST(a_topic_that_cannot_wait_is_had_at_once_or_not_at_all),
		TEST(the_token_of_a_mail_ends_its_topic_and_no_other),
		TEST(a_token_is_the_same_however_its_address_is_written_and_never_stored),
		TEST(what_a_person_needs_cannot_be_ended),
		TEST(a_mail_that_comes_back_is_known_by_the_token_it_left_with),
		TEST(the_first_reason_of_a_suppression_stays_until_it_is_lifted),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
