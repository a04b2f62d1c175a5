/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv-mail: the mail face as a program. Here only: options that all commands share, what is set up
 * before any of them, and the table of commands. What each does stands in its own file.
 *
 * When the configuration or the machine is at fault it ends with EX_TEMPFAIL, so that a mail server
 * that pipes us a reply keeps it and tries again; only a command line that nobody could serve is
 * EX_USAGE.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "lib/log.h"
#include "mail/command.h"

static const struct {
	const char *name;
	mail_command *run;
} commands[] = {
	{"send", command_send},
	{"receive", command_receive},
	{"digest", command_digest},
	{NULL, NULL},
};

static void usage(FILE *out)
{
	fputs("usage: torv-mail [--config FILE] COMMAND\n"
	      "\n"
	      "  send [--once]  send the mail that waits; --once: end when nothing is due\n"
	      "  receive [--recipient ADDRESS] [--sender ADDRESS]\n"
	      "                 take one message from standard input, for a mail server's pipe\n"
	      "  digest         queue what is due at its time: digests, reminders\n"
	      "\n"
	      "  --config FILE  instead of $TORV_CONF or /etc/torv/torv.conf\n"
	      "  --version\n"
	      "  --help\n"
	      "\n"
	      "torv-mail(1) tells more.\n",
		out);
}

static mail_command *find_command(const char *name)
{
	for (size_t i = 0; commands[i].name != NULL; i++)
		if (strcmp(commands[i].name, name) == 0)
			return commands[i].run;
	return NULL;
}

static void report_to_stderr(const char *line)
{
	fprintf(stderr, "%s\n", line);
}

/* Sets up what every command needs, and runs it. */
static int run(mail_command *command, const char *config, int argc, char **argv)
{
	OWNED(configuration_close) struct configuration *configuration = NULL;
	OWNED(db_close) struct db *db = NULL;

	if (secret_start() != OK)
		return EX_TEMPFAIL;
	if (configuration_open(config, report_to_stderr, &configuration) != OK)
		return EX_TEMPFAIL;
	log_open("torv-mail", configuration->log_target, configuration->log_level);
	clock_zone(configuration->time_zone);
	signal(SIGPIPE, SIG_IGN); /* a peer that hangs up is an error of write(2), not our end */
	db_open(configuration, &db); /* away at start: the command meets UNAVAILABLE and says so */

	struct mail_program program = {.configuration = configuration, .db = db};
	return command(&program, argc, argv);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"config", required_argument, NULL, 'c'},
		{"version", no_argument, NULL, 'v'},
		{"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0},
	};
	const char *config = NULL;

	/* "+": what stands behind the command is the command's */
	for (int option; (option = getopt_long(argc, argv, "+", options, NULL)) != -1;) {
		if (option == 'h') {
			usage(stdout);
			return EX_OK;
		} else if (option == 'v') {
			puts("torv-mail " TORV_VERSION);
			return EX_OK;
		} else if (option == 'c') {
			config = optarg;
		} else {
			usage(stderr);
			return EX_USAGE;
		}
	}
	mail_command *command = optind < argc ? find_command(argv[optind]) : NULL;
	if (command == NULL) {
		usage(stderr);
		return EX_USAGE;
	}
	return run(command, config, argc - optind, argv + optind);
}
