/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Events: a coordinator calls the enterprises of the field together, to a network meeting for instance.
 * Those that it is for are told by mail, with a file for their calendar; everyone may read of it.
 */
#ifndef TORV_EVENT_H
#define TORV_EVENT_H

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/fault.h"
#include "lib/text.h"

struct event {
	int64_t id;
	int64_t organisation_id; /* the municipality that invites */
	const char *organisation_name;
	const char *title;
	const char *text;
	moment starts_at, ends_at;
	const char *place;
	const char *audience; /* "municipality", "region", "country": whose enterprises are told */
	moment created_at;
};

struct events {
	struct event *at;
	size_t count;
};

/* Notes what is wrong, by field: "title", "text", "date", "ends", "place". INVALID when a rule is broken:
 * lengths, it must not be over, and it ends after it begins. */
enum err event_check(const struct event *event, moment now, struct faults *faults);

/* Stores it and tells the people of the enterprises that it is for, in one transaction with the audit;
 * *told is how many. INVALID when event_check would say so. */
enum err event_create(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct event *event, int64_t account_id, int64_t *id, size_t *told);

enum err event_find(struct db *db, struct arena *mem, int64_t id, struct event *out);
/* What has not ended yet, the next one first. */
enum err event_list_coming(struct db *db, struct arena *mem, moment now, struct events *out);

/* A file for a calendar (RFC 5545) with this one. */
void event_calendar(struct arena *mem, const struct configuration *configuration, const struct event *event,
	struct buffer *out);

#endif
