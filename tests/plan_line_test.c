/* SPDX-License-Identifier: MPL-2.0 */
/* Plans and plan lines: rules, the way through the statuses, and whom publishing tells. */
#include <pthread.h>
#include <string.h>

#include "lib/text.h"
#include "tests/plan_scene.h"

/* ---- plans ---- */

static void a_plan_of_the_same_year_and_title_is_a_conflict(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	int64_t id;

	assert_int_equal(plan_create(house->db, scene.kolding, 2027, "Indkøb 2027", scene.buyer, &id),
		CONFLICT);
	assert_int_equal(plan_create(house->db, scene.vejle, 2027, "Indkøb 2027", scene.buyer, &id), OK);
	assert_int_equal(plan_create(house->db, scene.kolding, 27, "Indkøb", scene.buyer, &id), INVALID);
	assert_int_equal(plan_create(house->db, scene.kolding, 2027, "  ", scene.buyer, &id), INVALID);
}

static void a_plan_is_found_and_changed_by_its_municipality_only(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan plan;

	assert_int_equal(plan_find_own(house->db, house->mem, scene.plan, scene.vejle, &plan), NOT_FOUND);
	assert_int_equal(plan_find_own(house->db, house->mem, scene.plan, scene.kolding, &plan), OK);
	assert_int_equal(plan.year, 2027);
	assert_string_equal(plan.municipality_code, "0621");
	plan.title = "Indkøb 2027, revideret";
	assert_int_equal(plan_edit(house->db, &plan, scene.buyer), OK);
	plan.organisation_id = scene.vejle;
	assert_int_equal(plan_edit(house->db, &plan, scene.buyer), NOT_FOUND);
	assert_int_equal(plan_find_own(house->db, house->mem, scene.plan, scene.kolding, &plan), OK);
	assert_string_equal(plan.title, "Indkøb 2027, revideret");
}

/* ---- lines: reading and writing ---- */

static void a_line_comes_back_as_it_was_written(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene), back;
	int64_t id = stored(house, &scene, &line);

	assert_int_equal(plan_line_find_own(house->db, house->mem, id, scene.kolding, &back), OK);
	assert_string_equal(back.title, line.title);
	assert_string_equal(back.text, line.text);
	assert_string_equal(back.status, "draft");
	assert_int_equal(back.value_dkk, 250000);
	assert_int_equal(back.dialogue_ends, line.dialogue_ends);
	assert_int_equal(back.contract_ends, NO_DAY);
	assert_int_equal(back.cpv_count, 1);
	assert_string_equal(back.cpv[0], "55510000");
	assert_null(back.cpv[1]);
	assert_int_equal(back.plan_year, 2027);
	assert_string_equal(back.organisation_name, "Kolding Kommune");
}

static void a_list_of_open_purchases_reads_what_cards_show(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	struct plan_lines listed, newest;
	int64_t id = stored(house, &scene, &line);

	house_sql(house, "UPDATE plan_line SET status = 'published', published_at = NOW(), text = REPEAT('mad æ ', 400)");
	assert_int_equal(plan_line_list_ids(house->db, house->mem, &id, 1, &listed), OK);
	assert_int_equal(listed.count, 1);
	assert_int_equal(text_length(listed.at[0].text), 1000);
	assert_string_equal(listed.at[0].title, line.title);
	assert_string_equal(listed.at[0].cpv[0], line.cpv[0]);
	assert_int_equal(listed.at[0].value_dkk, line.value_dkk);
	assert_int_equal(plan_line_list_newest(house->db, house->mem, 5, &newest), OK);
	assert_int_equal(newest.at[0].id, id);
	assert_int_equal(text_length(newest.at[0].text), 1000);
}

static void a_draft_is_seen_by_its_municipality_only(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene), back;
	struct plan_lines lines;
	int64_t id = stored(house, &scene, &line);

	assert_int_equal(plan_line_find(house->db, house->mem, id, &back), NOT_FOUND);
	assert_int_equal(plan_line_find_own(house->db, house->mem, id, scene.vejle, &back), NOT_FOUND);
	assert_int_equal(plan_line_list_ids(house->db, house->mem, &id, 1, &lines), OK);
	assert_int_equal(lines.count, 0);
	assert_int_equal(plan_line_list(house->db, house->mem, scene.plan, false, &lines), OK);
	assert_int_equal(lines.count, 0);
	assert_int_equal(plan_line_list(house->db, house->mem, scene.plan, true, &lines), OK);
	assert_int_equal(lines.count, 1);
	assert_int_equal(plan_line_list_own(house->db, house->mem, scene.kolding, &lines), OK);
	assert_int_equal(lines.count, 1);
	assert_int_equal(plan_line_list_year(house->db, house->mem, "kolding-kommune", 2027, &lines), OK);
	assert_int_equal(lines.count, 0);
}

static void a_line_in_another_municipality_s_plan_is_not_made(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	int64_t id;

	line.organisation_id = scene.vejle;
	assert_int_equal(plan_line_create(house->db, house->mem, &line, scene.buyer, &id), NOT_FOUND);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM plan_line"), 0);
}

static void another_municipality_does_not_change_a_line(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);

	line.id = stored(house, &scene, &line);
	line.title = "Overtaget";
	line.organisation_id = scene.vejle;
	assert_int_equal(plan_line_edit(house->db, house->mem, &line, scene.buyer), NOT_FOUND);
	assert_int_equal(
		plan_line_status_set(house->db, line.id, scene.vejle, "cancelled", scene.buyer), NOT_FOUND);
	line.organisation_id = scene.kolding;
	line.title = "Kantine";
	line.cpv_count = 0;
	assert_int_equal(plan_line_edit(house->db, house->mem, &line, scene.buyer), OK);
	assert_string_equal(house_text(house, "SELECT title FROM plan_line"), "Kantine");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM plan_line_cpv"), 0);
}

/* ---- rules ---- */

static bool has_fault(const struct faults *faults, const char *field)
{
	for (size_t i = 0; i < faults->count; i++)
		if (text_equal(faults->at[i].field, field))
			return true;
	return false;
}

static struct faults faults_of(struct house *house, const struct plan_line *line, bool publish)
{
	struct faults faults = {0};
	enum err err = plan_line_check(house->db, line, publish, clock_today(), &faults);

	assert_int_equal(err, faults.count > 0 ? INVALID : OK);
	return faults;
}

static void every_broken_rule_is_told_beside_its_field(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	const char *codes[] = {"99999999", NULL};
	struct plan_line line = canteen(&scene);
	struct faults faults = faults_of(house, &line, true);

	assert_int_equal(faults.count, 0);
	line.title = " ";
	line.text = "";
	line.cpv = codes;
	line.procedure_kind = "lottery";
	line.contract_starts = line.dialogue_ends - 1;
	line.contact_email = "not an address";
	faults = faults_of(house, &line, true);
	assert_true(has_fault(&faults, "title"));
	assert_true(has_fault(&faults, "text"));
	assert_true(has_fault(&faults, "cpv"));
	assert_true(has_fault(&faults, "procedure_kind"));
	assert_true(has_fault(&faults, "contract_starts"));
	assert_true(has_fault(&faults, "contact_email"));
	assert_int_equal(faults.count, 6);
}

static void a_draft_may_lack_what_publishing_needs(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);

	line.text = line.contact_name = line.contact_email = "";
	line.dialogue_ends = clock_today() - 1;
	assert_int_equal(faults_of(house, &line, false).count, 0);
	assert_int_equal(faults_of(house, &line, true).count, 4);
}

static void a_line_goes_forwards_only(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	int64_t id = given_line(house, scene.kolding, scene.buyer, "Kantine", NULL, "published");

#define STEP(to) plan_line_status_set(house->db, id, scene.kolding, to, scene.buyer)
	assert_int_equal(STEP("closed"), CONFLICT);
	assert_int_equal(STEP("published"), CONFLICT);
	assert_int_equal(STEP("dialogue"), OK);
	assert_int_equal(STEP("published"), CONFLICT);
	assert_int_equal(STEP("tender"), OK);
	assert_int_equal(STEP("awarded"), OK);
	assert_int_equal(STEP("cancelled"), CONFLICT);
	assert_int_equal(STEP("closed"), OK);
	assert_int_equal(STEP("nonsense"), CONFLICT);
	assert_int_equal(house_count(house,
		"SELECT COUNT(*) FROM audit WHERE action = 'line-status-changed'"), 4);
#undef STEP
}

static void a_line_past_its_tender_is_not_edited(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);

	line.id = given_line(house, scene.kolding, scene.buyer, "Kantine", NULL, "awarded");
	assert_int_equal(plan_line_edit(house->db, house->mem, &line, scene.buyer), CONFLICT);
}

/* ---- publishing ---- */

static void publishing_tells_every_owner_of_who_fits_and_nobody_else(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	int64_t id = stored(house, &scene, &line);
	int64_t enterprise = given_canteen(house, "Kantinen");
	int64_t garden = given_enterprise(house, "Gartneriet", "0621");
	size_t told = 0;

	given_offering(house, garden, "Havepleje", "77000000");
	given_member(house, garden, "Gartner", "owner");
	assert_int_equal(plan_line_publish(house->db, house->mem, &scene.telling, id, &told), OK);
	assert_int_equal(told, 1);
	assert_string_equal(house_text(house, "SELECT status FROM plan_line"), "published");
	assert_int_equal(house_count(house, "SELECT published_at IS NOT NULL FROM plan_line"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match WHERE organisation_id = %lld"
		" AND status = 'notified' AND score >= 40 AND JSON_LENGTH(reasons) > 1",
		(long long)enterprise), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE kind = 'match'"
		" AND recipient_name LIKE '%%jer af Kantinen'"), 2);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 2);
	/* the mail tells the very reasons that are stored with the match */
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox, line_match"
		" WHERE JSON_LENGTH(reasons) > 0 AND JSON_EXTRACT(model, '$.reasons[*].kind') = JSON_EXTRACT(reasons, '$[*].kind')"
		" AND JSON_EXTRACT(model, '$.reasons[*].names.da') = JSON_EXTRACT(reasons, '$[*].names.da')"), 2);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM token WHERE purpose = 'match'"), 2);
	assert_int_equal(house_count(house,
		"SELECT COUNT(*) FROM audit WHERE action = 'line-published'"), 1);
}

static void a_second_publication_is_a_conflict_and_tells_nobody_again(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	int64_t id = stored(house, &scene, &line);

	given_canteen(house, "Kantinen");
	assert_int_equal(plan_line_publish(house->db, house->mem, &scene.telling, id, NULL), OK);
	assert_int_equal(plan_line_publish(house->db, house->mem, &scene.telling, id, NULL), CONFLICT);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 2);
}

static void an_incomplete_line_is_not_published_and_leaves_nothing(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	int64_t revision, id;

	line.text = "";
	id = stored(house, &scene, &line);
	given_canteen(house, "Kantinen");
	revision = house_count(house, "SELECT revision FROM index_revision");
	assert_int_equal(plan_line_publish(house->db, house->mem, &scene.telling, id, NULL), INVALID);
	scene.telling.organisation_id = scene.vejle;
	assert_int_equal(plan_line_publish(house->db, house->mem, &scene.telling, id, NULL), NOT_FOUND);
	assert_string_equal(house_text(house, "SELECT status FROM plan_line"), "draft");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);
	assert_int_equal(house_count(house, "SELECT revision FROM index_revision"), revision);
}

static void a_line_that_nobody_fits_is_published_all_the_same(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	int64_t id = stored(house, &scene, &line);
	size_t told = 9;

	assert_int_equal(plan_line_publish(house->db, house->mem, &scene.telling, id, &told), OK);
	assert_int_equal(told, 0);
}

struct rival {
	struct house *house;
	struct scene *scene;
	int64_t line;
	enum err err;
};

static void *publish_too(void *arg)
{
	struct rival *rival = arg;
	OWNED(arena_close) struct arena *mem = arena_open();
	struct db *db;

	if (db_open(rival->house->configuration, &db) == OK)
		rival->err = plan_line_publish(db, mem, &rival->scene->telling, rival->line, NULL);
	db_close(&db);
	return NULL;
}

static void of_two_who_publish_at_once_one_is_told_no(void **state)
{
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene);
	int64_t id = stored(house, &scene, &line);
	struct rival rivals[2] = {{house, &scene, id, FAILED}, {house, &scene, id, FAILED}};
	pthread_t threads[2];

	given_canteen(house, "Kantinen");
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, publish_too, &rivals[i]), 0);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal((rivals[0].err == OK) + (rivals[1].err == OK), 1);
	assert_int_equal((rivals[0].err == CONFLICT) + (rivals[1].err == CONFLICT), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 2);
}

#define TEST(name) cmocka_unit_test_setup(name, house_reset)

static void the_codes_keep_their_order_the_main_one_first(void **state)
{
	static const char *codes[] = {"77000000", "55510000", NULL};
	struct house *house = *state;
	OWNED(scene_close) struct scene scene = scene_of(house);
	struct plan_line line = canteen(&scene), back;

	line.cpv = codes;
	line.cpv_count = 2;
	line.id = stored(house, &scene, &line);
	assert_int_equal(plan_line_find_own(house->db, house->mem, line.id, scene.kolding, &back), OK);
	assert_int_equal(back.cpv_count, 2);
	for (size_t i = 0; i < 2; i++)
		assert_string_equal(back.cpv[i], codes[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_plan_of_the_same_year_and_title_is_a_conflict),
		TEST(a_plan_is_found_and_changed_by_its_municipality_only),
		TEST(a_line_comes_back_as_it_was_written),
		TEST(a_list_of_open_purchases_reads_what_cards_show),
		TEST(a_draft_is_seen_by_its_municipality_only),
		TEST(a_line_in_another_municipality_s_plan_is_not_made),
		TEST(another_municipality_does_not_change_a_line),
		TEST(every_broken_rule_is_told_beside_its_field),
		TEST(a_draft_may_lack_what_publishing_needs),
		TEST(a_line_goes_forwards_only),
		TEST(a_line_past_its_tender_is_not_edited),
		TEST(publishing_tells_every_owner_of_who_fits_and_nobody_else),
		TEST(a_second_publication_is_a_conflict_and_tells_nobody_again),
		TEST(an_incomplete_line_is_not_published_and_leaves_nothing),
		TEST(a_line_that_nobody_fits_is_published_all_the_same),
		TEST(the_codes_keep_their_order_the_main_one_first),
		TEST(of_two_who_publish_at_once_one_is_told_no),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
