/* SPDX-License-Identifier: MPL-2.0 */
/* What goes out at its time: changes of lines, reminders, the yearly question, digests (lib/due.h). */
#include "tests/support.h"

#include <inttypes.h>
#include <string.h>

#include "lib/digest.h"
#include "lib/due.h"
#include "lib/line_change.h"
#include "lib/line_match.h"
#include "lib/mail_preference.h"
#include "lib/outbox.h"
#include "lib/plan_line.h"
#include "lib/renewal.h"
#include "lib/text.h"

#define DAY_SECONDS INT64_C(86400)

/* A published line of Kolding's that ends in some days, and an enterprise that was told of it. */
struct stall {
	struct house *house;
	int64_t kolding, buyer, line, enterprise, owner, match;
};

static struct stall given_stall(struct house *house, int days)
{
	struct stall stall = {.house = house, .kolding = given_municipality(house, "0621")};

	stall.buyer = given_member(house, stall.kolding, "Kaj", "buyer");
	stall.line = given_line(house, stall.kolding, stall.buyer, "Kantinedrift", "55510000", "published");
	stall.enterprise = given_enterprise(house, "Kantinen", "0621");
	stall.owner = given_member(house, stall.enterprise, "Anna", "owner");
	stall.match = given_match(house, stall.line, stall.enterprise);
	house_sql(house, "UPDATE plan_line SET text = 'Frokost hver dag', dialogue_ends = '%s' WHERE id = %" PRId64,
		day_iso(house->mem, clock_today() + days), stall.line);
	house_sql(house, "UPDATE line_match SET notified_at = UTC_TIMESTAMP() - INTERVAL 9 DAY");
	return stall;
}

static struct due due_at(struct house *house, moment now)
{
	return (struct due){house->db, house->mem, house->configuration, now};
}

static moment noon(int days)
{
	return moment_at(clock_today() + days, 12, 0);
}

static int64_t mails(struct house *house, const char *kind)
{
	return house_count(house, "SELECT COUNT(*) FROM outbox WHERE kind = '%s'", kind);
}

/* ---- reminders ---- */

static size_t remind(struct house *house, moment now)
{
	struct due due = due_at(house, now);
	size_t done = 0;

	assert_int_equal(due_reminders(&due, &done), OK);
	return done;
}

static void who_has_not_answered_is_reminded_once_three_days_before_the_end(void **state)
{
	struct house *house = *state;
	given_stall(house, 9);

	assert_int_equal(remind(house, noon(5)), 0);
	assert_int_equal(remind(house, noon(6)), 1);
	assert_int_equal(remind(house, noon(7)), 0);
	assert_int_equal(mails(house, "reminder"), 1);
	assert_string_equal(house_text(house, "SELECT recipient_address FROM outbox"), "anna@example.org");
}

static void who_has_answered_is_not_reminded(void **state)
{
	struct house *house = *state;
	struct stall stall = given_stall(house, 2);

	house_sql(house, "UPDATE line_match SET status = 'declined' WHERE id = %" PRId64, stall.match);
	assert_int_equal(remind(house, noon(0)), 0);
	assert_int_equal(mails(house, "reminder"), 0);
}

static void nobody_is_reminded_when_it_is_over_or_at_night_or_the_day_they_were_told(void **state)
{
	struct house *house = *state;
	struct stall stall = given_stall(house, 2);

	assert_int_equal(remind(house, noon(3)), 0);
	assert_int_equal(remind(house, moment_at(clock_today(), 6, 59)), 0);
	house_sql(house, "UPDATE line_match SET notified_at = '1970-01-01' + INTERVAL %" PRId64 " SECOND",
		noon(0) - 3600);
	assert_int_equal(remind(house, noon(0)), 0);
	house_sql(house, "UPDATE line_match SET notified_at = notified_at - INTERVAL 2 DAY");
	house_sql(house, "UPDATE plan_line SET status = 'cancelled' WHERE id = %" PRId64, stall.line);
	assert_int_equal(remind(house, noon(0)), 0);
	house_sql(house, "UPDATE plan_line SET status = 'dialogue' WHERE id = %" PRId64, stall.line);
	assert_int_equal(remind(house, noon(0)), 1);
}

/* ---- a line is changed ---- */

static struct plan_line stored(struct stall *stall)
{
	struct plan_line line;

	assert_int_equal(plan_line_find_own(stall->house->db, stall->house->mem, stall->line, stall->kolding, &line), OK);
	return line;
}

static void edit(struct stall *stall, const struct plan_line *line)
{
	assert_int_equal(plan_line_edit(stall->house->db, stall->house->mem, line, stall->buyer), OK);
}

static size_t tell_changes(struct house *house)
{
	struct due due = due_at(house, clock_now() + LINE_CHANGE_PAUSE + 1);
	size_t done = 0;

	assert_int_equal(due_line_changes(&due, &done), OK);
	return done;
}

static void several_changes_are_told_in_one_mail_with_what_it_was_before(void **state)
{
	struct house *house = *state;
	struct stall stall = given_stall(house, 30);
	struct plan_line line = stored(&stall);

	line.value_dkk = 100000;
	edit(&stall, &line);
	line.value_dkk = 200000;
	line.title = "Kantine og café";
	edit(&stall, &line);
	struct due too_early = due_at(house, clock_now());
	assert_int_equal(due_line_changes(&too_early, &(size_t){0}), OK);
	assert_int_equal(mails(house, "line-changed"), 0);

	assert_int_equal(tell_changes(house), 1);
	assert_int_equal(mails(house, "line-changed"), 1);
	assert_string_equal(house_text(house, "SELECT JSON_VALUE(model, '$.old_title') FROM outbox"), "Kantinedrift");
	assert_string_equal(house_text(house, "SELECT JSON_VALUE(model, '$.value_dkk') FROM outbox"), "200000");
	assert_int_equal(house_count(house, "SELECT JSON_VALUE(model, '$.value_dkk_changed')"
		" AND NOT JSON_VALUE(model, '$.text_changed') FROM outbox"), 1);
	assert_int_equal(tell_changes(house), 0);
}

static void who_was_first_told_of_the_changed_line_is_not_told_of_the_change(void **state)
{
	struct house *house = *state;
	struct stall stall = given_stall(house, 30);
	struct plan_line line = stored(&stall);
	int64_t late = given_enterprise(house, "Caféen", "0621");

	given_member(house, late, "Carla", "owner");
	line.title = "Kantine og café";
	edit(&stall, &line);
	given_match(house, stall.line, late);
	assert_int_equal(tell_changes(house), 1);
	assert_int_equal(mails(house, "line-changed"), 1);
	assert_string_equal(house_text(house, "SELECT recipient_name FROM outbox"), "Anna");
}

static void a_change_that_was_taken_back_is_not_told(void **state)
{
	struct house *house = *state;
	struct stall stall = given_stall(house, 30);
	struct plan_line before = stored(&stall), line = before;

	line.title = "Noget andet";
	edit(&stall, &line);
	edit(&stall, &before);
	assert_int_equal(tell_changes(house), 1);
	assert_int_equal(mails(house, "line-changed"), 0);
}

static void who_declined_is_not_told_of_a_change(void **state)
{
	struct house *house = *state;
	struct stall stall = given_stall(house, 30);
	struct plan_line line = stored(&stall);

	house_sql(house, "UPDATE line_match SET status = 'declined'");
	line.title = "Noget andet";
	edit(&stall, &line);
	assert_int_equal(tell_changes(house), 1);
	assert_int_equal(mails(house, "line-changed"), 0);
}

/* ---- are the facts still right? ---- */

static size_t ask(struct house *house, moment now)
{
	struct due due = due_at(house, now);
	size_t done = 0;

	assert_int_equal(due_renewals(&due, &done), OK);
	return done;
}

static void an_enterprise_is_asked_a_year_after_it_last_confirmed_its_facts(void **state)
{
	struct house *house = *state;
	struct stall stall = given_stall(house, 30);

	assert_int_equal(ask(house, noon(360)), 0);
	assert_int_equal(ask(house, noon(366)), 1);
	assert_int_equal(mails(house, "renewal"), 1);
	assert_int_equal(ask(house, noon(367)), 0);
	assert_int_equal(ask(house, noon(366 + 92)), 1);

	house_sql(house, "UPDATE enterprise SET changed_at = '2020-01-01', facts_asked_at = NULL");
	assert_int_equal(renewal_confirm(house->db, stall.enterprise, stall.owner), OK);
	assert_int_equal(ask(house, noon(360)), 0);
	assert_int_equal(ask(house, noon(366)), 1);
	assert_int_equal(renewal_confirm(house->db, stall.kolding, stall.owner), NOT_FOUND);
}

static void only_an_approved_enterprise_is_asked(void **state)
{
	struct house *house = *state;

	given_stall(house, 30);
	house_sql(house, "UPDATE enterprise SET status = 'withdrawn'");
	assert_int_equal(ask(house, noon(800)), 0);
}

/* ---- digests ---- */

static void given_questions(struct house *house, int count)
{
	for (int i = 0; i < count; i++) {
		json_t *model = json_pack("{s:i, s:s, s:s}", "line_id", i, "title", "Kantinedrift", "question", "Hvornår?");
		assert_int_equal(outbox_add(house->db, house->mem, house->configuration, &(struct outbox_mail){
			.kind = "question-asked", .address = "anna@example.org", .name = "Anna", .language = "da",
			.model = model}), OK);
		json_decref(model);
	}
}

static size_t gather(struct house *house, moment now)
{
	struct due due = due_at(house, now);
	size_t done = 0;

	assert_int_equal(due_digests(&due, &done), OK);
	return done;
}

static void mails_that_waited_go_out_as_one_when_their_morning_comes(void **state)
{
	struct house *house = *state;

	mail_pace_set(house->db, "anna@example.org", "question", PACE_DAILY);
	given_questions(house, 3);
	assert_int_equal(gather(house, clock_now()), 0);
	assert_int_equal(gather(house, clock_now() + DAY_SECONDS + 3600), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE status = 'merged' AND secret IS NULL"
		" AND digest_id = (SELECT id FROM outbox WHERE kind = 'digest')"), 3);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE kind = 'digest' AND status = 'queued'"
		" AND topic = 'question' AND JSON_LENGTH(model, '$.items') = 3"), 1);
	assert_int_equal(gather(house, clock_now() + DAY_SECONDS + 3600), 0);
}

static void one_that_waited_alone_goes_out_as_it_is(void **state)
{
	struct house *house = *state;

	mail_pace_set(house->db, "anna@example.org", "question", PACE_WEEKLY);
	given_questions(house, 1);
	assert_int_equal(gather(house, clock_now() + 8 * DAY_SECONDS), 1);
	assert_int_equal(mails(house, "digest"), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE status = 'queued'"), 1);
}

static void a_digest_is_no_longer_than_can_be_read_and_loses_nothing(void **state)
{
	struct house *house = *state;

	mail_pace_set(house->db, "anna@example.org", "question", PACE_DAILY);
	given_questions(house, DIGEST_LONGEST + 2);
	gather(house, clock_now() + 2 * DAY_SECONDS);
	gather(house, clock_now() + 2 * DAY_SECONDS);
	assert_int_equal(mails(house, "digest"), 2);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE status = 'held'"), 0);
}

static void who_gets_no_mail_any_more_gets_no_digest(void **state)
{
	struct house *house = *state;

	mail_pace_set(house->db, "anna@example.org", "question", PACE_DAILY);
	given_questions(house, 3);
	house_sql(house, "INSERT INTO suppression (address, reason, created_at)"
		" VALUES ('anna@example.org', 'bounce', UTC_TIMESTAMP())");
	assert_int_equal(gather(house, clock_now() + 2 * DAY_SECONDS), 0);
	assert_int_equal(mails(house, "digest"), 0);
}

static void all_of_it_is_looked_at_at_once(void **state)
{
	struct house *house = *state;
	given_stall(house, 2);
	struct due due = due_at(house, noon(0));
	size_t done;

	mail_pace_set(house->db, "bo@example.org", "question", PACE_DAILY);
	assert_int_equal(due_run(&due, &done), OK);
	assert_int_equal(done, 1);
	assert_int_equal(mails(house, "reminder"), 1);
}

#define TEST(test) cmocka_unit_test_setup(test, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_has_not_answered_is_reminded_once_three_days_before_the_end),
		TEST(who_has_answered_is_not_reminded),
		TEST(nobody_is_reminded_when_it_is_over_or_at_night_or_the_day_they_were_told),
		TEST(several_changes_are_told_in_one_mail_with_what_it_was_before),
		TEST(who_was_first_told_of_the_changed_line_is_not_told_of_the_change),
		TEST(a_change_that_was_taken_back_is_not_told),
		TEST(who_declined_is_not_told_of_a_change),
		TEST(an_enterprise_is_asked_a_year_after_it_last_confirmed_its_facts),
		TEST(only_an_approved_enterprise_is_asked),
		TEST(mails_that_waited_go_out_as_one_when_their_morning_comes),
		TEST(one_that_waited_alone_goes_out_as_it_is),
		TEST(a_digest_is_no_longer_than_can_be_read_and_loses_nothing),
		TEST(who_gets_no_mail_any_more_gets_no_digest),
		TEST(all_of_it_is_looked_at_at_once),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
