/* SPDX-License-Identifier: MPL-2.0 */
/* The front page: what it is, ways in, what is new. */
#include <string.h>

#include "lib/search_index.h"
#include "tests/market.h"
#include "tests/site.h"

static void index_again(struct site_house *site)
{
	house_sql(site->house, "UPDATE index_revision SET revision = revision + 1");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
}

static void an_empty_market_says_what_to_do_next(void **state)
{
	struct site_house *site = *state;

	index_again(site);
	struct res res = get(site, NULL, "/");
	assert_shows(res, "No municipality has published a purchase yet");
	assert_shows(res, "There is no enterprise here yet");
	assert_shows(res, "href=\"/register\"");
}

static void what_is_new_stands_there_and_the_figures_link_to_what_they_count(void **state)
{
	struct site_house *site = *state;

	given_market(site->house);
	index_again(site);
	struct res res = get(site, NULL, "/");
	assert_shows(res, "Kantinedrift</a>");
	assert_shows(res, "Vaskeriet</a>");
	assert_shows(res, "<a class=\"figure\" href=\"/enterprises\">2</a>");
	assert_shows(res, "<a class=\"figure\" href=\"/enterprises?rsv=1\">0</a>");
	assert_shows(res, "<a class=\"figure\" href=\"/lines\">1</a>");
}

static void nobody_sees_drafts(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);

	given_line(site->house, market.municipality, market.buyer, "Hemmelig rengøring", NULL, "draft");
	house_sql(site->house, "UPDATE enterprise SET status = 'draft' WHERE organisation_id = %lld",
		(long long)market.other);
	index_again(site);
	struct res res = get(site, as(site, market.buyer), "/");
	assert_shows_not(res, "Hemmelig");
	assert_shows_not(res, "Vaskeriet");
	assert_shows(res, "<a class=\"figure\" href=\"/enterprises\">1</a>");
	assert_shows(res, "<a class=\"figure\" href=\"/lines\">1</a>");
}

static void the_search_leads_to_everything_and_the_doors_to_each_ones_own(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);

	struct res res = get(site, NULL, "/");
	assert_shows(res, "role=\"search\" action=\"/search\"");
	assert_shows(res, "<a href=\"/register\">");
	assert_shows(get(site, as(site, market.owner), "/"), "<a href=\"/lines?fits=1\">");
	assert_shows(get(site, as(site, market.buyer), "/"), "<a href=\"/my/plans\">");
}

static void the_api_has_what_is_new_and_the_figures(void **state)
{
	struct site_house *site = *state;

	given_market(site->house);
	index_again(site);
	json_t *model = get_json(site, NULL, "/");
	assert_int_equal(json_integer_value(json_object_get(json_object_get(model, "figures"), "lines")), 1);
	assert_int_equal(json_array_size(json_object_get(model, "lines")), 1);
	assert_null(json_object_get(model, "csrf"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_empty_market_says_what_to_do_next, site_house_reset),
		cmocka_unit_test_setup(what_is_new_stands_there_and_the_figures_link_to_what_they_count, site_house_reset),
		cmocka_unit_test_setup(nobody_sees_drafts, site_house_reset),
		cmocka_unit_test_setup(the_search_leads_to_everything_and_the_doors_to_each_ones_own, site_house_reset),
		cmocka_unit_test_setup(the_api_has_what_is_new_and_the_figures, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
