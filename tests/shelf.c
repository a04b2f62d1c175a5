/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/text.h"
#include "tests/soev_2015.h"

const char *const shelf_names[FILES] = {"soev", "soev-danish", "soev-empty", "suppliers", "nobody", "plan",
	"plan-empty"};

/* ---- the world: Tabel 1's enterprises, and a line with five suppliers ---- */

static const struct supplier {
	const char *name, *offering, *contact; /* as they were typed */
	double score;
	const char *rest; /* SET of an UPDATE: m is the match, e the enterprise */
} suppliers[] = {
	{"Kantinen Æblet & Søn", "Frokost til møder", "Åse Ørum", 87.5,
		"m.status = 'interested', m.answered_at = '2027-02-01 12:00:00', m.answer_words = 'Ja tak.\nVi glæder os.',"
		" e.employees = 8, e.employees_target_group = 3, e.rsv_registered_on = '2020-05-04',"
		" e.contact_phone = '+45 75 00 00 00'"},
	{"=HYPERLINK(\"http://x.example\",\"klik\")", "+1+1", "-2+3", 60,
		"m.status = 'declined', m.decline_reason = 'too_far', m.answer_words = '@SUM(1;2)',"
		" e.contact_email = '=1+1'"},
	{"Tab\there <b>&amp;</b>", "Vask \"fint\"", "O''Hara", 45.2, "m.status = 'seen', e.employees = NULL"},
	{"Den lange", "Alt", "Ib", 40, "m.answer_words = REPEAT('ordene ', 6000)"},
	{"Den rejste", "Cykler", "Ida", 30, "m.status = 'declined', m.answered_at = '2027-02-03 12:00:00',"
		" m.decline_reason = 'other', m.answer_words = 'Vi lukker.', e.status = 'withdrawn', e.employees = 8,"
		" e.employees_target_group = 3, e.rsv_registered_on = '2020-05-04', e.contact_phone = '+45 75 00 00 00'"},
};

#define SUPPLIERS_COUNT (sizeof suppliers / sizeof suppliers[0])

static const char *quoted(struct house *house, const char *text)
{
	struct buffer out = {0};

	for (; *text != '\0'; text++)
		buffer_printf(&out, *text == '\'' ? "''" : "%c", *text);
	const char *copy = arena_text(house->mem, out.bytes);
	buffer_close(&out);
	return copy;
}

static void given_supplier(struct house *house, int64_t line, const struct supplier *given, size_t number)
{
	int64_t id = given_enterprise(house, arena_printf(house->mem, "Leverandør %zu", number), "0621");

	house_sql(house, "UPDATE organisation SET name = '%s' WHERE id = %lld", quoted(house, given->name), (long long)id);
	house_sql(house, "UPDATE enterprise SET contact_name = '%s' WHERE organisation_id = %lld", given->contact, (long long)id);
	given_offering(house, id, quoted(house, given->offering), NULL);
	given_match(house, line, id);
	house_sql(house, "UPDATE line_match SET score = %f, reasons = '%s' WHERE organisation_id = %lld",
		given->score, REASONS, (long long)id);
	house_sql(house, "UPDATE line_match m JOIN enterprise e ON e.organisation_id = m.organisation_id"
		" SET %s WHERE m.organisation_id = %lld", given->rest, (long long)id);
}

static int64_t given_purchase(struct house *house)
{
	int64_t municipality = given_municipality(house, "0621");
	int64_t buyer = given_member(house, municipality, "Indkøberen", "buyer");
	int64_t line = given_line(house, municipality, buyer, "Kantinedrift på rådhuset", "55510000", "published");

	house_sql(house, "UPDATE plan_line SET value_dkk = 1250000, reserved = TRUE,"
		" text = '-Frokost til 200.', dialogue_ends = '2027-04-30' WHERE id = %lld", (long long)line);
	for (size_t i = 0; i < SUPPLIERS_COUNT; i++)
		given_supplier(house, line, &suppliers[i], i);
	return line;
}

static void make_files(struct shelf *shelf)
{
	struct house *house = shelf->house;
	struct soev_2015 rows[SOEV_2015_ROWS];
	int64_t unused;

	soev_2015_read(house, rows);
	soev_2015_load(house, rows);
	shelf->line = given_purchase(house);
	house_sql(house, "INSERT INTO plan_line (plan_id, status, title, text, procedure_kind, contact_name,"
		" contact_email, created_by, created_at, changed_at) SELECT plan_id, 'draft', 'Ingen', '', 'direct', '',"
		" '', created_by, created_at, changed_at FROM plan_line WHERE id = %lld", (long long)shelf->line);
	unused = house_count(house, "SELECT MAX(id) FROM plan_line");
	assert_int_equal(download_soev(house->db, house->mem, NULL, ENGLISH, AS_OF, &shelf->files[SOEV]), OK);
	assert_int_equal(download_soev(house->db, house->mem, shelf->catalogues, DANISH, AS_OF,
		&shelf->files[SOEV_DANISH]), OK);
	assert_int_equal(download_soev(house->db, house->mem, NULL, ENGLISH, day_from(1999, 1, 1),
		&shelf->files[SOEV_EMPTY]), OK);
	assert_int_equal(download_suppliers(house->db, house->mem, NULL, ENGLISH, shelf->line,
		&shelf->files[SUPPLIERS]), OK);
	assert_int_equal(download_suppliers(house->db, house->mem, NULL, ENGLISH, unused, &shelf->files[NOBODY]), OK);
	house_sql(house, "INSERT INTO plan_line (plan_id, status, title, text, procedure_kind, contact_name,"
		" contact_email, contract_starts, created_by, created_at, changed_at) SELECT plan_id, 'dialogue', '=1+1', '',"
		" 'light', '', '', '2027-05-01', created_by, created_at, changed_at FROM plan_line WHERE id = %lld",
		(long long)shelf->line);
	assert_int_equal(download_plan(house->db, house->mem, NULL, ENGLISH, "kolding-kommune", 2027, &shelf->files[PLAN]), OK);
	assert_int_equal(download_plan(house->db, house->mem, NULL, ENGLISH, "kolding-kommune", 2001,
		&shelf->files[PLAN_EMPTY]), OK);
}

/* ---- reading back ---- */

void shelf_run(struct house *house, const char *command)
{
	if (system(command) != 0)
		fail_msg("this failed: %s; see %s", command, house->folder);
}

char *shelf_file(struct house *house, const char *path)
{
	FILE *file = fopen(path, "re");
	struct stat status;

	assert_non_null(file);
	assert_int_equal(fstat(fileno(file), &status), 0);
	char *text = arena_alloc(house->mem, (size_t)status.st_size + 1);
	assert_int_equal(fread(text, 1, (size_t)status.st_size, file), status.st_size);
	fclose(file);
	return text;
}

static void write_files(struct shelf *shelf)
{
	struct house *house = shelf->house;

	for (size_t i = 0; i < FILES; i++) {
		FILE *file = fopen(arena_printf(house->mem, "%s/%s.xlsx", house->folder, shelf_names[i]), "we");
		assert_non_null(file);
		assert_int_equal(fwrite(shelf->files[i].bytes, 1, shelf->files[i].size, file), shelf->files[i].size);
		assert_int_equal(fclose(file), 0);
	}
}

/* One start of LibreOffice for all files, with a profile of its own. */
static void open_in_libreoffice(struct house *house)
{
	const char *folder = house->folder;

	shelf_run(house, arena_printf(house->mem, "cd %s && timeout --kill-after=10 240 soffice"
		" -env:UserInstallation=file://%s/profile --headless --norestore --convert-to ods *.xlsx"
		" >libreoffice.log 2>&1 </dev/null", folder, folder));
}

static void read_files(struct shelf *shelf)
{
	struct house *house = shelf->house;
	static const char *const endings[] = {[AS_WRITTEN] = "xlsx", [AS_OPENED] = "ods"};

	for (size_t i = 0; i < FILES; i++)
		for (size_t reader = AS_WRITTEN; reader <= AS_OPENED; reader++) {
			const char *path = arena_printf(house->mem, "%s/%s.%s", house->folder, shelf_names[i], endings[reader]);
			shelf_run(house, arena_printf(house->mem, "python3 '%s/tests/spreadsheet_cells.py' %s >%s.cells",
				getenv("TORV_SOURCE"), path, path));
			shelf->read[i][reader] = shelf_file(house, arena_printf(house->mem, "%s.cells", path));
		}
}

int shelf_open(void **state)
{
	static struct shelf shelf;

	if (house_open(state) != 0)
		return -1;
	shelf = (struct shelf){.house = *state};
	*state = &shelf;
	/* where the workbooks are written to must be empty afterwards */
	const char *scratch = arena_printf(shelf.house->mem, "%s/tmp", shelf.house->folder);
	assert_int_equal(mkdir(scratch, 0700), 0);
	setenv("TMPDIR", scratch, 1);
	assert_int_equal(catalogues_open(arena_printf(shelf.house->mem, "%s/locale", getenv("TORV_DATADIR")),
		&shelf.catalogues), OK);
	make_files(&shelf);
	write_files(&shelf);
	open_in_libreoffice(shelf.house);
	read_files(&shelf);
	return 0;
}

int shelf_close(void **state)
{
	struct shelf *shelf = *state;

	if (shelf == NULL)
		return -1;
	catalogues_close(&shelf->catalogues);
	*state = shelf->house;
	return house_close(state);
}

const char *shelf_line(struct shelf *shelf, enum file file, enum reader reader, const char *kind,
	const char *a, const char *b)
{
	struct arena *mem = shelf->house->mem;
	const char *start = arena_printf(mem, "\n%s\t%s\t%s\t", kind, a, b);
	const char *text = arena_printf(mem, "\n%s", shelf->read[file][reader]);
	const char *found = strstr(text, start);

	if (found == NULL)
		return "";
	found += strlen(start);
	return arena_text_n(mem, found, strcspn(found, "\n"));
}
