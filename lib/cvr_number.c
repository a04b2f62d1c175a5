/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/cvr_number.h"

#include <stdlib.h>
#include <string.h>

#include "lib/text.h"

#define LETTERS_MOST 15
#define TEXT_MOST 96 /* bytes: room for every way to write it, each character being three */

struct number {
	char letters[LETTERS_MOST + 1]; /* in front of the digits */
	char digits[CVR_DIGITS + 1];
	size_t letter_count, digit_count;
};

/* What may stand before the digits, letters only. */
static bool announces_number(const char *letters)
{
	static const char *const words[] = {"", "cvr", "cvrno", "cvrnr", "cvrnummer", "cvrnumber", "dk", "cvrdk", "cvrnrdk"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], letters) == 0)
			return true;
	return false;
}

/* False when it cannot stand in a number, or there are too many. */
static bool add(struct number *number, char c)
{
	char low = (char)(c | 0x20);

	if (c >= '0' && c <= '9') {
		if (number->digit_count == CVR_DIGITS)
			return false;
		number->digits[number->digit_count++] = c;
		return true;
	}
	if (low >= 'a' && low <= 'z') {
		if (number->digit_count > 0 || number->letter_count == LETTERS_MOST)
			return false;
		number->letters[number->letter_count++] = low;
		return true;
	}
	return strchr(" \t\n.:-", c) != NULL;
}

static bool read_plain(struct number *number, const char *text)
{
	for (; *text != '\0'; text++)
		if (!add(number, *text))
			return false;
	number->letters[number->letter_count] = number->digits[number->digit_count] = '\0';
	return number->digit_count == CVR_DIGITS && announces_number(number->letters);
}

static bool read_number(struct number *number, const char *text)
{
	size_t plain = 0, length;

	*number = (struct number){.letter_count = 0};
	while (plain < TEXT_MOST && text[plain] != '\0' && (unsigned char)text[plain] < 0x80)
		plain++;
	if (text[plain] == '\0')
		return read_plain(number, text);
	if (memchr(text, '\0', TEXT_MOST) == NULL)
		return false;
	char *compatible = text_compatible(text, &length);
	bool is_number = compatible != NULL && read_plain(number, compatible);
	free(compatible);
	return is_number;
}

bool cvr_number_read(const char *text, char digits[CVR_DIGITS + 1])
{
	struct number number;

	if (!read_number(&number, text))
		return false;
	memcpy(digits, number.digits, sizeof number.digits);
	return true;
}

bool cvr_number_is_bare(const char *text, char digits[CVR_DIGITS + 1])
{
	struct number number;

	if (!read_number(&number, text) || number.letter_count > 0)
		return false;
	memcpy(digits, number.digits, sizeof number.digits);
	return true;
}
