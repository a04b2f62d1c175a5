/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/mime_files.h"

#include <stdlib.h>
#include <string.h>

#include "lib/aside.h"
#include "lib/text.h"
#include "mail/mime_text.h"

enum { DEEPEST = 30, ASIDE_FROM = 256 * 1024 /* bytes */ };

static bool is_type(GMimeObject *object, const char *type, const char *subtype)
{
	return g_mime_content_type_is_type(g_mime_object_get_content_type(object), type, subtype);
}

static bool ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name), tail = strlen(ending);

	return length >= tail && g_ascii_strcasecmp(name + length - tail, ending) == 0;
}

/* What a mail program adds by itself. */
static bool is_machinery(GMimeObject *object, const char *name)
{
	static const char *const subtypes[] = {"ms-tnef", "vnd.ms-tnef", "pkcs7-signature", "x-pkcs7-signature",
		"pkcs7-mime", "x-pkcs7-mime", "pgp-signature", "pgp-encrypted", "pgp-keys", "ics"};

	if (is_type(object, "text", "calendar") || (name != NULL && ends_in(name, "winmail.dat")))
		return true;
	for (size_t i = 0; i < sizeof subtypes / sizeof subtypes[0]; i++)
		if (is_type(object, "application", subtypes[i]))
			return true;
	return false;
}

/* Attached, or named and not a text to be read, nor a picture that the HTML beside it shows. */
static bool is_file(GMimePart *part, bool related)
{
	GMimeObject *object = GMIME_OBJECT(part);
	const char *disposition = g_mime_object_get_disposition(object);
	const char *name = g_mime_part_get_filename(part);

	if (is_machinery(object, name))
		return false;
	if (disposition != NULL && g_ascii_strcasecmp(disposition, "attachment") == 0)
		return true;
	if (related && g_mime_part_get_content_id(part) != NULL)
		return false;
	bool text = is_type(object, "text", "plain") || is_type(object, "text", "html");
	return name != NULL ? !text || disposition != NULL : is_type(object, "application", "pdf");
}

static void add(struct mime_files *out, const char *name, const void *bytes, size_t size)
{
	out->at[out->count++] = (struct upload){.name = name, .bytes = bytes, .size = size};
}

/* Large ones wait outside of memory: a message of 25 MB may have several. */
static void add_bytes(struct arena *mem, const char *name, struct buffer *bytes, struct mime_files *out)
{
	const void *copy = bytes->length < ASIDE_FROM ? NULL : aside_put(mem, bytes->bytes, bytes->length);

	add(out, name, copy != NULL ? copy : bytes->bytes == NULL ? "" : bytes->bytes, bytes->length);
	out->at[out->count - 1].is_aside = copy != NULL;
	if (copy != NULL)
		buffer_close(bytes);
	else if (bytes->bytes != NULL)
		arena_defer(mem, free, bytes->bytes);
}

static void add_part(struct arena *mem, GMimePart *part, struct mime_files *out)
{
	struct buffer bytes = {0};
	const char *name = arena_text(mem, g_mime_part_get_filename(part));

	mime_part_bytes(part, UPLOAD_LONGEST + 1, &bytes);
	if (bytes.length > UPLOAD_LONGEST) {
		add(out, name, NULL, bytes.length);
		buffer_close(&bytes);
		return;
	}
	add_bytes(mem, name, &bytes, out);
}

/* A message that was forwarded along, as the text that it is. */
static void add_message(struct arena *mem, GMimeMessagePart *part, struct mime_files *out)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);

	if (message == NULL)
		return;
	struct buffer bytes = {0};
	char *text = g_mime_object_to_string(GMIME_OBJECT(message), NULL);
	const char *subject = g_mime_message_get_subject(message);
	const char *name = arena_printf(mem, "%s.txt", text_is_blank(subject) ? "message" : subject);
	size_t size = text == NULL ? 0 : strlen(text);
	if (size > UPLOAD_LONGEST) {
		add(out, name, NULL, size);
	} else {
		buffer_add(&bytes, text == NULL ? "" : text, size);
		add_bytes(mem, name, &bytes, out);
	}
	g_free(text);
}

static void look(struct arena *mem, GMimeObject *object, int depth, bool related, struct mime_files *out)
{
	if (out->count >= MIME_FILES_MOST || depth > DEEPEST)
		return;
	if (GMIME_IS_MULTIPART(object)) {
		GMimeMultipart *multipart = GMIME_MULTIPART(object);
		for (int i = 0; i < g_mime_multipart_get_count(multipart); i++)
			look(mem, g_mime_multipart_get_part(multipart, i), depth + 1,
				related || is_type(object, "multipart", "related"), out);
	} else if (GMIME_IS_MESSAGE_PART(object)) {
		add_message(mem, GMIME_MESSAGE_PART(object), out);
	} else if (GMIME_IS_PART(object) && is_file(GMIME_PART(object), related)) {
		add_part(mem, GMIME_PART(object), out);
	}
}

void mime_files(struct arena *mem, GMimeObject *body, struct mime_files *out)
{
	*out = (struct mime_files){.at = arena_array(mem, MIME_FILES_MOST, sizeof *out->at)};
	if (body != NULL)
		look(mem, body, 0, false, out);
}
