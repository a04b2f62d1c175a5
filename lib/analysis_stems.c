/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Stems: libstemmer's, and for Danish what it leaves apart. "møbel" and "møbler", "bog" and "bøger", "museum" and
 * "museer" are one thing each, and a text rarely has the form that the other one has.
 */
#include "lib/analysis.h"

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Nouns that would meet another word: watering is not water, a shop no starter, sewing no view, and who drills does not live
 * there. */
static bool is_noun_by_itself(const char *stem)
{
	static const char *const nouns[] = {
		"boring", "bygning", "dækning", "forretning", "ledning", "måling", "ordning", "parkering", "retning", "rundering",
		"sikring", "stilling", "syning", "vanding",
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

struct changed {
	const char *from, *to; /* not longer */
};

/* Whether a word of so many bytes ends so. */
static bool ends_in(const char *word, size_t length, const char *end)
{
	size_t size = strlen(end);

	return length >= size && memcmp(word + length - size, end, size) == 0;
}

static bool change_end(char *word, const struct changed *ends, size_t count)
{
	size_t length = strlen(word);

	for (size_t i = 0; i < count; i++) {
		if (!ends_in(word, length, ends[i].from))
			continue;
		strcpy(word + length - strlen(ends[i].from), ends[i].to);
		return true;
	}
	return false;
}

/* Nouns that change their vowel, before their endings are taken off: of "bøger" libstemmer leaves "bøg", a beech. */
static const struct changed vowels[] = {
	{"bøger", "bog"}, {"bøgerne", "bog"}, {"fødder", "fod"}, {"fødderne", "fod"}, {"hænder", "hånd"},
	{"hænderne", "hånd"}, {"rødder", "rod"}, {"rødderne", "rod"}, {"stænger", "stang"}, {"stængerne", "stang"},
};

static void danish_vowel(char *base)
{
	size_t length = strlen(base);

	if (length >= 6 && (memcmp(base + length - 2, "er", 2) == 0 || memcmp(base + length - 2, "ne", 2) == 0))
		change_end(base, vowels, sizeof vowels / sizeof vowels[0]);
}

static bool is_consonant(char letter)
{
	return letter != '\0' && strchr("bdfgklmnprstv", letter) != NULL;
}

/* "kældre" and "kælder", "museum" and "museer", "artikel" and "artikler", "reparation" and "reparere": one stem each. But
 * who renovates does not take the rubbish away, "renovation". */
static void danish_plural(char *stem)
{
	static const struct changed plurals[] = {
		{"centr", "cent"}, {"filtr", "filt"}, {"fingr", "fing"}, {"kældr", "kæld"}, {"mønstr", "mønst"},
		{"orkestr", "orkest"}, {"registr", "regist"}, {"teatr", "teat"}, {"vintr", "vint"},
		{"eum", "e"}, {"ium", "i"}, {"æum", "æ"},
		{"reparation", "repar"}, {"dekoration", "dekor"}, {"installation", "install"},
	};
	size_t length = strlen(stem);

	if (length < 5 || change_end(stem, plurals, sizeof plurals / sizeof plurals[0]))
		return;
	char before = stem[length - 3];
	if (strcmp(stem + length - 2, "el") != 0 || !is_consonant(before))
		return;
	/* "middel" is "midler" */
	strcpy(stem + length - (stem[length - 4] == before ? 3 : 2), "l");
}

/* Words that libstemmer makes one with others that have nothing to do with them: a flat is no bearing and no rent, a
 * home no bun, salmon no varnish, plaster no plastic, students no bullocks; and words of which it takes an end for an
 * ending: of "legeplads" the s, of "køkken" the en, though not of "legepladser" and "køkkener". By the word's end, so
 * that compounds have it, too; what stays is what the word begins with. */
static const struct changed apart[] = {
	{"bolig", "bolig"}, {"boligen", "bolig"}, {"boliger", "bolig"}, {"boligerne", "bolig"},
	{"lejlighed", "lejlighed"}, {"lejligheden", "lejlighed"}, {"lejligheder", "lejlighed"},
	{"lejlighederne", "lejlighed"}, {"laks", "laks"}, {"koks", "koks"}, {"krans", "krans"},
	{"kranse", "krans"}, {"ledig", "ledig"}, {"ledige", "ledig"}, {"lediges", "ledig"},
	{"ledighed", "ledig"}, {"ledigheden", "ledig"}, {"parket", "parket"}, {"gravere", "graver"}, {"graveret", "graver"},
	{"graverede", "graver"}, {"graverer", "graver"}, {"graveres", "graver"}, {"gravering", "graver"},
	{"graveringer", "graver"}, {"markere", "marker"}, {"markeret", "marker"}, {"markerede", "marker"},
	{"markerer", "marker"}, {"markeres", "marker"}, {"markering", "marker"}, {"markeringer", "marker"},
	{"servere", "serve"}, {"serverer", "serve"}, {"serveres", "serve"}, {"serveret", "serve"},
	{"servering", "serve"}, {"sidde", "sidd"}, {"sidder", "sidd"}, {"siddende", "sidd"},
	{"siddet", "sidd"}, {"plaster", "plaster"}, {"plastret", "plaster"}, {"plastre", "plaster"},
	{"løber", "løber"}, {"løbere", "løber"}, {"løberen", "løber"}, {"løberne", "løber"},
	{"kartoner", "karton"}, {"toner", "toner"}, {"tonere", "toner"}, {"toneren", "toner"},
	{"pille", "pille"}, {"piller", "pille"}, {"pillerne", "pille"},
	{"kasserer", "kasserer"}, {"kasserere", "kasserer"}, {"fersken", "fersken"}, {"ferskner", "fersken"},
	{"boks", "boks"}, {"briks", "briks"}, {"gips", "gips"}, {"glas", "glas"}, {"gods", "gods"}, {"kiks", "kiks"},
	{"kompas", "kompas"}, {"lakrids", "lakrids"}, {"licens", "licens"}, {"lys", "lys"}, {"lås", "lås"},
	{"madras", "madras"}, {"plads", "plads"}, {"refleks", "refleks"}, {"saks", "saks"}, {"stillads", "stillads"},
	{"bækken", "bækken"}, {"køkken", "køkken"}, {"tallerken", "tallerken"}, {"væsen", "væsen"},
	{"buffet", "buffet"}, {"buket", "buket"}, {"filet", "filet"}, {"itet", "itet"}, {"tapet", "tapet"},
	{"cafe", "cafe"}, {"kuglepen", "kuglepen"}, {"skrue", "skru"}, {"skruen", "skru"}, {"stjerne", "stjern"},
	{"banner", "banner"}, {"bannere", "banner"}, {"bannerne", "banner"}, {"foder", "foder"}, {"foderet", "foder"},
	{"internet", "internet"}, {"internettet", "internet"}, {"lagen", "lagen"}, {"lagener", "lagen"}, {"lagner", "lagen"},
	{"læge", "læge"}, {"lægen", "læge"}, {"læger", "læge"}, {"lægerne", "læge"}, {"værelse", "værelse"},
	{"værelset", "værelse"}, {"værelser", "værelse"}, {"værelserne", "værelse"}, {"vægtere", "vægter"},
	{"vægterne", "vægter"}, {"studerende", "studerend"}, {"studerendes", "studerend"},
	{"grøntsag", "grønsag"}, {"grøntsagen", "grønsag"}, {"grøntsager", "grønsag"}, {"grøntsagerne", "grønsag"},
	{"svende", "svend"}, {"svendene", "svend"}, {"tagrende", "tagrend"}, {"tagrenden", "tagrend"},
	{"aktivere", "aktiver"}, {"aktiverede", "aktiver"}, {"aktiverer", "aktiver"}, {"aktiveres", "aktiver"},
	{"aktiveret", "aktiver"}, {"aktivering", "aktiver"}, {"aktiveringen", "aktiver"}, {"billigere", "billig"},
	{"billigst", "billig"}, {"billigste", "billig"}, {"billigt", "billig"}, {"branding", "branding"},
	{"bære", "bære"}, {"bærer", "bære"}, {"bæres", "bære"}, {"etiket", "etiket"}, {"etiketten", "etiket"},
	{"etiketter", "etiket"}, {"etiketterne", "etiket"}, {"etiketterer", "etiket"}, {"etiketteres", "etiket"},
	{"etiketteret", "etiket"}, {"etikettering", "etiket"}, {"finer", "finer"}, {"fineret", "finer"},
	{"høring", "høring"}, {"høringen", "høring"}, {"høringer", "høring"}, {"kassere", "kassere"},
	{"kasserede", "kassere"}, {"kasseres", "kassere"}, {"kasseret", "kassere"}, {"kuverterer", "kuverter"},
	{"kuverteres", "kuverter"}, {"kuverteret", "kuverter"}, {"kuvertering", "kuverter"},
	{"nødde", "nødd"}, {"nødder", "nødd"}, {"nødderne", "nødd"},
	{"screening", "screening"}, {"screeninger", "screening"}, {"skærmede", "skærme"}, {"skærmet", "skærme"},
	{"sundhed", "sundhed"}, {"sundheden", "sundhed"}, {"sundheds", "sundhed"}, {"tømmer", "tømmer"},
	{"tømmeret", "tømmer"}, {"østers", "østers"},
};

enum {
	APART = sizeof apart / sizeof apart[0],
	LAST_LETTERS = 64, /* lists, of the words with the same last two bytes or some others */
};

/* Every word of a text is held to `apart`: each of its words stands in a list by its last two bytes. */
struct stems {
	struct sb_stemmer *of[LANGUAGES];
	uint16_t first[LAST_LETTERS]; /* of each list, numbered from 1; 0: none */
	uint16_t next[APART];
};

static size_t last_letters(const char *word, size_t length)
{
	return (size_t)((unsigned char)word[length - 1] * 7 + (unsigned char)word[length - 2]) % LAST_LETTERS;
}

static void list_apart(struct stems *stems)
{
	for (size_t i = APART; i-- > 0;) { /* backwards: what comes first in `apart` is met first */
		uint16_t *first = &stems->first[last_letters(apart[i].from, strlen(apart[i].from))];
		stems->next[i] = *first;
		*first = (uint16_t)(i + 1);
	}
}

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
	list_apart(stems);
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

static bool is_apart(const struct stems *stems, const char *base, char *out)
{
	size_t length = strlen(base);

	for (size_t i = length < 2 ? 0 : stems->first[last_letters(base, length)]; i > 0; i = stems->next[i - 1]) {
		const struct changed *word = &apart[i - 1];
		if (!ends_in(base, length, word->from))
			continue;
		memcpy(out, base, length);
		strcpy(out + length - strlen(word->from), word->to);
		return true;
	}
	return false;
}

void stem_word(struct stems *stems, enum language language, const char *base, char out[WORD_SIZE])
{
	struct sb_stemmer *stemmer = stems->of[language];
	char changed[WORD_SIZE];

	if (language == DANISH && is_apart(stems, base, out))
		return;
	if (language == DANISH) {
		strcpy(changed, base);
		danish_vowel(changed);
		base = changed;
	}
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
		danish_plural(out);
	}
}

/* Stems of `apart` that a form begins otherwise than: "lagner", and "grøntsager", which many write without the t. */
static const struct changed shortened[] = {
	{"ferskn", "fersken"}, {"grøntsag", "grønsag"}, {"lagn", "lagen"}, {"plastr", "plaster"},
};

/* What a stem begins with by a list of ends; `room` at most. Returns how many. */
static size_t other_beginnings(const char *stem, const struct changed *ends, size_t end_count, char out[][WORD_SIZE],
	size_t room)
{
	size_t length = strlen(stem), count = 0;

	for (size_t i = 0; i < end_count && count < room; i++) {
		size_t end = strlen(ends[i].to);
		if (length >= end && strcmp(stem + length - end, ends[i].to) == 0)
			snprintf(out[count++], WORD_SIZE, "%.*s%s", (int)(length - end), stem, ends[i].from);
	}
	return count;
}

size_t stem_beginnings(const char *stem, char out[STEM_BEGINNINGS][WORD_SIZE])
{
	size_t length = strlen(stem), count = 0;

	snprintf(out[count++], WORD_SIZE, "%s", stem);
	if (length > 1 && stem[length - 1] == 'l' && is_consonant(stem[length - 2])) {
		snprintf(out[count++], WORD_SIZE, "%.*sel", (int)length - 1, stem);
		snprintf(out[count++], WORD_SIZE, "%.*s%cel", (int)length - 1, stem, stem[length - 2]);
	}
	count += other_beginnings(stem, vowels, sizeof vowels / sizeof vowels[0], out + count, STEM_BEGINNINGS - count);
	return count + other_beginnings(stem, shortened, sizeof shortened / sizeof shortened[0], out + count, STEM_BEGINNINGS - count);
}
