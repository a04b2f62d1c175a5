/* SPDX-License-Identifier: MPL-2.0 */
/* The table of the program's commands, in the order of `torv --help`. */
#include "export/command.h"

const struct command commands[] = {
	/* name           arguments      summary                                        needs          function */
	{ "import cpv",   "FILE",         "import the official CPV list",                 NEEDS_DATABASE, command_import_cpv },
	{ "migrate",      "[--status]",  "bring the database up to this version",       NEEDS_DATABASE, command_migrate },
};

const size_t command_count = sizeof commands / sizeof commands[0];
