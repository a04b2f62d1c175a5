/* SPDX-License-Identifier: MPL-2.0 */
#include "export/rank_plain.h"

#include <iconv.h>
#include <string.h>

#define UTF8_MARK "\xef\xbb\xbf"

/* ---- encodings ---- */

/* What is no letter in the encoding becomes a question mark, and the rest is read on. */
static void decode(const char *encoding, const char *bytes, size_t size, struct buffer *out)
{
	iconv_t decoder = iconv_open("UTF-8", encoding);
	char *from = (char *)(uintptr_t)bytes; /* iconv does not write there */
	char *to = buffer_room(out, 4 * size + 4), *begin = to;
	size_t room = 4 * size;

	while (decoder != (iconv_t)-1 && size > 0 && iconv(decoder, &from, &size, &to, &room) == (size_t)-1) {
		size_t step = size < 2 || strncmp(encoding, "UTF-16", 6) != 0 ? 1 : 2;
		from += step;
		size -= step;
		*to++ = '?';
		room--;
	}
	if (decoder != (iconv_t)-1)
		iconv_close(decoder);
	out->length += (size_t)(to - begin);
	*to = '\0';
}

static bool begins(const char *bytes, size_t size, const char *mark, size_t length)
{
	return size >= length && memcmp(bytes, mark, length) == 0;
}

static void add_decoded(const char *file, const char *bytes, size_t size, struct file_faults *faults, struct buffer *out)
{
	if (begins(bytes, size, "\xff\xfe", 2)) {
		decode("UTF-16LE", bytes + 2, size - 2, out);
	} else if (begins(bytes, size, "\xfe\xff", 2)) {
		decode("UTF-16BE", bytes + 2, size - 2, out);
	} else if (text_is_utf8(bytes, size)) {
		size_t mark = begins(bytes, size, UTF8_MARK, 3) ? 3 : 0;
		buffer_add(out, bytes + mark, size - mark);
	} else {
		file_fault_add(faults, file, 0, "read as Windows-1252, for it is not UTF-8");
		decode("WINDOWS-1252", bytes, size, out);
	}
}

/* ---- semicolons and commas ---- */

/* What parts the fields: the header has tabs, or more of one than of the other; '\t' when it has none of them. */
static char parted_by(const char *header)
{
	size_t length = strcspn(header, "\r\n"), semicolons = 0, commas = 0;

	for (size_t i = 0; i < length; i++) {
		if (header[i] == '\t')
			return '\t';
		semicolons += header[i] == ';';
		commas += header[i] == ',';
	}
	return semicolons + commas == 0 ? '\t' : semicolons >= commas ? ';' : ',';
}

static void add_char(struct buffer *out, char c)
{
	buffer_add(out, c == '\t' || c == '\r' || c == '\n' ? " " : &c, 1);
}

/* A text in quotes, from behind the first; returns where it ends, and counts the lines that it goes over. */
static const char *add_quoted(struct buffer *out, const char *at, size_t *lines)
{
	for (; *at != '\0'; at++) {
		if (*at == '"' && *++at != '"')
			return at;
		*lines += *at == '\n';
		add_char(out, *at);
	}
	return at;
}

static void add_tabbed(const char *at, char parting, struct buffer *out)
{
	size_t lines = 0;
	bool begins_field = true;

	for (; *at != '\0'; at++) {
		if (begins_field && *at == '"') {
			at = add_quoted(out, at + 1, &lines);
			if (*at == '\0')
				break;
		}
		begins_field = *at == parting || *at == '\n';
		if (*at == '\n') {
			for (buffer_add(out, "\n", 1); lines > 0; lines--)
				buffer_add(out, "\n", 1);
		} else if (*at == parting) {
			buffer_add(out, "\t", 1);
		} else if (*at != '\r' || at[1] != '\n') {
			add_char(out, *at);
		}
	}
	while (lines-- > 0)
		buffer_add(out, "\n", 1);
}

void rank_plain(const char *file, const char *bytes, size_t size, struct file_faults *faults, struct buffer *out)
{
	OWNED(buffer_close) struct buffer decoded = {0};

	add_decoded(file, bytes, size, faults, &decoded);
	if (decoded.length == 0)
		return;
	/* a NUL is no text: what is strict says so */
	char parting = memchr(decoded.bytes, '\0', decoded.length) != NULL ? '\t' : parted_by(decoded.bytes);
	if (parting == '\t')
		buffer_add(out, decoded.bytes, decoded.length);
	else
		add_tabbed(decoded.bytes, parting, out);
}
