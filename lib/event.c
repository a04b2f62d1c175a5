/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/event.h"

#include <inttypes.h>

#include "lib/audit.h"
#include "lib/calendar.h"
#include "lib/event_tell.h"

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

/* ---- changing ---- */

/* To the audit. */
static enum err note(struct db *db, const struct event_hand *hand, const char *action, int64_t id)
{
	return audit_add(db, &(struct audit){.account_id = hand->account_id, .organisation_id = hand->organisation_id,
				     .action = action, .subject_kind = "event", .subject_id = id});
}

enum err event_create(struct db *db, struct arena *mem, struct event_hand *hand, const struct event *event,
	int64_t *id)
{
	struct faults faults = {0};
	moment now = clock_now();

	TRY(event_check(event, now, &faults));
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_insert(db, Q_EVENT_INSERT,
		ARGS(db_int(hand->organisation_id), db_text(event->title), db_text(event->text),
			db_moment(event->starts_at), db_moment(event->ends_at), db_text(event->place),
			db_text(event->audience), db_int(hand->account_id), db_moment(now)),
		id));
	TRY(note(db, hand, "event-created", *id));
	TRY(event_invite(db, mem, hand, *id));
	return tx_commit(&tx);
}

static bool is_same(const struct event *a, const struct event *b)
{
	return text_equal(a->title, b->title) && text_equal(a->text, b->text) && text_equal(a->place, b->place) &&
	       a->starts_at == b->starts_at && a->ends_at == b->ends_at && text_equal(a->audience, b->audience);
}

enum err event_change(struct db *db, struct arena *mem, struct event_hand *hand, const struct event *event)
{
	struct faults faults = {0};
	struct event before;

	hand->told = 0;
	TRY(event_check(event, clock_now(), &faults));
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(event_find_held(db, mem, event->id, hand->organisation_id, &before));
	if (is_same(&before, event))
		return OK;
	TRY(db_do(db, Q_EVENT_CHANGE,
		ARGS(db_text(event->title), db_text(event->text), db_moment(event->starts_at), db_moment(event->ends_at),
			db_text(event->place), db_text(event->audience), db_moment(clock_now()), db_int(event->id)),
		NULL));
	TRY(note(db, hand, "event-changed", event->id));
	TRY(event_tell_change(db, mem, hand, &before));
	TRY(event_invite(db, mem, hand, event->id));
	return tx_commit(&tx);
}

enum err event_cancel(struct db *db, struct arena *mem, struct event_hand *hand, int64_t id, const char *words)
{
	struct event event;

	hand->told = 0;
	if (text_length(words) > EVENT_WORDS_MOST)
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(event_find_held(db, mem, id, hand->organisation_id, &event));
	TRY(db_do(db, Q_EVENT_CANCEL, ARGS(db_moment(clock_now()), db_text(words), db_int(id)), NULL));
	TRY(note(db, hand, "event-cancelled", id));
	TRY(event_tell_cancellation(db, mem, hand, id));
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
		.changed_at = row_moment(row, "changed_at"),
		.sequence = (int)row_int(row, "sequence"),
		.cancelled_at = row_moment(row, "cancelled_at"),
		.cancel_words = row_text(row, "cancel_words"),
	};
}

enum err event_find(struct db *db, struct arena *mem, int64_t id, struct event *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_EVENT_FIND, ARGS(db_int(id)), &row));
	*out = event_of(row);
	return OK;
}

enum err event_find_held(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id, struct event *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_EVENT_FIND_HELD, ARGS(db_int(id), db_int(organisation_id)), &row));
	*out = event_of(row);
	return out->cancelled_at != NO_MOMENT || out->ends_at <= clock_now() ? CONFLICT : OK;
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
	bool cancelled = event->cancelled_at != NO_MOMENT;

	calendar_begin(out, cancelled ? CALENDAR_CANCEL : CALENDAR_PUBLISH, event->title);
	calendar_add_time(out, &(struct calendar_time){
		.uid = arena_printf(mem, "event-%" PRId64 "@%s", event->id, configuration->reply_domain),
		.sequence = event->sequence,
		.starts_at = event->starts_at,
		.ends_at = event->ends_at,
		.written_at = clock_now(),
		.changed_at = event->changed_at,
		.summary = event->title,
		.text = event->text,
		.place = event->place,
		.url = arena_printf(mem, "%s/events/%" PRId64, configuration->site_url, event->id),
		.organiser_name = event->organisation_name,
		.organiser_address = configuration->mail_from,
		.cancelled = cancelled,
		.comment = event->cancel_words,
	});
	calendar_end(out);
}
