/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A form that comes after its session has ended: somebody wrote for too long, or logged out in another
 * window. It is answered by the page to log in, which carries what was typed along, sealed, in the browser
 * alone; after logging in the form is shown again as it was typed. Nothing is done before it is sent anew,
 * with the token of the new session.
 *
 * What was typed is shown again only to the account whose session it was. When that is not known any more
 * (the browser has forgotten its cookie), only in the browser that it came from. Passwords are not kept, and
 * files are not: they can be large, and a page cannot put a file into a field; the page says so.
 */
#ifndef TORV_KEPT_FORM_H
#define TORV_KEPT_FORM_H

#include "fcgi/request.h"

#define KEPT_FORM_SECONDS (7 * 24 * 3600)

/* The page to log in, with status 403, carrying what was typed. The caller has seen that the form was sent by
 * a page of ours. */
enum err kept_form_offer(struct req *req);

/* Shows the form again that `kept` is, to whom the session `token` belongs; redirects to /my when it is too old,
 * not theirs, or not to be shown any more. */
enum err kept_form_resume(struct req *req, const char *kept, const char *token);

#endif
