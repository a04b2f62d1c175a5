/* SPDX-License-Identifier: MPL-2.0 */
/* Character references of HTML, for html_text. */
#ifndef TORV_HTML_ENTITIES_H
#define TORV_HTML_ENTITIES_H

#include "lib/text.h"

/* Reads the reference that begins at `at` ('&') and adds its character to out: the number of bytes
 * that it takes, or 0 (and nothing added) when it is none that we know. */
size_t html_entity(const char *at, struct buffer *out);

#endif
