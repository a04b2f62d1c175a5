/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/filters.h"

#include <string.h>

#define LONGEST 200 /* characters of a filter; who types more is searching for nothing */

void filters_read(struct req *req, struct filters *filters)
{
	for (size_t i = 0; i < filters->count; i++) {
		const char *value = query_text(req, filters->at[i].name);
		filters->at[i].value = text_length(value) > LONGEST ? text_shorten(req->mem, value, LONGEST) : value;
	}
}

/* ---- addresses ---- */

/* One pair of a query, percent-encoded as RFC 3986 asks for. */
static void add_pair(struct buffer *url, const char *name, const char *value)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

	buffer_text(url, strchr(url->bytes, '?') == NULL ? "?" : "&");
	buffer_text(url, name);
	buffer_text(url, "=");
	for (; *value != '\0'; value++) {
		if (strchr(plain, *value) != NULL)
			buffer_add(url, value, 1);
		else
			buffer_printf(url, "%%%02X", (unsigned)(unsigned char)*value);
	}
}

static const char *address(const struct req *req, const struct filters *filters, const char *changed,
	const char *value, size_t page)
{
	OWNED(buffer_close) struct buffer url = {0};

	buffer_text(&url, filters->path);
	for (size_t i = 0; i < filters->count; i++) {
		bool this_one = strcmp(filters->at[i].name, changed) == 0;
		const char *kept = this_one ? value : filters->at[i].value;
		if (*kept != '\0')
			add_pair(&url, filters->at[i].name, kept);
	}
	if (page > 1)
		add_pair(&url, "page", arena_printf(req->mem, "%zu", page));
	return arena_text(req->mem, url.bytes);
}

const char *filters_url(const struct req *req, const struct filters *filters, const char *name, const char *value)
{
	return address(req, filters, name, value, 1);
}

/* ---- models ---- */

static void keep(json_t *list, const struct filter *filter)
{
	if (filter->value[0] != '\0')
		json_array_append_new(list, json_pack("{s:s, s:s}", "name", filter->name, "value", filter->value));
}

json_t *filters_hidden(const struct filters *filters)
{
	json_t *list = json_array();

	for (size_t i = 0; i < filters->count; i++) {
		if (!filters->at[i].typed)
			keep(list, &filters->at[i]);
	}
	return list;
}

json_t *filters_kept(const struct filters *filters, const char *but)
{
	json_t *list = json_array();

	for (size_t i = 0; i < filters->count; i++) {
		if (strcmp(filters->at[i].name, but) != 0)
			keep(list, &filters->at[i]);
	}
	return list;
}

json_t *filters_facet(const struct req *req, const struct filters *filters, const char *name,
	const struct facets *facets, size_t most)
{
	json_t *choices = json_array(), *more = json_array();

	for (size_t i = 0; i < facets->count; i++) {
		const struct facet *facet = &facets->at[i];
		const char *url = filters_url(req, filters, name, facet->chosen ? "" : facet->code);
		json_array_append_new(i < most || facet->chosen ? choices : more,
			json_pack("{s:s, s:s, s:I, s:b, s:s}", "code", facet->code, "name", facet->name, "count",
				(json_int_t)facet->count, "chosen", facet->chosen, "url", url));
	}
	return json_pack("{s:o, s:o, s:b, s:b}", "choices", choices, "more", more, "has_choices",
		json_array_size(choices) > 0, "has_more", json_array_size(more) > 0);
}

void filters_chosen(const struct req *req, const struct filters *filters, json_t *list, const char *name,
	const char *text)
{
	json_array_append_new(list,
		json_pack("{s:s, s:s}", "text", text, "url", filters_url(req, filters, name, "")));
}

const char *filters_cpv_name(const struct req *req, const char *digits)
{
	size_t length = strspn(digits, "0123456789");

	if (digits[length] != '\0' || length < 2 || length > 8)
		return digits;
	const char *code = arena_printf(req->mem, "%s%.*s", digits, (int)(8 - length), "00000000");
	const char *name = cpv_name(req->site->index, req->mem, code, req->language);
	return name != NULL ? name : digits;
}

enum err filters_cpv_codes(struct req *req, const struct filters *filters, const char *words, size_t most,
	json_t **out)
{
	struct cpv_suggestion *list;
	size_t count = 0;

	if (*words != '\0')
		TRY(cpv_suggest(req->site->index, req->mem, words, req->language, most, &list, &count));
	*out = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(*out, json_pack("{s:s, s:s, s:s}", "code", list[i].code, "name", list[i].name,
						    "url", filters_url(req, filters, "cpv", list[i].code)));
	return OK;
}

size_t filters_last_page(size_t page_size, size_t total)
{
	return total == 0 ? 1 : (total + page_size - 1) / page_size;
}

json_t *filters_instead(const struct word_instead *words, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s}", "typed", words[i].typed, "taken", words[i].taken));
	return list;
}

json_t *filters_meant(const struct word_kind *words, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "typed", words[i].typed, "code", words[i].code,
			"name", words[i].name));
	return list;
}

json_t *filters_pager(const struct req *req, const struct filters *filters, size_t page, size_t page_size,
	size_t total)
{
	size_t pages = filters_last_page(page_size, total);

	if (pages == 1)
		return json_null();
	json_t *model = json_pack("{s:I, s:I, s:n, s:n}", "page", (json_int_t)page, "pages", (json_int_t)pages,
		"previous", "next");
	if (page > 1)
		json_object_set_new(model, "previous", json_string(address(req, filters, "", "", page - 1)));
	if (page < pages)
		json_object_set_new(model, "next", json_string(address(req, filters, "", "", page + 1)));
	return model;
}
