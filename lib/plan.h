/* SPDX-License-Identifier: MPL-2.0 */
/* Purchase plans: a municipality's plan for a year, holding plan lines (plan_line.h). */
#ifndef TORV_PLAN_H
#define TORV_PLAN_H

#include "lib/db.h"

struct plan {
	int64_t id;
	int64_t organisation_id; /* the municipality */
	const char *organisation_name;
	const char *organisation_slug;
	const char *municipality_code;
	int year;
	const char *title;
	int64_t lines;     /* all, drafts too */
	int64_t published; /* all but drafts */
};

struct plans {
	struct plan *at;
	size_t count;
};

/* CONFLICT when the municipality has a plan of that year and title; INVALID when the title is blank
 * or the year not in 2000 to 2100. */
enum err plan_create(struct db *db, int64_t organisation_id, int year, const char *title,
	int64_t account_id, int64_t *id);

/* A new title or year; NOT_FOUND when it is not that municipality's. */
enum err plan_edit(struct db *db, const struct plan *plan, int64_t account_id);

/* Only that municipality's: NOT_FOUND otherwise. */
enum err plan_find_own(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct plan *out);
/* The same, held until the transaction ends, of which it is the first: nobody else changes it meanwhile. */
enum err plan_find_held(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct plan *out);

/* A municipality's plans, newest year first. */
enum err plan_list(struct db *db, struct arena *mem, int64_t organisation_id, struct plans *out);

#endif
