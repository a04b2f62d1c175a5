/* SPDX-License-Identifier: MPL-2.0 */
/* An enterprise leaves the directory: what will happen is said first. The way back stands on the same page. */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/enterprise.h"
#include "lib/withdrawal.h"

enum err withdraw_show(struct req *req)
{
	int64_t id = req->user->organisation_id;
	OWNED(json_decrefp) json_t *form = json_object();
	struct enterprise enterprise;
	bool allowed;

	form_show(req, form, "words", "");
	TRY(enterprise_find(req->db, req->mem, id, &enterprise));
	TRY(withdrawal_allowed(req->db, id, req->user->id, &allowed));
	return render(req, "my_withdraw",
		json_pack("{s:s, s:s, s:b, s:b, s:O}", "enterprise_name", enterprise.name, "municipality",
			enterprise.municipality_name, "is_withdrawn", enterprise.status == ENTERPRISE_WITHDRAWN, "may",
			allowed, "form", form));
}

static enum err refuse_what(struct req *req, enum err err)
{
	if (err == FORBIDDEN)
		return refuse(req, FORBIDDEN, N_("Only an owner of the enterprise can do this."));
	if (err == CONFLICT)
		return refuse(req, CONFLICT, N_("Somebody was faster: it has been done already."));
	return err;
}

enum err withdraw_post(struct req *req)
{
	struct withdrawal withdrawal = {
		.organisation_id = req->user->organisation_id,
		.account_id = req->user->id,
		.words = form_text(req, "words", 0, WITHDRAWAL_WORDS_MAX),
	};

	TRY(form_check(req));
	TRY(refuse_what(req, withdrawal_begin(req->db, req->mem, req->site->configuration, &withdrawal)));
	notice(req, tr(req, "You are no longer in the directory."));
	return redirect(req, "/my/withdraw");
}

enum err return_post(struct req *req)
{
	bool submitted;

	TRY(refuse_what(req, withdrawal_end(req->db, req->mem, req->site->configuration, req->user->organisation_id,
		req->user->id, &submitted)));
	notice(req, submitted ? tr(req, "Your registration is with the coordinator now. We write to you when it is decided.")
			      : tr(req, "You are back. Something is missing before the coordinator can look at it: it stands below."));
	return redirect(req, "/my");
}
