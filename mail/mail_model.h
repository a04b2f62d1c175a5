/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The view model of a mail: the facts that were queued (mail_kind.h), put into the reader's words, and
 * what every mail has: the site, the recipient, the link.
 */
#ifndef TORV_MAIL_MODEL_H
#define TORV_MAIL_MODEL_H

#include <jansson.h>

#include "lib/mail_kind.h"
#include "mail/compose.h"

struct mail_model {
	const struct mail_kind *kind;
	json_t *model;           /* lives in the arena */
	const char *reply_token; /* NULL when it cannot be answered by mail */
};

/* FAILED, and logged, when the row is none that can be composed. */
enum err mail_model_make(const struct composer *composer, struct arena *mem,
	const struct outbox_row *row, struct mail_model *out);

#endif
