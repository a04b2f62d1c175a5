/* SPDX-License-Identifier: MPL-2.0 */
/* Logging in and out: the session and its cookie. */
#ifndef TORV_SESSION_COOKIE_H
#define TORV_SESSION_COOKIE_H

#include "fcgi/request.h"

/* How often a password may be tried for one account, and from one IP address, in how many seconds. */
#define LOGIN_TRIES 10
#define LOGIN_TRIES_OF_ADDRESS 100
#define LOGIN_WINDOW 900

/* Ends the session that there is, begins one for the account, sets the cookie. */
enum err session_cookie_begin(struct req *req, int64_t account_id);
/* The same, acting for one of the organisations that the account is a member of; 0: the first. */
enum err session_cookie_begin_for(struct req *req, int64_t account_id, int64_t organisation_id);

/* Ends the session and clears the cookie. */
enum err session_cookie_end(struct req *req);

#endif
