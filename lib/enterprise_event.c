/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The dated events of an enterprise, from which every figure of the statistics can be had as of any
 * day. They follow from changes of the profile:
 *
 * An enterprise has at most one day on which it was on the way first, and one on which it was
 * established. Another year is a correction and takes the place of the first one. A year alone is
 * dated 1 January; but when the enterprise was known to be on the way before, it became established
 * while we looked: today, as far as today lies in that year.
 *
 * A registration in the public register has a day of its own. Another day is a correction. No day any
 * more is a deregistration as of today; or a correction, when the enterprise was never approved (no
 * figure counted it) or the day was written today. A day that lies before a deregistration says that
 * the deregistration was the mistake.
 */
#include "lib/enterprise_internal.h"
#include "lib/text.h"

struct facts {
	day on_the_way, established, registered, deregistered; /* NO_DAY: never; else the latest */
	moment registered_recorded;
};

static const char *const kind_names[] = {
	[EVENT_ON_THE_WAY] = "on_the_way",
	[EVENT_ESTABLISHED] = "established",
	[EVENT_REGISTERED] = "registered",
	[EVENT_DEREGISTERED] = "deregistered",
	[EVENT_CLOSED] = "closed",
	[EVENT_MOVED] = "moved",
};

enum err enterprise_event_add(struct db *db, int64_t id, const struct enterprise_event *event)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *seat = event->municipality_code;
	struct row *row;

	if (seat == NULL) {
		TRY(db_one(db, mem, Q_ENTERPRISE_SEAT_ON, ARGS(db_day(event->happened_on), db_int(id)), &row));
		seat = row_text(row, "municipality_code");
	}
	return db_do(db, Q_ENTERPRISE_EVENT_ADD, ARGS(db_int(id), db_text(kind_names[event->kind]),
		db_day(event->happened_on), db_text(seat), db_moment(clock_now())), NULL);
}

/* ---- following the profile ---- */

static enum err add(struct db *db, int64_t id, enum enterprise_event_kind kind, day on)
{
	return enterprise_event_add(db, id, &(struct enterprise_event){.kind = kind, .happened_on = on});
}

static enum err redate(struct db *db, int64_t id, enum enterprise_event_kind kind, day from, day to)
{
	return db_do(db, Q_ENTERPRISE_EVENT_REDATE, ARGS(db_day(to), db_moment(clock_now()), db_int(id),
		db_text(kind_names[kind]), db_day(from)), NULL);
}

static enum err drop(struct db *db, int64_t id, enum enterprise_event_kind kind, day on)
{
	return db_do(db, Q_ENTERPRISE_EVENT_REMOVE,
		ARGS(db_int(id), db_text(kind_names[kind]), db_day(on)), NULL);
}

static enum err facts_find(struct db *db, struct arena *mem, int64_t id, struct facts *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_ENTERPRISE_EVENT_FACTS, ARGS(db_int(id)), &row));
	*out = (struct facts){
		.on_the_way = row_day(row, "on_the_way_on"),
		.established = row_day(row, "established_on"),
		.registered = row_day(row, "registered_on"),
		.deregistered = row_day(row, "deregistered_on"),
		.registered_recorded = row_moment(row, "registered_recorded_at"),
	};
	return OK;
}

static int year_of(day date)
{
	int year, month, mday;

	day_split(date, &year, &month, &mday);
	return year;
}

/* The day that stands for "established in that year". */
static day established_day(int year, day on_the_way, day today)
{
	day first = day_from(year, 1, 1), last = day_from(year, 12, 31);

	if (on_the_way == NO_DAY || year_of(on_the_way) > year || today < first)
		return first;
	return today < last ? today : last;
}

static enum err follow_stage(struct db *db, const struct enterprise *before,
	const struct enterprise_profile *profile, const struct facts *facts, day today)
{
	int64_t id = before->id;
	int year = profile->stage == STAGE_ESTABLISHED ? profile->established_year : 0;

	if (year == 0)
		TRY(db_do(db, Q_ENTERPRISE_EVENT_REMOVE_KIND,
			ARGS(db_int(id), db_text(kind_names[EVENT_ESTABLISHED])), NULL));
	else if (facts->established == NO_DAY)
		return add(db, id, EVENT_ESTABLISHED, established_day(year, facts->on_the_way, today));
	else if (year_of(facts->established) != year)
		return redate(db, id, EVENT_ESTABLISHED, facts->established,
			established_day(year, facts->on_the_way, today));

	if (profile->stage == STAGE_ON_THE_WAY && facts->on_the_way == NO_DAY)
		return add(db, id, EVENT_ON_THE_WAY, today);
	return OK;
}

static enum err follow_registered(struct db *db, int64_t id, const struct facts *facts, day wanted)
{
	bool left = facts->deregistered != NO_DAY && facts->deregistered >= facts->registered;

	if (facts->registered == NO_DAY || (left && wanted > facts->deregistered))
		return add(db, id, EVENT_REGISTERED, wanted);
	if (left)
		TRY(drop(db, id, EVENT_DEREGISTERED, facts->deregistered));
	if (facts->registered != wanted)
		return redate(db, id, EVENT_REGISTERED, facts->registered, wanted);
	return OK;
}

static enum err follow_deregistered(struct db *db, const struct enterprise *before,
	const struct facts *facts, day today)
{
	bool left = facts->deregistered != NO_DAY && facts->deregistered >= facts->registered;

	if (facts->registered == NO_DAY || left)
		return OK;
	if (before->approved_at == NO_MOMENT || day_of(facts->registered_recorded) == today)
		return drop(db, before->id, EVENT_REGISTERED, facts->registered);
	return add(db, before->id, EVENT_DEREGISTERED, today);
}

enum err enterprise_event_follow(struct db *db, struct arena *mem, const struct enterprise *before,
	const struct enterprise_profile *profile, day today)
{
	struct facts facts;

	TRY(facts_find(db, mem, before->id, &facts));
	TRY(follow_stage(db, before, profile, &facts, today));
	if (profile->rsv_registered_on != NO_DAY)
		return follow_registered(db, before->id, &facts, profile->rsv_registered_on);
	return follow_deregistered(db, before, &facts, today);
}
