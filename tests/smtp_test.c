/* SPDX-License-Identifier: MPL-2.0 */
/*
 * mail/smtp.c against a real mail server: what arrives, what each message's outcome is, that nothing
 * goes to a server that is not the one meant, and that no message waits 44 ms for an acknowledgement.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/text.h"
#include "mail/smtp.h"
#include "tests/sink.h"

#define MOST 200

struct place {
	struct arena *mem;
	char folder[64];
	struct sink sink;
	struct configuration configuration;
	struct smtp_mail mails[MOST];
	size_t count;
	int answered[MOST];
	size_t hold_back; /* this message's text is not ended; MOST: none */
	int nodelay;      /* of the connection, while a text was ended; -1: not seen */
	char problem[SMTP_REASON_SIZE];
};

static const char text[] = "Subject: Pr=?utf-8?q?=C3=B8?=ve\r\n"
			   "Content-Type: text/plain\r\n"
			   "\r\n"
			   ".begins with a dot\r\n"
			   ".\r\n"
			   "..two\r\n"
			   "\r\n"
			   "the end\r\n";

static int open_place(void **state)
{
	struct place *place = calloc(1, sizeof *place);

	place->mem = arena_open();
	strcpy(place->folder, "/tmp/torv-smtp-XXXXXX");
	if (mkdtemp(place->folder) == NULL)
		return 1;
	place->hold_back = MOST;
	place->nodelay = -1;
	place->configuration = (struct configuration){
		.smtp_host = "localhost",
		.smtp_tls = SMTP_TLS_NEVER,
		.smtp_timeout = 10,
		.reply_domain = "torv.example.org",
	};
	*state = place;
	return 0;
}

static int close_place(void **state)
{
	struct place *place = *state;
	char command[100];

	sink_close(&place->sink);
	snprintf(command, sizeof command, "rm -rf '%s'", place->folder);
	int rest = system(command);
	arena_close(&place->mem);
	free(place);
	return rest;
}

static void given_server(struct place *place, const char *const *arguments)
{
	sink_open(&place->sink, place->folder, arguments);
	place->configuration.smtp_port = place->sink.port;
}

static void given_mail(struct place *place, const char *to, const char *bytes)
{
	place->mails[place->count++] = (struct smtp_mail){
		.from = "torv@example.org", .to = to, .bytes = bytes, .size = strlen(bytes)};
}

/* TCP_NODELAY of our connection to the server: found among the open files by its port. */
static int nodelay_now(unsigned port)
{
	for (int fd = 3; fd < 256; fd++) {
		struct sockaddr_in peer;
		socklen_t size = sizeof peer;
		int on = -1;
		socklen_t on_size = sizeof on;

		if (getpeername(fd, (struct sockaddr *)&peer, &size) == 0 && peer.sin_family == AF_INET &&
			ntohs(peer.sin_port) == port &&
			getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, &on_size) == 0)
			return on != 0;
	}
	return -1;
}

static bool may_end(void *context, size_t index)
{
	struct place *place = context;

	place->nodelay = nodelay_now(place->sink.port);
	return index != place->hold_back;
}

static void answered(void *context, size_t index)
{
	struct place *place = context;

	place->answered[index]++;
}

static enum err deliver(struct place *place)
{
	const struct smtp_watch watch = {.may_end = may_end, .answered = answered, .context = place};

	enum err err = smtp_deliver(&place->configuration, place->mails, place->count, &watch,
		place->problem);
	if (err != OK)
		print_message("%s\n", place->problem);
	return err;
}

static void what_is_sent_arrives_byte_for_byte(void **state)
{
	struct place *place = *state;
	size_t size;

	given_server(place, NULL);
	given_mail(place, "a@example.org", text);
	given_mail(place, "b@example.org", text);
	assert_int_equal(deliver(place), OK);

	assert_int_equal(sink_count(&place->sink), 2);
	for (size_t i = 0; i < 2; i++) {
		char *arrived = sink_message(&place->sink, place->mem, i + 1, &size);

		assert_int_equal(place->mails[i].outcome, SMTP_TAKEN);
		assert_int_equal(place->answered[i], 1);
		/* libesmtp adds the headers that a mail must have and this one lacks; ours have them all */
		assert_non_null(strstr(arrived, "Subject: Pr=?utf-8?q?=C3=B8?=ve\r\n"));
		assert_string_equal(strstr(arrived, "\r\n\r\n"), strstr(text, "\r\n\r\n"));
	}
	assert_string_equal(sink_envelope(&place->sink, place->mem, 2), "torv@example.org b@example.org\n");
}

static void each_message_of_a_session_has_an_outcome_of_its_own(void **state)
{
	struct place *place = *state;

	given_server(place, NULL);
	given_mail(place, "later@example.org", text);
	given_mail(place, "refused@example.org", text);
	given_mail(place, "good@example.org", text);
	given_mail(place, "later-data@example.org", text);
	given_mail(place, "refused-data@example.org", text);
	given_mail(place, "last@example.org", text);
	assert_int_equal(deliver(place), OK);

	assert_int_equal(place->mails[0].outcome, SMTP_LATER);
	assert_string_equal(place->mails[0].reason, "450 4.2.1 mailbox busy");
	assert_int_equal(place->mails[1].outcome, SMTP_REFUSED);
	assert_string_equal(place->mails[1].reason, "550 5.1.1 no such user");
	assert_int_equal(place->mails[2].outcome, SMTP_TAKEN);
	assert_int_equal(place->mails[3].outcome, SMTP_LATER);
	assert_int_equal(place->mails[4].outcome, SMTP_REFUSED);
	assert_int_equal(place->mails[5].outcome, SMTP_TAKEN);
	for (size_t i = 0; i < place->count; i++)
		assert_int_equal(place->answered[i], 1);
	assert_int_equal(sink_count(&place->sink), 2);
}

static void a_message_held_back_at_the_last_moment_is_not_taken(void **state)
{
	struct place *place = *state;

	given_server(place, NULL);
	given_mail(place, "a@example.org", text);
	given_mail(place, "b@example.org", text);
	given_mail(place, "c@example.org", text);
	place->hold_back = 1;
	assert_int_equal(deliver(place), UNAVAILABLE);

	assert_int_equal(place->mails[0].outcome, SMTP_TAKEN);
	assert_int_equal(place->mails[1].outcome, SMTP_UNTRIED);
	assert_int_equal(place->mails[2].outcome, SMTP_UNTRIED);
	assert_int_equal(sink_count(&place->sink), 1);
}

static void a_line_that_breaks_after_the_text_leaves_the_message_in_doubt(void **state)
{
	struct place *place = *state;

	given_server(place, NULL);
	given_mail(place, "dropped@example.org", text);
	given_mail(place, "after@example.org", text);
	assert_int_equal(deliver(place), UNAVAILABLE);

	assert_int_equal(place->mails[0].outcome, SMTP_IN_DOUBT);
	assert_int_equal(place->answered[0], 0);
	assert_int_equal(place->mails[1].outcome, SMTP_UNTRIED);
	assert_int_equal(sink_count(&place->sink), 1);
}

/* A server with TLS for `host` and a login, and us with its password. */
static void given_secure_server(struct place *place, const char *host)
{
	char certificate[128], key[128];
	const char *arguments[] = {"--tls", certificate, key, "--auth", "torv", "hemmelig", NULL};

	given_certificate(place->folder, "server", host);
	snprintf(certificate, sizeof certificate, "%s/server.crt", place->folder);
	snprintf(key, sizeof key, "%s/server.key", place->folder);
	given_server(place, arguments);
	place->configuration.smtp_tls = SMTP_TLS_REQUIRED;
	place->configuration.smtp_ca = arena_text(place->mem, certificate);
	place->configuration.smtp_user = "torv";
	place->configuration.smtp_password = "hemmelig";
	given_mail(place, "a@example.org", text);
}

static void mail_goes_over_tls_with_the_password(void **state)
{
	struct place *place = *state;

	given_secure_server(place, "localhost");
	assert_int_equal(deliver(place), OK);
	assert_int_equal(place->mails[0].outcome, SMTP_TAKEN);
	assert_int_equal(sink_count(&place->sink), 1);
}

/* With TLS 1.3 about every second one stood still until the time limit. */
static void session_after_session_over_tls_none_stands_still(void **state)
{
	struct place *place = *state;

	given_secure_server(place, "localhost");
	for (int i = 0; i < 20; i++)
		assert_int_equal(deliver(place), OK);
	assert_int_equal(sink_count(&place->sink), 20);
}

static void a_certificate_for_another_host_gets_no_mail(void **state)
{
	struct place *place = *state;

	given_secure_server(place, "mail.example.net");
	assert_int_equal(deliver(place), UNAVAILABLE);
	assert_int_equal(place->mails[0].outcome, SMTP_UNTRIED);
	assert_non_null(strstr(place->problem, "certificate of localhost"));
	assert_int_equal(sink_count(&place->sink), 0);
}

static void a_certificate_that_nobody_vouches_for_gets_no_mail_even_when_tls_is_a_try(void **state)
{
	struct place *place = *state;

	given_secure_server(place, "localhost");
	place->configuration.smtp_tls = SMTP_TLS_TRY;
	place->configuration.smtp_ca = NULL;
	assert_int_equal(deliver(place), UNAVAILABLE);
	assert_int_equal(place->mails[0].outcome, SMTP_UNTRIED);
	assert_int_equal(sink_count(&place->sink), 0);
}

static void a_server_without_tls_gets_no_mail_when_tls_is_required(void **state)
{
	struct place *place = *state;

	given_server(place, NULL);
	given_mail(place, "a@example.org", text);
	place->configuration.smtp_tls = SMTP_TLS_REQUIRED;
	assert_int_equal(deliver(place), UNAVAILABLE);
	assert_int_equal(place->mails[0].outcome, SMTP_UNTRIED);
	assert_string_equal(place->problem, "the server offers no STARTTLS");
	assert_int_equal(sink_count(&place->sink), 0);
}

static void a_wrong_password_is_never_the_fault_of_the_message(void **state)
{
	struct place *place = *state;

	given_secure_server(place, "localhost");
	place->configuration.smtp_password = "forkert";
	deliver(place);
	assert_true(place->mails[0].outcome == SMTP_LATER || place->mails[0].outcome == SMTP_UNTRIED);
	assert_int_equal(sink_count(&place->sink), 0);
}

/* A port on which something listens that never speaks. */
static unsigned given_silent_server(int *fd)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t size = sizeof address;

	*fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(*fd, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(*fd, 4), 0);
	assert_int_equal(getsockname(*fd, (struct sockaddr *)&address, &size), 0);
	return ntohs(address.sin_port);
}

static void a_server_that_says_nothing_is_left_after_the_time_limit(void **state)
{
	struct place *place = *state;
	int fd;

	place->configuration.smtp_port = given_silent_server(&fd);
	place->configuration.smtp_timeout = 1;
	given_mail(place, "a@example.org", text);
	/* libesmtp alone would wait for five minutes, and the test would be ended for it */
	assert_int_equal(deliver(place), UNAVAILABLE);
	assert_int_equal(place->mails[0].outcome, SMTP_UNTRIED);
	close(fd);
}

static void without_a_server_nothing_is_tried(void **state)
{
	struct place *place = *state;
	int fd;

	place->configuration.smtp_port = given_silent_server(&fd);
	close(fd);
	given_mail(place, "a@example.org", text);
	assert_int_equal(deliver(place), UNAVAILABLE);
	assert_int_equal(place->mails[0].outcome, SMTP_UNTRIED);
	assert_true(place->problem[0] != '\0');
}

/* Milliseconds for so many messages of 4 KB over one session. */
static int64_t time_for(struct place *place, size_t count)
{
	struct buffer body = {0};

	buffer_text(&body, "Subject: long\r\n\r\n");
	while (body.length < 4096)
		buffer_text(&body, "A line of a text that is long enough to leave in several pieces.\r\n");
	place->count = 0;
	for (size_t i = 0; i < count; i++)
		given_mail(place, "a@example.org", body.bytes);
	int64_t before = clock_milliseconds();
	assert_int_equal(deliver(place), OK);
	int64_t after = clock_milliseconds();
	buffer_close(&body);
	return after - before;
}

/* The same 50 messages, to the same server, with our connect() and as if it were not there: 44 ms for
 * each of them against 1 or 2. A slow machine slows both. */
static void no_message_waits_for_a_delayed_acknowledgement(void **state)
{
	struct place *place = *state;

	given_server(place, NULL);
	int64_t fast = time_for(place, 50);
	assert_int_equal(place->nodelay, 1);

	setenv("TORV_TEST_NAGLE", "1", 1);
	int64_t slow = time_for(place, 50);
	unsetenv("TORV_TEST_NAGLE");
	assert_int_equal(place->nodelay, 0);
	print_message("50 messages: %d ms, %d ms with Nagle's algorithm\n", (int)fast, (int)slow);
	assert_true(slow > 3 * fast);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_place, close_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_sent_arrives_byte_for_byte),
		TEST(each_message_of_a_session_has_an_outcome_of_its_own),
		TEST(a_message_held_back_at_the_last_moment_is_not_taken),
		TEST(a_line_that_breaks_after_the_text_leaves_the_message_in_doubt),
		TEST(mail_goes_over_tls_with_the_password),
		TEST(session_after_session_over_tls_none_stands_still),
		TEST(a_certificate_for_another_host_gets_no_mail),
		TEST(a_certificate_that_nobody_vouches_for_gets_no_mail_even_when_tls_is_a_try),
		TEST(a_server_without_tls_gets_no_mail_when_tls_is_required),
		TEST(a_wrong_password_is_never_the_fault_of_the_message),
		TEST(a_server_that_says_nothing_is_left_after_the_time_limit),
		TEST(without_a_server_nothing_is_tried),
		TEST(no_message_waits_for_a_delayed_acknowledgement),
	};

	signal(SIGPIPE, SIG_IGN);
	smtp_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
