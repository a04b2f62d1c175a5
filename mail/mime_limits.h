/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a message may ask of a parser that builds all of it as objects. One of 25 MB that is nothing but
 * boundaries would take gigabytes, one that is nothing but a header hundreds of megabytes.
 */
#ifndef TORV_MAIL_MIME_LIMITS_H
#define TORV_MAIL_MIME_LIMITS_H

#include <stdbool.h>
#include <stddef.h>

#define HEADERS_LARGEST ((size_t)512 * 1024) /* bytes, those of parts and of messages inside included */
#define BOUNDARIES_MOST 10000                /* lines that begin with "--" */

/* False when the message's headers or its parts are beyond what any mail program writes. */
bool mime_is_bearable(const char *bytes, size_t size);

#endif
