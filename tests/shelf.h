/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The Excel files of the tests, made once and read back by two readers that are not ours:
 * tests/spreadsheet_cells.py (Python's standard library: every XML part, every relation, every cell)
 * and LibreOffice, started once, with nobody there to press "repair".
 */
#ifndef TORV_TESTS_SHELF_H
#define TORV_TESTS_SHELF_H

#include "lib/download.h"
#include "tests/support.h"

#define AS_OF day_from(2015, 11, 30)
/* Why each of the suppliers fits, as the database has it. */
#define REASONS "[{\"kind\":\"delivers\",\"points\":8.0,\"place\":\"Kolding\"}]"

enum file { SOEV, SOEV_DANISH, SOEV_EMPTY, SUPPLIERS, NOBODY, PLAN, PLAN_EMPTY, FILES };
enum reader { AS_WRITTEN, AS_OPENED }; /* the .xlsx itself; what LibreOffice made of it */

extern const char *const shelf_names[FILES];

/* What all tests look at. */
struct shelf {
	struct house *house;
	struct catalogues *catalogues;
	int64_t line;
	struct download files[FILES];
	char *read[FILES][2]; /* the lines that spreadsheet_cells.py printed */
};

/* cmocka's group fixtures; *state becomes the shelf. */
int shelf_open(void **state);
int shelf_close(void **state);

/* What follows "kind<TAB>a<TAB>b<TAB>" on the line that a reader printed; "" when there is no such line. */
const char *shelf_line(struct shelf *shelf, enum file file, enum reader reader, const char *kind,
	const char *a, const char *b);

/* Runs a command of the shell; fails the test when it fails. */
void shelf_run(struct house *house, const char *command);
/* A file as text. */
char *shelf_file(struct house *house, const char *path);

#endif
