/* SPDX-License-Identifier: MPL-2.0 */
/* Languages: their codes and names, and which of ours a browser wants. Catalogues are translate.c. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/text.h"
#include "lib/translate.h"

static const struct {
	const char *code, *name;
} languages[LANGUAGES] = {
	[DANISH] = {"da", "Dansk"},
	[ENGLISH] = {"en", "English"},
	[DUTCH] = {"nl", "Nederlands"},
};

const char *language_code(enum language language)
{
	return languages[language].code;
}

const char *language_name(enum language language)
{
	return languages[language].name;
}

/* The language of a tag of `length` bytes ("da", "da-DK"), or -1. */
static int from_tag(const char *tag, size_t length)
{
	for (int i = 0; i < LANGUAGES; i++) {
		if (length >= 2 && strncasecmp(tag, languages[i].code, 2) == 0 &&
			(length == 2 || tag[2] == '-' || tag[2] == '_'))
			return i;
	}
	return -1;
}

enum language language_from_code(const char *code, enum language fallback)
{
	int found = code == NULL ? -1 : from_tag(code, strlen(code));

	return found < 0 ? fallback : (enum language)found;
}

/* The weight in ";q=0.8", 1 when there is none. */
static double weight_of(const char *parameters, const char *end)
{
	for (const char *at = parameters; at + 2 < end; at++) {
		if ((at[0] == 'q' || at[0] == 'Q') && at[1] == '=')
			return strtod(at + 2, NULL);
	}
	return 1;
}

enum language language_from_header(const char *header, enum language fallback)
{
	double best = 0;

	for (const char *at = header; at != NULL && *at != '\0';) {
		at += strspn(at, " \t,");
		const char *end = at + strcspn(at, ",");
		int found = from_tag(at, strcspn(at, ";, \t"));
		double weight = found < 0 ? 0 : weight_of(at, end);
		if (weight > best) {
			best = weight;
			fallback = (enum language)found;
		}
		at = end;
	}
	return fallback;
}
