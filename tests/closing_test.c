/* SPDX-License-Identifier: MPL-2.0 */
/* Closing an account: who may not yet, what is deleted, and what stays without a name. */
#include "tests/market.h"

#include "lib/account.h"
#include "lib/closing.h"
#include "lib/conversation.h"
#include "lib/session.h"
#include "lib/token.h"

static enum err closes(struct house *house, int64_t account)
{
	return closing_close(house->db, house->mem, account, "Lukket konto");
}

static void nothing_that_names_the_person_is_left(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	char token[TOKEN_TEXT_SIZE];

	assert_int_equal(session_begin(house->db, house->mem, market.colleague, token), OK);
	house_sql(house, "UPDATE account SET phone = '12345678', password_hash = 'x' WHERE id = %lld", (long long)market.colleague);
	house_sql(house, "UPDATE enterprise SET contact_name = 'Colleague', contact_email = 'colleague@example.org'"
		" WHERE organisation_id = %lld", (long long)market.enterprise);
	house_sql(house, "INSERT INTO plan_follower (organisation_id, address, language, created_at)"
		" VALUES (%lld, 'colleague@example.org', 'da', UTC_TIMESTAMP())", (long long)market.municipality);
	house_sql(house, "INSERT INTO outbox (kind, account_id, recipient_address, recipient_name, language, model, message_id,"
		" status, next_attempt_at, created_at) VALUES ('login-link', %lld, 'colleague@example.org', 'Colleague', 'da', '{}',"
		" 'm1', 'sent', UTC_TIMESTAMP(), UTC_TIMESTAMP())", (long long)market.colleague);
	house_sql(house, "INSERT INTO inbound_message (message_id, token_hash, sender_address, outcome, received_at)"
		" VALUES ('m2', REPEAT('x', 32), 'colleague@example.org', 'message', UTC_TIMESTAMP())");
	house_sql(house, "INSERT INTO mail_subscription VALUES (REPEAT('y', 32), 'colleague@example.org', 'match', UTC_TIMESTAMP())");
	assert_int_equal(closes(house, market.colleague), OK);
	assert_int_equal(house_count(house, "SELECT (SELECT COUNT(*) FROM account WHERE email LIKE 'colleague@%%' OR name = 'Colleague'"
		" OR phone <> '' OR password_hash IS NOT NULL)"
		" + (SELECT COUNT(*) FROM enterprise WHERE contact_email = 'colleague@example.org' OR contact_name = 'Colleague')"
		" + (SELECT COUNT(*) FROM plan_follower) + (SELECT COUNT(*) FROM session) + (SELECT COUNT(*) FROM mail_subscription)"
		" + (SELECT COUNT(*) FROM outbox WHERE recipient_address LIKE 'colleague@%%' OR recipient_name <> '')"
		" + (SELECT COUNT(*) FROM inbound_message WHERE sender_address <> '')"
		" + (SELECT COUNT(*) FROM membership WHERE account_id = %lld)", (long long)market.colleague), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'account-closed'"), 1);
}

static void the_address_is_free_for_a_new_account(void **state)
{
	struct house *house = *state;
	int64_t id = given_account(house, "Eva");

	assert_int_equal(closes(house, id), OK);
	assert_int_not_equal(given_account(house, "Eva"), id);
}

static void messages_stay_without_the_name_and_conversations_with_the_organisation(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	asked_about_line(house, &market);
	assert_int_equal(closes(house, market.colleague), OK);
	assert_string_equal(house_text(house, "SELECT CONCAT(a.name, ': ', g.text) FROM message g JOIN account a ON a.id = g.author_id"),
		"Lukket konto: Hvornår?");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM conversation_party WHERE organisation_id = %lld",
		(long long)market.enterprise), 1);
}

static void what_says_no_to_mail_stays_and_the_rest_of_the_choices_goes(void **state)
{
	struct house *house = *state;
	int64_t id = given_account(house, "Eva");

	house_sql(house, "INSERT INTO mail_preference VALUES ('eva@example.org', 'event', 'never', UTC_TIMESTAMP()),"
		" ('eva@example.org', 'match', 'weekly', UTC_TIMESTAMP())");
	house_sql(house, "INSERT INTO suppression VALUES ('eva@example.org', 'complaint', UTC_TIMESTAMP())");
	assert_int_equal(closes(house, id), OK);
	assert_string_equal(house_text(house, "SELECT GROUP_CONCAT(topic) FROM mail_preference"), "event");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM suppression"), 1);
	int64_t again = given_account(house, "Eva");
	house_sql(house, "UPDATE suppression SET reason = 'bounce'");
	assert_int_equal(closes(house, again), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM suppression"), 0);
}

/* ---- who may not yet ---- */

static void the_last_owner_of_an_approved_enterprise_hands_over_first(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct closing_obstacle *list;
	size_t count;

	assert_int_equal(closing_obstacles(house->db, house->mem, market.owner, &list, &count), OK);
	assert_int_equal(count, 1);
	assert_int_equal(list[0].need, NEEDED_AS_OWNER);
	assert_string_equal(list[0].organisation, "Kantinen");
	assert_int_equal(closes(house, market.owner), CONFLICT);
	assert_int_equal(closes(house, market.other_owner), CONFLICT);
	assert_string_equal(house_text(house, "SELECT email FROM account WHERE id = %lld", (long long)market.owner), "owner@example.org");
	assert_int_equal(membership_add(house->db, market.colleague, market.enterprise, "owner"), OK);
	assert_int_equal(closes(house, market.owner), OK);
}

static void an_enterprise_that_is_not_approved_ends_with_its_only_person(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	house_sql(house, "UPDATE enterprise SET status = 'submitted'");
	house_sql(house, "UPDATE organisation SET cvr = '29189897' WHERE id = %lld", (long long)market.other);
	assert_int_equal(closes(house, market.owner), CONFLICT); /* a colleague is there */
	assert_int_equal(closes(house, market.other_owner), OK);
	assert_string_equal(house_text(house, "SELECT CONCAT(status, COALESCE(cvr, '')) FROM enterprise JOIN organisation"
		" ON id = organisation_id WHERE id = %lld", (long long)market.other), "withdrawn");
}

static void the_last_coordinator_and_the_last_administrator_stay(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t coordinator = given_member(house, market.municipality, "Koordinator", "coordinator");
	int64_t administrator = given_account(house, "Drift"), second = given_account(house, "Anden");
	struct closing_obstacle *list;
	size_t count;

	house_sql(house, "UPDATE account SET is_administrator = 1 WHERE id = %lld", (long long)administrator);
	assert_int_equal(closes(house, coordinator), CONFLICT);
	assert_int_equal(closes(house, administrator), CONFLICT);
	assert_int_equal(closing_obstacles(house->db, house->mem, administrator, &list, &count), OK);
	assert_int_equal(list[0].need, NEEDED_AS_ADMINISTRATOR);
	house_sql(house, "UPDATE account SET is_administrator = 1 WHERE id = %lld", (long long)second);
	assert_int_equal(closes(house, administrator), OK);
	assert_int_equal(closes(house, market.buyer), OK);
	assert_int_equal(house_count(house, "SELECT created_by FROM plan_line"), coordinator);
}

#define TEST(name) cmocka_unit_test_setup(name, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_that_names_the_person_is_left),
		TEST(the_address_is_free_for_a_new_account),
		TEST(messages_stay_without_the_name_and_conversations_with_the_organisation),
		TEST(what_says_no_to_mail_stays_and_the_rest_of_the_choices_goes),
		TEST(the_last_owner_of_an_approved_enterprise_hands_over_first),
		TEST(an_enterprise_that_is_not_approved_ends_with_its_only_person),
		TEST(the_last_coordinator_and_the_last_administrator_stay),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
