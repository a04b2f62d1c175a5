/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The cards of all enterprises are read before anybody asks for them (card_cache.h): 100,000 take some four seconds,
 * once after the start and once each time the index has read everything anew. What changes one at a time is read by
 * who shows it first.
 */
#include "fcgi/card_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "lib/log.h"
#include "lib/search_index.h"

/* Some milliseconds of the database; then it has as long for others. */
#define CARDS_AT_ONCE 500
#define LOOK_MILLISECONDS 1000

struct card_fill {
	const struct site *site;
	pthread_t thread;
	pthread_mutex_t lock; /* of the rest */
	pthread_cond_t moved;
	bool ending;
};

/* Waits so long, or until it is to end; whether it is. */
static bool pause_for(struct card_fill *fill, int64_t milliseconds)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += milliseconds % 1000 * 1000000;
	until.tv_sec += milliseconds / 1000 + until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&fill->lock);
	while (!fill->ending && pthread_cond_timedwait(&fill->moved, &fill->lock, &until) == 0)
		;
	bool ending = fill->ending;
	pthread_mutex_unlock(&fill->lock);
	return ending;
}

/* Whether all were read. */
static bool read_all(struct card_fill *fill, struct db *db)
{
	int64_t begun = clock_milliseconds(), after = 0;

	do {
		int64_t before = clock_milliseconds();
		if (card_cache_read(fill->site->cards, fill->site->index, db, &after, CARDS_AT_ONCE) != OK ||
			pause_for(fill, clock_milliseconds() - before))
			return false;
	} while (after != 0);
	memory_give_back();
	log_info("all cards were read in %lld ms", (long long)(clock_milliseconds() - begun));
	return true;
}

static void *fill_on(void *arg)
{
	struct card_fill *fill = arg;
	OWNED(db_close) struct db *db = NULL;
	int64_t filled = -1; /* as of which reading of the whole index */
	enum err err = db_open(fill->site->configuration, &db);

	if (err != OK && err != UNAVAILABLE) {
		log_error("cards are read only when they are asked for: no connection to the database");
		return NULL;
	}
	do {
		int64_t whole = match_index_whole_since(fill->site->index);
		if (whole != filled && read_all(fill, db))
			filled = whole;
	} while (!pause_for(fill, LOOK_MILLISECONDS));
	return NULL;
}

/* Deadlines are of the clock that nobody sets. */
static void open_lock(struct card_fill *fill)
{
	pthread_condattr_t attributes;

	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&fill->moved, &attributes);
	pthread_condattr_destroy(&attributes);
	pthread_mutex_init(&fill->lock, NULL);
}

static void close_lock(struct card_fill *fill)
{
	pthread_cond_destroy(&fill->moved);
	pthread_mutex_destroy(&fill->lock);
	free(fill);
}

enum err card_fill_begin(const struct site *site, struct card_fill **out)
{
	struct card_fill *fill = calloc(1, sizeof *fill);

	*out = NULL;
	if (fill == NULL)
		abort();
	fill->site = site;
	open_lock(fill);
	if (pthread_create(&fill->thread, NULL, fill_on, fill) != 0) {
		log_error("there is no thread that reads the cards");
		close_lock(fill);
		return FAILED;
	}
	*out = fill;
	return OK;
}

void card_fill_end(struct card_fill **fill)
{
	if (*fill == NULL)
		return;
	pthread_mutex_lock(&(*fill)->lock);
	(*fill)->ending = true;
	pthread_cond_broadcast(&(*fill)->moved);
	pthread_mutex_unlock(&(*fill)->lock);
	pthread_join((*fill)->thread, NULL);
	close_lock(*fill);
	*fill = NULL;
}
