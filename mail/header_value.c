/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/header_value.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

char *header_plain(struct arena *mem, const char *value)
{
	char *out = arena_alloc(mem, strlen(value) + 1), *to = out;
	int depth = 0;

	for (const char *at = value; *at != '\0'; at++) {
		bool apart = isspace((unsigned char)*at) || *at == '('; /* a comment stands for a blank */
		if (*at == '\\' && depth > 0 && at[1] != '\0') {
			at++;
			continue;
		}
		depth += *at == '(';
		if (depth == 0 && !apart)
			*to++ = (char)tolower((unsigned char)*at);
		else if (apart && to > out && to[-1] != ' ')
			*to++ = ' ';
		depth -= *at == ')' && depth > 0;
	}
	while (to > out && to[-1] == ' ')
		to--;
	*to = '\0';
	return out;
}

char *header_keyword(struct arena *mem, const char *value)
{
	char *plain = header_plain(mem, value);

	plain[strcspn(plain, " ;")] = '\0';
	return plain;
}
