/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Makes the mail: renders its three templates (KIND.subject.txt, KIND.txt, KIND.html) from one model and
 * puts them into MIME with GMime, which encodes headers (RFC 2047) and bodies (quoted-printable).
 *
 * The headers are mail_headers.c. Addresses were checked when the mail was queued; a row that breaks that
 * rule is not composed.
 */
#include <gmime/gmime.h>
#include <inttypes.h>
#include <string.h>

#include "lib/calendar.h"
#include "lib/event.h"
#include "lib/log.h"
#include "lib/outbox.h"
#include "lib/secret.h"
#include "lib/text.h"
#include "mail/compose.h"
#include "mail/mail_headers.h"
#include "mail/mail_texts.h"

#define CHARSET "utf-8"

void compose_start(void)
{
	g_mime_init();
}

void outbox_row_read(const struct row *row, const struct configuration *configuration,
	struct outbox_row *out)
{
	*out = (struct outbox_row){
		.id = row_int(row, "id"),
		.kind = row_text(row, "kind"),
		.topic = row_text(row, "topic"),
		.address = row_text(row, "recipient_address"),
		.name = row_text(row, "recipient_name"),
		.language = language_from_code(row_text(row, "language"), configuration->language),
		.model = row_text(row, "model"),
		.message_id = row_text(row, "message_id"),
		.in_reply_to = row_text(row, "in_reply_to"),
		.references = row_text(row, "reference_ids"),
		.doubtful = text_equal(row_text(row, "status"), "doubtful"),
		.attempts = row_int(row, "attempts"),
		.created_at = row_moment(row, "created_at"),
	};
	if (!row_is_null(row, "secret"))
		out->secret = row_bytes(row, "secret", &out->secret_size);
}

static GMimeObject *text_part(const char *subtype, const char *text)
{
	GMimePart *part = g_mime_part_new_with_type("text", subtype);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
	GMimeDataWrapper *content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", CHARSET);
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_object_unref(content);
	g_object_unref(stream);
	return GMIME_OBJECT(part);
}

/* Both bodies, plain text first: readers show the last one they know (RFC 2046, 5.1.4). */
static GMimeObject *bodies(const char *text, const char *html)
{
	GMimeMultipart *both = g_mime_multipart_new_with_subtype("alternative");
	GMimeObject *plain = text_part("plain", text), *rich = text_part("html", html);

	g_mime_multipart_add(both, plain);
	g_mime_multipart_add(both, rich);
	g_object_unref(plain);
	g_object_unref(rich);
	return GMIME_OBJECT(both);
}

/* The event that a mail is about. What mails of before this did not tell: it was never changed. */
static struct event event_of(const struct outbox_row *row, const json_t *facts)
{
	const json_t *stamp = json_object_get(facts, "stamp");
	moment changed_at = json_is_integer(stamp) ? json_integer_value(stamp) : clock_now();
	bool cancelled = strcmp(row->kind, "event-cancelled") == 0;
	const char *words = json_string_value(json_object_get(facts, "words"));

	return (struct event){
		.id = json_integer_value(json_object_get(facts, "event_id")),
		.organisation_name = json_string_value(json_object_get(facts, "organiser_name")),
		.title = json_string_value(json_object_get(facts, "title")),
		.text = json_string_value(json_object_get(facts, "text")),
		.place = json_string_value(json_object_get(facts, "place")),
		.starts_at = json_integer_value(json_object_get(facts, "starts_at")),
		.ends_at = json_integer_value(json_object_get(facts, "ends_at")),
		.sequence = (int)json_integer_value(json_object_get(facts, "sequence")),
		.changed_at = changed_at,
		.cancelled_at = cancelled ? changed_at : NO_MOMENT,
		.cancel_words = words != NULL ? words : "",
	};
}

/* The texts, and with an event its file for a calendar beside them. Takes over the reference. */
static GMimeObject *with_calendar(const struct composer *composer, struct arena *mem, const struct outbox_row *row,
	const struct mail_model *model, GMimeObject *texts)
{
	OWNED(buffer_close) struct buffer file = {0};

	if (!json_is_integer(json_object_get(model->facts, "event_id")))
		return texts;
	struct event event = event_of(row, model->facts);
	event_calendar(mem, composer->configuration, &event, &file);
	GMimeMultipart *both = g_mime_multipart_new_with_subtype("mixed");
	GMimeObject *calendar = text_part("calendar", file.bytes);
	g_mime_object_set_content_type_parameter(calendar, "method",
		calendar_method_name(event.cancelled_at != NO_MOMENT ? CALENDAR_CANCEL : CALENDAR_PUBLISH));
	g_mime_object_set_disposition(calendar, GMIME_DISPOSITION_ATTACHMENT);
	g_mime_object_set_content_disposition_parameter(calendar, "filename", "torv.ics");
	g_mime_multipart_add(both, texts);
	g_mime_multipart_add(both, calendar);
	g_object_unref(texts);
	g_object_unref(calendar);
	return GMIME_OBJECT(both);
}

/* The message as it goes over the wire. */
static void write_out(GMimeMessage *message, struct arena *mem, struct mail *out)
{
	GMimeFormatOptions *options = g_mime_format_options_new();
	GMimeStream *stream = g_mime_stream_mem_new();

	g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	out->bytes = arena_text_n(mem, (const char *)bytes->data, bytes->len);
	out->size = bytes->len;
	g_object_unref(stream);
	g_mime_format_options_free(options);
}

enum err compose(const struct composer *composer, struct arena *mem, const struct outbox_row *row,
	struct mail *out)
{
	struct mail_model model;
	struct mail_texts texts;

	if (!text_is_email(row->address)) {
		log_error("mail %" PRId64 " (%s): its address is none", row->id, row->kind);
		return FAILED;
	}
	TRY(mail_model_make(composer, mem, row, &model));
	TRY(mail_texts_render(composer, mem, row, model.model, &texts));

	GMimeMessage *message = g_mime_message_new(FALSE);
	GMimeObject *body = with_calendar(composer, mem, row, &model, bodies(texts.text, texts.html));
	g_mime_object_set_header(body, "Content-Language", language_code(row->language), CHARSET);
	headers_set(message, composer, mem, row, &model);
	g_mime_message_set_subject(message, texts.subject, CHARSET);
	g_mime_message_set_mime_part(message, body);
	*out = (struct mail){
		.from = outbox_bounce_address(mem, composer->configuration, row->message_id),
		.to = row->address,
	};
	write_out(message, mem, out);
	g_object_unref(body);
	g_object_unref(message);
	return OK;
}
