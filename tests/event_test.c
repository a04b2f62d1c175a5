/* SPDX-License-Identifier: MPL-2.0 */
/* Events: who is told, what is refused, and the pages. */
#include "tests/site.h"

#include <string.h>

#include "lib/event.h"

struct field_day {
	int64_t kolding, coordinator;
	struct event event;
};

/* Kolding invites; one enterprise there, one in Vejle (the same region), one in Copenhagen. */
static struct field_day given_day(struct house *house, const char *audience)
{
	struct field_day given = {.kolding = given_municipality(house, "0621")};

	given.coordinator = given_member(house, given.kolding, "Karla", "coordinator");
	given_member(house, given_enterprise(house, "Kantinen", "0621"), "Anna", "owner");
	given_member(house, given_enterprise(house, "Vask", "0630"), "Bo", "owner");
	given_member(house, given_enterprise(house, "Cykler", "0101"), "Carl", "owner");
	given.event = (struct event){.organisation_id = given.kolding, .title = "Netværksmøde", .text = "Kaffe",
		.place = "Rådhuset", .audience = audience, .starts_at = clock_now() + 864000,
		.ends_at = clock_now() + 871200};
	return given;
}

static size_t told_of(struct house *house, const char *audience)
{
	struct field_day given = given_day(house, audience);
	int64_t id;
	size_t told;

	assert_int_equal(event_create(house->db, house->mem, house->configuration, &given.event, given.coordinator, &id,
		&told), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE kind = 'event'"), told);
	return told;
}

static void the_enterprises_of_the_municipality_are_told(void **state)
{
	struct site_house *site = *state;

	assert_int_equal(told_of(site->house, "municipality"), 1);
	assert_string_equal(house_text(site->house, "SELECT recipient_address FROM outbox"), "anna@example.org");
}

static void the_enterprises_of_the_region_are_told(void **state)
{
	struct site_house *site = *state;

	assert_int_equal(told_of(site->house, "region"), 2);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE recipient_address = 'carl@example.org'"), 0);
}

static void all_enterprises_that_are_approved_are_told(void **state)
{
	struct site_house *site = *state;

	assert_int_equal(told_of(site->house, "country"), 3);
}

static void an_event_that_is_over_or_ends_before_it_begins_is_refused(void **state)
{
	struct site_house *site = *state;
	struct field_day given = given_day(site->house, "country");
	struct faults faults = {0};

	given.event.ends_at = given.event.starts_at;
	assert_int_equal(event_check(&given.event, clock_now(), &faults), INVALID);
	assert_string_equal(faults.at[0].field, "ends");
	given.event.starts_at = clock_now() - 1;
	given.event.ends_at = clock_now() + 1;
	faults = (struct faults){0};
	assert_int_equal(event_check(&given.event, clock_now(), &faults), INVALID);
	assert_string_equal(faults.at[0].field, "date");
}

static void a_coordinator_invites_on_the_page_and_everyone_reads_it(void **state)
{
	struct site_house *site = *state;
	struct field_day given = given_day(site->house, "country");
	struct browser *coordinator = as(site, given.coordinator);
	const char *form = "title=M%C3%B8de&text=Kaffe&date=2099-03-03&starts=14.30&ends=16&place=R%C3%A5dhuset&audience=region";
	struct res res = post(site, coordinator, form, "/my/events/new");

	assert_int_equal(res.status, 303);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'event'"), 2);
	assert_shows(get(site, NULL, "%s", res.location), "3 March 2099, 14:30");
	assert_shows(get(site, NULL, "/events"), "Møde");
	assert_shows(get(site, NULL, "%s/calendar", res.location), "DTSTART:20990303T133000Z");
}

static void a_time_that_is_none_is_told_and_nothing_is_lost(void **state)
{
	struct site_house *site = *state;
	struct field_day given = given_day(site->house, "country");
	struct res res = post(site, as(site, given.coordinator),
		"title=M%C3%B8de&date=2099-03-03&starts=25.00&ends=sent&place=R%C3%A5dhuset&audience=region", "/my/events/new");

	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "id=\"starts-problem\""));
	assert_non_null(strstr(res.body, "id=\"ends-problem\""));
	assert_non_null(strstr(res.body, "value=\"Møde\""));
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM event"), 0);
}

#define TEST(test) cmocka_unit_test_setup(test, site_house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_enterprises_of_the_municipality_are_told),
		TEST(the_enterprises_of_the_region_are_told),
		TEST(all_enterprises_that_are_approved_are_told),
		TEST(an_event_that_is_over_or_ends_before_it_begins_is_refused),
		TEST(a_coordinator_invites_on_the_page_and_everyone_reads_it),
		TEST(a_time_that_is_none_is_told_and_nothing_is_lost),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
