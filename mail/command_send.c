/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv-mail send: looks into the outbox each second, for ever, or with --once until nothing is due.
 * SIGTERM and SIGINT end it after the message that is on its way. They stay blocked and are asked for,
 * so that no handler and no global is needed.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <sysexits.h>
#include <time.h>

#include "lib/document.h"
#include "lib/follow.h"
#include "lib/due.h"
#include "lib/log.h"
#include "lib/session.h"
#include "mail/command.h"
#include "mail/send.h"
#include "mail/smtp.h"

#define LOOK_EACH 1      /* seconds between two looks when nothing was due */
#define AFTER_TROUBLE 10 /* when the database or the mail server is away */
#define SWEEP_EACH 3600  /* seconds between two sweeps of what has run out */
#define LOOK_WHAT_IS_DUE 60

static void ending_signals(sigset_t *signals)
{
	sigemptyset(signals);
	sigaddset(signals, SIGTERM);
	sigaddset(signals, SIGINT);
}

/* One has come and waits. */
static bool stopping(void *context)
{
	(void)context;
	sigset_t waiting;

	sigpending(&waiting);
	return sigismember(&waiting, SIGTERM) == 1 || sigismember(&waiting, SIGINT) == 1;
}

/* True when we are to end. */
static bool wait_or_stop(time_t seconds)
{
	const struct timespec limit = {.tv_sec = seconds};
	sigset_t signals;

	ending_signals(&signals);
	return sigtimedwait(&signals, NULL, &limit) > 0;
}

/* What is due at this minute becomes mail: reminders, digests (due.h). What could not be done is still
 * due at the next. */
static void look_what_is_due(const struct sender *sender, moment *next)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	if (clock_now() < *next)
		return;
	due_run(&(struct due){sender->db, mem, sender->composer->configuration, clock_now()}, NULL);
	*next = clock_now() + LOOK_WHAT_IS_DUE;
}

/* Sends until nothing is due; tells in its exit status whether all could go. */
static int send_once(const struct sender *sender)
{
	int status = EX_OK;
	moment due = 0;

	for (;;) {
		size_t claimed = 0;

		look_what_is_due(sender, &due);

		if (send_batch(sender, &claimed) != OK)
			status = EX_TEMPFAIL;
		if (claimed == 0 || stopping(NULL))
			return status;
	}
}

/* Sessions, tokens and counts that have run out, and files that nothing leads to, are deleted here, because
 * this program always runs. */
static void sweep_when_due(const struct sender *sender, moment *due)
{
	if (clock_now() < *due)
		return;
	session_sweep(sender->db); /* what it could not delete, it deletes the next time */
	follow_sweep(sender->db);
	document_sweep(sender->db);
	*due = clock_now() + SWEEP_EACH;
}

static int send_for_ever(const struct sender *sender)
{
	moment sweep_due = 0, due = 0;

	for (;;) {
		sweep_when_due(sender, &sweep_due);
		look_what_is_due(sender, &due);
		size_t claimed = 0;
		enum err err = send_batch(sender, &claimed);
		time_t pause = err != OK ? AFTER_TROUBLE : claimed < SEND_BATCH ? LOOK_EACH : 0;

		if (wait_or_stop(pause))
			return EX_OK;
	}
}

static bool read_options(int argc, char **argv, bool *once)
{
	static const struct option options[] = {
		{"once", no_argument, NULL, 'o'},
		{NULL, 0, NULL, 0},
	};

	optind = 0; /* getopt has read the options of the program before: begin anew */
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (option != 'o')
			return false;
		*once = true;
	}
	return optind == argc;
}

int command_send(const struct mail_program *program, int argc, char **argv)
{
	const struct configuration *configuration = program->configuration;
	OWNED(arena_close) struct arena *mem = arena_open();
	OWNED(catalogues_close) struct catalogues *catalogues = NULL;
	OWNED(templates_close) struct templates *templates = NULL;
	const char *data = configuration->data_directory;
	sigset_t signals;
	bool once = false;

	if (!read_options(argc, argv, &once)) {
		fputs("usage: torv-mail send [--once]\n", stderr);
		return EX_USAGE;
	}
	if (catalogues_open(arena_printf(mem, "%s/locale", data), &catalogues) != OK ||
		templates_open(arena_printf(mem, "%s/templates/mail", data), catalogues, &templates) != OK)
		return EX_TEMPFAIL;
	ending_signals(&signals);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	compose_start();
	smtp_start();

	const struct composer composer = {configuration, catalogues, templates};
	const struct sender sender = {.composer = &composer, .db = program->db, .stopping = stopping};
	return once ? send_once(&sender) : send_for_ever(&sender);
}
