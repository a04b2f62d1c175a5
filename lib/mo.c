/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/mo.h"

#include <string.h>

/* The header: magic, revision, count, offset of the source texts' table, of the translations'. */
enum { HEADER = 20, ENTRY = 8 };
static const uint32_t magic = 0x950412de;

static uint32_t number(const struct mo *mo, size_t at)
{
	const unsigned char *b = mo->bytes + at;

	if (mo->big_endian)
		return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
	return (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

struct piece {
	const char *text;
	size_t length; /* without the last NUL; a plural has one inside */
};

static struct piece piece(const struct mo *mo, uint32_t table, uint32_t entry)
{
	size_t at = (size_t)table + (size_t)entry * ENTRY;

	return (struct piece){(const char *)mo->bytes + number(mo, at + 4), number(mo, at)};
}

static bool table_fits(const struct mo *mo, uint32_t table)
{
	return table <= mo->length && mo->count <= (mo->length - table) / ENTRY;
}

static bool entry_fits(const struct mo *mo, uint32_t table, uint32_t entry)
{
	size_t at = (size_t)table + (size_t)entry * ENTRY;
	size_t length = number(mo, at), start = number(mo, at + 4);

	return start < mo->length && length < mo->length - start && mo->bytes[start + length] == '\0';
}

enum err mo_open(const void *bytes, size_t length, struct mo *out)
{
	struct mo mo = {.bytes = bytes, .length = length};

	if (length < HEADER)
		return INVALID;
	if (number(&mo, 0) != magic)
		mo.big_endian = true;
	if (number(&mo, 0) != magic || number(&mo, 4) >> 16 > 1)
		return INVALID;
	mo.count = number(&mo, 8);
	mo.sources = number(&mo, 12);
	mo.translations = number(&mo, 16);
	if (!table_fits(&mo, mo.sources) || !table_fits(&mo, mo.translations))
		return INVALID;
	for (uint32_t i = 0; i < mo.count; i++) {
		if (!entry_fits(&mo, mo.sources, i) || !entry_fits(&mo, mo.translations, i))
			return INVALID;
		if (i > 0 && strcmp(piece(&mo, mo.sources, i - 1).text, piece(&mo, mo.sources, i).text) >= 0)
			return INVALID;
	}
	*out = mo;
	return OK;
}

static const char *form_of(struct piece translation, unsigned form)
{
	const char *end = translation.text + translation.length;
	const char *text = translation.text;

	for (; form > 0; form--) {
		text += strlen(text) + 1;
		if (text > end)
			return NULL;
	}
	return text;
}

const char *mo_find(const struct mo *mo, const char *text, unsigned form)
{
	uint32_t low = 0, high = mo->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(text, piece(mo, mo->sources, middle).text);
		if (order == 0)
			return form_of(piece(mo, mo->translations, middle), form);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
