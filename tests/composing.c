/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/composing.h"

#include <stdlib.h>
#include <string.h>

#include "lib/log.h"
#include "lib/mail_kind.h"
#include "lib/secret.h"

static const char *environment(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value != NULL ? value : otherwise;
}

int open_desk(void **state)
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

int close_desk(void **state)
{
	struct desk *desk = *state;

	json_decref(desk->samples);
	templates_close(&desk->templates);
	catalogues_close(&desk->catalogues);
	arena_close(&desk->mem);
	return 0;
}

/* ---- given, and taken apart ---- */

char *dumped(struct desk *desk, const json_t *value)
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
struct outbox_row given_row(struct desk *desk, const char *kind, enum language language)
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
void change(struct desk *desk, struct outbox_row *row, const char *name, json_t *value)
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

struct letter composed(struct desk *desk, const struct outbox_row *row)
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

const char *header(const struct letter *letter, const char *name)
{
	return g_mime_object_get_header(GMIME_OBJECT(letter->message), name);
}

void assert_contains(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("\"%s\" is not in:\n%s", part, text);
}

void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		fail_msg("\"%s\" is in:\n%s", part, text);
}

bool composing_start(const char *name)
{
	setenv("TORV_STRICT", "1", 1); /* a name that a model lacks is a fault */
	log_open(name, LOG_TO_STDERR, LOG_LEVEL_ERROR);
	if (secret_start() != OK)
		return false;
	clock_zone("Europe/Copenhagen");
	compose_start();
	return true;
}
