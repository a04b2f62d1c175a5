/* SPDX-License-Identifier: MPL-2.0 */
/*
 * "My page": what waits for whom one acts for. An enterprise sees its matches and what its profile
 * lacks; a municipality's people what their roles ask of them (page_my_municipality.c).
 */
#include "fcgi/form.h"
#include "fcgi/line_view.h"
#include "fcgi/page_my.h"
#include "fcgi/pages.h"
#include "lib/enterprise.h"
#include "lib/line_match.h"
#include "lib/offering.h"
#include "lib/review.h"
#include "lib/undeliverable.h"
#include "lib/visit.h"

static json_t *missing_model(struct req *req, const struct faults *faults)
{
	json_t *list = json_array();

	for (size_t i = 0; i < faults->count; i++) {
		const char *field = faults->at[i].field;
		const char *url = text_equal(field, "offerings") ? "/my/offerings/new"
				: text_equal(field, "criteria") ? "/my/criteria" : "/my/profile";
		json_array_append_new(list, json_pack("{s:s, s:s}", "text", tr(req, faults->at[i].text), "url", url));
	}
	return list;
}

/* What waits for an answer, what came since the last visit first. */
static enum err add_inbox(struct req *req, moment since, json_t *model)
{
	struct reader reader = reader_of(req);
	OWNED(json_decrefp) json_t *inbox = NULL;

	TRY(line_match_inbox(req->db, req->mem, req->user->organisation_id, &reader, &inbox));
	size_t fresh = visit_mark_new(req->mem, json_object_get(inbox, "waiting"), "notified", since);
	json_object_set_new(inbox, "new_count", json_integer((json_int_t)fresh));
	json_object_set_new(inbox, "has_new", json_boolean(fresh > 0));
	json_object_set(model, "inbox", inbox);
	return OK;
}

/* What it tells about itself, and how far its registration has come. */
static enum err add_profile(struct req *req, json_t *model)
{
	int64_t id = req->user->organisation_id;
	struct enterprise enterprise;
	struct faults missing;
	OWNED(json_decrefp) json_t *offerings = NULL, *history = NULL;

	TRY(enterprise_find(req->db, req->mem, id, &enterprise));
	TRY(enterprise_missing(req->db, req->mem, &enterprise, &missing));
	TRY(offering_models(req->db, req->mem, id, req_language(req), &offerings));
	TRY(review_history(req->db, req->mem, id, req_language(req), &history));
	bool may_submit = enterprise.status == ENTERPRISE_DRAFT || enterprise.status == ENTERPRISE_CHANGES_REQUESTED;
	json_t *latest = json_array_size(history) > 0 ? json_incref(json_array_get(history, 0)) : json_null();
	json_object_set_new(model, "enterprise", enterprise_model(req->mem, &enterprise, req_language(req)));
	json_object_set(model, "offerings", offerings);
	json_object_set_new(model, "has_offerings", json_boolean(json_array_size(offerings) > 0));
	json_object_set_new(model, "missing", missing_model(req, &missing));
	json_object_set_new(model, "has_missing", json_boolean(missing.count > 0));
	json_object_set_new(model, "may_submit", json_boolean(may_submit));
	json_object_set_new(model, "latest_review", latest);
	return OK;
}

/* Whose mail does not arrive: the others can tell them. */
static enum err add_undeliverable(struct req *req, json_t *model)
{
	OWNED(json_decrefp) json_t *members = NULL;

	TRY(undeliverable_members(req->db, req->mem, req->user->organisation_id, req->user->id,
		req_language(req), &members));
	json_object_set(model, "undeliverable", members);
	json_object_set_new(model, "has_undeliverable", json_boolean(json_array_size(members) > 0));
	return OK;
}

static enum err enterprise_page(struct req *req)
{
	OWNED(json_decrefp) json_t *model = json_object();
	moment since;

	TRY(my_visit(req, model, &since));
	TRY(add_profile(req, model));
	TRY(add_inbox(req, since, model));
	TRY(add_undeliverable(req, model));
	TRY(my_messages(req, since, model));
	return render(req, "my_enterprise", json_incref(model));
}

enum err my_show(struct req *req)
{
	if ((req->user->who & SUPPLIER) != 0)
		return enterprise_page(req);
	return municipality_page(req);
}

/* The enterprise asks for its review. */
enum err my_submit_post(struct req *req)
{
	enum err err = review_submit(req->db, req->mem, req->site->configuration, req->user->organisation_id,
		req->user->id);

	if (err == INVALID)
		return refuse(req, CONFLICT, N_("Something is still missing. Your page says what."));
	TRY(err);
	notice(req, tr(req, "Your registration is with the coordinator now. We write to you when it is decided."));
	return redirect(req, "/my");
}
