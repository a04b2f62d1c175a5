/* SPDX-License-Identifier: MPL-2.0 */
/* What is kept for all who ask later, by whom it was worked out first. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/kept.h"
#include "lib/string_table.h" /* grow */

#define THINGS 500
#define THREADS 4

static int *number_of(int value)
{
	int *number = grow(NULL, 1, sizeof *number);

	*number = value;
	return number;
}

static void nothing_is_kept_of_what_nobody_worked_out(void **state)
{
	struct kept kept = kept_open(THINGS), none = {.count = 0};

	(void)state;
	kept_put(&kept, 7, number_of(70));
	assert_null(kept_find(&kept, 6));
	assert_null(kept_find(&kept, 8));
	assert_null(kept_find(&kept, THINGS - 1));
	assert_null(kept_find(&kept, THINGS));
	assert_null(kept_find(&kept, UINT32_MAX));
	assert_null(kept_find(&none, 0));
	kept_close(&kept);
	kept_close(&none);
}

static void what_was_worked_out_first_stays(void **state)
{
	struct kept kept = kept_open(THINGS);

	(void)state;
	const int *first = kept_put(&kept, THINGS - 1, number_of(1));
	assert_ptr_equal(kept_put(&kept, THINGS - 1, number_of(2)), first);
	assert_ptr_equal(kept_find(&kept, THINGS - 1), first);
	assert_int_equal(*first, 1);
	kept_close(&kept);
}

struct asker {
	struct kept *kept;
	pthread_barrier_t *begin;
	int number;
	const int *got[THINGS];
};

static void *ask(void *context)
{
	struct asker *asker = context;

	pthread_barrier_wait(asker->begin);
	for (uint32_t i = 0; i < THINGS; i++) {
		const int *kept = kept_find(asker->kept, i);
		asker->got[i] = kept != NULL ? kept : kept_put(asker->kept, i, number_of(asker->number));
	}
	return NULL;
}

static void all_who_ask_at_once_get_the_same(void **state)
{
	struct kept kept = kept_open(THINGS);
	pthread_barrier_t begin;
	pthread_t threads[THREADS];
	struct asker askers[THREADS];

	(void)state;
	assert_int_equal(pthread_barrier_init(&begin, NULL, THREADS), 0);
	for (int i = 0; i < THREADS; i++) {
		askers[i] = (struct asker){.kept = &kept, .begin = &begin, .number = i};
		assert_int_equal(pthread_create(&threads[i], NULL, ask, &askers[i]), 0);
	}
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	for (uint32_t thing = 0; thing < THINGS; thing++)
		for (int i = 0; i < THREADS; i++) {
			assert_non_null(askers[i].got[thing]);
			assert_ptr_equal(askers[i].got[thing], kept_find(&kept, thing));
			assert_in_range(*askers[i].got[thing], 0, THREADS - 1);
		}
	pthread_barrier_destroy(&begin);
	kept_close(&kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_kept_of_what_nobody_worked_out),
		cmocka_unit_test(what_was_worked_out_first_stays),
		cmocka_unit_test(all_who_ask_at_once_get_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
