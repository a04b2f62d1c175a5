/* SPDX-License-Identifier: MPL-2.0 */
/* Conversations: who may write and read, whom it reaches, and how the mails hang together. */
#include "tests/market.h"

#include <string.h>

#include "lib/conversation.h"

static enum err start(struct house *house, const struct market *market, int64_t line, int64_t *id)
{
	return conversation_start(house->db, house->mem, house->configuration,
		&(struct conversation_start){
			.author_id = market->buyer,
			.from_organisation = market->municipality,
			.to_organisation = market->enterprise,
			.line_id = line,
			.subject = "Kantinen på rådhuset",
			.text = "Kan I komme forbi?",
		},
		id);
}

static enum err add(struct house *house, int64_t conversation, int64_t author, int64_t organisation,
	const char *mail_message_id)
{
	int64_t id;

	return conversation_add(house->db, house->mem, house->configuration,
		&(struct message_add){
			.conversation_id = conversation,
			.author_id = author,
			.organisation_id = organisation,
			.text = "Ja, på mandag.",
			.via = mail_message_id == NULL ? VIA_WEB : VIA_MAIL,
			.mail_message_id = mail_message_id,
		},
		&id);
}

static const char *newest(struct house *house, const char *column, const char *address)
{
	return house_text(house, "SELECT %s FROM outbox WHERE recipient_address = '%s' ORDER BY id DESC LIMIT 1",
		column, address);
}

static void a_buyer_writes_and_the_owner_is_mailed(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	assert_int_equal(start(house, &market, market.line, &id), OK);
	assert_int_equal(mails(house, "contact", "owner@example.org"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 1);
	assert_string_equal(mailed(house, "contact", "text"), "Kan I komme forbi?");
	assert_string_equal(mailed(house, "contact", "organisation_name"), "Kolding Kommune");
	assert_string_equal(mailed(house, "contact", "line_title"), "Kantinedrift");
	assert_int_equal(house_count(house,
				 "SELECT COUNT(*) FROM token WHERE purpose = 'conversation' AND account_id = %lld"
				 " AND subject_id = %lld", (long long)market.owner, (long long)id), 1);
}

static void writing_about_the_line_makes_its_match_contacted(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	assert_int_equal(start(house, &market, 0, &id), OK);
	assert_string_equal(house_text(house, "SELECT status FROM line_match"), "notified");
	assert_int_equal(start(house, &market, market.line, &id), OK);
	assert_string_equal(house_text(house, "SELECT status FROM line_match"), "contacted");
}

static void an_enterprise_writes_about_a_line_to_the_buyer_who_made_it(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	assert_int_equal(conversation_start(house->db, house->mem, house->configuration,
				 &(struct conversation_start){
					 .author_id = market.owner,
					 .from_organisation = market.enterprise,
					 .to_organisation = market.municipality,
					 .line_id = market.line,
					 .subject = "Om linjen",
					 .text = "Hvornår?",
				 },
				 &id), OK);
	assert_int_equal(mails(house, "contact", "buyer@example.org"), 1);
	assert_string_equal(house_text(house, "SELECT status FROM line_match"), "notified");
}

static enum err write_to_municipality(struct house *house, const struct market *market, int64_t *id)
{
	return conversation_start(house->db, house->mem, house->configuration,
		&(struct conversation_start){
			.author_id = market->owner,
			.from_organisation = market->enterprise,
			.to_organisation = market->municipality,
			.subject = "Kan vi mødes?",
			.text = "Vi vil gerne vise jer, hvad vi laver.",
		},
		id);
}

static void a_municipality_is_reached_by_its_coordinators_else_its_buyers(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	assert_int_equal(write_to_municipality(house, &market, &id), OK);
	assert_int_equal(mails(house, "contact", "buyer@example.org"), 1);
	given_member(house, market.municipality, "Coordinator", "coordinator");
	assert_int_equal(write_to_municipality(house, &market, &id), OK);
	assert_int_equal(mails(house, "contact", "coordinator@example.org"), 1);
	assert_int_equal(mails(house, "contact", "buyer@example.org"), 1);
}

static void a_stranger_may_not_write_for_an_organisation(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	market.buyer = market.other_owner;
	assert_int_equal(start(house, &market, 0, &id), FORBIDDEN);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM conversation"), 0);
}

static void nothing_is_relayed_before_the_address_is_confirmed(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	house_sql(house, "UPDATE account SET confirmed_at = NULL WHERE id = %lld", (long long)market.buyer);
	assert_int_equal(start(house, &market, 0, &id), FORBIDDEN);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);
}

static void an_organisation_without_people_cannot_be_written_to(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	market.enterprise = given_enterprise(house, "Uden folk", "0621");
	assert_int_equal(start(house, &market, 0, &id), NOT_FOUND);
	market.enterprise = 999999;
	assert_int_equal(start(house, &market, 0, &id), NOT_FOUND);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM conversation"), 0);
}

static void an_answer_reaches_who_wrote_and_not_the_author(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	assert_int_equal(start(house, &market, 0, &id), OK);
	assert_int_equal(add(house, id, market.owner, market.enterprise, NULL), OK);
	assert_int_equal(mails(house, "contact", "buyer@example.org"), 1);
	assert_int_equal(mails(house, "contact", "owner@example.org"), 1);
}

static void a_colleague_who_answers_leaves_the_owner_informed(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	assert_int_equal(start(house, &market, 0, &id), OK);
	assert_int_equal(add(house, id, market.colleague, market.enterprise, NULL), OK);
	assert_int_equal(mails(house, "contact", "buyer@example.org"), 1);
	assert_int_equal(mails(house, "contact", "owner@example.org"), 2);
}

static void who_is_no_party_may_not_add(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	assert_int_equal(start(house, &market, 0, &id), OK);
	assert_int_equal(add(house, id, market.other_owner, market.other, NULL), FORBIDDEN);
	assert_int_equal(add(house, id, market.other_owner, market.enterprise, NULL), FORBIDDEN);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM message"), 1);
}

static void the_same_mail_is_added_once(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	assert_int_equal(start(house, &market, 0, &id), OK);
	assert_int_equal(add(house, id, market.owner, market.enterprise, "a@mail.example"), OK);
	assert_int_equal(add(house, id, market.owner, market.enterprise, "a@mail.example"), CONFLICT);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM message"), 2);
}

static void each_mail_answers_one_in_its_readers_mailbox(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;

	assert_int_equal(start(house, &market, 0, &id), OK);
	const char *first = newest(house, "message_id", "owner@example.org");
	assert_string_equal(newest(house, "in_reply_to", "owner@example.org"), "");

	/* the owner answers by mail: what the buyer gets has nothing in the buyer's mailbox to answer */
	assert_int_equal(add(house, id, market.owner, market.enterprise, "own@mail.example"), OK);
	const char *to_buyer = newest(house, "message_id", "buyer@example.org");
	assert_string_equal(newest(house, "in_reply_to", "buyer@example.org"), "");

	/* two more from the site: each reader's thread goes on from what they have */
	assert_int_equal(add(house, id, market.buyer, market.municipality, NULL), OK);
	assert_string_equal(newest(house, "in_reply_to", "owner@example.org"), "own@mail.example");
	assert_int_equal(add(house, id, market.owner, market.enterprise, NULL), OK);
	assert_string_equal(newest(house, "in_reply_to", "buyer@example.org"), to_buyer);
	assert_string_not_equal(first, to_buyer);
}

static void a_text_that_is_empty_or_too_long_is_refused(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	char *text = arena_alloc(house->mem, CONVERSATION_TEXT_LONGEST + 2);
	struct message_add message = {
		.author_id = market.owner, .organisation_id = market.enterprise, .text = " \n "};
	int64_t id;

	assert_int_equal(start(house, &market, 0, &message.conversation_id), OK);
	assert_int_equal(conversation_add(house->db, house->mem, house->configuration, &message, &id), INVALID);
	memset(text, 'a', CONVERSATION_TEXT_LONGEST + 1);
	message.text = text;
	assert_int_equal(conversation_add(house->db, house->mem, house->configuration, &message, &id), INVALID);
	text[CONVERSATION_TEXT_LONGEST] = '\0';
	assert_int_equal(conversation_add(house->db, house->mem, house->configuration, &message, &id), OK);
}

static void what_is_new_is_unread_until_it_is_read(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id, unread;

	assert_int_equal(start(house, &market, 0, &id), OK);
	assert_int_equal(conversation_unread(house->db, market.enterprise, &unread), OK);
	assert_int_equal(unread, 1);
	assert_int_equal(conversation_unread(house->db, market.municipality, &unread), OK);
	assert_int_equal(unread, 0);
	assert_int_equal(conversation_mark_read(house->db, id, market.enterprise, market.owner, VIA_WEB), OK);
	assert_int_equal(conversation_unread(house->db, market.enterprise, &unread), OK);
	assert_int_equal(unread, 0);
	assert_int_equal(add(house, id, market.buyer, market.municipality, NULL), OK);
	assert_int_equal(conversation_unread(house->db, market.enterprise, &unread), OK);
	assert_int_equal(unread, 1);
}

static void only_its_parties_read_a_conversation(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;
	json_t *model;

	assert_int_equal(start(house, &market, market.line, &id), OK);
	assert_int_equal(add(house, id, market.owner, market.enterprise, "a@mail.example"), OK);
	assert_int_equal(conversation_show(house->db, house->mem, id, market.other, "da", &model), NOT_FOUND);
	assert_int_equal(conversation_show(house->db, house->mem, id, market.enterprise, "da", &model), OK);
	json_t *messages = json_object_get(model, "messages");
	assert_int_equal(json_array_size(messages), 2);
	assert_true(json_is_false(json_object_get(json_array_get(messages, 0), "mine")));
	assert_true(json_is_true(json_object_get(json_array_get(messages, 1), "by_mail")));
	assert_string_equal(json_string_value(json_object_get(model, "others")), "Kolding Kommune");
	assert_string_equal(json_string_value(json_object_get(model, "line_title")), "Kantinedrift");
	json_decref(model);
}

static void the_list_shows_the_newest_first_and_only_ones_own(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t first, second;
	json_t *list;

	assert_int_equal(start(house, &market, 0, &first), OK);
	assert_int_equal(start(house, &market, market.line, &second), OK);
	house_sql(house, "UPDATE conversation SET changed_at = changed_at - INTERVAL 1 HOUR WHERE id = %lld",
		(long long)first);
	assert_int_equal(conversation_list(house->db, house->mem, market.enterprise, "da", &list), OK);
	assert_int_equal(json_array_size(list), 2);
	json_t *newest_one = json_array_get(list, 0);
	assert_int_equal(json_integer_value(json_object_get(newest_one, "id")), second);
	assert_true(json_is_true(json_object_get(newest_one, "unread")));
	assert_string_equal(json_string_value(json_object_get(newest_one, "last_text")), "Kan I komme forbi?");
	json_decref(list);
	assert_int_equal(conversation_list(house->db, house->mem, market.other, "da", &list), OK);
	assert_int_equal(json_array_size(list), 0);
	json_decref(list);
}

static void the_mail_of_a_reply_about_a_purchase_says_that_it_is_one(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	int64_t id;
	struct conversation_start reply = {.author_id = market.owner, .from_organisation = market.enterprise,
		.to_organisation = market.municipality, .subject = "Kantinedrift", .line_id = market.line,
		.text = "Hvor mange spiser?", .via = VIA_MAIL, .mail_message_id = "a@b"};

	assert_int_equal(conversation_start(house->db, house->mem, house->configuration, &reply, &id), OK);
	assert_string_equal(mailed(house, "contact", "is_reply"), "true");
	reply.subject = "Et helt andet emne";
	reply.mail_message_id = "c@d";
	assert_int_equal(conversation_start(house->db, house->mem, house->configuration, &reply, &id), OK);
	assert_string_equal(mailed(house, "contact", "is_reply"), "false");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_mail_of_a_reply_about_a_purchase_says_that_it_is_one, house_reset),
		cmocka_unit_test_setup(a_buyer_writes_and_the_owner_is_mailed, house_reset),
		cmocka_unit_test_setup(writing_about_the_line_makes_its_match_contacted, house_reset),
		cmocka_unit_test_setup(an_enterprise_writes_about_a_line_to_the_buyer_who_made_it, house_reset),
		cmocka_unit_test_setup(a_municipality_is_reached_by_its_coordinators_else_its_buyers,
			house_reset),
		cmocka_unit_test_setup(a_stranger_may_not_write_for_an_organisation, house_reset),
		cmocka_unit_test_setup(nothing_is_relayed_before_the_address_is_confirmed, house_reset),
		cmocka_unit_test_setup(an_organisation_without_people_cannot_be_written_to, house_reset),
		cmocka_unit_test_setup(an_answer_reaches_who_wrote_and_not_the_author, house_reset),
		cmocka_unit_test_setup(a_colleague_who_answers_leaves_the_owner_informed, house_reset),
		cmocka_unit_test_setup(who_is_no_party_may_not_add, house_reset),
		cmocka_unit_test_setup(the_same_mail_is_added_once, house_reset),
		cmocka_unit_test_setup(each_mail_answers_one_in_its_readers_mailbox, house_reset),
		cmocka_unit_test_setup(a_text_that_is_empty_or_too_long_is_refused, house_reset),
		cmocka_unit_test_setup(what_is_new_is_unread_until_it_is_read, house_reset),
		cmocka_unit_test_setup(only_its_parties_read_a_conversation, house_reset),
		cmocka_unit_test_setup(the_list_shows_the_newest_first_and_only_ones_own, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
