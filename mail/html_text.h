/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The text of an HTML mail, for reading and for reply_text: blocks become lines, quotations get "> ",
 * what is not shown (style, script, comments) is left out. Takes any bytes; never fails.
 */
#ifndef TORV_MAIL_HTML_TEXT_H
#define TORV_MAIL_HTML_TEXT_H

#include "lib/arena.h"

/* `html` is UTF-8. Never NULL. */
char *html_text(struct arena *mem, const char *html);

#endif
