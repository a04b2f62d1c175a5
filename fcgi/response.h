/* SPDX-License-Identifier: MPL-2.0 */
/* What the web face's own files need of requests and responses; pages use request.h. */
#ifndef TORV_RESPONSE_H
#define TORV_RESPONSE_H

#include "fcgi/request.h"

/* The cookie's full name: with __Host- before it when the site is https. */
const char *cookie_name(const struct req *req, const char *name);

/* The path when it is one of ours (not "//elsewhere", not "/\\elsewhere"), else "/". */
const char *path_of_ours(const char *path);

/* The first value of a name; NULL when there is none. */
const char *fields_find(const struct fields *fields, const char *name);

/* All values of a name; ends with NULL. */
const char **fields_list(struct arena *mem, const struct fields *fields, const char *name);

/* The token for this visitor's forms, masked anew for each response because pages are compressed; says
 * whether one that came with a form is right. */
const char *csrf_token(struct req *req);
bool csrf_is_right(struct req *req);

/* Makes an error page (or JSON) of an error; needs no database. */
void error_page(struct req *req, enum err err);
/* The same for a status that no enum err stands for (405). */
void error_status(struct req *req, int status);

/* Throws away what a handler has answered so far. */
void response_reset(struct response *response);

/* The response as CGI wants it: "Status: …", headers, empty line. */
void response_head(const struct req *req, struct buffer *out);
/* The same with the body, for tests. */
void response_write(const struct req *req, struct buffer *out);

#endif
