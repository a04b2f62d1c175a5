/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The cards of all enterprises are read before anybody asks for them (card_cache.h): 100,000 take some four seconds,
 * once after the start and once each time the index has read everything anew. What changes one at a time is read by
 * who shows it first.
 */
#include "fcgi/card_cache.h"

#include <pthread.h>
#include <stdlib.h>

#include "lib/log.h"
#include "lib/pausing.h"
#include "lib/search_index.h"

/* Some milliseconds of the database; then it has as long for others. */
#define CARDS_AT_ONCE 500
#define LOOK_MILLISECONDS 1000
#define AWAY_MILLISECONDS 10000 /* after a failure; the database is away, perhaps, and each try is logged */

struct card_fill {
	const struct site *site;
	pthread_t thread;
	struct pausing pausing;
};

/* Whether all were read. */
static bool read_all(struct card_fill *fill, struct db *db)
{
	int64_t begun = clock_milliseconds(), after = 0;

	do {
		int64_t before = clock_milliseconds();
		if (card_cache_read(fill->site->cards, fill->site->index, db, &after, CARDS_AT_ONCE) != OK ||
			pausing_for(&fill->pausing, clock_milliseconds() - before))
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
	bool good = true;
	do {
		int64_t whole = match_index_whole_since(fill->site->index);
		good = whole == filled || read_all(fill, db);
		if (good)
			filled = whole;
	} while (!pausing_for(&fill->pausing, good ? LOOK_MILLISECONDS : AWAY_MILLISECONDS));
	return NULL;
}

enum err card_fill_begin(const struct site *site, struct card_fill **out)
{
	struct card_fill *fill = calloc(1, sizeof *fill);

	*out = NULL;
	if (fill == NULL)
		abort();
	fill->site = site;
	pausing_open(&fill->pausing);
	if (pthread_create(&fill->thread, NULL, fill_on, fill) != 0) {
		log_error("there is no thread that reads the cards");
		pausing_close(&fill->pausing);
		free(fill);
		return FAILED;
	}
	*out = fill;
	return OK;
}

void card_fill_end(struct card_fill **fill)
{
	if (*fill == NULL)
		return;
	pausing_end(&(*fill)->pausing);
	pthread_join((*fill)->thread, NULL);
	pausing_close(&(*fill)->pausing);
	free(*fill);
	*fill = NULL;
}
