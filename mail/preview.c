/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Mails with sample data, for the administrator's page. The samples and the templates are read anew each
 * time: nobody looks often, and whoever changes a template sees it at once.
 */
#include "lib/mail_preview.h"

#include "lib/log.h"
#include "mail/mail_texts.h"

#define TOPIC_OF_DIGEST "match" /* the sample's */
#define SAMPLE_MOMENT 1800000000

static void json_close(json_t **json)
{
	json_decref(*json);
}

static char *dumped(struct arena *mem, const json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT), *kept = arena_text(mem, text);

	free(text);
	return kept;
}

static struct outbox_row row_of(struct arena *mem, const struct configuration *configuration,
	const struct mail_kind *kind, const json_t *sample, enum language language)
{
	const json_t *secret = json_object_get(sample, "secret");
	struct outbox_row row = {
		.kind = kind->name,
		.topic = kind->topic != NULL ? kind->topic : "",
		.address = "anna@example.org",
		.name = "Anna Åkjær",
		.language = language,
		.message_id = "",
		.in_reply_to = "",
		.references = "",
		.created_at = SAMPLE_MOMENT,
	};

	if (json_object_get(json_object_get(sample, "model"), "items") != NULL)
		row.topic = TOPIC_OF_DIGEST;
	row.model = dumped(mem, json_object_get(sample, "model"));
	if (secret != NULL) {
		unsigned char *sealed;
		secret_seal(mem, &configuration->key, dumped(mem, secret), &sealed, &row.secret_size);
		row.secret = sealed;
	}
	return row;
}

static enum err compose_sample(const struct composer *composer, struct arena *mem, const struct mail_kind *kind,
	const json_t *sample, enum language language, struct mail_preview *out)
{
	const struct outbox_row row = row_of(mem, composer->configuration, kind, sample, language);
	struct mail_texts texts;
	struct mail_model model;

	TRY(mail_model_make(composer, mem, &row, &model));
	TRY(mail_texts_render(composer, mem, &row, model.model, &texts));
	*out = (struct mail_preview){.kind = kind->name, .subject = texts.subject, .text = texts.text, .html = texts.html};
	return OK;
}

enum err mail_preview(const struct configuration *configuration, const struct catalogues *catalogues,
	struct arena *mem, const char *kind_name, enum language language, struct mail_preview *out)
{
	const struct mail_kind *kind = mail_kind_find(kind_name);
	const char *folder = arena_printf(mem, "%s/templates/mail", configuration->data_directory);
	OWNED(json_close) json_t *samples = json_load_file(arena_printf(mem, "%s/samples.json", folder), 0, NULL);
	OWNED(templates_close) struct templates *templates = NULL;
	const json_t *sample = json_object_get(samples, kind_name);

	if (kind == NULL || sample == NULL)
		return NOT_FOUND;
	TRY(templates_open(folder, catalogues, &templates));
	return compose_sample(&(struct composer){configuration, catalogues, templates}, mem, kind, sample, language, out);
}
