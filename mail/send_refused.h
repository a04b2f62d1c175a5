/* SPDX-License-Identifier: MPL-2.0 */
/* An address that the mail server refuses for good in the dialogue itself is as undeliverable as one whose
 * mail comes back: the coordinator is told and the address gets no more (lib/undeliverable.h). */
#ifndef TORV_MAIL_SEND_REFUSED_H
#define TORV_MAIL_SEND_REFUSED_H

#include "mail/compose.h"

/* `reason` is the server's answer to RCPT: "550 5.1.1 no such user". What is about something else than the
 * address (5.7.1: not from you) is left to the administrator. */
enum err send_refused(struct db *db, const struct configuration *configuration, const char *message_id,
	const char *reason);

#endif
