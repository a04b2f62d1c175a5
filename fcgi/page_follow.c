/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The link in a mail to somebody who follows a municipality: confirm that one wants to, or end it. The
 * link opens a page with buttons, because a mail program may open links by itself. It needs no log-in:
 * whoever has the mail may end it.
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/follow.h"

static enum err find(struct req *req, struct follower *out)
{
	enum err err = follow_find(req->db, req->mem, req->site->configuration, path_text(req, "token"), out);

	if (err == NOT_FOUND)
		return refuse(req, NOT_FOUND, N_("This link does not work any more: you have stopped following, or it was not confirmed in time. You can follow again on the page of the plan."));
	return err;
}

/* The plan that is of interest now: this year's. */
static const char *plan_url(struct req *req, const struct follower *follower)
{
	int year, month, mday;

	day_split(day_of(req->now), &year, &month, &mday);
	return arena_printf(req->mem, "/plans/%s/%d", follower->organisation_slug, year);
}

enum err follow_show(struct req *req)
{
	struct follower follower;

	TRY(find(req, &follower));
	return render(req, "follow", json_pack("{s:s, s:s, s:s, s:b, s:s}", "token", path_text(req, "token"),
		"municipality_name", follower.organisation_name, "address", follower.address, "is_confirmed",
		follower.confirmed_at != NO_MOMENT, "plan_url", plan_url(req, &follower)));
}

enum err follow_post(struct req *req)
{
	const char *answer = form_value(req, "answer");
	struct follower follower;

	TRY(find(req, &follower));
	if (text_equal(answer, "follow")) {
		TRY(follow_confirm(req->db, &follower));
		notice(req, tr_format(req, "You follow %s. We write to you at %s.", follower.organisation_name,
			follower.address));
	} else if (text_equal(answer, "stop")) {
		TRY(follow_end(req->db, &follower));
		notice(req, tr_format(req, "You no longer follow %s.", follower.organisation_name));
	} else {
		return INVALID;
	}
	return redirect(req, "%s", plan_url(req, &follower));
}
