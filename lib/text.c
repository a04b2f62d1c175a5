/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Text: what people type and what they read. Normalising and folding are utf8proc's work; the rules
 * about e-mail addresses, CVR numbers and names on the web are ours.
 */
#include "lib/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ---- buffer ---- */

char *buffer_room(struct buffer *buffer, size_t more)
{
	if (more > SIZE_MAX / 4 - buffer->length)
		abort();
	size_t wanted = buffer->length + more + 1;
	if (wanted <= buffer->room)
		return buffer->bytes + buffer->length;
	size_t room = buffer->room < 256 ? 256 : buffer->room;
	while (room < wanted)
		room *= 2;
	char *bytes = realloc(buffer->bytes, room);
	if (bytes == NULL)
		abort();
	buffer->bytes = bytes;
	buffer->room = room;
	return bytes + buffer->length;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
	buffer_room(buffer, length);
	if (length > 0)
		memcpy(buffer->bytes + buffer->length, bytes, length);
	buffer->length += length;
	buffer->bytes[buffer->length] = '\0';
}

void buffer_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_html(struct buffer *buffer, const char *text)
{
	static const char *const escapes[256] = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;",
		['\0'] = ""};

	for (;;) {
		size_t plain = 0;
		while (escapes[(unsigned char)text[plain]] == NULL)
			plain++;
		buffer_add(buffer, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		buffer_text(buffer, escapes[(unsigned char)*text++]);
	}
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		abort();
	buffer_room(buffer, (size_t)length);
	vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
	va_end(again);
	buffer->length += (size_t)length;
}

void buffer_close(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer){0};
}

const char *number_text(char room[NUMBER_ROOM], uint64_t number)
{
	char *at = room + NUMBER_ROOM - 1;

	*at = '\0';
	do
		*--at = (char)('0' + number % 10);
	while ((number /= 10) != 0);
	return at;
}

/* ---- UTF-8 ---- */

bool text_is_utf8(const char *text, size_t length)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;

	while (length > 0) {
		utf8proc_int32_t point;
		utf8proc_ssize_t size = utf8proc_iterate(bytes, (utf8proc_ssize_t)length, &point);
		if (size <= 0 || point == 0)
			return false;
		bytes += size;
		length -= (size_t)size;
	}
	return true;
}

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

size_t text_length(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

char *text_shorten(struct arena *mem, const char *text, size_t length)
{
	if (text_length(text) <= length || length == 0)
		return arena_text(mem, text);
	size_t end = 0, characters = 0, last_blank = 0;
	while (characters < length) {
		if (is_blank(text[end]))
			last_blank = end;
		end++;
		while (((unsigned char)text[end] & 0xc0) == 0x80)
			end++;
		characters++;
	}
	/* one character less for the ellipsis; a word is cut only when it is all there is */
	if (last_blank > end / 2) {
		end = last_blank;
	} else {
		do
			end--;
		while (end > 0 && ((unsigned char)text[end] & 0xc0) == 0x80);
	}
	return arena_printf(mem, "%.*s…", (int)end, text);
}

char *text_fold(struct arena *mem, const char *text)
{
	char *folded = map_into(mem, text, strlen(text),
		UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
	return folded != NULL ? folded : arena_text(mem, "");
}

/* The letters that Danish spells out; others lose their accent by decomposition. */
static const char *spelled_out(utf8proc_int32_t point)
{
	switch (point) {
	case 0xe6: return "ae"; /* æ */
	case 0xf8: return "oe"; /* ø */
	case 0xe5: return "aa"; /* å */
	case 0xe4: return "ae"; /* ä */
	case 0xf6: return "oe"; /* ö */
	case 0xfc: return "ue"; /* ü */
	case '&': return "og";
	default: return NULL;
	}
}

static void slug_add(struct buffer *slug, utf8proc_int32_t point)
{
	const char *spelled = spelled_out(point);

	if (spelled != NULL) {
		buffer_text(slug, spelled);
		return;
	}
	utf8proc_int32_t parts[8];
	utf8proc_ssize_t count = utf8proc_decompose_char(point, parts, 8, UTF8PROC_DECOMPOSE, NULL);
	char c = count > 0 && parts[0] < 128 ? (char)parts[0] : ' ';
	if (isalnum((unsigned char)c))
		buffer_add(slug, &c, 1);
	else if (slug->length > 0 && slug->bytes[slug->length - 1] != '-')
		buffer_text(slug, "-");
}

char *text_slug(struct arena *mem, const char *name)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text_fold(mem, name);
	OWNED(buffer_close) struct buffer slug = {0};
	utf8proc_int32_t point;

	while (*at != '\0' && slug.length < 80) {
		utf8proc_ssize_t size = utf8proc_iterate(at, -1, &point);
		if (size <= 0)
			break;
		slug_add(&slug, point);
		at += size;
	}
	while (slug.length > 0 && slug.bytes[slug.length - 1] == '-')
		slug.bytes[--slug.length] = '\0';
	return arena_text(mem, slug.length > 0 ? slug.bytes : "x");
}

/* ---- rules ---- */

bool text_equal(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool text_is_blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

bool text_starts(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* The part after the @: labels of letters, digits and hyphens, at least two of them. */
static bool is_domain(const char *domain)
{
	bool dotted = false;
	size_t label = 0;

	for (const char *at = domain; *at != '\0'; at++) {
		if (*at == '.') {
			if (label == 0 || at[-1] == '-')
				return false;
			dotted = true;
			label = 0;
		} else if (isalnum((unsigned char)*at) || (*at == '-' && label > 0)) {
			label++;
		} else {
			return false;
		}
	}
	return dotted && label >= 2;
}

bool text_is_email(const char *text)
{
	static const char allowed[] = "!#$%&'*+-/=?^_`{|}~.";

	if (text == NULL || strlen(text) > 254)
		return false;
	const char *at = strchr(text, '@');
	if (at == NULL || at == text || at - text > 64 || !is_domain(at + 1))
		return false;
	for (const char *c = text; c < at; c++) {
		if (!isalnum((unsigned char)*c) && strchr(allowed, *c) == NULL)
			return false;
		if (*c == '.' && (c == text || c[1] == '.' || c + 1 == at))
			return false;
	}
	return true;
}

/* The host's length; 0 when it is none. Bytes above ASCII are letters of names like rødbede.example. */
static size_t host_length(const char *text)
{
	size_t length = 0;
	bool dot = false;

	for (; isalnum((unsigned char)text[length]) || (unsigned char)text[length] >= 0x80 || text[length] == '-' ||
			text[length] == '.'; length++) {
		if (text[length] != '.')
			continue;
		if (length == 0 || text[length - 1] == '.')
			return 0;
		dot = true;
	}
	return dot && text[length - 1] != '.' ? length : 0;
}

bool text_is_web_address(const char *text)
{
	if (text == NULL || (!text_starts(text, "https://") && !text_starts(text, "http://")))
		return false;
	for (const char *c = text; *c != '\0'; c++) {
		if ((unsigned char)*c <= ' ' || *c == 0x7f)
			return false;
	}
	const char *host = strstr(text, "://") + 3;
	size_t length = host_length(host);
	const char *rest = host + length;

	if (length == 0)
		return false;
	if (*rest == ':')
		rest += 1 + strspn(rest + 1, "0123456789");
	return *rest == '\0' || strchr("/?#", *rest) != NULL;
}

bool text_is_cvr(const char *text)
{
	static const int weights[8] = {2, 7, 6, 5, 4, 3, 2, 1};
	int sum = 0;

	if (text == NULL || strlen(text) != 8 || text[0] == '0')
		return false;
	for (int i = 0; i < 8; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		sum += weights[i] * (text[i] - '0');
	}
	return sum % 11 == 0;
}

bool text_to_int(const char *text, int64_t low, int64_t high, int64_t *out)
{
	char *end;

	if (text == NULL || *text == '\0' || isspace((unsigned char)*text))
		return false;
	errno = 0;
	long long value = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || value < low || value > high)
		return false;
	*out = value;
	return true;
}

void text_from_bytes(const unsigned char *bytes, size_t length, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < length; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	*out = '\0';
}

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool text_to_bytes(const char *hex, unsigned char *out, size_t length)
{
	if (strlen(hex) != 2 * length)
		return false;
	for (size_t i = 0; i < length; i++) {
		int high = digit_value(hex[2 * i]), low = digit_value(hex[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		out[i] = (unsigned char)(high * 16 + low);
	}
	return true;
}
