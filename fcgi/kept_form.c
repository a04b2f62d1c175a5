/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/kept_form.h"

#include <sodium.h>
#include <string.h>

#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "fcgi/response.h"
#include "fcgi/route.h"
#include "lib/secret.h"
#include "lib/session.h"

#define ENCODING sodium_base64_VARIANT_URLSAFE_NO_PADDING
#define BESIDE 8192 /* bytes of the log-in form beside what is kept */

/* ---- keeping ---- */

/* What need not be typed again, or must not stand anywhere. */
static bool is_kept(const char *name)
{
	return !text_equal(name, "csrf") && strstr(name, "password") == NULL;
}

static json_t *fields_model(const struct fields *fields)
{
	json_t *list = json_array();

	for (size_t i = 0; i < fields->count; i++)
		if (is_kept(fields->at[i].name))
			json_array_append_new(list, json_pack("[s, s]", fields->at[i].name, fields->at[i].value));
	return list;
}

static const char *browser_of(struct req *req, const char *visitor)
{
	unsigned char hash[TOKEN_HASH_SIZE];
	char *out = arena_alloc(req->mem, 2 * TOKEN_HASH_SIZE + 1);

	token_hash(visitor, hash);
	text_from_bytes(hash, sizeof hash, out);
	return out;
}

/* The account 0: nobody knows whose session it was. */
static enum err kept_model(struct req *req, json_t **out)
{
	int64_t account = 0, organisation = 0;
	enum err err = session_whose(req->db, req->mem, req->session, &account, &organisation);

	if (err != OK && err != NOT_FOUND)
		return err;
	*out = json_pack("{s:s, s:s, s:o, s:I, s:I, s:s, s:I}", "kept_path", req->path, "query", req->query, "fields",
		fields_model(&req->form_values), "account", (json_int_t)account, "organisation",
		(json_int_t)organisation, "browser", browser_of(req, req->visitor), "at", (json_int_t)req->now);
	return *out != NULL ? OK : FAILED;
}

/* Sealed, as text; "" when it is more than a form may carry. */
static const char *seal(struct req *req, const json_t *model)
{
	char *text = json_dumps(model, JSON_COMPACT);
	unsigned char *sealed;
	size_t size;

	if (text == NULL)
		return "";
	secret_seal(req->mem, &req->site->configuration->key, text, &sealed, &size);
	free(text);
	size_t room = sodium_base64_encoded_len(size, ENCODING);
	if (room + BESIDE > req->site->configuration->body_limit)
		return "";
	char *encoded = arena_alloc(req->mem, room);
	sodium_bin2base64(encoded, room, sealed, size, ENCODING);
	return encoded;
}

static struct fields one_field(struct req *req, const char *name, const char *value)
{
	struct field *field = arena_alloc(req->mem, sizeof *field);

	*field = (struct field){name, value};
	return (struct fields){field, 1};
}

/* The words over the page to log in. */
static const char *said(const struct req *req, bool kept)
{
	if (!kept)
		return req->form_values.count > 1
			? N_("You are not logged in any more. This is too long to be kept: go back with your browser and copy it before you log in.")
			: N_("You are not logged in any more. Log in, and do it once more.");
	return req->files.count > 0
		? N_("You are not logged in any more. Log in, and we show you what you typed again before anything is done. The files you have to choose once more.")
		: N_("You are not logged in any more. Log in, and we show you what you typed again before anything is done.");
}

enum err kept_form_offer(struct req *req)
{
	OWNED(json_decrefp) json_t *model = NULL;
	const char *kept = "";
	struct req login = *req;

	if (req->route->form != NULL) {
		TRY(kept_model(req, &model));
		kept = seal(req, model);
	}
	form_problem(&login, "", said(req, *kept != '\0'));
	login.form_sent = true;
	login.form_values = one_field(req, "kept", kept);
	login.path = "/login";
	login.query = "";
	TRY(login_show(&login));
	req->response = login.response;
	req->response.status = 403;
	return OK;
}

/* ---- showing it again ---- */

static json_t *unseal(struct req *req, const char *kept)
{
	size_t room = strlen(kept), size;
	unsigned char *sealed = arena_alloc(req->mem, room + 1);
	char *text;

	if (sodium_base642bin(sealed, room, kept, room, NULL, &size, NULL, ENCODING) != 0 ||
		secret_open(req->mem, &req->site->configuration->key, sealed, size, &text) != OK)
		return NULL;
	return json_loads(text, 0, NULL);
}

static int64_t number_in(const json_t *model, const char *name)
{
	return json_integer_value(json_object_get(model, name));
}

static const char *text_in(struct req *req, const json_t *model, const char *name)
{
	const char *text = json_string_value(json_object_get(model, name));

	return text != NULL ? arena_text(req->mem, text) : "";
}

/* Whether it is a form that we kept, not too long ago, for this account or at least in this browser. */
static bool is_theirs(struct req *req, const json_t *model, int64_t account)
{
	const char *path = text_in(req, model, "kept_path"), *browser = text_in(req, model, "browser");
	const char *visitor = fields_find(&req->cookies, cookie_name(req, "torv_visitor"));

	if (*path == '\0' || number_in(model, "at") + KEPT_FORM_SECONDS < req->now)
		return false;
	if (number_in(model, "account") != 0)
		return number_in(model, "account") == account;
	return text_equal(browser, browser_of(req, req->visitor)) ||
	       (visitor != NULL && text_equal(browser, browser_of(req, visitor)));
}

static struct fields fields_in(struct req *req, const json_t *model)
{
	const json_t *list = json_object_get(model, "fields");
	struct fields fields = {.at = arena_array(req->mem, json_array_size(list), sizeof *fields.at)};
	size_t i;
	json_t *pair;

	json_array_foreach(list, i, pair)
		fields.at[fields.count++] = (struct field){
			arena_text(req->mem, json_string_value(json_array_get(pair, 0))),
			arena_text(req->mem, json_string_value(json_array_get(pair, 1)))};
	return fields;
}

/* The request as it would have been with the session that has begun now. */
static struct req as_sent(struct req *req, const json_t *model, const char *token)
{
	struct req sent = *req;

	sent.response = (struct response){0};
	sent.path = text_in(req, model, "kept_path");
	sent.query = text_in(req, model, "query");
	sent.query_values = (struct fields){0};
	query_read(&sent);
	sent.form_values = fields_in(req, model);
	sent.files = (struct files){0};
	sent.session = sent.visitor = token;
	sent.new_visitor = false;
	sent.csrf = NULL;
	return sent;
}

static enum err show(struct req *req, const json_t *model, const char *token)
{
	int64_t organisation = number_in(model, "organisation");
	struct req sent = as_sent(req, model, token);

	if (organisation != 0)
		TRY(session_act_for(req->db, token, organisation));
	form_problem(&sent, "", N_("You are logged in again. This is what you typed: look through it and send it, for nothing has been done yet."));
	enum err err = route_show_form(&sent);
	if (err == OK) {
		buffer_add(&req->response.body, sent.response.body.bytes, sent.response.body.length);
		if (sent.response.headers.length > 0)
			buffer_add(&req->response.headers, sent.response.headers.bytes, sent.response.headers.length);
	}
	response_close(&sent.response);
	return err;
}

enum err kept_form_resume(struct req *req, const char *kept, const char *token)
{
	OWNED(json_decrefp) json_t *model = unseal(req, kept);
	int64_t account, organisation;

	TRY(session_whose(req->db, req->mem, token, &account, &organisation));
	enum err err = is_theirs(req, model, account) ? show(req, model, token) : FORBIDDEN;
	if (err != FORBIDDEN && err != NOT_FOUND)
		return err;
	notice(req, tr(req, N_("You are logged in. What was typed before is not shown: it is too old, belongs to somebody else, or cannot be changed any more.")));
	return redirect(req, "/my");
}
