/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/place_name.h"

#include <string.h>

#include "lib/text.h"

char *place_name_key(struct arena *mem, const char *text)
{
	static const struct {
		const char *pair, *letter; /* two bytes each */
	} met[] = {{"aa", "å"}, {"ae", "æ"}, {"oe", "ø"}};
	char *key = text_fold(mem, text);

	for (size_t i = 0; i < sizeof met / sizeof met[0]; i++)
		for (char *at = strstr(key, met[i].pair); at != NULL; at = strstr(at + 2, met[i].pair))
			memcpy(at, met[i].letter, 2);
	char *to = key;
	for (const char *at = key; *at != '\0'; at++) {
		char next = *at == '-' ? ' ' : *at;
		if (next != ' ' || to == key || to[-1] != ' ')
			*to++ = next;
	}
	*to = '\0';
	return key;
}

bool place_name_is(const char *asked, const char *name)
{
	size_t length = strlen(name);

	if (strncmp(asked, name, length) != 0)
		return false;
	asked += length;
	asked += *asked == 's';
	return *asked == '\0' || strcmp(asked, " kommune") == 0;
}
