/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The enterprise's answer and the buyer's steps. How matches are shown is line_match_board.c.
 */
#include "lib/line_match.h"

#include <string.h>

#include "lib/audit.h"
#include "lib/recipient.h"
#include "lib/text.h"

/* As in the schema. */
static const char *const decline_reasons[] = {
	"not_what_we_do", "too_large", "too_small", "too_far", "no_time", "other",
};

static bool is_known_reason(const char *reason)
{
	for (size_t i = 0; i < sizeof decline_reasons / sizeof decline_reasons[0]; i++)
		if (text_equal(reason, decline_reasons[i]))
			return true;
	return false;
}

static void fill(struct line_match *out, const struct row *row)
{
	*out = (struct line_match){
		.id = row_int(row, "id"),
		.line_id = row_int(row, "line_id"),
		.organisation_id = row_int(row, "organisation_id"),
		.score = row_real(row, "score"),
		.reasons = row_text(row, "reasons"),
		.status = row_text(row, "status"),
		.notified_at = row_moment(row, "notified_at"),
		.seen_at = row_moment(row, "seen_at"),
		.answered_at = row_moment(row, "answered_at"),
		.answer_words = row_text(row, "answer_words"),
		.decline_reason = row_text(row, "decline_reason"),
		.dialogue_ends = row_day(row, "dialogue_ends"),
		.line_status = row_text(row, "line_status"),
		.has_left = row_bool(row, "has_left"),
	};
}

enum err line_match_find(struct db *db, struct arena *mem, int64_t id, struct line_match *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_LINE_MATCH_BY_ID, ARGS(db_int(id)), &row));
	fill(out, row);
	return OK;
}

enum err line_match_of(struct db *db, struct arena *mem, int64_t line_id, int64_t organisation_id,
	struct line_match *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_LINE_MATCH_OF, ARGS(db_int(line_id), db_int(organisation_id)), &row));
	fill(out, row);
	return OK;
}

enum err line_match_volunteer(struct db *db, struct arena *mem, int64_t line_id,
	int64_t organisation_id, int64_t *id)
{
	struct line_match match;
	moment now = clock_now();
	uint64_t added = 0;

	enum err err = db_do(db, Q_LINE_MATCH_VOLUNTEER,
		ARGS(db_moment(now), db_moment(now), db_int(line_id), db_int(organisation_id)), &added);
	if (err != OK && err != CONFLICT)
		return err;
	if (err == OK && added == 0)
		return NOT_FOUND;
	TRY(line_match_of(db, mem, line_id, organisation_id, &match));
	*id = match.id;
	return OK;
}

enum err line_match_seen(struct db *db, int64_t id)
{
	return db_do(db, Q_LINE_MATCH_SEEN, ARGS(db_moment(clock_now()), db_int(id)), NULL);
}

bool line_match_is_open(const struct line_match *match, day today)
{
	return (strcmp(match->line_status, "published") == 0 ||
		       strcmp(match->line_status, "dialogue") == 0) &&
	       strcmp(match->status, "awarded") != 0 && !match->has_left &&
	       (match->dialogue_ends == NO_DAY || match->dialogue_ends >= today);
}

/* Who is shortlisted or contacted stays so while interested. */
static const char *status_after(const char *status, enum match_answer answer)
{
	if (answer == ANSWER_DECLINED)
		return "declined";
	if (strcmp(status, "shortlisted") == 0 || strcmp(status, "contacted") == 0)
		return status;
	return "interested";
}

static enum err store(struct db *db, const struct line_match *match, const struct match_reply *reply)
{
	bool declined = reply->answer == ANSWER_DECLINED;

	return db_do(db, Q_LINE_MATCH_ANSWER,
		ARGS(db_text(status_after(match->status, reply->answer)), db_moment(clock_now()),
			db_int(reply->account_id),
			db_text(reply->via == VIA_MAIL ? "mail" : "web"),
			db_text(reply->words == NULL ? "" : reply->words),
			db_text(declined ? reply->decline_reason : NULL), db_int(match->id)),
		NULL);
}

static enum err record(struct db *db, struct arena *mem, const struct line_match *match,
	const struct match_reply *reply)
{
	return audit_add(db,
		&(struct audit){
			.account_id = reply->account_id,
			.organisation_id = match->organisation_id,
			.action = reply->answer == ANSWER_DECLINED ? "match-declined" : "match-interested",
			.subject_kind = "line_match",
			.subject_id = match->id,
			.detail = arena_printf(mem, "{\"via\":\"%s\"}",
				reply->via == VIA_MAIL ? "mail" : "web"),
		});
}

enum err line_match_tell_buyer(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct match_reply *reply, int64_t answers)
{
	struct row *row;

	enum err err = db_one(db, mem, Q_LINE_MATCH_BUYER, ARGS(db_int(reply->match_id)), &row);
	if (err == NOT_FOUND) /* the buyer's account is closed: the board shows the answer all the same */
		return OK;
	TRY(err);
	struct outbox_mail mail = recipient_mail(row, "answer-received");
	mail.model = json_pack("{s:I, s:s, s:s, s:b, s:s, s:I}",
		"line_id", (json_int_t)row_int(row, "line_id"),
		"title", row_text(row, "line_title"),
		"enterprise_name", row_text(row, "enterprise_name"),
		"interested", reply->answer == ANSWER_INTERESTED,
		"words", reply->words == NULL ? "" : reply->words, "answers", (json_int_t)answers);
	err = outbox_add(db, mem, configuration, &mail);
	json_decref(mail.model);
	return err;
}

/* Counts a first answer; the notices grow rarer: first, second, fifth and then every fifth. */
static enum err count_and_tell(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct line_match *match,
	const struct match_reply *reply)
{
	int64_t answers = 0;

	if (match->answered_at != NO_MOMENT)
		return OK;
	TRY(db_do(db, Q_LINE_MATCH_LINE_ANSWERED, ARGS(db_int(match->line_id)), NULL));
	TRY(db_number(db, Q_LINE_MATCH_LINE_ANSWERS, ARGS(db_int(match->line_id)), &answers));
	if (answers > 2 && answers % 5 != 0)
		return OK;
	return line_match_tell_buyer(db, mem, configuration, reply, answers);
}

enum err line_match_answer(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct match_reply *reply)
{
	struct line_match match;
	struct row *row;
	int64_t memberships = 0;

	if (reply->decline_reason != NULL && !is_known_reason(reply->decline_reason))
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_one(db, mem, Q_LINE_MATCH_BY_ID_LOCKED, ARGS(db_int(reply->match_id)), &row));
	fill(&match, row);
	TRY(db_number(db, Q_CONVERSATION_PERSON_BELONGS,
		ARGS(db_int(reply->account_id), db_int(match.organisation_id)), &memberships));
	if (memberships == 0)
		return FORBIDDEN;
	if (!line_match_is_open(&match, clock_today()))
		return CONFLICT;
	TRY(store(db, &match, reply));
	TRY(record(db, mem, &match, reply));
	TRY(count_and_tell(db, mem, configuration, &match, reply));
	return tx_commit(&tx);
}

enum err line_match_step(struct db *db, const struct match_step *step)
{
	static const char *const steps[] = {"interested", "shortlisted", "contacted", "awarded"};
	uint64_t changed = 0;
	size_t i = 0;

	while (i < sizeof steps / sizeof steps[0] && !text_equal(step->status, steps[i]))
		i++;
	if (i == sizeof steps / sizeof steps[0])
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_LINE_MATCH_STEP,
		ARGS(db_text(step->status), db_int(step->match_id), db_int(step->municipality_id)),
		&changed));
	if (changed == 0)
		return NOT_FOUND;
	static const char *const actions[] = {
		"match-interested", "match-shortlisted", "match-contacted", "match-awarded"};
	TRY(audit_add(db,
		&(struct audit){
			.account_id = step->account_id,
			.organisation_id = step->municipality_id,
			.action = actions[i],
			.subject_kind = "line_match",
			.subject_id = step->match_id,
		}));
	return tx_commit(&tx);
}
