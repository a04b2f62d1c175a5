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

/* What happened to one thing, newest first, at most 200: [{"when","action","who","for"}]. The caller
 * owns *list. */
enum err audit_list(struct db *db, struct arena *mem, const char *subject_kind, int64_t subject_id,
	const char *language, json_t **list);

#endif
