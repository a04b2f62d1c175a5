/* SPDX-License-Identifier: MPL-2.0 */
/* "My page": what waits, and what is new since the last visit, for each kind of reader. */
#include <string.h>

#include "tests/market.h"
#include "tests/site.h"

/* The visit that lasts ended so many hours ago. */
static void hours_pass(struct site_house *site, int hours)
{
	house_sql(site->house, "UPDATE visit SET latest_at = latest_at - INTERVAL %d HOUR,"
		" previous_at = previous_at - INTERVAL %d HOUR", hours, hours);
}

static int64_t given_answer(struct site_house *site, int64_t line, const char *name, const char *status)
{
	int64_t enterprise = given_enterprise(site->house, name, "0621");

	given_match(site->house, line, enterprise);
	house_sql(site->house, "UPDATE line_match SET status = '%s', answered_at = UTC_TIMESTAMP(),"
		" notified_at = UTC_TIMESTAMP() WHERE organisation_id = %lld", status, (long long)enterprise);
	return enterprise;
}

/* ---- a buyer ---- */

static void a_first_visit_marks_nothing_as_new(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);

	given_answer(site, market.line, "Køkkenet", "interested");
	struct res page = get(site, as(site, market.buyer), "/my");
	assert_shows(page, "Kantinedrift");
	assert_shows_not(page, "new interested");
	assert_shows_not(page, "new answers since");
}

static void answers_since_the_last_visit_are_counted_and_stay_counted_on_a_reload(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *buyer = as(site, market.buyer);

	get(site, buyer, "/my");
	hours_pass(site, 30 * 24);
	given_answer(site, market.line, "Køkkenet", "interested");
	given_answer(site, market.line, "Grøden", "interested");
	given_answer(site, market.line, "Tærten", "declined");
	for (int i = 0; i < 2; i++) {
		struct res page = get(site, buyer, "/my");
		assert_shows(page, "3 new answers since ");
		assert_shows(page, "2 new interested");
		assert_shows(page, "1 new no");
	}
	hours_pass(site, 2); /* the next visit: they were seen */
	house_sql(site->house, "UPDATE line_match SET answered_at = answered_at - INTERVAL 3 HOUR");
	struct res later = get(site, buyer, "/my");
	assert_shows(later, "No new answers since ");
	assert_shows_not(later, "new interested");
}

static void a_line_with_news_stands_before_one_without(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *buyer = as(site, market.buyer);
	int64_t newer = given_line(site->house, market.municipality, market.buyer, "Vinduespudsning", NULL, "published");

	house_sql(site->house, "UPDATE plan_line SET changed_at = changed_at + INTERVAL 1 DAY WHERE id = %lld", (long long)newer);
	const char *first = get(site, buyer, "/my").body;
	assert_true(strstr(first, "Vinduespudsning</a>") < strstr(first, "Kantinedrift</a>"));
	hours_pass(site, 48);
	given_answer(site, market.line, "Køkkenet", "interested");
	const char *then = get(site, buyer, "/my").body;
	assert_true(strstr(then, "Kantinedrift</a>") < strstr(then, "Vinduespudsning</a>"));
}

static void another_person_s_visit_leaves_mine_alone(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *buyer = as(site, market.buyer);
	struct browser *colleague = as(site, given_member(site->house, market.municipality, "Kollega", "buyer"));

	get(site, buyer, "/my");
	hours_pass(site, 24);
	given_answer(site, market.line, "Køkkenet", "interested");
	assert_shows_not(get(site, colleague, "/my"), "new interested");
	assert_shows(get(site, buyer, "/my"), "1 new interested");
}

static void the_day_of_the_last_visit_is_said_as_people_say_it(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *buyer = as(site, market.buyer);

	get(site, buyer, "/my");
	hours_pass(site, 24);
	assert_shows(get(site, buyer, "/my"), "since yesterday.");
	house_sql(site->house, "DELETE FROM visit");
	get(site, buyer, "/my");
	house_sql(site->house, "UPDATE visit SET latest_at = '2027-03-01 12:00:00' - INTERVAL 1 YEAR");
	assert_shows(get(site, buyer, "/my"), "since 1 March 2026.");
}

/* ---- an enterprise, a coordinator, messages ---- */

static void an_enterprise_sees_which_purchases_came_since(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);

	house_sql(site->house, "UPDATE line_match SET notified_at = UTC_TIMESTAMP() - INTERVAL 5 DAY");
	get(site, owner, "/my");
	hours_pass(site, 48);
	assert_shows_not(get(site, owner, "/my"), ">New<");
	hours_pass(site, 48);
	int64_t fresh = given_line(site->house, market.municipality, market.buyer, "Frokost til møder", NULL, "published");
	given_match(site->house, fresh, market.enterprise);
	struct res page = get(site, owner, "/my");
	assert_shows(page, "1 of them is new since ");
	assert_shows(page, "Frokost til møder</a> <span class=\"label-tag label-tag-strong\">New</span>");
	assert_true(strstr(page.body, "Frokost til møder</a>") < strstr(page.body, "Kantinedrift</a>"));
}

static void a_coordinator_sees_which_registrations_came_since(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *coordinator = as(site, given_member(site->house, market.municipality, "Koordinator", "coordinator"));

	house_sql(site->house, "UPDATE enterprise SET status = 'submitted', submitted_at = UTC_TIMESTAMP() - INTERVAL 9 DAY"
		" WHERE organisation_id = %lld", (long long)market.enterprise);
	get(site, coordinator, "/my");
	hours_pass(site, 72);
	int64_t fresh = given_enterprise(site->house, "Nyheden", "0621");
	house_sql(site->house, "UPDATE enterprise SET status = 'submitted', submitted_at = UTC_TIMESTAMP()"
		" WHERE organisation_id = %lld", (long long)fresh);
	struct res page = get(site, coordinator, "/my");
	assert_shows(page, "Nyheden</a> <span class=\"label-tag label-tag-strong\">New</span>");
	assert_shows_not(page, "Kantinen</a> <span");
}

static void an_unread_message_stands_there_until_it_is_read(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *buyer = as(site, market.buyer);

	assert_shows_not(get(site, owner, "/my"), "unread message");
	post(site, buyer, "subject=Et+sp%C3%B8rgsm%C3%A5l&text=Kan+I+levere+i+maj%3F", "/enterprises/kantinen/contact");
	assert_shows(get(site, owner, "/my"), "1 unread message");
	assert_shows(get(site, owner, "/my"), "Kan I levere i maj?");
	assert_shows_not(get(site, buyer, "/my"), "unread message");
	get(site, owner, "/messages/%lld", (long long)house_count(site->house, "SELECT MAX(id) FROM conversation"));
	assert_shows_not(get(site, owner, "/my"), "unread message");
}

static void a_text_in_another_language_than_was_chosen_is_told(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.other_owner), *buyer = as(site, market.buyer);
	static const char offering[] = "kind=service&title=Cleaning&text=%s&language=%s&cpv=90900000&areas=country";
	static const char english[] = "We+clean+the+windows+of+all+schools+and+offices+in+the+town";
	const char *told = "It is added to what you supply. Its language is said to be “Danish”, but it looks like “English”.";

	given_index(site);
	post(site, owner, arena_printf(site->house->mem, offering, english, "da"), "/my/offerings/new");
	assert_shows(get(site, owner, "/my"), told);
	post(site, owner, arena_printf(site->house->mem, offering, english, "en"), "/my/offerings/new");
	assert_shows_not(get(site, owner, "/my"), "Its language is said to be");
	post(site, owner, arena_printf(site->house->mem, offering, "Office+cleaning", "da"), "/my/offerings/new"); /* two words say little */
	assert_shows_not(get(site, owner, "/my"), "Its language is said to be");
	post(site, buyer, arena_printf(site->house->mem, "title=Cleaning&text=%s&language=da&procedure_kind=undecided&then=publish", english),
		"/my/plans/%lld/lines/new", (long long)house_count(site->house, "SELECT MAX(id) FROM plan"));
	assert_shows(get(site, buyer, "/my"), "Its language is said to be “Danish”, but it looks like “English”.");
}

static void who_adds_what_they_supply_reads_how_many_open_purchases_it_fits(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.other_owner);
	static const char offering[] = "kind=service&title=%s&text=%s&language=da&cpv=%s&areas=country";

	house_sql(site->house, "INSERT INTO plan_line_cpv (line_id, cpv_code) VALUES (%lld, '55510000')", (long long)market.line);
	given_index(site);
	assert_redirects(post(site, owner, arena_printf(site->house->mem, offering, "Kantinedrift", "Kantinedrift+og+frokost",
		"55510000"), "/my/offerings/new"), "/my#offerings");
	assert_shows(get(site, owner, "/my"), "It is added to what you supply. We have written to you about 1 open purchase that fits you.");
	given_index(site);
	post(site, owner, arena_printf(site->house->mem, offering, "Havepleje", "Vi+klipper+h%C3%A6kke", "77000000"),
		"/my/offerings/new");
	struct res page = get(site, owner, "/my");
	assert_shows(page, "It is added to what you supply.");
	assert_shows_not(page, "We have written to you about");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_first_visit_marks_nothing_as_new, site_house_reset),
		cmocka_unit_test_setup(answers_since_the_last_visit_are_counted_and_stay_counted_on_a_reload, site_house_reset),
		cmocka_unit_test_setup(a_text_in_another_language_than_was_chosen_is_told, site_house_reset),
		cmocka_unit_test_setup(who_adds_what_they_supply_reads_how_many_open_purchases_it_fits, site_house_reset),
		cmocka_unit_test_setup(a_line_with_news_stands_before_one_without, site_house_reset),
		cmocka_unit_test_setup(another_person_s_visit_leaves_mine_alone, site_house_reset),
		cmocka_unit_test_setup(the_day_of_the_last_visit_is_said_as_people_say_it, site_house_reset),
		cmocka_unit_test_setup(an_enterprise_sees_which_purchases_came_since, site_house_reset),
		cmocka_unit_test_setup(a_coordinator_sees_which_registrations_came_since, site_house_reset),
		cmocka_unit_test_setup(an_unread_message_stands_there_until_it_is_read, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
