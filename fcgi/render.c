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

/* Unless the page says something else under this name. */
static void set_missing(json_t *model, const char *name, json_t *value)
{
	if (json_object_get(model, name) == NULL)
		json_object_set_new_nocheck(model, name, value);
	else
		json_decref(value);
}

/* What every page has beside its own model. */
static void add_common(struct req *req, const char *page, json_t *model)
{
	set_missing(model, "site", json_incref(req->site->model));
	set_missing(model, "asset", json_incref(req->site->assets));
	set_missing(model, "language", json_string(req_language(req)));
	set_missing(model, "languages", json_incref(req->site->languages[req->language]));
	set_missing(model, "path", json_string(req->path));
	set_missing(model, "next", text_or_null(req->query[0] == '\0' ? req->path
					: arena_printf(req->mem, "%s?%s", req->path, req->query)));
	set_missing(model, "user", user_model(req));
	set_missing(model, "csrf", json_string(csrf_token(req)));
	set_missing(model, "notice", notice_model(req));
	set_missing(model, "problems", problems_model(req, page));
	set_missing(model, "has_problems", json_boolean(req->problem_count > 0));
	set_missing(model, "request_id", json_string(req->id));
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
	add_common(req, name, model);
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
