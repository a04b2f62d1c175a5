/* SPDX-License-Identifier: MPL-2.0 */
/* The Excel files, cell by cell, as both readers of tests/shelf.h find them; and from the command line. */
#include "tests/shelf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>

#include "lib/reasons.h"
#include "lib/text.h"
#include "tests/soev_2015.h"

/* Both readers must find the same: "number<TAB>9", "text<TAB>Kolding", "date<TAB>2027-02-01"; "" for
 * an empty cell. */
static void assert_cell(struct shelf *shelf, enum file file, const char *sheet, const char *cell,
	const char *expected)
{
	for (size_t reader = AS_WRITTEN; reader <= AS_OPENED; reader++) {
		const char *found = shelf_line(shelf, file, (enum reader)reader, "cell", sheet, cell);
		if (!text_equal(found, expected))
			fail_msg("%s.%s, %s!%s: \"%s\" instead of \"%s\"", shelf_names[file],
				reader == AS_WRITTEN ? "xlsx" : "ods", sheet, cell, found, expected);
	}
}

static void assert_text(struct shelf *shelf, enum file file, const char *sheet, const char *cell, const char *text)
{
	assert_cell(shelf, file, sheet, cell, arena_printf(shelf->house->mem, "text\t%s", text));
}

static void assert_number(struct shelf *shelf, enum file file, const char *sheet, const char *cell, double number)
{
	assert_cell(shelf, file, sheet, cell, arena_printf(shelf->house->mem, "number\t%.10g", number));
}

static const char *at(struct shelf *shelf, char column, size_t row)
{
	return arena_printf(shelf->house->mem, "%c%zu", column, row);
}

/* ---- Tabel 1 ---- */

/* The row in which a municipality stands. */
static size_t row_of(struct shelf *shelf, enum file file, const char *sheet, const char *name)
{
	for (size_t row = 5; row < 5 + SOEV_2015_ROWS; row++)
		if (text_equal(shelf_line(shelf, file, AS_WRITTEN, "cell", sheet, at(shelf, 'A', row)),
			arena_printf(shelf->house->mem, "text\t%s", name)))
			return row;
	fail_msg("%s is not in the table", name);
	return 0;
}

static void tabel_1_stands_in_the_file_cell_by_cell(void **state)
{
	struct shelf *shelf = *state;
	struct soev_2015 printed[SOEV_2015_ROWS];

	soev_2015_read(shelf->house, printed);
	for (size_t i = 0; i < SOEV_2015_ROWS; i++) {
		size_t row = row_of(shelf, SOEV, "Table 1", printed[i].name);
		assert_text(shelf, SOEV, "Table 1", at(shelf, 'A', row), printed[i].name);
		assert_number(shelf, SOEV, "Table 1", at(shelf, 'B', row), printed[i].total);
		assert_number(shelf, SOEV, "Table 1", at(shelf, 'C', row), printed[i].registered);
		assert_number(shelf, SOEV, "Table 1", at(shelf, 'D', row), printed[i].established);
		assert_number(shelf, SOEV, "Table 1", at(shelf, 'E', row), printed[i].on_the_way);
	}
}

static void the_totals_are_76_22_29_and_58_and_excel_adds_them_up_itself(void **state)
{
	struct shelf *shelf = *state;
	static const double sums[] = {76, 22, 29, 58};

	assert_text(shelf, SOEV, "Table 1", "A22", "In all");
	for (size_t i = 0; i < 4; i++) {
		char column = (char)('B' + i);
		assert_number(shelf, SOEV, "Table 1", at(shelf, column, 22), sums[i]);
		assert_string_equal(shelf_line(shelf, SOEV, AS_WRITTEN, "formula", "Table 1", at(shelf, column, 22)),
			arena_printf(shelf->house->mem, "SUM(%c5:%c21)", column, column));
	}
}

static void the_head_says_as_of_which_day_and_what_the_columns_are(void **state)
{
	struct shelf *shelf = *state;
	static const char *const headings[] = {
		"Municipality", "Total", "Registered (RSV)", "Established in 2015", "On the way"};

	assert_text(shelf, SOEV, "Table 1", "A1", "Social enterprises by municipality");
	assert_text(shelf, SOEV, "Table 1", "A2", "As of 30 November 2015");
	for (size_t i = 0; i < 5; i++)
		assert_text(shelf, SOEV, "Table 1", at(shelf, (char)('A' + i), 4), headings[i]);
	assert_string_equal(shelf->files[SOEV].file_name, "soev-2015-11-30.xlsx");
	assert_string_equal(shelf->files[SOEV].type, DOWNLOAD_XLSX);
}

static void the_same_file_in_danish_has_danish_words_and_the_same_figures(void **state)
{
	struct shelf *shelf = *state;

	assert_text(shelf, SOEV_DANISH, "Tabel 1", "A2", "Pr. 30. november 2015");
	assert_text(shelf, SOEV_DANISH, "Tabel 1", "A4", "Kommune");
	assert_text(shelf, SOEV_DANISH, "Tabel 1", "D4", "Etableret i 2015");
	assert_number(shelf, SOEV_DANISH, "Tabel 1", "B22", 76);
	assert_number(shelf, SOEV_DANISH, "Tabel 1",
		at(shelf, 'E', row_of(shelf, SOEV_DANISH, "Tabel 1", "Kolding")), 13);
}

static bool has_line(struct shelf *shelf, enum file file, const char *line)
{
	return strstr(shelf->read[file][AS_WRITTEN], arena_printf(shelf->house->mem, "%s\n", line)) != NULL;
}

static void the_chart_draws_the_table(void **state)
{
	struct shelf *shelf = *state;

	assert_true(has_line(shelf, SOEV, "chart\t'Table 1'!$A$5:$A$21"));
	assert_true(has_line(shelf, SOEV, "chart\t'Table 1'!$B$5:$B$21"));
	assert_true(has_line(shelf, SOEV, "chart\t'Table 1'!$E$5:$E$21"));
	assert_true(has_line(shelf, SOEV, "chart\t'Development'!$C$5:$C$17"));
}

static void the_development_ends_on_the_day_with_the_totals_of_the_table(void **state)
{
	struct shelf *shelf = *state;

	assert_cell(shelf, SOEV, "Development", "B5", "date\t2012-12-31");
	assert_text(shelf, SOEV, "Development", "A16", "Q3 2015");
	assert_cell(shelf, SOEV, "Development", "B17", "date\t2015-11-30");
	assert_number(shelf, SOEV, "Development", "C17", 76);
	assert_number(shelf, SOEV, "Development", "D17", 22);
	assert_number(shelf, SOEV, "Development", "E17", 58);
	assert_number(shelf, SOEV, "Development", "D5", 0);
}

static void a_day_without_figures_makes_a_table_that_opens_too(void **state)
{
	struct shelf *shelf = *state;

	assert_text(shelf, SOEV_EMPTY, "Table 1", "A5", "In all");
	assert_number(shelf, SOEV_EMPTY, "Table 1", "B5", 0);
	assert_string_equal(shelf_line(shelf, SOEV_EMPTY, AS_WRITTEN, "formula", "Table 1", "B5"), "");
}

/* ---- suppliers ---- */

static void the_suppliers_stand_best_first_with_what_a_buyer_needs(void **state)
{
	struct shelf *shelf = *state;
	const char *reasons = reasons_text(shelf->house->mem, NULL, ENGLISH, REASONS);

	assert_text(shelf, SUPPLIERS, "Suppliers", "A1", "Kantinedrift på rådhuset");
	assert_text(shelf, SUPPLIERS, "Suppliers", "A5", "Kantinen Æblet & Søn");
	assert_text(shelf, SUPPLIERS, "Suppliers", "B5", "Kolding");
	assert_number(shelf, SUPPLIERS, "Suppliers", "C5", 87.5);
	assert_true(strlen(reasons) > 0);
	assert_text(shelf, SUPPLIERS, "Suppliers", "D5", reasons);
	assert_text(shelf, SUPPLIERS, "Suppliers", "E5", "Interested");
	assert_cell(shelf, SUPPLIERS, "Suppliers", "F5", "date\t2027-02-01");
	assert_text(shelf, SUPPLIERS, "Suppliers", "G5", "Ja tak.\\nVi glæder os.");
	assert_text(shelf, SUPPLIERS, "Suppliers", "H5", "Frokost til møder");
	assert_text(shelf, SUPPLIERS, "Suppliers", "I5", "The whole country");
	assert_number(shelf, SUPPLIERS, "Suppliers", "J5", 0.375);
	assert_cell(shelf, SUPPLIERS, "Suppliers", "K5", "date\t2020-05-04");
	assert_text(shelf, SUPPLIERS, "Suppliers", "M5", "Åse Ørum");
	assert_text(shelf, SUPPLIERS, "Suppliers", "N5", "leverandoer-0@example.org");
	assert_text(shelf, SUPPLIERS, "Suppliers", "O5", "+45 75 00 00 00");
	assert_number(shelf, SUPPLIERS, "Suppliers", "C6", 60);
	assert_number(shelf, SUPPLIERS, "Suppliers", "C7", 45.2);
}

/* What was answered is history and stays; what they show of themselves is theirs. */
static void who_has_left_the_directory_stays_with_the_answer_but_without_the_profile(void **state)
{
	struct shelf *shelf = *state;

	assert_text(shelf, SUPPLIERS, "Suppliers", "A9", "Den rejste");
	assert_number(shelf, SUPPLIERS, "Suppliers", "C9", 30);
	assert_text(shelf, SUPPLIERS, "Suppliers", "E9", "Declined\\nHas left the directory");
	assert_cell(shelf, SUPPLIERS, "Suppliers", "F9", "date\t2027-02-03");
	assert_text(shelf, SUPPLIERS, "Suppliers", "G9", "Another reason: Vi lukker.");
	for (char column = 'H'; column <= 'O'; column++)
		if (column != 'L')
			assert_cell(shelf, SUPPLIERS, "Suppliers", at(shelf, column, 9), "");
}

static void what_people_typed_is_a_text_whatever_it_begins_with(void **state)
{
	struct shelf *shelf = *state;

	assert_text(shelf, SUPPLIERS, "Suppliers", "A6", "=HYPERLINK(\"http://x.example\",\"klik\")");
	assert_text(shelf, SUPPLIERS, "Suppliers", "G6", "Too far away: @SUM(1;2)");
	assert_text(shelf, SUPPLIERS, "Suppliers", "H6", "+1+1");
	assert_text(shelf, SUPPLIERS, "Suppliers", "M6", "-2+3");
	assert_text(shelf, SUPPLIERS, "Suppliers", "N6", "=1+1");
	assert_text(shelf, SUPPLIERS, "The purchase", "B6", "-Frokost til 200.");
	assert_null(strstr(shelf->read[SUPPLIERS][AS_WRITTEN], "formula\t"));
}

static void markup_and_quotes_come_through_as_they_are(void **state)
{
	struct shelf *shelf = *state;

	assert_string_equal(shelf_line(shelf, SUPPLIERS, AS_WRITTEN, "cell", "Suppliers", "A7"),
		"text\tTab\\there <b>&amp;</b>");
	assert_text(shelf, SUPPLIERS, "Suppliers", "H7", "Vask \"fint\"");
	assert_text(shelf, SUPPLIERS, "Suppliers", "M7", "O'Hara");
	assert_cell(shelf, SUPPLIERS, "Suppliers", "J7", ""); /* how many are employed was not told */
}

static void an_answer_longer_than_a_cell_is_cut_at_a_word(void **state)
{
	struct shelf *shelf = *state;
	const char *answer = shelf_line(shelf, SUPPLIERS, AS_WRITTEN, "cell", "Suppliers", "G8");
	size_t length = text_length(answer);

	assert_in_range(length, 31000, 32100);
	assert_string_equal(answer + strlen(answer) - strlen("ordene…"), "ordene…");
}

static void the_address_of_the_contact_opens_a_mail(void **state)
{
	struct shelf *shelf = *state;

	assert_string_equal(shelf_line(shelf, SUPPLIERS, AS_WRITTEN, "sheet", "Suppliers", "N5"),
		"mailto:leverandoer-0@example.org");
	assert_string_equal(shelf_line(shelf, SUPPLIERS, AS_WRITTEN, "sheet", "Suppliers", "N6"), "");
}

static void the_first_sheet_tells_the_facts_of_the_purchase(void **state)
{
	struct shelf *shelf = *state;

	assert_text(shelf, SUPPLIERS, "The purchase", "B3", "Kolding Kommune");
	assert_number(shelf, SUPPLIERS, "The purchase", "B4", 2027);
	assert_text(shelf, SUPPLIERS, "The purchase", "B5", "Published");
	assert_text(shelf, SUPPLIERS, "The purchase", "B7", "55510000 Canteen services");
	assert_number(shelf, SUPPLIERS, "The purchase", "B8", 1250000);
	assert_text(shelf, SUPPLIERS, "The purchase", "B9", "Direct purchase");
	assert_text(shelf, SUPPLIERS, "The purchase", "B10", "Yes");
	assert_cell(shelf, SUPPLIERS, "The purchase", "B11", "date\t2027-04-30");
	assert_cell(shelf, SUPPLIERS, "The purchase", "B12", "");
	assert_text(shelf, NOBODY, "The purchase", "B8", "Not told");
}

static void a_line_of_which_nobody_was_told_says_so(void **state)
{
	struct shelf *shelf = *state;

	assert_text(shelf, NOBODY, "Suppliers", "A4", "Enterprise");
	assert_text(shelf, NOBODY, "Suppliers", "A5", "Nobody has been told of this purchase yet.");
}

static void a_line_that_is_not_there_is_not_found(void **state)
{
	struct shelf *shelf = *state;
	struct download download;

	assert_int_equal(download_suppliers(shelf->house->db, shelf->house->mem, NULL, ENGLISH, 999999, &download),
		NOT_FOUND);
}

static void the_files_name_says_which_purchase_it_is(void **state)
{
	struct shelf *shelf = *state;

	assert_string_equal(shelf->files[SUPPLIERS].file_name, arena_printf(shelf->house->mem,
		"suppliers-%lld-kantinedrift-paa-raadhuset.xlsx", (long long)shelf->line));
}

/* ---- as a thing on paper and on the screen ---- */

static void assert_sheet(struct shelf *shelf, enum file file, const char *sheet, const char *key, const char *value)
{
	const char *found = shelf_line(shelf, file, AS_WRITTEN, "sheet", sheet, key);

	if (!text_equal(found, value))
		fail_msg("%s, %s: %s is \"%s\" instead of \"%s\"", shelf_names[file], sheet, key, found, value);
}

static void each_sheet_prints_on_a4_as_wide_as_the_page(void **state)
{
	struct shelf *shelf = *state;
	static const struct {
		enum file file;
		const char *sheet, *orientation;
	} sheets[] = {
		{SOEV, "Table 1", "portrait"},
		{SOEV, "Development", "portrait"},
		{SUPPLIERS, "The purchase", "portrait"},
		{SUPPLIERS, "Suppliers", "landscape"},
	};

	for (size_t i = 0; i < sizeof sheets / sizeof sheets[0]; i++) {
		assert_sheet(shelf, sheets[i].file, sheets[i].sheet, "paperSize", "9");
		assert_sheet(shelf, sheets[i].file, sheets[i].sheet, "fitToPage", "1");
		assert_sheet(shelf, sheets[i].file, sheets[i].sheet, "fitToHeight", "0");
		assert_sheet(shelf, sheets[i].file, sheets[i].sheet, "orientation", sheets[i].orientation);
	}
}

static void headings_stay_in_view_are_printed_again_and_filter(void **state)
{
	struct shelf *shelf = *state;

	assert_sheet(shelf, SUPPLIERS, "Suppliers", "state", "frozen");
	assert_sheet(shelf, SUPPLIERS, "Suppliers", "topLeftCell", "B5");
	assert_sheet(shelf, SUPPLIERS, "Suppliers", "ref", "A4:O9");
	assert_sheet(shelf, SUPPLIERS, "Suppliers", "tabSelected", "1");
	assert_true(has_line(shelf, SUPPLIERS, "property\t_xlnm.Print_Titles\tSuppliers!$4:$4"));
	assert_true(has_line(shelf, SOEV, "property\t_xlnm.Print_Titles\t'Table 1'!$4:$4"));
	assert_true(has_line(shelf, SUPPLIERS, "property\ttitle\tKantinedrift på rådhuset"));
}

/* ---- from the command line ---- */

/* Runs `torv WORDS` in the house's folder; what it prints goes to a file there, which is returned. */
static const char *torv(struct house *house, const char *words, int status)
{
	int ended = system(arena_printf(house->mem, "cd %s && '%s/export/torv' %s >said 2>&1", house->folder,
		getenv("TORV_BUILD"), words));
	const char *said = shelf_file(house, arena_printf(house->mem, "%s/said", house->folder));

	assert_true(WIFEXITED(ended));
	if (WEXITSTATUS(ended) != status)
		fail_msg("torv %s ended with %d: %s", words, WEXITSTATUS(ended), said);
	return said;
}

static size_t size_of(struct house *house, const char *name)
{
	struct stat status;

	assert_int_equal(stat(arena_printf(house->mem, "%s/%s", house->folder, name), &status), 0);
	return (size_t)status.st_size;
}

static void torv_export_writes_the_same_files(void **state)
{
	struct shelf *shelf = *state;
	struct house *house = shelf->house;

	assert_string_equal(torv(house, "export soev --as-of 2015-11-30 --language en", EX_OK), "soev-2015-11-30.xlsx\n");
	shelf_run(house, arena_printf(house->mem, "cd %s && python3 '%s/tests/spreadsheet_cells.py' soev-2015-11-30.xlsx >again",
		house->folder, getenv("TORV_SOURCE")));
	const char *again = shelf_file(house, arena_printf(house->mem, "%s/again", house->folder));
	assert_non_null(strstr(again, "cell\tTable 1\tB22\tnumber\t76\n"));

	torv(house, arena_printf(house->mem, "export suppliers --line %lld --out list.xlsx", (long long)shelf->line), EX_OK);
	assert_in_range(size_of(house, "list.xlsx"), 5000, 100000);
	shelf_run(house, arena_printf(house->mem, "cd %s && '%s/export/torv' export suppliers --line %lld --out - >piped.xlsx",
		house->folder, getenv("TORV_BUILD"), (long long)shelf->line));
	assert_in_range(size_of(house, "piped.xlsx"), 5000, 100000);

	assert_string_equal(torv(house, "export plan --municipality kolding-kommune --year 2027", EX_OK),
		"kolding-kommune-2027.xlsx\n");
	assert_in_range(size_of(house, "kolding-kommune-2027.xlsx"), 5000, 100000);
}

static void torv_export_says_what_is_wrong(void **state)
{
	struct house *house = ((struct shelf *)*state)->house;

	assert_non_null(strstr(torv(house, "export soev --as-of yesterday", EX_USAGE), "2027-03-03"));
	assert_non_null(strstr(torv(house, "export soev --language de", EX_USAGE), "da, en or nl"));
	assert_non_null(strstr(torv(house, "export suppliers", EX_USAGE), "--line"));
	assert_non_null(strstr(torv(house, "export suppliers --line 999999", EX_NOINPUT), "no line 999999"));
	assert_non_null(strstr(torv(house, "export plan --year 2027", EX_USAGE), "--municipality"));
	assert_non_null(strstr(torv(house, "export plan --municipality nowhere --year 2027", EX_NOINPUT), "nowhere"));
	assert_non_null(strstr(torv(house, "export plan --municipality kolding-kommune", EX_USAGE), "--year"));
	assert_non_null(strstr(torv(house, "export soev --out /nonexistent/x.xlsx", EX_CANTCREAT), "/nonexistent/x.xlsx"));
}

static void torv_statistics_prints_the_table(void **state)
{
	struct house *house = ((struct shelf *)*state)->house;
	const char *text = torv(house, "statistics --as-of 2015-11-30", EX_OK);

	assert_non_null(strstr(text, "Social enterprises as of 2015-11-30"));
	assert_non_null(strstr(text, "Næstved                        7           0               0           4\n"));
	assert_non_null(strstr(text, "In all                        76          22              29          58\n"));
	const char *tabs = torv(house, "statistics --as-of 2015-11-30 --tabs", EX_OK);
	assert_non_null(strstr(tabs, "code\tmunicipality\ttotal\tregistered\testablished_2015\ton_the_way\n"));
	assert_non_null(strstr(tabs, "0165\tAlbertslund\t0\t0\t1\t2\n"));
}

/* ---- a year's plan ---- */

static void a_plan_has_every_published_purchase_by_start_and_their_sum(void **state)
{
	struct shelf *shelf = *state;

	assert_text(shelf, PLAN, "Purchases", "A1", "Kolding Kommune plans to buy in 2027");
	assert_text(shelf, PLAN, "Purchases", "A5", "=1+1"); /* a start that is fixed comes first; typed, so a text */
	assert_text(shelf, PLAN, "Purchases", "B5", "In dialogue");
	assert_cell(shelf, PLAN, "Purchases", "C5", "");
	assert_cell(shelf, PLAN, "Purchases", "F5", "date\t2027-05-01");
	assert_text(shelf, PLAN, "Purchases", "A6", "Kantinedrift på rådhuset");
	assert_number(shelf, PLAN, "Purchases", "C6", 1250000);
	assert_cell(shelf, PLAN, "Purchases", "D6", "date\t2027-04-30");
	assert_text(shelf, PLAN, "Purchases", "H6", "55510000 Canteen services");
	assert_text(shelf, PLAN, "Purchases", "I6", "-Frokost til 200.");
	assert_text(shelf, PLAN, "Purchases", "K6", "Yes");
	assert_text(shelf, PLAN, "Purchases", "M6", "indkoeb@example.org");
	assert_text(shelf, PLAN, "Purchases", "A7", "In all");
	assert_number(shelf, PLAN, "Purchases", "C7", 1250000);
	assert_null(strstr(shelf->read[PLAN][AS_WRITTEN], "Ingen")); /* the draft */
}

static void a_plan_s_second_sheet_sums_the_quarters(void **state)
{
	struct shelf *shelf = *state;

	assert_text(shelf, PLAN, "By quarter", "A5", "April to June 2027");
	assert_number(shelf, PLAN, "By quarter", "B5", 1);
	assert_number(shelf, PLAN, "By quarter", "C5", 0);
	assert_number(shelf, PLAN, "By quarter", "D5", 1);
	assert_text(shelf, PLAN, "By quarter", "A6", "The start is not fixed yet");
	assert_number(shelf, PLAN, "By quarter", "C6", 1250000);
}

static void a_year_without_purchases_says_so_and_an_enterprise_has_no_plan(void **state)
{
	struct shelf *shelf = *state;
	struct download download;

	assert_text(shelf, PLAN_EMPTY, "Purchases", "A5", "Nothing is published for this year yet.");
	assert_int_equal(download_plan(shelf->house->db, shelf->house->mem, NULL, ENGLISH, "den-lange", 2027, &download),
		NOT_FOUND);
	assert_int_equal(download_plan(shelf->house->db, shelf->house->mem, NULL, ENGLISH, "nowhere", 2027, &download),
		NOT_FOUND);
}

static void no_file_is_left_where_they_were_made(void **state)
{
	(void)state;
	DIR *folder = opendir(getenv("TMPDIR"));
	size_t left = 0;

	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		left += strstr(entry->d_name, "torv-xlsx") != NULL;
	closedir(folder);
	assert_int_equal(left, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tabel_1_stands_in_the_file_cell_by_cell),
		cmocka_unit_test(the_totals_are_76_22_29_and_58_and_excel_adds_them_up_itself),
		cmocka_unit_test(the_head_says_as_of_which_day_and_what_the_columns_are),
		cmocka_unit_test(the_same_file_in_danish_has_danish_words_and_the_same_figures),
		cmocka_unit_test(the_chart_draws_the_table),
		cmocka_unit_test(the_development_ends_on_the_day_with_the_totals_of_the_table),
		cmocka_unit_test(a_day_without_figures_makes_a_table_that_opens_too),
		cmocka_unit_test(the_suppliers_stand_best_first_with_what_a_buyer_needs),
		cmocka_unit_test(who_has_left_the_directory_stays_with_the_answer_but_without_the_profile),
		cmocka_unit_test(what_people_typed_is_a_text_whatever_it_begins_with),
		cmocka_unit_test(markup_and_quotes_come_through_as_they_are),
		cmocka_unit_test(an_answer_longer_than_a_cell_is_cut_at_a_word),
		cmocka_unit_test(the_address_of_the_contact_opens_a_mail),
		cmocka_unit_test(the_first_sheet_tells_the_facts_of_the_purchase),
		cmocka_unit_test(a_line_of_which_nobody_was_told_says_so),
		cmocka_unit_test(a_line_that_is_not_there_is_not_found),
		cmocka_unit_test(the_files_name_says_which_purchase_it_is),
		cmocka_unit_test(each_sheet_prints_on_a4_as_wide_as_the_page),
		cmocka_unit_test(headings_stay_in_view_are_printed_again_and_filter),
		cmocka_unit_test(a_plan_has_every_published_purchase_by_start_and_their_sum),
		cmocka_unit_test(a_plan_s_second_sheet_sums_the_quarters),
		cmocka_unit_test(a_year_without_purchases_says_so_and_an_enterprise_has_no_plan),
		cmocka_unit_test(torv_export_writes_the_same_files),
		cmocka_unit_test(torv_export_says_what_is_wrong),
		cmocka_unit_test(torv_statistics_prints_the_table),
		cmocka_unit_test(no_file_is_left_where_they_were_made),
	};
	return cmocka_run_group_tests(tests, shelf_open, shelf_close);
}
