/* SPDX-License-Identifier: MPL-2.0 */
/* One snapshot for all threads, and how another takes its place; see reading.h. */
#include "lib/search_index.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "lib/bits.h"
#include "lib/log.h"
#include "lib/reading.h"

/* More readers at once than this spin until one is done. */
#define SLOTS 256
/* Changes that a small snapshot holds before the whole is renewed: so many, or this share of the whole. */
#define CHANGES_MOST 1000
#define CHANGES_SHARE 50

/* A line of the processor's cache each, so that readers do not disturb each other. */
struct reader_slot {
	_Alignas(64) _Atomic(struct snapshot *) uses; /* NULL: free */
	struct scratch scratch; /* of whoever has the slot */
};

/* Replaced, but perhaps still read. */
struct retired {
	struct retired *next;
	struct snapshot *snapshot;
};

struct match_index {
	struct reader_slot slots[SLOTS];
	_Atomic(struct snapshot *) current;
	_Atomic int64_t next_poll;
	atomic_bool followed;    /* somebody polls: others need not */
	pthread_mutex_t change;  /* one at a time; readers never take it */
	struct retired *retired; /* under change */
};

/* ---- readers ---- */

static struct reader_slot *slot_take(struct match_index *index, struct snapshot *snapshot)
{
	static _Thread_local unsigned last; /* where this thread found one before */

	for (unsigned tries = 0;; tries++) {
		struct reader_slot *slot = &index->slots[last % SLOTS];
		struct snapshot *none = NULL;
		if (atomic_compare_exchange_strong(&slot->uses, &none, snapshot))
			return slot;
		last++;
		if (tries % SLOTS == SLOTS - 1)
			sched_yield();
	}
}

struct reading reading_begin(struct match_index *index)
{
	struct snapshot *snapshot = atomic_load(&index->current);
	struct reader_slot *slot = slot_take(index, snapshot);

	/* It may have been replaced, even freed, before the slot named it. */
	for (;;) {
		struct snapshot *now = atomic_load(&index->current);
		if (now == snapshot)
			return (struct reading){snapshot, slot};
		snapshot = now;
		atomic_store(&slot->uses, snapshot);
	}
}

void reading_end(struct reading *reading)
{
	atomic_store(&reading->slot->uses, NULL);
}

struct scratch *reading_scratch(struct reading *reading)
{
	return &reading->slot->scratch;
}

/* ---- replacing; under the mutex ---- */

static bool is_read(struct match_index *index, const struct snapshot *snapshot)
{
	for (size_t i = 0; i < SLOTS; i++)
		if (atomic_load(&index->slots[i].uses) == snapshot)
			return true;
	return false;
}

static void free_retired(struct match_index *index)
{
	for (struct retired **at = &index->retired; *at != NULL;) {
		struct retired *old = *at;
		if (is_read(index, old->snapshot)) {
			at = &old->next;
			continue;
		}
		*at = old->next;
		snapshot_close(&old->snapshot);
		free(old);
	}
}

/* The large one of what another one stands upon, or itself. */
static struct snapshot *whole_of(struct snapshot *snapshot)
{
	return snapshot->below == NULL ? snapshot : snapshot->below;
}

static void put(struct match_index *index, struct snapshot *snapshot)
{
	struct retired *old = grow(NULL, 1, sizeof *old);
	struct snapshot *before = atomic_load(&index->current);

	snapshot->version = before->version + 1;
	snapshot->whole_since = whole_of(snapshot) == whole_of(before) ? before->whole_since : snapshot->version;
	old->snapshot = atomic_exchange(&index->current, snapshot);
	old->next = index->retired;
	index->retired = old;
	free_retired(index);
}

static void told(const struct snapshot *s, const char *what, int64_t began)
{
	log_info("index: revision %lld %s, %zu enterprises, %zu offerings, %zu lines in %lld ms",
		(long long)s->revision, what, s->all_enterprises, s->all_offerings, s->all_lines,
		(long long)(clock_milliseconds() - began));
}

static enum err read_whole(struct db *db, struct snapshot **out)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection collection;
	int64_t began = clock_milliseconds();

	TRY(collection_read(db, mem, &collection));
	int64_t read = clock_milliseconds();
	*out = snapshot_open(&collection);
	log_info("index: rows were read in %lld ms", (long long)(read - began));
	told(*out, "read", began);
	return OK;
}

static enum err rebuild(struct match_index *index, struct db *db)
{
	struct snapshot *snapshot;

	TRY(read_whole(db, &snapshot));
	put(index, snapshot);
	memory_give_back(); /* the rows took three times what the index does */
	return OK;
}

/* What changed since `whole`, upon it. *out is NULL when that cannot be told: it must be read anew. */
static enum err read_changes(struct db *db, struct snapshot *whole, struct snapshot **out)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection changes;
	int64_t began = clock_milliseconds();
	bool all;

	*out = NULL;
	TRY(collection_read_changes(db, mem, whole->revision, &changes, &all));
	/* The revision moves only forwards; a database that was put back from a backup moves it back. */
	if (all || changes.revision < whole->revision || changes.unlisted != whole->unlisted)
		return OK;
	*out = snapshot_upon(whole, &changes);
	told(*out, "changed", began);
	return OK;
}

static enum err change_when_moved(struct match_index *index, struct db *db)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const struct snapshot *current = atomic_load(&index->current);
	struct snapshot *changed;
	struct row *row;

	TRY(db_one(db, mem, Q_INDEX_STATE, NO_ARGS, &row));
	if (row_int(row, "revision") == current->revision && row_int(row, "unlisted") == current->unlisted)
		return OK;
	if (current->revision < 0) /* there was no database at the start */
		return rebuild(index, db);
	TRY(read_changes(db, whole_of(atomic_load(&index->current)), &changed));
	if (changed == NULL)
		return rebuild(index, db);
	put(index, changed);
	return OK;
}

/* ---- what others call ---- */

struct match_index *match_index_of(const struct collection *collection)
{
	struct match_index *index = aligned_alloc(64, (sizeof *index + 63) / 64 * 64);

	if (index == NULL)
		abort();
	for (size_t i = 0; i < SLOTS; i++) {
		atomic_init(&index->slots[i].uses, NULL);
		index->slots[i].scratch = (struct scratch){0};
	}
	atomic_init(&index->current, snapshot_open(collection));
	atomic_init(&index->next_poll, 0);
	atomic_init(&index->followed, false);
	pthread_mutex_init(&index->change, NULL);
	index->retired = NULL;
	return index;
}

void match_index_put(struct match_index *index, const struct collection *collection)
{
	struct snapshot *snapshot = snapshot_open(collection);

	pthread_mutex_lock(&index->change);
	put(index, snapshot);
	pthread_mutex_unlock(&index->change);
}

void match_index_change(struct match_index *index, const struct collection *changes)
{
	pthread_mutex_lock(&index->change);
	put(index, snapshot_upon(whole_of(atomic_load(&index->current)), changes));
	pthread_mutex_unlock(&index->change);
}

enum err match_index_open(struct db *db, struct match_index **out)
{
	*out = match_index_of(&(struct collection){.revision = -1});
	return match_index_refresh_now(*out, db);
}

void match_index_close(struct match_index **index)
{
	struct match_index *old = *index;

	if (old == NULL)
		return;
	struct snapshot *snapshot = atomic_load(&old->current);
	snapshot_close(&snapshot);
	free_retired(old);
	for (size_t i = 0; i < SLOTS; i++)
		scratch_close(&old->slots[i].scratch);
	pthread_mutex_destroy(&old->change);
	free(old);
	*index = NULL;
}

enum err match_index_refresh(struct match_index *index, struct db *db)
{
	int64_t now = clock_milliseconds();
	int64_t due = atomic_load(&index->next_poll);

	if (atomic_load(&index->followed) || now < due ||
		!atomic_compare_exchange_strong(&index->next_poll, &due, now + POLL_MILLISECONDS))
		return OK;
	if (pthread_mutex_trylock(&index->change) != 0)
		return OK; /* another thread is at it; what we have will do */
	enum err err = change_when_moved(index, db);
	pthread_mutex_unlock(&index->change);
	return err;
}

enum err match_index_refresh_now(struct match_index *index, struct db *db)
{
	pthread_mutex_lock(&index->change);
	enum err err = change_when_moved(index, db);
	pthread_mutex_unlock(&index->change);
	return err;
}

enum err match_index_renew(struct match_index *index, struct db *db)
{
	struct snapshot *whole, *changed;

	TRY(read_whole(db, &whole)); /* meanwhile others change what is current */
	pthread_mutex_lock(&index->change);
	enum err err = read_changes(db, whole, &changed);
	if (err == OK && changed != NULL)
		put(index, changed);
	pthread_mutex_unlock(&index->change);
	snapshot_close(&whole); /* what stands upon it keeps it */
	memory_give_back();
	return err;
}

bool match_index_is_worn(struct match_index *index)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;

	return s->changes > CHANGES_MOST && s->changes > s->all_enterprises / CHANGES_SHARE;
}

void match_index_followed(struct match_index *index, bool followed)
{
	atomic_store(&index->followed, followed);
}

int64_t match_index_version(struct match_index *index)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);

	return reading.snapshot->version;
}

bool match_index_same_since(struct match_index *index, int64_t version, int64_t enterprise_id)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;
	uint32_t number;

	if (version == s->version)
		return true;
	if (version < s->whole_since || s->below == NULL || snapshot_enterprise(s, enterprise_id, &number))
		return false;
	return snapshot_enterprise(s->below, enterprise_id, &number) && !bit_has(s->enterprises_gone, number);
}

int64_t match_index_whole_since(struct match_index *index)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);

	return reading.snapshot->whole_since;
}

void match_index_figures(struct match_index *index, struct match_index_figures *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;

	*out = (struct match_index_figures){
		.revision = s->revision,
		.enterprises = s->all_enterprises,
		.offerings = s->all_offerings,
		.lines = s->all_lines,
		.terms = s->vocabulary->stems.count,
		.changes = s->changes,
		.bytes = snapshot_size(s),
	};
}
