/* SPDX-License-Identifier: MPL-2.0 */
/* Passwords: what is right, how long it takes to say no, and a flood of them. */
#include "tests/support.h"

#include <pthread.h>
#include <time.h>

#include "lib/secret.h"

#define FLOOD 24

static int start(void **state)
{
	(void)state;
	return secret_start() == OK ? 0 : -1;
}

static void a_password_is_known_again_and_no_other(void **state)
{
	(void)state;
	OWNED(arena_close) struct arena *mem = arena_open();
	bool right = false, wrong = true;
	char *hash;

	assert_int_equal(password_hash(mem, "en god sætning", &hash), OK);
	assert_int_equal(password_check(hash, "en god sætning", &right), OK);
	assert_int_equal(password_check(hash, "en god saetning", &wrong), OK);
	assert_true(right);
	assert_false(wrong);
}

/* Of the processor, by this thread: what else the machine does is not in it. */
static int64_t worked_microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void check_wrong(const char *hash, int64_t *fastest)
{
	int64_t began = worked_microseconds();
	bool right;

	assert_int_equal(password_check(hash, "forkert", &right), OK);
	assert_false(right);
	int64_t took = worked_microseconds() - began;
	*fastest = took < *fastest ? took : *fastest;
}

static void saying_no_to_nobody_takes_as_long_as_to_somebody(void **state)
{
	(void)state;
	OWNED(arena_close) struct arena *mem = arena_open();
	int64_t nobody = INT64_MAX, somebody = INT64_MAX;
	char *hash;

	assert_int_equal(password_hash(mem, "en god sætning", &hash), OK);
	for (int i = 0; i < 5; i++) { /* side by side, and of each the fastest */
		check_wrong(NULL, &nobody);
		check_wrong(hash, &somebody);
	}
	assert_true(nobody * 2 > somebody);
	assert_true(somebody * 2 > nobody);
}

static void *check_one(void *arg)
{
	bool right;

	*(enum err *)arg = password_check(NULL, "forkert", &right);
	return NULL;
}

static void a_flood_of_passwords_is_turned_away_and_leaves_room_afterwards(void **state)
{
	(void)state;
	pthread_t threads[FLOOD];
	enum err answers[FLOOD];
	int turned_away = 0;
	bool right;

	for (int i = 0; i < FLOOD; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, check_one, &answers[i]), 0);
	for (int i = 0; i < FLOOD; i++) {
		pthread_join(threads[i], NULL);
		assert_true(answers[i] == OK || answers[i] == TOO_LARGE);
		turned_away += answers[i] == TOO_LARGE;
	}
	assert_true(turned_away > 0 && turned_away <= FLOOD - 6);
	for (int i = 0; i < 8; i++)
		assert_int_equal(password_check(NULL, "forkert", &right), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_password_is_known_again_and_no_other),
		cmocka_unit_test(saying_no_to_nobody_takes_as_long_as_to_somebody),
		cmocka_unit_test(a_flood_of_passwords_is_turned_away_and_leaves_room_afterwards),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
