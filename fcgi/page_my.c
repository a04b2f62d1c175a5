/* SPDX-License-Identifier: MPL-2.0 */
/*
 * "My page": what waits for whom one acts for. An enterprise sees its matches and what its profile
 * lacks; a municipality's people what their roles ask of them (page_my_municipality.c).
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/enterprise.h"
#include "lib/line_match.h"
#include "lib/offering.h"
#include "lib/review.h"

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

static enum err enterprise_page(struct req *req)
{
	struct reader reader = {req->site->catalogues, req->language};
	int64_t id = req->user->organisation_id;
	struct enterprise enterprise;
	struct faults missing;
	OWNED(json_decrefp) json_t *inbox = NULL, *offerings = NULL, *history = NULL;

	TRY(enterprise_find(req->db, req->mem, id, &enterprise));
	TRY(enterprise_missing(req->db, req->mem, &enterprise, &missing));
	TRY(line_match_inbox(req->db, req->mem, id, &reader, &inbox));
	TRY(offering_models(req->db, req->mem, id, req_language(req), &offerings));
	TRY(review_history(req->db, req->mem, id, req_language(req), &history));
	bool may_submit = enterprise.status == ENTERPRISE_DRAFT || enterprise.status == ENTERPRISE_CHANGES_REQUESTED;
	json_t *latest = json_array_size(history) > 0 ? json_incref(json_array_get(history, 0)) : json_null();
	return render(req, "my_enterprise",
		json_pack("{s:o, s:O, s:O, s:b, s:o, s:b, s:b, s:o}", "enterprise",
			enterprise_model(req->mem, &enterprise, req_language(req)), "inbox", inbox,
			"offerings", offerings, "has_offerings", json_array_size(offerings) > 0, "missing",
			missing_model(req, &missing), "has_missing", missing.count > 0, "may_submit",
			may_submit, "latest_review", latest));
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
