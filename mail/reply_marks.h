/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The marks by which mail programs set off what is not new: attribution lines ("Den 3. marts 2027
 * skrev Torv:"), the header block of Outlook, separators, signatures. One function a mark; each takes
 * lines that are folded (text_fold) and without blanks at their ends.
 */
#ifndef TORV_MAIL_REPLY_MARKS_H
#define TORV_MAIL_REPLY_MARKS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A text as lines: as they are, and folded. */
struct lines {
	char **text;
	char **folded;
	enum { LINE_NEW, LINE_GOES_ON, LINE_ENDS } *seen; /* what mark_ends_text found; zeroed before */
	size_t count;
};

/* `> quoted`, and how `|` was used by some. */
bool mark_is_quoted(const char *folded);

/* How many lines from `at` are an attribution (1 to 4, because programs wrap it); 0: none is. */
size_t mark_attribution(struct arena *mem, const struct lines *lines, size_t at);

/* "-----Original Message-----", or Outlook's "From: / Sent: / To: / Subject:" begins here: all that
 * follows is quoted, though no line says so. */
bool mark_begins_original(const struct lines *lines, size_t at);

/* "-- ", "Sendt fra min iPhone" and the like. */
bool mark_is_signature(const char *folded);

/* An original or a signature begins here: all that follows is not the writer's new text. Each line is looked at
 * once, however often this is asked. */
bool mark_ends_text(const struct lines *lines, size_t at);

/* "Med venlig hilsen" and the like on a line of its own, with only the lines of a signature below. */
bool mark_is_closing(const struct lines *lines, size_t at);

#endif
