/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Files as they are kept: bytes in the database, like all that Torv knows, so that every web server has
 * them and a backup is one thing. Who may have which, their neighbours know (attachment.h, offering_image.h).
 */
#ifndef TORV_DOCUMENT_H
#define TORV_DOCUMENT_H

#include "lib/db.h"

struct document {
	int64_t id;
	const char *type; /* "application/pdf" */
	const void *bytes;
	size_t size;
};

/* Keeps bytes; `type` and `bytes` are what upload.h and image.h made of them. */
enum err document_add(struct db *db, const char *type, const void *bytes, size_t size, int64_t *id);

/* NOT_FOUND when there is none; FAILED, and logged, when a piece is missing. */
enum err document_find(struct db *db, struct arena *mem, int64_t id, struct document *out);

enum err document_delete(struct db *db, int64_t id);

/* Deletes those older than an hour that nothing leads to any more, because messages were deleted: at most
 * 1000 at a time. For a timer. */
enum err document_sweep(struct db *db);

#endif
