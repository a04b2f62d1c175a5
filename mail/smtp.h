/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Many messages to the mail server over one connection (libesmtp): STARTTLS and AUTH as configured,
 * the host name verified, a time limit for each step, the outcome of each message known by itself.
 *
 * The programs that link this also link connect.c.
 */
#ifndef TORV_MAIL_SMTP_H
#define TORV_MAIL_SMTP_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/configuration.h"

#define SMTP_REASON_SIZE 400

enum smtp_outcome {
	SMTP_UNTRIED,  /* the session ended before its turn */
	SMTP_TAKEN,    /* 2xx: the server answers for it now */
	SMTP_LATER,    /* 4xx, or a 5xx that is about us and not about this message */
	SMTP_REFUSED,  /* 5xx: not this message, not to this address, ever */
	SMTP_IN_DOUBT, /* the text was ended and no answer came: it may have been taken */
};

struct smtp_mail {
	const char *from, *to; /* of the envelope; one recipient, so that each has an outcome */
	const char *bytes;     /* lines end in CRLF */
	size_t size;
	enum smtp_outcome outcome;
	bool at_recipient; /* the answer was to RCPT: about the address */
	char reason[SMTP_REASON_SIZE]; /* the server's words, UTF-8, one line; "" when taken */
};

/* Called in the course of a session, with the message's place in the list. */
struct smtp_watch {
	/* The moment before the end of the text is sent. False: the session ends here and the server
	 * has not taken this message. */
	bool (*may_end)(void *context, size_t index);
	/* The outcome of this one is known. Not called for those that stay UNTRIED or IN_DOUBT. */
	void (*answered)(void *context, size_t index);
	void *context;
};

/* Once per process, before anything else here. */
void smtp_start(void);

/* One session. OK when all got an answer. UNAVAILABLE when the session ended before: *problem says
 * why, for the log. */
enum err smtp_deliver(const struct configuration *configuration, struct smtp_mail *mails, size_t count,
	const struct smtp_watch *watch, char problem[SMTP_REASON_SIZE]);

#endif
