/* SPDX-License-Identifier: MPL-2.0 */
/*
 * How many mails may leave in a minute, in all and to one domain: large providers refuse mail that
 * comes in bursts. All senders on all machines count in one table, each by one statement that adds and
 * tells the sum, so that they keep the limits together without a lock.
 */
#ifndef TORV_MAIL_SEND_RATION_H
#define TORV_MAIL_SEND_RATION_H

#include "mail/compose.h"

/* The moment from which there is more. */
moment send_ration_next(moment now);

/* The domains that have had their mails this minute, parted by commas; "" for none. *none_left: no mail
 * to any domain may leave before the next. */
enum err send_ration_spent(struct db *db, struct arena *mem, const struct configuration *configuration,
	const char **domains, bool *none_left);

/* Asks for the mails of a batch: sets allowed[i] for those that may leave now. */
enum err send_ration_take(struct db *db, const struct configuration *configuration,
	const struct outbox_row *rows, size_t count, bool *allowed);

#endif
