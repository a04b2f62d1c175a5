/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pages are tested through the route table, against the real database: a request goes in as the web
 * server would hand it over, the whole response comes out. Templates are strict: a name that the model
 * does not have fails the page.
 *
 *	struct site_house *site = *state;
 *	struct res res = get(site, NULL, "/lines/%d", 7);             as a visitor
 *	int64_t buyer = given_member(&site->house, kolding, "Indkøber", "buyer");
 *	res = post(site, as(site, buyer), "title=Kantine&year=2027", "/my/plans/new");
 */
#ifndef TORV_TESTS_SITE_H
#define TORV_TESTS_SITE_H

#include "fcgi/site.h"
#include "lib/upload.h"
#include "tests/support.h"

struct site_house {
	struct house *house;
	struct site *site;
};

/* A browser: its session's cookie and the cookies it was given. NULL stands for a visitor. */
struct browser;

struct res {
	int status;
	const char *headers;
	const char *body;     /* lives in house->mem */
	size_t size;          /* of the body, which may be no text */
	const char *location; /* of a redirect, "" when none */
};

/* cmocka's fixtures; they do what house_open & co. do, too. */
int site_house_open(void **state);
int site_house_reset(void **state);
int site_house_close(void **state);

/* A browser that is logged in as the account, acting for its first organisation. */
struct browser *as(struct site_house *site, int64_t account);
/* A browser that nobody is logged in with, but that keeps cookies. */
struct browser *anybody(struct site_house *site);
/* A cookie that somebody else on the same host has set; it stands before ours. */
void given_cookie(struct browser *browser, const char *cookie);

struct res get(struct site_house *site, struct browser *browser, const char *path, ...) FORMAT(3, 4);
/* With `Accept: application/json`; NULL, and a failed test, when it is no JSON. Freed with the arena. */
json_t *get_json(struct site_house *site, struct browser *browser, const char *path, ...) FORMAT(3, 4);
/* form: URL-encoded; the right CSRF token is added. */
struct res post(struct site_house *site, struct browser *browser, const char *form, const char *path, ...)
	FORMAT(4, 5);
/* The same as multipart/form-data, with files under one field's name. The form's values are taken as they
 * stand: no escapes. */
struct res post_files(struct site_house *site, struct browser *browser, const char *form, const char *field,
	const struct upload *files, size_t count, const char *path, ...) FORMAT(7, 8);
/* The same without a CSRF token. */
struct res post_forged(struct site_house *site, struct browser *browser, const char *form, const char *path, ...)
	FORMAT(4, 5);

/* The newest queued mail of a kind: a token that is sealed in it ("token", "reply_token"). */
const char *mailed_token(struct site_house *site, const char *kind, const char *name);

/* The value of the page's first hidden field of that name, as it stands in the HTML; fails without one. */
const char *hidden_in(struct site_house *site, struct res page, const char *name);

/* A form as its page had it (form_show_seen): what was seen stands in front of what is typed. */
const char *seeing(struct site_house *site, struct res page, const char *typed);

/* The index reads what was put into the tables behind its back; no two tests have the same revision. */
void given_index(struct site_house *site);

bool shows(struct res res, const char *text);             /* in the body, whatever the status */
void assert_shows(struct res res, const char *text);      /* status 200 and the text is in the body */
void assert_shows_not(struct res res, const char *text);
void assert_redirects(struct res res, const char *path);

#endif
