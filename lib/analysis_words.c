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
	"af", "al", "alle", "alt", "anden", "andet", "andre", "at", "bag", "bare", "beder", "billig", "billige",
	"bl", "bla", "blandt", "blev", "blive", "bliver", "brænder", "burde", "bygge", "byggede", "bygger",
	"bygget", "både", "bør", "ca", "da", "de", "dem", "den", "denne", "der", "deres", "derfor", "dermed",
	"det", "dette", "dig", "din", "disse", "dog", "du", "dvs", "dække", "dækker", "dækkes", "dækket",
	"efter", "ej", "eks", "eller", "en", "end", "ende", "endelig", "ender", "endnu", "enten", "er", "et",
	"etc", "evt", "fire", "flere", "for", "fordi", "fortrolighed", "fra", "fx", "få", "får", "før",
	"gennem", "god", "gode", "går", "gør", "ham", "han", "hans", "har", "havde", "hedde", "hende", "her",
	"hos", "hvad", "hver", "hvert", "hvilke", "hvilken", "hvis", "hvor", "hvorav", "hvordan", "hvorfor",
	"i", "ifølge", "ikke", "ind", "inden", "inkl", "ja", "jeg", "jer", "jeres", "jo", "kan", "kanten",
	"kun", "kunne", "langs", "lige", "lægge", "lægger", "løbe", "løbende", "løse", "løser", "løses", "man",
	"mange", "med", "mellem", "men", "mere", "mest", "mig", "min", "mm", "mod", "mv", "må", "måtte", "ned",
	"nej", "nogen", "noget", "nogle", "nok", "nu", "når", "og", "også", "om", "omkring", "op", "optages",
	"os", "osv", "over", "pr", "på", "resten", "rette", "rettes", "rettet", "ringe", "samme", "sammen",
	"samt", "selv", "siden", "sig", "sin", "sine", "sit", "skal", "skulle", "som", "stk", "synlig", "så",
	"sådan", "tager", "til", "ton", "tons", "ud", "uddannet", "uden", "under", "undtagen", "valgt", "var",
	"ved", "vejledende", "vi", "via", "vil", "ville", "vise", "viser", "vor", "vores", "vær", "være",
	"været", NULL,
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

static const struct list stop_words[LANGUAGES] = {
	[DANISH] = LIST(stop_words_da),
	[ENGLISH] = LIST(stop_words_en),
	[DUTCH] = LIST(stop_words_nl),
};

/* Words of every purchase and every enterprise, and of whom it is for: they may not carry a match. */
static const char *const general_words_da[] = {
	"abr", "abt", "adgang", "administration", "adresse", "adresser", "afdeling", "afdelingen", "afgive",
	"afgivelse", "afgiver", "afgives", "afgørende", "afhente", "afhentes", "afhentning", "afholde",
	"aflevering", "afrop", "afslutte", "afsnit", "aftager", "aftale", "aftaleindgåelse", "aftaleperiode",
	"aftalestart", "aften", "aftener", "aftryk", "afvikles", "aktivitet", "aktør", "aktører", "aldrig",
	"alligevel", "almindelig", "almindelige", "altid", "anderledes", "anføre", "anført", "angive",
	"angivet", "anlæg", "ansatte", "ansattes", "anskaffe", "anskaffelse", "anskaffelsen", "anskaffes",
	"anslåede", "anslået", "ansvar", "ansvarlig", "ansvarligt", "ansøger", "ansøgere", "ansøgning",
	"ansøgningsfrist", "antal", "anvende", "anvendelse", "anvendes", "april", "aps", "arbejde", "arbejder",
	"arbejdsklausul", "arbejdsklausuler", "arbejdsmarked", "arbejdsplads", "arbejdspladser", "art", "aug",
	"august", "barn", "barnets", "bebør", "bebøre", "bebørhus", "bebørne", "bedre", "bedste", "begrænset",
	"begynde", "behov", "behøve", "behøver", "bekendtgørelse", "beliggende", "beløb", "benytte", "benyttes",
	"besigtigelse", "besigtigelsen", "beskrevet", "beskrive", "beskrivelse", "beskæftigelsesloven",
	"bestil", "bestille", "bestilles", "bestilling", "bestilt", "bestyrelse", "bestående", "består",
	"besøg", "betale", "betales", "betaling", "betalingsbetingelser", "betingelse", "betingelser", "bidrag",
	"bidrage", "bidrager", "bistand", "blandede", "bo", "bod", "bolig", "bor", "borger", "bred", "brede",
	"bringe", "bringer", "brug", "bruge", "bruger", "brugere", "brugerne", "bruges", "bund", "bunden", "by",
	"byde", "bydes", "byen", "byens", "byer", "bygninger", "byrum", "bæredygtig", "bæredygtige",
	"bæredygtighed", "bæredygtigt", "børn", "børnehave", "børnehaver", "center", "centre", "certificerede",
	"certificeret", "certifikater", "chef", "cirka", "cm", "cpv", "dag", "dage", "daginstitution", "daglig",
	"daglige", "dagligt", "dagtilbudsloven", "danmark", "dansk", "databehandleraftale",
	"databehandleraftalen", "databeskyttelsesloven", "deadline", "dec", "december", "decentral",
	"decentrale", "del", "delaftale", "delaftaler", "dele", "delene", "delentreprise", "deler", "delt",
	"deltage", "deltager", "deltagere", "delvis", "delvist", "delydelse", "delydelser", "derefter",
	"dernæst", "dertil", "derudover", "desuden", "dialog", "dialogmøde", "direktiv", "distrikt",
	"distrikter", "distriktet", "diverse", "dkk", "dokument", "dokumentation", "dokumenter", "dokumentere",
	"dokumenteres", "dreng", "drev", "drevet", "drift", "driftsmøde", "driftsmøder", "drive", "driver",
	"drives", "drøm", "drømmer", "dygtig", "dygtige", "dynamisk", "dynamiske", "døgn", "døgnet", "effekt",
	"effekter", "eforms", "efterfølgende", "eftermiddag", "efterspørger", "efterspørges", "efterspørgsel",
	"efterår", "egen", "egenkapital", "egenkapitalen", "egentlig", "eget", "egne", "egnen", "egnet",
	"egnethed", "egnethedskrav", "ejendom", "ejendomme", "eksempel", "eksempler", "eksisterende", "ekskl",
	"eksperter", "ekstern", "elektronisk", "elektroniske", "element", "elementer", "ellers", "elleve",
	"emne", "emner", "endda", "endvidere", "engagerede", "engageret", "enhed", "enheden", "enheder",
	"enhedspris", "enkel", "enkelt", "enkelte", "enkle", "erfaren", "erfaring", "erfarne", "erhverv",
	"erklæring", "erklæringer", "erstatning", "erstatningsansvar", "espd", "estimat", "estimeret",
	"etablere", "etableret", "etape", "etaper", "ethics", "evaluere", "evaluering", "evalueringskrav",
	"eventuel", "eventuelt", "fabrik", "fabrikken", "faglig", "fagligt", "faktisk", "faktura", "fakturær",
	"fase", "faser", "fast", "feb", "februar", "fem", "femten", "filosofi", "finde", "findes", "fireårig",
	"firma", "fjerde", "fleksibel", "fleksible", "flest", "fleste", "flot", "flotte", "fokus", "folk",
	"folkeskoleloven", "fond", "fonden", "foran", "forbedre", "forbehold", "forbindelse", "forbrug",
	"forbruget", "forbundet", "force", "fordelagtige", "fordelagtigste", "foregå", "foregår", "forening",
	"foretage", "foretages", "forhandling", "forhandlinger", "forhold", "forholdet", "forhåndsmeddelelse",
	"forlænge", "forlængelse", "forlænges", "form", "formiddag", "formodes", "formål", "formålet",
	"forpligte", "forpligtelse", "forpligtelser", "forpligtet", "forsikret", "forskel", "forskellig",
	"forskellige", "forskelligt", "forstå", "fortsat", "fortsætte", "forudsætning", "forudsætte",
	"forudsætter", "forvaltning", "forvaltningen", "forvaltningsloven", "forvente", "forventede",
	"forventes", "forventet", "forventning", "forår", "fredag", "frem", "fremgå", "fremgår", "fremsendelse",
	"fremsendes", "fremstille", "fremstilling", "fremtid", "fremtiden", "frisk", "frist", "frister",
	"frivillig", "frivillige", "frivilligt", "fsc", "fuld", "fuldmagt", "fulgt", "fungere", "fungerer",
	"fået", "fælles", "fælleskommunal", "fælleskommunalt", "fællesskab", "fællesskaber", "fællesskabet",
	"færdig", "følge", "følgearbejder", "følger", "følges", "føre", "fører", "førnævnte", "første", "gade",
	"gamle", "gammel", "gang", "gange", "garantere", "garanti", "geninvesteres", "gennemføre",
	"gennemførelse", "gennemførelsen", "gennemføres", "genudbud", "genudbuddet", "geografisk",
	"geografiske", "gerne", "give", "giver", "givet", "glad", "glade", "grad", "gram", "grund", "grundlagt",
	"gruppe", "grupper", "gå", "gældende", "gæst", "gæster", "gøre", "halv", "halvtreds", "hel", "hele",
	"helligdag", "helligdage", "helst", "helt", "henhold", "henholdsvis", "hente", "henter", "henviser",
	"henvises", "henvisning", "heraf", "herefter", "hermed", "hertil", "herudover", "herunder", "hhv",
	"historie", "historien", "hjem", "hjemme", "hjerte", "hjertet", "hjælp", "hjælpe", "holde", "holder",
	"holdt", "honorar", "honoraret", "hoved", "hovedsageligt", "hundrede", "hurtig", "hurtigt", "hverdag",
	"hverdage", "hverdagen", "hverken", "hvilket", "hvoraf", "hvorefter", "hyggelig", "hyggelige",
	"håndtere", "håndterer", "håndteres", "håndtering", "høj", "højere", "højest", "højne", "højst",
	"ibrugtagning", "ide", "ideen", "idet", "idriftsættelse", "ifm", "ift", "iht", "ikrafttrædelse",
	"ildsjæl", "ildsjæle", "ilo", "implementeres", "implementering", "inde", "indeholde", "indeholder",
	"indekseres", "indeksering", "indenfor", "indgå", "indgår", "indgås", "indhold", "individuel",
	"individuelle", "individuelt", "indkøb", "indkøbe", "indkøbsfællesskab", "indkøbsfællesskabet",
	"indkøbssystem", "indkøbssystemet", "indrette", "indsats", "indsatser", "indsende", "indsendes",
	"information", "informationer", "informationsmøde", "initiativ", "initiativer", "inklusiv", "inklusive",
	"institution", "institutioner", "institutionerne", "intern", "især", "ivs", "jan", "januar", "jf",
	"job", "juli", "juni", "jævnfør", "jævnlig", "jævnligt", "kalde", "kaldes", "kan", "kende", "kender",
	"kendt", "kerneopgave", "kerneopgaven", "kg", "kilo", "kl", "klar", "klare", "klart", "klausul",
	"klausuler", "klima", "klokken", "km", "knyttet", "kollega", "kolleger", "kollegær", "komme",
	"kommende", "kommer", "kommunal", "kommunale", "kommune", "kommunen", "kommunens", "kommuner",
	"kompetence", "kompetencer", "kompetent", "komplet", "koncession", "koncessionen",
	"koncessionskontrakt", "konkret", "konkrete", "konkurrenceudsætte", "konkurrenceudsættelse",
	"konkurrenceudsættes", "konsortier", "konsortium", "kontakt", "kontakte", "kontaktperson", "kontrahent",
	"kontrahenten", "kontrakt", "kontrakter", "kontraktindgåelse", "kontraktlængde", "kontraktopfølgning",
	"kontraktparter", "kontraktperiode", "kontraktperioden", "kontraktstart", "kontraktstyring",
	"kontraktsum", "kontraktsummen", "kontrakttildeling", "kontraktudløb", "kontraktværdi",
	"kontraktværdien", "konvention", "konventionen", "kort", "korte", "kr", "krav", "kravspecifikation",
	"kravspecifikationen", "kravspecifikationer", "kreativ", "kriterie", "kriterier", "kroner", "kræve",
	"kræver", "kræves", "kunde", "kunden", "kunder", "kunders", "kvalificerede", "kvalificeret", "kvalitet",
	"kvartal", "kvartalet", "kvartalsvis", "kvinde", "kvinder", "kvm", "kærlighed", "køb", "købe", "køber",
	"købes", "kør", "køre", "kører", "lagt", "land", "landet", "landsby", "landsbyen", "lang", "lange",
	"langsomt", "lave", "laver", "lavest", "laveste", "lede", "ledelse", "leder", "ledere", "let", "lette",
	"leve", "lever", "leverance", "leverandør", "leverandøren", "leverandørens", "leverandører",
	"leverandørstyring", "levere", "leverer", "leveres", "leveret", "levering", "leveringer",
	"leveringsadresse", "leveringsadresser", "leveringsbetingelser", "leveringssted", "leveringssteder",
	"leveringstid", "leveringstider", "lidt", "ligeledes", "ligge", "ligger", "lightregimet", "lignende",
	"lille", "liter", "liv", "livet", "lokal", "lokale", "lokaler", "lokalitet", "lokaliteter",
	"lokalmiljø", "lokalområde", "lokalt", "lokation", "lokationer", "lov", "lovgivning", "lovgivningen",
	"lovgivningens", "lukke", "lukker", "lukket", "lækker", "lækre", "lære", "lærer", "løbetid",
	"løbetiden", "løfte", "løn", "lørdag", "løsning", "m2", "maj", "majeure", "maksimal", "maksimale",
	"maksimalt", "maksimum", "mand", "mandag", "mangle", "mangler", "marked", "markedsdialog", "marts",
	"matrikel", "medarbejder", "medarbejderne", "meddelelse", "meddelelsen", "medlem", "medlemmer",
	"medmindre", "medvirke", "medvirker", "meget", "mellemstor", "mellemstore", "mellemværende", "mene",
	"mener", "mening", "meningsfuld", "meningsfulde", "meningsfuldt", "menneske", "mennesker", "menneskers",
	"mens", "mercell", "meter", "mia", "miljø", "miljøbeskyttelsesloven", "miljømærket", "miljøvenlig",
	"miljøvenlige", "million", "millioner", "mindre", "mindske", "mindst", "mindstekrav", "minimal",
	"minimalt", "minimum", "minimumskrav", "minut", "minutter", "mio", "misligholdelse", "mission", "moms",
	"morgen", "mulig", "mulighed", "muligheder", "myndighedskrav", "måde", "mål", "målet", "målgruppe",
	"målsætning", "måned", "måneder", "måneders", "månedlig", "månedligt", "måske", "mænd", "mængde",
	"mængdebeskrivelse", "mængder", "møde", "møder", "mødes", "nat", "nede", "nedenstående", "nem",
	"nemlig", "nemme", "netop", "nettoomsætning", "nettoprisindeks", "ni", "niveau", "nonprofit", "normal",
	"normalt", "normer", "nov", "november", "nuts", "nuværende", "ny", "nye", "nyeste", "nyt", "nærhed",
	"nærme", "nærvær", "nærværende", "næste", "nævne", "nævnt", "nødvendig", "offentlig", "offentlige",
	"offentliggjort", "offentliggørelse", "offentliggøres", "offentligt", "ofte", "okt", "oktober",
	"omfang", "omfatte", "omfattende", "omfatter", "omfattet", "omhu", "område", "områder", "områderne",
	"omsorgsfuld", "omstilling", "omsætning", "omtanke", "omtrent", "onsdag", "opdele", "opdelt", "opfylde",
	"opfyldes", "opfølgningsmøde", "opfølgningsmøder", "opgave", "opgavebeskrivelse", "opgavebeskrivelsen",
	"opgaver", "opgør", "ophævelse", "ophæves", "oplyse", "oplysning", "oplysninger", "oplyst", "oppe",
	"opsige", "opsigelse", "opsiges", "opstart", "option", "optioner", "orden", "ordlyd", "ordning",
	"ordre", "ordregiver", "ordregivere", "ordregivers", "ordremodtager", "ordrer", "organisation",
	"orienteres", "orientering", "orienteringsmøde", "otte", "ovennævnte", "ovenstående", "overdragelse",
	"overholde", "overholdelse", "overholder", "overholdes", "overleveres", "overlevering", "overskud",
	"overskuddet", "overtagelse", "overveje", "par", "paragraf", "parallel", "parallelle", "partner",
	"passe", "passende", "passer", "passet", "passion", "passioneret", "pba", "pct", "periode", "person",
	"personale", "persondataloven", "personer", "pga", "pige", "placere", "placeret", "plads", "plan",
	"planer", "planlagt", "planloven", "planlægge", "planlægning", "plejecenter", "plejehjem", "plus",
	"pointmodel", "politik", "praktisk", "primært", "pris", "prisen", "priser", "prisliste", "prislister",
	"prisregulering", "pristal", "privat", "procent", "proces", "produkt", "produktion", "professionel",
	"professionelle", "projekt", "prækvalificeret", "prækvalifikation", "påtænke", "påtænker", "pæn",
	"pæne", "rabat", "rabatsats", "rabatsatser", "rabatter", "rammeaftale", "rammeaftalen", "rammeaftaler",
	"rammekontrakt", "rammekontrakten", "rammekontrakter", "reference", "referenceliste", "referencer",
	"regelmæssig", "regimet", "region", "regionen", "regioner", "registrerede", "registreret", "reguleres",
	"regulering", "reklamation", "reklamationer", "relaterede", "relateret", "relevant", "relevante",
	"respektive", "ressource", "resultat", "retning", "retssikkerhedsloven", "returret", "royalty", "rsv",
	"rum", "rummelig", "rummelige", "rummelighed", "rundt", "rådhus", "rådhuset", "række", "samarbejde",
	"samarbejdsmøde", "samarbejdsmøder", "samarbejdspartner", "samarbejdspartnere", "samhandel",
	"samhandelsaftale", "samle", "samler", "samles", "samlet", "samling", "samtidig", "sat", "se", "seks",
	"selskab", "selskabsskat", "selvejende", "selvom", "selvstændig", "sende", "sender", "senere", "senest",
	"sep", "september", "seriøs", "service", "servicelov", "serviceloven", "servicelovens", "servicere",
	"serviceydelse", "ses", "sige", "siger", "sikker", "sikkerhedsstillelse", "sikkert", "sikre", "sikrer",
	"sikres", "situation", "sjælden", "skab", "skabe", "skabes", "ske", "sker", "skole", "skoler", "skubbe",
	"skæringsdato", "skønne", "skønnes", "slag", "slags", "slut", "slutte", "smal", "smba", "smuk",
	"smukke", "små", "sociale", "socialt", "socialøkonomi", "socialøkonomisk", "socialøkonomiske",
	"solidarisk", "soliditetsgrad", "soliditetsgraden", "sommer", "sortiment", "sortimentet",
	"specialister", "spidsbelastning", "spændende", "spørg", "spørge", "spørgefrist", "spørgefristen",
	"spørgsmål", "stadig", "standard", "standarder", "start", "starte", "startede", "stat", "staten",
	"station", "stationen", "statusmøde", "statusmøder", "sted", "steder", "stedet", "stiftet", "stille",
	"stiller", "stillet", "stolt", "stolte", "stor", "store", "straks", "strategi", "strategisk", "styk",
	"stykke", "stykker", "styrke", "stå", "står", "stærk", "stærke", "større", "størrelse", "størrelser",
	"støtte", "sundhedsloven", "sundhedslovens", "supplerende", "supply", "svanemærket", "svar", "svare",
	"svær", "svære", "syv", "såfremt", "således", "såsom", "særlig", "særlige", "særligt", "sæson",
	"sæsonen", "sætte", "sætter", "søge", "søger", "søges", "søgt", "søndag", "tavshedspligt", "team",
	"teamet", "ted", "tegningsliste", "tema", "temær", "ti", "tid", "tiden", "tidligere", "tidsfrist",
	"tidsfrister", "tidspunkt", "tilbage", "tilbud", "tilbudsfrist", "tilbudsgiver", "tilbudsgivere",
	"tilbudsliste", "tilbudsloven", "tilbudslovens", "tilbyde", "tilbyder", "tilbydes", "tildeling",
	"tildelingskriterie", "tildelingskriterier", "tilhørende", "tilknytning", "tilknytte", "tilknyttede",
	"tilknyttet", "tilpasse", "tilpasset", "tilrettelægge", "tilrettelægger", "tilrettelægges",
	"tilsvarende", "time", "timelang", "timepris", "timer", "ting", "tingene", "tirsdag", "tit", "tkr",
	"to", "tolv", "torsdag", "toårig", "tre", "tredive", "tredje", "treårig", "trin", "tro", "trods",
	"tryghed", "trække", "tung", "tunge", "tusind", "tydelig", "type", "typisk", "tyve", "tænke", "tænkt",
	"tæt", "uanset", "udbud", "udbudsbekendtgørelse", "udbudsbetingelser", "udbudsbetingelserne",
	"udbudsforretning", "udbudslov", "udbudsloven", "udbudslovens", "udbudsmateriale", "udbudsmaterialet",
	"udbyde", "udbyder", "udbydes", "uddannelsesklausul", "ude", "udelukkelsesgrund", "udelukkelsesgrunde",
	"udfaldskrav", "udfordring", "udføre", "udførelse", "udfører", "udføres", "udgangspunkt", "udgift",
	"udløb", "udløber", "udrulning", "udvalg", "udvikle", "udvikles", "udvikling", "uge", "ugen",
	"ugentlig", "ugentlige", "ugentligt", "uger", "underkriterie", "underleverandør", "underskrift",
	"underskrifter", "underskrives", "undervejs", "ung", "unge", "unik", "unikke", "union", "upload",
	"uploades", "vare", "varer", "varesortiment", "varetage", "varetager", "varetages", "varierende",
	"vederlag", "vederlaget", "vedr", "vedrørende", "vedrører", "vedståelse", "vedståelsesfrist",
	"vedståelsesfristen", "velegnet", "velkommen", "venlig", "venlige", "verden", "verdens", "vide",
	"vigtig", "vigtigt", "vilkår", "vilkårene", "vinter", "virke", "virksom", "virksomhed", "virksomheder",
	"virksomhedsoverdragelse", "virksomhedsoverdragelsesloven", "vision", "visitation", "visiterede",
	"visiterer", "visiteres", "visiteret", "voksen", "voksne", "volumen", "vægt", "vægte", "vægter",
	"vægtes", "vægtning", "vægtningen", "væk", "vælge", "vælger", "vælges", "værdi", "værdier", "værdighed",
	"værende", "væsentlig", "væsentlige", "weekend", "weekender", "yde", "ydelse", "ydelsen", "ydelser",
	"ydelsesbeskrivelse", "ydelsesbeskrivelsen", "ydelsesområde", "ydelsesområder", "yder", "åben", "åbne",
	"åbner", "åbningsmøde", "år", "året", "årig", "årlig", "årlige", "årligt", "årsomsætning",
	"årsomsætningen", "årstid", "årstiden", "årstidens", "ældre", "ældreloven", "øge", "øget", "økologisk",
	"økologiske", "økonomi", "økonomisk", "økonomiske", "ønske", "ønskede", "ønsker", "ønskes", "ønsket",
	"øvrig", "øvrige", NULL,
};
static const char *const general_words_en[] = {
	"access", "activity", "adult", "adults", "afternoon", "agreement", "always", "annex", "annual",
	"answer", "appendix", "approximately", "april", "area", "around", "assistance", "august", "authorities",
	"authority", "available", "award", "back", "based", "beautiful", "begin", "bid", "bidder", "bidders",
	"big", "board", "borough", "boy", "breach", "building", "buildings", "business", "buyer", "call",
	"carried", "carry", "centre", "charity", "cheap", "child", "children", "cic", "city", "clause",
	"clauses", "client", "climate", "colleague", "colleagues", "collect", "collected", "collection", "come",
	"commencement", "committed", "communities", "community", "company", "competent", "compliance",
	"complies", "comply", "comprises", "concerning", "condition", "conditions", "consist", "consists",
	"consortia", "consortium", "contact", "contract", "contracting", "contribute", "cooperation", "council",
	"councils", "county", "create", "criteria", "criterion", "customer", "customers", "daily", "day",
	"days", "deadline", "deadlines", "december", "deliver", "delivered", "deliveries", "delivers",
	"delivery", "demand", "department", "describe", "description", "development", "difference", "different",
	"difficult", "dignity", "directive", "discount", "district", "districts", "documentation", "dream",
	"duration", "early", "easy", "effort", "eight", "elderly", "element", "elements", "email", "employee",
	"employees", "end", "ensure", "ensures", "enterprise", "entirely", "environment", "environmentally",
	"equipment", "equivalent", "espd", "especially", "established", "estimate", "estimated", "evaluation",
	"evening", "every", "everyday", "everyone", "example", "examples", "exciting", "existing", "expected",
	"experience", "experienced", "expert", "experts", "extend", "extension", "fast", "february", "finally",
	"find", "first", "five", "flexible", "footprint", "forth", "foundation", "founded", "four", "framework",
	"fresh", "friendly", "fulfil", "full", "furthermore", "future", "general", "girl", "go", "goal", "good",
	"goods", "gram", "group", "guarantee", "guest", "guests", "half", "happy", "heart", "help", "hereby",
	"high", "holiday", "holidays", "home", "hours", "hundred", "idea", "important", "include", "including",
	"increase", "indemnity", "inform", "information", "initiative", "institution", "intend", "intends",
	"january", "job", "jobs", "july", "june", "kg", "km", "know", "large", "late", "law", "leaders",
	"least", "legislation", "level", "liability", "life", "link", "litre", "little", "local", "location",
	"long", "looking", "lot", "lots", "love", "main", "mainly", "make", "making", "man", "manage",
	"management", "many", "march", "market", "material", "may", "meaning", "meaningful", "medium", "meet",
	"meeting", "meetings", "member", "members", "men", "metre", "metres", "million", "minimum", "minute",
	"minutes", "mission", "mobilisation", "month", "monthly", "morning", "much", "municipal",
	"municipality", "name", "namely", "national", "need", "needs", "negotiated", "never", "new", "nice",
	"night", "nine", "nonprofit", "notice", "notices", "november", "number", "obligation", "obligations",
	"october", "offer", "offers", "office", "often", "old", "operate", "operation", "operations", "option",
	"options", "order", "ordered", "orders", "ordinary", "organic", "organisation", "organization",
	"otherwise", "part", "participate", "partly", "partner", "parts", "passion", "payment", "payments",
	"people", "percent", "perform", "performed", "period", "person", "persons", "piece", "pieces", "place",
	"plan", "planned", "planning", "plans", "policy", "possibility", "possible", "premises", "price",
	"private", "procedure", "procedures", "procurement", "product", "production", "products",
	"professional", "profit", "project", "proud", "provide", "provider", "providing", "public", "pupil",
	"purchase", "purpose", "qualified", "quality", "quantity", "quarterly", "question", "quickly", "range",
	"rate", "rates", "reference", "references", "regarding", "regime", "region", "regional", "registered",
	"regular", "related", "relevant", "require", "required", "requirement", "requirements", "requires",
	"resident", "residents", "resource", "responsible", "restricted", "room", "rooms", "run", "running",
	"sale", "say", "schedule", "schedules", "school", "schools", "scope", "season", "second", "section",
	"see", "seek", "seeks", "seldom", "september", "serious", "service", "services", "set", "seven",
	"several", "short", "similar", "simple", "site", "six", "size", "sizes", "skilled", "slow", "small",
	"social", "solution", "solutions", "sought", "special", "specification", "specifications", "square",
	"staff", "standard", "start", "state", "step", "story", "strategy", "strengthen", "strong",
	"subcontractor", "subcontractors", "submission", "submissions", "subsequently", "suitability",
	"suitable", "supplier", "suppliers", "supplies", "supply", "support", "sustainable", "system", "target",
	"team", "ten", "tender", "tenderer", "tenderers", "terms", "theme", "themes", "thereafter", "thing",
	"things", "think", "third", "thirty", "thought", "thousand", "three", "thus", "time", "topic", "town",
	"trust", "turnover", "twelve", "twenty", "two", "type", "typically", "unique", "use", "used", "user",
	"users", "usually", "value", "values", "various", "vision", "volume", "volunteer", "volunteers", "want",
	"wanted", "week", "weekend", "weekends", "weekly", "weighted", "weighting", "welcome", "wish", "woman",
	"women", "work", "worker", "workers", "working", "world", "year", "years", "young", NULL,
};
static const char *const general_words_nl[] = {
	"aanbestedende", "aanbesteding", "aanbestedingsdienst", "aanbieden", "aanbod", "aandacht",
	"aankoopsysteem", "aansprakelijkheid", "aantal", "acht", "activiteit", "afdeling", "afname", "afspraak",
	"algemeen", "anders", "antwoord", "april", "artikel", "assistentie", "augustus", "avond", "bedrijf",
	"bedrijven", "beginnen", "beheer", "beheren", "behoefte", "bekwaam", "belangrijk", "beleid",
	"beoordeling", "beschikbaar", "beschrijven", "beschrijving", "bestaand", "bestaat", "besteld",
	"bestellen", "bestelling", "bestuur", "betekenis", "betreft", "betrokken", "bewoner", "bewoners",
	"bieden", "bijdragen", "bijlage", "bijlagen", "bijzonder", "biologisch", "biologische", "blij",
	"bovendien", "centrum", "clausule", "collega", "combinatie", "contact", "contract", "criteria",
	"criterium", "daarna", "dag", "dagelijks", "dagelijkse", "dagen", "december", "deel", "deelnemen",
	"deelnemer", "deels", "delen", "denken", "derde", "dienst", "diensten", "dienstverlening", "ding",
	"dingen", "doel", "doelen", "doelgroep", "doorgaans", "drie", "droom", "duizend", "duurzaam",
	"duurzame", "dynamisch", "eenvoudig", "eerste", "eigen", "eindigen", "eis", "eisen", "element",
	"elementen", "enkele", "ervaren", "ervaring", "experts", "fabriek", "februari", "feestdag", "flexibel",
	"gaan", "garantie", "gast", "gasten", "gebied", "gebouw", "gebouwen", "gebruik", "gebruiker",
	"gedachte", "geheel", "gekwalificeerd", "geleverd", "gelijkwaardig", "gemeenschap", "gemeente",
	"gemeentelijk", "gemeenten", "gemeentes", "geraamd", "geregistreerd", "geschat", "geschiktheid",
	"gewenst", "gewoon", "gezocht", "goed", "goederen", "goedkoop", "gram", "groep", "groepen", "groot",
	"grote", "gunnen", "gunning", "gunningscriteria", "gunningscriterium", "gunt", "half", "hart", "helpen",
	"hierbij", "hoeveelheid", "honderd", "horen", "hulp", "idee", "iedereen", "informatie", "ingangsdatum",
	"initiatief", "inkoop", "inlichtingen", "inschrijver", "inschrijvers", "inschrijving", "instelling",
	"inzet", "jaar", "jaarlijks", "januari", "job", "jongen", "juli", "juni", "kantoor", "kg", "kilo",
	"kind", "kinderen", "klant", "klanten", "klein", "kleine", "klimaat", "km", "komen", "koper", "kort",
	"korting", "kosten", "kwaliteit", "laat", "lang", "langzaam", "leerling", "leerlingen", "lees",
	"leiders", "leven", "leverancier", "leveranciers", "leveren", "levering", "leveringen", "levert", "lid",
	"liefde", "liter", "locatie", "locaties", "lokaal", "lokale", "looptijd", "maand", "maandelijks",
	"maart", "maat", "maken", "makkelijk", "man", "mannen", "markt", "marktconsultatie", "maten",
	"maximaal", "medewerker", "medewerkers", "meerdere", "meestal", "mei", "meisje", "mensen", "meter",
	"middag", "middelgroot", "milieu", "milieuvriendelijk", "miljoen", "minicompetitie", "minimaal",
	"minimumeis", "minstens", "minuten", "minuut", "missie", "moeilijk", "mogelijk", "mogelijkheid", "mooi",
	"morgen", "nacht", "namelijk", "nationaal", "negen", "nieuw", "nieuwe", "niveau", "nodig", "noemen",
	"nooit", "nota", "november", "ochtend", "offerte", "offertes", "oktober", "omvat", "omzet",
	"onderaannemer", "onderaannemers", "onderdeel", "onderneming", "ondersteuning", "onderwerp", "ongeveer",
	"ontbinding", "ontmoeten", "opdracht", "opdrachtgever", "opdrachtnemer", "openbaar", "openbare",
	"opgericht", "ophalen", "oplossing", "optie", "opties", "order", "organisatie", "oud", "oudere",
	"ouderen", "overeenkomst", "pand", "panden", "particulier", "passie", "perceel", "percelen", "periode",
	"personeel", "personen", "persoon", "plaats", "plaatsvinden", "plan", "plannen", "planning", "prijs",
	"privaat", "procent", "product", "producten", "productie", "professioneel", "project", "provincie",
	"raamcontract", "raamovereenkomst", "referentie", "referenties", "regelmatig", "regio", "relevant",
	"richtlijn", "rond", "ruimte", "ruimtes", "samenwerking", "scholen", "school", "schouwing", "seizoen",
	"september", "serieus", "service", "snel", "sociaal", "soort", "soortgelijk", "stad", "standaard",
	"stap", "start", "starten", "sterk", "stichting", "strategie", "stuk", "stuks", "sturen", "tarief",
	"team", "tenslotte", "termijn", "terug", "thema", "thuis", "tien", "tijd", "toekomst", "ton", "tonen",
	"trots", "twaalf", "twee", "tweede", "twintig", "type", "uea", "uitgevoerd", "uitvoeren", "uitvoering",
	"uitvoert", "uniek", "uur", "uurtarief", "vaak", "vakkundig", "verantwoord", "verbeteren", "verder",
	"vereisen", "vereist", "vergadering", "vergroten", "verhaal", "verkoop", "verlengen", "verlenging",
	"vermelden", "verplichting", "verricht", "vers", "verschil", "verschillend", "verschillende",
	"versterken", "vervolgens", "verwacht", "verzekerd", "verzorgen", "verzorging", "verzorgt", "vier",
	"vierkante", "vijf", "vinden", "visie", "voetafdruk", "voldoen", "voldoet", "volume", "vooral",
	"voorbeeld", "voorwaarde", "voorwaarden", "vraag", "vragen", "vriendelijk", "vrijwilliger",
	"vrijwilligers", "vroeg", "vrouw", "vrouwen", "waarde", "waarden", "waardigheid", "week", "weekeinde",
	"weekend", "weg", "weging", "weinig", "wekelijks", "welkom", "wens", "wenst", "wereld", "werk",
	"werken", "werkzaamheden", "wet", "weten", "wetgeving", "wijk", "wijken", "winst", "wonen", "zaak",
	"zeggen", "zelden", "zelfde", "zes", "zeven", "zien", "zinvol", "zoeken", "zoekt", "zwaar", NULL,
};

static const struct list general_words[LANGUAGES] = {
	[DANISH] = LIST(general_words_da),
	[ENGLISH] = LIST(general_words_en),
	[DUTCH] = LIST(general_words_nl),
};

/* Whom enterprises employ and why, in their own words and in the buyers' clauses: what nearly all of them say
 * tells hardly anything of what one supplies. */
static const char *const social_words_da[] = {
	"adhd", "afklaring", "aktivering", "aktivitetsparat", "aktivitetsparate", "angst", "ansat",
	"ansætte", "ansætter", "ansættes", "arbejdsfællesskab", "arbejdsløs", "arbejdsløse",
	"arbejdsmarkedet", "aspergers", "autisme", "autist", "autister", "beskyttet", "beskæftige",
	"beskæftigede", "beskæftigelse", "beskæftiger", "beskæftiget", "borgere", "borgerne",
	"bosted", "bosteder", "botilbud", "chance", "depression", "diagnose", "diagnoser", "elev",
	"elever", "etnisk", "etniske", "familie", "familier", "fleksjob", "fleksjobber",
	"fleksjobbere", "fleksjobbet", "flygtning", "flygtninge", "fodfæste", "funktionsnedsættelse",
	"funktionsnedsættelser", "førtidspension", "førtidspensionist", "førtidspensionister",
	"handicap", "handicappede", "handicappet", "hensyn", "hjemløs", "hjemløse", "indsat",
	"indsatte", "indvandrer", "indvandrere", "indvandrerkvinder", "inkludere", "inkluderende",
	"inklusion", "integration", "integrere", "jobbet", "jobcenter", "jobcentre", "jobcentret",
	"jobparat", "jobs", "kant", "kanten", "kontanthjælp", "kriminalitet", "kriminel", "ledig",
	"ledige", "livskvalitet", "livssituation", "lærling", "lærlinge", "løntilskud",
	"marginaliseret", "medborger", "mentorordning", "mestring", "minoritet", "misbrug",
	"misbruger", "nyankommen", "nyankomne", "opkvalificere", "opkvalificering", "praktik",
	"praktikant", "praktikanter", "praktikplads", "praktikpladser", "psykisk", "psykiske",
	"pædagog", "pædagoger", "rehabilitering", "ressourceforløb", "selvtillid", "selvværd",
	"sindslidelse", "sindslidende", "skånehensyn", "skånejob", "social", "socialpædagogisk",
	"specialelev", "specialskole", "stress", "stu", "sygemeldt", "sygemeldte", "sårbar",
	"sårbare", "sårbarhed", "trivsel", "udfordret", "udfordringer", "udsat", "udsatte",
	"udviklingsforløb", "udviklingshæmmede", "udviklingshæmmet", "ungdom", "vanskelighed",
	"vanskeligheder", "veteran", "veteraner", "værested", NULL,
};
static const char *const social_words_en[] = {
	"addiction", "adhd", "anxiety", "apprentice", "apprentices", "asperger", "autism",
	"autistic", "barriers", "challenges", "chance", "citizen", "citizens", "confidence",
	"depression", "difficulties", "disabilities", "disability", "disabled", "disadvantaged",
	"employ", "employed", "employing", "employment", "employs", "homeless", "illness",
	"immigrant", "immigrants", "inclusion", "inclusive", "integration", "jobseeker",
	"jobseekers", "labour", "marginalised", "mental", "migrant", "migrants", "minority",
	"offender", "offenders", "placement", "placements", "prison", "pupils", "refugee",
	"refugees", "rehabilitation", "sheltered", "trainee", "trainees", "unemployed",
	"unemployment", "veteran", "veterans", "vulnerable", "wellbeing", "youth", NULL,
};
static const char *const social_words_nl[] = {
	"adhd", "afstand", "angst", "arbeidsbeperking", "arbeidsmarkt", "autisme", "beperking",
	"beperkingen", "beschut", "bijstand", "burger", "burgers", "dakloos", "daklozen",
	"depressie", "gehandicapt", "gehandicapten", "inclusie", "inclusief", "integratie", "jeugd",
	"jongeren", "kans", "kansen", "kwetsbaar", "kwetsbare", "leerwerk", "leerwerkplek",
	"maatschappelijk", "migrant", "migranten", "participatie", "participatiewet", "psychisch",
	"psychische", "reintegratie", "sociale", "stage", "stagiair", "stagiairs", "statushouder",
	"statushouders", "verslaving", "veteraan", "veteranen", "vluchteling", "vluchtelingen",
	"welzijn", "werkervaring", "werkgelegenheid", "werkloos", "werkloze", "werklozen",
	"werkzoekende", "werkzoekenden", "zelfvertrouwen", NULL,
};

static const struct list social_words[LANGUAGES] = {
	[DANISH] = LIST(social_words_da),
	[ENGLISH] = LIST(social_words_en),
	[DUTCH] = LIST(social_words_nl),
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

const char *const *analysis_social_words(enum language language)
{
	return social_words[language].at;
}

const char *const *analysis_parts(enum language language)
{
	return parts[language].at;
}
