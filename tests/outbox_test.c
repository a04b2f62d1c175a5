/* SPDX-License-Identifier: MPL-2.0 */
/* lib/outbox.c: what is queued, how its secret is kept, and what is refused. */
#include "tests/support.h"

#include <string.h>

#include "lib/outbox.h"
#include "lib/secret.h"
#include "lib/text.h"

#define TOKEN "00112233445566778899aabbccddeeff"

/* A log-in link for Anna; the test changes what it is about. model and secret are made anew. */
static struct outbox_mail given_mail(void)
{
	return (struct outbox_mail){
		.kind = "login-link",
		.address = "anna@example.org",
		.name = "Anna Åkjær",
		.language = "da",
		.model = json_object(),
		.secret = json_pack("{s:s}", "token", TOKEN),
	};
}

static enum err add(struct house *house, struct outbox_mail *mail)
{
	enum err err = outbox_add(house->db, house->mem, house->configuration, mail);

	json_decref(mail->model);
	json_decref(mail->secret);
	return err;
}

static void a_mail_is_queued_for_at_once(void **state)
{
	struct house *house = *state;
	struct outbox_mail mail = given_mail();

	assert_int_equal(add(house, &mail), OK);
	assert_int_equal(house_count(house,
		"SELECT COUNT(*) FROM outbox WHERE kind = 'login-link' AND status = 'queued' AND attempts = 0"
		" AND recipient_address = 'anna@example.org' AND recipient_name = 'Anna Åkjær'"
		" AND language = 'da' AND next_attempt_at <= UTC_TIMESTAMP()"
		" AND message_id LIKE '%%@svar.torv.example'"), 1);
}

static void a_token_stands_in_the_table_sealed_only(void **state)
{
	struct house *house = *state;
	struct outbox_mail mail = given_mail();
	unsigned char sealed[400];
	char *text;

	assert_int_equal(add(house, &mail), OK);
	assert_int_equal(house_count(house,
		"SELECT COUNT(*) FROM outbox WHERE model LIKE '%%" TOKEN "%%' OR secret LIKE '%%" TOKEN "%%'"), 0);
	const char *hex = house_text(house, "SELECT HEX(secret) FROM outbox");
	assert_true(strlen(hex) / 2 < sizeof sealed);
	hex = text_fold(house->mem, hex);
	assert_true(text_to_bytes(hex, sealed, strlen(hex) / 2));
	assert_int_equal(secret_open(house->mem, &house->configuration->key, sealed, strlen(hex) / 2, &text), OK);
	assert_string_equal(text, "{\"token\":\"" TOKEN "\"}");
}

static void a_mail_goes_with_the_transaction_that_queued_it(void **state)
{
	struct house *house = *state;
	struct outbox_mail mail = given_mail();

	{
		OWNED(tx_close) struct tx tx = tx_begin(house->db);
		assert_int_equal(tx.begun, OK);
		assert_int_equal(add(house, &mail), OK);
	}
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);
}

static void a_suppressed_address_gets_only_what_it_asked_for_just_now(void **state)
{
	struct house *house = *state;
	struct outbox_mail asked = given_mail(), other = given_mail();

	house_sql(house, "INSERT INTO suppression VALUES ('anna@example.org', 'bounce', UTC_TIMESTAMP())");
	other.kind = "question-asked";
	json_decref(other.model);
	other.model = json_pack("{s:i, s:s, s:s}", "line_id", 1, "title", "Kantinedrift", "question", "Hvornår?");
	assert_int_equal(add(house, &other), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);

	assert_int_equal(add(house, &asked), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 1);
}

static void a_mail_that_could_not_be_composed_is_refused(void **state)
{
	struct house *house = *state;
	struct outbox_mail unknown = given_mail(), without_token = given_mail(), without_fields = given_mail();
	struct outbox_mail without_address = given_mail();

	unknown.kind = "no-such-kind";
	assert_int_equal(add(house, &unknown), FAILED);
	json_object_del(without_token.secret, "token");
	assert_int_equal(add(house, &without_token), FAILED);
	without_fields.kind = "review-asked";
	assert_int_equal(add(house, &without_fields), FAILED);
	without_address.address = "anna@example.org\r\nBcc: all@example.net";
	assert_int_equal(add(house, &without_address), INVALID);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), 0);
}

static void a_name_that_is_too_long_is_shortened(void **state)
{
	struct house *house = *state;
	struct outbox_mail mail = given_mail();
	char name[401] = "";

	for (int i = 0; i < 50; i++)
		memcpy(name + 8 * i, "Æbelø ", 8);
	mail.name = name;
	assert_int_equal(add(house, &mail), OK);
	assert_true(house_count(house, "SELECT CHAR_LENGTH(recipient_name) FROM outbox") <= 120);
	assert_true(house_count(house, "SELECT CHAR_LENGTH(recipient_name) FROM outbox") > 100);
}

static void an_id_that_could_not_stand_in_a_header_is_not_kept(void **state)
{
	struct house *house = *state;
	struct outbox_mail mail = given_mail();

	mail.message_id = "first@svar.torv.example";
	mail.in_reply_to = "a@b>\r\nBcc: all@example.net";
	assert_int_equal(add(house, &mail), OK);
	assert_string_equal(house_text(house, "SELECT message_id FROM outbox"), "first@svar.torv.example");
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE in_reply_to IS NULL"), 1);
}

static void no_two_mails_share_an_id(void **state)
{
	struct house *house = *state;

	for (int i = 0; i < 5; i++) {
		struct outbox_mail mail = given_mail();
		assert_int_equal(add(house, &mail), OK);
	}
	assert_int_equal(house_count(house, "SELECT COUNT(DISTINCT message_id) FROM outbox"), 5);
}

static void a_mail_that_answers_one_of_ours_carries_its_whole_thread(void **state)
{
	static const char *const ids[] = {"a@svar.torv.example", "b@svar.torv.example", "c@svar.torv.example"};
	struct house *house = *state;

	for (size_t i = 0; i < 3; i++) {
		struct outbox_mail mail = given_mail();
		mail.message_id = ids[i];
		mail.in_reply_to = i > 0 ? ids[i - 1] : "theirs@mail.example.com";
		assert_int_equal(add(house, &mail), OK);
	}
	assert_string_equal(house_text(house, "SELECT reference_ids FROM outbox WHERE message_id = 'c@svar.torv.example'"),
		"theirs@mail.example.com a@svar.torv.example b@svar.torv.example");
}

#define TEST(name) cmocka_unit_test_setup(name, house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_mail_is_queued_for_at_once),
		TEST(a_token_stands_in_the_table_sealed_only),
		TEST(a_mail_goes_with_the_transaction_that_queued_it),
		TEST(a_suppressed_address_gets_only_what_it_asked_for_just_now),
		TEST(a_mail_that_could_not_be_composed_is_refused),
		TEST(a_name_that_is_too_long_is_shortened),
		TEST(an_id_that_could_not_stand_in_a_header_is_not_kept),
		TEST(no_two_mails_share_an_id),
		TEST(a_mail_that_answers_one_of_ours_carries_its_whole_thread),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
