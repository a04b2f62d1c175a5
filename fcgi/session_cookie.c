/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/session_cookie.h"

#include "fcgi/response.h"
#include "lib/session.h"

enum err session_cookie_begin(struct req *req, int64_t account_id)
{
	return session_cookie_begin_for(req, account_id, 0);
}

enum err session_cookie_begin_for(struct req *req, int64_t account_id, int64_t organisation_id)
{
	char token[TOKEN_TEXT_SIZE];

	if (req->session != NULL)
		TRY(session_end(req->db, req->session));
	TRY(session_begin(req->db, req->mem, account_id, token));
	if (organisation_id != 0)
		TRY(session_act_for(req->db, token, organisation_id));
	/* the database says when it ends; a cookie that lives longer tells whose a form is that comes after it */
	set_cookie(req, cookie_name(req, "torv_session"), token, SESSION_SECONDS + SESSION_KNOWN_SECONDS);
	req->session_begun = arena_text(req->mem, token);
	return OK;
}

enum err session_cookie_end(struct req *req)
{
	if (req->session != NULL)
		TRY(session_end(req->db, req->session));
	set_cookie(req, cookie_name(req, "torv_session"), "", 0);
	return OK;
}
