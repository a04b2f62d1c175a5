/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Questions about a plan line: a supplier asks, the buyer answers, everyone reads. All suppliers are
 * treated alike (the Procurement Act, § 2), so a question and its answer stand on the line for all of
 * them, without who asked.
 */
#ifndef TORV_QUESTION_H
#define TORV_QUESTION_H

#include <jansson.h>

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/line_match.h" /* enum answer_via */

#define QUESTION_LONGEST 4000 /* characters, of a question and of an answer */

struct question_add {
	int64_t line_id;
	int64_t author_id;       /* account */
	int64_t organisation_id; /* for whom: an enterprise or a business */
	const char *text;
	enum answer_via via;
};

struct question_answer {
	int64_t question_id;
	int64_t account_id;      /* a buyer of the municipality whose line it is */
	int64_t organisation_id; /* the municipality */
	const char *text;
};

/* Asks, and queues "question-asked" to the buyer, in one transaction. INVALID: no text, or too long.
 * FORBIDDEN: the account does not act for such an organisation. NOT_FOUND: no such line, or a draft.
 * CONFLICT: the dialogue has ended. */
enum err question_add(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct question_add *question, int64_t *id);

/* Answers (or answers anew), and queues "question-answered" to who asked and to whoever said that
 * they are interested, in one transaction. INVALID: no text, or too long. NOT_FOUND: no such question
 * on a line that this account buys for. *line_id (may be NULL) is where it stands. */
enum err question_answer(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct question_answer *answer, int64_t *line_id);

/* A line's questions, oldest first; `reader` is the reader's organisation or 0. The caller owns *list.
 * Each: {"id","text","asked_at","answer","has_answer","answered_at","mine"} */
enum err question_list(struct db *db, struct arena *mem, int64_t line_id, int64_t reader,
	const char *language, json_t **list);

/* How many questions on a municipality's open lines wait for an answer. */
enum err question_waiting(struct db *db, int64_t organisation_id, int64_t *count);

#endif
