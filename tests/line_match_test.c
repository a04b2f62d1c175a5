/* SPDX-License-Identifier: MPL-2.0 */
/* Matches: the enterprise's answer, whom it reaches, and the buyer's board. */
#include "tests/market.h"

#include <pthread.h>
#include <string.h>

#include "lib/line_match.h"

static enum err answer(struct house *house, int64_t match, int64_t account, enum match_answer what)
{
	return line_match_answer(house->db, house->mem, house->configuration,
		&(struct match_reply){
			.match_id = match,
			.account_id = account,
			.answer = what,
			.words = "Ring gerne",
			.decline_reason = what == ANSWER_DECLINED ? "too_large" : NULL,
		});
}

static const char *status(struct house *house, int64_t match)
{
	return house_text(house, "SELECT status FROM line_match WHERE id = %lld", (long long)match);
}

static void opening_a_match_makes_it_seen_once(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	assert_int_equal(line_match_seen(house->db, market.match), OK);
	assert_string_equal(status(house, market.match), "seen");
	assert_int_equal(answer(house, market.match, market.owner, ANSWER_INTERESTED), OK);
	assert_int_equal(line_match_seen(house->db, market.match), OK);
	assert_string_equal(status(house, market.match), "interested");
}

static void an_answer_is_kept_counted_audited_and_mailed(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct line_match match;

	assert_int_equal(answer(house, market.match, market.owner, ANSWER_INTERESTED), OK);
	assert_int_equal(line_match_find(house->db, house->mem, market.match, &match), OK);
	assert_string_equal(match.status, "interested");
	assert_string_equal(match.answer_words, "Ring gerne");
	assert_true(match.answered_at != NO_MOMENT);
	assert_int_equal(house_count(house, "SELECT answers FROM plan_line"), 1);
	assert_int_equal(house_count(house,
				 "SELECT COUNT(*) FROM audit WHERE action = 'match-interested' AND account_id = %lld",
				 (long long)market.owner), 1);
	assert_int_equal(mails(house, "answer-received", "buyer@example.org"), 1);
	assert_string_equal(mailed(house, "answer-received", "enterprise_name"), "Kantinen");
	assert_string_equal(mailed(house, "answer-received", "interested"), "true");
}

static void an_answer_may_be_changed_without_being_counted_again(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	assert_int_equal(answer(house, market.match, market.owner, ANSWER_DECLINED), OK);
	assert_string_equal(house_text(house, "SELECT decline_reason FROM line_match"), "too_large");
	assert_int_equal(answer(house, market.match, market.colleague, ANSWER_INTERESTED), OK);
	assert_string_equal(status(house, market.match), "interested");
	assert_string_equal(house_text(house, "SELECT decline_reason FROM line_match"), "");
	assert_int_equal(house_count(house, "SELECT answers FROM plan_line"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 1);
}

static void a_stranger_may_not_answer(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	assert_int_equal(answer(house, market.match, market.other_owner, ANSWER_INTERESTED), FORBIDDEN);
	assert_int_equal(answer(house, market.match, market.buyer, ANSWER_INTERESTED), FORBIDDEN);
	house_sql(house, "UPDATE account SET disabled_at = UTC_TIMESTAMP() WHERE id = %lld",
		(long long)market.owner);
	assert_int_equal(answer(house, market.match, market.owner, ANSWER_INTERESTED), FORBIDDEN);
	assert_string_equal(status(house, market.match), "notified");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);
}

static void nothing_is_answered_after_the_dialogue(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	house_sql(house, "UPDATE plan_line SET dialogue_ends = CURDATE() - INTERVAL 2 DAY");
	assert_int_equal(answer(house, market.match, market.owner, ANSWER_INTERESTED), CONFLICT);
	house_sql(house, "UPDATE plan_line SET dialogue_ends = NULL, status = 'tender'");
	assert_int_equal(answer(house, market.match, market.owner, ANSWER_INTERESTED), CONFLICT);
	house_sql(house, "UPDATE plan_line SET status = 'dialogue'");
	assert_int_equal(answer(house, market.match, market.owner, ANSWER_INTERESTED), OK);
}

static void the_last_day_of_the_dialogue_counts(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	house_sql(house, "UPDATE plan_line SET dialogue_ends = '%s'", day_iso(house->mem, clock_today()));
	assert_int_equal(answer(house, market.match, market.owner, ANSWER_INTERESTED), OK);
}

static void notices_to_the_buyer_grow_rarer(void **state)
{
	static const int64_t told_after[] = {1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4};
	struct house *house = *state;
	struct market market = given_market(house);

	for (size_t i = 0; i < sizeof told_after / sizeof told_after[0]; i++) {
		const char *name = arena_printf(house->mem, "Firma%zu", i);
		int64_t enterprise = given_enterprise(house, name, "0630");
		int64_t member = given_member(house, enterprise, arena_printf(house->mem, "Chef%zu", i), "owner");
		int64_t match = given_match(house, market.line, enterprise);
		assert_int_equal(answer(house, match, member, ANSWER_INTERESTED), OK);
		assert_int_equal(mails(house, "answer-received", "buyer@example.org"), told_after[i]);
	}
}

static void an_unknown_reason_is_refused(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct match_reply reply = {
		.match_id = market.match,
		.account_id = market.owner,
		.answer = ANSWER_DECLINED,
		.decline_reason = "because",
	};

	assert_int_equal(line_match_answer(house->db, house->mem, house->configuration, &reply), INVALID);
	assert_string_equal(status(house, market.match), "notified");
}

static void who_is_shortlisted_stays_so_while_interested(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct match_step step = {market.match, market.municipality, market.buyer, "shortlisted"};

	assert_int_equal(answer(house, market.match, market.owner, ANSWER_INTERESTED), OK);
	assert_int_equal(line_match_step(house->db, &step), OK);
	assert_int_equal(answer(house, market.match, market.owner, ANSWER_INTERESTED), OK);
	assert_string_equal(status(house, market.match), "shortlisted");
	assert_int_equal(answer(house, market.match, market.owner, ANSWER_DECLINED), OK);
	assert_string_equal(status(house, market.match), "declined");
}

static void only_the_lines_municipality_moves_a_match(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t vejle = given_municipality(house, "0630");
	struct match_step step = {market.match, vejle, market.buyer, "shortlisted"};

	assert_int_equal(line_match_step(house->db, &step), NOT_FOUND);
	step.municipality_id = market.municipality;
	step.status = "declined";
	assert_int_equal(line_match_step(house->db, &step), INVALID);
	step.status = "awarded";
	assert_int_equal(line_match_step(house->db, &step), OK);
	assert_int_equal(answer(house, market.match, market.owner, ANSWER_DECLINED), CONFLICT);
}

static void an_enterprise_may_come_forward_by_itself_once(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t first, again;

	assert_int_equal(line_match_volunteer(house->db, house->mem, market.line, market.other, &first), OK);
	assert_int_equal(line_match_volunteer(house->db, house->mem, market.line, market.other, &again), OK);
	assert_int_equal(first, again);
	assert_int_equal(answer(house, first, market.other_owner, ANSWER_INTERESTED), OK);
	house_sql(house, "UPDATE enterprise SET status = 'draft'");
	int64_t draft = given_line(house, market.municipality, market.buyer, "Ny", NULL, "draft");
	assert_int_equal(line_match_volunteer(house->db, house->mem, draft, market.other, &first), NOT_FOUND);
}

struct volunteer {
	struct house *house;
	int64_t line, enterprise;
	enum err err;
	_Atomic bool done;
};

static void *come_forward(void *arg)
{
	struct volunteer *volunteer = arg;
	OWNED(arena_close) struct arena *mem = arena_open();
	struct db *db;
	int64_t id;

	volunteer->err = db_open(volunteer->house->configuration, &db);
	if (volunteer->err == OK)
		volunteer->err = line_match_volunteer(db, mem, volunteer->line, volunteer->enterprise, &id);
	db_close(&db);
	volunteer->done = true;
	return NULL;
}

static void who_is_about_to_leave_does_not_come_forward(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct volunteer volunteer = {.house = house, .line = market.line, .enterprise = market.other};
	pthread_t thread;

	struct tx tx = tx_begin(house->db);
	house_sql(house, "UPDATE enterprise SET status = 'withdrawn' WHERE organisation_id = %lld", (long long)market.other);
	assert_int_equal(pthread_create(&thread, NULL, come_forward, &volunteer), 0);
	house_wait_for_rival(house, &volunteer.done);
	assert_int_equal(tx_commit(&tx), OK);
	tx_close(&tx);
	pthread_join(thread, NULL);
	assert_int_equal(volunteer.err, NOT_FOUND);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match WHERE organisation_id = %lld",
				 (long long)market.other), 0);
}

static void the_board_shows_the_municipality_its_matches_best_first(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct reader reader = {NULL, DANISH};
	json_t *list;

	house_sql(house, "UPDATE line_match SET score = 61.5");
	given_match(house, market.line, market.other);
	assert_int_equal(answer(house, market.match, market.owner, ANSWER_INTERESTED), OK);
	assert_int_equal(line_match_board(house->db, house->mem, market.line, market.municipality, &reader,
				 &list), OK);
	assert_int_equal(json_array_size(list), 2);
	json_t *first = json_array_get(list, 0), *second = json_array_get(list, 1);
	assert_string_equal(json_string_value(json_object_get(first, "name")), "Vaskeriet");
	assert_true(json_is_true(json_object_get(first, "is_told")));
	assert_string_equal(json_string_value(json_object_get(second, "score_text")), "61.5");
	assert_true(json_is_true(json_object_get(second, "is_interested")));
	assert_string_equal(json_string_value(json_object_get(second, "answered_by")), "Owner");
	json_decref(list);
	assert_int_equal(line_match_board(house->db, house->mem, market.line, market.other, &reader, &list), OK);
	assert_int_equal(json_array_size(list), 0);
	json_decref(list);
}

static void the_inbox_parts_what_waits_from_what_is_answered_and_past(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct reader reader = {NULL, DANISH};
	int64_t second = given_line(house, market.municipality, market.buyer, "Vinduer", NULL, "published");
	int64_t third = given_line(house, market.municipality, market.buyer, "Haver", NULL, "closed");
	json_t *model;

	assert_int_equal(answer(house, given_match(house, second, market.enterprise), market.owner,
				 ANSWER_DECLINED), OK);
	given_match(house, third, market.enterprise);
	assert_int_equal(line_match_inbox(house->db, house->mem, market.enterprise, &reader, &model), OK);
	assert_int_equal(json_integer_value(json_object_get(model, "waiting_count")), 1);
	json_t *waiting = json_array_get(json_object_get(model, "waiting"), 0);
	assert_string_equal(json_string_value(json_object_get(waiting, "title")), "Kantinedrift");
	assert_int_equal(json_integer_value(json_object_get(model, "answered_count")), 1);
	assert_int_equal(json_integer_value(json_object_get(model, "past_count")), 1);
	json_decref(model);
	assert_int_equal(line_match_inbox(house->db, house->mem, market.other, &reader, &model), OK);
	assert_true(json_is_false(json_object_get(model, "has_waiting")));
	json_decref(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(opening_a_match_makes_it_seen_once, house_reset),
		cmocka_unit_test_setup(an_answer_is_kept_counted_audited_and_mailed, house_reset),
		cmocka_unit_test_setup(an_answer_may_be_changed_without_being_counted_again, house_reset),
		cmocka_unit_test_setup(a_stranger_may_not_answer, house_reset),
		cmocka_unit_test_setup(nothing_is_answered_after_the_dialogue, house_reset),
		cmocka_unit_test_setup(the_last_day_of_the_dialogue_counts, house_reset),
		cmocka_unit_test_setup(notices_to_the_buyer_grow_rarer, house_reset),
		cmocka_unit_test_setup(an_unknown_reason_is_refused, house_reset),
		cmocka_unit_test_setup(who_is_shortlisted_stays_so_while_interested, house_reset),
		cmocka_unit_test_setup(only_the_lines_municipality_moves_a_match, house_reset),
		cmocka_unit_test_setup(an_enterprise_may_come_forward_by_itself_once, house_reset),
		cmocka_unit_test_setup(who_is_about_to_leave_does_not_come_forward, house_reset),
		cmocka_unit_test_setup(the_board_shows_the_municipality_its_matches_best_first, house_reset),
		cmocka_unit_test_setup(the_inbox_parts_what_waits_from_what_is_answered_and_past, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
