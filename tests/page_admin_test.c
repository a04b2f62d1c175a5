/* SPDX-License-Identifier: MPL-2.0 */
/* The administrator's page: what it tells, and letting people in and keeping them out. */
#include "tests/site.h"

#include <stdlib.h>
#include <string.h>

static struct browser *given_administrator(struct site_house *site)
{
	int64_t account = given_account(site->house, "Administrator");

	house_sql(site->house, "UPDATE account SET is_administrator = 1 WHERE id = %lld", (long long)account);
	return as(site, account);
}

static void it_says_whether_torv_runs(void **state)
{
	struct site_house *site = *state;
	struct browser *administrator = given_administrator(site);

	assert_shows(get(site, administrator, "/admin"), "Torv is running");
	assert_shows_not(get(site, administrator, "/admin"), "no mail, because");
	house_sql(site->house, "INSERT INTO suppression (address, reason, created_at) VALUES ('gone@example.org', 'bounce', UTC_TIMESTAMP())");
	assert_shows(get(site, administrator, "/admin"), "1 address gets no mail, because");
	house_sql(site->house,
		"INSERT INTO outbox (kind, recipient_address, recipient_name, language, model, message_id, status, last_error,"
		" next_attempt_at, created_at) VALUES ('match', 'vaek@example.org', '', 'da', '{}', 'x@y', 'failed',"
		" '550 no such user', UTC_TIMESTAMP(), UTC_TIMESTAMP()), ('match', 'a@example.org', '', 'da', '{}', 'z@y',"
		" 'queued', '', UTC_TIMESTAMP() - INTERVAL 2 HOUR, UTC_TIMESTAMP())");
	struct res res = get(site, administrator, "/admin");
	assert_shows(res, "Mail is not being sent");
	assert_shows(res, "550 no such user");
}

static void an_invited_buyer_gets_a_link_and_may_buy(void **state)
{
	struct site_house *site = *state;
	struct browser *administrator = given_administrator(site), *buyer = anybody(site);

	assert_redirects(post(site, administrator, "email=ny%40kolding.example&name=Ny+k%C3%B8ber&municipality=0621&roles=buyer&roles=coordinator",
				 "/admin/accounts"), "/admin#accounts");
	assert_redirects(post(site, buyer, "", "/login/link/%s", mailed_token(site, "invitation", "token")), "/my");
	assert_shows(get(site, buyer, "/my"), "Kolding Kommune");
	assert_shows(get(site, buyer, "/my"), "Where your purchases stand");
	/* inviting again adds nothing twice */
	post(site, administrator, "email=ny%40kolding.example&name=Ny+k%C3%B8ber&municipality=0621&roles=buyer", "/admin/accounts");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM membership"), 2);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM organisation"), 1);
}

static void an_invitation_without_a_role_is_shown_again(void **state)
{
	struct site_house *site = *state;
	struct res res = post(site, given_administrator(site), "email=ny%40kolding.example&name=Ny&municipality=0621", "/admin/accounts");

	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "Choose at least one."));
	assert_non_null(strstr(res.body, "value=\"ny@kolding.example\""));
}

static void a_disabled_account_is_out_at_once_and_nobody_locks_out_themselves(void **state)
{
	struct site_house *site = *state;
	struct browser *administrator = given_administrator(site);
	int64_t me = house_count(site->house, "SELECT id FROM account");
	int64_t other = given_account(site->house, "Anden");
	struct browser *browser = as(site, other);

	assert_redirects(post(site, administrator, "", "/admin/accounts/%lld/disable", (long long)other), "/admin#accounts");
	assert_int_equal(get(site, browser, "/my/account").status, 303);
	assert_redirects(post(site, administrator, "", "/admin/accounts/%lld/enable", (long long)other), "/admin#accounts");
	assert_int_equal(post(site, administrator, "", "/admin/accounts/%lld/disable", (long long)me).status, 409);
	assert_int_equal(post(site, administrator, "", "/admin/accounts/999999/disable").status, 404);
}

static void accounts_are_found_by_name_address_and_organisation(void **state)
{
	struct site_house *site = *state;
	struct browser *administrator = given_administrator(site);

	given_member(site->house, given_enterprise(site->house, "Soul", "0621"), "Mette", "owner");
	given_account(site->house, "Viggo");
	assert_shows(get(site, administrator, "/admin?words=soul"), "mette@example.org");
	assert_shows(get(site, administrator, "/admin?words=soul"), "Soul (owner)");
	assert_shows_not(get(site, administrator, "/admin?words=soul"), "viggo@example.org");
	assert_shows(get(site, administrator, "/admin?words=viggo%%40"), "viggo@example.org");
	assert_shows(get(site, administrator, "/admin?words=%%25"), "No account contains these words.");
}

static void nobody_else_gets_in(void **state)
{
	struct site_house *site = *state;
	struct browser *buyer = as(site, given_member(site->house, given_municipality(site->house, "0621"), "Indkober", "buyer"));

	assert_int_equal(get(site, buyer, "/admin").status, 403);
	assert_int_equal(post(site, buyer, "email=x%40y.example&name=Ny&municipality=0621&roles=buyer", "/admin/accounts").status, 403);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM account"), 1);
}

static void what_people_did_is_listed_and_found_by_thing_and_person(void **state)
{
	struct site_house *site = *state;
	int64_t admin = given_account(site->house, "Bestyrer"), other = given_account(site->house, "Indkøberen");
	struct browser *browser = as(site, admin);

	house_sql(site->house, "UPDATE account SET is_administrator = TRUE WHERE id = %lld", (long long)admin);
	assert_shows(get(site, browser, "/admin/audit"), "Nothing is noted about it");
	for (int i = 0; i < 60; i++)
		house_sql(site->house, "INSERT INTO audit (happened_at, account_id, action, subject_kind, subject_id)"
			" VALUES (UTC_TIMESTAMP(), %lld, 'plan-changed', 'plan', %d)", (long long)other, i);
	house_sql(site->house, "INSERT INTO audit (happened_at, action, subject_kind, subject_id)"
		" VALUES (UTC_TIMESTAMP(), 'account-created', 'account', %lld)", (long long)other);
	struct res page = get(site, browser, "/admin/audit");
	assert_shows(page, "Account made");
	assert_shows(page, "Purchase plan changed");
	assert_shows_not(page, "plan-changed");
	assert_shows(page, "<option value=\"plan\">Purchase plan</option>");
	assert_shows(page, "Torv itself");
	assert_shows(page, "indkoeberen@example.org");
	assert_shows(page, "Purchase plan 59<");
	assert_shows_not(page, "Purchase plan 5<");
	assert_shows(page, "before=");
	const char *older = strstr(page.body, "before=");
	page = get(site, browser, "/admin/audit?before=%lld", strtoll(older + strlen("before="), NULL, 10));
	assert_shows(page, "Purchase plan 5<");
	assert_shows_not(page, "Purchase plan 59<");
	page = get(site, browser, "/admin/audit?kind=plan&thing=7");
	assert_shows(page, "Purchase plan 7<");
	assert_shows_not(page, "Purchase plan 8<");
	assert_shows_not(get(site, browser, "/admin/audit?person=%lld", (long long)other), "Torv itself");
	assert_shows_not(get(site, browser, "/admin/audit?kind=%%3Cb%%3E"), "<b>");
	assert_int_equal(get(site, as(site, other), "/admin/audit").status, 403);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_people_did_is_listed_and_found_by_thing_and_person, site_house_reset),
		cmocka_unit_test_setup(it_says_whether_torv_runs, site_house_reset),
		cmocka_unit_test_setup(an_invited_buyer_gets_a_link_and_may_buy, site_house_reset),
		cmocka_unit_test_setup(an_invitation_without_a_role_is_shown_again, site_house_reset),
		cmocka_unit_test_setup(a_disabled_account_is_out_at_once_and_nobody_locks_out_themselves, site_house_reset),
		cmocka_unit_test_setup(accounts_are_found_by_name_address_and_organisation, site_house_reset),
		cmocka_unit_test_setup(nobody_else_gets_in, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
