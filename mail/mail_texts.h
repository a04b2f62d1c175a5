/* SPDX-License-Identifier: MPL-2.0 */
/* The texts of a mail: subject, plain text and HTML, from its three templates and one view model. */
#ifndef TORV_MAIL_TEXTS_H
#define TORV_MAIL_TEXTS_H

#include "mail/mail_model.h"

struct mail_texts {
	const char *subject; /* one line, shortened */
	const char *text;
	const char *html;
};

/* FAILED, and logged, when a template breaks. Adds "mail_subject" to the model. */
enum err mail_texts_render(const struct composer *composer, struct arena *mem,
	const struct outbox_row *row, json_t *model, struct mail_texts *out);

#endif
