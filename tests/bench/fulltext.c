/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/bench/fulltext.h"

#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/analysis.h"
#include "lib/text.h"
#include "tests/bench/figures.h"

#define ROWS_AT_ONCE 500

struct fulltext {
	MYSQL *connection;
	struct buffer sql;
	size_t rows; /* in the statement that is being made */
};

static void fail(struct fulltext *fulltext, const char *what)
{
	fprintf(stderr, "bench: MariaDB: %s: %s\n", what, mysql_error(fulltext->connection));
	exit(1);
}

static void run(struct fulltext *fulltext, const char *sql)
{
	if (mysql_query(fulltext->connection, sql) != 0)
		fail(fulltext, sql);
}

/* The first column of the first row, 0 when there is none; *rows as many as there are. */
static size_t ask(struct fulltext *fulltext, size_t *rows)
{
	if (mysql_real_query(fulltext->connection, fulltext->sql.bytes, fulltext->sql.length) != 0)
		fail(fulltext, fulltext->sql.bytes);
	MYSQL_RES *result = mysql_store_result(fulltext->connection);
	if (result == NULL)
		fail(fulltext, fulltext->sql.bytes);
	MYSQL_ROW row = mysql_fetch_row(result);
	size_t first = row == NULL || row[0] == NULL ? 0 : (size_t)atoll(row[0]);
	*rows = mysql_num_rows(result);
	mysql_free_result(result);
	return first;
}

struct fulltext *fulltext_open(void)
{
	const char *socket = getenv("TORV_TEST_SOCKET"), *user = getenv("TORV_TEST_USER");

	if (socket == NULL)
		return NULL;
	struct fulltext *fulltext = calloc(1, sizeof *fulltext);
	if (fulltext == NULL || (fulltext->connection = mysql_init(NULL)) == NULL)
		abort();
	if (mysql_real_connect(fulltext->connection, NULL, user, NULL, NULL, 0, socket, 0) == NULL)
		fail(fulltext, "connect");
	run(fulltext, "SET NAMES utf8mb4");
	run(fulltext, "SET GLOBAL innodb_buffer_pool_size = 2147483648");
	run(fulltext, "SET GLOBAL innodb_log_file_size = 268435456");
	run(fulltext, "SET GLOBAL max_allowed_packet = 67108864");
	run(fulltext, "CREATE DATABASE IF NOT EXISTS torv_bench");
	run(fulltext, "USE torv_bench");
	return fulltext;
}

void fulltext_close(struct fulltext **fulltext)
{
	if (*fulltext == NULL)
		return;
	run(*fulltext, "DROP DATABASE torv_bench");
	mysql_close((*fulltext)->connection);
	buffer_close(&(*fulltext)->sql);
	free(*fulltext);
	*fulltext = NULL;
}

/* ---- filling ---- */

static void add_quoted(struct fulltext *fulltext, const char *text)
{
	size_t length = strlen(text);
	char *quoted = malloc(2 * length + 1);

	if (quoted == NULL)
		abort();
	size_t size = mysql_real_escape_string(fulltext->connection, quoted, text, length);
	buffer_text(&fulltext->sql, "'");
	buffer_add(&fulltext->sql, quoted, size);
	buffer_text(&fulltext->sql, "'");
	free(quoted);
}

static void flush(struct fulltext *fulltext)
{
	if (fulltext->rows > 0 && mysql_real_query(fulltext->connection, fulltext->sql.bytes,
			fulltext->sql.length) != 0)
		fail(fulltext, "insert");
	fulltext->rows = 0;
	fulltext->sql.length = 0;
}

static void row_begin(struct fulltext *fulltext, const char *table)
{
	if (fulltext->rows == ROWS_AT_ONCE)
		flush(fulltext);
	if (fulltext->rows == 0)
		fulltext->sql.length = 0;
	if (fulltext->rows++ == 0)
		buffer_printf(&fulltext->sql, "INSERT INTO %s VALUES (", table);
	else
		buffer_text(&fulltext->sql, ", (");
}

static void fill_enterprises(struct fulltext *fulltext, const struct collection *c)
{
	for (size_t i = 0; i < c->enterprise_count; i++) {
		const struct collection_enterprise *e = &c->enterprises[i];
		row_begin(fulltext, "enterprise");
		buffer_printf(&fulltext->sql, "%lld, '%s', %d, ", (long long)e->id,
			e->municipality_code, e->rsv);
		add_quoted(fulltext, e->name);
		buffer_text(&fulltext->sql, ")");
	}
	flush(fulltext);
}

static void fill_offerings(struct fulltext *fulltext, const struct collection *c)
{
	struct buffer text = {0};

	for (size_t i = 0; i < c->offering_count; i++) {
		const struct collection_offering *o = &c->offerings[i];
		text.length = 0;
		buffer_printf(&text, "%s. %s", o->title, o->text);
		row_begin(fulltext, "offering");
		buffer_printf(&fulltext->sql, "%zu, %lld, %d, '%.2s', ", i + 1,
			(long long)o->enterprise_id, o->product, o->cpv_codes);
		add_quoted(fulltext, text.bytes);
		buffer_text(&fulltext->sql, ")");
	}
	flush(fulltext);
	buffer_close(&text);
}

/* What the directory is searched by: the enterprise and all it offers, in one text. */
static const char all_texts[] =
	"INSERT INTO searched SELECT enterprise.id, municipality_code, rsv, CONCAT_WS('. ', name, "
	"GROUP_CONCAT(text SEPARATOR '. ')) FROM enterprise JOIN offering ON enterprise_id = "
	"enterprise.id GROUP BY enterprise.id";

double fulltext_fill(struct fulltext *fulltext, const struct collection *collection)
{
	run(fulltext, "SET SESSION group_concat_max_len = 1000000");
	run(fulltext, "DROP TABLE IF EXISTS searched, offering, enterprise");
	run(fulltext, "CREATE TABLE enterprise (id BIGINT PRIMARY KEY, municipality_code CHAR(4), "
		"rsv BOOL, name VARCHAR(200)) ENGINE=InnoDB");
	run(fulltext, "CREATE TABLE offering (id BIGINT PRIMARY KEY, enterprise_id BIGINT, product "
		"BOOL, division CHAR(2), text TEXT, KEY (enterprise_id)) ENGINE=InnoDB");
	run(fulltext, "CREATE TABLE searched (id BIGINT PRIMARY KEY, municipality_code CHAR(4), "
		"rsv BOOL, text MEDIUMTEXT) ENGINE=InnoDB");
	fill_enterprises(fulltext, collection);
	fill_offerings(fulltext, collection);
	run(fulltext, all_texts);
	double began = seconds_now();
	run(fulltext, "ALTER TABLE offering ADD FULLTEXT (text)");
	run(fulltext, "ALTER TABLE searched ADD FULLTEXT (text)");
	return seconds_now() - began;
}

/* ---- asking ---- */

struct typed {
	struct buffer *sql;
	const char *before; /* each word */
	const char *after;
};

static void add_word(void *context, const struct word_seen *word)
{
	const struct typed *typed = context;

	if (!word_is_stop(DANISH, word->base))
		buffer_printf(typed->sql, "%s%s%s ", typed->before, word->text, typed->after);
}

static void add_where(struct fulltext *fulltext, const struct search_query *query)
{
	buffer_text(&fulltext->sql, " WHERE TRUE");
	if (query->words != NULL && *query->words != '\0') {
		buffer_text(&fulltext->sql, " AND MATCH (searched.text) AGAINST ('");
		text_words(query->words, DANISH, add_word, &(struct typed){&fulltext->sql, "+", "*"});
		buffer_text(&fulltext->sql, "' IN BOOLEAN MODE)");
	}
	if (query->seated_in != NULL)
		buffer_printf(&fulltext->sql, " AND municipality_code = '%s'", query->seated_in);
	if (query->rsv_only)
		buffer_text(&fulltext->sql, " AND rsv");
	if (query->cpv != NULL || query->kind != NULL)
		buffer_text(&fulltext->sql, " AND EXISTS (SELECT 1 FROM offering WHERE enterprise_id = "
			"searched.id");
	if (query->cpv != NULL)
		buffer_printf(&fulltext->sql, " AND division = '%.2s'", query->cpv);
	if (query->kind != NULL)
		buffer_printf(&fulltext->sql, " AND product = %d", text_equal(query->kind, "product"));
	if (query->cpv != NULL || query->kind != NULL)
		buffer_text(&fulltext->sql, ")");
}

static size_t ask_one(struct fulltext *fulltext, const struct search_query *query, const char *before,
	const char *after)
{
	size_t rows;

	fulltext->sql.length = 0;
	buffer_text(&fulltext->sql, before);
	add_where(fulltext, query);
	buffer_text(&fulltext->sql, after);
	return ask(fulltext, &rows);
}

/* A query for each thing that the page shows. What it leaves out would make it slower still: where an
 * offering is delivered, regions, each facet without its own filter. */
size_t fulltext_search(struct fulltext *fulltext, const struct search_query *query)
{
	ask_one(fulltext, query, "SELECT id FROM searched", " LIMIT 20");
	size_t total = ask_one(fulltext, query, "SELECT COUNT(*) FROM searched", "");
	ask_one(fulltext, query, "SELECT COUNT(*) FROM searched", " GROUP BY municipality_code");
	ask_one(fulltext, query, "SELECT COUNT(DISTINCT searched.id) FROM searched JOIN offering ON "
		"enterprise_id = searched.id", " GROUP BY division");
	ask_one(fulltext, query, "SELECT COUNT(DISTINCT searched.id) FROM searched JOIN offering ON "
		"enterprise_id = searched.id", " GROUP BY product");
	return total;
}

size_t fulltext_match(struct fulltext *fulltext, const struct demand *demand)
{
	struct typed typed = {&fulltext->sql, "", ""};
	size_t rows;

	fulltext->sql.length = 0;
	buffer_text(&fulltext->sql, "SELECT enterprise_id, MATCH (text) AGAINST ('");
	text_words(demand->title, DANISH, add_word, &typed);
	text_words(demand->text, DANISH, add_word, &typed);
	buffer_text(&fulltext->sql, "') AS score FROM offering WHERE MATCH (text) AGAINST ('");
	text_words(demand->title, DANISH, add_word, &typed);
	text_words(demand->text, DANISH, add_word, &typed);
	buffer_text(&fulltext->sql, "') ORDER BY score DESC LIMIT 50");
	ask(fulltext, &rows);
	return rows;
}
