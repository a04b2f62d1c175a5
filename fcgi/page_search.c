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

static const char *list_url(struct req *req, const char *path, const char *words)
{
	struct filter values[] = {{.name = "words", .value = ""}};
	struct filters filters = {path, values, 1};

	return filters_url(req, &filters, "words", words);
}

/* {"total", "has_any", "more", "has_more", "url", and the cards under their name} */
static json_t *part(const char *name, json_t *cards, size_t shown, size_t total, const char *url)
{
	size_t more = total > shown ? total - shown : 0;

	return json_pack("{s:I, s:b, s:I, s:b, s:s, s:o}", "total", (json_int_t)total, "has_any", total > 0, "more",
		(json_int_t)more, "has_more", more > 0, "url", url, name, cards);
}

static enum err find_enterprises(struct req *req, const char *words, json_t **out)
{
	struct search_query query = {.words = words, .language = req->language, .page_size = SHOWN};
	struct search_result found;
	int64_t ids[SHOWN];
	size_t shown;
	json_t *cards;

	TRY(search_enterprises(req->site->index, req->mem, &query, &found));
	for (size_t i = 0; i < found.hit_count; i++)
		ids[i] = found.hits[i].id;
	TRY(enterprise_cards_shown(req, ids, found.hit_count, &cards, &shown));
	*out = part("enterprises", cards, shown, found.total, list_url(req, "/enterprises", words));
	/* the same for lines: both lists are searched with the words of all */
	json_object_set_new(*out, "instead", filters_instead(found.instead, found.instead_count));
	json_object_set_new(*out, "meant", filters_meant(found.meant, found.meant_count));
	json_object_set_new(*out, "is_wordless", json_boolean(found.total > 0 && *words != '\0' && found.word_count == 0));
	return OK;
}

static enum err find_lines(struct req *req, const char *words, json_t **out)
{
	struct line_card_reader reader = {req->site->index, req->language, day_of(req->now)};
	struct line_query query = {.words = words, .language = req->language, .today = reader.today, .page_size = SHOWN};
	struct line_result found;
	struct plan_lines lines;
	int64_t ids[SHOWN];

	TRY(search_lines(req->site->index, req->mem, &query, &found));
	for (size_t i = 0; i < found.hit_count; i++)
		ids[i] = found.hits[i].id;
	TRY(plan_line_list_ids(req->db, req->mem, ids, found.hit_count, &lines));
	*out = part("lines", line_cards(req->mem, &lines, &reader), lines.count, found.total, list_url(req, "/lines", words));
	return OK;
}

/* Nothing has all of these words: perhaps fewer would do, or enterprises call it something else. */
static enum err add_nothing(struct req *req, const struct filters *filters, const char *words, json_t *model)
{
	struct search_query query = {.words = words, .language = req->language};
	struct line_query line_query = {.words = words, .language = req->language, .today = day_of(req->now)};
	struct word_alone *suppliers, *purchases;
	size_t count;
	json_t *codes;

	TRY(search_enterprises_alone(req->site->index, req->mem, &query, &suppliers, &count));
	TRY(search_lines_alone(req->site->index, req->mem, &line_query, &purchases, &count));
	TRY(nothing_found_codes(req, words, &codes));
	nothing_found_add(model, nothing_found_words(req, filters, suppliers, purchases, count), codes);
	return OK;
}

enum err search_show(struct req *req)
{
	struct filter values[] = {{.name = "words", .typed = true}};
	struct filters filters = {"/search", values, 1};
	OWNED(json_decrefp) json_t *suppliers = NULL, *purchases = NULL, *model = NULL;

	filters_read(req, &filters);
	const char *words = values[0].value;
	TRY(match_index_refresh(req->site->index, req->db));
	TRY(find_enterprises(req, words, &suppliers));
	TRY(find_lines(req, words, &purchases));
	bool nothing = !json_is_true(json_object_get(suppliers, "has_any")) &&
		!json_is_true(json_object_get(purchases, "has_any"));
	model = json_pack("{s:s, s:b, s:b, s:O, s:O}", "words", words, "has_words", *words != '\0', "is_empty", nothing,
		"suppliers", suppliers, "purchases", purchases);
	if (nothing && !req->wants_json)
		TRY(add_nothing(req, &filters, words, model));
	return render(req, "search", json_incref(model));
}
