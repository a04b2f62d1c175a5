/* SPDX-License-Identifier: MPL-2.0 */
/* Offerings: their rules, whose they are, what follows from a change. */
#include "tests/support.h"

#include "lib/offering.h"
#include "lib/text.h"

static const char *const codes[] = {"55510000", "55520000"};
static struct area everywhere[] = {{AREA_COUNTRY, ""}};

static struct offering lunch(int64_t enterprise)
{
	return (struct offering){
		.organisation_id = enterprise,
		.kind = OFFERING_SERVICE,
		.title = "Frokost til møder",
		.text = "Smørrebrød.\n\nOgså vegansk.",
		.language = "da",
		.capacity_dkk = 250000,
		.lead_time_days = -1,
		.cpv_codes = (const char **)codes,
		.cpv_count = 2,
		.areas = everywhere,
		.area_count = 1,
	};
}

/* An import: no index, so no line is told of. */
static const struct telling quietly = {.index = NULL};

static int64_t given_lunch(struct house *house, int64_t enterprise)
{
	struct offering offering = lunch(enterprise);
	int64_t id;

	assert_int_equal(offering_add(house->db, house->mem, &quietly, &offering, &id, NULL), OK);
	return id;
}

static int64_t revision(struct house *house)
{
	return house_count(house, "SELECT revision FROM index_revision");
}

static void an_offering_is_read_back_with_its_codes_and_areas(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	struct offering found;

	assert_int_equal(offering_find(house->db, house->mem, given_lunch(house, enterprise), enterprise, &found), OK);
	assert_string_equal(found.title, "Frokost til møder");
	assert_int_equal(found.kind, OFFERING_SERVICE);
	assert_int_equal(found.capacity_dkk, 250000);
	assert_int_equal(found.lead_time_days, -1);
	assert_int_equal(found.cpv_count, 2);
	assert_string_equal(found.cpv_codes[0], "55510000");
	assert_string_equal(found.cpv_codes[1], "55520000");
	assert_int_equal(found.area_count, 1);
	assert_int_equal(found.areas[0].kind, AREA_COUNTRY);
}

static void the_codes_keep_their_order_the_main_one_first(void **state)
{
	static const char *turned[] = {"55520000", "55510000"};
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	struct offering offering = lunch(enterprise), found;
	int64_t id;

	offering.cpv_codes = turned;
	offering.cpv_count = 2;
	assert_int_equal(offering_add(house->db, house->mem, &quietly, &offering, &id, NULL), OK);
	assert_int_equal(offering_find(house->db, house->mem, id, enterprise, &found), OK);
	assert_int_equal(found.cpv_count, 2);
	assert_string_equal(found.cpv_codes[0], turned[0]);
	assert_string_equal(found.cpv_codes[1], turned[1]);
}

static void a_change_takes_the_place_of_all_that_was_there(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	struct area places[] = {{AREA_REGION, "1083"}, {AREA_MUNICIPALITY, "0740"}};
	struct offering offering = lunch(enterprise), found;

	offering.id = given_lunch(house, enterprise);
	offering.title = "Kantine";
	offering.cpv_count = 1;
	offering.areas = places;
	offering.area_count = 2;
	assert_int_equal(offering_save(house->db, house->mem, &quietly, &offering, NULL), OK);
	assert_int_equal(offering_find(house->db, house->mem, offering.id, enterprise, &found), OK);
	assert_string_equal(found.title, "Kantine");
	assert_int_equal(found.cpv_count, 1);
	assert_int_equal(found.area_count, 2);
	assert_string_equal(found.areas[0].code, "1083");
	assert_string_equal(found.areas[1].code, "0740");
}

static void another_enterprise_cannot_read_change_or_delete_it(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	int64_t other = given_enterprise(house, "Vaskeriet", "0621");
	struct offering offering = lunch(other), found;

	offering.id = given_lunch(house, enterprise);
	offering.title = "Stjålet";
	assert_int_equal(offering_find(house->db, house->mem, offering.id, other, &found), NOT_FOUND);
	assert_int_equal(offering_save(house->db, house->mem, &quietly, &offering, NULL), NOT_FOUND);
	assert_int_equal(offering_delete(house->db, house->mem, offering.id, other, 0), NOT_FOUND);
	assert_string_equal(house_text(house, "SELECT title FROM offering"), "Frokost til møder");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM offering_cpv"), 2);
}

static void a_code_or_an_area_that_does_not_exist_changes_nothing(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	struct area nowhere[] = {{AREA_MUNICIPALITY, "9999"}};
	struct offering offering = lunch(enterprise);
	int64_t id;

	offering.cpv_codes = (const char *[]){"55510000", "99999999"};
	assert_int_equal(offering_add(house->db, house->mem, &quietly, &offering, &id, NULL), INVALID);
	offering = lunch(enterprise);
	offering.areas = nowhere;
	assert_int_equal(offering_add(house->db, house->mem, &quietly, &offering, &id, NULL), INVALID);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM offering"), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit"), 0);
}

static void a_code_twice_is_one(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	struct offering offering = lunch(enterprise);
	int64_t id;

	offering.cpv_codes = (const char *[]){"55510000", "55510000"};
	assert_int_equal(offering_add(house->db, house->mem, &quietly, &offering, &id, NULL), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM offering_cpv"), 1);
}

static void what_is_deleted_is_gone_with_its_codes_and_areas(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	int64_t id = given_lunch(house, enterprise);

	assert_int_equal(offering_delete(house->db, house->mem, id, enterprise, 0), OK);
	assert_int_equal(house_count(house, "SELECT (SELECT COUNT(*) FROM offering) +"
		" (SELECT COUNT(*) FROM offering_cpv) + (SELECT COUNT(*) FROM offering_area)"), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'offering-deleted'"), 1);
}

static void each_rule_is_told_beside_its_field(void **state)
{
	(void)state;
	struct offering offering = lunch(1);

	assert_int_equal(offering_faults(&offering).count, 0);
	offering.title = "Nå";
	assert_string_equal(offering_faults(&offering).at[0].field, "title");
	offering.title = "Mad";
	offering.text = " ";
	assert_string_equal(offering_faults(&offering).at[0].field, "text");
	offering.text = "Mad";
	offering.cpv_count = 0;
	assert_string_equal(offering_faults(&offering).at[0].field, "cpv");
	offering.cpv_count = OFFERING_CPV_MAX + 1;
	assert_string_equal(offering_faults(&offering).at[0].field, "cpv");
	offering.cpv_count = 1;
	offering.area_count = 0;
	assert_string_equal(offering_faults(&offering).at[0].field, "area");
	offering.area_count = 1;
	offering.lead_time_days = 3651;
	assert_string_equal(offering_faults(&offering).at[0].field, "lead_time_days");
	offering.lead_time_days = 3650;
	offering.capacity_dkk = INT64_MAX;
	assert_string_equal(offering_faults(&offering).at[0].field, "capacity_dkk");
	offering.capacity_dkk = -1;
	assert_int_equal(offering_faults(&offering).count, 0);
}

static void the_index_looks_again_only_for_an_approved_enterprise(void **state)
{
	struct house *house = *state;
	int64_t approved = given_enterprise(house, "Kantinen", "0621");
	int64_t draft = given_enterprise(house, "Vaskeriet", "0621");
	int64_t before = revision(house);

	house_sql(house, "UPDATE enterprise SET status = 'draft' WHERE organisation_id = %lld", (long long)draft);
	int64_t of_draft = given_lunch(house, draft);
	assert_int_equal(offering_delete(house->db, house->mem, of_draft, draft, 0), OK);
	assert_int_equal(revision(house), before);
	int64_t id = given_lunch(house, approved);
	assert_true(revision(house) > before);
	before = revision(house);
	assert_int_equal(offering_delete(house->db, house->mem, id, approved, 0), OK);
	assert_true(revision(house) > before);
}

static void a_new_offering_is_told_of_the_open_line_that_it_fits(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	int64_t owner = given_member(house, enterprise, "Ejeren", "owner");
	int64_t municipality = given_municipality(house, "0621");
	int64_t buyer = given_member(house, municipality, "Indkøberen", "buyer"), id;
	int64_t line = given_line(house, municipality, buyer, "Frokost til møder", "55510000", "published");
	OWNED(match_index_close) struct match_index *index = NULL;
	struct offering offering = lunch(enterprise);
	size_t told;

	assert_int_equal(match_index_open(house->db, NULL, &index), OK);
	const struct telling telling = {.configuration = house->configuration, .index = index, .account_id = owner};
	assert_int_equal(offering_add(house->db, house->mem, &telling, &offering, &id, &told), OK);
	assert_int_equal(told, 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match WHERE line_id = %lld"
		" AND organisation_id = %lld AND status = 'notified'", (long long)line, (long long)enterprise), 1);
	assert_string_equal(house_text(house, "SELECT recipient_address FROM outbox WHERE kind = 'match'"),
		"ejeren@example.org");

	/* ... once: a change does not tell of the same line again */
	offering.id = id;
	assert_int_equal(offering_save(house->db, house->mem, &telling, &offering, &told), OK);
	assert_int_equal(told, 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 1);
}

static void areas_are_read_as_forms_send_them(void **state)
{
	struct house *house = *state;
	struct area area;

	assert_true(area_parse(house->mem, "country", &area));
	assert_int_equal(area.kind, AREA_COUNTRY);
	assert_true(area_parse(house->mem, "region:1083", &area));
	assert_int_equal(area.kind, AREA_REGION);
	assert_string_equal(area.code, "1083");
	assert_true(area_parse(house->mem, "municipality:0621", &area));
	assert_int_equal(area.kind, AREA_MUNICIPALITY);
	assert_false(area_parse(house->mem, "planet:0621", &area));
	assert_false(area_parse(house->mem, "region:10832", &area));
	assert_false(area_parse(house->mem, "region:10 3", &area));
	assert_false(area_parse(house->mem, "", &area));
	assert_false(area_parse(house->mem, NULL, &area));
}

static const char *text_of(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void the_models_have_names_in_the_readers_language(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	struct area places[] = {{AREA_REGION, "1083"}, {AREA_MUNICIPALITY, "0740"}};
	struct offering offering = lunch(enterprise);
	json_t *models;

	offering.id = given_lunch(house, enterprise);
	offering.areas = places;
	offering.area_count = 2;
	given_lunch(house, enterprise);
	assert_int_equal(offering_save(house->db, house->mem, &quietly, &offering, NULL), OK);
	assert_int_equal(offering_models(house->db, house->mem, enterprise, "da", &models), OK);
	assert_int_equal(json_array_size(models), 2);
	const json_t *first = json_array_get(models, 0), *second = json_array_get(models, 1);
	assert_string_equal(text_of(json_array_get(json_object_get(first, "cpv"), 0), "name"), "Kantinedrift");
	assert_string_equal(text_of(first, "capacity_text"), "250.000 kr.");
	assert_int_equal(json_array_size(json_object_get(first, "paragraphs")), 2);
	assert_int_equal(json_array_size(json_object_get(first, "areas")), 2);
	assert_string_equal(text_of(json_array_get(json_object_get(first, "areas"), 1), "name"), "Silkeborg");
	assert_true(json_is_false(json_object_get(first, "is_countrywide")));
	assert_true(json_is_true(json_object_get(second, "is_countrywide")));
	json_decref(models);

	assert_int_equal(offering_models(house->db, house->mem, enterprise, "en", &models), OK);
	first = json_array_get(models, 0);
	assert_string_equal(text_of(json_array_get(json_object_get(first, "cpv"), 0), "name"), "Canteen services");
	assert_string_equal(text_of(first, "capacity_text"), "DKK 250,000");
	json_decref(models);
}

static void the_list_is_of_one_enterprise_oldest_first(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	json_t *models;

	given_lunch(house, enterprise);
	given_offering(house, enterprise, "Catering", "55520000");
	given_lunch(house, given_enterprise(house, "Vaskeriet", "0621"));
	assert_int_equal(offering_models(house->db, house->mem, enterprise, "da", &models), OK);
	assert_int_equal(json_array_size(models), 2);
	json_t *first = json_array_get(models, 0), *second = json_array_get(models, 1);
	assert_string_equal(text_of(first, "title"), "Frokost til møder");
	assert_int_equal(json_array_size(json_object_get(first, "cpv")), 2);
	assert_string_equal(text_of(second, "title"), "Catering");
	assert_int_equal(json_array_size(json_object_get(second, "cpv")), 1);
	assert_int_equal(json_array_size(json_object_get(second, "areas")), 1);
	json_decref(models);
}

#define TEST(name) cmocka_unit_test_setup(name, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_offering_is_read_back_with_its_codes_and_areas),
		TEST(the_codes_keep_their_order_the_main_one_first),
		TEST(a_change_takes_the_place_of_all_that_was_there),
		TEST(another_enterprise_cannot_read_change_or_delete_it),
		TEST(a_code_or_an_area_that_does_not_exist_changes_nothing),
		TEST(a_code_twice_is_one),
		TEST(what_is_deleted_is_gone_with_its_codes_and_areas),
		TEST(each_rule_is_told_beside_its_field),
		TEST(the_index_looks_again_only_for_an_approved_enterprise),
		TEST(a_new_offering_is_told_of_the_open_line_that_it_fits),
		TEST(areas_are_read_as_forms_send_them),
		TEST(the_models_have_names_in_the_readers_language),
		TEST(the_list_is_of_one_enterprise_oldest_first),
	};
	return cmocka_run_group_tests(tests, house_open, house_close);
}
