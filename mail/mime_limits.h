/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a message may ask of a parser that builds all of it as objects. One of 25 MB that is nothing but
 * boundaries would take gigabytes, one that is nothing but a header hundreds of megabytes; an address
 * within a group within a group and so on would overflow its stack.
 */
#ifndef TORV_MAIL_MIME_LIMITS_H
#define TORV_MAIL_MIME_LIMITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define HEADERS_LARGEST ((size_t)256 * 1024) /* bytes, those of parts and of messages inside included */
#define HEADERS_MOST 10000                   /* lines of them */
#define COLONS_MOST 1000                     /* in addresses: each may begin a group (RFC 5322, 3.4) */
#define PARTS_MOST 2000                      /* messages inside included */
#define MULTIPARTS_DEEPEST 100
#define OUTSIDE_LARGEST ((size_t)2 << 20)    /* bytes of multiparts that are in none of their parts */

/* False when the message is beyond what any mail program writes. Reads the file from its beginning. */
bool mime_is_bearable(FILE *message);

#endif
