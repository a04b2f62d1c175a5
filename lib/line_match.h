/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A match: a plan line and an enterprise that fit, whom Torv told, and what they answered. How the
 * score comes about is the matter of matching.h; here is the workflow:
 * suggested → notified → seen → interested or declined → shortlisted → contacted → awarded.
 */
#ifndef TORV_LINE_MATCH_H
#define TORV_LINE_MATCH_H

#include <jansson.h>

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/translate.h"

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
	bool has_left;              /* the enterprise, the directory */
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

/* The match of an enterprise with a line; NOT_FOUND when there is none. */
enum err line_match_of(struct db *db, struct arena *mem, int64_t line_id, int64_t organisation_id,
	struct line_match *out);

/* An approved enterprise comes forward by itself for a published line that it was not told of: a
 * match with score 0 and no reasons, seen. The one that is there already, when there is one.
 * NOT_FOUND when the line is not open or the enterprise not approved. */
enum err line_match_volunteer(struct db *db, struct arena *mem, int64_t line_id,
	int64_t organisation_id, int64_t *id);

/* The enterprise has opened it: notified becomes seen. */
enum err line_match_seen(struct db *db, int64_t id);

/* Takes the answer in a transaction of its own (or the one that is open): the match, the audit, and
 * the mail "answer-received" to the buyer on the first, second, fifth and then every fifth answer of
 * the line. An answer may be changed while the dialogue is open; who is shortlisted or contacted
 * stays so while interested. INVALID for a decline reason that there is not; CONFLICT when the
 * dialogue has ended, the line is no longer open or was awarded to them; FORBIDDEN when the account
 * is no member of the enterprise. */
enum err line_match_answer(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct match_reply *reply);

/* The mail "answer-received" to the buyer, if the buyer's account is open; `answers`: how many have answered. */
enum err line_match_tell_buyer(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct match_reply *reply, int64_t answers);

/* Whether the match can still be answered on that day: not by who has left the directory. */
bool line_match_is_open(const struct line_match *match, day today);

/* ---- the buyer's side; `municipality_id` guards whose line it is ---- */

struct match_step {
	int64_t match_id;
	int64_t municipality_id; /* organisation */
	int64_t account_id;      /* the buyer */
	const char *status;      /* "interested" (back again), "shortlisted", "contacted" or "awarded" */
};

/* Moves a match on, with audit. INVALID for another status; NOT_FOUND when it is not theirs, or
 * declined, awarded or not told. */
enum err line_match_step(struct db *db, const struct match_step *step);

/* In whose words: reasons and dates are written for a reader. */
struct reader {
	const struct catalogues *catalogues;
	enum language language;
};

/* Every match of a line, best first. The caller owns *list. Each:
 * {"id","organisation_id","name","slug","cvr","municipality","pitch","score":87,"score_text":"87.5",
 *  "reasons":[{"text","kind","points"}],"has_reasons","status","is_told"..."is_awarded" (see
 *  line_match_board.c),"contact":{"name","email","phone"},"answered_at","answered_by","by_mail",
 *  "words","has_words","decline_reason","has_decline_reason","notified_at","seen_at",
 *  "has_conversation","conversation_id": the newest that the two have about the line} */
enum err line_match_board(struct db *db, struct arena *mem, int64_t line_id, int64_t municipality_id,
	const struct reader *reader, json_t **list);

/* ---- the enterprise's side ---- */

/* What an enterprise was told of: {"waiting":[...],"answered":[...],"past":[...]} with
 * "waiting_count" and "has_waiting" & co. Waiting are open lines without an answer, the nearest
 * deadline first. Each: {"id","line_id","title","buyer","buyer_slug","score","score_text","reasons",
 * "has_reasons","status","is_..." ,"dialogue_ends","has_dialogue_ends","days_left","value_dkk",
 * "has_value","reserved","words","decline_reason","notified" (ISO),"notified_at","answered_at"}. The caller owns *model. */
enum err line_match_inbox(struct db *db, struct arena *mem, int64_t organisation_id,
	const struct reader *reader, json_t **model);

#endif
