/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The commands of the program `torv`. One command is one function in its own command_*.c and one row
 * in the table in commands.c; torv.c finds it, opens what it needs and hands it over.
 *
 * To add one: write export/command_<name>.c, declare its function below, add its row, list the file in
 * export/local.mk, describe it in doc/torv.1. Messages of the command line are English, as the logs
 * and the man pages are; a program's output is for scripts too.
 */
#ifndef TORV_COMMAND_H
#define TORV_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sysexits.h>

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/file_fault.h"
#include "lib/search_index.h"

/* What is opened before a command runs. */
enum command_needs {
	NEEDS_NOTHING,
	NEEDS_CONFIGURATION,
	NEEDS_DATABASE, /* and the configuration; the program stops with EX_UNAVAILABLE without it */
};

/* What a command has to work with. */
struct command_run {
	const struct command *command;
	const char *configuration_path;             /* from --config; NULL: the usual place */
	const struct configuration *configuration; /* NULL with NEEDS_NOTHING */
	struct db *db;                              /* NULL unless NEEDS_DATABASE */
	struct arena *mem;
	int argc;    /* what stands after the command's name */
	char **argv;
};

struct command {
	const char *name;      /* one word or two: "migrate", "import cpv" */
	const char *arguments; /* "FILE", "[--status]" */
	const char *summary;   /* one line for --help */
	enum command_needs needs;
	int (*run)(struct command_run *run); /* the exit status, of sysexits.h */
};

extern const struct command commands[];
extern const size_t command_count;

int command_account_create(struct command_run *run);
int command_account_disable(struct command_run *run);
int command_account_enable(struct command_run *run);
int command_account_list(struct command_run *run);
int command_check(struct command_run *run);
int command_export_plan(struct command_run *run);
int command_export_soev(struct command_run *run);
int command_export_suppliers(struct command_run *run);
int command_import_cpv(struct command_run *run);
int command_import_sample(struct command_run *run);
int command_cpv_suggest(struct command_run *run);
int command_match(struct command_run *run);
int command_migrate(struct command_run *run);
int command_rank(struct command_run *run);
int command_search(struct command_run *run);
int command_statistics(struct command_run *run);

/* ---- help for the commands ---- */

/* "--status" sets *flag; "--role ROLE" and "--role=ROLE" set *value. */
struct command_option {
	const char *name; /* "--role" */
	const char **value;
	bool *flag;
};

/* Takes the options out of run->argv and leaves the operands there; EX_OK, or EX_USAGE after saying
 * what is wrong. "--" ends the options. The number of operands must be between least and most. */
int command_options(struct command_run *run, const struct command_option *options, size_t count,
	int least, int most);

/* Says on standard error what is wrong with how the command was called; returns EX_USAGE. */
int command_usage(const struct command_run *run, const char *format, ...) FORMAT(2, 3);

/* Says on standard error what went wrong, after the program's name. */
void command_complain(const char *format, ...) FORMAT(1, 2);

/* The language that was asked for by its code, `otherwise` when none was; false after a complaint. */
bool command_language(const struct command_run *run, const char *code, enum language otherwise, enum language *out);

/* Torv's translations; the caller closes them. */
enum err command_catalogues(const struct command_run *run, struct catalogues **out);

/* The index, from the file where it is kept if that can be; and the end of it: what was printed is seen before the index
 * is kept for the next command, which may take a second, or is read anew for it because much has changed since it was kept. */
enum err command_index_open(const struct command_run *run, struct match_index **out);
void command_index_close(const struct command_run *run, struct match_index **index);

/* "45.5", from 0 to 100; NULL leaves *out as it is. False after a complaint. */
bool command_minimum(const struct command_run *run, const char *text, double *out);

/* Prints each fault as "file:line: text" on standard error. */
void command_faults(const struct file_faults *faults);

/* The exit status that says the same to a script: NOT_FOUND EX_NOINPUT, INVALID and TOO_LARGE
 * EX_DATAERR, FORBIDDEN EX_NOPERM, CONFLICT EX_CANTCREAT, UNAVAILABLE EX_TEMPFAIL, FAILED EX_SOFTWARE. */
int command_status(enum err err);

#endif
