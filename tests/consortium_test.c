/* SPDX-License-Identifier: MPL-2.0 */
/* Who together can do what one alone cannot. */
#include <string.h>

#include "lib/consortium.h"
#include "lib/reading.h"
#include "tests/relevance.h"
#include "tests/support.h"

#define OFFERS 6

struct field {
	struct arena *mem;
	struct collection collection;
	struct match_index *index;
};

/* 1 and 4 clean, 2 cooks, 3 gardens, 5 cleans and cooks but far away, 6 gardens with little capacity. */
static const struct {
	const char *title, *codes, *seat, *areas;
	int64_t capacity;
} offers[OFFERS] = {
	{"Rengøring", "90911000", "0740", "country:", 400000},
	{"Kantine", "55510000", "0740", "country:", 400000},
	{"Pleje af haver", "77310000", "0740", "country:", 900000},
	{"Rengøring af kontorer", "90911000", "0746", "country:", 500000},
	{"Rengøring og kantine", "90911000 55510000", "0101", "municipality:0101", 900000},
	{"Havearbejde", "77310000", "0740", "country:", 100000},
};

static int field_open(void **state)
{
	struct arena *mem = arena_open();
	struct field *field = arena_alloc(mem, sizeof *field);

	field->mem = mem;
	field_reference(mem, &field->collection);
	field->collection.enterprises = arena_array(mem, OFFERS, sizeof(struct collection_enterprise));
	field->collection.offerings = arena_array(mem, OFFERS, sizeof(struct collection_offering));
	field->collection.enterprise_count = field->collection.offering_count = OFFERS;
	for (size_t i = 0; i < OFFERS; i++) {
		field->collection.enterprises[i] = (struct collection_enterprise){.id = (int64_t)i + 1,
			.name = "", .pitch = "", .description = "", .municipality_code = offers[i].seat,
			.employees = -1, .employees_target_group = -1};
		field->collection.offerings[i] = (struct collection_offering){
			.enterprise_id = (int64_t)i + 1, .title = offers[i].title, .text = "",
			.capacity_dkk = offers[i].capacity, .lead_time_days = -1,
			.cpv_codes = offers[i].codes, .areas = offers[i].areas};
	}
	field->index = match_index_of(&field->collection);
	*state = field;
	return 0;
}

static int field_close(void **state)
{
	struct field *field = *state;
	struct arena *mem = field->mem;

	match_index_close(&field->index);
	arena_close(&mem);
	return 0;
}

static struct consortia find(struct field *field, const char *const *codes, size_t count, int64_t value,
	const char *place)
{
	const struct demand demand = {.title = "Drift af rådhuset", .text = "", .cpv = codes,
		.cpv_count = count, .value_dkk = value, .municipality_code = place,
		.contract_starts = NO_DAY};
	struct consortia found;

	consortia_find(field->index, field->mem, &demand, 20000, 5, &found);
	return found;
}

static bool has_member(const struct consortium *set, int64_t id)
{
	for (size_t i = 0; i < set->member_count; i++)
		if (set->members[i].organisation_id == id)
			return true;
	return false;
}

static void two_codes_bring_two_who_cover_one_each_and_the_nearer_first(void **state)
{
	static const char *const codes[] = {"90911000", "55510000"};
	struct consortia found = find(*state, codes, 2, -1, "0740");

	assert_true(found.count >= 2);
	assert_int_equal(found.at[0].member_count, 2);
	assert_true(has_member(&found.at[0], 1) && has_member(&found.at[0], 2));
	assert_true(has_member(&found.at[1], 4) && has_member(&found.at[1], 2));
	assert_true(found.at[0].score > found.at[1].score);
	assert_int_equal(found.at[0].members[0].covers | found.at[0].members[1].covers, 3);
	assert_int_equal(found.at[0].members[0].covers & found.at[0].members[1].covers, 0);
}

static void asked_for_one_enterprise_only_its_own_sets_are_told(void **state)
{
	static const char *const codes[] = {"90911000", "55510000"};
	const struct field *field = *state;
	const struct demand demand = {.title = "Drift af rådhuset", .text = "", .cpv = codes, .cpv_count = 2,
		.value_dkk = -1, .municipality_code = "0740", .contract_starts = NO_DAY};
	struct consortia found;

	consortia_with(field->index, field->mem, &demand, 4, 20000, 1, &found); /* the best of all is without it */
	assert_int_equal(found.count, 1);
	assert_true(has_member(&found.at[0], 4));
	consortia_with(field->index, field->mem, &demand, 3, 20000, 1, &found); /* a gardener completes nothing */
	assert_int_equal(found.count, 0);
}

static void where_one_alone_does_it_all_no_set_is_suggested(void **state)
{
	static const char *const codes[] = {"90911000", "55510000"};

	assert_int_equal(find(*state, codes, 2, 500000, "0101").count, 0);
	assert_int_equal(find(*state, codes, 1, 300000, "0740").count, 0);
}

static void a_value_above_one_s_capacity_brings_two_of_a_kind(void **state)
{
	static const char *const codes[] = {"90911000"};
	struct consortia found = find(*state, codes, 1, 800000, "0740");

	assert_int_equal(found.count, 1);
	assert_int_equal(found.at[0].member_count, 2);
	assert_true(has_member(&found.at[0], 1) && has_member(&found.at[0], 4));
	assert_true(found.at[0].capacity >= 1.0);
}

static void nobody_is_a_member_for_nothing(void **state)
{
	static const char *const codes[] = {"90911000", "55510000", "77310000"};
	struct consortia found = find(*state, codes, 3, -1, "0740");

	assert_true(found.count > 0);
	for (size_t i = 0; i < found.count; i++) {
		assert_int_equal(found.at[i].member_count, 3);
		for (size_t m = 0; m < 3; m++)
			assert_int_not_equal(found.at[i].members[m].covers, 0);
		assert_false(has_member(&found.at[i], 5)); /* does not deliver there */
	}
}

static void without_a_code_or_a_fit_there_is_no_set(void **state)
{
	static const char *const codes[] = {"35100000", "38100000"};

	assert_int_equal(find(*state, codes, 0, 900000, "0740").count, 0);
	assert_int_equal(find(*state, codes, 2, -1, "0740").count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_codes_bring_two_who_cover_one_each_and_the_nearer_first),
		cmocka_unit_test(asked_for_one_enterprise_only_its_own_sets_are_told),
		cmocka_unit_test(where_one_alone_does_it_all_no_set_is_suggested),
		cmocka_unit_test(a_value_above_one_s_capacity_brings_two_of_a_kind),
		cmocka_unit_test(nobody_is_a_member_for_nothing),
		cmocka_unit_test(without_a_code_or_a_fit_there_is_no_set),
	};

	return cmocka_run_group_tests(tests, field_open, field_close);
}
