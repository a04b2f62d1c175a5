/* SPDX-License-Identifier: MPL-2.0 */
#ifndef TORV_FCGI_PAGE_ANSWER_H
#define TORV_FCGI_PAGE_ANSWER_H

#include "fcgi/request.h"
#include "lib/line_match.h"
#include "lib/token.h"

/* The source text of a reason to decline; "" for none that is known. */
const char *decline_reason_text(const char *reason);

/* Whose answer the token in the address is, and the match. NOT_FOUND, and why for the error page, when
 * it has expired or its person has left the enterprise. */
enum err answer_find_token(struct req *req, struct token *token, struct line_match *match);

#endif
