/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Translations: gettext catalogues (.mo), read once at start and used per request, because setlocale
 * is per process. The source texts are English; da and nl have catalogues, en needs none but may
 * have one. Source texts stand in C as tr("...") and in templates as {{#t}}...{{/t}}.
 */
#ifndef TORV_TRANSLATE_H
#define TORV_TRANSLATE_H

#include <stdint.h>

#include "lib/arena.h"

enum language { DANISH, ENGLISH, DUTCH, LANGUAGES };

/* "da", "en", "nl" */
const char *language_code(enum language language);
/* The name as its speakers write it: "Dansk", "English", "Nederlands" */
const char *language_name(enum language language);
/* `fallback` when the code is none of ours; takes "da-DK" too. */
enum language language_from_code(const char *code, enum language fallback);
/* The first of ours in an Accept-Language header (RFC 9110, weights honoured), else fallback. */
enum language language_from_header(const char *header, enum language fallback);

struct catalogues;

/* Reads <directory>/<code>.mo. FAILED, and logged, when one is damaged or missing (en may be). */
enum err catalogues_open(const char *directory, struct catalogues **out);
void catalogues_close(struct catalogues **catalogues);

/* The text in that language; the source text itself when there is no translation (or catalogues is
 * NULL). Lives as long as the catalogues. */
const char *translate(const struct catalogues *catalogues, enum language language, const char *text);
/* one for count 1, else many (all three languages have these two forms). */
const char *translate_count(const struct catalogues *catalogues, enum language language,
	const char *one, const char *many, int64_t count);

/* Marks a source text that is translated later (tables of messages): xgettext finds it. */
#define N_(text) (text)

#endif
