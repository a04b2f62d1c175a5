/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The route table, read as the product reads (routes.c), and the checks that stand before every
 * handler: method, who may, CSRF, size of the body. A handler never repeats them; rows that are
 * somebody's are guarded in the query's WHERE.
 */
#ifndef TORV_ROUTE_H
#define TORV_ROUTE_H

#include "fcgi/request.h"

enum route_flag {
	PUBLIC_JSON = 1 << 0, /* the model is served as JSON too */
	NO_CSRF = 1 << 1,     /* a POST that needs no token because it carries another one that nobody can guess */
	FILES = 1 << 2,       /* a form with files: multipart/form-data, and a larger body */
	KEPT = 1 << 3,        /* visitors all see the same, and what is a second old will do (page_cache.h) */
};

struct route {
	enum method method;
	const char *path; /* "/lines/{id}": {id} takes digits only, any other name takes [^/]+ */
	unsigned who;     /* ANYONE, or any one of these bits */
	handler *handle;
	handler *form;  /* POST: the page to show again when the form was INVALID; NULL: none */
	unsigned flags;
};

extern const struct route routes[]; /* ends with a NULL path */

/* Whether a form may come in parts to the request's route: with files, and from the machines of mail providers
 * (RFC 8058, 3.2), which choose. */
bool route_takes_parts(struct req *req);
/* The bytes of a body that it takes: more where it takes files. */
size_t route_body_limit(struct req *req);

/* Runs the whole of it: finds the route, the session and the language, checks, calls the handler
 * (again when its transaction lost), and makes an error page of an error. Always leaves a complete
 * response. */
void route_run(struct req *req);

/* Shows the form page of a POST to req->path, with req->form_values as what was typed, to whom req->session
 * belongs; nothing is done. NOT_FOUND when there is no such form, FORBIDDEN when it is not for them. */
enum err route_show_form(struct req *req);

#endif
