/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The program `torv`: all that an administrator or a script does. Here: the words before the command,
 * finding it in the table, opening what it needs. What a command does is in its own command_*.c.
 */
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "export/command.h"
#include "lib/log.h"
#include "lib/text.h"

static void usage(FILE *out)
{
	fputs("Usage: torv [--config FILE] COMMAND ...\n\nCommands:\n", out);
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &commands[i];
		int room = 40 - (int)strlen(command->name) - 1;

		fprintf(out, "  %s %-*s  %s\n", command->name, room > 0 ? room : 0, command->arguments,
			command->summary);
	}
	fputs("\nOptions:\n"
	      "  --config FILE  the configuration ($TORV_CONF, else " TORV_SYSCONFDIR "/torv.conf)\n"
	      "  --help         this text; after a command, that command's line\n"
	      "  --version      the version\n",
		out);
}

/* How many of the words are the command's name: 2, 1, or 0 when they are not. */
static int words_of(const struct command *command, int argc, char **argv)
{
	size_t length = strcspn(command->name, " ");

	if (argc < 1 || strlen(argv[0]) != length || strncmp(argv[0], command->name, length) != 0)
		return 0;
	if (command->name[length] == '\0')
		return 1;
	return argc > 1 && strcmp(argv[1], command->name + length + 1) == 0 ? 2 : 0;
}

static const struct command *find(int argc, char **argv, int *words)
{
	const struct command *best = NULL;

	*words = 0;
	for (size_t i = 0; i < command_count; i++) {
		int matched = words_of(&commands[i], argc, argv);

		if (matched > *words) {
			best = &commands[i];
			*words = matched;
		}
	}
	return best;
}

static bool wants_help(int argc, char **argv)
{
	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0)
			return true;
	return false;
}

static void print_line(const char *line)
{
	fprintf(stderr, "%s\n", line);
}

/* Opens what the command needs and runs it. */
static int run_command(struct command_run *run)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	OWNED(configuration_close) struct configuration *configuration = NULL;
	OWNED(db_close) struct db *db = NULL;

	run->mem = mem;
	if (run->command->needs >= NEEDS_CONFIGURATION) {
		if (configuration_open(run->configuration_path, print_line, &configuration) != OK)
			return EX_CONFIG;
		run->configuration = configuration;
		clock_zone(configuration->time_zone);
	}
	if (run->command->needs >= NEEDS_DATABASE) {
		if (db_open(configuration, &db) != OK) {
			command_complain("the database does not answer; `torv check` says more");
			return EX_UNAVAILABLE;
		}
		run->db = db;
	}
	return run->command->run(run);
}

/* The options before the command; returns how many words they take, or -1 after a complaint. */
static int take_global(int argc, char **argv, const char **configuration_path)
{
	int at = 1;

	for (; at < argc && strncmp(argv[at], "--", 2) == 0; at++) {
		if (strncmp(argv[at], "--config=", 9) == 0) {
			*configuration_path = argv[at] + 9;
		} else if (strcmp(argv[at], "--config") == 0 && at + 1 < argc) {
			*configuration_path = argv[++at];
		} else {
			command_complain("there is no option %s here, or its value is missing", argv[at]);
			return -1;
		}
	}
	return at;
}

/* Asked of the pipe itself: what was written may have failed long ago. */
static bool reads_no_further(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO};

	return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

/* A full disk must not look like a short answer. Who reads no further (`torv match --all | head`) knows that. */
static int all_said(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (!reads_no_further())
		command_complain("what it prints cannot be written");
	return status == EX_OK ? EX_SOFTWARE : status;
}

static int no_command(int argc, char **argv)
{
	if (argc > 0)
		command_complain("there is no command \"%s%s%s\"", argv[0], argc > 1 ? " " : "", argc > 1 ? argv[1] : "");
	usage(stderr);
	return EX_USAGE;
}

int main(int argc, char **argv)
{
	struct command_run run = {0};
	int at, words;

	log_open("torv", LOG_TO_STDERR, LOG_LEVEL_WARNING);
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		usage(stdout);
		return all_said(EX_OK);
	}
	if (argc > 1 && strcmp(argv[1], "--version") == 0) {
		puts("torv " TORV_VERSION);
		return all_said(EX_OK);
	}
	at = take_global(argc, argv, &run.configuration_path);
	if (at < 0)
		return EX_USAGE;
	run.command = find(argc - at, argv + at, &words);
	if (run.command == NULL)
		return no_command(argc - at, argv + at);
	run.argc = argc - at - words;
	run.argv = argv + at + words;
	if (wants_help(run.argc, run.argv)) {
		printf("torv %s %s\n\n%s; see torv(1)\n", run.command->name, run.command->arguments,
			run.command->summary);
		return all_said(EX_OK);
	}
	if (secret_start() != OK)
		return EX_SOFTWARE;
	return all_said(run_command(&run));
}
