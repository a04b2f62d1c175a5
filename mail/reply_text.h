/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The new text of a reply: what its writer added, without what they quoted and without their
 * signature. Works on plain text, in the shapes of the common mail programs (Outlook, Gmail, Apple
 * Mail, Thunderbird) in Danish, English, Dutch, German and French.
 *
 * Nothing here can be certain; so the original is always kept (inbound_original), and a text that
 * seems to be nothing but quotation is given back empty, and its writer is told so.
 */
#ifndef TORV_MAIL_REPLY_TEXT_H
#define TORV_MAIL_REPLY_TEXT_H

#include "lib/arena.h"

/* `text` is UTF-8 with line feeds. Never NULL. */
char *reply_text(struct arena *mem, const char *text);

#endif
