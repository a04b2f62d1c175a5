/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/mail_texts.h"

#include <inttypes.h>
#include <string.h>

#include "lib/log.h"
#include "lib/text.h"

#define SUBJECT_LENGTH 150

/* Renders KIND<ending> and adds the result to mem. */
static enum err render(const struct composer *composer, struct arena *mem,
	const struct outbox_row *row, const json_t *model, const char *ending, const char **out)
{
	struct buffer text = {0};
	const char *name = arena_printf(mem, "%s%s", row->kind, ending);
	enum err err = templates_render(composer->templates, row->language, name, model, &text);

	if (err == OK)
		*out = arena_text_n(mem, text.bytes != NULL ? text.bytes : "", text.length);
	else
		log_error("mail %" PRId64 ": template %s: %s", row->id, name, err_name(err));
	buffer_close(&text);
	return err == OK ? OK : FAILED;
}

enum err mail_texts_render(const struct composer *composer, struct arena *mem,
	const struct outbox_row *row, json_t *model, struct mail_texts *out)
{
	const char *subject;

	TRY(render(composer, mem, row, model, ".subject.txt", &subject));
	subject = text_tidy_line(mem, subject, strlen(subject));
	out->subject = text_shorten(mem, subject != NULL ? subject : "", SUBJECT_LENGTH);
	json_object_set_new(model, "mail_subject", json_string(out->subject));
	TRY(render(composer, mem, row, model, ".txt", &out->text));
	return render(composer, mem, row, model, ".html", &out->html);
}
