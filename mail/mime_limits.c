/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The message is gone through line by line, without knowing its boundaries: a line that begins with "--"
 * may be one, and what stands below it, to the next blank line, may be a part's header. Where a header
 * says that a message or a digest follows, the header of that follows the blank line. So it counts too
 * much rather than too little, and the limits leave room for that.
 */
#include "mail/mime_limits.h"

#include <string.h>
#include <strings.h>

struct scan {
	bool in_header;
	bool in_type;         /* in Content-Type or a line that continues it */
	bool header_follows;  /* behind the blank line */
	bool digest;          /* parts are messages though they do not say so (RFC 2046, 5.1.5) */
	size_t headers;       /* bytes */
	size_t boundaries;
};

static bool contains(const char *line, size_t size, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + length <= size; i++)
		if (strncasecmp(line + i, word, length) == 0)
			return true;
	return false;
}

static void scan_header_line(struct scan *scan, const char *line, size_t size)
{
	static const char name[] = "content-type";

	scan->headers += size;
	if (line[0] != ' ' && line[0] != '\t')
		scan->in_type = size >= strlen(name) && strncasecmp(line, name, strlen(name)) == 0;
	if (!scan->in_type || scan->headers > HEADERS_LARGEST)
		return;
	scan->header_follows = scan->header_follows || contains(line, size, "message");
	scan->digest = scan->digest || contains(line, size, "digest");
}

static void scan_line(struct scan *scan, const char *line, size_t size)
{
	if (size >= 2 && line[0] == '-' && line[1] == '-') {
		scan->boundaries++;
		scan->in_header = true;
		scan->in_type = false;
		scan->header_follows = scan->digest;
	} else if (size == 0 || (size == 1 && line[0] == '\r')) {
		scan->in_header = scan->in_header && scan->header_follows;
		scan->header_follows = false;
		scan->in_type = false;
	}
	if (scan->in_header)
		scan_header_line(scan, line, size);
}

bool mime_is_bearable(const char *bytes, size_t size)
{
	struct scan scan = {.in_header = true};

	while (size > 0 && scan.headers <= HEADERS_LARGEST && scan.boundaries <= BOUNDARIES_MOST) {
		const char *end = memchr(bytes, '\n', size);
		size_t length = end == NULL ? size : (size_t)(end - bytes);
		scan_line(&scan, bytes, length);
		bytes += end == NULL ? length : length + 1;
		size -= end == NULL ? length : length + 1;
	}
	return scan.headers <= HEADERS_LARGEST && scan.boundaries <= BOUNDARIES_MOST;
}
