/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Empties the outbox. Several senders on several machines may run at once: a mail is claimed by a
 * conditional UPDATE, and its text is ended at the mail server only while the claim still holds.
 *
 * Killed at any moment, power cut included, nothing is lost: a claim runs out and another sender takes
 * the mail over. One whose text was ended, and whose answer was never recorded, may have arrived; it is
 * sent again with the same Message-ID, so that mailboxes show it once, and stays marked `doubtful`.
 */
#ifndef TORV_MAIL_SEND_H
#define TORV_MAIL_SEND_H

#include "mail/compose.h"

#define SEND_BATCH 50 /* mails a session; each claim is for so many */

struct sender {
	const struct composer *composer;
	struct db *db;
	bool (*stopping)(void *context); /* asked before each text is ended; NULL: never */
	void *context;
};

/* Claims up to SEND_BATCH mails that are due and sends them over one session; *claimed says how many
 * there were. UNAVAILABLE: the database or the mail server was away; what was not sent waits. */
enum err send_batch(const struct sender *sender, size_t *claimed);

#endif
