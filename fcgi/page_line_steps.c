/* SPDX-License-Identifier: MPL-2.0 */
/* A plan line's way: published and sent, then step by step, or cancelled. All by its buyer. */
#include "fcgi/form.h"
#include "fcgi/line_view.h"
#include "fcgi/page_line.h"
#include "fcgi/pages.h"
#include "fcgi/telling.h"
#include "lib/search_index.h"

#define TOLD_SHOWN 100

static json_t *faults_view(struct req *req, const struct faults *faults)
{
	json_t *list = json_array();

	for (size_t i = 0; i < faults->count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s}", "field", faults->at[i].field, "text",
						    tr(req, faults->at[i].text)));
	return list;
}

/* Who will be told, and what is still missing before it can be sent. */
enum err line_publish_show(struct req *req)
{
	struct plan_line line;
	struct faults faults = {0};
	json_t *who, *together;

	TRY(plan_line_find_own(req->db, req->mem, path_int(req, "id"), req->user->organisation_id, &line));
	if (!text_equal(line.status, "draft"))
		return redirect(req, "/lines/%" PRId64, line.id);
	enum err err = plan_line_check(req->db, &line, true, day_of(req->now), &faults);
	if (err != OK && err != INVALID)
		return err;
	TRY(match_index_refresh(req->site->index, req->db));
	struct demand demand = plan_line_demand(&line);
	TRY(matches_view(req, &demand, &(struct matches_wanted){.shown = TOLD_SHOWN}, &who));
	TRY(line_together_view(req, &line, false, &together));
	return render(req, "my_line_publish",
		json_pack("{s:o, s:o, s:o, s:I, s:o, s:b}", "together", together, "line", line_view(req, &line), "preview", who, "count",
			json_integer_value(json_object_get(who, "count")), "faults", faults_view(req, &faults),
			"has_faults", faults.count > 0));
}

enum err line_publish_post(struct req *req)
{
	struct telling telling = telling_of(req);
	int64_t id = path_int(req, "id");
	size_t told = 0;
	enum err err = plan_line_publish(req->db, req->mem, &telling, id, &told);

	if (err == CONFLICT)
		return refuse(req, CONFLICT, N_("It is published already."));
	if (err == INVALID) /* the page says what is missing */
		return redirect(req, "/my/lines/%" PRId64 "/publish", id);
	TRY(err);
	notice(req, told == 0 ? tr(req, "Published. No enterprise fits just now; those that come and fit are told.")
			: arena_printf(req->mem, translate_count(req->site->catalogues, req->language,
				"Published, and sent to %d enterprise.", "Published, and sent to %d enterprises.",
				(int64_t)told), (int)told));
	return redirect(req, "/lines/%" PRId64, id);
}

enum err line_status_post(struct req *req)
{
	struct telling telling = telling_of(req);
	int64_t id = path_int(req, "id");
	const char *status = form_value(req, "status");
	bool cancels = text_equal(status, "cancelled");
	enum err err = cancels ? plan_line_cancel(req->db, req->mem, &telling, id)
			       : plan_line_status_set(req->db, id, telling.organisation_id, status, telling.account_id);

	if (err == CONFLICT)
		return refuse(req, CONFLICT, N_("The purchase cannot go to that step. Somebody else may have moved it on."));
	TRY(err);
	notice(req, cancels ? tr(req, "The purchase is cancelled. Those who were told of it hear so by mail.") : tr(req, "Saved."));
	return redirect(req, "/lines/%" PRId64, id);
}
