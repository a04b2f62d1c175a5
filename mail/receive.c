/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv-mail receive: one message on standard input, from a mail server's pipe. Its exit status tells
 * the mail server what to do (sysexits.h): keep it and try again when we cannot take it now, give it
 * back to its sender when it is not ours, forget it when it is done.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "lib/log.h"
#include "mail/command.h"
#include "mail/receive.h"

#define MESSAGE_LARGEST ((size_t)25 * 1024 * 1024) /* bytes */

enum { ROOM = 64 * 1024 }; /* bytes that are read at once */

/* All of standard input into the file. TOO_LARGE past the limit: what is left is not read. */
static enum err read_all(int fd, FILE *file)
{
	char room[ROOM];
	size_t length = 0;

	for (;;) {
		ssize_t size = read(fd, room, sizeof room);
		if (size == 0)
			break;
		if (size < 0 && errno == EINTR)
			continue;
		if (size < 0) {
			log_error("receive: standard input: %s", strerror(errno));
			return UNAVAILABLE;
		}
		length += (size_t)size;
		if (length > MESSAGE_LARGEST)
			return TOO_LARGE;
		if (fwrite(room, 1, (size_t)size, file) != (size_t)size)
			break;
	}
	if (fflush(file) == 0 && ferror(file) == 0)
		return OK;
	log_error("receive: the message's temporary file: %s", strerror(errno));
	return UNAVAILABLE;
}

/* What is our fault is worth another try; what is the message's fault is not. */
static int exit_status(enum err err)
{
	static const int statuses[] = {
		[OK] = EX_OK,
		[NOT_FOUND] = EX_NOUSER,
		[INVALID] = EX_DATAERR,
		[FORBIDDEN] = EX_NOPERM,
		[CONFLICT] = EX_TEMPFAIL,
		[TOO_LARGE] = EX_DATAERR,
		[UNAVAILABLE] = EX_TEMPFAIL,
		[FAILED] = EX_TEMPFAIL,
	};

	return statuses[err];
}

/* What stands on standard error goes into the bounce that the sender reads. */
static const char *reason(enum err err)
{
	switch (err) {
	case NOT_FOUND:
		return "there is no such reply address, or it has expired";
	case INVALID:
		return "this is not a readable mail message";
	case TOO_LARGE:
		return "the message is larger than 25 MB";
	case OK:
	case FORBIDDEN:
	case CONFLICT:
	case UNAVAILABLE:
	case FAILED:
		break;
	}
	return "the message could not be taken now";
}

/* False when an argument is none of ours. The environment is what Postfix's local(8) sets. */
static bool read_options(int argc, char **argv, struct envelope *envelope)
{
	static const struct option options[] = {
		{"recipient", required_argument, NULL, 'r'},
		{"sender", required_argument, NULL, 's'},
		{NULL, 0, NULL, 0},
	};

	envelope->recipient = getenv("ORIGINAL_RECIPIENT");
	if (envelope->recipient == NULL)
		envelope->recipient = getenv("RECIPIENT");
	envelope->sender = getenv("SENDER");
	optind = 0; /* getopt has read the options of the program before: begin anew */
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (option == 'r')
			envelope->recipient = optarg;
		else if (option == 's')
			envelope->sender = optarg;
		else
			return false;
	}
	return optind == argc;
}

/* A message waits in a file without a name, not in memory, for as long as it is read. */
static enum err take(const struct mail_program *program, const struct envelope *envelope)
{
	FILE *file = tmpfile();

	if (file == NULL) {
		log_error("receive: a temporary file: %s", strerror(errno));
		return UNAVAILABLE;
	}
	enum err err = read_all(STDIN_FILENO, file);
	if (err == OK)
		err = receive_take(program->db, program->configuration, file, envelope);
	fclose(file);
	return err;
}

int command_receive(const struct mail_program *program, int argc, char **argv)
{
	struct envelope envelope;

	if (!read_options(argc, argv, &envelope)) {
		fputs("usage: torv-mail receive [--recipient ADDRESS] [--sender ADDRESS]\n", stderr);
		return EX_USAGE;
	}
	envelope.authserv_id = program->configuration->authserv_id;
	incoming_start();
	enum err err = take(program, &envelope);
	if (err != OK)
		fprintf(stderr, "%s\n", reason(err));
	return exit_status(err);
}
