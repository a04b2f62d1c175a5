/* SPDX-License-Identifier: MPL-2.0 */
/* Questions about a line: suppliers ask, the buyer answers, everyone reads. */
#include "tests/market.h"

#include <stdlib.h>
#include <string.h>

#include "lib/question.h"

static enum err ask(struct house *house, const struct market *market, int64_t *id)
{
	return question_add(house->db, house->mem, house->configuration,
		&(struct question_add){
			.line_id = market->line,
			.author_id = market->owner,
			.organisation_id = market->enterprise,
			.text = "Hvor mange kuverter?",
		},
		id);
}

static enum err answer(struct house *house, int64_t question, int64_t account, int64_t organisation)
{
	return question_answer(house->db, house->mem, house->configuration,
		&(struct question_answer){
			.question_id = question,
			.account_id = account,
			.organisation_id = organisation,
			.text = "200 om dagen.",
		},
		NULL);
}

static void a_question_reaches_the_buyer(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	assert_int_equal(ask(house, &market, &id), OK);
	assert_int_equal(mails(house, "question-asked", "buyer@example.org"), 1);
	assert_string_equal(mailed(house, "question-asked", "question"), "Hvor mange kuverter?");
	int64_t waiting;
	assert_int_equal(question_waiting(house->db, market.municipality, &waiting), OK);
	assert_int_equal(waiting, 1);
}

static void a_question_after_the_dialogue_has_ended_is_refused(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	house_sql(house, "UPDATE plan_line SET dialogue_ends = '2020-01-01'");
	assert_int_equal(ask(house, &market, &id), CONFLICT);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);
}

static void a_draft_cannot_be_asked_about(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	house_sql(house, "UPDATE plan_line SET status = 'draft'");
	assert_int_equal(ask(house, &market, &id), NOT_FOUND);
	market.line = 999999;
	assert_int_equal(ask(house, &market, &id), NOT_FOUND);
}

static void only_a_member_asks_and_no_municipality(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house), stranger = market, buyer = market;
	int64_t id;

	stranger.owner = market.other_owner;
	assert_int_equal(ask(house, &stranger, &id), FORBIDDEN);
	buyer.owner = market.buyer;
	buyer.enterprise = market.municipality;
	assert_int_equal(ask(house, &buyer, &id), FORBIDDEN);
}

static void an_empty_question_is_refused(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct question_add question = {
		.line_id = market.line, .author_id = market.owner, .organisation_id = market.enterprise};
	int64_t id;

	question.text = " ";
	assert_int_equal(question_add(house->db, house->mem, house->configuration, &question, &id), INVALID);
}

static void an_answer_reaches_who_asked_and_who_is_interested(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	int64_t match = given_match(house, market.line, market.other);
	assert_int_equal(line_match_answer(house->db, house->mem, house->configuration,
				 &(struct match_reply){.match_id = match, .account_id = market.other_owner}), OK);
	assert_int_equal(ask(house, &market, &id), OK);
	assert_int_equal(answer(house, id, market.buyer, market.municipality), OK);
	assert_int_equal(mails(house, "question-answered", "owner@example.org"), 1);
	assert_int_equal(mails(house, "question-answered", "other@example.org"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE kind = 'question-answered'"), 2);
	assert_string_equal(mailed(house, "question-answered", "answer"), "200 om dagen.");
}

static void only_the_lines_buyers_answer(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t vejle = given_municipality(house, "0630");
	int64_t vejle_buyer = given_member(house, vejle, "Vejle", "buyer");
	int64_t id;

	assert_int_equal(ask(house, &market, &id), OK);
	assert_int_equal(answer(house, id, vejle_buyer, vejle), NOT_FOUND);
	assert_int_equal(answer(house, id, vejle_buyer, market.municipality), NOT_FOUND);
	assert_int_equal(answer(house, id, market.owner, market.enterprise), NOT_FOUND);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM question WHERE answer IS NOT NULL"), 0);
}

static void everyone_reads_and_nobody_sees_who_asked(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;
	json_t *list;

	assert_int_equal(ask(house, &market, &id), OK);
	assert_int_equal(answer(house, id, market.buyer, market.municipality), OK);
	assert_int_equal(question_list(house->db, house->mem, market.line, market.other, "da", &list), OK);
	json_t *first = json_array_get(list, 0);
	assert_string_equal(json_string_value(json_object_get(first, "answer")), "200 om dagen.");
	assert_true(json_is_false(json_object_get(first, "mine")));
	char *text = json_dumps(list, 0);
	assert_null(strstr(text, "Kantinen"));
	assert_null(strstr(text, "owner"));
	free(text);
	json_decref(list);
	assert_int_equal(question_list(house->db, house->mem, market.line, market.enterprise, "da", &list), OK);
	assert_true(json_is_true(json_object_get(json_array_get(list, 0), "mine")));
	json_decref(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_question_reaches_the_buyer, house_reset),
		cmocka_unit_test_setup(a_question_after_the_dialogue_has_ended_is_refused, house_reset),
		cmocka_unit_test_setup(a_draft_cannot_be_asked_about, house_reset),
		cmocka_unit_test_setup(only_a_member_asks_and_no_municipality, house_reset),
		cmocka_unit_test_setup(an_empty_question_is_refused, house_reset),
		cmocka_unit_test_setup(an_answer_reaches_who_asked_and_who_is_interested, house_reset),
		cmocka_unit_test_setup(only_the_lines_buyers_answer, house_reset),
		cmocka_unit_test_setup(everyone_reads_and_nobody_sees_who_asked, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
