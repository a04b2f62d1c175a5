/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The database: MariaDB through Connector/C. Every statement is one of the named queries in sql/
 * (query.h), prepared once per connection, arguments bound by type. One struct db belongs to one
 * thread. A lost connection is opened anew and its statements prepared again; the statement that met
 * the loss is repeated once when no transaction was open and the server cannot have done it already,
 * else the caller gets UNAVAILABLE.
 *
 * Moments are DATETIME in UTC, days are DATE.
 */
#ifndef TORV_DB_H
#define TORV_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/query.h" /* enum query, made from the files in sql/ */

struct configuration;
struct db;

/* Connects. UNAVAILABLE when the server is away; *out is usable all the same and connects later. */
enum err db_open(const struct configuration *configuration, struct db **out);
/* The same for statements that a person waits for: a server that hangs is given up after 5 seconds
 * instead of 60. */
enum err db_open_for_pages(const struct configuration *configuration, struct db **out);
void db_close(struct db **db);

/* One round trip: OK, or UNAVAILABLE. */
enum err db_ping(struct db *db);

/* Prepares without executing; a test does so with every query. */
enum err db_prepare(struct db *db, enum query query);

/* How many prepared statements so many connections come to keep (one for each query that they meet), and
 * how many the server allows to all its clients together (max_prepared_stmt_count). */
enum err db_statement_room(struct db *db, unsigned connections, int64_t *needed, int64_t *limit);

/* ---- arguments ---- */

enum arg_type { ARG_NULL, ARG_INT, ARG_REAL, ARG_TEXT, ARG_BYTES, ARG_MOMENT, ARG_DAY };

struct arg {
	enum arg_type type;
	int64_t integer; /* ARG_INT, ARG_MOMENT, ARG_DAY */
	double real;
	const void *bytes; /* ARG_TEXT, ARG_BYTES; borrowed until the call returns */
	size_t size;
};

struct args {
	const struct arg *at;
	size_t count;
};

struct arg db_null(void);
struct arg db_int(int64_t value);
struct arg db_bool(bool value);
struct arg db_real(double value);
struct arg db_text(const char *text); /* NULL is NULL */
struct arg db_bytes(const void *bytes, size_t size);
struct arg db_moment(moment when); /* NO_MOMENT is NULL */
struct arg db_day(day date);       /* NO_DAY is NULL */

#define ARGS(...)                                                                                  \
	((struct args){(const struct arg[]){__VA_ARGS__},                                          \
		sizeof((const struct arg[]){__VA_ARGS__}) / sizeof(struct arg)})
#define NO_ARGS ((struct args){NULL, 0})

/* ---- rows ---- */

struct row; /* lives in the arena it was asked for with */

struct rows {
	struct row **at;
	size_t count;
};

/* Exactly the first row; NOT_FOUND when there is none. */
enum err db_one(struct db *db, struct arena *mem, enum query query, struct args args, struct row **out);
enum err db_list(struct db *db, struct arena *mem, enum query query, struct args args, struct rows *out);

/* A statement that changes; *changed (may be NULL) is the number of rows it matched
 * (CLIENT_FOUND_ROWS: a row set to what it was already counts). CONFLICT on a duplicate key or a
 * broken foreign key. */
enum err db_do(struct db *db, enum query query, struct args args, uint64_t *changed);
/* INSERT into a table with an AUTO_INCREMENT id; *id is 0 when an INSERT ... SELECT found nothing to insert. */
enum err db_insert(struct db *db, enum query query, struct args args, int64_t *id);
/* A count or another single number; 0 when NULL. */
enum err db_number(struct db *db, enum query query, struct args args, int64_t *out);

/* Columns by name. A name the row does not have is a programming error: logged, and aborts. NULL
 * reads as 0, "", NO_MOMENT, NO_DAY; ask row_is_null where it matters. */
bool row_is_null(const struct row *row, const char *column);
int64_t row_int(const struct row *row, const char *column);
/* The same, but -1 for NULL: a number that was not told. */
int64_t row_int_or_none(const struct row *row, const char *column);
bool row_bool(const struct row *row, const char *column);
double row_real(const struct row *row, const char *column);
const char *row_text(const struct row *row, const char *column);
const void *row_bytes(const struct row *row, const char *column, size_t *size);
moment row_moment(const struct row *row, const char *column);
day row_day(const struct row *row, const char *column);

/* ---- transactions ---- */

/* Rolls back when it is closed uncommitted: OWNED(tx_close) struct tx tx = tx_begin(db);
 * One inside another joins it: only the outermost commits, and any that is closed uncommitted makes
 * the outermost roll back. */
struct tx {
	struct db *db;
	enum err begun;
	bool done;
};

struct tx tx_begin(struct db *db);
enum err tx_commit(struct tx *tx);
void tx_close(struct tx *tx);

/* Runs work(arg); when it failed because its transaction lost against another one (1205, 1213), runs
 * it again from its start, up to ten times with a growing, random pause. `work` must have no effect
 * but in the database and in memory that it makes anew. */
enum err db_repeat(struct db *db, enum err (*work)(void *arg), void *arg);

/* For migrations and tests only: runs SQL text, many statements parted by `;`. */
enum err db_run_script(struct db *db, const char *sql);

#endif
