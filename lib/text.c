/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Text: buffers, lengths, names on the web, and the rules about e-mail addresses and CVR numbers. What people type is
 * made regular in text_normal.c.
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

static const char *const escapes[256] = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\0'] = ""};

void buffer_html(struct buffer *buffer, const char *text)
{
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

char *text_unescaped(struct arena *mem, const char *html)
{
	static const char escaped[] = "&<>\"";
	char *text = arena_text(mem, html), *end = text;

	while (*html != '\0') {
		size_t i = 0;
		while (escaped[i] != '\0' && !text_starts(html, escapes[(unsigned char)escaped[i]]))
			i++;
		bool known = escaped[i] != '\0';
		*end++ = known ? escaped[i] : *html;
		html += known ? strlen(escapes[(unsigned char)escaped[i]]) : 1;
	}
	*end = '\0';
	return text;
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
		if (text[end] == ' ' || text[end] == '\t' || text[end] == '\n')
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
