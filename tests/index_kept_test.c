/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The index kept between starts: whoever starts takes what another one kept and finds what has changed since; what is not
 * true of the database that there is now is not taken, and the index is read anew.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/index_file.h"
#include "lib/index_kept.h"
#include "lib/matching_weights.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "tests/support.h"

static const char *folder_of(struct house *house)
{
	const char *folder = arena_printf(house->mem, "%s/kept", house->folder);

	mkdir(folder, 0700);
	return folder;
}

/* A test begins without a file. */
static int house_without_file(void **state)
{
	if (house_reset(state) != 0)
		return -1;
	struct house *house = *state;
	unlink(arena_printf(house->mem, "%s/" INDEX_FILE, folder_of(house)));
	return 0;
}

static struct match_index *started(struct house *house)
{
	struct match_index *index;

	assert_int_equal(match_index_open(house->db, folder_of(house), &index), OK);
	return index;
}

static struct match_index_figures figures_of(struct match_index *index)
{
	struct match_index_figures figures;

	match_index_figures(index, &figures);
	return figures;
}

static bool is_from_file(struct match_index *index)
{
	return figures_of(index).in_file > 0;
}

static size_t total_of(struct house *house, struct match_index *index, const char *words)
{
	struct search_result found;

	assert_int_equal(search_enterprises(index, house->mem, &(struct search_query){.words = words}, &found), OK);
	return found.total;
}

static void offered(struct house *house, int64_t enterprise, const char *title)
{
	given_offering(house, enterprise, title, NULL);
	assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, enterprise), OK);
}

/* An enterprise that offers lunch, and the file of an index that has it. */
static int64_t given_file(struct house *house)
{
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");

	offered(house, enterprise, "Frokost");
	OWNED(match_index_close) struct match_index *index = started(house);
	assert_false(is_from_file(index));
	assert_true(match_index_is_unkept(index));
	match_index_keep(index);
	assert_false(match_index_is_unkept(index));
	return enterprise;
}

/* ---- taken ---- */

static void who_starts_takes_what_another_one_kept(void **state)
{
	struct house *house = *state;

	given_file(house);
	OWNED(match_index_close) struct match_index *index = started(house);
	assert_true(is_from_file(index));
	assert_false(match_index_is_unkept(index));
	assert_int_equal(total_of(house, index, "frokost"), 1);
	assert_int_equal(figures_of(index).changes, 0);
}

static void what_changed_since_is_found_and_so_is_what_changes_then(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_file(house);

	offered(house, enterprise, "Kaffe");
	int64_t other = given_enterprise(house, "Køkkenet", "0630");
	offered(house, other, "Ostrigesvampe");
	OWNED(match_index_close) struct match_index *index = started(house);
	assert_true(is_from_file(index));
	assert_int_equal(figures_of(index).changes, 2);
	assert_int_equal(total_of(house, index, "kaffe"), 1);
	assert_int_equal(total_of(house, index, "ostrigesvampe"), 1);
	assert_int_equal(total_of(house, index, ""), 2);
	offered(house, other, "Honning");
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(total_of(house, index, "honning"), 1);
	assert_true(is_from_file(index));
}

static void one_that_was_taken_is_renewed_and_the_new_one_kept(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_file(house);
	OWNED(match_index_close) struct match_index *index = started(house);

	offered(house, enterprise, "Kaffe");
	assert_int_equal(match_index_renew(index, house->db), OK);
	assert_false(is_from_file(index));
	assert_int_equal(total_of(house, index, "kaffe"), 1);
	OWNED(match_index_close) struct match_index *next = started(house);
	assert_true(is_from_file(next));
	assert_int_equal(figures_of(next).changes, 0);
	assert_int_equal(total_of(house, next, "kaffe"), 1);
	/* renewed again so soon, it is not kept again */
	offered(house, enterprise, "Honning");
	assert_int_equal(match_index_renew(index, house->db), OK);
	assert_false(match_index_is_unkept(index));
	OWNED(match_index_close) struct match_index *last = started(house);
	assert_int_equal(figures_of(last).changes, 1);
}

static void of_two_one_renews_and_the_other_takes_what_was_kept(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_file(house);
	OWNED(match_index_close) struct match_index *one = started(house);
	OWNED(match_index_close) struct match_index *other = started(house);

	offered(house, enterprise, "Kaffe");
	/* while one is at it the other is not */
	struct index_turn turn = index_turn_begin(folder_of(house));
	assert_true(turn.ours);
	assert_int_equal(match_index_renew(one, house->db), CONFLICT);
	index_turn_end(&turn);
	assert_int_equal(match_index_renew(one, house->db), OK);
	assert_false(is_from_file(one));
	offered(house, enterprise, "Honning");
	assert_int_equal(match_index_renew(other, house->db), OK);
	assert_true(is_from_file(other));
	assert_int_equal(figures_of(other).changes, 1); /* since it was kept */
	assert_int_equal(total_of(house, other, "kaffe"), 1);
	assert_int_equal(total_of(house, other, "honning"), 1);
	/* nobody has a newer one: it does it by itself */
	assert_int_equal(match_index_renew(other, house->db), OK);
	assert_false(is_from_file(other));
	assert_int_equal(figures_of(other).changes, 0);
}

/* ---- not taken ---- */

/* The index is read anew, and what is kept from then on can be taken. */
static void expect_anew(struct house *house, const char *words, size_t found)
{
	OWNED(match_index_close) struct match_index *index = started(house);
	assert_false(is_from_file(index));
	assert_int_equal(total_of(house, index, words), found);
	match_index_keep(index);
	OWNED(match_index_close) struct match_index *next = started(house);
	assert_true(is_from_file(next));
	assert_int_equal(total_of(house, next, words), found);
}

/* The backup is older than the file, and many changes came since: its revision has passed that of the file. */
static void a_database_that_was_put_back_does_not_take_the_file(void **state)
{
	struct house *house = *state;

	house_sql(house, "CREATE TABLE backup AS SELECT * FROM index_kept");
	int64_t enterprise = given_file(house);
	house_sql(house, "DELETE FROM offering");
	house_sql(house, "DELETE FROM index_change");
	house_sql(house, "DELETE FROM index_kept");
	house_sql(house, "INSERT INTO index_kept SELECT * FROM backup");
	house_sql(house, "DROP TABLE backup");
	for (int i = 0; i < 5; i++)
		offered(house, enterprise, "Kaffe");
	expect_anew(house, "frokost", 0);
}

static void the_file_of_another_database_is_not_taken(void **state)
{
	struct house *house = *state;
	struct collection other = {.revision = 1, .name = {{1, 2, 3}}};

	offered(house, given_enterprise(house, "Kantinen", "0621"), "Frokost");
	struct snapshot *snapshot = snapshot_open(&other);
	assert_int_equal(index_file_write(folder_of(house), snapshot), OK);
	snapshot_close(&snapshot);
	expect_anew(house, "frokost", 1);
}

static void other_weights_of_the_formula_have_all_read_anew(void **state)
{
	struct house *house = *state;

	given_file(house);
	house_sql(house, "INSERT INTO setting (name, value) VALUES ('" WEIGHTS_SETTING "', 'pitch=0.7')");
	expect_anew(house, "frokost", 1);
}

static void codes_that_changed_have_all_read_anew(void **state)
{
	struct house *house = *state;

	given_file(house);
	assert_int_equal(index_changed(house->db, INDEX_ALL, 0), OK);
	expect_anew(house, "frokost", 1);
}

static void what_an_older_torv_changed_has_all_read_anew(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_file(house);

	given_offering(house, enterprise, "Kaffe", NULL);
	house_sql(house, "UPDATE index_revision SET revision = revision + 1");
	expect_anew(house, "kaffe", 1);
}

static void files_are_forgotten_by_who_changed_tables_by_hand(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_file(house);

	given_offering(house, enterprise, "Kaffe", NULL);
	assert_int_equal(index_kept_forget(house->db), OK);
	expect_anew(house, "kaffe", 1);
}

static void a_damaged_file_is_replaced(void **state)
{
	struct house *house = *state;

	given_file(house);
	const char *path = arena_printf(house->mem, "%s/" INDEX_FILE, folder_of(house));
	FILE *file = fopen(path, "r+");
	assert_int_equal(fseek(file, 5000, SEEK_SET), 0);
	assert_int_equal(fwrite("damaged", 7, 1, file), 1);
	fclose(file);
	expect_anew(house, "frokost", 1);
}

/* ---- not kept ---- */

static void an_index_that_cannot_be_kept_works_all_the_same(void **state)
{
	struct house *house = *state;
	struct match_index *index;

	offered(house, given_enterprise(house, "Kantinen", "0621"), "Frokost");
	assert_int_equal(match_index_open(house->db, "/nonexistent/torv", &index), OK);
	match_index_keep(index);
	assert_int_equal(total_of(house, index, "frokost"), 1);
	match_index_close(&index);
	/* the database does not note it */
	house_sql(house, "RENAME TABLE index_kept TO index_kept_away");
	index = started(house);
	match_index_keep(index);
	house_sql(house, "RENAME TABLE index_kept_away TO index_kept");
	assert_int_equal(total_of(house, index, "frokost"), 1);
	assert_int_not_equal(access(arena_printf(house->mem, "%s/" INDEX_FILE, folder_of(house)), F_OK), 0);
	match_index_close(&index);
	/* where none is wanted, the database notes none */
	int64_t noted = house_count(house, "SELECT COUNT(*) FROM index_kept");
	assert_int_equal(match_index_open(house->db, NULL, &index), OK);
	assert_false(match_index_is_unkept(index));
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM index_kept"), noted);
	match_index_close(&index);
}

static void the_database_forgets_files_that_are_old(void **state)
{
	struct house *house = *state;

	given_file(house);
	house_sql(house, "UPDATE index_kept SET noted_at = noted_at - INTERVAL 91 DAY");
	assert_int_equal(index_changed(house->db, INDEX_ALL, 0), OK);
	expect_anew(house, "frokost", 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM index_kept"), 1);
}

/* ---- several at once ---- */

#define PROCESSES 3

/* In a process of its own: starts, finds, keeps. */
static int start_and_find(struct house *house)
{
	struct match_index *index;
	struct search_result found;
	struct db *db;

	if (db_open(house->configuration, &db) != OK || match_index_open(db, folder_of(house), &index) != OK ||
		search_enterprises(index, house->mem, &(struct search_query){.words = "frokost"}, &found) != OK)
		return 1;
	match_index_keep(index);
	match_index_close(&index);
	db_close(&db);
	return found.total == 1 ? 0 : 2;
}

/* Several processes do the same at once, and each comes to a good end. */
static void expect_each(struct house *house, int (*work)(struct house *house))
{
	pid_t processes[PROCESSES];

	for (int i = 0; i < PROCESSES; i++) {
		processes[i] = fork();
		if (processes[i] == 0)
			_exit(work(house));
		assert_true(processes[i] > 0);
	}
	for (int i = 0; i < PROCESSES; i++) {
		int status;
		assert_int_equal(waitpid(processes[i], &status, 0), processes[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

static void processes_that_start_at_once_all_find_and_one_file_stays(void **state)
{
	struct house *house = *state;

	offered(house, given_enterprise(house, "Kantinen", "0621"), "Frokost");
	for (int round = 0; round < 3; round++)
		expect_each(house, start_and_find);
	OWNED(match_index_close) struct match_index *index = started(house);
	assert_true(is_from_file(index));
	assert_int_equal(total_of(house, index, "frokost"), 1);
}

/* Starts again and again, and finds no file that it could take. */
static int start_often(struct house *house)
{
	struct db *db;
	int lost = 0;

	if (db_open(house->configuration, &db) != OK)
		return 1;
	for (int i = 0; i < 60; i++) {
		struct match_index *index;
		lost += match_index_open(db, folder_of(house), &index) != OK || !match_index_is_unkept(index);
		match_index_close(&index);
		lost += i % 5 == 0 && index_kept_forget(db) != OK;
	}
	db_close(&db);
	return lost > 0 ? 2 : 0;
}

static void processes_that_read_at_once_lose_nothing_against_each_other(void **state)
{
	struct house *house = *state;

	expect_each(house, start_often);
}

/* Looks again until it is so, or a minute has passed. */
static bool comes(bool (*is_so)(struct house *house, struct match_index *index), struct house *house,
	struct match_index *index)
{
	for (int i = 0; i < 1200; i++) {
		if (is_so(house, index))
			return true;
		nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
	}
	return false;
}

static bool has_file(struct house *house, struct match_index *index)
{
	(void)index;
	return access(arena_printf(house->mem, "%s/" INDEX_FILE, folder_of(house)), F_OK) == 0;
}

static bool has_coffee(struct house *house, struct match_index *index)
{
	return total_of(house, index, "kaffe") == 1;
}

struct scene {
	struct match_index *index;
	atomic_bool done;
	atomic_int faults;
};

static void *search_on(void *arg)
{
	struct scene *scene = arg;

	while (!atomic_load(&scene->done)) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct search_result found;
		search_enterprises(scene->index, mem, &(struct search_query){.words = "frokost"}, &found);
		atomic_fetch_add(&scene->faults, found.total != 1 || found.hit_count != 1);
	}
	return NULL;
}

static void a_follower_keeps_what_was_read_and_follows_and_renews_what_was_taken(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	struct scene scene = {.index = NULL};
	pthread_t reader;

	offered(house, enterprise, "Frokost");
	for (int round = 0; round < 2; round++) {
		OWNED(match_index_close) struct match_index *index = started(house);
		OWNED(index_follow_end) struct index_follower *follower = NULL;
		assert_int_equal(is_from_file(index), round == 1);
		assert_int_equal(index_follow(index, house->configuration, &follower), OK);
		assert_true(comes(has_file, house, index));
		scene.index = index;
		atomic_store(&scene.done, false);
		assert_int_equal(pthread_create(&reader, NULL, search_on, &scene), 0);
		if (round == 1) {
			offered(house, enterprise, "Kaffe");
			assert_true(comes(has_coffee, house, index));
			assert_int_equal(match_index_renew(index, house->db), OK);
			assert_true(has_coffee(house, index));
			assert_false(is_from_file(index));
		}
		atomic_store(&scene.done, true);
		pthread_join(reader, NULL);
		assert_int_equal(atomic_load(&scene.faults), 0);
	}
}

#define TEST(name) cmocka_unit_test_setup(name, house_without_file)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_starts_takes_what_another_one_kept),
		TEST(what_changed_since_is_found_and_so_is_what_changes_then),
		TEST(one_that_was_taken_is_renewed_and_the_new_one_kept),
		TEST(of_two_one_renews_and_the_other_takes_what_was_kept),
		TEST(a_database_that_was_put_back_does_not_take_the_file),
		TEST(the_file_of_another_database_is_not_taken),
		TEST(other_weights_of_the_formula_have_all_read_anew),
		TEST(codes_that_changed_have_all_read_anew),
		TEST(what_an_older_torv_changed_has_all_read_anew),
		TEST(files_are_forgotten_by_who_changed_tables_by_hand),
		TEST(a_damaged_file_is_replaced),
		TEST(an_index_that_cannot_be_kept_works_all_the_same),
		TEST(the_database_forgets_files_that_are_old),
		TEST(processes_that_start_at_once_all_find_and_one_file_stays),
		TEST(processes_that_read_at_once_lose_nothing_against_each_other),
		TEST(a_follower_keeps_what_was_read_and_follows_and_renews_what_was_taken),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
