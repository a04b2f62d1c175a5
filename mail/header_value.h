/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Values of structured header fields (RFC 5322, 2.2.2), as far as more than one reader needs them.
 */
#ifndef TORV_MAIL_HEADER_VALUE_H
#define TORV_MAIL_HEADER_VALUE_H

#include "lib/arena.h"

/* In lower case, without (comments (nested)) and blanks at both ends, runs of blanks and line ends as one blank. */
char *header_plain(struct arena *mem, const char *value);

/* The first word of that, up to a blank or the ";" before parameters: "auto-replied (vacation); x=y" is
 * "auto-replied". */
char *header_keyword(struct arena *mem, const char *value);

#endif
