/* SPDX-License-Identifier: MPL-2.0 */
/* Statistics as of a day: Tabel 1 of the 2015 report, and what moves an enterprise within it. */
#include "tests/support.h"

#include "lib/statistics.h"
#include "lib/text.h"
#include "tests/soev_2015.h"

static void happens(struct house *house, int64_t id, enum enterprise_event_kind kind, day on,
	const char *municipality_code)
{
	assert_int_equal(enterprise_event_add(house->db, id, &(struct enterprise_event){
		.kind = kind, .happened_on = on, .municipality_code = municipality_code}), OK);
}

/* The figures of a municipality on a day as "total registered established on_the_way"; "" when it
 * has no row. */
static const char *figures(struct house *house, const char *code, day as_of)
{
	struct statistics_table table;

	assert_int_equal(statistics_table(house->db, house->mem, as_of, &table), OK);
	for (size_t i = 0; i < table.count; i++)
		if (text_equal(table.rows[i].code, code))
			return arena_printf(house->mem, "%d %d %d %d", (int)table.rows[i].figures.total,
				(int)table.rows[i].figures.registered,
				(int)table.rows[i].figures.established,
				(int)table.rows[i].figures.on_the_way);
	return "";
}

static void tabel_1_of_november_2015_is_as_printed(void **state)
{
	struct house *house = *state;
	struct soev_2015 printed[SOEV_2015_ROWS];
	struct statistics_table table;

	soev_2015_read(house, printed);
	soev_2015_load(house, printed);
	assert_int_equal(statistics_table(house->db, house->mem, day_from(2015, 11, 30), &table), OK);
	assert_int_equal(table.count, SOEV_2015_ROWS);
	for (size_t i = 0; i < SOEV_2015_ROWS; i++)
		assert_string_equal(figures(house, printed[i].code, day_from(2015, 11, 30)),
			arena_printf(house->mem, "%d %d %d %d", printed[i].total, printed[i].registered,
				printed[i].established, printed[i].on_the_way));
	assert_int_equal(table.sum.total, 76);
	assert_int_equal(table.sum.registered, 22);
	assert_int_equal(table.sum.established, 29);
	assert_int_equal(table.sum.on_the_way, 58);
}

static void most_enterprises_come_first_then_most_registered_then_the_name(void **state)
{
	struct house *house = *state;
	struct soev_2015 printed[SOEV_2015_ROWS];
	struct statistics_table table;
	static const char *const first[] = {"Silkeborg", "Skanderborg", "Kolding", "Jammerbugt", "Næstved"};

	soev_2015_read(house, printed);
	soev_2015_load(house, printed);
	assert_int_equal(statistics_table(house->db, house->mem, day_from(2015, 11, 30), &table), OK);
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		assert_string_equal(table.rows[i].name, first[i]);
}

static void a_day_before_anything_happened_has_no_rows(void **state)
{
	struct house *house = *state;
	struct statistics_table table;

	happens(house, given_enterprise(house, "Kantinen", "0621"), EVENT_ESTABLISHED, day_from(2015, 3, 1), NULL);
	assert_int_equal(statistics_table(house->db, house->mem, day_from(2015, 2, 28), &table), OK);
	assert_int_equal(table.count, 0);
	assert_int_equal(table.sum.total, 0);
	assert_string_equal(figures(house, "0621", day_from(2015, 3, 1)), "1 0 1 0");
}

static void on_the_way_is_not_in_the_total_until_it_is_established(void **state)
{
	struct house *house = *state;
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	happens(house, id, EVENT_ON_THE_WAY, day_from(2015, 3, 1), NULL);
	happens(house, id, EVENT_ESTABLISHED, day_from(2016, 6, 1), NULL);
	assert_string_equal(figures(house, "0621", day_from(2016, 5, 31)), "0 0 0 1");
	assert_string_equal(figures(house, "0621", day_from(2016, 6, 1)), "1 0 1 0");
	assert_string_equal(figures(house, "0621", day_from(2017, 1, 1)), "1 0 0 0");
}

static void leaving_the_register_shows_from_that_day_on(void **state)
{
	struct house *house = *state;
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	happens(house, id, EVENT_ESTABLISHED, day_from(2014, 1, 1), NULL);
	happens(house, id, EVENT_REGISTERED, day_from(2015, 5, 4), NULL);
	happens(house, id, EVENT_DEREGISTERED, day_from(2016, 5, 4), NULL);
	happens(house, id, EVENT_REGISTERED, day_from(2018, 5, 4), NULL);
	assert_string_equal(figures(house, "0621", day_from(2015, 5, 3)), "1 0 0 0");
	assert_string_equal(figures(house, "0621", day_from(2016, 5, 3)), "1 1 0 0");
	assert_string_equal(figures(house, "0621", day_from(2016, 5, 4)), "1 0 0 0");
	assert_string_equal(figures(house, "0621", day_from(2018, 5, 4)), "1 1 0 0");
}

static void one_that_closed_counts_as_established_that_year_but_not_in_the_total(void **state)
{
	struct house *house = *state;
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	happens(house, id, EVENT_ESTABLISHED, day_from(2015, 1, 1), NULL);
	happens(house, id, EVENT_REGISTERED, day_from(2015, 2, 1), NULL);
	happens(house, id, EVENT_CLOSED, day_from(2015, 9, 1), NULL);
	assert_string_equal(figures(house, "0621", day_from(2015, 8, 31)), "1 1 1 0");
	assert_string_equal(figures(house, "0621", day_from(2015, 9, 1)), "0 0 1 0");
	assert_string_equal(figures(house, "0621", day_from(2016, 9, 1)), "");
}

static void one_that_moved_counts_where_it_is_and_was_established_where_it_was(void **state)
{
	struct house *house = *state;
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	happens(house, id, EVENT_ESTABLISHED, day_from(2015, 1, 1), NULL);
	happens(house, id, EVENT_MOVED, day_from(2015, 9, 1), "0630");
	assert_string_equal(figures(house, "0621", day_from(2015, 8, 31)), "1 0 1 0");
	assert_string_equal(figures(house, "0630", day_from(2015, 8, 31)), "");
	assert_string_equal(figures(house, "0621", day_from(2015, 9, 1)), "0 0 1 0");
	assert_string_equal(figures(house, "0630", day_from(2015, 9, 1)), "1 0 0 0");
}

static void an_enterprise_that_no_review_approved_is_not_counted(void **state)
{
	struct house *house = *state;
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	happens(house, id, EVENT_ESTABLISHED, day_from(2015, 1, 1), NULL);
	house_sql(house, "UPDATE enterprise SET status = 'submitted', approved_at = NULL");
	assert_string_equal(figures(house, "0621", day_from(2015, 9, 1)), "");
}

static void a_mistyped_year_that_is_corrected_counts_once(void **state)
{
	struct house *house = *state;
	int64_t id = given_enterprise(house, "Kantinen", "0621");
	struct enterprise_profile profile = enterprise_profile_empty();

	profile.established_year = 2014;
	assert_int_equal(enterprise_save(house->db, house->mem, id, &profile, 0), OK);
	profile.established_year = 2015;
	assert_int_equal(enterprise_save(house->db, house->mem, id, &profile, 0), OK);
	assert_string_equal(figures(house, "0621", day_from(2014, 12, 31)), "");
	assert_string_equal(figures(house, "0621", day_from(2015, 12, 31)), "1 0 1 0");
}

static void the_development_ends_on_the_day_and_steps_back_by_quarters(void **state)
{
	struct house *house = *state;
	struct statistics_point points[STATISTICS_POINTS];
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	happens(house, id, EVENT_ON_THE_WAY, day_from(2014, 7, 1), NULL);
	happens(house, id, EVENT_ESTABLISHED, day_from(2015, 1, 1), NULL);
	happens(house, id, EVENT_REGISTERED, day_from(2015, 11, 5), NULL);
	assert_int_equal(statistics_development(house->db, house->mem, day_from(2015, 11, 30), points), OK);
	assert_string_equal(day_iso(house->mem, points[0].on), "2012-12-31");
	assert_int_equal(points[0].quarter, 4);
	assert_int_equal(points[0].figures.on_the_way, 0);
	assert_string_equal(day_iso(house->mem, points[8].on), "2014-12-31");
	assert_int_equal(points[8].figures.on_the_way, 1);
	assert_int_equal(points[8].figures.total, 0);
	assert_int_equal(points[11].figures.total, 1);
	assert_int_equal(points[11].figures.registered, 0);
	assert_string_equal(day_iso(house->mem, points[12].on), "2015-11-30");
	assert_int_equal(points[12].figures.registered, 1);
	assert_int_equal(points[12].quarter, 4);
}

static void the_page_is_given_the_same_figures_as_the_table(void **state)
{
	struct house *house = *state;
	struct soev_2015 printed[SOEV_2015_ROWS];
	json_t *model;

	soev_2015_read(house, printed);
	soev_2015_load(house, printed);
	assert_int_equal(statistics_model(house->db, house->mem, day_from(2015, 11, 30), "da", &model), OK);
	const json_t *sum = json_object_get(model, "sum"), *chart = json_object_get(model, "chart");
	assert_int_equal(json_integer_value(json_object_get(sum, "total")), 76);
	assert_int_equal(json_integer_value(json_object_get(sum, "on_the_way")), 58);
	assert_int_equal(json_array_size(json_object_get(model, "rows")), SOEV_2015_ROWS);
	assert_string_equal(json_string_value(json_object_get(model, "as_of_text")), "30. november 2015");
	const json_t *last = json_array_get(json_object_get(chart, "points"), STATISTICS_POINTS - 1);
	assert_int_equal(json_integer_value(json_object_get(last, "total")), 76);
	/* the scale goes to 80: 76 stands at 5 % of the height below the top */
	assert_int_equal((int)(10 * json_real_value(json_object_get(last, "total_y")) + 0.5), 218);
	json_decref(model);
}

#define TEST(name) cmocka_unit_test_setup(name, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(tabel_1_of_november_2015_is_as_printed),
		TEST(most_enterprises_come_first_then_most_registered_then_the_name),
		TEST(a_day_before_anything_happened_has_no_rows),
		TEST(on_the_way_is_not_in_the_total_until_it_is_established),
		TEST(leaving_the_register_shows_from_that_day_on),
		TEST(one_that_closed_counts_as_established_that_year_but_not_in_the_total),
		TEST(one_that_moved_counts_where_it_is_and_was_established_where_it_was),
		TEST(an_enterprise_that_no_review_approved_is_not_counted),
		TEST(a_mistyped_year_that_is_corrected_counts_once),
		TEST(the_development_ends_on_the_day_and_steps_back_by_quarters),
		TEST(the_page_is_given_the_same_figures_as_the_table),
	};
	return cmocka_run_group_tests(tests, house_open, house_close);
}
