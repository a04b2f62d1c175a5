/* SPDX-License-Identifier: MPL-2.0 */
/* "My page" for a municipality's people: where my lines stand (buyer), who waits for me (coordinator). */
#include "fcgi/line_view.h"
#include "fcgi/page_field.h"
#include "fcgi/page_my.h"
#include "fcgi/pages.h"
#include "fcgi/telling.h"
#include "lib/question.h"
#include "lib/review.h"
#include "lib/visit.h"

static enum err add_reviews(struct req *req, moment since, json_t *model)
{
	struct reviewer reviewer = reviewer_of(req);
	json_t *queue = NULL;

	if ((req->user->who & (COORDINATOR | ADMINISTRATOR)) != 0)
		TRY(review_queue(req->db, req->mem, &reviewer, false, req_language(req), &queue));
	visit_mark_new(req->mem, queue, "submitted", since);
	json_object_set_new(model, "may_review", json_boolean(queue != NULL));
	json_object_set_new(model, "has_reviews", json_boolean(json_array_size(queue) > 0));
	json_object_set_new(model, "reviews", queue != NULL ? queue : json_array());
	return OK;
}

/* Whom to talk to, and how far the year is: the coordinator's map of the field. */
static enum err add_field(struct req *req, json_t *model)
{
	bool coordinates = (req->user->who & COORDINATOR) != 0;

	json_object_set_new(model, "coordinates", json_boolean(coordinates));
	if (!coordinates)
		return OK;
	TRY(field_contacts_add(req, model));
	return field_goals_add(req, model);
}

static enum err add_lines(struct req *req, moment since, json_t *model)
{
	struct reader reader = reader_of(req);
	struct plan_lines lines = {0};
	int64_t questions = 0, answers = 0;

	if ((req->user->who & BUYER) != 0) {
		TRY(plan_line_list_own(req->db, req->mem, req->user->organisation_id, &lines));
		TRY(question_waiting(req->db, req->user->organisation_id, &questions));
	}
	json_t *list = json_array();
	json_object_set_new(model, "lines", list);
	for (size_t i = 0; i < lines.count; i++) {
		json_t *line = plan_line_model(req->mem, &lines.at[i], &reader, day_of(req->now));
		plan_line_counts_add(line, &lines.at[i]);
		json_array_append_new(list, line);
	}
	TRY(visit_mark_lines(req->db, req->mem, req->user->organisation_id, since, list, &answers));
	json_object_set_new(model, "new_answers", json_integer((json_int_t)answers));
	json_object_set_new(model, "has_new_answers", json_boolean(answers > 0));
	json_object_set_new(model, "may_buy", json_boolean((req->user->who & BUYER) != 0));
	json_object_set_new(model, "questions", json_integer(questions));
	json_object_set_new(model, "has_open_questions", json_boolean(questions > 0));
	json_object_set_new(model, "has_lines", json_boolean(lines.count > 0));
	return OK;
}

enum err municipality_page(struct req *req)
{
	OWNED(json_decrefp) json_t *model = json_object();
	moment since;

	TRY(my_visit(req, model, &since));
	json_object_set_new(model, "belongs_nowhere",
		json_boolean((req->user->who & (BUYER | COORDINATOR | ADMINISTRATOR)) == 0));
	json_object_set_new(model, "administers", json_boolean((req->user->who & ADMINISTRATOR) != 0));
	TRY(add_reviews(req, since, model));
	TRY(add_field(req, model));
	TRY(add_lines(req, since, model));
	TRY(my_messages(req, since, model));
	return render(req, "my_municipality", json_incref(model));
}
