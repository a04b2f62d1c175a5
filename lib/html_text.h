/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The text of HTML, as mails have it for reading and for reply_text, and as texts from elsewhere sometimes are: blocks
 * become lines, quotations get "> ", what is not shown (style, script, comments) is left out. Takes any bytes; never
 * fails.
 */
#ifndef TORV_HTML_TEXT_H
#define TORV_HTML_TEXT_H

#include <stdbool.h>

#include "lib/arena.h"

/* `html` is UTF-8. Never NULL. */
char *html_text(struct arena *mem, const char *html);

/* Whether a text has a tag or a character reference, so that its author most likely meant HTML: "5 < 6 & 7" has none. */
bool html_is_likely(const char *text);

#endif
