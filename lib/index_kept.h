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
 * cannot be noted it has none, and is not kept. */
void index_kept_note(struct db *db, int64_t revision, struct index_name *name);

/* NULL: none is there, or none is true. What is returned is as of its revision, which may be an older one. */
struct snapshot *index_kept_open(struct db *db, const char *folder);

/* One that has a name and is whole; what was read from a file is there already. */
void index_kept_save(const char *folder, const struct snapshot *whole);

/* Files that were kept until now are not taken any more: for who changes tables otherwise than the list of changes tells. */
enum err index_kept_forget(struct db *db);

#endif
