/* SPDX-License-Identifier: MPL-2.0 */
/* How arguments and columns cross the wire; only for db.c. */
#ifndef TORV_DB_WIRE_H
#define TORV_DB_WIRE_H

#include <mysql.h>

#include "lib/db.h"

/* Binds the arguments and executes. False: the statement holds the error. */
bool wire_execute(MYSQL_STMT *statement, struct args args);

/* Reads all rows into mem and frees the result. False: the statement holds the error. */
bool wire_fetch(MYSQL_STMT *statement, struct arena *mem, struct rows *out);

/* The first column as a number, whatever its name. */
int64_t row_first_int(const struct row *row);

#endif
