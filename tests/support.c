/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/support.h"

#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/migrate.h"
#include "lib/text.h"

static const char *const reference =
	"INSERT IGNORE INTO region VALUES ('1083','Syddanmark'),('1084','Hovedstaden'),('1082','Midtjylland');"
	"INSERT IGNORE INTO municipality VALUES"
	" ('0621','Kolding','kolding','1083','DK032',55.43,9.43),"
	" ('0630','Vejle','vejle','1083','DK032',55.73,9.36),"
	" ('0607','Fredericia','fredericia','1083','DK032',55.57,9.73),"
	" ('0101','København','koebenhavn','1084','DK011',55.68,12.55),"
	" ('0740','Silkeborg','silkeborg','1082','DK041',56.18,9.52);"
	"INSERT IGNORE INTO municipality_neighbour VALUES"
	" ('0621','0630','land'),('0630','0621','land'),('0621','0607','land'),('0607','0621','land'),"
	" ('0630','0607','land'),('0607','0630','land');"
	"INSERT IGNORE INTO cpv VALUES"
	" ('55000000',NULL,'Hotel og restauration','Hotels and restaurants','Horeca','torv'),"
	" ('55500000','55000000','Kantine og catering','Canteen and catering','Kantine en catering','torv'),"
	" ('55510000','55500000','Kantinedrift','Canteen services','Kantinebeheer','torv'),"
	" ('55520000','55500000','Catering','Catering','Catering','torv'),"
	" ('77000000',NULL,'Landbrug og havebrug','Farming and gardening','Land- en tuinbouw','torv'),"
	" ('77300000','77000000','Havearbejde','Gardening','Tuinonderhoud','torv'),"
	" ('90000000',NULL,'Kloak, affald og rengøring','Sewage, waste and cleaning','Riool, afval en reiniging','torv'),"
	" ('90900000','90000000','Rengøring','Cleaning','Schoonmaak','torv');";

/* ---- opening ---- */

static void print_line(const char *line)
{
	fprintf(stderr, "%s\n", line);
}

static void write_file(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void create_database(struct house *house, const char *socket, const char *user)
{
	MYSQL *connection = mysql_init(NULL);
	char sql[200];

	if (mysql_real_connect(connection, NULL, user, "", NULL, 0, socket, 0) == NULL)
		fail_msg("no database server: %s", mysql_error(connection));
	snprintf(sql, sizeof sql, "CREATE DATABASE %s CHARACTER SET utf8mb4 COLLATE utf8mb4_danish_ci", house->database);
	if (mysql_query(connection, sql) != 0)
		fail_msg("%s", mysql_error(connection));
	mysql_close(connection);
}

static void write_configuration(struct house *house, const char *socket, const char *user)
{
	char key_path[96], text[1500];
	unsigned char key[SECRET_KEY_SIZE];

	for (size_t i = 0; i < sizeof key; i++)
		key[i] = (unsigned char)rand();
	snprintf(key_path, sizeof key_path, "%s/key", house->folder);
	write_file(key_path, key, sizeof key);
	int length = snprintf(text, sizeof text,
		"site_url = \"http://torv.example\"\n"
		"site_owner = \"Kolding Kommune\"\n"
		"contact_email = \"torv@kolding.example\"\n"
		"secret_key_file = \"%s\"\n"
		"db_socket = \"%s\"\n"
		"db_user = \"%s\"\n"
		"db_name = \"%s\"\n"
		"mail_from = \"torv@torv.example\"\n"
		"reply_domain = \"svar.torv.example\"\n"
		"smtp_tls = never\n"
		"log_target = stderr\n"
		"log_level = warning\n",
		key_path, socket, user, house->database);
	write_file(house->configuration_path, text, (size_t)length);
}

static void fill(struct house *house)
{
	size_t applied;
	const char *source = getenv("TORV_SOURCE");

	assert_non_null(source);
	assert_int_equal(migrate_run(house->db, house->mem,
				 arena_printf(house->mem, "%s/sql/migrations", source), &applied),
		OK);
	assert_true(applied > 0);
	assert_int_equal(db_run_script(house->db, reference), OK);
}

int house_open(void **state)
{
	static struct house house;
	const char *socket = getenv("TORV_TEST_SOCKET"), *user = getenv("TORV_TEST_USER");

	if (socket == NULL) {
		fprintf(stderr, "TORV_TEST_SOCKET is not set: run this under tests/with-mariadb\n");
		return -1;
	}
	srand((unsigned)getpid());
	snprintf(house.folder, sizeof house.folder, "/tmp/torv-test-XXXXXX");
	if (mkdtemp(house.folder) == NULL)
		return -1;
	snprintf(house.configuration_path, sizeof house.configuration_path, "%s/torv.conf", house.folder);
	snprintf(house.database, sizeof house.database, "torv_test_%ld_%d", (long)getpid(), rand() % 10000);
	house.mem = arena_open();
	if (secret_start() != OK)
		return -1;
	create_database(&house, socket, user != NULL ? user : "root");
	write_configuration(&house, socket, user != NULL ? user : "root");
	setenv("TORV_CONF", house.configuration_path, 1);
	if (configuration_open(house.configuration_path, print_line, &house.configuration) != OK)
		return -1;
	clock_zone(house.configuration->time_zone);
	if (db_open(house.configuration, &house.db) != OK)
		return -1;
	fill(&house);
	*state = &house;
	return 0;
}

int house_reset(void **state)
{
	struct house *house = *state;
	struct buffer script = {0};

	buffer_text(&script, "SET foreign_key_checks = 0;");
	const char *tables = house_text(house,
		"SELECT GROUP_CONCAT(CONCAT('DELETE FROM `', table_name, '`;') SEPARATOR '')"
		" FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name NOT IN"
		" ('migration','migration_claim','region','municipality','municipality_neighbour','cpv','cpv_words','cpv_neighbour',"
		"'setting','index_revision')");
	buffer_text(&script, tables);
	buffer_text(&script, "SET foreign_key_checks = 1;");
	assert_int_equal(db_run_script(house->db, script.bytes), OK);
	buffer_close(&script);
	arena_close(&house->mem);
	house->mem = arena_open();
	return 0;
}

static void remove_folder(const char *folder)
{
	char command[200];

	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	if (system(command) != 0)
		fprintf(stderr, "%s stays behind\n", folder);
}

int house_close(void **state)
{
	struct house *house = *state;

	house_sql(house, "DROP DATABASE %s", house->database);
	db_close(&house->db);
	configuration_close(&house->configuration);
	arena_close(&house->mem);
	remove_folder(house->folder);
	return 0;
}

/* ---- SQL for what has no function ---- */

void house_sql(struct house *house, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const char *sql = arena_vprintf(house->mem, format, args);
	va_end(args);
	if (db_run_script(house->db, sql) != OK)
		fail_msg("this failed: %s", sql);
}

/* On a connection of its own, so that it sees what has been committed. */
static const char *ask(struct house *house, const char *sql)
{
	const struct configuration *c = house->configuration;
	MYSQL *connection = mysql_init(NULL);
	const char *text = "";

	mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	if (mysql_real_connect(connection, NULL, c->db_user, "", c->db_name, 0, c->db_socket, 0) == NULL ||
		mysql_query(connection, "SET SESSION time_zone = '+00:00', group_concat_max_len = 1000000") != 0 ||
		mysql_query(connection, sql) != 0)
		fail_msg("%s: %s", sql, mysql_error(connection));
	MYSQL_RES *result = mysql_store_result(connection);
	MYSQL_ROW row = result != NULL ? mysql_fetch_row(result) : NULL;
	if (row != NULL && row[0] != NULL)
		text = arena_text_n(house->mem, row[0], mysql_fetch_lengths(result)[0]);
	mysql_free_result(result);
	mysql_close(connection);
	return text;
}

int64_t house_count(struct house *house, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const char *sql = arena_vprintf(house->mem, format, args);
	va_end(args);
	return strtoll(ask(house, sql), NULL, 10);
}

const char *house_text(struct house *house, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const char *sql = arena_vprintf(house->mem, format, args);
	va_end(args);
	return ask(house, sql);
}

void house_wait_for_rival(const struct house *house, const _Atomic bool *done)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct house probe = *house;

	probe.mem = mem;
	while (!*done && house_count(&probe, "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
		" WHERE VARIABLE_NAME = 'Innodb_row_lock_current_waits'") == 0)
		continue;
	assert_false(*done);
}

/* ---- people and things ---- */

static int64_t newest(struct house *house, const char *table)
{
	return house_count(house, "SELECT MAX(id) FROM %s", table);
}

int64_t given_account(struct house *house, const char *name)
{
	house_sql(house,
		"INSERT INTO account (email, name, confirmed_at, created_at)"
		" VALUES ('%s@example.org', '%s', UTC_TIMESTAMP(), UTC_TIMESTAMP())",
		text_slug(house->mem, name), name);
	return newest(house, "account");
}

static int64_t given_organisation(struct house *house, const char *kind, const char *name, const char *code)
{
	house_sql(house,
		"INSERT INTO organisation (kind, name, slug, municipality_code, created_at)"
		" VALUES ('%s', '%s', '%s', '%s', UTC_TIMESTAMP())",
		kind, name, text_slug(house->mem, name), code);
	return newest(house, "organisation");
}

int64_t given_enterprise(struct house *house, const char *name, const char *municipality_code)
{
	int64_t id = given_organisation(house, "enterprise", name, municipality_code);

	house_sql(house,
		"INSERT INTO enterprise (organisation_id, status, pitch, description, established_year,"
		" employees, employees_target_group, contact_name, contact_email, approved_at, changed_at)"
		" VALUES (%lld, 'approved', '%s', '', 2015, 10, 5, '%s', '%s@example.org', UTC_TIMESTAMP(), UTC_TIMESTAMP())",
		(long long)id, name, name, text_slug(house->mem, name));
	return id;
}

int64_t given_member(struct house *house, int64_t organisation, const char *name, const char *role)
{
	int64_t account = given_account(house, name);

	house_sql(house,
		"INSERT INTO membership (account_id, organisation_id, role, created_at)"
		" VALUES (%lld, %lld, '%s', UTC_TIMESTAMP())",
		(long long)account, (long long)organisation, role);
	return account;
}

int64_t given_municipality(struct house *house, const char *municipality_code)
{
	const char *name = house_text(house, "SELECT name FROM municipality WHERE code = '%s'", municipality_code);

	return given_organisation(house, "municipality", arena_printf(house->mem, "%s Kommune", name),
		municipality_code);
}

int64_t given_offering(struct house *house, int64_t enterprise, const char *title, const char *cpv)
{
	house_sql(house,
		"INSERT INTO offering (organisation_id, kind, title, text, created_at, changed_at)"
		" VALUES (%lld, 'service', '%s', '', UTC_TIMESTAMP(), UTC_TIMESTAMP())",
		(long long)enterprise, title);
	int64_t id = newest(house, "offering");
	house_sql(house, "INSERT INTO offering_area VALUES (%lld, 'country', '')", (long long)id);
	if (cpv != NULL)
		house_sql(house, "INSERT INTO offering_cpv (offering_id, cpv_code) VALUES (%lld, '%s')", (long long)id, cpv);
	return id;
}

int64_t given_line(struct house *house, int64_t municipality, int64_t buyer, const char *title,
	const char *cpv, const char *status)
{
	house_sql(house,
		"INSERT IGNORE INTO plan (organisation_id, year, title, created_at)"
		" VALUES (%lld, 2027, 'Indkøbsplan 2027', UTC_TIMESTAMP())",
		(long long)municipality);
	house_sql(house,
		"INSERT INTO plan_line (plan_id, status, title, text, procedure_kind, contact_name, contact_email,"
		" dialogue_ends, created_by, created_at, changed_at, published_at)"
		" SELECT id, '%s', '%s', '', 'direct', 'Indkøb', 'indkoeb@example.org',"
		" CURDATE() + INTERVAL 30 DAY, %lld, UTC_TIMESTAMP(), UTC_TIMESTAMP(),"
		" IF('%s' = 'draft', NULL, UTC_TIMESTAMP()) FROM plan WHERE organisation_id = %lld",
		status, title, (long long)buyer, status, (long long)municipality);
	int64_t id = newest(house, "plan_line");
	if (cpv != NULL)
		house_sql(house, "INSERT INTO plan_line_cpv (line_id, cpv_code) VALUES (%lld, '%s')", (long long)id, cpv);
	return id;
}

int64_t given_match(struct house *house, int64_t line, int64_t enterprise)
{
	house_sql(house,
		"INSERT INTO line_match (line_id, organisation_id, score, reasons, status, notified_at, answer_words)"
		" VALUES (%lld, %lld, 80, '[]', 'notified', UTC_TIMESTAMP(), '')",
		(long long)line, (long long)enterprise);
	return newest(house, "line_match");
}

const char *shared_path(struct house *house, const char *name)
{
	const char *shared = getenv("TORV_SHARED");

	assert_non_null(shared);
	const char *path = arena_printf(house->mem, "%s/%s", shared, name);
	if (access(path, R_OK) != 0)
		fail_msg("%s is not there: set TORV_SHARED", path);
	return path;
}
