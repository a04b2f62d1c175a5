/* SPDX-License-Identifier: MPL-2.0 */
/* Events: what the field is called to, for everyone to read; a coordinator makes, changes and cancels one. */
#include <stdio.h>

#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/calendar.h"
#include "lib/event.h"
#include "lib/model.h"

static const struct choice audiences[] = {{"municipality", N_("Enterprises in our municipality")},
	{"region", N_("Enterprises in our region")}, {"country", N_("Enterprises in all of Denmark")}, {NULL, NULL}};

/* The coordinators of the municipality that invites, until it is over or cancelled. */
static bool may_change(const struct req *req, const struct event *event)
{
	return req->user != NULL && (req->user->who & COORDINATOR) != 0 &&
	       req->user->organisation_id == event->organisation_id && event->cancelled_at == NO_MOMENT &&
	       event->ends_at > req->now;
}

static json_t *event_view(struct req *req, const struct event *event)
{
	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o, s:b, s:s, s:b, s:s, s:b}", "id", (json_int_t)event->id,
		"title", event->title, "organiser", event->organisation_name, "starts",
		moment_text(req->mem, event->starts_at, req_language(req)), "ends",
		moment_text(req->mem, event->ends_at, req_language(req)), "place", event->place, "paragraphs",
		model_paragraphs(event->text), "has_text", !text_is_blank(event->text), "url",
		arena_printf(req->mem, "/events/%" PRId64, event->id), "is_cancelled", event->cancelled_at != NO_MOMENT,
		"cancel_words", event->cancel_words, "may_change", may_change(req, event));
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

/* ---- the form ---- */

static enum err show_fields(struct req *req, json_t *form, const void *stored)
{
	const struct event *event = stored;

	form_show(req, form, "title", event->title);
	form_show(req, form, "text", event->text);
	form_show_day(req, form, "date", day_of(event->starts_at));
	form_show(req, form, "starts", moment_hour(req->mem, event->starts_at));
	form_show(req, form, "ends", moment_hour(req->mem, event->ends_at));
	form_show(req, form, "place", event->place);
	form_show_choice(req, form, "audience", event->audience, audiences);
	return OK;
}

static enum err show_form(struct req *req, const struct event *event)
{
	OWNED(json_decrefp) json_t *form = json_object();

	TRY(show_fields(req, form, event));
	form_show_seen(form);
	return render(req, "event_form",
		json_pack("{s:O, s:b, s:I}", "form", form, "is_new", event->id == 0, "id", (json_int_t)event->id));
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

/* It ends on the day it begins. */
static struct event read_form(struct req *req)
{
	struct faults faults = {0};
	day date = form_day(req, "date");
	struct event event = {
		.title = form_value(req, "title"),
		.text = form_value(req, "text"),
		.starts_at = form_time(req, "starts", date),
		.ends_at = form_time(req, "ends", date),
		.place = form_value(req, "place"),
		.audience = form_choice(req, "audience", audiences),
	};

	event_check(&event, req->now, &faults);
	form_faults(req, &faults);
	return event;
}

static struct event_hand hand_of(const struct req *req)
{
	return (struct event_hand){.configuration = req->site->configuration, .organisation_id = req->user->organisation_id,
		.account_id = req->user->id};
}

/* ---- a coordinator makes one ---- */

enum err event_new_show(struct req *req)
{
	return show_form(req, &(struct event){.title = "", .text = "", .place = "", .starts_at = NO_MOMENT,
				      .ends_at = NO_MOMENT, .audience = "municipality"});
}

enum err event_new_post(struct req *req)
{
	struct event event = read_form(req);
	struct event_hand hand = hand_of(req);
	int64_t id;

	TRY(form_check(req));
	TRY(event_create(req->db, req->mem, &hand, &event, &id));
	notice(req, tr_format(req, "The event is public, and %zu people are told by mail.", hand.told));
	return redirect(req, "/events/%" PRId64, id);
}

/* ---- and changes it, or cancels it ---- */

/* What a colleague has cancelled meanwhile could be announced as a new one (anew). */
static enum err ended_is_told(struct req *req, enum err err, bool anew)
{
	err = form_gone(req, err, &(struct gone){"event-cancelled", "event", path_int(req, "id"),
		N_("%s cancelled this event (%s)."), anew});
	if (err != CONFLICT || req->refusal != NULL)
		return err;
	return refuse(req, CONFLICT, N_("The event is cancelled or over: it cannot be changed any more."));
}

/* The municipality's own that can still be changed. */
static enum err find_own(struct req *req, bool anew, struct event *out)
{
	int64_t id = path_int(req, "id");

	return ended_is_told(req, event_find_held(req->db, req->mem, id, req->user->organisation_id, out), anew);
}

enum err event_edit_show(struct req *req)
{
	struct event event;
	enum err err = find_own(req, true, &event);

	if (err == INVALID)
		return event_new_show(req);
	TRY(err);
	return show_form(req, &event);
}

enum err event_edit_post(struct req *req)
{
	struct event event = read_form(req), before;
	struct event_hand hand = hand_of(req);

	event.id = path_int(req, "id");
	TRY(form_check(req));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(find_own(req, true, &before));
	TRY(form_check_meanwhile(req, show_fields, &before));
	TRY(ended_is_told(req, event_change(req->db, req->mem, &hand, &event), true));
	TRY(tx_commit(&tx));
	notice(req, tr_format(req, "The changes are public, and %zu people are told by mail.", hand.told));
	return redirect(req, "/events/%" PRId64, event.id);
}

enum err event_cancel_show(struct req *req)
{
	OWNED(json_decrefp) json_t *form = json_object();
	struct event event;

	TRY(find_own(req, false, &event));
	form_show(req, form, "words", "");
	return render(req, "event_cancel", json_pack("{s:O, s:o}", "form", form, "event", event_view(req, &event)));
}

enum err event_cancel_post(struct req *req)
{
	const char *words = form_text(req, "words", 0, EVENT_WORDS_MOST);
	struct event_hand hand = hand_of(req);
	int64_t id = path_int(req, "id");

	TRY(form_check(req));
	TRY(ended_is_told(req, event_cancel(req->db, req->mem, &hand, id, words), false));
	notice(req, tr_format(req, "The event is cancelled, and %zu people are told by mail.", hand.told));
	return redirect(req, "/events/%" PRId64, id);
}
