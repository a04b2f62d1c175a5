/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What goes out, but for rendered pages (render.c): headers, cookies, redirects, files. A response is
 * built in memory and sent when the handler has returned OK.
 */
#include "fcgi/response.h"

#include <sodium.h>
#include <string.h>

#include "lib/log.h"

#define NOTICE_SIZE 1200

void response_reset(struct response *response)
{
	struct buffer body = response->body;

	response->body = (struct buffer){0};
	response_close(response);
	if (body.bytes != NULL) { /* its memory serves again */
		body.length = 0;
		body.bytes[0] = '\0';
		response->body = body;
	}
	response->type = "text/html; charset=utf-8";
	response->status = 200;
}

void response_close(struct response *response)
{
	buffer_close(&response->headers);
	buffer_close(&response->body);
	*response = (struct response){0};
}

void add_header(struct req *req, const char *name, const char *value)
{
	/* no value can end the header and begin another */
	buffer_printf(&req->response.headers, "%s: %.*s\r\n", name, (int)strcspn(value, "\r\n"), value);
}

void set_cookie(struct req *req, const char *name, const char *value, int64_t max_age)
{
	bool secure = req->site->configuration->secure_cookies;

	add_header(req, "Set-Cookie",
		arena_printf(req->mem, "%s=%s; Path=/; Max-Age=%" PRId64 "; HttpOnly; SameSite=Lax%s", name,
			value, max_age, secure ? "; Secure" : ""));
}

/* Browsers drop tabs and line ends from an address, wherever they stand: "/<tab>/x" is "//x" to them. */
const char *path_of_ours(const char *path)
{
	bool ours = path[0] == '/' && path[1] != '/' && path[1] != '\\';

	for (const char *c = path; *c != '\0' && ours; c++)
		ours = (unsigned char)*c > 0x20 && *c != 0x7f;
	return ours ? path : "/";
}

enum err redirect(struct req *req, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const char *path = arena_vprintf(req->mem, format, args);
	va_end(args);
	req->response.status = 303;
	add_header(req, "Location", path);
	return OK;
}

/* The text travels in a cookie, signed so that no other site can put words into our mouth. */
void notice(struct req *req, const char *text)
{
	char signature[2 * TOKEN_HASH_SIZE + 1];
	const char *cut = text_shorten(req->mem, text, NOTICE_SIZE / 4);
	size_t room = sodium_base64_encoded_len(strlen(cut), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *encoded = arena_alloc(req->mem, room);

	sodium_bin2base64(encoded, room, (const unsigned char *)cut, strlen(cut),
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	secret_sign(&req->site->configuration->key, "notice", cut, signature);
	set_cookie(req, cookie_name(req, "torv_notice"),
		arena_printf(req->mem, "%s.%s", signature, encoded), 60);
}

/* Only letters, digits, dots, hyphens and underscores: nothing that a header could trip over. */
static const char *safe_file_name(struct arena *mem, const char *name)
{
	char *copy = arena_text(mem, name);

	for (char *c = copy; *c != '\0'; c++) {
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_", *c) == NULL)
			*c = '-';
	}
	return copy;
}

/* The name as it is, for browsers that read RFC 8187; "" when the plain one says the same. */
static const char *extended_file_name(struct arena *mem, const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
	OWNED(buffer_close) struct buffer out = {0};

	if (name[strspn(name, plain)] == '\0')
		return "";
	buffer_text(&out, "; filename*=UTF-8''");
	for (const char *c = name; *c != '\0'; c++) {
		if (strchr(plain, *c) != NULL)
			buffer_add(&out, c, 1);
		else
			buffer_printf(&out, "%%%02X", (unsigned)(unsigned char)*c);
	}
	return arena_text(mem, out.bytes);
}

enum err send_file(struct req *req, const char *type, const char *file_name, const void *bytes, size_t size)
{
	req->response.type = arena_text(req->mem, type);
	add_header(req, "Content-Disposition",
		arena_printf(req->mem, "attachment; filename=\"%s\"%s", safe_file_name(req->mem, file_name),
			extended_file_name(req->mem, file_name)));
	buffer_add(&req->response.body, bytes, size);
	return OK;
}

static int add_json(const char *bytes, size_t size, void *buffer)
{
	buffer_add(buffer, bytes, size);
	return 0;
}

enum err send_json(struct req *req, json_t *model)
{
	req->response.type = "application/json";
	int failed = json_dump_callback(model, add_json, &req->response.body, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	json_decref(model);
	if (failed) {
		log_error("a model cannot be written as JSON");
		return FAILED;
	}
	buffer_text(&req->response.body, "\n");
	return OK;
}

enum err refuse(struct req *req, enum err err, const char *text)
{
	req->refusal = tr(req, text);
	return err;
}

/* ---- CSRF ---- */

const char *csrf_token(struct req *req)
{
	if (req->csrf == NULL) {
		char *token = arena_alloc(req->mem, SECRET_MASKED_SIZE);

		secret_sign_masked(&req->site->configuration->key, "csrf", req->visitor, token);
		req->csrf = token;
	}
	return req->csrf;
}

bool csrf_is_right(struct req *req)
{
	const char **sent = fields_list(req->mem, &req->form_values, "csrf");

	return !req->cross_site && !req->new_visitor &&
	       secret_sign_masked_matches(&req->site->configuration->key, "csrf", req->visitor, sent[0]);
}

/* ---- writing ---- */

static const char *reason(int status)
{
	switch (status) {
	case 200: return "OK";
	case 303: return "See Other";
	case 400: return "Bad Request";
	case 403: return "Forbidden";
	case 404: return "Not Found";
	case 405: return "Method Not Allowed";
	case 409: return "Conflict";
	case 413: return "Content Too Large";
	case 422: return "Unprocessable Content";
	case 429: return "Too Many Requests";
	case 503: return "Service Unavailable";
	default: return "Internal Server Error";
	}
}

/* No script or style but our own files; no frame around us; nothing from elsewhere. */
static const char content_security[] =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/* What a page needs of the browser; or a picture, which is shown in pages of ours and is none itself; or a
 * mail's HTML, which may style itself and do nothing. */
static void write_guards(const struct req *req, struct buffer *out)
{
	if (req->response.is_picture) {
		buffer_text(out, "Content-Security-Policy: default-src 'none'; sandbox\r\n"
				 "X-Content-Type-Options: nosniff\r\n");
		return;
	}
	if (req->response.is_letter) {
		buffer_text(out, "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox; "
				 "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
				 "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n");
		return;
	}
	buffer_printf(out, "Content-Language: %s\r\n", req_language(req));
	buffer_printf(out, "Content-Security-Policy: %s\r\n", content_security);
	buffer_text(out, "X-Content-Type-Options: nosniff\r\n"
			 "Referrer-Policy: same-origin\r\n"
			 "Cross-Origin-Opener-Policy: same-origin\r\n"
			 "Vary: Accept, Accept-Language, Cookie\r\n");
}

void response_head(const struct req *req, struct buffer *out)
{
	const struct response *response = &req->response;

	buffer_printf(out, "Status: %d %s\r\n", response->status, reason(response->status));
	buffer_printf(out, "Content-Type: %s\r\n", response->type);
	buffer_printf(out, "Content-Length: %zu\r\n", response->body.length);
	write_guards(req, out);
	if (!response->cacheable)
		buffer_text(out, "Cache-Control: no-store\r\n");
	if (response->headers.length > 0)
		buffer_add(out, response->headers.bytes, response->headers.length);
	buffer_text(out, "\r\n");
}

void response_write(const struct req *req, struct buffer *out)
{
	response_head(req, out);
	if (req->response.body.length > 0)
		buffer_add(out, req->response.body.bytes, req->response.body.length);
}
