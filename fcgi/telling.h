/* SPDX-License-Identifier: MPL-2.0 */
/* Who acts in this request, as lib wants to know it: for publishing, reviewing, telling of matches. */
#ifndef TORV_FCGI_TELLING_H
#define TORV_FCGI_TELLING_H

#include "fcgi/request.h"
#include "lib/plan_line.h"
#include "lib/review.h"

static inline struct telling telling_of(const struct req *req)
{
	return (struct telling){
		.configuration = req->site->configuration,
		.catalogues = req->site->catalogues,
		.index = req->site->index,
		.account_id = req->user->id,
		.organisation_id = req->user->organisation_id,
	};
}

static inline struct reviewer reviewer_of(const struct req *req)
{
	bool coordinator = (req->user->who & COORDINATOR) != 0;

	return (struct reviewer){
		.account_id = req->user->id,
		.municipality_code = coordinator ? req->user->municipality_code : "",
		.administrator = (req->user->who & ADMINISTRATOR) != 0,
	};
}

#endif
