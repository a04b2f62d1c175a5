/* SPDX-License-Identifier: MPL-2.0 */
/* A municipality's own purchase plans, for its buyers. What everyone sees of them is page_plan_year.c. */
#include "fcgi/form.h"
#include "fcgi/line_view.h"
#include "fcgi/pages.h"
#include "lib/plan.h"

#define TITLE_MAX 160
#define YEAR_FIRST 2000
#define YEAR_LAST 2100

static json_t *plan_view(struct req *req, const struct plan *plan)
{
	return json_pack("{s:I, s:i, s:s, s:I, s:b, s:I, s:b, s:I, s:s, s:s}", "id", (json_int_t)plan->id, "year", plan->year,
		"title", plan->title, "lines", (json_int_t)plan->lines, "has_lines", plan->lines > 0, "published",
		(json_int_t)plan->published, "has_published", plan->published > 0, "drafts", (json_int_t)(plan->lines - plan->published), "url",
		arena_printf(req->mem, "/my/plans/%" PRId64, plan->id), "public_url",
		arena_printf(req->mem, "/plans/%s/%d", plan->organisation_slug, plan->year));
}

enum err plans_show(struct req *req)
{
	struct plans plans;

	TRY(plan_list(req->db, req->mem, req->user->organisation_id, &plans));
	json_t *list = json_array();
	for (size_t i = 0; i < plans.count; i++)
		json_array_append_new(list, plan_view(req, &plans.at[i]));
	return render(req, "my_plans", json_pack("{s:o, s:b}", "plans", list, "has_plans", plans.count > 0));
}

enum err plan_show(struct req *req)
{
	struct reader reader = reader_of(req);
	struct plan plan;
	struct plan_lines lines;

	TRY(plan_find_own(req->db, req->mem, path_int(req, "id"), req->user->organisation_id, &plan));
	TRY(plan_line_list(req->db, req->mem, plan.id, true, &lines));
	json_t *model = plan_quarters_model(req->mem, &lines, true, &reader, day_of(req->now));
	json_object_set_new(model, "plan", plan_view(req, &plan));
	return render(req, "my_plan", model);
}

/* ---- year and title ---- */

static enum err show_fields(struct req *req, json_t *form, const void *stored)
{
	const struct plan *plan = stored;

	form_show_int(req, form, "year", plan->year);
	form_show(req, form, "title", plan->title);
	return OK;
}

static enum err form_page(struct req *req, const struct plan *plan)
{
	json_t *form = json_object();

	show_fields(req, form, plan);
	form_show_seen(form);
	const char *url = arena_printf(req->mem, "/my/plans/%" PRId64, plan->id);
	return render(req, "my_plan_form",
		json_pack("{s:o, s:b, s:s, s:s}", "form", form, "is_new", plan->id == 0, "action",
			plan->id == 0 ? "/my/plans/new" : arena_printf(req->mem, "%s/edit", url), "back",
			plan->id == 0 ? "/my/plans" : url));
}

/* Plans are made in autumn for the year that comes. */
enum err plan_new_show(struct req *req)
{
	int year, month, mday;

	day_split(day_of(req->now), &year, &month, &mday);
	year += month > 6;
	return form_page(req, &(struct plan){.year = year, .title = tr_format(req, "Purchase plan %d", year)});
}

enum err plan_edit_show(struct req *req)
{
	struct plan plan;

	TRY(plan_find_own(req->db, req->mem, path_int(req, "id"), req->user->organisation_id, &plan));
	return form_page(req, &plan);
}

static enum err taken(struct req *req, enum err err)
{
	if (err != CONFLICT)
		return err;
	form_problem(req, "title", N_("You have a plan of that year with this title already."));
	return INVALID;
}

enum err plan_new_post(struct req *req)
{
	int year = (int)form_int(req, "year", YEAR_FIRST, YEAR_LAST);
	const char *title = form_line(req, "title", 1, TITLE_MAX);
	int64_t id;

	TRY(form_check(req));
	TRY(taken(req, plan_create(req->db, req->user->organisation_id, year, title, req->user->id, &id)));
	notice(req, tr(req, "The plan is there. Now add what you plan to buy."));
	return redirect(req, "/my/plans/%" PRId64, id);
}

enum err plan_edit_post(struct req *req)
{
	struct plan plan = {
		.id = path_int(req, "id"),
		.organisation_id = req->user->organisation_id,
		.year = (int)form_int(req, "year", YEAR_FIRST, YEAR_LAST),
		.title = form_line(req, "title", 1, TITLE_MAX),
	};
	struct plan before;

	TRY(form_check(req));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(plan_find_held(req->db, req->mem, plan.id, plan.organisation_id, &before));
	TRY(form_check_meanwhile(req, show_fields, &before));
	TRY(taken(req, plan_edit(req->db, &plan, req->user->id)));
	TRY(tx_commit(&tx));
	notice(req, tr(req, "Saved."));
	return redirect(req, "/my/plans/%" PRId64, plan.id);
}
