/* SPDX-License-Identifier: MPL-2.0 */
/* Who acts for the organisation: letting a colleague in, handing over, removing one, leaving. */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/colleague.h"
#include "lib/invitation.h"
#include "lib/rate.h"

#define INVITATIONS_A_DAY 20
#define A_DAY (24 * 3600)

static const struct choice enterprise_roles[] = {{"member", N_("Colleague: answers, writes and changes the profile")},
	{"owner", N_("Owner: also lets others in and can leave the directory")}, {NULL, NULL}};
static const struct choice municipality_roles[] = {{"buyer", N_("Buyer: makes purchase plans")},
	{"coordinator", N_("Coordinator: reviews enterprises")}, {NULL, NULL}};

static bool is_supplier(const struct req *req)
{
	return (req->user->who & SUPPLIER) != 0;
}

static const struct choice *roles_for(const struct req *req)
{
	return is_supplier(req) ? enterprise_roles : municipality_roles;
}

/* ---- the page ---- */

static json_t *person_model(struct req *req, const struct row *row, bool leads)
{
	int64_t id = row_int(row, "id");
	bool is_me = id == req->user->id, is_owner = row_bool(row, "is_owner");

	return json_pack("{s:s, s:s, s:b, s:b, s:b, s:b, s:b, s:b, s:b, s:b, s:s, s:s}", "name", row_text(row, "name"),
		"email", row_text(row, "email"), "is_me", is_me, "is_owner", is_owner, "is_member",
		is_supplier(req) && !is_owner, "is_buyer", row_bool(row, "is_buyer"), "is_coordinator",
		row_bool(row, "is_coordinator"), "is_unused", !row_bool(row, "is_confirmed"), "may_remove", leads && !is_me,
		"may_make_owner", leads && is_supplier(req) && !is_owner, "remove_url",
		arena_printf(req->mem, "/my/colleagues/%lld/remove", (long long)id), "owner_url",
		arena_printf(req->mem, "/my/colleagues/%lld/owner", (long long)id));
}

enum err colleagues_show(struct req *req)
{
	int64_t organisation = req->user->organisation_id;
	OWNED(json_decrefp) json_t *people = json_array(), *form = json_object();
	struct rows rows;
	bool leads;

	TRY(colleague_leads(req->db, req->mem, organisation, req->user->id, &leads));
	TRY(colleague_list(req->db, req->mem, organisation, &rows));
	for (size_t i = 0; i < rows.count; i++)
		if (!row_bool(rows.at[i], "is_disabled"))
			json_array_append_new(people, person_model(req, rows.at[i], leads));
	form_show(req, form, "email", "");
	form_show(req, form, "name", "");
	form_show_choice(req, form, "role", is_supplier(req) ? "member" : "buyer", roles_for(req));
	return render(req, "my_colleagues",
		json_pack("{s:s, s:O, s:O, s:b, s:b}", "organisation_name", req->user->organisation_name, "people", people,
			"form", form, "leads", leads, "is_enterprise", is_supplier(req)));
}

/* ---- letting in ---- */

static enum err refuse_who(struct req *req, enum err err)
{
	if (err == FORBIDDEN)
		return refuse(req, FORBIDDEN, is_supplier(req) ? N_("Only an owner of the enterprise can do this.")
							     : N_("Only a coordinator of the municipality can do this."));
	return err;
}

enum err colleagues_post(struct req *req)
{
	const char *role = form_choice(req, "role", roles_for(req));
	struct invitation invitation = {
		.email = form_email(req, "email"),
		.name = form_line(req, "name", 2, 120),
		.organisation_id = req->user->organisation_id,
		.owner = text_equal(role, "owner"),
		.member = text_equal(role, "member"),
		.buyer = text_equal(role, "buyer"),
		.coordinator = text_equal(role, "coordinator"),
		.language = req->language,
		.by = req->user->id,
	};
	bool leads;

	TRY(colleague_leads(req->db, req->mem, req->user->organisation_id, req->user->id, &leads));
	TRY(refuse_who(req, leads ? OK : FORBIDDEN));
	TRY(form_check(req));
	TRY(rate_allow(req->db, "invite", req->user->email, INVITATIONS_A_DAY, A_DAY));
	enum err err = invitation_send(req->db, req->mem, req->site->configuration, &invitation);
	if (err == CONFLICT) {
		form_problem(req, "email", N_("The account with this address is disabled. Ask an administrator."));
		return INVALID;
	}
	TRY(err);
	notice(req, tr_format(req, "%s has been sent a link to log in.", invitation.email));
	return redirect(req, "/my/colleagues");
}

enum err colleague_owner_post(struct req *req)
{
	struct colleague colleague = {.organisation_id = req->user->organisation_id, .account_id = path_int(req, "id"),
		.by = req->user->id};

	TRY(refuse_who(req, colleague_make_owner(req->db, req->mem, &colleague)));
	notice(req, tr(req, "They own the enterprise too, from now on."));
	return redirect(req, "/my/colleagues");
}

/* ---- removing, and leaving ---- */

static enum err find_person(struct req *req, int64_t id, const struct row **out)
{
	struct rows rows;

	TRY(colleague_list(req->db, req->mem, req->user->organisation_id, &rows));
	for (size_t i = 0; i < rows.count; i++)
		if (row_int(rows.at[i], "id") == id) {
			*out = rows.at[i];
			return OK;
		}
	return NOT_FOUND;
}

enum err colleague_remove_show(struct req *req)
{
	int64_t organisation = req->user->organisation_id, id = path_int(req, "id");
	const struct row *person;
	bool leads, last;

	TRY(find_person(req, id, &person));
	TRY(colleague_leads(req->db, req->mem, organisation, req->user->id, &leads));
	TRY(refuse_who(req, leads || id == req->user->id ? OK : FORBIDDEN));
	TRY(colleague_is_last(req->db, req->mem, organisation, id, &last));
	return render(req, "my_colleague_remove",
		json_pack("{s:s, s:s, s:b, s:b, s:b, s:s}", "organisation_name", req->user->organisation_name, "name",
			row_text(person, "name"), "is_me", id == req->user->id, "is_last", last, "is_enterprise",
			is_supplier(req), "action", arena_printf(req->mem, "/my/colleagues/%lld/remove", (long long)id)));
}

enum err colleague_remove_post(struct req *req)
{
	struct colleague colleague = {.organisation_id = req->user->organisation_id, .account_id = path_int(req, "id"),
		.by = req->user->id};
	bool is_me = colleague.account_id == colleague.by;

	enum err err = colleague_remove(req->db, req->mem, &colleague);
	if (err == CONFLICT)
		return refuse(req, CONFLICT, is_supplier(req)
				? N_("Somebody must own the enterprise. Make a colleague an owner first.")
				: N_("Somebody must look after the municipality's enterprises. Let in another coordinator first."));
	TRY(refuse_who(req, err));
	notice(req, is_me ? tr(req, "You no longer act for them.") : tr(req, "They no longer act for you."));
	return redirect(req, is_me ? "/my" : "/my/colleagues");
}
