/* SPDX-License-Identifier: MPL-2.0 */
/* Who hears of an event, and what. Internal to event.c: each is part of its transaction. */
#ifndef TORV_EVENT_TELL_H
#define TORV_EVENT_TELL_H

#include "lib/event.h"

/* Invites those that it is for and who were not told yet, and counts them in hand->told, as the next two do. */
enum err event_invite(struct db *db, struct arena *mem, struct event_hand *hand, int64_t id);

/* Tells those who were told what differs from what it was; nobody when that is only whom it is for. */
enum err event_tell_change(struct db *db, struct arena *mem, struct event_hand *hand, const struct event *before);

enum err event_tell_cancellation(struct db *db, struct arena *mem, struct event_hand *hand, int64_t id);

#endif
