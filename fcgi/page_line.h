/* SPDX-License-Identifier: MPL-2.0 */
/* The page of a plan line, for the files that add to it. */
#ifndef TORV_FCGI_PAGE_LINE_H
#define TORV_FCGI_PAGE_LINE_H

#include "fcgi/request.h"
#include "lib/plan_line.h"

/* Whether a buyer of the municipality whose line it is looks at it. */
bool line_is_mine(const struct req *req, const struct plan_line *line);

/* The page of the line with that id. */
enum err line_page(struct req *req, int64_t id);

/* page_line_board.c: what the buyer sees beside it: who was told and what they said, the next steps. */
enum err line_board_view(struct req *req, const struct plan_line *line, json_t **out);

#endif
