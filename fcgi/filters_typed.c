/* SPDX-License-Identifier: MPL-2.0 */
/* What is typed into a list's fields: how it is read, and what is said of it. */
#include <string.h>

#include "fcgi/filters.h"
#include "lib/cvr_number.h"

#define CODES_OFFERED 6
#define CODES_ASKED 24 /* for these: many find nothing */
#define SEARCH_PATH "/search"
#define LONGEST 200 /* characters of a filter: its words stand in every link of the page */

static struct filter *filter_named(const struct filters *filters, const char *name)
{
	for (size_t i = 0; i < filters->count; i++) {
		if (strcmp(filters->at[i].name, name) == 0)
			return &filters->at[i];
	}
	return NULL;
}

static void read_value(struct req *req, struct filter *filter)
{
	const char *value = query_text(req, filter->name);
	size_t longest = filter->longest > 0 ? filter->longest : LONGEST;
	bool cut = text_length(value) > longest;

	filter->value = cut ? text_shorten(req->mem, value, longest) : value;
	filter->whole = cut ? value : NULL;
}

static void take(const struct filters *filters, const char *name, const char *value)
{
	struct filter *filter = filter_named(filters, name);

	if (filter != NULL && *value != '\0')
		filter->value = value;
}

struct typed_filters filters_read(struct req *req, struct filters *filters)
{
	for (size_t i = 0; i < filters->count; i++)
		read_value(req, &filters->at[i]);
	struct filter *words = filter_named(filters, "words");
	struct typed_filters typed = typed_filters_read(req->site->index, req->mem, words->value);
	if (filters->count > 1) /* one that has nothing but words keeps them as they are */
		words->value = typed.words;
	take(filters, "cpv", typed.cpv);
	take(filters, "rsv", typed.rsv ? "rsv" : "");
	take(filters, "reserved", typed.reserved ? "reserved" : "");
	return typed;
}

/* ---- what is said of it ---- */

json_t *filters_cut(const struct req *req, const struct filters *filters)
{
	const struct filter *words = filter_named(filters, "words");
	struct filter all[] = {{.name = "words", .value = ""}};
	const struct filters search = {SEARCH_PATH, all, 1};

	if (words->whole == NULL)
		return json_null();
	if (text_equal(filters->path, SEARCH_PATH)) /* nowhere is more of it read */
		return json_pack("{s:n, s:I}", "url", "read", (json_int_t)words->longest);
	return json_pack("{s:s, s:n}", "url", filters_url(req, &search, "words", words->whole), "read");
}

/* ---- what the words say that asks for the other list, too ---- */

/* {"total","has_any","url"}: the other list, of these words, with one filter that is a flag. */
static json_t *elsewhere(const struct req *req, const char *path, const char *flag, const char *words, size_t total)
{
	struct filter values[] = {{.name = "words", .value = words}, {.name = flag, .value = flag}};
	const struct filters filters = {path, values, 2};

	return json_pack("{s:I, s:b, s:s}", "total", (json_int_t)total, "has_any", total > 0, "url",
		filters_url(req, &filters, flag, flag));
}

static enum err reserved_lines(struct req *req, const char *words, json_t **out)
{
	struct line_query query = {.words = words, .language = req->language, .reserved_only = true, .page_size = 1,
		.today = day_of(req->now)};
	struct line_result found;

	TRY(search_lines(req->site->index, req->mem, &query, &found));
	if (found.total == 0) { /* a way on to nothing is none: then to all of them */
		query.words = "";
		TRY(search_lines(req->site->index, req->mem, &query, &found));
	}
	*out = elsewhere(req, "/lines", "reserved", query.words, found.total);
	return OK;
}

static enum err registered_enterprises(struct req *req, const char *words, json_t **out)
{
	struct search_query query = {.words = words, .language = req->language, .rsv_only = true, .page_size = 1};
	struct search_result found;

	TRY(search_enterprises(req->site->index, req->mem, &query, &found));
	if (found.total == 0) {
		query.words = "";
		TRY(search_enterprises(req->site->index, req->mem, &query, &found));
	}
	*out = elsewhere(req, "/enterprises", "rsv", query.words, found.total);
	return OK;
}

enum err filters_not_here(struct req *req, const struct filters *filters, const struct typed_filters *typed, json_t **out)
{
	OWNED(json_decrefp) json_t *reserved = json_null(), *rsv = json_null();

	if (typed->reserved && filter_named(filters, "rsv") != NULL)
		TRY(reserved_lines(req, typed->words, &reserved));
	if (typed->rsv && filter_named(filters, "rsv") == NULL)
		TRY(registered_enterprises(req, typed->words, &rsv));
	*out = json_pack("{s:O, s:O}", "reserved", reserved, "rsv", rsv);
	return OK;
}

/* What is a CVR number and not looked for as one: it was taken for a code, or the list is one of purchases. "": nothing. */
static const char *other_cvr(struct req *req, const struct filters *filters, const struct typed_filters *typed)
{
	char digits[CVR_DIGITS + 1];

	if (*typed->cvr != '\0' || !text_equal(filters->path, "/lines"))
		return typed->cvr;
	return cvr_number_read(typed->words, digits) ? arena_text(req->mem, digits) : "";
}

enum err filters_also_cvr(struct req *req, const struct filters *filters, const struct typed_filters *typed, json_t **out)
{
	struct filter values[] = {{.name = "words", .value = ""}};
	const struct filters enterprises = {"/enterprises", values, 1};
	const char *cvr = other_cvr(req, filters, typed), *words = arena_printf(req->mem, "CVR %s", cvr); /* said so it is no code */
	struct search_query query = {.words = words, .language = req->language, .page_size = 1};
	struct search_result found;

	*out = json_null();
	if (*cvr == '\0')
		return OK;
	TRY(search_enterprises(req->site->index, req->mem, &query, &found));
	if (found.total > 0)
		*out = json_pack("{s:s, s:b, s:s}", "cvr", cvr, "is_code", *typed->cvr != '\0', "url",
			filters_url(req, &enterprises, "words", words));
	return OK;
}

enum err filters_deliver(struct req *req, const char *words, json_t **out)
{
	struct typed_place place = typed_place_read(req->site->index, req->mem, words);
	struct filter values[] = {{.name = "words", .value = place.words}, {.name = "delivers_to", .value = ""}};
	const struct filters filters = {"/enterprises", values, 2};
	struct search_query query = {.words = place.words, .language = req->language, .delivers_to = place.code, .page_size = 1};
	struct search_result found = {.total = 0};

	if (*place.code != '\0')
		TRY(search_enterprises(req->site->index, req->mem, &query, &found));
	*out = found.total == 0 ? json_null() : json_pack("{s:s, s:b, s:I, s:s}", "name", place.name, "is_all",
		*place.words == '\0', "total", (json_int_t)found.total, "url",
		filters_url(req, &filters, "delivers_to", place.code));
	return OK;
}

/* ---- CPV codes by words ---- */

/* Only those that find something; *known is how many codes there are for these words. */
static enum err cpv_codes(struct req *req, const struct filters *filters, const char *words, size_t most,
	const struct filters_page *page, json_t **out, size_t *known)
{
	size_t which = (size_t)(filter_named(filters, "cpv") - filters->at);
	OWNED(json_decrefp) json_t *codes = json_array();
	struct cpv_suggestion *list;
	size_t total;

	*known = 0;
	if (*words != '\0')
		TRY(cpv_suggest(req->site->index, req->mem, words, req->language, CODES_ASKED, &list, known));
	for (size_t i = 0; i < *known && json_array_size(codes) < most; i++) {
		TRY(page->total(req, page->page, which, list[i].code, &total));
		if (total > 0)
			json_array_append_new(codes, json_pack("{s:s, s:s, s:s, s:I}", "code", list[i].code, "name", list[i].name,
				"url", filters_url(req, filters, "cpv", list[i].code), "total", (json_int_t)total));
	}
	*out = json_incref(codes);
	return OK;
}

enum err filters_add_cpv(struct req *req, const struct filters *filters, const struct filters_page *page, json_t *model)
{
	const char *words = query_text(req, "cpv_words");
	json_t *codes = NULL;
	size_t known = 0;

	TRY(cpv_codes(req, filters, words, CODES_OFFERED, page, &codes, &known));
	json_object_set_new(model, "kept", filters_kept(filters, "cpv"));
	json_object_set_new(model, "cpv_words", json_string(words));
	json_object_set_new(model, "asked_for_codes", json_boolean(*words != '\0'));
	json_object_set_new(model, "has_codes", json_boolean(json_array_size(codes) > 0));
	json_object_set_new(model, "knows_codes", json_boolean(known > 0));
	json_object_set_new(model, "codes", codes);
	return OK;
}
