/* SPDX-License-Identifier: MPL-2.0 */
/* The words that were typed, and which of them are searched for. */
#include "lib/search_typed.h"

struct typing {
	struct typed *typed;
	enum language language;
};

static void type_word(void *context, const struct word_seen *word)
{
	const struct typing *typing = context;
	size_t *count = &typing->typed->count[typing->language];

	if (*count < SEARCH_WORDS_MOST)
		typing->typed->words[typing->language][(*count)++] = *word;
}

void typed_read(const char *text, struct typed *out)
{
	for (int i = 0; i < LANGUAGES; i++) {
		out->count[i] = 0;
		text_words(text, (enum language)i, type_word, &(struct typing){out, (enum language)i});
	}
}

static bool is_stop(const struct typed *typed, size_t number, int language)
{
	return word_is_stop((enum language)language, typed->words[language][number].base);
}

/* Which language's little words are among those that were typed: a visitor reads in one language and may search in
 * another. Two are no accident; one may be a real word in the reader's own, as "is", which is Danish for ice. */
static int language_typed(const struct typed *typed, enum language reader)
{
	for (int l = 0; l < LANGUAGES; l++) {
		size_t count = 0, own = 0;
		for (size_t i = 0; i < typed->count[reader]; i++) {
			count += is_stop(typed, i, l);
			own += is_stop(typed, i, (int)reader);
		}
		if (count > own + 1)
			return l;
	}
	return (int)reader;
}

/* It says nothing in the reader's language, nor in that of the search; or in any when nobody has it. A number says how many
 * are wanted, and of texts no numbers are kept. */
static bool says_nothing(const struct snapshot *s, const struct typed *typed, size_t number, enum language reader,
	int searched)
{
	const struct word_seen *seen = &typed->words[reader][number];
	bool stop = false;

	if (word_is_number(seen->base) || is_stop(typed, number, (int)reader) || is_stop(typed, number, searched))
		return true;
	for (int l = 0; l < LANGUAGES; l++)
		stop = stop || is_stop(typed, number, l);
	if (!stop)
		return false;
	uint32_t term = vocabulary_term_of(s->vocabulary, reader, seen->base, seen->base_length);
	return term == NO_TERM || things_with(s, term) == 0;
}

size_t typed_wanted(const struct snapshot *s, const struct typed *typed, enum language reader,
	size_t wanted[SEARCH_WORDS_MOST])
{
	size_t all = typed->count[reader], count = 0;
	int searched = all > 1 ? language_typed(typed, reader) : (int)reader;

	for (size_t i = 0; i < all; i++)
		if (all == 1 || !says_nothing(s, typed, i, reader, searched))
			wanted[count++] = i;
	return count;
}
