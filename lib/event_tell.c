/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/event_tell.h"

#include "lib/model.h"
#include "lib/recipient.h"

/* What each of the mails tells. */
static json_t *facts_of(const struct event *event)
{
	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:I, s:I, s:i, s:I}", "event_id", (json_int_t)event->id, "title",
		event->title, "text", event->text, "place", event->place, "organiser_name", event->organisation_name,
		"starts_at", (json_int_t)event->starts_at, "ends_at", (json_int_t)event->ends_at, "sequence",
		event->sequence, "stamp", (json_int_t)event->changed_at);
}

static enum err send(struct db *db, struct arena *mem, struct event_hand *hand, const struct row *reader,
	const char *kind, json_t *model)
{
	struct outbox_mail mail = recipient_mail(reader, kind);

	mail.model = model;
	hand->told++;
	return outbox_add(db, mem, hand->configuration, &mail);
}

enum err event_invite(struct db *db, struct arena *mem, struct event_hand *hand, int64_t id)
{
	struct event event;
	struct rows readers;

	TRY(event_find(db, mem, id, &event));
	TRY(db_list(db, mem, Q_EVENT_READERS, ARGS(db_int(id)), &readers));
	OWNED(json_decrefp) json_t *model = facts_of(&event);
	for (size_t i = 0; i < readers.count; i++) {
		TRY(send(db, mem, hand, readers.at[i], "event", model));
		TRY(db_do(db, Q_EVENT_TOLD_INSERT, ARGS(db_int(id), db_int(row_int(readers.at[i], "account_id"))), NULL));
	}
	return OK;
}

static enum err tell_told(struct db *db, struct arena *mem, struct event_hand *hand, int64_t id, const char *kind,
	json_t *model)
{
	struct rows readers;

	TRY(db_list(db, mem, Q_EVENT_TOLD_LIST, ARGS(db_int(id)), &readers));
	for (size_t i = 0; i < readers.count; i++)
		TRY(send(db, mem, hand, readers.at[i], kind, model));
	return OK;
}

enum err event_tell_change(struct db *db, struct arena *mem, struct event_hand *hand, const struct event *before)
{
	struct event now;

	TRY(event_find(db, mem, before->id, &now));
	bool title = !text_equal(now.title, before->title), place = !text_equal(now.place, before->place);
	bool text = !text_equal(now.text, before->text);
	bool starts = now.starts_at != before->starts_at, ends = now.ends_at != before->ends_at;
	if (!title && !place && !text && !starts && !ends)
		return OK;
	OWNED(json_decrefp) json_t *model = facts_of(&now);
	OWNED(json_decrefp) json_t *old = json_pack("{s:s, s:s, s:I, s:I, s:b, s:b, s:b, s:b, s:b}", "old_title",
		before->title, "old_place", before->place, "old_starts_at", (json_int_t)before->starts_at, "old_ends_at",
		(json_int_t)before->ends_at, "title_changed", title, "place_changed", place, "text_changed", text,
		"starts_changed", starts, "ends_changed", ends);
	json_object_update(model, old);
	return tell_told(db, mem, hand, before->id, "event-changed", model);
}

enum err event_tell_cancellation(struct db *db, struct arena *mem, struct event_hand *hand, int64_t id)
{
	struct event event;

	TRY(event_find(db, mem, id, &event));
	OWNED(json_decrefp) json_t *model = facts_of(&event);
	json_object_set_new(model, "words", json_string(event.cancel_words));
	return tell_told(db, mem, hand, id, "event-cancelled", model);
}
