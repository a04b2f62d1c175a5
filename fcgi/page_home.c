/* SPDX-License-Identifier: MPL-2.0 */
/* The front page: what Torv is, a way in for each who comes, and what is new. */
#include "fcgi/card_cache.h"
#include "fcgi/pages.h"
#include "lib/enterprise.h"
#include "lib/line_card.h"

#define NEW_LINES 4
#define NEW_ENTERPRISES 3

/* Each figure links to the list that it counts, so it comes from the same search. */
static enum err figures(struct req *req, json_t **out)
{
	struct search_query enterprises = {.language = req->language, .page_size = 1};
	struct line_query lines = {.language = req->language, .today = day_of(req->now), .page_size = 1};
	struct search_result found;
	struct line_result found_lines;

	TRY(match_index_refresh(req->site->index, req->db));
	TRY(search_enterprises(req->site->index, req->mem, &enterprises, &found));
	TRY(search_lines(req->site->index, req->mem, &lines, &found_lines));
	size_t registered = found.rsv.count > 0 ? found.rsv.at[0].count : 0;
	*out = json_pack("{s:I, s:I, s:I}", "enterprises", (json_int_t)found.total, "registered",
		(json_int_t)registered, "lines", (json_int_t)found_lines.total);
	return OK;
}

enum err home_show(struct req *req)
{
	struct line_card_reader reader = {req->site->index, req->language, day_of(req->now)};
	struct plan_lines lines;
	OWNED(json_decrefp) json_t *counted = NULL;
	json_t *enterprises;
	int64_t *newest;
	size_t count, shown;

	TRY(figures(req, &counted));
	TRY(plan_line_list_newest(req->db, req->mem, NEW_LINES, &lines));
	TRY(enterprise_ids_newest(req->db, req->mem, NEW_ENTERPRISES, &newest, &count));
	TRY(enterprise_cards_shown(req, newest, count, &enterprises, &shown));
	return render(req, "home", json_pack("{s:O, s:o, s:b, s:o, s:b}", "figures", counted, "lines",
		line_cards(req->mem, &lines, &reader), "has_lines", lines.count > 0, "enterprises",
		enterprises, "has_enterprises", shown > 0));
}
