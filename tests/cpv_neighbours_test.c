/* SPDX-License-Identifier: MPL-2.0 */
/* Kinds of thing that neighbour each other: what is taken for a pair, what is stored, and that the index is told. */
#include <string.h>

#include "lib/cpv.h"
#include "tests/support.h"

static const char *const columns[] = CPV_NEIGHBOURS_COLUMNS;

struct pairs {
	enum err err;
	struct cpv_neighbours *at;
	size_t count;
	struct file_faults faults;
};

/* Rows under the header. */
static struct pairs pairs_of(struct house *house, const char *rows)
{
	struct pairs pairs = {.faults = {.mem = house->mem}};
	const char *bytes = arena_printf(house->mem, "code\tneighbour_code\tcloseness\n%s", rows);
	struct tsv table;

	assert_int_equal(tsv_parse(house->mem, "pairs.tsv", bytes, strlen(bytes), columns, 3, &pairs.faults, &table), OK);
	pairs.err = cpv_neighbours_read(house->mem, &table, &pairs.faults, &pairs.at);
	pairs.count = table.rows;
	return pairs;
}

/* Stores the rows, and says whether the index was told. */
static bool stored(struct house *house, const char *rows)
{
	long long before = house_count(house, "SELECT revision FROM index_revision");
	struct pairs pairs = pairs_of(house, rows);

	assert_int_equal(pairs.err, OK);
	OWNED(tx_close) struct tx tx = tx_begin(house->db);
	assert_int_equal(cpv_neighbours_store(house->db, house->mem, pairs.at, pairs.count), OK);
	assert_int_equal(tx_commit(&tx), OK);
	return house_count(house, "SELECT revision FROM index_revision") > before;
}

static const char *in_the_database(struct house *house)
{
	return house_text(house, "SELECT GROUP_CONCAT(CONCAT_WS(' ', code, neighbour_code, closeness)"
		" ORDER BY code, neighbour_code) FROM cpv_neighbour");
}

static void a_pair_is_two_codes_and_how_close_they_are(void **state)
{
	struct pairs pairs = pairs_of(*state, "18930000\t39510000\t25\n18930000\t98393000\t35\n50830000\t98393000\t99\n");

	assert_int_equal(pairs.err, OK);
	assert_int_equal(pairs.count, 3);
	assert_string_equal(pairs.at[1].code, "18930000");
	assert_string_equal(pairs.at[1].neighbour_code, "98393000");
	assert_int_equal(pairs.at[1].closeness, 35);
}

static void assert_fault(struct house *house, const char *row, const char *text)
{
	struct pairs pairs = pairs_of(house,
		arena_printf(house->mem, "18930000\t98393000\t35\n%s\n50830000\t98393000\t99\n", row));

	assert_int_equal(pairs.err, INVALID);
	assert_int_equal(pairs.faults.count, 1);
	assert_int_equal(pairs.faults.at[0].line, 3);
	assert_string_equal(pairs.faults.at[0].text, text);
}

static void what_is_no_pair_is_told_with_its_line(void **state)
{
	struct house *house = *state;

	assert_fault(house, "1893000\t98393000\t35", "not two CPV codes of 8 digits");
	assert_fault(house, "18930000-7\t98393000\t35", "not two CPV codes of 8 digits");
	assert_fault(house, "18930000\tpoots\t35", "not two CPV codes of 8 digits");
	assert_fault(house, "19200000\t98393000\t0", "the closeness is not a number from 1 to 99");
	assert_fault(house, "19200000\t98393000\t100", "the closeness is not a number from 1 to 99");
	assert_fault(house, "19200000\t98393000\t", "the closeness is not a number from 1 to 99");
	assert_fault(house, "98393000\t19200000\t20", "the lower code does not come first");
	assert_fault(house, "19200000\t19200000\t20", "the lower code does not come first");
	assert_fault(house, "19200000\t19210000\t20", "one code is above the other");
	assert_fault(house, "18930000\t98393000\t36", "the pair does not stand behind the one before it");
	assert_fault(house, "18930000\t39510000\t25", "the pair does not stand behind the one before it");
}

static void stored_is_what_the_file_says_and_the_index_is_told_of_what_differs_alone(void **state)
{
	struct house *house = *state;
	const char *first = "18930000\t39510000\t25\n18930000\t98393000\t35\n50830000\t98393000\t60\n";

	stored(house, first);
	assert_string_equal(in_the_database(house), "18930000 39510000 25,18930000 98393000 35,50830000 98393000 60");
	assert_false(stored(house, first));
	assert_true(stored(house, "18930000\t39510000\t25\n18930000\t98393000\t40\n50830000\t98393000\t60\n"));
	assert_string_equal(in_the_database(house), "18930000 39510000 25,18930000 98393000 40,50830000 98393000 60");
	assert_true(stored(house, "18100000\t50830000\t40\n18930000\t98393000\t40\n19200000\t39500000\t20\n"));
	assert_string_equal(in_the_database(house), "18100000 50830000 40,18930000 98393000 40,19200000 39500000 20");
	assert_true(stored(house, ""));
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM cpv_neighbour"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_pair_is_two_codes_and_how_close_they_are, house_reset),
		cmocka_unit_test_setup(what_is_no_pair_is_told_with_its_line, house_reset),
		cmocka_unit_test_setup(stored_is_what_the_file_says_and_the_index_is_told_of_what_differs_alone,
			house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
