/* SPDX-License-Identifier: MPL-2.0 */
/* Words, stems, and compounds parted by the collection's own vocabulary. */
#include <stdio.h>
#include <string.h>

#include "lib/analysis.h"
#include "lib/compound.h"
#include "lib/text.h"
#include "lib/vocabulary.h"
#include "tests/support.h"

struct words {
	struct word_seen at[32];
	size_t count;
};

static void keep(void *context, const struct word_seen *word)
{
	struct words *words = context;

	if (words->count < 32)
		words->at[words->count++] = *word;
}

static struct words words_of(const char *text, enum language language)
{
	struct words words = {.count = 0};

	text_words(text, language, keep, &words);
	return words;
}

static const char *base_of(const char *text, enum language language)
{
	static struct words words;

	words = words_of(text, language);
	assert_int_equal(words.count, 1);
	return words.at[0].base;
}

static void assert_same_stem(enum language language, const char *a, const char *b)
{
	struct stems *stems = stems_open();
	char stem_a[WORD_SIZE], stem_b[WORD_SIZE], base[WORD_SIZE];

	strcpy(base, base_of(a, language));
	stem_word(stems, language, base, stem_a);
	strcpy(base, base_of(b, language));
	stem_word(stems, language, base, stem_b);
	assert_string_equal(stem_a, stem_b);
	stems_close(&stems);
}

static void a_text_is_parted_at_everything_but_letters_and_digits(void **state)
{
	(void)state;
	struct words words = words_of("Frokost, møder (20 personer) og it-drift/2027!", DANISH);

	assert_int_equal(words.count, 8);
	assert_string_equal(words.at[0].text, "frokost");
	assert_true(words.at[0].capital);
	assert_string_equal(words.at[1].text, "møder");
	assert_false(words.at[1].capital);
	assert_string_equal(words.at[5].text, "it");
	assert_string_equal(words.at[7].text, "2027");
	assert_true(word_is_number(words.at[7].base));
}

static void single_letters_and_what_is_not_utf8_have_no_words(void **state)
{
	(void)state;
	assert_int_equal(words_of("a b c", DANISH).count, 0);
	assert_int_equal(words_of("kantine \xc3\x28", DANISH).count, 0);
	assert_int_equal(words_of("", DANISH).count, 0);
	assert_int_equal(words_of(NULL, DANISH).count, 0);
}

static void a_word_that_is_too_long_is_cut_between_letters(void **state)
{
	char text[400] = "";

	(void)state;
	for (size_t i = 0; i < 150; i++)
		strcat(text, "æ");
	struct words words = words_of(text, DANISH);
	assert_int_equal(words.count, 1);
	assert_int_equal(strlen(words.at[0].base) % 2, 0);
	assert_true(strlen(words.at[0].base) < WORD_SIZE);
}

/* They would take minutes to be put in order. */
static void a_heap_of_marks_on_a_letter_is_a_word_like_others(void **state)
{
	OWNED(buffer_close) struct buffer text = {0};

	(void)state;
	buffer_text(&text, "bro ba");
	for (size_t i = 0; i < 100000; i++)
		buffer_text(&text, "\xcc\x81\xcc\xa3");
	buffer_text(&text, "d kantine");
	struct words words = words_of(text.bytes, DANISH);
	assert_int_equal(words.count, 3);
	assert_string_equal(words.at[0].base, "bro");
	assert_string_equal(words.at[2].base, "kantine");
}

static void letters_that_are_written_in_several_ways_meet(void **state)
{
	(void)state;
	assert_string_equal(base_of("værksted", DANISH), "værksted");
	assert_string_equal(base_of("vaerksted", DANISH), "værksted");
	assert_string_equal(base_of("Roer", DANISH), "rør");
	assert_string_equal(base_of("naboer", DANISH), "naboer"); /* an ending: nabo, naboer */
	assert_string_equal(base_of("firmaerne", DANISH), "firmaerne");
	assert_string_equal(base_of("beboerhus", DANISH), "beboerhus");
	assert_string_equal(base_of("boerneboeger", DANISH), "børnebøger");
	assert_string_equal(base_of("Aarhus", DANISH), "århus");
	assert_string_equal(base_of("CAFÉ", DANISH), "cafe");
	assert_string_equal(base_of("möbler", DANISH), "møbler");
	assert_string_equal(base_of("boeken", DUTCH), "boeken");   /* oe is Dutch */
	assert_string_equal(base_of("A\xcc\x8arhus", DANISH), "århus"); /* A and a ring */
	assert_string_equal(base_of("ﬁlm", ENGLISH), "film");      /* a ligature */
}

static void forms_of_a_word_have_one_stem(void **state)
{
	(void)state;
	assert_same_stem(DANISH, "kantine", "kantinerne");
	assert_same_stem(DANISH, "maling", "male");
	assert_same_stem(DANISH, "flytning", "flytte");
	assert_same_stem(DANISH, "forplejning", "forpleje");
	assert_same_stem(DANISH, "regning", "regne");
	assert_same_stem(DANISH, "træning", "træne");
	assert_same_stem(DANISH, "sortering", "sorterer");
	assert_same_stem(DANISH, "sortering", "sortere");
	assert_same_stem(DANISH, "polering", "poleret");
	assert_same_stem(DANISH, "møbel", "møblerne");
	assert_same_stem(DANISH, "hjælpemiddel", "hjælpemidler");
	assert_same_stem(DANISH, "hotel", "hotellet");
	assert_same_stem(DANISH, "bog", "bøgerne");
	assert_same_stem(DANISH, "skolebog", "skolebøger");
	assert_same_stem(DANISH, "flagstang", "flagstænger");
	assert_same_stem(DANISH, "kælder", "kældre");
	assert_same_stem(DANISH, "teateret", "teatret");
	assert_same_stem(DANISH, "museum", "museerne");
	assert_same_stem(DANISH, "cykelreparation", "cykelreparationer");
	assert_same_stem(DANISH, "reparationer", "reparerer");
	assert_same_stem(DANISH, "laboratorium", "laboratorier");
	assert_same_stem(ENGLISH, "cleaning", "cleaned");
	assert_same_stem(DUTCH, "tuinen", "tuin");
}

/* libstemmer takes the s of "plads" and the en of "køkken" for endings, and leaves them where another one follows. */
static void one_thing_and_several_of_it_have_one_stem(void **state)
{
	static const char *const forms[][2] = {{"legeplads", "legepladser"}, {"køkken", "køkkener"}, {"storkøkken", "storkøkkenet"},
		{"madras", "madrasser"}, {"stillads", "stilladser"}, {"grensaks", "grensakse"}, {"lynlås", "lynlåse"},
		{"tallerken", "tallerkener"}, {"buffet", "buffeter"}, {"aktivitet", "aktiviteter"}, {"lektiecafe", "lektiecafeer"},
		{"tapet", "tapeter"}, {"skrue", "skruer"}, {"tagrende", "tagrender"}, {"malersvend", "malersvende"},
		{"brandvæsen", "brandvæsenet"}, {"licens", "licenser"}, {"ledighed", "ledigheden"}};

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		assert_same_stem(DANISH, forms[i][0], forms[i][1]);
}

static void assert_stems_apart(const char *a, const char *b)
{
	struct stems *stems = stems_open();
	char stem_a[WORD_SIZE], stem_b[WORD_SIZE];

	stem_word(stems, DANISH, a, stem_a);
	stem_word(stems, DANISH, b, stem_b);
	assert_string_not_equal(stem_a, stem_b);
	stems_close(&stems);
}

static void wood_and_training_water_and_watering_stay_apart(void **state)
{
	(void)state;
	assert_stems_apart("træ", "træning");
	assert_stems_apart("vand", "vanding");
	assert_stems_apart("bøger", "bøg");
	assert_stems_apart("renovation", "renovering");
}

static void a_home_is_no_bun_and_a_flat_no_rent(void **state)
{
	(void)state;
	assert_stems_apart("boliger", "boller");
	assert_stems_apart("lejligheder", "leje");
	assert_stems_apart("laks", "lakere");
	assert_stems_apart("kokke", "koks");
	assert_stems_apart("krans", "kraner");
	assert_stems_apart("ledige", "ledere");
	assert_stems_apart("parket", "parker");
	assert_stems_apart("gravering", "gravning");
	assert_stems_apart("markering", "marken");
	assert_stems_apart("serverer", "server");
	assert_stems_apart("sidder", "sider");
	assert_stems_apart("plaster", "plast");
	assert_stems_apart("bordløbere", "løb");
	assert_stems_apart("toner", "tons");
	assert_stems_apart("piller", "pil");
	assert_stems_apart("kasserer", "kasser");
	assert_stems_apart("ferskner", "fersk");
	assert_stems_apart("syning", "syn");
	assert_stems_apart("boringer", "bor");
	assert_stems_apart("værelser", "værende");
	assert_stems_apart("lagener", "lager");
	assert_stems_apart("læger", "lægger");
	assert_stems_apart("bannere", "baner");
	assert_stems_apart("foder", "fødder");
	assert_stems_apart("vægtere", "vægter");
	assert_stems_apart("internet", "intern");
	assert_stems_apart("studerende", "stude");
	assert_same_stem(DANISH, "grøntsager", "grønsagerne");
	assert_same_stem(DANISH, "kartoner", "karton");
	assert_same_stem(DANISH, "plastre", "plaster");
	assert_same_stem(DANISH, "ungdomsbolig", "ungdomsboligerne");
	assert_same_stem(DANISH, "gravering", "graveret");
	assert_same_stem(DANISH, "serverer", "servering");
	assert_same_stem(DANISH, "ledig", "ledighed");
}

static void assert_sorted(const char *const *list)
{
	for (size_t i = 1; list[0] != NULL && list[i] != NULL; i++)
		if (strcmp(list[i - 1], list[i]) >= 0)
			fail_msg("%s stands before %s", list[i - 1], list[i]);
}

static void the_lists_of_words_are_sorted_and_in_base_form(void **state)
{
	(void)state;
	for (int i = 0; i < LANGUAGES; i++) {
		enum language language = (enum language)i;
		assert_sorted(analysis_stop_words(language));
		assert_sorted(analysis_general_words(language));
		assert_sorted(analysis_parts(language));
		assert_sorted(analysis_kindless_words(language));
		for (const char *const *word = analysis_general_words(language); *word != NULL; word++)
			assert_string_equal(base_of(*word, language), *word);
		for (const char *const *word = analysis_kindless_words(language); *word != NULL; word++)
			assert_string_equal(base_of(*word, language), *word);
	}
	assert_true(word_is_stop(DANISH, "og"));
	assert_true(word_is_general(DANISH, "levering"));
	assert_false(word_is_general(DANISH, "kantine"));
	assert_false(word_is_stop(DANISH, "have")); /* a garden */
}

/* One that begins another would hide it: the last that does not stand behind the word is the one that is tried. */
static void assert_beginnings(const char *const *list, enum language language)
{
	assert_sorted(list);
	for (size_t i = 0; list[i] != NULL; i++) {
		size_t length = strlen(list[i]);
		char word[WORD_SIZE];
		if (list[i + 1] != NULL && strncmp(list[i], list[i + 1], length) == 0)
			fail_msg("%s begins %s", list[i], list[i + 1]);
		snprintf(word, sizeof word, "%.*s", (int)(length - (list[i][length - 1] == '.')), list[i]);
		assert_string_equal(base_of(word, language), word);
		assert_true(word_is_aside(language, word) || word_is_scope(language, word));
	}
}

static void a_sentence_beside_the_matter_is_known_by_how_a_word_of_it_begins(void **state)
{
	(void)state;
	for (int i = 0; i < LANGUAGES; i++) {
		assert_beginnings(analysis_aside_words((enum language)i), (enum language)i);
		assert_beginnings(analysis_scope_words((enum language)i), (enum language)i);
	}
	assert_true(word_is_aside(DANISH, "tilbudsgiveren"));
	assert_true(word_is_aside(DANISH, "bod"));
	assert_false(word_is_aside(DANISH, "bodega"));
	assert_false(word_is_aside(DANISH, "tilbyder"));
	assert_true(word_is_scope(DANISH, "omfatter"));
	assert_false(word_is_scope(DANISH, "om"));
	assert_true(word_is_aside(ENGLISH, "tenderers"));
	assert_true(word_is_aside(DUTCH, "inschrijver"));
}

/* ---- compounds ---- */

static struct vocabulary *vocabulary_of(struct stems *stems, enum language language, const char *text)
{
	struct vocabulary *vocabulary = vocabulary_open();
	struct words words = words_of(text, language);

	for (size_t i = 0; i < words.count; i++)
		vocabulary_note(vocabulary, language, &words.at[i]);
	vocabulary_settle(vocabulary, stems);
	return vocabulary;
}

static void assert_parts(const char *known, enum language language, const char *word,
	const char *expected)
{
	struct stems *stems = stems_open();
	struct vocabulary *vocabulary = vocabulary_of(stems, language, known);
	char parts[PARTS_MOST][WORD_SIZE], found[PARTS_MOST * WORD_SIZE] = "";
	size_t count = compound_split(vocabulary, stems, language, base_of(word, language), parts);

	for (size_t i = 0; i < count; i++) {
		strcat(found, i == 0 ? "" : "+");
		strcat(found, parts[i]);
	}
	assert_string_equal(found, expected);
	vocabulary_close(&vocabulary);
	stems_close(&stems);
}

static void the_fewer_documents_have_a_term_the_more_telling_it_is(void **state)
{
	static const uint32_t documents[] = {0, 50, 99, 100, 101, 1000, 30000, 100000};
	struct stems *stems = stems_open();
	struct vocabulary *vocabulary = vocabulary_of(stems, DANISH, "cykler");
	uint32_t term = vocabulary_term_of(vocabulary, DANISH, "cykler", strlen("cykler"));
	float before = 1.0F;

	(void)state;
	vocabulary_weigh(vocabulary, 100000);
	for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
		vocabulary->terms[term].documents = documents[i] & TERM_DOCUMENTS_MOST;
		float telling = vocabulary_idf(vocabulary, term);
		assert_true(documents[i] < 100 ? telling == 1.0F : telling < before); /* 1 in 1000 is as telling as can be */
		assert_true(documents[i] != 100 || telling > 0.99F);
		before = telling;
	}
	assert_true(before < 0.001F);
	vocabulary_close(&vocabulary);
	stems_close(&stems);
}

static void danish_compounds_are_parted_linking_letters_left_out(void **state)
{
	(void)state;
	assert_parts("", DANISH, "havevedligeholdelse", "have+vedligeholdelse");
	assert_parts("", DANISH, "kantinedrift", "kantine+drift");
	assert_parts("rengøring midler", DANISH, "rengøringsmidler", "rengøring+midler");
	assert_parts("", DANISH, "legehuse", "lege+huse");
	assert_parts("idræt scent", DANISH, "idrætscenter", "idræt+center"); /* and no scent */
	assert_parts("", DANISH, "moedeforplejning", "møde+forplejning");
	assert_parts("glas mosaik værksted", DANISH, "glasmosaikværksted", "glas+mosaik+værksted");
}

static void the_collection_s_own_words_part_compounds(void **state)
{
	(void)state;
	assert_parts("", DANISH, "drivhusgartneri", "");
	assert_parts("drivhus gartneri", DANISH, "drivhusgartneri", "drivhus+gartneri");
	assert_parts("drivhus gartnerier", DANISH, "drivhusgartneriet", "drivhus+gartneriet");
}

static void words_that_are_no_compounds_stay_whole(void **state)
{
	(void)state;
	assert_parts("leder lever ing arbejde", DANISH, "levering", "");
	assert_parts("virk", DANISH, "virksomhed", "");
	assert_parts("gede selv", DANISH, "selvforsørgede", "");
	assert_parts("rede struktur", DANISH, "strukturerede", "");
	assert_parts("clean tools", ENGLISH, "cleantools", ""); /* English does not write them so */
	assert_parts("", DANISH, "12345678", "");
}

static void dutch_compounds_are_parted(void **state)
{
	(void)state;
	assert_parts("", DUTCH, "tuinonderhoud", "tuin+onderhoud");
	assert_parts("schilder bedrijf", DUTCH, "schildersbedrijf", "schilder+bedrijf");
}

static void a_compound_that_no_text_has_is_understood_by_its_parts(void **state)
{
	struct stems *stems = stems_open();
	struct vocabulary *vocabulary = vocabulary_of(stems, DANISH, "kantinen og caféen holder åbent");
	struct words words = words_of("kantinedrift", DANISH);
	struct meaning meaning;

	(void)state;
	vocabulary_read(vocabulary, stems, DANISH, &words.at[0], &meaning);
	assert_int_equal(meaning.whole, NO_TERM);
	assert_int_equal(meaning.part_count, 2);
	assert_string_equal(vocabulary_show(vocabulary, meaning.parts[0], DANISH), "kantinen");
	vocabulary_close(&vocabulary);
	stems_close(&stems);
}

static void a_general_word_is_about_none_of_its_parts(void **state)
{
	struct stems *stems = stems_open();
	struct vocabulary *vocabulary = vocabulary_of(stems, DANISH, "en ramme, en aftale, en billedramme og en rammeaftale");
	struct words frame = words_of("billedramme", DANISH), agreement = words_of("rammeaftale", DANISH);
	struct meaning meaning;

	(void)state;
	vocabulary_read(vocabulary, stems, DANISH, &frame.at[0], &meaning);
	assert_int_equal(meaning.part_count, 2);
	vocabulary_read(vocabulary, stems, DANISH, &agreement.at[0], &meaning);
	assert_int_equal(meaning.part_count, 0);
	vocabulary_close(&vocabulary);
	stems_close(&stems);
}

static void beginnings_find_every_word_that_begins_so(void **state)
{
	struct stems *stems = stems_open();
	struct vocabulary *vocabulary = vocabulary_of(stems, DANISH, "kant kantine kantinen kaffe rengøring");
	uint32_t from, to;

	(void)state;
	vocabulary_beginning(vocabulary, "kant", &from, &to);
	assert_int_equal(to - from, 3);
	vocabulary_beginning(vocabulary, "ka", &from, &to);
	assert_int_equal(to - from, 4);
	vocabulary_beginning(vocabulary, "kantinens", &from, &to);
	assert_int_equal(to - from, 0);
	vocabulary_close(&vocabulary);
	stems_close(&stems);
}

/* ---- the quick way ---- */

struct many_words {
	struct word_seen at[400];
	size_t count;
};

static void keep_many(void *context, const struct word_seen *word)
{
	struct many_words *words = context;

	assert_in_range(words->count, 0, 399);
	words->at[words->count++] = *word;
}

static uint32_t any(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525U + 1013904223U;
	return (*state >> 8) % below;
}

/* Letters, marks and joints of every kind that a plain text has, and now and then one that it has not. */
static void random_text(uint32_t *state, char text[512])
{
	static const char *const pieces[] = {"a", "e", "o", "A", "E", "s", "0", "9", "-", " ", " ", ".", "\n",
		"æ", "ø", "å", "Å", "ä", "Ö", "é", "É", "ß", "ÿ", "×", "÷", "ð", "Þ", "ñ", "–", "…", "’", "•",
		"§", "°", "haveservice", "oe", "\x01", "_"};
	static const char *const odd[] = {"ﬁ", "e\xcc\x81", "½", "ª", "漢", "\xc2\xad", "ſ", "Ａ", "\xc3"};
	size_t count = sizeof pieces / sizeof pieces[0];
	uint32_t length = any(state, 100);
	bool plain = any(state, 3) > 0;

	text[0] = '\0';
	for (uint32_t i = 0; i < length && strlen(text) < 480; i++)
		strcat(text, !plain && any(state, 20) == 0 ? odd[any(state, 9)] :
			pieces[any(state, (uint32_t)count)]);
}

static void the_quick_way_through_a_text_finds_what_the_slow_one_finds(void **state)
{
	static struct many_words quick, slow;
	char text[512];
	uint32_t random = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		quick.count = slow.count = 0;
		random_text(&random, text);
		text_words(text, (enum language)(i % LANGUAGES), keep_many, &quick);
		text_words_general(text, (enum language)(i % LANGUAGES), keep_many, &slow);
		assert_int_equal(quick.count, slow.count);
		for (size_t k = 0; k < quick.count; k++) {
			assert_string_equal(quick.at[k].text, slow.at[k].text);
			assert_string_equal(quick.at[k].base, slow.at[k].base);
			assert_int_equal(quick.at[k].capital, slow.at[k].capital);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_parted_at_everything_but_letters_and_digits),
		cmocka_unit_test(single_letters_and_what_is_not_utf8_have_no_words),
		cmocka_unit_test(a_word_that_is_too_long_is_cut_between_letters),
		cmocka_unit_test(a_heap_of_marks_on_a_letter_is_a_word_like_others),
		cmocka_unit_test(letters_that_are_written_in_several_ways_meet),
		cmocka_unit_test(forms_of_a_word_have_one_stem),
		cmocka_unit_test(one_thing_and_several_of_it_have_one_stem),
		cmocka_unit_test(wood_and_training_water_and_watering_stay_apart),
		cmocka_unit_test(a_home_is_no_bun_and_a_flat_no_rent),
		cmocka_unit_test(the_lists_of_words_are_sorted_and_in_base_form),
		cmocka_unit_test(a_sentence_beside_the_matter_is_known_by_how_a_word_of_it_begins),
		cmocka_unit_test(the_fewer_documents_have_a_term_the_more_telling_it_is),
		cmocka_unit_test(danish_compounds_are_parted_linking_letters_left_out),
		cmocka_unit_test(the_collection_s_own_words_part_compounds),
		cmocka_unit_test(words_that_are_no_compounds_stay_whole),
		cmocka_unit_test(dutch_compounds_are_parted),
		cmocka_unit_test(a_compound_that_no_text_has_is_understood_by_its_parts),
		cmocka_unit_test(a_general_word_is_about_none_of_its_parts),
		cmocka_unit_test(beginnings_find_every_word_that_begins_so),
		cmocka_unit_test(the_quick_way_through_a_text_finds_what_the_slow_one_finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
