/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages about plan lines share: whose words, the names of codes, who would be told. */
#ifndef TORV_FCGI_LINE_VIEW_H
#define TORV_FCGI_LINE_VIEW_H

#include "fcgi/request.h"
#include "lib/plan_line_model.h"
#include "lib/search.h"

struct reader reader_of(const struct req *req);

/* plan_line_model in the request's language, with "cpv" [{code, name}] and "has_cpv". Call
 * match_index_refresh before. */
json_t *line_view(struct req *req, const struct plan_line *line);

struct matches_wanted {
	size_t shown;   /* so many are listed, */
	size_t counted; /* and so many counted, at least as many; 0: all */
	const struct search_hit *but; /* all but these enterprises */
	size_t but_count;
};

/*
 * Who fits what is wanted, best first: {count, is_over (there are more than were counted), has_matches, is_blank (nothing
 * is told yet), more, has_more, matches [{name, url, municipality, is_registered, score, reasons, has_reasons}]};
 * `more` says how many of those counted are not listed. Call match_index_refresh before.
 */
enum err matches_view(struct req *req, const struct demand *demand, const struct matches_wanted *wanted, json_t **out);

/* A match's reasons in the request's language; each also has is_against: it speaks against. */
json_t *reasons_view(struct req *req, const char *reasons);

#endif
