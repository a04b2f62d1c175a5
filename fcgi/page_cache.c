/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/page_cache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Each page has one place only; who comes to a taken one takes it over. */
#define PLACES 256
#define LARGEST (128 * 1024)

/* Several may read it while its place is given to another; the last one frees it. */
struct kept {
	atomic_uint holders;
	struct page_key key; /* its address lies behind the body */
	int64_t made;
	const char *type;
	size_t length;
	char body[];
};

/* Most searches are never made again: what is asked for once leaves only a mark, and what is kept stays. */
struct place {
	pthread_mutex_t lock; /* held for a few instructions */
	struct kept *kept;    /* NULL: empty */
	uint64_t asked;       /* which address was asked for last, and when */
	int64_t asked_at;
};

struct page_cache {
	struct place places[PLACES];
};

static void let_go(struct kept *kept)
{
	if (kept != NULL && atomic_fetch_sub(&kept->holders, 1) == 1)
		free(kept);
}

struct page_cache *page_cache_open(void)
{
	struct page_cache *cache = calloc(1, sizeof *cache);

	if (cache == NULL)
		abort();
	for (size_t i = 0; i < PLACES; i++)
		pthread_mutex_init(&cache->places[i].lock, NULL);
	return cache;
}

void page_cache_close(struct page_cache **cache)
{
	if (*cache == NULL)
		return;
	for (size_t i = 0; i < PLACES; i++) {
		let_go((*cache)->places[i].kept);
		pthread_mutex_destroy(&(*cache)->places[i].lock);
	}
	free(*cache);
	*cache = NULL;
}

/* FNV-1a */
static uint64_t hash_of(const struct page_key *key)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ (uint64_t)key->language << 1 ^ key->json;

	for (const char *c = key->address; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001b3);
	return hash;
}

static struct place *place_of(struct page_cache *cache, uint64_t hash)
{
	return &cache->places[(hash ^ hash >> 32) % PLACES];
}

/* Notes that the address was asked for; whether it was, a moment before. */
static bool ask_again(struct place *place, uint64_t hash, int64_t now)
{
	pthread_mutex_lock(&place->lock);
	bool again = place->asked == hash && now - place->asked_at < PAGE_KEPT_MILLISECONDS;
	place->asked = hash;
	place->asked_at = now;
	pthread_mutex_unlock(&place->lock);
	return again;
}

static bool same(const struct page_key *a, const struct page_key *b)
{
	return a->version == b->version && a->today == b->today && a->language == b->language &&
	       a->json == b->json && strcmp(a->address, b->address) == 0;
}

static struct kept *hold(struct place *place)
{
	pthread_mutex_lock(&place->lock);
	struct kept *kept = place->kept;
	if (kept != NULL)
		atomic_fetch_add(&kept->holders, 1);
	pthread_mutex_unlock(&place->lock);
	return kept;
}

bool page_cache_take(struct page_cache *cache, const struct page_key *key, int64_t now, struct buffer *body,
	const char **type)
{
	struct kept *kept = hold(place_of(cache, hash_of(key)));
	bool good = kept != NULL && same(&kept->key, key) && now - kept->made < PAGE_KEPT_MILLISECONDS;

	if (good) {
		buffer_add(body, kept->body, kept->length);
		*type = kept->type;
	}
	let_go(kept);
	return good;
}

void page_cache_keep(struct page_cache *cache, const struct page_key *key, int64_t now, const struct buffer *body,
	const char *type)
{
	uint64_t hash = hash_of(key);
	struct place *place = place_of(cache, hash);
	size_t address_size = strlen(key->address) + 1;

	if (!ask_again(place, hash, now) || body->length + address_size > LARGEST)
		return;
	struct kept *kept = malloc(sizeof *kept + body->length + address_size);
	if (kept == NULL)
		abort();
	atomic_init(&kept->holders, 1);
	kept->made = now;
	kept->type = type;
	kept->length = body->length;
	memcpy(kept->body, body->bytes, body->length);
	kept->key = *key;
	kept->key.address = memcpy(kept->body + body->length, key->address, address_size);
	pthread_mutex_lock(&place->lock);
	struct kept *old = place->kept;
	place->kept = kept;
	pthread_mutex_unlock(&place->lock);
	let_go(old);
}
