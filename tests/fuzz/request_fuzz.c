/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Any bytes as a request: nine lines of head, then the body. What comes out is tidy UTF-8 everywhere,
 * and the response's head has no line that nobody wrote.
 */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "fcgi/form.h"
#include "fcgi/response.h"
#include "tests/fuzz/fuzz.h"

static void must_be(bool so)
{
	if (!so)
		abort();
}

/* The next line, cut off; "" when there is none. */
static const char *next_line(char **rest)
{
	char *line = *rest, *end = strchr(line, '\n');

	if (end == NULL) {
		*rest = line + strlen(line);
		return line;
	}
	*end = '\0';
	*rest = end + 1;
	return line;
}

static void check_fields(const struct fields *fields)
{
	for (size_t i = 0; i < fields->count; i++) {
		must_be(text_is_utf8(fields->at[i].name, strlen(fields->at[i].name)));
		must_be(text_is_utf8(fields->at[i].value, strlen(fields->at[i].value)));
	}
}

static void read_form(struct req *req)
{
	form_line(req, "a", 1, 10);
	form_text(req, "a", 0, 10);
	form_email(req, "a");
	form_int(req, "a", -5, 100);
	form_optional_int(req, "a", 0, INT64_MAX);
	form_optional_day(req, "a");
	form_password(req, "a");
	for (size_t i = 0; i < req->problem_count; i++)
		must_be(text_is_utf8(req->problems[i].text, strlen(req->problems[i].text)));
}

static size_t lines_of(const char *text)
{
	size_t count = 0;

	for (; (text = strstr(text, "\r\n")) != NULL; text += 2)
		count++;
	return count;
}

/* Whatever a header or a cookie is given, it stays one line. */
static void check_response(struct req *req, const char *value)
{
	OWNED(buffer_close) struct buffer plain = {0};
	OWNED(buffer_close) struct buffer given = {0};

	req->response.type = "text/plain";
	response_write(req, &plain);
	add_header(req, "X-Given", value);
	set_cookie(req, "given", value, 1);
	notice(req, req->path);
	redirect(req, "%s", path_of_ours(value));
	response_write(req, &given);
	must_be(lines_of(given.bytes) == lines_of(plain.bytes) + 4);
	must_be(path_of_ours(value)[0] == '/' && path_of_ours(value)[1] != '/');
}

/* A visitor's token is made of random bytes: here of the same ones, so that the same input is the same run. */
static void same_bytes(void *bytes, size_t size)
{
	memset(bytes, 0x5a, size);
}

static const char *same_name(void)
{
	return "same";
}

static void load_the_dice(void)
{
	static struct randombytes_implementation same = {.implementation_name = same_name, .buf = same_bytes};

	must_be(randombytes_set_implementation(&same) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct configuration configuration = {.language = DANISH, .secure_cookies = size % 2 == 1};
	struct site site = {.configuration = &configuration};
	struct req req = {.site = &site, .mem = mem};
	char *rest = arena_text_n(mem, (const char *)bytes, size);
	const char *end = rest + size;

	load_the_dice();
	must_be(secret_start() == OK);
	struct raw_request raw = {.method = next_line(&rest), .uri = next_line(&rest), .cookie = next_line(&rest),
		.content_type = next_line(&rest), .accept = next_line(&rest), .accept_language = next_line(&rest),
		.fetch_site = next_line(&rest), .remote_address = next_line(&rest)};
	const char *header = next_line(&rest);
	raw.body = rest;
	raw.body_size = (size_t)(end - rest);
	request_read(&req, &raw);
	must_be(req.path[0] == '/' && text_is_utf8(req.path, strlen(req.path)));
	must_be(token_is_wellformed(req.visitor));
	check_fields(&req.query_values);
	check_fields(&req.form_values);
	read_form(&req);
	check_response(&req, header);
	response_close(&req.response);
	return 0;
}
