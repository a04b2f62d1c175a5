/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "lib/text.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

static bool is_one_of(const char *charset, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcasecmp(charset, *list) == 0)
			return true;
	return false;
}

/* iconv's names may carry options behind "//": a name from a mail must not. */
static bool is_name(const char *charset)
{
	return charset != NULL && *charset != '\0' && strlen(charset) < 40 &&
	       strspn(charset, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:+") ==
		       strlen(charset);
}

/* Mail programs write windows-1252 and call it latin-1, or nothing at all. */
static const char *charset_meant(const char *charset, const char *bytes, size_t size)
{
	static const char *const latin[] = {"iso-8859-1", "iso8859-1", "latin1", "iso_8859-1", NULL};
	static const char *const none[] = {"us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit",
		"x-unknown", "default", NULL};

	if (!is_name(charset) || is_one_of(charset, none))
		return text_is_utf8(bytes, size) || (is_name(charset) && strncasecmp(charset, "utf", 3) == 0)
			       ? "UTF-8"
			       : "WINDOWS-1252";
	return is_one_of(charset, latin) ? "WINDOWS-1252" : charset;
}

static void convert(iconv_t converter, char *in, size_t in_left, struct buffer *out)
{
	char room[4096];

	while (in_left > 0) {
		char *to = room;
		size_t to_left = sizeof room;
		size_t result = iconv(converter, &in, &in_left, &to, &to_left);
		buffer_add(out, room, (size_t)(to - room));
		if (result != (size_t)-1 || errno == E2BIG)
			continue;
		/* one byte that makes no sense, or a character that is cut off at the end */
		buffer_text(out, REPLACEMENT);
		in++;
		in_left--;
	}
}

char *charset_to_utf8(struct arena *mem, const char *charset, const char *bytes, size_t size)
{
	OWNED(buffer_close) struct buffer out = {0};

	iconv_t converter = iconv_open("UTF-8", charset_meant(charset, bytes, size));
	if (converter == (iconv_t)-1)
		converter = iconv_open("UTF-8", charset_meant(NULL, bytes, size));
	if (converter == (iconv_t)-1)
		return arena_text(mem, "");
	convert(converter, (char *)(uintptr_t)bytes, size, &out); /* iconv only reads them */
	iconv_close(converter);
	for (size_t i = 0; i < out.length; i++)
		if (out.bytes[i] == '\0')
			out.bytes[i] = ' ';
	/* a byte order mark in front is none of the text */
	size_t mark = out.length >= 3 && memcmp(out.bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	return arena_text_n(mem, out.bytes == NULL ? "" : out.bytes + mark, out.length - mark);
}
