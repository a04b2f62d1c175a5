/* SPDX-License-Identifier: MPL-2.0 */
/* The character references of HTML that mail programs write: numbers, and the names of Latin letters
 * and common signs. An unknown one stays as it stands. */
#include "lib/html_entities.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { NAME_LONGEST = 10 };

static const struct {
	const char *name;
	const char *text;
} entities[] = {
	{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "},
	{"aring", "å"}, {"Aring", "Å"}, {"aelig", "æ"}, {"AElig", "Æ"}, {"oslash", "ø"},
	{"Oslash", "Ø"}, {"auml", "ä"}, {"Auml", "Ä"}, {"ouml", "ö"}, {"Ouml", "Ö"}, {"uuml", "ü"},
	{"Uuml", "Ü"}, {"szlig", "ß"}, {"euml", "ë"}, {"Euml", "Ë"}, {"iuml", "ï"}, {"eacute", "é"},
	{"Eacute", "É"}, {"egrave", "è"}, {"Egrave", "È"}, {"ecirc", "ê"}, {"agrave", "à"},
	{"Agrave", "À"}, {"acirc", "â"}, {"aacute", "á"}, {"iacute", "í"}, {"icirc", "î"},
	{"oacute", "ó"}, {"ocirc", "ô"}, {"uacute", "ú"}, {"ugrave", "ù"}, {"ucirc", "û"},
	{"ccedil", "ç"}, {"Ccedil", "Ç"}, {"ntilde", "ñ"}, {"hellip", "…"}, {"ndash", "–"},
	{"mdash", "—"}, {"lsquo", "‘"}, {"rsquo", "’"}, {"sbquo", "‚"}, {"ldquo", "“"},
	{"rdquo", "”"}, {"bdquo", "„"}, {"laquo", "«"}, {"raquo", "»"}, {"euro", "€"},
	{"pound", "£"}, {"copy", "©"}, {"reg", "®"}, {"trade", "™"}, {"deg", "°"}, {"sect", "§"},
	{"middot", "·"}, {"bull", "•"}, {"times", "×"}, {"frac12", "½"}, {"shy", ""}, {"zwnj", ""},
	{"zwj", ""},
};

/* "#229;" or "#xE5;" behind the "&"; the number of bytes read, 0 when it is none. */
static size_t read_number(const char *at, struct buffer *out)
{
	char *end;
	int base = at[1] == 'x' || at[1] == 'X' ? 16 : 10;
	const char *digits = at + (base == 16 ? 2 : 1);
	utf8proc_uint8_t bytes[4];

	if (strchr(base == 16 ? "0123456789abcdefABCDEF" : "0123456789", *digits) == NULL ||
		*digits == '\0')
		return 0;
	unsigned long c = strtoul(digits, &end, base);
	if (end - digits > 8 || c < 9 || c > 0x10ffff || !utf8proc_codepoint_valid((utf8proc_int32_t)c))
		return 0;
	if (c == 0xa0)
		c = ' ';
	utf8proc_ssize_t size = utf8proc_encode_char((utf8proc_int32_t)c, bytes);
	buffer_add(out, bytes, (size_t)size);
	return (size_t)(end - at) + (*end == ';');
}

size_t html_entity(const char *at, struct buffer *out)
{
	if (at[1] == '#') {
		size_t size = read_number(at + 1, out);
		return size == 0 ? 0 : size + 1;
	}
	size_t length = strcspn(at + 1, "; \t\r\n&<>\"'");
	if (length == 0 || length > NAME_LONGEST || at[1 + length] != ';')
		return 0;
	for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
		if (strlen(entities[i].name) == length && strncmp(entities[i].name, at + 1, length) == 0) {
			buffer_text(out, entities[i].text);
			return length + 2;
		}
	}
	return 0;
}
