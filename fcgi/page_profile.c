/* SPDX-License-Identifier: MPL-2.0 */
/* The enterprise's profile and the five criteria, as the enterprise itself writes them. Both are saved
 * as one goes; what the review still needs is told on /my (page_my.c). */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/criterion.h"
#include "lib/enterprise.h"

static const struct choice stages[] = {
	{"established", N_("Established")}, {"on_the_way", N_("On the way")}, {NULL, NULL}};

/* ---- the profile ---- */

static enum err show_profile(struct req *req, json_t *form, const void *stored)
{
	const struct enterprise *enterprise = stored;
	const struct enterprise_profile *profile = &enterprise->profile;

	form_show(req, form, "pitch", profile->pitch);
	form_show(req, form, "description", profile->description);
	form_show_choice(req, form, "stage", enterprise_stage_name(profile->stage), stages);
	form_show_int(req, form, "established_year", profile->established_year > 0 ? profile->established_year : -1);
	form_show_int(req, form, "employees", profile->employees);
	form_show_int(req, form, "employees_target_group", profile->employees_target_group);
	form_show_day(req, form, "rsv_registered_on", profile->rsv_registered_on);
	form_show(req, form, "contact_name", profile->contact_name);
	form_show(req, form, "contact_email", profile->contact_email);
	form_show(req, form, "contact_phone", profile->contact_phone);
	form_show(req, form, "website", profile->website);
	return form_show_municipalities(req, form, "municipality", enterprise->municipality_code);
}

enum err profile_show(struct req *req)
{
	OWNED(json_decrefp) json_t *form = json_object();
	struct enterprise enterprise;

	TRY(enterprise_find(req->db, req->mem, req->user->organisation_id, &enterprise));
	TRY(show_profile(req, form, &enterprise));
	form_show_seen(form);
	return render(req, "my_profile",
		json_pack("{s:s, s:O, s:b, s:b}", "enterprise_name", enterprise.name, "form", form, "is_approved",
			enterprise.approved_at != NO_MOMENT, "is_withdrawn", enterprise.status == ENTERPRISE_WITHDRAWN));
}

/* What people type as the address of their site: the beginning is added when it is missing. */
static const char *form_website(struct req *req)
{
	const char *typed = form_line(req, "website", 0, 300);

	if (*typed == '\0' || text_starts(typed, "http://") || text_starts(typed, "https://"))
		return typed;
	return arena_printf(req->mem, "https://%s", typed);
}

static struct enterprise_profile read_profile(struct req *req)
{
	bool on_the_way = text_equal(form_choice(req, "stage", stages), "on_the_way");
	int64_t year = form_optional_int(req, "established_year", 1, 9999);

	if (on_the_way && form_flag(req, "established_year"))
		form_problem(req, "established_year", N_("Leave the year empty while you are on the way, or choose that you are established."));
	return (struct enterprise_profile){
		.pitch = form_line(req, "pitch", 0, ENTERPRISE_PITCH_MAX),
		.description = form_text(req, "description", 0, ENTERPRISE_DESCRIPTION_MAX),
		.stage = on_the_way ? STAGE_ON_THE_WAY : STAGE_ESTABLISHED,
		.established_year = year > 0 ? (int)year : 0,
		.employees = (int)form_optional_int(req, "employees", 0, 100000),
		.employees_target_group = (int)form_optional_int(req, "employees_target_group", 0, 100000),
		.rsv_registered_on = form_optional_day(req, "rsv_registered_on"),
		.contact_name = form_line(req, "contact_name", 0, 120),
		.contact_email = form_optional_email(req, "contact_email"),
		.contact_phone = form_line(req, "contact_phone", 0, 40),
		.website = form_website(req),
	};
}

/* A seat that is another one than before: they have moved, as of today. */
static enum err move_seat(struct req *req, const struct enterprise *before, const char *municipality_code)
{
	if (*municipality_code == '\0' || text_equal(before->municipality_code, municipality_code))
		return OK;
	return enterprise_move(req->db, req->mem, before->id, municipality_code, day_of(req->now), req->user->id);
}

enum err profile_post(struct req *req)
{
	struct enterprise_profile profile = read_profile(req);
	const char *seat = form_flag(req, "municipality") ? form_municipality(req, "municipality") : ""; /* "": as it was */
	struct faults faults = enterprise_faults(&profile, day_of(req->now));
	struct enterprise before;

	form_faults(req, &faults);
	TRY(form_check(req));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(enterprise_find_held(req->db, req->mem, req->user->organisation_id, &before));
	if (before.status == ENTERPRISE_WITHDRAWN)
		return refuse(req, CONFLICT, N_("You have left the directory. Come back first; then the profile can be changed."));
	TRY(form_check_meanwhile(req, show_profile, &before));
	TRY(move_seat(req, &before, seat));
	TRY(enterprise_save(req->db, req->mem, req->user->organisation_id, &profile, req->user->id));
	TRY(tx_commit(&tx));
	notice(req, tr(req, "Your profile is saved."));
	return redirect(req, "/my");
}

/* ---- the five criteria ---- */

static const char *field_name(struct req *req, int criterion, const char *what)
{
	return arena_printf(req->mem, "%s_%s", criterion_name((enum criterion)criterion), what);
}

static enum err show_statements(struct req *req, json_t *form, const void *stored)
{
	const struct criterion_statement *list = stored;

	for (int i = 0; i < CRITERIA; i++) {
		form_show(req, form, field_name(req, i, "statement"), list[i].statement);
		form_show(req, form, field_name(req, i, "evidence"), list[i].evidence);
	}
	return OK;
}

enum err criteria_show(struct req *req)
{
	OWNED(json_decrefp) json_t *form = json_object();
	struct criterion_statement list[CRITERIA];
	struct enterprise enterprise;

	TRY(enterprise_find(req->db, req->mem, req->user->organisation_id, &enterprise));
	TRY(criterion_list(req->db, req->mem, req->user->organisation_id, list));
	TRY(show_statements(req, form, list));
	form_show_seen(form);
	json_t *criteria = criterion_models(req->mem, list);
	for (int i = 0; i < CRITERIA; i++) {
		json_t *model = json_array_get(criteria, (size_t)i);
		json_object_set(model, "statement_field", json_object_get(form, field_name(req, i, "statement")));
		json_object_set(model, "evidence_field", json_object_get(form, field_name(req, i, "evidence")));
	}
	return render(req, "my_criteria",
		json_pack("{s:o, s:O, s:b}", "criteria", criteria, "form", form, "is_locked", enterprise.status == ENTERPRISE_SUBMITTED));
}

static enum err save_statements(struct req *req, const struct criterion_statement list[CRITERIA])
{
	struct criterion_statement before[CRITERIA];
	struct enterprise held;

	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(enterprise_find_held(req->db, req->mem, req->user->organisation_id, &held));
	TRY(criterion_list(req->db, req->mem, held.id, before));
	TRY(form_check_meanwhile(req, show_statements, before));
	for (int i = 0; i < CRITERIA; i++)
		TRY(criterion_save(req->db, req->user->organisation_id, &list[i]));
	return tx_commit(&tx);
}

enum err criteria_post(struct req *req)
{
	struct criterion_statement list[CRITERIA];

	for (int i = 0; i < CRITERIA; i++)
		list[i] = (struct criterion_statement){
			.criterion = (enum criterion)i,
			.statement = form_text(req, field_name(req, i, "statement"), 0, CRITERION_STATEMENT_MAX),
			.evidence = form_text(req, field_name(req, i, "evidence"), 0, CRITERION_STATEMENT_MAX),
		};
	TRY(form_check(req));
	enum err err = save_statements(req, list);
	if (err == CONFLICT)
		return refuse(req, CONFLICT, N_("Your registration is being reviewed, so the answers cannot be changed right now. You can again when the coordinator has answered."));
	TRY(err);
	notice(req, tr(req, "Your answers are saved."));
	return redirect(req, "/my");
}
