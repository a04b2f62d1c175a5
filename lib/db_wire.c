/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Arguments and columns on the wire. Binds take exact C types (a `long *` for a 32-bit column is a
 * silent fault), so every number is asked for as 64 bits, every text by its length, every time as
 * MYSQL_TIME, and the server converts.
 */
#include "lib/db_wire.h"

#include <stdlib.h>
#include <string.h>

#include "lib/log.h"

/* ---- arguments ---- */

struct arg db_null(void) { return (struct arg){.type = ARG_NULL}; }
struct arg db_int(int64_t value) { return (struct arg){.type = ARG_INT, .integer = value}; }
struct arg db_bool(bool value) { return db_int(value); }
struct arg db_real(double value) { return (struct arg){.type = ARG_REAL, .real = value}; }

struct arg db_text(const char *text)
{
	return text == NULL ? db_null()
			    : (struct arg){.type = ARG_TEXT, .bytes = text, .size = strlen(text)};
}

struct arg db_bytes(const void *bytes, size_t size)
{
	return bytes == NULL ? db_null() : (struct arg){.type = ARG_BYTES, .bytes = bytes, .size = size};
}

struct arg db_moment(moment when)
{
	return when == NO_MOMENT ? db_null() : (struct arg){.type = ARG_MOMENT, .integer = when};
}

struct arg db_day(day date)
{
	return date == NO_DAY ? db_null() : (struct arg){.type = ARG_DAY, .integer = date};
}

static void set_date(MYSQL_TIME *time, day date)
{
	int year, month, mday;

	day_split(date, &year, &month, &mday);
	time->year = (unsigned)year;
	time->month = (unsigned)month;
	time->day = (unsigned)mday;
	time->time_type = MYSQL_TIMESTAMP_DATE;
}

static void set_moment(MYSQL_TIME *time, moment when)
{
	int64_t date = when >= 0 ? when / 86400 : (when - 86399) / 86400;
	unsigned seconds = (unsigned)(when - date * 86400);

	set_date(time, (day)date);
	time->hour = seconds / 3600;
	time->minute = seconds / 60 % 60;
	time->second = seconds % 60;
	time->time_type = MYSQL_TIMESTAMP_DATETIME;
}

/* What a bind points to must live until the statement has been executed. */
struct outgoing {
	long long integer;
	double real;
	MYSQL_TIME time;
};

static void bind_arg(MYSQL_BIND *bind, struct outgoing *out, const struct arg *arg)
{
	switch (arg->type) {
	case ARG_NULL:
		bind->buffer_type = MYSQL_TYPE_NULL;
		break;
	case ARG_INT:
		out->integer = arg->integer;
		bind->buffer_type = MYSQL_TYPE_LONGLONG;
		bind->buffer = &out->integer;
		break;
	case ARG_REAL:
		out->real = arg->real;
		bind->buffer_type = MYSQL_TYPE_DOUBLE;
		bind->buffer = &out->real;
		break;
	case ARG_TEXT:
	case ARG_BYTES:
		bind->buffer_type = arg->type == ARG_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
		memcpy(&bind->buffer, &arg->bytes, sizeof bind->buffer); /* the library only reads it */
		bind->buffer_length = arg->size;
		break;
	case ARG_MOMENT:
		set_moment(&out->time, arg->integer);
		bind->buffer_type = MYSQL_TYPE_DATETIME;
		bind->buffer = &out->time;
		break;
	case ARG_DAY:
		set_date(&out->time, (day)arg->integer);
		bind->buffer_type = MYSQL_TYPE_DATE;
		bind->buffer = &out->time;
		break;
	}
}

bool wire_execute(MYSQL_STMT *statement, struct args args)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	mysql_stmt_free_result(statement);
	if (args.count > 0) {
		MYSQL_BIND *binds = arena_array(mem, args.count, sizeof *binds);
		struct outgoing *out = arena_array(mem, args.count, sizeof *out);
		for (size_t i = 0; i < args.count; i++)
			bind_arg(&binds[i], &out[i], &args.at[i]);
		if (mysql_stmt_bind_param(statement, binds) != 0)
			return false;
	}
	return mysql_stmt_execute(statement) == 0;
}

/* ---- rows ---- */

enum column_type { COLUMN_INT, COLUMN_REAL, COLUMN_TEXT, COLUMN_TIME };

struct value {
	bool null;
	int64_t integer; /* numbers; days and moments as clock.h has them */
	double real;
	char *text;
	size_t size;
};

struct columns {
	size_t count;
	const char **names;
	enum column_type *types;
};

struct row {
	const struct columns *columns;
	struct value values[];
};

static enum column_type column_type(enum enum_field_types type)
{
	switch (type) {
	case MYSQL_TYPE_TINY:
	case MYSQL_TYPE_SHORT:
	case MYSQL_TYPE_INT24:
	case MYSQL_TYPE_LONG:
	case MYSQL_TYPE_LONGLONG:
	case MYSQL_TYPE_YEAR:
	case MYSQL_TYPE_BIT:
		return COLUMN_INT;
	case MYSQL_TYPE_FLOAT:
	case MYSQL_TYPE_DOUBLE:
	case MYSQL_TYPE_DECIMAL:
	case MYSQL_TYPE_NEWDECIMAL:
		return COLUMN_REAL;
	case MYSQL_TYPE_DATE:
	case MYSQL_TYPE_DATETIME:
	case MYSQL_TYPE_TIMESTAMP:
	case MYSQL_TYPE_NEWDATE:
		return COLUMN_TIME;
	default:
		return COLUMN_TEXT;
	}
}

static struct columns *read_columns(MYSQL_STMT *statement, struct arena *mem)
{
	MYSQL_RES *meta = mysql_stmt_result_metadata(statement);

	if (meta == NULL)
		return NULL;
	struct columns *columns = arena_alloc(mem, sizeof *columns);
	columns->count = mysql_num_fields(meta);
	columns->names = arena_array(mem, columns->count, sizeof *columns->names);
	columns->types = arena_array(mem, columns->count, sizeof *columns->types);
	const MYSQL_FIELD *fields = mysql_fetch_fields(meta);
	for (size_t i = 0; i < columns->count; i++) {
		columns->names[i] = arena_text(mem, fields[i].name);
		columns->types[i] = column_type(fields[i].type);
	}
	mysql_free_result(meta);
	return columns;
}

/* One column of the row that is being read. Texts are fetched in a second step, when their length is
 * known. */
struct incoming {
	long long integer;
	double real;
	MYSQL_TIME time;
	unsigned long length;
	my_bool null, cut;
};

static void bind_column(MYSQL_BIND *bind, struct incoming *in, enum column_type type)
{
	bind->is_null = &in->null;
	bind->error = &in->cut;
	bind->length = &in->length;
	switch (type) {
	case COLUMN_INT:
		bind->buffer_type = MYSQL_TYPE_LONGLONG;
		bind->buffer = &in->integer;
		break;
	case COLUMN_REAL:
		bind->buffer_type = MYSQL_TYPE_DOUBLE;
		bind->buffer = &in->real;
		break;
	case COLUMN_TIME:
		bind->buffer_type = MYSQL_TYPE_DATETIME;
		bind->buffer = &in->time;
		break;
	case COLUMN_TEXT:
		bind->buffer_type = MYSQL_TYPE_STRING;
		break;
	}
}

static bool read_text(MYSQL_STMT *statement, struct arena *mem, unsigned column, unsigned long length,
	struct value *value)
{
	value->size = length;
	value->text = arena_alloc(mem, length + 1);
	if (length == 0)
		return true;
	MYSQL_BIND bind = {.buffer_type = MYSQL_TYPE_STRING, .buffer = value->text, .buffer_length = length};
	return mysql_stmt_fetch_column(statement, &bind, column, 0) == 0;
}

static int64_t seconds_of(const MYSQL_TIME *time)
{
	day date = day_from((int)time->year, (int)time->month, (int)time->day);

	return (int64_t)date * 86400 + time->hour * 3600 + time->minute * 60 + time->second;
}

static bool read_row(MYSQL_STMT *statement, struct arena *mem, const struct columns *columns,
	const struct incoming *in, struct row **out)
{
	struct row *row = arena_alloc(mem, sizeof *row + columns->count * sizeof row->values[0]);

	row->columns = columns;
	for (size_t i = 0; i < columns->count; i++) {
		struct value *value = &row->values[i];
		value->null = in[i].null;
		if (value->null)
			continue;
		if (columns->types[i] == COLUMN_INT) {
			value->integer = in[i].integer;
			value->real = (double)in[i].integer;
		} else if (columns->types[i] == COLUMN_REAL) {
			value->real = in[i].real;
			value->integer = (int64_t)in[i].real;
		} else if (columns->types[i] == COLUMN_TIME) {
			value->integer = seconds_of(&in[i].time);
		} else if (!read_text(statement, mem, (unsigned)i, in[i].length, value)) {
			return false;
		}
	}
	*out = row;
	return true;
}

static void add_row(struct arena *mem, struct rows *rows, size_t *room, struct row *row)
{
	if (rows->count == *room) {
		size_t wanted = *room == 0 ? 16 : *room * 2;
		struct row **more = arena_array(mem, wanted, sizeof *more);
		if (rows->count > 0)
			memcpy(more, rows->at, rows->count * sizeof *more);
		rows->at = more;
		*room = wanted;
	}
	rows->at[rows->count++] = row;
}

bool wire_fetch(MYSQL_STMT *statement, struct arena *mem, struct rows *out)
{
	struct columns *columns = read_columns(statement, mem);
	size_t room = 0;
	int status;

	if (columns == NULL)
		return true; /* a statement without a result */
	struct incoming *in = arena_array(mem, columns->count, sizeof *in);
	MYSQL_BIND *binds = arena_array(mem, columns->count, sizeof *binds);
	for (size_t i = 0; i < columns->count; i++)
		bind_column(&binds[i], &in[i], columns->types[i]);
	if (mysql_stmt_bind_result(statement, binds) != 0 || mysql_stmt_store_result(statement) != 0)
		return false;
	while ((status = mysql_stmt_fetch(statement)) == 0 || status == MYSQL_DATA_TRUNCATED) {
		struct row *row;
		if (!read_row(statement, mem, columns, in, &row))
			return false;
		add_row(mem, out, &room, row);
	}
	if (status != MYSQL_NO_DATA)
		return false;
	mysql_stmt_free_result(statement);
	return true;
}

static const struct value *value_of(const struct row *row, const char *column)
{
	for (size_t i = 0; i < row->columns->count; i++) {
		if (strcmp(row->columns->names[i], column) == 0)
			return &row->values[i];
	}
	log_error("database: the row has no column %s", column);
	abort();
}

bool row_is_null(const struct row *row, const char *column)
{
	return value_of(row, column)->null;
}

/* Sums come as DECIMAL, JSON_VALUE as text: a number is read from whatever it came as. */
static int64_t int_of(const struct value *value)
{
	if (value->null)
		return 0;
	return value->text != NULL ? strtoll(value->text, NULL, 10) : value->integer;
}

int64_t row_int(const struct row *row, const char *column)
{
	return int_of(value_of(row, column));
}

int64_t row_int_or_none(const struct row *row, const char *column)
{
	return row_is_null(row, column) ? -1 : row_int(row, column);
}

int64_t row_first_int(const struct row *row)
{
	return int_of(&row->values[0]);
}

bool row_bool(const struct row *row, const char *column)
{
	return row_int(row, column) != 0;
}

double row_real(const struct row *row, const char *column)
{
	return value_of(row, column)->real;
}

const char *row_text(const struct row *row, const char *column)
{
	const struct value *value = value_of(row, column);

	return value->null || value->text == NULL ? "" : value->text;
}

const void *row_bytes(const struct row *row, const char *column, size_t *size)
{
	const struct value *value = value_of(row, column);

	*size = value->null ? 0 : value->size;
	return value->null ? NULL : value->text;
}

moment row_moment(const struct row *row, const char *column)
{
	const struct value *value = value_of(row, column);

	return value->null ? NO_MOMENT : value->integer;
}

day row_day(const struct row *row, const char *column)
{
	const struct value *value = value_of(row, column);

	return value->null ? NO_DAY : (day)(value->integer / 86400);
}
