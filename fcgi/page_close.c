/* SPDX-License-Identifier: MPL-2.0 */
/* A person closes their own account: what happens is said first, and what stands in the way. */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "fcgi/session_cookie.h"
#include "lib/account.h"
#include "lib/closing.h"
#include "lib/rate.h"

static const char *obstacle_text(struct req *req, const struct closing_obstacle *obstacle)
{
	switch (obstacle->need) {
	case NEEDED_AS_OWNER:
		return tr_format(req, "You are the only owner of %s. Make a colleague an owner first, or, if you have none, take the enterprise out of the directory.", obstacle->organisation);
	case NEEDED_FOR_MUNICIPALITY:
		return tr_format(req, "%s has nobody but you. Let in another coordinator first, or ask an administrator to.", obstacle->organisation);
	case NEEDED_AS_ADMINISTRATOR:
		break;
	}
	return tr(req, "You are the only administrator. Make somebody else one first, on the server.");
}

static enum err obstacles_model(struct req *req, json_t **out)
{
	struct closing_obstacle *list;
	size_t count;

	TRY(closing_obstacles(req->db, req->mem, req->user->id, &list, &count));
	*out = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(*out, json_pack("{s:s, s:b}", "text", obstacle_text(req, &list[i]), "is_owner",
						    list[i].need == NEEDED_AS_OWNER));
	return OK;
}

enum err account_close_show(struct req *req)
{
	OWNED(json_decrefp) json_t *obstacles = NULL, *form = json_object();
	struct account account;
	bool fresh;

	TRY(account_find(req->db, req->mem, req->user->id, &account));
	TRY(closing_session_is_fresh(req->db, req->session, &fresh));
	TRY(obstacles_model(req, &obstacles));
	form_show_secret(req, form, "current_password");
	bool has_password = account.password_hash != NULL;
	return render(req, "my_account_close",
		json_pack("{s:s, s:O, s:b, s:b, s:b, s:O}", "email", account.email, "obstacles", obstacles,
			"has_obstacles", json_array_size(obstacles) > 0, "has_password", has_password, "needs_link",
			!has_password && !fresh, "form", form));
}

/* By the password; without one, by having logged in by a mailed link just now. */
static enum err check_person(struct req *req)
{
	struct account account;
	bool right;

	TRY(account_find(req->db, req->mem, req->user->id, &account));
	if (account.password_hash == NULL) {
		TRY(closing_session_is_fresh(req->db, req->session, &right));
		return right ? OK : refuse(req, FORBIDDEN, N_("Log in by a mailed link first, so that we know that it is you. Then come back within half an hour."));
	}
	TRY(rate_allow(req->db, "login", account.email, LOGIN_TRIES, LOGIN_WINDOW));
	TRY(password_check(account.password_hash, form_value(req, "current_password"), &right));
	if (!right)
		form_problem(req, "current_password", N_("This is not your present password."));
	return form_check(req);
}

enum err account_close_post(struct req *req)
{
	TRY(check_person(req));
	enum err err = closing_close(req->db, req->mem, req->user->id, tr(req, "Closed account"));
	if (err == CONFLICT)
		return refuse(req, CONFLICT, N_("Somebody must take over from you first. The page says what to do."));
	TRY(err);
	TRY(session_cookie_end(req));
	notice(req, tr(req, "Your account is closed."));
	return redirect(req, "/");
}
