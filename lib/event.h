/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Events: a coordinator calls the enterprises of the field together, to a network meeting for instance.
 * Those that it is for are told by mail, with a file for their calendar; everyone may read of it. Who was told
 * hears of it when it is changed or cancelled.
 */
#ifndef TORV_EVENT_H
#define TORV_EVENT_H

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/fault.h"
#include "lib/text.h"

#define EVENT_WORDS_MOST 1000 /* characters of why it is cancelled */

struct event {
	int64_t id;
	int64_t organisation_id; /* the municipality that invites */
	const char *organisation_name;
	const char *title;
	const char *text;
	moment starts_at, ends_at;
	const char *place;
	const char *audience; /* "municipality", "region", "country": whose enterprises are told */
	moment created_at, changed_at; /* the same when it was never changed */
	int sequence;                  /* how often it was (RFC 5545, 3.8.7.4) */
	moment cancelled_at;           /* NO_MOMENT: it takes place */
	const char *cancel_words;      /* why; "" for none */
};

struct events {
	struct event *at;
	size_t count;
};

/* Who acts, and how many people are told of it by mail. */
struct event_hand {
	const struct configuration *configuration;
	int64_t organisation_id, account_id;
	size_t told; /* out */
};

/* Notes what is wrong, by field: "title", "text", "date", "ends", "place". INVALID when a rule is broken:
 * lengths, it must not be over, and it ends after it begins. */
enum err event_check(const struct event *event, moment now, struct faults *faults);

/* Stores it for the hand's organisation and tells the people of the enterprises that it is for, in one transaction
 * with the audit. INVALID when event_check would say so. */
enum err event_create(struct db *db, struct arena *mem, struct event_hand *hand, const struct event *event,
	int64_t *id);

/* Gives event->id the other facts. Who was told of it is told what is new; who was not and is meant now, is
 * invited. When nothing differs, nobody is told. NOT_FOUND: not the organisation's. CONFLICT: it is cancelled or
 * over. INVALID: as event_create. */
enum err event_change(struct db *db, struct arena *mem, struct event_hand *hand, const struct event *event);

/* It does not take place; who was told of it hears so, and why. NOT_FOUND and CONFLICT as event_change; INVALID when
 * the words are too many. */
enum err event_cancel(struct db *db, struct arena *mem, struct event_hand *hand, int64_t id, const char *words);

enum err event_find(struct db *db, struct arena *mem, int64_t id, struct event *out);
/* The organisation's own, held for the transaction that is open. NOT_FOUND: not theirs. CONFLICT: cancelled, or over. */
enum err event_find_held(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id, struct event *out);
/* What has not ended yet, the next one first; what is cancelled, too. */
enum err event_list_coming(struct db *db, struct arena *mem, moment now, struct events *out);

/* A file for a calendar (RFC 5545): the event is published, changed or cancelled (RFC 5546, 4.1.1 to 4.1.3). */
void event_calendar(struct arena *mem, const struct configuration *configuration, const struct event *event,
	struct buffer *out);

#endif
