/* SPDX-License-Identifier: MPL-2.0 */
/*
 * One search for everything: who can supply it, and who plans to buy it. The best of each list, with
 * how many there are in all; the rest, and what narrows it, is on the page that each list has.
 */
#include "fcgi/card_cache.h"
#include "fcgi/nothing_found.h"
#include "fcgi/pages.h"
#include "lib/enterprise.h"
#include "lib/line_card.h"

#define SHOWN 6
/* A text of a notice may be put into the field as it is. All of it must fit into an address that web servers take. */
#define LONGEST_TEXT 3000
#define TITLE_MOST 120 /* characters */

struct asked {
	const char *words; /* as typed */
	struct typed_filters typed;
};

/* The page of one list, with what its filters can of what was typed. */
static const char *list_url(struct req *req, const char *path, const struct asked *asked, bool rsv)
{
	const struct typed_filters *typed = &asked->typed;
	struct filter values[] = {{.name = "words", .value = typed->words}, {.name = "cpv", .value = typed->cpv},
		{.name = "rsv", .value = rsv ? "rsv" : ""}, {.name = "reserved", .value = ""}};
	struct filters filters = {path, values, 4};

	return filters_url(req, &filters, "reserved", typed->reserved ? "reserved" : "");
}

/* "RSV" alone asks for enterprises. */
static bool asks_for_lines(const struct typed_filters *typed)
{
	return !typed->rsv || typed->reserved || *typed->words != '\0' || *typed->cpv != '\0';
}

/* {"is_asked", "total", "has_any", "more", "has_more", "url", and the cards under their name} */
static json_t *part(const char *name, json_t *cards, size_t shown, size_t total, const char *url)
{
	size_t more = total > shown ? total - shown : 0;

	return json_pack("{s:b, s:I, s:b, s:I, s:b, s:s, s:o}", "is_asked", true, "total", (json_int_t)total, "has_any",
		total > 0, "more", (json_int_t)more, "has_more", more > 0, "url", url, name, cards);
}

/* They are left out. */
static json_t *no_lines(void)
{
	json_t *none = part("lines", json_array(), 0, 0, "/lines");

	json_object_set_new(none, "is_asked", json_false());
	json_object_set_new(none, "instead", json_array());
	json_object_set_new(none, "meant", json_array());
	return none;
}

/* Whoever writes what is needed in a sentence wants those, too, who fit it, as who publishes a line gets them. */
static enum err find_enterprises(struct req *req, const struct asked *asked, json_t **out, json_t **fitting)
{
	struct search_query query = {.words = asked->typed.words, .cpv = asked->typed.cpv, .rsv_only = asked->typed.rsv,
		.reserved_only = asked->typed.reserved, .language = req->language, .page_size = SHOWN};
	struct search_result found;
	int64_t ids[SHOWN];
	size_t shown;
	json_t *cards;

	const struct filters here = {"/search", (struct filter[]){{.name = "words", .value = asked->words}}, 1};

	*fitting = json_null();
	TRY(search_enterprises(req->site->index, req->mem, &query, &found));
	if (!query.rsv_only)
		TRY(nothing_found_fitting(req, &here, &query, &found, fitting));
	for (size_t i = 0; i < found.hit_count; i++)
		ids[i] = found.hits[i].id;
	TRY(enterprise_cards_shown(req, ids, found.hit_count, &cards, &shown));
	*out = part("enterprises", cards, shown, found.total,
		list_url(req, "/enterprises", asked, asked->typed.rsv));
	json_object_set_new(*out, "instead", filters_instead(found.instead, found.instead_count));
	json_object_set_new(*out, "meant", filters_meant(found.meant, found.meant_count));
	json_object_set_new(*out, "no_cvr", nothing_found_cvr(&found));
	json_object_set_new(*out, "is_wordless",
		json_boolean(found.total > 0 && *asked->typed.words != '\0' && found.word_count == 0));
	return OK;
}

static enum err find_lines(struct req *req, const struct asked *asked, json_t **out)
{
	struct line_card_reader reader = {req->site->index, req->language, day_of(req->now)};
	struct line_query query = {.words = asked->typed.words, .cpv = asked->typed.cpv,
		.reserved_only = asked->typed.reserved, .language = req->language, .today = reader.today, .page_size = SHOWN};
	struct line_result found;
	struct plan_lines lines;
	int64_t ids[SHOWN];

	if (!asks_for_lines(&asked->typed)) {
		*out = no_lines();
		return OK;
	}
	TRY(search_lines(req->site->index, req->mem, &query, &found));
	for (size_t i = 0; i < found.hit_count; i++)
		ids[i] = found.hits[i].id;
	TRY(plan_line_list_ids(req->db, req->mem, ids, found.hit_count, &lines));
	*out = part("lines", line_cards(req->mem, &lines, &reader), lines.count, found.total,
		list_url(req, "/lines", asked, false));
	json_object_set_new(*out, "instead", filters_instead(found.instead, found.instead_count));
	json_object_set_new(*out, "meant", filters_meant(found.meant, found.meant_count));
	return OK;
}

/* ---- when nothing has all of the words ---- */

/* Perhaps fewer would do, or enterprises call it something else. */
static enum err add_nothing(struct req *req, const struct filters *filters, const struct asked *asked, json_t *model)
{
	const struct typed_filters *typed = &asked->typed;
	struct search_query query = {.words = typed->words, .cpv = typed->cpv, .rsv_only = typed->rsv,
		.reserved_only = typed->reserved, .language = req->language};
	struct line_query line_query = {.words = typed->words, .cpv = typed->cpv, .reserved_only = typed->reserved,
		.language = req->language, .today = day_of(req->now)};
	struct word_alone *suppliers, *purchases;
	size_t count;
	json_t *codes;

	TRY(search_enterprises_alone(req->site->index, req->mem, &query, &suppliers, &count));
	TRY(search_lines_alone(req->site->index, req->mem, &line_query, &purchases, &count));
	TRY(nothing_found_codes(req, typed->words, &codes));
	nothing_found_add(model, nothing_found_words(req, filters, suppliers, purchases, count), codes);
	return OK;
}

/* {"code", "name"} of the CPV code that was typed; null when none was. */
static json_t *code_model(struct req *req, const char *code)
{
	if (*code == '\0')
		return json_null();
	return json_pack("{s:s, s:s}", "code", code, "name", filters_cpv_name(req, code));
}

/* {"words"} as the heading has them; null when there are none. */
static json_t *shown_model(struct req *req, const char *words)
{
	return *words == '\0' ? json_null() : json_pack("{s:s}", "words", text_shorten(req->mem, words, TITLE_MOST));
}

static enum err search_model(struct req *req, const struct filters *filters, const struct asked *asked, json_t **out)
{
	OWNED(json_decrefp) json_t *suppliers = NULL, *purchases = NULL, *fitting = NULL, *not_here = NULL,
		*deliver = NULL, *also_cvr = NULL;

	TRY(find_enterprises(req, asked, &suppliers, &fitting));
	TRY(find_lines(req, asked, &purchases));
	TRY(filters_not_here(req, filters, &asked->typed, &not_here));
	TRY(filters_deliver(req, asked->typed.words, &deliver));
	TRY(filters_also_cvr(req, filters, &asked->typed, &also_cvr));
	if (json_array_size(json_object_get(suppliers, "instead")) > 0) /* it need not be said twice */
		json_object_set_new(purchases, "instead", json_array());
	bool none = !json_is_true(json_object_get(suppliers, "has_any")) &&
		!json_is_true(json_object_get(purchases, "has_any"));
	bool instead = !json_is_null(fitting) && !json_is_true(json_object_get(suppliers, "has_any"));
	*out = json_pack("{s:s, s:o, s:b, s:b, s:b, s:b, s:O, s:O, s:O, s:O, s:O, s:o, s:O, s:o}", "words", asked->words, "shown",
		shown_model(req, asked->words), "has_words", *asked->words != '\0', "finds_none", none,
		"fits_instead", instead,
		"is_empty", none && json_is_null(fitting), "suppliers", suppliers, "purchases", purchases, "fitting", fitting,
		"not_here", not_here, "deliver", deliver, "code", code_model(req, asked->typed.cpv),
		"also_cvr", also_cvr, "cut", filters_cut(req, filters));
	return OK;
}

enum err search_show(struct req *req)
{
	struct filter values[] = {{.name = "words", .typed = true, .longest = LONGEST_TEXT}};
	struct filters filters = {"/search", values, 1};
	OWNED(json_decrefp) json_t *model = NULL;

	TRY(match_index_refresh(req->site->index, req->db));
	struct asked asked = {.typed = filters_read(req, &filters)};
	asked.words = values[0].value;
	TRY(search_model(req, &filters, &asked, &model));
	if (!req->wants_json && json_is_true(json_object_get(model, "finds_none")))
		TRY(add_nothing(req, &filters, &asked, model));
	return render(req, "search", json_incref(model));
}
