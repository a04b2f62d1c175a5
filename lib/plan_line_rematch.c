/* SPDX-License-Identifier: MPL-2.0 */
/*
 * An open line is changed, and may fit others now: it is matched again in the transaction of the
 * change. Who newly fits is told as at the publication (plan_line_tell.c). Who was told stays told,
 * with the score and the reasons of today, also when it would not be told any more; what has changed
 * they hear by another mail (line_change.h).
 *
 * As a publication it locks the index revision first and begins anew with a fresh index when another
 * change came between. The matches are locked before the line, in the order in which answers lock them.
 */
#include "lib/plan_line_tell.h"

#include "lib/audit.h"
#include "lib/matching_why.h"
#include "lib/text.h"

struct edition {
	struct db *db;
	struct arena *mem;
	const struct telling *telling;
	const struct plan_line *line; /* as it shall be */
	const struct plan_line_still *still;
	size_t told;
	bool again; /* somebody else was in between */
};

static bool same_codes(const struct plan_line *a, const struct plan_line *b)
{
	for (size_t i = 0; i < a->cpv_count && i < b->cpv_count; i++)
		if (!text_equal(a->cpv[i], b->cpv[i]))
			return false;
	return a->cpv_count == b->cpv_count;
}

/* Whether the two, both as stored, are the same to the matching. */
static bool same_demand(const struct plan_line *a, const struct plan_line *b)
{
	return text_equal(a->title, b->title) && text_equal(a->text, b->text) &&
	       a->language == b->language && same_codes(a, b) && a->value_dkk == b->value_dkk &&
	       a->reserved == b->reserved && text_equal(a->municipality_code, b->municipality_code) &&
	       a->contract_starts == b->contract_starts;
}

static struct match_limits limits_of(const struct edition *p)
{
	return (struct match_limits){
		.minimum = p->telling->configuration->match_threshold, .today = clock_today()};
}

static const struct match *match_of(const struct matches *matches, int64_t organisation_id)
{
	for (size_t i = 0; i < matches->count; i++)
		if (matches->at[i].organisation_id == organisation_id)
			return &matches->at[i];
	return NULL;
}

/* Today's score and reasons, of who does not fit any more, too. Of who is not in the directory just
 * now nothing new is known. */
static enum err refresh(const struct edition *p, const struct demand *demand, const struct rows *before,
	const struct matches *matches)
{
	struct match_limits limits = limits_of(p);

	for (size_t i = 0; i < before->count; i++) {
		int64_t organisation_id = row_int(before->at[i], "organisation_id");
		const struct match *match = match_of(matches, organisation_id);
		struct match_why why = {.kind = WHY_FITS};
		if (match == NULL)
			match_why_demand(p->telling->index, p->mem, demand, organisation_id, &limits, &why);
		if (why.kind != WHY_NOT_APPROVED)
			TRY(db_do(p->db, Q_LINE_MATCH_RESCORE,
				ARGS(db_real(match != NULL ? match->score : why.score),
					db_text(match != NULL ? match->reasons : why.reasons),
					db_int(row_int(before->at[i], "id"))),
				NULL));
	}
	return OK;
}

static bool has_match(const struct rows *before, int64_t organisation_id)
{
	for (size_t i = 0; i < before->count; i++)
		if (row_int(before->at[i], "organisation_id") == organisation_id)
			return true;
	return false;
}

/* Those of the matches who have none with the line yet; drops the others from the list. */
static enum err tell_new(struct edition *p, const struct plan_line *line, const struct rows *before,
	struct matches *matches)
{
	size_t count = 0;

	for (size_t i = 0; i < matches->count; i++)
		if (!has_match(before, matches->at[i].organisation_id))
			matches->at[count++] = matches->at[i];
	matches->count = count;
	if (count == 0)
		return OK;
	enum err err = telling_matches(p->db, p->mem, p->telling, line, matches);
	p->again = err == CONFLICT; /* one of them came forward by itself this moment */
	TRY(err);
	p->told = matches->count;
	if (p->told == 0)
		return OK;
	return audit_add(p->db, &(struct audit){
		.account_id = p->telling->account_id,
		.organisation_id = line->organisation_id,
		.action = "line-told",
		.subject_kind = "plan_line",
		.subject_id = line->id,
		.detail = arena_printf(p->mem, "{\"told\":%zu}", p->told),
	});
}

static enum err match_again(struct edition *p, const struct plan_line *line, const struct rows *before)
{
	struct demand demand = plan_line_demand(line);
	struct match_limits limits = limits_of(p);
	struct matches matches;

	TRY(match_demand(p->telling->index, p->mem, &demand, &limits, &matches));
	TRY(refresh(p, &demand, before, &matches));
	return tell_new(p, line, before, &matches);
}

static enum err find(const struct edition *p, struct plan_line *out)
{
	return plan_line_find_own(p->db, p->mem, p->line->id, p->line->organisation_id, out);
}

static enum err ask_still(const struct edition *p, const struct plan_line *now)
{
	return p->still == NULL ? OK : p->still->ask(p->still->context, now);
}

static enum err edit_open(struct edition *p)
{
	struct plan_line old, line;
	struct rows before;
	bool current;

	TRY(telling_index_is_current(p->db, p->telling, p->line->id, &current));
	p->again = !current;
	if (!current)
		return CONFLICT;
	TRY(db_list(p->db, p->mem, Q_LINE_MATCH_OF_LINE_LOCKED, ARGS(db_int(p->line->id)), &before));
	TRY(find(p, &old));
	TRY(ask_still(p, &old)); /* whoever changes an open line holds the index revision, as we do */
	TRY(plan_line_edit(p->db, p->mem, p->line, p->telling->account_id));
	TRY(find(p, &line));
	day today = clock_today();
	/* a dialogue that is opened again is news to who has come meanwhile */
	if (!plan_line_takes_answers(&line, today) ||
		(plan_line_takes_answers(&old, today) && same_demand(&old, &line)))
		return OK;
	return match_again(p, &line, &before);
}

/* A draft; CONFLICT and once again when it was published while we wrote. */
static enum err edit_draft(struct edition *p)
{
	struct plan_line line;
	struct row *held;

	TRY(db_one(p->db, p->mem, Q_PLAN_LINE_HOLD, ARGS(db_int(p->line->id)), &held));
	TRY(find(p, &line));
	TRY(ask_still(p, &line));
	TRY(plan_line_edit(p->db, p->mem, p->line, p->telling->account_id));
	TRY(find(p, &line));
	p->again = plan_line_is_open(&line);
	return p->again ? CONFLICT : OK;
}

static enum err edit(void *arg)
{
	struct edition *p = arg;
	struct plan_line stored;

	p->again = false;
	p->told = 0;
	TRY(find(p, &stored));
	bool open = plan_line_is_open(&stored);
	if (open)
		TRY(match_index_refresh_now(p->telling->index, p->db));
	OWNED(tx_close) struct tx tx = tx_begin(p->db);
	TRY(open ? edit_open(p) : edit_draft(p));
	return tx_commit(&tx);
}

enum err plan_line_edit_and_tell(struct db *db, struct arena *mem, const struct telling *telling,
	const struct plan_line *line, const struct plan_line_still *still, size_t *told)
{
	struct edition p = {
		.db = db, .mem = mem, .telling = telling, .line = line, .still = still, .again = true};
	enum err err = CONFLICT;

	for (int i = 0; i < TELLING_TRIES && err == CONFLICT && p.again; i++)
		err = db_repeat(db, edit, &p);
	if (err == CONFLICT && p.again)
		return UNAVAILABLE;
	if (told != NULL)
		*told = p.told;
	return err;
}
