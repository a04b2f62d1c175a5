/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Words that tell how to read the words beside them: where a thing is, whose, for whom, and that it is not wanted. How they
 * are read stands in clause.c; what words mean little by themselves in analysis_words.c.
 */
#include "lib/analysis.h"

#include <stdlib.h>
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

/* A word and what it does to those beside it. */
struct role_word {
	const char *word;
	unsigned roles;
};

struct role_words {
	const struct role_word *at; /* sorted by bytes */
	size_t count;
};

static const struct role_word role_words_da[] = {
	{"afdelingen", ROLE_BUYER}, {"aftagere", ROLE_CUSTOMERS}, {"aftagerne", ROLE_CUSTOMERS},
	{"alene", ROLE_RESTORES}, {"at", ROLE_MODAL}, {"bare", ROLE_RESTORES}, {"består", ROLE_ARE},
	{"biblioteket", ROLE_BUYER}, {"blandt", ROLE_ARE}, {"blot", ROLE_RESTORES}, {"bortset", ROLE_NEGATES},
	{"både", ROLE_ARE}, {"bør", ROLE_MODAL}, {"centeret", ROLE_BUYER}, {"centret", ROLE_BUYER},
	{"dækker", ROLE_COVERS}, {"eksklusiv", ROLE_NEGATES}, {"eksklusive", ROLE_NEGATES}, {"er", ROLE_ARE},
	{"for", ROLE_CONTEXT}, {"fx", ROLE_ARE}, {"gerne", ROLE_MODAL}, {"gælder", ROLE_COVERS}, {"have", ROLE_HAVE},
	{"hos", ROLE_CONTEXT}, {"hverken", ROLE_NEGATES}, {"ikke", ROLE_NEGATES}, {"indgår", ROLE_COVERS},
	{"inkluderer", ROLE_COVERS | ROLE_ARE}, {"institutionen", ROLE_BUYER}, {"jeg", ROLE_BEGINS},
	{"kan", ROLE_MODAL}, {"kommune", ROLE_BUYER}, {"kommunen", ROLE_BUYER}, {"kun", ROLE_RESTORES},
	{"kundegruppen", ROLE_CUSTOMERS}, {"kundegrupper", ROLE_CUSTOMERS}, {"kundekreds", ROLE_CUSTOMERS},
	{"kundekredsen", ROLE_CUSTOMERS}, {"kunder", ROLE_CUSTOMERS}, {"kunderne", ROLE_CUSTOMERS},
	{"kunne", ROLE_MODAL}, {"køber", ROLE_BUYER}, {"køkkenet", ROLE_BUYER}, {"men", ROLE_RESTORES},
	{"mindst", ROLE_RESTORES}, {"må", ROLE_MODAL}, {"om", ROLE_CONTEXT}, {"omfatte", ROLE_COVERS},
	{"omfatter", ROLE_COVERS | ROLE_ARE}, {"omfattet", ROLE_COVERS}, {"ordregiver", ROLE_BUYER},
	{"ordregiveren", ROLE_BUYER}, {"personalet", ROLE_BUYER}, {"praktisk", ROLE_GENERAL_KIND},
	{"på", ROLE_CONTEXT}, {"selv", ROLE_SELF},
	{"skal", ROLE_MODAL}, {"skolen", ROLE_BUYER}, {"skulle", ROLE_MODAL}, {"som", ROLE_ARE}, {"spænder", ROLE_ARE},
	{"til", ROLE_CONTEXT}, {"tæller", ROLE_ARE}, {"uden", ROLE_WITHOUT}, {"under", ROLE_CONTEXT},
	{"undtagen", ROLE_NEGATES}, {"undtaget", ROLE_NEGATES}, {"ved", ROLE_CONTEXT},
	{"vi", ROLE_BUYER | ROLE_BEGINS}, {"vil", ROLE_MODAL}, {"ville", ROLE_MODAL},
};
static const struct role_word role_words_en[] = {
	{"about", ROLE_CONTEXT}, {"are", ROLE_ARE}, {"at", ROLE_CONTEXT}, {"being", ROLE_ARE},
	{"but", ROLE_RESTORES}, {"by", ROLE_CONTEXT}, {"clients", ROLE_CUSTOMERS}, {"council", ROLE_BUYER},
	{"cover", ROLE_COVERS}, {"covers", ROLE_COVERS}, {"customers", ROLE_CUSTOMERS}, {"except", ROLE_NEGATES},
	{"excludes", ROLE_NEGATES}, {"excluding", ROLE_NEGATES}, {"for", ROLE_CONTEXT}, {"in", ROLE_CONTEXT},
	{"include", ROLE_COVERS | ROLE_ARE}, {"included", ROLE_COVERS}, {"includes", ROLE_COVERS | ROLE_ARE},
	{"including", ROLE_ARE}, {"itself", ROLE_SELF}, {"just", ROLE_RESTORES}, {"least", ROLE_RESTORES},
	{"municipality", ROLE_BUYER}, {"not", ROLE_NEGATES}, {"on", ROLE_CONTEXT}, {"only", ROLE_RESTORES},
	{"ourselves", ROLE_SELF}, {"range", ROLE_ARE}, {"school", ROLE_BUYER}, {"staff", ROLE_BUYER},
	{"such", ROLE_ARE}, {"themselves", ROLE_SELF}, {"to", ROLE_CONTEXT}, {"we", ROLE_BUYER | ROLE_BEGINS},
	{"without", ROLE_WITHOUT},
};
static const struct role_word role_words_nl[] = {
	{"aan", ROLE_CONTEXT}, {"afdeling", ROLE_BUYER}, {"afnemers", ROLE_CUSTOMERS}, {"alleen", ROLE_RESTORES},
	{"behalve", ROLE_NEGATES}, {"bestaan", ROLE_ARE}, {"bestaat", ROLE_ARE}, {"bij", ROLE_CONTEXT},
	{"dekt", ROLE_COVERS}, {"enkel", ROLE_RESTORES}, {"exclusief", ROLE_NEGATES}, {"geen", ROLE_NEGATES},
	{"gemeente", ROLE_BUYER}, {"in", ROLE_CONTEXT}, {"klanten", ROLE_CUSTOMERS},
	{"klantenkring", ROLE_CUSTOMERS}, {"maar", ROLE_RESTORES}, {"naar", ROLE_CONTEXT}, {"niet", ROLE_NEGATES},
	{"omvat", ROLE_COVERS | ROLE_ARE}, {"omvatten", ROLE_COVERS | ROLE_ARE}, {"op", ROLE_CONTEXT},
	{"opdrachtgevers", ROLE_CUSTOMERS}, {"over", ROLE_CONTEXT}, {"school", ROLE_BUYER},
	{"slechts", ROLE_RESTORES}, {"te", ROLE_CONTEXT}, {"uitgezonderd", ROLE_NEGATES}, {"voor", ROLE_CONTEXT},
	{"waaronder", ROLE_ARE}, {"we", ROLE_BUYER | ROLE_BEGINS}, {"wij", ROLE_BUYER | ROLE_BEGINS},
	{"zelf", ROLE_SELF}, {"zijn", ROLE_ARE}, {"zoals", ROLE_ARE}, {"zonder", ROLE_WITHOUT},
};

#define ROLES(words) {(words), sizeof(words) / sizeof((words)[0])}

static const struct role_words role_words[LANGUAGES] = {
	[DANISH] = ROLES(role_words_da),
	[ENGLISH] = ROLES(role_words_en),
	[DUTCH] = ROLES(role_words_nl),
};

static int by_word(const void *key, const void *element)
{
	return strcmp(key, ((const struct role_word *)element)->word);
}

/* They end so without being anybody's. */
static const char *const no_possessors_da[] = {
	"eksistens", "essens", "evidens", "frekvens", "intelligens", "kompetens", "konferens", "konsekvens", "licens",
	"residens", "resiliens", "tendens", NULL,
};

#define POSSESSOR_LEAST 7 /* bytes */

static bool is_possessor(enum language language, const char *base)
{
	size_t length = strlen(base);

	if (language != DANISH || length < POSSESSOR_LEAST)
		return false;
	const char *end = base + length - 3;
	return (strcmp(end, "ens") == 0 || strcmp(end, "ets") == 0 || strcmp(end, "nes") == 0) &&
		!is_in(no_possessors_da, base);
}

/* Houses as buyers have them, "plejecenter", "skolen", and streets: what such words end on. */
static const char *const houses_da[] = {
	"biblioteket", "bofællesskabet", "bosted", "bostedet", "botilbuddet", "børnehave", "børnehaven", "børnehus", "børnehuset",
	"center", "centeret", "centret", "hallen", "hjemmet", "hospital", "hospitalet", "institutionen", "klubben", "museet",
	"museum", "plejehjem", "skole", "skolen", "vuggestue", "vuggestuen", "værestedet", NULL,
};
static const char *const streets_da[] = {"gade", "gaden", "vej", "vejen", NULL};

#define STREET_LEAST 7 /* bytes: "vej" alone and "motorvej" in a list of works are no names, but for the capital */

static bool ends_on_one(const char *const *ends, const char *base)
{
	for (size_t length = strlen(base); *ends != NULL; ends++)
		if (length >= strlen(*ends) && strcmp(base + length - strlen(*ends), *ends) == 0)
			return true;
	return false;
}

static unsigned names_beside(enum language language, const char *base)
{
	if (language != DANISH)
		return 0;
	return (ends_on_one(houses_da, base) ? ROLE_HOUSE : 0) |
		(strlen(base) >= STREET_LEAST && ends_on_one(streets_da, base) ? ROLE_STREET : 0);
}

unsigned word_roles(enum language language, const char *base)
{
	const struct role_words *words = &role_words[language];
	const struct role_word *found = bsearch(base, words->at, words->count, sizeof *words->at, by_word);

	return (found == NULL ? 0 : found->roles) | (is_possessor(language, base) ? ROLE_POSSESSOR : 0) |
		(word_is_aside(language, base) ? ROLE_ASIDE : 0) | (word_is_scope(language, base) ? ROLE_SCOPE : 0) |
		(word_is_kindless(language, base) ? ROLE_KINDLESS : 0) | names_beside(language, base);
}

unsigned word_roles_here(enum language language, bool capital, bool place)
{
	return (capital && language != ENGLISH ? ROLE_CAPITAL : 0) | (place ? ROLE_PLACE : 0);
}

const char *analysis_role_word(enum language language, size_t number)
{
	return number < role_words[language].count ? role_words[language].at[number].word : NULL;
}

const char *const *analysis_place_words(void)
{
	return place_words;
}
