/* SPDX-License-Identifier: MPL-2.0 */
/* Purchase plans: a buyer's own, the form with its preview, publishing; and what everyone sees of a year. */
#include "tests/site.h"

#include <stdio.h>
#include <string.h>

#include "lib/search_index.h"

static const char form[] =
	"title=Kantinedrift+p%C3%A5+r%C3%A5dhuset&text=Frokost+til+120+medarbejdere&language=da&cpv=55510000"
	"&value_dkk=1.250.000&procedure_kind=light&reserved=1&dialogue_ends=2099-01-15&tender_starts=2099-02-01"
	"&contract_starts=2099-05-01&contract_ends=2101-04-30&contact_name=Anne&contact_email=anne%40kolding.example"
	"&contact_phone=12345678";

struct people {
	int64_t kolding, vejle;
	struct browser *buyer, *foreign, *owner;
	int64_t enterprise;
};

static struct people given_people(struct site_house *site)
{
	struct people people = {
		.kolding = given_municipality(site->house, "0621"),
		.vejle = given_municipality(site->house, "0630"),
		.enterprise = given_enterprise(site->house, "Kantinen", "0621"),
	};

	given_offering(site->house, people.enterprise, "Kantinedrift", "55510000");
	given_index(site);
	people.buyer = as(site, given_member(site->house, people.kolding, "Køber", "buyer"));
	people.foreign = as(site, given_member(site->house, people.vejle, "Anden", "buyer"));
	people.owner = as(site, given_member(site->house, people.enterprise, "Ejer", "owner"));
	return people;
}

static int64_t newest(struct site_house *site, const char *table)
{
	return house_count(site->house, "SELECT MAX(id) FROM %s", table);
}

static int64_t given_plan(struct site_house *site, struct people *people)
{
	assert_int_equal(post(site, people->buyer, "year=2099&title=Plan+2099", "/my/plans/new").status, 303);
	return newest(site, "plan");
}

static int64_t given_draft(struct site_house *site, struct people *people)
{
	int64_t plan = given_plan(site, people);

	assert_int_equal(post(site, people->buyer, form, "/my/plans/%lld/lines/new", (long long)plan).status, 303);
	return newest(site, "plan_line");
}

static const char *status_of(struct site_house *site, int64_t line)
{
	return house_text(site->house, "SELECT status FROM plan_line WHERE id = %lld", (long long)line);
}

/* ---- plans ---- */

static void a_plan_is_made_renamed_and_listed(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	assert_shows(get(site, people.buyer, "/my/plans"), "No plan yet");
	assert_shows(get(site, people.buyer, "/my/plans/new"), "Make the plan");
	int64_t plan = given_plan(site, &people);
	assert_shows(get(site, people.buyer, "/my/plans/%lld", (long long)plan), "Nothing in the plan yet");
	assert_shows(get(site, people.buyer, "/my/plans/%lld/edit", (long long)plan), "Plan 2099");
	assert_int_equal(
		post(site, people.buyer, "year=2098&title=Ny+titel", "/my/plans/%lld/edit", (long long)plan).status, 303);
	assert_shows(get(site, people.buyer, "/my/plans"), "Ny titel");
}

static void a_plan_that_is_there_already_or_has_no_year_is_told_beside_the_field(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	given_plan(site, &people);
	struct res twice = post(site, people.buyer, "year=2099&title=Plan+2099", "/my/plans/new");
	assert_int_equal(twice.status, 422);
	assert_non_null(strstr(twice.body, "with this title already"));
	struct res wrong = post(site, people.buyer, "year=99&title=%3Cb%3E", "/my/plans/new");
	assert_int_equal(wrong.status, 422);
	assert_non_null(strstr(wrong.body, "value=\"99\""));
	assert_non_null(strstr(wrong.body, "value=\"&lt;b&gt;\""));
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM plan"), 1);
}

static void another_municipality_and_an_enterprise_see_and_change_nothing(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t line = given_draft(site, &people), plan = newest(site, "plan");
	static const char *const pages[] = {"/my/plans/%lld", "/my/plans/%lld/edit", "/my/plans/%lld/lines/new"};
	static const char *const line_pages[] = {"/my/lines/%lld", "/my/lines/%lld/publish", "/lines/%lld",
		"/lines/%lld/suppliers.xlsx"};

	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		const char *path = arena_printf(site->house->mem, pages[i], (long long)plan);
		assert_int_equal(get(site, people.foreign, "%s", path).status, 404);
		assert_int_equal(get(site, people.owner, "%s", path).status, 403);
	}
	for (size_t i = 0; i < sizeof line_pages / sizeof line_pages[0]; i++) {
		const char *path = arena_printf(site->house->mem, line_pages[i], (long long)line);
		assert_int_equal(get(site, people.foreign, "%s", path).status, 404);
	}
	assert_int_equal(get(site, NULL, "/lines/%lld", (long long)line).status, 404);
	assert_int_equal(get(site, people.owner, "/lines/%lld", (long long)line).status, 404);
	assert_int_equal(post(site, people.foreign, "year=2098&title=X", "/my/plans/%lld/edit", (long long)plan).status, 404);
	assert_int_equal(post(site, people.foreign, form, "/my/plans/%lld/lines/new", (long long)plan).status, 404);
	assert_int_equal(post(site, people.foreign, form, "/my/lines/%lld", (long long)line).status, 404);
	assert_int_equal(post(site, people.foreign, "", "/my/lines/%lld/publish", (long long)line).status, 404);
	assert_int_equal(post(site, people.foreign, "status=cancelled", "/my/lines/%lld/status", (long long)line).status, 404);
	assert_int_equal(post(site, people.owner, "", "/my/lines/%lld/publish", (long long)line).status, 403);
	assert_string_equal(status_of(site, line), "draft");
	assert_int_equal(newest(site, "plan_line"), line);
	assert_string_equal(house_text(site->house, "SELECT title FROM plan"), "Plan 2099");
}

/* ---- the form of a line ---- */

static void a_line_is_stored_as_it_was_typed(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t plan = given_plan(site, &people);

	struct res empty = get(site, people.buyer, "/my/plans/%lld/lines/new", (long long)plan);
	assert_shows(empty, "Who would be told?");
	assert_shows(empty, "@example.org"); /* the buyer is the contact */
	int64_t line = (post(site, people.buyer, form, "/my/plans/%lld/lines/new", (long long)plan), newest(site, "plan_line"));
	assert_string_equal(
		house_text(site->house,
			"SELECT CONCAT_WS('|', title, text, language, value_dkk, procedure_kind, reserved, dialogue_ends,"
			" tender_starts, contract_starts, contract_ends, contact_name, contact_email, contact_phone, status,"
			" (SELECT cpv_code FROM plan_line_cpv)) FROM plan_line"),
		"Kantinedrift på rådhuset|Frokost til 120 medarbejdere|da|1250000|light|1|2099-01-15|2099-02-01|2099-05-01|"
		"2101-04-30|Anne|anne@kolding.example|12345678|draft|55510000");
	assert_shows(get(site, people.buyer, "/my/lines/%lld", (long long)line), "value=\"1250000\"");
	assert_shows(get(site, people.buyer, "/lines/%lld", (long long)line), "It is a draft");
	assert_shows(get(site, people.buyer, "/my/plans/%lld", (long long)plan), "April to June 2099");
}

static void all_that_is_wrong_with_a_line_is_told_at_once_and_nothing_typed_is_lost(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t plan = given_plan(site, &people);
	struct res res = post(site, people.buyer,
		"title=&text=%3Cb%3Eto%0Alinjer&language=nl&value_dkk=mange&procedure_kind=hemmelig&dialogue_ends=2099-02-01"
		"&tender_starts=2099-01-01&contract_starts=snart&contact_email=x&contact_name=Anne&reserved=1&cpv=55510000",
		"/my/plans/%lld/lines/new", (long long)plan);
	static const char *const shown[] = {"Write what you plan to buy in a few words.", "&lt;b&gt;to\nlinjer",
		"value=\"mange\"", "Choose how it will be bought.", "The tender cannot start before the dialogue ends.",
		"value=\"2099-01-01\"", "value=\"snart\"", "Write a date like", "This is not an e-mail address.", "value=\"x\"",
		"value=\"Anne\"", "value=\"55510000\" checked", "<option value=\"nl\" selected>"};

	assert_int_equal(res.status, 422);
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
		if (strstr(res.body, shown[i]) == NULL)
			fail_msg("\"%s\" is not in %s", shown[i], res.body);
	}
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM plan_line"), 0);
}

static void the_preview_shows_who_fits_with_reasons_and_stores_nothing(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t plan = given_plan(site, &people);
	struct res fits = post(site, people.buyer, "title=Kantinedrift&cpv=55510000&dialogue_ends=half", "/my/lines/preview");

	assert_shows(fits, "1 enterprise fits");
	assert_shows(fits, "/enterprises/kantinen");
	assert_shows(fits, "Delivers to Kolding");
	assert_shows_not(fits, "<html");
	assert_shows(post(site, people.buyer, "title=Brobygning+over+fjorden", "/my/lines/preview"), "No enterprise fits");
	assert_shows(post(site, people.buyer, "", "/my/lines/preview"), "Write a title and a text.");
	struct res button = post(site, people.buyer, "title=Kantinedrift&cpv=55510000&preview=1", "/my/plans/%lld/lines/new",
		(long long)plan);
	assert_shows(button, "1 enterprise fits");
	assert_shows(button, "value=\"Kantinedrift\"");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM plan_line"), 0);
	assert_int_equal(post(site, people.owner, "title=Kantinedrift", "/my/lines/preview").status, 403);
	assert_int_equal(post_forged(site, people.buyer, "title=Kantinedrift", "/my/lines/preview").status, 403);
}

/* ---- publishing and after ---- */

static void publishing_says_how_many_are_told_and_tells_them_once(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t line = given_draft(site, &people);

	struct res page = get(site, people.buyer, "/my/lines/%lld/publish", (long long)line);
	assert_shows(page, "Publish and send to 1 enterprise<");
	assert_shows(page, "Kantinen");
	assert_string_equal(status_of(site, line), "draft");
	struct res first = post(site, people.buyer, "", "/my/lines/%lld/publish", (long long)line);
	assert_int_equal(first.status, 303);
	assert_string_equal(status_of(site, line), "published");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'match'"), 1);
	assert_shows(get(site, people.buyer, "/lines/%lld", (long long)line), "Published, and sent to 1 enterprise.");
	assert_int_equal(post(site, people.buyer, "", "/my/lines/%lld/publish", (long long)line).status, 409);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'match'"), 1);
	assert_int_equal(get(site, people.buyer, "/my/lines/%lld/publish", (long long)line).status, 303);
}

static void saving_a_published_line_says_how_many_newly_fit(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t line = given_draft(site, &people);

	house_sql(site->house, "DELETE FROM plan_line_cpv");
	house_sql(site->house, "UPDATE plan_line SET title = 'Brobygning over fjorden', text = 'En bro af stål'");
	assert_int_equal(post(site, people.buyer, "", "/my/lines/%lld/publish", (long long)line).status, 303);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'match'"), 0);
	assert_int_equal(post(site, people.buyer, form, "/my/lines/%lld", (long long)line).status, 303);
	assert_shows(get(site, people.buyer, "/lines/%lld", (long long)line),
		"Saved, and sent to 1 enterprise that was not told before.");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'match'"), 1);
	assert_int_equal(post(site, people.buyer, form, "/my/lines/%lld", (long long)line).status, 303);
	assert_shows(get(site, people.buyer, "/lines/%lld", (long long)line), "Saved.");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'match'"), 1);
}

static void what_is_missing_for_publishing_is_told_and_nothing_is_sent(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t plan = given_plan(site, &people);

	post(site, people.buyer, "title=Kantinedrift&procedure_kind=direct&language=da", "/my/plans/%lld/lines/new", (long long)plan);
	int64_t line = newest(site, "plan_line");
	struct res page = get(site, people.buyer, "/my/lines/%lld/publish", (long long)line);
	assert_shows(page, "Describe what you plan to buy");
	assert_shows(page, "Write whom the enterprises can ask.");
	assert_shows_not(page, "Publish and send");
	struct res res = post(site, people.buyer, "", "/my/lines/%lld/publish", (long long)line);
	assert_redirects(res, arena_printf(site->house->mem, "/my/lines/%lld/publish", (long long)line));
	assert_string_equal(status_of(site, line), "draft");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox"), 0);
}

static void a_line_goes_its_way_only_forward(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t line = given_draft(site, &people);

	assert_int_equal(post(site, people.buyer, "status=awarded", "/my/lines/%lld/status", (long long)line).status, 409);
	post(site, people.buyer, "", "/my/lines/%lld/publish", (long long)line);
	assert_int_equal(post(site, people.buyer, "status=dialogue", "/my/lines/%lld/status", (long long)line).status, 303);
	assert_int_equal(post(site, people.buyer, "status=draft", "/my/lines/%lld/status", (long long)line).status, 409);
	assert_int_equal(post(site, people.buyer, "status=cancelled", "/my/lines/%lld/status", (long long)line).status, 303);
	assert_string_equal(status_of(site, line), "cancelled");
	/* what was typed could be a new one (page_gone_test.c) */
	assert_int_equal(post(site, people.buyer, form, "/my/lines/%lld", (long long)line).status, 422);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM plan_line"), 1);
	assert_shows(get(site, NULL, "/lines/%lld", (long long)line), "Cancelled");
}

static void who_was_told_hears_that_it_is_cancelled_but_not_who_said_no(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t line = given_draft(site, &people), other = given_enterprise(site->house, "Nejsigeren", "0621");

	given_member(site->house, other, "Nej", "owner");
	post(site, people.buyer, "", "/my/lines/%lld/publish", (long long)line);
	given_match(site->house, line, other);
	house_sql(site->house, "UPDATE line_match SET status = 'declined' WHERE organisation_id = %lld", (long long)other);
	assert_redirects(post(site, people.buyer, "status=cancelled", "/my/lines/%lld/status", (long long)line),
		arena_printf(site->house->mem, "/lines/%lld", (long long)line));
	assert_string_equal(status_of(site, line), "cancelled");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'line-cancelled'"), 1);
	assert_string_equal(house_text(site->house, "SELECT recipient_address FROM outbox WHERE kind = 'line-cancelled'"),
		"ejer@example.org");
	assert_int_equal(post(site, people.buyer, "status=cancelled", "/my/lines/%lld/status", (long long)line).status, 409);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'line-cancelled'"), 1);
}

static void a_draft_is_cancelled_without_a_mail(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t line = given_draft(site, &people);

	post(site, people.buyer, "status=cancelled", "/my/lines/%lld/status", (long long)line);
	assert_string_equal(status_of(site, line), "cancelled");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox"), 0);
}

static void the_summary_of_what_is_wrong_names_the_fields(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	struct res res = post(site, people.buyer, "year=&title=", "/my/plans/new");
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "<a href=\"#title\">Title: "));
	assert_non_null(strstr(res.body, "<a href=\"#year\">Year: "));
}

static void amounts_are_taken_as_people_write_them(void **state)
{
	static const char *const typed[] = {"250000", "250.000", "250.000,00", "250.000,-", "250.000+kr.", "250+000,00+kr",
		"250,000", "250,000.00"};
	static const char *const refused[] = {"-5", "250,5", "1.5", "250.000,50", "kr.+x", "1000000000001"};
	struct site_house *site = *state;
	struct people people = given_people(site);
	long long plan = given_plan(site, &people);

	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		char body[120];
		snprintf(body, sizeof body, "title=Kager&procedure_kind=direct&value_dkk=%s", typed[i]);
		assert_int_equal(post(site, people.buyer, body, "/my/plans/%lld/lines/new", plan).status, 303);
		assert_int_equal(house_count(site->house, "SELECT value_dkk FROM plan_line WHERE id = %lld",
					 (long long)newest(site, "plan_line")), 250000);
	}
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		char body[120];
		snprintf(body, sizeof body, "title=Kager&procedure_kind=direct&value_dkk=%s", refused[i]);
		struct res page = post(site, people.buyer, body, "/my/plans/%lld/lines/new", plan);
		assert_int_equal(page.status, 422);
		assert_non_null(strstr(page.body, "Write a whole number from 0 to 1,000,000,000,000."));
	}
}

static void codes_that_were_offered_stay_on_offer_while_one_looks_for_others(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t plan = given_plan(site, &people);

	struct res first = post(site, people.buyer, "cpv_words=catering&cpv_search=cpv", "/my/plans/%lld/lines/new", (long long)plan);
	assert_int_equal(first.status, 200);
	assert_non_null(strstr(first.body, "name=\"cpv_offered\" value=\"55520000\""));
	struct res second = post(site, people.buyer, "cpv_words=gardening&cpv_search=cpv&cpv_offered=55520000&cpv_offered=x",
		"/my/plans/%lld/lines/new", (long long)plan);
	assert_non_null(strstr(second.body, "id=\"cpv-55520000\" name=\"cpv\" value=\"55520000\">"));
	assert_non_null(strstr(second.body, "value=\"77300000\""));
	struct res invalid = post(site, people.buyer, "title=&cpv_words=gardening&cpv_offered=55520000",
		"/my/plans/%lld/lines/new", (long long)plan);
	assert_int_equal(invalid.status, 422);
	assert_non_null(strstr(invalid.body, "id=\"cpv-55520000\""));
}

/* ---- the year, for everyone ---- */

static void a_year_shows_what_is_published_by_quarter_with_sums_and_no_draft(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t line = given_draft(site, &people);

	assert_shows(get(site, NULL, "/plans/kolding-kommune/2099"), "Nothing is published for 2099");
	post(site, people.buyer, "", "/my/lines/%lld/publish", (long long)line);
	given_line(site->house, people.kolding, given_account(site->house, "X"), "Hemmelig", NULL, "draft");
	struct res page = get(site, NULL, "/plans/kolding-kommune/2099");
	assert_shows(page, "April to June 2099");
	assert_shows(page, "DKK 1,250,000");
	assert_shows_not(page, "Hemmelig");
	assert_shows(get(site, NULL, "/plans/kolding/2099"), "Kantinedrift");
	assert_int_equal(get(site, NULL, "/plans/kantinen/2099").status, 404);
	assert_int_equal(get(site, NULL, "/plans/kolding-kommune/x").status, 404);
	json_t *model = get_json(site, NULL, "/plans/kolding-kommune/2099");
	assert_int_equal(json_integer_value(json_object_get(model, "sum_dkk")), 1250000);
	assert_null(json_object_get(json_array_get(json_object_get(json_array_get(json_object_get(model, "quarters"), 0),
		"lines"), 0), "told"));
}

static void the_calendar_of_a_year_holds_its_days(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	int64_t line = given_draft(site, &people);

	post(site, people.buyer, "", "/my/lines/%lld/publish", (long long)line);
	struct res file = get(site, NULL, "/plans/kolding-kommune/2099.ics");
	assert_shows(file, "BEGIN:VCALENDAR\r\n");
	assert_shows(file, "DTSTART;VALUE=DATE:20990115\r\n");
	assert_shows(file, "DTSTART;VALUE=DATE:20990501\r\n");
	assert_non_null(strstr(file.headers, "kolding-kommune-2099.ics"));
	assert_int_equal(get(site, NULL, "/plans/kolding-kommune/.ics").status, 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_plan_is_made_renamed_and_listed, site_house_reset),
		cmocka_unit_test_setup(a_plan_that_is_there_already_or_has_no_year_is_told_beside_the_field, site_house_reset),
		cmocka_unit_test_setup(another_municipality_and_an_enterprise_see_and_change_nothing, site_house_reset),
		cmocka_unit_test_setup(a_line_is_stored_as_it_was_typed, site_house_reset),
		cmocka_unit_test_setup(all_that_is_wrong_with_a_line_is_told_at_once_and_nothing_typed_is_lost, site_house_reset),
		cmocka_unit_test_setup(the_preview_shows_who_fits_with_reasons_and_stores_nothing, site_house_reset),
		cmocka_unit_test_setup(publishing_says_how_many_are_told_and_tells_them_once, site_house_reset),
		cmocka_unit_test_setup(saving_a_published_line_says_how_many_newly_fit, site_house_reset),
		cmocka_unit_test_setup(what_is_missing_for_publishing_is_told_and_nothing_is_sent, site_house_reset),
		cmocka_unit_test_setup(a_line_goes_its_way_only_forward, site_house_reset),
		cmocka_unit_test_setup(who_was_told_hears_that_it_is_cancelled_but_not_who_said_no, site_house_reset),
		cmocka_unit_test_setup(a_draft_is_cancelled_without_a_mail, site_house_reset),
		cmocka_unit_test_setup(the_summary_of_what_is_wrong_names_the_fields, site_house_reset),
		cmocka_unit_test_setup(amounts_are_taken_as_people_write_them, site_house_reset),
		cmocka_unit_test_setup(codes_that_were_offered_stay_on_offer_while_one_looks_for_others, site_house_reset),
		cmocka_unit_test_setup(a_year_shows_what_is_published_by_quarter_with_sums_and_no_draft, site_house_reset),
		cmocka_unit_test_setup(the_calendar_of_a_year_holds_its_days, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
