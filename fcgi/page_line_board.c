/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The buyer's board: whom Torv told of a line, who has seen it, who is interested and why they fit;
 * the steps with each of them and with the line itself; the list as a file.
 */
#include "fcgi/form.h"
#include "fcgi/line_view.h"
#include "fcgi/page_answer.h"
#include "fcgi/page_line.h"
#include "fcgi/pages.h"
#include "lib/download.h"
#include "lib/line_match.h"
#include "lib/question.h"

static bool is(const json_t *item, const char *flag)
{
	return json_is_true(json_object_get(item, flag));
}

/* ---- one enterprise on the board ---- */

static const char *status_text(const json_t *item)
{
	static const struct {
		const char *flag, *text;
	} texts[] = {
		{"is_suggested", N_("Not told")},
		{"is_told", N_("Told, not yet opened")},
		{"is_seen", N_("Has opened it, not answered")},
		{"is_interested", N_("Interested")},
		{"is_declined", N_("Not interested")},
		{"is_shortlisted", N_("On your shortlist")},
		{"is_contacted", N_("Contacted")},
		{"is_awarded", N_("Gets the contract")},
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (is(item, texts[i].flag))
			return texts[i].text;
	}
	return "";
}

/* Which steps are open from here (line_match_step). */
static void add_steps(json_t *item)
{
	bool chosen = is(item, "is_shortlisted") || is(item, "is_contacted");
	bool over = is(item, "is_declined") || is(item, "is_awarded") || is(item, "is_suggested");

	json_object_set_new(item, "may_shortlist", json_boolean(!over && !chosen));
	json_object_set_new(item, "may_contact", json_boolean(!over && !is(item, "is_contacted")));
	json_object_set_new(item, "may_award", json_boolean(!over && chosen));
	json_object_set_new(item, "may_step", json_boolean(!over));
	json_object_set_new(item, "may_return", json_boolean(chosen && is(item, "has_answered")));
}

static const char *group_of(const json_t *item)
{
	if (is(item, "is_declined"))
		return "declined";
	if (is(item, "is_suggested") || is(item, "is_told") || is(item, "is_seen"))
		return "waiting";
	return "interested";
}

static json_t *item_view(struct req *req, const struct plan_line *line, json_t *item)
{
	const char *slug = json_string_value(json_object_get(item, "slug"));
	const char *reason = decline_reason_text(json_string_value(json_object_get(item, "decline_reason")));
	json_t *reasons = json_object_get(item, "reasons"), *each;
	size_t i;

	json_array_foreach(reasons, i, each)
		json_object_set_new(each, "is_against",
			json_boolean(json_number_value(json_object_get(each, "points")) < 0));
	json_object_set_new(item, "status_text", json_string(tr(req, status_text(item))));
	json_object_set_new(item, "decline_reason_text", json_string(*reason == '\0' ? "" : tr(req, reason)));
	json_object_set_new(item, "has_score", json_boolean(json_integer_value(json_object_get(item, "score")) > 0));
	json_object_set_new(item, "write_url",
		json_string(arena_printf(req->mem, "/enterprises/%s/contact?line=%" PRId64, slug, line->id)));
	json_object_set_new(item, "is_compact", json_boolean(!text_equal(group_of(item), "interested")));
	add_steps(item);
	return item;
}

/* ---- the line's own next steps ---- */

static const struct choice steps[] = {
	{"dialogue", N_("The dialogue has begun")},
	{"tender", N_("The tender has begun")},
	{"awarded", N_("It is bought")},
	{"closed", N_("Close it")},
	{NULL, NULL},
};

static json_t *steps_view(struct req *req, const struct plan_line *line)
{
	json_t *list = json_array();

	for (const struct choice *step = steps; step->value != NULL; step++) {
		if (plan_line_may_go(line->status, step->value))
			json_array_append_new(list,
				json_pack("{s:s, s:s}", "status", step->value, "label", tr(req, step->label)));
	}
	return list;
}

/* ---- the board ---- */

static void add_counts(json_t *board)
{
	static const char *const groups[] = {"interested", "waiting", "declined"};

	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
		char name[32];
		size_t count = json_array_size(json_object_get(board, groups[i]));
		snprintf(name, sizeof name, "%s_count", groups[i]);
		json_object_set_new(board, name, json_integer((json_int_t)count));
		snprintf(name, sizeof name, "has_%s", groups[i]);
		json_object_set_new(board, name, json_boolean(count > 0));
	}
}

enum err line_board_view(struct req *req, const struct plan_line *line, json_t **out)
{
	struct reader reader = reader_of(req);
	json_t *list, *item;
	size_t i;

	TRY(line_match_board(req->db, req->mem, line->id, req->user->organisation_id, &reader, &list));
	json_t *next = steps_view(req, line);
	bool editable = plan_line_may_change(line);
	*out = json_pack("{s:[], s:[], s:[], s:b, s:o, s:b, s:b, s:I, s:b}", "interested", "waiting", "declined",
		"has_steps", json_array_size(next) > 0, "steps", next, "may_edit", editable, "may_cancel",
		plan_line_may_go(line->status, "cancelled"), "told", (json_int_t)line->told, "has_told", line->told > 0);
	json_array_foreach(list, i, item)
		json_array_append(json_object_get(*out, group_of(item)), item_view(req, line, item));
	json_decref(list);
	add_counts(*out);
	json_t *together = json_null();
	if (editable)
		TRY(line_together_view(req, line, false, &together));
	json_object_set_new(*out, "together", together);
	return OK;
}

/* ---- what the buyer does on it ---- */

enum err match_step_post(struct req *req)
{
	struct line_match match;
	struct match_step step = {
		.match_id = path_int(req, "id"),
		.municipality_id = req->user->organisation_id,
		.account_id = req->user->id,
		.status = form_value(req, "status"),
	};

	TRY(line_match_step(req->db, &step));
	TRY(line_match_find(req->db, req->mem, step.match_id, &match));
	notice(req, tr(req, "Saved."));
	return redirect(req, "/lines/%" PRId64 "#match-%" PRId64, match.line_id, match.id);
}

static const char *answer_field(struct req *req)
{
	return arena_printf(req->mem, "answer_%" PRId64, path_int(req, "id"));
}

enum err question_answer_post(struct req *req)
{
	int64_t line_id;
	struct question_answer answer = {
		.question_id = path_int(req, "id"),
		.account_id = req->user->id,
		.organisation_id = req->user->organisation_id,
		.text = form_text(req, answer_field(req), 1, QUESTION_LONGEST),
	};

	TRY(form_check(req));
	TRY(question_answer(req->db, req->mem, req->site->configuration, &answer, &line_id));
	notice(req, tr(req, "Your answer is on the page now, and goes by mail to the one who asked and to all who are interested."));
	return redirect(req, "/lines/%" PRId64 "#questions", line_id);
}

/* The line's page again, with the answer as it was typed; the form says which line it stood on. */
enum err question_answer_again(struct req *req)
{
	int64_t line_id;

	if (!text_to_int(form_value(req, "line"), 1, INT64_MAX, &line_id))
		return NOT_FOUND;
	return line_page(req, line_id);
}

enum err suppliers_download(struct req *req)
{
	struct plan_line line;
	struct download file;

	TRY(plan_line_find_own(req->db, req->mem, path_int(req, "id"), req->user->organisation_id, &line));
	TRY(download_suppliers(req->db, req->mem, req->site->catalogues, req->language, line.id, &file));
	return send_file(req, file.type, file.file_name, file.bytes, file.size);
}
