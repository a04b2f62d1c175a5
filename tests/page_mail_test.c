/* SPDX-License-Identifier: MPL-2.0 */
/* The pages on the mails one gets: how often, and no more of them, with an account and without. */
#include "tests/site.h"

#include <string.h>

#include "lib/mail_preference.h"
#include "lib/outbox.h"
#include "lib/suppression.h"

#define GUEST "gaest@example.net"

/* A mail of the topic "question" to an address without an account: its token. */
static const char *given_mail(struct site_house *site, const char *address)
{
	struct house *house = site->house;
	json_t *model = json_pack("{s:i, s:s, s:s}", "line_id", 1, "title", "Kantinedrift", "question", "Hvornår?");
	char *token = arena_alloc(house->mem, TOKEN_TEXT_SIZE);

	assert_int_equal(outbox_add(house->db, house->mem, house->configuration, &(struct outbox_mail){
		.kind = "question-asked", .address = address, .name = "", .language = "da", .model = model}), OK);
	json_decref(model);
	subscription_token(house->configuration, address, "question", token);
	return token;
}

static const char *pace_of(struct site_house *site, const char *address, const char *topic)
{
	return house_text(site->house, "SELECT pace FROM mail_preference WHERE address = '%s' AND topic = '%s'",
		address, topic);
}

static void a_get_of_the_link_changes_nothing(void **state)
{
	struct site_house *site = *state;
	const char *token = given_mail(site, GUEST);
	struct res res = get(site, NULL, "/unsubscribe/%s", token);

	assert_shows(res, GUEST);
	assert_shows(res, "Questions about purchases");
	assert_string_equal(pace_of(site, GUEST, "question"), "");
}

static void one_press_ends_the_topic_for_who_has_no_account(void **state)
{
	struct site_house *site = *state;
	const char *token = given_mail(site, GUEST);

	assert_shows(post(site, NULL, "", "/unsubscribe/%s", token), "You get no more of these mails");
	assert_string_equal(pace_of(site, GUEST, "question"), "never");
	given_mail(site, GUEST);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox"), 1);
}

/* RFC 8058: no cookie, no token against forgery, no redirect. */
static void the_post_of_a_mail_provider_works_in_one_step(void **state)
{
	struct site_house *site = *state;
	const char *token = given_mail(site, GUEST);
	struct res res = post_forged(site, NULL, "List-Unsubscribe=One-Click", "/unsubscribe/%s", token);

	assert_int_equal(res.status, 200);
	assert_string_equal(pace_of(site, GUEST, "question"), "never");
	res = post_forged(site, NULL, "List-Unsubscribe=One-Click", "/unsubscribe/%s", token);
	assert_int_equal(res.status, 200);
}

/* RFC 8058, 3.2: the same in parts, or without a word. */
static void a_mail_provider_may_send_its_post_in_parts_or_empty(void **state)
{
	struct site_house *site = *state;
	const char *token = given_mail(site, GUEST);

	assert_int_equal(post_files(site, NULL, "List-Unsubscribe=One-Click", "", NULL, 0, "/unsubscribe/%s",
				 token).status, 200);
	assert_string_equal(pace_of(site, GUEST, "question"), "never");
	token = given_mail(site, "en.anden@example.net");
	assert_int_equal(post_forged(site, NULL, "", "/unsubscribe/%s", token).status, 200);
	assert_string_equal(pace_of(site, "en.anden@example.net", "question"), "never");
}

static void who_ended_them_by_mistake_gets_them_again(void **state)
{
	struct site_house *site = *state;
	const char *token = given_mail(site, GUEST);

	post(site, NULL, "", "/unsubscribe/%s", token);
	assert_redirects(post(site, NULL, "", "/unsubscribe/%s/undo", token),
		arena_printf(site->house->mem, "/unsubscribe/%s", token));
	assert_string_equal(pace_of(site, GUEST, "question"), "at_once");
}

static void a_token_that_was_mailed_to_nobody_is_not_found(void **state)
{
	struct site_house *site = *state;

	assert_int_equal(get(site, NULL, "/unsubscribe/00112233445566778899aabbccddeeff").status, 404);
	assert_int_equal(post_forged(site, NULL, "", "/unsubscribe/00112233445566778899aabbccddeeff").status, 404);
	assert_int_equal(post_forged(site, NULL, "", "/unsubscribe/x").status, 404);
}

static void one_chooses_among_the_topics_of_ones_own_roles(void **state)
{
	struct site_house *site = *state;
	int64_t kolding = given_municipality(site->house, "0621");
	int64_t coordinator = given_member(site->house, kolding, "Koordinator", "coordinator");
	struct res res = get(site, as(site, coordinator), "/my/mail");

	assert_shows(res, "name=\"pace_review\"");
	assert_shows(res, "name=\"pace_message\"");
	assert_shows_not(res, "name=\"pace_match\"");
	assert_shows_not(res, "name=\"pace_answer\"");
}

static void what_was_chosen_is_kept_and_shown(void **state)
{
	struct site_house *site = *state;
	int64_t kolding = given_municipality(site->house, "0621");
	struct browser *buyer = as(site, given_member(site->house, kolding, "Kaj", "buyer"));

	assert_redirects(post(site, buyer, "pace_question=weekly&pace_answer=never&pace_message=at_once&pace_follow=daily", "/my/mail"),
		"/my/mail");
	assert_string_equal(pace_of(site, "kaj@example.org", "question"), "weekly");
	assert_string_equal(pace_of(site, "kaj@example.org", "answer"), "never");
	assert_shows(get(site, buyer, "/my/mail"), "<option value=\"weekly\" selected>");
}

static void a_choice_that_there_is_not_is_refused_and_nothing_is_kept(void **state)
{
	struct site_house *site = *state;
	int64_t kantinen = given_enterprise(site->house, "Kantinen", "0621");
	struct browser *owner = as(site, given_member(site->house, kantinen, "Ejer", "owner"));
	struct res res = post(site, owner, "pace_match=daily&pace_reminder=weekly&pace_line=daily&pace_question=daily"
		"&pace_message=daily", "/my/mail");

	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "pace_reminder-problem"));
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM mail_preference"), 0);
}

static void whose_mail_came_back_is_told_and_gets_mail_again_when_they_say_so(void **state)
{
	struct site_house *site = *state;
	int64_t kolding = given_municipality(site->house, "0621");
	struct browser *buyer = as(site, given_member(site->house, kolding, "Kaj", "buyer"));

	suppression_add(site->house->db, "kaj@example.org", SUPPRESSED_BOUNCE);
	assert_shows(get(site, buyer, "/my/mail"), "mail to it came back");
	assert_redirects(post(site, buyer, "", "/my/mail/again"), "/my/mail");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM suppression"), 0);
	assert_shows_not(get(site, buyer, "/my/mail"), "mail to it came back");
}

#define TEST(test) cmocka_unit_test_setup(test, site_house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_get_of_the_link_changes_nothing),
		TEST(one_press_ends_the_topic_for_who_has_no_account),
		TEST(the_post_of_a_mail_provider_works_in_one_step),
		TEST(a_mail_provider_may_send_its_post_in_parts_or_empty),
		TEST(who_ended_them_by_mistake_gets_them_again),
		TEST(a_token_that_was_mailed_to_nobody_is_not_found),
		TEST(one_chooses_among_the_topics_of_ones_own_roles),
		TEST(what_was_chosen_is_kept_and_shown),
		TEST(a_choice_that_there_is_not_is_refused_and_nothing_is_kept),
		TEST(whose_mail_came_back_is_told_and_gets_mail_again_when_they_say_so),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
