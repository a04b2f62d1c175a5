/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Words that meet what they have nothing to do with: a stem is cut so short that another thing has it ("billigt", a car),
 * or a code is called like something that everybody has ("klasse", "program"). They are words as others are, but tell no
 * kind of thing. Forms, not stems: who sorts by class is not at school, a school class is.
 */
#include "lib/analysis.h"
#include "lib/word_list.h"

static const char *const kindless_da[] = {
	"afbestille", "afbestilles", "afbestilling", "afbestillingen", "afkald", "aflønne", "aflønner", "aflønnes",
	"aflønning", "anbefale", "anbefaler", "anbefales", "anbefalet", "anbefaling", "anbefalingen",
	"anbefalinger", "anbefalingerne", "bad", "badet", "bagefter", "baggrund", "baggrunden", "bagsiden", "band",
	"bandet", "bands", "base", "baser", "basere", "baserede", "baserer", "baseres", "baseret", "basis", "begge",
	"beholde", "beholdt", "billigere", "billigst", "billigste", "billigt", "brødre", "brødrene", "bysamfund",
	"civilsamfund", "civilsamfundet", "detalje", "detaljen", "detaljer", "detaljerede", "detaljeret", "dobbelt",
	"dobbelte", "ejer", "ejere", "ejeren", "ejerens", "energiklasse", "engang", "etik", "etisk", "etiske",
	"false", "fin", "fine", "fint", "foreslå", "foreslår", "foreslås", "forhør", "forlange", "forlanger",
	"forlanges", "forlangt", "forslag", "forslagene", "forslaget", "fortjeneste", "fortjenesten", "fundet",
	"føle", "følelse", "følelsen", "følelser", "føler", "føles", "gevinst", "gevinsten", "gevinster", "gjorde",
	"gjort", "glemme", "glemt", "glemte", "halvdelen", "halve", "halvt", "handel", "handle", "handleplan",
	"handleplanen", "handleplaner", "handler", "handles", "handling", "handlingen", "handlinger",
	"handlingsplan", "handlingsplaner", "hed", "hedde", "hedder", "hus", "husene", "huser", "huset", "husets",
	"høre", "hører", "høres", "høring", "høringen", "høringer", "hørt", "indeni", "indlevere", "indleverer",
	"indleveres", "indleveret", "indlevering", "indleveringen", "integration", "integrationen", "intet",
	"investering", "investeringen", "investeringer", "klasse", "klassen", "klasser", "klasserne", "klasses",
	"kombination", "kombinationer", "kombinere", "kombinerer", "kombineres", "kombineret", "koncentrere",
	"koncentrerer", "koncentreret", "koncept", "koncepter", "konceptet", "konkurrence", "konkurrencen",
	"konsistens", "kontrol", "kontrollen", "kontroller", "kontrollere", "kontrollerer", "kontrolleres",
	"kontrolleret", "kryds", "krydse", "liste", "listen", "listerne", "lokalsamfund", "lokalsamfundet",
	"manuel", "manuelle", "manuelt", "masse", "masser", "midler", "miljøklasse", "minde", "minder", "mindes",
	"mærk", "mærke", "mærker", "mærkerne", "mærkes", "mærket", "mønster", "mønstre", "nød", "nøden", "nødt",
	"nøgle", "nøglen", "nøgler", "nøglerne", "oprette", "oprettede", "oprettelse", "oprettelsen", "opretter",
	"oprettes", "oprettet", "opsat", "opsatte", "optag", "optage", "optagelse", "optagelsen", "optagelser",
	"optager", "optaget", "optagne", "ordne", "ordner", "ordnes", "ordnet", "overalt", "overenskomst",
	"overenskomsten", "overenskomster", "overse", "overser", "oversigt", "oversigten", "oversigter",
	"periodisk", "periodiske", "profil", "profilen", "profilerne", "program", "programmer", "programmerne",
	"programmet", "ramme", "rammen", "rammer", "rammerne", "refleksion", "refleksionen", "rejses", "rejsning",
	"rejst", "rig", "rige", "rigt", "samfund", "samfundet", "samfundets", "sidde", "siddende", "sidder",
	"siddet", "side", "siden", "sider", "siderne", "sigt", "sigte", "sigter", "single", "skrevet", "skriftlig",
	"skriftlige", "skriftligt", "slap", "slippe", "slipper", "sort", "sorte", "specialisere", "specialiserede",
	"specialiserer", "specialiseret", "specialisering", "steget", "stige", "stigende", "stigning", "stigninger",
	"stilling", "stillingen", "stillinger", "stop", "stoppe", "stopper", "stoppes", "stoppet", "styr", "styre",
	"styrede", "styrelse", "styrelsen", "styrelsens", "styrelser", "styrer", "styres", "styret", "styring",
	"styringen", "sund", "sunde", "sundere", "sundt", "synlig", "synlige", "synligt", "træffe", "træffer",
	"træffes", "træffetid", "trænge", "trænger", "trængt", "træt", "trætte", "tænd", "tænde", "tændes",
	"tænding", "tændt", "udleje", "udlejede", "udlejer", "udlejes", "udlejning", "udlejningen", "udlejninger",
	"udtage", "udtager", "udtages", "udtaget", "urolig", "urolige", "valgfri", "valgfrit", "vant", "vejr",
	"vejret", "vestjysk", "vestjyske", "vestlig", "vestlige", "værk", "værker", "værkerne", "østlig", "østlige",
	NULL,
};
static const char *const kindless_none[] = {NULL};

static const struct word_list kindless[LANGUAGES] = {
	[DANISH] = WORD_LIST(kindless_da),
	[ENGLISH] = WORD_LIST(kindless_none),
	[DUTCH] = WORD_LIST(kindless_none),
};

bool word_is_kindless(enum language language, const char *base)
{
	return word_list_has(&kindless[language], base);
}

const char *const *analysis_kindless_words(enum language language)
{
	return kindless[language].at;
}
