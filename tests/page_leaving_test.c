/* SPDX-License-Identifier: MPL-2.0 */
/* The pages of leaving: an enterprise the directory, a colleague an organisation, a person Torv. */
#include <string.h>

#include "lib/conversation.h"
#include "lib/search_index.h"
#include "lib/secret.h"
#include "tests/market.h"
#include "tests/site.h"

/* ---- an enterprise ---- */

static void an_owner_reads_what_happens_leaves_and_is_found_nowhere(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);

	given_offering(site->house, market.enterprise, "Kantinedrift", "55520000");
	assert_int_equal(index_changed(site->house->db, INDEX_ENTERPRISE, market.enterprise), OK);
	assert_shows(get(site, owner, "/my/profile"), "href=\"/my/withdraw\"");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
	assert_shows(get(site, NULL, "/enterprises"), "Kantinen<");
	assert_shows(get(site, owner, "/my/withdraw"), "What happens");
	assert_redirects(post(site, owner, "words=", "/my/withdraw"), "/my/withdraw");
	assert_shows(get(site, owner, "/my/withdraw"), "Come back and ask for a review");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
	assert_shows_not(get(site, NULL, "/enterprises"), "Kantinen<");
	assert_shows_not(get(site, NULL, "/search?words=Kantinen"), "/enterprises/kantinen");
	assert_int_equal(get(site, NULL, "/enterprises/kantinen").status, 404);
	assert_shows(get(site, owner, "/my"), "You have left the directory");
	assert_shows(get(site, owner, "/my/profile"), "You have left the directory");
	assert_shows_not(get(site, as(site, market.buyer), "/lines/%lld", (long long)market.line), "Kantinen<");
}

static void conversations_stay_readable_for_both_sides(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *buyer = as(site, market.buyer);
	int64_t id;

	assert_int_equal(conversation_start(site->house->db, site->house->mem, site->house->configuration,
				 &(struct conversation_start){.author_id = market.buyer, .line_id = market.line,
					 .from_organisation = market.municipality, .to_organisation = market.enterprise,
					 .subject = "Kantinen", .text = "Hvornår kan I komme?"}, &id), OK);
	assert_redirects(post(site, owner, "words=", "/my/withdraw"), "/my/withdraw");
	assert_shows(get(site, owner, "/messages/%lld", (long long)id), "Hvornår kan I komme?");
	assert_shows(get(site, buyer, "/messages/%lld", (long long)id), "Hvornår kan I komme?");
	assert_shows_not(get(site, buyer, "/messages/%lld", (long long)id), "/enterprises/kantinen");
	house_sql(site->house, "INSERT INTO purchase (organisation_id, supplier_id, what, agreement, amount_dkk, bought_on, created_by,"
		" created_at) VALUES (%lld, %lld, 'Frokost', '', 1000, CURDATE(), %lld, UTC_TIMESTAMP())",
		(long long)market.municipality, (long long)market.enterprise, (long long)market.buyer);
	assert_shows(get(site, buyer, "/my/purchases"), ">Kantinen</td>");
}

static void who_has_left_is_asked_for_no_answer(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);

	house_sql(site->house, "UPDATE line_match SET status = 'interested', answered_at = UTC_TIMESTAMP()");
	assert_shows(get(site, owner, "/lines/%lld", (long long)market.line), "We are interested</button>");
	assert_redirects(post(site, owner, "words=", "/my/withdraw"), "/my/withdraw");
	assert_shows_not(get(site, owner, "/lines/%lld", (long long)market.line), "We are interested</button>");
	struct res board = get(site, as(site, market.buyer), "/lines/%lld", (long long)market.line);
	assert_shows(board, "<h4>Kantinen</h4>");
	assert_shows(board, "Has left the directory");
	assert_shows_not(board, "/enterprises/kantinen");
	assert_int_equal(get(site, owner, "/lines/%lld/answer", (long long)market.line).status, 403);
	struct res res = post(site, owner, "answer=interested&words=Alligevel", "/lines/%lld/answer", (long long)market.line);
	assert_int_equal(res.status, 403);
	assert_non_null(strstr(res.body, "An approved enterprise can answer"));
	assert_string_equal(house_text(site->house, "SELECT status FROM line_match"), "declined");
}

static void who_has_left_cannot_change_the_profile_before_coming_back(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);

	post(site, owner, "words=", "/my/withdraw");
	struct res refused = post(site, owner, "pitch=Nyt&stage=established", "/my/profile");
	assert_int_equal(refused.status, 409);
	assert_non_null(strstr(refused.body, "Come back first"));
	assert_redirects(post(site, owner, "", "/my/return"), "/my");
	assert_shows(get(site, owner, "/my"), "What is missing");
	assert_redirects(post(site, owner, "pitch=Nyt&stage=established", "/my/profile"), "/my");
}

static void a_member_sees_that_an_owner_must_do_it_and_is_refused(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *colleague = as(site, market.colleague);
	struct res page = get(site, colleague, "/my/withdraw");

	assert_shows(page, "Only an owner of the enterprise can do this.");
	assert_shows_not(page, "button-warning");
	assert_int_equal(post(site, colleague, "words=", "/my/withdraw").status, 403);
}

/* ---- a colleague ---- */

static void an_owner_lets_a_colleague_in_hands_over_and_leaves(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);

	assert_redirects(post(site, owner, "email=ny%40example.org&name=Ny+Kollega&role=member", "/my/colleagues"), "/my/colleagues");
	assert_int_equal(mails(site->house, "invitation", "ny@example.org"), 1);
	assert_shows(get(site, owner, "/my/colleagues"), "Has not logged in yet");
	assert_shows(get(site, owner, "/my/colleagues/%lld/remove", (long long)market.owner), "Make a colleague an owner first.");
	struct res last = post(site, owner, "", "/my/colleagues/%lld/remove", (long long)market.owner);
	assert_int_equal(last.status, 409);
	assert_non_null(strstr(last.body, "Make a colleague an owner first."));
	assert_redirects(post(site, owner, "", "/my/colleagues/%lld/owner", (long long)market.colleague), "/my/colleagues");
	assert_redirects(post(site, owner, "", "/my/colleagues/%lld/remove", (long long)market.owner), "/my");
	assert_int_equal(get(site, owner, "/my/profile").status, 403);
	assert_shows(get(site, owner, "/my"), "You do not act for anybody yet");
}

static void who_is_removed_loses_access_on_the_next_page(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner), *colleague = as(site, market.colleague);

	assert_int_equal(get(site, colleague, "/my/profile").status, 200);
	assert_shows(get(site, owner, "/my/colleagues/%lld/remove", (long long)market.colleague), "Remove Colleague");
	assert_redirects(post(site, owner, "", "/my/colleagues/%lld/remove", (long long)market.colleague), "/my/colleagues");
	assert_int_equal(get(site, colleague, "/my/profile").status, 403);
}

static void a_member_sees_the_others_and_can_only_leave(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *colleague = as(site, market.colleague);
	struct res page = get(site, colleague, "/my/colleagues");

	assert_shows(page, "owner@example.org");
	assert_shows_not(page, "Let a colleague in");
	assert_int_equal(post(site, colleague, "email=x%40example.org&name=Xx&role=owner", "/my/colleagues").status, 403);
	assert_int_equal(post(site, colleague, "", "/my/colleagues/%lld/remove", (long long)market.owner).status, 403);
	assert_int_equal(post(site, colleague, "", "/my/colleagues/%lld/owner", (long long)market.colleague).status, 403);
	assert_redirects(post(site, colleague, "", "/my/colleagues/%lld/remove", (long long)market.colleague), "/my");
}

static void a_coordinator_lets_a_buyer_in(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *coordinator = as(site, given_member(site->house, market.municipality, "Koordinator", "coordinator"));

	assert_redirects(post(site, coordinator, "email=ny%40example.org&name=Ny&role=buyer", "/my/colleagues"), "/my/colleagues");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM membership m JOIN account a ON a.id = m.account_id"
		" WHERE a.email = 'ny@example.org' AND m.role = 'buyer' AND m.organisation_id = %lld", (long long)market.municipality), 1);
	assert_int_equal(post(site, coordinator, "email=x%40example.org&name=Xx&role=owner", "/my/colleagues").status, 422);
}

/* ---- a person ---- */

static void given_password(struct site_house *site, int64_t account, const char *password)
{
	char *hash;

	assert_int_equal(password_hash(site->house->mem, password, &hash), OK);
	house_sql(site->house, "UPDATE account SET password_hash = '%s' WHERE id = %lld", hash, (long long)account);
}

static void a_person_closes_the_account_with_the_password_and_is_logged_out(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *colleague = as(site, market.colleague);

	given_password(site, market.colleague, "en god lang sætning");
	assert_shows(get(site, colleague, "/my/account"), "href=\"/my/account/close\"");
	assert_shows(get(site, colleague, "/my/account/close"), "This cannot be undone");
	struct res wrong = post(site, colleague, "current_password=forkert", "/my/account/close");
	assert_int_equal(wrong.status, 422);
	assert_non_null(strstr(wrong.body, "This is not your present password."));
	assert_int_equal(get(site, colleague, "/my/account").status, 200);
	assert_redirects(post(site, colleague, "current_password=en+god+lang+s%C3%A6tning", "/my/account/close"), "/");
	assert_int_equal(get(site, colleague, "/my/account").status, 303);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM account WHERE email = 'colleague@example.org'"), 0);
}

static void without_a_password_a_mailed_link_shows_who_it_is(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *colleague = as(site, market.colleague);

	house_sql(site->house, "UPDATE session SET created_at = created_at - INTERVAL 31 MINUTE");
	struct res page = get(site, colleague, "/my/account/close");
	assert_shows(page, "Send me a link to log in");
	assert_shows_not(page, "Close my account for good");
	assert_int_equal(post(site, colleague, "", "/my/account/close").status, 403);
	assert_redirects(post(site, colleague, "email=colleague%40example.org", "/login/link"), "/login/sent");
	assert_redirects(post(site, colleague, "", "/login/link/%s", mailed_token(site, "login-link", "token")), "/my");
	assert_shows(get(site, colleague, "/my/account/close"), "Close my account for good");
	assert_redirects(post(site, colleague, "", "/my/account/close"), "/");
}

static void the_last_owner_reads_what_to_do_first(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);
	struct res page = get(site, owner, "/my/account/close");

	assert_shows(page, "You are the only owner of Kantinen.");
	assert_shows_not(page, "Close my account for good");
	struct res refused = post(site, owner, "", "/my/account/close");
	assert_int_equal(refused.status, 409);
	assert_non_null(strstr(refused.body, "Somebody must take over from you first."));
}

#define TEST(name) cmocka_unit_test_setup(name, site_house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_owner_reads_what_happens_leaves_and_is_found_nowhere),
		TEST(conversations_stay_readable_for_both_sides),
		TEST(who_has_left_is_asked_for_no_answer),
		TEST(who_has_left_cannot_change_the_profile_before_coming_back),
		TEST(a_member_sees_that_an_owner_must_do_it_and_is_refused),
		TEST(an_owner_lets_a_colleague_in_hands_over_and_leaves),
		TEST(who_is_removed_loses_access_on_the_next_page),
		TEST(a_member_sees_the_others_and_can_only_leave),
		TEST(a_coordinator_lets_a_buyer_in),
		TEST(a_person_closes_the_account_with_the_password_and_is_logged_out),
		TEST(without_a_password_a_mailed_link_shows_who_it_is),
		TEST(the_last_owner_reads_what_to_do_first),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
