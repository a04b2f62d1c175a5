/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The directory: who can supply this here? Words, a CPV code found by words, and facets narrow it; all
 * of it stands in the address. What one enterprise says about itself is page_enterprise.c.
 */
#include <string.h>

#include "fcgi/card_cache.h"
#include "fcgi/nothing_found.h"
#include "fcgi/pages.h"
#include "lib/enterprise.h"
#include "lib/map.h"
#include "lib/stencil.h"

#define PAGE_SIZE 20
#define PAGES_MOST 10000
#define CHOICES_SHOWN 8 /* of a facet; the rest stands under "more" */
#define OPTION_ROOM 64 /* what one takes, mostly */

enum { WORDS, DELIVERS_TO, CPV, KIND, REGION, SEAT, RSV, RESERVED, FILTERS };

struct directory {
	struct filters filters;
	struct filter values[FILTERS];
	struct typed_filters typed;
	const struct atlas *atlas;
	size_t page;
	struct search_result found;
};

static struct search_query query_of(const struct req *req, const struct directory *directory)
{
	const struct filter *values = directory->values;

	return (struct search_query){
		.words = values[WORDS].value,
		.language = req->language,
		.cpv = values[CPV].value,
		.delivers_to = values[DELIVERS_TO].value,
		.seated_in = values[SEAT].value,
		.region = values[REGION].value,
		.kind = values[KIND].value,
		.rsv_only = values[RSV].value[0] != '\0',
		.reserved_only = values[RESERVED].value[0] != '\0',
		.page = (size_t)query_int(req, "page", 1, PAGES_MOST, 1),
		.page_size = PAGE_SIZE,
	};
}

static enum err find(struct req *req, struct directory *directory)
{
	struct search_query query = query_of(req, directory);

	TRY(search_enterprises(req->site->index, req->mem, &query, &directory->found));
	directory->page = query.page;
	if (directory->found.hit_count > 0 || directory->found.total == 0)
		return OK;
	directory->page = query.page = filters_last_page(PAGE_SIZE, directory->found.total);
	return search_enterprises(req->site->index, req->mem, &query, &directory->found);
}

/* ---- what is chosen ---- */

/* The place in a sentence about it; another one for a code that is no place's. */
static const char *municipality_text(const struct req *req, const struct directory *directory, const char *format,
	const char *code)
{
	const struct municipality *place = atlas_find(directory->atlas, code);

	return place == NULL ? tr_format(req, N_("Unknown municipality: %s"), code) : tr_format(req, format, place->name);
}

static const char *region_text(const struct req *req, const struct directory *directory, const char *code)
{
	for (size_t i = 0; i < directory->atlas->count; i++) {
		if (text_equal(directory->atlas->municipalities[i].region_code, code))
			return directory->atlas->municipalities[i].region_name;
	}
	return tr_format(req, N_("Unknown region: %s"), code);
}

static const char *kind_text(const struct req *req, const char *kind)
{
	if (text_equal(kind, "product"))
		return tr(req, N_("Products"));
	return text_equal(kind, "service") ? tr(req, N_("Services")) : tr_format(req, N_("Unknown choice: %s"), kind);
}

/* The name of one of the filters' values, as a person reads it. */
static const char *value_text(const struct req *req, const void *page, size_t which)
{
	const struct directory *directory = page;
	const char *value = directory->values[which].value;

	switch (which) {
	case DELIVERS_TO:
		return municipality_text(req, directory, N_("Delivers to %s"), value);
	case SEAT:
		return municipality_text(req, directory, N_("Is in %s"), value);
	case REGION:
		return region_text(req, directory, value);
	case CPV:
		return filters_cpv_name(req, value);
	case KIND:
		return kind_text(req, value);
	case RSV:
		return tr(req, N_("Registered (RSV)"));
	case RESERVED:
		return tr(req, N_("Can take § 54 purchases"));
	default:
		return value;
	}
}

/* How much there is with another value of one of the filters. */
static enum err total_with(struct req *req, const void *page, size_t which, const char *value, size_t *total)
{
	struct directory other = *(const struct directory *)page;
	struct search_result found;

	other.values[which].value = value;
	struct search_query query = query_of(req, &other);
	query.page = query.page_size = 1;
	TRY(search_enterprises(req->site->index, req->mem, &query, &found));
	*total = found.total;
	return OK;
}

static struct filters_page page_of(const struct directory *directory)
{
	return (struct filters_page){value_text, total_with, directory};
}

/* ---- facets and the form ---- */

/* The index has no words for kinds and flags. */
static void name_facets(const struct req *req, struct search_result *found)
{
	for (size_t i = 0; i < found->kinds.count; i++) {
		bool product = text_equal(found->kinds.at[i].code, "product");
		found->kinds.at[i].name = product ? tr(req, N_("Products")) : tr(req, N_("Services"));
	}
	for (size_t i = 0; i < found->rsv.count; i++)
		found->rsv.at[i].name = tr(req, N_("Registered (RSV)"));
	for (size_t i = 0; i < found->reserved.count; i++)
		found->reserved.at[i].name = tr(req, N_("Can take § 54 purchases"));
}

static json_t *facets_model(const struct req *req, const struct directory *directory)
{
	const struct filters *filters = &directory->filters;
	const struct search_result *found = &directory->found;

	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}",
		"kinds", filters_facet(req, filters, "kind", &found->kinds, CHOICES_SHOWN),
		"rsv", filters_facet(req, filters, "rsv", &found->rsv, CHOICES_SHOWN),
		"reserved", filters_facet(req, filters, "reserved", &found->reserved, CHOICES_SHOWN),
		"divisions", filters_facet(req, filters, "cpv", &found->divisions, CHOICES_SHOWN),
		"regions", filters_facet(req, filters, "region", &found->regions, CHOICES_SHOWN),
		"seats", filters_facet(req, filters, "seat", &found->municipalities, CHOICES_SHOWN));
}

static json_t *map_of(struct req *req, const struct directory *directory)
{
	const struct facets *seats = &directory->found.municipalities;
	struct map_count *counts = arena_array(req->mem, seats->count + 1, sizeof *counts);

	for (size_t i = 0; i < seats->count; i++)
		counts[i] = (struct map_count){seats->at[i].code, (int64_t)seats->at[i].count};
	return map_model(req->mem, directory->atlas, counts, seats->count, req_stencil(req, STENCIL_MAP_PLACE));
}

/* Of the field that asks where to. */
static json_t *options(const struct req *req, const struct directory *directory)
{
	OWNED(buffer_close) struct buffer html = {0};

	buffer_room(&html, directory->atlas->count * OPTION_ROOM);
	for (size_t i = 0; i < directory->atlas->count; i++) {
		const struct municipality *place = &directory->atlas->municipalities[i];
		bool chosen = text_equal(place->code, directory->values[DELIVERS_TO].value);
		stencil_fill(req_stencil(req, chosen ? STENCIL_OPTION_CHOSEN : STENCIL_OPTION),
			(const char *const[]){place->code, directory->atlas->texts[i].name}, &html);
	}
	return buffer_json(&html);
}

/* Who fits what is meant, where no filter is set that a description cannot have. */
static enum err find_fitting(struct req *req, const struct directory *directory, json_t **out)
{
	const struct search_query query = query_of(req, directory);

	*out = json_null();
	if (query.rsv_only || *query.kind != '\0' || *query.region != '\0' || *query.seated_in != '\0')
		return OK;
	return nothing_found_fitting(req, &directory->filters, &query, &directory->found, out);
}

/* What else is to be said of what was typed. */
static enum err add_beside(struct req *req, const struct directory *directory, json_t *model)
{
	json_t *not_here, *fitting, *also_cvr;

	TRY(find_fitting(req, directory, &fitting));
	json_object_set_new(model, "fitting", fitting);
	TRY(filters_not_here(req, &directory->filters, &directory->typed, &not_here));
	json_object_set_new(model, "not_here", not_here);
	TRY(filters_also_cvr(req, &directory->filters, &directory->typed, &also_cvr));
	json_object_set_new(model, "also_cvr", also_cvr);
	json_object_set_new(model, "no_cvr", nothing_found_cvr(&directory->found));
	return OK;
}

/* Without a hit fewer words would perhaps do, or they name a kind of goods that enterprises call something else. */
static enum err add_nothing(struct req *req, const struct directory *directory, const struct filters_page *page,
	json_t *model)
{
	struct search_query query = query_of(req, directory);
	struct word_alone *alone;
	size_t count;
	json_t *codes;

	TRY(nothing_found_without(req, &directory->filters, page, model));
	TRY(search_enterprises_alone(req->site->index, req->mem, &query, &alone, &count));
	TRY(nothing_found_codes(req, query.words, &codes));
	nothing_found_add(model, nothing_found_words(req, &directory->filters, alone, NULL, count), codes);
	return OK;
}

/* What only the page needs: fields, and the map. */
static enum err add_page_parts(struct req *req, const struct directory *directory, json_t *model)
{
	const struct filters_page page = page_of(directory);
	json_t *deliver;

	TRY(filters_deliver(req, directory->values[DELIVERS_TO].value[0] == '\0' ? directory->values[WORDS].value : "", &deliver));
	json_object_set_new(model, "deliver", deliver);
	json_object_set_new(model, "cut", filters_cut(req, &directory->filters));
	TRY(filters_add_cpv(req, &directory->filters, &page, model));
	json_object_set_new(model, "hidden", filters_hidden(&directory->filters));
	json_object_set_new(model, "delivers_to_options", options(req, directory));
	json_object_set_new(model, "map", map_of(req, directory));
	return directory->found.total == 0 ? add_nothing(req, directory, &page, model) : OK;
}

static enum err directory_model(struct req *req, const struct directory *directory, json_t **out)
{
	const struct search_result *found = &directory->found;
	int64_t *ids = arena_array(req->mem, found->hit_count + 1, sizeof *ids);
	size_t shown;
	json_t *cards;

	for (size_t i = 0; i < found->hit_count; i++)
		ids[i] = found->hits[i].id;
	TRY(enterprise_cards_shown(req, ids, found->hit_count, &cards, &shown));
	const struct filters_page page = page_of(directory);
	json_t *chosen = filters_chosen(req, &directory->filters, &page);
	*out = json_pack("{s:s, s:o, s:o, s:I, s:I, s:b, s:o, s:b, s:o, s:o, s:o, s:b}", "words", directory->values[WORDS].value,
		"instead", filters_instead(found->instead, found->instead_count),
		"meant", filters_meant(found->meant, found->meant_count),
		"total", (json_int_t)found->total, "page", (json_int_t)directory->page, "is_empty", found->total == 0,
		"chosen", chosen, "has_chosen", json_array_size(chosen) > 0, "facets",
		facets_model(req, directory), "enterprises", cards, "pager",
		filters_pager(req, &directory->filters, directory->page, PAGE_SIZE, found->total), "is_wordless",
		found->total > 0 && *directory->values[WORDS].value != '\0' && found->word_count == 0);
	return OK;
}

enum err directory_show(struct req *req)
{
	struct directory directory = {.values = {
		[WORDS] = {.name = "words", .typed = true},
		[DELIVERS_TO] = {.name = "delivers_to", .typed = true},
		[CPV] = {.name = "cpv"},
		[KIND] = {.name = "kind"},
		[REGION] = {.name = "region"},
		[SEAT] = {.name = "seat"},
		[RSV] = {.name = "rsv"},
		[RESERVED] = {.name = "reserved"},
	}};
	OWNED(json_decrefp) json_t *model = NULL;

	directory.filters = (struct filters){"/enterprises", directory.values, FILTERS};
	TRY(match_index_refresh(req->site->index, req->db));
	directory.typed = filters_read(req, &directory.filters);
	TRY(gazetteer_read(req->site->gazetteer, req->db, &directory.atlas));
	TRY(find(req, &directory));
	name_facets(req, &directory.found);
	TRY(directory_model(req, &directory, &model));
	TRY(add_beside(req, &directory, model));
	if (!req->wants_json)
		TRY(add_page_parts(req, &directory, model));
	return render(req, "directory", json_incref(model));
}
