/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Text of a mail in whatever charset it claims to be (or none), as UTF-8. What the charset cannot
 * explain is read as Windows-1252 when that is likelier, else replaced by U+FFFD: no letter of the
 * rest is lost for one that is wrong.
 */
#ifndef TORV_MAIL_CHARSET_H
#define TORV_MAIL_CHARSET_H

#include <stddef.h>

#include "lib/arena.h"

/* `charset` may be NULL or unknown. NUL bytes become blanks. Never NULL. */
char *charset_to_utf8(struct arena *mem, const char *charset, const char *bytes, size_t size);

#endif
