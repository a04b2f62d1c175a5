/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The index kept in a file of a folder (index_folder in torv.conf): a process that starts takes it from there and reads
 * from the database only what has changed since. Internal to the engine.
 *
 * Whether the file is of this database, and the database still stands in front of it, is known by a name: who reads the
 * whole to keep it notes a random name in the very transaction that reads. So a database knows the name only if all that
 * was read is in its own past, and what has changed since stands in its list of changes. One that was put back from an
 * older backup does not know it, whatever its revision is; nor does the database of another installation.
 *
 * Nothing here is a failure to whoever calls: without a file the index is read as ever, and the log says why.
 */
#ifndef TORV_INDEX_KEPT_H
#define TORV_INDEX_KEPT_H

#include "lib/collection.h"

struct snapshot;

/* In the transaction that has read the collection, as its last statement: *name is what it is called from now on. When it
 * cannot be noted it has none, and is not kept. It touches no row that another process notes or forgets, so no reading loses
 * against another one. */
void index_kept_note(struct db *db, int64_t revision, struct index_name *name);

/* Afterwards, outside of a transaction: names that nobody will ask for. */
void index_kept_forget_old(struct db *db);

/* One that was read at a later revision than this one; NULL: none is there, or none is true. It may be behind the database. */
struct snapshot *index_kept_open(struct db *db, const char *folder, int64_t after);

/* One that has a name and is whole; what was read from a file is there already. */
void index_kept_save(const char *folder, const struct snapshot *whole);

/* Whose turn it is to read all anew: of several processes with one folder one does, and the others take what it has kept
 * soon after. Nobody waits: it is not ours when another one has it. Where nothing is kept it is always ours.
 *
 *	OWNED(index_turn_end) struct index_turn turn = index_turn_begin(folder);
 *	if (!turn.ours) ...
 */
struct index_turn {
	bool ours;
	int fd; /* -1: it is not held by us */
};

struct index_turn index_turn_begin(const char *folder);
void index_turn_end(struct index_turn *turn);

/* Files that were kept until now are not taken any more: for who changes tables otherwise than the list of changes tells. */
enum err index_kept_forget(struct db *db);

#endif
