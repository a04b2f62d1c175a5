/* SPDX-License-Identifier: MPL-2.0 */
/* Replies that wait, answers that are taken back, and mail that does not arrive: their pages. */
#include "tests/site.h"

#include "lib/reply.h"
#include "lib/suppression.h"

/* An enterprise that was told of a line, and the tokens of what it can do. */
struct told {
	int64_t municipality, buyer, enterprise, owner, colleague, line, match;
};

static struct told given_told(struct site_house *site)
{
	struct house *house = site->house;
	struct told told = {.municipality = given_municipality(house, "0621")};

	told.buyer = given_member(house, told.municipality, "Køber", "buyer");
	told.line = given_line(house, told.municipality, told.buyer, "Kantinedrift", NULL, "published");
	told.enterprise = given_enterprise(house, "Kantinen", "0621");
	told.owner = given_member(house, told.enterprise, "Owner", "owner");
	told.colleague = given_member(house, told.enterprise, "Colleague", "member");
	told.match = given_match(house, told.line, told.enterprise);
	return told;
}

static struct token reply_address(const struct told *told)
{
	return (struct token){TOKEN_MATCH, told->owner, told->match, clock_now() + 86400};
}

static const char *token_for(struct house *house, enum token_purpose purpose, int64_t account, int64_t subject)
{
	char *text = arena_alloc(house->mem, TOKEN_TEXT_SIZE);

	assert_int_equal(token_issue(house->db, &(struct token){purpose, account, subject, clock_now() + 3600}, text),
		OK);
	return text;
}

/* A reply that came in; the outcome is stored as receive_take does. */
static int64_t given_reply(struct house *house, const struct told *told, const char *sender, const char *text,
	enum reply_decision decision, bool too_many)
{
	static int number;
	struct reply_done done;
	int64_t id;

	house_sql(house, "INSERT INTO inbound_message (message_id, token_hash, sender_address, outcome, received_at)"
			 " VALUES ('%d@x.example', REPEAT('x', 32), '%s', 'waiting', UTC_TIMESTAMP())", ++number, sender);
	id = house_count(house, "SELECT MAX(id) FROM inbound_message");
	struct reply reply = {
		.inbound_id = id, .address = reply_address(told), .sender = sender, .subject = "SV: Kantinedrift",
		.mail_message_id = arena_printf(house->mem, "%d@x.example", number), .text = text,
		.decision = decision, .words = "", .too_many = too_many};
	assert_int_equal(reply_take(house->db, house->mem, house->configuration, &reply, &done), OK);
	house_sql(house, "UPDATE inbound_message SET outcome = '%s' WHERE id = %lld", done.outcome, (long long)id);
	return id;
}

static const char *status(struct site_house *site)
{
	return house_text(site->house, "SELECT status FROM line_match");
}

/* ---- from an unknown address ---- */

static void the_page_shows_who_wrote_what_and_a_get_lets_nothing_through(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	int64_t id = given_reply(site->house, &told, "privat@example.net", "Ja <b>tak</b>", REPLY_INTERESTED, false);
	const char *token = token_for(site->house, TOKEN_WAITING, told.owner, id);

	struct res page = get(site, NULL, "/waiting/%s", token);
	assert_shows(page, "privat@example.net");
	assert_shows(page, "Ja &lt;b&gt;tak");
	assert_shows(page, "We read it as: you are interested.");
	assert_string_equal(status(site), "notified");
}

static void one_that_is_confirmed_counts_in_the_name_of_the_known_person(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	int64_t id = given_reply(site->house, &told, "privat@example.net", "Ja tak", REPLY_INTERESTED, false);
	const char *token = token_for(site->house, TOKEN_WAITING, told.owner, id);
	struct browser *browser = anybody(site);

	assert_redirects(post(site, browser, "answer=confirm", "/waiting/%s", token), "/");
	assert_string_equal(status(site), "interested");
	assert_int_equal(house_count(site->house, "SELECT answered_by FROM line_match"), told.owner);
	assert_string_equal(house_text(site->house, "SELECT outcome FROM inbound_message"), "interested");
	/* once */
	assert_int_equal(post(site, browser, "answer=confirm", "/waiting/%s", token).status, 404);
	assert_int_equal(get(site, browser, "/waiting/%s", token).status, 404);
}

static void one_that_is_thrown_away_does_nothing(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	int64_t id = given_reply(site->house, &told, "privat@example.net", "Nej", REPLY_DECLINED, false);
	const char *token = token_for(site->house, TOKEN_WAITING, told.owner, id);

	assert_int_equal(post_forged(site, NULL, "answer=discard", "/waiting/%s", token).status, 403);
	assert_redirects(post(site, NULL, "answer=discard", "/waiting/%s", token), "/");
	assert_string_equal(status(site), "notified");
	assert_string_equal(house_text(site->house, "SELECT outcome FROM inbound_message"), "discarded");
	assert_int_equal(post(site, NULL, "answer=confirm", "/waiting/%s", token).status, 404);
}

static void words_that_are_let_through_reach_the_buyer(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	int64_t id = given_reply(site->house, &told, "privat@example.net", "Hvornår?", REPLY_UNCLEAR, false);

	assert_redirects(post(site, NULL, "answer=confirm", "/waiting/%s",
				 token_for(site->house, TOKEN_WAITING, told.owner, id)), "/");
	assert_string_equal(house_text(site->house, "SELECT text FROM message"), "Hvornår?");
	assert_int_equal(house_count(site->house, "SELECT author_id FROM message"), told.owner);
}

/* ---- undoing ---- */

static void an_answer_by_mail_is_taken_back(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	const char *token = token_for(site->house, TOKEN_MATCH, told.owner, told.match);

	given_reply(site->house, &told, "owner@example.org", "Ja", REPLY_INTERESTED, false);
	assert_int_equal(house_count(site->house, "SELECT answers FROM plan_line"), 1);
	assert_shows(get(site, NULL, "/answer/%s/undo", token), "We understood that you are interested");
	assert_string_equal(status(site), "interested");
	assert_int_equal(post(site, NULL, "", "/answer/%s/undo", token).status, 303);
	assert_string_equal(status(site), "notified");
	assert_int_equal(house_count(site->house, "SELECT answers FROM plan_line"), 0);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM line_match WHERE answered_at IS NULL"), 1);
	/* once */
	assert_int_equal(post(site, NULL, "", "/answer/%s/undo", token).status, 409);
}

static void undoing_goes_back_to_the_answer_before(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	const char *token = token_for(site->house, TOKEN_MATCH, told.owner, told.match);

	assert_int_equal(post(site, NULL, "answer=interested&words=Fra+maj", "/answer/%s", token).status, 303);
	given_reply(site->house, &told, "owner@example.org", "Nej", REPLY_DECLINED, false);
	assert_string_equal(status(site), "declined");
	assert_int_equal(post(site, NULL, "", "/answer/%s/undo", token).status, 303);
	assert_string_equal(house_text(site->house, "SELECT CONCAT_WS('|', status, answered_via, answer_words)"
						    " FROM line_match"), "interested|web|Fra maj");
	assert_int_equal(house_count(site->house, "SELECT answers FROM plan_line"), 1);
}

static void what_the_buyer_has_gone_on_with_is_not_taken_back(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	const char *token = token_for(site->house, TOKEN_MATCH, told.owner, told.match);

	given_reply(site->house, &told, "owner@example.org", "Ja", REPLY_INTERESTED, false);
	house_sql(site->house, "UPDATE line_match SET status = 'shortlisted'");
	assert_shows(get(site, NULL, "/answer/%s/undo", token), "There is nothing to undo");
	assert_int_equal(post(site, NULL, "", "/answer/%s/undo", token).status, 409);
	assert_string_equal(status(site), "shortlisted");
}

/* ---- held ---- */

static void an_administrator_lets_a_flood_through_or_throws_it_away(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	int64_t administrator = given_account(site->house, "Admin");
	int64_t id = 0;

	house_sql(site->house, "UPDATE account SET is_administrator = TRUE WHERE id = %lld", (long long)administrator);
	for (int i = 0; i < 3; i++)
		id = given_reply(site->house, &told, "owner@example.org",
			arena_printf(site->house->mem, "Spørgsmål %d?", i), REPLY_UNCLEAR, true);
	int64_t stranger = given_reply(site->house, &told, "flood@example.net", "Spam", REPLY_UNCLEAR, true);
	struct browser *browser = as(site, administrator);
	assert_shows(get(site, browser, "/admin"), "4 replies wait for you");
	struct res page = get(site, browser, "/admin/held");
	assert_shows(page, "owner@example.org (Owner)");
	assert_shows(page, "Spørgsmål 2?");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM message"), 0);
	assert_redirects(post(site, browser, "answer=release", "/admin/held/%lld", (long long)id), "/admin/held");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM message"), 3);
	assert_redirects(post(site, browser, "answer=discard", "/admin/held/%lld", (long long)stranger), "/admin/held");
	assert_shows(get(site, browser, "/admin/held"), "No reply waits for you");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM message"), 3);
}

static void a_stranger_who_is_let_through_waits_for_the_known_person(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	int64_t administrator = given_account(site->house, "Admin");
	int64_t id = given_reply(site->house, &told, "privat@example.net", "Ja", REPLY_INTERESTED, true);

	house_sql(site->house, "UPDATE account SET is_administrator = TRUE WHERE id = %lld", (long long)administrator);
	assert_int_equal(post(site, as(site, administrator), "answer=release", "/admin/held/%lld", (long long)id).status,
		303);
	assert_string_equal(status(site), "notified");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'reply-waiting'"
						  " AND recipient_address = 'owner@example.org'"), 1);
	assert_int_equal(post(site, NULL, "answer=confirm", "/waiting/%s",
				 token_for(site->house, TOKEN_WAITING, told.owner, id)).status, 303);
	assert_string_equal(status(site), "interested");
}

/* ---- mail that does not arrive ---- */

static void the_enterprises_page_says_whose_mail_comes_back(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	struct browser *owner = as(site, told.owner), *colleague = as(site, told.colleague);

	assert_shows_not(get(site, colleague, "/my"), "comes back");
	assert_int_equal(suppression_add(site->house->db, "owner@example.org", SUPPRESSED_BOUNCE), OK);
	assert_shows(get(site, colleague, "/my"), "Our mail to Owner comes back");
	assert_shows(get(site, owner, "/my"), "Get mail again");
	assert_shows(get(site, colleague, "/enterprises/kantinen"), "Our mail to Owner comes back");
	assert_shows_not(get(site, NULL, "/enterprises/kantinen"), "comes back");
	int64_t other = given_enterprise(site->house, "Den anden", "0621");
	assert_shows_not(get(site, as(site, given_member(site->house, other, "Anden", "owner")), "/my"), "comes back");
	assert_shows_not(get(site, as(site, given_member(site->house, other, "Tredje", "member")), "/enterprises/kantinen"),
		"comes back");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_page_shows_who_wrote_what_and_a_get_lets_nothing_through, site_house_reset),
		cmocka_unit_test_setup(one_that_is_confirmed_counts_in_the_name_of_the_known_person, site_house_reset),
		cmocka_unit_test_setup(one_that_is_thrown_away_does_nothing, site_house_reset),
		cmocka_unit_test_setup(words_that_are_let_through_reach_the_buyer, site_house_reset),
		cmocka_unit_test_setup(an_answer_by_mail_is_taken_back, site_house_reset),
		cmocka_unit_test_setup(undoing_goes_back_to_the_answer_before, site_house_reset),
		cmocka_unit_test_setup(what_the_buyer_has_gone_on_with_is_not_taken_back, site_house_reset),
		cmocka_unit_test_setup(an_administrator_lets_a_flood_through_or_throws_it_away, site_house_reset),
		cmocka_unit_test_setup(a_stranger_who_is_let_through_waits_for_the_known_person, site_house_reset),
		cmocka_unit_test_setup(the_enterprises_page_says_whose_mail_comes_back, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
