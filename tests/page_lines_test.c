/* SPDX-License-Identifier: MPL-2.0 */
/* The open purchases: which are listed, in what order, and what fits whom. */
#include <string.h>

#include "lib/search_index.h"
#include "tests/market.h"
#include "tests/site.h"

static void index_again(struct site_house *site)
{
	house_sql(site->house, "UPDATE index_revision SET revision = revision + 1");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
}

/* Kolding wants a canteen run (which Kantinen offers) and, sooner, its linen washed; one line is a draft. */
static struct market given_lines(struct site_house *site)
{
	struct market market = given_market(site->house);
	int64_t washing = given_line(site->house, market.municipality, market.buyer, "Vask af linned", "90900000",
		"dialogue");

	given_line(site->house, market.municipality, market.buyer, "Hemmelig", NULL, "draft");
	given_line(site->house, market.municipality, market.buyer, "Forbi", NULL, "closed");
	house_sql(site->house, "UPDATE plan_line SET dialogue_ends = CURDATE() + INTERVAL 5 DAY, reserved = 1 WHERE id = %lld",
		(long long)washing);
	house_sql(site->house, "INSERT INTO plan_line_cpv (line_id, cpv_code) VALUES (%lld, '55510000')", (long long)market.line);
	given_offering(site->house, market.enterprise, "Kantinedrift", "55510000");
	index_again(site);
	return market;
}

static const json_t *line_at(const json_t *model, size_t i)
{
	return json_array_get(json_object_get(model, "lines"), i);
}

static const char *title(const json_t *model, size_t i)
{
	const char *text = json_string_value(json_object_get(line_at(model, i), "title"));

	return text != NULL ? text : "";
}

static int64_t total(const json_t *model)
{
	return json_integer_value(json_object_get(model, "total"));
}

static void open_lines_stand_by_nearest_deadline_and_no_others(void **state)
{
	struct site_house *site = *state;

	given_lines(site);
	const json_t *model = get_json(site, NULL, "/lines");
	assert_int_equal(total(model), 2);
	assert_string_equal(title(model, 0), "Vask af linned");
	assert_string_equal(title(model, 1), "Kantinedrift");
	struct res res = get(site, NULL, "/lines");
	assert_shows_not(res, "Hemmelig");
	assert_shows_not(res, "Forbi");
	assert_shows(res, "Reserved under § 54");
	assert_shows(res, "Answer by ");
}

static void a_list_says_by_what_it_stands_in_order(void **state)
{
	struct site_house *site = *state;

	given_market(site->house);
	index_again(site);
	assert_shows(get(site, NULL, "/lines"), "the nearest deadline first");
	struct res page = get(site, NULL, "/lines?words=kantinedrift");
	assert_shows(page, "what fits best first");
	assert_shows_not(page, "the nearest deadline first");
}

static void filters_narrow_and_their_links_keep_each_other(void **state)
{
	struct site_house *site = *state;

	given_lines(site);
	assert_int_equal(total(get_json(site, NULL, "/lines?words=linned")), 1);
	assert_int_equal(total(get_json(site, NULL, "/lines?cpv=55")), 1);
	assert_int_equal(total(get_json(site, NULL, "/lines?reserved=reserved")), 1);
	assert_int_equal(total(get_json(site, NULL, "/lines?municipality=0630")), 0);
	assert_shows(get(site, NULL, "/lines?words=linned"),
		"href=\"/lines?words=linned&amp;municipality=0621\"");
	assert_shows(get(site, NULL, "/lines?words=xyzzy"), "No open purchase matches all of that");
}

static void an_enterprise_sees_what_fits_it_and_why(void **state)
{
	struct site_house *site = *state;
	struct market market = given_lines(site);
	struct browser *owner = as(site, market.owner);
	struct res res = get(site, owner, "/lines");

	assert_shows(res, "1 open purchase fits you");
	assert_shows(res, "Fits you");
	assert_shows(res, "class=\"reasons\"");
	const json_t *model = get_json(site, owner, "/lines?fits=1");
	assert_int_equal(total(model), 1);
	assert_string_equal(title(model, 0), "Kantinedrift");
	const json_t *fit = json_object_get(line_at(model, 0), "fit");
	assert_in_range(json_integer_value(json_object_get(fit, "score")), 40, 100);
	assert_true(json_array_size(json_object_get(fit, "reasons")) > 0);
}

static void what_fits_is_told_to_no_one_else(void **state)
{
	struct site_house *site = *state;
	struct market market = given_lines(site);

	assert_shows_not(get(site, NULL, "/lines?fits=1"), "Fits you");
	assert_int_equal(total(get_json(site, NULL, "/lines?fits=1")), 2);
	assert_shows_not(get(site, as(site, market.buyer), "/lines?fits=1"), "Fits you");
	assert_shows(get(site, as(site, market.other_owner), "/lines"), "No open purchase fits you just now");
}

static void an_empty_list_says_what_to_do_next(void **state)
{
	struct site_house *site = *state;

	index_again(site);
	assert_shows(get(site, NULL, "/lines"), "No open purchase just now");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(open_lines_stand_by_nearest_deadline_and_no_others, site_house_reset),
		cmocka_unit_test_setup(a_list_says_by_what_it_stands_in_order, site_house_reset),
		cmocka_unit_test_setup(filters_narrow_and_their_links_keep_each_other, site_house_reset),
		cmocka_unit_test_setup(an_enterprise_sees_what_fits_it_and_why, site_house_reset),
		cmocka_unit_test_setup(what_fits_is_told_to_no_one_else, site_house_reset),
		cmocka_unit_test_setup(an_empty_list_says_what_to_do_next, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
