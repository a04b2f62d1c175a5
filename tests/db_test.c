/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/support.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/log.h"
#include "lib/migrate.h"
#include "lib/text.h"

static void every_named_query_can_be_prepared(void **state)
{
	struct house *house = *state;

	for (int query = 0; query < QUERIES; query++) {
		/* these are sent as text, because they are no statements that can be prepared */
		if (query == Q_TX_BEGIN || query == Q_TX_COMMIT || query == Q_TX_ROLLBACK)
			continue;
		if (db_prepare(house->db, (enum query)query) != OK)
			fail_msg("query %s cannot be prepared", query_names[query]);
	}
}

static struct row *echo(struct house *house, const char *text, int64_t number, double ratio, moment when, day date)
{
	struct row *row = NULL;

	assert_int_equal(db_one(house->db, house->mem, Q_DATABASE_ECHO,
				 ARGS(db_text(text), db_int(number), db_real(ratio), db_moment(when),
					 db_day(date), db_bytes("a\0b", 3)),
				 &row),
		OK);
	return row;
}

/* Runs an echo with the log at that level; what it has written to standard error. */
static const char *logged(struct house *house, enum log_level level)
{
	static char text[4096];
	FILE *file = tmpfile();
	int kept = dup(STDERR_FILENO);

	assert_non_null(file);
	assert_true(kept >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
	log_open("db_test", LOG_TO_STDERR, level);
	echo(house, "hemmeligt", 1, 0.5, clock_now(), clock_today());
	log_open("torv", LOG_TO_STDERR, LOG_LEVEL_WARNING);
	assert_true(dup2(kept, STDERR_FILENO) >= 0);
	close(kept);
	rewind(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	return text;
}

static void a_query_is_named_in_the_log_when_it_is_asked_for_and_never_its_values(void **state)
{
	struct house *house = *state;

	assert_string_equal(logged(house, LOG_LEVEL_INFO), "");
	assert_string_equal(logged(house, LOG_LEVEL_DEBUG), "db_test: debug: database: database_echo\n");
}

static void values_of_every_type_come_back_as_they_went(void **state)
{
	struct house *house = *state;
	moment when = 1814392801;
	day date = day_from(2027, 2, 28);
	size_t size;

	struct row *row = echo(house, "blåbær 🙂", INT64_MIN, 0.1, when, date);
	assert_string_equal(row_text(row, "text"), "blåbær 🙂");
	assert_true(row_int(row, "number") == INT64_MIN);
	assert_true(row_real(row, "ratio") == 0.1);
	assert_int_equal(row_moment(row, "moment"), when);
	assert_int_equal(row_day(row, "day"), date);
	assert_memory_equal(row_bytes(row, "bytes", &size), "a\0b", 3);
	assert_int_equal(size, 3);
}

static void nothing_comes_back_as_nothing(void **state)
{
	struct house *house = *state;
	struct row *row = echo(house, NULL, 0, 0, NO_MOMENT, NO_DAY);

	assert_true(row_is_null(row, "text"));
	assert_string_equal(row_text(row, "text"), "");
	assert_true(row_moment(row, "moment") == NO_MOMENT);
	assert_int_equal(row_day(row, "day"), NO_DAY);
}

static void a_text_of_a_megabyte_comes_back_whole(void **state)
{
	struct house *house = *state;
	char *text = arena_alloc(house->mem, 1000001);

	memset(text, 'x', 1000000);
	assert_string_equal(row_text(echo(house, text, 0, 0, 0, 0), "text"), text);
}

static void statements_work_again_after_a_lost_connection(void **state)
{
	struct house *house = *state;
	int64_t connection = row_int(echo(house, "x", 0, 0, 0, 0), "connection");

	house_count(house, "KILL %lld", (long long)connection);
	struct row *row = echo(house, "y", 7, 0, 0, 0);
	assert_string_equal(row_text(row, "text"), "y");
	assert_int_not_equal(row_int(row, "connection"), connection);
	assert_int_equal(row_int(echo(house, "z", 8, 0, 0, 0), "number"), 8);
}

static void a_connection_lost_inside_a_transaction_undoes_all_of_it(void **state)
{
	struct house *house = *state;
	int64_t connection = row_int(echo(house, "x", 0, 0, 0, 0), "connection");

	{
		OWNED(tx_close) struct tx tx = tx_begin(house->db);
		assert_int_equal(db_do(house->db, Q_SETTING_SET, ARGS(db_text("lost"), db_text("1")), NULL), OK);
		house_count(house, "KILL %lld", (long long)connection);
		assert_int_equal(db_do(house->db, Q_SETTING_SET, ARGS(db_text("lost"), db_text("2")), NULL), UNAVAILABLE);
		assert_int_equal(db_do(house->db, Q_SETTING_SET, ARGS(db_text("lost"), db_text("3")), NULL), UNAVAILABLE);
		assert_int_equal(tx_commit(&tx), UNAVAILABLE);
	}
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM setting WHERE name = 'lost'"), 0);
	assert_int_equal(db_do(house->db, Q_SETTING_SET, ARGS(db_text("lost"), db_text("4")), NULL), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM setting WHERE name = 'lost'"), 1);
}

static void a_transaction_closed_uncommitted_is_rolled_back(void **state)
{
	struct house *house = *state;

	{
		OWNED(tx_close) struct tx tx = tx_begin(house->db);
		assert_int_equal(db_do(house->db, Q_SETTING_SET, ARGS(db_text("undone"), db_text("1")), NULL), OK);
	}
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM setting WHERE name = 'undone'"), 0);
}

static void an_inner_transaction_that_fails_takes_the_outer_one_with_it(void **state)
{
	struct house *house = *state;

	{
		OWNED(tx_close) struct tx outer = tx_begin(house->db);
		assert_int_equal(db_do(house->db, Q_SETTING_SET, ARGS(db_text("outer"), db_text("1")), NULL), OK);
		{
			OWNED(tx_close) struct tx inner = tx_begin(house->db);
			(void)inner;
		}
		assert_int_equal(tx_commit(&outer), UNAVAILABLE);
	}
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM setting WHERE name = 'outer'"), 0);
}

static void a_duplicate_key_is_a_conflict(void **state)
{
	struct house *house = *state;
	struct args args = ARGS(db_int(1), db_text("x"), db_text("y"));

	assert_int_equal(db_do(house->db, Q_MIGRATION_BEGIN, args, NULL), CONFLICT);
}

/* ---- two that deadlock ---- */

struct rival {
	struct house *house;
	struct db *db;
	const char *first, *second;
	pthread_barrier_t *barrier;
	int tries;
	enum err err;
};

static enum err change_two(void *arg)
{
	struct rival *rival = arg;

	OWNED(tx_close) struct tx tx = tx_begin(rival->db);
	TRY(db_do(rival->db, Q_SETTING_APPEND, ARGS(db_text("x"), db_text(rival->first)), NULL));
	if (rival->tries++ == 0)
		pthread_barrier_wait(rival->barrier);
	TRY(db_do(rival->db, Q_SETTING_APPEND, ARGS(db_text("x"), db_text(rival->second)), NULL));
	return tx_commit(&tx);
}

static void *compete(void *arg)
{
	struct rival *rival = arg;

	rival->err = db_repeat(rival->db, change_two, rival);
	return NULL;
}

static void a_transaction_that_loses_a_deadlock_is_repeated_whole(void **state)
{
	struct house *house = *state;
	pthread_barrier_t barrier;
	struct rival rivals[2] = {
		{.first = "one", .second = "two", .barrier = &barrier},
		{.first = "two", .second = "one", .barrier = &barrier},
	};
	pthread_t threads[2];

	pthread_barrier_init(&barrier, NULL, 2);
	db_do(house->db, Q_SETTING_SET, ARGS(db_text("one"), db_text("")), NULL);
	db_do(house->db, Q_SETTING_SET, ARGS(db_text("two"), db_text("")), NULL);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(db_open(house->configuration, &rivals[i].db), OK);
		assert_int_equal(pthread_create(&threads[i], NULL, compete, &rivals[i]), 0);
	}
	for (int i = 0; i < 2; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(rivals[i].err, OK);
		db_close(&rivals[i].db);
	}
	pthread_barrier_destroy(&barrier);
	assert_int_equal(rivals[0].tries + rivals[1].tries, 3); /* one of them lost once */
	assert_string_equal(house_text(house, "SELECT value FROM setting WHERE name = 'one'"), "xx");
	assert_string_equal(house_text(house, "SELECT value FROM setting WHERE name = 'two'"), "xx");
}

/* ---- migrations ---- */

static const char *migrations(struct house *house)
{
	return arena_printf(house->mem, "%s/sql/migrations", getenv("TORV_SOURCE"));
}

static void a_second_migration_run_has_nothing_to_do(void **state)
{
	struct house *house = *state;
	size_t applied = 99;

	assert_int_equal(migrate_run(house->db, house->mem, migrations(house), &applied), OK);
	assert_int_equal(applied, 0);
}

static void a_migration_that_was_changed_afterwards_is_refused(void **state)
{
	struct house *house = *state;
	struct migration *list;
	size_t count, applied;

	house_sql(house, "UPDATE migration SET checksum = REVERSE(checksum) WHERE number = 1");
	assert_int_equal(migrate_status(house->db, house->mem, migrations(house), &list, &count), OK);
	assert_int_equal(list[0].state, MIGRATION_CHANGED);
	assert_int_equal(list[1].state, MIGRATION_APPLIED);
	assert_int_equal(migrate_run(house->db, house->mem, migrations(house), &applied), CONFLICT);
	house_sql(house, "UPDATE migration SET checksum = REVERSE(checksum) WHERE number = 1");
	assert_int_equal(migrate_run(house->db, house->mem, migrations(house), &applied), OK);
}

static void *migrate_elsewhere(void *arg)
{
	struct rival *rival = arg;
	OWNED(arena_close) struct arena *mem = arena_open();
	size_t applied;

	rival->err = migrate_run(rival->db, mem, rival->first, &applied);
	rival->tries = (int)applied;
	return NULL;
}

static void two_machines_that_migrate_at_once_apply_each_migration_once(void **state)
{
	struct house *house = *state;
	const char *folder = arena_printf(house->mem, "%s/migrations", house->folder);
	struct rival rivals[2] = {{.first = folder}, {.first = folder}};
	pthread_t threads[2];

	const char *command = arena_printf(house->mem, "cp -r '%s' '%s' && echo 'CREATE TABLE raced (id INT PRIMARY KEY);' > '%s/9999_raced.sql'",
		migrations(house), folder, folder);
	assert_int_equal(system(command), 0);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(db_open(house->configuration, &rivals[i].db), OK);
		pthread_create(&threads[i], NULL, migrate_elsewhere, &rivals[i]);
	}
	for (int i = 0; i < 2; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(rivals[i].err, OK);
		db_close(&rivals[i].db);
	}
	assert_int_equal(rivals[0].tries + rivals[1].tries, 1);
	house_sql(house, "DROP TABLE raced; DELETE FROM migration WHERE number = 9999");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_named_query_can_be_prepared),
		cmocka_unit_test(a_query_is_named_in_the_log_when_it_is_asked_for_and_never_its_values),
		cmocka_unit_test(values_of_every_type_come_back_as_they_went),
		cmocka_unit_test(nothing_comes_back_as_nothing),
		cmocka_unit_test(a_text_of_a_megabyte_comes_back_whole),
		cmocka_unit_test(statements_work_again_after_a_lost_connection),
		cmocka_unit_test(a_connection_lost_inside_a_transaction_undoes_all_of_it),
		cmocka_unit_test(a_transaction_closed_uncommitted_is_rolled_back),
		cmocka_unit_test(an_inner_transaction_that_fails_takes_the_outer_one_with_it),
		cmocka_unit_test(a_duplicate_key_is_a_conflict),
		cmocka_unit_test(a_transaction_that_loses_a_deadlock_is_repeated_whole),
		cmocka_unit_test(a_second_migration_run_has_nothing_to_do),
		cmocka_unit_test(a_migration_that_was_changed_afterwards_is_refused),
		cmocka_unit_test(two_machines_that_migrate_at_once_apply_each_migration_once),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
