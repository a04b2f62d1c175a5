/* SPDX-License-Identifier: MPL-2.0 */
/* Conversations on the site: who may write to whom, and who reads it. */
#include "tests/site.h"

#include <string.h>

static const char form[] = "subject=M%C3%B8deforplejning&text=Kan+I+levere+til+30+personer%3F";

struct people {
	int64_t enterprise, other, kolding, line;
	struct browser *owner, *rival, *buyer, *foreign_buyer;
};

static struct people given_people(struct site_house *site)
{
	struct house *house = site->house;
	struct people p = {.enterprise = given_enterprise(house, "Soul", "0621"),
		.other = given_enterprise(house, "Rival", "0630"), .kolding = given_municipality(house, "0621")};
	int64_t vejle = given_municipality(house, "0630");

	p.owner = as(site, given_member(house, p.enterprise, "Ejer", "owner"));
	p.rival = as(site, given_member(house, p.other, "Rivalen", "owner"));
	int64_t buyer = given_member(house, p.kolding, "Indkober", "buyer");
	p.buyer = as(site, buyer);
	p.foreign_buyer = as(site, given_member(house, vejle, "Fremmed", "buyer"));
	p.line = given_line(house, p.kolding, buyer, "Frokost", "55520000", "published");
	return p;
}

static void a_buyer_writes_and_the_enterprise_answers_in_the_same_conversation(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);

	assert_shows(get(site, p.buyer, "/enterprises/soul/contact"), "Write to Soul");
	struct res sent = post(site, p.buyer, form, "/enterprises/soul/contact");
	assert_int_equal(sent.status, 303);
	const char *path = sent.location;
	assert_shows(get(site, p.buyer, "%s", path), "Kan I levere til 30 personer?");
	assert_shows(get(site, p.owner, "/messages"), "Mødeforplejning");
	assert_shows(get(site, p.owner, "/messages"), "<span class=\"count\">1");
	assert_shows(get(site, p.owner, "%s", path), "Kan I levere til 30 personer?");
	assert_shows_not(get(site, p.owner, "/messages"), "<span class=\"count\">1");
	assert_int_equal(post(site, p.owner, "text=Ja,+gerne.", "%s", path).status, 303);
	assert_shows(get(site, p.buyer, "%s", path), "Ja, gerne.");
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'contact'"), 2);
}

static void nobody_else_reads_or_writes_in_it(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);
	const char *path = post(site, p.buyer, form, "/enterprises/soul/contact").location;

	assert_int_equal(get(site, p.rival, "%s", path).status, 404);
	assert_int_equal(get(site, p.foreign_buyer, "%s", path).status, 404);
	assert_int_equal(post(site, p.rival, "text=Hov", "%s", path).status, 404);
	assert_shows_not(get(site, p.rival, "/messages"), "Mødeforplejning");
	assert_int_equal(get(site, NULL, "%s", path).status, 303);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM message"), 1);
}

static void an_enterprise_writes_to_the_buyer_of_a_line_and_to_another_enterprise(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);

	assert_shows(get(site, p.owner, "/lines/%lld/contact", (long long)p.line), "Frokost");
	struct res sent = post(site, p.owner, form, "/lines/%lld/contact", (long long)p.line);
	assert_shows(get(site, p.buyer, "%s", sent.location), "About");
	assert_string_equal(house_text(site->house, "SELECT recipient_address FROM outbox WHERE kind = 'contact'"), "indkober@example.org");
	assert_int_equal(post(site, p.owner, form, "/enterprises/rival/contact").status, 303);
	assert_shows(get(site, p.rival, "/messages"), "Mødeforplejning");
	assert_int_equal(post(site, p.owner, form, "/enterprises/soul/contact").status, 409);
}

static void what_is_not_public_cannot_be_written_to(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);

	house_sql(site->house, "UPDATE enterprise SET status = 'draft' WHERE organisation_id = %lld", (long long)p.other);
	house_sql(site->house, "UPDATE plan_line SET status = 'draft'");
	assert_int_equal(post(site, p.buyer, form, "/enterprises/rival/contact").status, 404);
	assert_int_equal(post(site, p.owner, form, "/lines/%lld/contact", (long long)p.line).status, 404);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM conversation"), 0);
}

static void too_short_a_message_is_shown_again(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);
	struct res res = post(site, p.buyer, "subject=&text=Hej", "/enterprises/soul/contact");

	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, ">Hej</textarea>"));
}

static void the_twenty_first_contact_of_a_day_is_refused(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);

	house_sql(site->house, "UPDATE account SET created_at = UTC_TIMESTAMP() - INTERVAL 8 DAY");
	for (int i = 0; i < 20; i++)
		assert_int_equal(post(site, p.buyer, form, "/enterprises/soul/contact").status, 303);
	assert_int_equal(post(site, p.buyer, form, "/enterprises/soul/contact").status, 429);
}

static void who_is_new_begins_five_a_day(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);

	for (int i = 0; i < 5; i++)
		assert_int_equal(post(site, p.buyer, form, "/enterprises/soul/contact").status, 303);
	struct res refused = post(site, p.buyer, form, "/enterprises/soul/contact");
	assert_int_equal(refused.status, 429);
	assert_non_null(strstr(refused.body, "may begin five a day"));
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM conversation"), 5);
}

static void nothing_is_relayed_before_the_address_is_confirmed(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);

	house_sql(site->house, "UPDATE account SET confirmed_at = NULL WHERE email = 'indkober@example.org'");
	assert_int_equal(post(site, p.buyer, form, "/enterprises/soul/contact").status, 403);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM message"), 0);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM outbox"), 0);
}

/* ---- what became of a message ---- */

static void each_message_says_where_it_was_read(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);
	const char *path = post(site, p.buyer, form, "/enterprises/soul/contact").location;

	assert_shows(get(site, p.buyer, "%s", path), "Not read here yet");
	get(site, p.owner, "%s", path);
	struct res page = get(site, p.buyer, "%s", path);
	assert_shows(page, "Soul has read it here");
	assert_shows_not(page, "Not read here yet");
}

static void a_message_whose_mail_came_back_says_so(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);
	const char *path = post(site, p.buyer, form, "/enterprises/soul/contact").location;

	house_sql(site->house, "UPDATE outbox SET returned_as = 'hard', returned_words = 'No such user'");
	struct res page = get(site, p.buyer, "%s", path);
	assert_shows(page, "The mail to Ejer came back");
	assert_shows(page, "No such user");
}

static void a_municipalitys_mail_carries_its_name_and_contact(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);

	house_sql(site->house, "UPDATE plan_line SET contact_name = 'Bo Birk', contact_email = 'indkoeb@kolding.example'");
	post(site, p.buyer, arena_printf(site->house->mem, "%s&line=%lld", form, (long long)p.line),
		"/enterprises/soul/contact");
	assert_string_equal(house_text(site->house, "SELECT JSON_VALUE(model, '$.contact.email') FROM outbox"),
		"indkoeb@kolding.example");
	/* an enterprise's carries none but its writer's, and that only when it is allowed */
	post(site, p.owner, form, "/lines/%lld/contact", (long long)p.line);
	assert_string_equal(house_text(site->house, "SELECT CONCAT(JSON_TYPE(JSON_EXTRACT(model, '$.contact')), '|',"
						    " JSON_VALUE(model, '$.author_address')) FROM outbox ORDER BY id DESC"
						    " LIMIT 1"), "NULL|");
}

static void an_address_is_shown_to_who_one_talks_with_when_one_allows_it(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);
	const char *path = post(site, p.buyer, form, "/enterprises/soul/contact").location;

	assert_shows_not(get(site, p.owner, "%s", path), "indkober@example.org");
	assert_int_equal(post(site, p.buyer, "name=Indkober&phone=&language=da&shows_address=1", "/my/account").status, 303);
	assert_shows(get(site, p.owner, "%s", path), "indkober@example.org");
	post(site, p.buyer, "text=Og+hvorn%C3%A5r%3F", "%s", path);
	assert_string_equal(house_text(site->house, "SELECT JSON_VALUE(model, '$.author_address') FROM outbox"
						    " ORDER BY id DESC LIMIT 1"), "indkober@example.org");
}

/* ---- a colleague, and what should not have been written ---- */

static void a_colleague_takes_over_and_gets_the_mails(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);
	struct browser *colleague = as(site, given_member(site->house, p.kolding, "Kollega", "buyer"));
	const char *path = post(site, p.buyer, form, "/enterprises/soul/contact").location;

	assert_shows(get(site, colleague, "%s", path), "The mails go to Indkober.");
	assert_int_equal(post(site, p.rival, "", "%s/take", path).status, 404);
	assert_redirects(post(site, colleague, "", "%s/take", path), path);
	assert_shows_not(get(site, colleague, "%s", path), "The mails go to");
	post(site, p.owner, "text=Ja,+gerne.", "%s", path);
	assert_string_equal(house_text(site->house, "SELECT recipient_address FROM outbox ORDER BY id DESC LIMIT 1"),
		"kollega@example.org");
}

static void a_reported_message_reaches_the_administrator(void **state)
{
	struct site_house *site = *state;
	struct people p = given_people(site);
	int64_t administrator = given_account(site->house, "Admin");
	const char *path = post(site, p.buyer, form, "/enterprises/soul/contact").location;
	long long message = house_count(site->house, "SELECT id FROM message");

	house_sql(site->house, "UPDATE account SET is_administrator = TRUE WHERE id = %lld", (long long)administrator);
	struct browser *admin = as(site, administrator);
	assert_shows(get(site, p.owner, "%s/report/%lld", path, message), "Kan I levere til 30 personer?");
	assert_int_equal(get(site, p.buyer, "%s/report/%lld", path, message).status, 404); /* one's own */
	assert_int_equal(get(site, p.rival, "%s/report/%lld", path, message).status, 404);
	assert_int_equal(post(site, p.rival, "words=Hov", "%s/report/%lld", path, message).status, 404);
	for (int i = 0; i < 2; i++) /* a second time is the same */
		assert_redirects(post(site, p.owner, "words=Reklame", "%s/report/%lld", path, message), path);
	assert_shows(get(site, admin, "/admin"), "1 reported message");
	struct res list = get(site, admin, "/admin/reports");
	assert_shows(list, "Kan I levere til 30 personer?");
	assert_shows(list, "Reklame");
	long long report = house_count(site->house, "SELECT id FROM message_report");
	assert_redirects(post(site, admin, "", "/admin/reports/%lld", report), "/admin/reports");
	assert_shows(get(site, admin, "/admin/reports"), "No message is reported");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_buyer_writes_and_the_enterprise_answers_in_the_same_conversation, site_house_reset),
		cmocka_unit_test_setup(nobody_else_reads_or_writes_in_it, site_house_reset),
		cmocka_unit_test_setup(an_enterprise_writes_to_the_buyer_of_a_line_and_to_another_enterprise, site_house_reset),
		cmocka_unit_test_setup(what_is_not_public_cannot_be_written_to, site_house_reset),
		cmocka_unit_test_setup(too_short_a_message_is_shown_again, site_house_reset),
		cmocka_unit_test_setup(the_twenty_first_contact_of_a_day_is_refused, site_house_reset),
		cmocka_unit_test_setup(who_is_new_begins_five_a_day, site_house_reset),
		cmocka_unit_test_setup(nothing_is_relayed_before_the_address_is_confirmed, site_house_reset),
		cmocka_unit_test_setup(each_message_says_where_it_was_read, site_house_reset),
		cmocka_unit_test_setup(a_message_whose_mail_came_back_says_so, site_house_reset),
		cmocka_unit_test_setup(a_municipalitys_mail_carries_its_name_and_contact, site_house_reset),
		cmocka_unit_test_setup(an_address_is_shown_to_who_one_talks_with_when_one_allows_it, site_house_reset),
		cmocka_unit_test_setup(a_colleague_takes_over_and_gets_the_mails, site_house_reset),
		cmocka_unit_test_setup(a_reported_message_reaches_the_administrator, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
