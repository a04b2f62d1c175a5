/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A list that its address narrows: /enterprises?words=kantine&seat=0621&page=2. Every choice of a
 * facet is a link that keeps the other filters, so a list works without a script, can be sent to a
 * colleague, and the way back is the browser's.
 */
#ifndef TORV_FILTERS_H
#define TORV_FILTERS_H

#include "fcgi/request.h"
#include "lib/search.h"
#include "lib/typed_filters.h"

struct filter {
	const char *name;
	const char *value; /* "": not set */
	bool typed;        /* has a field in the page's form; the others go along as hidden fields */
	size_t longest;    /* characters that are read; 0: as many as a list can use */
	const char *whole; /* what was sent when it was longer; else NULL */
};

struct filters {
	const char *path; /* "/enterprises" */
	struct filter *at;
	size_t count;
};

/* Fills the values from the request's query, tidy and not too long. What of the "words" is no word but another filter of
 * this list is put there: a CPV code, "RSV", "§ 54" (lib/typed_filters.h). Returns what was found in them, of which the list
 * may have no such filter. Refresh the index before. */
struct typed_filters filters_read(struct req *req, struct filters *filters);

/* For cut.html: where the whole of a long text is searched for, {"url","read"}; where it is searched for here, url is null and
 * read how many characters of it were. Null when nothing was cut. */
json_t *filters_cut(const struct req *req, const struct filters *filters);

/* For not_here.html, {"reserved", "rsv"}, both {"total", "has_any", "url"} or null: the list of the other page, where the words
 * ask for that, too. "RSV" is no filter of purchases; "§ 54" is one of enterprises and may mean purchases. */
enum err filters_not_here(struct req *req, const struct filters *filters, const struct typed_filters *typed, json_t **out);

/* For also_cvr.html, {"cvr","is_code","url"}: the number that is an enterprise's CVR number, where that is found, and whether
 * it was taken for a CPV code; else it was typed into a list of purchases. Null when nobody has it. */
enum err filters_also_cvr(struct req *req, const struct filters *filters, const struct typed_filters *typed, json_t **out);

/* The list's address with one filter set to another value ("": without it), at its first page. */
const char *filters_url(const struct req *req, const struct filters *filters, const char *name, const char *value);

/* What a form must carry along so that sending it keeps the other filters: [{"name","value"}] of all that
 * are set, but for those that it has fields for (which have `typed`), or for the one named `but`. */
json_t *filters_hidden(const struct filters *filters);
json_t *filters_kept(const struct filters *filters, const char *but);

/* A facet: {"choices", "more": [{"code","name","count","chosen","url"}], "has_choices", "has_more"}, the two lists as
 * HTML unless the reader wants JSON; the first `most` are choices, and whatever is chosen; the rest is more. The
 * address of what is chosen takes the choice away. */
json_t *filters_facet(const struct req *req, const struct filters *filters, const char *name,
	const struct facets *facets, size_t most);

/* What only the page of a list knows of its filters; `which` is a filter's place among them. */
struct filters_page {
	const char *(*text)(const struct req *req, const void *page, size_t which); /* its value as a person reads it */
	/* How many hits the list has with another value of it. */
	enum err (*total)(struct req *req, const void *page, size_t which, const char *value, size_t *total);
	const void *page;
};

/* [{"text","url"}]: what is chosen; the address is the one without it. */
json_t *filters_chosen(const struct req *req, const struct filters *filters, const struct filters_page *page);

/* The name of a CPV code, or of the group that its first digits are; a text that says so when it is none. */
const char *filters_cpv_name(const struct req *req, const char *digits);

/* For deliver.html: who delivers to the municipality that the words name, {"name","is_all","total","url"}, is_all when there
 * are no other words; null when they name none, or nobody delivers there. */
enum err filters_deliver(struct req *req, const char *words, json_t **out);

/* Adds what cpv_filter.html needs to a model: the CPV codes for the query's "cpv_words" that find something, as choices of
 * the filter "cpv", each with how much. */
enum err filters_add_cpv(struct req *req, const struct filters *filters, const struct filters_page *page, json_t *model);

/* For instead.html: [{"typed","taken"}], the words that were taken for others. */
json_t *filters_instead(const struct word_instead *words, size_t count);

/* For meant.html: [{"typed","code","name"}], the words that were taken for a kind of thing. */
json_t *filters_meant(const struct word_kind *words, size_t count);

/* For pager.html: {"page","pages","previous","next"}, or null when one page is enough. */
json_t *filters_pager(const struct req *req, const struct filters *filters, size_t page, size_t page_size,
	size_t total);

/* The number of the last page that has something. */
size_t filters_last_page(size_t page_size, size_t total);

#endif
