/* SPDX-License-Identifier: MPL-2.0 */
/* The page of a plan line: what everyone reads, the board that only its buyer sees, questions. */
#include "tests/site.h"

#include <string.h>

struct scene {
	int64_t kolding, line, enterprise, match;
	struct browser *buyer, *foreign, *supplier, *other_supplier;
};

static struct scene given_scene(struct site_house *site)
{
	struct house *house = site->house;
	struct scene scene = {.kolding = given_municipality(house, "0621")};
	int64_t vejle = given_municipality(house, "0630"), buyer = given_member(house, scene.kolding, "Køber", "buyer");
	int64_t other = given_enterprise(house, "Den anden", "0630");

	scene.line = given_line(house, scene.kolding, buyer, "Kantinedrift", "55510000", "published");
	scene.enterprise = given_enterprise(house, "Kantinen", "0621");
	scene.match = given_match(house, scene.line, scene.enterprise);
	scene.buyer = as(site, buyer);
	scene.foreign = as(site, given_member(house, vejle, "Fremmed", "buyer"));
	scene.supplier = as(site, given_member(house, scene.enterprise, "Ejer", "owner"));
	scene.other_supplier = as(site, given_member(house, other, "Anden ejer", "owner"));
	return scene;
}

static void everyone_reads_the_line_and_nobody_else_the_board(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site);
	struct browser *others[] = {NULL, scene.foreign, scene.supplier, scene.other_supplier};

	house_sql(site->house, "UPDATE plan_line SET reserved = 1, value_dkk = 250000, contract_starts = '2099-05-01'");
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		struct res page = get(site, others[i], "/lines/%lld", (long long)scene.line);
		assert_shows(page, "Kantinedrift");
		assert_shows(page, "DKK 250,000");
		assert_shows(page, "1 May 2099");
		assert_shows(page, "at least 30 % of those employed");
		assert_shows(page, "indkoeb@example.org");
		assert_shows_not(page, "id=\"board\"");
		assert_shows_not(page, "/enterprises/kantinen");
	}
	struct res own = get(site, scene.buyer, "/lines/%lld", (long long)scene.line);
	assert_shows(own, "id=\"board\"");
	assert_shows(own, "/enterprises/kantinen");
	assert_shows(own, "Has opened it, not answered"); /* its supplier has, above */
	assert_string_equal(house_text(site->house, "SELECT status FROM line_match"), "seen");
}

static void the_api_has_the_line_and_neither_matches_nor_forms(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site);
	json_t *model = get_json(site, scene.buyer, "/lines/%lld", (long long)scene.line);
	json_t *line = json_object_get(model, "line");

	assert_string_equal(json_string_value(json_object_get(line, "title")), "Kantinedrift");
	assert_string_equal(json_string_value(json_object_get(line, "status")), "published");
	assert_true(json_is_null(json_object_get(line, "value_dkk")));
	assert_null(json_object_get(line, "told"));
	assert_null(json_object_get(model, "board"));
	assert_null(json_object_get(model, "supplier"));
}

static void the_board_shows_answers_with_their_words_and_reasons(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site);

	post(site, scene.supplier, "answer=interested&words=Fra+%3Cmaj%3E", "/lines/%lld/answer", (long long)scene.line);
	post(site, scene.other_supplier, "answer=declined&decline_reason=too_small&words=", "/lines/%lld/answer",
		(long long)scene.line);
	struct res page = get(site, scene.buyer, "/lines/%lld", (long long)scene.line);
	assert_shows(page, "Fra &lt;maj&gt;");
	assert_shows(page, "It is too small for us");
	assert_shows(page, "Came forward on its own.");
	assert_shows(page, arena_printf(site->house->mem, "/enterprises/kantinen/contact?line=%lld", (long long)scene.line));
}

static void the_board_leads_to_what_an_enterprise_wrote_about_the_line(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site);

	assert_shows_not(get(site, scene.buyer, "/lines/%lld", (long long)scene.line), "See the conversation");
	post(site, scene.supplier, "subject=Vinter&text=Hvor+mange+kommer%3F", "/lines/%lld/contact", (long long)scene.line);
	const char *link = arena_printf(site->house->mem, "<a href=\"/messages/%s\">See the conversation",
		house_text(site->house, "SELECT id FROM conversation"));
	assert_shows(get(site, scene.buyer, "/lines/%lld", (long long)scene.line), link);
}

static void only_its_buyer_moves_an_enterprise_on(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site);
	const char *path = arena_printf(site->house->mem, "/matches/%lld/step", (long long)scene.match);

	assert_int_equal(post(site, scene.foreign, "status=shortlisted", "%s", path).status, 404);
	assert_int_equal(post(site, scene.supplier, "status=shortlisted", "%s", path).status, 403);
	assert_int_equal(post_forged(site, scene.buyer, "status=shortlisted", "%s", path).status, 403);
	assert_string_equal(house_text(site->house, "SELECT status FROM line_match"), "notified");
	assert_int_equal(post(site, scene.buyer, "status=shortlisted", "%s", path).status, 303);
	assert_shows(get(site, scene.buyer, "/lines/%lld", (long long)scene.line), "On your shortlist");
	assert_int_equal(post(site, scene.buyer, "status=awarded", "%s", path).status, 303);
	assert_string_equal(house_text(site->house, "SELECT status FROM line_match"), "awarded");
	assert_int_equal(post(site, scene.buyer, "status=interested", "%s", path).status, 404);
}

static void a_question_is_asked_answered_and_read_by_all_without_who_asked(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site);

	assert_redirects(post(site, scene.supplier, "question=Hvor+mange+%3Cdage%3E%3F", "/lines/%lld/questions", (long long)scene.line),
		arena_printf(site->house->mem, "/lines/%lld#questions", (long long)scene.line));
	int64_t question = house_count(site->house, "SELECT id FROM question");
	struct res page = get(site, NULL, "/lines/%lld", (long long)scene.line);
	assert_shows(page, "Hvor mange &lt;dage&gt;?");
	assert_shows(page, "Not answered yet.");
	assert_shows_not(page, "Kantinen<");
	const char *form = arena_printf(site->house->mem, "line=%lld&answer_%lld=Fem", (long long)scene.line, (long long)question);
	assert_int_equal(post(site, scene.foreign, form, "/questions/%lld/answer", (long long)question).status, 404);
	assert_int_equal(post(site, scene.supplier, form, "/questions/%lld/answer", (long long)question).status, 403);
	assert_int_equal(post(site, scene.buyer, form, "/questions/%lld/answer", (long long)question).status, 303);
	assert_shows(get(site, scene.other_supplier, "/lines/%lld", (long long)scene.line), "Fem");
}

static void a_question_or_answer_that_is_too_long_is_kept_as_it_was_typed(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site);
	char *text = arena_alloc(site->house->mem, 4002);

	memset(text, 'x', 4001);
	struct res asked = post(site, scene.supplier, arena_printf(site->house->mem, "question=%s", text), "/lines/%lld/questions",
		(long long)scene.line);
	assert_int_equal(asked.status, 422);
	assert_non_null(strstr(asked.body, arena_printf(site->house->mem, "%s</textarea>", text)));
	assert_int_equal(post(site, scene.supplier, "question=", "/lines/%lld/questions", (long long)scene.line).status, 422);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM question"), 0);
	post(site, scene.supplier, "question=Hvad%3F", "/lines/%lld/questions", (long long)scene.line);
	int64_t question = house_count(site->house, "SELECT id FROM question");
	struct res answered = post(site, scene.buyer,
		arena_printf(site->house->mem, "line=%lld&answer_%lld=%s", (long long)scene.line, (long long)question, text),
		"/questions/%lld/answer", (long long)question);
	assert_int_equal(answered.status, 422);
	assert_non_null(strstr(answered.body, arena_printf(site->house->mem, "%s</textarea>", text)));
	assert_string_equal(house_text(site->house, "SELECT COALESCE(answer, '-') FROM question"), "-");
}

static void a_question_after_the_dialogue_has_ended_is_refused(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site);

	assert_int_equal(post(site, NULL, "question=Hvad%3F", "/lines/%lld/questions", (long long)scene.line).status, 403);
	house_sql(site->house, "UPDATE plan_line SET dialogue_ends = CURDATE() - INTERVAL 1 DAY");
	assert_shows_not(get(site, scene.supplier, "/lines/%lld", (long long)scene.line), "Ask a question");
	assert_int_equal(
		post(site, scene.supplier, "question=Hvad%3F", "/lines/%lld/questions", (long long)scene.line).status, 409);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM question"), 0);
}

static void the_list_in_excel_is_for_its_buyer(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site);
	struct res file = get(site, scene.buyer, "/lines/%lld/suppliers.xlsx", (long long)scene.line);

	assert_int_equal(file.status, 200);
	assert_memory_equal(file.body, "PK", 2);
	assert_non_null(strstr(file.headers, ".xlsx"));
	assert_int_equal(get(site, scene.foreign, "/lines/%lld/suppliers.xlsx", (long long)scene.line).status, 404);
	assert_int_equal(get(site, scene.supplier, "/lines/%lld/suppliers.xlsx", (long long)scene.line).status, 403);
	assert_int_equal(get(site, NULL, "/lines/%lld/suppliers.xlsx", (long long)scene.line).status, 303);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(everyone_reads_the_line_and_nobody_else_the_board, site_house_reset),
		cmocka_unit_test_setup(the_api_has_the_line_and_neither_matches_nor_forms, site_house_reset),
		cmocka_unit_test_setup(the_board_shows_answers_with_their_words_and_reasons, site_house_reset),
		cmocka_unit_test_setup(the_board_leads_to_what_an_enterprise_wrote_about_the_line, site_house_reset),
		cmocka_unit_test_setup(only_its_buyer_moves_an_enterprise_on, site_house_reset),
		cmocka_unit_test_setup(a_question_is_asked_answered_and_read_by_all_without_who_asked, site_house_reset),
		cmocka_unit_test_setup(a_question_or_answer_that_is_too_long_is_kept_as_it_was_typed, site_house_reset),
		cmocka_unit_test_setup(a_question_after_the_dialogue_has_ended_is_refused, site_house_reset),
		cmocka_unit_test_setup(the_list_in_excel_is_for_its_buyer, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
