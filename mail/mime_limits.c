/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The message is gone through line by line, and only counted: nothing of it is kept but the boundaries
 * that we are within (RFC 2046, 5.1.1). What a header's Content-Type means is asked from GMime itself, so
 * that both see the same parts. In doubt too much is counted rather than too little, and the limits leave
 * room for that.
 */
#include "mail/mime_limits.h"

#include <gmime/gmime.h>
#include <string.h>
#include <strings.h>

#include "lib/text.h"

#define LINE_ROOM (2 * HEADERS_LARGEST) /* bytes: a header's line that is longer is refused */

/* A multipart that has begun and not ended. */
struct multipart {
	char *boundary;
	bool is_digest; /* its parts are messages though they do not say so (RFC 2046, 5.1.5) */
};

struct scan {
	struct multipart within[MULTIPARTS_DEEPEST];
	size_t depth;
	bool in_header;
	bool in_type;       /* in Content-Type, or a line that continues it */
	bool in_addresses;  /* the same of a header with addresses */
	struct buffer type; /* of the header we are in, as far as it was read */
	size_t types;       /* how many Content-Type it has */
	bool outside;       /* before the first part of a multipart, or behind its last */
	size_t header_bytes, header_lines, colons, parts, outside_bytes;
	bool too_deep;
};

static bool is_bearable(const struct scan *scan)
{
	return scan->header_bytes <= HEADERS_LARGEST && scan->header_lines <= HEADERS_MOST &&
	       scan->colons <= COLONS_MOST && scan->parts <= PARTS_MOST &&
	       scan->outside_bytes <= OUTSIDE_LARGEST && !scan->too_deep;
}

/* ---- headers ---- */

static void begin_header(struct scan *scan)
{
	scan->in_header = true;
	scan->in_type = scan->in_addresses = scan->outside = false;
	scan->type.length = 0;
	scan->types = 0;
	scan->parts++;
}

static bool is_named(const char *line, size_t size, const char *name)
{
	size_t length = strlen(name);

	return size > length && strncasecmp(line, name, length) == 0 && strchr(": \t", line[length]) != NULL;
}

static bool has_addresses(const char *line, size_t size)
{
	static const char *const names[] = {"From", "Sender", "Reply-To", "To", "Cc", "Bcc", "X-Original-To",
		"Delivered-To", "Envelope-To"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (is_named(line, size, names[i]))
			return true;
	return false;
}

static void scan_header_line(struct scan *scan, const char *line, size_t size)
{
	bool continues = line[0] == ' ' || line[0] == '\t';

	scan->header_bytes += size;
	scan->header_lines++;
	if (scan->header_bytes > HEADERS_LARGEST)
		return;
	if (!continues) {
		scan->in_type = is_named(line, size, "Content-Type");
		scan->in_addresses = has_addresses(line, size);
		scan->types += scan->in_type;
	}
	if (scan->in_type && scan->types == 1)
		buffer_add(&scan->type, line, size);
	for (size_t i = 0; i < size && scan->in_addresses; i++)
		scan->colons += line[i] == ':';
}

/* What the header says of its body; NULL: nothing. */
static GMimeContentType *content_type(const struct scan *scan)
{
	const char *value = scan->type.length == 0 ? NULL : strchr(scan->type.bytes, ':');

	return value == NULL ? NULL : g_mime_content_type_parse(NULL, value + 1);
}

static void begin_multipart(struct scan *scan, GMimeContentType *type)
{
	const char *boundary = g_mime_content_type_get_parameter(type, "boundary");

	scan->outside = true;
	if (boundary == NULL || scan->types != 1)
		return; /* then nothing in it is known to be a part */
	scan->too_deep = scan->depth == MULTIPARTS_DEEPEST;
	if (!scan->too_deep)
		scan->within[scan->depth++] = (struct multipart){g_strdup(boundary),
			g_mime_content_type_is_type(type, "multipart", "digest")};
}

/* The blank line: what follows is a multipart, a message with a header of its own, or something else. */
static void end_header(struct scan *scan)
{
	GMimeContentType *type = content_type(scan);
	bool message = type == NULL ? scan->depth > 0 && scan->within[scan->depth - 1].is_digest
				    : g_mime_content_type_is_type(type, "message", "*");

	scan->in_header = false;
	if (type != NULL && g_mime_content_type_is_type(type, "multipart", "*"))
		begin_multipart(scan, type);
	else if (message)
		begin_header(scan);
	else
		scan->outside = scan->types > 1; /* which of them counts is the parser's matter */
	if (type != NULL)
		g_object_unref(type);
}

/* ---- boundaries ---- */

static void end_multiparts(struct scan *scan, size_t depth)
{
	while (scan->depth > depth)
		g_free(scan->within[--scan->depth].boundary);
}

/* Whether the line, behind its "--", is this boundary; *closes when it is the one behind the last part. */
static bool is_boundary(const char *line, size_t size, const char *boundary, bool *closes)
{
	size_t at = strlen(boundary);

	if (size < at || memcmp(line, boundary, at) != 0)
		return false;
	*closes = size >= at + 2 && line[at] == '-' && line[at + 1] == '-';
	at += *closes ? 2 : 0;
	while (at < size && strchr(" \t\r", line[at]) != NULL)
		at++;
	return at == size;
}

/* The innermost multipart first; those within it have ended, too. */
static bool scan_boundary(struct scan *scan, const char *line, size_t size)
{
	bool closes = false;

	for (size_t i = scan->depth; i > 0; i--) {
		if (!is_boundary(line, size, scan->within[i - 1].boundary, &closes))
			continue;
		end_multiparts(scan, closes ? i - 1 : i);
		if (!closes)
			begin_header(scan);
		else
			scan->in_header = false;
		scan->outside = closes;
		return true;
	}
	return false;
}

/* ---- lines ---- */

static void scan_line(struct scan *scan, const char *line, size_t size)
{
	if (size >= 2 && line[0] == '-' && line[1] == '-' && scan_boundary(scan, line + 2, size - 2))
		return;
	if (scan->in_header && (size == 0 || (size == 1 && line[0] == '\r')))
		end_header(scan);
	else if (scan->in_header)
		scan_header_line(scan, line, size);
	else if (scan->outside)
		scan->outside_bytes += size + 1;
}

/* Lines of a file, one after another. */
struct reader {
	FILE *file;
	char *room;
	size_t at, end; /* what was read and not yet given out */
	bool in_line;   /* the last one has not ended: it is longer than the room */
};

/* Moves what is left to the front and reads on. False at the file's end. */
static bool read_more(struct reader *reader)
{
	memmove(reader->room, reader->room + reader->at, reader->end - reader->at);
	reader->end -= reader->at;
	reader->at = 0;
	size_t size = fread(reader->room + reader->end, 1, LINE_ROOM - reader->end, reader->file);
	reader->end += size;
	return size > 0;
}

/* The next line without its end. Of one that is longer than the room the beginning; what follows, which can be
 * no boundary, comes as if it were lines, and *goes_on. */
static bool next_line(struct reader *reader, const char **line, size_t *size, bool *goes_on)
{
	const char *end;

	*goes_on = reader->in_line;
	do {
		*line = reader->room + reader->at;
		*size = reader->end - reader->at;
		end = memchr(*line, '\n', *size);
	} while (end == NULL && *size < LINE_ROOM && read_more(reader));
	if (end != NULL)
		*size = (size_t)(end - *line);
	reader->in_line = end == NULL;
	reader->at += *size + (end != NULL);
	return *size > 0 || end != NULL;
}

bool mime_is_bearable(FILE *message)
{
	struct scan scan = {.depth = 0};
	struct reader reader = {.file = message, .room = g_malloc(LINE_ROOM)};
	const char *line;
	size_t size;
	bool goes_on;

	rewind(message);
	begin_header(&scan);
	while (is_bearable(&scan) && next_line(&reader, &line, &size, &goes_on)) {
		if (!goes_on)
			scan_line(&scan, line, size);
		else if (scan.outside)
			scan.outside_bytes += size;
	}
	g_free(reader.room);
	end_multiparts(&scan, 0);
	buffer_close(&scan.type);
	return is_bearable(&scan);
}
