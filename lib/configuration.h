/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The installation's configuration, /etc/torv/torv.conf (torv.conf(5)), read with libconfuse and
 * checked whole: every error is reported with its line and key, then the program refuses to start.
 * Read-only afterwards. Strings live as long as the struct.
 */
#ifndef TORV_CONFIGURATION_H
#define TORV_CONFIGURATION_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"
#include "lib/log.h"
#include "lib/secret.h"
#include "lib/translate.h"

enum smtp_tls {
	SMTP_TLS_NEVER,    /* only sensible on loopback */
	SMTP_TLS_TRY,      /* STARTTLS when offered; a certificate that does not verify is refused */
	SMTP_TLS_REQUIRED, /* no STARTTLS, no mail */
};

struct configuration {
	struct arena *mem;

	/* site */
	const char *site_url;        /* "https://torv.example.dk", without a slash at its end */
	const char *site_name;       /* "Torv" */
	const char *site_logo;       /* path of an SVG or PNG file the municipality put in; NULL: ours */
	const char *site_colour;     /* "#0b5d4e": the one colour of our own, or the municipality's */
	const char *site_owner;      /* who runs it, in the footer */
	const char *contact_email;   /* shown in the footer and on error pages */
	enum language language;      /* when the browser wants none of ours */
	const char *time_zone;       /* "Europe/Copenhagen" */
	bool secure_cookies;         /* true when site_url is https */
	struct secret_key key;       /* from secret_key_file */
	double match_threshold;      /* score from which an enterprise is told, 0 to 100; default 45 */

	unsigned purchase_ceiling_dkk; /* of direct purchases from one supplier in four years */

	/* database */
	const char *db_socket; /* or host and port */
	const char *db_host;
	unsigned db_port;
	const char *db_name;
	const char *db_user;
	const char *db_password; /* from db password_file, "" when none */
	bool db_tls;             /* TLS required, server certificate verified against db_tls_ca */
	const char *db_tls_ca;

	const char *index_folder; /* where the index is kept between starts; NULL: nowhere */

	/* web */
	const char *listen; /* "unix:/run/torv/torv.sock" or "127.0.0.1:9000"; --listen wins */
	unsigned threads;
	size_t body_limit;   /* bytes of a request's body */
	size_t upload_limit; /* the same of a form with files, all of them together */

	/* mail */
	const char *mail_from;       /* address in From: */
	const char *mail_from_name;
	const char *reply_domain;    /* replies go to svar+TOKEN@reply_domain */
	const char *reply_local;     /* "svar" */
	const char *bounce_local;    /* what cannot be delivered comes back to bounce+TOKEN@reply_domain */
	const char *unsubscribe_local; /* who writes to afmeld+TOKEN@reply_domain gets no more of those */
	const char *authserv_id;     /* whose Authentication-Results are believed; NULL: nobody's */
	unsigned keep_mail_days;     /* originals of mails that came in, and what was read in them */
	unsigned keep_conversation_days; /* after the last message */
	unsigned replies_per_hour;   /* from one sender; more wait for an administrator */
	unsigned mail_per_minute;    /* by all senders together; 0: as many as go */
	unsigned mail_per_domain;    /* of those, to one domain */
	const char *smtp_host;
	unsigned smtp_port;
	enum smtp_tls smtp_tls;
	const char *smtp_user; /* NULL: no AUTH */
	const char *smtp_password;
	const char *smtp_ca; /* file with the CA to trust; NULL: the system's */
	unsigned smtp_timeout; /* seconds for each step */

	/* log */
	enum log_target log_target;
	enum log_level log_level;

	/* where the installed files are; $TORV_DATADIR in the environment wins (demo, tests) */
	const char *data_directory; /* templates/, static/, locale/, sql/ */
};

/* Reads and checks. path NULL: $TORV_CONF, else /etc/torv/torv.conf. On INVALID each error was
 * printed through `report` ("torv.conf:12: smtp_port: ..."). A secret's file name may start with
 * "credential:", then it is looked for in $CREDENTIALS_DIRECTORY (systemd). */
enum err configuration_open(const char *path, void (*report)(const char *line),
	struct configuration **out);
void configuration_close(struct configuration **configuration);

#endif
