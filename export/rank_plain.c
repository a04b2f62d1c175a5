/* SPDX-License-Identifier: MPL-2.0 */
#include "export/rank_plain.h"

#include <iconv.h>
#include <string.h>

#define UTF8_MARK "\xef\xbb\xbf"

/* ---- the ends of lines ---- */

/* Excel for the Mac ends a line with CR ("CSV (Macintosh)"). CR CR LF is what is left of a line end that was made one
 * twice. */
static bool ends_lines_with_cr(const char *bytes, size_t size)
{
	size_t at = 0;

	while (at < size && bytes[at] != '\r' && bytes[at] != '\n')
		at++;
	if (at == size || bytes[at] == '\n')
		return false;
	while (at < size && bytes[at] == '\r')
		at++;
	return at == size || bytes[at] != '\n';
}

static void end_lines_with_lf(struct buffer *text)
{
	if (!ends_lines_with_cr(text->bytes, text->length))
		return;
	for (size_t i = 0; i < text->length; i++)
		if (text->bytes[i] == '\r')
			text->bytes[i] = '\n';
}

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

/* How many letters outside ASCII there are as UTF-8 writes them, and bytes that are none of it. */
struct utf8_count {
	size_t letters, others;
};

static struct utf8_count count_utf8(const char *bytes, size_t size)
{
	struct utf8_count count = {0, 0};

	for (size_t at = 0, length; at < size; at += length) {
		unsigned char first = (unsigned char)bytes[at];
		length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
		if (first < 0x80)
			continue;
		bool letter = length > 1 && length <= size - at && text_is_utf8(bytes + at, length);
		length = letter ? length : 1;
		count.letters += letter;
		count.others += !letter;
	}
	return count;
}

static size_t count_among(const char *bytes, size_t size, const char *among)
{
	size_t count = 0;

	for (size_t i = 0; i < size; i++)
		count += bytes[i] != '\0' && strchr(among, bytes[i]) != NULL;
	return count;
}

/* By how often the letters of Danish stand there in the one and the other, where the lines end as on a Mac. */
static bool is_mac_roman(const char *bytes, size_t size)
{
	static const char mac[] = "\xbe\xbf\x8c\xae\xaf\x81", windows[] = "\xe6\xf8\xe5\xc6\xd8\xc5"; /* æ ø å Æ Ø Å */

	return ends_lines_with_cr(bytes, size) && count_among(bytes, size, mac) >= count_among(bytes, size, windows);
}

/* One wrong byte makes no Windows-1252 of a text whose other letters are UTF-8: hardly any look so by accident. */
static void add_bytes(const char *file, const char *bytes, size_t size, struct file_faults *faults, struct buffer *out)
{
	struct utf8_count count = count_utf8(bytes, size);

	if (count.others == 0) {
		buffer_add(out, bytes, size);
	} else if (count.letters > count.others) {
		file_fault_add(faults, file, 0, "read as UTF-8, though some of its bytes are not");
		decode("UTF-8", bytes, size, out);
	} else if (is_mac_roman(bytes, size)) {
		file_fault_add(faults, file, 0, "read as Mac OS Roman, for it is not UTF-8");
		decode("MACINTOSH", bytes, size, out);
	} else {
		file_fault_add(faults, file, 0, "read as Windows-1252, for it is not UTF-8");
		decode("WINDOWS-1252", bytes, size, out);
	}
}

/* Which half of a letter is nothing in the header, which is ASCII: 1, the second (UTF-16LE); 0, the first; -1: none. */
static int empty_half(const char *bytes, size_t size)
{
	if (size < 4 || (bytes[0] == '\0') == (bytes[1] == '\0'))
		return -1;
	return (bytes[0] == '\0') == (bytes[2] == '\0') && (bytes[1] == '\0') == (bytes[3] == '\0') ? bytes[1] == '\0' : -1;
}

static void add_decoded(const char *file, const char *bytes, size_t size, struct file_faults *faults, struct buffer *out)
{
	size_t mark = begins(bytes, size, UTF8_MARK, 3) ? 3 : 0;
	int empty = empty_half(bytes, size);

	if (begins(bytes, size, "\xff\xfe", 2)) {
		decode("UTF-16LE", bytes + 2, size - 2, out);
	} else if (begins(bytes, size, "\xfe\xff", 2)) {
		decode("UTF-16BE", bytes + 2, size - 2, out);
	} else if (empty >= 0) { /* some programs leave the mark out */
		decode(empty == 1 ? "UTF-16LE" : "UTF-16BE", bytes, size, out);
	} else {
		add_bytes(file, bytes + mark, size - mark, faults, out);
	}
	for (size_t i = 0; i < out->length; i++) /* as other control characters (rank_mend.h) */
		out->bytes[i] = out->bytes[i] == '\0' ? ' ' : out->bytes[i];
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

static bool ends_field(char c, char parting)
{
	return c == parting || c == '\r' || c == '\n' || c == '\0';
}

/* Where the quotes end that open at `at`; NULL when they do not around the whole field: then a quote is a character as
 * others, for one that is forgotten must not swallow the rest of the file. Tabs part fields even in quotes. */
static const char *quotes_end(const char *at, char parting)
{
	for (at++; *at != '\0' && (*at != '\t' || parting != '\t'); at++)
		if (*at == '"' && *++at != '"')
			return ends_field(*at, parting) ? at - 1 : NULL;
	return NULL;
}

/* What stands between quotes, and counts the lines that it goes over. A table with tabs keeps its quotes: what mends it
 * (rank_mend.h) reads them. */
static void add_quoted(struct buffer *out, const char *at, const char *end, char parting, size_t *lines)
{
	if (parting == '\t')
		end++;
	else
		at++;
	for (; at < end; at++) {
		*lines += *at == '\n';
		add_char(out, *at);
		at += *at == '"' && parting != '\t';
	}
}

static void add_feeds(struct buffer *out, size_t count)
{
	while (count-- > 0)
		buffer_add(out, "\n", 1);
}

static bool goes_before_lf(const char *at)
{
	return *at == '\r' && (at[1] == '\n' || (at[1] == '\r' && at[2] == '\n'));
}

static void add_tabbed(const char *at, char parting, struct buffer *out)
{
	size_t lines = 0;
	bool begins_field = true;

	for (; *at != '\0'; at++) {
		const char *end = begins_field && *at == '"' ? quotes_end(at, parting) : NULL;
		begins_field = *at == parting || *at == '\n';
		if (end != NULL) {
			add_quoted(out, at, end, parting, &lines);
			at = end;
		} else if (*at == '\n') {
			add_feeds(out, 1 + lines);
			lines = 0;
		} else if (*at == parting) {
			buffer_add(out, "\t", 1);
		} else if (!goes_before_lf(at)) {
			add_char(out, *at);
		}
	}
	add_feeds(out, lines);
}

void rank_plain(const char *file, const char *bytes, size_t size, struct file_faults *faults, struct buffer *out)
{
	OWNED(buffer_close) struct buffer decoded = {0};

	add_decoded(file, bytes, size, faults, &decoded);
	if (decoded.length == 0)
		return;
	end_lines_with_lf(&decoded);
	add_tabbed(decoded.bytes, parted_by(decoded.bytes), out);
}
