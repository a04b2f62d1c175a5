/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A request and its response. The accept loop (serve.c) fills a struct req, the route table (route.c)
 * checks it and calls a handler, the handler leaves a response in it. Everything lives in req->mem.
 *
 * A handler may run twice when its transaction lost against another one: it starts anew from the
 * same input, and only the last run's response is sent.
 */
#ifndef TORV_REQUEST_H
#define TORV_REQUEST_H

#include <inttypes.h>
#include <jansson.h>
#include <stdbool.h>

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/text.h"
#include "lib/translate.h"
#include "lib/upload.h"

struct match_index;
struct stencil;
struct templates;

/* Small parts that stand on a page very often (lib/stencil.h), by language; site.c says which holes they have. */
enum stencil_name { STENCIL_FACET, STENCIL_FACET_CHOSEN, STENCIL_MAP_PLACE, STENCIL_OPTION, STENCIL_OPTION_CHOSEN, STENCILS };

enum method { GET, POST, OTHER_METHOD };

/* Who may: bits of a person, and of a route. A route with several bits takes any one of them. */
enum who {
	ANYONE = 0,
	SIGNED_IN = 1 << 0,
	SUPPLIER = 1 << 1,      /* acts for an enterprise or a business */
	BUYER = 1 << 2,         /* acts for a municipality as buyer */
	COORDINATOR = 1 << 3,   /* acts for a municipality as coordinator */
	ADMINISTRATOR = 1 << 4, /* runs the installation */
};

/* The person who is logged in, and for whom they act now. */
struct user {
	int64_t id; /* account */
	const char *name;
	const char *email;
	unsigned who;            /* bits of enum who */
	int64_t organisation_id; /* 0: none */
	const char *organisation_name;
	const char *organisation_slug;
	const char *municipality_code; /* of the organisation; "" when none */
};

/* What all threads share, read-only after start but for the index, which looks after itself. */
struct site {
	struct configuration *configuration;
	struct catalogues *catalogues;
	struct templates *templates;
	struct stencil *stencils[STENCILS][LANGUAGES];
	json_t *model; /* what every page says of the site, under "site" */
	json_t *languages[LANGUAGES]; /* the languages to choose from, in a page of this one */
	json_t *assets; /* names of static files with their content hash: {"torv_css": "/static/..."} */
	struct match_index *index;
	struct index_follower *follower; /* keeps it current while a crew serves; NULL: none */
	struct gazetteer *gazetteer;
	struct card_cache *cards;
	struct card_fill *card_fill; /* reads them while a crew serves; NULL: nobody does */
	struct page_cache *pages; /* while a crew serves; NULL: none are kept */
};

/* Name and value pairs: query, form, cookies. Values are tidy UTF-8 (text_tidy). */
struct field {
	const char *name;
	const char *value;
};

struct fields {
	struct field *at;
	size_t count;
};

/* A file that came with a form, under its field's name. */
struct file {
	const char *field;
	struct upload upload; /* its bytes are the body's */
};

struct files {
	struct file *at;
	size_t count;
};

/* What was wrong with a form, beside which field. */
struct problem {
	const char *field;
	const char *text; /* translated */
};

struct response {
	int status;
	struct buffer headers; /* "Name: value\r\n" lines beyond those that every response has */
	struct buffer body;
	const char *type; /* "text/html; charset=utf-8" */
	bool cacheable;   /* the handler set its own Cache-Control */
	bool is_letter;   /* a mail's HTML: a document with styles of its own, and no page of ours */
	bool is_picture;  /* no page: sent with few headers, for there may be many on a page */
};

/* A request as the web server hands it over; strings may be NULL when it has none. */
struct raw_request {
	const char *method, *uri; /* REQUEST_METHOD, REQUEST_URI */
	const char *cookie, *content_type, *accept, *accept_language, *fetch_site, *remote_address;
	const char *body;
	size_t body_size;
	bool body_too_large;
	bool body_failed; /* it could not be kept */
};

struct req {
	const struct site *site;
	struct db *db;
	struct arena *mem;
	moment now;
	char id[17]; /* in the log line and on error pages */

	enum method method;
	const char *path;  /* "/lines/12" */
	const char *query; /* raw, "" when none */
	struct fields path_values, query_values, form_values, cookies;
	struct files files;
	const char *address; /* of the client */
	bool wants_json, cross_site;
	bool same_origin;  /* the browser says that a page of ours sent it */
	enum err malformed;  /* INVALID, TOO_LARGE, UNAVAILABLE: answered before any handler */
	enum language language;

	struct user *user;     /* NULL: nobody is logged in */
	const char *session;   /* token of the session's cookie; NULL: none */
	const char *session_begun; /* token of one that this response begins; NULL: none */
	const char *visitor;   /* token that CSRF tokens are made from: the session's, or a cookie's own */
	const char *csrf;      /* this response's CSRF token once it was asked for; see csrf_token() */
	bool new_visitor;      /* its cookie must be set if the page has a form */
	const struct route *route;

	bool form_sent;            /* the form pages show what was typed instead of what is stored */
	struct problem *problems;
	size_t problem_count;
	const char *refusal; /* why, translated, for the error page; see refuse() */

	struct response response;
};

typedef enum err handler(struct req *req);

/* Fills *req from what came in; the caller has set site, db and mem. It never fails: what is malformed
 * is noted, and route_run answers with 400. The first reads all but the body, so that it is known how
 * much of one the route takes (route_body_limit); request_read does both, for tests. response_close
 * gives the response's memory back. */
void request_read_head(struct req *req, const struct raw_request *raw);
void request_read_body(struct req *req, const struct raw_request *raw);
void request_read(struct req *req, const struct raw_request *raw); /* for tests */
/* Adds what stands in req->query to the query's values. */
void query_read(struct req *req);
void response_close(struct response *response);

/* ---- what came in ---- */

int64_t path_int(const struct req *req, const char *name); /* the route said it is a number */
const char *path_text(const struct req *req, const char *name);
const char *query_text(const struct req *req, const char *name); /* "" when missing */
int64_t query_int(const struct req *req, const char *name, int64_t low, int64_t high, int64_t fallback);

/* ---- text ---- */

/* The translation of an English source text in the request's language. */
const char *tr(const struct req *req, const char *text);
/* Translates the format, then fills it in. */
const char *tr_format(const struct req *req, const char *format, ...) FORMAT(2, 3);

const char *req_language(const struct req *req); /* "da", "en", "nl" */

const struct stencil *req_stencil(const struct req *req, enum stencil_name name);

/* ---- what goes out; each returns OK unless it says otherwise ---- */

/* The page fcgi/templates/<name>.html with this model (the reference is taken over). With
 * `Accept: application/json` on a public page the model itself. */
enum err render(struct req *req, const char *name, json_t *model);

/* 303 See Other to a path of ours. */
enum err redirect(struct req *req, const char *format, ...) FORMAT(2, 3);
/* The next page shows this (translated) text once, on top: notice(req, tr(req, "Your profile is
 * saved.")); redirect after. */
void notice(struct req *req, const char *text);

/* A file to keep: xlsx, csv, ics. Bytes are copied. */
enum err send_file(struct req *req, const char *type, const char *file_name, const void *bytes, size_t size);
/* Plain JSON (suggestions, the preview). The reference is taken over. */
enum err send_json(struct req *req, json_t *model);

void add_header(struct req *req, const char *name, const char *value);
void set_cookie(struct req *req, const char *name, const char *value, int64_t max_age);

/* Returns err, and has the error page say why, with a source text or one that tr_format has made:
 * refuse(req, CONFLICT, N_("The dialogue has ended.")) */
enum err refuse(struct req *req, enum err err, const char *text);

#endif
