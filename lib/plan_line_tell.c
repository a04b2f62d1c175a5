/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Telling: a line is published and the enterprises that fit are told of it; or an enterprise is new
 * or has changed and is told of the open lines that fit. Matches, tokens and mails are written in
 * one transaction with what they tell of. A line that is changed later: plan_line_rematch.c.
 *
 * Nobody falls between the two when a publication and an approval happen at the same moment: both
 * lock the row of the index revision, so one comes second, and the second sees what the first did.
 * The publication sees it by comparing the revision with that of the index it matches with, and
 * starts anew with a fresh index; the approval reads the open lines from the database.
 */
#include "lib/plan_line_tell.h"

#include <inttypes.h>

#include "lib/audit.h"
#include "lib/match_token.h"
#include "lib/follow.h"
#include "lib/outbox.h"
#include "lib/text.h"

/* From so many lines at a time on, their mails are gathered into one. */
#define GATHER_FROM 4

/* ---- one mail ---- */

static json_t *day_or_null(struct arena *mem, day date)
{
	return date == NO_DAY ? json_null() : json_string(day_iso(mem, date));
}

static void json_close(json_t **json)
{
	json_decref(*json);
}

/* What the templates of kind "match" read (mail_kind.c). */
static json_t *mail_model(struct arena *mem, const struct plan_line *line, const struct row *owner,
	json_t *reasons)
{
	json_t *model = json_object();

	json_object_set_new(model, "line_id", json_integer(line->id));
	json_object_set_new(model, "title", json_string(line->title));
	json_object_set_new(model, "buyer_name", json_string(line->organisation_name));
	json_object_set_new(model, "text", json_string(line->text));
	json_object_set_new(model, "value_dkk",
		line->value_dkk < 0 ? json_null() : json_integer(line->value_dkk));
	json_object_set_new(model, "reserved", json_boolean(line->reserved));
	json_object_set_new(model, "dialogue_ends_on", day_or_null(mem, line->dialogue_ends));
	json_object_set_new(model, "tender_starts_on", day_or_null(mem, line->tender_starts));
	json_object_set_new(model, "contract_starts_on", day_or_null(mem, line->contract_starts));
	json_object_set_new(model, "contract_ends_on", day_or_null(mem, line->contract_ends));
	json_object_set_new(model, "enterprise_name", json_string(row_text(owner, "organisation_name")));
	json_object_set_new(model, "reasons", reasons);
	return model;
}

static enum err mail_owner(struct db *db, struct arena *mem, const struct telling *telling,
	const struct plan_line *line, const struct match *match, int64_t match_id,
	const struct row *owner, bool gather)
{
	char token[TOKEN_TEXT_SIZE];
	enum language language = language_from_code(row_text(owner, "language"), DANISH);

	TRY(match_token_issue(db, line, match_id, row_int(owner, "account_id"), token));
	OWNED(json_close) json_t *secret =
		json_pack("{s:s, s:s}", "token", token, "reply_token", token);
	/* the mail face puts the reasons into the reader's words when it composes (mail_kind.h) */
	json_t *reasons = json_loads(match->reasons, 0, NULL);
	OWNED(json_close) json_t *model =
		mail_model(mem, line, owner, reasons != NULL ? reasons : json_array());
	return outbox_add(db, mem, telling->configuration, &(struct outbox_mail){
		.kind = "match",
		.account_id = row_int(owner, "account_id"),
		.address = row_text(owner, "email"),
		.name = row_text(owner, "name"),
		.language = language_code(language),
		.model = model,
		.secret = secret,
		.gather = gather,
	});
}

/* *id 0: the enterprise has left the directory by now. */
static enum err match_store(struct db *db, const struct plan_line *line, const struct match *match,
	int64_t *id)
{
	return db_insert(db, Q_LINE_MATCH_TOLD_INSERT,
		ARGS(db_int(line->id), db_real(match->score), db_text(match->reasons), db_moment(clock_now()),
			db_int(match->organisation_id)),
		id);
}

static enum err note(struct db *db, const struct telling *telling, const struct plan_line *line,
	const char *action, const char *detail)
{
	return audit_add(db, &(struct audit){
		.account_id = telling->account_id,
		.organisation_id = telling->organisation_id,
		.action = action,
		.subject_kind = "plan_line",
		.subject_id = line->id,
		.detail = detail,
	});
}

/* ---- a line is published ---- */

struct publication {
	struct db *db;
	struct arena *mem;
	const struct telling *telling;
	int64_t line_id;
	struct plan_line line;
	size_t told;
	bool index_is_stale;
};

static enum err publish_status(struct publication *p)
{
	struct faults faults = {0};
	uint64_t changed;
	moment now = clock_now();

	TRY(plan_line_find_own(p->db, p->mem, p->line_id, p->telling->organisation_id, &p->line));
	if (!text_equal(p->line.status, "draft"))
		return CONFLICT;
	TRY(plan_line_check(p->db, &p->line, true, clock_today(), &faults));
	TRY(db_do(p->db, Q_PLAN_LINE_STATUS_STEP,
		ARGS(db_text("published"), db_moment(now), db_moment(now), db_int(p->line_id),
			db_text("draft"), db_int(p->telling->organisation_id)),
		&changed));
	return changed == 0 ? CONFLICT : OK;
}

static const struct match *match_of(const struct matches *matches, int64_t organisation_id, size_t *at)
{
	for (*at = 0; *at < matches->count; ++*at)
		if (matches->at[*at].organisation_id == organisation_id)
			return &matches->at[*at];
	return NULL;
}

enum err telling_matches(struct db *db, struct arena *mem, const struct telling *telling,
	const struct plan_line *line, struct matches *matches)
{
	int64_t *ids = arena_array(mem, matches->count + 1, sizeof *ids);
	OWNED(buffer_close) struct buffer json = {0};
	struct rows owners;
	size_t count = 0;

	for (size_t i = 0; i < matches->count; i++) {
		TRY(match_store(db, line, &matches->at[i], &ids[count]));
		if (ids[count] == 0)
			continue;
		buffer_printf(&json, "%s%" PRId64, count == 0 ? "[" : ",", matches->at[i].organisation_id);
		matches->at[count++] = matches->at[i];
	}
	matches->count = count;
	buffer_text(&json, matches->count == 0 ? "[]" : "]");
	TRY(db_list(db, mem, Q_ENTERPRISE_OWNERS, ARGS(db_text(json.bytes)), &owners));
	for (size_t i = 0; i < owners.count; i++) {
		size_t at;
		const struct match *match =
			match_of(matches, row_int(owners.at[i], "organisation_id"), &at);
		if (match != NULL)
			TRY(mail_owner(db, mem, telling, line, match, ids[at], owners.at[i], false));
	}
	return OK;
}

enum err telling_index_is_current(struct db *db, const struct telling *telling, int64_t line_id,
	bool *current)
{
	struct match_index_figures figures;
	int64_t revision;

	TRY(index_changed(db, INDEX_LINE, line_id));
	TRY(db_number(db, Q_INDEX_REVISION, NO_ARGS, &revision));
	match_index_figures(telling->index, &figures);
	*current = revision == figures.revision + 1;
	return OK;
}

static enum err publish(void *arg)
{
	struct publication *p = arg;
	struct matches matches;
	bool current;

	p->index_is_stale = false;
	TRY(match_index_refresh_now(p->telling->index, p->db));
	OWNED(tx_close) struct tx tx = tx_begin(p->db);
	TRY(telling_index_is_current(p->db, p->telling, p->line_id, &current));
	if (!current) {
		p->index_is_stale = true;
		return CONFLICT;
	}
	TRY(publish_status(p));
	TRY(match_line(p->telling->index, p->db, p->mem, p->line_id,
		&(struct match_limits){.minimum = p->telling->configuration->match_threshold,
			.today = clock_today()},
		&matches));
	TRY(telling_matches(p->db, p->mem, p->telling, &p->line, &matches));
	TRY(follow_tell(p->db, p->mem, p->telling->configuration, &p->line));
	p->told = matches.count;
	TRY(note(p->db, p->telling, &p->line, "line-published",
		arena_printf(p->mem, "{\"told\":%zu}", matches.count)));
	return tx_commit(&tx);
}

enum err plan_line_publish(struct db *db, struct arena *mem, const struct telling *telling,
	int64_t line_id, size_t *told)
{
	struct publication p = {.db = db, .mem = mem, .telling = telling, .line_id = line_id};
	enum err err = CONFLICT;

	p.index_is_stale = true;
	for (int i = 0; i < TELLING_TRIES && err == CONFLICT && p.index_is_stale; i++)
		err = db_repeat(db, publish, &p);
	if (err == CONFLICT && p.index_is_stale)
		return UNAVAILABLE; /* others change the directory faster than we can read it */
	if (told != NULL)
		*told = p.told;
	return err;
}

/* ---- an enterprise is new, or has changed ---- */

static bool told_before(const struct rows *before, int64_t line_id)
{
	for (size_t i = 0; i < before->count; i++)
		if (row_int(before->at[i], "line_id") == line_id)
			return true;
	return false;
}

static enum err tell_of_line(struct db *db, struct arena *mem, const struct telling *telling,
	const struct match *match, const struct rows *owners, bool gather, size_t *told)
{
	struct plan_line line;
	int64_t id;

	TRY(plan_line_find(db, mem, match->line_id, &line));
	TRY(match_store(db, &line, match, &id));
	if (id == 0)
		return OK;
	++*told;
	for (size_t i = 0; i < owners->count; i++)
		TRY(mail_owner(db, mem, telling, &line, match, id, owners->at[i], gather));
	return note(db, telling, &line, "line-told",
		arena_printf(mem, "{\"enterprise\":%" PRId64 "}", match->organisation_id));
}

enum err enterprise_match_open_lines(struct db *db, struct arena *mem, const struct telling *telling,
	int64_t enterprise_id, size_t *told)
{
	struct matches matches;
	struct rows before, owners;
	size_t count = 0, stored = 0;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(index_changed(db, INDEX_ENTERPRISE, enterprise_id));
	TRY(match_enterprise_stored(telling->index, db, mem, enterprise_id,
		&(struct match_limits){.minimum = telling->configuration->match_threshold,
			.today = clock_today()},
		&matches));
	TRY(db_list(db, mem, Q_LINE_MATCH_TOLD_BEFORE, ARGS(db_int(enterprise_id)), &before));
	TRY(db_list(db, mem, Q_ENTERPRISE_OWNERS,
		ARGS(db_text(arena_printf(mem, "[%" PRId64 "]", enterprise_id))), &owners));
	for (size_t i = 0; i < matches.count; i++)
		if (!told_before(&before, matches.at[i].line_id))
			matches.at[count++] = matches.at[i];
	for (size_t i = 0; i < count; i++)
		TRY(tell_of_line(db, mem, telling, &matches.at[i], &owners, count >= GATHER_FROM, &stored));
	if (told != NULL)
		*told = stored;
	return tx_commit(&tx);
}
