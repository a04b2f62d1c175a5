/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A message that came in, read: who wrote, to which of our reply addresses, what is new in it, and
 * whether a person wrote it at all. No database here; the fuzzer feeds this.
 */
#ifndef TORV_MAIL_RECEIVE_MESSAGE_H
#define TORV_MAIL_RECEIVE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "lib/arena.h"
#include "lib/upload.h"
#include "mail/report.h"

/* What the mail server knows beside the message; each may be NULL. */
struct envelope {
	const char *recipient;
	const char *sender; /* "" for the empty return path of bounces; NULL: not told */
	const char *authserv_id; /* whose Authentication-Results are believed (authentication.h) */
};

struct incoming {
	const char *message_id; /* without < >; made from the message's hash when it has none */
	const char *sender;     /* the address in From (RFC 5322); "" when there is none, or several */
	const char *subject;
	const char *token;      /* 32 hexadecimal digits of the address; NULL when there is none */
	const char *text;       /* what is new in it; "" when that is nothing (a quotation, an attachment) */
	const struct upload *files; /* that came with it; none when it is automatic */
	size_t file_count;
	bool automatic;         /* a machine wrote it: noted, never answered, never a decision */
	bool maybe_automatic;   /* its subject looks so ("Automatisk svar: ..."): a hint only */
	struct report report;   /* on a mail of ours; automatic as well */
	bool dmarc_failed;      /* its sender is not who it says, by the receiving mail server's word */
};

/* Once per process, before the first. */
void incoming_start(void);

/* Reads the whole file, which stays where it is: of a message of 25 MB only what is wanted comes into memory. INVALID
 * when it is no message at all (no header that could be read), or asks too much (mime_limits.h). */
enum err incoming_read(struct arena *mem, FILE *file, const struct envelope *envelope, struct incoming *out);

/* The token in "svar+TOKEN@domain", in lower case; NULL when there is none. What the address is for,
 * replies, bounces (VERP) or unsubscribing, the token alone says. */
char *token_in_address(struct arena *mem, const char *address);

#endif
