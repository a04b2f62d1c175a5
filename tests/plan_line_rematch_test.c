/* SPDX-License-Identifier: MPL-2.0 */
/* What is told later than a line is published: to whom a change makes it fit, and to enterprises that come. */
#include <pthread.h>

#include <string.h>

#include "lib/text.h"
#include "tests/plan_scene.h"

/* ---- a line is changed ---- */

/* The canteen, published: the one who fits is told. A gardener does not fit. */
static struct plan_line published(struct house *house, const struct scene *scene)
{
	struct plan_line line = canteen(scene);
	int64_t garden = given_enterprise(house, "Gartneriet", "0621");

	given_offering(house, garden, "Havepleje og græsslåning", "77000000");
	given_member(house, garden, "Gartner", "owner");
	given_canteen(house, "Kantinen");
	line.id = stored(house, scene, &line);
	assert_int_equal(plan_line_publish(house->db, house->mem, &scene->telling, line.id, NULL), OK);
	return line;
}

/* Makes it gardening, which the gardener fits and the canteen does not. */
static void turn_to_gardening(struct plan_line *line)
{
	static const char *codes[] = {"77000000", NULL};

	line->title = "Havepleje og græsslåning ved plejehjem";
	line->text = "Græsslåning og pleje af haver.";
	line->cpv = codes;
}

static size_t edited(struct house *house, const struct scene *scene, const struct plan_line *line)
{
	size_t told = 9;

	assert_int_equal(plan_line_edit_and_tell(house->db, house->mem, &scene->telling, line, NULL, &told), OK);
	return told;
}

static int64_t match_mails(struct house *house, const char *name)
{
	return house_count(house, "SELECT COUNT(*) FROM outbox WHERE kind = 'match' AND recipient_name LIKE '%s'", name);
}

static void who_newly_fits_a_changed_line_is_told_once(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = published(house, &scene);

	assert_int_equal(match_mails(house, "Gartner"), 0);
	turn_to_gardening(&line);
	assert_int_equal(edited(house, &scene, &line), 1);
	assert_int_equal(match_mails(house, "Gartner"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match JOIN organisation o"
		" ON o.id = organisation_id WHERE o.name = 'Gartneriet' AND status = 'notified' AND score >= 40"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'line-told'"
		" AND JSON_VALUE(detail, '$.told') = 1"), 1);
	assert_int_equal(edited(house, &scene, &line), 0);
	line.text = "Græsslåning og pleje af haver hele sommeren.";
	assert_int_equal(edited(house, &scene, &line), 0);
	assert_int_equal(match_mails(house, "%%"), 3);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match"), 2);
}

static void who_was_told_keeps_its_status_and_has_the_score_of_today(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = published(house, &scene);

	house_sql(house, "UPDATE line_match SET status = 'interested', score = 99");
	line.title = "Kantinedrift på rådhuset og biblioteket";
	assert_int_equal(edited(house, &scene, &line), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match"
		" WHERE status = 'interested' AND score BETWEEN 40 AND 98 AND JSON_LENGTH(reasons) > 1"), 1);
	turn_to_gardening(&line);
	assert_int_equal(edited(house, &scene, &line), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match"
		" WHERE status = 'interested' AND score < 40"), 1);
	assert_int_equal(match_mails(house, "%%jer af Kantinen"), 2);
	/* the change itself is told after a pause */
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_change"), 1);
}

static void a_change_that_the_matching_does_not_see_tells_nobody(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = published(house, &scene);

	house_sql(house, "UPDATE line_match SET score = 99");
	line.contact_phone = "12345678";
	assert_int_equal(edited(house, &scene, &line), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match WHERE score = 99"), 1);
	assert_string_equal(house_text(house, "SELECT contact_phone FROM plan_line"), "12345678");
}

static void a_changed_draft_or_ended_dialogue_tells_nobody(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = published(house, &scene), draft = canteen(&scene);

	draft.id = stored(house, &scene, &draft);
	turn_to_gardening(&draft);
	assert_int_equal(edited(house, &scene, &draft), 0);
	turn_to_gardening(&line);
	line.dialogue_ends = clock_today() - 5;
	house_sql(house, "UPDATE plan_line SET dialogue_ends = '%s' WHERE id = %lld",
		day_iso(house->mem, line.dialogue_ends), (long long)line.id);
	assert_int_equal(edited(house, &scene, &line), 0);
	assert_int_equal(match_mails(house, "Gartner"), 0);
	line.dialogue_ends = clock_today() + 30; /* opened again */
	assert_int_equal(edited(house, &scene, &line), 1);
	assert_int_equal(match_mails(house, "Gartner"), 1);
	line.organisation_id = scene.vejle;
	assert_int_equal(plan_line_edit_and_tell(house->db, house->mem, &scene.telling, &line, NULL, NULL), NOT_FOUND);
}

/* ---- an enterprise that comes later ---- */

static void who_comes_later_is_told_of_the_open_lines_once(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	int64_t id = stored(house, &scene, &line);
	int64_t late;
	size_t told = 9;

	assert_int_equal(plan_line_publish(house->db, house->mem, &scene.telling, id, NULL), OK);
	late = given_canteen(house, "Den nye kantine");
	/* the index has neither the line nor the enterprise */
	assert_int_equal(
		enterprise_match_open_lines(house->db, house->mem, &scene.telling, late, &told), OK);
	assert_int_equal(told, 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 2);
	assert_int_equal(match_index_refresh_now(scene.index, house->db), OK);
	assert_int_equal(
		enterprise_match_open_lines(house->db, house->mem, &scene.telling, late, &told), OK);
	assert_int_equal(told, 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 2);
}

static void an_enterprise_that_is_not_approved_is_told_nothing(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	int64_t id = stored(house, &scene, &line);
	int64_t late;
	size_t told = 9;

	assert_int_equal(plan_line_publish(house->db, house->mem, &scene.telling, id, NULL), OK);
	late = given_canteen(house, "Kladden");
	house_sql(house, "UPDATE enterprise SET status = 'submitted'");
	assert_int_equal(
		enterprise_match_open_lines(house->db, house->mem, &scene.telling, late, &told), OK);
	assert_int_equal(told, 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match"), 0);
}

/* ---- who leaves at this very moment ---- */

/* What the index does not know yet. */
static void leaves_unnoticed(struct house *house, const struct scene *scene, int64_t enterprise)
{
	assert_int_equal(match_index_refresh_now(scene->index, house->db), OK);
	house_sql(house, "UPDATE enterprise SET status = 'withdrawn' WHERE organisation_id = %lld", (long long)enterprise);
}

static void a_publication_does_not_tell_who_has_just_left(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	int64_t id = stored(house, &scene, &line), stays = given_canteen(house, "Kantinen"), leaves = given_canteen(house, "Køkkenet");
	size_t told = 0;

	leaves_unnoticed(house, &scene, leaves);
	assert_int_equal(plan_line_publish(house->db, house->mem, &scene.telling, id, &told), OK);
	assert_int_equal(told, 1);
	assert_int_equal(house_count(house, "SELECT SUM(organisation_id) FROM line_match"), stays);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE recipient_name LIKE '%%Køkkenet'"), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE recipient_name LIKE '%%Kantinen'"), 2);
	assert_string_equal(house_text(house, "SELECT detail FROM audit WHERE action = 'line-published'"), "{\"told\":1}");
}

static void a_changed_line_does_not_tell_who_has_just_left(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	size_t told = 9;

	line.id = stored(house, &scene, &line);
	assert_int_equal(plan_line_publish(house->db, house->mem, &scene.telling, line.id, NULL), OK);
	int64_t leaves = given_canteen(house, "Køkkenet");
	leaves_unnoticed(house, &scene, leaves);
	line.text = "Frokost og kantinedrift på rådhuset, hver dag";
	assert_int_equal(plan_line_edit_and_tell(house->db, house->mem, &scene.telling, &line, NULL, &told), OK);
	assert_int_equal(told, 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match"), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'line-told'"), 0);
}

struct rival {
	struct house *house;
	const struct scene *scene;
	int64_t line;
	size_t told;
	enum err err;
	_Atomic bool done;
};

static void *publish_too(void *arg)
{
	struct rival *rival = arg;
	OWNED(arena_close) struct arena *mem = arena_open();
	struct db *db;

	rival->err = db_open(rival->house->configuration, &db);
	if (rival->err == OK)
		rival->err = plan_line_publish(db, mem, &rival->scene->telling, rival->line, &rival->told);
	db_close(&db);
	rival->done = true;
	return NULL;
}

/* The insert waits for the one who is about to leave, and sees it. */
static void a_publication_waits_for_who_is_about_to_leave(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	struct rival rival = {.house = house, .scene = &scene, .line = stored(house, &scene, &line), .told = 9};
	int64_t leaves = given_canteen(house, "Køkkenet");
	pthread_t thread;

	assert_int_equal(match_index_refresh_now(scene.index, house->db), OK);
	struct tx tx = tx_begin(house->db);
	house_sql(house, "UPDATE enterprise SET status = 'withdrawn' WHERE organisation_id = %lld", (long long)leaves);
	assert_int_equal(pthread_create(&thread, NULL, publish_too, &rival), 0);
	house_wait_for_rival(house, &rival.done);
	assert_int_equal(tx_commit(&tx), OK);
	tx_close(&tx);
	pthread_join(thread, NULL);
	assert_int_equal(rival.err, OK);
	assert_int_equal(rival.told, 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match"), 0);
}

static void a_change_is_in_the_index_after_a_refresh(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct match_index_figures figures;

	match_index_figures(scene.index, &figures);
	assert_int_equal(figures.enterprises, 0);
	given_canteen(house, "Kantinen");
	assert_int_equal(match_index_refresh_now(scene.index, house->db), OK);
	match_index_figures(scene.index, &figures);
	assert_int_equal(figures.enterprises, 1);
	assert_int_equal(figures.offerings, 1);
	assert_int_equal(figures.revision, house_count(house, "SELECT revision FROM index_revision"));
}

#define TEST(name) cmocka_unit_test_setup(name, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_newly_fits_a_changed_line_is_told_once),
		TEST(who_was_told_keeps_its_status_and_has_the_score_of_today),
		TEST(a_change_that_the_matching_does_not_see_tells_nobody),
		TEST(a_changed_draft_or_ended_dialogue_tells_nobody),
		TEST(who_comes_later_is_told_of_the_open_lines_once),
		TEST(an_enterprise_that_is_not_approved_is_told_nothing),
		TEST(a_publication_does_not_tell_who_has_just_left),
		TEST(a_changed_line_does_not_tell_who_has_just_left),
		TEST(a_publication_waits_for_who_is_about_to_leave),
		TEST(a_change_is_in_the_index_after_a_refresh),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
