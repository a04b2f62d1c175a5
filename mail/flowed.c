/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/flowed.h"

#include <string.h>

#include "lib/text.h"

enum { DEEPEST = 50 };

struct line {
	size_t depth;     /* of quotation */
	const char *text; /* behind the quote marks and the stuffed space */
	size_t length;
	bool flows; /* goes on in the next line */
};

static struct line read_line(const char *text, size_t length)
{
	struct line line = {.text = text, .length = length};

	if (line.length > 0 && line.text[line.length - 1] == '\r')
		line.length--;
	while (line.length > 0 && line.text[0] == '>') {
		line.depth++;
		line.text++;
		line.length--;
	}
	if (line.length > 0 && line.text[0] == ' ') {
		line.text++;
		line.length--;
	}
	bool signature = line.length == 3 && memcmp(line.text, "-- ", 3) == 0;
	line.flows = line.length > 0 && line.text[line.length - 1] == ' ' && !signature;
	return line;
}

static void begin_line(struct buffer *out, size_t depth)
{
	for (size_t i = 0; i < depth && i < DEEPEST; i++)
		buffer_text(out, ">");
	if (depth > 0)
		buffer_text(out, " ");
}

char *flowed_text(struct arena *mem, const char *text, bool delete_space)
{
	OWNED(buffer_close) struct buffer out = {0};
	struct line before = {.flows = false};

	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		struct line line = read_line(text, length);
		bool joins = before.flows && before.depth == line.depth;
		if (!joins) {
			if (before.text != NULL)
				buffer_text(&out, "\n");
			begin_line(&out, line.depth);
		}
		buffer_add(&out, line.text, line.length - (line.flows && delete_space));
		before = line;
		text += length + (text[length] == '\n');
	}
	return arena_text(mem, out.bytes == NULL ? "" : out.bytes);
}
