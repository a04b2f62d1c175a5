/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Logging in by password or by a mailed link, and a new password. Every answer is the same whether an
 * address has an account or not.
 */
#include <string.h>

#include "fcgi/form.h"
#include "fcgi/kept_form.h"
#include "fcgi/pages.h"
#include "fcgi/response.h"
#include "fcgi/session_cookie.h"
#include "lib/rate.h"
#include "lib/registration.h"
#include "lib/session.h"
#include "lib/token.h"

/* What a program that logs in must know. */
static const struct field_rule rules[] = {
	{"email", "email", true, 254, NULL},
	{"password", "password", false, PASSWORD_MAXIMUM, N_("Leave this empty to get a link by e-mail instead.")},
	{"next", "text", false, 0, NULL},
};

enum err login_show(struct req *req)
{
	OWNED(json_decrefp) json_t *form = json_object();
	const char *next = req->form_sent ? form_value(req, "next") : query_text(req, "next");

	form_show(req, form, "email", "");
	form_show(req, form, "next", next);
	form_show(req, form, "kept", "");
	if (req->wants_json)
		return render(req, "login", form_describe(req, "login", "/login", form, rules, sizeof rules / sizeof rules[0]));
	return render(req, "login", json_pack("{s:O}", "form", form));
}

/* The limits count both who is asked for and who asks, so that neither guessing one password nor
 * trying many addresses gets far. */
static enum err limit(struct req *req, const char *email)
{
	TRY(rate_allow(req->db, "login", email, LOGIN_TRIES, LOGIN_WINDOW));
	return rate_allow(req->db, "login", req->address, LOGIN_TRIES_OF_ADDRESS, LOGIN_WINDOW);
}

enum err login_post(struct req *req)
{
	const char *email = form_email(req, "email"), *password = form_value(req, "password");
	struct account account;

	TRY(form_check(req));
	TRY(limit(req, email));
	enum err err = account_log_in(req->db, req->mem, email, password, &account);
	if (err == NOT_FOUND) {
		form_problem(req, "email", N_("The address and the password do not belong together. Try again, or have a link mailed to you."));
		return INVALID;
	}
	TRY(err);
	TRY(session_cookie_begin(req, account.id));
	const char *next = form_value(req, "next"), *kept = form_value(req, "kept");
	if (*kept != '\0')
		return kept_form_resume(req, kept, req->session_begun);
	return redirect(req, "%s", *next != '\0' ? path_of_ours(next) : "/my");
}

enum err login_link_post(struct req *req)
{
	const char *email = form_email(req, "email");

	TRY(form_check(req));
	TRY(limit(req, email));
	TRY(login_link_send(req->db, req->mem, req->site->configuration, email));
	/* what is kept stays in this window while the link is opened in another one */
	return form_flag(req, "kept") ? login_sent(req) : redirect(req, "/login/sent");
}

enum err login_sent(struct req *req)
{
	const char *kept = form_value(req, "kept");

	return render(req, "login_sent", json_pack("{s:s, s:b}", "kept", kept, "is_kept", *kept != '\0'));
}

/* After the mailed link was used: the form that was typed before. Who is not logged in yet is asked to. */
enum err login_kept_post(struct req *req)
{
	const char *kept = form_value(req, "kept");

	if (req->user != NULL)
		return kept_form_resume(req, kept, req->session);
	req->form_sent = true;
	form_problem(req, "", N_("You are not logged in yet. Open the link in the mail with this browser, or log in here."));
	return login_show(req);
}

/* A link from a mail that is still good; otherwise the page says how to get another. */
static enum err find_link(struct req *req, enum token_purpose purpose, struct token *token)
{
	enum err err = token_find(req->db, req->mem, path_text(req, "token"), purpose, token);

	if (err == NOT_FOUND)
		return refuse(req, NOT_FOUND, N_("This link has been used already, or it is too old. Ask for a new one on the page where you log in."));
	return err;
}

enum err login_link_show(struct req *req)
{
	struct token token;

	TRY(find_link(req, TOKEN_LOGIN, &token));
	return render(req, "login_link", json_pack("{s:s}", "token", path_text(req, "token")));
}

enum err login_link_confirm(struct req *req)
{
	int64_t account;

	/* together: a link that is used up without a session would lock its reader out */
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(login_link_use(req->db, req->mem, path_text(req, "token"), &account));
	TRY(session_cookie_begin(req, account));
	TRY(tx_commit(&tx));
	return redirect(req, "/my");
}

enum err logout_post(struct req *req)
{
	TRY(session_cookie_end(req));
	notice(req, tr(req, "You are logged out."));
	return redirect(req, "/");
}

/* ---- a new password ---- */

enum err password_forgotten_show(struct req *req)
{
	json_t *form = json_object();

	form_show(req, form, "email", query_text(req, "email"));
	return render(req, "password_forgotten", json_pack("{s:o}", "form", form));
}

enum err password_forgotten_post(struct req *req)
{
	const char *email = form_email(req, "email");

	TRY(form_check(req));
	TRY(limit(req, email));
	TRY(reset_link_send(req->db, req->mem, req->site->configuration, email));
	return redirect(req, "/login/sent");
}

enum err password_show(struct req *req)
{
	struct token token;

	TRY(find_link(req, TOKEN_RESET, &token));
	json_t *form = json_object();
	form_show_secret(req, form, "password");
	return render(req, "password", json_pack("{s:s, s:o}", "token", path_text(req, "token"), "form", form));
}

enum err password_post(struct req *req)
{
	const char *password = form_password(req, "password");
	int64_t account;

	TRY(form_check(req));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(reset_link_use(req->db, req->mem, path_text(req, "token"), password, &account));
	TRY(session_cookie_begin(req, account));
	TRY(tx_commit(&tx));
	notice(req, tr(req, "Your new password is saved."));
	return redirect(req, "/my");
}
