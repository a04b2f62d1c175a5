/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The profile of an enterprise and its rules. Statistics never read the profile: what they count
 * follows from its changes as dated events (enterprise_event.c), in the same transaction. How a
 * profile is shown stands in enterprise_model.c.
 */
#include "lib/enterprise.h"

#include <string.h>

#include "lib/audit.h"
#include "lib/enterprise_internal.h"
#include "lib/search_index.h"
#include "lib/text.h"

static const char *const status_names[] = {
	[ENTERPRISE_DRAFT] = "draft",
	[ENTERPRISE_SUBMITTED] = "submitted",
	[ENTERPRISE_CHANGES_REQUESTED] = "changes_requested",
	[ENTERPRISE_APPROVED] = "approved",
	[ENTERPRISE_WITHDRAWN] = "withdrawn",
};

const char *enterprise_status_name(enum enterprise_status status)
{
	return status_names[status];
}

static enum enterprise_status status_from(const char *name)
{
	size_t i = ENTERPRISE_WITHDRAWN;

	while (i > 0 && !text_equal(name, status_names[i]))
		i--;
	return (enum enterprise_status)i;
}

const char *enterprise_stage_name(enum enterprise_stage stage)
{
	return stage == STAGE_ON_THE_WAY ? "on_the_way" : "established";
}

enum enterprise_stage enterprise_stage_from_name(const char *name)
{
	return text_equal(name, "on_the_way") ? STAGE_ON_THE_WAY : STAGE_ESTABLISHED;
}

struct enterprise_profile enterprise_profile_empty(void)
{
	return (struct enterprise_profile){
		.pitch = "",
		.description = "",
		.stage = STAGE_ESTABLISHED,
		.employees = -1,
		.employees_target_group = -1,
		.rsv_registered_on = NO_DAY,
		.contact_name = "",
		.contact_email = "",
		.contact_phone = "",
		.website = "",
	};
}

struct enterprise enterprise_from_row(const struct row *row)
{
	return (struct enterprise){
		.id = row_int(row, "id"),
		.name = row_text(row, "name"),
		.slug = row_text(row, "slug"),
		.cvr = row_text(row, "cvr"),
		.municipality_code = row_text(row, "municipality_code"),
		.municipality_name = row_text(row, "municipality_name"),
		.municipality_slug = row_text(row, "municipality_slug"),
		.status = status_from(row_text(row, "status")),
		.profile = {
			.pitch = row_text(row, "pitch"),
			.description = row_text(row, "description"),
			.stage = enterprise_stage_from_name(row_text(row, "stage")),
			.established_year = (int)row_int(row, "established_year"),
			.employees = (int)row_int_or_none(row, "employees"),
			.employees_target_group = (int)row_int_or_none(row, "employees_target_group"),
			.rsv_registered_on = row_day(row, "rsv_registered_on"),
			.contact_name = row_text(row, "contact_name"),
			.contact_email = row_text(row, "contact_email"),
			.contact_phone = row_text(row, "contact_phone"),
			.website = row_text(row, "website"),
		},
		.submitted_at = row_moment(row, "submitted_at"),
		.approved_at = row_moment(row, "approved_at"),
		.changed_at = row_moment(row, "changed_at"),
	};
}

/* ---- finding ---- */

enum err enterprise_create(struct db *db, int64_t organisation_id)
{
	return db_do(db, Q_ENTERPRISE_CREATE, ARGS(db_int(organisation_id), db_moment(clock_now())), NULL);
}

enum err enterprise_find(struct db *db, struct arena *mem, int64_t id, struct enterprise *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_ENTERPRISE_BY_ID, ARGS(db_int(id)), &row));
	*out = enterprise_from_row(row);
	return OK;
}

enum err enterprise_find_held(struct db *db, struct arena *mem, int64_t id, struct enterprise *out)
{
	struct row *held;

	TRY(db_one(db, mem, Q_ENTERPRISE_HOLD, ARGS(db_int(id)), &held));
	return enterprise_find(db, mem, id, out);
}

static enum err find_by(struct db *db, struct arena *mem, enum query query, const char *slug,
	struct enterprise *out)
{
	struct row *row;

	TRY(db_one(db, mem, query, ARGS(db_text(slug)), &row));
	return enterprise_find(db, mem, row_int(row, "id"), out);
}

enum err enterprise_find_by_slug(struct db *db, struct arena *mem, const char *slug, struct enterprise *out)
{
	return find_by(db, mem, Q_ENTERPRISE_ID_BY_SLUG, slug, out);
}

enum err enterprise_find_public(struct db *db, struct arena *mem, const char *slug, struct enterprise *out)
{
	return find_by(db, mem, Q_ENTERPRISE_ID_PUBLIC_BY_SLUG, slug, out);
}

/* ---- rules ---- */

double enterprise_target_group_share(const struct enterprise_profile *profile)
{
	if (profile->employees <= 0 || profile->employees_target_group < 0)
		return -1;
	return 100.0 * profile->employees_target_group / profile->employees;
}

bool enterprise_may_take_reserved(const struct enterprise_profile *profile)
{
	return enterprise_target_group_share(profile) >= 30;
}

static void check_texts(const struct enterprise_profile *profile, struct faults *faults)
{
	if (text_length(profile->pitch) > ENTERPRISE_PITCH_MAX)
		fault_note(faults, "pitch", N_("Write at most 280 characters."));
	if (text_length(profile->description) > ENTERPRISE_DESCRIPTION_MAX)
		fault_note(faults, "description", N_("Write at most 8,000 characters."));
	if (text_length(profile->contact_name) > 120)
		fault_note(faults, "contact_name", N_("Write at most 120 characters."));
	if (!text_is_blank(profile->contact_email) && !text_is_email(profile->contact_email))
		fault_note(faults, "contact_email", N_("Write an e-mail address, for instance name@example.com."));
	if (text_length(profile->contact_phone) > 40)
		fault_note(faults, "contact_phone", N_("Write at most 40 characters."));
	if (!text_is_blank(profile->website) && !text_is_web_address(profile->website))
		fault_note(faults, "website", N_("Write the whole address, beginning with https://."));
	else if (text_length(profile->website) > 300)
		fault_note(faults, "website", N_("Write at most 300 characters."));
}

static void check_numbers(const struct enterprise_profile *profile, struct faults *faults)
{
	if (profile->employees < -1 || profile->employees > 100000)
		fault_note(faults, "employees", N_("Write a number from 0 to 100,000."));
	if (profile->employees_target_group < -1 || profile->employees_target_group > 100000)
		fault_note(faults, "employees_target_group", N_("Write a number from 0 to 100,000."));
	else if (profile->employees_target_group >= 0 && profile->employees < 0)
		fault_note(faults, "employees", N_("Write how many are employed in all."));
	else if (profile->employees_target_group > profile->employees)
		fault_note(faults, "employees_target_group",
			N_("There cannot be more in the target group than are employed in all."));
}

struct faults enterprise_faults(const struct enterprise_profile *profile, day today)
{
	struct faults faults = {.count = 0};
	int year, month, mday;

	day_split(today, &year, &month, &mday);
	check_texts(profile, &faults);
	if (profile->established_year != 0 &&
		(profile->established_year < 1800 || profile->established_year > year))
		fault_note(&faults, "established_year", N_("Write a year from 1800 to this year."));
	check_numbers(profile, &faults);

	/* The register was opened when Act 711/2014 came into force. */
	if (profile->rsv_registered_on == NO_DAY)
		return faults;
	if (profile->stage == STAGE_ON_THE_WAY)
		fault_note(&faults, "rsv_registered_on",
			N_("An enterprise that is on the way cannot be registered yet."));
	else if (profile->rsv_registered_on < day_from(2015, 1, 1) || profile->rsv_registered_on > today)
		fault_note(&faults, "rsv_registered_on", N_("Write a day from 1 January 2015 to today."));
	return faults;
}

static void missing_texts(const struct enterprise_profile *profile, struct faults *out)
{
	if (text_is_blank(profile->pitch))
		fault_note(out, "pitch", N_("Say in a sentence or two what you do."));
	if (text_is_blank(profile->description))
		fault_note(out, "description", N_("Describe your enterprise."));
	if (profile->stage == STAGE_ESTABLISHED && profile->established_year == 0)
		fault_note(out, "established_year", N_("Write the year in which you were established."));
	if (text_is_blank(profile->contact_name))
		fault_note(out, "contact_name", N_("Name a person to contact."));
	if (text_is_blank(profile->contact_email))
		fault_note(out, "contact_email", N_("Write that person's e-mail address."));
}

enum err enterprise_missing(struct db *db, struct arena *mem, const struct enterprise *enterprise,
	struct faults *out)
{
	struct row *row;

	*out = (struct faults){.count = 0};
	TRY(db_one(db, mem, Q_ENTERPRISE_PARTS,
		ARGS(db_int(enterprise->id), db_int(enterprise->id)), &row));
	missing_texts(&enterprise->profile, out);
	if (row_int(row, "offerings") == 0)
		fault_note(out, "offerings", N_("Add at least one product or service."));
	if (row_int(row, "statements") < 5)
		fault_note(out, "criteria", N_("Tell how you meet each of the five criteria."));
	return OK;
}

/* ---- saving ---- */

static struct arg number_or_null(int number, int none)
{
	return number == none ? db_null() : db_int(number);
}

static enum err store(struct db *db, int64_t id, const struct enterprise_profile *profile)
{
	uint64_t changed;
	bool on_the_way = profile->stage == STAGE_ON_THE_WAY;

	TRY(db_do(db, Q_ENTERPRISE_SAVE, ARGS(
		db_text(profile->pitch), db_text(profile->description),
		db_text(enterprise_stage_name(profile->stage)),
		number_or_null(on_the_way ? 0 : profile->established_year, 0),
		number_or_null(profile->employees, -1), number_or_null(profile->employees_target_group, -1),
		db_day(profile->rsv_registered_on), db_text(profile->contact_name),
		db_text(profile->contact_email), db_text(profile->contact_phone), db_text(profile->website),
		db_moment(clock_now()), db_int(id)), &changed));
	return changed == 1 ? OK : CONFLICT;
}

static enum err audit(struct db *db, int64_t id, int64_t account_id, const char *action)
{
	return audit_add(db, &(struct audit){
		.account_id = account_id,
		.organisation_id = id,
		.action = action,
		.subject_kind = "enterprise",
		.subject_id = id,
	});
}

enum err enterprise_save(struct db *db, struct arena *mem, int64_t id,
	const struct enterprise_profile *profile, int64_t account_id)
{
	day today = clock_today();
	struct enterprise before;

	if (enterprise_faults(profile, today).count > 0)
		return INVALID;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(enterprise_find(db, mem, id, &before));
	TRY(store(db, id, profile));
	TRY(enterprise_event_follow(db, mem, &before, profile, today));
	TRY(audit(db, id, account_id, "enterprise-saved"));
	if (before.status == ENTERPRISE_APPROVED)
		TRY(index_changed(db, INDEX_ENTERPRISE, id));
	return tx_commit(&tx);
}

enum err enterprise_move(struct db *db, struct arena *mem, int64_t id, const char *municipality_code,
	day on, int64_t account_id)
{
	struct enterprise before;
	struct arg seat = db_text(municipality_code);

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(enterprise_find(db, mem, id, &before));
	enum err err = db_do(db, Q_ENTERPRISE_SEAT_SET, ARGS(seat, db_int(id)), NULL);
	if (err != OK)
		return err == CONFLICT ? NOT_FOUND : err; /* the foreign key: no such municipality */
	if (before.approved_at == NO_MOMENT)
		TRY(db_do(db, Q_ENTERPRISE_EVENT_SEAT_CORRECT, ARGS(seat, db_int(id)), NULL));
	else
		TRY(enterprise_event_add(db, id, &(struct enterprise_event){
			.kind = EVENT_MOVED, .happened_on = on, .municipality_code = municipality_code}));
	TRY(audit(db, id, account_id, "enterprise-moved"));
	if (before.status == ENTERPRISE_APPROVED)
		TRY(index_changed(db, INDEX_ENTERPRISE, id));
	return tx_commit(&tx);
}

enum err enterprise_withdraw(struct db *db, struct arena *mem, int64_t id, day on, int64_t account_id)
{
	struct enterprise before;
	uint64_t changed;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(enterprise_find(db, mem, id, &before));
	TRY(db_do(db, Q_ENTERPRISE_WITHDRAW, ARGS(db_moment(clock_now()), db_int(id)), &changed));
	if (changed == 0)
		return CONFLICT;
	TRY(enterprise_event_add(db, id, &(struct enterprise_event){
		.kind = EVENT_CLOSED, .happened_on = on}));
	TRY(audit(db, id, account_id, "enterprise-withdrawn"));
	if (before.status == ENTERPRISE_APPROVED)
		TRY(index_changed(db, INDEX_ENTERPRISE, id));
	return tx_commit(&tx);
}
