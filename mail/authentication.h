/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What the receiving mail server found out about a message's sender: Authentication-Results (RFC 8601).
 *
 * Anybody can write such a line, so only those with the name of the installation's own server count
 * (authserv_id in torv.conf), and only what they say against the message does: one that was forged to
 * speak for it does no more than one that is missing.
 */
#ifndef TORV_MAIL_AUTHENTICATION_H
#define TORV_MAIL_AUTHENTICATION_H

#include <gmime/gmime.h>
#include <stdbool.h>

#include "lib/arena.h"

/* As authserv_id: believe lines that name no server, as Exchange Online writes them. */
#define AUTHSERV_WITHOUT_ID "none"

/* A line of that server says "dmarc=fail" (RFC 7489). `authserv_id` NULL or "": nobody is believed. */
bool authentication_failed(struct arena *mem, GMimeMessage *message, const char *authserv_id);

#endif
