/* SPDX-License-Identifier: MPL-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "lib/arena.h"

static void memory_is_zeroed_and_aligned(void **state)
{
	(void)state;
	OWNED(arena_close) struct arena *mem = arena_open();
	static const char zeros[64];

	for (size_t size = 1; size <= sizeof zeros; size++) {
		char *piece = arena_alloc(mem, size);
		assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
		assert_memory_equal(piece, zeros, size);
	}
}

static void pieces_of_all_sizes_lie_apart(void **state)
{
	(void)state;
	OWNED(arena_close) struct arena *mem = arena_open();
	struct {
		unsigned char *bytes;
		size_t size;
	} pieces[400];

	for (size_t i = 0; i < 400; i++) {
		pieces[i].size = i % 50 == 49 ? 3000 * i : i * i % 997;
		pieces[i].bytes = arena_alloc(mem, pieces[i].size);
		for (size_t k = 0; k < pieces[i].size; k++)
			assert_int_equal(pieces[i].bytes[k], 0);
		memset(pieces[i].bytes, (int)(i % 255) + 1, pieces[i].size);
	}
	for (size_t i = 0; i < 400; i++)
		for (size_t k = 0; k < pieces[i].size; k++)
			assert_int_equal(pieces[i].bytes[k], i % 255 + 1);
}

static void a_copied_text_is_a_text_of_its_own(void **state)
{
	(void)state;
	OWNED(arena_close) struct arena *mem = arena_open();
	char original[] = "kantine";
	char *copy = arena_text(mem, original);

	original[0] = 'x';
	assert_string_equal(copy, "kantine");
	assert_null(arena_text(mem, NULL));
	assert_string_equal(arena_text_n(mem, "kantinedrift", 7), "kantine");
	assert_string_equal(arena_printf(mem, "%s %d", "nr.", 7), "nr. 7");
}

static int closed;

static void count_closing(void *thing)
{
	closed += *(int *)thing;
}

static void deferred_things_are_closed_with_the_arena(void **state)
{
	(void)state;
	struct arena *mem = arena_open();
	int one = 1, ten = 10;

	arena_defer(mem, count_closing, &one);
	arena_defer(mem, count_closing, &ten);
	assert_int_equal(closed, 0);
	arena_close(&mem);
	assert_int_equal(closed, 11);
	assert_null(mem);
}

static void an_arena_that_was_emptied_gives_zeroed_memory_and_has_closed_what_it_held(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	static const char zeros[3000];
	int one = 1;

	(void)state;
	closed = 0;
	for (int round = 1; round <= 3; round++) {
		for (int i = 0; i < 40; i++) {
			char *piece = arena_alloc(mem, sizeof zeros);
			assert_memory_equal(piece, zeros, sizeof zeros);
			memset(piece, 'x', sizeof zeros);
		}
		memset(arena_alloc(mem, 200000), 'y', 200000);
		arena_defer(mem, count_closing, &one);
		arena_reset(mem);
		assert_int_equal(closed, round);
	}
	arena_reset(mem);
	assert_int_equal(closed, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned),
		cmocka_unit_test(pieces_of_all_sizes_lie_apart),
		cmocka_unit_test(a_copied_text_is_a_text_of_its_own),
		cmocka_unit_test(deferred_things_are_closed_with_the_arena),
		cmocka_unit_test(an_arena_that_was_emptied_gives_zeroed_memory_and_has_closed_what_it_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
