/* SPDX-License-Identifier: MPL-2.0 */
/* mail/compose.c: every kind in every language from the sample data; the headers are mail_headers_test.c. */
#include "tests/composing.h"

#include <string.h>

#include "lib/mail_kind.h"
#include "lib/text.h"

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

/* What the mail says of its file must be what the file says (RFC 6047, 2.4). */
static void a_cancelled_event_takes_itself_out_of_the_calendar(void **state)
{
	struct desk *desk = *state;
	static const struct {
		const char *kind, *method, *status;
	} cases[] = {{"event", "PUBLISH", "STATUS:CONFIRMED"}, {"event-changed", "PUBLISH", "SEQUENCE:1\r\n"},
		{"event-cancelled", "CANCEL", "STATUS:CANCELLED"}};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct outbox_row row = given_row(desk, cases[i].kind, DANISH);
		struct letter letter = composed(desk, &row);
		GMimeObject *file = g_mime_multipart_get_part(GMIME_MULTIPART(g_mime_message_get_mime_part(letter.message)), 1);
		assert_string_equal(g_mime_object_get_content_type_parameter(file, "method"), cases[i].method);
		char *calendar = g_mime_text_part_get_text(GMIME_TEXT_PART(file));
		assert_contains(calendar, arena_printf(desk->mem, "METHOD:%s\r\n", cases[i].method));
		assert_contains(calendar, cases[i].status);
		g_free(calendar);
	}
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
		cmocka_unit_test(a_cancelled_event_takes_itself_out_of_the_calendar),
		cmocka_unit_test(what_has_changed_is_told_beside_what_it_was),
		cmocka_unit_test(facts_become_the_readers_words),
		cmocka_unit_test(every_line_ends_in_crlf_and_is_short_enough),
		cmocka_unit_test(what_people_wrote_is_escaped_in_html_and_plain_in_text),
		cmocka_unit_test(a_row_that_cannot_be_composed_is_refused),
	};

	return COMPOSING("compose_test", tests);
}
