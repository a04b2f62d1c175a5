/* SPDX-License-Identifier: MPL-2.0 */
/*
 * How Torv's mails read, with sample data: declared here so that the administrator's page can show them;
 * made by the mail face (mail/preview.c), which a program that calls this links with.
 */
#ifndef TORV_MAIL_PREVIEW_H
#define TORV_MAIL_PREVIEW_H

#include "lib/configuration.h"

struct mail_preview {
	const char *kind; /* mail_kind.h */
	const char *subject;
	const char *text; /* plain */
	const char *html; /* a whole document */
};

/* Composes the kind from templates/mail/samples.json, in mem. NOT_FOUND when there is no such kind or it
 * has no sample. */
enum err mail_preview(const struct configuration *configuration, const struct catalogues *catalogues,
	struct arena *mem, const char *kind, enum language language, struct mail_preview *out);

#endif
