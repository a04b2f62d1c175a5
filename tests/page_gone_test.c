/* SPDX-License-Identifier: MPL-2.0 */
/* Who writes while a colleague deletes, cancels or ends the same thing: what was typed is never lost. */
#include <string.h>

#include "tests/market.h"
#include "tests/site.h"

/* Says who it was, and has a form that asks for something new, of which nothing was seen. */
static void assert_offers_anew(struct res res, const char *said, const char *action)
{
	char target[200];

	snprintf(target, sizeof target, "action=\"%s\"", action);
	assert_int_equal(res.status, 422);
	assert_true(shows(res, said));
	assert_true(shows(res, "Nothing that you typed is lost: it stands here."));
	assert_true(shows(res, target));
	assert_false(shows(res, "name=\"seen\""));
	assert_false(shows(res, "Saved meanwhile"));
}

/* ---- an offering ---- */

#define OFFERING "kind=product&text=Frokost+til+mange&language=da&cpv=55510000&areas=municipality:0630"

static void what_was_typed_for_a_deleted_offering_is_added_as_a_new_one(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *colleague = as(site, market.colleague);
	int64_t id = given_offering(site->house, market.enterprise, "Kantinedrift", "55510000");

	given_index(site);
	struct res page = get(site, colleague, "/my/offerings/%lld", (long long)id);
	assert_redirects(post(site, owner, "", "/my/offerings/%lld/delete", (long long)id), "/my#offerings");
	struct res asked = post(site, colleague, seeing(site, page, OFFERING "&title=Kantinen"), "/my/offerings/%lld", (long long)id);
	assert_offers_anew(asked, "Owner deleted this (", "/my/offerings/new");
	assert_true(shows(asked, "value=\"Kantinen\""));
	assert_true(shows(asked, "Frokost til mange</textarea>"));
	assert_true(shows(asked, "value=\"product\" checked"));
	assert_true(shows(asked, "name=\"cpv\" value=\"55510000\" checked"));
	assert_true(shows(asked, "value=\"municipality:0630\" checked"));
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM offering"), 0);
	assert_redirects(post(site, colleague, OFFERING "&title=Kantinen", "/my/offerings/new"), "/my#offerings");
	assert_string_equal(house_text(site->house, "SELECT title FROM offering"), "Kantinen");
}

/* What is wrong with what was typed is told at the same time. */
static void a_mistake_in_what_was_typed_loses_nothing_either(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);
	int64_t id = given_offering(site->house, market.enterprise, "Kantinedrift", "55510000");

	given_index(site);
	post(site, owner, "", "/my/offerings/%lld/delete", (long long)id);
	struct res asked = post(site, owner, OFFERING "&title=", "/my/offerings/%lld", (long long)id);
	assert_offers_anew(asked, "Owner deleted this (", "/my/offerings/new");
	assert_true(shows(asked, "Title: Fill this in."));
	assert_true(shows(asked, "Frokost til mange</textarea>"));
}

static void who_only_looks_reads_who_deleted_it(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *colleague = as(site, market.colleague);
	int64_t id = given_offering(site->house, market.enterprise, "Kantinedrift", "55510000");

	post(site, owner, "", "/my/offerings/%lld/delete", (long long)id);
	struct res res = get(site, colleague, "/my/offerings/%lld", (long long)id);
	assert_int_equal(res.status, 404);
	assert_true(shows(res, "Owner deleted this ("));
}

/* The other enterprise sends the same numbers; it gets its own words back, and learns nothing. */
static void others_do_not_learn_that_there_was_anything(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *other = as(site, market.other_owner);
	int64_t id = given_offering(site->house, market.enterprise, "Kantinedrift", "55510000");

	given_index(site);
	post(site, owner, "", "/my/offerings/%lld/delete", (long long)id);
	assert_int_equal(get(site, other, "/my/offerings/%lld", (long long)id).status, 404);
	struct res res = post(site, other, OFFERING "&title=Kantinen", "/my/offerings/%lld", (long long)id);
	assert_int_equal(res.status, 404);
	assert_false(shows(res, "Owner"));
	assert_false(shows(res, "deleted this"));
	assert_true(shows(res, "Frokost til mange"));
}

/* ---- the others ---- */

static void an_entry_of_the_field_is_put_on_the_map_anew(void **state)
{
	struct site_house *site = *state;
	int64_t municipality = given_municipality(site->house, "0621");
	struct browser *one = as(site, given_member(site->house, municipality, "Ko", "coordinator"));
	struct browser *other = as(site, given_member(site->house, municipality, "Anden", "coordinator"));

	assert_int_equal(post(site, one, "name=Garn&kind=existing&state=found", "/field/new").status, 303);
	int64_t id = house_count(site->house, "SELECT MAX(id) FROM field_entry");
	struct res page = get(site, one, "/field/%lld", (long long)id);
	assert_redirects(post(site, other, "", "/field/%lld/delete", (long long)id), "/field");
	struct res asked = post(site, one, seeing(site, page, "name=Garnet&kind=existing&state=visited&notes=De+er+fire"),
		"/field/%lld", (long long)id);
	assert_offers_anew(asked, "Anden deleted this (", "/field/new");
	assert_true(shows(asked, "value=\"Garnet\""));
	assert_true(shows(asked, "De er fire</textarea>"));
	assert_true(shows(asked, "value=\"visited\" selected"));
	asked = post(site, one, "contact=visited&happened_on=3.3.2020&words=Kaffe+og+planer&then_on=3.3.2099",
		"/field/%lld/contact", (long long)id);
	assert_offers_anew(asked, "Anden deleted this (", "/field/new");
	assert_true(shows(asked, "Kaffe og planer</textarea>"));
	assert_true(shows(asked, "value=\"2099-03-03\""));
}

#define EVENT "title=Kaffem%C3%B8de&text=Kom&date=3.3.2099&starts=14&ends=16&place=R%C3%A5dhuset&audience=region"

static void a_cancelled_event_is_announced_as_a_new_one(void **state)
{
	struct site_house *site = *state;
	int64_t municipality = given_municipality(site->house, "0621");
	struct browser *one = as(site, given_member(site->house, municipality, "Ko", "coordinator"));
	struct browser *other = as(site, given_member(site->house, municipality, "Anden", "coordinator"));

	assert_int_equal(post(site, one, EVENT, "/my/events/new").status, 303);
	int64_t id = house_count(site->house, "SELECT MAX(id) FROM event");
	struct res page = get(site, one, "/my/events/%lld", (long long)id);
	assert_int_equal(post(site, other, "words=Ingen+kaffe", "/my/events/%lld/cancel", (long long)id).status, 303);
	struct res asked = post(site, one, seeing(site, page, EVENT "&audience=country"), "/my/events/%lld", (long long)id);
	assert_offers_anew(asked, "Anden cancelled this event (", "/my/events/new");
	assert_true(shows(asked, "value=\"Kaffemøde\""));
	assert_true(shows(asked, "value=\"Rådhuset\""));
	struct res again = post(site, one, "words=Jeg+er+syg", "/my/events/%lld/cancel", (long long)id);
	assert_int_equal(again.status, 409);
	assert_true(shows(again, "Anden cancelled this event ("));
	assert_true(shows(again, "Jeg er syg"));
}

#define LINE "text=Frokost+til+100&language=da&cpv=55510000&procedure_kind=light&contact_name=Bo&contact_email=bo%40kolding.example"

static void what_was_typed_for_an_ended_purchase_is_a_draft_of_the_same_plan(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *buyer = as(site, market.buyer), *other = as(site, given_member(site->house, market.municipality, "Anden", "buyer"));
	int64_t plan = house_count(site->house, "SELECT plan_id FROM plan_line WHERE id = %lld", (long long)market.line);

	given_index(site);
	struct res page = get(site, buyer, "/my/lines/%lld", (long long)market.line);
	assert_int_equal(post(site, other, "status=cancelled", "/my/lines/%lld/status", (long long)market.line).status, 303);
	struct res asked = post(site, buyer, seeing(site, page, LINE "&title=Frokost"), "/my/lines/%lld", (long long)market.line);
	const char *action = arena_printf(site->house->mem, "/my/plans/%lld/lines/new", (long long)plan);
	assert_offers_anew(asked, "Anden noted that this is bought, closed or cancelled (", action);
	assert_true(shows(asked, "value=\"Frokost\""));
	assert_true(shows(asked, "Frokost til 100</textarea>"));
	assert_true(shows(asked, "value=\"light\" selected"));
	assert_int_equal(get(site, buyer, "/my/lines/%lld", (long long)market.line).status, 409);
	assert_int_equal(post(site, buyer, LINE "&title=Frokost", "%s", action).status, 303);
	assert_string_equal(house_text(site->house, "SELECT CONCAT(status, ' ', title) FROM plan_line ORDER BY id DESC LIMIT 1"),
		"draft Frokost");
}

/* ---- where nothing new could be made of it ---- */

static void what_was_typed_stands_on_the_page_that_says_why_not(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);

	given_index(site);
	house_sql(site->house, "UPDATE plan_line SET status = 'awarded'");
	struct res res = post(site, owner, "question=Skal+vi+%3Cselv%3E+vaske%3F", "/lines/%lld/questions", (long long)market.line);
	assert_int_equal(res.status, 409);
	assert_true(shows(res, "What you typed"));
	assert_true(shows(res, "Your question</h3>"));
	assert_true(shows(res, "Skal vi &lt;selv&gt; vaske?"));
	assert_false(shows(res, "took this picture away"));
}

static void what_was_written_of_a_picture_that_was_taken_away_stands_there_too(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);

	house_sql(site->house, "INSERT INTO audit (happened_at, account_id, organisation_id, action, subject_kind, subject_id)"
		" VALUES ('2026-03-03 12:00:00', %lld, %lld, 'image-deleted', 'image', 99)", (long long)market.colleague,
		(long long)market.enterprise);
	struct res res = post(site, owner, "alternative_99=R%C3%B8de+huer", "/my/pictures/99");
	assert_int_equal(res.status, 404);
	assert_true(shows(res, "Colleague took this picture away (3 March 2026, 13:00)."));
	assert_true(shows(res, "Røde huer"));
}

static void who_is_no_colleague_any_more_gets_the_words_back(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *colleague = as(site, market.colleague);

	get(site, colleague, "/my/criteria");
	house_sql(site->house, "DELETE FROM membership WHERE account_id = %lld", (long long)market.colleague);
	struct res res = post(site, colleague, "trading_statement=Vi+s%C3%A6lger&trading_evidence=Side+2", "/my/criteria");
	assert_int_equal(res.status, 403);
	assert_true(shows(res, "Vi sælger"));
	assert_true(shows(res, "Side 2"));
}

static void no_secret_no_choice_and_nothing_that_came_from_elsewhere_is_shown(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);

	struct res res = post(site, owner, "title=Garn&password=hemmeligt&kind=service&seen=abc&what_is_this=noget", "/my/offerings/99");
	assert_int_equal(res.status, 404);
	assert_true(shows(res, "Garn"));
	assert_false(shows(res, "hemmeligt"));
	assert_false(shows(res, "service"));
	assert_false(shows(res, "noget"));
	res = post_forged(site, owner, "alternative_99=Ring+til+12345678", "/my/pictures/99");
	assert_true(res.status >= 400);
	assert_false(shows(res, "Ring til"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_was_typed_for_a_deleted_offering_is_added_as_a_new_one, site_house_reset),
		cmocka_unit_test_setup(a_mistake_in_what_was_typed_loses_nothing_either, site_house_reset),
		cmocka_unit_test_setup(who_only_looks_reads_who_deleted_it, site_house_reset),
		cmocka_unit_test_setup(others_do_not_learn_that_there_was_anything, site_house_reset),
		cmocka_unit_test_setup(an_entry_of_the_field_is_put_on_the_map_anew, site_house_reset),
		cmocka_unit_test_setup(a_cancelled_event_is_announced_as_a_new_one, site_house_reset),
		cmocka_unit_test_setup(what_was_typed_for_an_ended_purchase_is_a_draft_of_the_same_plan, site_house_reset),
		cmocka_unit_test_setup(what_was_typed_stands_on_the_page_that_says_why_not, site_house_reset),
		cmocka_unit_test_setup(what_was_written_of_a_picture_that_was_taken_away_stands_there_too, site_house_reset),
		cmocka_unit_test_setup(who_is_no_colleague_any_more_gets_the_words_back, site_house_reset),
		cmocka_unit_test_setup(no_secret_no_choice_and_nothing_that_came_from_elsewhere_is_shown, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
