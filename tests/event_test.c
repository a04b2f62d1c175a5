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

static struct event_hand hand_of(struct house *house, const struct field_day *given)
{
	return (struct event_hand){.configuration = house->configuration, .organisation_id = given->kolding,
		.account_id = given->coordinator};
}

/* Invites; the event is as it stands then. */
static void invite(struct house *house, struct field_day *given)
{
	struct event_hand hand = hand_of(house, given);

	assert_int_equal(event_create(house->db, house->mem, &hand, &given->event, &given->event.id), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE kind = 'event'"), hand.told);
	assert_int_equal(event_find(house->db, house->mem, given->event.id, &given->event), OK);
}

static int64_t told_of(struct house *house, const char *audience)
{
	struct field_day given = given_day(house, audience);

	invite(house, &given);
	return house_count(house, "SELECT COUNT(*) FROM outbox");
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

static void assert_holds(const char *file, const char *line)
{
	if (strstr(file, line) == NULL)
		fail_msg("%s lacks %s", file, line);
}

/* ---- changed ---- */

static void who_was_told_hears_what_is_changed_and_who_is_new_is_invited(void **state)
{
	struct site_house *site = *state;
	struct house *house = site->house;
	struct field_day given = given_day(house, "municipality");
	struct event_hand hand = hand_of(house, &given);

	invite(house, &given);
	given.event.place = "Biblioteket";
	given.event.audience = "region";
	assert_int_equal(event_change(house->db, house->mem, &hand, &given.event), OK);
	assert_int_equal(hand.told, 2);
	assert_string_equal(house_text(house, "SELECT recipient_address FROM outbox WHERE kind = 'event-changed'"),
		"anna@example.org");
	assert_string_equal(house_text(house, "SELECT JSON_VALUE(model, '$.old_place') FROM outbox WHERE kind = 'event-changed'"),
		"Rådhuset");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE kind = 'event' AND recipient_address = 'bo@example.org'"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 3);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'event-changed'"), 1);
}

static void what_is_saved_as_it_stands_tells_nobody(void **state)
{
	struct site_house *site = *state;
	struct house *house = site->house;
	struct field_day given = given_day(house, "country");
	struct event_hand hand = hand_of(house, &given);

	invite(house, &given);
	assert_int_equal(event_change(house->db, house->mem, &hand, &given.event), OK);
	assert_int_equal(hand.told, 0);
	assert_int_equal(house_count(house, "SELECT sequence FROM event"), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 3);
}

static void a_change_that_breaks_a_rule_or_is_anothers_is_refused(void **state)
{
	struct site_house *site = *state;
	struct house *house = site->house;
	struct field_day given = given_day(house, "country");
	struct event_hand hand = hand_of(house, &given);

	invite(house, &given);
	hand.organisation_id = given_municipality(house, "0630");
	given.event.title = "Andet";
	assert_int_equal(event_change(house->db, house->mem, &hand, &given.event), NOT_FOUND);
	assert_int_equal(event_cancel(house->db, house->mem, &hand, given.event.id, ""), NOT_FOUND);
	hand.organisation_id = given.kolding;
	given.event.starts_at = given.event.ends_at;
	assert_int_equal(event_change(house->db, house->mem, &hand, &given.event), INVALID);
	assert_string_equal(house_text(house, "SELECT title FROM event"), "Netværksmøde");
}

/* ---- cancelled ---- */

static void who_was_told_hears_that_it_is_cancelled_once_and_why(void **state)
{
	struct site_house *site = *state;
	struct house *house = site->house;
	struct field_day given = given_day(house, "region");
	struct event_hand hand = hand_of(house, &given);

	invite(house, &given);
	assert_int_equal(event_cancel(house->db, house->mem, &hand, given.event.id, "Sygdom"), OK);
	assert_int_equal(hand.told, 2);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE kind = 'event-cancelled'"
					    " AND JSON_VALUE(model, '$.words') = 'Sygdom' AND JSON_VALUE(model, '$.sequence') = 1"), 2);
	assert_int_equal(event_cancel(house->db, house->mem, &hand, given.event.id, "Sygdom"), CONFLICT);
	given.event.title = "Alligevel";
	assert_int_equal(event_change(house->db, house->mem, &hand, &given.event), CONFLICT);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 4);
}

/* RFC 5546, 4.1: published, published anew with a higher sequence, cancelled. */
static void calendars_are_told_in_their_own_words(void **state)
{
	struct site_house *site = *state;
	struct house *house = site->house;
	struct field_day given = given_day(house, "region");
	struct event_hand hand = hand_of(house, &given);
	OWNED(buffer_close) struct buffer first = {0}, second = {0}, third = {0};

	invite(house, &given);
	event_calendar(house->mem, house->configuration, &given.event, &first);
	given.event.place = "Biblioteket";
	assert_int_equal(event_change(house->db, house->mem, &hand, &given.event), OK);
	assert_int_equal(event_find(house->db, house->mem, given.event.id, &given.event), OK);
	event_calendar(house->mem, house->configuration, &given.event, &second);
	assert_int_equal(event_cancel(house->db, house->mem, &hand, given.event.id, "Sygdom; desværre"), OK);
	assert_int_equal(event_find(house->db, house->mem, given.event.id, &given.event), OK);
	event_calendar(house->mem, house->configuration, &given.event, &third);
	assert_holds(first.bytes, "METHOD:PUBLISH\r\n");
	assert_holds(first.bytes, "SEQUENCE:0\r\n");
	assert_holds(first.bytes, "STATUS:CONFIRMED\r\n");
	assert_holds(second.bytes, "METHOD:PUBLISH\r\n");
	assert_holds(second.bytes, "SEQUENCE:1\r\n");
	assert_holds(second.bytes, "LOCATION:Biblioteket\r\n");
	assert_holds(third.bytes, "METHOD:CANCEL\r\n");
	assert_holds(third.bytes, "SEQUENCE:2\r\n");
	assert_holds(third.bytes, "STATUS:CANCELLED\r\n");
	assert_holds(third.bytes, "COMMENT:Sygdom\\; desværre\r\n");
	assert_holds(third.bytes, "ORGANIZER;CN=\"");
	const char *uid = arena_printf(house->mem, "UID:event-%lld@svar.torv.example\r\n", (long long)given.event.id);
	assert_holds(first.bytes, uid);
	assert_holds(third.bytes, uid);
}

/* ---- its pages ---- */

static void a_coordinator_changes_it_on_the_page_and_then_cancels_it(void **state)
{
	struct site_house *site = *state;
	struct house *house = site->house;
	struct field_day given = given_day(house, "region");
	struct browser *coordinator = as(site, given.coordinator);
	long long id;

	invite(house, &given);
	id = (long long)given.event.id;
	assert_shows(get(site, coordinator, "/events/%lld", id), "/my/events/");
	assert_null(strstr(get(site, NULL, "/events/%lld", id).body, "/my/events/"));
	assert_shows(get(site, coordinator, "/my/events/%lld", id), "value=\"Rådhuset\"");
	struct res res = post(site, coordinator,
		"title=M%C3%B8de&date=2099-03-03&starts=9&ends=16&place=Biblioteket&audience=region", "/my/events/%lld", id);
	assert_int_equal(res.status, 303);
	assert_shows(get(site, NULL, "/events/%lld", id), "Biblioteket");
	assert_shows(get(site, NULL, "/events/%lld/calendar", id), "SEQUENCE:1");
	assert_shows(get(site, coordinator, "/my/events/%lld/cancel", id), "name=\"words\"");
	assert_int_equal(post(site, coordinator, "words=Sygdom", "/my/events/%lld/cancel", id).status, 303);
	assert_shows(get(site, NULL, "/events/%lld", id), "Cancelled: it does not take place.");
	assert_shows(get(site, NULL, "/events/%lld", id), "Sygdom");
	assert_shows(get(site, NULL, "/events"), "Cancelled");
	assert_shows(get(site, NULL, "/events/%lld/calendar", id), "STATUS:CANCELLED");
	assert_int_equal(get(site, coordinator, "/my/events/%lld", id).status, 409);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 6);
}

static void a_change_with_a_fault_loses_nothing_and_changes_nothing(void **state)
{
	struct site_house *site = *state;
	struct house *house = site->house;
	struct field_day given = given_day(house, "region");

	invite(house, &given);
	struct res res = post(site, as(site, given.coordinator),
		"title=M%C3%B8de&date=2099-03-03&starts=17&ends=16&place=Biblioteket&audience=region", "/my/events/%lld",
		(long long)given.event.id);
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "id=\"ends-problem\""));
	assert_non_null(strstr(res.body, "value=\"Biblioteket\""));
	assert_string_equal(house_text(house, "SELECT place FROM event"), "Rådhuset");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 2);
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
		TEST(who_was_told_hears_what_is_changed_and_who_is_new_is_invited),
		TEST(what_is_saved_as_it_stands_tells_nobody),
		TEST(a_change_that_breaks_a_rule_or_is_anothers_is_refused),
		TEST(who_was_told_hears_that_it_is_cancelled_once_and_why),
		TEST(calendars_are_told_in_their_own_words),
		TEST(a_coordinator_changes_it_on_the_page_and_then_cancels_it),
		TEST(a_change_with_a_fault_loses_nothing_and_changes_nothing),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
