/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Why a line and an enterprise fit, in words that both sides read. Stored with the match as a JSON
 * list (line_match.reasons), strongest first, at most five:
 *
 *	[{"kind":"cpv","points":31.5,"code":"55510000","names":{"da":"…","en":"…","nl":"…"}},
 *	 {"kind":"words","points":22.0,"words":["kantine","drift"]},
 *	 {"kind":"delivers","points":8.0,"place":"Kolding"},
 *	 {"kind":"near","points":6.0,"place":"Vejle"}, ...]
 *
 * kinds: cpv (a CPV code or group both have), likely_cpv (the same, read from the text), neighbour (another
 * kind of thing, close to what is wanted), words, delivers, seated (the same municipality), near (a neighbour), region, capacity, lead_time, reserved.
 * Labels of codes stand inside, so that a reason can be told later without the index.
 */
#ifndef TORV_REASONS_H
#define TORV_REASONS_H

#include <jansson.h>

#include "lib/translate.h"

#define REASONS_MOST 5

/* [{"text":"Leverer til Kolding","kind":"delivers","points":8.0}, ...] in a language, for pages, mails
 * and Excel. An empty list when the text is no such JSON. A new reference. */
json_t *reasons_model(struct arena *mem, const struct catalogues *catalogues, enum language language,
	const char *json_text);

/* The same as one text, sentences parted by "; " (a cell of a table). */
const char *reasons_text(struct arena *mem, const struct catalogues *catalogues,
	enum language language, const char *json_text);

#endif
