/* SPDX-License-Identifier: MPL-2.0 */
/* A form that comes after its session has ended: what was typed comes back after logging in, to whom it
 * belongs, and nothing is done before it is sent anew. */
#include <string.h>

#include <sodium.h>

#include "lib/secret.h"
#include "tests/market.h"
#include "tests/site.h"

#define PASSWORD "en god saetning"
#define TYPED "stage=established&pitch=Vi+laver+mad+%26+kaffe&description=F%C3%B8rst%0D%0Aog+s%C3%A5&municipality=0621"

static void given_passwords(struct site_house *site)
{
	char *hash;

	assert_int_equal(password_hash(site->house->mem, PASSWORD, &hash), OK);
	house_sql(site->house, "UPDATE account SET password_hash = '%s'", hash);
}

static void sessions_end(struct site_house *site)
{
	house_sql(site->house, "UPDATE session SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 DAY");
}

static struct res log_in(struct site_house *site, struct browser *browser, const char *name, const char *kept)
{
	return post(site, browser, arena_printf(site->house->mem, "email=%s%%40example.org&password=%s&kept=%s", name,
		PASSWORD, kept), "/login");
}

/* The form is refused, nothing is changed, and what was typed is carried along where nobody can read it. */
static const char *assert_kept(struct site_house *site, struct res refused)
{
	assert_int_equal(refused.status, 403);
	assert_true(shows(refused, "<h1>Log in</h1>"));
	assert_true(shows(refused, "we show you what you typed again before anything is done"));
	assert_false(shows(refused, "kaffe"));
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM enterprise WHERE pitch LIKE '%%kaffe%%'"), 0);
	return hidden_in(site, refused, "kept");
}

static void what_was_typed_comes_back_after_logging_in_and_is_saved_only_then(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *browser = as(site, market.owner);

	given_passwords(site);
	sessions_end(site);
	const char *kept = assert_kept(site, post(site, browser, TYPED, "/my/profile"));
	struct res wrong = post(site, browser, arena_printf(site->house->mem, "email=owner%%40example.org&password=forkert&kept=%s",
		kept), "/login");
	assert_int_equal(wrong.status, 422);
	struct res again = log_in(site, browser, "owner", hidden_in(site, wrong, "kept"));
	assert_shows(again, "You are logged in again.");
	assert_shows(again, "Vi laver mad &amp; kaffe</textarea>");
	assert_shows(again, "Først\nog så</textarea>");
	assert_shows(again, "action=\"/my/profile\"");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM enterprise WHERE pitch LIKE '%%kaffe%%'"), 0);
	/* the page's token is that of the new session */
	struct res saved = post_forged(site, browser, arena_printf(site->house->mem, "csrf=%s&%s", hidden_in(site, again, "csrf"),
		TYPED), "/my/profile");
	assert_redirects(saved, "/my");
	assert_string_equal(house_text(site->house, "SELECT pitch FROM enterprise WHERE organisation_id = %lld",
		(long long)market.enterprise), "Vi laver mad & kaffe");
}

static void somebody_else_does_not_get_to_see_it(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *browser = as(site, market.owner);

	given_passwords(site);
	sessions_end(site);
	const char *kept = assert_kept(site, post(site, browser, TYPED, "/my/profile"));
	struct res other = log_in(site, browser, "colleague", kept);
	assert_redirects(other, "/my");
	assert_shows(get(site, browser, "/my"), "What was typed before is not shown");
}

/* The page that comes back has the address of the log-in. */
static void without_a_script_codes_are_looked_for_where_the_form_goes(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *buyer = as(site, market.buyer);
	int64_t plan = house_count(site->house, "SELECT MAX(id) FROM plan");
	const char *path = arena_printf(site->house->mem, "/my/plans/%lld/lines/new", (long long)plan);

	given_passwords(site);
	sessions_end(site);
	const char *kept = assert_kept(site, post(site, owner, "title=Mad", "/my/offerings/new"));
	assert_shows(log_in(site, owner, "owner", kept), "formaction=\"/my/offerings/new#cpv-field\"");
	kept = assert_kept(site, post(site, buyer, "title=Mad", "%s", path));
	assert_shows(log_in(site, buyer, "buyer", kept), arena_printf(site->house->mem, "formaction=\"%s#cpv-field\"", path));
}

/* The browser has forgotten the session's cookie; it says itself that a page of ours sent the form. */
static void without_a_session_it_stays_in_the_browser_that_it_came_from(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = anybody(site);

	given_market(site->house);
	given_passwords(site);
	const char *kept = assert_kept(site, post(site, browser, TYPED, "/my/profile"));
	assert_redirects(log_in(site, anybody(site), "owner", kept), "/my");
	assert_shows(log_in(site, browser, "owner", kept), "Vi laver mad &amp; kaffe</textarea>");
}

static void a_form_that_another_site_made_is_refused_and_not_kept(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *browser = as(site, market.owner);

	sessions_end(site);
	struct res forged = post_forged(site, browser, TYPED, "/my/profile");
	assert_int_equal(forged.status, 403);
	assert_false(shows(forged, "name=\"kept\""));
	assert_false(shows(forged, "kaffe"));
}

/* A text as our own pages seal it. */
static const char *sealed(struct site_house *site, const char *text)
{
	unsigned char *bytes;
	size_t size;

	secret_seal(site->house->mem, &site->house->configuration->key, text, &bytes, &size);
	size_t room = sodium_base64_encoded_len(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *out = arena_alloc(site->house->mem, room);
	return sodium_bin2base64(out, room, bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static const char *aged(struct site_house *site, int64_t account, moment at)
{
	return sealed(site, arena_printf(site->house->mem, "{\"kept_path\":\"/my/profile\",\"query\":\"\",\"fields\":"
		"[[\"pitch\",\"Vi laver mad\"]],\"account\":%lld,\"organisation\":0,\"browser\":\"\",\"at\":%lld}",
		(long long)account, (long long)at));
}

static void what_is_made_up_or_too_old_is_not_shown(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *browser = as(site, market.owner);
	moment week = 7 * 24 * 3600;

	given_passwords(site);
	assert_shows(log_in(site, browser, "owner", aged(site, market.owner, clock_now() - week + 60)), "Vi laver mad</textarea>");
	assert_redirects(log_in(site, browser, "owner", aged(site, market.owner, clock_now() - week - 60)), "/my");
	assert_redirects(log_in(site, browser, "owner", sealed(site, "{\"token\": \"x\"}")), "/my");
	assert_redirects(log_in(site, browser, "owner", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), "/my");
	assert_redirects(log_in(site, browser, "owner", "%3C"), "/my");
}

static void a_mailed_link_brings_it_back_in_the_window_that_waits(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *browser = as(site, market.owner);

	sessions_end(site);
	const char *kept = assert_kept(site, post(site, browser, TYPED, "/my/profile"));
	const char *form = arena_printf(site->house->mem, "kept=%s", kept);
	struct res sent = post(site, browser, arena_printf(site->house->mem, "email=owner%%40example.org&kept=%s", kept), "/login/link");
	assert_shows(sent, "is kept in this window");
	assert_string_equal(hidden_in(site, sent, "kept"), kept);
	struct res early = post_forged(site, browser, form, "/login/kept");
	assert_shows(early, "You are not logged in yet.");
	assert_string_equal(hidden_in(site, early, "kept"), kept);
	assert_redirects(post(site, browser, "", "/login/link/%s", mailed_token(site, "login-link", "token")), "/my");
	assert_shows(post_forged(site, browser, form, "/login/kept"), "Vi laver mad &amp; kaffe</textarea>");
}

static void passwords_are_not_kept_and_files_have_to_be_chosen_again(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *browser = as(site, market.owner);
	struct upload file = {.name = "Vejen.txt", .bytes = "Til venstre", .size = 11};

	given_passwords(site);
	sessions_end(site);
	struct res account = post(site, browser, "current_password=hemmeligt&password=hemmeligt", "/my/account/password");
	assert_int_equal(account.status, 403);
	assert_shows_not(log_in(site, browser, "owner", hidden_in(site, account, "kept")), "hemmeligt");
	sessions_end(site);
	struct res contact = post_files(site, browser, "subject=Hej&text=Kom forbi", "files", &file, 1, "/lines/%lld/contact",
		(long long)market.line);
	assert_int_equal(contact.status, 403);
	assert_true(shows(contact, "The files you have to choose once more."));
	struct res again = log_in(site, browser, "owner", hidden_in(site, contact, "kept"));
	assert_shows(again, "Kom forbi</textarea>");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM conversation"), 0);
}

static void what_a_colleague_saved_meanwhile_is_told_there_too(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *browser = as(site, market.owner);

	given_passwords(site);
	const char *seen = hidden_in(site, get(site, browser, "/my/profile"), "seen");
	sessions_end(site);
	const char *kept = assert_kept(site, post(site, browser, arena_printf(site->house->mem, "seen=%s&%s", seen, TYPED), "/my/profile"));
	house_sql(site->house, "UPDATE enterprise SET pitch = 'Noget andet'");
	struct res again = log_in(site, browser, "owner", kept);
	assert_shows(again, "Noget andet</p>");
	assert_shows(again, "Vi laver mad &amp; kaffe</textarea>");
}

static void what_is_too_long_to_be_kept_is_said_before_it_is_lost(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *browser = as(site, market.owner);
	size_t size = site->house->configuration->body_limit;
	char *form = arena_alloc(site->house->mem, size + 20);

	sessions_end(site);
	memset(form, 'x', size - 1000);
	memcpy(form, "description=", 12);
	form[size - 1000] = '\0';
	struct res refused = post(site, browser, form, "/my/profile");
	assert_int_equal(refused.status, 403);
	assert_true(shows(refused, "This is too long to be kept"));
	assert_false(shows(refused, "name=\"kept\""));
}

static void an_act_without_a_form_is_answered_by_the_page_to_log_in(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *browser = as(site, market.owner);

	sessions_end(site);
	struct res refused = post(site, browser, "", "/my/facts");
	assert_int_equal(refused.status, 403);
	assert_true(shows(refused, "Log in, and do it once more."));
}

static void one_acts_again_for_the_organisation_that_one_wrote_for(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *browser = as(site, market.owner);

	given_passwords(site);
	house_sql(site->house, "INSERT INTO membership (account_id, organisation_id, role, created_at) VALUES (%lld, %lld, 'owner',"
		" UTC_TIMESTAMP())", (long long)market.owner, (long long)market.other);
	assert_redirects(post(site, browser, arena_printf(site->house->mem, "organisation=%lld", (long long)market.other),
		"/my/account/organisation"), "/my");
	sessions_end(site);
	const char *kept = assert_kept(site, post(site, browser, TYPED, "/my/profile"));
	assert_shows(log_in(site, browser, "owner", kept), "Profile of Vaskeriet");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_was_typed_comes_back_after_logging_in_and_is_saved_only_then, site_house_reset),
		cmocka_unit_test_setup(somebody_else_does_not_get_to_see_it, site_house_reset),
		cmocka_unit_test_setup(without_a_script_codes_are_looked_for_where_the_form_goes, site_house_reset),
		cmocka_unit_test_setup(without_a_session_it_stays_in_the_browser_that_it_came_from, site_house_reset),
		cmocka_unit_test_setup(a_form_that_another_site_made_is_refused_and_not_kept, site_house_reset),
		cmocka_unit_test_setup(what_is_made_up_or_too_old_is_not_shown, site_house_reset),
		cmocka_unit_test_setup(a_mailed_link_brings_it_back_in_the_window_that_waits, site_house_reset),
		cmocka_unit_test_setup(passwords_are_not_kept_and_files_have_to_be_chosen_again, site_house_reset),
		cmocka_unit_test_setup(what_a_colleague_saved_meanwhile_is_told_there_too, site_house_reset),
		cmocka_unit_test_setup(what_is_too_long_to_be_kept_is_said_before_it_is_lost, site_house_reset),
		cmocka_unit_test_setup(an_act_without_a_form_is_answered_by_the_page_to_log_in, site_house_reset),
		cmocka_unit_test_setup(one_acts_again_for_the_organisation_that_one_wrote_for, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
