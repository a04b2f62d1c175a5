/* SPDX-License-Identifier: MPL-2.0 */
/* Is it still right? The enterprise looks through its facts once a year and confirms them (due.h). */
#include "fcgi/pages.h"
#include "lib/enterprise.h"
#include "lib/offering.h"
#include "lib/renewal.h"

enum err facts_show(struct req *req)
{
	OWNED(json_decrefp) json_t *offerings = NULL;
	struct enterprise enterprise;

	TRY(enterprise_find(req->db, req->mem, req->user->organisation_id, &enterprise));
	TRY(offering_models(req->db, req->mem, enterprise.id, req_language(req), &offerings));
	return render(req, "my_facts",
		json_pack("{s:o, s:O, s:b}", "enterprise",
			enterprise_model(req->mem, &enterprise, req_language(req)), "offerings", offerings,
			"has_offerings", json_array_size(offerings) > 0));
}

enum err facts_post(struct req *req)
{
	TRY(renewal_confirm(req->db, req->user->organisation_id, req->user->id));
	notice(req, tr(req, "Thank you. We ask again in a year."));
	return redirect(req, "/my");
}
