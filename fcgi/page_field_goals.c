/* SPDX-License-Identifier: MPL-2.0 */
/* What a municipality wants to reach in a year, and how far it is. */
#include "fcgi/form.h"
#include "fcgi/line_view.h"
#include "fcgi/page_field.h"
#include "fcgi/pages.h"

#define TARGET_MOST 10000
#define SOON_DAYS 14

static int year_of(day date)
{
	int year, month, mday;

	day_split(date, &year, &month, &mday);
	return year;
}

static enum err goals_of(struct req *req, int year, json_t **out)
{
	struct reader reader = reader_of(req);

	return field_goals(req->db, req->mem, req->user->organisation_id, req->user->municipality_code, year, &reader, out);
}

enum err field_goals_add(struct req *req, json_t *model)
{
	int year = year_of(day_of(req->now));
	OWNED(json_decrefp) json_t *all = NULL;
	json_t *set = json_array(), *goal;
	size_t i;

	json_object_set_new(model, "goals", set);
	TRY(goals_of(req, year, &all));
	json_array_foreach(all, i, goal) {
		if (json_is_true(json_object_get(goal, "has_target")))
			json_array_append(set, goal);
	}
	json_object_set_new(model, "has_goals", json_boolean(json_array_size(set) > 0));
	json_object_set_new(model, "year", json_integer(year));
	return OK;
}

enum err field_contacts_add(struct req *req, json_t *model)
{
	struct reader reader = reader_of(req);
	day today = day_of(req->now);
	OWNED(json_decrefp) json_t *due = NULL;
	json_int_t overdue = 0;
	json_t *entry;
	size_t i;

	TRY(field_due(req->db, req->mem, req->user->organisation_id, today + SOON_DAYS, &reader, today, &due));
	json_array_foreach(due, i, entry)
		overdue += json_is_true(json_object_get(entry, "is_overdue"));
	json_object_set(model, "contacts", due);
	json_object_set_new(model, "has_contacts", json_boolean(json_array_size(due) > 0));
	json_object_set_new(model, "overdue_count", json_integer(overdue));
	json_object_set_new(model, "has_overdue", json_boolean(overdue > 0));
	return OK;
}

/* ---- the form ---- */

/* This year unless another one is asked for; goals are made for the next one, too. */
static int asked_year(struct req *req)
{
	int now = year_of(day_of(req->now));

	return (int)query_int(req, "year", now - 5, now + 2, now);
}

enum err field_goals_show(struct req *req)
{
	int year = asked_year(req), now = year_of(day_of(req->now));
	OWNED(json_decrefp) json_t *goals = NULL;
	json_t *goal, *fields = json_array(), *years = json_array();
	size_t i;

	TRY(goals_of(req, year, &goals));
	json_array_foreach(goals, i, goal) {
		OWNED(json_decrefp) json_t *form = json_object();
		const char *kind = json_string_value(json_object_get(goal, "kind"));
		form_show_int(req, form, kind, json_integer_value(json_object_get(goal, "target")));
		json_t *field = json_incref(json_object_get(form, kind));
		json_object_set(field, "text", json_object_get(goal, "text"));
		json_object_set(field, "reached", json_object_get(goal, "reached"));
		json_array_append_new(fields, field);
	}
	for (int each = now - 1; each <= now + 1; each++)
		json_array_append_new(years, json_pack("{s:i, s:b}", "year", each, "is_current", each == year));
	return render(req, "field_goals", json_pack("{s:i, s:o, s:o}", "year", year, "fields", fields, "years", years));
}

enum err field_goals_post(struct req *req)
{
	int64_t targets[FIELD_GOALS];
	int year = asked_year(req);

	for (size_t i = 0; i < FIELD_GOALS; i++)
		targets[i] = form_optional_int(req, field_goal_kinds[i], 0, TARGET_MOST);
	TRY(form_check(req));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	for (size_t i = 0; i < FIELD_GOALS; i++)
		TRY(field_goal_set(req->db, req->user->organisation_id, year, field_goal_kinds[i], targets[i]));
	TRY(tx_commit(&tx));
	notice(req, tr_format(req, "The goals for %d are saved.", year));
	return redirect(req, "/field#goals");
}
