/* SPDX-License-Identifier: MPL-2.0 */
/* One's own account: name, telephone, the language of the mails, the password, and for whom one acts. */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "fcgi/response.h"
#include "fcgi/session_cookie.h"
#include "lib/account.h"
#include "lib/audit.h"
#include "lib/rate.h"
#include "lib/session.h"

static enum err organisations_model(struct req *req, json_t **out)
{
	struct rows rows;
	int64_t last = 0;

	TRY(membership_list(req->db, req->mem, req->user->id, &rows));
	*out = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		int64_t id = row_int(rows.at[i], "organisation_id");
		if (id == last)
			continue; /* both buyer and coordinator there */
		last = id;
		json_array_append_new(*out, json_pack("{s:I, s:s, s:b}", "id", (json_int_t)id, "name",
						    row_text(rows.at[i], "name"), "current",
						    id == req->user->organisation_id));
	}
	return OK;
}

enum err account_show(struct req *req)
{
	struct account account;
	json_t *organisations;

	TRY(account_find(req->db, req->mem, req->user->id, &account));
	TRY(organisations_model(req, &organisations));
	json_t *form = json_object();
	form_show(req, form, "name", account.name);
	form_show(req, form, "phone", account.phone);
	form_show_choice(req, form, "language", language_code(account.language), language_choices);
	form_show_flag(req, form, "shows_address", account.shows_address);
	form_show_secret(req, form, "current_password");
	form_show_secret(req, form, "password");
	return render(req, "my_account",
		json_pack("{s:o, s:s, s:b, s:b, s:o}", "form", form, "email", account.email, "has_password",
			account.password_hash != NULL, "has_several", json_array_size(organisations) > 1,
			"organisations", organisations));
}

enum err account_post(struct req *req)
{
	struct account account = {
		.id = req->user->id,
		.name = form_line(req, "name", 2, 120),
		.phone = form_line(req, "phone", 0, 40),
		.language = language_from_code(form_choice(req, "language", language_choices), DANISH),
		.shows_address = form_flag(req, "shows_address"),
	};

	TRY(form_check(req));
	TRY(account_save(req->db, &account));
	notice(req, tr(req, "Saved."));
	return redirect(req, "/my/account");
}

/* Setting a password ends all sessions; this browser gets a new one. */
enum err account_password_post(struct req *req)
{
	const char *password = form_password(req, "password");
	struct account account;
	bool right = true;

	TRY(account_find(req->db, req->mem, req->user->id, &account));
	TRY(rate_allow(req->db, "login", account.email, LOGIN_TRIES, LOGIN_WINDOW));
	if (account.password_hash != NULL)
		TRY(password_check(account.password_hash, form_value(req, "current_password"), &right));
	if (!right)
		form_problem(req, "current_password", N_("This is not your present password."));
	TRY(form_check(req));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(account_set_password(req->db, req->mem, account.id, password));
	TRY(audit_add(req->db, &(struct audit){.account_id = account.id, .action = "password-changed",
				       .subject_kind = "account", .subject_id = account.id}));
	TRY(session_cookie_begin(req, account.id));
	TRY(tx_commit(&tx));
	notice(req, tr(req, "Your new password is saved."));
	return redirect(req, "/my/account");
}

enum err account_organisation_post(struct req *req)
{
	TRY(session_act_for(req->db, req->session, form_int(req, "organisation", 1, INT64_MAX)));
	return redirect(req, "/my");
}
