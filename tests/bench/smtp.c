/* SPDX-License-Identifier: MPL-2.0 */
/*
 * smtp PORT COUNT SIZE: hands COUNT texts of SIZE bytes to the mail server at a port of this machine in
 * one session of mail/smtp.c, and prints how many that were in a second. No database, nothing composed:
 * what libesmtp and our use of it cost. mail.py runs it beside smtp-source.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/clock.h"
#include "mail/smtp.h"

#define LINE 78

static bool may_end(void *context, size_t index)
{
	(void)context;
	(void)index;
	return true;
}

static void answered(void *context, size_t index)
{
	(void)index;
	++*(size_t *)context;
}

/* Lines of x, as smtp-source writes them. */
static char *text_of(struct arena *mem, size_t size)
{
	char *text = arena_alloc(mem, size + 1);

	memset(text, 'x', size);
	for (size_t i = LINE; i + 2 < size; i += LINE + 2)
		memcpy(text + i, "\r\n", 2);
	memcpy(text, "Subject: x\r\n\r\n", 14);
	memcpy(text + size - 2, "\r\n", 2);
	text[size] = '\0';
	return text;
}

int main(int argc, char **argv)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	char problem[SMTP_REASON_SIZE];
	size_t done = 0;

	if (argc != 4)
		return 64;
	size_t count = strtoul(argv[2], NULL, 10), size = strtoul(argv[3], NULL, 10);
	const struct configuration configuration = {.smtp_host = "localhost", .smtp_timeout = 30,
		.smtp_port = (unsigned)strtoul(argv[1], NULL, 10), .smtp_tls = SMTP_TLS_NEVER,
		.reply_domain = "torv.example.org"};
	const struct smtp_watch watch = {.may_end = may_end, .answered = answered, .context = &done};
	struct smtp_mail *mails = arena_array(mem, count, sizeof *mails);
	const char *text = text_of(mem, size);

	signal(SIGPIPE, SIG_IGN);
	for (size_t i = 0; i < count; i++)
		mails[i] = (struct smtp_mail){.from = "torv@torv.example", .to = "m@example.org",
			.bytes = text, .size = size};
	smtp_start();
	int64_t began = clock_milliseconds();
	enum err err = smtp_deliver(&configuration, mails, count, &watch, problem);
	int64_t took = clock_milliseconds() - began;
	if (err != OK || done != count) {
		fprintf(stderr, "smtp: %zu of %zu: %s\n", done, count, problem);
		return 1;
	}
	printf("%.0f\n", (double)count * 1000.0 / (double)(took > 0 ? took : 1));
	return 0;
}
