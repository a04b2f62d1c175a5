/* SPDX-License-Identifier: MPL-2.0 */
/* Reports with parts for machines. What a letter says in words is the matter of report_words.c. */
#include "mail/report.h"

#include <gmime/gmime.h>
#include <stdbool.h>
#include <string.h>

#include "lib/text.h"
#include "mail/mime_text.h"
#include "mail/receive_message.h"

enum {
	REPORT_LARGEST = 64 * 1024, /* bytes of a part that are read */
	REASON_LONGEST = 400,       /* characters */
	DEEPEST = 10,
	ADDRESS_END = 64,           /* bytes of "bounce+TOKEN@" that are looked at */
};

/* ---- fields: "Name: value" lines, folded as headers are ---- */

/* The value of the first such field on one line; "" when there is none. */
static const char *field(struct arena *mem, const char *text, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = text; at != NULL && *at != '\0'; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (g_ascii_strncasecmp(at, name, length) != 0 || at[length] != ':')
			continue;
		const char *end = at + strcspn(at, "\n");
		while (end[0] == '\n' && (end[1] == ' ' || end[1] == '\t'))
			end += 1 + strcspn(end + 1, "\n");
		const char *value = at + length + 1;
		char *line = text_tidy_line(mem, value, (size_t)(end - value));
		return line == NULL ? "" : line;
	}
	return "";
}

/* "smtp; 550 5.1.1 ..." without the type in front. */
static const char *without_type(const char *value)
{
	const char *semicolon = strchr(value, ';');

	return semicolon == NULL ? value : semicolon + 1 + strspn(semicolon + 1, " ");
}

/* ---- the mail of ours that is quoted ---- */

/* The token of the address whose "@" that is. */
static char *token_before(struct arena *mem, const char *value, const char *at)
{
	size_t length = (size_t)(at - value) + 1;
	size_t last = length < ADDRESS_END ? length : ADDRESS_END;

	return token_in_address(mem, arena_text_n(mem, at + 1 - last, last));
}

/* From a line of the quoted mail or of the report on it. */
static char *token_in_quoted(struct arena *mem, const char *text)
{
	static const char *const names[] = {"Return-Path", "Original-Mail-From", "List-Unsubscribe"};
	char *token = NULL;

	for (size_t i = 0; i < sizeof names / sizeof names[0] && token == NULL; i++) {
		const char *value = field(mem, text, names[i]);
		for (const char *at = strchr(value, '@'); at != NULL && token == NULL; at = strchr(at + 1, '@'))
			token = token_before(mem, value, at);
	}
	return token;
}

/* ---- parts ---- */

static const char *part_text(struct arena *mem, GMimePart *part)
{
	OWNED(buffer_close) struct buffer bytes = {0};

	mime_part_bytes(part, REPORT_LARGEST, &bytes);
	char *text = bytes.length == 0 ? NULL : text_tidy(mem, bytes.bytes, bytes.length);
	if (text == NULL && bytes.length > 0) {
		/* not UTF-8: what matters in it is ASCII */
		for (size_t i = 0; i < bytes.length; i++)
			if ((unsigned char)bytes.bytes[i] >= 0x80)
				bytes.bytes[i] = '?';
		text = text_tidy(mem, bytes.bytes, bytes.length);
	}
	return text == NULL ? "" : text;
}

/* RFC 3464: what is told of the recipient; our mails have one each. */
static void read_delivery(struct arena *mem, const char *text, struct report *out)
{
	const char *action = field(mem, text, "Action");
	const char *words = without_type(field(mem, text, "Diagnostic-Code"));

	out->status = report_status_in(mem, field(mem, text, "Status"));
	if (out->status[0] == '\0' || strcmp(out->status + 1, ".0.0") == 0) {
		const char *closer = report_status_in(mem, words);
		if (closer[0] != '\0')
			out->status = closer;
	}
	out->reason = text_shorten(mem, words, REASON_LONGEST);
	out->kind = g_ascii_strcasecmp(action, "failed") == 0 ||
				    (action[0] == '\0' && out->status[0] == '5')
			    ? report_meaning(mem, out->status, words)
			    : REPORT_NOTE;
}

/* RFC 5965. "not-spam" takes a complaint back. */
static void read_feedback(struct arena *mem, const char *text, struct report *out)
{
	const char *type = field(mem, text, "Feedback-Type");

	out->reason = text_shorten(mem, type, REASON_LONGEST);
	out->kind = g_ascii_strcasecmp(type, "not-spam") == 0 ? REPORT_NOTE : REPORT_COMPLAINT;
}

static bool is(GMimeObject *object, const char *type, const char *subtype)
{
	return g_mime_content_type_is_type(g_mime_object_get_content_type(object), type, subtype);
}

static void look_at_quoted(struct arena *mem, const char *text, struct report *out)
{
	if (out->token == NULL)
		out->token = token_in_quoted(mem, text);
}

static void read_part(struct arena *mem, GMimeObject *object, int depth, struct report *out)
{
	if (GMIME_IS_MULTIPART(object) && depth < DEEPEST) {
		GMimeMultipart *multipart = GMIME_MULTIPART(object);
		for (int i = 0; i < g_mime_multipart_get_count(multipart); i++)
			read_part(mem, g_mime_multipart_get_part(multipart, i), depth + 1, out);
	} else if (GMIME_IS_MESSAGE_PART(object)) {
		GMimeMessage *quoted = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
		char *headers = quoted == NULL ? NULL : g_mime_object_get_headers(GMIME_OBJECT(quoted), NULL);
		look_at_quoted(mem, headers == NULL ? "" : headers, out);
		g_free(headers);
	} else if (is(object, "message", "delivery-status") && out->kind == REPORT_NONE) {
		read_delivery(mem, part_text(mem, GMIME_PART(object)), out);
	} else if (is(object, "message", "feedback-report")) {
		const char *text = part_text(mem, GMIME_PART(object));
		read_feedback(mem, text, out);
		look_at_quoted(mem, text, out);
	} else if (is(object, "message", "disposition-notification") && out->kind == REPORT_NONE) {
		out->kind = REPORT_NOTE;
	} else if (is(object, "text", "rfc822-headers")) {
		look_at_quoted(mem, part_text(mem, GMIME_PART(object)), out);
	}
}

/* From a mail system itself: "mailer-daemon@...", "postmaster@...". */
static bool is_from_mail_system(GMimeMessage *message)
{
	InternetAddressList *from = g_mime_message_get_from(message);

	if (from == NULL || internet_address_list_length(from) == 0)
		return false;
	InternetAddress *first = internet_address_list_get_address(from, 0);
	if (!INTERNET_ADDRESS_IS_MAILBOX(first))
		return false;
	const char *address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first));
	return address != NULL && (g_ascii_strncasecmp(address, "mailer-daemon@", 14) == 0 ||
					  g_ascii_strcasecmp(address, "mailer-daemon") == 0 ||
					  g_ascii_strncasecmp(address, "postmaster@", 11) == 0);
}

/* Exim names who could not be reached in a header of its own. */
static bool is_letter(GMimeMessage *message)
{
	return is_from_mail_system(message) ||
	       g_mime_object_get_header(GMIME_OBJECT(message), "X-Failed-Recipients") != NULL;
}

void report_read(struct arena *mem, GMimeMessage *message, const char *text, struct report *out)
{
	GMimeObject *body = g_mime_message_get_mime_part(message);

	*out = (struct report){.status = "", .reason = ""};
	if (body != NULL && is(body, "multipart", "report"))
		read_part(mem, body, 0, out);
	if (out->kind == REPORT_NONE && is_letter(message)) {
		report_read_letter(mem, text, out);
		look_at_quoted(mem, text, out);
	} else if (out->kind == REPORT_NONE && body != NULL && is(body, "multipart", "report")) {
		out->kind = REPORT_NOTE; /* on what, it does not say so that we could read it */
	}
}
