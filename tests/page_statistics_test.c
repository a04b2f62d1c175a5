/* SPDX-License-Identifier: MPL-2.0 */
/* The statistics as people see and take them: the figures of the 2015 report as of a day. */
#include <string.h>

#include "tests/site.h"
#include "tests/soev_2015.h"

static void given_2015(struct site_house *site)
{
	struct soev_2015 rows[SOEV_2015_ROWS];

	soev_2015_read(site->house, rows);
	soev_2015_load(site->house, rows);
}

static void the_figures_of_a_day_are_those_of_the_report(void **state)
{
	struct site_house *site = *state;

	given_2015(site);
	struct res res = get(site, NULL, "/statistics?as_of=30.11.2015");
	assert_shows(res, "as of 30 November 2015");
	assert_shows(res, "href=\"#table\">76</a>");
	assert_shows(res, "href=\"#table\">22</a>");
	assert_shows(res, "href=\"#table\">29</a>");
	assert_shows(res, "href=\"#table\">58</a>");
	assert_shows(res, "href=\"/statistics.xlsx?as_of=2015-11-30\"");
	assert_shows(res, "<a href=\"/enterprises?seat=0740\">Silkeborg</a>");
}

static void the_same_figures_come_as_json(void **state)
{
	struct site_house *site = *state;

	given_2015(site);
	const json_t *sum = json_object_get(get_json(site, NULL, "/statistics?as_of=2015-11-30"), "sum");
	assert_int_equal(json_integer_value(json_object_get(sum, "total")), 76);
	assert_int_equal(json_integer_value(json_object_get(sum, "on_the_way")), 58);
}

static void a_day_that_is_none_or_is_to_come_is_refused_and_today_is_shown(void **state)
{
	struct site_house *site = *state;

	assert_shows(get(site, NULL, "/statistics?as_of=31.2.2015"), "Write a day up to today");
	assert_shows(get(site, NULL, "/statistics?as_of=31.2.2015"), "value=\"31.2.2015\"");
	assert_shows(get(site, NULL, "/statistics?as_of=2999-01-01"), "Write a day up to today");
	assert_shows_not(get(site, NULL, "/statistics?as_of=2015-11-30"), "Write a day up to today");
	assert_int_equal(get(site, NULL, "/statistics.xlsx?as_of=2999-01-01").status, 422);
}

static void a_day_without_enterprises_says_what_to_do(void **state)
{
	struct site_house *site = *state;

	assert_shows(get(site, NULL, "/statistics?as_of=1999-01-01"), "No social enterprise on that day");
}

static void the_excel_file_is_named_after_its_day(void **state)
{
	struct site_house *site = *state;

	given_2015(site);
	struct res res = get(site, NULL, "/statistics.xlsx?as_of=2015-11-30");
	assert_int_equal(res.status, 200);
	assert_non_null(strstr(res.headers, "2015-11-30.xlsx"));
	assert_memory_equal(res.body, "PK", 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_figures_of_a_day_are_those_of_the_report, site_house_reset),
		cmocka_unit_test_setup(the_same_figures_come_as_json, site_house_reset),
		cmocka_unit_test_setup(a_day_that_is_none_or_is_to_come_is_refused_and_today_is_shown, site_house_reset),
		cmocka_unit_test_setup(a_day_without_enterprises_says_what_to_do, site_house_reset),
		cmocka_unit_test_setup(the_excel_file_is_named_after_its_day, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
