/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The index and the database: what is saved on one machine is found on another by reading what changed
 * and no more; what cannot be told apart is read anew.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "lib/enterprise.h"
#include "lib/matching.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "lib/text.h"
#include "tests/support.h"

static struct match_index *index_of(struct house *house)
{
	struct match_index *index;

	assert_int_equal(match_index_open(house->db, NULL, &index), OK);
	return index;
}

static size_t total_of(struct house *house, struct match_index *index, const char *words)
{
	struct search_result found;

	assert_int_equal(search_enterprises(index, house->mem, &(struct search_query){.words = words}, &found), OK);
	return found.total;
}

static size_t lines_of(struct house *house, struct match_index *index, const char *words)
{
	struct line_result found;

	assert_int_equal(search_lines(index, house->mem, &(struct line_query){.words = words}, &found), OK);
	return found.total;
}

static struct match_index_figures figures_of(struct match_index *index)
{
	struct match_index_figures figures;

	match_index_figures(index, &figures);
	return figures;
}

static void an_offering_is_found_on_another_machine_by_its_change_alone(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	OWNED(match_index_close) struct match_index *index = index_of(house);

	assert_int_equal(total_of(house, index, "ostrigesvampe"), 0);
	given_offering(house, enterprise, "Østershatte og ostrigesvampe", NULL);
	assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, enterprise), OK);
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(total_of(house, index, "ostrigesvampe"), 1);
	assert_int_equal(total_of(house, index, "kantinen"), 1);
	assert_int_equal(figures_of(index).changes, 1);
	assert_int_equal(figures_of(index).enterprises, 1);
	assert_int_equal(figures_of(index).offerings, 1);
}

static void one_that_is_withdrawn_is_gone(void **state)
{
	struct house *house = *state;
	int64_t stays = given_enterprise(house, "Kantinen", "0621");
	int64_t goes = given_enterprise(house, "Køkkenet", "0630");
	OWNED(match_index_close) struct match_index *index = index_of(house);

	given_offering(house, stays, "Frokost", NULL);
	assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, stays), OK);
	assert_int_equal(enterprise_withdraw(house->db, house->mem, goes, clock_today(), 0), OK);
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(total_of(house, index, "køkkenet"), 0);
	assert_int_equal(total_of(house, index, ""), 1);
	assert_int_equal(total_of(house, index, "frokost"), 1);
	assert_int_equal(figures_of(index).changes, 2);
}

static void lines_come_and_go_by_themselves(void **state)
{
	struct house *house = *state;
	int64_t municipality = given_municipality(house, "0621");
	int64_t buyer = given_member(house, municipality, "Indkøberen", "buyer");
	int64_t first = given_line(house, municipality, buyer, "Frokost til møder", "55510000", "published");
	OWNED(match_index_close) struct match_index *index = index_of(house);
	int64_t second = given_line(house, municipality, buyer, "Frokost til skoler", "55510000", "published");

	assert_int_equal(index_changed(house->db, INDEX_LINE, second), OK);
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(lines_of(house, index, "frokost"), 2);
	house_sql(house, "UPDATE plan_line SET status = 'cancelled' WHERE id = %lld", (long long)first);
	assert_int_equal(index_changed(house->db, INDEX_LINE, first), OK);
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(lines_of(house, index, "frokost"), 1);
	assert_int_equal(lines_of(house, index, "skoler"), 1);
	assert_int_equal(figures_of(index).changes, 2);
}

static void what_an_older_torv_changed_is_read_with_all_the_rest(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	OWNED(match_index_close) struct match_index *index = index_of(house);

	given_offering(house, enterprise, "Frokost", NULL);
	/* it counts the revision and does not say what changed */
	house_sql(house, "UPDATE index_revision SET revision = revision + 1");
	given_offering(house, enterprise, "Kaffe", NULL);
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(total_of(house, index, "frokost"), 1);
	assert_int_equal(total_of(house, index, "kaffe"), 1);
	assert_int_equal(figures_of(index).changes, 0);
}

static void a_database_that_was_put_back_is_read_anew(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	given_offering(house, enterprise, "Frokost", NULL);
	for (int i = 0; i < 5; i++)
		assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, enterprise), OK);
	OWNED(match_index_close) struct match_index *index = index_of(house);

	assert_int_equal(total_of(house, index, "frokost"), 1);
	house_sql(house, "DELETE FROM offering");
	house_sql(house, "DELETE FROM index_change");
	house_sql(house, "UPDATE index_revision SET revision = revision - 3, listed = listed - 3");
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(total_of(house, index, "frokost"), 0);
}

static void codes_that_change_have_all_read_anew(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	OWNED(match_index_close) struct match_index *index = index_of(house);

	given_offering(house, enterprise, "Frokost", NULL);
	assert_int_equal(index_changed(house->db, INDEX_ALL, 0), OK);
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(total_of(house, index, "frokost"), 1);
	assert_int_equal(figures_of(index).changes, 0);
}

static void a_renewed_index_has_what_the_changes_brought(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	OWNED(match_index_close) struct match_index *index = index_of(house);

	given_offering(house, enterprise, "Frokost", NULL);
	assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, enterprise), OK);
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(figures_of(index).changes, 1);
	assert_int_equal(match_index_renew(index, house->db), OK);
	assert_int_equal(figures_of(index).changes, 0);
	assert_int_equal(total_of(house, index, "frokost"), 1);
	/* and stands open for the next change */
	given_offering(house, enterprise, "Kaffe", NULL);
	assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, enterprise), OK);
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(total_of(house, index, "kaffe"), 1);
	assert_int_equal(figures_of(index).changes, 1);
}

static void names_keep_the_danish_order_while_they_change(void **state)
{
	struct house *house = *state;
	static const char *const names[] = {"Ærø Is", "Zebra", "Aalborg Vask", "abe", "Øl og Mad", "Ågård",
		"Bageren", "zoo", "Århus Køkken", "Cykler", "Ærlig Mad"};
	OWNED(match_index_close) struct match_index *index = NULL;
	struct search_result found;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		int64_t id = given_enterprise(house, arena_printf(house->mem, "Navn%zu", i), "0621");
		if (i == 5)
			index = index_of(house);
		house_sql(house, "UPDATE organisation SET name = '%s' WHERE id = %lld", names[i], (long long)id);
		assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, id), OK);
	}
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_true(figures_of(index).changes > 0);
	assert_int_equal(search_enterprises(index, house->mem, &(struct search_query){.page_size = 50}, &found), OK);
	const char *order = "";
	for (size_t i = 0; i < found.hit_count; i++)
		order = arena_printf(house->mem, "%s%s%lld", order, i == 0 ? "" : ",", (long long)found.hits[i].id);
	assert_string_equal(order,
		house_text(house, "SELECT GROUP_CONCAT(id ORDER BY name, id) FROM organisation WHERE kind = 'enterprise'"));
}

/* Looks again until it is there, or a minute has passed. */
static bool comes(struct house *house, struct match_index *index, const char *words)
{
	for (int i = 0; i < 1200; i++) {
		if (total_of(house, index, words) > 0)
			return true;
		nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
	}
	return false;
}

static void a_follower_brings_changes_without_being_asked(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	OWNED(match_index_close) struct match_index *index = index_of(house);
	OWNED(index_follow_end) struct index_follower *follower = NULL;

	assert_int_equal(index_follow(index, house->configuration, &follower), OK);
	given_offering(house, enterprise, "Frokost", NULL);
	assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, enterprise), OK);
	assert_true(comes(house, index, "frokost"));
	given_offering(house, enterprise, "Kaffe", NULL);
	assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, enterprise), OK);
	assert_true(comes(house, index, "kaffe"));
	assert_int_equal(figures_of(index).changes, 1);
}

/* ---- readers meanwhile ---- */

#define READERS 2

struct scene {
	struct match_index *index;
	struct db *db;
	enum err err;
	atomic_bool done;
	atomic_int faults, searches;
};

/* Each word that comes stays; the enterprise is there all the time, once. */
static void *search_on(void *arg)
{
	static const char *const words[] = {"frokost", "kaffe", "honning", "vask"};
	struct scene *scene = arg;
	bool was_there[sizeof words / sizeof *words] = {false};

	while (!atomic_load(&scene->done)) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct search_result found;
		for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
			search_enterprises(scene->index, mem, &(struct search_query){.words = words[i]}, &found);
			atomic_fetch_add(&scene->faults, found.total > 1 || (was_there[i] && found.total == 0));
			was_there[i] = found.total == 1;
		}
		search_enterprises(scene->index, mem, &(struct search_query){.words = "kantinen"}, &found);
		atomic_fetch_add(&scene->faults, found.total != 1 || found.hit_count != 1);
		atomic_fetch_add(&scene->searches, 1);
	}
	return NULL;
}

static void readers_find_all_that_was_there_while_a_follower_brings_changes_and_all_is_renewed(void **state)
{
	static const char *const titles[] = {"Frokost", "Kaffe", "Honning", "Vask"};
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	OWNED(match_index_close) struct match_index *index = index_of(house);
	OWNED(index_follow_end) struct index_follower *follower = NULL;
	OWNED(db_close) struct db *own = NULL;
	struct scene scene = {.index = index};
	pthread_t readers[READERS];

	assert_int_equal(db_open(house->configuration, &own), OK);
	assert_int_equal(index_follow(index, house->configuration, &follower), OK);
	for (size_t i = 0; i < READERS; i++)
		assert_int_equal(pthread_create(&readers[i], NULL, search_on, &scene), 0);
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		given_offering(house, enterprise, titles[i], NULL);
		assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, enterprise), OK);
		if (i % 2 == 1)
			assert_int_equal(match_index_renew(index, own), OK);
		assert_true(comes(house, index, titles[i]));
	}
	atomic_store(&scene.done, true);
	for (size_t i = 0; i < READERS; i++)
		pthread_join(readers[i], NULL);
	assert_int_equal(atomic_load(&scene.faults), 0);
	assert_true(atomic_load(&scene.searches) > READERS);
}

static void *refresh_now(void *arg)
{
	struct scene *scene = arg;

	scene->err = match_index_refresh_now(scene->index, scene->db);
	return NULL;
}

/* Somebody does so, sooner or later. */
static bool waits_for_a_table(struct house *house)
{
	for (int i = 0; i < 60000; i++) {
		if (house_count(house, "SELECT COUNT(*) FROM information_schema.processlist"
				       " WHERE state LIKE 'Waiting for table%%'") > 0)
			return true;
		nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
	}
	return false;
}

/* Who reads the changes waits for the database, and holds what is held while the index changes. */
static void no_reader_waits_for_who_reads_the_changes(void **state)
{
	struct house *house = *state;
	int64_t enterprise = given_enterprise(house, "Kantinen", "0621");
	OWNED(match_index_close) struct match_index *index = index_of(house);
	OWNED(db_close) struct db *own = NULL;
	struct scene scene = {.index = index};
	pthread_t refreshing;

	assert_int_equal(db_open(house->configuration, &own), OK);
	scene.db = own;
	given_offering(house, enterprise, "Frokost", NULL);
	assert_int_equal(index_changed(house->db, INDEX_ENTERPRISE, enterprise), OK);
	house_sql(house, "LOCK TABLES index_revision WRITE");
	assert_int_equal(pthread_create(&refreshing, NULL, refresh_now, &scene), 0);
	assert_true(waits_for_a_table(house));
	assert_int_equal(total_of(house, index, "kantinen"), 1);
	assert_int_equal(total_of(house, index, "frokost"), 0);
	assert_int_equal(match_index_refresh(index, house->db), OK);
	house_sql(house, "UNLOCK TABLES");
	pthread_join(refreshing, NULL);
	assert_int_equal(scene.err, OK);
	assert_int_equal(total_of(house, index, "frokost"), 1);
}

static void an_index_without_a_database_fills_when_it_is_there(void **state)
{
	struct house *house = *state;
	struct match_index *index = match_index_of(&(struct collection){.revision = -1});

	given_offering(house, given_enterprise(house, "Kantinen", "0621"), "Frokost", NULL);
	assert_int_equal(match_index_refresh_now(index, house->db), OK);
	assert_int_equal(total_of(house, index, "frokost"), 1);
	match_index_close(&index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_offering_is_found_on_another_machine_by_its_change_alone, house_reset),
		cmocka_unit_test_setup(one_that_is_withdrawn_is_gone, house_reset),
		cmocka_unit_test_setup(lines_come_and_go_by_themselves, house_reset),
		cmocka_unit_test_setup(what_an_older_torv_changed_is_read_with_all_the_rest, house_reset),
		cmocka_unit_test_setup(a_database_that_was_put_back_is_read_anew, house_reset),
		cmocka_unit_test_setup(codes_that_change_have_all_read_anew, house_reset),
		cmocka_unit_test_setup(a_renewed_index_has_what_the_changes_brought, house_reset),
		cmocka_unit_test_setup(names_keep_the_danish_order_while_they_change, house_reset),
		cmocka_unit_test_setup(a_follower_brings_changes_without_being_asked, house_reset),
		cmocka_unit_test_setup(
			readers_find_all_that_was_there_while_a_follower_brings_changes_and_all_is_renewed, house_reset),
		cmocka_unit_test_setup(no_reader_waits_for_who_reads_the_changes, house_reset),
		cmocka_unit_test_setup(an_index_without_a_database_fills_when_it_is_there, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
