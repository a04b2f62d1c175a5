/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The review: an enterprise submits its profile, the coordinator of its municipality (the
 * administrators where there is none) reads it against the five criteria and approves it, or asks for
 * changes with words and a day. Each step is one transaction with its mails and its audit, and is a
 * CONFLICT when the state has moved on meanwhile (two coordinators, two windows).
 */
#ifndef TORV_REVIEW_H
#define TORV_REVIEW_H

#include <jansson.h>

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/enterprise.h"
#include "lib/plan_line.h" /* struct telling */

#define REVIEW_WORDS_MAX 4000

/* Who reviews. Rows are guarded with it: a coordinator sees their municipality's enterprises only. */
struct reviewer {
	int64_t account_id;
	const char *municipality_code; /* of the coordinator's municipality; "" when none */
	bool administrator;
};

enum review_verdict { REVIEW_APPROVED, REVIEW_CHANGES };

struct review_decision {
	int64_t organisation_id;
	enum review_verdict verdict;
	const char *words; /* reach the enterprise by mail; needed for CHANGES, may be "" for APPROVED */
	day due_on;        /* CHANGES: asked for by this day; NO_DAY for APPROVED */
};

/* The enterprise asks for its review. INVALID: something is missing (enterprise_missing tells what).
 * CONFLICT: it is under review or approved already. Tells the reviewers by mail ("review-asked"). */
enum err review_submit(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t organisation_id, int64_t account_id);

/* What waits, oldest first: a new array of
 * [{id, name, url ("/review/12"), municipality, submitted (ISO), submitted_text, days_waiting, is_again, is_mine}].
 * A coordinator sees their municipality's. An administrator sees those of municipalities without a
 * coordinator and, with `all`, every one; is_mine tells which are theirs to decide. */
enum err review_queue(struct db *db, struct arena *mem, const struct reviewer *reviewer, bool all,
	const char *language, json_t **out);

/* The enterprise under review. NOT_FOUND when it is not this reviewer's to see: an administrator sees
 * every one, a coordinator those of their municipality; nobody sees a draft that was never submitted. */
enum err review_find(struct db *db, struct arena *mem, const struct reviewer *reviewer,
	int64_t organisation_id, struct enterprise *out);

/* What breaks a rule: changes need words and a day that has not passed. */
struct faults review_faults(const struct review_decision *decision, day today);

/* Decides, in a transaction. NOT_FOUND as review_find; INVALID as review_faults; CONFLICT when it is
 * no longer waiting. Tells the enterprise's owners ("review-approved", "review-changes"). On approval
 * the enterprise is in the directory and is matched with the open lines (telling->index NULL: with
 * none; call match_index_refresh before). */
enum err review_decide(struct db *db, struct arena *mem, const struct telling *telling,
	const struct reviewer *reviewer, const struct review_decision *decision);

/* Earlier decisions, newest first:
 * [{is_approved, is_changes, words, has_words, paragraphs [{text}], due_text, has_due, reviewer, date_text}] */
enum err review_history(struct db *db, struct arena *mem, int64_t organisation_id, const char *language,
	json_t **out);

#endif
