/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/event.h"

#include <inttypes.h>

#include "lib/audit.h"
#include "lib/calendar.h"
#include "lib/recipient.h"

#define TITLE_MOST 160
#define TEXT_MOST 8000
#define PLACE_MOST 200

enum err event_check(const struct event *event, moment now, struct faults *faults)
{
	if (text_is_blank(event->title))
		fault_note(faults, "title", N_("Write what it is."));
	else if (text_length(event->title) > TITLE_MOST)
		fault_note(faults, "title", N_("Write at most 160 characters."));
	if (text_length(event->text) > TEXT_MOST)
		fault_note(faults, "text", N_("Write at most 8,000 characters."));
	if (text_is_blank(event->place))
		fault_note(faults, "place", N_("Write where it is."));
	else if (text_length(event->place) > PLACE_MOST)
		fault_note(faults, "place", N_("Write at most 200 characters."));
	if (event->starts_at != NO_MOMENT && event->starts_at <= now)
		fault_note(faults, "date", N_("This is in the past."));
	if (event->ends_at != NO_MOMENT && event->ends_at <= event->starts_at)
		fault_note(faults, "ends", N_("It must end after it begins."));
	return faults->count > 0 ? INVALID : OK;
}

static enum err tell(struct db *db, struct arena *mem, const struct configuration *configuration, int64_t id,
	size_t *told)
{
	struct event event;
	struct rows readers;
	enum err err = OK;

	TRY(event_find(db, mem, id, &event));
	TRY(db_list(db, mem, Q_EVENT_READERS, ARGS(db_int(id)), &readers));
	json_t *model = json_pack("{s:I, s:s, s:s, s:s, s:s, s:I, s:I}", "event_id", (json_int_t)id, "title",
		event.title, "text", event.text, "place", event.place, "organiser_name", event.organisation_name,
		"starts_at", (json_int_t)event.starts_at, "ends_at", (json_int_t)event.ends_at);
	for (size_t i = 0; i < readers.count && err == OK; i++) {
		struct outbox_mail mail = recipient_mail(readers.at[i], "event");
		mail.model = model;
		err = outbox_add(db, mem, configuration, &mail);
	}
	json_decref(model);
	*told = readers.count;
	return err;
}

enum err event_create(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct event *event, int64_t account_id, int64_t *id, size_t *told)
{
	struct faults faults = {0};
	moment now = clock_now();

	TRY(event_check(event, now, &faults));
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_insert(db, Q_EVENT_INSERT,
		ARGS(db_int(event->organisation_id), db_text(event->title), db_text(event->text),
			db_moment(event->starts_at), db_moment(event->ends_at), db_text(event->place),
			db_text(event->audience), db_int(account_id), db_moment(now)),
		id));
	TRY(audit_add(db, &(struct audit){.account_id = account_id, .organisation_id = event->organisation_id,
			      .action = "event-created", .subject_kind = "event", .subject_id = *id}));
	TRY(tell(db, mem, configuration, *id, told));
	return tx_commit(&tx);
}

/* ---- reading ---- */

static struct event event_of(const struct row *row)
{
	return (struct event){
		.id = row_int(row, "id"),
		.organisation_id = row_int(row, "organisation_id"),
		.organisation_name = row_text(row, "organisation_name"),
		.title = row_text(row, "title"),
		.text = row_text(row, "text"),
		.starts_at = row_moment(row, "starts_at"),
		.ends_at = row_moment(row, "ends_at"),
		.place = row_text(row, "place"),
		.audience = row_text(row, "audience"),
		.created_at = row_moment(row, "created_at"),
	};
}

enum err event_find(struct db *db, struct arena *mem, int64_t id, struct event *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_EVENT_FIND, ARGS(db_int(id)), &row));
	*out = event_of(row);
	return OK;
}

enum err event_list_coming(struct db *db, struct arena *mem, moment now, struct events *out)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_EVENT_COMING, ARGS(db_moment(now)), &rows));
	out->at = arena_array(mem, rows.count + 1, sizeof *out->at);
	out->count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		out->at[i] = event_of(rows.at[i]);
	return OK;
}

void event_calendar(struct arena *mem, const struct configuration *configuration, const struct event *event,
	struct buffer *out)
{
	calendar_begin(out, event->title);
	calendar_add_time(out, &(struct calendar_time){
		.uid = arena_printf(mem, "event-%" PRId64 "@%s", event->id, configuration->reply_domain),
		.starts_at = event->starts_at,
		.ends_at = event->ends_at,
		.changed_at = event->created_at,
		.summary = event->title,
		.text = event->text,
		.place = event->place,
		.url = arena_printf(mem, "%s/events/%" PRId64, configuration->site_url, event->id),
	});
	calendar_end(out);
}
