/* SPDX-License-Identifier: MPL-2.0 */
/*
 * From a request to a response: find the route, the person and the language, check, run the handler.
 */
#include "fcgi/route.h"

#include <ctype.h>
#include <string.h>

#include "fcgi/form.h"
#include "fcgi/kept_form.h"
#include "fcgi/page_cache.h"
#include "fcgi/response.h"
#include "lib/search_index.h"
#include "lib/session.h"

/* ---- finding the route ---- */

static void add_path_value(struct req *req, const char *name, size_t name_length, const char *value, size_t length)
{
	struct fields *fields = &req->path_values;
	struct field *more = arena_array(req->mem, fields->count + 1, sizeof *more);

	if (fields->count > 0)
		memcpy(more, fields->at, fields->count * sizeof *more);
	more[fields->count++] = (struct field){arena_text_n(req->mem, name, name_length),
		arena_text_n(req->mem, value, length)};
	fields->at = more;
}

static bool all_digits(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!isdigit((unsigned char)text[i]))
			return false;
	}
	return length > 0 && length <= 18;
}

/* Whether the path has the pattern's form; notes what stands in the places of {names}. */
static bool matches(struct req *req, const char *pattern)
{
	const char *path = req->path;

	req->path_values = (struct fields){0};
	while (*pattern != '\0') {
		if (*pattern != '{') {
			if (*pattern++ != *path++)
				return false;
			continue;
		}
		size_t name_length = strcspn(++pattern, "}");
		size_t length = strcspn(path, "/"), tail = strcspn(pattern + name_length + 1, "/");
		if (tail >= length)
			return false;
		length -= tail; /* "{year}.ics": what stands behind the name is compared like the rest */
		bool number = name_length == 2 && strncmp(pattern, "id", 2) == 0;
		if (length == 0 || (number && !all_digits(path, length)))
			return false;
		add_path_value(req, pattern, name_length, path, length);
		pattern += name_length + 1;
		path += length;
	}
	return *path == '\0';
}

/* 0 when it was found, else the status to answer with. */
static int find_route(struct req *req)
{
	int status = 404;

	for (const struct route *route = routes; route->path != NULL; route++) {
		if (!matches(req, route->path))
			continue;
		if (route->method == req->method) {
			req->route = route;
			return 0;
		}
		status = 405;
	}
	return status;
}

static bool takes_files(struct req *req)
{
	return find_route(req) == 0 && (req->route->flags & FILES) != 0;
}

bool route_takes_parts(struct req *req)
{
	return find_route(req) == 0 && (req->route->flags & (FILES | NO_CSRF)) != 0;
}

size_t route_body_limit(struct req *req)
{
	const struct configuration *configuration = req->site->configuration;

	return takes_files(req) ? configuration->upload_limit : configuration->body_limit;
}

/* ---- who ---- */

static unsigned who_is(const struct session *session)
{
	unsigned who = SIGNED_IN;

	if (session->is_supplier)
		who |= SUPPLIER;
	if (session->is_buyer)
		who |= BUYER;
	if (session->is_coordinator)
		who |= COORDINATOR;
	if (session->is_administrator)
		who |= ADMINISTRATOR;
	return who;
}

static enum err find_user(struct req *req)
{
	struct session session;

	if (req->session == NULL)
		return OK;
	enum err err = session_find(req->db, req->mem, req->session, &session);
	if (err != OK)
		return err == NOT_FOUND ? OK : err;
	req->user = arena_alloc(req->mem, sizeof *req->user);
	*req->user = (struct user){
		.id = session.account_id,
		.name = session.name,
		.email = session.email,
		.who = who_is(&session),
		.organisation_id = session.organisation_id,
		.organisation_name = session.organisation_name,
		.organisation_slug = session.organisation_slug,
		.municipality_code = session.municipality_code,
	};
	return OK;
}

/* ---- checks ---- */

/* Where to come back to after logging in. */
static enum err send_to_login(struct req *req)
{
	const char *safe = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_/";
	const char *next = req->path[strspn(req->path, safe)] == '\0' ? req->path : "/my";

	return redirect(req, "/login?next=%s", next);
}

static bool may_come(const struct req *req)
{
	unsigned who = req->route->who;

	return who == ANYONE || (req->user != NULL && (req->user->who & who) != 0);
}

static bool comes_from_our_page(struct req *req)
{
	return req->method != POST || (req->route->flags & NO_CSRF) != 0 || csrf_is_right(req);
}

/* ---- running ---- */

static enum err run_handler(void *arg)
{
	struct req *req = arg;

	response_reset(&req->response);
	req->problems = NULL;
	req->problem_count = 0;
	req->refusal = NULL;
	return req->route->handle(req);
}

/* A form is shown again, with what was typed: because it did not pass (422), because only a part of it
 * was asked for (200), or because its token is not ours (403). */
static enum err show_form_again(struct req *req, int status)
{
	response_reset(&req->response);
	req->form_sent = true;
	TRY(req->route->form(req));
	req->response.status = status;
	return OK;
}

/* A form that was open for longer than its cookie lived: nothing is done, and nothing typed is lost. */
static enum err refuse_form(struct req *req)
{
	if (req->route->form == NULL)
		return FORBIDDEN;
	form_problem(req, "", N_("The page may have been open for too long. Look through what you typed, and send it again. Your browser has to take cookies for this."));
	return show_form_again(req, 403);
}

enum err route_show_form(struct req *req)
{
	req->method = POST;
	req->user = NULL;
	if (find_route(req) != 0 || req->route->form == NULL)
		return NOT_FOUND;
	TRY(find_user(req));
	if (!may_come(req))
		return FORBIDDEN;
	return show_form_again(req, 200);
}

/* Nobody is logged in, and somebody must be. */
static enum err ask_who(struct req *req)
{
	if (req->wants_json)
		return FORBIDDEN;
	if (req->method == GET)
		return send_to_login(req);
	return req->same_origin || csrf_is_right(req) ? kept_form_offer(req) : FORBIDDEN;
}

/* ---- what is kept for visitors ---- */

/* NULL: this page is made for this reader alone. */
static const char *kept_address(const struct req *req)
{
	bool for_all = req->site->pages != NULL && (req->route->flags & KEPT) != 0 && req->user == NULL &&
		       fields_find(&req->cookies, cookie_name(req, "torv_notice")) == NULL;

	return for_all ? arena_printf(req->mem, "%s?%s", req->path, req->query) : NULL;
}

/* A form's token is the visitor's. */
static bool is_for_all(struct req *req)
{
	const struct response *response = &req->response;

	return response->status == 200 && response->headers.length == 0 &&
	       (req->csrf == NULL || strstr(response->body.bytes, req->csrf) == NULL);
}

/* Runs the handler, unless what it would answer is kept. */
static enum err run(struct req *req)
{
	struct page_key key = {kept_address(req), req->language, req->wants_json, 0, day_of(req->now)};

	if (key.address == NULL)
		return db_repeat(req->db, run_handler, req);
	TRY(match_index_refresh(req->site->index, req->db));
	key.version = match_index_version(req->site->index);
	if (page_cache_take(req->site->pages, &key, clock_milliseconds(), &req->response.body, &req->response.type))
		return OK;
	int64_t began = clock_milliseconds();
	TRY(db_repeat(req->db, run_handler, req));
	if (is_for_all(req))
		page_cache_keep(req->site->pages, &key, began, &req->response.body, req->response.type);
	return OK;
}

/* ---- running, after all checks ---- */

static enum err answer(struct req *req)
{
	TRY(find_user(req));
	if (req->user == NULL && req->route->who != ANYONE)
		return ask_who(req);
	if (!may_come(req))
		return FORBIDDEN;
	if (!comes_from_our_page(req))
		return refuse_form(req);
	if (req->route->form != NULL && form_flag(req, "cpv_search"))
		return show_form_again(req, 200);
	enum err err = run(req);
	if (err == INVALID && req->problem_count > 0 && req->route->form != NULL)
		err = show_form_again(req, 422);
	return err;
}

void route_run(struct req *req)
{
	response_reset(&req->response);
	if (req->malformed != OK) {
		error_status(req, req->malformed == TOO_LARGE ? 413 : req->malformed == UNAVAILABLE ? 503 : 400);
		return;
	}
	int status = find_route(req);
	if (status != 0) {
		if (find_user(req) != OK)
			req->user = NULL;
		error_status(req, status);
		return;
	}
	enum err err = answer(req);
	if (err != OK)
		error_page(req, err);
}
