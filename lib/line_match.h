/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A match: a plan line and an enterprise that fit, whom Torv told, and what they answered. How the
 * score comes about is the matter of matching.h; here is the workflow:
 * suggested → notified → seen → interested or declined → shortlisted → contacted → awarded.
 */
#ifndef TORV_LINE_MATCH_H
#define TORV_LINE_MATCH_H

#include "lib/configuration.h"
#include "lib/db.h"

enum match_answer { ANSWER_INTERESTED, ANSWER_DECLINED };
enum answer_via { VIA_WEB, VIA_MAIL };

struct line_match {
	int64_t id;
	int64_t line_id;
	int64_t organisation_id; /* the enterprise */
	double score;            /* 0 to 100 */
	const char *reasons;     /* JSON, see matching.h */
	const char *status;
	moment notified_at, seen_at, answered_at;
	const char *answer_words;
	const char *decline_reason; /* "" when none was given */
	day dialogue_ends;          /* of the line; NO_DAY: open until the line closes */
	const char *line_status;
};

struct match_reply {
	int64_t match_id;
	int64_t account_id; /* who answers: a member of the enterprise */
	enum match_answer answer;
	enum answer_via via;
	const char *words;          /* "" when none */
	const char *decline_reason; /* NULL when none */
};

enum err line_match_find(struct db *db, struct arena *mem, int64_t id, struct line_match *out);

/* The enterprise has opened it: notified becomes seen. */
enum err line_match_seen(struct db *db, int64_t id);

/* Takes the answer in a transaction of its own (or the one that is open): the match, the audit, and
 * the mail to the buyer on the first, second, fifth and then every fifth answer of the line. An
 * answer may be changed while the dialogue is open. CONFLICT when the dialogue has ended or the line
 * is no longer open; FORBIDDEN when the account is no member of the enterprise. */
enum err line_match_answer(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct match_reply *reply);

#endif
