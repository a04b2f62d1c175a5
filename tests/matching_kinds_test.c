/* SPDX-License-Identifier: MPL-2.0 */
/* What codes and texts say of kinds of thing, with enterprises that have nothing but a code. */
#include <string.h>

#include "lib/analysis.h"
#include "lib/demand.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "lib/text.h"
#include "lib/topic_internal.h"
#include "tests/relevance.h"
#include "tests/support.h"

#define TOLD 45.0 /* the configuration's default threshold */
/* Of a division in common, by codes alone: more than what is beside, less than a group. */
#define LITTLE 5.0
#define MORE 23.0

struct set {
	struct arena *mem;
	struct collection reference; /* places and codes, nobody in it */
	struct match_index *index;
};

static int set_open(void **state)
{
	struct arena *mem = arena_open();
	struct set *set = arena_alloc(mem, sizeof *set);

	set->mem = mem;
	field_reference(mem, &set->reference);
	set->index = field_index(mem, &set->reference);
	*state = set;
	return 0;
}

/* Enterprises that say the same and differ in their code alone. */
static struct matches run(struct set *set, const char *const *codes, size_t count, const struct demand *demand)
{
	struct collection collection = set->reference;
	struct matches found;

	collection.enterprises = arena_array(set->mem, count, sizeof *collection.enterprises);
	collection.offerings = arena_array(set->mem, count, sizeof *collection.offerings);
	collection.enterprise_count = collection.offering_count = count;
	for (size_t i = 0; i < count; i++) {
		collection.enterprises[i] = (struct collection_enterprise){.id = (int64_t)i + 1, .name = codes[i],
			.pitch = "", .description = "", .employees = -1, .employees_target_group = -1};
		collection.offerings[i] = (struct collection_offering){.enterprise_id = (int64_t)i + 1,
			.title = "Xyz", .text = "", .cpv_codes = codes[i], .areas = "country:",
			.capacity_dkk = -1, .lead_time_days = -1};
	}
	match_index_put(set->index, &collection);
	assert_int_equal(match_demand(set->index, set->mem, demand, &(struct match_limits){.minimum = 0.1}, &found), OK);
	return found;
}

/* The same with a title and a text of each, and no code. */
static struct matches run_texts(struct set *set, const char *const (*texts)[2], size_t count, const char *title)
{
	struct collection collection = set->reference;
	struct demand demand = {.title = title, .text = "", .language = DANISH, .value_dkk = -1, .contract_starts = NO_DAY};
	struct matches found;

	collection.enterprises = arena_array(set->mem, count, sizeof *collection.enterprises);
	collection.offerings = arena_array(set->mem, count, sizeof *collection.offerings);
	collection.enterprise_count = collection.offering_count = count;
	for (size_t i = 0; i < count; i++) {
		collection.enterprises[i] = (struct collection_enterprise){.id = (int64_t)i + 1, .name = "",
			.pitch = "", .description = "", .employees = -1, .employees_target_group = -1};
		collection.offerings[i] = (struct collection_offering){.enterprise_id = (int64_t)i + 1,
			.title = texts[i][0], .text = texts[i][1], .language = DANISH, .cpv_codes = "",
			.areas = "country:", .capacity_dkk = -1, .lead_time_days = -1};
	}
	match_index_put(set->index, &collection);
	assert_int_equal(match_demand(set->index, set->mem, &demand, &(struct match_limits){.minimum = 0.1}, &found), OK);
	return found;
}

static double score_at(const struct matches *found, size_t number)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->at[i].organisation_id == (int64_t)number + 1)
			return found->at[i].score;
	return 0.0;
}

static void the_same_code_says_far_more_than_one_above_and_that_more_than_one_beside(void **state)
{
	static const char *const offered[] = {"55512000", "55510000", "55511000", "55321000", "90911000"};
	static const char *const wanted[] = {"55512000"};
	struct demand demand = {.title = "Uvw", .text = "", .cpv = wanted, .cpv_count = 1, .value_dkk = -1,
		.contract_starts = NO_DAY};
	struct matches found = run(*state, offered, 5, &demand);

	assert_true(score_at(&found, 0) >= TOLD);
	assert_true(score_at(&found, 1) < TOLD);
	for (size_t i = 0; i < 4; i++)
		assert_true(score_at(&found, i) > score_at(&found, i + 1));
	assert_true(score_at(&found, 4) <= 0.0);
}

static void a_neighbouring_trade_is_found_after_the_same_and_told_as_that(void **state)
{
	static const char *const offered[] = {"50830000", "18936000", "72400000"}; /* mending, cloth bags, internet */
	static const char *const wanted[] = {"18936000"};
	struct demand demand = {.title = "Uvw", .text = "", .cpv = wanted, .cpv_count = 1, .value_dkk = -1,
		.contract_starts = NO_DAY};
	struct matches found = run(*state, offered, 3, &demand);

	assert_int_equal(found.count, 2);
	assert_int_equal(found.at[0].organisation_id, 2);
	assert_int_equal(found.at[1].organisation_id, 1);
	assert_in_range((uintmax_t)found.at[1].score, 1, (uintmax_t)TOLD - 1);
	assert_non_null(strstr(found.at[1].reasons, "\"kind\":\"neighbour\""));
	assert_null(strstr(found.at[0].reasons, "\"kind\":\"neighbour\""));
}

static void who_wants_a_division_is_told_of_all_its_groups(void **state)
{
	/* office furniture, lamps, furnishing textiles; paint */
	static const char *const offered[] = {"39130000", "39292400", "39516000", "44810000"};
	static const char *const wanted[] = {"39000000"};
	struct demand demand = {.title = "Uvw", .text = "", .cpv = wanted, .cpv_count = 1, .value_dkk = -1,
		.contract_starts = NO_DAY};
	struct matches found = run(*state, offered, 4, &demand);

	assert_true(score_at(&found, 3) < LITTLE);
	for (size_t i = 0; i < 3; i++) {
		assert_true(found.at[i].score >= MORE);
		assert_non_null(strstr(found.at[i].reasons, "\"kind\":\"cpv\""));
	}
}

static void who_offers_a_division_is_found_for_its_groups_after_who_offers_them(void **state)
{
	static const char *const offered[] = {"15000000", "15800000", "03000000"};
	static const char *const wanted[] = {"15800000"};
	struct demand demand = {.title = "Uvw", .text = "", .cpv = wanted, .cpv_count = 1, .value_dkk = -1,
		.contract_starts = NO_DAY};
	struct matches found = run(*state, offered, 3, &demand);

	assert_true(score_at(&found, 1) > score_at(&found, 0));
	assert_true(score_at(&found, 0) >= LITTLE);
	assert_true(score_at(&found, 2) < score_at(&found, 0));
}

static void what_stands_in_every_notice_is_about_no_kind_of_thing(void **state)
{
	/* frames, candles, vests, tests of quality, help with the law */
	static const char *const offered[] = {"39298200", "39225600", "18200000", "72820000", "79100000"};
	struct demand demand = {.title = "Genudbud: rammeaftale, distrikt Vest", .language = DANISH, .value_dkk = -1,
		.text = "Anslået værdi 2 mio. kroner ekskl. moms. Kontrakten forlænges efter servicelovens og udbudslovens "
			"regler. Bedste forhold mellem pris og kvalitet. Vedståelsesfrist og spørgefrist ses i bilag.",
		.contract_starts = NO_DAY};
	struct matches found = run(*state, offered, 5, &demand);

	for (size_t i = 0; i < found.count; i++)
		assert_true(found.at[i].score < 10.0);
}

static void the_first_code_of_a_demand_counts_most(void **state)
{
	static const char *const offered[] = {"90911000", "55512000"};
	static const char *const wanted[] = {"55512000", "90911000"};
	struct demand demand = {.title = "Uvw", .text = "", .cpv = wanted, .cpv_count = 2, .value_dkk = -1,
		.contract_starts = NO_DAY};
	struct matches found = run(*state, offered, 2, &demand);

	assert_int_equal(found.count, 2);
	assert_int_equal(found.at[0].organisation_id, 2);
	assert_true(found.at[0].score > found.at[1].score + 2.0);
}

/* What the first of sixty scores whose code is wanted, when the others have this code. */
static double score_among(struct set *set, const char *others)
{
	static const char *const wanted[] = {"90911000"};
	struct demand demand = {.title = "Uvw", .text = "", .cpv = wanted, .cpv_count = 1, .value_dkk = -1,
		.contract_starts = NO_DAY};
	const char *offered[60] = {wanted[0]};

	for (size_t i = 1; i < 60; i++)
		offered[i] = others;
	struct matches found = run(set, offered, 60, &demand);
	return score_at(&found, 0);
}

static void a_code_that_the_words_contradict_says_less_than_they_do(void **state)
{
	static const char *const offered[] = {"85312000", "90911000"}; /* social work, cleaning */
	static const char *const wanted[] = {"85312000"};
	struct demand demand = {.title = "Rengøring i private hjem: gulvvask, støvsugning og vinduespudsning", .text = "",
		.cpv = wanted, .cpv_count = 1, .language = DANISH, .value_dkk = -1, .contract_starts = NO_DAY};
	struct matches found = run(*state, offered, 2, &demand);

	assert_true(score_at(&found, 1) > score_at(&found, 0));
	assert_true(score_at(&found, 0) > LITTLE);
}

static void where_no_code_was_given_a_long_text_does_not_drown_the_title(void **state)
{
	static const char *const offered[] = {"90911000"}; /* cleaning */
	struct demand demand = {.title = "Rengøring", .text = "Bogføring, lønbogholderi, kreditorer.",
		.language = DANISH, .value_dkk = -1, .contract_starts = NO_DAY};
	struct matches found = run(*state, offered, 1, &demand);
	double alone = score_at(&found, 0);

	demand.text = "Bogføring, lønbogholderi, kreditorer, debitorer, momsregnskab, årsregnskab, fakturering, revision, "
		"skatterådgivning, kontering, afstemning af bank, regnskabsassistance, lønadministration, budget.";
	found = run(*state, offered, 1, &demand);
	assert_true(score_at(&found, 0) > 0.6 * alone);
}

static void a_kind_that_many_have_says_less(void **state)
{
	double rare = score_among(*state, "55512000"), common = score_among(*state, "90911000");

	assert_true(common < rare - 2.0);
	assert_true(common > TOLD);
}

static void who_does_several_things_is_less_about_each_but_not_by_far(void **state)
{
	static const char *const offered[][2] = {
		{"", "Rengøring."},
		{"", "Rengøring, kantine, maling og havearbejde."},
	};
	struct matches found = run_texts(*state, offered, 2, "Rengøring");

	assert_true(score_at(&found, 1) < score_at(&found, 0));
	assert_true(score_at(&found, 1) > 0.7 * score_at(&found, 0));
}

static void who_does_ten_things_is_found_for_each_by_its_kind(void **state)
{
	static const char *const offered[][2] = {{"", "Rengøring, kantine, maling, havearbejde, vaskeri, trykkeri, "
		"cykelværksted, bogføring, flytning og systue."}};
	/* each by a word that the text does not have */
	static const char *const wanted[] = {"Gulvvask og vinduespudsning", "Frokostordning", "Malerarbejde", "Hækklipning",
		"Tøjvask", "Tryksager", "Reparation af cykler", "Lønregnskab", "Flyttemænd", "Skrædder"};

	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		struct matches found = run_texts(*state, offered, 1, wanted[i]);
		if (score_at(&found, 0) < LITTLE)
			fail_msg("%s: %.1f", wanted[i], score_at(&found, 0));
	}
}

static void a_word_that_only_looks_like_a_thing_tells_no_kind(void **state)
{
	/* a car, a double bass, a book, a school */
	static const char *const offered[][2] = {{"", "Biler."}, {"", "Basser."}, {"", "Trykte bøger og skrifter."},
		{"", "Skoleklasser."}};
	struct matches found = run_texts(*state, offered, 4, "Billigt og baseret på skriftlige forslag i klasser");

	for (size_t i = 0; i < found.count; i++)
		assert_null(strstr(found.at[i].reasons, "\"kind\":\"likely_cpv\""));
	found = run_texts(*state, offered, 4, "Folkeskole");
	assert_true(found.count > 0);
	assert_int_equal(found.at[0].organisation_id, 4);
	assert_non_null(strstr(found.at[0].reasons, "\"kind\":\"likely_cpv\""));
}

/* The squares of the kinds of an offering, each before it was rounded up to a byte; common_kinds.h counts on no more than 1. */
static double squares_of(struct set *set)
{
	OWNED(reading_end) struct reading reading = reading_begin(set->index);
	const struct snapshot *s = reading.snapshot;
	uint32_t document = s->enterprises[0].documents.from + 1; /* behind the pitch */
	struct document_terms kinds = document_kinds(s->document_vectors.units, s->document_vectors.of[document]);
	double squares = 0.0;

	assert_int_equal(s->documents[document].kind, DOCUMENT_OFFERING);
	for (uint32_t i = 0; i < kinds.count; i++)
		squares += (kinds.weights[i] - 1.0) * (kinds.weights[i] - 1.0) / (WEIGHT_WHOLE * WEIGHT_WHOLE);
	return squares;
}

static void who_offers_many_divisions_is_not_about_more_than_one_whole(void **state)
{
	static const char *const offered[] = {"15000000", "15000000 31000000 39000000 50000000",
		("15000000 18000000 19000000 22000000 24000000 30000000 31000000 33000000 34000000 35000000 37000000 38000000 39000000 "
		"42000000 44000000 45000000 48000000 50000000 55000000 60000000 63000000 65000000 71000000 77000000 79000000")};
	struct demand demand = {.title = "", .text = "", .language = DANISH, .value_dkk = -1, .contract_starts = NO_DAY};

	for (size_t i = 0; i < sizeof offered / sizeof *offered; i++) {
		run(*state, &offered[i], 1, &demand);
		assert_true(squares_of(*state) > 0.2);
		assert_true(squares_of(*state) <= 1.0);
	}
}

static void closeness_follows_the_tree_of_codes(void **state)
{
	(void)state;
	for (int level = LEVEL_DIVISION; level < LEVEL_CODE; level++)
		assert_true(level_closeness((enum node_level)level) <
			level_closeness((enum node_level)(level + 1)));
	assert_true(level_closeness(LEVEL_DIVISION) < 0.2);
	assert_true(level_closeness(LEVEL_CODE) >= 1.0);
}

static void whose_it_is_says_less_than_what_it_is(void **state)
{
	struct set *set = *state;
	struct cpv_suggestion *list;
	size_t count;

	match_index_put(set->index, &set->reference);
	assert_int_equal(cpv_suggest(set->index, set->mem, "Bilvask af hjemmeplejens flåde", DANISH, 5, &list, &count), OK);
	assert_true(count > 0);
	assert_string_equal(list[0].code, "50112300");
	assert_true((word_roles(DANISH, "hjemmeplejens") & ROLE_POSSESSOR) != 0);
	assert_true((word_roles(DANISH, "borgernes") & ROLE_POSSESSOR) != 0);
	assert_true((word_roles(DANISH, "hjemmeplejen") & ROLE_POSSESSOR) == 0);
	assert_true((word_roles(DANISH, "licens") & ROLE_POSSESSOR) == 0);
	assert_true((word_roles(DUTCH, "wassen") & ROLE_POSSESSOR) == 0);
}

static void assert_first_code(struct set *set, const char *text, const char *code)
{
	struct cpv_suggestion *list;
	size_t count;

	match_index_put(set->index, &set->reference);
	assert_int_equal(cpv_suggest(set->index, set->mem, text, DANISH, 1, &list, &count), OK);
	assert_int_equal(count, 1);
	assert_string_equal(list[0].code, code);
}

static void words_that_make_a_phrase_together_say_more_than_each_alone(void **state)
{
	assert_first_code(*state, "møbler", "39100000");
	assert_first_code(*state, "Reparation af møbler", "50850000");
	assert_first_code(*state, "vi reparerer et møbel", "50850000");
}

static void a_name_that_the_text_does_not_meet_tells_little_of_what_is_sold(void **state)
{
	static const char *const offered[][2] = {
		{"Systuen", "Grovbrød, boller og kager, bagt om natten."},
		{"Nålen", "Systue: gardiner, puder og forklæder."},
		{"Systuen", "Gardiner og puder efter mål."},
	};
	struct matches found = run_texts(*state, offered, 3, "Syning af gardiner og puder på en systue");

	assert_true(score_at(&found, 1) > TOLD);
	assert_true(score_at(&found, 2) > TOLD);
	assert_true(score_at(&found, 0) < score_at(&found, 2) / 3.0);
}

/* How much a word votes in all, said so many times. */
static float said_of(struct set *set, const char *word, int times)
{
	OWNED(reading_end) struct reading reading = reading_begin(set->index);
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(reading.snapshot);
	OWNED(buffer_close) struct buffer text = {0};
	float said = 0.0F;

	for (int i = 0; i < times; i++)
		buffer_printf(&text, "%s. ", word);
	topic_begin(topic.topic);
	topic_text(topic.topic, text.bytes, DANISH, 0.5F);
	for (size_t i = 0; i < topic.topic->mention_count; i++)
		said += topic.topic->mentions[i].said;
	return said;
}

/* The second is no word, only nearly one. */
static void a_word_that_is_said_again_and_again_votes_once(void **state)
{
	static const char *const words[] = {"vedligeholdelse", "vedligeholdelsqx"};
	struct set *set = *state;

	match_index_put(set->index, &set->reference);
	for (size_t i = 0; i < 2; i++) {
		float once = said_of(set, words[i], 1);
		assert_true(once > 0.0F);
		assert_true(said_of(set, words[i], 100) <= 1.0F);
		assert_true(said_of(set, words[i], 3) < 1.5F * once);
	}
}

/* "praktisk" and "hjælp" are in many texts; together they are what municipalities call home help. */
static void practical_help_is_home_help_and_what_is_practical_besides_is_not(void **state)
{
	static const char *const offers[][2] = {
		{"Hjemmehjælp", "Bad, påklædning og oprydning hos ældre i eget hjem"},
		{"Kurser i projektledelse", "Praktiske øvelser i grupper"},
		{"Kantinedrift", "Praktisk beliggende ved stationen"},
	};
	static const char *const titles[] = {"Personlig og praktisk hjælp", "Praktisk hjælp i hjemmet"};

	for (size_t i = 0; i < 2; i++) {
		struct matches found = run_texts(*state, offers, 3, titles[i]);
		assert_true(score_at(&found, 0) >= TOLD);
		assert_true(score_at(&found, 1) < TOLD);
		assert_true(score_at(&found, 2) < TOLD);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_code_says_far_more_than_one_above_and_that_more_than_one_beside),
		cmocka_unit_test(a_neighbouring_trade_is_found_after_the_same_and_told_as_that),
		cmocka_unit_test(who_wants_a_division_is_told_of_all_its_groups),
		cmocka_unit_test(who_offers_a_division_is_found_for_its_groups_after_who_offers_them),
		cmocka_unit_test(what_stands_in_every_notice_is_about_no_kind_of_thing),
		cmocka_unit_test(the_first_code_of_a_demand_counts_most),
		cmocka_unit_test(a_code_that_the_words_contradict_says_less_than_they_do),
		cmocka_unit_test(where_no_code_was_given_a_long_text_does_not_drown_the_title),
		cmocka_unit_test(a_kind_that_many_have_says_less),
		cmocka_unit_test(who_does_several_things_is_less_about_each_but_not_by_far),
		cmocka_unit_test(who_does_ten_things_is_found_for_each_by_its_kind),
		cmocka_unit_test(a_word_that_only_looks_like_a_thing_tells_no_kind),
		cmocka_unit_test(who_offers_many_divisions_is_not_about_more_than_one_whole),
		cmocka_unit_test(closeness_follows_the_tree_of_codes),
		cmocka_unit_test(whose_it_is_says_less_than_what_it_is),
		cmocka_unit_test(words_that_make_a_phrase_together_say_more_than_each_alone),
		cmocka_unit_test(a_name_that_the_text_does_not_meet_tells_little_of_what_is_sold),
		cmocka_unit_test(practical_help_is_home_help_and_what_is_practical_besides_is_not),
		cmocka_unit_test(a_word_that_is_said_again_and_again_votes_once),
	};

	return cmocka_run_group_tests(tests, set_open, field_state_close);
}
