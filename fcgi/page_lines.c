/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The open purchases of all municipalities: what do they plan to buy that fits me? The nearest deadline
 * first. For an enterprise each line that fits says how well and why. One line is page_line.c.
 */
#include "fcgi/nothing_found.h"
#include "fcgi/pages.h"
#include "lib/line_card.h"

#define PAGE_SIZE 20
#define PAGES_MOST 10000
#define CHOICES_SHOWN 8

enum { WORDS, CPV, MUNICIPALITY, REGION, RESERVED, FITS, FILTERS };

struct line_page {
	struct filters filters;
	struct filter values[FILTERS];
	struct typed_filters typed;
	int64_t enterprise; /* of whom it is told what fits; 0: nobody's */
	size_t page;
	struct line_result found;
	struct matches matches; /* what fits the enterprise, and why */
};

static struct line_query query_of(const struct req *req, const struct line_page *list)
{
	const struct filter *values = list->values;

	return (struct line_query){
		.words = values[WORDS].value,
		.language = req->language,
		.cpv = values[CPV].value,
		.municipality = values[MUNICIPALITY].value,
		.region = values[REGION].value,
		.reserved_only = values[RESERVED].value[0] != '\0',
		.fits = values[FITS].value[0] != '\0' ? list->enterprise : 0,
		.fits_minimum = req->site->configuration->match_threshold,
		.today = day_of(req->now),
		.page = (size_t)query_int(req, "page", 1, PAGES_MOST, 1),
		.page_size = PAGE_SIZE,
	};
}

static enum err find(struct req *req, struct line_page *list)
{
	struct line_query query = query_of(req, list);

	TRY(search_lines(req->site->index, req->mem, &query, &list->found));
	list->page = query.page;
	if (list->found.hit_count > 0 || list->found.total == 0)
		return OK;
	list->page = query.page = filters_last_page(PAGE_SIZE, list->found.total);
	return search_lines(req->site->index, req->mem, &query, &list->found);
}

/* ---- what fits ---- */

static enum err find_matches(struct req *req, struct line_page *list)
{
	struct match_limits limits = {.minimum = req->site->configuration->match_threshold, .today = day_of(req->now)};

	list->enterprise = req->user != NULL && (req->user->who & SUPPLIER) != 0 ? req->user->organisation_id : 0;
	if (list->enterprise == 0)
		return OK;
	return match_enterprise(req->site->index, req->mem, list->enterprise, &limits, &list->matches);
}

/* {"score","reasons"} for the reader's enterprise; null when the line does not fit, or fits nobody. */
static json_t *fit_model(struct req *req, const struct line_page *list, int64_t line_id)
{
	for (size_t i = 0; i < list->matches.count; i++) {
		const struct match *match = &list->matches.at[i];
		if (match->line_id != line_id)
			continue;
		return json_pack("{s:i, s:o}", "score", (int)(match->score + 0.5), "reasons",
			reasons_model(req->mem, req->site->catalogues, req->language, match->reasons));
	}
	return json_null();
}

static enum err cards(struct req *req, const struct line_page *list, json_t **out)
{
	struct line_card_reader reader = {req->site->index, req->language, day_of(req->now)};
	int64_t *ids = arena_array(req->mem, list->found.hit_count + 1, sizeof *ids);
	struct plan_lines lines;

	for (size_t i = 0; i < list->found.hit_count; i++)
		ids[i] = list->found.hits[i].id;
	TRY(plan_line_list_ids(req->db, req->mem, ids, list->found.hit_count, &lines));
	*out = line_cards(req->mem, &lines, &reader);
	for (size_t i = 0; i < lines.count; i++)
		json_object_set_new(json_array_get(*out, i), "fit", fit_model(req, list, lines.at[i].id));
	return OK;
}

/* ---- filters ---- */

/* What is chosen is among the facets, unless there is no such thing. */
static const char *facet_name(const struct req *req, const struct facets *facets, const char *code, const char *unknown)
{
	for (size_t i = 0; i < facets->count; i++) {
		if (text_equal(facets->at[i].code, code))
			return facets->at[i].name;
	}
	return tr_format(req, unknown, code);
}

static const char *value_text(const struct req *req, const void *page, size_t which)
{
	const struct line_page *list = page;
	const char *value = list->values[which].value;

	switch (which) {
	case CPV:
		return filters_cpv_name(req, value);
	case MUNICIPALITY:
		return facet_name(req, &list->found.municipalities, value, N_("Unknown municipality: %s"));
	case REGION:
		return facet_name(req, &list->found.regions, value, N_("Unknown region: %s"));
	case RESERVED:
		return tr(req, N_("Reserved (§ 54)"));
	case FITS:
		return tr(req, N_("What fits you"));
	default:
		return value;
	}
}

/* How much there is with another value of one of the filters. */
static enum err total_with(struct req *req, const void *page, size_t which, const char *value, size_t *total)
{
	struct line_page other = *(const struct line_page *)page;
	struct line_result found;

	other.values[which].value = value;
	struct line_query query = query_of(req, &other);
	query.page = query.page_size = 1;
	TRY(search_lines(req->site->index, req->mem, &query, &found));
	*total = found.total;
	return OK;
}

static struct filters_page page_of(const struct line_page *list)
{
	return (struct filters_page){value_text, total_with, list};
}

static json_t *facets_model(const struct req *req, const struct line_page *list)
{
	const struct filters *filters = &list->filters;
	const struct line_result *found = &list->found;

	return json_pack("{s:o, s:o, s:o, s:o}",
		"reserved", filters_facet(req, filters, "reserved", &found->reserved, CHOICES_SHOWN),
		"divisions", filters_facet(req, filters, "cpv", &found->divisions, CHOICES_SHOWN),
		"regions", filters_facet(req, filters, "region", &found->regions, CHOICES_SHOWN),
		"municipalities",
		filters_facet(req, filters, "municipality", &found->municipalities, CHOICES_SHOWN));
}

/* The way to what fits: how many lines, and where; null for who is no enterprise. */
static json_t *fits_model(const struct req *req, const struct line_page *list)
{
	if (list->enterprise == 0)
		return json_null();
	return json_pack("{s:I, s:b, s:s}", "count", (json_int_t)list->matches.count, "has_any",
		list->matches.count > 0, "url", filters_url(req, &list->filters, "fits", "1"));
}

/* Without a hit fewer words would perhaps do. */
static enum err add_nothing(struct req *req, const struct line_page *list, const struct filters_page *page,
	json_t *model)
{
	struct line_query query = query_of(req, list);
	struct word_alone *alone;
	size_t count;

	TRY(nothing_found_without(req, &list->filters, page, model));
	TRY(search_lines_alone(req->site->index, req->mem, &query, &alone, &count));
	nothing_found_add(model, nothing_found_words(req, &list->filters, NULL, alone, count), json_array());
	return OK;
}

static enum err add_page_parts(struct req *req, const struct line_page *list, json_t *model)
{
	const struct filters_page page = page_of(list);

	json_object_set_new(model, "cut", filters_cut(req, &list->filters));
	TRY(filters_add_cpv(req, &list->filters, &page, model));
	json_object_set_new(model, "hidden", filters_hidden(&list->filters));
	return list->found.total == 0 ? add_nothing(req, list, &page, model) : OK;
}

static json_t *list_model(struct req *req, const struct line_page *list, json_t *lines)
{
	const struct filters_page page = page_of(list);
	json_t *chosen = filters_chosen(req, &list->filters, &page);
	bool has_words = list->found.word_count > 0, only_fits = list->values[FITS].value[0] != '\0';

	for (size_t i = 0; i < list->found.reserved.count; i++) /* the index has no words for flags */
		list->found.reserved.at[i].name = tr(req, N_("Reserved (§ 54)"));
	return json_pack("{s:s, s:o, s:o, s:I, s:I, s:b, s:o, s:b, s:b, s:o, s:o, s:o, s:o, s:b, s:b}", "words",
		list->values[WORDS].value, "instead", filters_instead(list->found.instead, list->found.instead_count),
		"meant", filters_meant(list->found.meant, list->found.meant_count),
		"total", (json_int_t)list->found.total, "page", (json_int_t)list->page,
		"is_empty", list->found.total == 0, "chosen", chosen, "has_chosen", json_array_size(chosen) > 0,
		"only_fits", only_fits, "fits", fits_model(req, list), "facets",
		facets_model(req, list), "lines", lines, "pager",
		filters_pager(req, &list->filters, list->page, PAGE_SIZE, list->found.total), "is_wordless",
		list->found.total > 0 && *list->values[WORDS].value != '\0' && !has_words, "is_best_first", has_words || only_fits);
}

enum err line_list(struct req *req)
{
	struct line_page list = {.values = {
		[WORDS] = {.name = "words", .typed = true},
		[CPV] = {.name = "cpv"},
		[MUNICIPALITY] = {.name = "municipality"},
		[REGION] = {.name = "region"},
		[RESERVED] = {.name = "reserved"},
		[FITS] = {.name = "fits"},
	}};
	json_t *lines, *not_here, *also_cvr;

	list.filters = (struct filters){"/lines", list.values, FILTERS};
	TRY(match_index_refresh(req->site->index, req->db));
	list.typed = filters_read(req, &list.filters);
	TRY(find_matches(req, &list));
	if (list.enterprise == 0)
		list.values[FITS].value = ""; /* only an enterprise can be fitted */
	TRY(find(req, &list));
	TRY(cards(req, &list, &lines));
	OWNED(json_decrefp) json_t *model = list_model(req, &list, lines);
	TRY(filters_not_here(req, &list.filters, &list.typed, &not_here));
	json_object_set_new(model, "not_here", not_here);
	TRY(filters_also_cvr(req, &list.filters, &list.typed, &also_cvr));
	json_object_set_new(model, "also_cvr", also_cvr);
	if (!req->wants_json)
		TRY(add_page_parts(req, &list, model));
	return render(req, "lines", json_incref(model));
}
