/* SPDX-License-Identifier: MPL-2.0 */
/* The coordinator's map of the field: entries, contacts, goals; on its own pages and on "my page". */
#include <string.h>

#include "tests/site.h"

struct people {
	int64_t kolding, vejle;
	struct browser *coordinator, *foreign, *buyer;
};

static struct people given_people(struct site_house *site)
{
	struct people people = {
		.kolding = given_municipality(site->house, "0621"),
		.vejle = given_municipality(site->house, "0630"),
	};

	people.coordinator = as(site, given_member(site->house, people.kolding, "Koordinator", "coordinator"));
	people.foreign = as(site, given_member(site->house, people.vejle, "Anden", "coordinator"));
	people.buyer = as(site, given_member(site->house, people.kolding, "Indkøber", "buyer"));
	return people;
}

static int64_t given_entry(struct site_house *site, struct people *people, const char *form)
{
	assert_int_equal(post(site, people->coordinator, form, "/field/new").status, 303);
	return house_count(site->house, "SELECT MAX(id) FROM field_entry");
}

static int64_t events(struct site_house *site, const char *kind)
{
	return house_count(site->house, "SELECT COUNT(*) FROM field_event WHERE kind = '%s'", kind);
}

/* ---- entries ---- */

static void an_empty_map_says_how_to_begin_and_an_entry_stands_on_it(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	assert_shows(get(site, people.coordinator, "/field"), "Nobody is on the map yet");
	int64_t id = given_entry(site, &people, "name=Bageriet+%26+S%C3%B8n&kind=company&state=found&contact_name=Ib"
		"&contact_phone=12345678&notes=Har+ringet");
	struct res list = get(site, people.coordinator, "/field");
	assert_shows(list, "Bageriet &amp; Søn");
	assert_shows(list, "1 enterprise<");
	struct res entry = get(site, people.coordinator, "/field/%lld", (long long)id);
	assert_shows(entry, "value=\"12345678\"");
	assert_shows(entry, "Har ringet");
	assert_int_equal(events(site, "found"), 1);
}

static void a_state_that_it_comes_to_is_noted_with_its_day_once(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t id = given_entry(site, &people, "name=Bageriet&kind=company&state=found");

	for (int i = 0; i < 2; i++)
		assert_int_equal(post(site, people.coordinator, "name=Bageriet&kind=company&state=on_the_way", "/field/%lld",
			(long long)id).status, 303);
	assert_int_equal(events(site, "on_the_way"), 1);
	assert_shows(get(site, people.coordinator, "/field?state=on_the_way"), "Bageriet");
	assert_shows_not(get(site, people.coordinator, "/field?state=registered"), "Bageriet");
}

static void what_is_wrong_is_told_and_nothing_typed_is_lost(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	struct res res = post(site, people.coordinator,
		"name=&kind=x&state=found&cvr=12345678&contact_email=nej&notes=Gem+mig&next_contact_on=2027-13-40", "/field/new");
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "name-problem"));
	assert_non_null(strstr(res.body, "kind-problem"));
	assert_non_null(strstr(res.body, "contact_email-problem"));
	assert_non_null(strstr(res.body, "next_contact_on-problem"));
	assert_non_null(strstr(res.body, "Gem mig"));
	assert_int_equal(post(site, people.coordinator, "name=A&kind=company&state=found&cvr=12345678", "/field/new").status, 422);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM field_entry"), 0);
}

static void who_has_left_the_directory_is_not_said_to_be_registering(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t enterprise = given_enterprise(site->house, "Kantinen", "0621");

	house_sql(site->house, "UPDATE organisation SET cvr = '10150817' WHERE id = %lld", (long long)enterprise);
	int64_t id = given_entry(site, &people, "name=Kantinen&kind=existing&state=found&cvr=10150817");
	house_sql(site->house, "UPDATE enterprise SET status = 'submitted'");
	assert_shows(get(site, people.coordinator, "/field/%lld", (long long)id), "Is registering in Torv");
	house_sql(site->house, "UPDATE enterprise SET status = 'withdrawn'");
	struct res page = get(site, people.coordinator, "/field/%lld", (long long)id);
	assert_shows(page, "Has left the directory");
	assert_shows_not(page, "Is registering in Torv");
	assert_shows_not(page, "/enterprises/kantinen");
	assert_shows(get(site, people.coordinator, "/field"), "Has left the directory");
}

static void the_same_cvr_number_twice_is_told_and_finds_the_enterprise_in_torv(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t enterprise = given_enterprise(site->house, "Kantinen", "0621");

	house_sql(site->house, "UPDATE organisation SET cvr = '10150817' WHERE id = %lld", (long long)enterprise);
	int64_t id = given_entry(site, &people, "name=Kantinen&kind=existing&state=found&cvr=DK+10.15%C2%A008+17");
	assert_shows(get(site, people.coordinator, "/field/%lld", (long long)id), "href=\"/enterprises/kantinen\">In the directory");
	struct res twice = post(site, people.coordinator, "name=Igen&kind=existing&state=found&cvr=10150817", "/field/new");
	assert_int_equal(twice.status, 422);
	assert_non_null(strstr(twice.body, "this CVR number already"));
	assert_non_null(strstr(twice.body, "value=\"Igen\""));
	/* another municipality keeps a map of its own */
	assert_int_equal(post(site, people.foreign, "name=Kantinen&kind=elsewhere&state=found&cvr=10150817", "/field/new").status, 303);
}

static void an_entry_that_is_deleted_takes_its_notes_along(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t id = given_entry(site, &people, "name=Bageriet&kind=company&state=found");

	assert_redirects(post(site, people.coordinator, "", "/field/%lld/delete", (long long)id), "/field");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM field_entry"), 0);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM field_event"), 0);
}

static void another_municipality_sees_and_changes_nothing(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	long long id = (long long)given_entry(site, &people, "name=Hemmeligheden&kind=company&state=found");

	assert_shows_not(get(site, people.foreign, "/field"), "Hemmeligheden");
	assert_int_equal(get(site, people.foreign, "/field/%lld", id).status, 404);
	assert_int_equal(post(site, people.foreign, "name=X&kind=company&state=found", "/field/%lld", id).status, 404);
	assert_int_equal(post(site, people.foreign, "", "/field/%lld/visited", id).status, 404);
	assert_int_equal(post(site, people.foreign, "", "/field/%lld/delete", id).status, 404);
	assert_int_equal(get(site, people.buyer, "/field").status, 403);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM field_entry WHERE name = 'Hemmeligheden'"), 1);
	assert_int_equal(events(site, "visited"), 0);
}

/* ---- contacts ---- */

static void a_visit_takes_one_press_and_who_was_only_found_is_visited(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t id = given_entry(site, &people, "name=Bageriet&kind=company&state=found&next_contact_on=2020-01-01");

	assert_shows(get(site, people.coordinator, "/field"), "Overdue since 1 January 2020");
	assert_int_equal(post(site, people.coordinator, "", "/field/%lld/visited", (long long)id).status, 303);
	assert_int_equal(events(site, "visited"), 1);
	assert_string_equal(house_text(site->house, "SELECT state FROM field_entry"), "visited");
	assert_shows_not(get(site, people.coordinator, "/field"), "Overdue");
}

static void a_contact_has_its_day_words_and_what_comes_next(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t id = given_entry(site, &people, "name=Bageriet&kind=company&state=on_the_way");

	assert_int_equal(post(site, people.coordinator, "contact=counselled&happened_on=2026-03-02&words=Om+vedt%C3%A6gter"
		"&then_on=2099-04-01", "/field/%lld/contact", (long long)id).status, 303);
	struct res page = get(site, people.coordinator, "/field/%lld", (long long)id);
	assert_shows(page, "Om vedtægter");
	assert_shows(page, "2 March 2026");
	assert_shows(page, "Next contact: 1 April 2099");
	assert_string_equal(house_text(site->house, "SELECT state FROM field_entry"), "on_the_way");
	struct res wrong = post(site, people.coordinator, "contact=visited&happened_on=2099-01-01&words=Gem+mig",
		"/field/%lld/contact", (long long)id);
	assert_int_equal(wrong.status, 422);
	assert_non_null(strstr(wrong.body, "has not come yet"));
	assert_non_null(strstr(wrong.body, "Gem mig"));
	assert_non_null(strstr(wrong.body, "value=\"Bageriet\"")); /* the page's other form is as it was stored */
	assert_int_equal(events(site, "visited"), 0);
}

static void my_page_has_the_overdue_first_and_nothing_that_is_far_off(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	assert_shows(get(site, people.coordinator, "/my"), "Nothing is planned for the next two weeks");
	given_entry(site, &people, "name=Fjern&kind=company&state=found&next_contact_on=2099-01-01");
	int64_t soon = given_entry(site, &people, "name=Snart&kind=company&state=found");
	house_sql(site->house, "UPDATE field_entry SET next_contact_on = CURDATE() + INTERVAL 3 DAY WHERE id = %lld", (long long)soon);
	given_entry(site, &people, "name=Sen&kind=company&state=found&next_contact_on=2020-01-01");
	struct res page = get(site, people.coordinator, "/my");
	assert_shows(page, "1 contact is overdue");
	assert_shows_not(page, "Fjern");
	assert_true(strstr(page.body, ">Sen</a>") < strstr(page.body, ">Snart</a>"));
	assert_shows_not(get(site, people.buyer, "/my"), "Snart");
}

/* ---- goals ---- */

static void goals_are_counted_from_what_is_there(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	assert_int_equal(post(site, people.coordinator, "found=10&visited=4&in_torv=2", "/field/goals").status, 303);
	int64_t id = given_entry(site, &people, "name=Bageriet&kind=company&state=found");
	given_entry(site, &people, "name=Smeden&kind=company&state=found");
	post(site, people.coordinator, "", "/field/%lld/visited", (long long)id);
	house_sql(site->house, "INSERT INTO field_event (entry_id, kind, happened_on, words, account_id, recorded_at)"
		" SELECT id, 'visited', '2001-01-01', '', (SELECT MIN(id) FROM account), UTC_TIMESTAMP() FROM field_entry"); /* another year */
	int64_t enterprise = given_enterprise(site->house, "Kantinen", "0621");
	house_sql(site->house, "UPDATE enterprise SET approved_at = UTC_TIMESTAMP() WHERE organisation_id = %lld", (long long)enterprise);
	given_enterprise(site->house, "I Vejle", "0630");
	struct res page = get(site, people.coordinator, "/my");
	assert_shows(page, "2 of 10");
	assert_shows(page, "1 of 4");
	assert_shows(page, "1 of 2");
	assert_shows_not(page, "Times that we counselled");
	assert_shows(get(site, people.foreign, "/my"), "No goals are set");
}

static void a_goal_that_is_emptied_is_gone_and_one_that_is_no_number_is_told(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	post(site, people.coordinator, "found=10&visited=4", "/field/goals");
	post(site, people.coordinator, "found=&visited=5", "/field/goals");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM field_goal"), 1);
	struct res res = post(site, people.coordinator, "found=mange&visited=6", "/field/goals");
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "value=\"mange\""));
	assert_int_equal(house_count(site->house, "SELECT target FROM field_goal"), 5);
}

static void months_are_counted_and_the_map_comes_in_excel(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t id = given_entry(site, &people, "name=Bageriet&kind=company&state=found");

	post(site, people.coordinator, "", "/field/%lld/visited", (long long)id);
	post(site, people.coordinator, "", "/field/%lld/visited", (long long)id);
	struct res page = get(site, people.coordinator, "/field");
	assert_shows(page, "data-title=\"Visits\">2</td>");
	assert_shows(page, "data-title=\"Different enterprises\">1</td>");
	struct res file = get(site, people.coordinator, "/field.xlsx");
	assert_int_equal(file.status, 200);
	assert_memory_equal(file.body, "PK", 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_empty_map_says_how_to_begin_and_an_entry_stands_on_it, site_house_reset),
		cmocka_unit_test_setup(a_state_that_it_comes_to_is_noted_with_its_day_once, site_house_reset),
		cmocka_unit_test_setup(what_is_wrong_is_told_and_nothing_typed_is_lost, site_house_reset),
		cmocka_unit_test_setup(who_has_left_the_directory_is_not_said_to_be_registering, site_house_reset),
		cmocka_unit_test_setup(the_same_cvr_number_twice_is_told_and_finds_the_enterprise_in_torv, site_house_reset),
		cmocka_unit_test_setup(an_entry_that_is_deleted_takes_its_notes_along, site_house_reset),
		cmocka_unit_test_setup(another_municipality_sees_and_changes_nothing, site_house_reset),
		cmocka_unit_test_setup(a_visit_takes_one_press_and_who_was_only_found_is_visited, site_house_reset),
		cmocka_unit_test_setup(a_contact_has_its_day_words_and_what_comes_next, site_house_reset),
		cmocka_unit_test_setup(my_page_has_the_overdue_first_and_nothing_that_is_far_off, site_house_reset),
		cmocka_unit_test_setup(goals_are_counted_from_what_is_there, site_house_reset),
		cmocka_unit_test_setup(a_goal_that_is_emptied_is_gone_and_one_that_is_no_number_is_told, site_house_reset),
		cmocka_unit_test_setup(months_are_counted_and_the_map_comes_in_excel, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
