/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/typed_filters.h"

#include <string.h>

#include "lib/called.h"
#include "lib/place_name.h"
#include "lib/reading.h"
#include "lib/text.h"

#define BLANKS " \t\n"
#define MARKS ".,;:()\"'"
#define CODE_DIGITS 8

/* "§ 54" and what it is called; folded. */
static const char *const reserved_words[] = {"§54", "§ 54", "reserveret", "reserverede", "reserved", "gereserveerd",
	"gereserveerde", "voorbehouden", NULL};
/* They announce a code, the second behind the first, and go with it. */
static const char *const code_words[] = {"cpv", "cpv-kode", "cpv-koden", "cpv-code", NULL};
static const char *const code_second_words[] = {"kode", "koden", "code", "nr", "nummer", "number", NULL};
static const char *const paragraph_words[] = {"§", "paragraf", "paragraph", "section", "paragraaf", NULL};

static bool is_among(const char *const *words, const char *word)
{
	for (; *words != NULL; words++)
		if (strcmp(*words, word) == 0)
			return true;
	return false;
}

/* The word that begins here without the marks around it, folded; *end is where it ends. */
static const char *folded_word(struct arena *mem, const char *at, const char **end)
{
	const char *last = at + strcspn(at, BLANKS);

	*end = last;
	at += strspn(at, MARKS);
	while (last > at && strchr(MARKS, last[-1]) != NULL)
		last--;
	return text_fold(mem, last > at ? arena_text_n(mem, at, (size_t)(last - at)) : "");
}

/* "55520000", or with its check digit "55520000-1"; NULL when it is no code that is known. */
static const char *known_code(struct match_index *index, struct arena *mem, const char *word)
{
	size_t digits = strspn(word, "0123456789");

	if (digits != CODE_DIGITS ||
		(word[digits] != '\0' && (word[digits] != '-' || strspn(word + digits + 1, "0123456789") != 1 ||
			word[digits + 2] != '\0')))
		return NULL;
	const char *code = arena_text_n(mem, word, CODE_DIGITS);
	return cpv_name(index, mem, code, DANISH) == NULL ? NULL : code;
}

static bool is_name(struct match_index *index, const char *words)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	called_key key = called_by_name(words);
	uint32_t number;

	for (const struct snapshot *s = reading.snapshot; s != NULL; s = s->below)
		if (called_find(s->called, key, &number, 1) > 0)
			return true;
	return false;
}

/* The word behind that one, folded; *end is where it ends. */
static const char *next_word(struct arena *mem, const char **end)
{
	return folded_word(mem, *end + strspn(*end, BLANKS), end);
}

/* The word that begins here, or what stands behind "CPV" or "CPV code"; *end is where it ends. */
static const char *announced(struct arena *mem, const char *at, const char **end)
{
	const char *word = folded_word(mem, at, end);

	if (!is_among(code_words, word))
		return word;
	word = next_word(mem, end);
	return is_among(code_second_words, word) ? next_word(mem, end) : word;
}

/* What one word says; *end goes on behind "§ 54" and "CPV 55520000". False when it is a word to search for. */
static bool take(struct match_index *index, struct arena *mem, const char *at, const char **end,
	struct typed_filters *out)
{
	const char *code_end, *code = out->cpv[0] == '\0' ? known_code(index, mem, announced(mem, at, &code_end)) : NULL;

	if (code != NULL) {
		*end = code_end;
		out->cpv = code;
		return true;
	}
	const char *word = folded_word(mem, at, end), *next_end = *end;
	if (strcmp(word, "rsv") == 0)
		return out->rsv = true;
	if (is_among(paragraph_words, word) && strcmp(next_word(mem, &next_end), "54") == 0) {
		*end = next_end;
		return out->reserved = true;
	}
	if (!is_among(reserved_words, word))
		return false;
	return out->reserved = true;
}

struct typed_filters typed_filters_read(struct match_index *index, struct arena *mem, const char *words)
{
	struct typed_filters out = {.words = words, .cpv = ""};
	OWNED(buffer_close) struct buffer left = {0};
	char digits[CVR_DIGITS + 1];

	if ((called_is_number(words, digits) && known_code(index, mem, words) == NULL) || is_name(index, words))
		return out;
	for (const char *at = words + strspn(words, BLANKS), *end; *at != '\0'; at = end + strspn(end, BLANKS)) {
		if (take(index, mem, at, &end, &out))
			continue;
		buffer_printf(&left, "%s%.*s", left.length > 0 ? " " : "", (int)(end - at), at);
	}
	if (out.cpv[0] != '\0' || out.rsv || out.reserved)
		out.words = arena_text(mem, left.length == 0 ? "" : left.bytes);
	return out;
}

/* ---- places ---- */

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
	if (!capital && !municipality && is_among(ordinary, word))
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
	bool municipality = is_among(following, folded_word(mem, name_end + strspn(name_end, BLANKS), &after));
	unsigned place = place_named(s, place_name_key(mem, name), capital, municipality);

	if (place != NO_PLACE)
		*end = municipality ? after : name_end;
	return place;
}

/* The word that begins here, alone or with the next one ("Høje Taastrup"); *end is where it ends. */
static unsigned place_at(const struct snapshot *s, struct arena *mem, const char *at, const char **end)
{
	const char *word = folded_word(mem, at, end), *next_end;
	const char *next = folded_word(mem, *end + strspn(*end, BLANKS), &next_end);
	char first = at[strspn(at, MARKS)];
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
	if (at < words->length && is_among(leading, folded_word(mem, words->bytes + at, &end)))
		words->length = at > 0 ? at - 1 : 0;
}

struct typed_place typed_place_read(struct match_index *index, struct arena *mem, const char *words)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	OWNED(buffer_close) struct buffer others = {0};
	struct typed_place out = {"", "", words};

	for (const char *at = words + strspn(words, BLANKS), *end; *at != '\0'; at = end + strspn(end, BLANKS)) {
		unsigned place = NO_PLACE;
		if (out.code[0] == '\0')
			place = place_at(reading.snapshot, mem, at, &end);
		else
			end = at + strcspn(at, BLANKS);
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
