/* SPDX-License-Identifier: MPL-2.0 */
#ifndef TORV_FCGI_PAGE_ANSWER_H
#define TORV_FCGI_PAGE_ANSWER_H

/* The source text of a reason to decline; "" for none that is known. */
const char *decline_reason_text(const char *reason);

#endif
