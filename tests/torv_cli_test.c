/* SPDX-License-Identifier: MPL-2.0 */
/* The program `torv` as a script meets it: what it prints, its exit status, what it did. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "lib/account.h"
#include "lib/text.h"
#include "lib/tsv.h"
#include "tests/support.h"

/* Runs `torv WORDS` with that standard input; *said is what it printed, errors too. */
static int torv(struct house *house, const char *words, const char *input, const char **said)
{
	const char *input_path = arena_printf(house->mem, "%s/input", house->folder);
	struct buffer text = {0};
	char block[4096];
	size_t got;
	FILE *file = fopen(input_path, "w");

	assert_non_null(file);
	fputs(input, file);
	fclose(file);
	file = popen(arena_printf(house->mem, "'%s/export/torv' %s <'%s' 2>&1", getenv("TORV_BUILD"), words,
			     input_path),
		"r");
	assert_non_null(file);
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		buffer_add(&text, block, got);
	int status = pclose(file);
	*said = arena_text(house->mem, text.bytes != NULL ? text.bytes : "");
	buffer_close(&text);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* Expects the status and the words in what was said. */
static void expect(struct house *house, const char *words, const char *input, int status, const char *in_it)
{
	const char *said;
	int ended = torv(house, words, input, &said);

	if (ended != status || strstr(said, in_it) == NULL)
		fail_msg("torv %s ended with %d instead of %d, and said without \"%s\":\n%s", words, ended,
			status, in_it, said);
}

static void help_names_every_command_and_the_version_is_told(void **state)
{
	struct house *house = *state;

	expect(house, "--help", "", EX_OK, "import cpv FILE");
	expect(house, "--help", "", EX_OK, "account create EMAIL NAME");
	expect(house, "migrate --help", "", EX_OK, "torv migrate [--status]");
	expect(house, "--version", "", EX_OK, "torv " TORV_VERSION);
}

/* The word or two that a line of --help begins with: "import cpv" of "  import cpv FILE   import …" */
static const char *command_on(struct house *house, const char *line)
{
	const char *at = line + 2;
	size_t length = strcspn(at, " ");
	size_t second = strspn(at + length + 1, "abcdefghijklmnopqrstuvwxyz");

	if (second > 0 && at[length + 1 + second] == ' ')
		length += 1 + second;
	return arena_text_n(house->mem, at, length);
}

static void the_man_page_has_every_command(void **state)
{
	struct house *house = *state;
	struct file_faults faults = {.mem = house->mem};
	const char *said;
	char *page;
	size_t size, commands = 0;

	assert_int_equal(file_read(house->mem, arena_printf(house->mem, "%s/doc/torv.1", getenv("TORV_SOURCE")),
				 1u << 20, &faults, &page, &size),
		OK);
	assert_int_equal(torv(house, "--help", "", &said), EX_OK);
	said = strstr(said, "Commands:\n") + strlen("Commands:\n");
	for (; text_starts(said, "  "); said = strchr(said, '\n') + 1, commands++)
		if (strstr(page, arena_printf(house->mem, ".It Ic %s", command_on(house, said))) == NULL)
			fail_msg("torv.1 does not have \"%s\"", command_on(house, said));
	assert_true(commands >= 8);
}

static void a_wrong_word_is_a_usage_error(void **state)
{
	struct house *house = *state;

	expect(house, "", "", EX_USAGE, "Commands:");
	expect(house, "imprt cpv x", "", EX_USAGE, "Commands:");
	expect(house, "imprt cpv x", "", EX_USAGE, "there is no command \"imprt cpv\"");
	expect(house, "import", "", EX_USAGE, "Commands:");
	expect(house, "--verbose migrate", "", EX_USAGE, "--verbose");
	expect(house, "migrate --loud", "", EX_USAGE, "there is no option --loud");
	expect(house, "migrate --status=yes", "", EX_USAGE, "takes no value");
	expect(house, "import cpv", "", EX_USAGE, "missing");
	expect(house, "import cpv a b", "", EX_USAGE, "\"b\" is too much");
	expect(house, "account create a@example.org A --role", "", EX_USAGE, "wants a value");
}

static void a_configuration_that_is_not_there_is_told(void **state)
{
	struct house *house = *state;

	expect(house, "--config /nonexistent/torv.conf migrate", "", EX_CONFIG, "/nonexistent/torv.conf");
	expect(house, "--config=/nonexistent/torv.conf check", "", EX_CONFIG, "not ok");
}

static void migrate_brings_an_empty_database_up_to_date_and_says_so(void **state)
{
	struct house *house = *state;

	house_sql(house, "DROP DATABASE %s; CREATE DATABASE %s CHARACTER SET utf8mb4 COLLATE utf8mb4_danish_ci",
		house->database, house->database);
	expect(house, "migrate --status", "", EX_TEMPFAIL, "pending");
	expect(house, "check", "", EX_TEMPFAIL, "run `torv migrate`");
	expect(house, "migrate", "", EX_OK, "98 municipalities");
	expect(house, "migrate", "", EX_OK, "0 migrations applied");
	expect(house, "migrate --status", "", EX_OK, "0001_reference.sql");
	db_close(&house->db);
	assert_int_equal(db_open(house->configuration, &house->db), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM municipality"), 98);
}

static void an_applied_migration_that_changed_is_told(void **state)
{
	struct house *house = *state;
	const char *checksum = house_text(house, "SELECT checksum FROM migration WHERE number = 1");

	house_sql(house, "UPDATE migration SET checksum = REPEAT('0', 64) WHERE number = 1");
	expect(house, "migrate --status", "", EX_DATAERR, "CHANGED");
	expect(house, "migrate", "", EX_CANTCREAT, "has changed");
	expect(house, "check", "", EX_TEMPFAIL, "not ok");
	house_sql(house, "UPDATE migration SET checksum = '%s' WHERE number = 1", checksum);
}

static void a_migration_that_was_not_finished_is_told(void **state)
{
	struct house *house = *state;

	house_sql(house, "UPDATE migration SET finished_at = NULL WHERE number = 5");
	expect(house, "migrate --status", "", EX_DATAERR, "NOT FINISHED");
	expect(house, "migrate", "", EX_CANTCREAT, "was not finished");
	expect(house, "check", "", EX_TEMPFAIL, "begun and not finished");
	house_sql(house, "UPDATE migration SET finished_at = UTC_TIMESTAMP() WHERE number = 5");
}

/* A configuration like the house's, and a folder for the index. */
static const char *keeping_configuration(struct house *house, const char *folder)
{
	const char *path = arena_printf(house->mem, "%s/keeping.conf", house->folder);
	char line[256];
	FILE *from = fopen(house->configuration_path, "r"), *to = fopen(path, "w");

	assert_non_null(from);
	assert_non_null(to);
	while (fgets(line, sizeof line, from) != NULL)
		fputs(line, to);
	fprintf(to, "index_folder = \"%s\"\n", folder);
	fclose(from);
	fclose(to);
	return path;
}

static void check_is_content_with_a_house_in_order_and_tells_of_mail_that_waits(void **state)
{
	struct house *house = *state;
	int64_t account = given_account(house, "Anna");

	expect(house, "migrate", "", EX_OK, "");
	house_sql(house, "SET GLOBAL innodb_flush_log_at_trx_commit = 1"); /* the tests' own server does without */
	expect(house, "check", "", EX_OK, "ok      mail queue");
	expect(house, "check", "", EX_OK, "ok      prepared statements");
	expect(house, "check", "", EX_OK, "ok      durability");
	expect(house, "check", "", EX_OK, "ok      index          read from the database at each start");
	expect(house, arena_printf(house->mem, "--config %s check", keeping_configuration(house, house->folder)), "", EX_OK,
		"ok      index          kept in ");
	expect(house, arena_printf(house->mem, "--config %s check", keeping_configuration(house, "/nonexistent")), "", EX_CONFIG,
		"not ok  index          cannot be kept in index_folder, /nonexistent: No such file");
	expect(house, arena_printf(house->mem, "--config %s check", keeping_configuration(house, "/nonexistent")), "", EX_CONFIG,
		"ok      mail queue");
	house_sql(house,
		"INSERT INTO outbox (kind, account_id, recipient_address, recipient_name, language, model,"
		" message_id, next_attempt_at, created_at) VALUES ('login-link', %lld, 'a@example.org', 'A', 'da',"
		" '{}', 'x@example.org', UTC_TIMESTAMP() - INTERVAL 1 HOUR, UTC_TIMESTAMP() - INTERVAL 1 HOUR)",
		(long long)account);
	expect(house, "check", "", EX_TEMPFAIL, "is `torv-mail send` running?");
	house_sql(house, "SET GLOBAL innodb_flush_log_at_trx_commit = 0");
	expect(house, "check", "", EX_CONFIG, "a power cut may lose mail");
}

/* Only root can give a folder away; who is not root has one that is root's instead. */
static void root_checks_the_index_as_the_one_who_keeps_it(void **state)
{
	struct house *house = *state;
	const char *folder = arena_printf(house->mem, "%s/kept", house->folder);
	bool root = geteuid() == 0;
	const char *check = arena_printf(house->mem, "--config %s check", keeping_configuration(house, root ? folder : "/"));

	house_sql(house, "SET GLOBAL innodb_flush_log_at_trx_commit = 1");
	if (root) {
		assert_int_equal(mkdir(folder, 0700), 0);
		assert_int_equal(chmod(house->folder, 0711), 0);
		assert_int_equal(chown(folder, 65534, 65534), 0);
		expect(house, check, "", EX_OK, "whose folder it is");
		assert_int_equal(chmod(folder, 0500), 0);
		expect(house, check, "", EX_CONFIG, "not ok  index          cannot be kept in index_folder");
		rmdir(folder);
	} else {
		expect(house, check, "", EX_CONFIG, "the folder belongs to somebody else");
	}
	house_sql(house, "SET GLOBAL innodb_flush_log_at_trx_commit = 0");
}

static void an_account_with_a_password_can_log_in(void **state)
{
	struct house *house = *state;
	struct account account;

	expect(house, "account create admin@example.org 'Anne And' --administrator --password", "en god kode\n",
		EX_OK, "account created");
	assert_int_equal(
		account_log_in(house->db, house->mem, "admin@example.org", "en god kode", &account), OK);
	assert_true(account.is_administrator);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'account-created'"), 1);
	expect(house, "account create admin@example.org 'Anne And'", "", EX_DATAERR, "has an account already");
}

static void an_account_without_a_password_gets_a_link_by_mail(void **state)
{
	struct house *house = *state;

	expect(house, "account create bo@example.org Bo --language nl", "", EX_OK, "in the mail");
	assert_string_equal(house_text(house, "SELECT CONCAT(kind, ' ', recipient_address, ' ', language)"
					      " FROM outbox"),
		"reset-password bo@example.org nl");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM token WHERE purpose = 'reset'"), 1);
}

static void the_first_coordinator_brings_the_municipality_with_them(void **state)
{
	struct house *house = *state;

	expect(house, "account create k@example.org Karen --role coordinator --municipality kolding", "", EX_OK, "");
	expect(house, "account create b@example.org Bent --role buyer --municipality 0621", "", EX_OK, "");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM organisation WHERE kind = 'municipality'"), 1);
	assert_string_equal(house_text(house, "SELECT GROUP_CONCAT(role ORDER BY role) FROM membership"),
		"buyer,coordinator");
	expect(house, "account create c@example.org C --role owner --organisation kolding-kommune", "", EX_DATAERR,
		"owners and members for others");
	expect(house, "account create c@example.org C --role owner --organisation nowhere", "", EX_DATAERR,
		"no such organisation");
	expect(house, "account create c@example.org C --role buyer --municipality Atlantis", "", EX_DATAERR,
		"no such municipality");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM account"), 2);
}

static void an_account_is_refused_for_what_is_wrong_with_it(void **state)
{
	struct house *house = *state;

	expect(house, "account create nobody Name", "", EX_USAGE, "no e-mail address");
	expect(house, "account create a@example.org ' '", "", EX_USAGE, "needs a name");
	expect(house, "account create a@example.org A --role king --municipality 0621", "", EX_USAGE, "a role is");
	expect(house, "account create a@example.org A --role buyer", "", EX_USAGE, "either");
	expect(house, "account create a@example.org A --municipality 0621", "", EX_USAGE, "--role");
	expect(house, "account create a@example.org A --password", "short\n", EX_DATAERR, "standard input");
	expect(house, "account create a@example.org A --password", "", EX_DATAERR, "standard input");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM account"), 0);
}

static void accounts_are_listed_shut_and_opened(void **state)
{
	struct house *house = *state;

	given_member(house, given_municipality(house, "0621"), "Bent", "buyer");
	expect(house, "account list", "", EX_OK, "bent@example.org\t");
	expect(house, "account list", "", EX_OK, "buyer");
	expect(house, "account disable bent@example.org", "", EX_OK, "disabled");
	expect(house, "account list", "", EX_OK, "disabled");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM account WHERE disabled_at IS NOT NULL"), 1);
	expect(house, "account enable bent@example.org", "", EX_OK, "enabled");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM account WHERE disabled_at IS NOT NULL"), 0);
	expect(house, "account disable x@example.org", "", EX_NOINPUT, "no such account");
}

static void an_import_tells_what_it_did_or_every_fault_with_its_line(void **state)
{
	struct house *house = *state;
	const char *path = arena_printf(house->mem, "%s/list.tsv", house->folder);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs("code\tname_da\tname_en\tname_nl\n55510000\tA\tB\tC\n55510009\tA\tB\tC\n", file);
	fclose(file);
	expect(house, arena_printf(house->mem, "import cpv '%s'", path), "", EX_OK, "2 codes: 1 added, 1 changed");
	file = fopen(path, "a");
	assert_non_null(file);
	fputs("x\tA\tB\tC\n", file);
	fclose(file);
	expect(house, arena_printf(house->mem, "import cpv '%s'", path), "", EX_DATAERR, "list.tsv:4: no CPV code");
	expect(house, "import cpv /nonexistent", "", EX_NOINPUT, "cannot be opened");
}

/* A canteen, a garden and a published line for a canteen, in the index. */
static int64_t given_market(struct house *house, int64_t *canteen)
{
	int64_t kolding = given_municipality(house, "0621");
	int64_t buyer = given_member(house, kolding, "Bente", "buyer");
	int64_t garden = given_enterprise(house, "Gartneriet", "0630");

	*canteen = given_enterprise(house, "Kantinen", "0630");
	given_offering(house, *canteen, "Kantinedrift og frokost", "55510000");
	given_offering(house, garden, "Havepleje", "77000000");
	return given_line(house, kolding, buyer, "Kantinedrift", "55510000", "published");
}

static void matches_are_printed_for_a_line_an_enterprise_or_all(void **state)
{
	struct house *house = *state;
	int64_t canteen;
	int64_t line = given_market(house, &canteen);
	const char *said, *begins = arena_printf(house->mem, "%lld\t%lld\t", (long long)line, (long long)canteen);

	expect(house, arena_printf(house->mem, "match --line %lld", (long long)line), "", EX_OK, begins);
	expect(house, arena_printf(house->mem, "match --enterprise %lld", (long long)canteen), "", EX_OK,
		begins);
	expect(house, "match --all", "", EX_OK, "\tKantinen\t");
	assert_int_equal(torv(house, "match --all --min 20", "", &said), EX_OK);
	assert_null(strstr(said, "Gartneriet"));
	expect(house, "match", "", EX_USAGE, "--line, --enterprise, both, or --all");
	expect(house, "match --all --line 1", "", EX_USAGE, "--line, --enterprise, both, or --all");
	expect(house, "match --consortia --enterprise 1", "", EX_USAGE, "--consortia wants --line");
	expect(house, "match --accept --line 1", "", EX_USAGE, "--tune stands alone");
	expect(house, "match --tune", "", EX_TEMPFAIL, "too little to tune by");
	expect(house, "match --line x", "", EX_USAGE, "want a number");
	expect(house, "match --all --min 101", "", EX_USAGE, "a score from 0 to 100");
	expect(house, "match --line 999999", "", EX_NOINPUT, "there is no such line");
	expect(house, arena_printf(house->mem, "match --line %lld --enterprise 999999", (long long)line), "", EX_NOINPUT,
		"there is no such enterprise");
	expect(house, arena_printf(house->mem, "match --line 999999 --enterprise %lld", (long long)canteen), "", EX_NOINPUT,
		"there is no such line");
	expect(house, "match --all --language sv", "", EX_USAGE, "--language wants da, en or nl");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0); /* it tells nobody */
}

static void reasons_stand_in_the_language_that_is_asked_for_or_the_installations(void **state)
{
	struct house *house = *state;
	int64_t canteen, line = given_market(house, &canteen);
	const char *words = arena_printf(house->mem, "match --line %lld", (long long)line);

	expect(house, words, "", EX_OK, "The word kantinedrift"); /* no translations are installed */
	setenv("TORV_DATADIR", arena_printf(house->mem, "%s/stage", getenv("TORV_BUILD")), 1);
	expect(house, words, "", EX_OK, "Ordet kantinedrift");
	expect(house, arena_printf(house->mem, "%s --language en", words), "", EX_OK, "The word kantinedrift");
	expect(house, arena_printf(house->mem, "%s --enterprise %lld --language nl", words, (long long)canteen), "", EX_OK,
		"Het woord kantinedrift");
	setenv("TORV_DATADIR", getenv("TORV_SOURCE"), 1);
}

static void tuning_says_what_its_figures_are_and_whether_they_are_a_gain(void **state)
{
	struct house *house = *state;
	int64_t canteen, line = given_market(house, &canteen);
	const char *said;

	for (int i = 0; i < 36; i++) {
		bool right = i % 2 == 0;
		int64_t other = given_enterprise(house, arena_printf(house->mem, "Huset %d", i), "0630");
		given_offering(house, other, right ? "Kantinedrift og frokost" : "Frokost i det grønne, pleje af haver", right ? "55510000" : "77000000");
		house_sql(house, "UPDATE line_match SET status = '%s', decline_reason = %s, answered_at = UTC_TIMESTAMP() WHERE id = %lld",
			right ? "interested" : "declined", right ? "NULL" : "'not_what_we_do'",
			(long long)given_match(house, line, other));
	}
	assert_int_equal(torv(house, "match --tune", "", &said), EX_OK);
	assert_true(text_starts(said, "weight\tin use\tfitted\twhat it is\n"));
	assert_non_null(strstr(said, "\nanswers\t24 fitted\t12 held out\n"));
	assert_non_null(strstr(said, "on the answers that were held out"));
	assert_non_null(strstr(said, "not accepted: run it with --accept"));
	expect(house, "match --tune --accept", "", EX_OK, "accepted: all programs use the fitted weights");
}

/* More than is kept back before it is written. */
static const char *given_long_table(struct house *house)
{
	const char *path = arena_printf(house->mem, "%s/many.tsv", house->folder);
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fputs("id\ttitle\n", file);
	for (int i = 0; i < 400; i++)
		fprintf(file, "id%d\tKantine\n", i);
	assert_int_equal(fclose(file), 0);
	return path;
}

static void a_full_disk_is_complained_of_and_a_reader_who_has_gone_is_not(void **state)
{
	struct house *house = *state;
	const char *complaint = arena_printf(house->mem, "%s/complaint", house->folder), *said;
	int ends[2];

	expect(house, arena_printf(house->mem, "--help >/dev/full 2>'%s'; cat '%s'", complaint, complaint), "", EX_OK,
		"cannot be written"); /* the status is that of cat */
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	void (*before)(int) = signal(SIGPIPE, SIG_IGN); /* as under systemd */
	torv(house, arena_printf(house->mem, "--help >&%d 2>'%s'; cat '%s'", ends[1], complaint, complaint), "", &said);
	assert_string_equal(said, "");
	const char *table = given_long_table(house);
	torv(house, arena_printf(house->mem, "rank '%s' '%s' >&%d 2>'%s'; cat '%s'", table, table, ends[1], complaint, complaint), "",
		&said);
	signal(SIGPIPE, before);
	close(ends[1]);
	assert_string_equal(said, "");
}

static void the_directory_is_searched_and_codes_are_suggested(void **state)
{
	struct house *house = *state;
	int64_t canteen;
	const char *said;

	given_market(house, &canteen);
	expect(house, "search kantinen", "", EX_OK, "\tKantinen\ntotal\t1\n");
	expect(house, "search --facets", "", EX_OK, "total\t2\n");
	expect(house, "search --facets", "", EX_OK, "municipality\t0630\t2\tVejle\n");
	expect(house, "search --cpv 77 --facets", "", EX_OK, "cpv\t55\t1\t");
	expect(house, "search RSV", "", EX_OK, "filter\trsv\ntotal\t0\n");
	expect(house, "search 55510000", "", EX_OK, "filter\tcpv\t55510000\t");
	expect(house, "search --cpv 77 55510000 --facets", "", EX_OK, "cpv\t55\t1\t"); /* the option stays */
	house_sql(house, "UPDATE enterprise SET employees = 10, employees_target_group = IF(organisation_id = %lld, 3, 2)",
		(long long)canteen);
	expect(house, "search --reserved", "", EX_OK, "\tKantinen\ntotal\t1\n");
	expect(house, "search reserveret", "", EX_OK, "filter\treserved\n");
	expect(house, "search '\xc2\xa7 54, stk. 1'", "", EX_OK, "\tKantinen\ntotal\t1\n");
	expect(house, "search --facets", "", EX_OK, "reserved\treserved\t1\t");
	house_sql(house, "INSERT IGNORE INTO cpv (code, name_da, name_en, name_nl, source) VALUES ('90910000', 'Rengøring', '', '', 'torv')");
	expect(house, "search '９０９１ ００００'", "", EX_OK, "also\tcvr\t90910000\n");
	expect(house, "search ' 55510000 '", "", EX_OK, "filter\tcpv\t55510000\t");
	expect(house, "search 'reng\xf8ring'", "", EX_DATAERR, "the words are not UTF-8");
	expect(house, "cpv suggest 'reng\xf8ring'", "", EX_DATAERR, "the words are not UTF-8");
	expect(house, "search %", "", EX_OK, "there is no word to search by: all are listed");
	assert_int_equal(torv(house, "search --rsv %", "", &said), EX_OK); /* nobody has it */
	assert_string_equal(said, "total\t0\n");
	expect(house, "search --page 0", "", EX_USAGE, "--page wants a number");
	expect(house, "search --cpv 77000000-0", "", EX_OK, "total\t");
	expect(house, "search --cpv haven", "", EX_USAGE, "--cpv wants a code");
	expect(house, "search --kind vare", "", EX_USAGE, "--kind wants product or service");
	expect(house, "search --language sv", "", EX_USAGE, "--language wants da, en or nl");
	expect(house, "cpv suggest kantinedrift", "", EX_OK, "55510000\t");
	expect(house, "cpv suggest", "", EX_USAGE, "missing");
	expect(house, "cpv suggest --language sv kantine", "", EX_USAGE, "--language wants da, en or nl");
	expect(house, "search --seated-in Vejle", "", EX_OK, "total\t2\n");
	expect(house, "search --seated-in 0630", "", EX_OK, "total\t2\n");
	expect(house, "search --seated-in Atlantis", "", EX_NOINPUT, "there is no municipality \"Atlantis\"");
	expect(house, "search --delivers-to 9999", "", EX_NOINPUT, "there is no municipality \"9999\"");
	expect(house, "search --region Syddanmark", "", EX_NOINPUT, "there is no region");
	expect(house, "search --region 1083", "", EX_OK, "total\t2\n");
}

static void commands_take_the_index_that_another_one_kept_until_migrate_forgets_it(void **state)
{
	struct house *house = *state;
	const char *configuration = keeping_configuration(house, house->folder);
	int64_t canteen;

	given_market(house, &canteen);
	expect(house, arena_printf(house->mem, "--config %s search kantinen", configuration), "", EX_OK, "total\t1\n");
	assert_int_equal(access(arena_printf(house->mem, "%s/index", house->folder), F_OK), 0);
	/* which no revision tells */
	house_sql(house, "UPDATE organisation SET name = 'Ostrigesvampene' WHERE id = %lld", (long long)canteen);
	expect(house, arena_printf(house->mem, "--config %s search kantinen", configuration), "", EX_OK, "total\t1\n");
	expect(house, arena_printf(house->mem, "--config %s cpv suggest kantinedrift", configuration), "", EX_OK,
		"55510000\t");
	expect(house, arena_printf(house->mem, "--config %s match --all", configuration), "", EX_OK, "");
	expect(house, "search ostrigesvampene", "", EX_OK, "total\t1\n"); /* it keeps none and takes none */
	expect(house, "migrate", "", EX_OK, "0 migrations applied");
	expect(house, arena_printf(house->mem, "--config %s search ostrigesvampene", configuration), "", EX_OK,
		"total\t1\n");
	/* when much has changed since, the next command keeps another one when it has answered */
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM index_kept"), 1);
	house_sql(house, "UPDATE index_revision SET revision = revision + 1, listed = listed + 1");
	house_sql(house, "INSERT INTO index_change (kind, thing_id, revision) SELECT 'line', 1000000 + seq,"
		" (SELECT revision FROM index_revision) FROM seq_1_to_1001");
	for (int i = 0; i < 2; i++)
		expect(house, arena_printf(house->mem, "--config %s search ostrigesvampene", configuration), "", EX_OK,
			"total\t1\n");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM index_kept"), 2);
}

static void what_cannot_be_written_is_an_error(void **state)
{
	struct house *house = *state;

	given_account(house, "anna");
	expect(house, "account list >/dev/null", "", EX_OK, "");
	expect(house, "account list >/dev/full", "", EX_SOFTWARE, ""); /* standard error goes there, too */
}

static int open_house(void **state)
{
	/* the program reads its files where the source has them */
	setenv("TORV_DATADIR", getenv("TORV_SOURCE"), 1);
	return house_open(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(help_names_every_command_and_the_version_is_told, house_reset),
		cmocka_unit_test_setup(the_man_page_has_every_command, house_reset),
		cmocka_unit_test_setup(a_wrong_word_is_a_usage_error, house_reset),
		cmocka_unit_test_setup(a_configuration_that_is_not_there_is_told, house_reset),
		cmocka_unit_test_setup(migrate_brings_an_empty_database_up_to_date_and_says_so, house_reset),
		cmocka_unit_test_setup(an_applied_migration_that_changed_is_told, house_reset),
		cmocka_unit_test_setup(a_migration_that_was_not_finished_is_told, house_reset),
		cmocka_unit_test_setup(check_is_content_with_a_house_in_order_and_tells_of_mail_that_waits, house_reset),
		cmocka_unit_test_setup(root_checks_the_index_as_the_one_who_keeps_it, house_reset),
		cmocka_unit_test_setup(an_account_with_a_password_can_log_in, house_reset),
		cmocka_unit_test_setup(an_account_without_a_password_gets_a_link_by_mail, house_reset),
		cmocka_unit_test_setup(the_first_coordinator_brings_the_municipality_with_them, house_reset),
		cmocka_unit_test_setup(an_account_is_refused_for_what_is_wrong_with_it, house_reset),
		cmocka_unit_test_setup(accounts_are_listed_shut_and_opened, house_reset),
		cmocka_unit_test_setup(matches_are_printed_for_a_line_an_enterprise_or_all, house_reset),
		cmocka_unit_test_setup(
			reasons_stand_in_the_language_that_is_asked_for_or_the_installations, house_reset),
		cmocka_unit_test_setup(tuning_says_what_its_figures_are_and_whether_they_are_a_gain, house_reset),
		cmocka_unit_test_setup(a_full_disk_is_complained_of_and_a_reader_who_has_gone_is_not, house_reset),
		cmocka_unit_test_setup(the_directory_is_searched_and_codes_are_suggested, house_reset),
		cmocka_unit_test_setup(commands_take_the_index_that_another_one_kept_until_migrate_forgets_it, house_reset),
		cmocka_unit_test_setup(what_cannot_be_written_is_an_error, house_reset),
		cmocka_unit_test_setup(an_import_tells_what_it_did_or_every_fault_with_its_line, house_reset),
	};

	return cmocka_run_group_tests(tests, open_house, house_close);
}
