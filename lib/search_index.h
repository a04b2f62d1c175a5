/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The index: approved enterprises with their offerings, and the open plan lines, in memory. One per
 * process, shared by its threads; directory search (search.h) and matching (matching.h) read it.
 *
 * What it holds is a snapshot that never changes. A refresh builds a new one from the database and
 * puts it in the old one's place; readers that still use the old one keep it until they are done. No
 * reader waits for a lock.
 */
#ifndef TORV_SEARCH_INDEX_H
#define TORV_SEARCH_INDEX_H

#include "lib/db.h"

struct match_index;

/* Builds the index from the database. UNAVAILABLE when the database is away; *out is usable all the
 * same: it is empty and fills with the first refresh that succeeds. */
enum err match_index_open(struct db *db, struct match_index **out);
void match_index_close(struct match_index **index);

/* Call it before a search: one cheap query, at most four times a second per process, and nothing more
 * while the revision stands still. When it has moved, one thread rebuilds and the others go on with
 * what they have. Call it outside of a transaction, else others would see what is not committed. */
enum err match_index_refresh(struct match_index *index, struct db *db);

/* The same without the pause between two looks: for who needs to see a change just committed. */
enum err match_index_refresh_now(struct match_index *index, struct db *db);

/* Says that an enterprise, an offering or a plan line has changed in a way that search and matching
 * must see. Call it in the transaction of the change, as its last statement but the commit: the row
 * it locks is one that all such changes share. */
enum err index_changed(struct db *db);

/* The revision that searches see now: it moves when an enterprise, an offering or a line has changed. */
int64_t match_index_revision(struct match_index *index);

struct match_index_figures {
	int64_t revision;
	size_t enterprises, offerings, lines, terms;
	size_t bytes; /* memory of the snapshot */
};

void match_index_figures(struct match_index *index, struct match_index_figures *out);

#endif
