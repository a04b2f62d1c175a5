/* SPDX-License-Identifier: MPL-2.0 */
/* "My page" for a municipality's people: where my lines stand (buyer), who waits for me (coordinator). */
#include "fcgi/pages.h"
#include "fcgi/telling.h"
#include "lib/plan_line.h"
#include "lib/review.h"

static enum err add_reviews(struct req *req, json_t *model)
{
	struct reviewer reviewer = reviewer_of(req);
	json_t *queue = NULL;

	if ((req->user->who & (COORDINATOR | ADMINISTRATOR)) != 0)
		TRY(review_queue(req->db, req->mem, &reviewer, false, req_language(req), &queue));
	json_object_set_new(model, "may_review", json_boolean(queue != NULL));
	json_object_set_new(model, "has_reviews", json_boolean(json_array_size(queue) > 0));
	json_object_set_new(model, "reviews", queue != NULL ? queue : json_array());
	return OK;
}

static json_t *line_model(struct req *req, const struct plan_line *line)
{
	const char *ends = day_text(req->mem, line->dialogue_ends, req_language(req));
	int64_t waiting = line->told - line->interested - line->declined;

	return json_pack("{s:I, s:s, s:s, s:b, s:b, s:I, s:I, s:I, s:I, s:s, s:b, s:i}", "id", (json_int_t)line->id,
		"title", line->title, "status", line->status, "is_draft", text_equal(line->status, "draft"),
		"is_open", plan_line_is_open(line), "told", (json_int_t)line->told, "interested",
		(json_int_t)line->interested, "declined", (json_int_t)line->declined, "unanswered",
		(json_int_t)(waiting > 0 ? waiting : 0), "dialogue_ends_text", ends, "has_dialogue_ends",
		*ends != '\0', "year", line->plan_year);
}

static enum err add_lines(struct req *req, json_t *model)
{
	struct plan_lines lines = {0};
	json_t *list = json_array();

	if ((req->user->who & BUYER) != 0)
		TRY(plan_line_list_own(req->db, req->mem, req->user->organisation_id, &lines));
	for (size_t i = 0; i < lines.count; i++)
		json_array_append_new(list, line_model(req, &lines.at[i]));
	json_object_set_new(model, "may_buy", json_boolean((req->user->who & BUYER) != 0));
	json_object_set_new(model, "has_lines", json_boolean(lines.count > 0));
	json_object_set_new(model, "lines", list);
	return OK;
}

enum err municipality_page(struct req *req)
{
	json_t *model = json_object();

	json_object_set_new(model, "belongs_nowhere",
		json_boolean((req->user->who & (BUYER | COORDINATOR | ADMINISTRATOR)) == 0));
	json_object_set_new(model, "administers", json_boolean((req->user->who & ADMINISTRATOR) != 0));
	TRY(add_reviews(req, model));
	TRY(add_lines(req, model));
	return render(req, "my_municipality", model);
}
