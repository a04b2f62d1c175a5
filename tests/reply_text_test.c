/* SPDX-License-Identifier: MPL-2.0 */
/* Messages as they come in: what is new in them, what they decide, whether a person wrote them. */
#include "tests/support.h"

#include <stdio.h>
#include <string.h>

#include "lib/html_text.h"
#include "lib/secret.h"
#include "lib/text.h"
#include "mail/flowed.h"
#include "mail/receive_message.h"
#include "mail/reply_decision.h"
#include "mail/reply_text.h"
#include "tests/mail_corpus.h"
#include "tests/growth.h"

static struct arena *mem;
static struct corpus corpus;

static int group_open(void **state)
{
	(void)state;
	assert_int_equal(secret_start(), OK);
	incoming_start();
	mem = arena_open();
	corpus = corpus_read(mem);
	return 0;
}

static int group_close(void **state)
{
	(void)state;
	arena_close(&mem);
	return 0;
}

/* As `torv-mail receive` reads it: from a file. */
static enum err read_bytes(struct arena *arena, const char *bytes, size_t size, const struct envelope *envelope,
	struct incoming *out)
{
	FILE *file = fmemopen((void *)(uintptr_t)bytes, size, "rb");

	assert_non_null(file);
	enum err err = incoming_read(arena, file, envelope, out);
	fclose(file);
	return err;
}

static struct incoming read_message(const struct corpus_message *message)
{
	struct incoming incoming;

	if (read_bytes(mem, message->bytes, message->size,
		    &(struct envelope){.authserv_id = CORPUS_AUTHSERV}, &incoming) != OK)
		fail_msg("%s was not read", message->name);
	return incoming;
}

static const char *decision_name(enum reply_decision decision)
{
	return decision == REPLY_INTERESTED ? "interested"
	       : decision == REPLY_DECLINED ? "declined"
					    : "unclear";
}

static bool is_bounce(const struct incoming *incoming)
{
	return incoming->report.kind == REPORT_HARD || incoming->report.kind == REPORT_SOFT;
}

static const char *automatic_name(const struct incoming *incoming)
{
	return is_bounce(incoming)	 ? "bounce"
	       : incoming->automatic	 ? "yes"
	       : incoming->maybe_automatic ? "maybe"
					 : "no";
}

/* Says what differs; true when it does. */
static bool differs(const char *name, const char *what, const char *is, const char *expected)
{
	if (expected == NULL || strcmp(is, expected) == 0)
		return false;
	printf("%s: %s is\n%s\ninstead of\n%s\n", name, what, is, expected);
	return true;
}

/* ---- the corpus ---- */

static void the_corpus_holds_every_shape(void **state)
{
	static const char *const shapes[] = {"outlook-da", "outlook-en", "outlook-nl", "outlook-de",
		"outlook-fr", "gmail-da", "gmail-en", "gmail-nl", "gmail-de", "gmail-fr", "apple-da",
		"apple-en", "apple-nl", "apple-de", "apple-fr", "thunderbird-da", "thunderbird-en",
		"thunderbird-nl", "thunderbird-de", "thunderbird-fr", "charset-", "auto-", "bounce-postfix", "bounce-exchange",
		"bounce-gmail", "bounce-exim", "bounce-qmail", "complaint-", "unsubscribe-", "dmarc-"};

	(void)state;
	assert_true(corpus.count >= 150);
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		size_t count = 0;
		for (size_t k = 0; k < corpus.count; k++)
			count += text_starts(corpus.at[k].name, shapes[i]);
		if (count == 0)
			fail_msg("no message in the shape of %s", shapes[i]);
	}
}

static void the_new_text_of_every_message_is_found(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < corpus.count; i++) {
		struct incoming incoming = read_message(&corpus.at[i]);
		wrong += differs(corpus.at[i].name, "the text", incoming.text, corpus.at[i].text);
	}
	assert_int_equal(wrong, 0);
}

static void every_decision_is_read_with_its_words(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < corpus.count; i++) {
		struct incoming incoming = read_message(&corpus.at[i]);
		struct reply_reading reading = reply_decide(mem, incoming.text);
		wrong += differs(corpus.at[i].name, "the decision", decision_name(reading.decision),
			corpus.at[i].decision);
		wrong += differs(corpus.at[i].name, "what was added", reading.words, corpus.at[i].words);
	}
	assert_int_equal(wrong, 0);
}

static void machines_are_told_from_people(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < corpus.count; i++) {
		struct incoming incoming = read_message(&corpus.at[i]);
		wrong += differs(corpus.at[i].name, "automatic", automatic_name(&incoming),
			corpus.at[i].automatic);
	}
	assert_int_equal(wrong, 0);
}

static void each_sign_of_a_machine_is_enough_by_itself(void **state)
{
	static const struct {
		const char *header;
		bool automatic;
	} cases[] = {
		{"Auto-Submitted: auto-replied", true}, {"Auto-Submitted: auto-generated (rejected)", true},
		{"Auto-Submitted: no", false}, {"Auto-Submitted: NO", false},
		{"Auto-Submitted: (a person (really; auto-replied)) no ; x=auto-replied", false},
		{"Auto-Submitted: no;owner=anna", false}, {"Auto-Submitted: no(nothing)", false},
		{"Auto-Submitted: notified", true}, {"Auto-Submitted: not", true}, {"Auto-Submitted: no-reply", true},
		{"Auto-Submitted: Auto-Replied (vacation)", true}, {"Auto-Submitted: (no) auto-generated; no", true},
		{"Auto-Submitted: auto-notified; owner-email=\"a@b.example\"", true},
		{"Precedence: bulk (newsletter)", true},
		{"X-Auto-Response-Suppress: All", true}, {"X-Autoreply: yes", true},
		{"Precedence: bulk", true}, {"Precedence: Auto_Reply", true}, {"Precedence: first-class", false},
		{"Return-Path: <>", true}, {"Return-Path: <owner@example.org>", false},
		{"List-Id: <liste.example.org>", true}, {"X-Mailer: svar", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *message = arena_printf(mem, "From: <owner@example.org>\n%s\n\nja\n", cases[i].header);
		struct incoming incoming;
		assert_int_equal(read_bytes(mem, message, strlen(message), &(struct envelope){0}, &incoming), OK);
		if (incoming.automatic != cases[i].automatic)
			fail_msg("%s", cases[i].header);
	}
}

static void the_reply_address_is_found_wherever_it_stands(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < corpus.count; i++) {
		struct incoming incoming = read_message(&corpus.at[i]);
		wrong += differs(corpus.at[i].name, "token", incoming.token == NULL ? "no" : "yes",
			corpus.at[i].token);
		if (incoming.token != NULL)
			assert_string_equal(incoming.token, CORPUS_TOKEN);
	}
	assert_int_equal(wrong, 0);
}

static const char *report_text(const struct report *report)
{
	static const char *const kinds[] = {"none", "hard", "soft", "note", "complaint"};

	return report->status[0] == '\0' ? kinds[report->kind]
					 : arena_printf(mem, "%s %s", kinds[report->kind], report->status);
}

static void reports_are_read_with_what_they_mean(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < corpus.count; i++) {
		const struct corpus_message *message = &corpus.at[i];
		struct incoming incoming = read_message(message);
		const char *none = strcmp(message->automatic, "bounce") == 0 ? NULL : "none";
		wrong += differs(message->name, "the report", report_text(&incoming.report),
			message->report != NULL ? message->report : none);
	}
	assert_int_equal(wrong, 0);
}

static void only_our_own_servers_word_on_the_sender_counts(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < corpus.count; i++) {
		struct incoming incoming = read_message(&corpus.at[i]);
		wrong += differs(corpus.at[i].name, "DMARC", incoming.dmarc_failed ? "failed" : "",
			corpus.at[i].dmarc != NULL ? corpus.at[i].dmarc : "");
	}
	assert_int_equal(wrong, 0);
}

static const char *files_text(const struct incoming *incoming)
{
	const char *text = "";

	for (size_t i = 0; i < incoming->file_count; i++)
		text = arena_printf(mem, "%s%s%s %zu", text, i == 0 ? "" : "; ", incoming->files[i].name,
			incoming->files[i].size);
	return text;
}

static void what_was_attached_is_found_and_what_programs_add_is_not(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < corpus.count; i++) {
		struct incoming incoming = read_message(&corpus.at[i]);
		wrong += differs(corpus.at[i].name, "the files", files_text(&incoming),
			corpus.at[i].files != NULL ? corpus.at[i].files : "");
	}
	assert_int_equal(wrong, 0);
}

static void the_reason_of_a_decline_is_read_where_it_is_plain(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < corpus.count; i++) {
		struct incoming incoming = read_message(&corpus.at[i]);
		struct reply_reading reading = reply_decide(mem, incoming.text);
		const char *reason = reading.decision == REPLY_DECLINED
					     ? reply_decline_reason(mem, incoming.text)
					     : NULL;
		wrong += differs(corpus.at[i].name, "the reason", reason == NULL ? "" : reason,
			corpus.at[i].reason != NULL ? corpus.at[i].reason : "");
	}
	assert_int_equal(wrong, 0);
}

static void a_message_that_is_cut_anywhere_is_still_read(void **state)
{
	OWNED(arena_close) struct arena *own = NULL;
	struct incoming incoming;

	(void)state;
	for (size_t i = 0; i < corpus.count; i++) {
		own = arena_open();
		for (size_t size = 0; size < corpus.at[i].size; size += 97) {
			enum err err = read_bytes(own, corpus.at[i].bytes, size, &(struct envelope){0},
				&incoming);
			assert_true(err == OK || err == INVALID);
			assert_true(err != OK || text_is_utf8(incoming.text, strlen(incoming.text)));
		}
		arena_close(&own);
	}
}

/* ---- the envelope ---- */

static struct incoming read_text(const char *message, const struct envelope *envelope)
{
	struct incoming incoming;

	assert_int_equal(read_bytes(mem, message, strlen(message), envelope, &incoming), OK);
	return incoming;
}

#define MESSAGE "From: a@example.org\nTo: svar+" CORPUS_TOKEN "@torv.example\n\nJa\n"

static void the_envelope_is_believed_before_the_headers(void **state)
{
	struct envelope envelope = {"svar+ffffffffffffffffffffffffffffffff@torv.example", "a@example.org", NULL};

	(void)state;
	assert_string_equal(read_text(MESSAGE, &envelope).token, "ffffffffffffffffffffffffffffffff");
	envelope.recipient = "torv@torv.example";
	assert_string_equal(read_text(MESSAGE, &envelope).token, CORPUS_TOKEN);
}

static void an_empty_envelope_sender_is_a_machine(void **state)
{
	(void)state;
	assert_true(read_text(MESSAGE, &(struct envelope){.sender = ""}).automatic);
	assert_true(read_text(MESSAGE, &(struct envelope){.sender = "<>"}).automatic);
	assert_true(read_text(MESSAGE, &(struct envelope){.sender = "MAILER-DAEMON"}).automatic);
	assert_false(read_text(MESSAGE, &(struct envelope){.sender = "a@example.org"}).automatic);
}

static void lines_without_a_servers_name_count_where_that_is_set_up(void **state)
{
	const char *exchange = "Authentication-Results: spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=example.org;\n"
			       " dkim=none;dmarc=fail action=oreject header.from=example.org;compauth=fail\n" MESSAGE;
	const char *named = "Authentication-Results: mx.example; dmarc=fail\n" MESSAGE;

	(void)state;
	assert_true(read_text(exchange, &(struct envelope){.authserv_id = "none"}).dmarc_failed);
	assert_false(read_text(named, &(struct envelope){.authserv_id = "none"}).dmarc_failed);
	assert_false(read_text(exchange, &(struct envelope){.authserv_id = "mx.example"}).dmarc_failed);
	assert_false(read_text(exchange, &(struct envelope){.authserv_id = ""}).dmarc_failed);
}

static void the_same_bytes_have_the_same_id_without_a_message_id(void **state)
{
	struct envelope envelope = {0};
	struct incoming first = read_text(MESSAGE, &envelope), again = read_text(MESSAGE, &envelope);

	(void)state;
	assert_string_equal(first.message_id, again.message_id);
	assert_string_not_equal(first.message_id, read_text(MESSAGE "!", &envelope).message_id);
}

static void nothing_and_noise_are_no_message(void **state)
{
	struct incoming incoming;
	struct envelope envelope = {0};

	(void)state;
	assert_int_equal(read_bytes(mem, "", 0, &envelope, &incoming), INVALID);
	assert_int_equal(read_bytes(mem, "\n\n", 2, &envelope, &incoming), INVALID);
}

/* ---- the parts ---- */

/* `count` times the line, between two others. */
static enum err read_long(const char *before, const char *line, size_t count, const char *after)
{
	OWNED(buffer_close) struct buffer message = {0};
	struct incoming incoming;

	buffer_text(&message, before);
	for (size_t i = 0; i < count; i++)
		buffer_text(&message, line);
	buffer_text(&message, after);
	return read_bytes(mem, message.bytes, message.length, &(struct envelope){0}, &incoming);
}

static void what_no_mail_program_writes_is_refused_before_it_takes_all_memory(void **state)
{
	static const char *const mixed = "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n";

	(void)state;
	assert_int_equal(read_long(mixed, "--b\n\n\n", 20000, "--b--\n"), INVALID);
	assert_int_equal(read_long("From: a@b.example\n", "X-Y: z\n", 100000, "\nja\n"), INVALID);
	assert_int_equal(read_long("From: a@b.example\nSubject: ", "aaaaaaaaaa", 100000, "\n\nja\n"), INVALID);
	assert_int_equal(read_long(mixed, "--b\nX-Y: zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
		"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\n\nja\n", 9000, "--b--\n"), INVALID);
	assert_int_equal(read_long("From: a@b.example\nContent-Type:\n message/rfc822\n\n", "X-Y: z\n", 100000,
		"\nja\n"), INVALID);
	assert_int_equal(read_long("From: a@b.example\nContent-Type: multipart/digest; boundary=b\n\n--b\n\n",
		"X-Y: z\n", 100000, "\nja\n--b--\n"), INVALID);
}

/* GMime reads groups by recursion, and keeps in memory what is in none of a multipart's parts. */
static void groups_without_end_and_text_outside_of_all_parts_are_refused(void **state)
{
	static const char *const mixed = "From: a@b.example\nContent-Type: multipart/mixed; boundary=\"b c\"\n\n";
	static const char *const line = "--x\nnothing to see\n\n";

	(void)state;
	assert_int_equal(read_long("From: ", "a:", 50000, "\n\nja\n"), INVALID);
	assert_int_equal(read_long("From: a@b.example\nCc: x\n", " a:", 50000, "\n\nja\n"), INVALID);
	assert_int_equal(read_long("From: ", "a:", 900, "\n\nja\n"), OK);
	assert_int_equal(read_long(mixed, line, 200000, "--b c\n\nja\n--b c--\n"), INVALID);
	assert_int_equal(read_long(mixed, "--b c\n\nja\n--b c--\n", 1, ""), OK);
	assert_int_equal(read_long("From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nja\n--b--\n",
		line, 200000, ""), INVALID);
	assert_int_equal(read_long("From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nja\n",
		line, 200000, "--b--\n"), OK);
	assert_int_equal(read_long("From: a@b.example\n", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", 200, "\nja\n"),
		INVALID);
}

static void a_long_text_and_many_headers_are_no_reason_to_refuse(void **state)
{
	(void)state;
	assert_int_equal(read_long("From: a@b.example\n\n", "hej med dig, kommune\n", 200000, ""), OK);
	assert_int_equal(read_long("From: a@b.example\n", "Received: from x by y\n", 2000, "\nja\n"), OK);
	assert_int_equal(read_long("From: a@b.example\n\n", "-- tak\n\n", 5000, ""), OK);
}

static void of_several_senders_none_is_believed(void **state)
{
	static const char *const messages[] = {
		"From: <a@b.example>, <c@d.example>\n\nja\n",
		"From: <a@b.example>\nFrom: <c@d.example>\n\nja\n",
	};
	struct incoming incoming;

	(void)state;
	for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++) {
		assert_int_equal(read_bytes(mem, messages[i], strlen(messages[i]), &(struct envelope){0},
			&incoming), OK);
		assert_string_equal(incoming.sender, "");
	}
}

static void html_becomes_lines_with_quotations_marked(void **state)
{
	(void)state;
	assert_string_equal(html_text(mem, "<p>En&nbsp;linje</p><div>to</div>tre<br>fire"),
		"En linje\n\nto\ntre\nfire");
	assert_string_equal(html_text(mem, "<blockquote>a<blockquote>b</blockquote>c</blockquote>d"),
		"> a\n>> b\n> c\nd");
	assert_string_equal(html_text(mem, "<pre>x\n  y</pre>5 < 6 &amp; &unknown; &#229;"),
		"x\n  y\n5 < 6 & &unknown; å");
}

static void read_pieces(void *arg, size_t count)
{
	OWNED(buffer_close) struct buffer html = {0};
	OWNED(arena_close) struct arena *own = arena_open();

	(void)arg;
	for (size_t i = 0; i < count; i++)
		buffer_text(&html, "<x =\">\"<style></a>mvh<br>on 1 @ wrote<br>");
	reply_text(own, html_text(own, html.bytes));
}

static void a_mail_made_to_be_slow_takes_no_longer_than_its_length_says(void **state)
{
	(void)state;
	assert_true(growth(read_pieces, NULL, 5000) < GROWTH_LINEAR);
}

static void flowed_lines_are_joined_at_their_own_depth_only(void **state)
{
	(void)state;
	assert_string_equal(flowed_text(mem, "a \nb\n> c \n> d\n>> e \nf\n", false),
		"a b\n> c d\n>> e \nf");
	assert_string_equal(flowed_text(mem, "ord \nsammen\n", true), "ordsammen");
	assert_string_equal(flowed_text(mem, "a\n-- \nb\n", false), "a\n-- \nb");
	assert_string_equal(flowed_text(mem, " From\n", false), "From");
}

static void own_lines_between_quotations_are_kept(void **state)
{
	(void)state;
	assert_string_equal(reply_text(mem, "> hvornår?\ni maj\n> hvor?\ni Kolding\n"),
		"i maj\ni Kolding");
	assert_string_equal(reply_text(mem, "> a\n> b\n"), "");
}

static void a_decision_needs_a_stop_behind_it(void **state)
{
	static const struct {
		const char *text;
		enum reply_decision decision;
	} cases[] = {
		{"ja", REPLY_INTERESTED}, {"Ja.", REPLY_INTERESTED}, {"JA!!!", REPLY_INTERESTED},
		{"ja tak", REPLY_INTERESTED}, {"Ja, men først til maj", REPLY_INTERESTED},
		{"nej", REPLY_DECLINED}, {"Nej - desværre", REPLY_DECLINED}, {"nee", REPLY_DECLINED},
		{"no", REPLY_DECLINED}, {"yes", REPLY_INTERESTED}, {"ikke relevant", REPLY_DECLINED},
		{"interesseret", REPLY_INTERESTED}, {"ikke interesseret", REPLY_DECLINED},
		{"geïnteresseerd", REPLY_INTERESTED}, {"", REPLY_UNCLEAR}, {"\n\n", REPLY_UNCLEAR},
		{"Jakob ringer", REPLY_UNCLEAR}, {"ja nej", REPLY_UNCLEAR}, {"nej?", REPLY_UNCLEAR},
		{"Ja, nej, det ved jeg ikke", REPLY_UNCLEAR}, {"No later than May", REPLY_UNCLEAR},
		{"Nejrup Catering her", REPLY_UNCLEAR}, {"Hej", REPLY_UNCLEAR},
		{"Hej\nja", REPLY_INTERESTED}, {"Hej ja tak", REPLY_INTERESTED},
		{"Ja mvh Ole", REPLY_INTERESTED}, {"Nej tak mvh. Ole", REPLY_DECLINED},
		{"Ja, desværre kan vi ikke", REPLY_UNCLEAR}, {"Nej tak, desværre", REPLY_DECLINED},
		{"Vi er interesserede, men kan desværre ikke nå det", REPLY_UNCLEAR},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (reply_decide(mem, cases[i].text).decision != cases[i].decision)
			fail_msg("\"%s\" is read as %s", cases[i].text,
				decision_name(reply_decide(mem, cases[i].text).decision));
}

static void the_marks_around_a_decision_are_no_words(void **state)
{
	static const char *const texts[] = {"*Ja*", "\"ja\"", "_Ja tak_", "Ja!"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_string_equal(reply_decide(mem, texts[i]).words, "");
	assert_string_equal(reply_decide(mem, "*Ja* til maj").words, "til maj");
}

/* What the writer does not see is not what they say. */
static void what_html_hides_is_not_read(void **state)
{
	static const struct {
		const char *html, *text;
	} cases[] = {
		{"<div style=\"display:none\">ja</div><p>Nej tak</p>", "Nej tak"},
		{"<DIV STYLE='mso-hide:all; Display : None'><div>ja</div>nej</DIV>Hej", "Hej"},
		{"<p hidden>ja</p>Hej", "Hej"},
		{"Hej<img style=\"display:none\" src=\"x\"> Ole", "Hej Ole"},
		{"<div style=\"display:none\">aldrig lukket", "aldrig lukket"},
		{"<p class=\"hidden\">Hej</p>", "Hej"}, {"<p title=\"is hidden here\">Hej</p>", "Hej"},
		{"<div style=\"display:block\">Hej</div>", "Hej"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(html_text(mem, cases[i].html), cases[i].text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_corpus_holds_every_shape),
		cmocka_unit_test(the_new_text_of_every_message_is_found),
		cmocka_unit_test(every_decision_is_read_with_its_words),
		cmocka_unit_test(machines_are_told_from_people),
		cmocka_unit_test(each_sign_of_a_machine_is_enough_by_itself),
		cmocka_unit_test(the_reply_address_is_found_wherever_it_stands),
		cmocka_unit_test(reports_are_read_with_what_they_mean),
		cmocka_unit_test(only_our_own_servers_word_on_the_sender_counts),
		cmocka_unit_test(what_was_attached_is_found_and_what_programs_add_is_not),
		cmocka_unit_test(the_reason_of_a_decline_is_read_where_it_is_plain),
		cmocka_unit_test(a_message_that_is_cut_anywhere_is_still_read),
		cmocka_unit_test(the_envelope_is_believed_before_the_headers),
		cmocka_unit_test(an_empty_envelope_sender_is_a_machine),
		cmocka_unit_test(lines_without_a_servers_name_count_where_that_is_set_up),
		cmocka_unit_test(the_same_bytes_have_the_same_id_without_a_message_id),
		cmocka_unit_test(nothing_and_noise_are_no_message),
		cmocka_unit_test(what_no_mail_program_writes_is_refused_before_it_takes_all_memory),
		cmocka_unit_test(groups_without_end_and_text_outside_of_all_parts_are_refused),
		cmocka_unit_test(a_long_text_and_many_headers_are_no_reason_to_refuse),
		cmocka_unit_test(of_several_senders_none_is_believed),
		cmocka_unit_test(html_becomes_lines_with_quotations_marked),
		cmocka_unit_test(a_mail_made_to_be_slow_takes_no_longer_than_its_length_says),
		cmocka_unit_test(flowed_lines_are_joined_at_their_own_depth_only),
		cmocka_unit_test(own_lines_between_quotations_are_kept),
		cmocka_unit_test(a_decision_needs_a_stop_behind_it),
		cmocka_unit_test(the_marks_around_a_decision_are_no_words),
		cmocka_unit_test(what_html_hides_is_not_read),
	};

	return cmocka_run_group_tests(tests, group_open, group_close);
}
