/* SPDX-License-Identifier: MPL-2.0 */
/* The audit: who did what to which, when. Call it inside the transaction of what it records. */
#ifndef TORV_AUDIT_H
#define TORV_AUDIT_H

#include <jansson.h>

#include "lib/db.h"

struct audit {
	int64_t account_id;      /* 0: Torv itself or the command line */
	int64_t organisation_id; /* for whom the person acted; 0: none */
	const char *action;      /* "enterprise-approved" */
	const char *subject_kind; /* "enterprise", "plan_line", "line_match", "account", ... */
	int64_t subject_id;
	const char *detail; /* JSON text, or NULL */
};

enum err audit_add(struct db *db, const struct audit *audit);

/* Which acts are asked for; what is 0 or "" does not matter. */
struct audit_query {
	const char *subject_kind;
	int64_t subject_id;
	int64_t account_id; /* who did it */
	int64_t before;     /* only older ones than this id: the next page */
	int limit;
};

/* Who did a thing, and when. */
struct audit_act {
	int64_t account_id; /* 0: Torv itself or the command line */
	const char *name;   /* "" then */
	moment happened_at;
};

/* The last time that somebody of `act`'s organisation did this to this: its action, subject_kind and subject_id.
 * NOT_FOUND when nobody did. */
enum err audit_find_last(struct db *db, struct arena *mem, const struct audit *act, struct audit_act *out);

/* What happened, newest first: [{"id","when","action","who","has_who","email","for","has_for","account_id",
 * "kind","subject_id","subject" (its name, where it has one),"has_subject"}]. No row names what a text
 * said. The caller owns *list. */
enum err audit_list(struct db *db, struct arena *mem, const struct audit_query *query, const char *language,
	json_t **list);

/* The kinds of things that something happened to: rows with subject_kind. */
enum err audit_kinds(struct db *db, struct arena *mem, struct rows *out);

/* ---- words (audit_words.c) ---- */

struct audit_word {
	const char *name; /* as it is stored */
	const char *text; /* English source text */
};

/* All acts and all kinds of things that Torv writes; each ends with a NULL name. */
const struct audit_word *audit_acts(void);
const struct audit_word *audit_kind_words(void);

/* What a name of the list is called; the name itself when it is none of today's: the audit is kept for long. */
const char *audit_words(const struct audit_word *list, const char *name);

#endif
