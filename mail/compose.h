/* SPDX-License-Identifier: MPL-2.0 */
/*
 * From a row of the outbox to the bytes of a mail: multipart/alternative (RFC 2046), text and HTML from
 * one view model in the recipient's language, headers in which nothing can be injected.
 */
#ifndef TORV_MAIL_COMPOSE_H
#define TORV_MAIL_COMPOSE_H

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/templates.h"

/* What composing needs; borrowed, read-only. */
struct composer {
	const struct configuration *configuration;
	const struct catalogues *catalogues;
	const struct templates *templates; /* of mail/templates */
};

/* A row of the outbox. */
struct outbox_row {
	int64_t id;
	const char *kind; /* mail_kind.h */
	const char *topic; /* mail_topic.h; "" when it cannot be ended */
	const char *address;
	const char *name; /* "" when not known */
	enum language language;
	const char *model;    /* JSON */
	const void *secret;   /* sealed JSON, or NULL */
	size_t secret_size;
	const char *message_id;  /* without < > */
	const char *in_reply_to; /* "" when none */
	const char *references;  /* the thread up to it, parted by blanks; "" when none */
	bool doubtful;        /* an earlier attempt may have arrived */
	int64_t attempts;
	moment created_at;
};

struct mail {
	const char *from; /* of the envelope: what cannot be delivered comes back there */
	const char *to;
	char *bytes; /* lines end in CRLF and are shorter than 998 bytes */
	size_t size;
};

/* Once per process, before anything else here. */
void compose_start(void);

/* Reads a row of Q_OUTBOX_CLAIMED. Its strings live in mem. */
void outbox_row_read(const struct row *row, const struct configuration *configuration,
	struct outbox_row *out);

/* FAILED, and logged: the kind is unknown, its template breaks, or the secret was sealed with another
 * key. Trying again would not help. */
enum err compose(const struct composer *composer, struct arena *mem, const struct outbox_row *row,
	struct mail *out);

#endif
