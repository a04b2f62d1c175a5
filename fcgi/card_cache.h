/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Cards of enterprises as they stand on pages of results, kept as the few texts that they show (card_stencils.h): some
 * 300 bytes each, for all languages. A card is good until its enterprise changes, which the index knows
 * (search_index.h): every change that a card could show is told to it.
 *
 * One cache per process, shared by its threads. While a crew serves, a thread of its own reads the cards of all
 * enterprises, after the start and whenever the index has read everything anew (card_fill); so a page of results asks
 * the database for nothing. A card that is not there, or not as the enterprise is now, is read by who wants to show it.
 */
#ifndef TORV_CARD_CACHE_H
#define TORV_CARD_CACHE_H

#include "fcgi/card_stencils.h"
#include "fcgi/request.h"

struct card_cache;

/* `templates` and `assets` outlive the cache. Errors are those of templates_render. */
enum err card_cache_open(const struct templates *templates, json_t *assets, struct card_cache **out);
void card_cache_close(struct card_cache **cache);

/* The cards of these enterprises in the reader's language, in the order of ids, as list items for
 * {{{enterprises}}}; for a reader that wants JSON, as models. Ids that are not public are left out: *shown is how many
 * are there. A new string, or JSON array. */
enum err enterprise_cards_shown(struct req *req, const int64_t *ids, size_t count, json_t **out, size_t *shown);

/* Their names alone, in the order of ids, in the memory of the request. One that is not public has a NULL name. */
enum err enterprise_names_shown(struct req *req, const int64_t *ids, size_t count, struct card_name *out);

/* Reads the next cards after *after, ascending, so many at most; *after is 0 when there are no more. */
enum err card_cache_read(struct card_cache *cache, struct match_index *index, struct db *db, int64_t *after, size_t most);

/* The thread that reads all cards; a little at a time, so that visitors do not wait for it. FAILED when there is
 * none to be had. */
struct card_fill;
enum err card_fill_begin(const struct site *site, struct card_fill **out);
void card_fill_end(struct card_fill **fill);

#endif
