/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Sentences that tell little of what is bought or sold: how to tender, what is paid and when, who works there and who the
 * customers are. One word is enough to know most of them; a sentence that tells what a contract is about has such a word,
 * too, and is known by its verb.
 */
#include "lib/analysis.h"

#include <string.h>

#include "lib/word_list.h"

/* Each list is sorted by bytes, none of its beginnings begins another, and one that ends with a full stop is a whole
 * word (a test sees to it). */
static const char *const aside_words_da[] = {
	"afgives.", "aftalen.", "annuller", "ansat", "ansvarsforsik", "ansæt", "ansøgningsfrist", "arbejdsklausul",
	"arbejdsmarked", "arbejdsvilkår", "betaling.", "betalings", "bod.", "bods", "børneattest", "dagbod",
	"databehandl", "delaftale", "delentreprise", "deltid", "ean.", "egenkapital", "egnethed", "erhvervsansvar",
	"espd", "faktur", "fleksjob", "forhandlingsmød", "forlæng", "forsikringssum", "frivillige.", "fuldtid",
	"førtidspension", "garantistil", "gdpr.", "grundlagt.", "heraf.", "ikrafttræd", "ilo.", "indkøbscentral",
	"klausul", "kollega", "kolleger", "konsorti", "kontrakt", "kriteri", "kunder.", "kunderne.", "leverandører.",
	"lærlinge", "løbetid", "lønnet.", "medarbejder", "miljøledelse", "misligehold", "moms.", "omsætning.",
	"opsig", "option.", "optionen.", "optioner.", "ordregiver", "overenskomst", "overskud.", "overskuddet.",
	"prisregul", "prækval", "referencer.", "registreret.", "sikkerhedsstil", "skånejob", "soliditet",
	"spørgsmål.", "stiftet.", "straffeattest", "støtteerkl", "tavshedserkl", "tavshedspl", "tilbud.",
	"tilbuddene.", "tilbuddet.", "tilbudsfrist", "tilbudsgiv", "tilbudslist", "tilbudsskema", "tildelingskrit",
	"totalpris", "udbud", "underkrit", "underleverand", "vedstå", "vægter.", "vægtes.", "vægtning",
	"årsomsætning", NULL,
};
static const char *const aside_words_en[] = {
	"award", "bidder", "clause.", "clauses.", "contract.", "contracting.", "contracts.", "criteri", "customers.",
	"eligib", "employed.", "employees.", "employs.", "founded.", "invoic", "option.", "options.", "penalt",
	"references.", "registered.", "renewal", "subcontract", "tender", "turnover", "vat.", "volunteers.", NULL,
};
static const char *const aside_words_nl[] = {
	"aanbested", "boete", "btw.", "collega", "contract.", "contracten.", "factu", "gunning", "inschrijv",
	"klanten.", "medewerk", "omzet.", "onderaannem", "opdrachtgever", "opgericht.", "optie.", "overeenkomst",
	"referentie", "verlenging", "vrijwilligers.", "werknem", "winst.", NULL,
};

static const struct word_list aside_words[LANGUAGES] = {
	[DANISH] = WORD_LIST(aside_words_da),
	[ENGLISH] = WORD_LIST(aside_words_en),
	[DUTCH] = WORD_LIST(aside_words_nl),
};

static const char *const scope_words_da[] = {
	"angår.", "består.", "indebær", "omfat", "omhandl", "vedrør", NULL,
};
static const char *const scope_words_en[] = {
	"compris", "concern", "cover", "includ", NULL,
};
static const char *const scope_words_nl[] = {
	"bestaat.", "betreft.", "omvat", NULL,
};

static const struct word_list scope_words[LANGUAGES] = {
	[DANISH] = WORD_LIST(scope_words_da),
	[ENGLISH] = WORD_LIST(scope_words_en),
	[DUTCH] = WORD_LIST(scope_words_nl),
};

static bool begins_with_one(const struct word_list *list, const char *base)
{
	char word[WORD_SIZE + 1];
	size_t length = strlen(base);

	memcpy(word, base, length);
	memcpy(word + length, ".", 2);
	return word_list_begins(list, word);
}

bool word_is_aside(enum language language, const char *base)
{
	return begins_with_one(&aside_words[language], base);
}

bool word_is_scope(enum language language, const char *base)
{
	return begins_with_one(&scope_words[language], base);
}

const char *const *analysis_aside_words(enum language language)
{
	return aside_words[language].at;
}

const char *const *analysis_scope_words(enum language language)
{
	return scope_words[language].at;
}
