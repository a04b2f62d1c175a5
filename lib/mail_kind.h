/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The kinds of mail, and what the view model of each must hold: one table (mail_kind.c) that whoever
 * queues a mail reads, that outbox_add checks, and that the mail face composes by.
 *
 * A model holds plain facts; the mail face puts them into the reader's words:
 *   - a name that ends in `_on` is a day, "2027-03-03" or null, and is read as "3. marts 2027";
 *   - a name that ends in `_dkk` is an amount in whole kroner or null, and is read as "250.000 kr.";
 *   - a name that ends in `_at` is a moment, in seconds since 1970, read as "3. marts 2027 kl. 14.05";
 *   - texts are UTF-8 as they were typed (text_tidy); "" or null when there is none;
 *   - `reasons` is the list that line_match.reasons holds (reasons.h);
 *   - true and false are what the templates choose by.
 * Every name of the table must be there; more may be, and are not read.
 *
 * The link of a mail is site_url + path, where {name} stands for a value of the model or, for
 * {token}, of the secret. A kind that can be answered by mail needs secret.reply_token; then
 * Reply-To is svar+REPLY_TOKEN@reply_domain.
 *
 * A kind with a topic goes at the pace that its reader chose (mail_preference.h) and carries the ways to
 * end it.
 */
#ifndef TORV_MAIL_KIND_H
#define TORV_MAIL_KIND_H

#include <stdbool.h>

#define MAIL_FIELDS 32

struct mail_kind {
	const char *name;
	const char *path;   /* of its link: "/answer/{token}" */
	const char *stop_path; /* of a second link, that ends what the mail comes from; NULL: none */
	bool needs_token;   /* secret.token */
	bool can_be_answered; /* secret.reply_token */
	const char *topic; /* mail_topic.h; NULL: its reader needs it and cannot end it */
	bool always;   /* sent even to a suppressed address: the person asked for it just now */
	bool personal; /* written by a person, so not Auto-Submitted (RFC 3834) */
	const char *fields[MAIL_FIELDS]; /* names the model must have; ends with NULL */
};

/* All of them; ends with a NULL name. */
extern const struct mail_kind mail_kinds[];

/* NULL when there is no such kind. */
const struct mail_kind *mail_kind_find(const char *name);

#endif
