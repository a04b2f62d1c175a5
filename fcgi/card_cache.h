/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Cards of enterprises as they stand on pages, kept rendered: a page of results shows twenty, and most
 * were shown before. A card is good until its enterprise changes, which the index knows (search_index.h):
 * every change that a card could show is told to it. One cache per process, shared by its threads; it holds a
 * fixed number of cards (131,072, of some 1 KB each), so its memory is bounded.
 */
#ifndef TORV_CARD_CACHE_H
#define TORV_CARD_CACHE_H

#include "fcgi/request.h"

struct card_cache;

struct card_cache *card_cache_open(void);
void card_cache_close(struct card_cache **cache);

/* The cards of these enterprises in the reader's language, in the order of ids, as what a template
 * shows with {{#enterprises}}{{{html}}}{{/enterprises}}; for a reader that wants JSON, as models. Ids that
 * are not public are left out. A new JSON array. */
enum err enterprise_cards_shown(struct req *req, const int64_t *ids, size_t count, json_t **out);

#endif
