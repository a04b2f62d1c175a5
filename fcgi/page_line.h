/* SPDX-License-Identifier: MPL-2.0 */
/* The page of a plan line, for the files that add to it. */
#ifndef TORV_FCGI_PAGE_LINE_H
#define TORV_FCGI_PAGE_LINE_H

#include "fcgi/request.h"
#include "lib/plan_line.h"

/* The page of the line with that id. */
enum err line_page(struct req *req, int64_t id);

/* page_line_board.c: what the buyer sees beside it: who was told and what they said, the next steps. */
enum err line_board_view(struct req *req, const struct plan_line *line, json_t **out);

/* page_line_partners.c: who could take it together: {is_for_enterprise, sets [{names, members [{name, url,
 * write_url, municipality, is_own, codes [{code, name}], has_codes, capacity_text, has_capacity}], has_open,
 * open_codes, has_open_codes, short_text, has_short}]}, best first; null when nobody is needed beside the best
 * alone. only_own: the sets that the reader's enterprise is in. Call match_index_refresh before. */
enum err line_together_view(struct req *req, const struct plan_line *line, bool only_own, json_t **out);

/* Why the reader's enterprise was not told: {fits, text, reasons, has_reasons, by_profile, by_offering: where
 * it can change it}. Call match_index_refresh before. */
json_t *line_why_view(struct req *req, const struct plan_line *line);

#endif
