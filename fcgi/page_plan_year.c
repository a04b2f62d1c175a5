/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a municipality plans to buy in a year, for everyone: by quarter, with sums, in Excel and as a
 * calendar. Who wants to hear of what comes follows it here; the links in the mails are page_follow.c.
 */
#include "fcgi/form.h"
#include "fcgi/line_view.h"
#include "fcgi/pages.h"
#include "lib/calendar.h"
#include "lib/download.h"
#include "lib/follow.h"
#include "lib/municipality.h"
#include "lib/organisation.h"
#include "lib/plan.h"
#include "lib/rate.h"

#define CALENDAR_TEXT_MAX 600

struct year_plan {
	struct organisation municipality;
	int year;
	struct plan_lines lines;
};

/* By the slug of the organisation ("kolding-kommune") or of the place ("kolding"). */
static enum err find_municipality(struct req *req, struct organisation *out)
{
	struct municipality place;
	const char *slug = path_text(req, "municipality");
	enum err err = organisation_find_by_slug(req->db, req->mem, slug, out);

	if (err == OK && out->kind == ORGANISATION_MUNICIPALITY)
		return OK;
	if (err != OK && err != NOT_FOUND)
		return err;
	TRY(municipality_find_by_slug(req->db, req->mem, slug, &place));
	return organisation_find_municipality(req->db, req->mem, place.code, out);
}

static enum err find_plan(struct req *req, struct year_plan *out)
{
	int64_t year;

	if (!text_to_int(path_text(req, "year"), 2000, 2100, &year))
		return NOT_FOUND;
	out->year = (int)year;
	TRY(find_municipality(req, &out->municipality));
	return plan_line_list_year(req->db, req->mem, out->municipality.slug, out->year, &out->lines);
}

/* The years for which something is published, newest first. */
static enum err years_view(struct req *req, const struct year_plan *plan, json_t **out)
{
	struct plans plans;
	int last = 0;

	TRY(plan_list(req->db, req->mem, plan->municipality.id, &plans));
	*out = json_array();
	for (size_t i = 0; i < plans.count; i++) {
		if (plans.at[i].published == 0 || plans.at[i].year == last)
			continue;
		last = plans.at[i].year;
		json_array_append_new(*out, json_pack("{s:i, s:s, s:b}", "year", last, "url",
						    arena_printf(req->mem, "/plans/%s/%d", plan->municipality.slug, last),
						    "is_current", last == plan->year));
	}
	return OK;
}

/* Whether the reader follows the municipality, and the field for who has no account. */
static enum err add_follow(struct req *req, const struct year_plan *plan, json_t *model)
{
	bool follows = false;

	if (req->user != NULL)
		TRY(follow_is(req->db, plan->municipality.id, req->user->id, &follows));
	json_t *form = json_object();
	form_show(req, form, "email", "");
	json_object_set_new(model, "form", form);
	json_object_set_new(model, "follows", json_boolean(follows));
	json_object_set_new(model, "address", json_string(req->user != NULL ? req->user->email : ""));
	return OK;
}

enum err plan_year_show(struct req *req)
{
	struct reader reader = reader_of(req);
	struct year_plan plan;
	json_t *years;

	TRY(find_plan(req, &plan));
	TRY(years_view(req, &plan, &years));
	OWNED(json_decrefp) json_t *model = plan_quarters_model(req->mem, &plan.lines, false, &reader, day_of(req->now));
	const char *url = arena_printf(req->mem, "/plans/%s/%d", plan.municipality.slug, plan.year);
	json_object_set_new(model, "municipality",
		json_pack("{s:s, s:s, s:s}", "name", plan.municipality.name, "slug", plan.municipality.slug, "code",
			plan.municipality.municipality_code));
	json_object_set_new(model, "year", json_integer(plan.year));
	json_object_set_new(model, "has_years", json_boolean(json_array_size(years) > 1));
	json_object_set_new(model, "years", years);
	json_object_set_new(model, "calendar_url", json_string(arena_printf(req->mem, "%s.ics", url)));
	json_object_set_new(model, "excel_url", json_string(arena_printf(req->mem, "%s.xlsx", url)));
	json_object_set_new(model, "url", json_string(url));
	json_object_set_new(model, "has_lines", json_boolean(plan.lines.count > 0));
	if (!req->wants_json)
		TRY(add_follow(req, &plan, model));
	return render(req, "plan_year", json_incref(model));
}

enum err plan_year_download(struct req *req)
{
	struct year_plan plan;
	struct download file;

	TRY(find_plan(req, &plan));
	TRY(download_plan(req->db, req->mem, req->site->catalogues, req->language, plan.municipality.slug, plan.year, &file));
	return send_file(req, file.type, file.file_name, file.bytes, file.size);
}

/* ---- following ---- */

static enum err back_to(struct req *req, const struct year_plan *plan, const char *text)
{
	notice(req, text);
	return redirect(req, "/plans/%s/%d", plan->municipality.slug, plan->year);
}

/* One click with an account; without one a mail that asks first. */
enum err plan_follow_post(struct req *req)
{
	const char *email = req->user == NULL ? form_email(req, "email") : "";
	struct year_plan plan;

	TRY(find_plan(req, &plan));
	TRY(form_check(req));
	if (req->user != NULL) {
		TRY(follow_by_account(req->db, plan.municipality.id, req->user->id));
		return back_to(req, &plan, tr_format(req, "You follow %s. We write to you at %s.",
			plan.municipality.name, req->user->email));
	}
	TRY(rate_allow(req->db, "follow", req->address, 20, 3600));
	TRY(rate_allow(req->db, "mail", email, 5, 3600));
	TRY(follow_by_address(req->db, req->mem, req->site->configuration, plan.municipality.id, email, req->language));
	return back_to(req, &plan, tr_format(req, "We have sent a mail to %s. Open the link in it within three days to follow %s.",
		email, plan.municipality.name));
}

enum err plan_unfollow_post(struct req *req)
{
	struct year_plan plan;

	TRY(find_plan(req, &plan));
	TRY(follow_end_account(req->db, plan.municipality.id, req->user->id));
	return back_to(req, &plan, tr_format(req, "You no longer follow %s.", plan.municipality.name));
}

/* ---- the calendar ---- */

/* "Kantinedrift: the tender starts" */
static void add_day(struct req *req, struct buffer *out, const struct plan_line *line, const char *kind, const char *label,
	day date)
{
	const char *site = req->site->configuration->site_url;

	if (date == NO_DAY)
		return;
	calendar_add(out, &(struct calendar_day){
		.uid = arena_printf(req->mem, "line-%" PRId64 "-%s@%s", line->id, kind, site),
		.date = date,
		.changed_at = line->changed_at,
		.summary = arena_printf(req->mem, "%s: %s", line->title, tr(req, label)),
		.text = text_shorten(req->mem, line->text, CALENDAR_TEXT_MAX),
		.url = arena_printf(req->mem, "%s/lines/%" PRId64, site, line->id),
	});
}

enum err plan_year_calendar(struct req *req)
{
	struct year_plan plan;
	OWNED(buffer_close) struct buffer out = {0};

	TRY(find_plan(req, &plan));
	calendar_begin(&out, CALENDAR_PUBLISH, tr_format(req, "%s plans to buy in %d", plan.municipality.name, plan.year));
	for (size_t i = 0; i < plan.lines.count; i++) {
		const struct plan_line *line = &plan.lines.at[i];
		if (text_equal(line->status, "cancelled"))
			continue;
		add_day(req, &out, line, "dialogue", N_("Last day to answer and ask"), line->dialogue_ends);
		add_day(req, &out, line, "tender", N_("The tender starts"), line->tender_starts);
		add_day(req, &out, line, "contract", N_("The contract starts"), line->contract_starts);
	}
	calendar_end(&out);
	const char *name = arena_printf(req->mem, "%s-%d.ics", plan.municipality.slug, plan.year);
	return send_file(req, CALENDAR_TYPE, name, out.bytes, out.length);
}
