/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/line_change.h"

#include <string.h>

#include "lib/due.h"
#include "lib/match_token.h"
#include "lib/recipient.h"
#include "lib/text.h"

#define AT_ONCE 20 /* lines in a look */

static void json_close(json_t **json)
{
	json_decref(*json);
}

static json_t *day_or_null(struct arena *mem, day date)
{
	return date == NO_DAY ? json_null() : json_string(day_iso(mem, date));
}

/* What an enterprise acts by. The names are those of the mail (mail_kind.h). */
static json_t *facts_of(struct arena *mem, const struct plan_line *line)
{
	return json_pack("{s:s, s:s, s:o, s:s, s:b, s:o, s:o, s:o, s:o}", "title", line->title, "text",
		line->text, "value_dkk", line->value_dkk < 0 ? json_null() : json_integer(line->value_dkk),
		"procedure", line->procedure_kind, "reserved", line->reserved, "dialogue_ends_on",
		day_or_null(mem, line->dialogue_ends), "tender_starts_on", day_or_null(mem, line->tender_starts),
		"contract_starts_on", day_or_null(mem, line->contract_starts), "contract_ends_on",
		day_or_null(mem, line->contract_ends));
}

enum err line_change_note(struct db *db, struct arena *mem, const struct plan_line *before)
{
	OWNED(json_close) json_t *facts = facts_of(mem, before);
	char *text = json_dumps(facts, JSON_COMPACT);
	enum err err = db_do(db, Q_LINE_CHANGE_NOTE,
		ARGS(db_int(before->id), db_text(text), db_moment(clock_now() + LINE_CHANGE_PAUSE)), NULL);

	free(text);
	return err;
}

/* ---- telling ---- */

/* Beside each fact what it was (old_title) and whether it differs (title_changed). *differ: any does. */
static json_t *compare(struct arena *mem, const json_t *before, json_t *after, bool *differ)
{
	json_t *model = json_object(), *value;
	const char *name;

	*differ = false;
	json_object_foreach(after, name, value) {
		const json_t *old = json_object_get(before, name);
		bool changed = old != NULL && !json_equal(old, value);

		*differ = *differ || changed;
		json_object_set(model, name, value);
		json_object_set_new(model, arena_printf(mem, "%s_changed", name), json_boolean(changed));
		json_object_set(model, arena_printf(mem, "old_%s", name),
			changed ? (json_t *)old : json_null());
	}
	return model;
}

static enum err mail_one(const struct due *due, const struct plan_line *line, const struct row *owner,
	json_t *model)
{
	char token[TOKEN_TEXT_SIZE];

	TRY(match_token_issue(due->db, line, row_int(owner, "match_id"), row_int(owner, "account_id"), token));
	OWNED(json_close) json_t *secret = json_pack("{s:s, s:s}", "token", token, "reply_token", token);
	json_object_set_new(model, "enterprise_name", json_string(row_text(owner, "organisation_name")));
	json_object_set_new(model, "answered", json_boolean(row_bool(owner, "answered")));
	struct outbox_mail mail = recipient_mail(owner, "line-changed");
	mail.model = model;
	mail.secret = secret;
	return outbox_add(due->db, due->mem, due->configuration, &mail);
}

static enum err tell(const struct due *due, const struct plan_line *line, const json_t *before,
	moment last_change)
{
	OWNED(json_close) json_t *after = facts_of(due->mem, line);
	struct rows owners;
	bool differ;

	OWNED(json_close) json_t *model = compare(due->mem, before, after, &differ);
	if (!differ)
		return OK;
	json_object_set_new(model, "line_id", json_integer(line->id));
	json_object_set_new(model, "buyer_name", json_string(line->organisation_name));
	TRY(db_list(due->db, due->mem, Q_LINE_CHANGE_TOLD,
		ARGS(db_int(line->id), db_moment(last_change)), &owners));
	for (size_t i = 0; i < owners.count; i++)
		TRY(mail_one(due, line, owners.at[i], model));
	return OK;
}

struct change {
	const struct due *due;
	const struct row *row;
	size_t *done;
};

/* Whoever deletes the row tells of it. A line that has been closed since has nothing to tell. */
static enum err take(void *context)
{
	struct change *change = context;
	const struct due *due = change->due;
	struct plan_line line;
	uint64_t ours;

	OWNED(tx_close) struct tx tx = tx_begin(due->db);
	TRY(db_do(due->db, Q_LINE_CHANGE_TAKE,
		ARGS(db_int(row_int(change->row, "line_id")), db_moment(due->now)), &ours));
	if (ours == 0)
		return OK; /* another machine was first, or it was changed again */
	TRY(plan_line_find_any(due->db, due->mem, row_int(change->row, "line_id"), &line));
	OWNED(json_close) json_t *before = json_loads(row_text(change->row, "before_it"), 0, NULL);
	if (plan_line_is_open(&line) && before != NULL)
		TRY(tell(due, &line, before, row_moment(change->row, "due_at") - LINE_CHANGE_PAUSE));
	TRY(tx_commit(&tx));
	++*change->done;
	return OK;
}

enum err due_line_changes(const struct due *due, size_t *done)
{
	struct rows rows;

	TRY(db_list(due->db, due->mem, Q_LINE_CHANGE_DUE, ARGS(db_moment(due->now), db_int(AT_ONCE)), &rows));
	for (size_t i = 0; i < rows.count; i++)
		TRY(db_repeat(due->db, take, &(struct change){due, rows.at[i], done}));
	return OK;
}
