/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/card_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "lib/enterprise.h"
#include "lib/search_index.h"
#include "lib/templates.h"

/* Shelves have a lock each, held while one card is copied. A card stands in one of the few places of its row; when
 * all are taken, one of the others goes. */
#define SHELVES 256
#define ROWS 64
#define IN_A_ROW 8

struct kept {
	int64_t id; /* 0: empty */
	int64_t version; /* of the index */
	enum language language;
	char *html;
	size_t length;
};

struct shelf {
	pthread_mutex_t lock;
	unsigned next; /* to go */
	struct kept rows[ROWS][IN_A_ROW];
};

struct card_cache {
	struct shelf shelves[SHELVES];
};

struct card_cache *card_cache_open(void)
{
	struct card_cache *cache = calloc(1, sizeof *cache);

	if (cache == NULL)
		abort();
	for (size_t i = 0; i < SHELVES; i++)
		pthread_mutex_init(&cache->shelves[i].lock, NULL);
	return cache;
}

void card_cache_close(struct card_cache **cache)
{
	if (*cache == NULL)
		return;
	for (size_t i = 0; i < SHELVES; i++) {
		struct shelf *shelf = &(*cache)->shelves[i];
		for (size_t k = 0; k < ROWS * IN_A_ROW; k++)
			free(shelf->rows[k / IN_A_ROW][k % IN_A_ROW].html);
		pthread_mutex_destroy(&shelf->lock);
	}
	free(*cache);
	*cache = NULL;
}

/* ---- one card ---- */

/* What is asked for. */
struct wanted {
	struct match_index *index;
	int64_t version; /* before anything was read */
	enum language language;
};

/* Spreads neighbouring numbers over all shelves. */
static uint64_t spread(int64_t id, enum language language)
{
	return ((uint64_t)id * LANGUAGES + (uint64_t)language) * UINT64_C(0x9e3779b97f4a7c15) >> 32;
}

static struct shelf *shelf_of(struct card_cache *cache, int64_t id, enum language language, struct kept **row)
{
	uint64_t at = spread(id, language);
	struct shelf *shelf = &cache->shelves[at % SHELVES];

	*row = shelf->rows[at / SHELVES % ROWS];
	return shelf;
}

/* Under the shelf's lock; NULL when it has none. */
static struct kept *in_row(struct kept *row, int64_t id, enum language language)
{
	for (size_t i = 0; i < IN_A_ROW; i++)
		if (row[i].id == id && row[i].language == language)
			return &row[i];
	return NULL;
}

/* NULL when it is not there as the enterprise is now. */
static json_t *take(struct card_cache *cache, int64_t id, const struct wanted *wanted)
{
	struct kept *row;
	struct shelf *shelf = shelf_of(cache, id, wanted->language, &row);
	json_t *html = NULL;

	pthread_mutex_lock(&shelf->lock);
	const struct kept *kept = in_row(row, id, wanted->language);
	if (kept != NULL && match_index_same_since(wanted->index, kept->version, id))
		html = json_stringn_nocheck(kept->html, kept->length);
	pthread_mutex_unlock(&shelf->lock);
	return html;
}

static void keep(struct card_cache *cache, int64_t id, const struct wanted *wanted, const struct buffer *html)
{
	struct kept *row;
	struct shelf *shelf = shelf_of(cache, id, wanted->language, &row);
	char *copy = malloc(html->length + 1);

	if (copy == NULL)
		abort();
	memcpy(copy, html->bytes, html->length);
	copy[html->length] = '\0';
	pthread_mutex_lock(&shelf->lock);
	struct kept *place = in_row(row, id, wanted->language);
	if (place == NULL)
		place = in_row(row, 0, (enum language)0); /* an empty one */
	if (place == NULL)
		place = &row[shelf->next++ % IN_A_ROW];
	char *old = place->html;
	*place = (struct kept){id, wanted->version, wanted->language, copy, html->length};
	pthread_mutex_unlock(&shelf->lock);
	free(old);
}

/* ---- a page of them ---- */

/* Renders what was missing, and puts it where its id stands. */
static enum err render_missing(struct req *req, const struct wanted *wanted, json_t *models, const int64_t *ids,
	size_t count, json_t **cards)
{
	json_t *model;
	size_t i;

	json_array_foreach(models, i, model) {
		OWNED(buffer_close) struct buffer html = {0};
		int64_t id = (int64_t)json_integer_value(json_object_get(model, "id"));
		json_object_set(model, "asset", req->site->assets);
		TRY(templates_render(req->site->templates, req->language, "enterprise_card.html", model, &html));
		keep(req->site->cards, id, wanted, &html);
		for (size_t k = 0; k < count; k++)
			if (ids[k] == id && cards[k] == NULL)
				cards[k] = json_stringn_nocheck(html.bytes, html.length);
	}
	return OK;
}

static enum err rendered(struct req *req, const int64_t *ids, size_t count, json_t **out)
{
	/* the version first: what is read after it is at least as new */
	struct wanted wanted = {req->site->index, match_index_version(req->site->index), req->language};
	json_t **cards = arena_array(req->mem, count + 1, sizeof(json_t *));
	int64_t *missing = arena_array(req->mem, count + 1, sizeof *missing);
	size_t missing_count = 0;
	json_t *models;
	enum err err = OK;

	for (size_t i = 0; i < count; i++) {
		cards[i] = take(req->site->cards, ids[i], &wanted);
		if (cards[i] == NULL)
			missing[missing_count++] = ids[i];
	}
	if (missing_count > 0) {
		err = enterprise_cards(req->db, req->mem, missing, missing_count, req_language(req), &models);
		if (err == OK) {
			err = render_missing(req, &wanted, models, ids, count, cards);
			json_decref(models);
		}
	}
	*out = json_array();
	for (size_t i = 0; i < count; i++)
		if (cards[i] != NULL)
			json_array_append_new(*out, json_pack("{s:o}", "html", cards[i]));
	if (err == OK)
		return OK;
	json_decref(*out);
	return err;
}

enum err enterprise_cards_shown(struct req *req, const int64_t *ids, size_t count, json_t **out)
{
	return req->wants_json ? enterprise_cards(req->db, req->mem, ids, count, req_language(req), out)
			       : rendered(req, ids, count, out);
}
