/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Tables in text, parsed in place in a copy: the copy's tabs and line ends become NULs, the rows point
 * into it. One pass counts the lines, one finds the fields.
 */
#include "lib/tsv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/log.h"
#include "lib/text.h"

#define MOST_FIELDS 64

/* Cuts a line at its tabs; returns the number of fields, which may exceed MOST_FIELDS (the rest is
 * not kept). */
static size_t split(char *line, const char *fields[MOST_FIELDS])
{
	size_t count = 0;

	for (;;) {
		char *tab = strchr(line, '\t');

		if (count < MOST_FIELDS)
			fields[count] = line;
		count++;
		if (tab == NULL)
			return count;
		*tab = '\0';
		line = tab + 1;
	}
}

/* Ends the line at `line` with a NUL and returns where the next begins. */
static char *cut_line(char *line, const char *end)
{
	char *feed = memchr(line, '\n', (size_t)(end - line));
	char *next = feed != NULL ? feed + 1 : line + (end - line);

	if (feed != NULL) {
		*feed = '\0';
		if (feed > line && feed[-1] == '\r')
			feed[-1] = '\0';
	}
	return next;
}

static bool has_control(const char *line)
{
	for (; *line != '\0'; line++)
		if (((unsigned char)*line < 0x20 && *line != '\t') || *line == 0x7f)
			return true;
	return false;
}

/* A header that was parted by something else begins with one long name. */
static bool is_parted_by(const char *header, char with)
{
	return memchr(header, with, strcspn(header, "\t")) != NULL;
}

/* Where each wanted column stands in the header. */
static enum err find_columns(const struct tsv *table, char *header, struct file_faults *faults, size_t *where,
	size_t *width)
{
	const char *names[MOST_FIELDS];
	size_t missing = 0;

	for (const char *with = ";,"; *with != '\0'; with++)
		if (table->columns > 1 && is_parted_by(header, *with)) {
			file_fault_add(faults, table->file, 1, "the fields are parted by \"%c\": it must be tabs", *with);
			return INVALID;
		}
	*width = split(header, names);
	if (*width > MOST_FIELDS) {
		file_fault_add(faults, table->file, 1, "more than %d columns", MOST_FIELDS);
		return INVALID;
	}
	for (size_t i = 0; i < table->columns; i++) {
		where[i] = 0;
		while (where[i] < *width && strcasecmp(names[where[i]], table->wanted[i]) != 0)
			where[i]++;
		if (where[i] == *width) {
			file_fault_add(faults, table->file, 1, "the header has no column \"%s\"",
				table->wanted[i]);
			missing++;
		}
	}
	return missing > 0 ? INVALID : OK;
}

static enum err read_line(struct arena *mem, const struct tsv *table, char *line, size_t number,
	const size_t *where, size_t width, struct file_faults *faults, const char *const **out)
{
	const char *fields[MOST_FIELDS];
	const char **row;
	size_t found;

	if (has_control(line)) {
		file_fault_add(faults, table->file, number, "a control character");
		return INVALID;
	}
	found = split(line, fields);
	if (found != width) {
		file_fault_add(faults, table->file, number, "%zu fields where the header has %zu", found, width);
		return INVALID;
	}
	row = arena_array(mem, table->columns, sizeof *row);
	for (size_t i = 0; i < table->columns; i++)
		row[i] = fields[where[i]];
	*out = row;
	return OK;
}

static size_t count_lines(const char *bytes, size_t size)
{
	size_t lines = 0;

	for (size_t i = 0; i < size; i++)
		lines += bytes[i] == '\n';
	return size > 0 && bytes[size - 1] != '\n' ? lines + 1 : lines;
}

/* The line of the first byte that is not UTF-8. */
static size_t bad_line(const char *bytes, size_t size)
{
	size_t line = 1;

	for (const char *end = bytes + size; bytes < end; line++) {
		const char *feed = memchr(bytes, '\n', (size_t)(end - bytes));
		size_t length = feed != NULL ? (size_t)(feed - bytes) : (size_t)(end - bytes);

		if (!text_is_utf8(bytes, length))
			return line;
		bytes += length + 1;
	}
	return 0;
}

static enum err parse_rows(struct arena *mem, struct tsv *table, char *at, const char *end, size_t lines,
	struct file_faults *faults)
{
	size_t *where = arena_array(mem, table->columns, sizeof *where);
	const char *const **rows;
	size_t width, *numbers;
	char *next = cut_line(at, end);
	enum err result = find_columns(table, at, faults, where, &width);

	if (result != OK)
		return result;
	rows = arena_array(mem, lines, sizeof *rows);
	numbers = arena_array(mem, lines, sizeof *numbers);
	for (size_t number = 2; next < end; number++) {
		at = next;
		next = cut_line(at, end);
		if (read_line(mem, table, at, number, where, width, faults, &rows[table->rows]) == OK)
			numbers[table->rows++] = number;
		else
			result = INVALID;
	}
	table->at = (const char *const *const *)rows;
	table->lines = numbers;
	return result;
}

enum err tsv_parse(struct arena *mem, const char *file, const char *bytes, size_t size,
	const char *const *wanted, size_t columns, struct file_faults *faults, struct tsv *out)
{
	static const char mark[] = "\xef\xbb\xbf"; /* that some programs put before UTF-8 */
	char *copy;

	*out = (struct tsv){.file = file, .wanted = wanted, .columns = columns};
	if (size >= 3 && memcmp(bytes, mark, 3) == 0) {
		bytes += 3;
		size -= 3;
	}
	if (size == 0) {
		file_fault_add(faults, file, 0, "the file is empty");
		return INVALID;
	}
	if (!text_is_utf8(bytes, size)) {
		file_fault_add(faults, file, bad_line(bytes, size), "not UTF-8: save the file as that, and try again");
		return INVALID;
	}
	copy = arena_text_n(mem, bytes, size);
	return parse_rows(mem, out, copy, copy + size, count_lines(bytes, size), faults);
}

static void close_file(FILE **file)
{
	if (*file != NULL)
		fclose(*file);
}

enum err file_read(struct arena *mem, const char *path, size_t limit, struct file_faults *faults, char **bytes,
	size_t *size)
{
	OWNED(close_file) FILE *file = fopen(path, "rb");
	OWNED(buffer_close) struct buffer content = {0};
	char block[65536];
	size_t got;

	if (file == NULL) {
		file_fault_add(faults, path, 0, "cannot be opened");
		return NOT_FOUND;
	}
	while ((got = fread(block, 1, sizeof block, file)) > 0) {
		buffer_add(&content, block, got);
		if (content.length > limit) {
			file_fault_add(faults, path, 0, "larger than %zu bytes", limit);
			return TOO_LARGE;
		}
	}
	if (ferror(file)) {
		file_fault_add(faults, path, 0, "cannot be read");
		return NOT_FOUND;
	}
	*bytes = arena_alloc(mem, content.length + 1);
	if (content.length > 0)
		memcpy(*bytes, content.bytes, content.length);
	*size = content.length;
	return OK;
}

enum err tsv_read(struct arena *mem, const char *path, size_t limit, const char *const *wanted,
	size_t columns, struct file_faults *faults, struct tsv *out)
{
	char *bytes;
	size_t size;

	TRY(file_read(mem, path, limit, faults, &bytes, &size));
	return tsv_parse(mem, path, bytes, size, wanted, columns, faults, out);
}

const char *tsv_field(const struct tsv *table, size_t row, const char *column)
{
	for (size_t i = 0; i < table->columns; i++)
		if (strcmp(table->wanted[i], column) == 0)
			return table->at[row][i];
	log_error("%s: no column \"%s\" was asked for", table->file, column);
	abort();
}
