/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/mime_text.h"

#include <string.h>

#include "lib/html_text.h"
#include "mail/charset.h"
#include "mail/flowed.h"

enum {
	PART_LARGEST = 1 << 20, /* bytes of one part that are read */
	TEXT_LARGEST = 1 << 20, /* bytes of all parts together, after which none is begun */
	DEEPEST = 30,           /* of multiparts */
};

enum form { PLAIN, HTML };

/* What is gathered: the texts of one form. */
struct gathering {
	enum form form;
	struct buffer out;
	int depth;
};

void mime_part_bytes(GMimePart *part, size_t longest, struct buffer *out)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	char room[4096];

	if (content == NULL)
		return;
	GMimeStream *stream = g_mime_data_wrapper_get_stream(content);
	GMimeStream *decoded = g_mime_stream_filter_new(stream);
	GMimeFilter *filter = g_mime_filter_basic_new(g_mime_data_wrapper_get_encoding(content), FALSE);
	g_mime_stream_reset(stream);
	g_mime_stream_filter_add(GMIME_STREAM_FILTER(decoded), filter);
	while (out->length < longest) {
		ssize_t size = g_mime_stream_read(decoded, room, sizeof room);
		if (size <= 0)
			break;
		buffer_add(out, room, (size_t)size);
	}
	g_object_unref(filter);
	g_object_unref(decoded);
}

static bool parameter_is(GMimePart *part, const char *name, const char *value)
{
	const char *given = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), name);

	return given != NULL && g_ascii_strcasecmp(given, value) == 0;
}

static char *part_text(struct arena *mem, GMimePart *part, enum form form)
{
	OWNED(buffer_close) struct buffer bytes = {0};

	mime_part_bytes(part, PART_LARGEST, &bytes);
	if (bytes.length == 0)
		return arena_text(mem, "");
	char *text = charset_to_utf8(mem,
		g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset"), bytes.bytes,
		bytes.length);
	if (form == HTML)
		return html_text(mem, text);
	if (parameter_is(part, "format", "flowed"))
		return flowed_text(mem, text, parameter_is(part, "delsp", "yes"));
	return text;
}

static bool is_attachment(GMimePart *part)
{
	const char *disposition = g_mime_object_get_disposition(GMIME_OBJECT(part));

	return disposition != NULL && g_ascii_strcasecmp(disposition, "attachment") == 0;
}

static void gather_part(struct gathering *gathering, GMimePart *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));

	if (!g_mime_content_type_is_type(type, "text", gathering->form == HTML ? "html" : "plain") ||
		is_attachment(part) || gathering->out.length > TEXT_LARGEST)
		return;
	OWNED(arena_close) struct arena *own = arena_open();
	if (gathering->out.length > 0)
		buffer_text(&gathering->out, "\n");
	buffer_text(&gathering->out, part_text(own, part, gathering->form));
}

/* Depth first, in order; what a message carries along as a message is somebody else's words. */
static void gather(struct gathering *gathering, GMimeObject *object)
{
	if (GMIME_IS_MULTIPART(object) && gathering->depth < DEEPEST) {
		GMimeMultipart *multipart = GMIME_MULTIPART(object);
		gathering->depth++;
		for (int i = 0; i < g_mime_multipart_get_count(multipart); i++)
			gather(gathering, g_mime_multipart_get_part(multipart, i));
		gathering->depth--;
	} else if (GMIME_IS_PART(object)) {
		gather_part(gathering, GMIME_PART(object));
	}
}

static char *text_in_form(struct arena *mem, GMimeObject *body, enum form form)
{
	struct gathering gathering = {.form = form};

	gather(&gathering, body);
	char *text = gathering.out.length == 0
			     ? arena_text(mem, "")
			     : text_tidy(mem, gathering.out.bytes, gathering.out.length);
	buffer_close(&gathering.out);
	return text == NULL ? arena_text(mem, "") : text;
}

char *mime_text(struct arena *mem, GMimeObject *body)
{
	if (body == NULL)
		return arena_text(mem, "");
	char *text = text_in_form(mem, body, PLAIN);
	return text_is_blank(text) ? text_in_form(mem, body, HTML) : text;
}
