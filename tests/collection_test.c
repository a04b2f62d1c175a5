/* SPDX-License-Identifier: MPL-2.0 */
/* What the index is built from, as it is read from the database. */
#include <string.h>

#include "lib/collection.h"
#include "tests/support.h"

static const struct collection_offering *titled(const struct collection *c, const char *title)
{
	for (size_t i = 0; i < c->offering_count; i++)
		if (strcmp(c->offerings[i].title, title) == 0)
			return &c->offerings[i];
	return NULL;
}

static void codes_and_places_come_with_their_own_offering(void **state)
{
	struct house *house = *state;
	int64_t first = given_enterprise(house, "Kantinen", "0621");
	int64_t hidden = given_enterprise(house, "Kladden", "0630");
	int64_t last = given_enterprise(house, "Vaskeriet", "0630");
	struct collection c;

	/* numbered across enterprises, with gaps on either side */
	int64_t lunch = given_offering(house, first, "Frokost", "55510000");
	given_offering(house, last, "Vask", NULL);
	given_offering(house, hidden, "Hemmeligt", "55510000");
	int64_t bare = given_offering(house, first, "Uden alt", NULL);
	int64_t linen = given_offering(house, last, "Linned", "55510000");
	house_sql(house, "UPDATE enterprise SET status = 'draft' WHERE organisation_id = %lld", (long long)hidden);
	house_sql(house, "DELETE FROM offering_area WHERE offering_id = %lld", (long long)bare);
	house_sql(house, "UPDATE offering_cpv SET place = 1 WHERE offering_id = %lld", (long long)lunch);
	house_sql(house, "INSERT INTO offering_cpv (offering_id, cpv_code, place) SELECT %lld, MAX(code), 0 FROM cpv",
		(long long)lunch);
	house_sql(house, "UPDATE offering_area SET area_kind = 'municipality', code = '0621' WHERE offering_id = %lld",
		(long long)linen);
	const char *other = house_text(house, "SELECT MAX(code) FROM cpv");

	assert_int_equal(collection_read(house->db, house->mem, false, &c), OK);
	assert_int_equal(c.offering_count, 4);
	assert_null(titled(&c, "Hemmeligt"));
	assert_string_equal(titled(&c, "Frokost")->cpv_codes, arena_printf(house->mem, "%s 55510000", other));
	assert_string_equal(titled(&c, "Frokost")->areas, "country:");
	assert_int_equal(titled(&c, "Frokost")->enterprise_id, first);
	assert_string_equal(titled(&c, "Vask")->cpv_codes, "");
	assert_string_equal(titled(&c, "Vask")->areas, "country:");
	assert_string_equal(titled(&c, "Uden alt")->cpv_codes, "");
	assert_string_equal(titled(&c, "Uden alt")->areas, "");
	assert_string_equal(titled(&c, "Linned")->cpv_codes, "55510000");
	assert_string_equal(titled(&c, "Linned")->areas, "municipality:0621");
	assert_int_equal(titled(&c, "Linned")->enterprise_id, last);
}

static void one_enterprise_is_read_as_it_is_among_all(void **state)
{
	struct house *house = *state;
	int64_t id = given_enterprise(house, "Kantinen", "0621");
	struct collection all, one;

	given_offering(house, given_enterprise(house, "Vaskeriet", "0630"), "Vask", "55510000");
	given_offering(house, id, "Frokost", "55510000");
	assert_int_equal(collection_read(house->db, house->mem, false, &all), OK);
	assert_int_equal(collection_read_enterprise(house->db, house->mem, id, &one), OK);
	assert_int_equal(one.enterprise_count, 1);
	assert_int_equal(one.offering_count, 1);
	assert_string_equal(one.offerings[0].cpv_codes, titled(&all, "Frokost")->cpv_codes);
	assert_string_equal(one.offerings[0].areas, titled(&all, "Frokost")->areas);
	house_sql(house, "UPDATE enterprise SET status = 'draft' WHERE organisation_id = %lld", (long long)id);
	assert_int_equal(collection_read_enterprise(house->db, house->mem, id, &one), NOT_FOUND);
}

static void enterprises_stand_as_people_look_for_names(void **state)
{
	static const char *const names[] = {"Østen", "Aaby", "zebra", "Ærø Bær", "Bageri", "Åben", "ABC", "bageri to", "Ål", "Abe"};
	struct house *house = *state;
	struct collection c;
	int64_t ids[10];

	for (size_t i = 0; i < 10; i++) {
		ids[i] = given_enterprise(house, arena_printf(house->mem, "Nummer %zu", i), "0621");
		house_sql(house, "UPDATE organisation SET name = '%s' WHERE id = %lld", names[i], (long long)ids[i]);
	}
	house_sql(house, "UPDATE organisation SET name = 'Bageri' WHERE id = %lld", (long long)ids[2]); /* twice */
	assert_int_equal(collection_read(house->db, house->mem, false, &c), OK);
	assert_int_equal(c.enterprise_count, 10);
	for (size_t i = 0; i < 10; i++)
		assert_int_equal(c.enterprises[i].id, house_count(house, "SELECT organisation.id FROM organisation "
			"JOIN enterprise ON organisation_id = organisation.id ORDER BY name, organisation.id LIMIT %zu, 1", i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(codes_and_places_come_with_their_own_offering, house_reset),
		cmocka_unit_test_setup(one_enterprise_is_read_as_it_is_among_all, house_reset),
		cmocka_unit_test_setup(enterprises_stand_as_people_look_for_names, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
