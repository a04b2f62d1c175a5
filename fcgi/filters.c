/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/filters.h"

#include <string.h>

#include "lib/stencil.h"

#define ROW_ROOM 160 /* what a choice takes, mostly */

/* ---- addresses ---- */

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
	       c == '_' || c == '~';
}

/* Percent-encoded as RFC 3986 asks for; nothing of it has a meaning in HTML. */
static void add_value(struct buffer *url, const char *value)
{
	static const char hex[] = "0123456789ABCDEF";

	while (*value != '\0') {
		size_t length = 0;
		while (is_plain(value[length]))
			length++;
		buffer_add(url, value, length);
		value += length;
		if (*value == '\0')
			break;
		unsigned char byte = (unsigned char)*value++;
		buffer_add(url, (char[]){'%', hex[byte >> 4], hex[byte & 15]}, 3);
	}
}

/* An address in which one filter has this value or that one: what stands before and after the value is written once. */
struct address {
	const char *amp;      /* between pairs: in HTML &amp; */
	struct buffer before; /* up to the value: "/lines?words=x&region=" */
	struct buffer after;  /* "&cpv=45", or nothing */
	size_t bare;          /* how much of `before` stands without the filter: "/lines?words=x" */
	bool first;           /* nothing does but the path */
};

static void address_close(struct address *address)
{
	buffer_close(&address->before);
	buffer_close(&address->after);
}

static void add_name(struct buffer *url, const char *sign, const char *name)
{
	buffer_text(url, sign);
	buffer_text(url, name);
	buffer_text(url, "=");
}

/* From here on pairs stand behind the value. */
static void add_place(struct address *address, const char *path, const char *name)
{
	address->bare = address->before.length;
	address->first = address->bare == strlen(path);
	add_name(&address->before, address->first ? "?" : address->amp, name);
}

static struct address address_of(const struct filters *filters, const char *changed, const char *amp)
{
	struct address address = {.amp = amp};
	size_t place = filters->count; /* what is no filter (the page) stands last */

	buffer_text(&address.before, filters->path);
	for (size_t i = 0; i < filters->count; i++) {
		const struct filter *filter = &filters->at[i];
		if (strcmp(filter->name, changed) == 0) {
			place = i;
			add_place(&address, filters->path, changed);
		} else if (filter->value[0] != '\0') {
			struct buffer *part = place < i ? &address.after : &address.before;
			bool begins = part->length == strlen(filters->path) && place == filters->count;
			add_name(part, begins ? "?" : amp, filter->name);
			add_value(part, filter->value);
		}
	}
	if (place == filters->count)
		add_place(&address, filters->path, changed);
	return address;
}

/* Puts the whole address in place of what url holds. */
static const char *address_with(const struct address *address, const char *value, struct buffer *url)
{
	const struct buffer *after = &address->after;
	size_t sign = *value == '\0' && address->first && after->length > 0 ? strlen(address->amp) : 0;

	url->length = 0;
	buffer_add(url, address->before.bytes, *value == '\0' ? address->bare : address->before.length);
	add_value(url, value);
	if (sign > 0) /* what came second comes first */
		buffer_text(url, "?");
	if (after->length > 0)
		buffer_add(url, after->bytes + sign, after->length - sign);
	return url->bytes;
}

const char *filters_url(const struct req *req, const struct filters *filters, const char *name, const char *value)
{
	OWNED(address_close) struct address address = address_of(filters, name, "&");
	OWNED(buffer_close) struct buffer url = {0};

	return arena_text(req->mem, address_with(&address, value, &url));
}

static const char *page_url(const struct req *req, const struct filters *filters, size_t page)
{
	return filters_url(req, filters, "page", page > 1 ? arena_printf(req->mem, "%zu", page) : "");
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

/* What an address asks for that there is not: it is told above the list, and is no choice. */
static bool is_unknown(const struct facet *facet)
{
	return facet->count == 0 && text_equal(facet->name, facet->code);
}

/* A facet's choices as a list, for readers of JSON. */
static json_t *facet_list(const struct address *address, const struct facets *facets, size_t most)
{
	OWNED(buffer_close) struct buffer url = {0};
	json_t *choices = json_array(), *more = json_array();

	for (size_t i = 0; i < facets->count; i++) {
		const struct facet *facet = &facets->at[i];
		if (is_unknown(facet))
			continue;
		json_array_append_new(i < most || facet->chosen ? choices : more,
			json_pack("{s:s, s:s, s:I, s:b, s:s}", "code", facet->code, "name", facet->name, "count",
				(json_int_t)facet->count, "chosen", facet->chosen, "url",
				address_with(address, facet->chosen ? "" : facet->code, &url)));
	}
	return json_pack("{s:o, s:o, s:b, s:b}", "choices", choices, "more", more, "has_choices",
		json_array_size(choices) > 0, "has_more", json_array_size(more) > 0);
}

/* The same as HTML: hundreds of choices stand on a page. */
static json_t *facet_html(const struct req *req, const struct address *address, const struct facets *facets,
	size_t most)
{
	OWNED(buffer_close) struct buffer url = {0}, name = {0}, choices = {0}, more = {0};

	if (facets->count > most)
		buffer_room(&more, (facets->count - most) * ROW_ROOM);
	for (size_t i = 0; i < facets->count; i++) {
		const struct facet *facet = &facets->at[i];
		char count[NUMBER_ROOM];
		if (is_unknown(facet))
			continue;
		name.length = 0;
		buffer_html(&name, facet->name);
		stencil_fill(req_stencil(req, facet->chosen ? STENCIL_FACET_CHOSEN : STENCIL_FACET),
			(const char *const[]){address_with(address, facet->chosen ? "" : facet->code, &url), name.bytes,
				number_text(count, facet->count)},
			i < most || facet->chosen ? &choices : &more);
	}
	return json_pack("{s:o, s:o, s:b, s:b}", "choices", buffer_json(&choices), "more", buffer_json(&more),
		"has_choices", choices.length > 0, "has_more", more.length > 0);
}

json_t *filters_facet(const struct req *req, const struct filters *filters, const char *name,
	const struct facets *facets, size_t most)
{
	OWNED(address_close) struct address address = address_of(filters, name, req->wants_json ? "&" : "&amp;");

	return req->wants_json ? facet_list(&address, facets, most) : facet_html(req, &address, facets, most);
}

json_t *filters_chosen(const struct req *req, const struct filters *filters, const struct filters_page *page)
{
	json_t *list = json_array();

	for (size_t i = 0; i < filters->count; i++) {
		if (filters->at[i].value[0] != '\0')
			json_array_append_new(list, json_pack("{s:s, s:s}", "text", page->text(req, page->page, i), "url",
				filters_url(req, filters, filters->at[i].name, "")));
	}
	return list;
}

const char *filters_cpv_name(const struct req *req, const char *digits)
{
	size_t length = strspn(digits, "0123456789");

	if (digits[length] != '\0' || length < 2 || length > 8)
		return tr_format(req, N_("Unknown CPV code: %s"), digits);
	const char *code = arena_printf(req->mem, "%s%.*s", digits, (int)(8 - length), "00000000");
	const char *name = cpv_name(req->site->index, req->mem, code, req->language);
	return name != NULL ? name : tr_format(req, N_("Unknown CPV code: %s"), digits);
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
		json_object_set_new(model, "previous", json_string(page_url(req, filters, page - 1)));
	if (page < pages)
		json_object_set_new(model, "next", json_string(page_url(req, filters, page + 1)));
	return model;
}
