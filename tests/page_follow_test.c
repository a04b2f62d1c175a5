/* SPDX-License-Identifier: MPL-2.0 */
/* Following what a municipality plans: with an account and without, being told, stopping. */
#include "tests/site.h"

#include <string.h>

#include "lib/follow.h"
#include "lib/search_index.h"

struct people {
	int64_t kolding, buyer, enterprise, owner;
};

static struct people given_people(struct site_house *site)
{
	struct people people = {
		.kolding = given_municipality(site->house, "0621"),
		.enterprise = given_enterprise(site->house, "Kantinen", "0621"),
	};

	given_offering(site->house, people.enterprise, "Kantinedrift", "55510000");
	people.buyer = given_member(site->house, people.kolding, "Indkøber", "buyer");
	people.owner = given_member(site->house, people.enterprise, "Ejer", "owner");
	return people;
}

/* A draft that could be published, and is. */
static int64_t published(struct site_house *site, const struct people *people, const char *title, const char *cpv)
{
	int64_t line = given_line(site->house, people->kolding, people->buyer, title, cpv, "draft");

	house_sql(site->house, "UPDATE plan_line SET text = 'Det, vi skal bruge.', dialogue_ends = '2099-01-15'"
		" WHERE id = %lld", (long long)line);
	house_sql(site->house, "UPDATE index_revision SET revision = 1000000 * UNIX_TIMESTAMP(NOW(6))");
	assert_int_equal(post(site, as(site, people->buyer), "", "/my/lines/%lld/publish", (long long)line).status, 303);
	return line;
}

static int64_t mails(struct site_house *site, const char *kind)
{
	return house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = '%s'", kind);
}

static int64_t followers(struct site_house *site)
{
	return house_count(site->house, "SELECT COUNT(*) FROM plan_follower WHERE confirmed_at IS NOT NULL");
}

static void who_has_an_account_follows_and_stops_with_one_press_each(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	struct browser *owner = as(site, people.owner);

	struct res page = get(site, owner, "/plans/kolding-kommune/2099");
	assert_shows(page, "Follow Kolding Kommune");
	assert_shows(page, "ejer@example.org");
	assert_shows_not(page, "type=\"email\"");
	assert_redirects(post(site, owner, "", "/plans/kolding-kommune/2099/follow"), "/plans/kolding-kommune/2099");
	assert_redirects(post(site, owner, "", "/plans/kolding-kommune/2099/follow"), "/plans/kolding-kommune/2099");
	assert_int_equal(followers(site), 1);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox"), 0);
	assert_shows(get(site, owner, "/plans/kolding-kommune/2099"), "You follow Kolding Kommune");
	assert_redirects(post(site, owner, "", "/plans/kolding-kommune/2099/unfollow"), "/plans/kolding-kommune/2099");
	assert_int_equal(followers(site), 0);
	assert_shows(get(site, owner, "/plans/kolding-kommune/2099"), "Follow Kolding Kommune");
}

static void an_address_follows_only_after_its_mail_was_answered(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	assert_shows(get(site, NULL, "/plans/kolding-kommune/2099"), "type=\"email\"");
	assert_redirects(post(site, NULL, "email=nysgerrig%40example.org", "/plans/kolding-kommune/2099/follow"),
		"/plans/kolding-kommune/2099");
	assert_int_equal(followers(site), 0);
	published(site, &people, "Før", "90900000");
	assert_int_equal(mails(site, "line-published"), 0);

	const char *token = mailed_token(site, "follow-asked", "token");
	assert_shows(get(site, NULL, "/follow/%s", token), "Follow Kolding Kommune?");
	assert_int_equal(followers(site), 0); /* a link that is merely opened changes nothing */
	assert_int_equal(post(site, NULL, "answer=follow", "/follow/%s", token).status, 303);
	assert_int_equal(followers(site), 1);
	assert_shows(get(site, NULL, "/follow/%s", token), "You follow Kolding Kommune");
	int64_t line = published(site, &people, "Efter", "90900000");
	assert_int_equal(mails(site, "line-published"), 1);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'line-published'"
		" AND recipient_address = 'nysgerrig@example.org' AND JSON_VALUE(model, '$.title') = 'Efter'"
		" AND JSON_VALUE(model, '$.line_id') = %lld", (long long)line), 1);
}

static void the_link_in_a_mail_ends_it_and_keeps_no_address(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	post(site, NULL, "email=nysgerrig%40example.org", "/plans/kolding-kommune/2099/follow");
	post(site, NULL, "answer=follow", "/follow/%s", mailed_token(site, "follow-asked", "token"));
	published(site, &people, "Første", "90900000");
	const char *token = mailed_token(site, "line-published", "token");
	assert_int_equal(post(site, NULL, "answer=what", "/follow/%s", token).status, 422);
	assert_int_equal(post(site, NULL, "answer=stop", "/follow/%s", token).status, 303);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM plan_follower"), 0);
	published(site, &people, "Anden", "90900000");
	assert_int_equal(mails(site, "line-published"), 1);
	struct res again = get(site, NULL, "/follow/%s", token);
	assert_int_equal(again.status, 404);
	assert_non_null(strstr(again.body, "You can follow again"));
}

static void a_link_that_was_made_up_or_changed_opens_nothing(void **state)
{
	struct site_house *site = *state;

	given_people(site);
	post(site, NULL, "email=a%40example.org", "/plans/kolding-kommune/2099/follow");
	char *first = arena_text(site->house->mem, mailed_token(site, "follow-asked", "token"));
	post(site, NULL, "email=b%40example.org", "/plans/kolding-kommune/2099/follow");
	long long other = (long long)house_count(site->house, "SELECT MAX(id) FROM plan_follower");
	const char *mixed = arena_printf(site->house->mem, "%lld%s", other, strchr(first, '-'));

	assert_int_equal(get(site, NULL, "/follow/%s", mixed).status, 404);
	assert_int_equal(get(site, NULL, "/follow/12").status, 404);
	assert_int_equal(get(site, NULL, "/follow/x-%s", strchr(first, '-') + 1).status, 404);
	assert_int_equal(post(site, NULL, "answer=stop", "/follow/%s", mixed).status, 404);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM plan_follower"), 2);
	assert_int_equal(get(site, NULL, "/follow/%s", first).status, 200);
}

static void what_is_not_confirmed_in_three_days_is_void_and_forgotten(void **state)
{
	struct site_house *site = *state;

	given_people(site);
	post(site, NULL, "email=a%40example.org", "/plans/kolding-kommune/2099/follow");
	const char *token = mailed_token(site, "follow-asked", "token");
	house_sql(site->house, "UPDATE plan_follower SET created_at = UTC_TIMESTAMP() - INTERVAL 4 DAY");
	assert_int_equal(post(site, NULL, "answer=follow", "/follow/%s", token).status, 404);
	assert_int_equal(follow_sweep(site->house->db), OK);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM plan_follower"), 0);
}

static void whom_the_line_was_mailed_to_because_it_fits_gets_no_second_mail(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	post(site, as(site, people.owner), "", "/plans/kolding-kommune/2099/follow");
	post(site, as(site, given_account(site->house, "Anden")), "", "/plans/kolding-kommune/2099/follow");
	published(site, &people, "Kantinedrift på rådhuset", "55510000");
	assert_int_equal(mails(site, "match"), 1);
	assert_int_equal(mails(site, "line-published"), 1);
	assert_string_equal(house_text(site->house,
		"SELECT recipient_address FROM outbox WHERE kind = 'line-published'"), "anden@example.org");
	published(site, &people, "Rengøring af skoler", "90900000"); /* does not fit */
	assert_int_equal(mails(site, "match"), 1);
	assert_int_equal(mails(site, "line-published"), 3);
}

static void another_municipality_s_purchase_is_not_told(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	given_municipality(site->house, "0630");
	post(site, as(site, people.owner), "", "/plans/vejle-kommune/2099/follow");
	assert_int_equal(followers(site), 1);
	published(site, &people, "Rengøring af skoler", "90900000");
	assert_int_equal(mails(site, "line-published"), 0);
}

static void an_address_that_is_none_is_told_beside_the_field_and_kept(void **state)
{
	struct site_house *site = *state;

	given_people(site);
	struct res res = post(site, NULL, "email=nysgerrig", "/plans/kolding-kommune/2099/follow");
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "value=\"nysgerrig\""));
	assert_non_null(strstr(res.body, "email-problem"));
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM plan_follower"), 0);
	assert_int_equal(post(site, NULL, "email=a%40example.org", "/plans/nowhere/2099/follow").status, 404);
}

static void who_follows_already_is_not_told_to_who_asks(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	post(site, as(site, people.owner), "", "/plans/kolding-kommune/2099/follow");
	struct browser *stranger = anybody(site);
	post(site, stranger, "email=EJER%40example.org", "/plans/kolding-kommune/2099/follow");
	struct res known = get(site, stranger, "/plans/kolding-kommune/2099");
	assert_shows(known, "We have sent a mail to");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM plan_follower"), 1);
	assert_int_equal(mails(site, "follow-asked"), 1);
}

static void the_plan_comes_as_an_excel_file(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	published(site, &people, "Kantinedrift", "55510000");
	int64_t year = house_count(site->house, "SELECT MAX(year) FROM plan");
	struct res file = get(site, NULL, "/plans/kolding/%lld.xlsx", (long long)year);
	assert_int_equal(file.status, 200);
	assert_memory_equal(file.body, "PK", 2);
	assert_non_null(strstr(file.headers, arena_printf(site->house->mem, "kolding-kommune-%lld.xlsx", (long long)year)));
	assert_shows(get(site, NULL, "/plans/kolding/%lld", (long long)year),
		arena_printf(site->house->mem, "/plans/kolding-kommune/%lld.xlsx", (long long)year));
	assert_int_equal(get(site, NULL, "/plans/kantinen/2099.xlsx").status, 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(who_has_an_account_follows_and_stops_with_one_press_each, site_house_reset),
		cmocka_unit_test_setup(an_address_follows_only_after_its_mail_was_answered, site_house_reset),
		cmocka_unit_test_setup(the_link_in_a_mail_ends_it_and_keeps_no_address, site_house_reset),
		cmocka_unit_test_setup(a_link_that_was_made_up_or_changed_opens_nothing, site_house_reset),
		cmocka_unit_test_setup(what_is_not_confirmed_in_three_days_is_void_and_forgotten, site_house_reset),
		cmocka_unit_test_setup(whom_the_line_was_mailed_to_because_it_fits_gets_no_second_mail, site_house_reset),
		cmocka_unit_test_setup(another_municipality_s_purchase_is_not_told, site_house_reset),
		cmocka_unit_test_setup(an_address_that_is_none_is_told_beside_the_field_and_kept, site_house_reset),
		cmocka_unit_test_setup(who_follows_already_is_not_told_to_who_asks, site_house_reset),
		cmocka_unit_test_setup(the_plan_comes_as_an_excel_file, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
