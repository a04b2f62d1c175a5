/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/calendar.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define LINE_MOST 75 /* octets without CRLF (RFC 5545, 3.1) */

/* How many octets of the text go on a line with that room, not cutting a character. */
static size_t piece_length(const char *text, size_t room)
{
	size_t length = strlen(text);

	if (length <= room)
		return length;
	while (room > 1 && ((unsigned char)text[room] & 0xc0) == 0x80)
		room--;
	return room;
}

static void add_line(struct buffer *out, const char *line)
{
	size_t room = LINE_MOST;

	while (*line != '\0') {
		size_t length = piece_length(line, room);
		if (room < LINE_MOST)
			buffer_text(out, "\r\n ");
		buffer_add(out, line, length);
		line += length;
		room = LINE_MOST - 1; /* the blank that begins a continued line counts */
	}
	buffer_text(out, "\r\n");
}

/* NAME:text, escaped (RFC 5545, 3.3.11). */
static void add_text(struct buffer *out, const char *name, const char *text)
{
	OWNED(buffer_close) struct buffer line = {0};

	buffer_printf(&line, "%s:", name);
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buffer_text(&line, "\\n");
		else if (*text == '\\' || *text == ';' || *text == ',')
			buffer_printf(&line, "\\%c", *text);
		else if (*text != '\r')
			buffer_add(&line, text, 1);
	}
	add_line(out, line.bytes);
}

static void add_date(struct buffer *out, const char *name, day date)
{
	int year, month, mday;

	day_split(date, &year, &month, &mday);
	buffer_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, year, month, mday);
}

static void add_moment(struct buffer *out, const char *name, moment when)
{
	time_t seconds = (time_t)when;
	struct tm utc;
	char text[32];

	gmtime_r(&seconds, &utc);
	strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &utc);
	buffer_printf(out, "%s:%s\r\n", name, text);
}

/* A name as a parameter: quoted, and a quotation mark cannot stand in it (3.2). */
static void add_organiser(struct buffer *out, const char *name, const char *address)
{
	OWNED(buffer_close) struct buffer line = {0};

	buffer_text(&line, "ORGANIZER;CN=\"");
	for (; *name != '\0'; name++)
		buffer_add(&line, *name == '"' || (unsigned char)*name < ' ' ? "'" : name, 1);
	buffer_printf(&line, "\":mailto:%s", address);
	add_line(out, line.bytes);
}

const char *calendar_method_name(enum calendar_method method)
{
	return method == CALENDAR_CANCEL ? "CANCEL" : "PUBLISH";
}

void calendar_begin(struct buffer *out, enum calendar_method method, const char *name)
{
	add_line(out, "BEGIN:VCALENDAR");
	add_line(out, "VERSION:2.0");
	add_line(out, "PRODID:-//Torv//Purchase plans//EN");
	add_line(out, "CALSCALE:GREGORIAN");
	buffer_printf(out, "METHOD:%s\r\n", calendar_method_name(method));
	add_text(out, "X-WR-CALNAME", name);
}

void calendar_add(struct buffer *out, const struct calendar_day *entry)
{
	add_line(out, "BEGIN:VEVENT");
	add_text(out, "UID", entry->uid);
	add_moment(out, "DTSTAMP", entry->changed_at);
	add_date(out, "DTSTART", entry->date);
	add_date(out, "DTEND", entry->date + 1); /* the day after: it is not part of it (3.6.1) */
	add_text(out, "SUMMARY", entry->summary);
	if (*entry->text != '\0')
		add_text(out, "DESCRIPTION", entry->text);
	if (*entry->url != '\0') {
		OWNED(buffer_close) struct buffer line = {0};
		buffer_printf(&line, "URL:%s", entry->url);
		add_line(out, line.bytes);
	}
	add_line(out, "TRANSP:TRANSPARENT");
	add_line(out, "END:VEVENT");
}

void calendar_add_time(struct buffer *out, const struct calendar_time *entry)
{
	OWNED(buffer_close) struct buffer line = {0};

	add_line(out, "BEGIN:VEVENT");
	add_text(out, "UID", entry->uid);
	buffer_printf(out, "SEQUENCE:%d\r\n", entry->sequence);
	add_moment(out, "DTSTAMP", entry->written_at);
	add_moment(out, "LAST-MODIFIED", entry->changed_at);
	add_organiser(out, entry->organiser_name, entry->organiser_address);
	add_moment(out, "DTSTART", entry->starts_at);
	add_moment(out, "DTEND", entry->ends_at);
	add_text(out, "SUMMARY", entry->summary);
	add_text(out, "LOCATION", entry->place);
	if (*entry->text != '\0')
		add_text(out, "DESCRIPTION", entry->text);
	if (*entry->comment != '\0')
		add_text(out, "COMMENT", entry->comment);
	add_line(out, entry->cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
	buffer_printf(&line, "URL:%s", entry->url);
	add_line(out, line.bytes);
	add_line(out, "END:VEVENT");
}

void calendar_end(struct buffer *out)
{
	add_line(out, "END:VCALENDAR");
}
