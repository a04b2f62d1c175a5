/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Calendar files (iCalendar, RFC 5545): days that matter, to be taken over into one's own calendar.
 * Whole days, or moments in UTC: so no time zones.
 */
#ifndef TORV_CALENDAR_H
#define TORV_CALENDAR_H

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
	moment starts_at, ends_at;
	moment changed_at;   /* DTSTAMP */
	const char *summary; /* one line */
	const char *text;    /* "" for none */
	const char *place;
	const char *url;
};

/* Lines end with CRLF and are folded at 75 octets, never inside a character; texts are escaped. */
void calendar_begin(struct buffer *out, const char *name);
void calendar_add(struct buffer *out, const struct calendar_day *entry);
void calendar_add_time(struct buffer *out, const struct calendar_time *entry);
void calendar_end(struct buffer *out);

#endif
