/* SPDX-License-Identifier: MPL-2.0 */
/* Tokens that were mailed to someone, and the audit beside them. */
#include "tests/support.h"

#include <string.h>

#include "lib/audit.h"
#include "lib/token.h"

static void issue(struct house *house, enum token_purpose purpose, moment expires_at,
	char text[TOKEN_TEXT_SIZE])
{
	int64_t account = given_account(house, "Anna");

	assert_int_equal(token_issue(house->db,
				 &(struct token){
					 .purpose = purpose,
					 .account_id = account,
					 .subject_id = 7,
					 .expires_at = expires_at,
				 },
				 text),
		OK);
}

static void a_token_is_found_for_its_purpose_only(void **state)
{
	struct house *house = *state;
	char text[TOKEN_TEXT_SIZE];
	struct token found;

	issue(house, TOKEN_MATCH, clock_now() + 60, text);
	assert_int_equal(token_find(house->db, house->mem, text, TOKEN_MATCH, &found), OK);
	assert_int_equal(found.subject_id, 7);
	assert_int_equal(found.purpose, TOKEN_MATCH);
	assert_int_equal(token_find(house->db, house->mem, text, TOKEN_LOGIN, &found), NOT_FOUND);
	assert_int_equal(token_find_reply(house->db, house->mem, text, &found), OK);
}

static void only_its_hash_is_stored(void **state)
{
	struct house *house = *state;
	char text[TOKEN_TEXT_SIZE];

	issue(house, TOKEN_LOGIN, clock_now() + 60, text);
	assert_int_equal(strlen(text), 32);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM token WHERE hash = UNHEX('%s')", text), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM token WHERE LENGTH(hash) = 32"), 1);
}

static void a_login_token_is_no_reply_address(void **state)
{
	struct house *house = *state;
	char text[TOKEN_TEXT_SIZE];
	struct token found;

	issue(house, TOKEN_LOGIN, clock_now() + 60, text);
	assert_int_equal(token_find_reply(house->db, house->mem, text, &found), NOT_FOUND);
}

static void an_expired_token_is_not_found_and_not_used(void **state)
{
	struct house *house = *state;
	char text[TOKEN_TEXT_SIZE];
	struct token found;

	issue(house, TOKEN_RESET, clock_now() - 1, text);
	assert_int_equal(token_find(house->db, house->mem, text, TOKEN_RESET, &found), NOT_FOUND);
	assert_int_equal(token_use(house->db, text, TOKEN_RESET), NOT_FOUND);
}

static void a_token_is_used_once(void **state)
{
	struct house *house = *state;
	char text[TOKEN_TEXT_SIZE];
	struct token found;

	issue(house, TOKEN_CONFIRM, clock_now() + 60, text);
	assert_int_equal(token_use(house->db, text, TOKEN_RESET), NOT_FOUND);
	assert_int_equal(token_use(house->db, text, TOKEN_CONFIRM), OK);
	assert_int_equal(token_use(house->db, text, TOKEN_CONFIRM), NOT_FOUND);
	assert_int_equal(token_find(house->db, house->mem, text, TOKEN_CONFIRM, &found), NOT_FOUND);
}

static void a_closed_accounts_token_does_nothing(void **state)
{
	struct house *house = *state;
	char text[TOKEN_TEXT_SIZE];
	struct token found;

	issue(house, TOKEN_CONVERSATION, clock_now() + 60, text);
	house_sql(house, "UPDATE account SET disabled_at = UTC_TIMESTAMP()");
	assert_int_equal(token_find_reply(house->db, house->mem, text, &found), NOT_FOUND);
}

static void what_is_no_token_is_not_looked_for(void **state)
{
	struct house *house = *state;
	struct token found;

	assert_int_equal(token_find(house->db, house->mem, NULL, TOKEN_LOGIN, &found), NOT_FOUND);
	assert_int_equal(token_find(house->db, house->mem, "' OR 1=1 --", TOKEN_LOGIN, &found), NOT_FOUND);
	assert_int_equal(token_use(house->db, "", TOKEN_LOGIN), NOT_FOUND);
}

static void the_audit_tells_who_did_what_newest_first(void **state)
{
	struct house *house = *state;
	int64_t account = given_account(house, "Anna");
	json_t *list;

	assert_int_equal(audit_add(house->db,
				 &(struct audit){.action = "made", .subject_kind = "thing", .subject_id = 3}),
		OK);
	assert_int_equal(audit_add(house->db,
				 &(struct audit){.account_id = account, .action = "changed",
					 .subject_kind = "thing", .subject_id = 3, .detail = "{\"a\":1}"}),
		OK);
	assert_int_equal(audit_list(house->db, house->mem,
		&(struct audit_query){.subject_kind = "thing", .subject_id = 3, .limit = 200}, "da", &list), OK);
	assert_int_equal(json_array_size(list), 2);
	json_t *newest = json_array_get(list, 0);
	assert_string_equal(json_string_value(json_object_get(newest, "action")), "changed");
	assert_string_equal(json_string_value(json_object_get(newest, "who")), "Anna");
	json_decref(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_token_is_found_for_its_purpose_only, house_reset),
		cmocka_unit_test_setup(only_its_hash_is_stored, house_reset),
		cmocka_unit_test_setup(a_login_token_is_no_reply_address, house_reset),
		cmocka_unit_test_setup(an_expired_token_is_not_found_and_not_used, house_reset),
		cmocka_unit_test_setup(a_token_is_used_once, house_reset),
		cmocka_unit_test_setup(a_closed_accounts_token_does_nothing, house_reset),
		cmocka_unit_test_setup(what_is_no_token_is_not_looked_for, house_reset),
		cmocka_unit_test_setup(the_audit_tells_who_did_what_newest_first, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
