/* SPDX-License-Identifier: MPL-2.0 */
/* Enterprises: the profile, its rules, and the dated events that follow from it. */
#include "tests/support.h"

#include <string.h>

#include "lib/enterprise.h"
#include "lib/text.h"

static struct enterprise_profile profile_full(void)
{
	struct enterprise_profile profile = enterprise_profile_empty();

	profile.pitch = "Kantine med mennesker";
	profile.description = "Vi laver mad.\n\nVi uddanner folk.";
	profile.established_year = 2019;
	profile.employees = 10;
	profile.employees_target_group = 3;
	profile.contact_name = "Ane";
	profile.contact_email = "ane@kantinen.example";
	profile.website = "https://kantinen.example";
	return profile;
}

/* A draft, as after registration. */
static int64_t given_draft(struct house *house, const char *name)
{
	int64_t id = given_enterprise(house, name, "0621");

	house_sql(house, "DELETE FROM enterprise WHERE organisation_id = %lld", (long long)id);
	assert_int_equal(enterprise_create(house->db, id), OK);
	return id;
}

static void save(struct house *house, int64_t id, const struct enterprise_profile *profile)
{
	assert_int_equal(enterprise_save(house->db, house->mem, id, profile, 0), OK);
}

/* "established 2019-01-01, registered 2020-05-04": all events in order of time. */
static const char *events(struct house *house, int64_t id)
{
	return house_text(house, "SELECT COALESCE(GROUP_CONCAT(CONCAT(kind, ' ', happened_on) ORDER BY happened_on, id SEPARATOR ', '), '')"
		" FROM enterprise_event WHERE organisation_id = %lld", (long long)id);
}

static int this_year(void)
{
	int year, month, mday;

	day_split(clock_today(), &year, &month, &mday);
	return year;
}

/* ---- profile ---- */

static void a_draft_begins_empty_and_is_not_public(void **state)
{
	struct house *house = *state;
	struct enterprise enterprise;
	int64_t id = given_draft(house, "Kantinen");

	assert_int_equal(enterprise_find(house->db, house->mem, id, &enterprise), OK);
	assert_int_equal(enterprise.status, ENTERPRISE_DRAFT);
	assert_string_equal(enterprise.profile.pitch, "");
	assert_int_equal(enterprise.profile.employees, -1);
	assert_string_equal(enterprise.municipality_name, "Kolding");
	assert_int_equal(enterprise_find_by_slug(house->db, house->mem, "kantinen", &enterprise), OK);
	assert_int_equal(enterprise_find_public(house->db, house->mem, "kantinen", &enterprise), NOT_FOUND);
	assert_int_equal(enterprise_create(house->db, id), CONFLICT);
}

static void a_saved_profile_is_read_back_as_it_was_written(void **state)
{
	struct house *house = *state;
	struct enterprise found;
	struct enterprise_profile profile = profile_full();
	int64_t id = given_draft(house, "Kantinen");

	profile.rsv_registered_on = day_from(2020, 5, 4);
	save(house, id, &profile);
	assert_int_equal(enterprise_find(house->db, house->mem, id, &found), OK);
	assert_string_equal(found.profile.pitch, profile.pitch);
	assert_string_equal(found.profile.description, profile.description);
	assert_int_equal(found.profile.established_year, 2019);
	assert_int_equal(found.profile.employees, 10);
	assert_int_equal(found.profile.employees_target_group, 3);
	assert_int_equal(found.profile.rsv_registered_on, day_from(2020, 5, 4));
	assert_string_equal(found.profile.contact_email, "ane@kantinen.example");
	assert_string_equal(found.profile.website, "https://kantinen.example");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'enterprise-saved'"), 1);
}

/* The one fault that a profile has, or "" when it has none or several. */
static const char *only_fault(const struct enterprise_profile *profile)
{
	struct faults faults = enterprise_faults(profile, day_from(2027, 3, 3));

	return faults.count == 1 ? faults.at[0].field : "";
}

static void each_rule_of_the_profile_is_told_beside_its_field(void **state)
{
	(void)state;
	char long_pitch[282];
	struct enterprise_profile profile = profile_full();

	assert_int_equal(enterprise_faults(&profile, day_from(2027, 3, 3)).count, 0);
	memset(long_pitch, 'a', 281);
	long_pitch[281] = '\0';
	profile.pitch = long_pitch;
	assert_string_equal(only_fault(&profile), "pitch");
	long_pitch[280] = '\0';
	assert_string_equal(only_fault(&profile), "");

	profile.established_year = 2028;
	assert_string_equal(only_fault(&profile), "established_year");
	profile.established_year = 2027;
	profile.employees_target_group = 11;
	assert_string_equal(only_fault(&profile), "employees_target_group");
	profile.employees = -1;
	assert_string_equal(only_fault(&profile), "employees");
	profile.employees_target_group = -1;
	profile.website = "javascript:alert(1)";
	assert_string_equal(only_fault(&profile), "website");
	profile.website = "https://javascript:alert(1)";
	assert_string_equal(only_fault(&profile), "website");
	profile.website = "";
	profile.contact_email = "ane";
	assert_string_equal(only_fault(&profile), "contact_email");
	profile.contact_email = "";
	profile.rsv_registered_on = day_from(2027, 3, 4);
	assert_string_equal(only_fault(&profile), "rsv_registered_on");
	profile.rsv_registered_on = day_from(2027, 3, 3);
	assert_string_equal(only_fault(&profile), "");
	profile.stage = STAGE_ON_THE_WAY;
	assert_string_equal(only_fault(&profile), "rsv_registered_on");
}

static void a_profile_that_breaks_a_rule_is_not_saved(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	int64_t id = given_draft(house, "Kantinen");

	profile.employees_target_group = 11;
	assert_int_equal(enterprise_save(house->db, house->mem, id, &profile, 0), INVALID);
	assert_string_equal(house_text(house, "SELECT pitch FROM enterprise"), "");
	assert_string_equal(events(house, id), "");
}

static void the_share_is_cut_so_that_29_9_percent_is_not_30(void **state)
{
	(void)state;
	struct enterprise_profile profile = profile_full();

	assert_true(enterprise_may_take_reserved(&profile)); /* 3 of 10 */
	profile.employees = 187;
	profile.employees_target_group = 56; /* 29.95 % */
	assert_false(enterprise_may_take_reserved(&profile));
	profile.employees = 0;
	profile.employees_target_group = 0;
	assert_false(enterprise_may_take_reserved(&profile));
	assert_true(enterprise_target_group_share(&profile) < 0);
}

static void what_is_missing_shrinks_as_it_is_filled_in(void **state)
{
	struct house *house = *state;
	struct enterprise enterprise;
	struct enterprise_profile profile = profile_full();
	struct faults missing;
	int64_t id = given_draft(house, "Kantinen");

	assert_int_equal(enterprise_find(house->db, house->mem, id, &enterprise), OK);
	assert_int_equal(enterprise_missing(house->db, house->mem, &enterprise, &missing), OK);
	assert_int_equal(missing.count, 7);

	save(house, id, &profile);
	given_offering(house, id, "Frokost", NULL);
	assert_int_equal(enterprise_find(house->db, house->mem, id, &enterprise), OK);
	assert_int_equal(enterprise_missing(house->db, house->mem, &enterprise, &missing), OK);
	assert_int_equal(missing.count, 1);
	assert_string_equal(missing.at[0].field, "criteria");
}

static void only_an_approved_enterprise_makes_the_index_look_again(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	int64_t draft = given_draft(house, "Kantinen");
	int64_t before = house_count(house, "SELECT revision FROM index_revision");

	save(house, draft, &profile);
	assert_int_equal(house_count(house, "SELECT revision FROM index_revision"), before);
	save(house, given_enterprise(house, "Vaskeriet", "0621"), &profile);
	assert_true(house_count(house, "SELECT revision FROM index_revision") > before);
}

/* ---- events ---- */

static void a_year_is_dated_its_first_of_january(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	int64_t id = given_draft(house, "Kantinen");

	save(house, id, &profile);
	assert_string_equal(events(house, id), "established 2019-01-01");
	save(house, id, &profile);
	assert_string_equal(events(house, id), "established 2019-01-01");
}

static void a_corrected_year_takes_the_place_of_the_first_one(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	save(house, id, &profile);
	profile.established_year = 2017;
	save(house, id, &profile);
	assert_string_equal(events(house, id), "established 2017-01-01");
}

static void who_was_on_the_way_becomes_established_today_not_in_january(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	int64_t id = given_enterprise(house, "Kantinen", "0621");
	const char *today = day_iso(house->mem, clock_today());

	profile.stage = STAGE_ON_THE_WAY;
	save(house, id, &profile);
	assert_string_equal(events(house, id), arena_printf(house->mem, "on_the_way %s", today));
	assert_string_equal(house_text(house, "SELECT COALESCE(established_year, 'none') FROM enterprise"), "none");

	profile.stage = STAGE_ESTABLISHED;
	profile.established_year = this_year();
	save(house, id, &profile);
	assert_string_equal(events(house, id),
		arena_printf(house->mem, "on_the_way %s, established %s", today, today));
}

static void taking_established_back_leaves_no_trace_of_it(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	save(house, id, &profile);
	profile.stage = STAGE_ON_THE_WAY;
	save(house, id, &profile);
	assert_string_equal(events(house, id),
		arena_printf(house->mem, "on_the_way %s", day_iso(house->mem, clock_today())));
}

static void another_day_of_registration_is_a_correction(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	profile.rsv_registered_on = day_from(2020, 5, 4);
	save(house, id, &profile);
	profile.rsv_registered_on = day_from(2020, 4, 5);
	save(house, id, &profile);
	assert_string_equal(events(house, id), "established 2019-01-01, registered 2020-04-05");
}

static void no_day_of_registration_any_more_is_a_deregistration(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	const char *today = day_iso(house->mem, clock_today());
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	profile.rsv_registered_on = day_from(2020, 5, 4);
	save(house, id, &profile);
	house_sql(house, "UPDATE enterprise_event SET recorded_at = '2020-05-10'");
	profile.rsv_registered_on = NO_DAY;
	save(house, id, &profile);
	assert_string_equal(events(house, id), arena_printf(house->mem,
		"established 2019-01-01, registered 2020-05-04, deregistered %s", today));

	/* ... and the same day again says that it was a mistake */
	profile.rsv_registered_on = day_from(2020, 5, 4);
	save(house, id, &profile);
	assert_string_equal(events(house, id), "established 2019-01-01, registered 2020-05-04");
}

static void a_registration_taken_back_on_the_same_day_was_a_slip(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	profile.rsv_registered_on = day_from(2020, 5, 4);
	save(house, id, &profile);
	profile.rsv_registered_on = NO_DAY;
	save(house, id, &profile);
	assert_string_equal(events(house, id), "established 2019-01-01");
}

static void an_event_before_a_move_belongs_to_the_old_municipality(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	save(house, id, &profile);
	assert_int_equal(enterprise_move(house->db, house->mem, id, "0630", day_from(2022, 6, 1), 0), OK);
	profile.rsv_registered_on = day_from(2020, 5, 4);
	save(house, id, &profile);
	assert_string_equal(events(house, id),
		"established 2019-01-01, registered 2020-05-04, moved 2022-06-01");
	assert_string_equal(house_text(house,
		"SELECT GROUP_CONCAT(municipality_code ORDER BY happened_on) FROM enterprise_event"),
		"0621,0621,0630");
	assert_int_equal(enterprise_move(house->db, house->mem, id, "9999", day_from(2022, 6, 1), 0), NOT_FOUND);
}

static void a_draft_that_moves_was_always_there(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	int64_t id = given_draft(house, "Kantinen");

	save(house, id, &profile);
	assert_int_equal(enterprise_move(house->db, house->mem, id, "0630", clock_today(), 0), OK);
	assert_string_equal(events(house, id), "established 2019-01-01");
	assert_string_equal(house_text(house, "SELECT municipality_code FROM enterprise_event"), "0630");
}

static void who_withdraws_is_in_no_list_but_stays_in_the_history(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	struct enterprise found;
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	save(house, id, &profile);
	assert_int_equal(enterprise_withdraw(house->db, house->mem, id, day_from(2024, 2, 1), 0), OK);
	assert_string_equal(events(house, id), "established 2019-01-01, closed 2024-02-01");
	assert_int_equal(enterprise_find_public(house->db, house->mem, "kantinen", &found), NOT_FOUND);
	assert_int_equal(enterprise_withdraw(house->db, house->mem, id, clock_today(), 0), CONFLICT);
	assert_int_equal(enterprise_save(house->db, house->mem, id, &profile, 0), CONFLICT);
}

/* ---- models ---- */

static const char *name_at(const json_t *list, size_t i)
{
	return json_string_value(json_object_get(json_array_get(list, i), "name"));
}

static void cards_come_in_the_order_asked_for_and_only_approved_ones(void **state)
{
	struct house *house = *state;
	int64_t first = given_enterprise(house, "Aben", "0621"), second = given_enterprise(house, "Bien", "0630");
	int64_t draft = given_draft(house, "Cikaden");
	json_t *cards;

	given_offering(house, second, "Honning", NULL);
	assert_int_equal(enterprise_cards(house->db, house->mem, (int64_t[]){second, draft, first}, 3, "da", &cards), OK);
	assert_int_equal(json_array_size(cards), 2);
	assert_string_equal(name_at(cards, 0), "Bien");
	assert_string_equal(name_at(cards, 1), "Aben");
	const json_t *offerings = json_object_get(json_array_get(cards, 0), "offerings");
	assert_string_equal(json_string_value(json_object_get(json_array_get(offerings, 0), "title")), "Honning");
	assert_true(json_is_false(json_object_get(json_array_get(cards, 1), "has_offerings")));
	json_decref(cards);

	assert_int_equal(enterprise_cards(house->db, house->mem, NULL, 0, "da", &cards), OK);
	assert_int_equal(json_array_size(cards), 0);
	json_decref(cards);
}

static void the_newest_are_the_last_approved(void **state)
{
	struct house *house = *state;
	int64_t *ids, newest = given_enterprise(house, "Aben", "0621");
	size_t found;

	given_enterprise(house, "Bien", "0621");
	house_sql(house, "UPDATE enterprise SET approved_at = '2020-01-01' WHERE pitch = 'Bien'");
	assert_int_equal(enterprise_ids_newest(house->db, house->mem, 1, &ids, &found), OK);
	assert_int_equal(found, 1);
	assert_int_equal(ids[0], newest);
}

static void the_model_says_in_words_what_the_profile_holds(void **state)
{
	struct house *house = *state;
	struct enterprise_profile profile = profile_full();
	struct enterprise enterprise;
	int64_t id = given_enterprise(house, "Kantinen", "0621");

	profile.employees = 7;
	profile.employees_target_group = 2; /* 28.57 % */
	profile.rsv_registered_on = day_from(2020, 5, 4);
	save(house, id, &profile);
	assert_int_equal(enterprise_find(house->db, house->mem, id, &enterprise), OK);
	json_t *model = enterprise_model(house->mem, &enterprise, "da");
	assert_string_equal(json_string_value(json_object_get(model, "url")), "/enterprises/kantinen");
	assert_string_equal(json_string_value(json_object_get(model, "rsv_registered_text")), "4. maj 2020");
	assert_int_equal(json_integer_value(json_object_get(model, "target_group_share")), 28);
	assert_true(json_is_false(json_object_get(model, "may_take_reserved")));
	assert_int_equal(json_array_size(json_object_get(model, "paragraphs")), 2);
	assert_string_equal(json_string_value(json_object_get(model, "website_text")), "kantinen.example");
	json_decref(model);
}

#define TEST(name) cmocka_unit_test_setup(name, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_draft_begins_empty_and_is_not_public),
		TEST(a_saved_profile_is_read_back_as_it_was_written),
		TEST(each_rule_of_the_profile_is_told_beside_its_field),
		TEST(a_profile_that_breaks_a_rule_is_not_saved),
		TEST(the_share_is_cut_so_that_29_9_percent_is_not_30),
		TEST(what_is_missing_shrinks_as_it_is_filled_in),
		TEST(only_an_approved_enterprise_makes_the_index_look_again),
		TEST(a_year_is_dated_its_first_of_january),
		TEST(a_corrected_year_takes_the_place_of_the_first_one),
		TEST(who_was_on_the_way_becomes_established_today_not_in_january),
		TEST(taking_established_back_leaves_no_trace_of_it),
		TEST(another_day_of_registration_is_a_correction),
		TEST(no_day_of_registration_any_more_is_a_deregistration),
		TEST(a_registration_taken_back_on_the_same_day_was_a_slip),
		TEST(an_event_before_a_move_belongs_to_the_old_municipality),
		TEST(a_draft_that_moves_was_always_there),
		TEST(who_withdraws_is_in_no_list_but_stays_in_the_history),
		TEST(cards_come_in_the_order_asked_for_and_only_approved_ones),
		TEST(the_newest_are_the_last_approved),
		TEST(the_model_says_in_words_what_the_profile_holds),
	};
	return cmocka_run_group_tests(tests, house_open, house_close);
}
