/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Reading the index: a reader takes the snapshot that is current, uses it as long as it likes and
 * gives it back. Internal to the engine.
 *
 *	OWNED(reading_end) struct reading reading = reading_begin(index);
 *	... reading.snapshot ...
 *
 * Taking one is a few atomic operations and never waits for a lock: the reader announces in a slot of
 * its own which snapshot it uses, and looks again whether that one is still current. A snapshot that
 * has been replaced is freed when no slot names it any more.
 */
#ifndef TORV_READING_H
#define TORV_READING_H

#include "lib/scratch.h"
#include "lib/search_index.h"
#include "lib/snapshot.h"

/* So often a process looks for what others changed, whoever asks. */
#define POLL_MILLISECONDS 250
_Static_assert(POLL_MILLISECONDS <= 1000, "what is saved on one machine is found on all within two seconds, reading included");

struct reader_slot;

struct reading {
	const struct snapshot *snapshot;
	struct reader_slot *slot;
};

struct reading reading_begin(struct match_index *index);
void reading_end(struct reading *reading);

/* The reader's own, until the end of the reading. */
struct scratch *reading_scratch(struct reading *reading);

/* An index of a collection that does not come from the database. */
struct match_index *match_index_of(const struct collection *collection);
/* An index that begins with a snapshot, which belongs to it from then on. */
struct match_index *match_index_around(struct snapshot *snapshot);
/* Puts another collection in its place, as tests do. */
void match_index_put(struct match_index *index, const struct collection *collection);
/* Somebody polls for changes now, or no more. */
void match_index_followed(struct match_index *index, bool followed);
/* Puts all that changed since the last whole collection upon it (collection.h), as tests do. */
void match_index_change(struct match_index *index, const struct collection *changes);

#endif
