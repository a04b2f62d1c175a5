/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Keeping an index current (search_index.h). The poller looks for changes; that is a query of a row, and a few
 * milliseconds when there are some. The renewer sleeps until the poller finds that much has changed, then
 * reads everything anew: seconds for a large collection, during which the poller goes on.
 */
#include "lib/search_index.h"

#include <pthread.h>
#include <stdlib.h>

#include "lib/log.h"
#include "lib/pausing.h"
#include "lib/reading.h"

/* After a failure; the database is away, perhaps. */
#define PAUSE_MILLISECONDS 2000

struct index_follower {
	struct match_index *index;
	const struct configuration *configuration;
	pthread_t poller, renewer;
	struct pausing pausing;
	bool renew; /* under the pausing's lock */
};

static void ask_to_renew(struct index_follower *follower)
{
	pthread_mutex_lock(&follower->pausing.lock);
	follower->renew = true;
	pthread_cond_broadcast(&follower->pausing.moved);
	pthread_mutex_unlock(&follower->pausing.lock);
}

/* A connection belongs to one thread. Away or not, it connects later. */
static struct db *own_database(struct index_follower *follower)
{
	struct db *db;
	enum err err = db_open(follower->configuration, &db);

	if (err != OK && err != UNAVAILABLE)
		abort(); /* out of memory: the configuration was good for others */
	return db;
}

static void *poll_on(void *arg)
{
	struct index_follower *follower = arg;
	OWNED(db_close) struct db *db = own_database(follower);
	int64_t wait = POLL_MILLISECONDS;

	while (!pausing_for(&follower->pausing, wait)) {
		enum err err = match_index_refresh_now(follower->index, db);
		wait = err == OK ? POLL_MILLISECONDS : PAUSE_MILLISECONDS;
		if (match_index_is_worn(follower->index) || match_index_is_unkept(follower->index))
			ask_to_renew(follower);
	}
	return NULL;
}

/* Waits until there is something to do; false: it is to end. */
static bool wait_for_work(struct index_follower *follower)
{
	pthread_mutex_lock(&follower->pausing.lock);
	while (!follower->pausing.ending && !follower->renew)
		pthread_cond_wait(&follower->pausing.moved, &follower->pausing.lock);
	follower->renew = false;
	bool ending = follower->pausing.ending;
	pthread_mutex_unlock(&follower->pausing.lock);
	return !ending;
}

static void *renew_on(void *arg)
{
	struct index_follower *follower = arg;
	OWNED(db_close) struct db *db = own_database(follower);

	while (wait_for_work(follower)) {
		if (match_index_is_worn(follower->index) &&
			match_index_renew(follower->index, db) != OK &&
			pausing_for(&follower->pausing, PAUSE_MILLISECONDS))
			break;
		match_index_keep(follower->index);
	}
	return NULL;
}

static void close_all(struct index_follower *follower)
{
	pausing_close(&follower->pausing);
	free(follower);
}

static void end_threads(struct index_follower *follower, bool both)
{
	pausing_end(&follower->pausing);
	pthread_join(follower->poller, NULL);
	if (both)
		pthread_join(follower->renewer, NULL);
}

enum err index_follow(struct match_index *index, const struct configuration *configuration,
	struct index_follower **out)
{
	struct index_follower *follower = calloc(1, sizeof *follower);

	*out = NULL;
	if (follower == NULL)
		abort();
	follower->index = index;
	follower->configuration = configuration;
	pausing_open(&follower->pausing);
	if (pthread_create(&follower->poller, NULL, poll_on, follower) != 0) {
		log_error("the index has no thread that looks for changes");
		close_all(follower);
		return FAILED;
	}
	if (pthread_create(&follower->renewer, NULL, renew_on, follower) != 0) {
		log_error("the index has no thread that renews it");
		end_threads(follower, false);
		close_all(follower);
		return FAILED;
	}
	match_index_followed(index, true);
	*out = follower;
	return OK;
}

void index_follow_end(struct index_follower **follower)
{
	if (*follower == NULL)
		return;
	match_index_followed((*follower)->index, false);
	end_threads(*follower, true);
	close_all(*follower);
	*follower = NULL;
}
