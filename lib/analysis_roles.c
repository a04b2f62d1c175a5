/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Words that tell how to read the words beside them: where a thing is, whose, for whom, and that it is not wanted. The
 * lists are short, so they are gone through. What words mean little by themselves stands in analysis_words.c.
 */
#include "lib/analysis.h"

#include <string.h>

/* The list ends with NULL. */
static bool is_in(const char *const *list, const char *base)
{
	while (*list != NULL && strcmp(*list, base) != 0)
		list++;
	return *list != NULL;
}

/* Parts of Denmark, and points of the compass as districts are called: no municipalities, but places as these are. */
static const char *const place_words[] = {
	"Bornholm", "Danmark", "Djursland", "Falster", "Fyn", "Himmerland", "Jylland", "Langeland", "Lolland", "Midt",
	"Midtjylland", "Midtsjælland", "Nord", "Nordfyn", "Nordjylland", "Nordsjælland", "Nordvest", "Nordvestjylland",
	"Nordøst", "Nørre", "Sjælland", "Storkøbenhavn", "Syd", "Sydfyn", "Sydjylland", "Sydsjælland", "Sydvest",
	"Sydvestjylland", "Sydøst", "Sønder", "Sønderjylland", "Thy", "Trekantområdet", "Vendsyssel", "Vest", "Vestjylland",
	"Vestsjælland", "Øst", "Østjylland", "Østsjælland", NULL,
};

/* After these a title tells for whom or where. */
static const char *const context_words_da[] = {
	"for", "hos", "i", "om", "på", "til", "under", "ved", NULL,
};
static const char *const context_words_en[] = {
	"about", "at", "by", "for", "in", "on", "to", NULL,
};
static const char *const context_words_nl[] = {
	"aan", "bij", "in", "naar", "op", "over", "te", "voor", NULL,
};

static const char *const *const context_words[LANGUAGES] = {
	[DANISH] = context_words_da,
	[ENGLISH] = context_words_en,
	[DUTCH] = context_words_nl,
};

bool word_is_context(enum language language, const char *base)
{
	return is_in(context_words[language], base);
}

static const char *const negations_da[] = {"ikke", "undtagen", NULL};
static const char *const negations_en[] = {"except", "excluding", "not", NULL};
static const char *const negations_nl[] = {"behalve", "geen", "niet", NULL};

static const char *const *const negations[LANGUAGES] = {
	[DANISH] = negations_da,
	[ENGLISH] = negations_en,
	[DUTCH] = negations_nl,
};

static const char *const restorers_da[] = {"alene", "bare", "blot", "kun", "men", "mindst", NULL};
static const char *const restorers_en[] = {"but", "just", "least", "only", NULL};
static const char *const restorers_nl[] = {"alleen", "enkel", "maar", "slechts", NULL};

static const char *const *const restorers[LANGUAGES] = {
	[DANISH] = restorers_da,
	[ENGLISH] = restorers_en,
	[DUTCH] = restorers_nl,
};

bool word_negates(enum language language, const char *base)
{
	return is_in(negations[language], base);
}

bool word_restores(enum language language, const char *base)
{
	return is_in(restorers[language], base);
}

/* They end so without being anybody's. */
static const char *const no_possessors_da[] = {
	"eksistens", "essens", "evidens", "frekvens", "intelligens", "kompetens", "konferens", "konsekvens", "licens",
	"residens", "resiliens", "tendens", NULL,
};

#define POSSESSOR_LEAST 7 /* bytes */

bool word_is_possessor(enum language language, const char *base)
{
	size_t length = strlen(base);

	if (language != DANISH || length < POSSESSOR_LEAST)
		return false;
	const char *end = base + length - 3;
	return (strcmp(end, "ens") == 0 || strcmp(end, "ets") == 0 || strcmp(end, "nes") == 0) &&
		!is_in(no_possessors_da, base);
}

const char *const *analysis_place_words(void)
{
	return place_words;
}
