/* SPDX-License-Identifier: MPL-2.0 */
/* What codes and words tell of kinds of thing, before anybody is matched: the tree, the neighbouring trades, whose a thing is. */
#include "lib/analysis.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "lib/thesaurus.h"
#include "lib/thesaurus_neighbours.h"
#include "tests/relevance.h"
#include "tests/support.h"

static void closeness_follows_the_tree_of_codes(void **state)
{
	(void)state;
	for (int level = LEVEL_DIVISION; level < LEVEL_CODE; level++)
		assert_true(level_closeness((enum node_level)level) <
			level_closeness((enum node_level)(level + 1)));
	assert_true(level_closeness(LEVEL_DIVISION) < 0.2);
	assert_true(level_closeness(LEVEL_CODE) >= 1.0);
}

static bool is_in_branch(uint32_t code, uint32_t above)
{
	return cpv_common(code, above) >= cpv_depth(above);
}

static void neighbours_stand_once_in_different_branches(void **state)
{
	(void)state;
	for (size_t i = 0; i < neighbour_code_count; i++) {
		const struct neighbour_codes *pair = &neighbour_codes[i];
		assert_true(pair->lower < pair->higher);
		assert_false(is_in_branch(pair->higher, pair->lower));
		assert_false(is_in_branch(pair->lower, pair->higher));
		assert_in_range(pair->closeness, 1, 99);
		if (i > 0)
			assert_true(pair->lower > pair[-1].lower ||
				(pair->lower == pair[-1].lower && pair->higher > pair[-1].higher));
	}
}

static void whose_it_is_says_less_than_what_it_is(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	OWNED(match_index_close) struct match_index *index = NULL;
	struct collection offers = {.revision = 0};
	struct cpv_suggestion *list;
	size_t count;

	(void)state;
	field_offers(mem, &offers);
	index = match_index_of(&offers);
	assert_int_equal(cpv_suggest(index, mem, "Bilvask af hjemmeplejens flåde", DANISH, 5, &list, &count), OK);
	assert_true(count > 0);
	assert_string_equal(list[0].code, "50112300");
	assert_true(word_is_possessor(DANISH, "hjemmeplejens"));
	assert_true(word_is_possessor(DANISH, "borgernes"));
	assert_false(word_is_possessor(DANISH, "hjemmeplejen"));
	assert_false(word_is_possessor(DANISH, "licens"));
	assert_false(word_is_possessor(DUTCH, "wassen"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(closeness_follows_the_tree_of_codes),
		cmocka_unit_test(neighbours_stand_once_in_different_branches),
		cmocka_unit_test(whose_it_is_says_less_than_what_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
