/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/nothing_found.h"

#include <string.h>

#include "fcgi/line_view.h"
#include "lib/analysis.h"

#define CODES_OFFERED 6
#define FEW_FOUND 3 /* enterprises: then those who only fit are wanted, too */
#define FITTING_SHOWN 10
#define FITTING_COUNTED 50 /* the more are counted, the longer it takes; every search that finds few pays for it */
#define FITTING_ALL 200 /* where all of them are asked for; who is further down fits least */

/* {"total"}; null for none */
static json_t *number(size_t total)
{
	return total > 0 ? json_pack("{s:I}", "total", (json_int_t)total) : json_null();
}

json_t *nothing_found_words(const struct req *req, const struct filters *filters, const struct word_alone *enterprises,
	const struct word_alone *lines, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		size_t suppliers = enterprises != NULL ? enterprises[i].total : 0, purchases = lines != NULL ? lines[i].total : 0;
		const char *word = enterprises != NULL ? enterprises[i].word : lines[i].word;
		if (suppliers + purchases > 0)
			json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:o, s:b}", "word", word, "url",
				filters_url(req, filters, "words", word), "suppliers", number(suppliers), "purchases",
				number(purchases), "has_both", suppliers > 0 && purchases > 0));
	}
	return list;
}

static enum err count_suppliers(struct req *req, const char *code, size_t *count)
{
	struct search_query query = {.cpv = code, .language = req->language, .page_size = 1};
	struct search_result found;

	TRY(search_enterprises(req->site->index, req->mem, &query, &found));
	*count = found.total;
	return OK;
}

enum err nothing_found_codes(struct req *req, const char *words, json_t **out)
{
	struct filter values[] = {{.name = "cpv", .value = ""}};
	const struct filters filters = {"/enterprises", values, 1};
	OWNED(json_decrefp) json_t *list = json_array();
	struct cpv_suggestion *codes;
	size_t code_count = 0, suppliers;

	if (*words != '\0')
		TRY(cpv_suggest(req->site->index, req->mem, words, req->language, CODES_OFFERED, &codes, &code_count));
	for (size_t i = 0; i < code_count; i++) {
		TRY(count_suppliers(req, codes[i].code, &suppliers));
		if (suppliers > 0)
			json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:I}", "code", codes[i].code, "name",
				codes[i].name, "url", filters_url(req, &filters, "cpv", codes[i].code), "total",
				(json_int_t)suppliers));
	}
	*out = json_incref(list);
	return OK;
}

enum err nothing_found_without(struct req *req, const struct filters *filters, const struct filters_page *page,
	json_t *model)
{
	OWNED(json_decrefp) json_t *list = json_array(), *chosen = filters_chosen(req, filters, page);
	size_t total;

	for (size_t i = 0; i < filters->count && json_array_size(chosen) > 1; i++) {
		if (filters->at[i].value[0] == '\0')
			continue;
		TRY(page->total(req, page->page, i, "", &total));
		if (total > 0)
			json_array_append_new(list, json_pack("{s:s, s:s, s:I}", "text", page->text(req, page->page, i), "url",
				filters_url(req, filters, filters->at[i].name, ""), "total", (json_int_t)total));
	}
	json_object_set_new(model, "has_without", json_boolean(json_array_size(list) > 0));
	json_object_set(model, "without", list);
	return OK;
}

json_t *nothing_found_cvr(const struct search_result *found)
{
	if (found->cvr == NULL || found->total > 0)
		return json_null();
	return json_pack("{s:s, s:b}", "cvr", found->cvr, "is_valid", text_is_cvr(found->cvr));
}

#define TITLE_MOST 120 /* characters; what is longer has its title before the first full stop, or none */

/* A title and a text, as who plans a purchase writes them. */
static struct demand demand_of(struct req *req, const char *words)
{
	struct demand demand = {.title = words, .text = "", .language = text_language(words, req->language), .value_dkk = -1,
		.contract_starts = NO_DAY};
	const char *stop = strstr(words, ". ");

	if (text_length(words) <= TITLE_MOST)
		return demand;
	demand.title = stop != NULL ? arena_text_n(req->mem, words, (size_t)(stop - words)) : "";
	if (text_length(demand.title) > TITLE_MOST)
		demand.title = "";
	demand.text = words + strlen(demand.title);
	return demand;
}

/* In the language that it is most likely in; without little words that is a guess, and another one may find more. */
static enum err fitting_in_any_language(struct req *req, struct demand *demand, const struct matches_wanted *wanted,
	json_t **out)
{
	enum language likely = demand->language;
	json_t *fitting;

	for (int i = -1; i < LANGUAGES; i++) {
		if (i == (int)likely)
			continue;
		demand->language = i < 0 ? likely : (enum language)i;
		TRY(matches_view(req, demand, wanted, &fitting));
		if (json_is_true(json_object_get(fitting, "has_matches"))) {
			*out = fitting;
			return OK;
		}
		json_decref(fitting);
	}
	*out = json_null();
	return OK;
}

enum err nothing_found_fitting(struct req *req, const struct filters *filters, const struct search_query *query,
	const struct search_result *found, json_t **out)
{
	bool all = text_equal(query_text(req, "fits"), "all");

	*out = json_null();
	if (text_is_blank(query->words) || found->cvr != NULL || found->total > FEW_FOUND ||
		(found->total > 0 && found->word_count == 1))
		return OK;
	struct demand demand = demand_of(req, query->words);
	demand.municipality_code = query->delivers_to;
	if (text_is_blank(demand.municipality_code))
		demand.municipality_code = typed_place_read(req->site->index, req->mem, query->words).code;
	demand.cpv = &query->cpv;
	demand.cpv_count = !text_is_blank(query->cpv) ? 1 : 0;
	demand.reserved = query->reserved_only;
	struct matches_wanted wanted = {
		.shown = all ? FITTING_ALL : FITTING_SHOWN,
		.counted = all ? FITTING_ALL : FITTING_COUNTED,
		.but = found->hits,
		.but_count = found->hit_count,
	};
	TRY(fitting_in_any_language(req, &demand, &wanted, out));
	if (json_is_null(*out))
		return OK;
	json_object_set_new(*out, "is_more", json_boolean(found->total > 0));
	json_object_set_new(*out, "all_url", all ? json_null() :
		json_string(arena_printf(req->mem, "%s#fitting", filters_url(req, filters, "fits", "all"))));
	return OK;
}

void nothing_found_add(json_t *model, json_t *alone, json_t *codes)
{
	json_object_set_new(model, "has_alone", json_boolean(json_array_size(alone) > 0));
	json_object_set_new(model, "alone", alone);
	json_object_set_new(model, "has_perhaps", json_boolean(json_array_size(codes) > 0));
	json_object_set_new(model, "perhaps", codes);
}
