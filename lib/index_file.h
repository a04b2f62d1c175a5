/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A whole snapshot in a file, from which other processes take it: they map it, so it is there at once, and all of them
 * have one memory in common. Internal to the engine; what is kept when, and whether it is still true, is in
 * index_kept.h.
 *
 * The file belongs to who writes it, as the folder does, and nobody else may write to either: what is mapped is believed.
 * Against accidents it has a sum of all its bytes, and its length; against another version of Torv, the engine's mark
 * (engine_mark.h). It appears in its place complete, and one that was mapped stays as it was when another one takes its
 * place.
 */
#ifndef TORV_INDEX_FILE_H
#define TORV_INDEX_FILE_H

#include "lib/collection.h" /* struct index_name */

struct snapshot;

#define INDEX_FILE "index" /* in its folder */

/* Writes it in the place of the one that is there; `whole` is only read, and has all its own. CONFLICT: another process is
 * at it. UNAVAILABLE: there is no such folder, it is not ours, or the disk is full; the log says which. */
enum err index_file_write(const char *folder, const struct snapshot *whole);

/* Why nothing can be kept in the folder, in English; NULL when it can be. The text is the C library's or ours: use it at once. */
const char *index_file_fault(const char *folder);

struct index_file;

/* One that looks as if it could be taken, NULL: there is none. OWNED(index_file_close) */
struct index_file *index_file_open(const char *folder);
void index_file_close(struct index_file **file);

/* By which the database knows what is in it. */
const struct index_name *index_file_name(const struct index_file *file);

/* Maps it: a snapshot, which owns the file from then on; or NULL, when not every byte is what was written. Takes the file
 * in any case. */
struct snapshot *index_file_take(struct index_file **file);

/* What the snapshot has of it is forgotten, before the rest is closed. NULL is nothing to forget. */
void index_file_forget(struct index_file *file);

/* Bytes of it that are mapped; 0 for NULL. */
size_t index_file_size(const struct index_file *file);

#endif
