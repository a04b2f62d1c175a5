/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Makes the view model of a mail. The rules by which facts become words are those that mail_kind.h
 * states, by the name of the field, so that whoever queues a mail needs no language and no format.
 *
 * Two shapes are added for the templates: an empty text becomes null, so that {{#words}} asks whether
 * there are any; and each text has its lines beside it (words_lines), because Outlook knows no other
 * line break than <br>.
 */
#include <inttypes.h>
#include <string.h>

#include "lib/log.h"
#include "lib/mail_preference.h"
#include "lib/model.h"
#include "lib/reasons.h"
#include "lib/secret.h"
#include "lib/text.h"
#include "mail/mail_model.h"

#define TEXT_LENGTH 800 /* a mail tells what it is about; the whole text is behind its link */

static void close_json(void *value)
{
	json_decref(value);
}

static bool ends(const char *name, const char *ending)
{
	size_t length = strlen(name), tail = strlen(ending);

	return length > tail && strcmp(name + length - tail, ending) == 0;
}

static json_t *day_words(struct arena *mem, const char *iso, enum language language)
{
	day date;

	if (iso == NULL || !day_parse(iso, &date))
		return json_null();
	return json_string(day_text(mem, date, language_code(language)));
}

/* The lines of a text, for HTML; none of NULL. */
static json_t *lines_of(const char *text)
{
	json_t *lines = json_array();

	while (text != NULL) {
		size_t length = strcspn(text, "\n");
		json_array_append_new(lines, json_stringn(text, length));
		text = text[length] != '\0' ? text + length + 1 : NULL;
	}
	return lines;
}

static json_t *reasons_words(const struct composer *composer, struct arena *mem,
	const json_t *reasons, enum language language)
{
	char *text = json_dumps(reasons, JSON_COMPACT);
	json_t *words = reasons_model(mem, composer->catalogues, language, text);

	free(text);
	return words;
}

/* One fact, put into words as its name says. */
static json_t *word(const struct composer *composer, struct arena *mem, const char *name,
	const json_t *fact, enum language language)
{
	if (strcmp(name, "reasons") == 0)
		return reasons_words(composer, mem, fact, language);
	if (ends(name, "_on"))
		return day_words(mem, json_string_value(fact), language);
	if (ends(name, "_at") && json_is_integer(fact))
		return json_string(moment_text(mem, json_integer_value(fact), language_code(language)));
	if (ends(name, "_dkk"))
		return json_is_integer(fact)
			? json_string(model_kroner(mem, json_integer_value(fact),
				  language_code(language)))
			: json_null();
	if (json_is_string(fact) && text_is_blank(json_string_value(fact)))
		return json_null();
	if (strcmp(name, "text") == 0 && json_is_string(fact))
		return json_string(text_shorten(mem, json_string_value(fact), TEXT_LENGTH));
	return json_deep_copy(fact);
}

json_t *mail_facts_in_words(const struct composer *composer, struct arena *mem, const struct mail_kind *kind,
	const json_t *facts, enum language language)
{
	json_t *model = json_object(), *fact;
	const char *name;

	json_object_foreach((json_t *)facts, name, fact) {
		/* what a person wrote is passed on whole */
		bool whole = kind->personal && strcmp(name, "text") == 0;
		json_t *value = whole ? json_deep_copy(fact)
				      : word(composer, mem, name, fact, language);

		if (json_is_string(fact) || json_is_null(fact))
			json_object_set_new(model, arena_printf(mem, "%s_lines", name),
				lines_of(json_string_value(value)));
		json_object_set_new(model, name, value);
	}
	return model;
}

/* A value of the facts (or, for "token", of the secret) as it stands in an address. */
static void add_value(struct arena *mem, const json_t *facts, const json_t *secret, const char *name,
	struct buffer *out)
{
	const json_t *value = json_object_get(strcmp(name, "token") == 0 ? secret : facts, name);

	if (json_is_integer(value))
		buffer_text(out, arena_printf(mem, "%" JSON_INTEGER_FORMAT, json_integer_value(value)));
	else if (json_is_string(value))
		buffer_text(out, json_string_value(value));
}

char *mail_link(const struct composer *composer, struct arena *mem, const char *path, const json_t *facts,
	const json_t *secret)
{
	struct buffer link = {0};

	buffer_text(&link, composer->configuration->site_url);
	while (*path != '\0') {
		size_t plain = strcspn(path, "{");

		buffer_add(&link, path, plain);
		path += plain;
		if (*path != '{')
			break;
		size_t name = strcspn(path, "}");
		add_value(mem, facts, secret, arena_text_n(mem, path + 1, name - 1), &link);
		path += name + 1;
	}
	char *text = arena_text(mem, link.bytes);
	buffer_close(&link);
	return text;
}

static enum err load(struct arena *mem, const char *text, const struct outbox_row *row, json_t **out)
{
	*out = json_loads(text, 0, NULL);
	if (!json_is_object(*out)) {
		json_decref(*out);
		log_error("mail %" PRId64 " (%s): its model is no JSON object", row->id, row->kind);
		return FAILED;
	}
	arena_defer(mem, close_json, *out);
	return OK;
}

static enum err open_secret(const struct composer *composer, struct arena *mem,
	const struct outbox_row *row, json_t **out)
{
	char *text;

	if (row->secret == NULL)
		return load(mem, "{}", row, out);
	if (secret_open(mem, &composer->configuration->key, row->secret, row->secret_size, &text) != OK) {
		log_error("mail %" PRId64 " (%s): sealed with another key than secret_key_file", row->id,
			row->kind);
		return FAILED;
	}
	return load(mem, text, row, out);
}

/* A configured text, null when there is none. */
static json_t *text_or_null(const char *text)
{
	return text_is_blank(text) ? json_null() : json_string(text);
}

/* What every mail has. */
static void add_surroundings(const struct configuration *configuration, const struct outbox_row *row,
	struct mail_model *out)
{
	json_t *model = out->model;

	json_object_set_new(model, "site_name", json_string(configuration->site_name));
	json_object_set_new(model, "site_url", json_string(configuration->site_url));
	json_object_set_new(model, "site_colour", json_string(configuration->site_colour));
	json_object_set_new(model, "site_owner", text_or_null(configuration->site_owner));
	json_object_set_new(model, "contact_email", text_or_null(configuration->contact_email));
	json_object_set_new(model, "recipient_name", text_or_null(row->name));
	json_object_set_new(model, "language", json_string(language_code(row->language)));
	json_object_set_new(model, "can_be_answered", json_boolean(out->reply_token != NULL));
}

/* The topic in the reader's words, and the way out of it; null for what a reader needs. */
static void add_topic(const struct composer *composer, struct arena *mem, const struct outbox_row *row,
	struct mail_model *out)
{
	const struct configuration *configuration = composer->configuration;
	const struct mail_topic *topic = mail_topic_find(row->topic);
	char token[TOKEN_TEXT_SIZE];

	json_object_set_new(out->model, "topic_title", json_null());
	json_object_set_new(out->model, "unsubscribe_link", json_null());
	json_object_set_new(out->model, "preferences_link", json_null());
	if (topic == NULL)
		return;
	subscription_token(configuration, row->address, topic->name, token);
	json_object_set_new(out->model, "topic_title",
		json_string(translate(composer->catalogues, row->language, topic->title)));
	json_object_set_new(out->model, "unsubscribe_link",
		json_string(arena_printf(mem, "%s/unsubscribe/%s", configuration->site_url, token)));
	json_object_set_new(out->model, "preferences_link",
		json_string(arena_printf(mem, "%s/my/mail", configuration->site_url)));
}

enum err mail_model_make(const struct composer *composer, struct arena *mem,
	const struct outbox_row *row, struct mail_model *out)
{
	json_t *facts, *secret;

	*out = (struct mail_model){.kind = mail_kind_find(row->kind)};
	if (out->kind == NULL) {
		log_error("mail %" PRId64 ": there is no kind \"%s\"", row->id, row->kind);
		return FAILED;
	}
	TRY(load(mem, row->model, row, &facts));
	TRY(open_secret(composer, mem, row, &secret));

	out->facts = facts;
	out->model = mail_facts_in_words(composer, mem, out->kind, facts, row->language);
	arena_defer(mem, close_json, out->model);
	if (out->kind->can_be_answered)
		out->reply_token = json_string_value(json_object_get(secret, "reply_token"));
	add_surroundings(composer->configuration, row, out);
	add_topic(composer, mem, row, out);
	json_object_set_new(out->model, "link",
		json_string(mail_link(composer, mem, out->kind->path, facts, secret)));
	if (out->kind->stop_path != NULL)
		json_object_set_new(out->model, "stop_link",
			json_string(mail_link(composer, mem, out->kind->stop_path, facts, secret)));
	if (json_is_array(json_object_get(facts, "items")))
		TRY(mail_digest_items(composer, mem, row, facts, secret, out->model));
	return OK;
}
