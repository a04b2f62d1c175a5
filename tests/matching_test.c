/* SPDX-License-Identifier: MPL-2.0 */
/* Whether matching finds what a person would: on the judged set in tests/relevance, and rule by rule. */
#include <math.h>
#include <string.h>

#include "lib/matching_score.h"
#include "lib/matching_why.h"
#include "lib/reading.h"
#include "lib/reasons.h"
#include "lib/search.h"
#include "lib/text.h"
#include "tests/relevance.h"
#include "tests/support.h"

#define TOLD 45.0 /* the configuration's default threshold */
#define TODAY 20000

struct set {
	struct arena *mem;
	struct collection collection;
	struct match_index *index;
	struct judged_lines lines;
};

static int set_open(void **state)
{
	struct arena *mem = arena_open();
	struct set *set = arena_alloc(mem, sizeof *set);

	set->mem = mem;
	field_offers(mem, &set->collection);
	set->index = field_index(mem, &set->collection);
	set->lines = field_lines(mem);
	*state = set;
	return 0;
}

static const char *offer_name(const struct set *set, int64_t id)
{
	return set->collection.enterprises[id - 1].name;
}

static int64_t offer_id(const struct set *set, const char *name)
{
	for (size_t i = 0; i < set->collection.enterprise_count; i++)
		if (strcmp(set->collection.enterprises[i].name, name) == 0)
			return set->collection.enterprises[i].id;
	fail_msg("no offer %s", name);
	return 0;
}

static struct demand *line_demand(struct set *set, const char *name)
{
	for (size_t i = 0; i < set->lines.count; i++)
		if (strcmp(set->lines.at[i].name, name) == 0)
			return arena_copy(set->mem, &set->lines.at[i].demand, sizeof(struct demand));
	fail_msg("no line %s", name);
	return NULL;
}

static struct matches run(struct set *set, const struct demand *demand, double minimum)
{
	struct matches found;

	assert_int_equal(match_demand(set->index, set->mem, demand,
		&(struct match_limits){.minimum = minimum, .today = TODAY}, &found), OK);
	return found;
}

static double score_of(const struct set *set, const struct matches *found, const char *offer)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->at[i].organisation_id == offer_id(set, offer))
			return found->at[i].score;
	return 0.0;
}

/* ---- the judged set ---- */

struct figures {
	double ndcg;
	size_t judged, first_three, told_right, told_wrong, told_where_none_fits;
};

/* The gain of the judged offers in the best order. */
static double ideal_gain(struct set *set, const char *line)
{
	double gain = 0.0;
	size_t place = 0;

	for (int grade = 3; grade > 0; grade--)
		for (size_t i = 0; i < set->collection.enterprise_count; i++)
			if (field_grade(set->mem, line, set->collection.enterprises[i].name) == grade &&
				place < 10)
				gain += (exp2(grade) - 1.0) / log2((double)place++ + 2.0);
	return gain;
}

static void measure_line(struct set *set, const struct judged_line *line, const struct demand *demand,
	struct figures *figures)
{
	struct matches found = run(set, demand, 0.1);
	double gain = 0.0, ideal = ideal_gain(set, line->name);
	bool early = false;

	for (size_t i = 0; i < found.count; i++) {
		int grade = field_grade(set->mem, line->name,
			offer_name(set, found.at[i].organisation_id));
		if (i < 10)
			gain += (exp2(grade) - 1.0) / log2((double)i + 2.0);
		early = early || (i < 3 && grade > 0);
		if (found.at[i].score < TOLD)
			continue;
		figures->told_right += grade > 0;
		figures->told_wrong += grade == 0;
		figures->told_where_none_fits += ideal <= 0.0;
	}
	if (ideal > 0.0) {
		figures->ndcg += gain / ideal;
		figures->judged++;
		figures->first_three += early;
	}
}

static struct figures measure(struct set *set, bool codes)
{
	struct figures figures = {0};

	for (size_t i = 0; i < set->lines.count; i++) {
		struct demand demand = set->lines.at[i].demand;
		if (!codes)
			demand.cpv_count = 0;
		measure_line(set, &set->lines.at[i], &demand, &figures);
	}
	figures.ndcg /= (double)figures.judged;
	print_message("%s: nDCG@10 %.3f, %zu of %zu in the first three, told %zu right %zu wrong\n",
		codes ? "with codes" : "texts alone", figures.ndcg, figures.first_three, figures.judged,
		figures.told_right, figures.told_wrong);
	return figures;
}

static void with_codes_the_judged_suppliers_come_first(void **state)
{
	struct figures figures = measure(*state, true);

	assert_true(figures.judged >= 20);
	assert_true(figures.ndcg >= 0.95);
	assert_int_equal(figures.first_three, figures.judged);
	assert_true(figures.told_wrong <= 3);
	assert_true(figures.told_right >= 26);
}

static void from_texts_alone_the_judged_suppliers_come_first(void **state)
{
	struct figures figures = measure(*state, false);

	assert_true(figures.ndcg >= 0.90);
	assert_true(figures.first_three + 1 >= figures.judged);
	assert_true(figures.told_wrong <= 3);
	assert_true(figures.told_right >= 20);
}

static void where_nothing_fits_nobody_is_told(void **state)
{
	assert_int_equal(measure(*state, true).told_where_none_fits, 0);
	assert_int_equal(measure(*state, false).told_where_none_fits, 0);
}

/* ---- rule by rule ---- */

static void a_sewer_inspection_does_not_bring_a_canteen_though_both_say_drift(void **state)
{
	struct set *set = *state;
	struct matches found = run(set, line_demand(set, "kloak"), 0.1);

	assert_true(score_of(set, &found, "kantinen") < 15.0);
}

static void general_words_alone_never_make_a_match(void **state)
{
	struct set *set = *state;
	struct demand demand = {
		.title = "Levering af service til kommunen",
		.text = "Kommunen ønsker en leverandør til drift og levering af ydelser og opgaver.",
		.language = DANISH,
		.value_dkk = -1,
		.contract_starts = NO_DAY,
	};

	assert_int_equal(run(set, &demand, 30.0).count, 0);
}

/* What the words of a text say together. */
static float words_weight(struct set *set, struct arena *mem, const char *text)
{
	OWNED(reading_end) struct reading reading = reading_begin(set->index);
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(reading.snapshot);
	struct demand demand = {.title = "", .text = text, .value_dkk = -1, .contract_starts = NO_DAY};
	struct prepared prepared;
	float sum = 0.0F;

	demand_prepare(reading.snapshot, topic.topic, mem, &demand, &prepared);
	for (size_t i = 0; i < prepared.group_count; i++)
		sum += prepared.groups[i].weight;
	return sum;
}

/* Whether somebody says the word or nobody. */
static void a_word_that_is_said_a_hundred_times_is_never_worth_more_than_two(void **state)
{
	static const char *const words[] = {"smørrebrød ", "zwxqvj "};
	OWNED(arena_close) struct arena *mem = arena_open();

	for (size_t w = 0; w < 2; w++) {
		OWNED(buffer_close) struct buffer often = {0};
		float once = words_weight(*state, mem, words[w]);
		for (int i = 0; i < 100; i++)
			buffer_text(&often, words[w]);
		float said = words_weight(*state, mem, often.bytes);
		assert_true(once > 0.0F);
		assert_true(said > 1.5F * once);
		assert_true(said <= 2.001F * once);
	}
}

static void the_name_of_a_municipality_is_no_evidence(void **state)
{
	struct set *set = *state;
	struct demand demand = {
		.title = "Silkeborg Kolding Vejle",
		.text = "I Silkeborg, Kolding og Vejle",
		.language = DANISH,
		.value_dkk = -1,
		.contract_starts = NO_DAY,
	};

	assert_int_equal(run(set, &demand, 0.1).count, 0);
}

/* Two letters changed places: a word that nobody has. */
static void a_misspelled_demand_finds_who_fits(void **state)
{
	struct set *set = *state;
	struct demand demand = {.title = "Frkoost", .text = "", .language = DANISH, .value_dkk = -1,
		.contract_starts = NO_DAY};
	struct matches found = run(set, &demand, 0.1);

	assert_true(score_of(set, &found, "kantinen") > 0.0);
}

static void who_does_not_deliver_there_is_left_out(void **state)
{
	struct set *set = *state;
	struct demand *demand = line_demand(set, "kantinedrift");
	struct matches found;

	demand->municipality_code = "0101"; /* in another region than the canteen delivers to */
	found = run(set, demand, 0.1);
	assert_true(score_of(set, &found, "kantinen") <= 0.0);
	demand->municipality_code = "0751";
	found = run(set, demand, 0.1);
	assert_true(score_of(set, &found, "kantinen") > 60.0);
}

static void a_reserved_line_leaves_out_who_has_less_than_30_percent(void **state)
{
	struct set *set = *state;
	struct demand *demand = line_demand(set, "kantinedrift");
	int64_t id = offer_id(set, "kantinen");
	struct matches found;

	demand->reserved = true;
	set->collection.enterprises[id - 1].employees_target_group = 3; /* of 10 */
	match_index_put(set->index, &set->collection);
	found = run(set, demand, 0.1);
	assert_true(score_of(set, &found, "kantinen") > 60.0);

	set->collection.enterprises[id - 1].employees_target_group = 2;
	match_index_put(set->index, &set->collection);
	found = run(set, demand, 0.1);
	assert_true(score_of(set, &found, "kantinen") <= 0.0);

	set->collection.enterprises[id - 1].employees_target_group = -1;
	match_index_put(set->index, &set->collection);
	found = run(set, demand, 0.1);
	assert_true(score_of(set, &found, "kantinen") <= 0.0);
	set->collection.enterprises[id - 1].employees_target_group = 5;
	match_index_put(set->index, &set->collection);
}

static void nearer_is_better(void **state)
{
	struct set *set = *state;
	struct demand *demand = line_demand(set, "kantinedrift");
	double seated, neighbour, region;
	struct matches found;

	demand->municipality_code = "0740"; /* its own */
	found = run(set, demand, 0.1);
	seated = score_of(set, &found, "kantinen");
	demand->municipality_code = "0746"; /* Skanderborg, which borders on it */
	found = run(set, demand, 0.1);
	neighbour = score_of(set, &found, "kantinen");
	demand->municipality_code = "0706"; /* Syddjurs, in the region */
	found = run(set, demand, 0.1);
	region = score_of(set, &found, "kantinen");
	assert_true(seated > neighbour);
	assert_true(neighbour > region);
}

static void too_small_and_too_late_cost_points_and_say_so(void **state)
{
	struct set *set = *state;
	struct demand *demand = line_demand(set, "kantinedrift");
	int64_t id = offer_id(set, "kantinen");
	struct collection_offering *offering = &set->collection.offerings[id - 1];

	demand->value_dkk = 1000000;
	demand->contract_starts = TODAY + 10;
	offering->capacity_dkk = 2000000;
	offering->lead_time_days = 5;
	match_index_put(set->index, &set->collection);
	struct matches found = run(set, demand, 0.1);
	double able = score_of(set, &found, "kantinen");

	offering->capacity_dkk = 100000;
	offering->lead_time_days = 60;
	match_index_put(set->index, &set->collection);
	found = run(set, demand, 0.1);
	double unable = score_of(set, &found, "kantinen");
	assert_true(able > unable + 20.0);
	assert_non_null(strstr(found.at[0].reasons, "\"capacity\",\"points\":-"));
	assert_non_null(strstr(found.at[0].reasons, "\"lead_time\",\"points\":-12"));
	offering->capacity_dkk = offering->lead_time_days = -1;
	match_index_put(set->index, &set->collection);
}

/* The greatest that forms take: 1,000,000 million. */
static void a_capacity_of_thousands_of_millions_covers_a_value_as_great_and_none_that_is_greater(void **state)
{
	static const int64_t values[] = {2147483648, 4294967294, 4294967295, 10000000000, 1000000000000};
	struct set *set = *state;
	struct demand *demand = line_demand(set, "kantinedrift");
	struct collection_offering *offering = &set->collection.offerings[offer_id(set, "kantinen") - 1];

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		offering->capacity_dkk = values[i];
		match_index_put(set->index, &set->collection);
		demand->value_dkk = values[i] / 1000 * 1000;
		struct matches found = run(set, demand, 0.1);
		double able = score_of(set, &found, "kantinen");
		demand->value_dkk = 4 * values[i];
		found = run(set, demand, 0.1);
		assert_true(able > score_of(set, &found, "kantinen") + 10.0);
	}
	offering->capacity_dkk = -1;
	match_index_put(set->index, &set->collection);
}

static void an_english_offer_meets_a_danish_line_by_its_code(void **state)
{
	struct set *set = *state;
	struct demand *demand = line_demand(set, "moedemad");

	demand->municipality_code = "0101";
	struct matches found = run(set, demand, TOLD);
	assert_true(score_of(set, &found, "catering_en") >= TOLD);
}

static void both_directions_give_the_same_score(void **state)
{
	struct set *set = *state;
	struct collection_line lines[3] = {
		{.id = 7, .demand = *line_demand(set, "kantinedrift"), .buyer_name = "Silkeborg",
			.dialogue_ends = NO_DAY},
		{.id = 8, .demand = *line_demand(set, "kantinedrift"), .buyer_name = "Silkeborg",
			.dialogue_ends = TODAY - 1},
		{.id = 9, .demand = *line_demand(set, "kantinedrift"), .buyer_name = "Silkeborg",
			.dialogue_ends = NO_DAY, .in_tender = true},
	};
	struct matches forth, back;

	set->collection.lines = lines;
	set->collection.line_count = 3;
	match_index_put(set->index, &set->collection);
	forth = run(set, &lines[0].demand, TOLD);
	assert_int_equal(match_enterprise(set->index, set->mem, offer_id(set, "kantinen"),
		&(struct match_limits){.minimum = TOLD, .today = TODAY}, &back), OK);
	assert_int_equal(back.count, 1); /* not the ended dialogue, not the tender */
	assert_int_equal(back.at[0].line_id, 7);
	assert_true(fabs(back.at[0].score - score_of(set, &forth, "kantinen")) < 0.05);
	assert_string_equal(back.at[0].reasons, forth.at[0].reasons);
	set->collection.line_count = 0;
	match_index_put(set->index, &set->collection);
}

/* How likely a text is about cleaning. */
static double cleaning(struct set *set, const char *text)
{
	struct cpv_suggestion *list;
	size_t count;
	double sum = 0.0;

	assert_int_equal(cpv_suggest(set->index, set->mem, text, DANISH, 20, &list, &count), OK);
	for (size_t i = 0; i < count; i++)
		sum += text_starts(list[i].code, "909") ? list[i].probability : 0.0;
	return sum;
}

static void what_is_said_not_to_be_wanted_is_not(void **state)
{
	struct set *set = *state;
	struct demand with = {.title = "Drift af kantine", .text = "Opgaven omfatter rengøring.", .value_dkk = -1,
		.contract_starts = NO_DAY};
	struct demand without = with;
	struct matches found;

	without.text = "Opgaven omfatter ikke rengøring.";
	found = run(set, &with, 0.1);
	double wanted = score_of(set, &found, "rengoring");
	found = run(set, &without, 0.1);
	assert_true(score_of(set, &found, "rengoring") < 0.5 * wanted);
	assert_true(cleaning(set, "kantine og rengøring") > cleaning(set, "kantine, ikke rengøring"));
	assert_true(cleaning(set, "ikke kun kantine og rengøring") > cleaning(set, "kantine, ikke rengøring"));
	assert_true(cleaning(set, "ikke kantine, men rengøring") > cleaning(set, "kantine, ikke rengøring"));
}

/* What rengoring scores for a canteen with a second sentence. */
static double beside(struct set *set, const char *text)
{
	struct demand demand = {.title = "Drift af kantine", .text = text, .value_dkk = -1, .contract_starts = NO_DAY};
	struct matches found = run(set, &demand, 0.1);

	return score_of(set, &found, "rengoring");
}

static void a_sentence_beside_the_matter_says_less_unless_it_comes_first_or_tells_the_scope(void **state)
{
	struct set *set = *state;
	double said = beside(set, "Der er plads til 80 gæster. Fra august også rengøring.");
	double paid = beside(set, "Der er plads til 80 gæster. Fra august faktureres også rengøring.");
	double scope = beside(set, "Der er plads til 80 gæster. Fra august omfatter kontrakten også rengøring.");
	double first = beside(set, "Fra august faktureres også rengøring. Der er plads til 80 gæster.");

	assert_true(paid > 0.0);
	assert_true(paid < 0.7 * said);
	assert_true(scope > 0.8 * said);
	assert_true(first > 1.3 * paid);
}

static struct match_why why(struct set *set, const struct demand *demand, int64_t enterprise)
{
	struct match_why out;

	match_why_demand(set->index, set->mem, demand, enterprise,
		&(struct match_limits){.minimum = TOLD, .today = TODAY}, &out);
	return out;
}

static void whoever_asks_is_told_why_an_enterprise_does_not_fit(void **state)
{
	struct set *set = *state;
	struct demand *kantine = line_demand(set, "kantinedrift"), *kloak = line_demand(set, "kloak");
	int64_t id = offer_id(set, "kantinen");
	struct match_why fits = why(set, kantine, id);

	assert_int_equal(fits.kind, WHY_FITS);
	assert_true(fits.score >= TOLD);
	assert_string_not_equal(fits.reasons, "[]");
	assert_int_not_equal(why(set, kloak, id).kind, WHY_FITS);
	assert_int_equal(why(set, kantine, 9999).kind, WHY_NOT_APPROVED);
	kantine->municipality_code = "0400"; /* on another island than where it delivers */
	assert_int_equal(why(set, kantine, id).kind, WHY_NOT_DELIVERED);
	kantine->municipality_code = "0740";
	kantine->reserved = true; /* half of its employed are: it may */
	assert_int_equal(why(set, kantine, id).kind, id % 2 == 1 ? WHY_FITS : WHY_NOT_RESERVED);
	set->collection.enterprises[id - 1].employees_target_group = 1;
	match_index_put(set->index, &set->collection);
	assert_int_equal(why(set, kantine, id).kind, WHY_NOT_RESERVED);
	set->collection.enterprises[id - 1].employees_target_group = 5;
	match_index_put(set->index, &set->collection);
	assert_string_equal(match_why_text(NULL, ENGLISH, WHY_NOT_DELIVERED),
		"Nothing that it offers is delivered there.");
}

static void reasons_are_at_most_five_strongest_first_and_told_in_words(void **state)
{
	struct set *set = *state;
	struct matches found = run(set, line_demand(set, "kantinedrift"), TOLD);
	json_t *model = reasons_model(set->mem, NULL, ENGLISH, found.at[0].reasons);
	double before = 1000.0;

	assert_in_range(json_array_size(model), 2, REASONS_MOST);
	for (size_t i = 0; i < json_array_size(model); i++) {
		json_t *reason = json_array_get(model, i);
		double points = fabs(json_number_value(json_object_get(reason, "points")));
		assert_true(points <= before);
		before = points;
		assert_false(text_is_blank(json_string_value(json_object_get(reason, "text"))));
	}
	json_decref(model);
	assert_string_equal(reasons_text(set->mem, NULL, ENGLISH,
		"[{\"kind\":\"cpv\",\"points\":31.5,\"code\":\"55510000\",\"names\":{\"da\":\"Kantine\","
		"\"en\":\"Canteen\",\"nl\":\"Kantine\"}},"
		"{\"kind\":\"words\",\"points\":9,\"words\":[\"kantine\",\"frokost\"]},"
		"{\"kind\":\"capacity\",\"points\":-3},{\"kind\":\"of a later version\"}]"),
		"Same kind of product or service (CPV 5551): Canteen; The words kantine, frokost; The order may be too large");
	assert_string_equal(reasons_text(set->mem, NULL, ENGLISH, "not JSON"), "");
}

static void a_general_word_is_no_reason(void **state)
{
	struct set *set = *state;
	struct demand demand = {
		.title = "Levering af service og drift af kantine",
		.text = "",
		.language = DANISH,
		.value_dkk = -1,
		.contract_starts = NO_DAY,
	};
	struct matches found = run(set, &demand, 0.1);

	assert_true(found.count > 0);
	assert_non_null(strstr(found.at[0].reasons, "\"kantine\""));
	for (size_t i = 0; i < found.count; i++) {
		assert_null(strstr(found.at[i].reasons, "\"service\""));
		assert_null(strstr(found.at[i].reasons, "\"levering\""));
		assert_null(strstr(found.at[i].reasons, "\"drift\""));
	}
}

static void a_limit_keeps_the_best(void **state)
{
	struct set *set = *state;
	struct matches all = run(set, line_demand(set, "gaver"), 0.1), one;

	assert_true(all.count > 1);
	assert_int_equal(match_demand(set->index, set->mem, line_demand(set, "gaver"),
		&(struct match_limits){.minimum = 0.1, .limit = 1, .today = TODAY}, &one), OK);
	assert_int_equal(one.count, 1);
	assert_int_equal(one.at[0].organisation_id, all.at[0].organisation_id);
	for (size_t i = 1; i < all.count; i++)
		assert_true(all.at[i].score <= all.at[i - 1].score);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(with_codes_the_judged_suppliers_come_first),
		cmocka_unit_test(from_texts_alone_the_judged_suppliers_come_first),
		cmocka_unit_test(where_nothing_fits_nobody_is_told),
		cmocka_unit_test(a_sewer_inspection_does_not_bring_a_canteen_though_both_say_drift),
		cmocka_unit_test(general_words_alone_never_make_a_match),
		cmocka_unit_test(a_word_that_is_said_a_hundred_times_is_never_worth_more_than_two),
		cmocka_unit_test(the_name_of_a_municipality_is_no_evidence),
		cmocka_unit_test(a_misspelled_demand_finds_who_fits),
		cmocka_unit_test(who_does_not_deliver_there_is_left_out),
		cmocka_unit_test(a_reserved_line_leaves_out_who_has_less_than_30_percent),
		cmocka_unit_test(nearer_is_better),
		cmocka_unit_test(too_small_and_too_late_cost_points_and_say_so),
		cmocka_unit_test(a_capacity_of_thousands_of_millions_covers_a_value_as_great_and_none_that_is_greater),
		cmocka_unit_test(an_english_offer_meets_a_danish_line_by_its_code),
		cmocka_unit_test(both_directions_give_the_same_score),
		cmocka_unit_test(what_is_said_not_to_be_wanted_is_not),
		cmocka_unit_test(a_sentence_beside_the_matter_says_less_unless_it_comes_first_or_tells_the_scope),
		cmocka_unit_test(whoever_asks_is_told_why_an_enterprise_does_not_fit),
		cmocka_unit_test(reasons_are_at_most_five_strongest_first_and_told_in_words),
		cmocka_unit_test(a_general_word_is_no_reason),
		cmocka_unit_test(a_limit_keeps_the_best),
	};

	return cmocka_run_group_tests(tests, set_open, field_state_close);
}
