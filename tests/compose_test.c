/* SPDX-License-Identifier: MPL-2.0 */
/*
 * mail/compose.c: every kind in every language from the sample data, and what a mail may never be: one
 * with a header that somebody else put there, with raw letters in a header, or with a line too long.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/log.h"
#include "lib/mail_kind.h"
#include "lib/mail_preference.h"
#include "lib/secret.h"
#include "lib/text.h"
#include "mail/compose.h"

#define TOKEN "00112233445566778899aabbccddeeff"

struct desk {
	struct arena *mem;
	struct configuration configuration;
	struct catalogues *catalogues;
	struct templates *templates;
	struct composer composer;
	json_t *samples;
};

/* A mail as its reader's program takes it apart. */
struct letter {
	struct mail mail;
	GMimeMessage *message;
	char *text, *html;
};

static const char *environment(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value != NULL ? value : otherwise;
}

static int open_desk(void **state)
{
	static struct desk desk;
	struct arena *mem = arena_open();

	desk = (struct desk){.mem = mem};
	desk.configuration = (struct configuration){
		.site_url = "https://torv.example",
		.site_name = "Torv",
		.site_colour = "#0b5d4e",
		.site_owner = "Kolding Kommune",
		.contact_email = "torv@kolding.example",
		.mail_from = "torv@torv.example",
		.mail_from_name = "Torv",
		.reply_domain = "svar.torv.example",
		.reply_local = "svar",
		.bounce_local = "bounce",
		.unsubscribe_local = "afmeld",
	};
	desk.composer.configuration = &desk.configuration;
	const char *source = environment("TORV_SOURCE", ".");
	if (catalogues_open(arena_printf(mem, "%s/po", environment("TORV_BUILD", "build")),
		    &desk.catalogues) != OK ||
		templates_open(arena_printf(mem, "%s/mail/templates", source), desk.catalogues,
			&desk.templates) != OK)
		return 1;
	desk.composer.catalogues = desk.catalogues;
	desk.composer.templates = desk.templates;
	desk.samples = json_load_file(arena_printf(mem, "%s/mail/templates/samples.json", source), 0, NULL);
	*state = &desk;
	return desk.samples == NULL;
}

static int close_desk(void **state)
{
	struct desk *desk = *state;

	json_decref(desk->samples);
	templates_close(&desk->templates);
	catalogues_close(&desk->catalogues);
	arena_close(&desk->mem);
	return 0;
}

/* ---- given, and taken apart ---- */

static char *dumped(struct desk *desk, const json_t *value)
{
	char *text = json_dumps(value, 0);
	char *kept = arena_text(desk->mem, text);

	free(text);
	return kept;
}

/* A digest has the topic of its mails. */
static const char *topic_of(const char *kind)
{
	const char *topic = mail_kind_find(kind)->topic;

	if (strcmp(kind, "digest") == 0)
		return "match";
	return topic != NULL ? topic : "";
}

/* A row of the outbox made from the sample data; the test changes what it is about. */
static struct outbox_row given_row(struct desk *desk, const char *kind, enum language language)
{
	const json_t *sample = json_object_get(desk->samples, kind);
	const json_t *secret = json_object_get(sample, "secret");
	struct outbox_row row = {
		.id = 1,
		.kind = kind,
		.topic = topic_of(kind),
		.address = "anna@example.org",
		.name = "Anna Åkjær",
		.language = language,
		.message_id = "abc@svar.torv.example",
		.in_reply_to = "",
		.created_at = 1800000000,
	};

	assert_non_null(sample);
	row.model = dumped(desk, json_object_get(sample, "model"));
	if (secret != NULL) {
		unsigned char *sealed;
		secret_seal(desk->mem, &desk->configuration.key, dumped(desk, secret), &sealed,
			&row.secret_size);
		row.secret = sealed;
	}
	return row;
}

/* Puts a value into a row's model; the reference is taken over. */
static void change(struct desk *desk, struct outbox_row *row, const char *name, json_t *value)
{
	json_t *model = json_loads(row->model, 0, NULL);

	json_object_set_new(model, name, value);
	row->model = dumped(desk, model);
	json_decref(model);
}

/* The two texts; beside a file for the calendar they are one part of two. */
static GMimeObject *texts_of(GMimeMessage *message)
{
	GMimeObject *body = g_mime_message_get_mime_part(message);
	bool mixed = g_mime_content_type_is_type(g_mime_object_get_content_type(body), "multipart", "mixed");

	return mixed ? g_mime_multipart_get_part(GMIME_MULTIPART(body), 0) : body;
}

/* A body, its line ends as line feeds. */
static char *part_text(struct desk *desk, GMimeMessage *message, int index)
{
	GMimeObject *body = texts_of(message);
	GMimeObject *part = g_mime_multipart_get_part(GMIME_MULTIPART(body), index);
	char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	char *kept = arena_text(desk->mem, text), *to = kept;

	g_free(text);
	for (const char *from = kept; *from != '\0'; from++)
		if (*from != '\r')
			*to++ = *from;
	*to = '\0';
	return kept;
}

static void unref_message(void *message)
{
	g_object_unref(message);
}

static struct letter composed(struct desk *desk, const struct outbox_row *row)
{
	struct letter letter;

	if (compose(&desk->composer, desk->mem, row, &letter.mail) != OK)
		fail_msg("%s cannot be composed in %s", row->kind, language_code(row->language));
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(letter.mail.bytes, letter.mail.size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	letter.message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	assert_non_null(letter.message);
	arena_defer(desk->mem, unref_message, letter.message);
	letter.text = part_text(desk, letter.message, 0);
	letter.html = part_text(desk, letter.message, 1);
	return letter;
}

static const char *header(const struct letter *letter, const char *name)
{
	return g_mime_object_get_header(GMIME_OBJECT(letter->message), name);
}

static void assert_contains(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		fail_msg("\"%s\" is in:\n%s", part, text);
}

/* ---- every kind ---- */

static void every_kind_reads_in_every_language_and_lacks_no_name(void **state)
{
	struct desk *desk = *state;

	for (const struct mail_kind *kind = mail_kinds; kind->name != NULL; kind++) {
		for (enum language language = 0; language < LANGUAGES; language++) {
			struct outbox_row row = given_row(desk, kind->name, language);
			struct letter letter = composed(desk, &row);

			assert_true(strlen(g_mime_message_get_subject(letter.message)) > 5);
			assert_contains(letter.text, "https://torv.example/");
			assert_contains(letter.html, "href=\"https://torv.example/");
			assert_lacks(letter.text, "{{");
			assert_lacks(letter.html, "{{");
			assert_lacks(letter.text, "\n\n\n");
			assert_string_equal(g_mime_object_get_header(
				g_mime_message_get_mime_part(letter.message), "Content-Language"),
				language_code(language));
		}
	}
}

static void every_kind_is_told_in_the_readers_own_words(void **state)
{
	struct desk *desk = *state;

	for (const struct mail_kind *kind = mail_kinds; kind->name != NULL; kind++) {
		struct outbox_row danish = given_row(desk, kind->name, DANISH);
		struct outbox_row english = given_row(desk, kind->name, ENGLISH);
		struct outbox_row dutch = given_row(desk, kind->name, DUTCH);
		struct letter da = composed(desk, &danish), en = composed(desk, &english),
			      nl = composed(desk, &dutch);

		assert_string_not_equal(da.text, en.text);
		assert_string_not_equal(nl.text, en.text);
		assert_contains(da.text, "Hej Anna Åkjær\n");
		assert_contains(en.text, "Hello Anna Åkjær,\n");
		assert_contains(nl.html, "Beste Anna Åkjær,</p>");
	}
}

/* What is not known is left out, and no name is missed for it. */
static void every_kind_reads_with_all_that_is_optional_left_empty(void **state)
{
	static const char *const optional[] = {"pitch", "words", "due_on", "text", "value_dkk",
		"dialogue_ends_on", "tender_starts_on", "contract_starts_on", "contract_ends_on",
		"line_title"};
	struct desk *desk = *state;

	for (const struct mail_kind *kind = mail_kinds; kind->name != NULL; kind++) {
		struct outbox_row row = given_row(desk, kind->name, DANISH);

		row.name = "";
		for (const char *const *field = kind->fields; *field != NULL; field++)
			for (size_t i = 0; i < sizeof optional / sizeof optional[0]; i++)
				if (strcmp(*field, optional[i]) == 0 && !kind->personal)
					change(desk, &row, *field, json_string(""));
		struct letter letter = composed(desk, &row);
		assert_contains(letter.text, "Hej\n");
		assert_lacks(letter.text, "null");
	}
}

static void a_digest_tells_of_each_mail_with_its_own_subject_and_link(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "digest", DANISH);
	struct letter letter = composed(desk, &row);

	assert_contains(letter.text, "* Kolding Kommune planlægger at købe: Kantinedrift på rådhuset\n  Svar senest: 3. marts 2027\n");
	assert_contains(letter.text, "  https://torv.example/answer/" TOKEN "\n");
	assert_contains(letter.text, "\n* Vejle Kommune");
	assert_contains(letter.html, "href=\"https://torv.example/answer/" TOKEN "\"");
	assert_string_equal(g_mime_message_get_subject(letter.message), "Indkøb, der kan passe til jer: 2 nye");
	assert_string_equal(header(&letter, "List-Id"), "<match.svar.torv.example>");
}

static void an_event_brings_a_file_for_the_calendar(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "event", DANISH);
	struct letter letter = composed(desk, &row);
	GMimeMultipart *both = GMIME_MULTIPART(g_mime_message_get_mime_part(letter.message));
	GMimeObject *file = g_mime_multipart_get_part(both, 1);

	assert_int_equal(g_mime_multipart_get_count(both), 2);
	assert_true(g_mime_content_type_is_type(g_mime_object_get_content_type(file), "text", "calendar"));
	assert_string_equal(g_mime_part_get_filename(GMIME_PART(file)), "torv.ics");
	char *calendar = g_mime_text_part_get_text(GMIME_TEXT_PART(file));
	assert_contains(calendar, "UID:event-5@svar.torv.example");
	assert_contains(calendar, "DTSTART:20270308T130000Z");
	assert_contains(calendar, "LOCATION:Rådhuset\\, Akseltorv 1\\, Kolding");
	g_free(calendar);
	assert_contains(letter.text, "- Begynder: 8. marts 2027 kl. ");
}

static void what_has_changed_is_told_beside_what_it_was(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "line-changed", ENGLISH);
	struct letter letter = composed(desk, &row);

	assert_contains(letter.text, "- Answer by: 10 March 2027 (before: 3 March 2027)\n");
	assert_contains(letter.text, "- Tender starts: 1 April 2027\n");
	assert_contains(letter.text, "- No day is set for the beginning of the contract any more\n");
	assert_lacks(letter.text, "Contract ends");
	assert_contains(letter.html, "(before: DKK 1,250,000)");
}

static void facts_become_the_readers_words(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "match", DANISH);
	struct letter letter = composed(desk, &row);

	assert_contains(letter.text, "Anslået værdi: 1.250.000 kr.");
	assert_contains(letter.text, "Svar senest: 3. marts 2027");
	assert_contains(letter.text, "§ 54");
	assert_contains(letter.text, "Kantinedrift");
	assert_lacks(letter.text, "Kontrakten slutter");

	row.language = ENGLISH;
	letter = composed(desk, &row);
	assert_contains(letter.text, "Estimated value: DKK 1,250,000");
	assert_contains(letter.html, "Answer by: 3 March 2027");
}

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

/* ---- bodies ---- */

static void every_line_ends_in_crlf_and_is_short_enough(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "contact", DANISH);
	char *wide = arena_alloc(desk->mem, 6001);

	memset(wide, 'x', 6000);
	change(desk, &row, "text", json_string(wide));
	change(desk, &row, "subject", json_string(wide));
	struct letter letter = composed(desk, &row);

	assert_contains(letter.text, wide);
	size_t length = 0;
	for (size_t i = 0; i < letter.mail.size; i++, length++) {
		if (letter.mail.bytes[i] != '\n')
			continue;
		assert_true(i > 0 && letter.mail.bytes[i - 1] == '\r');
		assert_true(length < 998);
		length = (size_t)-1;
	}
	assert_int_equal(length, 0);
}

static void what_people_wrote_is_escaped_in_html_and_plain_in_text(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = given_row(desk, "contact", DANISH);

	change(desk, &row, "text", json_string("<b>fed</b> & god\n.\nsidste"));
	struct letter letter = composed(desk, &row);
	assert_contains(letter.text, "  <b>fed</b> & god\n  .\n  sidste\n");
	assert_contains(letter.html, "&lt;b&gt;fed&lt;/b&gt; &amp; god<br>");
}

/* ---- what cannot be composed ---- */

static void a_row_that_cannot_be_composed_is_refused(void **state)
{
	struct desk *desk = *state;
	struct mail mail;

	struct outbox_row row = given_row(desk, "login-link", DANISH);
	row.kind = "no-such-kind";
	assert_int_equal(compose(&desk->composer, desk->mem, &row, &mail), FAILED);

	row = given_row(desk, "login-link", DANISH);
	row.address = "anna@example.org\r\nRCPT TO:<all@example.net>";
	assert_int_equal(compose(&desk->composer, desk->mem, &row, &mail), FAILED);

	row = given_row(desk, "login-link", DANISH);
	desk->configuration.key.bytes[0] ^= 1;
	assert_int_equal(compose(&desk->composer, desk->mem, &row, &mail), FAILED);
	desk->configuration.key.bytes[0] ^= 1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_reads_in_every_language_and_lacks_no_name),
		cmocka_unit_test(every_kind_is_told_in_the_readers_own_words),
		cmocka_unit_test(every_kind_reads_with_all_that_is_optional_left_empty),
		cmocka_unit_test(a_digest_tells_of_each_mail_with_its_own_subject_and_link),
		cmocka_unit_test(an_event_brings_a_file_for_the_calendar),
		cmocka_unit_test(what_has_changed_is_told_beside_what_it_was),
		cmocka_unit_test(facts_become_the_readers_words),
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
		cmocka_unit_test(every_line_ends_in_crlf_and_is_short_enough),
		cmocka_unit_test(what_people_wrote_is_escaped_in_html_and_plain_in_text),
		cmocka_unit_test(a_row_that_cannot_be_composed_is_refused),
	};

	setenv("TORV_STRICT", "1", 1); /* a name that a model lacks is a fault */
	log_open("compose_test", LOG_TO_STDERR, LOG_LEVEL_ERROR);
	if (secret_start() != OK)
		return 1;
	clock_zone("Europe/Copenhagen");
	compose_start();
	return cmocka_run_group_tests(tests, open_desk, close_desk);
}
