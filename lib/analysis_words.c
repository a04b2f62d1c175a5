/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The lists of words that analysis knows by itself; each sorted by bytes, so that it can be searched
 * by halving (a test sees to it). Words stand in their base form (analysis.h).
 */
#include "lib/analysis.h"

#include <stdlib.h>
#include <string.h>

struct list {
	const char *const *at; /* ends with NULL, which is not counted */
	size_t count;
};

#define LIST(words) {(words), sizeof(words) / sizeof((words)[0]) - 1}

/* Words that say nothing about what is bought. Danish "have" is missing: it is a garden, too. */
static const char *const stop_words_da[] = {
	"af", "al", "alle", "alt", "anden", "andet", "andre", "at", "bl", "bla", "blandt", "blev",
	"blive", "bliver", "burde", "både", "bør", "ca", "da", "de", "dem", "den", "denne", "der",
	"deres", "derfor", "dermed", "det", "dette", "dig", "din", "disse", "dog", "du", "dvs",
	"efter", "ej", "eks", "eller", "en", "end", "endnu", "enten", "er", "et", "etc", "evt",
	"flere", "for", "fordi", "fra", "fx", "få", "får", "før", "gennem", "går", "gør", "ham", "han",
	"hans", "har", "havde", "hende", "her", "hos", "hvad", "hver", "hvert", "hvilke", "hvilken",
	"hvis", "hvor", "hvorav", "hvordan", "hvorfor", "i", "ifølge", "ikke", "ind", "inden", "inkl",
	"ja", "jeg", "jer", "jeres", "jo", "kan", "kun", "kunne", "langs", "lige", "man", "mange",
	"med", "mellem", "men", "mere", "mest", "mig", "min", "mm", "mod", "mv", "må", "måtte", "ned",
	"nej", "nogen", "noget", "nogle", "nok", "nu", "når", "og", "også", "om", "omkring", "op",
	"os", "osv", "over", "pr", "på", "sammen", "samt", "selv", "siden", "sig", "sin", "sine",
	"sit", "skal", "skulle", "som", "stk", "så", "sådan", "til", "ud", "uden", "under", "undtagen",
	"var", "ved", "vi", "via", "vil", "ville", "vor", "vores", "vær", "være", "været", "vært", NULL,
};
static const char *const stop_words_en[] = {
	"a", "about", "above", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at",
	"be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can",
	"could", "did", "do", "does", "doing", "down", "during", "each", "eg", "etc", "few", "for",
	"from", "further", "had", "has", "have", "having", "he", "her", "here", "his", "how", "ie",
	"if", "in", "incl", "into", "is", "it", "its", "itself", "just", "more", "most", "must", "my",
	"no", "nor", "not", "now", "of", "off", "on", "once", "only", "or", "other", "our", "out",
	"over", "own", "per", "same", "shall", "she", "should", "so", "some", "such", "than", "that",
	"the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "to",
	"too", "under", "until", "up", "upon", "us", "very", "via", "was", "we", "were", "what",
	"when", "where", "which", "while", "who", "whom", "why", "will", "with", "within", "without",
	"would", "you", "your", NULL,
};
static const char *const stop_words_nl[] = {
	"aan", "al", "alle", "als", "altijd", "ander", "andere", "ben", "bij", "bijv", "daar", "dan",
	"dat", "de", "deze", "die", "dit", "doch", "doen", "door", "dus", "een", "eens", "en", "enz",
	"er", "etc", "ge", "geen", "haar", "had", "heb", "hebben", "heeft", "hem", "het", "hier",
	"hij", "hoe", "hun", "iemand", "iets", "ik", "in", "incl", "is", "ja", "je", "jullie", "kan",
	"kon", "kunnen", "maar", "me", "meer", "men", "met", "mij", "mijn", "moet", "moeten", "na",
	"naar", "niet", "niets", "nog", "nu", "of", "om", "omdat", "onder", "ons", "onze", "ook", "op",
	"over", "per", "reeds", "te", "tegen", "ten", "ter", "toch", "toen", "tot", "tussen", "uit",
	"uw", "van", "veel", "via", "voor", "waar", "wanneer", "want", "waren", "was", "wat", "we",
	"wel", "welke", "werd", "wie", "wij", "wil", "worden", "wordt", "zal", "ze", "zelf", "zich",
	"zij", "zijn", "zo", "zoals", "zonder", "zou", "zowel", NULL,
};

static const struct list stop_words[LANGUAGES] = {
	[DANISH] = LIST(stop_words_da),
	[ENGLISH] = LIST(stop_words_en),
	[DUTCH] = LIST(stop_words_nl),
};

/* Words of every purchase and every enterprise, and of whom it is for: they may not carry a match. */
static const char *const general_words_da[] = {
	"adgang", "administration", "afdeling", "afholde", "aflevering", "aftager", "aftale", "aften",
	"aktivitet", "almindelig", "anlæg", "ansat", "ansatte", "anslået", "ansvar", "antal",
	"arbejde", "arbejder", "arbejdsmarked", "arbejdsplads", "arbejdspladser", "art", "barn",
	"bedre", "behov", "beløb", "beskæftigelse", "bestille", "bestilling", "bestående", "betaling",
	"bidrag", "bistand", "blandt", "bolig", "borger", "bred", "brug", "bruge", "bruger", "by",
	"byrum", "både", "bæredygtig", "bæredygtighed", "børn", "børnehave", "børnehaver", "center",
	"centre", "dag", "dage", "daginstitution", "daglig", "danmark", "dansk", "del", "deltage",
	"deltager", "deltagere", "dialog", "diverse", "drift", "drive", "driver", "dække", "efterår",
	"egen", "egne", "egnet", "ejendom", "eksempel", "eksisterende", "ekstern", "elev", "elever",
	"enhed", "enkelt", "erfaring", "erhverv", "estimeret", "eventuel", "eventuelt", "faglig",
	"fagligt", "fast", "firma", "fleksibel", "flest", "fokus", "folk", "forbindelse", "forbundet",
	"forening", "form", "formål", "forskellig", "forskellige", "fortsat", "fortsætte",
	"forvaltning", "forvente", "forventet", "forventning", "forår", "fredag", "frem", "fremstille",
	"fremstilling", "fuld", "fælles", "færdig", "følge", "første", "gade", "gang", "gerne", "give",
	"giver", "god", "gode", "grund", "gruppe", "hel", "hele", "helst", "herunder", "hjem", "hjælp",
	"hjælpe", "holde", "hurtig", "hurtigt", "hverdag", "hverdage", "hvilket", "håndtere",
	"håndtering", "høj", "højere", "højest", "højst", "ide", "indenfor", "indgå", "indhold",
	"indkøb", "indkøbe", "indsats", "inklusiv", "inklusive", "institution", "intern", "job",
	"jævnlig", "jævnligt", "klar", "klare", "klart", "knyttet", "kommende", "kommunal", "kommune",
	"komplet", "kontrakt", "kontrakter", "kort", "kr", "krav", "kreativ", "kroner", "kunde",
	"kvalitet", "køb", "købe", "køber", "land", "lang", "lange", "lave", "laver", "lede",
	"ledelse", "leder", "leverance", "leverandør", "levere", "levering", "ligge", "lille", "lokal",
	"lokalområde", "lokation", "lov", "løbe", "løbende", "løfte", "løn", "lørdag", "løse",
	"løsning", "mandag", "mangle", "marked", "med", "medarbejder", "menneske", "mennesker",
	"miljø", "mindre", "mindske", "mindst", "minimum", "moms", "mulig", "mulighed", "måde", "mål",
	"målgruppe", "måned", "måneder", "møde", "møder", "normal", "nuværende", "ny", "nye", "nærhed",
	"nærme", "næste", "nødvendig", "omfang", "omfatte", "omfattende", "omkring", "område",
	"områder", "onsdag", "opdele", "opdelt", "opfylde", "opgave", "opgaver", "opgør", "opstart",
	"orden", "ordning", "ordre", "ordrer", "organisation", "partner", "passe", "passende",
	"passer", "periode", "person", "personale", "personer", "plads", "plan", "planlægge",
	"planlægning", "plejecenter", "plejehjem", "praktisk", "pris", "privat", "proces", "produkt",
	"produktion", "professionel", "projekt", "regelmæssig", "relaterede", "relateret", "relevant",
	"ressource", "resultat", "retning", "rådhus", "rådhuset", "række", "samarbejde", "samle",
	"samlet", "samt", "selskab", "selvstændig", "service", "servicere", "serviceydelse", "sikker",
	"sikre", "situation", "skab", "skabe", "skole", "skoler", "slags", "slut", "små", "social",
	"socialt", "socialøkonomi", "socialøkonomisk", "sommer", "standard", "start", "starte",
	"staten", "sted", "steder", "stk", "stor", "stykke", "stå", "større", "støtte", "særlig",
	"sæson", "sætte", "søndag", "tage", "team", "tid", "tiden", "tidspunkt", "tilbud", "tilbyde",
	"tilhørende", "tilknytning", "tilknyttet", "tilpasse", "tilpasset", "time", "timer", "tirsdag",
	"torsdag", "type", "tænke", "tænkt", "tæt", "udbud", "udbyde", "udbyder", "udfordring",
	"udføre", "udførelse", "udgift", "udvalg", "udvikle", "udvikling", "uge", "ugen", "ugentlig",
	"ugentligt", "uger", "underleverandør", "ung", "unge", "union", "vare", "varer", "varetage",
	"varierende", "vedrørende", "velegnet", "vigtig", "vinter", "virke", "virksom", "virksomhed",
	"virksomheder", "voksen", "voksne", "vælge", "værdi", "værende", "yde", "ydelse", "ydelsen",
	"ydelser", "yder", "åben", "åbne", "år", "året", "årlig", "årligt", "ældre", "økonomi",
	"økonomisk", "ønske", "ønsker", "øvrig", NULL,
};
static const char *const general_words_en[] = {
	"access", "activity", "adult", "adults", "agreement", "annual", "area", "assistance",
	"available", "based", "bid", "business", "centre", "child", "children", "client", "collection",
	"company", "contract", "cooperation", "customer", "daily", "day", "days", "deliver",
	"delivery", "demand", "development", "different", "elderly", "employee", "employees",
	"enterprise", "equipment", "every", "existing", "expected", "experience", "framework", "full",
	"general", "good", "goods", "group", "help", "high", "home", "hours", "include", "including",
	"institution", "job", "jobs", "large", "local", "location", "main", "make", "making", "manage",
	"management", "market", "material", "meeting", "meetings", "month", "monthly", "municipal",
	"municipality", "need", "needs", "new", "number", "offer", "offers", "office", "operate",
	"operation", "operations", "order", "organisation", "organization", "part", "partner",
	"people", "period", "person", "place", "plan", "planned", "planning", "possible", "price",
	"private", "procurement", "product", "production", "products", "professional", "project",
	"provide", "provider", "providing", "public", "pupil", "pupils", "purchase", "quality",
	"range", "regular", "related", "require", "requirement", "requirements", "resource",
	"responsible", "run", "running", "sale", "school", "schools", "service", "services", "set",
	"site", "small", "social", "solution", "solutions", "staff", "standard", "start", "suitable",
	"supplier", "supplies", "supply", "support", "system", "target", "task", "tasks", "team",
	"tender", "time", "town", "type", "use", "used", "user", "users", "value", "various", "week",
	"weekly", "work", "worker", "workers", "working", "year", "years", "young", NULL,
};
static const char *const general_words_nl[] = {
	"aanbesteding", "aanbieden", "aanbod", "aantal", "activiteit", "afdeling", "afname",
	"afspraak", "algemeen", "assistentie", "bedrijf", "bedrijven", "beheer", "beheren", "behoefte",
	"beschikbaar", "bestaand", "bestelling", "bieden", "centrum", "contract", "dag", "dagelijks",
	"dagen", "deel", "deelnemer", "dienst", "diensten", "dienstverlening", "doel", "doelgroep",
	"duurzaam", "eigen", "ervaring", "fabriek", "gebied", "gebouw", "gebruik", "gebruiker",
	"gemeente", "gemeentelijk", "goed", "goederen", "groep", "groot", "grote", "helpen", "hulp",
	"inkoop", "instelling", "jaar", "jaarlijks", "job", "kantoor", "kind", "kinderen", "klant",
	"klanten", "klein", "kleine", "kosten", "kwaliteit", "leerling", "leerlingen", "leverancier",
	"leveren", "levering", "leveringen", "lokaal", "lokale", "maand", "maandelijks",
	"maatschappelijk", "maken", "markt", "medewerker", "medewerkers", "mensen", "mogelijk",
	"nieuw", "nieuwe", "nodig", "onderdeel", "onderneming", "ondersteuning", "opdracht",
	"openbaar", "openbare", "oplossing", "order", "organisatie", "oudere", "ouderen",
	"overeenkomst", "particulier", "periode", "personeel", "persoon", "plaats", "plan", "planning",
	"prijs", "privaat", "product", "producten", "productie", "professioneel", "project",
	"raamovereenkomst", "regelmatig", "samenwerking", "scholen", "school", "service", "sociaal",
	"sociale", "soort", "stad", "standaard", "start", "taak", "taken", "team", "tijd", "type",
	"uitvoeren", "uitvoering", "uur", "vergadering", "verkoop", "verschillend", "verschillende",
	"verzorgen", "verzorging", "vraag", "waarde", "week", "wekelijks", "werk", "werken",
	"werkzaamheden", "zaak", NULL,
};

static const struct list general_words[LANGUAGES] = {
	[DANISH] = LIST(general_words_da),
	[ENGLISH] = LIST(general_words_en),
	[DUTCH] = LIST(general_words_nl),
};

/* First and last parts of many compounds: they part words that the collection is too small to part. */
static const char *const parts_da[] = {
	"affald", "anlæg", "arbejde", "asfalt", "autoværksted", "bad", "bageri", "barn", "beholder",
	"belægning", "beplantning", "bespisning", "bibliotek", "bil", "billede", "blad", "blomst",
	"blomster", "bog", "bolig", "bord", "brød", "bus", "butik", "by", "bygge", "bygning",
	"byskilt", "bænk", "børn", "børne", "cafe", "catering", "cykel", "cykle", "dag", "data",
	"design", "dreng", "drift", "dyr", "dækning", "døgn", "dør", "elektro", "elektronik",
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

static const struct list parts[LANGUAGES] = {
	[DANISH] = LIST(parts_da),
	[ENGLISH] = LIST(parts_en),
	[DUTCH] = LIST(parts_nl),
};

static int compare(const void *key, const void *element)
{
	return strcmp(key, *(const char *const *)element);
}

static bool is_in(const struct list *list, const char *base)
{
	return bsearch(base, list->at, list->count, sizeof *list->at, compare) != NULL;
}

bool word_is_stop(enum language language, const char *base)
{
	return is_in(&stop_words[language], base);
}

bool word_is_general(enum language language, const char *base)
{
	return is_in(&general_words[language], base);
}

bool word_is_part(enum language language, const char *base)
{
	return is_in(&parts[language], base);
}

const char *const *analysis_stop_words(enum language language)
{
	return stop_words[language].at;
}

const char *const *analysis_general_words(enum language language)
{
	return general_words[language].at;
}

const char *const *analysis_parts(enum language language)
{
	return parts[language].at;
}
