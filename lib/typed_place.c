/* SPDX-License-Identifier: MPL-2.0 */
/* The municipality that words name. */
#include "lib/typed_filters.h"

#include <string.h>

#include "lib/place_name.h"
#include "lib/reading.h"
#include "lib/text.h"
#include "lib/typed_words.h"

/* What leads to a place, and what it is called besides. */
static const char *const leading[] = {"i", "til", "in", "to", "near", "naar", "te", NULL};
static const char *const following[] = {"kommune", "kommunes", "regionskommune", "municipality", "gemeente", NULL};

/* Names that are words, too: the road, a disc, barrels, an otter, a count. In small letters they are the words. */
static const char *const ordinary[] = {"greve", "odder", "skive", "tønder", "vejen", NULL};

static bool is_called(const char *name, const char *word, bool municipality)
{
	size_t length = strlen(name);

	if (strncmp(name, word, length) != 0)
		return false;
	return word[length] == '\0' || (municipality && strcmp(word + length, "s") == 0);
}

/* Which of the places has that key ("Københavns", too, when it is said to be a municipality); NO_PLACE for none. */
static unsigned place_named(const struct snapshot *s, const char *word, bool capital, bool municipality)
{
	if (!capital && !municipality && typed_is_among(ordinary, word))
		return NO_PLACE;
	for (unsigned i = 0; *word != '\0' && i < s->place_count; i++)
		if (is_called(s->places[i].key, word, municipality))
			return i;
	return NO_PLACE;
}

/* The place of a name that ends there; *end goes on behind "Kommune" when that follows. */
static unsigned place_called(const struct snapshot *s, struct arena *mem, const char *name, bool capital,
	const char *name_end, const char **end)
{
	const char *after;
	bool municipality = typed_is_among(following, typed_word(mem, name_end + strspn(name_end, TYPED_BLANKS), &after));
	unsigned place = place_named(s, place_name_key(mem, name), capital, municipality);

	if (place != NO_PLACE)
		*end = municipality ? after : name_end;
	return place;
}

/* The word that begins here, alone or with the next one ("Høje Taastrup"); *end is where it ends. */
static unsigned place_at(const struct snapshot *s, struct arena *mem, const char *at, const char **end)
{
	const char *word = typed_word(mem, at, end), *next_end;
	const char *next = typed_word(mem, *end + strspn(*end, TYPED_BLANKS), &next_end);
	char first = at[strspn(at, TYPED_MARKS)];
	unsigned place = place_called(s, mem, arena_printf(mem, "%s %s", word, next), true, next_end, end);

	if (place != NO_PLACE)
		return place;
	return place_called(s, mem, word, !(first >= 'a' && first <= 'z'), *end, end);
}

static void cut_leading(struct arena *mem, struct buffer *words)
{
	size_t at = words->length;
	const char *end;

	while (at > 0 && words->bytes[at - 1] != ' ')
		at--;
	if (at < words->length && typed_is_among(leading, typed_word(mem, words->bytes + at, &end)))
		words->length = at > 0 ? at - 1 : 0;
}

struct typed_place typed_place_read(struct match_index *index, struct arena *mem, const char *words)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	OWNED(buffer_close) struct buffer others = {0};
	struct typed_place out = {"", "", words};

	for (const char *at = words + strspn(words, TYPED_BLANKS), *end; *at != '\0'; at = end + strspn(end, TYPED_BLANKS)) {
		unsigned place = NO_PLACE;
		if (out.code[0] == '\0')
			place = place_at(reading.snapshot, mem, at, &end);
		else
			end = at + strcspn(at, TYPED_BLANKS);
		if (place == NO_PLACE) {
			buffer_printf(&others, "%s%.*s", others.length > 0 ? " " : "", (int)(end - at), at);
			continue;
		}
		out.code = arena_text(mem, reading.snapshot->places[place].code);
		out.name = arena_text(mem, reading.snapshot->places[place].name);
		cut_leading(mem, &others);
	}
	if (out.code[0] != '\0')
		out.words = others.length > 0 ? arena_text_n(mem, others.bytes, others.length) : "";
	return out;
}
