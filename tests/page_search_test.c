/* SPDX-License-Identifier: MPL-2.0 */
/* One search over enterprises and planned purchases. */
#include <string.h>

#include "lib/search_index.h"
#include "tests/market.h"
#include "tests/site.h"

static void index_again(struct site_house *site)
{
	house_sql(site->house, "UPDATE index_revision SET revision = revision + 1");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
}

static struct market given_field(struct site_house *site)
{
	struct market market = given_market(site->house);

	given_offering(site->house, market.enterprise, "Kantinedrift og frokost", "55510000");
	given_offering(site->house, market.other, "Vask af arbejdstøj", NULL);
	index_again(site);
	return market;
}

static void one_page_has_both_lists_each_leading_to_its_own(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/search?words=kantinedrift");
	assert_shows(page, "href=\"/enterprises/kantinen\"");
	assert_shows(page, ">Kantinedrift</a>");
	assert_shows(page, "1 enterprise<");
	assert_shows(page, "1 planned purchase<");
	assert_shows(page, "href=\"/enterprises?words=kantinedrift\"");
	assert_shows(page, "href=\"/lines?words=kantinedrift\"");
	assert_shows_not(page, "vaskeriet");
}

static void a_word_that_nobody_writes_is_taken_for_what_it_stands_for_and_the_page_says_so(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	house_sql(site->house, "INSERT INTO cpv_words (code, words_da, words_en, words_nl)"
		" VALUES ('55510000', 'personalerestaurant', 'staff canteen', 'bedrijfsrestaurant')");
	index_again(site);
	for (size_t i = 0; i < 2; i++) {
		struct res page = get(site, NULL, i == 0 ? "/search?words=personalerestaurant" :
			"/enterprises?words=personalerestaurant");
		assert_shows(page, "No enterprise writes “personalerestaurant”. We looked for those who supply that kind of thing:");
		assert_shows(page, "(CPV 55510000)");
		assert_shows(page, "href=\"/enterprises/kantinen\"");
		assert_shows_not(page, "vaskeriet");
	}
}

static void what_only_one_list_has_is_said_in_the_other(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/search?words=arbejdst%%C3%%B8j");
	assert_shows(page, "href=\"/enterprises/vaskeriet\"");
	assert_shows(page, "No municipality plans to buy it right now");
}

static void words_that_nothing_has_lead_to_describing_what_is_needed(void **state)
{
	struct site_house *site = *state;
	struct market market = given_field(site);

	struct res page = get(site, NULL, "/search?words=%%3Cb%%3Exylofon");
	assert_shows(page, "Nothing has these words");
	assert_shows(page, "value=\"&lt;b&gt;xylofon\"");
	assert_shows(get(site, as(site, market.buyer), "/search?words=xylofon"), "Describe what you need");
}

static void words_that_nothing_has_together_are_offered_one_by_one_with_what_each_finds(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/search?words=kantinedrift+til+arbejdst%%C3%%B8j+xylofon");
	assert_shows(page, "One word at a time finds something");
	assert_shows(page, "<a href=\"/search?words=kantinedrift\">kantinedrift</a> <span class=\"quiet\">1 enterprise, 1 planned purchase<");
	assert_shows(page, "<a href=\"/search?words=arbejdst%C3%B8j\">arbejdstøj</a> <span class=\"quiet\">1 enterprise<");
	assert_shows_not(page, ">til</a>");
	assert_shows_not(page, ">xylofon</a>");
}

static void a_word_of_every_purchase_is_not_offered_by_itself(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	house_sql(site->house, "UPDATE enterprise SET pitch = 'quality delivery'");
	index_again(site);
	struct res page = get(site, NULL, "/search?words=kantinedrift+delivery+xylofon+marimba");
	assert_shows(page, ">kantinedrift</a>");
	assert_shows_not(page, ">delivery</a>");
}

static void in_one_list_the_words_keep_its_filters(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/enterprises?words=kantinedrift+arbejdst%%C3%%B8j&seat=0621");
	assert_shows(page, "<a href=\"/enterprises?words=kantinedrift&amp;seat=0621\">kantinedrift</a> <span class=\"quiet\">1 enterprise<");
	assert_shows_not(page, ">arbejdstøj</a>");
	page = get(site, NULL, "/lines?words=kantinedrift+arbejdst%%C3%%B8j");
	assert_shows(page, "<a href=\"/lines?words=kantinedrift\">kantinedrift</a> <span class=\"quiet\">1 planned purchase<");
}

static void a_kind_of_thing_is_only_offered_when_somebody_supplies_it(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	house_sql(site->house, "INSERT INTO cpv_words (code, words_da, words_en, words_nl) VALUES"
		" ('90900000', 'xylofonvask', 'marimba washing', '') ON DUPLICATE KEY UPDATE words_en = 'marimba washing'");
	index_again(site);
	assert_shows_not(get(site, NULL, "/search?words=marimba"), "Perhaps it is under one of these");
	given_offering(site->house, given_enterprise(site->house, "Klang", "0621"), "Klang", "90900000");
	index_again(site);
	assert_shows(get(site, NULL, "/search?words=marimba+zzz"),
		"<a href=\"/enterprises?cpv=90900000\">");
}

static void numbers_of_nothing_are_no_links(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/search?words=xylofon");
	assert_shows_not(page, "href=\"#enterprises\"");
	assert_shows_not(page, "href=\"#purchases\"");
}

static void what_has_no_word_in_it_shows_everything_and_says_why(void **state)
{
	struct site_house *site = *state;
	const char *said = "has no word to search by";

	given_field(site);
	assert_shows(get(site, NULL, "/search?words=%%25"), said);
	assert_shows(get(site, NULL, "/search?words=%%F0%%9F%%98%%80"), said);
	assert_shows(get(site, NULL, "/enterprises?words=and+the"), said);
	assert_shows(get(site, NULL, "/lines?words=and+the"), said);
	assert_shows_not(get(site, NULL, "/search"), said);
	assert_shows_not(get(site, NULL, "/search?words=kantinedrift"), said);
	assert_shows_not(get(site, NULL, "/enterprises?words=kantinedrift&seat=9999"), said);
}

static void no_words_show_the_best_of_everything(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/search");
	assert_shows(page, "2 enterprises<");
	assert_shows(page, "1 planned purchase<");
}

static void more_than_fits_says_how_many_more(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	for (int i = 0; i < 8; i++)
		given_offering(site->house, given_enterprise(site->house, arena_printf(site->house->mem, "Køkken %d", i), "0621"),
			"Kantinedrift", NULL);
	index_again(site);
	assert_shows(get(site, NULL, "/search?words=kantinedrift"), "3 more enterprises");
}

static void the_api_has_both_totals_and_no_drafts(void **state)
{
	struct site_house *site = *state;
	struct market market = given_field(site);

	given_line(site->house, market.municipality, market.buyer, "Kantinedrift HEMMELIG", NULL, "draft");
	index_again(site);
	json_t *model = get_json(site, NULL, "/search?words=kantinedrift");
	const json_t *purchases = json_object_get(model, "purchases"), *suppliers = json_object_get(model, "suppliers");
	assert_int_equal(json_integer_value(json_object_get(purchases, "total")), 1);
	assert_int_equal(json_array_size(json_object_get(purchases, "lines")), 1);
	assert_int_equal(json_integer_value(json_object_get(suppliers, "total")), 1);
	assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(suppliers, "enterprises"), 0),
		"slug")), "kantinen");
	assert_null(json_object_get(model, "codes"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(one_page_has_both_lists_each_leading_to_its_own, site_house_reset),
		cmocka_unit_test_setup(what_only_one_list_has_is_said_in_the_other, site_house_reset),
		cmocka_unit_test_setup(
			a_word_that_nobody_writes_is_taken_for_what_it_stands_for_and_the_page_says_so, site_house_reset),
		cmocka_unit_test_setup(words_that_nothing_has_lead_to_describing_what_is_needed, site_house_reset),
		cmocka_unit_test_setup(
			words_that_nothing_has_together_are_offered_one_by_one_with_what_each_finds, site_house_reset),
		cmocka_unit_test_setup(a_word_of_every_purchase_is_not_offered_by_itself, site_house_reset),
		cmocka_unit_test_setup(in_one_list_the_words_keep_its_filters, site_house_reset),
		cmocka_unit_test_setup(a_kind_of_thing_is_only_offered_when_somebody_supplies_it, site_house_reset),
		cmocka_unit_test_setup(numbers_of_nothing_are_no_links, site_house_reset),
		cmocka_unit_test_setup(what_has_no_word_in_it_shows_everything_and_says_why, site_house_reset),
		cmocka_unit_test_setup(no_words_show_the_best_of_everything, site_house_reset),
		cmocka_unit_test_setup(more_than_fits_says_how_many_more, site_house_reset),
		cmocka_unit_test_setup(the_api_has_both_totals_and_no_drafts, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
