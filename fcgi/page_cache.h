/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pages that anybody may see, kept as they were sent: what many open at the same time (the front page, a search
 * that a newsletter links to) is made once a second at the most. A page that is kept is good while the index
 * stands still (search_index.h) and for one second, so that what the index does not know of shows soon, too.
 * One cache per process, shared by its threads; it holds a fixed number of pages, so its memory is bounded.
 *
 * Only routes with the flag KEPT are looked for here, and only for visitors: who is logged in always gets a page of
 * their own, and so sees at once what they changed. Pages with a form that changes something are never kept: the
 * form's token is the visitor's.
 */
#ifndef TORV_PAGE_CACHE_H
#define TORV_PAGE_CACHE_H

#include "fcgi/request.h"

#define PAGE_KEPT_MILLISECONDS 1000

struct page_cache;

struct page_cache *page_cache_open(void);
void page_cache_close(struct page_cache **cache);

/* What a page depends on. */
struct page_key {
	const char *address; /* path and query */
	enum language language;
	bool json;
	int64_t version; /* of the index, before the page was made */
	day today;
};

/* Adds the page to `body`, and sets its type; false when there is none. `now` is a clock_milliseconds(). */
bool page_cache_take(struct page_cache *cache, const struct page_key *key, int64_t now, struct buffer *body,
	const char **type);
/* Keeps a copy, unless it is the first time in a second that somebody asks for this address, or the page is very
 * large. `type` must outlive the cache. */
void page_cache_keep(struct page_cache *cache, const struct page_key *key, int64_t now, const struct buffer *body,
	const char *type);

#endif
