/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The commands of torv-mail. Each is a function that takes what the program has set up and its own
 * arguments (argv[0] is the command's name) and returns the program's exit status: those of
 * sysexits.h, because a mail server that pipes a message to us acts on them.
 */
#ifndef TORV_MAIL_COMMAND_H
#define TORV_MAIL_COMMAND_H

#include "lib/configuration.h"
#include "lib/db.h"

struct mail_program {
	const struct configuration *configuration;
	struct db *db; /* usable also when the server was away at start: its calls say UNAVAILABLE */
};

typedef int mail_command(const struct mail_program *program, int argc, char **argv);

/* Sends the outbox, for ever or, with --once, until nothing is due (command_send.c). */
mail_command command_send;

/* Makes mail of what is due at its time: digests, reminders (command_digest.c). */
mail_command command_digest;

/* Reads one message from standard input (receive.c). */
mail_command command_receive;

#endif
