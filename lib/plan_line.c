/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Plan lines: reading, writing and their way through the statuses. What a line must hold is in
 * plan_line_check.c, whom Torv tells of it in plan_line_tell.c.
 *
 * Every way of finding lines ends in one query that reads them whole, by ids, so that a line has the
 * same fields wherever it comes from.
 */
#include "lib/plan_line.h"

#include <inttypes.h>
#include <string.h>

#include "lib/audit.h"
#include "lib/line_change.h"
#include "lib/plan.h"
#include "lib/text.h"

/* ---- reading ---- */

/* "03000000 55510000" → a list that ends with NULL. */
static const char **codes_read(struct arena *mem, const char *text, size_t *count)
{
	size_t most = strlen(text) / 8 + 1;
	const char **list = arena_array(mem, most + 1, sizeof *list);

	*count = 0;
	while (*text != '\0') {
		size_t length = strcspn(text, " ");
		if (length > 0)
			list[(*count)++] = arena_text_n(mem, text, length);
		text += length + (text[length] == ' ');
	}
	return list;
}

static void dates_read(const struct row *row, struct plan_line *line)
{
	line->dialogue_ends = row_day(row, "dialogue_ends");
	line->tender_starts = row_day(row, "tender_starts");
	line->contract_starts = row_day(row, "contract_starts");
	line->contract_ends = row_day(row, "contract_ends");
	line->created_at = row_moment(row, "created_at");
	line->changed_at = row_moment(row, "changed_at");
	line->published_at = row_moment(row, "published_at");
}

static struct plan_line line_read(struct arena *mem, const struct row *row)
{
	struct plan_line line = {
		.id = row_int(row, "id"),
		.plan_id = row_int(row, "plan_id"),
		.organisation_id = row_int(row, "organisation_id"),
		.organisation_name = row_text(row, "organisation_name"),
		.organisation_slug = row_text(row, "organisation_slug"),
		.municipality_code = row_text(row, "municipality_code"),
		.plan_year = (int)row_int(row, "plan_year"),
		.status = row_text(row, "status"),
		.title = row_text(row, "title"),
		.text = row_text(row, "text"),
		.language = language_from_code(row_text(row, "language"), DANISH),
		.value_dkk = row_int_or_none(row, "value_dkk"),
		.procedure_kind = row_text(row, "procedure_kind"),
		.reserved = row_bool(row, "reserved"),
		.contact_name = row_text(row, "contact_name"),
		.contact_email = row_text(row, "contact_email"),
		.contact_phone = row_text(row, "contact_phone"),
		.created_by = row_int(row, "created_by"),
		.answers = row_int(row, "answers"),
		.told = row_int(row, "told"),
		.opened = row_int(row, "opened"),
		.interested = row_int(row, "interested"),
		.declined = row_int(row, "declined"),
	};

	dates_read(row, &line);
	line.cpv = codes_read(mem, row_text(row, "cpv_codes"), &line.cpv_count);
	return line;
}

static enum err read_ids(struct db *db, struct arena *mem, enum query query, const char *ids, struct plan_lines *out)
{
	struct rows rows;

	TRY(db_list(db, mem, query, ARGS(db_text(ids)), &rows));
	out->at = arena_array(mem, rows.count, sizeof *out->at);
	out->count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		out->at[i] = line_read(mem, rows.at[i]);
	return OK;
}

enum err plan_line_find_any(struct db *db, struct arena *mem, int64_t id, struct plan_line *out)
{
	struct plan_lines found;

	TRY(read_ids(db, mem, Q_PLAN_LINE_BY_IDS, arena_printf(mem, "[%" PRId64 "]", id), &found));
	if (found.count == 0)
		return NOT_FOUND;
	*out = found.at[0];
	return OK;
}

enum err plan_line_find(struct db *db, struct arena *mem, int64_t id, struct plan_line *out)
{
	TRY(plan_line_find_any(db, mem, id, out));
	return text_equal(out->status, "draft") ? NOT_FOUND : OK;
}

enum err plan_line_find_own(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct plan_line *out)
{
	TRY(plan_line_find_any(db, mem, id, out));
	return out->organisation_id == organisation_id ? OK : NOT_FOUND;
}

/* Ids as a JSON list; the caller closes the buffer. */
static void ids_add(struct buffer *json, int64_t id)
{
	buffer_printf(json, "%s%" PRId64, json->length == 0 ? "[" : ",", id);
}

static const char *ids_end(struct arena *mem, struct buffer *json)
{
	return json->length == 0 ? "[]" : arena_printf(mem, "%s]", json->bytes);
}

static enum err list_by(struct db *db, struct arena *mem, enum query query, struct args args, enum query whole,
	struct plan_lines *out)
{
	struct rows rows;
	OWNED(buffer_close) struct buffer ids = {0};

	TRY(db_list(db, mem, query, args, &rows));
	for (size_t i = 0; i < rows.count; i++)
		ids_add(&ids, row_int(rows.at[i], "id"));
	return read_ids(db, mem, whole, ids_end(mem, &ids), out);
}

enum err plan_line_list(struct db *db, struct arena *mem, int64_t plan_id, bool drafts,
	struct plan_lines *out)
{
	return list_by(db, mem, Q_PLAN_LINE_IDS_OF_PLAN, ARGS(db_int(plan_id), db_int(drafts)), Q_PLAN_LINE_BY_IDS, out);
}

enum err plan_line_list_own(struct db *db, struct arena *mem, int64_t organisation_id,
	struct plan_lines *out)
{
	return list_by(db, mem, Q_PLAN_LINE_IDS_OF_ORGANISATION, ARGS(db_int(organisation_id)), Q_PLAN_LINE_BY_IDS, out);
}

enum err plan_line_list_year(struct db *db, struct arena *mem, const char *municipality_slug, int year,
	struct plan_lines *out)
{
	return list_by(db, mem, Q_PLAN_LINE_IDS_OF_YEAR,
		ARGS(db_text(municipality_slug), db_int(year)), Q_PLAN_LINE_BY_IDS, out);
}

enum err plan_line_list_newest(struct db *db, struct arena *mem, int limit, struct plan_lines *out)
{
	return list_by(db, mem, Q_PLAN_LINE_IDS_NEWEST, ARGS(db_int(limit)), Q_PLAN_LINE_LISTED_BY_IDS, out);
}

enum err plan_line_list_ids(struct db *db, struct arena *mem, const int64_t *ids, size_t count,
	struct plan_lines *out)
{
	OWNED(buffer_close) struct buffer json = {0};

	for (size_t i = 0; i < count; i++)
		ids_add(&json, ids[i]);
	return read_ids(db, mem, Q_PLAN_LINE_LISTED_BY_IDS, ids_end(mem, &json), out);
}

/* ---- writing ---- */

static enum err note(struct db *db, const struct plan_line *line, int64_t account_id,
	const char *action, const char *detail)
{
	return audit_add(db, &(struct audit){
		.account_id = account_id,
		.organisation_id = line->organisation_id,
		.action = action,
		.subject_kind = "plan_line",
		.subject_id = line->id,
		.detail = detail,
	});
}

static struct arg value_or_null(int64_t value)
{
	return value < 0 ? db_null() : db_int(value);
}

static enum err codes_write(struct db *db, int64_t id, const struct plan_line *line)
{
	TRY(db_do(db, Q_PLAN_LINE_CPV_CLEAR, ARGS(db_int(id)), NULL));
	for (size_t i = 0; i < line->cpv_count; i++)
		TRY(db_do(db, Q_PLAN_LINE_CPV_INSERT, ARGS(db_int(id), db_text(line->cpv[i]), db_int((int64_t)i)), NULL));
	return OK;
}

enum err plan_line_create(struct db *db, struct arena *mem, const struct plan_line *line,
	int64_t account_id, int64_t *id)
{
	struct faults faults = {0};
	struct plan_line made = *line;
	struct plan plan;
	moment now = clock_now();

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(plan_find_own(db, mem, line->plan_id, line->organisation_id, &plan));
	TRY(plan_line_check(db, line, false, NO_DAY, &faults));
	TRY(db_insert(db, Q_PLAN_LINE_INSERT,
		ARGS(db_int(line->plan_id), db_text(line->title), db_text(line->text),
			db_text(language_code(line->language)), value_or_null(line->value_dkk),
			db_text(line->procedure_kind), db_bool(line->reserved),
			db_day(line->dialogue_ends), db_day(line->tender_starts),
			db_day(line->contract_starts), db_day(line->contract_ends),
			db_text(line->contact_name), db_text(line->contact_email),
			db_text(line->contact_phone), db_int(account_id), db_moment(now),
			db_moment(now)),
		id));
	made.id = *id;
	TRY(codes_write(db, *id, line));
	TRY(note(db, &made, account_id, "line-created", NULL));
	return tx_commit(&tx);
}

static enum err line_update(struct db *db, const struct plan_line *line)
{
	uint64_t changed;

	TRY(db_do(db, Q_PLAN_LINE_UPDATE,
		ARGS(db_text(line->title), db_text(line->text),
			db_text(language_code(line->language)), value_or_null(line->value_dkk),
			db_text(line->procedure_kind), db_bool(line->reserved),
			db_day(line->dialogue_ends), db_day(line->tender_starts),
			db_day(line->contract_starts), db_day(line->contract_ends),
			db_text(line->contact_name), db_text(line->contact_email),
			db_text(line->contact_phone), db_moment(clock_now()), db_int(line->id),
			db_int(line->organisation_id)),
		&changed));
	return changed == 0 ? CONFLICT : OK;
}

enum err plan_line_edit(struct db *db, struct arena *mem, const struct plan_line *line,
	int64_t account_id)
{
	struct faults faults = {0};
	struct plan_line stored;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(plan_line_find_own(db, mem, line->id, line->organisation_id, &stored));
	bool open = plan_line_is_open(&stored);
	/* A dialogue that has ended may stay ended; it may not be moved to a day that is past. */
	bool same_end = line->dialogue_ends == stored.dialogue_ends;
	TRY(plan_line_check(db, line, open, same_end ? NO_DAY : clock_today(), &faults));
	TRY(line_update(db, line));
	TRY(codes_write(db, line->id, line));
	TRY(note(db, line, account_id, "line-changed", NULL));
	if (open) {
		TRY(line_change_note(db, mem, &stored));
		TRY(index_changed(db, INDEX_LINE, line->id));
	}
	return tx_commit(&tx);
}

/* Where a line may go from where it is; publishing is plan_line_publish. */
static const struct {
	const char *from, *to;
} steps[] = {
	{"published", "dialogue"},
	{"published", "tender"},
	{"published", "awarded"},
	{"dialogue", "tender"},
	{"dialogue", "awarded"},
	{"tender", "awarded"},
	{"awarded", "closed"},
	{"draft", "cancelled"},
	{"published", "cancelled"},
	{"dialogue", "cancelled"},
	{"tender", "cancelled"},
};

bool plan_line_may_go(const char *from, const char *to)
{
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (text_equal(steps[i].from, from) && text_equal(steps[i].to, to))
			return true;
	return false;
}

enum err plan_line_status_set(struct db *db, int64_t id, int64_t organisation_id, const char *status,
	int64_t account_id)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct plan_line line;
	uint64_t changed;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(plan_line_find_own(db, mem, id, organisation_id, &line));
	if (!plan_line_may_go(line.status, status))
		return CONFLICT;
	TRY(db_do(db, Q_PLAN_LINE_STATUS_STEP,
		ARGS(db_text(status), db_moment(clock_now()), db_null(), db_int(id),
			db_text(line.status), db_int(organisation_id)),
		&changed));
	if (changed == 0)
		return CONFLICT;
	TRY(note(db, &line, account_id, "line-status-changed",
		arena_printf(mem, "{\"from\":\"%s\",\"to\":\"%s\"}", line.status, status)));
	TRY(index_changed(db, INDEX_LINE, id));
	return tx_commit(&tx);
}
