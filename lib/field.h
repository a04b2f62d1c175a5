/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The map of the field: the enterprises that a municipality's coordinator has found, in Torv or not yet,
 * how far each has come, whom to talk to next, and what is to be reached in a year. It is the
 * municipality's own; nobody else sees it. An entry with a CVR number finds its enterprise in Torv by
 * itself.
 *
 * What is counted are dated events, as in the statistics: found, visited, counselled.
 */
#ifndef TORV_FIELD_H
#define TORV_FIELD_H

#include <jansson.h>

#include "lib/choice.h"
#include "lib/db.h"
#include "lib/fault.h"
#include "lib/line_match.h" /* struct reader */

#define FIELD_WORDS_MAX 4000

struct field_entry {
	int64_t id;
	int64_t organisation_id; /* the municipality */
	const char *name;
	const char *cvr;   /* "": none yet */
	const char *kind;  /* "entrepreneur", "existing", "company", "association", "municipal", "elsewhere" */
	const char *state; /* "found", "visited", "on_the_way", "registered", "not_suited" */
	const char *contact_name, *contact_email, *contact_phone;
	const char *notes;
	day next_contact_on; /* NO_DAY: nothing is planned */
	/* read only */
	day last_contact_on;     /* the last visit or counselling; NO_DAY: none yet */
	const char *torv_slug;   /* of the enterprise in Torv with this CVR number; "": there is none */
	const char *torv_status; /* as enterprise.status: "approved" */
};

extern const struct choice field_kind_choices[], field_state_choices[];

/* English source texts for a kind, a state, an event or a goal; "" for what there is not. */
const char *field_kind_text(const char *kind);
const char *field_state_text(const char *state);
const char *field_event_text(const char *kind);
const char *field_goal_text(const char *kind);

/* ---- entries; organisation_id guards whose map it is ---- */

/* What breaks a rule: "name", "cvr", "kind", "state", "contact_email", "notes". */
struct faults field_faults(const struct field_entry *entry);

/* Each in a transaction, with audit. INVALID as field_faults; CONFLICT: the map has that CVR number
 * already. A state that it came to is noted as an event of that day; not a visit, which is a contact. */
enum err field_add(struct db *db, const struct field_entry *entry, int64_t account_id, int64_t *id);
enum err field_save(struct db *db, struct arena *mem, const struct field_entry *entry, int64_t account_id);
/* With all that was noted about it. NOT_FOUND: it is not theirs. */
enum err field_delete(struct db *db, int64_t id, int64_t organisation_id, int64_t account_id);

enum err field_find(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct field_entry *out);
/* The same, held until the transaction ends, of which it is the first: nobody else changes it meanwhile. */
enum err field_find_held(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct field_entry *out);

/* All entries, or those in a state (not ""): who is to be talked to first. */
enum err field_entries(struct db *db, struct arena *mem, int64_t organisation_id, const char *state,
	struct field_entry **out, size_t *count);

/* Somebody was there, or counselled them. */
struct field_contact {
	int64_t entry_id;
	int64_t organisation_id;
	int64_t account_id;
	bool visited; /* else counselled, by telephone or mail for instance */
	day on;
	const char *words;   /* "" when nothing is noted */
	day next_contact_on; /* NO_DAY: none */
};

/* Notes it; who was only found is visited from then on. INVALID: the day has not come, or the words
 * are too long; NOT_FOUND: the entry is not theirs. */
enum err field_contact(struct db *db, const struct field_contact *contact);

/* ---- models; new values that the caller owns ---- */

/* An entry: {id, url, name, cvr, has_cvr, kind, kind_text, state, state_text, is_<state>, contact {name, email,
 * phone, has_...}, notes, has_notes, next_contact (ISO), next_contact_text, has_next_contact, is_overdue,
 * is_today, last_contact_text, has_last_contact, is_registering, torv_url, is_approved, has_left} */
json_t *field_entry_model(struct arena *mem, const struct field_entry *entry, const struct reader *reader,
	day today);

/* The models of field_entries. */
enum err field_list(struct db *db, struct arena *mem, int64_t organisation_id, const char *state,
	const struct reader *reader, day today, json_t **out);

/* Those to be talked to up to a day, the longest overdue first. */
enum err field_due(struct db *db, struct arena *mem, int64_t organisation_id, day until,
	const struct reader *reader, day today, json_t **out);

/* [{state, text, count, chosen}] of all states, and how many entries there are in all. */
enum err field_states(struct db *db, struct arena *mem, int64_t organisation_id, const char *chosen,
	const struct reader *reader, json_t **out, int64_t *total);

/* What happened with an entry, newest first: [{kind, text, date_text, words, has_words, who}]. */
enum err field_history(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	const struct reader *reader, json_t **out);

/* The last months up to this one, newest first: [{month_text, visited, counselled, enterprises}] */
enum err field_months(struct db *db, struct arena *mem, int64_t organisation_id, const struct reader *reader,
	day today, int months, json_t **out);

/* ---- goals ---- */

#define FIELD_GOALS 6
extern const char *const field_goal_kinds[FIELD_GOALS]; /* "found", "visited", ... */

/* Sets a year's goal; target -1 takes it away. INVALID: there is no such kind. */
enum err field_goal_set(struct db *db, int64_t organisation_id, int year, const char *kind, int64_t target);

/* How far a year is: [{kind, text, target, has_target, reached, percent, is_reached}] of all kinds, those
 * with a goal first. municipality_code: where the statistics look. */
enum err field_goals(struct db *db, struct arena *mem, int64_t organisation_id, const char *municipality_code,
	int year, const struct reader *reader, json_t **out);

#endif
