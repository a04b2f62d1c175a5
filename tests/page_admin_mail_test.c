/* SPDX-License-Identifier: MPL-2.0 */
/* The administrator's pages on mail: the queue with its buttons, and every mail with sample data. */
#include "tests/site.h"

#include "lib/mail_kind.h"

static struct browser *given_administrator(struct site_house *site)
{
	int64_t account = given_account(site->house, "Admin");

	house_sql(site->house, "UPDATE account SET is_administrator = 1 WHERE id = %lld", (long long)account);
	return as(site, account);
}

static int64_t given_mail(struct site_house *site, const char *status, const char *why)
{
	house_sql(site->house,
		"INSERT INTO outbox (kind, recipient_address, recipient_name, language, model, secret, message_id, status,"
		" attempts, last_error, created_at, next_attempt_at) VALUES ('login-link', 'anna@example.org', 'Anna', 'da',"
		" '{}', 'x', UUID(), '%s', 4, '%s', '2027-01-01', '2099-01-01')", status, why);
	return house_count(site->house, "SELECT MAX(id) FROM outbox");
}

static void what_waits_and_what_was_given_up_is_shown_with_why(void **state)
{
	struct site_house *site = *state;

	given_mail(site, "failed", "550 5.1.1 no such user");
	given_mail(site, "queued", "450 4.2.1 mailbox busy");
	struct res res = get(site, given_administrator(site), "/admin/mails");
	assert_shows(res, "550 5.1.1 no such user");
	assert_shows(res, "450 4.2.1 mailbox busy");
	assert_shows(res, "4 attempts so far");
}

static void a_mail_that_was_given_up_is_tried_again_at_once(void **state)
{
	struct site_house *site = *state;
	int64_t id = given_mail(site, "failed", "554 5.7.1 not wanted");

	assert_redirects(post(site, given_administrator(site), "", "/admin/mails/%lld/again", (long long)id), "/admin/mails");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE status = 'queued' AND attempts = 0"
		" AND next_attempt_at <= UTC_TIMESTAMP() AND created_at > '2027-01-02' - INTERVAL 2 YEAR"
		" AND secret IS NOT NULL"), 1);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM audit WHERE action = 'mail-tried-again'"), 1);
}

static void a_mail_that_waits_can_be_given_up_and_its_secret_is_forgotten(void **state)
{
	struct site_house *site = *state;
	int64_t id = given_mail(site, "queued", "");

	assert_redirects(post(site, given_administrator(site), "", "/admin/mails/%lld/drop", (long long)id), "/admin/mails");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE status = 'failed' AND secret IS NULL"), 1);
}

static void a_mail_that_a_sender_works_on_or_that_was_sent_is_left_alone(void **state)
{
	struct site_house *site = *state;
	struct browser *administrator = given_administrator(site);
	int64_t id = given_mail(site, "queued", "");

	house_sql(site->house, "UPDATE outbox SET status = 'claimed', claimed_by = UNHEX(REPLACE(UUID(), '-', ''))");
	assert_int_equal(post(site, administrator, "", "/admin/mails/%lld/drop", (long long)id).status, 409);
	house_sql(site->house, "UPDATE outbox SET status = 'sent', claimed_by = NULL, sent_at = UTC_TIMESTAMP()");
	assert_int_equal(post(site, administrator, "", "/admin/mails/%lld/again", (long long)id).status, 409);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE status = 'sent'"), 1);
}

static void every_mail_is_shown_in_every_language(void **state)
{
	struct site_house *site = *state;
	struct browser *administrator = given_administrator(site);
	struct res list = get(site, administrator, "/admin/mails");

	for (const struct mail_kind *kind = mail_kinds; kind->name != NULL; kind++) {
		assert_shows(list, arena_printf(site->house->mem, "href=\"/admin/mails/%s\"", kind->name));
		assert_shows(get(site, administrator, "/admin/mails/%s?language=nl", kind->name), "Beste Anna Åkjær");
	}
	assert_shows(get(site, administrator, "/admin/mails/match"), "Hello Anna Åkjær");
	assert_int_equal(get(site, administrator, "/admin/mails/no-such-mail").status, 404);
}

/* How little it may do in a browser: tests/browser/mails_test.mjs. */
static void a_mails_html_is_a_document_without_script(void **state)
{
	struct site_house *site = *state;
	struct res res = get(site, given_administrator(site), "/admin/mails/match/html?language=da");

	assert_shows(res, "Kantinedrift på rådhuset");
	assert_shows_not(res, "<script");
}

#define TEST(test) cmocka_unit_test_setup(test, site_house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_waits_and_what_was_given_up_is_shown_with_why),
		TEST(a_mail_that_was_given_up_is_tried_again_at_once),
		TEST(a_mail_that_waits_can_be_given_up_and_its_secret_is_forgotten),
		TEST(a_mail_that_a_sender_works_on_or_that_was_sent_is_left_alone),
		TEST(every_mail_is_shown_in_every_language),
		TEST(a_mails_html_is_a_document_without_script),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
