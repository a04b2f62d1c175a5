/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A plan line: "What is wanted, when, how do I take part?" Everyone reads the text, the dates and the
 * questions; an enterprise also why it fits, and answers; the buyer whose line it is sees the board
 * (page_line_board.c) and the next step; both, who could take it together (page_line_partners.c).
 */
#include "fcgi/page_line.h"

#include "fcgi/form.h"
#include "fcgi/line_view.h"
#include "fcgi/pages.h"
#include "lib/enterprise.h"
#include "lib/line_match.h"
#include "lib/question.h"
#include "lib/search_index.h"

/* Whether a buyer of the municipality whose line it is looks at it. */
static bool is_mine(const struct req *req, const struct plan_line *line)
{
	return req->user != NULL && (req->user->who & BUYER) != 0 && req->user->organisation_id == line->organisation_id;
}

/* A draft is there for its own municipality's buyers only. */
static enum err find_line(struct req *req, int64_t id, struct plan_line *out)
{
	enum err err = plan_line_find(req->db, req->mem, id, out);

	if (err == NOT_FOUND && req->user != NULL && (req->user->who & BUYER) != 0)
		return plan_line_find_own(req->db, req->mem, id, req->user->organisation_id, out);
	return err;
}

/* ---- for an enterprise ---- */

/* The match that it was told of; opening the page is seeing it. */
static enum err told_view(struct req *req, const struct line_match *match, json_t *model)
{
	if (!req->form_sent && text_equal(match->status, "notified"))
		TRY(line_match_seen(req->db, match->id));
	json_t *reasons = reasons_view(req, match->reasons);
	json_object_set_new(model, "has_reasons", json_boolean(json_array_size(reasons) > 0));
	json_object_set_new(model, "reasons", reasons);
	json_object_set_new(model, "score", json_integer((json_int_t)(match->score + 0.5)));
	json_object_set_new(model, "is_told", json_true());
	json_object_set_new(model, "has_answered", json_boolean(match->answered_at != NO_MOMENT));
	json_object_set_new(model, "has_declined", json_boolean(text_equal(match->status, "declined")));
	json_object_set_new(model, "words", json_string(match->answer_words));
	json_object_set_new(model, "may_answer", json_boolean(line_match_is_open(match, day_of(req->now))));
	return OK;
}

/* While it can be answered: who the enterprise could take it with, and why it was not told. */
static enum err add_partners(struct req *req, const struct plan_line *line, bool told, json_t *model)
{
	json_t *together = json_null();
	bool open = json_is_true(json_object_get(model, "may_ask"));

	if (open && json_is_true(json_object_get(model, "is_approved")))
		TRY(line_together_view(req, line, true, &together));
	json_object_set_new(model, "together", together);
	json_object_set_new(model, "why", open && !told ? line_why_view(req, line) : json_null());
	return OK;
}

/* What a supplier sees beside the line; null for everyone else. */
static enum err supplier_view(struct req *req, const struct plan_line *line, json_t **out)
{
	struct enterprise enterprise;
	struct line_match match;

	*out = json_null();
	if (req->user == NULL || (req->user->who & SUPPLIER) == 0)
		return OK;
	enum err err = enterprise_find(req->db, req->mem, req->user->organisation_id, &enterprise);
	if (err != OK && err != NOT_FOUND)
		return err;
	bool approved = err == OK && enterprise.status == ENTERPRISE_APPROVED;
	bool open = plan_line_takes_answers(line, day_of(req->now));
	json_t *form = json_object();
	form_show(req, form, "question", "");
	*out = json_pack("{s:b, s:b, s:b, s:b, s:b, s:b, s:o}", "is_told", false, "is_enterprise", err == OK, "is_approved",
		approved, "may_answer", approved && open, "may_ask", open, "has_answered", false, "form", form);
	err = line_match_of(req->db, req->mem, line->id, req->user->organisation_id, &match);
	bool told = err == OK && !text_equal(match.status, "suggested");
	if (err != OK && err != NOT_FOUND)
		return err;
	TRY(add_partners(req, line, told, *out));
	return told ? told_view(req, &match, *out) : OK;
}

/* ---- questions ---- */

/* For the buyer each has a form of its own: its field is named by the question. */
static void add_answer_forms(struct req *req, json_t *questions)
{
	json_t *question;
	size_t i;

	json_array_foreach(questions, i, question) {
		json_t *form = json_object();
		const char *name = arena_printf(req->mem, "answer_%" JSON_INTEGER_FORMAT,
			json_integer_value(json_object_get(question, "id")));
		form_show(req, form, name, json_string_value(json_object_get(question, "answer")));
		json_object_set(question, "field", json_object_get(form, name));
		json_decref(form);
	}
}

static enum err questions_view(struct req *req, const struct plan_line *line, bool mine, json_t *model)
{
	int64_t reader = req->user != NULL ? req->user->organisation_id : 0;
	json_t *questions;

	TRY(question_list(req->db, req->mem, line->id, reader, req_language(req), &questions));
	if (mine)
		add_answer_forms(req, questions);
	json_object_set_new(model, "has_questions", json_boolean(json_array_size(questions) > 0));
	json_object_set_new(model, "questions", questions);
	return OK;
}

/* ---- the page ---- */

enum err line_page(struct req *req, int64_t id)
{
	struct plan_line line;
	struct reader reader = reader_of(req);
	OWNED(json_decrefp) json_t *model = json_object(), *supplier = NULL, *board = json_null();

	TRY(match_index_refresh(req->site->index, req->db));
	TRY(find_line(req, id, &line));
	bool mine = is_mine(req, &line) && !req->wants_json;
	json_object_set_new(model, "line", line_view(req, &line));
	json_object_set_new(model, "timeline", plan_line_timeline(req->mem, &line, &reader, day_of(req->now)));
	TRY(questions_view(req, &line, mine, model));
	if (req->wants_json)
		return render(req, "line", json_incref(model));
	TRY(supplier_view(req, &line, &supplier));
	if (mine)
		TRY(line_board_view(req, &line, &board));
	json_object_set(model, "supplier", supplier);
	json_object_set(model, "board", board);
	return render(req, "line", json_incref(model));
}

enum err line_show(struct req *req)
{
	return line_page(req, path_int(req, "id"));
}

/* ---- asking ---- */

enum err question_post(struct req *req)
{
	int64_t line_id = path_int(req, "id"), id;
	struct question_add question = {
		.line_id = line_id,
		.author_id = req->user->id,
		.organisation_id = req->user->organisation_id,
		.text = form_text(req, "question", 1, QUESTION_LONGEST),
		.via = VIA_WEB,
	};

	TRY(form_check(req));
	enum err err = question_add(req->db, req->mem, req->site->configuration, &question, &id);
	if (err == CONFLICT)
		return refuse(req, CONFLICT, N_("The dialogue has ended. Questions can no longer be asked here."));
	TRY(err);
	notice(req, tr(req, "Your question is with the municipality. The answer comes here and by mail."));
	return redirect(req, "/lines/%" PRId64 "#questions", line_id);
}
