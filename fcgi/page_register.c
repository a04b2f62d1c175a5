/* SPDX-License-Identifier: MPL-2.0 */
/* Registering an enterprise: "How do I get in?" What comes after is the profile (page_profile.c). */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "fcgi/session_cookie.h"
#include "lib/rate.h"
#include "lib/registration.h"
#include "lib/session.h"
#include "lib/token.h"

#define NAME_MAX 160
#define PERSON_MAX 120

/* What a program that registers must know; who is logged in is asked for the first three only. */
#define RULES_OF_ANOTHER 3
static const struct field_rule rules[] = {
	{"name", "text", true, NAME_MAX, NULL},
	{"cvr", "text", true, 13, N_("Eight digits. If you do not have one yet, register when you do. It takes a few days at virk.dk.")},
	{"municipality", "choice", true, 0, N_("Its coordinator looks at your registration. You can deliver anywhere.")},
	{"person", "text", true, PERSON_MAX, NULL},
	{"email", "email", true, 254, N_("We send a link to it that you open to confirm it.")},
};

enum err register_show(struct req *req)
{
	OWNED(json_decrefp) json_t *form = json_object();

	form_show(req, form, "name", "");
	form_show(req, form, "cvr", "");
	TRY(form_show_municipalities(req, form, "municipality", ""));
	form_show(req, form, "person", "");
	form_show(req, form, "email", "");
	if (req->wants_json)
		return render(req, "register", form_describe(req, "register", "/register", form, rules,
			req->user != NULL ? RULES_OF_ANOTHER : sizeof rules / sizeof rules[0]));
	return render(req, "register", json_pack("{s:O, s:b}", "form", form, "is_another", req->user != NULL));
}

static const char *form_cvr(struct req *req)
{
	const char *cvr = form_plain_cvr(req, "cvr");

	if (!text_is_cvr(cvr))
		form_problem(req, "cvr", N_("Write the eight digits of your CVR number. You find them on your invoices and in the CVR register."));
	return cvr;
}

static enum err taken_means_cvr(struct req *req, enum err err)
{
	if (err != CONFLICT)
		return err;
	form_problem(req, "cvr", N_("An enterprise with this CVR number is registered already. Ask a colleague, or log in."));
	return INVALID;
}

/* Who is logged in registers one more for the same account, and acts for it at once. */
static enum err register_another(struct req *req)
{
	struct registration registration = {
		.name = form_line(req, "name", 2, NAME_MAX),
		.cvr = form_cvr(req),
		.municipality_code = form_municipality(req, "municipality"),
	};
	int64_t organisation;

	TRY(form_check(req));
	TRY(rate_allow(req->db, "register", req->address, 20, 3600));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(taken_means_cvr(req, registration_add(req->db, req->mem, &registration, req->user->id, &organisation)));
	TRY(session_act_for(req->db, req->session, organisation));
	TRY(tx_commit(&tx));
	notice(req, tr_format(req, "%s is added to your account. Now tell us what it supplies.", registration.name));
	return redirect(req, "/my");
}

enum err register_post(struct req *req)
{
	if (req->user != NULL)
		return register_another(req);
	struct registration registration = {
		.name = form_line(req, "name", 2, NAME_MAX),
		.cvr = form_cvr(req),
		.municipality_code = form_municipality(req, "municipality"),
		.person = form_line(req, "person", 2, PERSON_MAX),
		.email = form_email(req, "email"),
		.language = req->language,
	};

	TRY(form_check(req));
	TRY(rate_allow(req->db, "register", req->address, 20, 3600));
	TRY(rate_allow(req->db, "mail", registration.email, 5, 3600));
	TRY(taken_means_cvr(req, registration_begin(req->db, req->mem, req->site->configuration, &registration)));
	return redirect(req, "/register/sent");
}

enum err register_sent(struct req *req)
{
	return render(req, "register_sent", json_object());
}

/* The link in the mail: a page with a button, because a mail program may open links by itself. */
enum err register_confirm_show(struct req *req)
{
	struct token token;

	enum err err = token_find(req->db, req->mem, path_text(req, "token"), TOKEN_CONFIRM, &token);
	if (err == NOT_FOUND)
		return refuse(req, NOT_FOUND, N_("This link has been used already, or it is too old. If you have confirmed your address, you can log in; otherwise register once more, and we send a new one."));
	TRY(err);
	return render(req, "register_confirm", json_pack("{s:s}", "token", path_text(req, "token")));
}

enum err register_confirm_post(struct req *req)
{
	int64_t account, organisation;

	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(registration_confirm(req->db, req->mem, path_text(req, "token"), &account, &organisation));
	TRY(session_cookie_begin_for(req, account, organisation));
	TRY(tx_commit(&tx));
	notice(req, tr(req, "Your address is confirmed. Now tell us what you supply."));
	return redirect(req, "/my");
}
