/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/typed_words.h"

#include <string.h>

#include "lib/text.h"

bool typed_is_among(const char *const *words, const char *word)
{
	for (; *words != NULL; words++)
		if (strcmp(*words, word) == 0)
			return true;
	return false;
}

const char *typed_word(struct arena *mem, const char *at, const char **end)
{
	const char *last = at + strcspn(at, TYPED_BLANKS);

	*end = last;
	at += strspn(at, TYPED_MARKS);
	while (last > at && strchr(TYPED_MARKS, last[-1]) != NULL)
		last--;
	return text_fold(mem, last > at ? arena_text_n(mem, at, (size_t)(last - at)) : "");
}

const char *typed_word_next(struct arena *mem, const char **end)
{
	return typed_word(mem, *end + strspn(*end, TYPED_BLANKS), end);
}

size_t typed_dash(const char *at)
{
	return *at == '-' ? 1 : text_starts(at, "‐") || text_starts(at, "–") ? strlen("–") : 0;
}
