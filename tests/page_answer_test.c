/* SPDX-License-Identifier: MPL-2.0 */
/* Answering: from the mail without logging in, and from the line's page. A GET never decides. */
#include "tests/site.h"

#include <string.h>

#include "lib/token.h"

struct told {
	int64_t kolding, line, enterprise, owner, match;
	struct browser *supplier;
	const char *token;
};

/* An enterprise that was told of a line by a mail. */
static struct told given_told(struct site_house *site)
{
	struct house *house = site->house;
	struct told told = {.kolding = given_municipality(house, "0621")};
	static char token[TOKEN_TEXT_SIZE];

	told.line = given_line(house, told.kolding, given_member(house, told.kolding, "Køber", "buyer"),
		"Kantinedrift", "55510000", "published");
	told.enterprise = given_enterprise(house, "Kantinen", "0621");
	told.owner = given_member(house, told.enterprise, "Ejer", "owner");
	told.match = given_match(house, told.line, told.enterprise);
	house_sql(house, "UPDATE line_match SET reasons ="
			 " '[{\"kind\":\"delivers\",\"points\":8.0,\"place\":\"Kolding\"}]'");
	assert_int_equal(token_issue(house->db, &(struct token){.purpose = TOKEN_MATCH, .account_id = told.owner,
		.subject_id = told.match, .expires_at = clock_now() + 86400}, token), OK);
	told.token = arena_text(house->mem, token);
	told.supplier = as(site, told.owner);
	return told;
}

static const char *stored(struct site_house *site)
{
	return house_text(site->house, "SELECT CONCAT_WS('|', status, COALESCE(answered_via, '-'), answer_words,"
				       " COALESCE(decline_reason, '-')) FROM line_match");
}

static void opening_the_page_of_the_mail_changes_nothing(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);

	struct res page = get(site, NULL, "/answer/%s", told.token);
	assert_shows(page, "Kantinedrift");
	assert_shows(page, "Delivers to Kolding");
	assert_shows(page, "We are interested");
	assert_shows(get(site, NULL, "/answer/%s?answer=no", told.token), "so that we send you what fits");
	assert_shows(get(site, NULL, "/answer/%s?answer=interested", told.token), "We are interested");
	assert_string_equal(stored(site), "notified|-||-");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM line_match WHERE seen_at IS NOT NULL"), 0);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM audit"), 0);
}

static void one_answers_from_the_mail_and_may_change_it(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	struct browser *browser = anybody(site);
	const char *page = arena_printf(site->house->mem, "/answer/%s", told.token);

	assert_redirects(post(site, browser, "answer=interested&words=Vi+kan+fra+maj", "%s", page), page);
	assert_string_equal(stored(site), "interested|web|Vi kan fra maj|-");
	struct res answered = get(site, browser, "%s", page);
	assert_shows(answered, "You have answered: we are interested");
	assert_shows(answered, "Vi kan fra maj</textarea>");
	assert_redirects(post(site, browser, "answer=declined&decline_reason=too_far&words=", "%s", page), page);
	assert_string_equal(stored(site), "declined|web||too_far");
	assert_shows(get(site, browser, "%s", page), "You have answered: not for us");
}

static void an_answer_without_the_forms_token_or_with_another_mails_changes_nothing(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	char other[TOKEN_TEXT_SIZE];

	assert_int_equal(post_forged(site, NULL, "answer=interested", "/answer/%s", told.token).status, 403);
	assert_int_equal(post(site, NULL, "answer=interested", "/answer/%sx", told.token).status, 404);
	assert_int_equal(token_issue(site->house->db, &(struct token){.purpose = TOKEN_CONVERSATION,
		.account_id = told.owner, .subject_id = told.match, .expires_at = clock_now() + 86400}, other), OK);
	assert_int_equal(get(site, NULL, "/answer/%s", other).status, 404);
	assert_int_equal(post(site, NULL, "answer=interested", "/answer/%s", other).status, 404);
	assert_string_equal(stored(site), "notified|-||-");
}

static void who_has_left_the_enterprise_no_longer_answers_for_it(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);

	house_sql(site->house, "DELETE FROM membership WHERE account_id = %lld", (long long)told.owner);
	assert_int_equal(get(site, NULL, "/answer/%s", told.token).status, 404);
	assert_int_equal(post(site, NULL, "answer=interested", "/answer/%s", told.token).status, 404);
	assert_string_equal(stored(site), "notified|-||-");
}

static void an_answer_that_does_not_pass_keeps_what_was_typed(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);

	struct res res = post(site, NULL, "answer=declined&decline_reason=bored&words=%3Cb%3ENej", "/answer/%s", told.token);
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "Choose one."));
	assert_non_null(strstr(res.body, "&lt;b&gt;Nej"));
	assert_non_null(strstr(res.body, "so that we send you what fits")); /* the page it came from */
	assert_int_equal(post(site, NULL, "answer=maybe", "/answer/%s", told.token).status, 422);
	assert_string_equal(stored(site), "notified|-||-");
}

static void after_the_end_the_page_says_so_and_takes_nothing(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);

	house_sql(site->house, "UPDATE plan_line SET dialogue_ends = CURDATE() - INTERVAL 1 DAY");
	struct res page = get(site, NULL, "/answer/%s", told.token);
	assert_shows(page, "The dialogue has ended.");
	assert_shows_not(page, "We are interested");
	assert_int_equal(post(site, NULL, "answer=interested", "/answer/%s", told.token).status, 409);
	house_sql(site->house, "UPDATE plan_line SET status = 'cancelled'");
	assert_shows(get(site, NULL, "/answer/%s", told.token), "has cancelled the purchase");
	house_sql(site->house, "UPDATE token SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 DAY");
	struct res expired = get(site, NULL, "/answer/%s", told.token);
	assert_int_equal(expired.status, 404);
	assert_non_null(strstr(expired.body, "This link has expired"));
	assert_string_equal(stored(site), "notified|-||-");
}

/* ---- logged in ---- */

static void the_lines_page_shows_the_reasons_and_takes_the_answer(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);

	struct res page = get(site, told.supplier, "/lines/%lld", (long long)told.line);
	assert_shows(page, "Delivers to Kolding");
	assert_shows(page, "We are interested");
	assert_string_equal(stored(site), "seen|-||-");
	assert_shows(get(site, told.supplier, "/lines/%lld/answer?answer=no", (long long)told.line), "Why not?");
	assert_string_equal(stored(site), "seen|-||-");
	assert_int_equal(
		post(site, told.supplier, "answer=interested&words=Ja", "/lines/%lld/answer", (long long)told.line).status, 303);
	assert_string_equal(stored(site), "interested|web|Ja|-");
	assert_shows(get(site, told.supplier, "/lines/%lld", (long long)told.line), "You have answered: we are interested");
}

static void an_approved_enterprise_that_was_not_told_comes_forward(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	int64_t other = given_enterprise(site->house, "Den anden", "0630");
	struct browser *browser = as(site, given_member(site->house, other, "Anden ejer", "owner"));

	struct res page = get(site, browser, "/lines/%lld", (long long)told.line);
	assert_shows(page, "We are interested");
	assert_shows_not(page, "Delivers to Kolding");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM line_match"), 1);
	assert_int_equal(
		post(site, browser, "answer=interested&words=", "/lines/%lld/answer", (long long)told.line).status, 303);
	assert_string_equal(house_text(site->house, "SELECT status FROM line_match WHERE organisation_id = %lld",
		(long long)other), "interested");
	house_sql(site->house, "DELETE FROM line_match WHERE organisation_id = %lld", (long long)other);
	house_sql(site->house, "UPDATE enterprise SET status = 'submitted' WHERE organisation_id = %lld", (long long)other);
	assert_shows(get(site, browser, "/lines/%lld", (long long)told.line), "when your enterprise is approved");
	assert_int_equal(
		post(site, browser, "answer=interested&words=", "/lines/%lld/answer", (long long)told.line).status, 403);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM line_match"), 1);
}

static void a_buyer_does_not_answer_and_a_draft_is_not_answered(void **state)
{
	struct site_house *site = *state;
	struct told told = given_told(site);
	struct browser *buyer = as(site, given_member(site->house, told.kolding, "Køber 2", "buyer"));

	assert_int_equal(post(site, buyer, "answer=interested", "/lines/%lld/answer", (long long)told.line).status, 403);
	assert_int_equal(post(site, NULL, "answer=interested", "/lines/%lld/answer", (long long)told.line).status, 403);
	int64_t draft = given_line(site->house, told.kolding, told.owner, "Hemmelig", NULL, "draft");
	assert_int_equal(get(site, told.supplier, "/lines/%lld/answer", (long long)draft).status, 404);
	assert_int_equal(
		post(site, told.supplier, "answer=interested", "/lines/%lld/answer", (long long)draft).status, 403);
	assert_string_equal(stored(site), "notified|-||-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(opening_the_page_of_the_mail_changes_nothing, site_house_reset),
		cmocka_unit_test_setup(one_answers_from_the_mail_and_may_change_it, site_house_reset),
		cmocka_unit_test_setup(an_answer_without_the_forms_token_or_with_another_mails_changes_nothing, site_house_reset),
		cmocka_unit_test_setup(who_has_left_the_enterprise_no_longer_answers_for_it, site_house_reset),
		cmocka_unit_test_setup(an_answer_that_does_not_pass_keeps_what_was_typed, site_house_reset),
		cmocka_unit_test_setup(after_the_end_the_page_says_so_and_takes_nothing, site_house_reset),
		cmocka_unit_test_setup(the_lines_page_shows_the_reasons_and_takes_the_answer, site_house_reset),
		cmocka_unit_test_setup(an_approved_enterprise_that_was_not_told_comes_forward, site_house_reset),
		cmocka_unit_test_setup(a_buyer_does_not_answer_and_a_draft_is_not_answered, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
