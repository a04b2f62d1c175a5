/* SPDX-License-Identifier: MPL-2.0 */
/* Leaving the directory and coming back: what becomes of matches, mails, conversations and figures. */
#include "tests/market.h"

#include "lib/enterprise.h"
#include "lib/line_match.h"
#include "lib/review.h"
#include "lib/statistics.h"
#include "lib/withdrawal.h"

static enum err leave_as(struct house *house, int64_t enterprise, int64_t account)
{
	return withdrawal_begin(house->db, house->mem, house->configuration,
		&(struct withdrawal){.organisation_id = enterprise, .account_id = account, .words = "Vi lukker."});
}

static void given_mail(struct house *house, int64_t account, const char *kind, const char *status, const char *enterprise)
{
	house_sql(house, "INSERT INTO outbox (kind, account_id, recipient_address, recipient_name, language, model,"
		" message_id, status, next_attempt_at, created_at) VALUES ('%s', %lld, 'owner@example.org', 'Owner', 'da',"
		" '{\"enterprise_name\": \"%s\"}', UUID(), '%s', UTC_TIMESTAMP(), UTC_TIMESTAMP())",
		kind, (long long)account, enterprise, status);
}

static void a_match_without_an_answer_is_taken_back(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	assert_int_equal(leave_as(house, market.enterprise, market.owner), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM line_match"), 0);
	assert_int_equal(mails(house, "answer-received", "buyer@example.org"), 0);
}

static void a_yes_becomes_a_no_with_words_and_the_buyer_hears_of_it(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	house_sql(house, "UPDATE line_match SET status = 'contacted', answered_at = UTC_TIMESTAMP(), answer_words = 'Ja'");
	assert_int_equal(leave_as(house, market.enterprise, market.owner), OK);
	assert_string_equal(house_text(house, "SELECT CONCAT(status, ' ', answer_words) FROM line_match"), "declined Vi lukker.");
	assert_int_equal(mails(house, "answer-received", "buyer@example.org"), 1);
	assert_string_equal(mailed(house, "answer-received", "interested"), "false");
}

static void what_is_over_or_awarded_stays_as_it_was(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t over = given_line(house, market.municipality, market.buyer, "Rengøring", NULL, "closed");

	given_match(house, over, market.enterprise);
	house_sql(house, "UPDATE line_match SET status = 'awarded' WHERE id = %lld", (long long)market.match);
	assert_int_equal(leave_as(house, market.enterprise, market.owner), OK);
	assert_string_equal(house_text(house, "SELECT GROUP_CONCAT(status ORDER BY id) FROM line_match"), "awarded,notified");
}

static void mails_about_purchases_that_wait_are_dropped_but_only_its_own(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	given_mail(house, market.owner, "match", "queued", "Kantinen");
	given_mail(house, market.owner, "reminder", "held", "Kantinen");
	given_mail(house, market.owner, "match", "queued", "En anden");
	given_mail(house, market.owner, "match", "sent", "Kantinen");
	assert_int_equal(leave_as(house, market.enterprise, market.owner), OK);
	assert_string_equal(house_text(house, "SELECT GROUP_CONCAT(CONCAT(status, ' ', JSON_VALUE(model, '$.enterprise_name'))"
		" ORDER BY id SEPARATOR ', ') FROM outbox"), "queued En anden, sent Kantinen");
}

/* What was said no to on leaving is not said yes to afterwards. */
static void who_has_left_does_not_answer_any_more(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	house_sql(house, "UPDATE line_match SET status = 'interested', answered_at = UTC_TIMESTAMP(), answer_words = 'Ja'");
	assert_int_equal(leave_as(house, market.enterprise, market.owner), OK);
	struct match_reply reply = {.match_id = market.match, .account_id = market.owner, .answer = ANSWER_INTERESTED,
		.words = "Alligevel", .via = VIA_WEB};
	assert_int_equal(line_match_answer(house->db, house->mem, house->configuration, &reply), CONFLICT);
	assert_string_equal(house_text(house, "SELECT CONCAT(status, ' ', answer_words) FROM line_match"), "declined Vi lukker.");
}

static void only_an_owner_may_and_only_once(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);

	assert_int_equal(leave_as(house, market.enterprise, market.colleague), FORBIDDEN);
	assert_int_equal(leave_as(house, market.enterprise, market.other_owner), FORBIDDEN);
	assert_string_equal(house_text(house, "SELECT status FROM enterprise WHERE organisation_id = %lld",
		(long long)market.enterprise), "approved");
	assert_int_equal(leave_as(house, market.enterprise, market.owner), OK);
	assert_int_equal(leave_as(house, market.enterprise, market.owner), CONFLICT);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM audit WHERE action = 'enterprise-withdrawn'"), 1);
}

/* ---- coming back ---- */

static enum err come_back(struct house *house, const struct market *market, bool *submitted)
{
	return withdrawal_end(house->db, house->mem, house->configuration, market->enterprise, market->owner, submitted);
}

static void given_complete(struct house *house, int64_t enterprise)
{
	house_sql(house, "UPDATE enterprise SET pitch = 'Mad', description = 'Mad til mange', contact_name = 'Eva',"
		" contact_email = 'eva@example.org', established_year = 2015 WHERE organisation_id = %lld", (long long)enterprise);
	given_offering(house, enterprise, "Kantinedrift", "55520000");
	for (int i = 0; i < 5; i++)
		house_sql(house, "INSERT INTO criterion_statement (organisation_id, criterion, statement, evidence, verdict_note)"
			" VALUES (%lld, %d, 'Sådan', '', '')", (long long)enterprise, i + 1);
}

static void who_comes_back_complete_is_with_the_coordinator(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	bool submitted = false;

	given_complete(house, market.enterprise);
	assert_int_equal(come_back(house, &market, &submitted), CONFLICT);
	assert_int_equal(leave_as(house, market.enterprise, market.owner), OK);
	assert_int_equal(come_back(house, &market, &submitted), OK);
	assert_true(submitted);
	assert_string_equal(house_text(house, "SELECT status FROM enterprise WHERE organisation_id = %lld",
		(long long)market.enterprise), "submitted");
}

static void who_lacks_something_comes_back_as_a_draft(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	bool submitted = true;

	assert_int_equal(leave_as(house, market.enterprise, market.owner), OK);
	assert_int_equal(come_back(house, &market, &submitted), OK);
	assert_false(submitted);
	assert_string_equal(house_text(house, "SELECT status FROM enterprise WHERE organisation_id = %lld",
		(long long)market.enterprise), "draft");
}

static int64_t counted(struct house *house)
{
	struct statistics_table table;

	assert_int_equal(statistics_table(house->db, house->mem, clock_today(), &table), OK);
	return table.sum.total;
}

static void the_figures_count_it_again_only_when_it_is_approved_again(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	bool submitted;

	given_complete(house, market.enterprise);
	house_sql(house, "DELETE FROM enterprise_event");
	house_sql(house, "INSERT INTO enterprise_event (organisation_id, kind, happened_on, municipality_code, recorded_at)"
		" VALUES (%lld, 'established', '2015-01-01', '0621', UTC_TIMESTAMP())", (long long)market.enterprise);
	assert_int_equal(counted(house), 1);
	assert_int_equal(leave_as(house, market.enterprise, market.owner), OK);
	assert_int_equal(counted(house), 0);
	assert_int_equal(come_back(house, &market, &submitted), OK);
	assert_int_equal(counted(house), 0);
	int64_t coordinator = given_member(house, market.municipality, "Koordinator", "coordinator");
	assert_int_equal(review_decide(house->db, house->mem,
		&(struct telling){.configuration = house->configuration, .organisation_id = market.municipality},
		&(struct reviewer){.account_id = coordinator, .municipality_code = "0621"},
		&(struct review_decision){.organisation_id = market.enterprise, .verdict = REVIEW_APPROVED, .words = "",
			.due_on = NO_DAY}), OK);
	assert_int_equal(counted(house), 1);
}

/* Figures are of a day: those of before do not change because somebody leaves. */
static void the_figures_of_the_time_before_stay_as_they_were(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct statistics_table before, after, then;

	house_sql(house, "DELETE FROM enterprise_event");
	house_sql(house, "INSERT INTO enterprise_event (organisation_id, kind, happened_on, municipality_code, recorded_at)"
		" VALUES (%lld, 'established', '2015-04-01', '0621', UTC_TIMESTAMP()),"
		" (%lld, 'registered', '2016-01-01', '0621', UTC_TIMESTAMP())", (long long)market.enterprise, (long long)market.enterprise);
	assert_int_equal(leave_as(house, market.enterprise, market.owner), OK);
	assert_int_equal(statistics_table(house->db, house->mem, day_from(2015, 12, 31), &then), OK);
	assert_int_equal(then.sum.total, 1);
	assert_int_equal(then.sum.established, 1);
	assert_int_equal(then.sum.registered, 0);
	assert_int_equal(statistics_table(house->db, house->mem, clock_today() - 1, &before), OK);
	assert_int_equal(before.sum.total, 1);
	assert_int_equal(before.sum.registered, 1);
	assert_int_equal(statistics_table(house->db, house->mem, clock_today(), &after), OK);
	assert_int_equal(after.sum.total, 0);
	assert_int_equal(after.sum.registered, 0);
}

#define TEST(name) cmocka_unit_test_setup(name, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_match_without_an_answer_is_taken_back),
		TEST(a_yes_becomes_a_no_with_words_and_the_buyer_hears_of_it),
		TEST(what_is_over_or_awarded_stays_as_it_was),
		TEST(mails_about_purchases_that_wait_are_dropped_but_only_its_own),
		TEST(who_has_left_does_not_answer_any_more),
		TEST(only_an_owner_may_and_only_once),
		TEST(who_comes_back_complete_is_with_the_coordinator),
		TEST(who_lacks_something_comes_back_as_a_draft),
		TEST(the_figures_of_the_time_before_stay_as_they_were),
		TEST(the_figures_count_it_again_only_when_it_is_approved_again),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
