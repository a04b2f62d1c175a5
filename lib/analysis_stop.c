/* SPDX-License-Identifier: MPL-2.0 */
/* The words of each language that say nothing. */
#include "lib/analysis.h"
#include "lib/word_list.h"

/* Words that say nothing about what is bought. Danish "have" is missing: it is a garden, too. */
static const char *const stop_words_da[] = {
	"af", "al", "alle", "alt", "anden", "andet", "andre", "at", "bag", "bare", "beder", "bedes", "billig",
	"billige", "bl", "bla", "blandt", "blev", "blive", "bliver", "brænder", "burde", "bygge", "byggede",
	"bygger", "bygget", "både", "bør", "ca", "da", "de", "dem", "den", "denne", "der", "deres", "derfor",
	"dermed", "det", "dette", "dig", "din", "disse", "dog", "du", "dvs", "dække", "dækker", "dækkes",
	"dækket", "efter", "ej", "eks", "eller", "en", "end", "ende", "endelig", "ender", "endnu", "enten",
	"er", "et", "etc", "evt", "fire", "flere", "for", "fordi", "fortrolighed", "fra", "fx", "få", "får",
	"før", "gennem", "god", "gode", "går", "gør", "ham", "han", "hans", "har", "havde", "hedde", "hende",
	"her", "hos", "hvad", "hver", "hvert", "hvilke", "hvilken", "hvis", "hvor", "hvorav", "hvordan",
	"hvorfor", "hører", "hørt", "i", "ifølge", "ikke", "ind", "inden", "ingen", "inkl", "ja", "jeg", "jer",
	"jeres", "jo", "kan", "kanten", "kun", "kunne", "langs", "lige", "lægge", "lægger", "løbe", "løbende",
	"løse", "løser", "løses", "man", "mange", "med", "mellem", "men", "mere", "mest", "mig", "min", "mm",
	"mod", "mv", "må", "måtte", "ned", "nej", "nogen", "noget", "nogle", "nok", "nu", "når", "og", "også",
	"om", "omkring", "op", "optages", "os", "osv", "over", "pr", "på", "resten", "rette", "rettes",
	"rettet", "ringe", "samme", "sammen", "samt", "selv", "siden", "sig", "sin", "sine", "sit", "skal",
	"skulle", "som", "stk", "synlig", "så", "sådan", "tager", "tages", "til", "ton", "tons", "ud",
	"uddannet", "uden", "under", "undtagen", "valgt", "var", "ved", "vejledende", "vi", "via", "vil",
	"ville", "vise", "viser", "vor", "vores", "vær", "være", "været", NULL,
};
static const char *const stop_words_en[] = {
	"a", "about", "above", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "away",
	"be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "careful",
	"could", "did", "do", "does", "doing", "down", "during", "each", "eg", "etc", "few", "finish", "for",
	"from", "further", "had", "handle", "handled", "has", "have", "having", "he", "hear", "her", "here",
	"his", "how", "ie", "if", "improve", "in", "incl", "insured", "into", "is", "it", "its", "itself",
	"just", "live", "lives", "more", "most", "must", "my", "no", "nor", "not", "now", "of", "off", "on",
	"once", "only", "or", "other", "our", "out", "over", "own", "per", "read", "renewal", "renewals",
	"reporting", "same", "send", "shall", "she", "should", "show", "so", "some", "such", "tailored", "take",
	"task", "tasks", "termination", "than", "that", "the", "their", "them", "then", "there", "these",
	"they", "this", "those", "through", "to", "ton", "too", "under", "until", "up", "upon", "us", "very",
	"via", "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom", "why", "will",
	"with", "within", "without", "would", "you", "your", NULL,
};
static const char *const stop_words_nl[] = {
	"aan", "al", "alle", "als", "altijd", "ander", "andere", "ben", "bij", "bijv", "daar", "dan", "dat",
	"de", "deze", "die", "dit", "doch", "doen", "door", "dus", "een", "eens", "en", "enz", "er", "etc",
	"ge", "geen", "haar", "had", "heb", "hebben", "heeft", "hem", "het", "hier", "hij", "hoe", "hun",
	"iemand", "iets", "ik", "in", "incl", "is", "ja", "je", "jullie", "kan", "kon", "kunnen", "leden",
	"maar", "me", "meer", "men", "met", "mij", "mijn", "moet", "moeten", "na", "naar", "niet", "niets",
	"nog", "nu", "of", "om", "omdat", "onder", "ons", "onze", "ook", "op", "over", "per", "reeds", "taak",
	"taken", "te", "tegen", "ten", "ter", "toch", "toen", "tot", "tussen", "uit", "uw", "van", "veel",
	"via", "voor", "waar", "wanneer", "want", "waren", "was", "wat", "we", "wel", "welke", "werd", "wie",
	"wij", "wil", "worden", "wordt", "zal", "ze", "zelf", "zich", "zij", "zijn", "zo", "zoals", "zonder",
	"zou", "zowel", NULL,
};

static const struct word_list stop_words[LANGUAGES] = {
	[DANISH] = WORD_LIST(stop_words_da),
	[ENGLISH] = WORD_LIST(stop_words_en),
	[DUTCH] = WORD_LIST(stop_words_nl),
};

bool word_is_stop(enum language language, const char *base)
{
	return word_list_has(&stop_words[language], base);
}

const char *const *analysis_stop_words(enum language language)
{
	return stop_words[language].at;
}
