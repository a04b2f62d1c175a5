/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Whether a machine wrote a message: out-of-office replies, mailing lists. Those are noted, never
 * answered and never a decision (RFC 3834). Reports on deliveries are report.h.
 */
#ifndef TORV_MAIL_RECEIVE_AUTOMATIC_H
#define TORV_MAIL_RECEIVE_AUTOMATIC_H

#include <gmime/gmime.h>
#include <stdbool.h>

#include "lib/arena.h"

/* Its headers say so, or its return path is empty. `envelope_sender` may be NULL. */
bool automatic_is_certain(struct arena *mem, GMimeMessage *message, const char *envelope_sender);

/* The subject begins as those of out-of-office replies do: a hint, for people write so too. */
bool automatic_is_likely(struct arena *mem, const char *subject);

#endif
