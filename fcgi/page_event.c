/* SPDX-License-Identifier: MPL-2.0 */
/* Events: what the field is called to, for everyone to read; a coordinator makes one. */
#include <stdio.h>

#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/calendar.h"
#include "lib/event.h"
#include "lib/model.h"

static const struct choice audiences[] = {{"municipality", N_("Enterprises in our municipality")},
	{"region", N_("Enterprises in our region")}, {"country", N_("Enterprises in all of Denmark")}, {NULL, NULL}};

static json_t *event_view(struct req *req, const struct event *event)
{
	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o, s:b, s:s}", "id", (json_int_t)event->id, "title",
		event->title, "organiser", event->organisation_name, "starts",
		moment_text(req->mem, event->starts_at, req_language(req)), "ends",
		moment_text(req->mem, event->ends_at, req_language(req)), "place", event->place, "paragraphs",
		model_paragraphs(event->text), "has_text", !text_is_blank(event->text), "url",
		arena_printf(req->mem, "/events/%" PRId64, event->id));
}

enum err event_list(struct req *req)
{
	struct events events;

	TRY(event_list_coming(req->db, req->mem, req->now, &events));
	json_t *list = json_array();
	for (size_t i = 0; i < events.count; i++)
		json_array_append_new(list, event_view(req, &events.at[i]));
	return render(req, "events",
		json_pack("{s:o, s:b, s:b}", "events", list, "has_events", events.count > 0, "may_invite",
			req->user != NULL && (req->user->who & COORDINATOR) != 0));
}

enum err event_show(struct req *req)
{
	struct event event;

	TRY(event_find(req->db, req->mem, path_int(req, "id"), &event));
	return render(req, "event", json_pack("{s:o}", "event", event_view(req, &event)));
}

enum err event_file(struct req *req)
{
	OWNED(buffer_close) struct buffer file = {0};
	struct event event;

	TRY(event_find(req->db, req->mem, path_int(req, "id"), &event));
	event_calendar(req->mem, req->site->configuration, &event, &file);
	return send_file(req, CALENDAR_TYPE, "torv.ics", file.bytes, file.length);
}

/* ---- a coordinator makes one ---- */

enum err event_new_show(struct req *req)
{
	OWNED(json_decrefp) json_t *form = json_object();

	form_show(req, form, "title", "");
	form_show(req, form, "text", "");
	form_show_day(req, form, "date", NO_DAY);
	form_show(req, form, "starts", "");
	form_show(req, form, "ends", "");
	form_show(req, form, "place", "");
	form_show_choice(req, form, "audience", "municipality", audiences);
	return render(req, "event_form", json_pack("{s:O}", "form", form));
}

/* A time of day as people type it: "14", "14.30", "14:30". */
static moment form_time(struct req *req, const char *name, day date)
{
	const char *typed = form_line(req, name, 1, 5);
	int hour = -1, minute = 0, end = 0;

	if (sscanf(typed, "%2d%*1[.:]%2d%n", &hour, &minute, &end) < 2 || typed[end] != '\0') {
		end = 0;
		minute = 0;
		if (sscanf(typed, "%2d%n", &hour, &end) < 1 || typed[end] != '\0')
			hour = -1;
	}
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
		form_problem(req, name, N_("Write a time of day, for instance 14.30."));
		return NO_MOMENT;
	}
	return moment_at(date, hour, minute);
}

enum err event_new_post(struct req *req)
{
	struct faults faults = {0};
	day date = form_day(req, "date");
	struct event event = {
		.organisation_id = req->user->organisation_id,
		.title = form_value(req, "title"),
		.text = form_value(req, "text"),
		.starts_at = form_time(req, "starts", date),
		.ends_at = form_time(req, "ends", date),
		.place = form_value(req, "place"),
		.audience = form_choice(req, "audience", audiences),
	};
	int64_t id;
	size_t told;

	event_check(&event, req->now, &faults);
	form_faults(req, &faults);
	TRY(form_check(req));
	TRY(event_create(req->db, req->mem, req->site->configuration, &event, req->user->id, &id, &told));
	notice(req, tr_format(req, "The event is public, and %zu people are told by mail.", told));
	return redirect(req, "/events/%" PRId64, id);
}
