/* SPDX-License-Identifier: MPL-2.0 */
#include "export/rank_mend.h"

#include <string.h>
#include <strings.h>

static size_t tabs_in(const char *bytes, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += bytes[i] == '\t';
	return count;
}

static bool header_has(const char *header, size_t length, const char *column)
{
	size_t size = strlen(column);

	for (size_t at = 0; at + size <= length; at++)
		if (strncasecmp(header + at, column, size) == 0 && (at == 0 || header[at - 1] == '\t') &&
			(at + size == length || header[at + size] == '\t'))
			return true;
	return false;
}

/* "Kantine ""Solen""", as spreadsheets write Kantine "Solen"; a text that begins and ends with a word in quotes is none. */
static bool is_quoted(const char *field, size_t length)
{
	if (length < 2 || field[0] != '"' || field[length - 1] != '"')
		return false;
	for (size_t i = 1; i < length - 1; i++)
		if (field[i] == '"' && (++i == length - 1 || field[i] != '"'))
			return false;
	return true;
}

static void add_field(struct buffer *out, const char *field, size_t length)
{
	if (!is_quoted(field, length)) {
		buffer_add(out, field, length);
		return;
	}
	for (size_t i = 1; i < length - 1; i++) {
		buffer_add(out, field + i, 1);
		i += field[i] == '"';
	}
}

/* Blanks around the name of a column do not count. */
static void trim(const char **field, size_t *length)
{
	for (; *length > 0 && **field == ' '; ++*field)
		--*length;
	while (*length > 0 && (*field)[*length - 1] == ' ')
		--*length;
}

static void add_name(struct buffer *out, const char *field, size_t length)
{
	OWNED(buffer_close) struct buffer name = {0};

	trim(&field, &length);
	add_field(&name, field, length);
	field = name.bytes == NULL ? "" : name.bytes;
	length = name.length;
	trim(&field, &length);
	buffer_add(out, field, length);
}

static void mend_line(struct buffer *out, const char *line, size_t length, size_t tabs,
	void (*add)(struct buffer *out, const char *field, size_t length))
{
	size_t from = out->length;

	for (size_t at = 0, end; at <= length; at = end + 1) {
		const char *tab = memchr(line + at, '\t', length - at);
		end = tab == NULL ? length : (size_t)(tab - line);
		add(out, line + at, end - at);
		if (tab != NULL)
			buffer_add(out, "\t", 1);
	}
	for (size_t i = from; i < out->length; i++)
		if (((unsigned char)out->bytes[i] < 0x20 && out->bytes[i] != '\t') || out->bytes[i] == 0x7f)
			out->bytes[i] = ' ';
	for (size_t have = tabs_in(line, length); have < tabs; have++)
		buffer_add(out, "\t", 1);
}

/* Columns that may be left out come at the end, empty. Returns how many tabs the header has then. */
static size_t mend_header(const struct rank_mending *mending, const char *header, size_t length)
{
	struct buffer *out = mending->out;
	size_t tabs = tabs_in(header, length), from = out->length;

	mend_line(out, header, length, 0, add_name);
	for (size_t i = 0; i < mending->optional_count; i++)
		if (!header_has(out->bytes + from, out->length - from, mending->optional[i])) {
			buffer_printf(out, "\t%s", mending->optional[i]);
			tabs++;
		}
	return tabs;
}

/* A line with more fields than the header has would fill columns that the header does not name. */
static bool is_too_wide(struct rank_mending *mending, size_t number, size_t fields, size_t most)
{
	if (fields <= most)
		return false;
	file_fault_add(mending->faults, mending->file, number, "%zu fields where the header has %zu", fields, most);
	mending->refused++;
	return true;
}

void rank_mend(struct rank_mending *mending, const char *bytes, size_t size)
{
	const char *end = bytes + size;
	struct buffer *out = mending->out;
	size_t own = 0, tabs = 0;

	for (size_t number = 1; bytes < end; number++) {
		const char *feed = memchr(bytes, '\n', (size_t)(end - bytes));
		size_t length = (size_t)((feed == NULL ? end : feed) - bytes);
		if (length > 0 && bytes[length - 1] == '\r')
			length--;
		if (number == 1) {
			own = tabs_in(bytes, length) + 1;
			tabs = mend_header(mending, bytes, length);
		} else if (is_too_wide(mending, number, tabs_in(bytes, length) + 1, own)) {
			mend_line(out, "", 0, tabs, add_field);
		} else { /* an empty line keeps its number, and is passed over later */
			mend_line(out, bytes, length, tabs, add_field);
		}
		buffer_add(out, "\n", 1);
		bytes = feed == NULL ? end : feed + 1;
	}
}
