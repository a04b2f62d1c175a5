/* SPDX-License-Identifier: MPL-2.0 */
/*
 * One enterprise, as a buyer meets it: would I buy from them? Visitors see approved ones; the people of
 * an enterprise see their own before that, too, so that they know what they are about to show.
 */
#include "fcgi/pages.h"
#include "lib/enterprise.h"
#include "lib/offering.h"
#include "lib/undeliverable.h"

static bool is_own(const struct req *req, const struct enterprise *enterprise)
{
	return req->user != NULL && (req->user->who & SUPPLIER) != 0 && req->user->organisation_id == enterprise->id;
}

static enum err find(struct req *req, struct enterprise *enterprise)
{
	const char *slug = path_text(req, "slug");
	enum err err = enterprise_find_public(req->db, req->mem, slug, enterprise);

	if (err != NOT_FOUND || req->user == NULL)
		return err;
	TRY(enterprise_find_by_slug(req->db, req->mem, slug, enterprise));
	return is_own(req, enterprise) ? OK : NOT_FOUND;
}

/* Whose mail does not arrive, for the enterprise's own people on the page; an empty list for all others. */
static enum err undeliverable(struct req *req, const struct enterprise *enterprise, json_t **out)
{
	*out = NULL;
	if (is_own(req, enterprise) && !req->wants_json)
		return undeliverable_members(req->db, req->mem, enterprise->id, req->user->id, req_language(req),
			out);
	*out = json_array();
	return OK;
}

enum err enterprise_show(struct req *req)
{
	OWNED(json_decrefp) json_t *members = NULL;
	struct enterprise enterprise;
	json_t *offerings;

	TRY(find(req, &enterprise));
	TRY(undeliverable(req, &enterprise, &members));
	TRY(offering_models(req->db, req->mem, enterprise.id, req_language(req), &offerings));
	return render(req, "enterprise",
		json_pack("{s:O, s:o, s:o, s:b, s:b, s:b}", "undeliverable", members, "enterprise",
			enterprise_model(req->mem, &enterprise, req_language(req)), "offerings", offerings,
			"has_offerings", json_array_size(offerings) > 0, "is_own", is_own(req, &enterprise),
			"is_preview", enterprise.status != ENTERPRISE_APPROVED));
}
