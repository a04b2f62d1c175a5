/* SPDX-License-Identifier: MPL-2.0 */
/* Two who change the same thing at once, each with the form that was right when it was opened. */
#include <pthread.h>
#include <string.h>

#include "lib/enterprise.h"
#include "tests/market.h"
#include "tests/site.h"

static void assert_asks(struct res res)
{
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "has saved this while you wrote."));
}

/* ---- the profile, and what holds for every form ---- */

#define PROFILE "stage=established&municipality=0621&employees=12"

static void what_a_colleague_saved_is_overwritten_only_knowingly(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *colleague = as(site, market.colleague);
	struct res first = get(site, owner, "/my/profile"), second = get(site, colleague, "/my/profile");

	assert_redirects(post(site, owner, seeing(site, first, PROFILE "&pitch=Vi+laver+mad"), "/my/profile"), "/my");
	struct res asked = post(site, colleague, seeing(site, second, PROFILE "&pitch=Vi+vasker+op"), "/my/profile");
	assert_asks(asked);
	assert_true(shows(asked, "Vi vasker op</textarea>"));
	assert_true(shows(asked, "Saved meanwhile:</p><p class=\"text-as-typed\">Vi laver mad</p>"));
	assert_string_equal(house_text(site->house, "SELECT pitch FROM enterprise WHERE organisation_id = %lld",
		(long long)market.enterprise), "Vi laver mad");
	assert_redirects(post(site, colleague, seeing(site, asked, PROFILE "&pitch=Vi+vasker+op"), "/my/profile"), "/my");
	assert_string_equal(house_text(site->house, "SELECT pitch FROM enterprise WHERE organisation_id = %lld",
		(long long)market.enterprise), "Vi vasker op");
}

static void a_field_that_one_has_not_touched_comes_again_with_what_is_saved_now(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *colleague = as(site, market.colleague);

	post(site, owner, PROFILE "&pitch=Fra+f%C3%B8r", "/my/profile");
	struct res second = get(site, colleague, "/my/profile");
	post(site, owner, PROFILE "&pitch=Vi+laver+mad", "/my/profile");
	struct res asked = post(site, colleague, seeing(site, second, PROFILE "&pitch=Fra+f%C3%B8r&contact_name=Bo"), "/my/profile");
	assert_asks(asked);
	assert_true(shows(asked, "Vi laver mad</textarea>"));
	assert_true(shows(asked, "What is saved now stands in the field."));
	assert_true(shows(asked, "value=\"Bo\""));
	assert_false(shows(asked, "Saved meanwhile:"));
}

static void who_saves_the_same_or_after_nobody_is_not_asked(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *colleague = as(site, market.colleague);
	struct res first = get(site, owner, "/my/profile"), second = get(site, colleague, "/my/profile");
	static const char typed[] = PROFILE "&pitch=Vi+laver+mad&description=F%C3%B8rst%0D%0A%0D%0Aog+s%C3%A5";

	assert_redirects(post(site, owner, seeing(site, first, typed), "/my/profile"), "/my");
	assert_redirects(post(site, colleague, seeing(site, second, typed), "/my/profile"), "/my");
	struct res third = get(site, owner, "/my/profile");
	assert_redirects(post(site, owner, seeing(site, third, PROFILE "&pitch=Andet"), "/my/profile"), "/my");
}

static void two_things_wrong_at_once_are_both_told(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *colleague = as(site, market.colleague);
	struct res second = get(site, colleague, "/my/profile");

	post(site, owner, PROFILE "&pitch=Vi+laver+mad", "/my/profile");
	struct res asked = post(site, colleague, seeing(site, second, PROFILE "&pitch=Andet&contact_email=x"), "/my/profile");
	assert_asks(asked);
	assert_true(shows(asked, "Write an e-mail address like name@example.org."));
	assert_true(shows(asked, "Vi laver mad</p>"));
}

/* ---- while a colleague's save is still going on ---- */

struct rival {
	struct site_house *site;
	struct browser *browser;
	const char *form;
	struct res res;
	_Atomic bool done;
};

static void *save_too(void *arg)
{
	struct rival *rival = arg;

	rival->res = post(rival->site, rival->browser, rival->form, "/my/profile");
	rival->done = true;
	return NULL;
}

/* The check waits for a transaction that has changed the profile and not yet ended, and sees what it leaves. */
static void a_save_that_is_under_way_is_waited_for(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct rival rival = {.site = site, .browser = as(site, market.owner)};
	struct arena *mem = arena_open();
	struct enterprise enterprise;
	struct db *other;
	pthread_t thread;

	rival.form = seeing(site, get(site, rival.browser, "/my/profile"), PROFILE "&pitch=Vi+vasker+op");
	assert_int_equal(db_open(site->house->configuration, &other), OK);
	struct tx tx = tx_begin(other);
	assert_int_equal(enterprise_find(other, mem, market.enterprise, &enterprise), OK);
	enterprise.profile.pitch = "Vi laver mad";
	assert_int_equal(enterprise_save(other, mem, market.enterprise, &enterprise.profile, market.colleague), OK);
	assert_int_equal(pthread_create(&thread, NULL, save_too, &rival), 0);
	house_wait_for_rival(site->house, &rival.done);
	assert_int_equal(tx_commit(&tx), OK);
	tx_close(&tx);
	pthread_join(thread, NULL);
	db_close(&other);
	arena_close(&mem);
	assert_asks(rival.res);
	assert_true(shows(rival.res, "Vi laver mad</p>"));
}

/* ---- the other forms ---- */

#define OFFERING "kind=service&text=Frokost&language=da"

static void an_offering_names_the_codes_and_areas_that_were_saved_meanwhile(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *colleague = as(site, market.colleague);
	int64_t id = given_offering(site->house, market.enterprise, "Kantinedrift", "55510000");
	const char *path = arena_printf(site->house->mem, "/my/offerings/%lld", (long long)id);

	given_index(site);
	struct res first = get(site, owner, "%s", path), second = get(site, colleague, "%s", path);
	assert_redirects(post(site, owner, seeing(site, first, OFFERING "&title=Kantinedrift&cpv=55520000&areas=municipality:0630"
		"&areas=municipality:0621"), "%s", path), "/my#offerings");
	struct res asked = post(site, colleague, seeing(site, second, OFFERING "&title=Kantinen&cpv=55510000&cpv=55500000&areas=country"),
		"%s", path);
	assert_asks(asked);
	assert_true(shows(asked, "value=\"Kantinen\""));
	assert_true(shows(asked, " 55520000</p>"));
	assert_true(shows(asked, "id=\"cpv-55500000\" name=\"cpv\" value=\"55500000\" checked"));
	/* the area was not touched: Kolding and Vejle stand there now */
	assert_true(shows(asked, "id=\"areas-municipality:0630\" name=\"areas\" value=\"municipality:0630\" checked"));
	assert_string_equal(house_text(site->house, "SELECT GROUP_CONCAT(cpv_code) FROM offering_cpv"), "55520000");
	assert_redirects(post(site, colleague, seeing(site, asked, OFFERING "&title=Kantinen&cpv=55510000&areas=country"),
		"%s", path), "/my#offerings");
	assert_string_equal(house_text(site->house, "SELECT CONCAT(title, cpv_code) FROM offering JOIN offering_cpv"
		" ON offering_id = id"), "Kantinen55510000");
}

#define LINE "text=Frokost&language=da&cpv=55510000&procedure_kind=undecided&contact_name=Bo&contact_email=bo%40kolding.example"

/* Drafts and published lines are saved in ways of their own. */
static void assert_line_asks(struct site_house *site, const char *status)
{
	struct market market = given_market(site->house);
	struct browser *buyer = as(site, market.buyer), *other = as(site, given_member(site->house, market.municipality, "Anden", "buyer"));
	int64_t id = given_line(site->house, market.municipality, market.buyer, "Frokost", "55510000", status);
	const char *path = arena_printf(site->house->mem, "/my/lines/%lld", (long long)id);

	given_index(site);
	struct res first = get(site, buyer, "%s", path), second = get(site, other, "%s", path);
	assert_int_equal(post(site, buyer, seeing(site, first, LINE "&title=Frokost+til+100&value_dkk=100.000"), "%s", path).status, 303);
	struct res asked = post(site, other, seeing(site, second, LINE "&title=Frokost+til+200&dialogue_ends=2099-03-03"), "%s", path);
	assert_asks(asked);
	assert_true(shows(asked, "value=\"Frokost til 200\""));
	assert_true(shows(asked, "Frokost til 100</p>"));
	assert_true(shows(asked, "name=\"value_dkk\" value=\"100000\""));
	assert_true(shows(asked, "name=\"dialogue_ends\" value=\"2099-03-03\""));
	assert_string_equal(house_text(site->house, "SELECT title FROM plan_line WHERE id = %lld", (long long)id), "Frokost til 100");
	assert_int_equal(post(site, other, seeing(site, asked, LINE "&title=Frokost+til+200&value_dkk=100000"), "%s", path).status, 303);
	assert_string_equal(house_text(site->house, "SELECT CONCAT(title, value_dkk) FROM plan_line WHERE id = %lld", (long long)id),
		"Frokost til 200100000");
}

static void a_draft_that_a_colleague_changed_is_overwritten_only_knowingly(void **state)
{
	assert_line_asks(*state, "draft");
}

static void a_published_purchase_that_a_colleague_changed_is_overwritten_only_knowingly(void **state)
{
	assert_line_asks(*state, "published");
}

static void what_happens_beside_the_form_is_no_reason_to_ask(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *buyer = as(site, market.buyer);
	int64_t id = given_line(site->house, market.municipality, market.buyer, "Frokost", "55510000", "published");

	given_index(site);
	struct res page = get(site, buyer, "/my/lines/%lld", (long long)id);
	post(site, buyer, "status=dialogue", "/my/lines/%lld/status", (long long)id);
	assert_int_equal(post(site, buyer, seeing(site, page, LINE "&title=Frokost"), "/my/lines/%lld", (long long)id).status, 303);
	assert_string_equal(house_text(site->house, "SELECT status FROM plan_line WHERE id = %lld", (long long)id), "dialogue");
}

static void a_plan_and_an_entry_of_the_field_ask_too(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *buyer = as(site, market.buyer);
	struct browser *coordinator = as(site, given_member(site->house, market.municipality, "Ko", "coordinator"));

	assert_int_equal(post(site, buyer, "year=2099&title=Plan", "/my/plans/new").status, 303);
	int64_t plan = house_count(site->house, "SELECT MAX(id) FROM plan");
	struct res page = get(site, buyer, "/my/plans/%lld/edit", (long long)plan);
	house_sql(site->house, "UPDATE plan SET title = 'Skolerne' WHERE id = %lld", (long long)plan);
	struct res asked = post(site, buyer, seeing(site, page, "year=2099&title=Rengjort"), "/my/plans/%lld/edit", (long long)plan);
	assert_asks(asked);
	assert_true(shows(asked, "Skolerne</p>"));

	assert_int_equal(post(site, coordinator, "name=Garn&kind=existing&state=found", "/field/new").status, 303);
	int64_t entry = house_count(site->house, "SELECT MAX(id) FROM field_entry");
	page = get(site, coordinator, "/field/%lld", (long long)entry);
	post(site, coordinator, "name=Garn&kind=existing&state=visited", "/field/%lld", (long long)entry);
	asked = post(site, coordinator, seeing(site, page, "name=Garn&kind=existing&state=on_the_way"), "/field/%lld", (long long)entry);
	assert_asks(asked);
	assert_true(shows(asked, "Visited</p>"));
	assert_true(shows(asked, "value=\"on_the_way\" selected"));
}

static void the_answers_to_the_criteria_ask_too(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *colleague = as(site, market.colleague);

	house_sql(site->house, "UPDATE enterprise SET status = 'draft'");
	struct res first = get(site, owner, "/my/criteria"), second = get(site, colleague, "/my/criteria");
	assert_redirects(post(site, owner, seeing(site, first, "trading_statement=Vi+s%C3%A6lger"), "/my/criteria"), "/my");
	struct res asked = post(site, colleague, seeing(site, second, "trading_statement=Vi+handler&governance_evidence=Side+2"), "/my/criteria");
	assert_asks(asked);
	assert_true(shows(asked, "Vi sælger</p>"));
	assert_true(shows(asked, "Vi handler</textarea>"));
	assert_true(shows(asked, "Side 2</textarea>"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_a_colleague_saved_is_overwritten_only_knowingly, site_house_reset),
		cmocka_unit_test_setup(a_field_that_one_has_not_touched_comes_again_with_what_is_saved_now, site_house_reset),
		cmocka_unit_test_setup(who_saves_the_same_or_after_nobody_is_not_asked, site_house_reset),
		cmocka_unit_test_setup(two_things_wrong_at_once_are_both_told, site_house_reset),
		cmocka_unit_test_setup(a_save_that_is_under_way_is_waited_for, site_house_reset),
		cmocka_unit_test_setup(an_offering_names_the_codes_and_areas_that_were_saved_meanwhile, site_house_reset),
		cmocka_unit_test_setup(a_draft_that_a_colleague_changed_is_overwritten_only_knowingly, site_house_reset),
		cmocka_unit_test_setup(a_published_purchase_that_a_colleague_changed_is_overwritten_only_knowingly, site_house_reset),
		cmocka_unit_test_setup(what_happens_beside_the_form_is_no_reason_to_ask, site_house_reset),
		cmocka_unit_test_setup(a_plan_and_an_entry_of_the_field_ask_too, site_house_reset),
		cmocka_unit_test_setup(the_answers_to_the_criteria_ask_too, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
