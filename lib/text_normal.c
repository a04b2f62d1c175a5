/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What people typed, made regular: one way of writing for what Unicode writes in several, by utf8proc. Marks that are
 * heaped on a letter are cut first.
 */
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ---- heaps of marks ---- */

/* No language puts more marks on a letter (Unicode UAX #15, 12.1); putting n of them in order takes n * n. */
enum { MARKS_MOST = 30, SOFT_HYPHEN = 0xad };

/* The character at `at`, of those bytes; what is no UTF-8 counts as a byte, and is refused later. */
static utf8proc_int32_t character_at(const char *text, size_t at, size_t length, size_t *size)
{
	utf8proc_int32_t point = (unsigned char)text[at];

	*size = 1;
	if (point < 0x80)
		return point;
	utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
		(utf8proc_ssize_t)(length - at), &point);
	if (bytes > 0)
		*size = (size_t)bytes;
	return bytes > 0 ? point : 0;
}

/* How many marks stand on the last letter when this character follows: some are letters that become marks, and what is
 * passed over parts no marks. */
static size_t marks_with(size_t marks, utf8proc_int32_t point)
{
	utf8proc_int32_t parts[32];
	int boundary = 0;

	if (point < 0x300 && point != SOFT_HYPHEN)
		return 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(point, parts, 32,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE, &boundary);
	for (utf8proc_ssize_t i = 0; i < count && i < 32; i++)
		marks = utf8proc_get_property(parts[i])->combining_class == 0 ? 0 : marks + 1;
	return marks;
}

/* A copy of the text without the marks that are too many, malloc'ed; NULL when there are none. */
static char *without_heaps(const char *text, size_t *length)
{
	size_t marks = 0, kept = 0;
	char *copy = NULL;

	for (size_t at = 0, size; at < *length; at += size) {
		marks = marks_with(marks, character_at(text, at, *length, &size));
		if (marks > MARKS_MOST && copy == NULL) {
			copy = malloc(*length);
			if (copy == NULL)
				abort();
			memcpy(copy, text, at);
		}
		if (marks > MARKS_MOST)
			continue;
		if (copy != NULL)
			memcpy(copy + kept, text + at, size);
		kept += size;
	}
	*length = kept;
	return copy;
}

/* ---- normal forms ---- */

/* malloc'ed, with a NUL behind it; NULL when it is not UTF-8. */
static char *map(const char *text, size_t *length, utf8proc_option_t options)
{
	char *copy = without_heaps(text, length);
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)(copy == NULL ? text : copy),
		(utf8proc_ssize_t)*length, &mapped, options);

	free(copy);
	if (size >= 0) {
		*length = (size_t)size;
		return (char *)mapped;
	}
	free(mapped);
	return NULL;
}

static char *map_into(struct arena *mem, const char *text, size_t length, utf8proc_option_t options)
{
	char *mapped = map(text, &length, options);
	char *copy = mapped == NULL ? NULL : arena_text_n(mem, mapped, length);

	free(mapped);
	return copy;
}

char *text_compatible(const char *text, size_t *length)
{
	*length = strlen(text);
	return map(text, length, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE);
}

char *text_fold(struct arena *mem, const char *text)
{
	char *folded = map_into(mem, text, strlen(text),
		UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
	return folded != NULL ? folded : arena_text(mem, "");
}

/* ---- what was typed ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* A C1 control character is two bytes in UTF-8: 0xC2 0x80 to 0xC2 0x9F. */
static size_t control_length(const char *at)
{
	unsigned char c = (unsigned char)at[0], next = (unsigned char)at[1];

	if (c == 0x7f || (c < 0x20 && c != '\n' && c != '\t'))
		return 1;
	return c == 0xc2 && next >= 0x80 && next <= 0x9f ? 2 : 0;
}

/* Drops control characters, makes CRLF and CR to LF, cuts blanks at both ends; in place. */
static void clean(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0';) {
		if (*from == '\r') {
			if (from[1] != '\n')
				*to++ = '\n';
			from++;
			continue;
		}
		size_t control = control_length(from);
		if (control > 0)
			from += control;
		else
			*to++ = *from++;
	}
	while (to > text && is_blank(to[-1]))
		to--;
	*to = '\0';
	size_t lead = strspn(text, " \t\n");
	memmove(text, text + lead, strlen(text + lead) + 1);
}

char *text_tidy(struct arena *mem, const char *typed, size_t length)
{
	if (!text_is_utf8(typed, length))
		return NULL;
	char *text = map_into(mem, typed, length, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (text != NULL)
		clean(text);
	return text;
}

char *text_tidy_line(struct arena *mem, const char *typed, size_t length)
{
	char *text = text_tidy(mem, typed, length);
	if (text == NULL)
		return NULL;
	char *to = text;
	for (const char *from = text; *from != '\0'; from++) {
		if (!is_blank(*from))
			*to++ = *from;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	return text;
}
