/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Reports about mail of ours that a mail server sends back: delivery reports (RFC 3464), the letters
 * that older servers write instead, and complaints (ARF, RFC 5965).
 *
 * A report is believed only for the mail that it is about, and which that is says a token that nobody
 * but the servers on its way has seen: in the address the report came to (VERP), or in the lines of the
 * mail that it quotes. What a report without such a token says is of no effect.
 */
#ifndef TORV_MAIL_REPORT_H
#define TORV_MAIL_REPORT_H

#include "lib/arena.h"

/* As <gmime/gmime.h> has it, which the readers of a report need not know. */
typedef struct _GMimeMessage GMimeMessage;

enum report_kind {
	REPORT_NONE,
	REPORT_HARD,      /* the address takes no mail, and will not tomorrow */
	REPORT_SOFT,      /* this mail did not arrive; the next one may */
	REPORT_NOTE,      /* delayed, delivered, read: nothing to do */
	REPORT_COMPLAINT, /* its reader called it unwanted */
};

struct report {
	enum report_kind kind;
	const char *status; /* "5.1.1" (RFC 3463); "" when none is told */
	const char *reason; /* the other server's words on one line; "" when there are none */
	const char *token;  /* in the quoted mail's return path or List-Unsubscribe; NULL: none */
};

/* `text` is the message's own text (mime_text), which a letter without machine-readable parts is read
 * from. REPORT_NONE when it is no report. */
void report_read(struct arena *mem, GMimeMessage *message, const char *text, struct report *out);

/* ---- the words of mail servers (report_words.c) ---- */

/* The first status code like "5.1.1" in a text; "" when there is none. */
const char *report_status_in(struct arena *mem, const char *text);

/* What a status code and a server's words together mean, for a mail that was not delivered. */
enum report_kind report_meaning(struct arena *mem, const char *status, const char *words);

/* A letter of a mail system: its own words, without the mail of ours that it quotes. */
void report_read_letter(struct arena *mem, const char *text, struct report *out);

#endif
