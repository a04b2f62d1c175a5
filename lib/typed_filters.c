/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/typed_filters.h"

#include <stdlib.h>
#include <string.h>

#include "lib/called.h"
#include "lib/reading.h"
#include "lib/text.h"
#include "lib/typed_words.h"

#define CODE_DIGITS 8

/* "§ 54" and what it is called; folded. */
static const char *const reserved_words[] = {"§54", "reserveret", "reserverede", "reserved", "gereserveerd",
	"gereserveerde", "voorbehouden", NULL};
/* They announce a code, the second behind the first, and go with it. */
static const char *const code_words[] = {"cpv", "cpv-kode", "cpv-koden", "cpv-code", "cpv-nr", NULL};
static const char *const code_second_words[] = {"kode", "koden", "code", "nr", "nummer", "number", NULL};
static const char *const paragraph_words[] = {"§", "paragraf", "paragraph", "section", "paragraaf", NULL};
/* What is said beside them and searches for nothing: the law, the part of a paragraph, and what it is that is reserved. */
static const char *const law_words[] = {"udbudsloven", "udbudslovens", "aanbestedingswet", NULL};
static const char *const part_words[] = {"stk", "lid", "subsection", NULL};
static const char *const contract_words[] = {"kontrakt", "kontrakter", "kontrakten", "indkøb", "udbud", "contract", "contracts",
	"purchase", "purchases", "procurement", "contracten", "inkoop", "inkopen", "opdracht", "opdrachten", NULL};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "55520000", "55.52.00.00", with its check digit "55520000-1", where it is announced "55 52 00 00", too. NULL when it is
 * no code that is known. */
static const char *known_code(struct match_index *index, struct arena *mem, const char *at, bool announced, const char **end)
{
	char digits[CODE_DIGITS + 1] = "";
	size_t count = 0, dash;

	for (at += strspn(at, TYPED_MARKS); count < CODE_DIGITS; at++) {
		if (is_digit(*at))
			digits[count++] = *at;
		else if (count == 0 || (*at != '.' && (!announced || *at != ' ')))
			return NULL;
	}
	dash = typed_dash(at);
	if (dash > 0 && is_digit(at[dash]))
		at += dash + 1;
	at += strspn(at, TYPED_MARKS);
	if (*at != '\0' && strchr(TYPED_BLANKS, *at) == NULL)
		return NULL;
	*end = at;
	return cpv_name(index, mem, digits, DANISH) == NULL ? NULL : arena_text(mem, digits);
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

/* The code that begins with this word, or stands behind "CPV" or "CPV code"; *end is where it ends. */
static const char *code_at(struct match_index *index, struct arena *mem, const char *at, const char *word, const char **end)
{
	const char *behind = *end;

	if (typed_is_among(code_words, word)) {
		if (typed_is_among(code_second_words, typed_word_next(mem, &behind)))
			*end = behind;
		return known_code(index, mem, *end + strspn(*end, TYPED_BLANKS), true, end);
	}
	if (is_digit(word[0]))
		return known_code(index, mem, at, false, end);
	if (!text_starts(word, "cpv"))
		return NULL;
	at += strspn(at, TYPED_MARKS) + strlen("cpv"); /* "CPV:55520000" */
	return known_code(index, mem, at + strspn(at, "-:."), true, end);
}

/* "§ 54", the paragraph alone or before a hyphen ("§ 54-kontrakter"); *end is where it ends. */
static bool paragraph_at(struct arena *mem, const char *word, const char **end)
{
	if (typed_is_among(paragraph_words, word)) {
		const char *number = typed_word_next(mem, end);
		return text_equal(number, "54") || text_starts(number, "54-");
	}
	return text_equal(word, "§54") || text_starts(word, "§54-");
}

/* Goes on behind what is said beside a paragraph and is no word to look for: ", stk. 1", "i udbudsloven", "indkøb". */
static void skip_beside(struct arena *mem, const char **end)
{
	const char *behind = *end;

	if (typed_is_among(part_words, typed_word_next(mem, &behind)) && is_digit(*typed_word_next(mem, &behind)))
		*end = behind;
	behind = *end;
	if (text_equal(typed_word_next(mem, &behind), "i") && typed_is_among(law_words, typed_word_next(mem, &behind)))
		*end = behind;
	behind = *end;
	if (typed_is_among(contract_words, typed_word_next(mem, &behind)))
		*end = behind;
}

/* "§ 54", "udbudslovens § 54, stk. 1", "reserved"; *end is where it ends. */
static bool reserved_at(struct arena *mem, const char *word, const char **end)
{
	const char *behind = *end;

	if (!typed_is_among(reserved_words, word)) {
		if (typed_is_among(law_words, word))
			word = typed_word_next(mem, &behind);
		if (!paragraph_at(mem, word, &behind))
			return false;
		*end = behind;
	}
	skip_beside(mem, end);
	return true;
}

/* What one word says; *end goes on behind "§ 54" and "CPV 55520000". False when it is a word to search for. */
static bool take(struct match_index *index, struct arena *mem, const char *at, const char **end,
	struct typed_filters *out)
{
	const char *word = typed_word(mem, at, end), *behind = *end;
	const char *code = out->cpv[0] == '\0' ? code_at(index, mem, at, word, &behind) : NULL;

	if (code != NULL) {
		*end = behind;
		out->cpv = code;
		return true;
	}
	if (reserved_at(mem, word, end))
		return out->reserved = true;
	return text_equal(word, "rsv") ? out->rsv = true : false;
}

/* The text is nothing but eight digits. */
static void take_number(struct match_index *index, struct arena *mem, const char *digits, struct typed_filters *out)
{
	if (cpv_name(index, mem, digits, DANISH) == NULL)
		return;
	out->words = "";
	out->cpv = arena_text(mem, digits);
	if (text_is_cvr(digits))
		out->cvr = out->cpv;
}

/* As letters are compared: digits of full width are digits, and a blank that does not break is a blank. */
static const char *compatible(struct arena *mem, const char *words)
{
	size_t length;
	char *made = text_compatible(words, &length);
	const char *copy = made == NULL ? words : arena_text(mem, made);

	free(made);
	return copy;
}

struct typed_filters typed_filters_read(struct match_index *index, struct arena *mem, const char *words)
{
	struct typed_filters out = {.words = words, .cpv = "", .cvr = ""};
	OWNED(buffer_close) struct buffer left = {0};
	char digits[CVR_DIGITS + 1];

	if (is_name(index, words))
		return out;
	if (cvr_number_is_bare(words, digits))
		take_number(index, mem, digits, &out);
	if (cvr_number_read(words, digits))
		return out;
	for (const char *at = compatible(mem, words), *end; *(at += strspn(at, TYPED_BLANKS)) != '\0'; at = end) {
		if (!take(index, mem, at, &end, &out))
			buffer_printf(&left, "%s%.*s", left.length > 0 ? " " : "", (int)(end - at), at);
	}
	if (out.cpv[0] != '\0' || out.rsv || out.reserved)
		out.words = arena_text(mem, left.length == 0 ? "" : left.bytes);
	return out;
}
