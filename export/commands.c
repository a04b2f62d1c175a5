/* SPDX-License-Identifier: MPL-2.0 */
/* The table of the program's commands, in the order of `torv --help`. */
#include "export/command.h"

const struct command commands[] = {
	/* name               arguments                    summary                                        needs           function */
	{ "account create",    "EMAIL NAME [OPTION ...]",   "make an account",                             NEEDS_DATABASE, command_account_create },
	{ "account disable",   "EMAIL",                     "shut an account",                             NEEDS_DATABASE, command_account_disable },
	{ "account enable",    "EMAIL",                     "open it again",                               NEEDS_DATABASE, command_account_enable },
	{ "account list",      "",                          "list accounts and their roles",               NEEDS_DATABASE, command_account_list },
	{ "check",             "",                          "say whether this installation is in order",   NEEDS_NOTHING, command_check },
	{ "cpv suggest",       "[--language L] TEXT",       "likely CPV codes for a text",                 NEEDS_DATABASE, command_cpv_suggest },
	{ "export plan",       "--municipality M --year Y [OPTION ...]", "write a year's purchases (Excel)", NEEDS_DATABASE, command_export_plan },
	{ "export soev",       "[--as-of D] [OPTION ...]",  "write Tabel 1 as of a day (Excel)",           NEEDS_DATABASE, command_export_soev },
	{ "export suppliers",  "--line N [OPTION ...]",     "write a purchase's suppliers (Excel)",        NEEDS_DATABASE, command_export_suppliers },
	{ "import cpv",        "FILE",                      "import the official CPV list",                NEEDS_DATABASE, command_import_cpv },
	{ "import sample",     "[DIR|default]",             "fill an empty installation with sample data", NEEDS_DATABASE, command_import_sample },
	{ "match",             "[--line N] [--enterprise N] [--all] [--consortia] [--tune [--accept]] [--min SCORE] [--language L]", "who fits what, and why",   NEEDS_DATABASE, command_match },
	{ "migrate",           "[--status]",                "bring the database up to this version",       NEEDS_DATABASE, command_migrate },
	{ "rank",              "DEMANDS OFFERS [OPTION ...]", "match two files without a database",      NEEDS_NOTHING, command_rank },
	{ "search",            "[--facets] [OPTION ...] WORDS", "search the directory",                   NEEDS_DATABASE, command_search },
	{ "statistics",        "[--as-of DATE] [--tabs]",   "print Tabel 1 as of a day",                   NEEDS_DATABASE, command_statistics },
};

const size_t command_count = sizeof commands / sizeof commands[0];
