/* SPDX-License-Identifier: MPL-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/clock.h"

static void every_day_of_a_thousand_years_survives_splitting(void **state)
{
	(void)state;
	for (day date = day_from(1600, 1, 1), expected = date; date < day_from(2600, 1, 1); date++, expected++) {
		int year, month, mday;
		day_split(date, &year, &month, &mday);
		assert_int_equal(day_from(year, month, mday), expected);
	}
	assert_int_equal(day_from(1970, 1, 1), 0);
	assert_int_equal(day_from(2000, 3, 1), 11017);
}

static void days_that_do_not_exist_are_refused(void **state)
{
	(void)state;
	assert_int_equal(day_from(2027, 2, 29), NO_DAY);
	assert_int_not_equal(day_from(2028, 2, 29), NO_DAY);
	assert_int_equal(day_from(1900, 2, 29), NO_DAY);
	assert_int_equal(day_from(2027, 13, 1), NO_DAY);
	assert_int_equal(day_from(2027, 4, 31), NO_DAY);
}

static void dates_are_read_as_people_type_them(void **state)
{
	(void)state;
	static const char *const good[] = {"2027-03-03", "3.3.2027", "03.03.2027", "3. 3. 2027", "03-03-2027", "3/3 2027", "3/3-2027"};
	static const char *const bad[] = {"", "i morgen", "2027-03-03x", "31.2.2027", "3.3.27", "2027-3"};
	day date;

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_true(day_parse(good[i], &date));
		assert_int_equal(date, day_from(2027, 3, 3));
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(day_parse(bad[i], &date));
}

static void dates_are_shown_in_the_readers_language_and_zone(void **state)
{
	(void)state;
	OWNED(arena_close) struct arena *mem = arena_open();
	moment summer_night = 1814392800; /* 2027-06-30T22:00:00Z, midnight in Copenhagen */

	clock_zone("Europe/Copenhagen");
	assert_string_equal(day_text(mem, day_from(2027, 3, 3), "da"), "3. marts 2027");
	assert_string_equal(day_text(mem, day_from(2027, 3, 3), "en"), "3 March 2027");
	assert_string_equal(day_text(mem, day_from(2027, 3, 3), "nl"), "3 maart 2027");
	assert_int_equal(day_of(summer_night), day_from(2027, 7, 1));
	assert_string_equal(moment_text(mem, summer_night, "da"), "1. juli 2027 kl. 0.00");
	assert_string_equal(moment_iso(mem, summer_night), "2027-06-30T22:00:00Z");
	assert_string_equal(day_iso(mem, NO_DAY), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_a_thousand_years_survives_splitting),
		cmocka_unit_test(days_that_do_not_exist_are_refused),
		cmocka_unit_test(dates_are_read_as_people_type_them),
		cmocka_unit_test(dates_are_shown_in_the_readers_language_and_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
