/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/card_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/card_stencils.h"
#include "lib/enterprise.h"
#include "lib/fetch.h"
#include "lib/search_index.h"
#include "lib/stencil.h"

/* Shelves have a lock each, held while one card is copied. */
#define SHELVES 256
#define SMALLEST 16 /* rows of a shelf that has cards */
#define MOST 8192   /* cards of one; two million in all */
#define CARD_SIZE 320 /* what is kept of a card, mostly */
#define CARD_ROOM 1200 /* what it takes on a page */

struct card {
	struct card *next; /* in its row */
	int64_t id;
	int64_t version; /* of the index, before it was read */
	unsigned look;
	char texts[];
};

struct shelf {
	pthread_mutex_t lock;
	struct card **rows; /* a power of two of them */
	size_t room, count;
};

struct card_cache {
	struct card_stencils *stencils;
	struct shelf shelves[SHELVES];
};

enum err card_cache_open(const struct templates *templates, json_t *assets, struct card_cache **out)
{
	struct card_cache *cache = calloc(1, sizeof *cache);

	if (cache == NULL)
		abort();
	for (size_t i = 0; i < SHELVES; i++)
		pthread_mutex_init(&cache->shelves[i].lock, NULL);
	enum err err = card_stencils_open(templates, assets, &cache->stencils);
	if (err != OK)
		card_cache_close(&cache);
	*out = cache;
	return err;
}

/* Forgets all cards of a shelf. */
static void empty(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->room; i++)
		for (struct card *card = shelf->rows[i], *next; card != NULL; card = next) {
			next = card->next;
			free(card);
		}
	free(shelf->rows);
	shelf->rows = NULL;
	shelf->room = shelf->count = 0;
}

void card_cache_close(struct card_cache **cache)
{
	if (*cache == NULL)
		return;
	for (size_t i = 0; i < SHELVES; i++) {
		empty(&(*cache)->shelves[i]);
		pthread_mutex_destroy(&(*cache)->shelves[i].lock);
	}
	card_stencils_close(&(*cache)->stencils);
	free(*cache);
	*cache = NULL;
}

/* ---- one card ---- */

/* Spreads neighbouring numbers over all shelves and rows. */
static uint64_t spread(int64_t id)
{
	return (uint64_t)id * UINT64_C(0x9e3779b97f4a7c15) >> 24;
}

static struct shelf *shelf_of(struct card_cache *cache, int64_t id)
{
	return &cache->shelves[spread(id) % SHELVES];
}

/* Where the row begins; only of a shelf that has rows. */
static struct card **row_of(const struct shelf *shelf, int64_t id)
{
	return &shelf->rows[spread(id) / SHELVES & (shelf->room - 1)];
}

/* Under the shelf's lock: what points to the card, or to the NULL at the end of its row. */
static struct card **place_of(const struct shelf *shelf, int64_t id)
{
	struct card **place = row_of(shelf, id);

	while (*place != NULL && (*place)->id != id)
		place = &(*place)->next;
	return place;
}

/* Twice as many rows. */
static void widen(struct shelf *shelf)
{
	struct shelf wider = {.room = shelf->room == 0 ? SMALLEST : shelf->room * 2};

	wider.rows = calloc(wider.room, sizeof(struct card *));
	if (wider.rows == NULL)
		abort();
	for (size_t i = 0; i < shelf->room; i++)
		for (struct card *card = shelf->rows[i], *next; card != NULL; card = next) {
			struct card **row = row_of(&wider, card->id);
			next = card->next;
			card->next = *row;
			*row = card;
		}
	free(shelf->rows);
	shelf->rows = wider.rows;
	shelf->room = wider.room;
}

static void fetch_card(const struct card *card)
{
	for (size_t at = 0; card != NULL && at < CARD_SIZE; at += 64)
		fetch((const char *)card + at);
}

/* Cards lie anywhere in memory, and each is found over three steps. Taking each step for all of them before the next
 * one lets their memory come side by side. */
static void fetch_cards(struct card_cache *cache, const int64_t *ids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		fetch(shelf_of(cache, ids[i]));
	for (int step = 0; step < 2; step++)
		for (size_t i = 0; i < count; i++) {
			struct shelf *shelf = shelf_of(cache, ids[i]);
			pthread_mutex_lock(&shelf->lock);
			struct card **row = shelf->room == 0 ? NULL : row_of(shelf, ids[i]);
			if (row != NULL && step == 0)
				fetch(row);
			else if (row != NULL)
				fetch_card(*row);
			pthread_mutex_unlock(&shelf->lock);
		}
}

/* Under the shelf's lock: the card as the enterprise is now, or NULL. */
static const struct card *good_card(const struct shelf *shelf, struct match_index *index, int64_t id)
{
	const struct card *card = shelf->room == 0 ? NULL : *place_of(shelf, id);

	return card != NULL && match_index_same_since(index, card->version, id) ? card : NULL;
}

/* Whether it is there as the enterprise is now; then it is added to `out`. */
static bool take(struct card_cache *cache, const struct req *req, int64_t id, struct buffer *out)
{
	struct shelf *shelf = shelf_of(cache, id);

	pthread_mutex_lock(&shelf->lock);
	const struct card *card = good_card(shelf, req->site->index, id);
	if (card != NULL)
		card_show(cache->stencils, req->language, card->look, card->texts, out);
	pthread_mutex_unlock(&shelf->lock);
	return card != NULL;
}

/* Of a card that is not there or not as the enterprise is now: a NULL name. */
static struct card_name take_name(struct card_cache *cache, const struct req *req, int64_t id)
{
	struct shelf *shelf = shelf_of(cache, id);
	struct card_name name = {0};

	pthread_mutex_lock(&shelf->lock);
	const struct card *card = good_card(shelf, req->site->index, id);
	if (card != NULL)
		name = card_name(req->mem, card->look, card->texts);
	pthread_mutex_unlock(&shelf->lock);
	return name;
}

/* The cache's own card in the place of what it has of the enterprise. */
static void put(struct card_cache *cache, struct card *card)
{
	struct shelf *shelf = shelf_of(cache, card->id);

	pthread_mutex_lock(&shelf->lock);
	if (shelf->count >= MOST)
		empty(shelf);
	if (shelf->count >= shelf->room)
		widen(shelf);
	struct card **place = place_of(shelf, card->id), *old = *place;
	card->next = old == NULL ? NULL : old->next;
	*place = card;
	shelf->count += old == NULL;
	pthread_mutex_unlock(&shelf->lock);
	free(old);
}

static struct card *card_of(const struct card_facts *facts, int64_t version)
{
	OWNED(buffer_close) struct buffer texts = {0};

	card_texts(facts, &texts);
	struct card *card = malloc(sizeof *card + texts.length);
	if (card == NULL)
		abort();
	*card = (struct card){.id = facts->id, .version = version, .look = card_look(facts)};
	memcpy(card->texts, texts.bytes, texts.length);
	return card;
}

/* ---- a page of them ---- */

/* Where in a buffer a card stands; nowhere: {0, 0}. */
struct stretch {
	size_t from, length;
};

/* Those of whom the cache has no good card, from the database. */
static enum err read_missing(struct req *req, const int64_t *ids, const bool *there, size_t count,
	struct card_facts_list *out)
{
	int64_t *missing = arena_array(req->mem, count, sizeof *missing);
	size_t missing_count = 0;

	for (size_t i = 0; i < count; i++)
		if (!there[i])
			missing[missing_count++] = ids[i];
	*out = (struct card_facts_list){0};
	return missing_count == 0 ? OK : card_facts_list(req->db, req->mem, missing, missing_count, out);
}

/* Adds what the cache did not have, and keeps it. `version` is that of before anything was read. */
static enum err add_missing(struct req *req, const int64_t *ids, size_t count, int64_t version, struct buffer *out,
	struct stretch *cards)
{
	bool *there = arena_array(req->mem, count, sizeof *there);
	struct card_facts_list list;

	for (size_t i = 0; i < count; i++)
		there[i] = cards[i].length > 0;
	TRY(read_missing(req, ids, there, count, &list));
	for (size_t k = 0; k < list.count; k++) {
		struct card *card = card_of(&list.at[k], version);
		size_t from = out->length;
		card_show(req->site->cards->stencils, req->language, card->look, card->texts, out);
		for (size_t i = 0; i < count; i++)
			if (ids[i] == card->id)
				cards[i] = (struct stretch){from, out->length - from};
		put(req->site->cards, card);
	}
	return OK;
}

/* The cards in the order of ids, which they do not have where some were missing. */
static json_t *in_order(const struct buffer *html, const struct stretch *cards, size_t count)
{
	OWNED(buffer_close) struct buffer ordered = {0};

	for (size_t i = 0; i < count; i++)
		if (cards[i].length > 0)
			buffer_add(&ordered, html->bytes + cards[i].from, cards[i].length);
	return buffer_json(&ordered);
}

static enum err shown_as_html(struct req *req, const int64_t *ids, size_t count, json_t **out, size_t *shown)
{
	OWNED(buffer_close) struct buffer html = {0};
	/* the version first: what is read after it is at least as new */
	int64_t version = match_index_version(req->site->index);
	struct stretch *cards = arena_array(req->mem, count, sizeof *cards);
	size_t taken = 0;

	fetch_cards(req->site->cards, ids, count);
	buffer_room(&html, count * CARD_ROOM);
	for (size_t i = 0; i < count; i++) {
		size_t from = html.length;
		taken += take(req->site->cards, req, ids[i], &html);
		cards[i] = (struct stretch){from, html.length - from};
	}
	if (taken < count)
		TRY(add_missing(req, ids, count, version, &html, cards));
	*out = taken < count ? in_order(&html, cards, count) : buffer_json(&html);
	*shown = 0;
	for (size_t i = 0; i < count; i++)
		*shown += cards[i].length > 0;
	return OK;
}

enum err enterprise_cards_shown(struct req *req, const int64_t *ids, size_t count, json_t **out, size_t *shown)
{
	if (!req->wants_json)
		return shown_as_html(req, ids, count, out, shown);
	TRY(enterprise_cards(req->db, req->mem, ids, count, req_language(req), out));
	*shown = json_array_size(*out);
	return OK;
}

/* ---- their names ---- */

enum err enterprise_names_shown(struct req *req, const int64_t *ids, size_t count, struct card_name *out)
{
	int64_t version = match_index_version(req->site->index); /* first, as above */
	bool *there = arena_array(req->mem, count, sizeof *there);
	struct card_facts_list list;

	for (size_t i = 0; i < count; i++) {
		out[i] = take_name(req->site->cards, req, ids[i]);
		there[i] = out[i].name != NULL;
	}
	TRY(read_missing(req, ids, there, count, &list));
	for (size_t k = 0; k < list.count; k++) {
		struct card *card = card_of(&list.at[k], version);
		for (size_t i = 0; i < count; i++)
			if (ids[i] == card->id)
				out[i] = card_name(req->mem, card->look, card->texts);
		put(req->site->cards, card);
	}
	return OK;
}

/* ---- all of them ---- */

enum err card_cache_read(struct card_cache *cache, struct match_index *index, struct db *db, int64_t *after, size_t most)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	int64_t version = match_index_version(index);
	struct card_facts_list list;
	int64_t *ids;
	size_t count;

	TRY(card_ids_after(db, mem, *after, most, &ids, &count));
	TRY(card_facts_list(db, mem, ids, count, &list));
	for (size_t i = 0; i < list.count; i++)
		put(cache, card_of(&list.at[i], version));
	*after = count < most ? 0 : ids[count - 1];
	return OK;
}
