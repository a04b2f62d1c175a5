/* SPDX-License-Identifier: MPL-2.0 */
#include "export/rank_field.h"

#include <string.h>
#include <strings.h>

#include "lib/html_text.h"

#define PARTINGS "|,; \t"

const char *rank_code_next(struct arena *mem, const char **text)
{
	*text += strspn(*text, PARTINGS);
	size_t length = strcspn(*text, PARTINGS);
	if (length == 0)
		return NULL;
	*text += length;
	return arena_text_n(mem, *text - length, length);
}

bool rank_code_parse(const char *text, char code[CPV_CODE_SIZE])
{
	char whole[CPV_CODE_SIZE] = "00000000";
	size_t digits = strlen(text);

	if (digits < 2 || digits >= CPV_CODE_SIZE - 1 || strspn(text, "0123456789") != digits)
		return cpv_code_parse(text, code);
	memcpy(whole, text, digits);
	return cpv_code_parse(whole, code);
}

bool rank_language_parse(const char *text, enum language *out)
{
	/* ISO 639-1, and 639-2 with both of its codes for Dutch */
	static const struct {
		const char *code;
		enum language language;
	} known[] = {{"da", DANISH}, {"dan", DANISH}, {"en", ENGLISH}, {"eng", ENGLISH}, {"nl", DUTCH},
		{"nld", DUTCH}, {"dut", DUTCH}};

	text += strspn(text, " ");
	size_t length = strcspn(text, "-_ ");
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strlen(known[i].code) == length && strncasecmp(text, known[i].code, length) == 0) {
			*out = known[i].language;
			return true;
		}
	return false;
}

const char *rank_text(struct arena *mem, const char *text)
{
	return html_is_likely(text) ? html_text(mem, text) : text;
}
