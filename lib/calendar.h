/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Calendar files (iCalendar, RFC 5545): days that matter, to be taken over into one's own calendar.
 * Whole days, or moments in UTC: so no time zones. What is given out is published (RFC 5546, 3.2.1), later
 * published anew with a higher sequence, or cancelled (3.2.5); nobody answers by calendar.
 */
#ifndef TORV_CALENDAR_H
#define TORV_CALENDAR_H

#include <stdbool.h>

#include "lib/clock.h"
#include "lib/text.h"

#define CALENDAR_TYPE "text/calendar; charset=utf-8"

struct calendar_day {
	const char *uid;     /* stays the same when the day moves: "line-12-tender@torv.example" */
	day date;
	moment changed_at;   /* DTSTAMP */
	const char *summary; /* one line */
	const char *text;    /* "" for none */
	const char *url;     /* "" for none */
};

struct calendar_time {
	const char *uid;
	int sequence; /* how often it was changed: of two with one uid, the higher one counts */
	moment starts_at, ends_at;
	moment written_at;   /* DTSTAMP: when this file is made */
	moment changed_at;
	const char *summary; /* one line */
	const char *text;    /* "" for none */
	const char *place;
	const char *url;
	const char *organiser_name, *organiser_address;
	bool cancelled;
	const char *comment; /* why it is cancelled; "" for none */
};

enum calendar_method { CALENDAR_PUBLISH, CALENDAR_CANCEL };

/* "PUBLISH": also what a mail must say of the file that it brings (RFC 6047, 2.4). */
const char *calendar_method_name(enum calendar_method method);

/* Lines end with CRLF and are folded at 75 octets, never inside a character; texts are escaped. */
void calendar_begin(struct buffer *out, enum calendar_method method, const char *name);
void calendar_add(struct buffer *out, const struct calendar_day *entry);
void calendar_add_time(struct buffer *out, const struct calendar_time *entry);
void calendar_end(struct buffer *out);

#endif
