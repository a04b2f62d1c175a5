/* SPDX-License-Identifier: MPL-2.0 */
/*
 * mail/send.c and the program `torv-mail send`, against a real MariaDB and a real mail server: what was
 * queued arrives, once; what does not arrive is tried again or given up, and says why; a sender that
 * dies loses nothing.
 */
#include "tests/support.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/outbox.h"
#include "mail/send.h"
#include "mail/smtp.h"
#include "tests/sink.h"

#define TOKEN "00112233445566778899aabbccddeeff"

struct office {
	struct house *house;
	struct catalogues *catalogues;
	struct templates *templates;
	struct composer composer;
	struct sender sender;
	struct sink sink;
};

/* ---- the office: a house, a mail server, a folder with what an installation has ---- */

static const char *environment(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value != NULL ? value : otherwise;
}

/* FOLDER/templates/mail and FOLDER/locale, as links, for the program. */
static int link_data(struct house *house, const char *source, const char *build)
{
	struct arena *mem = house->mem;
	const char *data = arena_printf(mem, "%s/data", house->folder);

	setenv("TORV_DATADIR", data, 1);
	if (mkdir(data, 0700) != 0 || mkdir(arena_printf(mem, "%s/templates", data), 0700) != 0)
		return -1;
	if (symlink(arena_printf(mem, "%s/mail/templates", source), arena_printf(mem, "%s/templates/mail", data)) != 0)
		return -1;
	return symlink(arena_printf(mem, "%s/po", build), arena_printf(mem, "%s/locale", data));
}

static int open_office(void **state)
{
	static struct office office;
	void *house;
	char absolute[2][4096];

	if (house_open(&house) != 0)
		return -1;
	office = (struct office){.house = house};
	if (realpath(environment("TORV_SOURCE", "."), absolute[0]) == NULL ||
		realpath(environment("TORV_BUILD", "build"), absolute[1]) == NULL ||
		link_data(house, absolute[0], absolute[1]) != 0)
		return -1;
	const char *data = getenv("TORV_DATADIR");
	struct arena *mem = office.house->mem;
	if (catalogues_open(arena_printf(mem, "%s/locale", data), &office.catalogues) != OK ||
		templates_open(arena_printf(mem, "%s/templates/mail", data), office.catalogues, &office.templates) != OK)
		return -1;
	office.composer = (struct composer){office.house->configuration, office.catalogues, office.templates};
	office.sender = (struct sender){.composer = &office.composer, .db = office.house->db};
	*state = &office;
	return 0;
}

static int close_office(void **state)
{
	struct office *office = *state;
	void *house = office->house;

	templates_close(&office->templates);
	catalogues_close(&office->catalogues);
	return house_close(&house);
}

/* What `torv-mail send` is started with: the house's configuration and the sink. */
static int write_program_configuration(struct office *office, const char *more)
{
	char *path = arena_printf(office->house->mem, "%s/send.conf", office->house->folder);

	return system(arena_printf(office->house->mem,
		"(cat '%s'; echo 'smtp_host = \"localhost\"'; echo 'smtp_port = %u'; printf '%s') >'%s'",
		office->house->configuration_path, office->sink.port, more, path));
}

/* A clean house and a new mail server for each test, named in a configuration for the program too. */
static int open_day(void **state)
{
	struct office *office = *state;
	void *house = office->house;

	if (house_reset(&house) != 0)
		return -1;
	sink_open(&office->sink, office->house->folder, NULL);
	office->house->configuration->smtp_host = "localhost";
	office->house->configuration->smtp_port = office->sink.port;
	office->house->configuration->mail_per_minute = 0;
	office->house->configuration->mail_per_domain = 0;
	office->sender.stopping = NULL;
	return write_program_configuration(office, "mail_per_minute = 0\nmail_per_domain = 0\n");
}

static int close_day(void **state)
{
	struct office *office = *state;

	sink_close(&office->sink);
	return 0;
}

/* ---- given, when, then ---- */

static void given_mail(struct office *office, const char *address)
{
	struct outbox_mail mail = {
		.kind = "login-link",
		.address = address,
		.name = "Anna Åkjær",
		.language = "da",
		.model = json_object(),
		.secret = json_pack("{s:s}", "token", TOKEN),
	};

	assert_int_equal(outbox_add(office->house->db, office->house->mem, office->house->configuration, &mail), OK);
	json_decref(mail.model);
	json_decref(mail.secret);
}

static void given_mails(struct office *office, int count)
{
	for (int i = 0; i < count; i++)
		given_mail(office, arena_printf(office->house->mem, "m%03d@example.org", i));
}

static enum err send_one_batch(struct office *office)
{
	size_t claimed;

	return send_batch(&office->sender, &claimed);
}

static void assert_status(struct office *office, const char *address, const char *status)
{
	assert_string_equal(house_text(office->house,
		"SELECT status FROM outbox WHERE recipient_address = '%s'", address), status);
}

/* How often a mail to this address arrived. */
static int arrivals(struct office *office, const char *address)
{
	struct arena *mem = office->house->mem;
	int count = 0;

	for (size_t i = 1, all = sink_count(&office->sink); i <= all; i++) {
		char *envelope = sink_envelope(&office->sink, mem, i);

		if (strstr(envelope, arena_printf(mem, " %s\n", address)) != NULL)
			count++;
	}
	return count;
}

/* Starts `torv-mail send` with its own configuration. */
static pid_t start_program(struct office *office, bool once)
{
	struct arena *mem = office->house->mem;
	char *program = arena_printf(mem, "%s/mail/torv-mail", environment("TORV_BUILD", "build"));
	char *configuration = arena_printf(mem, "%s/send.conf", office->house->folder);
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		execl(program, "torv-mail", "--config", configuration, "send", once ? "--once" : NULL, NULL);
		_exit(127);
	}
	return pid;
}

static int status_of(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* ---- one sender ---- */

static void what_was_queued_arrives_once_and_its_secret_is_forgotten(void **state)
{
	struct office *office = *state;
	size_t size;

	given_mail(office, "anna@example.org");
	assert_int_equal(send_one_batch(office), OK);
	assert_int_equal(send_one_batch(office), OK);

	assert_int_equal(sink_count(&office->sink), 1);
	assert_string_equal(sink_envelope(&office->sink, office->house->mem, 1),
		arena_printf(office->house->mem, "%s anna@example.org\n",
			outbox_bounce_address(office->house->mem, office->house->configuration,
				house_text(office->house, "SELECT message_id FROM outbox"))));
	char *id = arena_printf(office->house->mem, "Message-Id: <%s>\r\n",
		house_text(office->house, "SELECT message_id FROM outbox"));
	assert_non_null(strcasestr(sink_message(&office->sink, office->house->mem, 1, &size), id));
	assert_int_equal(house_count(office->house,
		"SELECT COUNT(*) FROM outbox WHERE status = 'sent' AND sent_at IS NOT NULL AND secret IS NULL"
		" AND claimed_by IS NULL AND attempts = 1"), 1);
}

/* ---- no more than a provider takes ---- */

static void no_more_leave_in_a_minute_than_the_limit_and_the_rest_is_not_blamed(void **state)
{
	struct office *office = *state;

	office->house->configuration->mail_per_minute = 5;
	given_mails(office, 8);
	assert_int_equal(send_one_batch(office), OK);
	assert_int_equal(sink_count(&office->sink), 5);
	assert_int_equal(house_count(office->house,
		"SELECT COUNT(*) FROM outbox WHERE status = 'queued' AND attempts = 0 AND last_error = ''"
		" AND claimed_by IS NULL AND SECOND(next_attempt_at) = 0"), 3);
}

static void a_domain_that_has_had_its_mails_does_not_hold_up_the_others(void **state)
{
	struct office *office = *state;

	office->house->configuration->mail_per_domain = 2;
	given_mails(office, 5);
	given_mail(office, "anna@example.net");
	given_mail(office, "bo@EXAMPLE.net");
	given_mail(office, "carl@example.net");
	assert_int_equal(send_one_batch(office), OK);
	assert_int_equal(sink_count(&office->sink), 4);
	assert_int_equal(arrivals(office, "anna@example.net"), 1);
	assert_int_equal(arrivals(office, "carl@example.net"), 0);
}

static void several_senders_keep_the_limit_together(void **state)
{
	struct office *office = *state;
	pid_t senders[3];

	write_program_configuration(office, "mail_per_minute = 0\nmail_per_domain = 20\n");
	given_mails(office, 150);
	for (int i = 0; i < 3; i++)
		senders[i] = start_program(office, true);
	for (int i = 0; i < 3; i++)
		assert_int_equal(status_of(senders[i]), 0);
	int64_t minutes = house_count(office->house, "SELECT COUNT(DISTINCT minute) FROM send_rate");
	assert_true(minutes >= 1);
	assert_true(sink_count(&office->sink) >= 20);
	assert_true((int64_t)sink_count(&office->sink) <= 20 * minutes);
}

/* ---- what the server says ---- */

static void a_temporary_refusal_is_tried_again_later_and_ever_more_rarely(void **state)
{
	struct office *office = *state;

	given_mail(office, "later@example.org");
	assert_int_equal(send_one_batch(office), OK);
	assert_status(office, "later@example.org", "queued");
	assert_string_equal(house_text(office->house, "SELECT last_error FROM outbox"), "450 4.2.1 mailbox busy");
	int64_t pause = house_count(office->house,
		"SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), next_attempt_at) FROM outbox");
	assert_in_range(pause, 50, 60);

	house_sql(office->house, "UPDATE outbox SET next_attempt_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND, attempts = 4");
	assert_int_equal(send_one_batch(office), OK);
	pause = house_count(office->house,
		"SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), next_attempt_at) FROM outbox");
	assert_in_range(pause, 16 * 60 - 10, 16 * 60);

	house_sql(office->house, "UPDATE outbox SET next_attempt_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND, attempts = 40");
	assert_int_equal(send_one_batch(office), OK);
	pause = house_count(office->house,
		"SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), next_attempt_at) FROM outbox");
	assert_in_range(pause, 6 * 3600 - 10, 6 * 3600);
	assert_int_equal(sink_count(&office->sink), 0);
}

static void a_refusal_for_good_stops_with_the_servers_words(void **state)
{
	struct office *office = *state;

	given_mail(office, "refused@example.org");
	given_mail(office, "refused-data@example.org");
	given_mail(office, "anna@example.org");
	assert_int_equal(send_one_batch(office), OK);

	assert_status(office, "refused@example.org", "failed");
	assert_status(office, "refused-data@example.org", "failed");
	assert_status(office, "anna@example.org", "sent");
	assert_string_equal(house_text(office->house,
		"SELECT last_error FROM outbox WHERE recipient_address = 'refused@example.org'"),
		"550 5.1.1 no such user");
}

/* Not only a report that comes later: the server's own word, too. */
static void an_address_that_the_server_does_not_know_gets_no_more_and_the_coordinator_hears_why(void **state)
{
	struct office *office = *state;
	struct house *house = office->house;
	int64_t owner = given_member(house, given_enterprise(house, "Kantinen", "0621"), "Refused", "owner");

	given_member(house, given_municipality(house, "0621"), "Coordinator", "coordinator");
	given_mail(office, "refused@example.org");
	given_mail(office, "refused-data@example.org"); /* that was about the message */
	house_sql(house, "UPDATE outbox SET account_id = %lld WHERE recipient_address = 'refused@example.org'", (long long)owner);
	assert_int_equal(send_one_batch(office), OK);
	assert_string_equal(house_text(house, "SELECT GROUP_CONCAT(address, ' ', reason) FROM suppression"),
		"refused@example.org bounce");
	assert_string_equal(house_text(house, "SELECT CONCAT(recipient_address, ': ', JSON_VALUE(model, '$.words')) FROM outbox"
					      " WHERE kind = 'undeliverable'"),
		"coordinator@example.org: 550 5.1.1 no such user");
}

static void after_five_days_a_mail_is_given_up(void **state)
{
	struct office *office = *state;

	given_mail(office, "later@example.org");
	house_sql(office->house, "UPDATE outbox SET created_at = UTC_TIMESTAMP() - INTERVAL 5 DAY");
	assert_int_equal(send_one_batch(office), OK);
	assert_status(office, "later@example.org", "failed");
}

static void while_the_mail_server_is_away_everything_waits(void **state)
{
	struct office *office = *state;

	given_mails(office, 3);
	sink_close(&office->sink);
	assert_int_equal(send_one_batch(office), UNAVAILABLE);
	assert_int_equal(house_count(office->house,
		"SELECT COUNT(*) FROM outbox WHERE status = 'queued' AND attempts = 1 AND last_error <> ''"
		" AND secret IS NOT NULL AND next_attempt_at > UTC_TIMESTAMP()"), 3);
}

static void one_that_cannot_be_composed_does_not_hold_up_the_others(void **state)
{
	struct office *office = *state;

	given_mails(office, 2);
	house_sql(office->house, "UPDATE outbox SET secret = 'nonsense' WHERE recipient_address = 'm000@example.org'");
	assert_int_equal(send_one_batch(office), OK);
	assert_status(office, "m000@example.org", "failed");
	assert_status(office, "m001@example.org", "sent");
}

/* ---- claims and doubts ---- */

static void what_a_dead_sender_claimed_is_taken_over_when_the_claim_has_run_out(void **state)
{
	struct office *office = *state;

	given_mails(office, 2);
	house_sql(office->house,
		"UPDATE outbox SET status = 'claimed', claimed_by = REPEAT('x', 16),"
		" claimed_until = UTC_TIMESTAMP() + INTERVAL IF(recipient_address LIKE 'm000%%', -1, 60) SECOND");
	assert_int_equal(send_one_batch(office), OK);
	assert_status(office, "m000@example.org", "sent");
	assert_status(office, "m001@example.org", "claimed");
	assert_int_equal(sink_count(&office->sink), 1);
}

/* In the last moment before a text is ended, another sender has taken the mails over. */
static bool steal_the_claim(void *context)
{
	struct office *office = context;

	house_sql(office->house,
		"UPDATE outbox SET claimed_by = REPEAT('x', 16), claimed_until = UTC_TIMESTAMP() + INTERVAL 60 SECOND");
	return false;
}

static void a_mail_whose_claim_is_anothers_by_now_is_not_sent(void **state)
{
	struct office *office = *state;

	given_mails(office, 2);
	office->sender.stopping = steal_the_claim;
	office->sender.context = office;
	assert_int_equal(send_one_batch(office), OK);
	assert_int_equal(sink_count(&office->sink), 0);
	assert_int_equal(house_count(office->house, "SELECT COUNT(*) FROM outbox WHERE status = 'claimed'"), 2);
}

static void a_mail_without_an_answer_to_its_end_is_in_doubt_and_sent_again(void **state)
{
	struct office *office = *state;

	given_mail(office, "dropped@example.org");
	const char *id = house_text(office->house, "SELECT message_id FROM outbox");
	assert_int_equal(send_one_batch(office), UNAVAILABLE);
	assert_int_equal(house_count(office->house,
		"SELECT COUNT(*) FROM outbox WHERE status = 'doubtful' AND sent_at IS NULL AND attempts = 1"
		" AND secret IS NOT NULL AND next_attempt_at > UTC_TIMESTAMP()"), 1);

	house_sql(office->house,
		"UPDATE outbox SET next_attempt_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND, recipient_address = 'anna@example.org'");
	assert_int_equal(send_one_batch(office), OK);
	assert_int_equal(house_count(office->house,
		"SELECT COUNT(*) FROM outbox WHERE status = 'doubtful' AND sent_at IS NOT NULL AND message_id = '%s'",
		id), 1);
	assert_int_equal(send_one_batch(office), OK);
	assert_int_equal(sink_count(&office->sink), 2);
}

/* ---- the program ---- */

/* Losing a race when a mail that has been taken is recorded must not send it again. */
static void a_mail_whose_recording_loses_a_race_is_not_sent_twice(void **state)
{
	struct office *office = *state;

	house_sql(office->house,
		"CREATE TRIGGER loses_once BEFORE UPDATE ON outbox FOR EACH ROW"
		" IF NEW.status = 'sent' AND @has_lost IS NULL THEN SET @has_lost = 1;"
		" SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'Deadlock found'; END IF");
	given_mail(office, "anna@example.org");
	enum err err = send_one_batch(office);
	house_sql(office->house, "DROP TRIGGER loses_once");
	assert_int_equal(err, OK);
	assert_status(office, "anna@example.org", "sent");
	house_sql(office->house, "UPDATE outbox SET claimed_until = UTC_TIMESTAMP() - INTERVAL 1 SECOND");
	assert_int_equal(send_one_batch(office), OK);
	assert_int_equal(arrivals(office, "anna@example.org"), 1);
}

static void two_programs_at_once_send_nothing_twice(void **state)
{
	struct office *office = *state;

	given_mails(office, 220);
	pid_t first = start_program(office, true), second = start_program(office, true);
	assert_int_equal(status_of(first), 0);
	assert_int_equal(status_of(second), 0);

	assert_int_equal(house_count(office->house, "SELECT COUNT(*) FROM outbox WHERE status = 'sent'"), 220);
	assert_int_equal(sink_count(&office->sink), 220);
	for (int i = 0; i < 220; i += 13)
		assert_int_equal(arrivals(office, arena_printf(office->house->mem, "m%03d@example.org", i)), 1);
}

static void the_program_sends_what_comes_and_ends_when_asked(void **state)
{
	struct office *office = *state;
	pid_t pid = start_program(office, false);

	given_mail(office, "anna@example.org");
	for (int i = 0; i < 200 && sink_count(&office->sink) == 0; i++)
		usleep(50000);
	assert_int_equal(sink_count(&office->sink), 1);
	kill(pid, SIGTERM);
	assert_int_equal(status_of(pid), 0);
	assert_status(office, "anna@example.org", "sent");
}

/* Killed again and again in the middle of it: each mail arrives, and only what is marked may have
 * arrived twice. */
static void a_program_that_is_killed_again_and_again_loses_nothing(void **state)
{
	struct office *office = *state;
	int twice = 0;

	given_mails(office, 120);
	for (int i = 0; i < 12; i++) {
		pid_t pid = start_program(office, true);
		usleep((useconds_t)(20000 + 7000 * i));
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		house_sql(office->house,
			"UPDATE outbox SET claimed_until = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE claimed_by IS NOT NULL");
	}
	assert_int_equal(status_of(start_program(office, true)), 0);

	assert_int_equal(house_count(office->house,
		"SELECT COUNT(*) FROM outbox WHERE status IN ('sent', 'doubtful') AND sent_at IS NOT NULL"), 120);
	for (int i = 0; i < 120; i++) {
		const char *address = arena_printf(office->house->mem, "m%03d@example.org", i);
		int count = arrivals(office, address);

		assert_in_range(count, 1, 12);
		if (count > 1) {
			assert_status(office, address, "doubtful");
			twice++;
		}
	}
	print_message("%d of 120 arrived twice, all of them marked; %d marked\n", twice,
		(int)house_count(office->house, "SELECT COUNT(*) FROM outbox WHERE status = 'doubtful'"));
}

static void a_wrong_command_line_is_refused(void **state)
{
	struct office *office = *state;
	char *command = arena_printf(office->house->mem, "%s/mail/torv-mail --config %s/send.conf send --twice 2>/dev/null",
		environment("TORV_BUILD", "build"), office->house->folder);

	assert_int_equal(WEXITSTATUS(system(command)), 64);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_day, close_day)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_was_queued_arrives_once_and_its_secret_is_forgotten),
		TEST(no_more_leave_in_a_minute_than_the_limit_and_the_rest_is_not_blamed),
		TEST(a_domain_that_has_had_its_mails_does_not_hold_up_the_others),
		TEST(several_senders_keep_the_limit_together),
		TEST(a_temporary_refusal_is_tried_again_later_and_ever_more_rarely),
		TEST(a_refusal_for_good_stops_with_the_servers_words),
		TEST(an_address_that_the_server_does_not_know_gets_no_more_and_the_coordinator_hears_why),
		TEST(after_five_days_a_mail_is_given_up),
		TEST(while_the_mail_server_is_away_everything_waits),
		TEST(one_that_cannot_be_composed_does_not_hold_up_the_others),
		TEST(what_a_dead_sender_claimed_is_taken_over_when_the_claim_has_run_out),
		TEST(a_mail_whose_claim_is_anothers_by_now_is_not_sent),
		TEST(a_mail_without_an_answer_to_its_end_is_in_doubt_and_sent_again),
		TEST(a_mail_whose_recording_loses_a_race_is_not_sent_twice),
		TEST(two_programs_at_once_send_nothing_twice),
		TEST(the_program_sends_what_comes_and_ends_when_asked),
		TEST(a_program_that_is_killed_again_and_again_loses_nothing),
		TEST(a_wrong_command_line_is_refused),
	};

	signal(SIGPIPE, SIG_IGN);
	compose_start();
	smtp_start();
	return cmocka_run_group_tests(tests, open_office, close_office);
}
