/* SPDX-License-Identifier: MPL-2.0 */
/* Words. Stems are in analysis_stems.c, the lists of words in analysis_words.c, _stop.c, _parts.c, _asides.c, _kindless.c
 * and _roles.c, compounds in compound.c. */
#include "lib/analysis.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "lib/text.h"

/* ---- letters ---- */

static bool is_word_letter(utf8proc_int32_t point)
{
	switch (utf8proc_category(point)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
		return true;
	default:
		return false;
	}
}

/* æ, ø and å are letters of their own in Danish; ä and ö are how the neighbours write two of them. */
static utf8proc_int32_t danish_letter(utf8proc_int32_t point)
{
	switch (point) {
	case 0xe4: /* ä */
		return 0xe6;
	case 0xf6: /* ö */
		return 0xf8;
	default:
		return point;
	}
}

/* é → e, ü → u, but å stays. */
static utf8proc_int32_t without_accent(utf8proc_int32_t point)
{
	utf8proc_int32_t parts[8];
	int boundary = 0;

	if (point < 0x80 || point == 0xe5)
		return point;
	utf8proc_ssize_t count =
		utf8proc_decompose_char(point, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
	return count > 0 && count <= 8 ? parts[0] : point;
}

static size_t append(char *word, size_t length, utf8proc_int32_t point)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t size = utf8proc_encode_char(point, bytes);

	if (size <= 0 || length + (size_t)size >= WORD_SIZE)
		return length;
	memcpy(word + length, bytes, (size_t)size);
	word[length + (size_t)size] = '\0';
	return length + (size_t)size;
}

/* Whether one word ends here and its ending begins: "firma|er", "skema|et", "bebo|ere". The pair stands at `pair`. */
static bool is_ending(const char *word, const char *pair)
{
	static const char *const endings[] = {"er", "ers", "erne", "ernes", "en", "ens", "et", "ets"};

	if (pair - word >= 3 && pair[0] == 'o')
		return pair[-1] == 'b' && pair[2] == 'r';
	for (size_t i = 0; pair - word >= 3 && i < sizeof endings / sizeof endings[0]; i++)
		if (strcmp(pair + 1, endings[i]) == 0)
			return true;
	return false;
}

/* In Danish "ae", "oe" and "aa" are what a keyboard without æ, ø and å gives. */
static void digraphs_to_letters(char *word)
{
	static const struct {
		const char *pair, *letter;
	} met[] = {{"ae", "æ"}, {"oe", "ø"}, {"aa", "å"}};
	const char *at = word;

	while (*at != '\0' && !((*at == 'a' || *at == 'o') && (at[1] == 'e' || at[1] == 'a')))
		at++;
	if (*at == '\0')
		return; /* most words have none */
	for (size_t i = 0; i < sizeof met / sizeof met[0]; i++)
		for (char *pair = strstr(word, met[i].pair); pair != NULL;
			pair = strstr(pair + 2, met[i].pair))
			if (pair[1] == 'a' || !is_ending(word, pair))
				memcpy(pair, met[i].letter, 2); /* each letter has two bytes in UTF-8, too */
}

/* ---- words ---- */

struct word_build {
	struct word_seen word;
	size_t text_length, base_length, letters;
	bool ended; /* a sentence ended since the last word */
};

/* Whether a sentence ends with this character, `next` being the one behind it. */
static bool ends_sentence(utf8proc_int32_t point, unsigned char next)
{
	switch (point) {
	case '\n':
	case ';':
	case '!':
	case '?':
		return true;
	case '.':
	case ':':
		return next == ' ' || next == '\n' || next == '\0';
	default:
		return false;
	}
}

static void add_letter(struct word_build *build, enum language language, utf8proc_int32_t point)
{
	utf8proc_int32_t lower = utf8proc_tolower(point);
	utf8proc_int32_t base = without_accent(language == DANISH ? danish_letter(lower) : lower);

	if (build->letters == 0)
		build->word.capital = lower != point;
	build->letters++;
	build->text_length = append(build->word.text, build->text_length, lower);
	build->base_length = append(build->word.base, build->base_length, base);
}

static void end_word(struct word_build *build, enum language language,
	void (*seen)(void *context, const struct word_seen *word), void *context)
{
	bool ended = build->ended;

	if (build->letters >= 2 && build->base_length > 0) {
		if (language == DANISH)
			digraphs_to_letters(build->word.base);
		build->word.base_length = build->base_length;
		build->word.opens = ended;
		ended = false;
		seen(context, &build->word);
	}
	*build = (struct word_build){.ended = ended};
}

static void general_words(const char *text, enum language language,
	void (*seen)(void *context, const struct word_seen *word), void *context)
{
	struct word_build build = {0};
	size_t length;
	char *compatible = text_compatible(text, &length);

	for (size_t at = 0; compatible != NULL && at < length;) {
		utf8proc_int32_t point;
		utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)compatible + at,
			(utf8proc_ssize_t)(length - at), &point);
		if (size <= 0)
			break;
		at += (size_t)size;
		if (is_word_letter(point)) {
			add_letter(&build, language, point);
			continue;
		}
		end_word(&build, language, seen, context);
		build.ended = build.ended || ends_sentence(point, (unsigned char)compatible[at]);
	}
	end_word(&build, language, seen, context);
	free(compatible);
}

/* ---- plain texts ----
 * Nearly all texts are of ASCII, the letters U+00C0 to U+00FF and a few dashes and quotation marks. NFKC
 * leaves those as they are, so they are read byte by byte, several times as fast, with the same result. */

/* Bytes of the character at `at` when it is a plain one, 0 when it is not. */
static size_t plain_size(const unsigned char *at)
{
	if (at[0] < 0x80)
		return 1;
	if (at[0] == 0xc3 && at[1] >= 0x80 && at[1] <= 0xbf)
		return 2;
	if (at[0] == 0xc2) /* § « ° » */
		return at[1] == 0xa7 || at[1] == 0xab || at[1] == 0xb0 || at[1] == 0xbb ? 2 : 0;
	if (at[0] == 0xe2 && at[1] == 0x80) /* – — ‘ ’ “ ” • */
		return at[2] == 0x93 || at[2] == 0x94 || at[2] == 0x98 || at[2] == 0x99 ||
			at[2] == 0x9c || at[2] == 0x9d || at[2] == 0xa2 ? 3 : 0;
	return 0;
}

/* Eight bytes of ASCII at `at`. */
static bool is_ascii(const char *at)
{
	uint64_t bytes;

	memcpy(&bytes, at, sizeof bytes);
	return (bytes & UINT64_C(0x8080808080808080)) == 0;
}

bool text_is_plain(const char *text)
{
	size_t length = strlen(text), at = 0, size;

	while (at < length) {
		if (length - at >= sizeof(uint64_t) && is_ascii(text + at)) {
			at += sizeof(uint64_t);
			continue;
		}
		do {
			size = plain_size((const unsigned char *)text + at);
			at += size;
		} while (size == 1 && at < length);
		if (size == 0)
			return false;
	}
	return true;
}

/* What is left of U+00E0 to U+00FF without accents; 0: the letter itself. */
static const char accents[32] = "aaaaa\0\0ceeeeiiii\0nooooo\0\0uuuuy\0y";

struct plain_build {
	struct word_seen *word;
	size_t text_length, base_length, letters;
};

static void plain_byte(char *word, size_t *length, char byte)
{
	if (*length + 1 < WORD_SIZE)
		word[(*length)++] = byte;
}

static void plain_pair(char *word, size_t *length, unsigned char second)
{
	if (*length + 2 >= WORD_SIZE)
		return;
	word[(*length)++] = '\xc3';
	word[(*length)++] = (char)second;
}

/* A letter of U+00C0 to U+00FF by its second byte. */
static void plain_latin(struct plain_build *build, enum language language, unsigned char second)
{
	unsigned char lower = second < 0x9f ? (unsigned char)(second + 0x20) : second;
	char base = lower < 0xa0 ? '\0' : accents[lower - 0xa0];

	if (build->letters++ == 0)
		build->word->capital = lower != second;
	plain_pair(build->word->text, &build->text_length, lower);
	if (language == DANISH && (lower == 0xa4 || lower == 0xb6)) /* ä, ö */
		plain_pair(build->word->base, &build->base_length, lower == 0xa4 ? 0xa6 : 0xb8);
	else if (base == '\0')
		plain_pair(build->word->base, &build->base_length, lower);
	else
		plain_byte(build->word->base, &build->base_length, base);
}

static void plain_ascii(struct plain_build *build, unsigned char byte)
{
	bool upper = byte >= 'A' && byte <= 'Z';
	char lower = (char)(upper ? byte + 0x20 : byte);

	if (build->letters++ == 0)
		build->word->capital = upper;
	plain_byte(build->word->text, &build->text_length, lower);
	plain_byte(build->word->base, &build->base_length, lower);
}

static bool is_ascii_letter(unsigned char byte)
{
	return (unsigned char)((byte | 0x20) - 'a') < 26 || (unsigned char)(byte - '0') < 10;
}

/* Bytes of the letter at `at`; 0 when there is none. */
static size_t letter_size(const unsigned char *at)
{
	if (is_ascii_letter(*at))
		return 1;
	return *at == 0xc3 && at[1] != 0x97 && at[1] != 0xb7 ? 2 : 0; /* × and ÷ are no letters */
}

bool plain_next(struct plain_text *text, struct plain_word *out)
{
	const unsigned char *at = (const unsigned char *)text->at;

	for (;;) {
		size_t size;
		while (*at != '\0' && letter_size(at) == 0) {
			text->ended = text->ended || ends_sentence(*at, at[1]);
			at += plain_size(at);
		}
		const unsigned char *from = at;
		uint32_t hash = 2166136261U;
		for (; (size = letter_size(at)) > 0; at += size) {
			hash = (hash ^ *at) * 16777619U;
			if (size == 2)
				hash = (hash ^ at[1]) * 16777619U;
		}
		text->at = (const char *)at;
		if (at == from)
			return false;
		size = (size_t)(at - from);
		if (size == letter_size(from)) /* one letter is no word */
			continue;
		*out = (struct plain_word){(const char *)from, size, hash, text->ended};
		text->ended = false;
		return true;
	}
}

void plain_word_read(const struct plain_word *plain, enum language language, struct word_seen *out)
{
	struct plain_build build = {.word = out};
	const unsigned char *at = (const unsigned char *)plain->at, *end = at + plain->length;

	while (at < end) {
		if (*at == 0xc3) {
			plain_latin(&build, language, at[1]);
			at += 2;
		} else {
			plain_ascii(&build, *at++);
		}
	}
	out->text[build.text_length] = '\0';
	out->base[build.base_length] = '\0';
	if (language == DANISH)
		digraphs_to_letters(out->base);
	out->base_length = build.base_length;
	out->opens = plain->opens;
}

static void plain_words(const char *text, enum language language,
	void (*seen)(void *context, const struct word_seen *word), void *context)
{
	struct plain_text plain = {.at = text};
	struct plain_word piece;
	struct word_seen word;

	while (plain_next(&plain, &piece)) {
		plain_word_read(&piece, language, &word);
		seen(context, &word);
	}
}

void text_words(const char *text, enum language language,
	void (*seen)(void *context, const struct word_seen *word), void *context)
{
	if (text == NULL || *text == '\0')
		return;
	if (text_is_plain(text))
		plain_words(text, language, seen, context);
	else
		general_words(text, language, seen, context);
}

void text_words_general(const char *text, enum language language,
	void (*seen)(void *context, const struct word_seen *word), void *context)
{
	if (text != NULL && *text != '\0')
		general_words(text, language, seen, context);
}

bool word_is_number(const char *base)
{
	return base[strspn(base, "0123456789")] == '\0';
}

/* ---- which language ---- */

struct stop_count {
	enum language language;
	size_t count;
};

static void count_stop(void *context, const struct word_seen *word)
{
	struct stop_count *stops = context;

	stops->count += word_is_stop(stops->language, word->base);
}

static size_t stops_in(const char *text, enum language language)
{
	struct stop_count stops = {language, 0};

	text_words(text, language, count_stop, &stops);
	return stops.count;
}

enum language text_language(const char *text, enum language reader)
{
	struct stop_count best = {reader, stops_in(text, reader)};

	for (int l = 0; l < LANGUAGES; l++) {
		size_t count = stops_in(text, (enum language)l);
		if (count > best.count)
			best = (struct stop_count){(enum language)l, count};
	}
	return best.language;
}

bool text_is_surely_not(const char *text, enum language told, enum language *likely)
{
	*likely = text_language(text, told);
	return *likely != told && stops_in(text, *likely) >= stops_in(text, told) + SURELY_MORE;
}
