/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Goes through the lines once. A quotation whose lines are marked (">") is left out and what stands
 * below it is kept, for people who write beneath or between; an original that is not marked line by
 * line takes everything to the end with it, and so does a signature.
 */
#include "mail/reply_text.h"

#include <string.h>

#include "lib/text.h"
#include "mail/reply_marks.h"

/* Blanks, and the no-break space. */
static size_t blank_at_end(const char *line, size_t length)
{
	for (;;) {
		if (length > 0 && strchr(" \t\r", line[length - 1]) != NULL)
			length--;
		else if (length > 1 && memcmp(line + length - 2, "\xc2\xa0", 2) == 0)
			length -= 2;
		else
			return length;
	}
}

static const char *past_blanks(const char *line)
{
	while (*line == ' ' || *line == '\t' || text_starts(line, "\xc2\xa0"))
		line += *line == '\xc2' ? 2 : 1;
	return line;
}

static struct lines split(struct arena *mem, const char *text)
{
	struct lines lines = {.count = 1};

	for (const char *at = text; *at != '\0'; at++)
		lines.count += *at == '\n';
	lines.text = arena_array(mem, lines.count, sizeof *lines.text);
	lines.folded = arena_array(mem, lines.count, sizeof *lines.folded);
	lines.seen = arena_array(mem, lines.count, sizeof *lines.seen);
	for (size_t i = 0; i < lines.count; i++) {
		size_t length = strcspn(text, "\n");
		lines.text[i] = arena_text_n(mem, text, blank_at_end(text, length));
		lines.folded[i] = text_fold(mem, past_blanks(lines.text[i]));
		text += length + (text[length] == '\n');
	}
	return lines;
}

static void keep(struct buffer *out, const char *line)
{
	/* one blank line between what stands around a quotation is enough */
	if (line[0] == '\0' &&
		(out->length == 0 || (out->length > 1 && strcmp(out->bytes + out->length - 2, "\n\n") == 0)))
		return;
	buffer_text(out, line);
	buffer_text(out, "\n");
}

/* The next line that is not blank is quoted: then an attribution is about that quotation only. */
static bool marked_quote_at(const struct lines *lines, size_t at)
{
	while (at < lines->count && lines->folded[at][0] == '\0')
		at++;
	return at < lines->count && mark_is_quoted(lines->folded[at]);
}

char *reply_text(struct arena *mem, const char *text)
{
	struct lines lines = split(mem, text);
	OWNED(buffer_close) struct buffer out = {0};

	for (size_t i = 0; i < lines.count; i++) {
		if (mark_ends_text(&lines, i) || mark_is_closing(&lines, i))
			break;
		if (mark_is_quoted(lines.folded[i]))
			continue;
		size_t attribution = mark_attribution(mem, &lines, i);
		if (attribution == 0) {
			keep(&out, lines.text[i]);
			continue;
		}
		i += attribution - 1;
		if (!marked_quote_at(&lines, i + 1))
			break;
	}
	if (out.length == 0)
		return arena_text(mem, "");
	char *tidy = text_tidy(mem, out.bytes, out.length);
	return tidy == NULL ? arena_text(mem, "") : tidy;
}
