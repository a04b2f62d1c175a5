/* SPDX-License-Identifier: MPL-2.0 */
/* What the words of a search add to a score, in a random field (tests/obvious.h). */
#include <math.h>

#include "lib/search.h"
#include "tests/obvious.h"

#define QUERIES_ASKED 300

static struct search_result found_by(struct field *field, struct arena *mem, const char *words)
{
	struct search_result found;

	assert_int_equal(search_enterprises(field->index, mem, &(struct search_query){.words = words,
		.language = DANISH, .page_size = field->collection.enterprise_count}, &found), OK);
	assert_int_equal(found.hit_count, found.total);
	return found;
}

static double score_of(const struct search_result *found, int64_t id)
{
	for (size_t i = 0; i < found->hit_count; i++)
		if (found->hits[i].id == id)
			return found->hits[i].score;
	fail_msg("%lld is found by fewer words, or more", (long long)id);
	return 0.0;
}

/* The last word is another one, since it may be unfinished. */
static void a_word_adds_as_much_each_time_that_it_is_said_and_finds_the_same(void **state)
{
	struct field *field = *state;
	size_t compared = 0;

	for (int i = 0; i < QUERIES_ASKED; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		const char *word = random_words(field, mem, 1), *last = random_words(field, mem, 1);
		if (*word == '\0' || *last == '\0')
			continue;
		struct search_result once = found_by(field, mem, arena_printf(mem, "%s %s", word, last));
		struct search_result twice = found_by(field, mem, arena_printf(mem, "%s %s %s", word, word, last));
		struct search_result more = found_by(field, mem, arena_printf(mem, "%s %s %s %s", word, word, word, last));
		assert_int_equal(twice.total, once.total);
		assert_int_equal(more.total, once.total);
		for (size_t k = 0; k < once.hit_count; k++, compared++) {
			double first = once.hits[k].score, second = score_of(&twice, once.hits[k].id);
			assert_true(second > first);
			assert_true(fabs(score_of(&more, once.hits[k].id) - second - (second - first)) < 1e-9);
		}
	}
	assert_in_range(compared, QUERIES_ASKED, 1000 * QUERIES_ASKED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_adds_as_much_each_time_that_it_is_said_and_finds_the_same),
	};
	return cmocka_run_group_tests(tests, field_open, field_close);
}
