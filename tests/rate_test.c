/* SPDX-License-Identifier: MPL-2.0 */
/* Rate limits. */
#include "tests/support.h"

#include "lib/rate.h"

enum { A_DAY = 24 * 3600 };

static void the_limit_is_reached_and_not_passed(void **state)
{
	struct house *house = *state;

	for (int i = 0; i < 3; i++)
		assert_int_equal(rate_allow(house->db, "login", "anna@example.org", 3, A_DAY), OK);
	assert_int_equal(rate_allow(house->db, "login", "anna@example.org", 3, A_DAY), TOO_LARGE);
	assert_int_equal(rate_allow(house->db, "login", "anna@example.org", 3, A_DAY), TOO_LARGE);
}

static void others_and_other_things_are_counted_apart(void **state)
{
	struct house *house = *state;

	assert_int_equal(rate_allow(house->db, "login", "anna@example.org", 1, A_DAY), OK);
	assert_int_equal(rate_allow(house->db, "login", "bo@example.org", 1, A_DAY), OK);
	assert_int_equal(rate_allow(house->db, "mail", "anna@example.org", 1, A_DAY), OK);
	assert_int_equal(rate_allow(house->db, "login", "anna@example.org", 1, A_DAY), TOO_LARGE);
}

static void the_next_window_begins_anew(void **state)
{
	struct house *house = *state;

	assert_int_equal(rate_allow(house->db, "login", "anna@example.org", 1, A_DAY), OK);
	house_sql(house, "UPDATE rate SET window_starts = window_starts - INTERVAL 1 DAY");
	assert_int_equal(rate_allow(house->db, "login", "anna@example.org", 1, A_DAY), OK);
}

static void nobody_can_be_read_from_the_table(void **state)
{
	struct house *house = *state;

	assert_int_equal(rate_allow(house->db, "login", "anna@example.org", 1, A_DAY), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM rate WHERE who LIKE '%%anna%%'"), 0);
}

static void old_windows_are_forgotten(void **state)
{
	struct house *house = *state;

	assert_int_equal(rate_allow(house->db, "login", "anna@example.org", 1, A_DAY), OK);
	house_sql(house, "UPDATE rate SET window_starts = window_starts - INTERVAL 5 DAY");
	assert_int_equal(rate_allow(house->db, "login", "bo@example.org", 1, A_DAY), OK);
	assert_int_equal(rate_forget(house->db), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM rate"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_limit_is_reached_and_not_passed, house_reset),
		cmocka_unit_test_setup(others_and_other_things_are_counted_apart, house_reset),
		cmocka_unit_test_setup(the_next_window_begins_anew, house_reset),
		cmocka_unit_test_setup(nobody_can_be_read_from_the_table, house_reset),
		cmocka_unit_test_setup(old_windows_are_forgotten, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
