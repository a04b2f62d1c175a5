/* SPDX-License-Identifier: MPL-2.0 */
/*
 * mail/mail_headers.c: what a mail says of itself to programs, and what it may never be: one with a header
 * that somebody else put there, or with raw letters in one.
 */
#include "tests/composing.h"

#include <string.h>

#include "lib/mail_kind.h"
#include "lib/mail_preference.h"
#include "lib/text.h"

/* ---- addresses and headers ---- */

static void the_tokens_stand_in_the_link_and_in_the_reply_address(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "match", DANISH);
	struct letter letter = composed(desk, &row);

	assert_contains(letter.text, "\nhttps://torv.example/answer/" TOKEN "\n");
	assert_contains(letter.html, "href=\"https://torv.example/answer/" TOKEN "\"");
	assert_contains(header(&letter, "Reply-To"), "<svar+" TOKEN "@svar.torv.example>");
	assert_string_equal(letter.mail.to, "anna@example.org");

	row = given_row(desk, "question-asked", DANISH);
	letter = composed(desk, &row);
	assert_contains(letter.text, "\nhttps://torv.example/lines/7#questions\n");
	assert_contains(header(&letter, "Reply-To"), "<torv@kolding.example>");
}

static void what_cannot_be_delivered_comes_back_to_an_address_of_its_own(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "match", DANISH);
	const char *one = composed(desk, &row).mail.from;

	assert_string_equal(composed(desk, &row).mail.from, one);
	assert_true(text_starts(one, "bounce+"));
	assert_int_equal(strcspn(one + 7, "@"), 32);
	assert_string_equal(one + 7 + 32, "@svar.torv.example");
	row.message_id = "abd@svar.torv.example";
	assert_string_not_equal(composed(desk, &row).mail.from, one);
}

static void danish_letters_in_headers_are_encoded_and_read_back(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "contact", DANISH);

	change(desk, &row, "subject", json_string("Smørrebrød på Ærø"));
	struct letter letter = composed(desk, &row);

	for (size_t i = 0; i < letter.mail.size; i++)
		assert_true((unsigned char)letter.mail.bytes[i] < 128);
	assert_string_equal(g_mime_message_get_subject(letter.message), "Smørrebrød på Ærø");
	InternetAddress *from = internet_address_list_get_address(g_mime_message_get_from(letter.message), 0);
	InternetAddress *to = internet_address_list_get_address(
		g_mime_message_get_addresses(letter.message, GMIME_ADDRESS_TYPE_TO), 0);
	assert_string_equal(internet_address_get_name(from), "Åse Bjørn via Torv");
	assert_string_equal(internet_address_get_name(to), "Anna Åkjær");
}

static void no_field_can_add_a_header(void **state)
{
	static const char evil[] = "Ok\r\nBcc: all@example.net\r\n\r\nAnd a body";
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "contact", ENGLISH);

	row.name = evil;
	row.in_reply_to = "a@b>\r\nBcc: all@example.net";
	change(desk, &row, "subject", json_string(evil));
	change(desk, &row, "author_name", json_string(evil));
	struct letter letter = composed(desk, &row);

	assert_null(header(&letter, "Bcc"));
	assert_null(header(&letter, "In-Reply-To"));
	*strstr(letter.mail.bytes, "\r\n\r\n") = '\0'; /* the headers, as they leave */
	assert_null(strstr(letter.mail.bytes, "\nBcc"));
	assert_string_equal(g_mime_message_get_subject(letter.message),
		"Ok Bcc: all@example.net And a body");
}

/* Sets every text of a JSON value, however deep, to the same; but what kind of mail or reason it is. */
static void set_all_texts(json_t *value, const char *text)
{
	const char *name;
	json_t *item;
	size_t i;

	json_object_foreach(value, name, item)
		if (strcmp(name, "kind") == 0)
			continue;
		else if (json_is_string(item))
			json_object_set_new(value, name, json_string(text));
		else
			set_all_texts(item, text);
	json_array_foreach(value, i, item)
		set_all_texts(item, text);
}

static void assert_headers_are_ours(const struct letter *letter, const char *kind)
{
	static const char *const known[] = {"From", "Sender", "To", "Reply-To", "Date", "Message-Id", "In-Reply-To",
		"References", "Auto-Submitted", "X-Auto-Response-Suppress", "List-Unsubscribe",
		"List-Unsubscribe-Post", "List-Id", "Precedence", "Subject", "MIME-Version", "Content-Type",
		"Content-Language"};
	GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(letter->message));

	for (int i = 0; i < g_mime_header_list_get_count(headers); i++) {
		const char *name = g_mime_header_get_name(g_mime_header_list_get_header_at(headers, i));
		size_t at = 0;
		while (at < sizeof known / sizeof known[0] && strcasecmp(known[at], name) != 0)
			at++;
		if (at == sizeof known / sizeof known[0])
			fail_msg("%s: the header \"%s\" is none of ours", kind, name);
	}
}

static void no_field_of_any_kind_can_add_a_header(void **state)
{
	static const char evil[] = "Ok\r\nBcc: all@example.net\r\nX-Evil: =?utf-8?q?=0D=0AX-More:_1?=\r\n\r\nAnd a body";
	struct desk *desk = *state;

	for (const struct mail_kind *kind = mail_kinds; kind->name != NULL; kind++) {
		struct outbox_row row = given_row(desk, kind->name, DANISH);
		json_t *model = json_loads(row.model, 0, NULL);

		set_all_texts(model, evil);
		row.model = dumped(desk, model);
		json_decref(model);
		row.name = evil;
		row.in_reply_to = "a@b";
		row.references = "a@b c@d\r\nX-Evil: 1 e@f>\r\nX-Evil: 1";
		struct letter letter = composed(desk, &row);
		assert_headers_are_ours(&letter, kind->name);
		assert_int_equal(internet_address_list_length(
			g_mime_message_get_addresses(letter.message, GMIME_ADDRESS_TYPE_TO)), 1);
	}
}

static void a_name_with_signs_of_its_own_stays_one_recipient(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "login-link", ENGLISH);

	row.name = "Anna <all@example.net>, \"Bo\"";
	struct letter letter = composed(desk, &row);
	InternetAddressList *to = g_mime_message_get_addresses(letter.message, GMIME_ADDRESS_TYPE_TO);

	assert_int_equal(internet_address_list_length(to), 1);
	InternetAddress *only = internet_address_list_get_address(to, 0);
	assert_string_equal(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(only)),
		"anna@example.org");
	assert_string_equal(internet_address_get_name(only), row.name);
}

static void a_mail_of_ours_says_so_and_a_persons_does_not(void **state)
{
	struct desk *desk = *state;
	struct outbox_row match = given_row(desk, "match", DANISH);
	struct outbox_row contact = given_row(desk, "contact", DANISH);
	struct letter ours = composed(desk, &match), theirs = composed(desk, &contact);

	assert_string_equal(header(&ours, "Auto-Submitted"), "auto-generated");
	assert_null(header(&theirs, "Auto-Submitted"));
}

/* RFC 2369, RFC 2919, RFC 8058. */
static void a_mail_of_a_topic_says_how_to_end_it_and_one_that_is_needed_does_not(void **state)
{
	struct desk *desk = *state;
	struct outbox_row match = given_row(desk, "match", DANISH), reset = given_row(desk, "reset-password", DANISH);
	struct letter letter = composed(desk, &match);
	char token[TOKEN_TEXT_SIZE];

	subscription_token(&desk->configuration, match.address, "match", token);
	assert_string_equal(header(&letter, "List-Unsubscribe"),
		arena_printf(desk->mem, "<https://torv.example/unsubscribe/%s>, <mailto:afmeld+%s@svar.torv.example>",
			token, token));
	assert_string_equal(header(&letter, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
	assert_string_equal(header(&letter, "List-Id"), "<match.svar.torv.example>");
	assert_string_equal(header(&letter, "Precedence"), "list");
	assert_contains(letter.text, arena_printf(desk->mem, "https://torv.example/unsubscribe/%s\n", token));
	assert_contains(letter.html, arena_printf(desk->mem, "https://torv.example/unsubscribe/%s\"", token));
	assert_contains(letter.text, "https://torv.example/my/mail\n");

	letter = composed(desk, &reset);
	assert_null(header(&letter, "List-Unsubscribe"));
	assert_null(header(&letter, "List-Unsubscribe-Post"));
	assert_null(header(&letter, "List-Id"));
	assert_null(header(&letter, "Precedence"));
	assert_lacks(letter.text, "/unsubscribe/");
}

static void without_tls_on_the_site_no_click_is_promised(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "match", DANISH);

	desk->configuration.site_url = "http://torv.example";
	struct letter letter = composed(desk, &row);
	desk->configuration.site_url = "https://torv.example";
	assert_non_null(header(&letter, "List-Unsubscribe"));
	assert_null(header(&letter, "List-Unsubscribe-Post"));
}

/* DMARC looks at From, so it is ours; the person is named, and Sender tells who transmits. */
static void a_persons_mail_is_from_us_on_their_behalf_and_no_list(void **state)
{
	struct desk *desk = *state;
	struct outbox_row contact = given_row(desk, "contact", DANISH), match = given_row(desk, "match", DANISH);
	struct letter letter = composed(desk, &contact);

	assert_contains(header(&letter, "From"), "<torv@torv.example>");
	assert_string_equal(header(&letter, "Sender"), "Torv <torv@torv.example>");
	assert_non_null(header(&letter, "List-Unsubscribe"));
	assert_null(header(&letter, "List-Id"));
	assert_null(header(&letter, "Precedence"));
	assert_null(header(&letter, "X-Auto-Response-Suppress"));
	letter = composed(desk, &match);
	assert_null(header(&letter, "Sender"));
	assert_non_null(header(&letter, "X-Auto-Response-Suppress"));
}

static void a_mail_knows_its_id_its_date_and_what_it_answers(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "contact", DANISH);

	row.in_reply_to = "first@svar.torv.example";
	struct letter letter = composed(desk, &row);
	assert_string_equal(header(&letter, "Message-Id"), "<abc@svar.torv.example>");
	assert_string_equal(header(&letter, "In-Reply-To"), "<first@svar.torv.example>");
	assert_string_equal(header(&letter, "References"), "<first@svar.torv.example>");
	row.references = "oldest@mail.example.com first@svar.torv.example";
	letter = composed(desk, &row);
	assert_string_equal(header(&letter, "References"), "<oldest@mail.example.com> <first@svar.torv.example>");
	assert_string_equal(header(&letter, "Date"), "Fri, 15 Jan 2027 08:00:00 +0000");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tokens_stand_in_the_link_and_in_the_reply_address),
		cmocka_unit_test(what_cannot_be_delivered_comes_back_to_an_address_of_its_own),
		cmocka_unit_test(danish_letters_in_headers_are_encoded_and_read_back),
		cmocka_unit_test(no_field_can_add_a_header),
		cmocka_unit_test(no_field_of_any_kind_can_add_a_header),
		cmocka_unit_test(a_name_with_signs_of_its_own_stays_one_recipient),
		cmocka_unit_test(a_mail_of_ours_says_so_and_a_persons_does_not),
		cmocka_unit_test(a_mail_of_a_topic_says_how_to_end_it_and_one_that_is_needed_does_not),
		cmocka_unit_test(without_tls_on_the_site_no_click_is_promised),
		cmocka_unit_test(a_persons_mail_is_from_us_on_their_behalf_and_no_list),
		cmocka_unit_test(a_mail_knows_its_id_its_date_and_what_it_answers),
	};

	return COMPOSING("mail_headers_test", tests);
}
