/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pages: the handler's model, and beside it what every page shows (who is logged in, the languages,
 * the notice of what was just done, what is wrong with a form).
 */
#include <sodium.h>
#include <string.h>

#include "fcgi/form.h"
#include "fcgi/response.h"
#include "fcgi/route.h"
#include "lib/conversation.h"
#include "lib/log.h"
#include "lib/templates.h"

static json_t *text_or_null(const char *text)
{
	return text == NULL ? json_null() : json_string(text);
}

static json_t *site_model(const struct configuration *c)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:s, s:s}", "name", c->site_name, "url", c->site_url,
		"owner", c->site_owner, "contact_email", c->contact_email, "has_logo",
		c->site_logo != NULL, "colour", c->site_colour, "version", TORV_VERSION);
}

static json_t *languages_model(struct req *req)
{
	json_t *list = json_array();

	for (int i = 0; i < LANGUAGES; i++) {
		const char *code = language_code((enum language)i);
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:b, s:s}", "code", code, "name", language_name((enum language)i),
				"current", i == (int)req->language, "url",
				arena_printf(req->mem, "/language/%s", code)));
	}
	return list;
}

static json_t *user_model(struct req *req)
{
	const struct user *user = req->user;
	int64_t unread = 0;

	if (user == NULL)
		return json_null();
	if (user->organisation_id != 0 &&
		conversation_unread(req->db, user->organisation_id, &unread) != OK)
		unread = 0; /* the page itself is worth more than this number */
	return json_pack("{s:s, s:s, s:b, s:b, s:b, s:b, s:I, s:b}", "name", user->name, "organisation_name",
		user->organisation_name, "is_supplier", (user->who & SUPPLIER) != 0, "is_buyer",
		(user->who & BUYER) != 0, "is_coordinator", (user->who & COORDINATOR) != 0,
		"is_administrator", (user->who & ADMINISTRATOR) != 0, "unread", (json_int_t)unread,
		"has_unread", unread > 0);
}

/* The text that the page before this one left, if it is ours; it is shown once. */
static json_t *notice_model(struct req *req)
{
	const char *name = cookie_name(req, "torv_notice");
	const char **cookies = fields_list(req->mem, &req->cookies, name);
	const size_t digits = (size_t)2 * TOKEN_HASH_SIZE;
	size_t length;

	if (cookies[0] == NULL || strlen(cookies[0]) <= digits + 1)
		return json_null();
	set_cookie(req, name, "", 0);
	const char *signature = arena_text_n(req->mem, cookies[0], digits);
	const char *encoded = cookies[0] + digits + 1;
	char *text = arena_alloc(req->mem, strlen(encoded) + 1);
	if (sodium_base642bin((unsigned char *)text, strlen(encoded), encoded, strlen(encoded), NULL, &length,
		    NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return json_null();
	text[length] = '\0';
	if (!secret_sign_matches(&req->site->configuration->key, "notice", text, signature))
		return json_null();
	return json_string(text);
}

/* Whether the list says the same already, of another field: five criteria that lack their verdict. */
static bool is_said(json_t *list, const json_t *problem)
{
	size_t i;
	json_t *other;

	json_array_foreach(list, i, other) {
		if (json_equal(json_object_get(other, "text"), json_object_get(problem, "text")) &&
			json_equal(json_object_get(other, "label"), json_object_get(problem, "label")))
			return true;
	}
	return false;
}

static json_t *problems_model(const struct req *req, const char *page)
{
	json_t *list = json_array();

	for (size_t i = 0; i < req->problem_count; i++) {
		const struct problem *problem = &req->problems[i];
		json_t *model = json_pack("{s:s, s:s, s:s}", "field", problem->field, "text", problem->text,
			"label", tr(req, form_label(page, problem->field)));
		if (is_said(list, model))
			json_decref(model);
		else
			json_array_append_new(list, model);
	}
	return list;
}

/* What every page has beside its own model. */
static json_t *common_model(struct req *req, const char *page)
{
	json_t *model = json_object();

	json_object_set_new(model, "site", site_model(req->site->configuration));
	json_object_set(model, "asset", req->site->assets);
	json_object_set_new(model, "language", json_string(req_language(req)));
	json_object_set_new(model, "languages", languages_model(req));
	json_object_set_new(model, "path", json_string(req->path));
	json_object_set_new(model, "next", text_or_null(req->query[0] == '\0' ? req->path
					: arena_printf(req->mem, "%s?%s", req->path, req->query)));
	json_object_set_new(model, "user", user_model(req));
	json_object_set_new(model, "csrf", json_string(csrf_token(req)));
	json_object_set_new(model, "notice", notice_model(req));
	json_object_set_new(model, "problems", problems_model(req, page));
	json_object_set_new(model, "has_problems", json_boolean(req->problem_count > 0));
	json_object_set_new(model, "request_id", json_string(req->id));
	return model;
}

/* A visitor without an account gets a cookie only with a page that has a form. */
static void set_visitor_cookie(struct req *req)
{
	if (req->new_visitor && strstr(req->response.body.bytes, csrf_token(req)) != NULL)
		set_cookie(req, cookie_name(req, "torv_visitor"), req->visitor, 7 * 24 * 3600);
}

enum err render(struct req *req, const char *name, json_t *model)
{
	if (req->wants_json && req->route != NULL && (req->route->flags & PUBLIC_JSON) != 0)
		return send_json(req, model);
	json_t *whole = common_model(req, name);
	json_object_update_missing(model, whole);
	json_decref(whole);
	enum err err = templates_render(req->site->templates, req->language,
		arena_printf(req->mem, "%s.html", name), model, &req->response.body);
	json_decref(model);
	if (err != OK) {
		log_error("page %s cannot be rendered: %s", name, err_name(err));
		return FAILED;
	}
	set_visitor_cookie(req);
	return OK;
}
