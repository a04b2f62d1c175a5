/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The body of a MIME message as one text, UTF-8: the plain form where there is one, else the HTML as
 * text; any transfer encoding and charset, format=flowed. Attachments, forwarded messages, calendars
 * and TNEF are passed over.
 */
#ifndef TORV_MAIL_MIME_TEXT_H
#define TORV_MAIL_MIME_TEXT_H

#include <gmime/gmime.h>

#include "lib/text.h"

/* Never NULL; "" when nothing in it can be read. At most the first megabyte of each part. */
char *mime_text(struct arena *mem, GMimeObject *body);

/* Adds the part's bytes, decoded, at most about `longest` of them. */
void mime_part_bytes(GMimePart *part, size_t longest, struct buffer *out);

#endif
