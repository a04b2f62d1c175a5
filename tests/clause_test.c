/* SPDX-License-Identifier: MPL-2.0 */
/* How a word stands in its sentence: for whom a thing is, who the customers are, what is not bought. */
#include <string.h>

#include "lib/analysis.h"
#include "lib/clause.h"
#include "tests/support.h"

#define CONTEXT 0.5F

struct reading_word {
	struct clause clause;
	enum language language;
	const char *word;
	float said; /* below 0: it did not stand there */
};

static void read_word(void *context, const struct word_seen *word)
{
	struct reading_word *reading = context;

	clause_take(&reading->clause, word_roles(reading->language, word->base) |
		word_roles_here(reading->language, word->capital, strcmp(word->base, "odense") == 0), word->opens);
	if (word_is_stop(reading->language, word->base))
		return;
	float said = clause_is_name(&reading->clause) ? 0.0F : clause_said(&reading->clause);
	if (strcmp(word->base, reading->word) == 0)
		reading->said = said;
}

/* How much a word says in a text; of the same word the last one. */
static float said(enum language language, bool wanted, const char *text, const char *word)
{
	struct reading_word reading = {.language = language, .word = word, .said = -1.0F};

	clause_begin(&reading.clause, CONTEXT, wanted);
	text_words(text, language, read_word, &reading);
	if (reading.said < 0.0F)
		fail_msg("\"%s\" does not stand in \"%s\"", word, text);
	return reading.said;
}

#define OFFERED(language, text, word) (said(language, false, text, word))
#define WANTED(language, text, word) (said(language, true, text, word))

static void what_stands_after_a_preposition_tells_for_whom_until_the_sentence_ends(void **state)
{
	(void)state;
	assert_float_equal(WANTED(DANISH, "Frokost til skoler", "frokost"), 1.0F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Frokost til skoler", "skoler"), 0.5F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Frokost til skoler. Brød hver dag", "brød"), 1.0F, 0.001F);
	assert_float_equal(WANTED(ENGLISH, "Lunch for schools", "schools"), 0.5F, 0.001F);
	assert_float_equal(WANTED(DUTCH, "Lunch voor scholen", "scholen"), 0.5F, 0.001F);
}

static void who_the_customers_are_is_no_trade(void **state)
{
	(void)state;
	assert_true(OFFERED(DANISH, "Kunderne er banker og advokater", "advokater") < 0.5F);
	assert_true(OFFERED(DANISH, "Vores kunder tæller hoteller, caféer og banker", "banker") < 0.5F);
	assert_true(OFFERED(ENGLISH, "Our customers are lawyers and banks", "banks") < 0.5F);
	assert_true(OFFERED(DUTCH, "Onze klanten zijn advocaten", "advocaten") < 0.5F);
	assert_float_equal(OFFERED(DANISH, "Kunderne er banker. Bogføring hver dag", "bogføring"), 1.0F, 0.001F);
	assert_float_equal(OFFERED(DANISH, "Kunderne er banker, og vi laver bogføring", "bogføring"), 1.0F, 0.001F);
	assert_float_equal(OFFERED(DANISH, "Kunder henter brød", "brød"), 1.0F, 0.001F);
}

static void what_stands_after_without_and_not_is_not_wanted(void **state)
{
	(void)state;
	assert_true(WANTED(DANISH, "Kantine uden rengøring", "rengøring") < 0.2F);
	assert_float_equal(WANTED(DANISH, "Cykler uden motor med kasse", "kasse"), 1.0F, 0.001F);
	assert_true(WANTED(DANISH, "Maling, bortset fra facader", "facader") < 0.2F);
	assert_true(WANTED(ENGLISH, "Canteen without cleaning", "cleaning") < 0.2F);
	assert_true(WANTED(DUTCH, "Kantine zonder schoonmaak", "schoonmaak") < 0.2F);
	assert_float_equal(WANTED(DANISH, "Ikke rengøring, men kantine", "kantine"), 1.0F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Ikke kun kantine", "kantine"), 1.0F, 0.001F);
}

static void all_that_a_contract_does_not_cover_is_left_out_however_long_the_list(void **state)
{
	(void)state;
	assert_true(WANTED(DANISH, "Den omfatter ikke vinduer, gardiner, lamper, tæpper og haver", "haver") < 0.2F);
	assert_true(WANTED(ENGLISH, "It does not include windows, curtains, lamps, carpets or gardens", "gardens") < 0.2F);
	assert_true(WANTED(DUTCH, "Het omvat niet ramen, gordijnen, lampen, tapijten en tuinen", "tuinen") < 0.2F);
	assert_float_equal(WANTED(DANISH, "Ikke vinduer, gardiner, lamper, haver", "haver"), 1.0F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Den omfatter ikke vinduer, gardiner, lamper, tæpper, men haver", "haver"), 1.0F, 0.001F);
}

static void a_not_beside_what_is_covered_takes_nothing_away_from_what_follows(void **state)
{
	(void)state;
	assert_float_equal(WANTED(DANISH, "Aftalen omfatter planlagte og ikke planlagte eftersyn af biler, både og haver",
		"haver"), 1.0F, 0.001F);
	assert_float_equal(WANTED(ENGLISH, "It includes planned and not planned repairs, cars, bikes, boats", "boats"), 1.0F,
		0.001F);
	assert_float_equal(WANTED(DUTCH, "Het omvat gepland en niet gepland onderhoud, ramen, tuinen, boten", "boten"), 1.0F,
		0.001F);
	assert_float_equal(WANTED(DANISH, "Ikke vinduer, da aftalen omfatter gulve, lofter, haver", "haver"), 1.0F, 0.001F);
}

static void what_is_left_out_stays_so_whatever_it_is_without(void **state)
{
	(void)state;
	assert_true(WANTED(DANISH, "Den omfatter ikke vinduer uden glas, gardiner, haver", "haver") < 0.2F);
	assert_true(WANTED(ENGLISH, "It does not include windows without glass, curtains, gardens", "gardens") < 0.2F);
	assert_true(WANTED(DUTCH, "Het omvat niet ramen zonder glas, gordijnen, tuinen", "tuinen") < 0.2F);
	assert_true(WANTED(DANISH, "Den omfatter ikke vinduer, ikke gardiner, lamper, tæpper og haver", "haver") < 0.2F);
}

static void what_a_buyer_does_himself_is_not_bought(void **state)
{
	(void)state;
	assert_true(WANTED(DANISH, "Kun udbringning, idet vi selv laver maden", "maden") < 0.2F);
	assert_true(WANTED(DANISH, "Kommunen sørger selv for transport", "transport") < 0.2F);
	assert_true(WANTED(ENGLISH, "Delivery only, as we ourselves cook", "cook") < 0.2F);
	assert_true(WANTED(DUTCH, "De gemeente zorgt zelf voor transport", "transport") < 0.2F);
	assert_float_equal(WANTED(DANISH, "Kommunen laver selv mad. Bud søges", "bud"), 1.0F, 0.001F);
	assert_float_equal(OFFERED(DANISH, "Idet vi selv laver maden", "maden"), 1.0F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Leverandøren laver selv maden", "maden"), 1.0F, 0.001F);
}

static void have_is_a_verb_after_a_modal_and_a_garden_elsewhere(void **state)
{
	(void)state;
	assert_true(WANTED(DANISH, "Opvaskemaskinen skal have et årligt eftersyn", "have") < 0.2F);
	assert_true(WANTED(DANISH, "Vi vil gerne have frokost", "have") < 0.2F);
	assert_float_equal(WANTED(DANISH, "Vi skal passe have og hæk", "have"), 1.0F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Det kan vi. Have og hæk passes", "have"), 1.0F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Der skal have og maskiner til", "maskiner"), 1.0F, 0.001F);
}

static void what_stands_in_the_name_of_a_place_a_house_or_a_street_says_nothing(void **state)
{
	(void)state;
	assert_true(WANTED(DANISH, "Maling, Odense Havn", "havn") < 0.2F);
	assert_true(WANTED(DANISH, "Maling af Odense Lystbåde Havn", "havn") < 0.2F);
	assert_true(WANTED(DANISH, "Maling i børnehuset Solsikken", "solsikken") < 0.2F);
	assert_true(WANTED(DANISH, "Maling på Tulipanvej", "tulipanvej") < 0.2F);
	/* no name: the place opens, there is no capital, another sentence begins, it is after the one who buys; or offered */
	assert_float_equal(WANTED(DANISH, "Odense Maling", "maling"), 1.0F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Drift, Odense havn", "havn"), 1.0F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Købes, Odense: Maling", "maling"), 1.0F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Udbud Odense Kommune Maling", "maling"), 1.0F, 0.001F);
	assert_float_equal(WANTED(DANISH, "Asfalt, tulipanvej", "tulipanvej"), 1.0F, 0.001F);
	assert_float_equal(OFFERED(DANISH, "Maling, Odense Havn", "havn"), 1.0F, 0.001F);
}

static void the_words_with_a_role_are_sorted(void **state)
{
	const char *before, *word;

	(void)state;
	for (int l = 0; l < LANGUAGES; l++) {
		before = "";
		for (size_t i = 0; (word = analysis_role_word((enum language)l, i)) != NULL; before = word, i++)
			if (strcmp(before, word) >= 0 || word_roles((enum language)l, word) == 0)
				fail_msg("\"%s\" stands before \"%s\", or has no role", before, word);
		assert_string_not_equal(before, "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_after_a_preposition_tells_for_whom_until_the_sentence_ends),
		cmocka_unit_test(who_the_customers_are_is_no_trade),
		cmocka_unit_test(what_stands_after_without_and_not_is_not_wanted),
		cmocka_unit_test(all_that_a_contract_does_not_cover_is_left_out_however_long_the_list),
		cmocka_unit_test(a_not_beside_what_is_covered_takes_nothing_away_from_what_follows),
		cmocka_unit_test(what_is_left_out_stays_so_whatever_it_is_without),
		cmocka_unit_test(what_a_buyer_does_himself_is_not_bought),
		cmocka_unit_test(have_is_a_verb_after_a_modal_and_a_garden_elsewhere),
		cmocka_unit_test(what_stands_in_the_name_of_a_place_a_house_or_a_street_says_nothing),
		cmocka_unit_test(the_words_with_a_role_are_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
