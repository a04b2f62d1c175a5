/* SPDX-License-Identifier: MPL-2.0 */
/* Getting in: registering, confirming, logging in, a new password; and what nobody may learn. */
#include "tests/site.h"

#include <string.h>

static const char form[] = "name=Soul+Caf%C3%A9&cvr=29+18+98+97&municipality=0621&person=Ejer&email=ejer%40soulcafe.example";

static void registering_mails_a_link_that_lets_one_in(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = anybody(site);

	assert_redirects(post(site, browser, form, "/register"), "/register/sent");
	assert_shows(get(site, browser, "/register/sent"), "Look in your mailbox");
	const char *token = mailed_token(site, "confirm-address", "token");
	assert_shows(get(site, browser, "/register/confirm/%s", token), "Confirm and go on");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM account WHERE confirmed_at IS NOT NULL"), 0);
	assert_redirects(post(site, browser, "", "/register/confirm/%s", token), "/my");
	assert_shows(get(site, browser, "/my/account"), "ejer@soulcafe.example");
	assert_string_equal(house_text(site->house, "SELECT CONCAT(o.name, ' ', e.status, ' ', m.role) FROM organisation o"
						    " JOIN enterprise e ON e.organisation_id = o.id JOIN membership m"
						    " ON m.organisation_id = o.id"), "Soul Café draft owner");
}

static void a_confirmation_link_works_once(void **state)
{
	struct site_house *site = *state;

	post(site, NULL, form, "/register");
	const char *token = mailed_token(site, "confirm-address", "token");
	assert_int_equal(post(site, NULL, "", "/register/confirm/%s", token).status, 303);
	assert_int_equal(post(site, NULL, "", "/register/confirm/%s", token).status, 404);
	struct res used = get(site, NULL, "/register/confirm/%s", token);
	assert_int_equal(used.status, 404);
	assert_non_null(strstr(used.body, "This link has been used already"));
}

static void all_that_is_wrong_is_told_at_once_and_what_was_typed_stays(void **state)
{
	struct site_house *site = *state;
	struct res res = post(site, NULL, "name=Soul+%3Cb%3E&cvr=12345678&municipality=9999&person=&email=x", "/register");

	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "value=\"Soul &lt;b&gt;\""));
	assert_non_null(strstr(res.body, "value=\"12345678\""));
	assert_non_null(strstr(res.body, "eight digits of your CVR number"));
	assert_non_null(strstr(res.body, "Choose a municipality."));
	assert_non_null(strstr(res.body, "Fill this in."));
	assert_non_null(strstr(res.body, "e-mail address like"));
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM organisation"), 0);
}

static const char second_form[] = "name=En+anden&cvr=10150817&municipality=0621&person=Ejer&email=ejer%40soulcafe.example";

static const char *owned(struct site_house *site)
{
	return house_text(site->house, "SELECT GROUP_CONCAT(o.name ORDER BY o.name SEPARATOR ', ') FROM organisation o"
		" JOIN membership m ON m.organisation_id = o.id AND m.role = 'owner'");
}

static void an_address_that_has_an_account_gets_the_same_page_and_another_mail(void **state)
{
	struct site_house *site = *state;

	post(site, NULL, form, "/register");
	post(site, NULL, "", "/register/confirm/%s", mailed_token(site, "confirm-address", "token"));
	struct res again = post(site, NULL, second_form, "/register");
	assert_redirects(again, "/register/sent");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'account-exists'"), 1);
	assert_string_equal(owned(site), "Soul Café"); /* whoever typed it need not be they */
	struct browser *browser = anybody(site);
	const char *token = mailed_token(site, "account-exists", "token");
	assert_redirects(post(site, browser, "", "/register/confirm/%s", token), "/my");
	assert_string_equal(owned(site), "En anden, Soul Café");
	assert_shows(get(site, browser, "/my"), "<h1>En anden</h1>");
}

static void an_enterprise_that_waits_for_an_account_gives_way_to_who_confirms_first(void **state)
{
	struct site_house *site = *state;
	static const char theirs[] = "name=Rette+ejer&cvr=10150817&municipality=0630&person=To&email=to%40rette.example";

	post(site, NULL, form, "/register");
	post(site, NULL, "", "/register/confirm/%s", mailed_token(site, "confirm-address", "token"));
	post(site, NULL, second_form, "/register");
	const char *token = mailed_token(site, "account-exists", "token");
	assert_redirects(post(site, NULL, theirs, "/register"), "/register/sent");
	assert_int_equal(post(site, NULL, "", "/register/confirm/%s", token).status, 404);
	post(site, NULL, "", "/register/confirm/%s", mailed_token(site, "confirm-address", "token"));
	assert_string_equal(owned(site), "Rette ejer, Soul Café");
}

static void registering_again_before_confirming_keeps_both_enterprises(void **state)
{
	struct site_house *site = *state;

	post(site, NULL, form, "/register");
	const char *first = mailed_token(site, "confirm-address", "token");
	assert_redirects(post(site, NULL, second_form, "/register"), "/register/sent");
	assert_redirects(post(site, NULL, second_form, "/register"), "/register/sent"); /* the mail did not come */
	assert_redirects(post(site, NULL, "", "/register/confirm/%s", first), "/my");
	assert_string_equal(owned(site), "En anden, Soul Café");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM account"), 1);
}

static void who_is_logged_in_registers_one_more_and_acts_for_it(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = anybody(site);

	post(site, browser, form, "/register");
	post(site, browser, "", "/register/confirm/%s", mailed_token(site, "confirm-address", "token"));
	struct res page = get(site, browser, "/register");
	assert_shows(page, "Register it");
	assert_shows_not(page, "name=\"email\"");
	struct res wrong = post(site, browser, "name=En+anden&cvr=29189897&municipality=0621", "/register");
	assert_int_equal(wrong.status, 422);
	assert_non_null(strstr(wrong.body, "value=\"En anden\""));
	assert_redirects(post(site, browser, "name=En+anden&cvr=10150817&municipality=0621", "/register"), "/my");
	assert_shows(get(site, browser, "/my"), "<h1>En anden</h1>");
	assert_shows(get(site, browser, "/my/account"), "Act for Soul Café");
}

static void a_cvr_number_is_taken_only_by_who_confirmed(void **state)
{
	struct site_house *site = *state;
	static const char second[] = "name=Rette+ejer&cvr=29189897&municipality=0630&person=To&email=to%40rette.example";
	static const char third[] = "name=Tredje&cvr=29189897&municipality=0630&person=Tre&email=tre%40rette.example";

	post(site, NULL, form, "/register"); /* never confirmed */
	assert_redirects(post(site, NULL, second, "/register"), "/register/sent");
	assert_string_equal(house_text(site->house, "SELECT name FROM organisation"), "Rette ejer");
	post(site, NULL, "", "/register/confirm/%s", mailed_token(site, "confirm-address", "token"));
	struct res res = post(site, NULL, third, "/register");
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "is registered already"));
}

static int64_t given_password(struct site_house *site, const char *name, const char *password)
{
	int64_t account = given_account(site->house, name);
	char *hash;

	assert_int_equal(password_hash(site->house->mem, password, &hash), OK);
	house_sql(site->house, "UPDATE account SET password_hash = '%s' WHERE id = %lld", hash, (long long)account);
	return account;
}

static void a_password_lets_in_and_a_wrong_one_says_the_same_as_no_account(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = anybody(site);

	given_password(site, "Ejer", "en god saetning");
	struct res wrong = post(site, browser, "email=ejer%40example.org&password=forkert", "/login");
	struct res nobody = post(site, browser, "email=ingen%40example.org&password=forkert", "/login");
	assert_int_equal(wrong.status, 422);
	assert_int_equal(nobody.status, 422);
	assert_null(strstr(wrong.body, "forkert"));
	assert_non_null(strstr(nobody.body, "do not belong together"));
	assert_non_null(strstr(wrong.body, "do not belong together"));
	assert_redirects(post(site, browser, "email=Ejer%40example.org&password=en+god+saetning", "/login"), "/my");
	assert_shows(get(site, browser, "/my/account"), "ejer@example.org");
	assert_redirects(post(site, browser, "", "/logout"), "/");
	assert_redirects(get(site, browser, "/my/account"), "/login?next=/my/account");
}

static void who_is_disabled_or_has_not_confirmed_stays_out(void **state)
{
	struct site_house *site = *state;
	int64_t account = given_password(site, "Ejer", "en god saetning");
	struct browser *browser = as(site, account);

	house_sql(site->house, "UPDATE account SET disabled_at = UTC_TIMESTAMP()");
	assert_int_equal(post(site, NULL, "email=ejer%40example.org&password=en+god+saetning", "/login").status, 422);
	assert_int_equal(get(site, browser, "/my/account").status, 303);
	house_sql(site->house, "UPDATE account SET disabled_at = NULL, confirmed_at = NULL");
	assert_int_equal(post(site, NULL, "email=ejer%40example.org&password=en+god+saetning", "/login").status, 422);
}

static void a_mailed_link_lets_in_once(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = anybody(site);

	given_account(site->house, "Ejer");
	assert_redirects(post(site, browser, "email=ejer%40example.org", "/login/link"), "/login/sent");
	assert_redirects(post(site, browser, "email=ingen%40example.org", "/login/link"), "/login/sent");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox"), 1);
	const char *token = mailed_token(site, "login-link", "token");
	assert_shows(get(site, browser, "/login/link/%s", token), "Welcome back");
	assert_redirects(post(site, browser, "", "/login/link/%s", token), "/my");
	assert_int_equal(post(site, anybody(site), "", "/login/link/%s", token).status, 404);
}

static void a_new_password_ends_every_session(void **state)
{
	struct site_house *site = *state;
	struct browser *old = as(site, given_password(site, "Ejer", "den gamle saetning"));
	struct browser *browser = anybody(site);

	post(site, browser, "email=ejer%40example.org", "/password/forgotten");
	const char *token = mailed_token(site, "reset-password", "token");
	struct res weak = post(site, browser, "password=kort", "/password/%s", token);
	assert_int_equal(weak.status, 422);
	assert_redirects(post(site, browser, "password=en+helt+ny+saetning", "/password/%s", token), "/my");
	assert_int_equal(get(site, old, "/my/account").status, 303);
	assert_int_equal(get(site, browser, "/my/account").status, 200);
	assert_int_equal(post(site, NULL, "email=ejer%40example.org&password=den+gamle+saetning", "/login").status, 422);
	assert_redirects(post(site, NULL, "email=ejer%40example.org&password=en+helt+ny+saetning", "/login"), "/my");
}

static void guessing_is_stopped_after_ten_tries(void **state)
{
	struct site_house *site = *state;

	given_password(site, "Ejer", "en god saetning");
	for (int i = 0; i < 10; i++)
		assert_int_equal(post(site, NULL, "email=ejer%40example.org&password=forkert", "/login").status, 422);
	assert_int_equal(post(site, NULL, "email=ejer%40example.org&password=en+god+saetning", "/login").status, 429);
}

static void an_expired_session_and_one_of_a_disabled_account_are_none(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = as(site, given_account(site->house, "Ejer"));

	assert_int_equal(get(site, browser, "/my/account").status, 200);
	house_sql(site->house, "UPDATE session SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND");
	assert_redirects(get(site, browser, "/my/account"), "/login?next=/my/account");
	house_sql(site->house, "UPDATE session SET expires_at = UTC_TIMESTAMP() + INTERVAL 1 DAY");
	assert_int_equal(get(site, browser, "/my/account").status, 200);
	house_sql(site->house, "UPDATE account SET disabled_at = UTC_TIMESTAMP()");
	assert_redirects(get(site, browser, "/my/account"), "/login?next=/my/account");
}

static void a_form_without_its_token_changes_nothing(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = as(site, given_account(site->house, "Ejer"));

	assert_int_equal(post_forged(site, NULL, form, "/register").status, 403);
	assert_int_equal(post_forged(site, browser, "name=Anden&language=da", "/my/account").status, 403);
	struct res forged = post_forged(site, browser, "name=Anden&language=da&csrf=00", "/my/account");
	assert_int_equal(forged.status, 403);
	assert_non_null(strstr(forged.body, "The page may have been open for too long."));
	assert_non_null(strstr(forged.body, "value=\"Anden\"")); /* nothing typed is lost */
	assert_string_equal(house_text(site->house, "SELECT name FROM account"), "Ejer");
	assert_redirects(post(site, browser, "name=Anden&language=nl", "/my/account"), "/my/account");
	assert_string_equal(house_text(site->house, "SELECT CONCAT(name, language) FROM account"), "Andennl");
}

/* Pages are compressed: a token that stayed the same could be guessed from their sizes (BREACH). */
static void each_page_has_another_token_and_all_of_them_are_right(void **state)
{
	struct site_house *site = *state;
	struct arena *mem = site->house->mem;
	struct browser *browser = as(site, given_account(site->house, "Ejer"));
	const char *first = hidden_in(site, get(site, browser, "/my/account"), "csrf");
	const char *second = hidden_in(site, get(site, browser, "/my/account"), "csrf");

	assert_string_not_equal(first, second);
	assert_string_not_equal(first + strlen(first) / 2, second + strlen(second) / 2);
	const char *form_first = arena_printf(mem, "name=Anden&language=da&csrf=%s", first);
	const char *form_second = arena_printf(mem, "name=Tredje&language=da&csrf=%s", second);
	assert_redirects(post_forged(site, browser, form_second, "/my/account"), "/my/account");
	assert_redirects(post_forged(site, browser, form_first, "/my/account"), "/my/account");
	assert_string_equal(house_text(site->house, "SELECT name FROM account"), "Anden");

	struct browser *other = as(site, given_account(site->house, "Gaest"));
	assert_int_equal(post_forged(site, other, form_first, "/my/account").status, 403);
	assert_int_equal(post_forged(site, browser, arena_printf(mem, "name=Ny&language=da&csrf=%.64s%.64s",
		first, second + 64), "/my/account").status, 403);
}

static void one_acts_only_for_organisations_that_one_belongs_to(void **state)
{
	struct site_house *site = *state;
	int64_t first = given_enterprise(site->house, "Alfa", "0621");
	int64_t second = given_enterprise(site->house, "Beta", "0630");
	int64_t foreign = given_enterprise(site->house, "Gamma", "0630");
	int64_t account = given_member(site->house, first, "Ejer", "owner");
	house_sql(site->house, "INSERT INTO membership (account_id, organisation_id, role, created_at)"
			       " VALUES (%lld, %lld, 'member', UTC_TIMESTAMP())", (long long)account, (long long)second);
	struct browser *browser = as(site, account);

	const char *form_second = arena_printf(site->house->mem, "organisation=%lld", (long long)second);
	const char *form_foreign = arena_printf(site->house->mem, "organisation=%lld", (long long)foreign);
	assert_shows(get(site, browser, "/my/account"), "Act for Beta");
	assert_redirects(post(site, browser, form_second, "/my/account/organisation"), "/my");
	assert_shows(get(site, browser, "/my/account"), "Act for Alfa");
	assert_int_equal(post(site, browser, form_foreign, "/my/account/organisation").status, 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(registering_mails_a_link_that_lets_one_in, site_house_reset),
		cmocka_unit_test_setup(a_confirmation_link_works_once, site_house_reset),
		cmocka_unit_test_setup(all_that_is_wrong_is_told_at_once_and_what_was_typed_stays, site_house_reset),
		cmocka_unit_test_setup(an_address_that_has_an_account_gets_the_same_page_and_another_mail, site_house_reset),
		cmocka_unit_test_setup(an_enterprise_that_waits_for_an_account_gives_way_to_who_confirms_first, site_house_reset),
		cmocka_unit_test_setup(registering_again_before_confirming_keeps_both_enterprises, site_house_reset),
		cmocka_unit_test_setup(who_is_logged_in_registers_one_more_and_acts_for_it, site_house_reset),
		cmocka_unit_test_setup(a_cvr_number_is_taken_only_by_who_confirmed, site_house_reset),
		cmocka_unit_test_setup(a_password_lets_in_and_a_wrong_one_says_the_same_as_no_account, site_house_reset),
		cmocka_unit_test_setup(who_is_disabled_or_has_not_confirmed_stays_out, site_house_reset),
		cmocka_unit_test_setup(a_mailed_link_lets_in_once, site_house_reset),
		cmocka_unit_test_setup(a_new_password_ends_every_session, site_house_reset),
		cmocka_unit_test_setup(guessing_is_stopped_after_ten_tries, site_house_reset),
		cmocka_unit_test_setup(an_expired_session_and_one_of_a_disabled_account_are_none, site_house_reset),
		cmocka_unit_test_setup(a_form_without_its_token_changes_nothing, site_house_reset),
		cmocka_unit_test_setup(each_page_has_another_token_and_all_of_them_are_right, site_house_reset),
		cmocka_unit_test_setup(one_acts_only_for_organisations_that_one_belongs_to, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
