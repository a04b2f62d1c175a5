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
	const json_t *facts;     /* what was queued, as it was; the same */
	const char *reply_token; /* NULL when it cannot be answered by mail */
};

/* FAILED, and logged, when the row is none that can be composed. */
enum err mail_model_make(const struct composer *composer, struct arena *mem,
	const struct outbox_row *row, struct mail_model *out);

/* ---- for the items of a digest (mail_digest.c) ---- */

/* The facts in the reader's words, by the rules of mail_kind.h. A new reference. */
json_t *mail_facts_in_words(const struct composer *composer, struct arena *mem, const struct mail_kind *kind,
	const json_t *facts, enum language language);
/* site_url and the kind's path with its {names} filled in. */
char *mail_link(const struct composer *composer, struct arena *mem, const char *path, const json_t *facts,
	const json_t *secret);
/* Puts "items" into the model of a digest: [{"subject","link","summary","dialogue_ends_on","value_dkk"}].
 * FAILED, and logged, when one of them is none that can be composed. */
enum err mail_digest_items(const struct composer *composer, struct arena *mem, const struct outbox_row *row,
	const json_t *facts, const json_t *secret, json_t *model);

#endif
