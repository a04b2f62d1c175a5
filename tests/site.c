/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/site.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/response.h"
#include "fcgi/route.h"
#include "lib/search_index.h"
#include "lib/session.h"
#include "lib/text.h"

struct browser {
	char cookies[2000]; /* "a=b; c=d" */
};

static void print_line(const char *line)
{
	fprintf(stderr, "%s\n", line);
}

int site_house_open(void **state)
{
	static struct site_house site;

	setenv("TORV_STRICT", "1", 1);
	if (house_open((void **)&site.house) != 0)
		return -1;
	if (site_open(site.house->configuration_path, print_line, &site.site) != OK)
		return -1;
	*state = &site;
	return 0;
}

int site_house_reset(void **state)
{
	struct site_house *site = *state;

	return house_reset((void **)&site->house);
}

int site_house_close(void **state)
{
	struct site_house *site = *state;

	site_close(&site->site);
	return house_close((void **)&site->house);
}

/* ---- browsers ---- */

struct browser *anybody(struct site_house *site)
{
	struct browser *browser = arena_alloc(site->house->mem, sizeof *browser);
	char token[TOKEN_TEXT_SIZE];

	token_make(token);
	snprintf(browser->cookies, sizeof browser->cookies, "torv_visitor=%s; torv_language=en", token);
	return browser;
}

struct browser *as(struct site_house *site, int64_t account)
{
	struct browser *browser = arena_alloc(site->house->mem, sizeof *browser);
	char token[TOKEN_TEXT_SIZE];

	assert_int_equal(session_begin(site->house->db, site->house->mem, account, token), OK);
	snprintf(browser->cookies, sizeof browser->cookies, "torv_session=%s; torv_language=en", token);
	return browser;
}

/* Puts "name=value" in the place of the cookie that has the name, or behind the others. */
static void keep_cookie(struct browser *browser, const char *cookie, size_t length)
{
	OWNED(buffer_close) struct buffer kept = {0};
	size_t name = strcspn(cookie, "=") + 1;

	for (const char *at = browser->cookies; *at != '\0';) {
		at += strspn(at, "; ");
		size_t size = strcspn(at, ";");
		if (size > 0 && strncmp(at, cookie, name) != 0)
			buffer_printf(&kept, "%.*s; ", (int)size, at);
		at += size;
	}
	buffer_add(&kept, cookie, length);
	snprintf(browser->cookies, sizeof browser->cookies, "%s", kept.bytes);
}

void given_cookie(struct browser *browser, const char *cookie)
{
	char before[sizeof browser->cookies];

	strcpy(before, browser->cookies);
	snprintf(browser->cookies, sizeof browser->cookies, "%s; %.1500s", cookie, before);
}

static void keep_cookies(struct browser *browser, const char *headers)
{
	for (const char *at = headers; (at = strstr(at, "Set-Cookie: ")) != NULL;) {
		at += strlen("Set-Cookie: ");
		keep_cookie(browser, at, strcspn(at, ";"));
	}
}

/* ---- requests ---- */

static const char *header(struct arena *mem, const char *headers, const char *name)
{
	const char *at = strstr(headers, arena_printf(mem, "%s: ", name));

	if (at == NULL)
		return "";
	at += strlen(name) + 2;
	return arena_text_n(mem, at, strcspn(at, "\r"));
}

/* Adds the token in the way of the form's type. */
static void sign_form(struct arena *mem, struct raw_request *raw, const char *token)
{
	OWNED(buffer_close) struct buffer signed_form = {0};

	if (strncmp(raw->content_type, "multipart/", 10) == 0)
		buffer_printf(&signed_form, "--limit\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n", token);
	else
		buffer_printf(&signed_form, "csrf=%s%s", token, raw->body_size > 0 ? "&" : "");
	buffer_add(&signed_form, raw->body, raw->body_size);
	raw->body = arena_copy(mem, signed_form.bytes, signed_form.length);
	raw->body_size = signed_form.length;
}

static struct res run(struct site_house *site, struct browser *browser, struct raw_request *raw, bool sign)
{
	struct arena *mem = site->house->mem;
	struct req req = {.site = site->site, .db = site->house->db, .mem = mem};

	raw->cookie = browser != NULL ? browser->cookies : "torv_language=en";
	raw->remote_address = "127.0.0.1";
	request_read(&req, raw);
	if (sign) {
		sign_form(mem, raw, csrf_token(&req));
		req = (struct req){.site = site->site, .db = site->house->db, .mem = mem};
		request_read(&req, raw);
	}
	route_run(&req);
	struct res res = {.status = req.response.status,
		.headers = arena_text(mem, req.response.headers.bytes != NULL ? req.response.headers.bytes : ""),
		.body = arena_text_n(mem, req.response.body.bytes != NULL ? req.response.body.bytes : "",
			req.response.body.length),
		.size = req.response.body.length};
	res.location = header(mem, res.headers, "Location");
	if (browser != NULL)
		keep_cookies(browser, res.headers);
	response_close(&req.response);
	return res;
}

#define PATH(out)                                                                                  \
	va_list args;                                                                              \
	va_start(args, path);                                                                      \
	const char *out = arena_vprintf(site->house->mem, path, args);                             \
	va_end(args)

struct res get(struct site_house *site, struct browser *browser, const char *path, ...)
{
	PATH(uri);
	struct raw_request raw = {.method = "GET", .uri = uri, .accept = "text/html"};
	return run(site, browser, &raw, false);
}

static void free_json(void *value)
{
	json_decref(value);
}

json_t *get_json(struct site_house *site, struct browser *browser, const char *path, ...)
{
	PATH(uri);
	struct raw_request raw = {.method = "GET", .uri = uri, .accept = "application/json"};
	struct res res = run(site, browser, &raw, false);
	json_t *value = json_loads(res.body, JSON_DECODE_ANY, NULL);
	if (value == NULL)
		fail_msg("%s answers %d, and no JSON: %s", uri, res.status, res.body);
	arena_defer(site->house->mem, free_json, value);
	return value;
}

static struct raw_request raw_post(const char *uri, const char *form)
{
	return (struct raw_request){.method = "POST", .uri = uri, .accept = "text/html",
		.content_type = "application/x-www-form-urlencoded", .body = form, .body_size = strlen(form)};
}

struct res post(struct site_house *site, struct browser *browser, const char *form, const char *path, ...)
{
	PATH(uri);
	struct raw_request raw = raw_post(uri, form);
	return run(site, browser != NULL ? browser : anybody(site), &raw, true);
}

static void add_part(struct buffer *out, const char *name, size_t name_length, const char *file_name)
{
	buffer_printf(out, "--limit\r\nContent-Disposition: form-data; name=\"%.*s\"", (int)name_length, name);
	if (file_name != NULL)
		buffer_printf(out, "; filename=\"%s\"\r\nContent-Type: application/octet-stream", file_name);
	buffer_text(out, "\r\n\r\n");
}

struct res post_files(struct site_house *site, struct browser *browser, const char *form, const char *field,
	const struct upload *files, size_t count, const char *path, ...)
{
	PATH(uri);
	OWNED(buffer_close) struct buffer out = {0};

	while (*form != '\0') {
		size_t name = strcspn(form, "="), value = strcspn(form + name + 1, "&");
		add_part(&out, form, name, NULL);
		buffer_printf(&out, "%.*s\r\n", (int)value, form + name + 1);
		form += name + 1 + value;
		form += *form == '&';
	}
	for (size_t i = 0; i < count; i++) {
		add_part(&out, field, strlen(field), files[i].name);
		buffer_add(&out, files[i].bytes, files[i].size);
		buffer_text(&out, "\r\n");
	}
	buffer_text(&out, "--limit--\r\n");
	struct raw_request raw = {.method = "POST", .uri = uri, .accept = "text/html",
		.content_type = "multipart/form-data; boundary=limit", .body = out.bytes, .body_size = out.length};
	return run(site, browser, &raw, true);
}

struct res post_forged(struct site_house *site, struct browser *browser, const char *form, const char *path, ...)
{
	PATH(uri);
	struct raw_request raw = raw_post(uri, form);
	return run(site, browser, &raw, false);
}

/* ---- looking ---- */

const char *mailed_token(struct site_house *site, const char *kind, const char *name)
{
	struct house *house = site->house;
	const char *hex = house_text(house,
		"SELECT HEX(secret) FROM outbox WHERE kind = '%s' AND secret IS NOT NULL ORDER BY id DESC LIMIT 1", kind);
	size_t size = strlen(hex) / 2;
	unsigned char *sealed = arena_alloc(house->mem, size + 1);
	char *text;

	if (size == 0 || !text_to_bytes(hex, sealed, size) ||
		secret_open(house->mem, &house->configuration->key, sealed, size, &text) != OK)
		fail_msg("no mail of kind %s with a secret", kind);
	json_t *secret = json_loads(text, 0, NULL);
	arena_defer(house->mem, free_json, secret);
	const char *token = json_string_value(json_object_get(secret, name));
	if (token == NULL)
		fail_msg("the mail of kind %s has no %s", kind, name);
	return token;
}

const char *hidden_in(struct site_house *site, struct res page, const char *name)
{
	const char *field = arena_printf(site->house->mem, "type=\"hidden\" name=\"%s\" value=\"", name);
	const char *at = strstr(page.body, field);

	if (at == NULL)
		fail_msg("no hidden field %s in: %s", name, page.body);
	at += strlen(field);
	return arena_text_n(site->house->mem, at, strcspn(at, "\""));
}

const char *seeing(struct site_house *site, struct res page, const char *typed)
{
	return arena_printf(site->house->mem, "seen=%s&%s", hidden_in(site, page, "seen"), typed);
}

void given_index(struct site_house *site)
{
	house_sql(site->house, "UPDATE index_revision SET revision = 1000000 * UNIX_TIMESTAMP(NOW(6))");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
}

bool shows(struct res res, const char *text)
{
	return strstr(res.body, text) != NULL;
}

void assert_shows(struct res res, const char *text)
{
	if (res.status != 200 || strstr(res.body, text) == NULL)
		fail_msg("status %d, and \"%s\" is not in: %s", res.status, text, res.body);
}

void assert_shows_not(struct res res, const char *text)
{
	if (strstr(res.body, text) != NULL)
		fail_msg("\"%s\" is in: %s", text, res.body);
}

void assert_redirects(struct res res, const char *path)
{
	if (res.status != 303 || strcmp(res.location, path) != 0)
		fail_msg("status %d to \"%s\" instead of \"%s\": %s", res.status, res.location, path, res.body);
}
