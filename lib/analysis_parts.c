/* SPDX-License-Identifier: MPL-2.0 */
/* Parts of compounds that analysis knows before it has seen a text; how compounds are parted stands in compound.c. */
#include "lib/analysis.h"
#include "lib/word_list.h"

/* First and last parts of many compounds: they part words that the collection is too small to part. */
static const char *const parts_da[] = {
	"affald", "anlæg", "arbejde", "asfalt", "autoværksted", "bad", "bageri", "barn", "beholder",
	"belægning", "beplantning", "bespisning", "bibliotek", "bil", "billede", "blad", "blomst",
	"blomster", "bog", "bolig", "bord", "brød", "bus", "butik", "by", "bygge", "bygning",
	"byskilt", "bænk", "børn", "børne", "cafe", "catering", "center", "cykel", "cykle", "dag",
	"data", "design", "dreng", "drift", "dyr", "dækning", "døgn", "dør", "elektro", "elektronik",
	"emballage", "fest", "fisk", "flag", "flise", "flytte", "forløb", "forplejning", "forsikring",
	"forsyning", "fragt", "frokost", "frugt", "fuge", "gade", "gave", "genbrug", "genstand",
	"glas", "grafisk", "gravsted", "grus", "grønt", "grøntsag", "gulv", "gymnastik", "gård",
	"hall", "haller", "handel", "have", "haver", "hegn", "hjem", "hjælp", "hotel", "hus", "huse",
	"hygiejne", "håndværk", "inspektion", "installation", "instruktør", "inventar", "jord", "jul",
	"kaffe", "kage", "kamera", "kanal", "kantine", "kasse", "keramik", "kirke", "klinik",
	"klipning", "klippe", "kloak", "klub", "konsulent", "kontor", "kost", "kursus", "køkken",
	"kørestol", "køretøj", "kørsel", "ladcykel", "lager", "lege", "legetøj", "lejr", "linje",
	"linned", "logo", "lokale", "luft", "lys", "lærer", "lærred", "mad", "male", "malerarbejde",
	"maling", "mandskab", "maskine", "maskiner", "materiale", "medicin", "middel", "midler",
	"mode", "montage", "montering", "motion", "mur", "murer", "musik", "måltid", "møbel", "møbler",
	"møde", "mørtel", "natur", "netværk", "opgave", "oplevelse", "pakke", "pakning", "papir",
	"park", "parkering", "patient", "pige", "plads", "plakat", "plan", "plante", "planter",
	"pleje", "port", "post", "poster", "produktion", "projekt", "pumpe", "pynt", "rabat",
	"reklame", "rengøring", "renhold", "renovation", "renovering", "rensning", "reparation",
	"restaurant", "rum", "rute", "rydning", "rådgivning", "rør", "saft", "sal", "salat", "sand",
	"seng", "servering", "service", "sikkerhed", "skab", "skade", "skilt", "skole", "skov",
	"skrald", "skrive", "sne", "snerydning", "software", "sol", "sortering", "spartling", "spil",
	"sport", "sprog", "stalde", "sten", "stof", "stol", "strøm", "stue", "sundhed", "syning",
	"systue", "tag", "tandlæge", "tapet", "tavle", "tekstil", "telefon", "telt", "terrasse",
	"test", "tilberedning", "tilsyn", "tog", "toilet", "tolk", "tolke", "tomt", "transport",
	"trappe", "tryk", "trykkeri", "trykning", "træ", "træning", "træpleje", "tårn", "tæppe", "tøj",
	"tømrer", "uddannelse", "udstyr", "undervisning", "ungdom", "vagt", "vand", "vandløb", "vare",
	"varme", "vask", "vaskeri", "vedligehold", "vedligeholdelse", "vej", "ventilation", "vikar",
	"vin", "vindue", "vinduer", "vogn", "væg", "vækst", "værelse", "værk", "værksted", "værktøj",
	"ældre", "ældrepleje", "æske", "økologi", "øl", NULL,
};
static const char *const parts_en[] = {
	NULL,
};
static const char *const parts_nl[] = {
	"afval", "afvoer", "arbeid", "auto", "bak", "bakkerij", "band", "bank", "bedrijf",
	"bestrating", "bibliotheek", "bloem", "bloemen", "boek", "boom", "bord", "bouw", "brood",
	"buurt", "catering", "dak", "deur", "dieren", "doek", "drank", "druk", "eten", "fiets",
	"fruit", "gas", "gebouw", "gebouwen", "gras", "groen", "groente", "groenten", "grond", "hout",
	"huis", "hulp", "inspectie", "installatie", "kaart", "kantine", "kantoor", "kast", "keuken",
	"kind", "kinder", "kleding", "koffie", "kunst", "kunststof", "lamp", "land", "leer", "les",
	"licht", "lucht", "lunch", "maaltijd", "maaltijden", "machine", "markt", "materiaal", "meubel",
	"meubels", "meubilair", "muur", "onderhoud", "onderwijs", "opleiding", "opslag", "papier",
	"park", "plant", "planten", "plein", "post", "rail", "reiniging", "reparatie", "riolering",
	"riool", "ruimte", "ruiten", "schilder", "school", "schoonmaak", "sneeuw", "speel", "spel",
	"sport", "staal", "steen", "stof", "straat", "stroom", "taal", "tafel", "tekst", "tent",
	"terrein", "textiel", "training", "transport", "trein", "tuin", "uitrusting", "vakantie",
	"vee", "veiligheid", "verf", "verhuizing", "verhuur", "verkeer", "verpakking", "vervoer",
	"vis", "vlees", "vloer", "voedsel", "voertuig", "vracht", "was", "wasserij", "water", "weg",
	"wegen", "werk", "werkplaats", "winkel", "woning", "zaal", "zand", "ziekenhuis", "zorg", NULL,
};

static const struct word_list parts[LANGUAGES] = {
	[DANISH] = WORD_LIST(parts_da),
	[ENGLISH] = WORD_LIST(parts_en),
	[DUTCH] = WORD_LIST(parts_nl),
};

bool word_is_part(enum language language, const char *base)
{
	return word_list_has(&parts[language], base);
}

const char *const *analysis_parts(enum language language)
{
	return parts[language].at;
}
