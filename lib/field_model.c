/* SPDX-License-Identifier: MPL-2.0 */
/* The map of the field as it is shown: entries, whom to talk to, what happened, how far a year is. */
#include "lib/field.h"

#include <inttypes.h>

#include "lib/model.h"
#include "lib/text.h"
#include "lib/translate.h"

static const char *say(const struct reader *reader, const char *text)
{
	return *text == '\0' ? "" : translate(reader->catalogues, reader->language, text);
}

/* ---- entries ---- */

static void read_row(const struct row *row, struct field_entry *out)
{
	*out = (struct field_entry){
		.id = row_int(row, "id"),
		.organisation_id = row_int(row, "organisation_id"),
		.name = row_text(row, "name"),
		.cvr = row_text(row, "cvr"),
		.kind = row_text(row, "kind"),
		.state = row_text(row, "state"),
		.contact_name = row_text(row, "contact_name"),
		.contact_email = row_text(row, "contact_email"),
		.contact_phone = row_text(row, "contact_phone"),
		.notes = row_text(row, "notes"),
		.next_contact_on = row_day(row, "next_contact_on"),
		.last_contact_on = row_day(row, "last_contact_on"),
		.torv_slug = row_text(row, "torv_slug"),
		.torv_status = row_text(row, "torv_status"),
	};
}

enum err field_find(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct field_entry *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_FIELD_BY_ID, ARGS(db_int(id), db_int(organisation_id)), &row));
	read_row(row, out);
	return OK;
}

enum err field_find_held(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct field_entry *out)
{
	struct row *held;

	TRY(db_one(db, mem, Q_FIELD_HOLD, ARGS(db_int(id), db_int(organisation_id)), &held));
	return field_find(db, mem, id, organisation_id, out);
}

static void add_states(json_t *model, struct arena *mem, const char *state)
{
	for (const struct choice *one = field_state_choices; one->value != NULL; one++)
		json_object_set_new(model, arena_printf(mem, "is_%s", one->value), json_boolean(text_equal(one->value, state)));
}

static json_t *contact_model(const struct field_entry *entry)
{
	json_t *contact = json_object();

	model_text(contact, "name", entry->contact_name);
	model_text(contact, "email", entry->contact_email);
	model_text(contact, "phone", entry->contact_phone);
	return contact;
}

json_t *field_entry_model(struct arena *mem, const struct field_entry *entry, const struct reader *reader,
	day today)
{
	const char *code = language_code(reader->language);
	day next = entry->next_contact_on, last = entry->last_contact_on;
	bool approved = text_equal(entry->torv_status, "approved");
	json_t *model = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:b, s:b, s:b, s:s, s:b}",
		"id", (json_int_t)entry->id, "url", arena_printf(mem, "/field/%" PRId64, entry->id), "name", entry->name,
		"kind", entry->kind, "kind_text", say(reader, field_kind_text(entry->kind)), "state", entry->state,
		"state_text", say(reader, field_state_text(entry->state)), "contact", contact_model(entry),
		"next_contact", day_iso(mem, next), "next_contact_text", day_text(mem, next, code), "has_next_contact",
		next != NO_DAY, "is_overdue", next != NO_DAY && next < today, "is_today", next == today,
		"last_contact_text", day_text(mem, last, code), "has_last_contact", last != NO_DAY);

	model_text(model, "cvr", entry->cvr);
	model_text(model, "notes", entry->notes);
	add_states(model, mem, entry->state);
	bool left = text_equal(entry->torv_status, "withdrawn");
	json_object_set_new(model, "is_registering", json_boolean(entry->torv_slug[0] != '\0' && !approved && !left));
	json_object_set_new(model, "is_approved", json_boolean(approved));
	json_object_set_new(model, "has_left", json_boolean(left));
	json_object_set_new(model, "torv_url", json_string(arena_printf(mem, "/enterprises/%s", entry->torv_slug)));
	return model;
}

enum err field_entries(struct db *db, struct arena *mem, int64_t organisation_id, const char *state,
	struct field_entry **out, size_t *count)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_FIELD_LIST, ARGS(db_int(organisation_id), db_bool(*state == '\0'), db_text(state)), &rows));
	*out = arena_array(mem, rows.count + 1, sizeof **out);
	*count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		read_row(rows.at[i], &(*out)[i]);
	return OK;
}

static enum err list(struct db *db, struct arena *mem, int64_t organisation_id, const char *state, day until,
	const struct reader *reader, day today, json_t **out)
{
	struct field_entry *entries;
	size_t count;

	TRY(field_entries(db, mem, organisation_id, state, &entries, &count));
	*out = json_array();
	for (size_t i = 0; i < count; i++) {
		day next = entries[i].next_contact_on;
		if (until == NO_DAY || (next != NO_DAY && next <= until))
			json_array_append_new(*out, field_entry_model(mem, &entries[i], reader, today));
	}
	return OK;
}

enum err field_list(struct db *db, struct arena *mem, int64_t organisation_id, const char *state,
	const struct reader *reader, day today, json_t **out)
{
	return list(db, mem, organisation_id, state, NO_DAY, reader, today, out);
}

enum err field_due(struct db *db, struct arena *mem, int64_t organisation_id, day until,
	const struct reader *reader, day today, json_t **out)
{
	return list(db, mem, organisation_id, "", until, reader, today, out);
}

enum err field_states(struct db *db, struct arena *mem, int64_t organisation_id, const char *chosen,
	const struct reader *reader, json_t **out, int64_t *total)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_FIELD_STATES, ARGS(db_int(organisation_id)), &rows));
	*out = json_array();
	*total = 0;
	for (const struct choice *one = field_state_choices; one->value != NULL; one++) {
		int64_t count = 0;
		for (size_t i = 0; i < rows.count; i++)
			if (text_equal(row_text(rows.at[i], "state"), one->value))
				count = row_int(rows.at[i], "entries");
		json_array_append_new(*out, json_pack("{s:s, s:s, s:I, s:b}", "state", one->value, "text",
			say(reader, one->label), "count", (json_int_t)count, "chosen", text_equal(one->value, chosen)));
		*total += count;
	}
	return OK;
}

/* ---- what happened ---- */

enum err field_history(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	const struct reader *reader, json_t **out)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_FIELD_EVENTS, ARGS(db_int(id), db_int(organisation_id)), &rows));
	*out = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		json_t *item = json_pack("{s:s, s:s, s:s, s:s}", "kind", row_text(row, "kind"), "text",
			say(reader, field_event_text(row_text(row, "kind"))), "date_text",
			day_text(mem, row_day(row, "happened_on"), language_code(reader->language)), "who", row_text(row, "who"));
		model_text(item, "words", row_text(row, "words"));
		json_array_append_new(*out, item);
	}
	return OK;
}

enum err field_months(struct db *db, struct arena *mem, int64_t organisation_id, const struct reader *reader,
	day today, int months, json_t **out)
{
	int year, month, mday;
	struct rows rows;

	day_split(today, &year, &month, &mday);
	int now = 12 * year + month - 1, from = now - months + 1;
	TRY(db_list(db, mem, Q_FIELD_MONTHS, ARGS(db_int(organisation_id), db_day(day_from(from / 12, from % 12 + 1, 1))),
		&rows));
	*out = json_array();
	for (int at = now; at >= from; at--) {
		int64_t visited = 0, counselled = 0, enterprises = 0;
		for (size_t i = 0; i < rows.count; i++) {
			const struct row *row = rows.at[i];
			if (12 * row_int(row, "year") + row_int(row, "month") - 1 != at)
				continue;
			visited = row_int(row, "visited");
			counselled = row_int(row, "counselled");
			enterprises = row_int(row, "enterprises");
		}
		json_array_append_new(*out, json_pack("{s:s, s:I, s:I, s:I}", "month_text",
			month_text(mem, at / 12, at % 12 + 1, language_code(reader->language)), "visited", (json_int_t)visited,
			"counselled", (json_int_t)counselled, "enterprises", (json_int_t)enterprises));
	}
	return OK;
}

/* ---- goals ---- */

static int64_t target_of(const struct rows *rows, const char *kind)
{
	for (size_t i = 0; i < rows->count; i++)
		if (text_equal(row_text(rows->at[i], "kind"), kind))
			return row_int(rows->at[i], "target");
	return -1;
}

static enum err reached(struct db *db, struct arena *mem, int64_t organisation_id, const char *code, int year,
	struct row **out)
{
	struct arg id = db_int(organisation_id), place = db_text(code);
	struct arg from = db_day(day_from(year, 1, 1)), to = db_day(day_from(year + 1, 1, 1));

	return db_one(db, mem, Q_FIELD_REACHED,
		ARGS(id, from, to, id, from, to, id, from, to, from, to, place, place, from, to, place, from, to), out);
}

enum err field_goals(struct db *db, struct arena *mem, int64_t organisation_id, const char *municipality_code,
	int year, const struct reader *reader, json_t **out)
{
	struct rows targets;
	struct row *row;

	TRY(db_list(db, mem, Q_FIELD_GOALS, ARGS(db_int(organisation_id), db_int(year)), &targets));
	TRY(reached(db, mem, organisation_id, municipality_code, year, &row));
	*out = json_array();
	for (int with = 1; with >= 0; with--) {
		for (size_t i = 0; i < FIELD_GOALS; i++) {
			const char *kind = field_goal_kinds[i];
			int64_t target = target_of(&targets, kind), count = row_int(row, kind);
			if ((target >= 0) != (with == 1))
				continue;
			int64_t percent = target > 0 ? 100 * count / target : 100;
			json_array_append_new(*out, json_pack("{s:s, s:s, s:I, s:b, s:I, s:I, s:b}", "kind", kind, "text",
				say(reader, field_goal_text(kind)), "target", (json_int_t)target, "has_target", target >= 0,
				"reached", (json_int_t)count, "percent", (json_int_t)(percent > 100 ? 100 : percent),
				"is_reached", target >= 0 && count >= target));
		}
	}
	return OK;
}
