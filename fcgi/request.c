/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What came in: the path, the query, the form, the cookies. Everything is decoded and tidied here
 * once; what is not UTF-8 makes the whole request malformed.
 */
#include "fcgi/request.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fcgi/multipart.h"
#include "fcgi/route.h"
#include "lib/secret.h"

#define FIELDS_MAX 2000

static const char *or_empty(const char *text)
{
	return text != NULL ? text : "";
}

/* ---- decoding ---- */

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Percent-decodes; `plus`: + is a blank (forms). Tidy UTF-8, or NULL. */
static char *decode(struct arena *mem, const char *text, size_t length, bool plus)
{
	char *out = arena_alloc(mem, length + 1), *to = out;

	for (size_t i = 0; i < length; i++) {
		int high, low;
		if (text[i] == '%' && i + 2 < length && (high = hex_value(text[i + 1])) >= 0 &&
			(low = hex_value(text[i + 2])) >= 0) {
			*to++ = (char)(high * 16 + low);
			i += 2;
		} else {
			*to++ = plus && text[i] == '+' ? ' ' : text[i];
		}
	}
	return text_tidy(mem, out, (size_t)(to - out));
}

static void add_field(struct arena *mem, struct fields *fields, const char *name, const char *value)
{
	if ((fields->count & (fields->count - 1)) == 0) { /* full at every power of two: double it */
		size_t room = fields->count == 0 ? 1 : fields->count * 2;
		struct field *more = arena_array(mem, room, sizeof *more);
		if (fields->count > 0)
			memcpy(more, fields->at, fields->count * sizeof *more);
		fields->at = more;
	}
	fields->at[fields->count++] = (struct field){name, value};
}

/* name=value pairs parted by `separator`. False when one is not UTF-8 (it is left out) or there are too
 * many. */
static bool read_pairs(struct arena *mem, struct fields *fields, const char *text, size_t length,
	char separator, bool plus)
{
	const char *end = text + length;
	bool all_right = true;

	while (text < end) {
		const char *stop = memchr(text, separator, (size_t)(end - text));
		stop = stop != NULL ? stop : end;
		while (text < stop && *text == ' ')
			text++;
		const char *equals = memchr(text, '=', (size_t)(stop - text));
		const char *name_end = equals != NULL ? equals : stop;
		const char *value = equals != NULL ? equals + 1 : stop;
		char *name = decode(mem, text, (size_t)(name_end - text), plus);
		char *decoded = decode(mem, value, (size_t)(stop - value), plus);
		if (fields->count >= FIELDS_MAX)
			return false;
		if (name == NULL || decoded == NULL)
			all_right = false;
		else if (*name != '\0')
			add_field(mem, fields, name, decoded);
		text = stop + 1;
	}
	return all_right;
}

const char *fields_find(const struct fields *fields, const char *name)
{
	for (size_t i = 0; i < fields->count; i++) {
		if (strcmp(fields->at[i].name, name) == 0)
			return fields->at[i].value;
	}
	return NULL;
}

/* ---- reading ---- */

static enum method method_of(const char *name)
{
	if (strcmp(name, "GET") == 0 || strcmp(name, "HEAD") == 0)
		return GET;
	return strcmp(name, "POST") == 0 ? POST : OTHER_METHOD;
}

static void read_uri(struct req *req, const char *uri)
{
	size_t length = strcspn(uri, "?#");

	req->path = decode(req->mem, uri, length, false);
	if (req->path == NULL || req->path[0] != '/') {
		req->path = "/";
		req->malformed = INVALID;
	}
	req->query = arena_text(req->mem, uri[length] == '?' ? uri + length + 1 : "");
	query_read(req);
}

void query_read(struct req *req)
{
	if (!read_pairs(req->mem, &req->query_values, req->query, strlen(req->query), '&', true))
		req->malformed = INVALID;
}

/* A form with files. A file that was not chosen comes as one without a name and without bytes. */
static enum err read_parts(struct req *req, const struct raw_request *raw)
{
	struct parts parts;

	TRY(multipart_read(req->mem, raw->content_type, raw->body, raw->body_size, &parts));
	req->files.at = arena_array(req->mem, parts.count, sizeof *req->files.at);
	for (size_t i = 0; i < parts.count; i++) {
		const struct part *part = &parts.at[i];
		const char *name = text_tidy(req->mem, part->name, strlen(part->name));
		const char *value = part->file_name == NULL ? text_tidy(req->mem, part->bytes, part->size) : "";
		if (name == NULL || value == NULL)
			return INVALID;
		if (part->file_name == NULL)
			add_field(req->mem, &req->form_values, name, value);
		else if (*part->file_name != '\0' || part->size > 0)
			req->files.at[req->files.count++] =
				(struct file){name, {.name = part->file_name, .bytes = part->bytes, .size = part->size}};
	}
	return OK;
}

void request_read_body(struct req *req, const struct raw_request *raw)
{
	const char *type = or_empty(raw->content_type);

	if (raw->body_too_large)
		req->malformed = TOO_LARGE;
	else if (raw->body_failed)
		req->malformed = UNAVAILABLE;
	if (req->method != POST || raw->body_size == 0 || req->malformed != OK)
		return;
	if (multipart_is(type) && route_takes_parts(req))
		req->malformed = read_parts(req, raw);
	else if (strncasecmp(type, "application/x-www-form-urlencoded", 33) != 0 ||
		 !read_pairs(req->mem, &req->form_values, raw->body, raw->body_size, '&', true))
		req->malformed = INVALID;
}

const char *cookie_name(const struct req *req, const char *name)
{
	/* with https the browser itself sees to it that no other host set the cookie (RFC 6265bis) */
	return req->site->configuration->secure_cookies ? arena_printf(req->mem, "__Host-%s", name) : name;
}

static void read_cookies(struct req *req, const struct raw_request *raw)
{
	const char *text = or_empty(raw->cookie);

	/* others on the same host may have set cookies that we cannot read; ours count all the same */
	read_pairs(req->mem, &req->cookies, text, strlen(text), ';', false);
	const char *session = fields_find(&req->cookies, cookie_name(req, "torv_session"));
	const char *visitor = fields_find(&req->cookies, cookie_name(req, "torv_visitor"));
	req->session = token_is_wellformed(session) ? session : NULL;
	if (req->session != NULL) {
		req->visitor = req->session;
	} else if (token_is_wellformed(visitor)) {
		req->visitor = visitor;
	} else {
		char *made = arena_alloc(req->mem, TOKEN_TEXT_SIZE);
		token_make(made);
		req->visitor = made;
		req->new_visitor = true;
	}
}

static void read_language(struct req *req, const struct raw_request *raw)
{
	enum language fallback = req->site->configuration->language;
	const char *chosen = fields_find(&req->cookies, "torv_language");

	fallback = language_from_header(or_empty(raw->accept_language), fallback);
	req->language = language_from_code(chosen, fallback);
}

/* JSON only when it is named, and not by a browser, which names text/html first. */
static bool asks_for_json(const char *accept)
{
	return strstr(accept, "application/json") != NULL && strstr(accept, "text/html") == NULL;
}

void request_read(struct req *req, const struct raw_request *raw)
{
	request_read_head(req, raw);
	request_read_body(req, raw);
}

void request_read_head(struct req *req, const struct raw_request *raw)
{
	unsigned char id[8];

	randombytes_buf(id, sizeof id);
	text_from_bytes(id, sizeof id, req->id);
	req->now = clock_now();
	req->method = method_of(or_empty(raw->method));
	req->address = arena_text(req->mem, or_empty(raw->remote_address));
	req->wants_json = asks_for_json(or_empty(raw->accept));
	req->same_origin = strcmp(or_empty(raw->fetch_site), "same-origin") == 0;
	req->cross_site = strcmp(or_empty(raw->fetch_site), "cross-site") == 0;
	read_uri(req, or_empty(raw->uri));
	read_cookies(req, raw);
	read_language(req, raw);
}

/* ---- asking ---- */

const char *path_text(const struct req *req, const char *name)
{
	const char *value = fields_find(&req->path_values, name);

	return or_empty(value);
}

int64_t path_int(const struct req *req, const char *name)
{
	int64_t value;

	return text_to_int(path_text(req, name), 0, INT64_MAX, &value) ? value : 0;
}

const char *query_text(const struct req *req, const char *name)
{
	return or_empty(fields_find(&req->query_values, name));
}

int64_t query_int(const struct req *req, const char *name, int64_t low, int64_t high, int64_t fallback)
{
	int64_t value;

	return text_to_int(query_text(req, name), low, high, &value) ? value : fallback;
}

const char **fields_list(struct arena *mem, const struct fields *fields, const char *name)
{
	const char **list = arena_array(mem, fields->count + 1, sizeof *list);
	size_t count = 0;

	for (size_t i = 0; i < fields->count; i++) {
		if (strcmp(fields->at[i].name, name) == 0)
			list[count++] = fields->at[i].value;
	}
	return list;
}

/* ---- text ---- */

const char *tr(const struct req *req, const char *text)
{
	return translate(req->site->catalogues, req->language, text);
}

const char *tr_format(const struct req *req, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const char *text = arena_vprintf(req->mem, tr(req, format), args);
	va_end(args);
	return text;
}

const char *req_language(const struct req *req)
{
	return language_code(req->language);
}

const struct stencil *req_stencil(const struct req *req, enum stencil_name name)
{
	return req->site->stencils[name][req->language];
}
