/* SPDX-License-Identifier: MPL-2.0 */
/* The review: submitting, who sees what, deciding, and the five criteria. */
#include "tests/support.h"

#include "lib/criterion.h"
#include "lib/review.h"
#include "lib/text.h"

/* A draft of Kolding, with an owner, in which nothing is missing. */
struct cast {
	int64_t enterprise, owner;
	int64_t municipality, coordinator;
	int64_t administrator;
};

static void state_all(struct house *house, int64_t enterprise)
{
	for (int i = 0; i < CRITERIA; i++)
		assert_int_equal(criterion_save(house->db, enterprise, &(struct criterion_statement){
			.criterion = (enum criterion)i, .statement = "Sådan gør vi.", .evidence = "Vedtægter § 2"}), OK);
}

static struct cast given_cast(struct house *house)
{
	struct cast cast = {.enterprise = given_enterprise(house, "Kantinen", "0621")};

	cast.owner = given_member(house, cast.enterprise, "Ejeren", "owner");
	cast.municipality = given_municipality(house, "0621");
	cast.coordinator = given_member(house, cast.municipality, "Koordinatoren", "coordinator");
	cast.administrator = given_account(house, "Driften");
	house_sql(house, "UPDATE account SET is_administrator = TRUE WHERE id = %lld", (long long)cast.administrator);
	house_sql(house, "UPDATE enterprise SET status = 'draft', approved_at = NULL, pitch = 'Vi laver frokost',"
		" description = 'Mad.', contact_name = 'Ane'");
	given_offering(house, cast.enterprise, "Frokost til møder", "55510000");
	state_all(house, cast.enterprise);
	return cast;
}

static enum err submit(struct house *house, const struct cast *cast)
{
	return review_submit(house->db, house->mem, house->configuration, cast->enterprise, cast->owner);
}

static struct reviewer coordinator_of(const struct cast *cast)
{
	return (struct reviewer){.account_id = cast->coordinator, .municipality_code = "0621"};
}

static struct reviewer stranger(const struct cast *cast)
{
	return (struct reviewer){.account_id = cast->coordinator, .municipality_code = "0630"};
}

static struct reviewer administrator_of(const struct cast *cast)
{
	return (struct reviewer){
		.account_id = cast->administrator, .municipality_code = "", .administrator = true};
}

static enum err decide(struct house *house, const struct cast *cast, const struct reviewer *reviewer,
	enum review_verdict verdict)
{
	const struct telling telling = {.configuration = house->configuration,
		.account_id = reviewer->account_id, .organisation_id = cast->municipality};
	bool changes = verdict == REVIEW_CHANGES;

	return review_decide(house->db, house->mem, &telling, reviewer, &(struct review_decision){
		.organisation_id = cast->enterprise,
		.verdict = verdict,
		.words = changes ? "Skriv hvem der ejer jer." : "",
		.due_on = changes ? clock_today() + 14 : NO_DAY,
	});
}

static const char *status(struct house *house)
{
	return house_text(house, "SELECT status FROM enterprise");
}

/* Who has mail of a kind: "koordinatoren@example.org". */
static const char *mailed(struct house *house, const char *kind)
{
	return house_text(house, "SELECT COALESCE(GROUP_CONCAT(recipient_address ORDER BY id), '')"
		" FROM outbox WHERE kind = '%s'", kind);
}

/* ---- submitting ---- */

static void what_is_submitted_waits_and_the_coordinator_is_told(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);

	assert_int_equal(submit(house, &cast), OK);
	assert_string_equal(status(house), "submitted");
	assert_string_equal(mailed(house, "review-asked"), "koordinatoren@example.org");
	assert_string_equal(house_text(house, "SELECT JSON_VALUE(model, '$.enterprise_name') FROM outbox"), "Kantinen");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'enterprise-submitted'"
		" AND account_id = %lld", (long long)cast.owner), 1);
}

static void without_a_coordinator_the_administrators_are_told(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);

	house_sql(house, "UPDATE account SET disabled_at = UTC_TIMESTAMP() WHERE id = %lld", (long long)cast.coordinator);
	assert_int_equal(submit(house, &cast), OK);
	assert_string_equal(mailed(house, "review-asked"), "driften@example.org");
}

static void what_lacks_something_is_not_submitted(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);

	house_sql(house, "UPDATE criterion_statement SET statement = '' WHERE criterion = 'trading'");
	assert_int_equal(submit(house, &cast), INVALID);
	assert_string_equal(status(house), "draft");
	assert_string_equal(mailed(house, "review-asked"), "");
}

static void submitting_twice_is_a_conflict_and_one_mail(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);

	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(submit(house, &cast), CONFLICT);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 1);
}

/* ---- who sees what ---- */

static size_t queue_length(struct house *house, const struct reviewer *reviewer, bool all, bool *is_mine)
{
	json_t *queue;

	assert_int_equal(review_queue(house->db, house->mem, reviewer, all, "da", &queue), OK);
	size_t length = json_array_size(queue);
	*is_mine = json_is_true(json_object_get(json_array_get(queue, 0), "is_mine"));
	json_decref(queue);
	return length;
}

static void the_queue_is_the_municipalitys_own(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct reviewer coordinator = coordinator_of(&cast), other = stranger(&cast);
	bool is_mine;

	assert_int_equal(queue_length(house, &coordinator, false, &is_mine), 0);
	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(queue_length(house, &coordinator, false, &is_mine), 1);
	assert_true(is_mine);
	assert_int_equal(queue_length(house, &other, false, &is_mine), 0);
	/* only an administrator can ask for all */
	assert_int_equal(queue_length(house, &other, true, &is_mine), 0);
}

static void an_administrator_decides_where_there_is_no_coordinator_and_sees_all(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct reviewer administrator = administrator_of(&cast);
	bool is_mine;

	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(queue_length(house, &administrator, false, &is_mine), 0);
	assert_int_equal(queue_length(house, &administrator, true, &is_mine), 1);
	assert_false(is_mine);
	house_sql(house, "DELETE FROM membership WHERE role = 'coordinator'");
	assert_int_equal(queue_length(house, &administrator, false, &is_mine), 1);
	assert_true(is_mine);
}

static void nobody_else_opens_it_and_nobody_opens_a_draft(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct reviewer coordinator = coordinator_of(&cast), other = stranger(&cast),
		administrator = administrator_of(&cast);
	struct reviewer nobody = {.account_id = cast.owner, .municipality_code = ""};
	struct enterprise found;

	assert_int_equal(review_find(house->db, house->mem, &coordinator, cast.enterprise, &found), NOT_FOUND);
	assert_int_equal(review_find(house->db, house->mem, &administrator, cast.enterprise, &found), NOT_FOUND);
	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(review_find(house->db, house->mem, &coordinator, cast.enterprise, &found), OK);
	assert_string_equal(found.name, "Kantinen");
	assert_int_equal(review_find(house->db, house->mem, &administrator, cast.enterprise, &found), OK);
	assert_int_equal(review_find(house->db, house->mem, &other, cast.enterprise, &found), NOT_FOUND);
	assert_int_equal(review_find(house->db, house->mem, &nobody, cast.enterprise, &found), NOT_FOUND);
}

/* ---- deciding ---- */

static void an_approved_enterprise_is_public_and_its_owner_is_told(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct reviewer coordinator = coordinator_of(&cast);
	int64_t before = house_count(house, "SELECT revision FROM index_revision");
	struct enterprise found;

	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(enterprise_find_public(house->db, house->mem, "kantinen", &found), NOT_FOUND);
	assert_int_equal(decide(house, &cast, &coordinator, REVIEW_APPROVED), OK);
	assert_int_equal(enterprise_find_public(house->db, house->mem, "kantinen", &found), OK);
	assert_true(found.approved_at != NO_MOMENT);
	assert_string_equal(mailed(house, "review-approved"), "ejeren@example.org");
	assert_true(house_count(house, "SELECT revision FROM index_revision") > before);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'enterprise-approved'"
		" AND account_id = %lld AND organisation_id = %lld", (long long)cast.coordinator,
		(long long)cast.municipality), 1);
}

static void asked_changes_reach_the_owner_with_words_and_a_day(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct reviewer coordinator = coordinator_of(&cast);

	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(decide(house, &cast, &coordinator, REVIEW_CHANGES), OK);
	assert_string_equal(status(house), "changes_requested");
	assert_string_equal(mailed(house, "review-changes"), "ejeren@example.org");
	assert_string_equal(house_text(house, "SELECT JSON_VALUE(model, '$.words') FROM outbox WHERE kind = 'review-changes'"),
		"Skriv hvem der ejer jer.");
	assert_string_equal(house_text(house, "SELECT JSON_VALUE(model, '$.due_on') FROM outbox WHERE kind = 'review-changes'"),
		day_iso(house->mem, clock_today() + 14));
	/* ... and it can be submitted again, which the queue says */
	assert_int_equal(submit(house, &cast), OK);
	json_t *queue;
	assert_int_equal(review_queue(house->db, house->mem, &coordinator, false, "da", &queue), OK);
	assert_true(json_is_true(json_object_get(json_array_get(queue, 0), "is_again")));
	json_decref(queue);
}

static void of_two_who_decide_one_gets_a_conflict(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct reviewer coordinator = coordinator_of(&cast), administrator = administrator_of(&cast);

	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(decide(house, &cast, &administrator, REVIEW_CHANGES), OK);
	assert_int_equal(decide(house, &cast, &coordinator, REVIEW_APPROVED), CONFLICT);
	assert_string_equal(status(house), "changes_requested");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM review"), 1);
	assert_string_equal(mailed(house, "review-approved"), "");
}

static void a_coordinator_of_another_municipality_cannot_decide(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct reviewer other = stranger(&cast);

	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(decide(house, &cast, &other, REVIEW_APPROVED), NOT_FOUND);
	assert_string_equal(status(house), "submitted");
}

static void changes_need_words_and_a_day_to_come(void **state)
{
	(void)state;
	struct review_decision decision = {.verdict = REVIEW_CHANGES, .words = " ", .due_on = 100};

	assert_int_equal(review_faults(&decision, 101).count, 2);
	assert_string_equal(review_faults(&decision, 100).at[0].field, "words");
	decision.words = "Ret jeres år.";
	assert_int_equal(review_faults(&decision, 100).count, 0);
	assert_string_equal(review_faults(&decision, 101).at[0].field, "due_on");
	decision.verdict = REVIEW_APPROVED;
	assert_int_equal(review_faults(&decision, 101).count, 0);
}

static void an_approval_tells_of_the_open_line_that_fits(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct reviewer coordinator = coordinator_of(&cast);
	int64_t buyer = given_member(house, cast.municipality, "Indkøberen", "buyer");
	OWNED(match_index_close) struct match_index *index = NULL;

	given_line(house, cast.municipality, buyer, "Frokost til møder", "55510000", "published");
	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(match_index_open(house->db, NULL, &index), OK);
	const struct telling telling = {.configuration = house->configuration, .index = index,
		.account_id = cast.coordinator, .organisation_id = cast.municipality};
	assert_int_equal(review_decide(house->db, house->mem, &telling, &coordinator, &(struct review_decision){
		.organisation_id = cast.enterprise, .verdict = REVIEW_APPROVED, .words = "", .due_on = NO_DAY}), OK);
	assert_string_equal(mailed(house, "match"), "ejeren@example.org");
}

static void earlier_decisions_are_told_newest_first(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct reviewer coordinator = coordinator_of(&cast);
	json_t *history;

	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(decide(house, &cast, &coordinator, REVIEW_CHANGES), OK);
	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(decide(house, &cast, &coordinator, REVIEW_APPROVED), OK);
	assert_int_equal(review_history(house->db, house->mem, cast.enterprise, "da", &history), OK);
	assert_int_equal(json_array_size(history), 2);
	assert_true(json_is_true(json_object_get(json_array_get(history, 0), "is_approved")));
	const json_t *asked = json_array_get(history, 1);
	assert_string_equal(json_string_value(json_object_get(asked, "words")), "Skriv hvem der ejer jer.");
	assert_string_equal(json_string_value(json_object_get(asked, "reviewer")), "Koordinatoren");
	assert_true(json_is_true(json_object_get(asked, "has_due")));
	json_decref(history);
}

/* ---- the criteria ---- */

static void there_are_always_five_statements(void **state)
{
	struct house *house = *state;
	int64_t id = given_enterprise(house, "Kantinen", "0621");
	struct criterion_statement list[CRITERIA];

	assert_int_equal(criterion_list(house->db, house->mem, id, list), OK);
	assert_string_equal(list[USE_OF_PROFIT].statement, "");
	assert_int_equal(list[USE_OF_PROFIT].criterion, USE_OF_PROFIT);
	assert_int_equal(criterion_save(house->db, id, &(struct criterion_statement){
		.criterion = GOVERNANCE, .statement = "Alle er med.", .evidence = ""}), OK);
	assert_int_equal(criterion_list(house->db, house->mem, id, list), OK);
	assert_string_equal(list[GOVERNANCE].statement, "Alle er med.");
	json_t *models = criterion_models(house->mem, list);
	assert_int_equal(json_array_size(models), 5);
	const json_t *fourth = json_array_get(models, 3);
	assert_true(json_is_true(json_object_get(fourth, "is_governance")));
	assert_true(json_is_true(json_object_get(fourth, "has_statement")));
	assert_true(json_is_false(json_object_get(fourth, "has_evidence")));
	json_decref(models);
}

static void a_statement_that_changes_loses_its_verdict(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct criterion_statement list[CRITERIA];

	assert_int_equal(criterion_judge(house->db, cast.enterprise, TRADING, CRITERION_UNCLEAR, "Hvor meget?"), OK);
	assert_int_equal(criterion_judge(house->db, cast.enterprise, INDEPENDENT, CRITERION_MET, ""), OK);
	state_all(house, cast.enterprise); /* the same words again */
	assert_int_equal(criterion_list(house->db, house->mem, cast.enterprise, list), OK);
	assert_int_equal(list[TRADING].verdict, CRITERION_UNCLEAR);
	assert_string_equal(list[TRADING].verdict_note, "Hvor meget?");

	assert_int_equal(criterion_save(house->db, cast.enterprise, &(struct criterion_statement){
		.criterion = TRADING, .statement = "SÅDAN gør vi.", .evidence = "Vedtægter § 2"}), OK);
	assert_int_equal(criterion_list(house->db, house->mem, cast.enterprise, list), OK);
	assert_int_equal(list[TRADING].verdict, NOT_JUDGED);
	assert_string_equal(list[TRADING].verdict_note, "");
	assert_string_equal(list[TRADING].statement, "SÅDAN gør vi.");
	assert_int_equal(list[INDEPENDENT].verdict, CRITERION_MET);
}

static void what_is_under_review_does_not_change_under_the_reviewers_hands(void **state)
{
	struct house *house = *state;
	struct cast cast = given_cast(house);
	struct criterion_statement statement = {.criterion = TRADING, .statement = "Andet.", .evidence = ""};

	assert_int_equal(submit(house, &cast), OK);
	assert_int_equal(criterion_save(house->db, cast.enterprise, &statement), CONFLICT);
	assert_string_equal(house_text(house,
		"SELECT statement FROM criterion_statement WHERE criterion = 'trading'"), "Sådan gør vi.");
}

static void an_empty_statement_cannot_be_judged(void **state)
{
	struct house *house = *state;
	int64_t id = given_enterprise(house, "Kantinen", "0621");
	enum criterion criterion;

	assert_int_equal(criterion_judge(house->db, id, TRADING, CRITERION_MET, ""), CONFLICT);
	assert_false(criterion_from_name("profit", &criterion));
	assert_true(criterion_from_name("use_of_profit", &criterion));
	assert_int_equal(criterion, USE_OF_PROFIT);
}

#define TEST(name) cmocka_unit_test_setup(name, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_submitted_waits_and_the_coordinator_is_told),
		TEST(without_a_coordinator_the_administrators_are_told),
		TEST(what_lacks_something_is_not_submitted),
		TEST(submitting_twice_is_a_conflict_and_one_mail),
		TEST(the_queue_is_the_municipalitys_own),
		TEST(an_administrator_decides_where_there_is_no_coordinator_and_sees_all),
		TEST(nobody_else_opens_it_and_nobody_opens_a_draft),
		TEST(an_approved_enterprise_is_public_and_its_owner_is_told),
		TEST(asked_changes_reach_the_owner_with_words_and_a_day),
		TEST(of_two_who_decide_one_gets_a_conflict),
		TEST(a_coordinator_of_another_municipality_cannot_decide),
		TEST(changes_need_words_and_a_day_to_come),
		TEST(an_approval_tells_of_the_open_line_that_fits),
		TEST(earlier_decisions_are_told_newest_first),
		TEST(there_are_always_five_statements),
		TEST(a_statement_that_changes_loses_its_verdict),
		TEST(what_is_under_review_does_not_change_under_the_reviewers_hands),
		TEST(an_empty_statement_cannot_be_judged),
	};
	return cmocka_run_group_tests(tests, house_open, house_close);
}
