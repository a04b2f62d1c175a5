/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The database: one connection, its prepared statements, and transactions. How arguments and columns
 * cross the wire is in db_wire.c.
 *
 * MYSQL_OPT_RECONNECT is never set: it leaves prepared statements broken for good (error 1243). When
 * the connection is lost everything of it is thrown away, and the next statement opens a new one.
 */
#include "lib/db.h"

#include <errmsg.h>
#include <errno.h>
#include <mysql.h>
#include <mysqld_error.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/configuration.h"
#include "lib/db_wire.h"
#include "lib/log.h"

#define CONNECT_SECONDS 5
#define STATEMENT_SECONDS 60
#define PAGE_STATEMENT_SECONDS 5
#define REPEATS 10

struct db {
	const struct configuration *configuration;
	MYSQL *connection; /* NULL: not connected now */
	unsigned statement_seconds;
	MYSQL_STMT *statements[QUERIES];
	int depth;      /* of transactions inside one another */
	bool spoilt;    /* an inner transaction was closed uncommitted, or the connection went: roll back */
	bool perhaps_done; /* the connection went while the server may have been executing */
	bool lost_race; /* the transaction lost against another one and may be repeated */
};

/* ---- the connection ---- */

static void disconnect(struct db *db)
{
	for (size_t i = 0; i < QUERIES; i++) {
		if (db->statements[i] != NULL)
			mysql_stmt_close(db->statements[i]);
		db->statements[i] = NULL;
	}
	if (db->connection != NULL)
		mysql_close(db->connection);
	db->connection = NULL;
	if (db->depth > 0)
		db->spoilt = true;
}

static void set_options(MYSQL *connection, const struct configuration *configuration,
	unsigned statement_seconds)
{
	unsigned connect_seconds = CONNECT_SECONDS;
	my_bool verify = 1, enforce = 1;

	mysql_options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &connect_seconds);
	mysql_options(connection, MYSQL_OPT_READ_TIMEOUT, &statement_seconds);
	mysql_options(connection, MYSQL_OPT_WRITE_TIMEOUT, &statement_seconds);
	mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	if (configuration->db_tls) {
		mysql_options(connection, MYSQL_OPT_SSL_ENFORCE, &enforce);
		mysql_options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
		mysql_ssl_set(connection, NULL, NULL, configuration->db_tls_ca, NULL, NULL);
	}
}

static enum err run_text(struct db *db, const char *sql)
{
	if (mysql_real_query(db->connection, sql, strlen(sql)) == 0)
		return OK;
	log_error("database: %u %s", mysql_errno(db->connection), mysql_error(db->connection));
	return UNAVAILABLE;
}

static enum err connect_now(struct db *db)
{
	const struct configuration *c = db->configuration;

	if (db->connection != NULL)
		return OK;
	MYSQL *connection = mysql_init(NULL);
	if (connection == NULL)
		return FAILED;
	set_options(connection, c, db->statement_seconds);
	const char *socket = c->db_socket != NULL && *c->db_socket != '\0' ? c->db_socket : NULL;
	if (mysql_real_connect(connection, socket != NULL ? NULL : c->db_host, c->db_user, c->db_password,
		    c->db_name, c->db_port, socket, CLIENT_FOUND_ROWS) == NULL) {
		log_error("database: cannot connect: %u %s", mysql_errno(connection), mysql_error(connection));
		mysql_close(connection);
		return UNAVAILABLE;
	}
	db->connection = connection;
	enum err err = run_text(db, query_texts[Q_SESSION_SETUP]);
	if (err != OK)
		disconnect(db);
	return err;
}

static enum err open_with(const struct configuration *configuration, unsigned statement_seconds, struct db **out)
{
	struct db *db = calloc(1, sizeof *db);

	if (db == NULL)
		abort();
	db->configuration = configuration;
	db->statement_seconds = statement_seconds;
	*out = db;
	return connect_now(db);
}

enum err db_open(const struct configuration *configuration, struct db **out)
{
	return open_with(configuration, STATEMENT_SECONDS, out);
}

enum err db_open_for_pages(const struct configuration *configuration, struct db **out)
{
	return open_with(configuration, PAGE_STATEMENT_SECONDS, out);
}

void db_close(struct db **db)
{
	if (*db == NULL)
		return;
	disconnect(*db);
	free(*db);
	*db = NULL;
	mysql_thread_end();
}

enum err db_ping(struct db *db)
{
	TRY(connect_now(db));
	if (mysql_ping(db->connection) == 0)
		return OK;
	/* this connection went, for instance because it was idle for long: not the server, perhaps */
	disconnect(db);
	return connect_now(db);
}

/* ---- statements ---- */

static bool connection_lost(unsigned code)
{
	return code == CR_SERVER_GONE_ERROR || code == CR_SERVER_LOST || code == CR_SERVER_LOST_EXTENDED ||
	       code == ER_CONNECTION_KILLED || code == ER_SERVER_SHUTDOWN ||
	       code == ER_UNKNOWN_STMT_HANDLER || code == ER_NEED_REPREPARE;
}

/* Logs once and says what a caller can act on. */
static enum err judge(struct db *db, enum query query, unsigned code, const char *message)
{
	const char *name = query_names[query];

	if (connection_lost(code)) {
		log_warning("database: connection lost in %s: %u %s", name, code, message);
		db->perhaps_done = code == CR_SERVER_LOST || code == CR_SERVER_LOST_EXTENDED;
		disconnect(db);
		return UNAVAILABLE;
	}
	switch (code) {
	case ER_LOCK_WAIT_TIMEOUT:
	case ER_LOCK_DEADLOCK:
	case ER_CHECKREAD: /* MariaDB's innodb_snapshot_isolation */
		log_info("database: %s lost against another transaction: %u", name, code);
		db->lost_race = true;
		db->spoilt = db->depth > 0;
		return UNAVAILABLE;
	case ER_UNKNOWN_COM_ERROR: /* a Galera node that has left its cluster takes nothing */
		log_error("database: %s: %u %s", name, code, message);
		return UNAVAILABLE;
	case ER_DUP_ENTRY:
	case ER_NO_REFERENCED_ROW_2:
	case ER_ROW_IS_REFERENCED_2:
		/* without the message: it holds the value, which may be somebody's address */
		log_info("database: %s: %u", name, code);
		return CONFLICT;
	default:
		log_error("database: %s: %u %s", name, code, message);
		return FAILED;
	}
}

static enum err prepare(struct db *db, enum query query)
{
	const char *sql = query_texts[query];

	TRY(connect_now(db));
	if (db->statements[query] != NULL)
		return OK;
	MYSQL_STMT *statement = mysql_stmt_init(db->connection);
	if (statement == NULL)
		return FAILED;
	if (mysql_stmt_prepare(statement, sql, strlen(sql)) != 0) {
		enum err err = judge(db, query, mysql_stmt_errno(statement), mysql_stmt_error(statement));
		mysql_stmt_close(statement);
		return err;
	}
	db->statements[query] = statement;
	return OK;
}

enum err db_statement_room(struct db *db, unsigned connections, int64_t *needed, int64_t *limit)
{
	*needed = (int64_t)connections * QUERIES;
	return db_number(db, Q_STATEMENT_LIMIT, NO_ARGS, limit);
}

enum err db_prepare(struct db *db, enum query query)
{
	return prepare(db, query);
}

static enum err execute_once(struct db *db, enum query query, struct args args)
{
	TRY(prepare(db, query));
	MYSQL_STMT *statement = db->statements[query];
	if (mysql_stmt_param_count(statement) != args.count) {
		log_error("database: %s takes %lu arguments, got %zu", query_names[query],
			mysql_stmt_param_count(statement), args.count);
		return FAILED;
	}
	log_debug("database: %s", query_names[query]); /* never with its arguments */
	if (wire_execute(statement, args))
		return OK;
	return judge(db, query, mysql_stmt_errno(statement), mysql_stmt_error(statement));
}

/* Executes; when the connection is gone and no transaction was open on it, once more on a new one. A
 * statement that changes something is not repeated when the server may have done it already. */
static enum err execute(struct db *db, enum query query, struct args args, bool changes)
{
	if (db->depth > 0 && db->spoilt)
		return UNAVAILABLE;
	bool was_connected = db->connection != NULL;
	enum err err = execute_once(db, query, args);
	bool may_repeat = was_connected && db->connection == NULL && db->depth == 0;
	if (err == UNAVAILABLE && may_repeat && !(changes && db->perhaps_done))
		err = execute_once(db, query, args);
	return err;
}

enum err db_list(struct db *db, struct arena *mem, enum query query, struct args args, struct rows *out)
{
	*out = (struct rows){0};
	TRY(execute(db, query, args, false));
	MYSQL_STMT *statement = db->statements[query];
	if (wire_fetch(statement, mem, out))
		return OK;
	enum err err = judge(db, query, mysql_stmt_errno(statement), mysql_stmt_error(statement));
	if (db->statements[query] != NULL)
		mysql_stmt_free_result(statement);
	return err;
}

enum err db_one(struct db *db, struct arena *mem, enum query query, struct args args, struct row **out)
{
	struct rows rows;

	TRY(db_list(db, mem, query, args, &rows));
	if (rows.count == 0)
		return NOT_FOUND;
	*out = rows.at[0];
	return OK;
}

enum err db_do(struct db *db, enum query query, struct args args, uint64_t *changed)
{
	TRY(execute(db, query, args, true));
	if (changed != NULL)
		*changed = mysql_stmt_affected_rows(db->statements[query]);
	return OK;
}

enum err db_insert(struct db *db, enum query query, struct args args, int64_t *id)
{
	TRY(execute(db, query, args, true));
	*id = (int64_t)mysql_stmt_insert_id(db->statements[query]);
	return OK;
}

enum err db_number(struct db *db, enum query query, struct args args, int64_t *out)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct row *row;

	TRY(db_one(db, mem, query, args, &row));
	*out = row_first_int(row);
	return OK;
}

/* ---- transactions ---- */

struct tx tx_begin(struct db *db)
{
	struct tx tx = {.db = db, .begun = OK};

	if (db->depth == 0) {
		db->spoilt = db->lost_race = false;
		tx.begun = connect_now(db);
		if (tx.begun == OK && run_text(db, query_texts[Q_TX_BEGIN]) != OK) {
			/* the connection may have been idle for too long: one more try on a new one */
			disconnect(db);
			tx.begun = connect_now(db);
			if (tx.begun == OK)
				tx.begun = run_text(db, query_texts[Q_TX_BEGIN]);
		}
	}
	db->depth++;
	if (tx.begun != OK)
		db->spoilt = true;
	return tx;
}

static enum err finish(struct db *db, enum query how)
{
	if (db->connection == NULL)
		return UNAVAILABLE;
	if (mysql_real_query(db->connection, query_texts[how], strlen(query_texts[how])) == 0)
		return OK;
	return judge(db, how, mysql_errno(db->connection), mysql_error(db->connection));
}

enum err tx_commit(struct tx *tx)
{
	struct db *db = tx->db;

	if (tx->done || tx->begun != OK || db->spoilt)
		return UNAVAILABLE; /* tx_close rolls back */
	tx->done = true;
	if (--db->depth > 0)
		return OK;
	return finish(db, Q_TX_COMMIT);
}

void tx_close(struct tx *tx)
{
	struct db *db = tx->db;

	if (tx->done)
		return;
	tx->done = true;
	db->spoilt = true;
	if (--db->depth > 0)
		return;
	if (db->connection != NULL && finish(db, Q_TX_ROLLBACK) != OK)
		disconnect(db);
	db->spoilt = false;
}

static void pause_before(int repeat)
{
	long milliseconds = (long)randombytes_uniform((uint32_t)(10 << (repeat < 6 ? repeat : 6))) + 1;
	struct timespec pause = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};

	nanosleep(&pause, NULL);
}

enum err db_repeat(struct db *db, enum err (*work)(void *), void *arg)
{
	for (int repeat = 0;; repeat++) {
		db->lost_race = false;
		enum err err = work(arg);
		if (err == OK || !db->lost_race || db->depth > 0 || repeat == REPEATS)
			return err;
		pause_before(repeat);
	}
}

enum err db_run_script(struct db *db, const char *sql)
{
	enum err err = OK;

	TRY(connect_now(db));
	mysql_set_server_option(db->connection, MYSQL_OPTION_MULTI_STATEMENTS_ON);
	int status = mysql_real_query(db->connection, sql, strlen(sql));
	while (status == 0) {
		MYSQL_RES *result = mysql_store_result(db->connection);
		mysql_free_result(result);
		status = mysql_next_result(db->connection);
	}
	if (status > 0) {
		log_error("database: script: %u %s", mysql_errno(db->connection), mysql_error(db->connection));
		err = FAILED;
	}
	mysql_set_server_option(db->connection, MYSQL_OPTION_MULTI_STATEMENTS_OFF);
	return err;
}
