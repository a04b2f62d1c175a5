/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/line_view.h"

#include "lib/enterprise.h"
#include "lib/search.h"

struct reader reader_of(const struct req *req)
{
	return (struct reader){req->site->catalogues, req->language};
}

json_t *line_view(struct req *req, const struct plan_line *line)
{
	struct reader reader = reader_of(req);
	json_t *model = plan_line_model(req->mem, line, &reader, day_of(req->now));
	json_t *codes = json_array();

	for (size_t i = 0; i < line->cpv_count; i++) {
		const char *name = cpv_name(req->site->index, req->mem, line->cpv[i], req->language);
		json_array_append_new(codes, json_pack("{s:s, s:s}", "code", line->cpv[i], "name", name != NULL ? name : ""));
	}
	json_object_set_new(model, "has_cpv", json_boolean(line->cpv_count > 0));
	json_object_set_new(model, "cpv", codes);
	return model;
}

json_t *reasons_view(struct req *req, const char *reasons)
{
	json_t *list = reasons_model(req->mem, req->site->catalogues, req->language, reasons), *reason;
	size_t i;

	json_array_foreach(list, i, reason) {
		double points = json_number_value(json_object_get(reason, "points"));
		json_object_set_new(reason, "is_against", json_boolean(points < 0));
	}
	return list;
}

static const struct match *match_with(const struct matches *matches, int64_t id)
{
	for (size_t i = 0; i < matches->count; i++) {
		if (matches->at[i].organisation_id == id)
			return &matches->at[i];
	}
	return NULL;
}

/* What the list shows of a card and its match. */
static json_t *match_view(struct req *req, const json_t *card, const struct match *match)
{
	json_t *reasons = reasons_view(req, match->reasons);
	const json_t *municipality = json_object_get(card, "municipality");

	return json_pack("{s:O, s:O, s:O, s:O, s:i, s:b, s:o}", "name", json_object_get(card, "name"), "url",
		json_object_get(card, "url"), "municipality", json_object_get(municipality, "name"),
		"is_registered", json_object_get(card, "is_registered"), "score", (int)(match->score + 0.5),
		"has_reasons", json_array_size(reasons) > 0, "reasons", reasons);
}

static enum err list_view(struct req *req, const struct matches *matches, size_t most, json_t **out)
{
	size_t shown = matches->count < most ? matches->count : most, i;
	int64_t *ids = arena_array(req->mem, shown + 1, sizeof *ids);
	json_t *cards, *card;

	for (i = 0; i < shown; i++)
		ids[i] = matches->at[i].organisation_id;
	TRY(enterprise_cards(req->db, req->mem, ids, shown, req_language(req), &cards));
	*out = json_array();
	json_array_foreach(cards, i, card) {
		const struct match *match = match_with(matches, json_integer_value(json_object_get(card, "id")));
		if (match != NULL)
			json_array_append_new(*out, match_view(req, card, match));
	}
	json_decref(cards);
	return OK;
}

static bool is_among(const struct search_hit *hits, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (hits[i].id == id)
			return true;
	return false;
}

static void leave_out(struct matches *matches, const struct search_hit *but, size_t but_count)
{
	size_t kept = 0;

	for (size_t i = 0; i < matches->count; i++)
		if (!is_among(but, but_count, matches->at[i].organisation_id))
			matches->at[kept++] = matches->at[i];
	matches->count = kept;
}

enum err matches_view(struct req *req, const struct demand *demand, size_t most, json_t **out)
{
	return matches_view_but(req, demand, NULL, 0, most, out);
}

enum err matches_view_but(struct req *req, const struct demand *demand, const struct search_hit *but, size_t but_count,
	size_t most, json_t **out)
{
	bool blank = text_is_blank(demand->title) && text_is_blank(demand->text) && demand->cpv_count == 0;
	struct match_limits limits = {.minimum = req->site->configuration->match_threshold, .today = day_of(req->now)};
	struct matches matches = {0};
	json_t *list;

	if (!blank)
		TRY(match_demand(req->site->index, req->mem, demand, &limits, &matches));
	leave_out(&matches, but, but_count);
	TRY(list_view(req, &matches, most, &list));
	size_t more = matches.count > most ? matches.count - most : 0;
	*out = json_pack("{s:I, s:b, s:b, s:I, s:b, s:o}", "count", (json_int_t)matches.count, "has_matches",
		matches.count > 0, "is_blank", blank, "more", (json_int_t)more, "has_more", more > 0, "matches", list);
	return OK;
}
