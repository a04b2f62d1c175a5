/* SPDX-License-Identifier: MPL-2.0 */
/* What somebody tries who means no good: each was possible once. */
#include "tests/growth.h"
#include "tests/site.h"

#include <string.h>

static void given_password(struct site_house *site, int64_t account, const char *password)
{
	char *hash;

	assert_int_equal(password_hash(site->house->mem, password, &hash), OK);
	house_sql(site->house, "UPDATE account SET password_hash = '%s' WHERE id = %lld", hash, (long long)account);
}

/* Browsers drop tabs and line ends from an address: "/<tab>/elsewhere" is "//elsewhere" to them. */
static void nobody_is_sent_elsewhere_after_logging_in(void **state)
{
	struct site_house *site = *state;
	static const char *const elsewhere[] = {"https%3A%2F%2Fx.example", "%2F%2Fx.example", "%2F%5Cx.example",
		"%2F%09%2Fx.example", "%2F%09%5Cx.example", "%2F%0A%2Fx.example"};

	given_password(site, given_account(site->house, "Ejer"), "en god saetning");
	for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) {
		const char *form = arena_printf(site->house->mem,
			"email=ejer%%40example.org&password=en+god+saetning&next=%s", elsewhere[i]);
		assert_redirects(post(site, NULL, form, "/login"), "/");
		assert_redirects(get(site, NULL, "/language/da?next=%s", elsewhere[i]), "/");
	}
	assert_redirects(post(site, NULL, "email=ejer%40example.org&password=en+god+saetning&next=%2Fmy%2Faccount", "/login"),
		"/my/account");
}

static void guessing_gains_nothing_by_writing_the_address_in_another_case(void **state)
{
	struct site_house *site = *state;

	static const char *const spellings[] = {"Ejer", "eJer", "ejEr", "ejeR", "EJer", "EjEr", "EjeR", "eJEr", "eJeR", "ejER"};

	given_password(site, given_account(site->house, "Ejer"), "en god saetning");
	for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
		const char *form = arena_printf(site->house->mem, "email=%s%%40example.org&password=forkert", spellings[i]);
		assert_int_equal(post(site, NULL, form, "/login").status, 422);
	}
	assert_int_equal(post(site, NULL, "email=ejer%40example.org&password=en+god+saetning", "/login").status, 429);
}

/* Somebody else's mailbox was open for a while: the new password must end what lies in it. */
static void a_new_password_ends_the_links_that_were_mailed_before(void **state)
{
	struct site_house *site = *state;
	int64_t account = given_account(site->house, "Ejer");

	post(site, NULL, "email=ejer%40example.org", "/login/link");
	const char *login = mailed_token(site, "login-link", "token");
	post(site, NULL, "email=ejer%40example.org", "/password/forgotten");
	const char *reset = mailed_token(site, "reset-password", "token");
	assert_redirects(post(site, as(site, account), "password=en+helt+ny+saetning", "/my/account/password"), "/my/account");
	assert_int_equal(post(site, NULL, "", "/login/link/%s", login).status, 404);
	assert_int_equal(post(site, NULL, "password=en+tredje+saetning", "/password/%s", reset).status, 404);
}

static void the_present_password_cannot_be_guessed_from_an_open_session(void **state)
{
	struct site_house *site = *state;
	int64_t account = given_account(site->house, "Ejer");
	struct browser *browser = as(site, account);
	static const char wrong[] = "current_password=forkert&password=en+helt+ny+saetning";
	static const char right[] = "current_password=en+god+saetning&password=en+helt+ny+saetning";

	given_password(site, account, "en god saetning");
	for (int i = 0; i < 10; i++)
		assert_int_equal(post(site, browser, wrong, "/my/account/password").status, 422);
	assert_int_equal(post(site, browser, right, "/my/account/password").status, 429);
}

/* Another program on the same host may set any cookie; ours behind it must still be read. */
static void a_cookie_of_somebody_else_does_not_log_out(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = as(site, given_account(site->house, "Ejer"));

	given_cookie(browser, "sprog=d\xe6nsk");
	assert_shows(get(site, browser, "/my/account"), "ejer@example.org");
}

static void no_script_and_no_other_site_gets_hold_of_a_cookie(void **state)
{
	struct site_house *site = *state;
	struct res page = get(site, NULL, "/login");
	size_t count = 0;

	for (const char *at = page.headers; (at = strstr(at, "Set-Cookie: ")) != NULL; at++, count++)
		assert_non_null(strstr(arena_printf(site->house->mem, "%.*s;", (int)strcspn(at, "\r\n"), at),
			"; Path=/; Max-Age="));
	assert_int_equal(count, 1);
	assert_non_null(strstr(page.headers, "; HttpOnly; SameSite=Lax"));
}

struct long_number {
	struct site_house *site;
	struct browser *browser;
};

static void send_long_number(void *arg, size_t length)
{
	struct long_number *number = arg;
	char *form = arena_alloc(number->site->house->mem, length + 100);

	strcpy(form, "employees=");
	memset(form + strlen(form), '7', length);
	assert_int_equal(post(number->site, number->browser, form, "/my/profile").status, 422);
}

static void a_number_of_a_megabyte_is_refused_as_fast_as_it_is_read(void **state)
{
	struct site_house *site = *state;
	int64_t enterprise = given_enterprise(site->house, "Kantinen", "0621");
	struct long_number number = {site, as(site, given_member(site->house, enterprise, "Ejer", "owner"))};

	assert_true(growth(send_long_number, &number, 120000) < GROWTH_LINEAR);
}

static void inviting_somebody_who_is_disabled_lets_nobody_in_and_says_so(void **state)
{
	struct site_house *site = *state;
	int64_t administrator = given_account(site->house, "Administrator");

	given_account(site->house, "Lukket");
	house_sql(site->house, "UPDATE account SET is_administrator = 1 WHERE id = %lld", (long long)administrator);
	house_sql(site->house, "UPDATE account SET disabled_at = UTC_TIMESTAMP() WHERE email = 'lukket@example.org'");
	struct res res = post(site, as(site, administrator),
		"email=lukket%40example.org&name=Lukket&municipality=0621&roles=buyer", "/admin/accounts");
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "is disabled"));
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox"), 0);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM membership"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(nobody_is_sent_elsewhere_after_logging_in, site_house_reset),
		cmocka_unit_test_setup(guessing_gains_nothing_by_writing_the_address_in_another_case, site_house_reset),
		cmocka_unit_test_setup(a_new_password_ends_the_links_that_were_mailed_before, site_house_reset),
		cmocka_unit_test_setup(the_present_password_cannot_be_guessed_from_an_open_session, site_house_reset),
		cmocka_unit_test_setup(a_cookie_of_somebody_else_does_not_log_out, site_house_reset),
		cmocka_unit_test_setup(no_script_and_no_other_site_gets_hold_of_a_cookie, site_house_reset),
		cmocka_unit_test_setup(a_number_of_a_megabyte_is_refused_as_fast_as_it_is_read, site_house_reset),
		cmocka_unit_test_setup(inviting_somebody_who_is_disabled_lets_nobody_in_and_says_so, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
