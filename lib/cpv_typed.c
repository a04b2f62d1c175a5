/* SPDX-License-Identifier: MPL-2.0 */
/* A code as people type it into a field, or copy it from a notice. */
#include "lib/cpv.h"

#include <stdlib.h>
#include <string.h>

#include "lib/text.h"
#include "lib/typed_words.h"

#define TEXT_MOST 96 /* bytes: room for every way to write it, each character being three */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Behind "CPV", "CPV-kode:" and the like; NULL when it is another word. */
static const char *behind_words(const char *at)
{
	static const char *const words[] = {"cpv", "kode", "koden", "code", "nr", "nummer", "number", NULL};
	char word[8];

	for (at += strspn(at, " .:-"); *at != '\0' && !is_digit(*at); at += strspn(at, " .:-")) {
		size_t length = 0;
		for (; (*at | 0x20) >= 'a' && (*at | 0x20) <= 'z' && length < sizeof word - 1; at++)
			word[length++] = (char)(*at | 0x20);
		word[length] = '\0';
		if (!typed_is_among(words, word))
			return NULL;
	}
	return at;
}

/* "-1", with whichever dash, and nothing behind it. */
static bool is_check_digit(const char *at)
{
	size_t dash = typed_dash(at);

	return dash > 0 && is_digit(at[dash]) && text_is_blank(at + dash + 1);
}

static bool read_digits(const char *at, char digits[CPV_CODE_SIZE])
{
	size_t count = 0;

	for (; at != NULL && *at != '\0'; at++) {
		if (is_digit(*at)) {
			if (count == CPV_CODE_SIZE - 1)
				return false;
			digits[count++] = *at;
		} else if (count == CPV_CODE_SIZE - 1 && is_check_digit(at)) {
			break;
		} else if (*at != ' ' && *at != '.') {
			return false;
		}
	}
	digits[count] = '\0';
	return count > 0;
}

bool cpv_code_typed(const char *text, char digits[CPV_CODE_SIZE])
{
	size_t length;

	if (memchr(text, '\0', TEXT_MOST) == NULL)
		return false;
	char *compatible = text_compatible(text, &length);
	bool is_code = compatible != NULL && read_digits(behind_words(compatible), digits);
	free(compatible);
	return is_code;
}
