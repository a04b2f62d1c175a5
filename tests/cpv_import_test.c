/* SPDX-License-Identifier: MPL-2.0 */
/*
 * CPV lists from others: the three forms, what is wrong with a file, and what the import leaves alone.
 * The complete list is read where it stands ($TORV_SHARED/data/cpv.tsv); it is not part of Torv.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/cpv_file.h"
#include "lib/reference.h"
#include "lib/text.h"
#include "tests/support.h"

/* ---- the parsers ---- */

static enum err parse(struct house *house, const char *text, struct file_faults *faults,
	struct cpv_file *out)
{
	*faults = (struct file_faults){.mem = house->mem};
	return cpv_file_parse(house->mem, "list", text, strlen(text), faults, out);
}

/* Parses and expects exactly one fault, on that line, with these words in it. */
static void expect_fault(struct house *house, const char *text, size_t line, const char *words)
{
	struct file_faults faults;
	struct cpv_file file;

	assert_int_equal(parse(house, text, &faults, &file), INVALID);
	assert_int_equal(faults.count, 1);
	assert_int_equal(faults.at[0].line, line);
	if (strstr(faults.at[0].text, words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", faults.at[0].text, words);
}

static const char genericode[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<gc:CodeList xmlns:gc=\"http://docs.oasis-open.org/codelist/ns/genericode/1.0/\">\n"
	"<ColumnSet><Column Id=\"code\"><ShortName>Code</ShortName></Column></ColumnSet>\n"
	"<SimpleCodeList>\n"
	"<Row>\n"
	" <Value ColumnRef=\"code\"><SimpleValue>55510000</SimpleValue></Value>\n"
	" <Value ColumnRef=\"Name\"><SimpleValue>name</SimpleValue></Value>\n"
	" <Value ColumnRef=\"eng_label\"><SimpleValue>Staff kitchens &amp; more</SimpleValue></Value>\n"
	" <Value ColumnRef=\"dan_label\"><SimpleValue>Køkkener\n   for ansatte</SimpleValue></Value>\n"
	" <Value ColumnRef=\"bul_label\"><SimpleValue>Столове</SimpleValue></Value>\n"
	"</Row>\n"
	"<Row>\n"
	" <Value ColumnRef=\"code\"><SimpleValue>03000000</SimpleValue></Value>\n"
	" <Value ColumnRef=\"Name\"><SimpleValue>Harvest</SimpleValue></Value>\n"
	"</Row>\n"
	"</SimpleCodeList></gc:CodeList>\n";

static void genericode_gives_codes_with_the_languages_it_has(void **state)
{
	struct house *house = *state;
	struct file_faults faults;
	struct cpv_file file;

	assert_int_equal(parse(house, genericode, &faults, &file), OK);
	assert_int_equal(file.format, CPV_FORMAT_GENERICODE);
	assert_int_equal(file.count, 2);
	assert_string_equal(file.entries[0].code, "55510000");
	assert_string_equal(file.entries[0].names[DANISH], "Køkkener for ansatte");
	assert_null(file.entries[0].names[DUTCH]);
}

static void the_column_Name_is_English_only_where_there_is_no_English_label(void **state)
{
	struct house *house = *state;
	struct file_faults faults;
	struct cpv_file file;

	assert_int_equal(parse(house, genericode, &faults, &file), OK);
	assert_string_equal(file.entries[0].names[ENGLISH], "Staff kitchens & more");
	assert_string_equal(file.entries[1].names[ENGLISH], "Harvest");
}

static void the_list_of_2008_gives_codes_without_their_check_digits(void **state)
{
	struct house *house = *state;
	struct file_faults faults;
	struct cpv_file file;

	assert_int_equal(parse(house,
				 "<CPV_CODE><CPV CODE=\"03111000-2\">\n<TEXT LANG=\"DA\">Frø</TEXT>"
				 "<TEXT LANG=\"DE\">Saatgut</TEXT><TEXT LANG=\"nl\">Zaden</TEXT></CPV></CPV_CODE>",
				 &faults, &file),
		OK);
	assert_int_equal(file.format, CPV_FORMAT_2008);
	assert_int_equal(file.count, 1);
	assert_string_equal(file.entries[0].code, "03111000");
	assert_string_equal(file.entries[0].names[DANISH], "Frø");
	assert_string_equal(file.entries[0].names[DUTCH], "Zaden");
	assert_null(file.entries[0].names[ENGLISH]);
}

static void a_list_in_utf_16_is_read(void **state)
{
	struct house *house = *state;
	struct file_faults faults = {.mem = house->mem};
	struct cpv_file file;
	static const char text[] =
		"<CPV_CODE><CPV CODE=\"03111000-2\"><TEXT LANG=\"DA\">Fr</TEXT></CPV></CPV_CODE>";
	char wide[2 * sizeof text + 2] = "\xff\xfe";

	for (size_t i = 0; i < sizeof text - 1; i++)
		wide[2 + 2 * i] = text[i];
	assert_int_equal(
		cpv_file_parse(house->mem, "list", wide, 2 * sizeof text, &faults, &file), OK);
	assert_string_equal(file.entries[0].names[DANISH], "Fr");
}

static void a_double_quote_in_a_table_stands_for_itself(void **state)
{
	struct house *house = *state;
	struct file_faults faults;
	struct cpv_file file;

	assert_int_equal(parse(house, "code\tname_en\tname_da\tname_nl\r\n03111000-2\t\"Seed\" etc\tFrø\t\r\n",
				 &faults, &file),
		OK);
	assert_int_equal(file.format, CPV_FORMAT_TABLE);
	assert_string_equal(file.entries[0].names[ENGLISH], "\"Seed\" etc");
	assert_string_equal(file.entries[0].names[DANISH], "Frø");
	assert_null(file.entries[0].names[DUTCH]);
}

static void every_fault_of_a_file_is_told_with_its_line(void **state)
{
	struct house *house = *state;
	struct file_faults faults;
	struct cpv_file file;

	assert_int_equal(parse(house,
				 "code\tname_da\tname_en\tname_nl\n"
				 "0311100\tA\tB\tC\n"
				 "03111000\t\t\t\n"
				 "15000000\tA\tB\n"
				 "15100000\tA\tB\tC\n"
				 "15100000\tA\tB\tC\n",
				 &faults, &file),
		INVALID);
	assert_int_equal(faults.count, 4);
	assert_int_equal(file.count, 0);
	assert_int_equal(faults.at[0].line, 4); /* the table's own faults come first */
	assert_int_equal(faults.at[1].line, 2);
	assert_int_equal(faults.at[2].line, 3);
	assert_int_equal(faults.at[3].line, 6);
	assert_non_null(strstr(faults.at[3].text, "line 5"));
}

static void a_file_that_is_no_list_is_refused_with_the_reason(void **state)
{
	struct house *house = *state;

	expect_fault(house, "", 0, "empty");
	expect_fault(house, "name_da\tname_en\tname_nl\nhello\n", 1, "no column \"code\"");
	expect_fault(house, "<html>\n<body/></html>", 1, "neither");
	expect_fault(house, "<CPV_CODE/>", 0, "no CPV code");
	expect_fault(house, "<CPV_CODE>\n<CPV></CPV_CODE>", 2, "mismatched");
	expect_fault(house, "<CPV_CODE>\n<CPV><TEXT LANG=\"DA\">A</TEXT></CPV></CPV_CODE>", 2, "without a code");
	expect_fault(house,
		"<CodeList><Row>\n<Value><SimpleValue>1</SimpleValue></Value>\n"
		"<Value ColumnRef=\"code\"><SimpleValue>55000000</SimpleValue></Value>\n"
		"<Value ColumnRef=\"Name\"><SimpleValue>A</SimpleValue></Value></Row></CodeList>",
		2, "ColumnRef");
}

static void a_file_that_defines_entities_is_refused(void **state)
{
	expect_fault(*state,
		"<!DOCTYPE CPV_CODE [\n<!ENTITY a \"aaaaaaaaaa\">]>\n"
		"<CPV_CODE><CPV CODE=\"03000000-1\"><TEXT LANG=\"DA\">&a;</TEXT></CPV></CPV_CODE>",
		2, "entities");
}

static void a_text_without_end_and_elements_without_bottom_are_refused(void **state)
{
	struct house *house = *state;
	struct buffer text = {0};

	buffer_text(&text, "<CPV_CODE><CPV CODE=\"03000000-1\"><TEXT LANG=\"DA\">");
	for (int i = 0; i < 5000; i++)
		buffer_text(&text, "x");
	expect_fault(house, text.bytes, 1, "too long");
	buffer_close(&text);

	buffer_text(&text, "<CPV_CODE>");
	for (int i = 0; i < 100; i++)
		buffer_text(&text, "<a>");
	expect_fault(house, text.bytes, 1, "too deep");
	buffer_close(&text);
}

static void more_codes_than_a_list_can_have_are_too_large(void **state)
{
	struct house *house = *state;
	struct file_faults faults;
	struct cpv_file file;
	struct buffer text = {0};

	buffer_text(&text, "code\tname_da\tname_en\tname_nl\n");
	for (int i = 0; i <= CPV_CODES_LIMIT; i++)
		buffer_printf(&text, "%08d\tA\tB\tC\n", 10000000 + i);
	assert_int_equal(parse(house, text.bytes, &faults, &file), TOO_LARGE);
	assert_int_equal(faults.count, 1);
	buffer_close(&text);
}

/* ---- the import ---- */

static void store(struct house *house, const struct cpv_entry *entries, size_t count, bool official,
	struct cpv_stored *stored)
{
	assert_int_equal(cpv_store(house->db, house->mem, entries, count, official, stored), OK);
}

/* The table of codes holds Torv's own set and nothing else. */
static void own_set(struct house *house)
{
	house_sql(house, "DELETE FROM offering_cpv; DELETE FROM cpv;");
	assert_int_equal(reference_write(house->db, house->mem,
				 arena_printf(house->mem, "%s/sql/reference", getenv("TORV_SOURCE")), NULL, NULL),
		OK);
}

static struct cpv_stored import_official(struct house *house)
{
	struct file_faults faults = {.mem = house->mem};
	struct cpv_stored stored;
	struct cpv_file file;

	assert_int_equal(cpv_file_read(house->mem, shared_path(house, "data/cpv.tsv"), &faults, &file), OK);
	assert_int_equal(faults.count, 0);
	assert_int_equal(file.count, 9454);
	store(house, file.entries, file.count, true, &stored);
	return stored;
}

static void the_official_list_takes_the_place_of_our_own_words(void **state)
{
	struct house *house = *state;
	struct cpv_stored stored;
	int64_t own;

	own_set(house);
	own = house_count(house, "SELECT COUNT(*) FROM cpv");
	stored = import_official(house);
	assert_int_equal(stored.added, 9454 - own);
	assert_int_equal(stored.kept, 0);
	assert_int_equal(stored.changed, own);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM cpv WHERE source = 'official'"), 9454);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM cpv WHERE parent IS NULL"), 45);
	assert_string_equal(house_text(house, "SELECT name_en FROM cpv WHERE code = '55510000'"),
		"Canteen services");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM cpv WHERE name_en LIKE '%%\"%%'"
					    " OR name_da LIKE '%%\"%%' OR name_nl LIKE '%%\"%%'"),
		4);
}

static void each_of_the_35_codes_behind_a_gap_finds_its_nearest_ancestor(void **state)
{
	static const struct {
		const char *first, *last, *parent;
	} gaps[] = {
		{"30192121", "30192127", "30192100"}, {"34511100", "34511100", "34510000"},
		{"35611100", "35611800", "35610000"}, {"35612100", "35612500", "35610000"},
		{"35811100", "35811300", "35810000"}, {"38527100", "38527400", "38520000"},
		{"39254000", "39254000", "39200000"}, {"42924200", "42924700", "42920000"},
		{"44115310", "44115310", "44115000"}, {"44613110", "44613110", "44613000"},
		{"60112000", "60112000", "60100000"},
	};
	struct house *house = *state;
	int64_t codes = 0;

	own_set(house);
	import_official(house);
	for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
		int64_t found = house_count(house,
			"SELECT COUNT(*) FROM cpv WHERE code BETWEEN '%s' AND '%s' AND parent = '%s'",
			gaps[i].first, gaps[i].last, gaps[i].parent);

		assert_true(found > 0);
		codes += found;
	}
	assert_int_equal(codes, 35);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM cpv c LEFT JOIN cpv p ON p.code = c.parent"
					    " WHERE c.parent IS NOT NULL AND p.code IS NULL"),
		0);
}

static void the_same_list_again_changes_nothing(void **state)
{
	struct house *house = *state;
	struct cpv_stored stored;

	own_set(house);
	import_official(house);
	stored = import_official(house);
	assert_int_equal(stored.added + stored.changed + stored.kept, 0);
	assert_int_equal(stored.unchanged, 9454);
}

static void our_own_set_leaves_the_official_words_alone(void **state)
{
	struct house *house = *state;

	own_set(house);
	import_official(house);
	assert_int_equal(reference_write(house->db, house->mem,
				 arena_printf(house->mem, "%s/sql/reference", getenv("TORV_SOURCE")), NULL, NULL),
		OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM cpv WHERE source = 'torv'"), 0);
	assert_string_equal(house_text(house, "SELECT name_en FROM cpv WHERE code = '55510000'"),
		"Canteen services");
}

static const char *stored_as(struct house *house, const char *code, const char *column)
{
	return house_text(house, "SELECT %s FROM cpv WHERE code = '%s'", column, code);
}

static void a_language_that_the_list_does_not_have_keeps_its_names(void **state)
{
	static const struct cpv_entry entries[] = {
		{"55510000", {[DANISH] = "Personalets spisested"}},
		{"55512999", {[DANISH] = "Noget nyt", [ENGLISH] = "Something new"}},
		{"55513000", {[DANISH] = "Kun på dansk"}},
	};
	struct house *house = *state;
	struct cpv_stored stored;

	own_set(house);
	const char *dutch = stored_as(house, "55510000", "name_nl");
	store(house, entries, 3, true, &stored);
	assert_string_equal(stored_as(house, "55510000", "name_da"), "Personalets spisested");
	assert_string_equal(stored_as(house, "55510000", "name_nl"), dutch);
	assert_string_equal(stored_as(house, "55510000", "source"), "official");
	assert_string_equal(stored_as(house, "55512999", "name_nl"), "Something new");
	assert_string_equal(stored_as(house, "55512999", "parent"), "55512000");
	assert_string_equal(stored_as(house, "55513000", "name_en"), "Kun på dansk");
}

static void a_code_that_the_list_lacks_stays_with_what_points_at_it(void **state)
{
	static const struct cpv_entry entries[] = {{"55000000", {"A", "B", "C"}}};
	struct house *house = *state;
	struct cpv_stored stored;
	int64_t before;

	own_set(house);
	before = house_count(house, "SELECT COUNT(*) FROM cpv");
	given_offering(house, given_enterprise(house, "Kantinen", "0621"), "Kantine", "55510000");
	store(house, entries, 1, true, &stored);
	assert_int_equal(stored.kept, before - 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM cpv"), before);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM offering_cpv"), 1);
}

static void an_import_that_is_refused_half_way_changes_nothing(void **state)
{
	static const struct cpv_entry twice[] = {
		{"55000001", {"A", "B", "C"}},
		{"55000001", {"A", "B", "C"}},
	};
	static const struct cpv_entry nameless[] = {{"55000001", {"A"}}, {"55000002", {"", NULL, " "}}};
	struct house *house = *state;

	own_set(house);
	assert_int_equal(cpv_store(house->db, house->mem, twice, 2, true, NULL), INVALID);
	assert_int_equal(cpv_store(house->db, house->mem, nameless, 2, true, NULL), INVALID);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM cpv WHERE code LIKE '5500000_'"), 1);
}

static void an_import_is_in_the_audit_and_the_search_index_learns_of_it(void **state)
{
	static const struct cpv_entry entries[] = {{"55000000", {"A", "B", "C"}}};
	struct house *house = *state;
	int64_t revision;

	own_set(house);
	revision = house_count(house, "SELECT revision FROM index_revision");
	store(house, entries, 1, true, &(struct cpv_stored){0});
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'cpv-imported'"), 1);
	assert_true(house_count(house, "SELECT revision FROM index_revision") > revision);
}

/* ---- codes ---- */

static void a_code_is_eight_digits_with_or_without_check_digit(void **state)
{
	char code[CPV_CODE_SIZE];

	(void)state;
	assert_true(cpv_code_parse(" 55510000-8 ", code));
	assert_string_equal(code, "55510000");
	assert_true(cpv_code_parse("55510000", code));
	assert_false(cpv_code_parse("5551000", code));
	assert_false(cpv_code_parse("555100000", code));
	assert_false(cpv_code_parse("55510000-", code));
	assert_false(cpv_code_parse("55510000-88", code));
	assert_false(cpv_code_parse("00510000", code));
	assert_false(cpv_code_parse("5551x000", code));
	assert_false(cpv_code_parse(NULL, code));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(genericode_gives_codes_with_the_languages_it_has, house_reset),
		cmocka_unit_test_setup(the_column_Name_is_English_only_where_there_is_no_English_label, house_reset),
		cmocka_unit_test_setup(the_list_of_2008_gives_codes_without_their_check_digits, house_reset),
		cmocka_unit_test_setup(a_list_in_utf_16_is_read, house_reset),
		cmocka_unit_test_setup(a_double_quote_in_a_table_stands_for_itself, house_reset),
		cmocka_unit_test_setup(every_fault_of_a_file_is_told_with_its_line, house_reset),
		cmocka_unit_test_setup(a_file_that_is_no_list_is_refused_with_the_reason, house_reset),
		cmocka_unit_test_setup(a_file_that_defines_entities_is_refused, house_reset),
		cmocka_unit_test_setup(a_text_without_end_and_elements_without_bottom_are_refused, house_reset),
		cmocka_unit_test_setup(more_codes_than_a_list_can_have_are_too_large, house_reset),
		cmocka_unit_test_setup(the_official_list_takes_the_place_of_our_own_words, house_reset),
		cmocka_unit_test_setup(each_of_the_35_codes_behind_a_gap_finds_its_nearest_ancestor, house_reset),
		cmocka_unit_test_setup(the_same_list_again_changes_nothing, house_reset),
		cmocka_unit_test_setup(our_own_set_leaves_the_official_words_alone, house_reset),
		cmocka_unit_test_setup(a_language_that_the_list_does_not_have_keeps_its_names, house_reset),
		cmocka_unit_test_setup(a_code_that_the_list_lacks_stays_with_what_points_at_it, house_reset),
		cmocka_unit_test_setup(an_import_that_is_refused_half_way_changes_nothing, house_reset),
		cmocka_unit_test_setup(an_import_is_in_the_audit_and_the_search_index_learns_of_it, house_reset),
		cmocka_unit_test_setup(a_code_is_eight_digits_with_or_without_check_digit, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
