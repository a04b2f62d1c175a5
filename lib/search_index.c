/* SPDX-License-Identifier: MPL-2.0 */
/* One snapshot for all threads, and how another takes its place; see reading.h. */
#include "lib/search_index.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "lib/index_kept.h"
#include "lib/log.h"
#include "lib/reading.h"

/* More readers at once than this spin until one is done. */
#define SLOTS 256
/* A renewal takes some thousand changes; where they come fast it is not kept each time. */
#define KEEPING_PAUSE (10 * 60 * 1000) /* milliseconds */

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
	char *folder;            /* where it is kept; NULL: nowhere */
	atomic_bool unkept;      /* its whole is newer than what is kept */
	_Atomic int64_t next_keeping;
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

static enum err read_whole(const struct match_index *index, struct db *db, struct snapshot **out)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection collection;
	int64_t began = clock_milliseconds();

	TRY(collection_read(db, mem, index->folder != NULL, &collection));
	int64_t read = clock_milliseconds();
	if (index->folder != NULL)
		index_kept_forget_old(db);
	*out = snapshot_open(&collection);
	log_info("index: rows were read in %lld ms", (long long)(read - began));
	told(*out, "read", began);
	return OK;
}

static enum err rebuild(struct match_index *index, struct db *db)
{
	struct snapshot *snapshot;

	TRY(read_whole(index, db, &snapshot));
	put(index, snapshot);
	atomic_store(&index->unkept, true);
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

/* At the start: from the file and what has changed since, if that can be; else from the database, which is in this
 * state. */
static enum err begin(struct match_index *index, struct db *db, const struct row *state)
{
	int64_t began = clock_milliseconds();
	struct snapshot *kept = index_kept_open(db, index->folder, -1), *changed = NULL;

	if (kept == NULL)
		return rebuild(index, db);
	told(kept, "taken from its file", began);
	if (row_int(state, "revision") == kept->revision && row_int(state, "unlisted") == kept->unlisted) {
		put(index, kept);
		return OK;
	}
	enum err err = read_changes(db, kept, &changed);
	if (err == OK && changed != NULL)
		put(index, changed);
	snapshot_close(&kept); /* what stands upon it keeps it */
	return err == OK && changed == NULL ? rebuild(index, db) : err;
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
	if (current->revision < 0)
		return begin(index, db, row);
	TRY(read_changes(db, whole_of(atomic_load(&index->current)), &changed));
	if (changed == NULL)
		return rebuild(index, db);
	put(index, changed);
	return OK;
}

/* ---- what others call ---- */

struct match_index *match_index_around(struct snapshot *snapshot)
{
	struct match_index *index = aligned_alloc(64, (sizeof *index + 63) / 64 * 64);

	if (index == NULL)
		abort();
	for (size_t i = 0; i < SLOTS; i++) {
		atomic_init(&index->slots[i].uses, NULL);
		index->slots[i].scratch = (struct scratch){0};
	}
	atomic_init(&index->current, snapshot);
	atomic_init(&index->next_poll, 0);
	atomic_init(&index->followed, false);
	pthread_mutex_init(&index->change, NULL);
	index->retired = NULL;
	index->folder = NULL;
	atomic_init(&index->unkept, false);
	atomic_init(&index->next_keeping, 0);
	return index;
}

struct match_index *match_index_of(const struct collection *collection)
{
	return match_index_around(snapshot_open(collection));
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

enum err match_index_open(struct db *db, const char *folder, struct match_index **out)
{
	*out = match_index_of(&(struct collection){.revision = -1});
	if (folder != NULL && ((*out)->folder = strdup(folder)) == NULL)
		abort();
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
	free(old->folder);
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

static int64_t whole_revision(struct match_index *index)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);

	return (reading.snapshot->below == NULL ? reading.snapshot : reading.snapshot->below)->revision;
}

enum err match_index_renew(struct match_index *index, struct db *db)
{
	OWNED(index_turn_end) struct index_turn turn = index_turn_begin(index->folder);
	struct snapshot *whole, *changed;

	if (!turn.ours)
		return CONFLICT;
	whole = index_kept_open(db, index->folder, whole_revision(index)); /* another process may have done it */
	if (whole == NULL)
		TRY(read_whole(index, db, &whole)); /* meanwhile others change what is current */
	bool taken = whole->file != NULL;
	pthread_mutex_lock(&index->change);
	enum err err = read_changes(db, whole, &changed);
	if (err == OK && changed != NULL) {
		put(index, changed);
		atomic_store(&index->unkept, !taken);
	}
	snapshot_close(&whole); /* what stands upon it keeps it */
	pthread_mutex_unlock(&index->change);
	memory_give_back();
	match_index_keep(index); /* before others have their turn */
	return err;
}

bool match_index_is_unkept(struct match_index *index)
{
	return index->folder != NULL && atomic_load(&index->unkept) &&
		clock_milliseconds() >= atomic_load(&index->next_keeping);
}

void match_index_keep(struct match_index *index)
{
	if (!match_index_is_unkept(index))
		return;
	/* before it is read: what is put meanwhile is another one */
	atomic_store(&index->unkept, false);
	atomic_store(&index->next_keeping, clock_milliseconds() + KEEPING_PAUSE);
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;
	index_kept_save(index->folder, s->below == NULL ? s : s->below);
}

void match_index_followed(struct match_index *index, bool followed)
{
	atomic_store(&index->followed, followed);
}
