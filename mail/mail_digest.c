/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The items of a digest: each mail that was gathered becomes its own subject, what matters most of it,
 * and its own link.
 */
#include <inttypes.h>
#include <string.h>

#include "lib/log.h"
#include "lib/text.h"
#include "mail/mail_model.h"

#define SUMMARY_LENGTH 200

static void close_json(void *value)
{
	json_decref(value);
}

/* What every mail's subject may name. */
static void add_site(const struct composer *composer, json_t *model)
{
	json_object_set_new(model, "site_name", json_string(composer->configuration->site_name));
}

static enum err subject_of(const struct composer *composer, struct arena *mem, const struct outbox_row *row,
	const char *kind, const json_t *model, const char **out)
{
	OWNED(buffer_close) struct buffer text = {0};

	if (templates_render(composer->templates, row->language, arena_printf(mem, "%s.subject.txt", kind), model,
		    &text) != OK) {
		log_error("mail %" PRId64 ": the subject of a %s in it cannot be written", row->id, kind);
		return FAILED;
	}
	*out = text_tidy_line(mem, text.bytes != NULL ? text.bytes : "", text.length);
	return *out != NULL ? OK : FAILED;
}

/* The first text of a mail's that says something beside its subject. */
static const char *summary_of(struct arena *mem, const json_t *model)
{
	static const char *const names[] = {"text", "answer", "question", "words", "pitch"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *text = json_string_value(json_object_get(model, names[i]));
		const char *line = text_is_blank(text) ? NULL : text_tidy_line(mem, text, strlen(text));
		if (line != NULL)
			return text_shorten(mem, line, SUMMARY_LENGTH);
	}
	return NULL;
}

static json_t *value_or_null(const json_t *model, const char *name)
{
	json_t *value = json_object_get(model, name);

	return value != NULL ? json_incref(value) : json_null();
}

static enum err item_of(const struct composer *composer, struct arena *mem, const struct outbox_row *row,
	const json_t *gathered, const json_t *secret, json_t **out)
{
	const char *name = json_string_value(json_object_get(gathered, "kind"));
	const struct mail_kind *kind = name != NULL ? mail_kind_find(name) : NULL;
	const json_t *facts = json_object_get(gathered, "model");
	const char *subject;

	if (kind == NULL || !json_is_object(facts)) {
		log_error("mail %" PRId64 ": something in this digest is no mail", row->id);
		return FAILED;
	}
	json_t *model = mail_facts_in_words(composer, mem, kind, facts, row->language);
	arena_defer(mem, close_json, model);
	add_site(composer, model);
	TRY(subject_of(composer, mem, row, name, model, &subject));
	const char *summary = summary_of(mem, model);
	*out = json_pack("{s:s, s:s, s:s?, s:o, s:o}", "subject", subject, "link",
		mail_link(composer, mem, kind->path, facts, secret), "summary", summary, "dialogue_ends_on",
		value_or_null(model, "dialogue_ends_on"), "value_dkk", value_or_null(model, "value_dkk"));
	return OK;
}

enum err mail_digest_items(const struct composer *composer, struct arena *mem, const struct outbox_row *row,
	const json_t *facts, const json_t *secret, json_t *model)
{
	const json_t *gathered = json_object_get(facts, "items"), *secrets = json_object_get(secret, "items");
	json_t *items = json_array(), *item;

	json_object_set_new(model, "items", items);
	for (size_t i = 0; i < json_array_size(gathered); i++) {
		TRY(item_of(composer, mem, row, json_array_get(gathered, i), json_array_get(secrets, i), &item));
		json_array_append_new(items, item);
	}
	return OK;
}
