/* SPDX-License-Identifier: MPL-2.0 */
/* From a draft to the directory: profile, criteria, offerings, submitting, the coordinator's review. */
#include "tests/site.h"

#include <string.h>

static int64_t given_draft(struct house *house)
{
	int64_t id = given_enterprise(house, "Soul Café", "0621");

	house_sql(house, "UPDATE enterprise SET status = 'draft', approved_at = NULL, pitch = '', contact_name = '',"
			 " contact_email = '', established_year = NULL, employees = NULL, employees_target_group = NULL"
			 " WHERE organisation_id = %lld", (long long)id);
	return id;
}

static const char profile[] = "pitch=Kaffe+og+mad&description=Vi+driver+caf%C3%A9.&stage=established&established_year=2014"
			      "&employees=12&employees_target_group=6&rsv_registered_on=3.3.2016&contact_name=Ejer"
			      "&contact_email=ejer%40soulcafe.example&contact_phone=&website=soulcafe.example";
static const char offering[] = "kind=service&title=M%C3%B8deforplejning&text=Frokost+til+m%C3%B8der.&language=da"
			       "&cpv=55520000&areas=municipality%3A0621&areas=region%3A1083&capacity_dkk=250.000&lead_time_days=3";
static const char criteria[] = "social_purpose_statement=a&social_purpose_evidence=b&trading_statement=c&trading_evidence="
			       "&independent_statement=d&independent_evidence=&governance_statement=e&governance_evidence="
			       "&use_of_profit_statement=f&use_of_profit_evidence=";
static const char approve[] = "decision=approve&words=Velkommen&due_on=&social_purpose_verdict=met&trading_verdict=met"
			      "&independent_verdict=met&governance_verdict=met&use_of_profit_verdict=met";

static void given_all_filled_in(struct site_house *site, struct browser *owner)
{
	assert_redirects(post(site, owner, profile, "/my/profile"), "/my");
	assert_redirects(post(site, owner, criteria, "/my/criteria"), "/my");
	assert_redirects(post(site, owner, offering, "/my/offerings/new"), "/my#offerings");
}

static void a_draft_says_what_is_missing_and_a_full_one_can_be_sent(void **state)
{
	struct site_house *site = *state;
	struct browser *owner = as(site, given_member(site->house, given_draft(site->house), "Ejer", "owner"));

	struct res my = get(site, owner, "/my");
	assert_shows(my, "What is missing");
	assert_shows(my, "Add at least one product or service.");
	assert_int_equal(post(site, owner, "", "/my/submit").status, 409);
	given_all_filled_in(site, owner);
	my = get(site, owner, "/my");
	assert_shows(my, "Send to the coordinator of Kolding");
	assert_shows(my, "It is added to what you supply.");
	assert_shows_not(get(site, owner, "/my"), "It is added to what you supply.");
}

static void what_was_typed_is_stored_and_shown_again(void **state)
{
	struct site_house *site = *state;
	struct browser *owner = as(site, given_member(site->house, given_draft(site->house), "Ejer", "owner"));

	given_all_filled_in(site, owner);
	assert_shows(get(site, owner, "/my/profile"), "value=\"https://soulcafe.example\"");
	assert_shows(get(site, owner, "/my/profile"), "value=\"2016-03-03\"");
	struct res form = get(site, owner, "/my/offerings/%lld",
		(long long)house_count(site->house, "SELECT MAX(id) FROM offering"));
	assert_shows(form, "value=\"250000\"");
	assert_shows(form, "value=\"55520000\" checked");
	assert_shows(form, "value=\"municipality:0621\" checked");
	assert_shows(form, "value=\"region:1083\" checked");
	assert_shows(form, "value=\"country\"");
}

static void a_year_beside_on_the_way_is_told_and_not_dropped(void **state)
{
	struct site_house *site = *state;
	struct browser *owner = as(site, given_member(site->house, given_draft(site->house), "Ejer", "owner"));
	struct res res = post(site, owner, "stage=on_the_way&established_year=2014", "/my/profile");

	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "Leave the year empty"));
	assert_non_null(strstr(res.body, "value=\"2014\""));
}

static void codes_are_found_by_words_without_a_script_and_nothing_is_lost(void **state)
{
	struct site_house *site = *state;
	struct browser *owner = as(site, given_member(site->house, given_draft(site->house), "Ejer", "owner"));
	struct res res = post(site, owner, "title=Halvf%C3%A6rdig&cpv_words=reng%C3%B8ring&cpv_search=cpv", "/my/offerings/new");

	assert_shows(res, "value=\"Halvfærdig\"");
	assert_shows(res, "value=\"90900000\"");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM offering"), 0);
}

static void the_coordinator_approves_and_the_enterprise_is_told(void **state)
{
	struct site_house *site = *state;
	int64_t enterprise = given_draft(site->house), kolding = given_municipality(site->house, "0621");
	struct browser *owner = as(site, given_member(site->house, enterprise, "Ejer", "owner"));
	struct browser *coordinator = as(site, given_member(site->house, kolding, "Koordinator", "coordinator"));

	given_all_filled_in(site, owner);
	assert_redirects(post(site, owner, "", "/my/submit"), "/my");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'review-asked'"), 1);
	assert_shows(get(site, coordinator, "/my"), "Soul Café");
	assert_shows(get(site, coordinator, "/review"), "Soul Café");
	assert_shows(get(site, coordinator, "/review/%lld", (long long)enterprise), "Is this a social enterprise?");
	assert_redirects(post(site, coordinator, approve, "/review/%lld", (long long)enterprise), "/review");
	assert_string_equal(house_text(site->house, "SELECT status FROM enterprise"), "approved");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'review-approved'"), 1);
	assert_shows(get(site, owner, "/my"), "You are in the directory");
	/* a second window that is still open decides nothing any more */
	assert_int_equal(post(site, coordinator, approve, "/review/%lld", (long long)enterprise).status, 409);
}

static void changes_are_asked_for_with_words_and_a_day(void **state)
{
	struct site_house *site = *state;
	int64_t enterprise = given_draft(site->house), kolding = given_municipality(site->house, "0621");
	struct browser *owner = as(site, given_member(site->house, enterprise, "Ejer", "owner"));
	struct browser *coordinator = as(site, given_member(site->house, kolding, "Koordinator", "coordinator"));

	given_all_filled_in(site, owner);
	post(site, owner, "", "/my/submit");
	struct res none = post(site, coordinator, "decision=changes&words=&due_on=", "/review/%lld", (long long)enterprise);
	assert_int_equal(none.status, 422);
	assert_non_null(strstr(none.body, "Write what has to change"));
	struct res half = post(site, coordinator, "decision=approve&words=&social_purpose_verdict=met", "/review/%lld", (long long)enterprise);
	assert_int_equal(half.status, 422);
	char *said = strstr(half.body, "<li><a href=\"#trading_verdict\">");
	assert_non_null(said);
	assert_null(strstr(said + 1, "<li><a href=\"#independent_verdict\">")); /* the same words: once is enough */
	assert_redirects(post(site, coordinator, "decision=changes&words=Skriv+mere&due_on=2099-01-31&trading_verdict=unclear&trading_note=Hvor+meget",
				 "/review/%lld", (long long)enterprise), "/review");
	assert_shows(get(site, owner, "/my"), "The coordinator asks for changes by 31 January 2099");
	assert_shows(get(site, owner, "/my"), "Skriv mere");
	assert_shows(get(site, owner, "/my/criteria"), "Hvor meget");
	assert_redirects(post(site, owner, "", "/my/submit"), "/my");
}

static void a_coordinator_of_another_municipality_sees_and_decides_nothing(void **state)
{
	struct site_house *site = *state;
	int64_t enterprise = given_draft(site->house);
	int64_t kolding = given_municipality(site->house, "0621"), vejle = given_municipality(site->house, "0630");
	struct browser *owner = as(site, given_member(site->house, enterprise, "Ejer", "owner"));
	struct browser *foreign = as(site, given_member(site->house, vejle, "Fremmed", "coordinator"));
	struct browser *buyer = as(site, given_member(site->house, kolding, "Indkøber", "buyer"));

	given_member(site->house, kolding, "Koordinator", "coordinator");
	given_all_filled_in(site, owner);
	post(site, owner, "", "/my/submit");
	assert_shows_not(get(site, foreign, "/review"), "Soul Café");
	assert_int_equal(get(site, foreign, "/review/%lld", (long long)enterprise).status, 404);
	assert_int_equal(post(site, foreign, approve, "/review/%lld", (long long)enterprise).status, 404);
	assert_int_equal(get(site, buyer, "/review/%lld", (long long)enterprise).status, 403);
	assert_int_equal(get(site, owner, "/review").status, 403);
	assert_string_equal(house_text(site->house, "SELECT status FROM enterprise"), "submitted");
}

static void another_enterprises_offering_can_neither_be_read_nor_changed(void **state)
{
	struct site_house *site = *state;
	int64_t mine = given_draft(site->house), theirs = given_enterprise(site->house, "Anden", "0630");
	struct browser *owner = as(site, given_member(site->house, mine, "Ejer", "owner"));
	int64_t foreign = given_offering(site->house, theirs, "Deres ydelse", "55520000");

	assert_int_equal(get(site, owner, "/my/offerings/%lld", (long long)foreign).status, 404);
	assert_int_equal(post(site, owner, offering, "/my/offerings/%lld", (long long)foreign).status, 404);
	assert_int_equal(post(site, owner, "", "/my/offerings/%lld/delete", (long long)foreign).status, 404);
	assert_string_equal(house_text(site->house, "SELECT title FROM offering"), "Deres ydelse");
}

static void an_approved_enterprise_that_moves_is_counted_where_it_is_from_that_day(void **state)
{
	struct site_house *site = *state;
	int64_t id = given_enterprise(site->house, "Kantinen", "0621");
	struct browser *owner = as(site, given_member(site->house, id, "Ejer", "owner"));

	house_sql(site->house, "UPDATE enterprise SET approved_at = UTC_TIMESTAMP() WHERE organisation_id = %lld", (long long)id);
	assert_shows(get(site, owner, "/my/profile"), "If you have moved");
	assert_redirects(post(site, owner, "pitch=Mad&stage=established&established_year=2014&municipality=0630", "/my/profile"), "/my");
	assert_string_equal(house_text(site->house, "SELECT municipality_code FROM organisation WHERE id = %lld", (long long)id), "0630");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM enterprise_event WHERE kind = 'moved'"
		" AND municipality_code = '0630'"), 1);
	struct res wrong = post(site, owner, "pitch=Gem+mig&stage=established&established_year=2014&municipality=9999", "/my/profile");
	assert_int_equal(wrong.status, 422);
	assert_non_null(strstr(wrong.body, "Gem mig"));
	assert_redirects(post(site, owner, "pitch=Mad&stage=established&established_year=2014&municipality=0630", "/my/profile"), "/my");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM enterprise_event WHERE kind = 'moved'"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_approved_enterprise_that_moves_is_counted_where_it_is_from_that_day, site_house_reset),
		cmocka_unit_test_setup(a_draft_says_what_is_missing_and_a_full_one_can_be_sent, site_house_reset),
		cmocka_unit_test_setup(what_was_typed_is_stored_and_shown_again, site_house_reset),
		cmocka_unit_test_setup(a_year_beside_on_the_way_is_told_and_not_dropped, site_house_reset),
		cmocka_unit_test_setup(codes_are_found_by_words_without_a_script_and_nothing_is_lost, site_house_reset),
		cmocka_unit_test_setup(the_coordinator_approves_and_the_enterprise_is_told, site_house_reset),
		cmocka_unit_test_setup(changes_are_asked_for_with_words_and_a_day, site_house_reset),
		cmocka_unit_test_setup(a_coordinator_of_another_municipality_sees_and_decides_nothing, site_house_reset),
		cmocka_unit_test_setup(another_enterprises_offering_can_neither_be_read_nor_changed, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
