/* SPDX-License-Identifier: MPL-2.0 */
/* Whether tuning learns what answers say, only when there are enough, and what weights a setting gives. */
#include <math.h>
#include <string.h>

#include "lib/matching_tune.h"
#include "lib/reading.h"
#include "tests/relevance.h"
#include "tests/support.h"

#define ANSWERS 120
#define TOLD 45.0

/* Made-up answers: in this installation codes are chosen carelessly, words are what counts. */
static void answers_by_words(struct tune_answer answers[ANSWERS])
{
	for (size_t i = 0; i < ANSWERS; i++) {
		double words = (double)(i * 37 % 100) / 100.0, kinds = (double)(i * 53 % 100) / 100.0;
		answers[i] = (struct tune_answer){
			.found = {.kinds = kinds, .words = words},
			.coded = true,
			.right = words > 0.4,
		};
	}
}

static void tuning_learns_from_answers_what_held_out_ones_confirm(void **state)
{
	struct tune_answer answers[ANSWERS];
	double before[WEIGHTS];
	struct tuned tuned;

	(void)state;
	answers_by_words(answers);
	weights_read(NULL, before);
	assert_int_equal(tune_fit(answers, ANSWERS, before, TOLD, &tuned), OK);
	assert_int_equal(tuned.fitted + tuned.held_out, ANSWERS);
	assert_true(tuned.weights[W_KINDS] < before[W_KINDS]);
	assert_true(tuned.loss_after < tuned.loss_before);
	assert_true(tuned.right_after >= tuned.right_before);
	assert_true(fabs(tuned.weights[W_SEATED] - before[W_SEATED]) < 1e-9); /* not a matter of answers */
}

static void what_is_held_out_is_not_learned_from(void **state)
{
	struct tune_answer answers[ANSWERS];
	double before[WEIGHTS];
	struct tuned first, second;

	(void)state;
	answers_by_words(answers);
	weights_read(NULL, before);
	assert_int_equal(tune_fit(answers, ANSWERS, before, TOLD, &first), OK);
	for (size_t i = 2; i < ANSWERS; i += 3)
		answers[i].right = !answers[i].right;
	assert_int_equal(tune_fit(answers, ANSWERS, before, TOLD, &second), OK);
	assert_memory_equal(first.weights, second.weights, sizeof first.weights);
	assert_true(second.loss_after > first.loss_after);
}

static void few_answers_or_answers_of_one_kind_shift_nothing(void **state)
{
	struct tune_answer answers[ANSWERS];
	double before[WEIGHTS];
	struct tuned tuned;

	(void)state;
	answers_by_words(answers);
	weights_read(NULL, before);
	assert_int_equal(tune_fit(answers, TUNE_ANSWERS_LEAST - 1, before, TOLD, &tuned), CONFLICT);
	assert_memory_equal(tuned.weights, before, sizeof before);
	for (size_t i = 0; i < ANSWERS; i++)
		answers[i].right = true;
	assert_int_equal(tune_fit(answers, ANSWERS, before, TOLD, &tuned), CONFLICT);
	assert_memory_equal(tuned.weights, before, sizeof before);
}

static void a_setting_gives_weights_and_what_is_wrong_in_it_is_passed_over(void **state)
{
	double with[WEIGHTS], defaults[WEIGHTS];

	(void)state;
	weights_read(NULL, defaults);
	weights_read("kinds_rate=0.25 words_rate=0.5 nonsense=3 pitch=x kinds_rate", with);
	assert_true(fabs(with[W_KINDS] - 0.25) < 1e-9);
	assert_true(fabs(with[W_WORDS] - 0.5) < 1e-9);
	assert_true(fabs(with[W_PITCH] - defaults[W_PITCH]) < 1e-9);
}

static void a_weight_with_which_the_formula_means_nothing_is_passed_over(void **state)
{
	double with[WEIGHTS], defaults[WEIGHTS];

	(void)state;
	weights_read(NULL, defaults);
	for (size_t i = 0; i < WEIGHTS; i++)
		assert_true(weight_may_be((enum weight_name)i, defaults[i]));
	weights_read("kinds_rate=nan words_rate=inf coded=1.5 pitch=9 fit_needs=0 seated=-5 capacity_small=18", with);
	assert_memory_equal(with, defaults, sizeof with);
}

static double score_of_first(struct arena *mem, const struct collection *collection)
{
	static const char *const codes[] = {"55510000"};
	const struct demand demand = {.title = "Kantine", .text = "", .cpv = codes, .cpv_count = 1,
		.value_dkk = -1, .contract_starts = NO_DAY};
	struct match_index *index = match_index_of(collection);
	struct matches found;

	assert_int_equal(match_demand(index, mem, &demand, &(struct match_limits){.today = 20000}, &found),
		OK);
	assert_true(found.count > 0);
	match_index_close(&index);
	return found.at[0].score;
}

static void accepted_weights_are_those_that_scores_are_made_with(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection collection;

	(void)state;
	field_offers(mem, &collection);
	double before = score_of_first(mem, &collection);
	collection.weights = "kinds_rate=0.05 words_rate=0.05";
	assert_true(score_of_first(mem, &collection) < before / 2.0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tuning_learns_from_answers_what_held_out_ones_confirm),
		cmocka_unit_test(what_is_held_out_is_not_learned_from),
		cmocka_unit_test(few_answers_or_answers_of_one_kind_shift_nothing),
		cmocka_unit_test(a_setting_gives_weights_and_what_is_wrong_in_it_is_passed_over),
		cmocka_unit_test(a_weight_with_which_the_formula_means_nothing_is_passed_over),
		cmocka_unit_test(accepted_weights_are_those_that_scores_are_made_with),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
