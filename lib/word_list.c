/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/word_list.h"

#include <string.h>

/* How many of the list do not stand behind the word. */
static size_t until(const struct word_list *list, const char *word)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(list->at[middle], word) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool word_list_has(const struct word_list *list, const char *word)
{
	size_t before = until(list, word);

	return before > 0 && strcmp(list->at[before - 1], word) == 0;
}

bool word_list_begins(const struct word_list *list, const char *word)
{
	size_t before = until(list, word);

	return before > 0 && strncmp(list->at[before - 1], word, strlen(list->at[before - 1])) == 0;
}
