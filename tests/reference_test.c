/* SPDX-License-Identifier: MPL-2.0 */
/* The reference data in sql/reference: the files themselves, and what reference_write makes of them. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/cpv.h"
#include "lib/gazetteer.h"
#include "lib/municipality.h"
#include "lib/organisation.h"
#include "lib/reference.h"
#include "lib/text.h"
#include "lib/tsv.h"
#include "tests/support.h"

static const char *const cpv_columns[] = {"code", "name_da", "name_en", "name_nl"};

static const char *reference_path(struct house *house, const char *name)
{
	return arena_printf(house->mem, "%s/sql/reference/%s", getenv("TORV_SOURCE"), name);
}

static struct tsv read_cpv(struct house *house, const char *path)
{
	struct file_faults faults = {.mem = house->mem};
	struct tsv table;

	if (tsv_read(house->mem, path, 4u << 20, cpv_columns, 4, &faults, &table) != OK)
		fail_msg("%s:%zu: %s", path, faults.at[0].line, faults.at[0].text);
	return table;
}

static bool is_division(const char *code)
{
	return strcmp(code + 2, "000000") == 0;
}

/* Whether a code that the set has is one or more steps above; counts the steps. */
static bool reaches_division(const struct tsv *set, const char *code)
{
	char above[CPV_CODE_SIZE];

	strcpy(above, code);
	for (size_t last = 7; last >= 2; last--)
		if (above[last] != '0') {
			above[last] = '0';
			for (size_t i = 0; i < set->rows; i++)
				if (strcmp(set->at[i][0], above) == 0)
					return is_division(above) || reaches_division(set, above);
		}
	return false;
}

static void our_cpv_set_has_the_45_divisions_and_at_least_300_codes_below(void **state)
{
	struct house *house = *state;
	struct tsv set = read_cpv(house, reference_path(house, "cpv.tsv"));
	size_t divisions = 0;

	for (size_t i = 0; i < set.rows; i++)
		divisions += is_division(set.at[i][0]);
	assert_int_equal(divisions, 45);
	assert_true(set.rows - divisions >= 300);
}

static void every_line_of_our_cpv_set_is_a_code_with_three_tidy_names_in_ascending_order(void **state)
{
	struct house *house = *state;
	struct tsv set = read_cpv(house, reference_path(house, "cpv.tsv"));
	char code[CPV_CODE_SIZE];

	for (size_t i = 0; i < set.rows; i++) {
		const char *const *row = set.at[i];

		if (!cpv_code_parse(row[0], code) || strcmp(code, row[0]) != 0)
			fail_msg("line %zu: %s is no code", set.lines[i], row[0]);
		if (i > 0 && strcmp(set.at[i - 1][0], row[0]) >= 0)
			fail_msg("line %zu: %s is not above %s", set.lines[i], row[0], set.at[i - 1][0]);
		for (int k = 1; k < 4; k++)
			if (text_is_blank(row[k])
				|| strcmp(row[k], text_tidy_line(house->mem, row[k], strlen(row[k]))) != 0)
				fail_msg("line %zu: name %d is empty or not tidy", set.lines[i], k);
	}
}

static void every_code_of_our_cpv_set_hangs_under_a_division(void **state)
{
	struct house *house = *state;
	struct tsv set = read_cpv(house, reference_path(house, "cpv.tsv"));

	for (size_t i = 0; i < set.rows; i++)
		if (!is_division(set.at[i][0]) && !reaches_division(&set, set.at[i][0]))
			fail_msg("%s has no division above it", set.at[i][0]);
}

static void no_name_stands_for_two_codes_of_our_set(void **state)
{
	struct house *house = *state;
	struct tsv set = read_cpv(house, reference_path(house, "cpv.tsv"));

	for (size_t i = 0; i < set.rows; i++)
		for (size_t j = 0; j < i; j++)
			for (int k = 1; k < 4; k++)
				if (strcmp(set.at[i][k], set.at[j][k]) == 0)
					fail_msg("%s and %s are both \"%s\"", set.at[j][0], set.at[i][0],
						set.at[i][k]);
}

static size_t words_in(const char *text)
{
	size_t words = 0;

	for (; *text != '\0'; text++)
		words += *text != ' ' && (text[1] == ' ' || text[1] == '\0');
	return words;
}

/* The words of the official list are not ours to ship; where one word is the only sensible one, both
 * have it. */
static void our_codes_are_official_ones_and_our_names_are_not_the_official_words(void **state)
{
	struct house *house = *state;
	struct tsv ours = read_cpv(house, reference_path(house, "cpv.tsv"));
	struct tsv official = read_cpv(house, shared_path(house, "data/cpv.tsv"));

	for (size_t i = 0, j = 0; i < ours.rows; i++) {
		while (j < official.rows && strcmp(official.at[j][0], ours.at[i][0]) < 0)
			j++;
		if (j == official.rows || strcmp(official.at[j][0], ours.at[i][0]) != 0)
			fail_msg("%s is no official code", ours.at[i][0]);
		for (int k = 1; k < 4; k++)
			if (words_in(ours.at[i][k]) > 1
				&& text_equal(text_fold(house->mem, ours.at[i][k]),
					text_fold(house->mem, official.at[j][k])))
				fail_msg("%s: \"%s\" is the official name", ours.at[i][0], ours.at[i][k]);
	}
}

/* ---- the thesaurus of search words ---- */

static const char *const words_columns[] = {"code", "words_da", "words_en", "words_nl"};

static struct tsv read_words(struct house *house)
{
	struct file_faults faults = {.mem = house->mem};
	struct tsv table;

	if (tsv_read(house->mem, reference_path(house, "cpv_words.tsv"), 4u << 20, words_columns, 4, &faults,
		&table) != OK)
		fail_msg("cpv_words.tsv:%zu: %s", faults.at[0].line, faults.at[0].text);
	return table;
}

/* Words that every purchase and every offer could have; they lead nowhere. */
static bool word_is_general(const char *word)
{
	static const char *const general[] = {"levering", "service", "løsning", "løsninger", "kvalitet", "rammeaftale",
		"aftale", "ydelse", "ydelser", "tjeneste", "vare", "varer", "produkt", "produkter", "materialer", "udstyr",
		"udbud", "indkøb", "drift", "andet", "diverse", "arbejde", "hjælp", "delivery", "services", "solution",
		"solutions", "quality", "contract", "framework agreement", "product", "products", "goods", "equipment",
		"supplies", "other", "work", "help", "dienst", "diensten", "oplossing", "kwaliteit", "raamovereenkomst",
		"product", "producten", "goederen", "uitrusting", "overig", "werk", "hulp", "inkoop", "beheer"};

	for (size_t i = 0; i < sizeof general / sizeof *general; i++)
		if (strcmp(word, general[i]) == 0)
			return true;
	return false;
}

/* One cell of the thesaurus, cut at its separators; NULL when it is not words parted by "; ". */
static const char **split_words(struct house *house, const char *cell, size_t *count)
{
	char *rest = arena_printf(house->mem, "%s", cell), *end;
	const char **words = arena_alloc(house->mem, (strlen(cell) / 2 + 1) * sizeof *words);

	*count = 0;
	for (; (end = strstr(rest, "; ")) != NULL; rest = end + 2) {
		*end = '\0';
		words[(*count)++] = rest;
	}
	words[(*count)++] = rest;
	return words;
}

static void check_words(struct house *house, const char *code, const char *cell)
{
	size_t count;
	const char **words = split_words(house, cell, &count);

	for (size_t i = 0; i < count; i++) {
		const char *word = words[i];

		if (text_is_blank(word) || strchr(word, ';') != NULL || text_length(word) > 60
			|| strcmp(word, text_tidy_line(house->mem, word, strlen(word))) != 0)
			fail_msg("%s: \"%s\" is empty, too long or not tidy", code, word);
		if (word_is_general(text_fold(house->mem, word)))
			fail_msg("%s: \"%s\" tells nothing", code, word);
		for (size_t j = 0; j < i; j++)
			if (text_equal(text_fold(house->mem, word), text_fold(house->mem, words[j])))
				fail_msg("%s: \"%s\" stands twice", code, word);
	}
}

static void the_search_words_are_tidy_telling_and_of_our_own_codes_in_ascending_order(void **state)
{
	struct house *house = *state;
	struct tsv set = read_cpv(house, reference_path(house, "cpv.tsv")), words = read_words(house);

	for (size_t i = 0, j = 0; i < words.rows; i++) {
		while (j < set.rows && strcmp(set.at[j][0], words.at[i][0]) < 0)
			j++;
		if (j == set.rows || strcmp(set.at[j++][0], words.at[i][0]) != 0)
			fail_msg("line %zu: %s is no code of ours, or stands twice", words.lines[i], words.at[i][0]);
		for (int k = 1; k < 4; k++)
			check_words(house, words.at[i][0], words.at[i][k]);
	}
}

static void every_code_of_our_set_has_its_search_words(void **state)
{
	struct house *house = *state;
	struct tsv set = read_cpv(house, reference_path(house, "cpv.tsv")), words = read_words(house);

	for (size_t i = 0; i < set.rows; i++)
		if (i >= words.rows || strcmp(words.at[i][0], set.at[i][0]) != 0)
			fail_msg("%s has no search words", set.at[i][0]);
	assert_int_equal(words.rows, set.rows);
}

static int by_word(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A word that stands at many codes leads to none of them. */
static void check_spread(struct house *house, const struct tsv *words, int column)
{
	size_t total = 0, count, room = 0;
	const char **all, **one;

	for (size_t i = 0; i < words->rows; i++)
		room += strlen(words->at[i][column]) / 2 + 1;
	all = arena_alloc(house->mem, room * sizeof *all);
	for (size_t i = 0; i < words->rows; i++) {
		one = split_words(house, words->at[i][column], &count);
		for (size_t j = 0; j < count; j++)
			all[total++] = text_fold(house->mem, one[j]);
	}
	qsort(all, total, sizeof *all, by_word);
	for (size_t i = 3; i < total; i++)
		if (strcmp(all[i - 3], all[i]) == 0)
			fail_msg("\"%s\" stands at more than three codes", all[i]);
}

static void no_search_word_stands_at_more_than_three_codes(void **state)
{
	struct house *house = *state;
	struct tsv words = read_words(house);

	for (int column = 1; column < 4; column++)
		check_spread(house, &words, column);
}

/* ---- in the database ---- */

static struct reference_written write_reference(struct house *house)
{
	struct reference_written written;
	struct file_faults faults = {.mem = house->mem};

	assert_int_equal(reference_write(house->db, house->mem, reference_path(house, ""), &faults, &written), OK);
	assert_int_equal(faults.count, 0);
	return written;
}

static void the_98_municipalities_of_five_regions_are_there_and_christiansoe_is_not(void **state)
{
	struct house *house = *state;
	struct municipality *list, one;
	struct region *regions;
	size_t count;

	write_reference(house);
	assert_int_equal(municipality_list(house->db, house->mem, &list, &count), OK);
	assert_int_equal(count, 98);
	assert_string_equal(list[0].name, "Albertslund"); /* aa is å, the last letter */
	assert_string_equal(list[count - 1].name, "Aarhus");
	assert_int_equal(region_list(house->db, house->mem, &regions, &count), OK);
	assert_int_equal(count, 5);
	assert_int_equal(municipality_find(house->db, house->mem, "0411", &one), NOT_FOUND);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM municipality WHERE region_code = '1084'"), 29);
}

static void a_municipality_is_found_by_code_slug_and_name(void **state)
{
	struct house *house = *state;
	struct municipality one;

	write_reference(house);
	assert_int_equal(municipality_find(house->db, house->mem, "0169", &one), OK);
	assert_string_equal(one.name, "Høje-Taastrup");
	assert_string_equal(one.slug, "hoeje-taastrup");
	assert_string_equal(one.region_name, "Region Hovedstaden");
	assert_true(one.latitude > 55 && one.latitude < 56 && one.longitude > 12 && one.longitude < 13);
	assert_int_equal(municipality_find_by_slug(house->db, house->mem, "kolding", &one), OK);
	assert_string_equal(one.code, "0621");
	assert_int_equal(municipality_find_by_text(house->db, house->mem, " kolding  KOMMUNE ", &one), OK);
	assert_string_equal(one.code, "0621");
	assert_int_equal(municipality_find_by_text(house->db, house->mem, "0630", &one), OK);
	assert_string_equal(one.name, "Vejle");
	assert_int_equal(municipality_find_by_text(house->db, house->mem, "Århus kommune", &one), OK);
	assert_string_equal(one.code, "0751");
	assert_int_equal(municipality_find_by_text(house->db, house->mem, "hoeje taastrup", &one), OK);
	assert_string_equal(one.code, "0169");
	assert_int_equal(municipality_find_by_text(house->db, house->mem, "Kommune", &one), NOT_FOUND);
	assert_int_equal(municipality_find_by_text(house->db, house->mem, "", &one), NOT_FOUND);
}

static void a_gazetteer_of_an_empty_database_asks_again_and_gathers_nothing(void **state)
{
	struct house *house = *state;
	OWNED(gazetteer_close) struct gazetteer *gazetteer = gazetteer_open();
	const struct atlas *empty, *again, *atlas;

	house_sql(house, "SET foreign_key_checks = 0");
	house_sql(house, "DELETE FROM municipality");
	house_sql(house, "SET foreign_key_checks = 1");
	assert_int_equal(gazetteer_read(gazetteer, house->db, &empty), OK);
	assert_int_equal(empty->count, 0);
	assert_null(atlas_find(empty, "0621"));
	assert_int_equal(gazetteer_read(gazetteer, house->db, &again), OK);
	assert_ptr_equal(again, empty);
	write_reference(house);
	assert_int_equal(gazetteer_read(gazetteer, house->db, &atlas), OK);
	assert_int_equal(atlas->count, 98);
	assert_string_equal(atlas_find(atlas, "0621")->name, "Kolding");
	assert_int_equal(gazetteer_read(gazetteer, house->db, &again), OK);
	assert_ptr_equal(again, atlas);
}

static void neighbours_are_mutual(void **state)
{
	struct house *house = *state;

	write_reference(house);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM municipality_neighbour"), 412);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM municipality_neighbour a LEFT JOIN"
					    " municipality_neighbour b ON b.code = a.neighbour_code AND"
					    " b.neighbour_code = a.code AND b.link = a.link WHERE b.code IS NULL"),
		0);
	assert_string_equal(house_text(house, "SELECT GROUP_CONCAT(neighbour_code ORDER BY neighbour_code)"
					      " FROM municipality_neighbour WHERE code = '0621'"),
		"0510,0575,0607,0630");
}

static void reference_data_written_twice_are_the_same(void **state)
{
	struct house *house = *state;
	static const char sums[] = "SELECT CONCAT((SELECT COUNT(*) FROM cpv), ' ',"
				   " (SELECT SUM(CRC32(CONCAT_WS('|', code, parent, name_da, name_en, name_nl))) FROM cpv), ' ',"
				   " (SELECT SUM(CRC32(CONCAT_WS('|', code, name, slug, latitude))) FROM municipality), ' ',"
				   " (SELECT CONCAT(COUNT(*), ' ', SUM(closeness)) FROM cpv_neighbour))";
	struct reference_written first = write_reference(house), second;
	const char *before = house_text(house, sums);

	second = write_reference(house);
	assert_string_equal(house_text(house, sums), before);
	assert_memory_equal(&first, &second, sizeof first);
}

static void a_damaged_reference_file_is_told_and_nothing_is_written(void **state)
{
	struct house *house = *state;
	struct file_faults faults = {.mem = house->mem};

	assert_int_equal(reference_write(house->db, house->mem, house->folder, &faults, NULL), NOT_FOUND);
	assert_int_equal(faults.count, 1);
	assert_non_null(strstr(faults.at[0].file, "regions.tsv"));
}

/* ---- organisations, which stand on it ---- */

static enum err create(struct house *house, const char *name, const char *cvr, const char *municipality,
	int64_t *id)
{
	const struct organisation given = {.kind = ORGANISATION_ENTERPRISE, .name = name, .cvr = cvr,
		.municipality_code = municipality};

	return organisation_create(house->db, house->mem, &given, id);
}

static void organisations_of_the_same_name_get_different_slugs(void **state)
{
	struct house *house = *state;
	struct organisation one;
	int64_t id;

	assert_int_equal(create(house, "Æblerøden", NULL, "0621", &id), OK);
	assert_int_equal(create(house, "Æblerøden", "", "0621", &id), OK);
	assert_int_equal(create(house, "Æblerøden", NULL, "0630", &id), OK);
	assert_int_equal(organisation_find(house->db, house->mem, id, &one), OK);
	assert_string_equal(one.slug, "aebleroeden-3");
	assert_string_equal(one.municipality_name, "Vejle");
	assert_string_equal(one.cvr, "");
	assert_int_equal(organisation_find_by_slug(house->db, house->mem, "aebleroeden", &one), OK);
	assert_true(one.id < id);
	assert_int_equal(organisation_find_by_slug(house->db, house->mem, "aebleroeden-4", &one), NOT_FOUND);
}

static void a_cvr_number_is_checked_and_belongs_to_one_organisation(void **state)
{
	struct house *house = *state;
	struct organisation one;
	int64_t id, other;

	assert_int_equal(create(house, "A", "12345678", "0621", &id), INVALID);
	assert_int_equal(create(house, "A", "1234567", "0621", &id), INVALID);
	assert_int_equal(create(house, "A", "13612870", "0621", &id), OK);
	assert_int_equal(create(house, "B", "13612870", "0630", &other), CONFLICT);
	assert_int_equal(organisation_find_by_cvr(house->db, house->mem, "13612870", &one), OK);
	assert_int_equal(one.id, id);
	one.name = "A og B";
	assert_int_equal(organisation_change(house->db, house->mem, &one), OK);
	assert_int_equal(organisation_find(house->db, house->mem, id, &one), OK);
	assert_string_equal(one.name, "A og B");
	assert_string_equal(one.slug, "a");
}

static void an_organisation_needs_a_name_and_a_municipality(void **state)
{
	struct house *house = *state;
	int64_t id;
	char *long_name = arena_alloc(house->mem, ORGANISATION_NAME_LENGTH + 2);

	memset(long_name, 'x', ORGANISATION_NAME_LENGTH + 1);
	assert_int_equal(create(house, " ", NULL, "0621", &id), INVALID);
	assert_int_equal(create(house, long_name, NULL, "0621", &id), INVALID);
	assert_int_equal(create(house, "A", NULL, "0411", &id), INVALID);
	assert_int_equal(create(house, "A", NULL, NULL, &id), INVALID);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM organisation"), 0);
}

static void a_municipality_is_an_organisation_once(void **state)
{
	struct house *house = *state;
	const struct organisation given = {.kind = ORGANISATION_MUNICIPALITY, .name = "Kolding Kommune",
		.municipality_code = "0621"};
	struct organisation one;
	int64_t id;

	assert_int_equal(organisation_find_municipality(house->db, house->mem, "0621", &one), NOT_FOUND);
	assert_int_equal(organisation_create(house->db, house->mem, &given, &id), OK);
	assert_int_equal(organisation_create(house->db, house->mem, &given, &id), CONFLICT);
	assert_int_equal(organisation_find_municipality(house->db, house->mem, "0621", &one), OK);
	assert_string_equal(one.slug, "kolding-kommune");
	assert_int_equal(one.kind, ORGANISATION_MUNICIPALITY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(our_cpv_set_has_the_45_divisions_and_at_least_300_codes_below, house_reset),
		cmocka_unit_test_setup(every_line_of_our_cpv_set_is_a_code_with_three_tidy_names_in_ascending_order, house_reset),
		cmocka_unit_test_setup(every_code_of_our_cpv_set_hangs_under_a_division, house_reset),
		cmocka_unit_test_setup(no_name_stands_for_two_codes_of_our_set, house_reset),
		cmocka_unit_test_setup(our_codes_are_official_ones_and_our_names_are_not_the_official_words, house_reset),
		cmocka_unit_test_setup(the_search_words_are_tidy_telling_and_of_our_own_codes_in_ascending_order, house_reset),
		cmocka_unit_test_setup(every_code_of_our_set_has_its_search_words, house_reset),
		cmocka_unit_test_setup(no_search_word_stands_at_more_than_three_codes, house_reset),
		cmocka_unit_test_setup(the_98_municipalities_of_five_regions_are_there_and_christiansoe_is_not, house_reset),
		cmocka_unit_test_setup(a_municipality_is_found_by_code_slug_and_name, house_reset),
		cmocka_unit_test_setup(a_gazetteer_of_an_empty_database_asks_again_and_gathers_nothing, house_reset),
		cmocka_unit_test_setup(neighbours_are_mutual, house_reset),
		cmocka_unit_test_setup(reference_data_written_twice_are_the_same, house_reset),
		cmocka_unit_test_setup(a_damaged_reference_file_is_told_and_nothing_is_written, house_reset),
		cmocka_unit_test_setup(organisations_of_the_same_name_get_different_slugs, house_reset),
		cmocka_unit_test_setup(a_cvr_number_is_checked_and_belongs_to_one_organisation, house_reset),
		cmocka_unit_test_setup(an_organisation_needs_a_name_and_a_municipality, house_reset),
		cmocka_unit_test_setup(a_municipality_is_an_organisation_once, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
