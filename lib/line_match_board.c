/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Matches as they are shown: to the buyer as a board of suppliers, to the enterprise as what waits,
 * what is answered and what is past. Both are view models; the flags "is_..." say what the status is,
 * because a template asks and never compares.
 */
#include <string.h>

#include "lib/line_match.h"
#include "lib/reasons.h"
#include "lib/text.h"

static const struct {
	const char *status;
	const char *flag;
} flags[] = {
	{"suggested", "is_suggested"},
	{"notified", "is_told"},
	{"seen", "is_seen"},
	{"interested", "is_interested"},
	{"declined", "is_declined"},
	{"shortlisted", "is_shortlisted"},
	{"contacted", "is_contacted"},
	{"awarded", "is_awarded"},
};

static json_t *moment_or_empty(struct arena *mem, moment when, const struct reader *reader)
{
	return json_string(
		when == NO_MOMENT ? "" : moment_text(mem, when, language_code(reader->language)));
}

/* What both sides see of a match: score, reasons, status, answer. */
static void add_common(json_t *item, struct arena *mem, const struct row *row,
	const struct reader *reader)
{
	const char *status = row_text(row, "status");
	double score = row_real(row, "score");
	json_t *reasons =
		reasons_model(mem, reader->catalogues, reader->language, row_text(row, "reasons"));

	json_object_set_new(item, "id", json_integer(row_int(row, "id")));
	json_object_set_new(item, "score", json_integer((json_int_t)(score + 0.5)));
	json_object_set_new(item, "score_text", json_string(arena_printf(mem, "%.1f", score)));
	json_object_set_new(item, "has_reasons", json_boolean(json_array_size(reasons) > 0));
	json_object_set_new(item, "reasons", reasons);
	json_object_set_new(item, "status", json_string(status));
	for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
		json_object_set_new(item, flags[i].flag,
			json_boolean(strcmp(status, flags[i].status) == 0));
	json_object_set_new(item, "words", json_string(row_text(row, "answer_words")));
	json_object_set_new(item, "has_words", json_boolean(!text_is_blank(row_text(row, "answer_words"))));
	json_object_set_new(item, "decline_reason", json_string(row_text(row, "decline_reason")));
	json_object_set_new(item, "has_decline_reason",
		json_boolean(!text_is_blank(row_text(row, "decline_reason"))));
	json_object_set_new(item, "notified", json_string(moment_iso(mem, row_moment(row, "notified_at"))));
	json_object_set_new(item, "notified_at",
		moment_or_empty(mem, row_moment(row, "notified_at"), reader));
	json_object_set_new(item, "answered_at",
		moment_or_empty(mem, row_moment(row, "answered_at"), reader));
	json_object_set_new(item, "has_answered",
		json_boolean(row_moment(row, "answered_at") != NO_MOMENT));
}

static json_t *board_item(struct arena *mem, const struct row *row, const struct reader *reader)
{
	json_t *item = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:{s:s, s:s, s:s}, s:s, s:b}",
		"organisation_id", (json_int_t)row_int(row, "organisation_id"),
		"name", row_text(row, "enterprise_name"),
		"slug", row_text(row, "enterprise_slug"),
		"cvr", row_text(row, "cvr"),
		"municipality", row_text(row, "municipality_name"),
		"pitch", row_text(row, "pitch"),
		"contact", "name", row_text(row, "contact_name"), "email",
		row_text(row, "contact_email"), "phone", row_text(row, "contact_phone"),
		"answered_by", row_text(row, "answered_by_name"),
		"by_mail", strcmp(row_text(row, "answered_via"), "mail") == 0);

	add_common(item, mem, row, reader);
	json_object_set_new(item, "seen_at", moment_or_empty(mem, row_moment(row, "seen_at"), reader));
	json_object_set_new(item, "has_left", json_boolean(row_bool(row, "has_left")));
	int64_t conversation_id = row_int(row, "conversation_id");
	json_object_set_new(item, "has_conversation", json_boolean(conversation_id != 0));
	json_object_set_new(item, "conversation_id", json_integer((json_int_t)conversation_id));
	return item;
}

enum err line_match_board(struct db *db, struct arena *mem, int64_t line_id, int64_t municipality_id,
	const struct reader *reader, json_t **list)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_LINE_MATCH_BOARD, ARGS(db_int(line_id), db_int(municipality_id)), &rows));
	*list = json_array();
	for (size_t i = 0; i < rows.count; i++)
		json_array_append_new(*list, board_item(mem, rows.at[i], reader));
	return OK;
}

static json_t *inbox_item(struct arena *mem, const struct row *row, const struct reader *reader,
	day today)
{
	day ends = row_day(row, "dialogue_ends");
	json_t *item = json_pack("{s:I, s:s, s:s, s:s, s:s, s:b, s:i, s:I, s:b, s:b}",
		"line_id", (json_int_t)row_int(row, "line_id"),
		"title", row_text(row, "line_title"),
		"buyer", row_text(row, "buyer_name"),
		"buyer_slug", row_text(row, "buyer_slug"),
		"dialogue_ends",
		ends == NO_DAY ? "" : day_text(mem, ends, language_code(reader->language)),
		"has_dialogue_ends", ends != NO_DAY,
		"days_left", ends == NO_DAY ? 0 : (int)(ends - today),
		"value_dkk", (json_int_t)row_int(row, "value_dkk"),
		"has_value", !row_is_null(row, "value_dkk"),
		"reserved", row_bool(row, "reserved"));

	add_common(item, mem, row, reader);
	return item;
}

/* Which of the three lists of the inbox a match stands in. */
static const char *inbox_list(const struct row *row, day today)
{
	struct line_match match = {
		.status = row_text(row, "status"),
		.line_status = row_text(row, "line_status"),
		.dialogue_ends = row_day(row, "dialogue_ends"),
	};

	if (!line_match_is_open(&match, today))
		return "past";
	return row_moment(row, "answered_at") == NO_MOMENT ? "waiting" : "answered";
}

static void add_counts(struct arena *mem, json_t *model)
{
	static const char *const lists[] = {"waiting", "answered", "past"};

	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		size_t count = json_array_size(json_object_get(model, lists[i]));
		json_object_set_new(model, arena_printf(mem, "%s_count", lists[i]),
			json_integer((json_int_t)count));
		json_object_set_new(model, arena_printf(mem, "has_%s", lists[i]),
			json_boolean(count > 0));
	}
}

enum err line_match_inbox(struct db *db, struct arena *mem, int64_t organisation_id,
	const struct reader *reader, json_t **model)
{
	struct rows rows;
	day today = clock_today();

	TRY(db_list(db, mem, Q_LINE_MATCH_OF_ENTERPRISE, ARGS(db_int(organisation_id)), &rows));
	*model = json_pack("{s:[], s:[], s:[]}", "waiting", "answered", "past");
	for (size_t i = 0; i < rows.count; i++)
		json_array_append_new(json_object_get(*model, inbox_list(rows.at[i], today)),
			inbox_item(mem, rows.at[i], reader, today));
	add_counts(mem, *model);
	return OK;
}
