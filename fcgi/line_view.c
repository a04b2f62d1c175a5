/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/line_view.h"

#include "fcgi/card_cache.h"
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

/* What the list shows of an enterprise and its match. */
static json_t *match_view(struct req *req, const struct card_name *enterprise, const struct match *match)
{
	json_t *reasons = reasons_view(req, match->reasons);

	return json_pack("{s:s, s:s, s:s, s:b, s:i, s:b, s:o}", "name", enterprise->name, "url", enterprise->url,
		"municipality", enterprise->municipality, "is_registered", enterprise->registered, "score",
		(int)(match->score + 0.5), "has_reasons", json_array_size(reasons) > 0, "reasons", reasons);
}

static enum err list_view(struct req *req, const struct matches *matches, size_t most, json_t **out)
{
	size_t shown = matches->count < most ? matches->count : most;
	int64_t *ids = arena_array(req->mem, shown + 1, sizeof *ids);
	struct card_name *names = arena_array(req->mem, shown + 1, sizeof *names);

	for (size_t i = 0; i < shown; i++)
		ids[i] = matches->at[i].organisation_id;
	TRY(enterprise_names_shown(req, ids, shown, names));
	*out = json_array();
	for (size_t i = 0; i < shown; i++)
		if (names[i].name != NULL)
			json_array_append_new(*out, match_view(req, &names[i], &matches->at[i]));
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

/* More than are counted are only known to be there. */
static bool cut(struct matches *matches, size_t counted)
{
	if (counted == 0 || matches->count <= counted)
		return false;
	matches->count = counted;
	return true;
}

enum err matches_view(struct req *req, const struct demand *demand, const struct matches_wanted *wanted, json_t **out)
{
	bool blank = text_is_blank(demand->title) && text_is_blank(demand->text) && demand->cpv_count == 0;
	struct match_limits limits = {
		.minimum = req->site->configuration->match_threshold,
		.limit = wanted->counted > 0 ? wanted->counted + wanted->but_count + 1 : 0,
		.told = wanted->shown + wanted->but_count,
		.today = day_of(req->now),
	};
	struct matches matches = {0};
	json_t *list;

	if (!blank)
		TRY(match_demand(req->site->index, req->mem, demand, &limits, &matches));
	leave_out(&matches, wanted->but, wanted->but_count);
	bool over = cut(&matches, wanted->counted);
	TRY(list_view(req, &matches, wanted->shown, &list));
	size_t more = matches.count > wanted->shown ? matches.count - wanted->shown : 0;
	*out = json_pack("{s:I, s:b, s:b, s:b, s:I, s:b, s:o}", "count", (json_int_t)matches.count, "is_over", over,
		"has_matches", matches.count > 0, "is_blank", blank, "more", (json_int_t)more, "has_more", more > 0,
		"matches", list);
	return OK;
}
