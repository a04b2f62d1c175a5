/* SPDX-License-Identifier: MPL-2.0 */
/* Words and stems. The lists of words are in analysis_words.c, compounds in compound.c. */
#include "lib/analysis.h"

#include <libstemmer.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

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

/* In Danish "ae", "oe" and "aa" are what a keyboard without æ, ø and å gives. */
static void digraphs_to_letters(char *word)
{
	static const struct {
		const char *pair, *letter;
	} met[] = {{"ae", "æ"}, {"oe", "ø"}, {"aa", "å"}};

	for (size_t i = 0; i < sizeof met / sizeof met[0]; i++)
		for (char *at = strstr(word, met[i].pair); at != NULL; at = strstr(at + 2, met[i].pair))
			memcpy(at, met[i].letter, 2); /* each letter has two bytes in UTF-8, too */
}

/* ---- words ---- */

struct word_build {
	struct word_seen word;
	size_t text_length, base_length, letters;
};

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
	if (build->letters >= 2 && build->base_length > 0) {
		if (language == DANISH)
			digraphs_to_letters(build->word.base);
		seen(context, &build->word);
	}
	*build = (struct word_build){0};
}

void text_words(const char *text, enum language language,
	void (*seen)(void *context, const struct word_seen *word), void *context)
{
	struct word_build build = {0};
	utf8proc_uint8_t *plain = NULL;

	if (text == NULL || *text == '\0')
		return;
	utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text, 0, &plain,
		UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
			UTF8PROC_IGNORE);
	if (length < 0)
		return;
	for (utf8proc_ssize_t at = 0; at < length;) {
		utf8proc_int32_t point;
		utf8proc_ssize_t size = utf8proc_iterate(plain + at, length - at, &point);
		if (size <= 0)
			break;
		at += size;
		if (is_word_letter(point))
			add_letter(&build, language, point);
		else
			end_word(&build, language, seen, context);
	}
	end_word(&build, language, seen, context);
	free(plain);
}

bool word_is_number(const char *base)
{
	return base[strspn(base, "0123456789")] == '\0';
}

/* ---- stems ---- */

struct stems {
	struct sb_stemmer *of[LANGUAGES];
};

struct stems *stems_open(void)
{
	static const char *const names[LANGUAGES] = {
		[DANISH] = "danish", [ENGLISH] = "english", [DUTCH] = "dutch"};
	struct stems *stems = calloc(1, sizeof *stems);

	if (stems == NULL)
		abort();
	for (int i = 0; i < LANGUAGES; i++) {
		stems->of[i] = sb_stemmer_new(names[i], "UTF_8");
		if (stems->of[i] == NULL)
			abort(); /* out of memory: the library has these three */
	}
	return stems;
}

void stems_close(struct stems **stems)
{
	if (*stems == NULL)
		return;
	for (int i = 0; i < LANGUAGES; i++)
		sb_stemmer_delete((*stems)->of[i]);
	free(*stems);
	*stems = NULL;
}

/* Nouns that would meet another noun: watering is not water, a shop no starter. */
static bool is_noun_by_itself(const char *stem)
{
	static const char *const nouns[] = {
		"bygning", "dækning", "forretning", "ordning", "parkering", "retning", "stilling", "vanding",
	};

	for (size_t i = 0; i < sizeof nouns / sizeof nouns[0]; i++)
		if (strcmp(stem, nouns[i]) == 0)
			return true;
	return false;
}

/* Danish makes nouns of verbs: maling, flytning, forplejning. libstemmer leaves them; here they meet
 * their verbs (male, flytte, forpleje). "regning" becomes "regn" as "regne" does, so an n is dropped only
 * after letters that no verb's stem has before it. */
static void danish_noun_to_verb(char *stem)
{
	size_t length = strlen(stem);

	if (length < 6 || strcmp(stem + length - 3, "ing") != 0 || is_noun_by_itself(stem))
		return;
	length -= 3;
	if (stem[length - 1] == 'n' && strchr("tpksjdv", stem[length - 2]) != NULL)
		length--;
	if (length >= 3)
		stem[length] = '\0';
}

/* Of "sortere" libstemmer leaves "sort", of "sorterer" and "sortering" it leaves (with the rule above)
 * "sorter". */
static void danish_verb_without_er(char *stem)
{
	size_t length = strlen(stem);

	if (length >= 5 && strcmp(stem + length - 2, "er") == 0)
		stem[length - 2] = '\0';
}

void stem_word(struct stems *stems, enum language language, const char *base, char out[WORD_SIZE])
{
	struct sb_stemmer *stemmer = stems->of[language];
	const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)base, (int)strlen(base));

	if (stem == NULL)
		abort();
	size_t length = (size_t)sb_stemmer_length(stemmer);
	if (length == 0 || length >= WORD_SIZE) {
		length = strlen(base);
		stem = (const sb_symbol *)base;
	}
	memmove(out, stem, length);
	out[length] = '\0';
	if (language == DANISH) {
		danish_noun_to_verb(out);
		danish_verb_without_er(out);
	}
}
