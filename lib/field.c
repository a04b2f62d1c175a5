/* SPDX-License-Identifier: MPL-2.0 */
/* The map of the field: its rules, and what is written to it. How it is shown is field_model.c. */
#include "lib/field.h"

#include "lib/audit.h"
#include "lib/text.h"
#include "lib/translate.h"

#define NAME_MOST 160
#define PERSON_MOST 120
#define PHONE_MOST 40

const struct choice field_kind_choices[] = {
	{"entrepreneur", N_("A social entrepreneur")},
	{"existing", N_("An existing social enterprise")},
	{"company", N_("A company that takes social responsibility")},
	{"association", N_("An association or institution")},
	{"municipal", N_("A spin-off from the municipality")},
	{"elsewhere", N_("A social enterprise from another municipality")},
	{NULL, NULL},
};

const struct choice field_state_choices[] = {
	{"found", N_("Found")},
	{"visited", N_("Visited")},
	{"on_the_way", N_("On the way")},
	{"registered", N_("Registered (RSV)")},
	{"not_suited", N_("Not suited")},
	{NULL, NULL},
};

static const struct choice events[] = {
	{"found", N_("Found")},
	{"visited", N_("Visited")},
	{"counselled", N_("Counselled")},
	{"on_the_way", N_("On the way")},
	{"registered", N_("Registered (RSV)")},
	{"not_suited", N_("Not suited")},
	{NULL, NULL},
};

static const struct choice goals[] = {
	{"found", N_("Enterprises found")},
	{"visited", N_("Visits")},
	{"counselled", N_("Times that we counselled")},
	{"in_torv", N_("New in the directory")},
	{"established", N_("Newly established")},
	{"registered", N_("Newly registered (RSV)")},
	{NULL, NULL},
};

const char *const field_goal_kinds[FIELD_GOALS] = {
	"found", "visited", "counselled", "in_torv", "established", "registered"};

static const char *look_up(const struct choice *choices, const char *value)
{
	for (; choices->value != NULL; choices++)
		if (text_equal(choices->value, value))
			return choices->label;
	return "";
}

const char *field_kind_text(const char *kind)
{
	return look_up(field_kind_choices, kind);
}

const char *field_state_text(const char *state)
{
	return look_up(field_state_choices, state);
}

const char *field_event_text(const char *kind)
{
	return look_up(events, kind);
}

const char *field_goal_text(const char *kind)
{
	return look_up(goals, kind);
}

/* ---- rules ---- */

struct faults field_faults(const struct field_entry *entry)
{
	struct faults faults = {.count = 0};

	if (text_is_blank(entry->name) || text_length(entry->name) > NAME_MOST)
		fault_note(&faults, "name", N_("Write the name, with at most 160 characters."));
	if (entry->cvr[0] != '\0' && !text_is_cvr(entry->cvr))
		fault_note(&faults, "cvr", N_("A CVR number has eight digits. Leave the field empty when there is none yet."));
	if (*field_kind_text(entry->kind) == '\0')
		fault_note(&faults, "kind", N_("Choose what kind of enterprise it is."));
	if (*field_state_text(entry->state) == '\0')
		fault_note(&faults, "state", N_("Choose how far it has come."));
	if (text_length(entry->contact_name) > PERSON_MOST)
		fault_note(&faults, "contact_name", N_("The name may have at most 120 characters."));
	if (entry->contact_email[0] != '\0' && !text_is_email(entry->contact_email))
		fault_note(&faults, "contact_email", N_("This is not an e-mail address."));
	if (text_length(entry->contact_phone) > PHONE_MOST)
		fault_note(&faults, "contact_phone", N_("Write at most 40 characters."));
	if (text_length(entry->notes) > FIELD_WORDS_MAX)
		fault_note(&faults, "notes", N_("Write at most 4,000 characters."));
	return faults;
}

static enum err note(struct db *db, const char *action, int64_t id, int64_t organisation_id, int64_t account_id)
{
	return audit_add(db, &(struct audit){
		.account_id = account_id,
		.organisation_id = organisation_id,
		.action = action,
		.subject_kind = "field_entry",
		.subject_id = id,
	});
}

static enum err event(struct db *db, int64_t id, const char *kind, day on, const char *words, int64_t account_id)
{
	return db_do(db, Q_FIELD_EVENT_INSERT,
		ARGS(db_int(id), db_text(kind), db_day(on), db_text(words), db_int(account_id), db_moment(clock_now())),
		NULL);
}

/* The states that are something that happened on that day; a visit is noted by field_contact. */
static bool is_step(const char *state)
{
	return !text_equal(state, "found") && !text_equal(state, "visited");
}

static struct arg cvr_arg(const char *cvr)
{
	return cvr[0] == '\0' ? db_null() : db_text(cvr);
}

/* ---- entries ---- */

enum err field_add(struct db *db, const struct field_entry *entry, int64_t account_id, int64_t *id)
{
	struct faults faults = field_faults(entry);
	moment now = clock_now();

	if (faults.count > 0)
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_insert(db, Q_FIELD_INSERT,
		ARGS(db_int(entry->organisation_id), db_text(entry->name), cvr_arg(entry->cvr), db_text(entry->kind),
			db_text(entry->state), db_text(entry->contact_name), db_text(entry->contact_email),
			db_text(entry->contact_phone), db_text(entry->notes), db_day(entry->next_contact_on),
			db_moment(now), db_moment(now)),
		id));
	TRY(event(db, *id, "found", clock_today(), "", account_id));
	if (is_step(entry->state))
		TRY(event(db, *id, entry->state, clock_today(), "", account_id));
	TRY(note(db, "field-entry-added", *id, entry->organisation_id, account_id));
	return tx_commit(&tx);
}

enum err field_save(struct db *db, struct arena *mem, const struct field_entry *entry, int64_t account_id)
{
	struct faults faults = field_faults(entry);
	struct field_entry before;

	if (faults.count > 0)
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(field_find(db, mem, entry->id, entry->organisation_id, &before));
	TRY(db_do(db, Q_FIELD_UPDATE,
		ARGS(db_text(entry->name), cvr_arg(entry->cvr), db_text(entry->kind), db_text(entry->state),
			db_text(entry->contact_name), db_text(entry->contact_email), db_text(entry->contact_phone),
			db_text(entry->notes), db_day(entry->next_contact_on), db_moment(clock_now()),
			db_int(entry->id), db_int(entry->organisation_id)),
		NULL));
	if (!text_equal(entry->state, before.state) && is_step(entry->state))
		TRY(event(db, entry->id, entry->state, clock_today(), "", account_id));
	TRY(note(db, "field-entry-changed", entry->id, entry->organisation_id, account_id));
	return tx_commit(&tx);
}

enum err field_delete(struct db *db, int64_t id, int64_t organisation_id, int64_t account_id)
{
	uint64_t changed;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_FIELD_DELETE, ARGS(db_int(id), db_int(organisation_id)), &changed));
	if (changed == 0)
		return NOT_FOUND;
	TRY(note(db, "field-entry-deleted", id, organisation_id, account_id));
	return tx_commit(&tx);
}

enum err field_contact(struct db *db, const struct field_contact *contact)
{
	const char *kind = contact->visited ? "visited" : "counselled";
	uint64_t changed;

	if (contact->on == NO_DAY || contact->on > clock_today() || text_length(contact->words) > FIELD_WORDS_MAX)
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_FIELD_CONTACT_MADE,
		ARGS(db_bool(contact->visited), db_day(contact->next_contact_on), db_moment(clock_now()), db_int(contact->entry_id),
			db_int(contact->organisation_id)),
		&changed));
	if (changed == 0)
		return NOT_FOUND;
	TRY(event(db, contact->entry_id, kind, contact->on, contact->words, contact->account_id));
	TRY(note(db, contact->visited ? "field-visited" : "field-counselled", contact->entry_id,
		contact->organisation_id, contact->account_id));
	return tx_commit(&tx);
}

/* ---- goals ---- */

enum err field_goal_set(struct db *db, int64_t organisation_id, int year, const char *kind, int64_t target)
{
	if (*field_goal_text(kind) == '\0')
		return INVALID;
	if (target < 0)
		return db_do(db, Q_FIELD_GOAL_REMOVE, ARGS(db_int(organisation_id), db_int(year), db_text(kind)), NULL);
	return db_do(db, Q_FIELD_GOAL_SET,
		ARGS(db_int(organisation_id), db_int(year), db_text(kind), db_int(target)), NULL);
}
