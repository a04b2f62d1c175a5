/* SPDX-License-Identifier: MPL-2.0 */
/* Colleagues: who may remove whom, who is the last, and what no longer reaches who is gone. */
#include "tests/market.h"

#include "lib/colleague.h"
#include "lib/conversation.h"
#include "lib/session.h"
#include "lib/token.h"

static enum err leaves(struct house *house, int64_t organisation, int64_t account, int64_t by)
{
	return colleague_remove(house->db, house->mem,
		&(struct colleague){.organisation_id = organisation, .account_id = account, .by = by});
}

static void an_owner_removes_a_colleague_whose_session_loses_access_at_once(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	char token[TOKEN_TEXT_SIZE];
	struct session session;

	assert_int_equal(session_begin(house->db, house->mem, market.colleague, token), OK);
	assert_int_equal(leaves(house, market.enterprise, market.colleague, market.owner), OK);
	assert_int_equal(session_find(house->db, house->mem, token, &session), OK);
	assert_int_equal(session.organisation_id, 0);
	assert_false(session.is_supplier);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'colleague-removed' AND account_id = %lld",
		(long long)market.owner), 1);
	assert_int_equal(leaves(house, market.enterprise, market.colleague, market.owner), NOT_FOUND);
}

static void a_session_goes_on_for_another_organisation(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	char token[TOKEN_TEXT_SIZE];
	struct session session;

	assert_int_equal(session_begin(house->db, house->mem, market.colleague, token), OK);
	house_sql(house, "INSERT INTO membership (account_id, organisation_id, role, created_at)"
		" VALUES (%lld, %lld, 'member', UTC_TIMESTAMP())", (long long)market.colleague, (long long)market.other);
	assert_int_equal(leaves(house, market.enterprise, market.colleague, market.colleague), OK);
	assert_int_equal(session_find(house->db, house->mem, token, &session), OK);
	assert_int_equal(session.organisation_id, market.other);
}

static void only_who_leads_removes_another(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	assert_int_equal(leaves(house, market.enterprise, market.owner, market.colleague), FORBIDDEN);
	assert_int_equal(leaves(house, market.enterprise, market.colleague, market.other_owner), FORBIDDEN);
	assert_int_equal(leaves(house, market.enterprise, market.other_owner, market.owner), NOT_FOUND);
}

static void the_last_owner_stays_until_another_owns_it(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct colleague colleague = {.organisation_id = market.enterprise, .account_id = market.colleague, .by = market.owner};

	assert_int_equal(leaves(house, market.enterprise, market.owner, market.owner), CONFLICT);
	assert_int_equal(colleague_make_owner(house->db, house->mem, &colleague), OK);
	assert_int_equal(colleague_make_owner(house->db, house->mem, &colleague), NOT_FOUND);
	assert_int_equal(leaves(house, market.enterprise, market.owner, market.owner), OK);
	assert_int_equal(leaves(house, market.enterprise, market.colleague, market.colleague), CONFLICT);
}

static void an_owner_who_cannot_log_in_does_not_count(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t second = given_member(house, market.enterprise, "Anden", "owner");

	house_sql(house, "UPDATE account SET confirmed_at = NULL WHERE id = %lld", (long long)second);
	assert_int_equal(leaves(house, market.enterprise, market.owner, market.owner), CONFLICT);
	house_sql(house, "UPDATE account SET confirmed_at = UTC_TIMESTAMP(), disabled_at = UTC_TIMESTAMP() WHERE id = %lld",
		(long long)second);
	assert_int_equal(leaves(house, market.enterprise, market.owner, market.owner), CONFLICT);
}

static void the_last_coordinator_stays_and_so_does_the_last_person(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	assert_int_equal(leaves(house, market.municipality, market.buyer, market.buyer), CONFLICT);
	int64_t coordinator = given_member(house, market.municipality, "Koordinator", "coordinator");
	assert_int_equal(leaves(house, market.municipality, coordinator, coordinator), CONFLICT);
	assert_int_equal(leaves(house, market.municipality, market.buyer, market.buyer), OK);
}

static void conversations_stay_and_go_to_who_leads(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	asked_about_line(house, &market);
	assert_int_equal(leaves(house, market.enterprise, market.colleague, market.owner), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM conversation_party WHERE organisation_id = %lld"
		" AND account_id IS NULL", (long long)market.enterprise), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM message"), 1);
}

static void a_buyer_s_purchases_go_to_another_buyer(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t coordinator = given_member(house, market.municipality, "Koordinator", "coordinator");
	int64_t second = given_member(house, market.municipality, "Anden", "buyer");

	assert_int_equal(leaves(house, market.municipality, market.buyer, coordinator), OK);
	assert_int_equal(house_count(house, "SELECT created_by FROM plan_line"), second);
}

static void links_and_mails_for_the_organisation_end_and_no_others(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	char ours[TOKEN_TEXT_SIZE], others[TOKEN_TEXT_SIZE];
	int64_t foreign = given_match(house, market.line, market.other);
	struct token token = {.purpose = TOKEN_MATCH, .account_id = market.colleague, .subject_id = market.match,
		.expires_at = clock_now() + 3600}, found;

	assert_int_equal(token_issue(house->db, &token, ours), OK);
	token.subject_id = foreign;
	assert_int_equal(token_issue(house->db, &token, others), OK);
	for (int i = 0; i < 2; i++)
		house_sql(house, "INSERT INTO outbox (kind, topic, account_id, recipient_address, recipient_name, language,"
			" model, message_id, next_attempt_at, created_at) VALUES ('match', 'match', %lld, 'colleague@example.org', '',"
			" 'da', '{\"enterprise_name\": \"%s\"}', UUID(), UTC_TIMESTAMP(), UTC_TIMESTAMP())",
			(long long)market.colleague, i == 0 ? "Kantinen" : "Vaskeriet");
	assert_int_equal(leaves(house, market.enterprise, market.colleague, market.owner), OK);
	assert_int_equal(token_find(house->db, house->mem, ours, TOKEN_MATCH, &found), NOT_FOUND);
	assert_int_equal(token_find(house->db, house->mem, others, TOKEN_MATCH, &found), OK);
	assert_string_equal(house_text(house, "SELECT GROUP_CONCAT(JSON_VALUE(model, '$.enterprise_name')) FROM outbox"),
		"Vaskeriet");
}

#define TEST(name) cmocka_unit_test_setup(name, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_owner_removes_a_colleague_whose_session_loses_access_at_once),
		TEST(a_session_goes_on_for_another_organisation),
		TEST(only_who_leads_removes_another),
		TEST(the_last_owner_stays_until_another_owns_it),
		TEST(an_owner_who_cannot_log_in_does_not_count),
		TEST(the_last_coordinator_stays_and_so_does_the_last_person),
		TEST(conversations_stay_and_go_to_who_leads),
		TEST(a_buyer_s_purchases_go_to_another_buyer),
		TEST(links_and_mails_for_the_organisation_end_and_no_others),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
