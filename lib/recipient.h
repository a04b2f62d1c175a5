/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The person a mail goes to, as the queries of every room that queues mail name them: account_id,
 * email, name, language.
 */
#ifndef TORV_RECIPIENT_H
#define TORV_RECIPIENT_H

#include "lib/outbox.h"

/* A mail of this kind to the row's person; the rest is empty. */
struct outbox_mail recipient_mail(const struct row *row, const char *kind);

#endif
