/* SPDX-License-Identifier: MPL-2.0 */
/* The files that torv rank reads: what is taken, and what is refused with its line; and the program's words. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "export/rank_file.h"
#include "lib/text.h"
#include "tests/support.h"

static struct collection_place places[] = {{"0621", "Kolding", "1083", "Syddanmark"}, {"0751", "Aarhus", "1082", "Midtjylland"},
	{"0169", "Høje-Taastrup", "1084", "Hovedstaden"}, {"0173", "Lyngby-Taarbæk", "1084", "Hovedstaden"}};

struct read {
	struct arena *mem;
	struct file_faults faults;
	struct rank_demands demands;
	struct collection collection;
	const char *const *ids;
	enum err err;
};

static struct read demands_of(const char *bytes)
{
	struct read read = {.mem = arena_open()};

	read.faults.mem = read.mem;
	read.collection = (struct collection){.places = places, .place_count = sizeof places / sizeof *places};
	read.err = rank_demands_parse(read.mem, "demands.tsv", bytes, strlen(bytes), &read.collection,
		DANISH, &read.faults, &read.demands);
	return read;
}

static struct read offers_of(const char *bytes)
{
	struct read read = {.mem = arena_open()};

	read.faults.mem = read.mem;
	read.collection = (struct collection){.places = places, .place_count = sizeof places / sizeof *places};
	read.err = rank_offers_parse(read.mem, "offers.tsv", bytes, strlen(bytes), DANISH, &read.faults,
		&read.collection, &read.ids);
	return read;
}

static void fields_at_the_end_of_a_line_may_be_missing(void **state)
{
	struct read read = demands_of("id\ttitle\ttext\tcpv\tmunicipality\tlanguage\r\nd1\tKantine\r\n\r\n"
				      "d2\tGreens\tSalad\t55520000-1 | 55510000\tKolding\ten\n");

	(void)state;
	assert_int_equal(read.err, OK);
	assert_int_equal(read.demands.count, 2);
	assert_string_equal(read.demands.at[0].demand.title, "Kantine");
	assert_int_equal(read.demands.at[0].demand.cpv_count, 0);
	assert_null(read.demands.at[0].demand.municipality_code);
	assert_int_equal(read.demands.at[0].demand.language, DANISH);
	assert_int_equal(read.demands.at[1].demand.cpv_count, 2);
	assert_string_equal(read.demands.at[1].demand.cpv[0], "55520000");
	assert_string_equal(read.demands.at[1].demand.municipality_code, "0621");
	assert_int_equal(read.demands.at[1].demand.language, ENGLISH);
	arena_close(&read.mem);
}

static void a_municipality_may_be_its_code_or_named_as_people_name_it(void **state)
{
	static const char *const names[][2] = {{"0621", "0621"}, {"621", "0621"}, {"kolding", "0621"},
		{"Kolding Kommune", "0621"}, {"Koldings kommune", "0621"}, {"Århus", "0751"}, {"aarhus kommune", "0751"},
		{"Høje Taastrup", "0169"}, {"Hoeje-Tåstrup", "0169"}, {"LYNGBY TÅRBÆK KOMMUNE", "0173"},
		{"Lyngby - Taarbæk", "0173"}};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char bytes[200];
		snprintf(bytes, sizeof bytes, "id\ttitle\tmunicipality\nd1\tBrød\t%s\n", names[i][0]);
		struct read read = demands_of(bytes);
		assert_int_equal(read.err, OK);
		assert_string_equal(read.demands.at[0].demand.municipality_code, names[i][1]);
		arena_close(&read.mem);
	}
}

static void lines_with_one_id_are_one_enterprise(void **state)
{
	struct read read = offers_of("id\ttitle\tcpv\nb\tBrød\t15811000|15812000\na\tVask\t\nb\tKaffe\t\n");

	(void)state;
	assert_int_equal(read.err, OK);
	assert_int_equal(read.collection.enterprise_count, 2);
	assert_int_equal(read.collection.offering_count, 3);
	assert_string_equal(read.ids[0], "a");
	assert_string_equal(read.ids[1], "b");
	assert_string_equal(read.collection.offerings[1].cpv_codes, "15811000 15812000");
	assert_int_equal(read.collection.offerings[2].enterprise_id, 2);
	arena_close(&read.mem);
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
	struct read read = demands_of("id\ttitle\ttext\nd1\tBrød\t\n\tVask\t\n");

	(void)state;
	assert_int_equal(read.err, INVALID);
	assert_int_equal(read.faults.count, 1);
	assert_int_equal(read.faults.at[0].line, 3);
	arena_close(&read.mem);
	read = offers_of("title\ttext\nBrød\t\n");
	assert_int_equal(read.err, INVALID);
	assert_true(read.faults.count > 0);
	arena_close(&read.mem);
}

static void a_row_is_ranked_without_what_cannot_be_read(void **state)
{
	struct read read = demands_of("id\ttitle\tcpv\tmunicipality\tlanguage\n"
				      "d1\tBrød\tmel|5552|00100000\tKolding\t\nd2\tVask\t\tAtlantis\tfr\n");

	(void)state;
	assert_int_equal(read.err, OK);
	assert_int_equal(read.demands.count, 2);
	assert_int_equal(read.demands.at[0].demand.cpv_count, 1);
	assert_string_equal(read.demands.at[0].demand.cpv[0], "55520000");
	assert_null(read.demands.at[1].demand.municipality_code);
	assert_int_equal(read.demands.at[1].demand.language, DANISH);
	assert_int_equal(read.faults.count, 4);
	assert_int_equal(read.faults.at[0].line, 2);
	assert_string_equal(read.faults.at[0].text, "passed over, not a CPV code: \"mel\"");
	assert_int_equal(read.faults.at[3].line, 3);
	arena_close(&read.mem);
}

static void fields_in_quotes_are_what_a_spreadsheet_meant(void **state)
{
	struct read read = demands_of("ID\tTitle\ttext\n\"d1\"\t\"Kantine \"\"Solen\"\"\"\t\"Mad\" og \"drikke\"\nd2\t\"\"\t\"x\n");

	(void)state;
	assert_int_equal(read.err, OK);
	assert_int_equal(read.demands.count, 2);
	assert_string_equal(read.demands.at[0].id, "d1");
	assert_string_equal(read.demands.at[0].demand.title, "Kantine \"Solen\"");
	assert_string_equal(read.demands.at[0].demand.text, "\"Mad\" og \"drikke\"");
	assert_string_equal(read.demands.at[1].demand.title, "");
	assert_string_equal(read.demands.at[1].demand.text, "\"x");
	arena_close(&read.mem);
}

static void names_of_columns_in_quotes_are_known(void **state)
{
	struct read read = demands_of("\"ID\"\t\"title\"\t\"text\"\t\"CPV\"\n\"d1\"\t\"Mad\"\t\"\"\t\"55520000\"\n");

	(void)state;
	assert_int_equal(read.err, OK);
	assert_int_equal(read.demands.count, 1);
	assert_string_equal(read.demands.at[0].id, "d1");
	assert_int_equal(read.demands.at[0].demand.cpv_count, 1);
	arena_close(&read.mem);
}

static void a_row_without_any_text_is_left_out_and_said(void **state)
{
	struct read read = demands_of("id\ttitle\ttext\nd1\tBrød\ten tekst\nder var delt\"\nd2\tVask\t\n");

	(void)state;
	assert_int_equal(read.err, OK);
	assert_int_equal(read.demands.count, 2);
	assert_string_equal(read.demands.at[1].id, "d2");
	assert_int_equal(read.faults.count, 1);
	assert_int_equal(read.faults.at[0].line, 3);
	assert_string_equal(read.faults.at[0].text, "passed over, neither title nor text: \"der var delt\"\"");
	arena_close(&read.mem);
}

static struct read demands_of_bytes(const char *bytes, size_t size)
{
	struct read read = {.mem = arena_open()};

	read.faults.mem = read.mem;
	read.collection = (struct collection){.places = places, .place_count = sizeof places / sizeof *places};
	read.err = rank_demands_parse(read.mem, "demands.csv", bytes, size, &read.collection, DANISH, &read.faults, &read.demands);
	return read;
}

static void a_table_as_excel_saves_it_is_read(void **state)
{
#define SAVED(text, faults) {(text), sizeof(text) - 1, (faults)}
#define UTF_16 "\xff\xfei\0d\0\t\0t\0i\0t\0l\0e\0\r\0\n\0d\0001\0\t\0B\0r\0\xf8\0d\0\r\0\n\0"
	static const struct {
		const char *bytes;
		size_t size, faults;
	} files[] = {
		SAVED(UTF_16, 0),
		SAVED("id;title\r\nd1;Br\xf8" "d\r\n", 1), /* Windows-1252, which is said */
		SAVED("id;title\r\nd1;Br\xc3\xb8" "d\r\n", 0),
		SAVED("\xef\xbb\xbf\"id\",\"title\"\n\"d1\",\"Br\xc3\xb8" "d\"", 0),
		SAVED(" id \t\" title \"\nd1\tBr\xc3\xb8" "d\n", 0),
		SAVED("id;title;text\nd1;Br\xc3\xb8" "d;Gr\xc3\xb8" "d \xff\n", 1), /* one wrong byte */
		SAVED("id;title;text\nd1;Br\xc3\xb8" "d;a\0b\n", 0),
		SAVED("id;title\rd1;Br\xbf" "d\r", 1), /* a Mac's, which is said */
		SAVED("id;title\rd1;Br\xf8" "d\r", 1), /* with a Mac's line ends only */
		SAVED("id\ttitle\rd1\tBr\xc3\xb8" "d", 0),
		SAVED("id,title\r\rd1,\"Br\xc3\xb8" "d\"\r\r", 0),
		SAVED("id;title\r\r\nd1;Br\xc3\xb8" "d\r\r\n", 0),
		SAVED("i\0d\0\t\0t\0i\0t\0l\0e\0\n\0d\0001\0\t\0B\0r\0\xf8\0d\0\n\0", 0), /* without its mark */
		SAVED("\0i\0d\0;\0t\0i\0t\0l\0e\0\n\0d\0001\0;\0B\0r\0\xf8\0d", 0),
		SAVED("\xff\xfei\0d\0\t\0t\0i\0t\0l\0e\0\r\0d\0001\0\t\0B\0r\0\xf8\0d\0\r\0", 0),
	};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct read read = demands_of_bytes(files[i].bytes, files[i].size);
		assert_int_equal(read.err, OK);
		assert_int_equal(read.faults.count, files[i].faults);
		assert_int_equal(read.demands.count, 1);
		assert_string_equal(read.demands.at[0].id, "d1");
		assert_string_equal(read.demands.at[0].demand.title, "Brød");
		arena_close(&read.mem);
	}
}

static void a_text_in_quotes_goes_over_lines_and_what_follows_keeps_its_line(void **state)
{
	struct read read = demands_of("id;title;text\nd1;\"Kantine; \"\"Solen\"\"\";\"Mad\nog\tdrikke\"\nd2;Vask;\n;uden nummer;x\n");

	(void)state;
	assert_int_equal(read.err, INVALID);
	assert_string_equal(read.demands.at[0].demand.title, "Kantine; \"Solen\"");
	assert_string_equal(read.demands.at[0].demand.text, "Mad og drikke");
	assert_string_equal(read.demands.at[1].id, "d2");
	assert_int_equal(read.faults.count, 1);
	assert_int_equal(read.faults.at[0].line, 5);
	arena_close(&read.mem);
}

static void a_workbook_is_told_to_be_one(void **state)
{
	static const char *const files[] = {"PK\3\4\024xl/workbook.xml", "\xd0\xcf\x11\xe0\xa1\xb1"};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct read read = demands_of(files[i]);
		assert_int_equal(read.err, INVALID);
		assert_int_equal(read.faults.count, 1);
		assert_string_equal(read.faults.at[0].text, "a workbook, not a text: save it as Unicode text or as CSV");
		arena_close(&read.mem);
	}
}

static void a_table_without_a_row_is_said(void **state)
{
	struct read read = demands_of("id;title\n");

	(void)state;
	assert_int_equal(read.err, OK);
	assert_int_equal(read.demands.count, 0);
	assert_string_equal(read.faults.at[0].text, "passed over, there is nothing below the header");
	arena_close(&read.mem);
}

static void a_line_that_ends_with_cr_has_its_number(void **state)
{
	struct read read = demands_of("id;title;text\rd1;\"Kantine; \"\"Solen\"\"\";\"Mad\rog drikke\"\rd2;Vask;\r;uden nummer;x\r");

	(void)state;
	assert_int_equal(read.err, INVALID);
	assert_string_equal(read.demands.at[0].demand.title, "Kantine; \"Solen\"");
	assert_string_equal(read.demands.at[0].demand.text, "Mad og drikke");
	assert_string_equal(read.demands.at[1].id, "d2");
	assert_int_equal(read.faults.count, 1);
	assert_int_equal(read.faults.at[0].line, 5);
	arena_close(&read.mem);
}

static void a_cell_with_a_line_break_in_a_table_with_tabs_is_one_text(void **state)
{
	struct read read = demands_of("id\ttitle\ttext\nd1\tMad\t\"Frokost\r\nog \"\"drikke\"\"\"\r\nd2\tVask\t\n\tuden nummer\tx\n");

	(void)state;
	assert_int_equal(read.demands.count, 3);
	assert_string_equal(read.demands.at[0].demand.text, "Frokost  og \"drikke\"");
	assert_string_equal(read.demands.at[1].id, "d2");
	assert_int_equal(read.faults.count, 1);
	assert_int_equal(read.faults.at[0].line, 5);
	arena_close(&read.mem);
}

static void a_quote_that_is_not_closed_is_a_character_and_swallows_no_row(void **state)
{
	static const char *const files[] = {
		"id;title;text\nd1;\"Solen;Mad\nd2;Vask;\"Ren\" og \"pæn\"\nd3;Brød;12\"\n",
		"id\ttitle\ttext\nd1\t\"Solen\tMad\nd2\tVask\t\"Ren\" og \"pæn\"\nd3\tBrød\t12\"\n",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct read read = demands_of(files[i]);
		assert_int_equal(read.err, OK);
		assert_int_equal(read.demands.count, 3);
		assert_string_equal(read.demands.at[0].demand.title, "\"Solen");
		assert_string_equal(read.demands.at[1].demand.text, "\"Ren\" og \"pæn\"");
		assert_string_equal(read.demands.at[2].demand.text, "12\"");
		arena_close(&read.mem);
	}
}

static void a_demands_id_that_stands_twice_is_told_with_both_lines(void **state)
{
	struct read read = demands_of("id\ttitle\nd1\tBrød\nd2\tVask\nd1\tKaffe\n");

	(void)state;
	assert_int_equal(read.err, INVALID);
	assert_int_equal(read.faults.count, 1);
	assert_string_equal(read.faults.at[0].file, "demands.tsv");
	assert_int_equal(read.faults.at[0].line, 4);
	assert_string_equal(read.faults.at[0].text, "the id \"d1\" stands on line 2 already: each demand has its own");
	arena_close(&read.mem);
}

static void a_row_without_an_id_is_told_once(void **state)
{
	struct read read = demands_of("id\ttitle\n\tBrød\n \tVask\n\tKaffe\n");

	(void)state;
	assert_int_equal(read.err, INVALID);
	assert_int_equal(read.faults.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_non_null(strstr(read.faults.at[i].text, "no id"));
	arena_close(&read.mem);
}

static void codes_are_read_as_notices_write_them(void **state)
{
	static const char *const lists[] = {"55520000-1|77310000-6", " 55520000 | 77310000 ", "5552|7731",
		"55520000,77310000", "55520000-1; 77310000-6;", "55520000 7731000"};

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		char bytes[200];
		snprintf(bytes, sizeof bytes, "id\ttitle\tcpv\no1\tBrød\t%s\n", lists[i]);
		struct read read = offers_of(bytes);
		assert_int_equal(read.err, OK);
		assert_int_equal(read.faults.count, 0);
		assert_string_equal(read.collection.offerings[0].cpv_codes, "55520000 77310000");
		arena_close(&read.mem);
	}
}

static void html_in_a_text_is_not_read_as_words(void **state)
{
	struct read read = offers_of("id\ttitle\ttext\no1\tTr&aelig;arbejde\t<p>Borde<br>og <b>stole</b></p>\n"
				     "o2\tUnder 5 & over 3\t3 < 5, R&D\n");

	(void)state;
	assert_int_equal(read.err, OK);
	assert_string_equal(read.collection.offerings[0].title, "Træarbejde");
	assert_string_equal(read.collection.offerings[0].text, "Borde\nog stole");
	assert_string_equal(read.collection.offerings[1].title, "Under 5 & over 3");
	assert_string_equal(read.collection.offerings[1].text, "3 < 5, R&D");
	arena_close(&read.mem);
}

static void more_fields_than_the_header_has_are_told_as_that(void **state)
{
	struct read read = demands_of("id\ttitle\ttext\nd1\tBrød\tRugbrød\nd2\tBrød\tx\t55520000\tKolding\n");

	(void)state;
	assert_int_equal(read.err, INVALID);
	assert_int_equal(read.faults.count, 1);
	assert_int_equal(read.faults.at[0].line, 3);
	assert_string_equal(read.faults.at[0].text, "5 fields where the header has 3");
	arena_close(&read.mem);
}

static void a_language_may_be_told_in_two_letters_or_three(void **state)
{
	static const char *const names[] = {"EN", "en", "eng", "ENG", "en-GB", "en_IE"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char bytes[200];
		snprintf(bytes, sizeof bytes, "id\ttitle\tlanguage\nd1\tGreens\t%s\n", names[i]);
		struct read read = demands_of(bytes);
		assert_int_equal(read.err, OK);
		assert_int_equal(read.faults.count, 0);
		assert_int_equal(read.demands.at[0].demand.language, ENGLISH);
		arena_close(&read.mem);
	}
}

/* ---- the program ---- */

static void written(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

/* What `torv rank` prints of these offers and demands, with that folder of data. */
static void ranked_of(const char *data, const char *option, const char *demands, const char *offers, char *out,
	size_t size)
{
	char folder[] = "/tmp/torv-rank-XXXXXX", paths[2][64], command[2048];

	assert_non_null(mkdtemp(folder));
	snprintf(paths[0], sizeof paths[0], "%s/demands", folder);
	snprintf(paths[1], sizeof paths[1], "%s/offers", folder);
	written(paths[0], demands);
	written(paths[1], offers);
	snprintf(command, sizeof command, "TORV_DATADIR='%s' '%s/export/torv' rank '%s' '%s' %s 2>&1", data,
		getenv("TORV_BUILD"), paths[0], paths[1], option);
	FILE *program = popen(command, "r");
	assert_non_null(program);
	out[fread(out, 1, size - 1, program)] = '\0';
	assert_int_equal(pclose(program), 0);
	unlink(paths[0]);
	unlink(paths[1]);
	rmdir(folder);
}

/* Of one offer in Kolding. */
static void ranked(const char *data, const char *option, const char *demands, char *out, size_t size)
{
	ranked_of(data, option, demands, "id\ttitle\tcpv\tmunicipality\nb\tKantinedrift\t55510000\tKolding\n", out, size);
}

#define DEMANDS                                                                     \
	"id\ttitle\tcpv\tmunicipality\tlanguage\nd1\tKantine\t55510000\tKolding\n" \
	"d2\tCanteen\t55510000\tKolding\ten\nd3\tKantine\t55510000\tKolding\tnl\n"

/* Whether the line that begins with `match` has the words. */
static bool says(const char *said, const char *match, const char *words)
{
	const char *line = strstr(said, match);

	assert_non_null(line);
	const char *at = strstr(line, words);
	return at != NULL && at < line + strcspn(line, "\n");
}

static void reasons_stand_in_the_language_of_the_demand(void **state)
{
	char said[4096];

	(void)state;
	ranked(getenv("TORV_DATADIR"), "", DEMANDS, said, sizeof said);
	assert_true(says(said, "d1\tb\t", "Har hjemsted i Kolding"));
	assert_true(says(said, "d2\tb\t", "Has its seat in Kolding"));
	assert_true(says(said, "d3\tb\t", "Is gevestigd in Kolding"));
	ranked(getenv("TORV_DATADIR"), "--language nl", DEMANDS, said, sizeof said);
	assert_true(says(said, "d1\tb\t", "Is gevestigd in Kolding"));
	assert_true(says(said, "d2\tb\t", "Has its seat in Kolding"));
}

#define OFFERS                                                                       \
	"id\ttitle\ttext\ncleaner\tRengøring\tVi gør rent på kontorer og vasker gulve\n" \
	"cook\tFrokost\tKantine og mad ud af huset\nboth\tKantine\tKantinedrift, og vi gør rent i køkkenet\n"

/* The score of a line as it is printed; fails unless it has four fields and one decimal. */
static double score_printed(const char *line)
{
	char demand[16], offer[16], score[16], *end;

	assert_int_equal(sscanf(line, "%15[^\t\n]\t%15[^\t\n]\t%15[^\t\n]\t%*1[^\t\n]", demand, offer, score), 3);
	double value = strtod(score, &end);
	assert_int_equal(*end, '\0');
	assert_true(end - score >= 3 && end[-2] == '.');
	return value;
}

static void matches_are_printed_best_first_and_none_below_the_least_that_is_wanted(void **state)
{
	char said[4096], least[32];
	double scores[8];
	size_t count = 0;

	(void)state;
	ranked_of(getenv("TORV_DATADIR"), "", "id\ttitle\nd1\tDrift af kantine\n", OFFERS, said, sizeof said);
	for (const char *line = said; *line != '\0'; line = strchr(line, '\n') + 1, count++) {
		scores[count] = score_printed(line);
		assert_true(count == 0 || scores[count] <= scores[count - 1]);
	}
	assert_in_range(count, 2, 3);
	assert_true(scores[1] < scores[0]);
	snprintf(least, sizeof least, "--min %.1f", scores[0] - 0.1);
	ranked_of(getenv("TORV_DATADIR"), least, "id\ttitle\nd1\tDrift af kantine\n", OFFERS, said, sizeof said);
	assert_true(fabs(score_printed(said) - scores[0]) < 0.01);
	assert_string_equal(strchr(said, '\n'), "\n");
}

/* A word that nobody has but the list. */
static void a_list_of_codes_that_is_given_is_the_thesaurus(void **state)
{
	static const char demand[] = "id\ttitle\nd1\tZappelqvist\n";
	char path[] = "/tmp/torv-codes-XXXXXX", option[64], said[4096];
	int file = mkstemp(path);

	(void)state;
	assert_true(file >= 0);
	close(file);
	written(path, "code\tname_da\tname_en\tname_nl\n55000000\tMad\tFood\tEten\n55510000\tZappelqvist\tCanteen\tKantine\n");
	snprintf(option, sizeof option, "--cpv '%s'", path);
	ranked(getenv("TORV_DATADIR"), "", demand, said, sizeof said);
	assert_string_equal(said, "");
	ranked(getenv("TORV_DATADIR"), option, demand, said, sizeof said);
	unlink(path);
	assert_true(says(said, "d1\tb\t", "Zappelqvist"));
}

/* More than are matched at once, on all cores. */
static void demands_are_printed_in_the_order_of_the_file(void **state)
{
	OWNED(buffer_close) struct buffer demands = {0};
	size_t size = 1 << 18;
	char *said = calloc(1, size), *line = said;

	(void)state;
	buffer_text(&demands, "id\ttitle\tcpv\tmunicipality\n");
	for (int i = 0; i < 600; i++)
		buffer_printf(&demands, "d%d\tKantine\t55510000\tKolding\n", i);
	assert_non_null(said);
	ranked(getenv("TORV_DATADIR"), "", demands.bytes, said, size);
	for (int i = 0; i < 600; i++) {
		char begins[16];
		snprintf(begins, sizeof begins, "d%d\tb\t", i);
		assert_memory_equal(line, begins, strlen(begins));
		line = strchr(line, '\n') + 1;
	}
	assert_string_equal(line, "");
	free(said);
}

static void without_catalogues_all_reasons_are_english(void **state)
{
	char said[4096];

	(void)state;
	ranked(getenv("TORV_SOURCE"), "", DEMANDS, said, sizeof said);
	assert_true(says(said, "d1\tb\t", "(CPV 5551): Canteen"));
	assert_false(says(said, "d1\tb\t", "Delivers")); /* the file says nothing of it */
	assert_true(says(said, "d1\tb\t", "Has its seat in Kolding"));
	assert_true(says(said, "d3\tb\t", "Has its seat in Kolding"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_at_the_end_of_a_line_may_be_missing),
		cmocka_unit_test(a_municipality_may_be_its_code_or_named_as_people_name_it),
		cmocka_unit_test(lines_with_one_id_are_one_enterprise),
		cmocka_unit_test(what_is_wrong_is_told_with_its_line),
		cmocka_unit_test(a_row_is_ranked_without_what_cannot_be_read),
		cmocka_unit_test(fields_in_quotes_are_what_a_spreadsheet_meant),
		cmocka_unit_test(names_of_columns_in_quotes_are_known),
		cmocka_unit_test(a_row_without_any_text_is_left_out_and_said),
		cmocka_unit_test(a_table_as_excel_saves_it_is_read),
		cmocka_unit_test(a_text_in_quotes_goes_over_lines_and_what_follows_keeps_its_line),
		cmocka_unit_test(a_workbook_is_told_to_be_one),
		cmocka_unit_test(a_table_without_a_row_is_said),
		cmocka_unit_test(a_line_that_ends_with_cr_has_its_number),
		cmocka_unit_test(a_cell_with_a_line_break_in_a_table_with_tabs_is_one_text),
		cmocka_unit_test(a_quote_that_is_not_closed_is_a_character_and_swallows_no_row),
		cmocka_unit_test(a_demands_id_that_stands_twice_is_told_with_both_lines),
		cmocka_unit_test(a_row_without_an_id_is_told_once),
		cmocka_unit_test(codes_are_read_as_notices_write_them),
		cmocka_unit_test(html_in_a_text_is_not_read_as_words),
		cmocka_unit_test(more_fields_than_the_header_has_are_told_as_that),
		cmocka_unit_test(a_language_may_be_told_in_two_letters_or_three),
		cmocka_unit_test(reasons_stand_in_the_language_of_the_demand),
		cmocka_unit_test(matches_are_printed_best_first_and_none_below_the_least_that_is_wanted),
		cmocka_unit_test(a_list_of_codes_that_is_given_is_the_thesaurus),
		cmocka_unit_test(demands_are_printed_in_the_order_of_the_file),
		cmocka_unit_test(without_catalogues_all_reasons_are_english),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
