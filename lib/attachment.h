/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Files that come with messages, on the site or by mail: at most ten of 10 MB. They are checked like any
 * upload (upload.h); pictures are written anew. One that is not taken still stands in the conversation,
 * by its name and with the reason, so that nobody believes the other side has it.
 *
 *	struct attachment *attachments;
 *
 *	TRY(attachments_check(mem, uploads, count, IMAGE_MEMORY_AMPLE, &attachments));
 *	message_add.attachments = attachments;          (conversation.h)
 *	message_add.attachment_count = count;
 */
#ifndef TORV_ATTACHMENT_H
#define TORV_ATTACHMENT_H

#include <jansson.h>

#include "lib/db.h"
#include "lib/document.h"
#include "lib/image.h"

#define ATTACHMENTS_MOST 10               /* that are kept, of a message */
#define ATTACHMENT_PIXELS_MOST 125000000 /* of all its pictures: ten photographs */

/* A file that was looked at. */
struct attachment {
	const char *name; /* upload_name */
	const char *type; /* "application/pdf" */
	const void *bytes;
	size_t size;
	enum refusal refusal; /* TAKEN: it is kept */
};

/* Looks at `count` files; *out has as many, in the same order, and borrows the bytes of what is not a
 * picture. Of what is taken, all beyond the tenth is REFUSED_MANY; a picture beyond ATTACHMENT_PIXELS_MOST,
 * counted with those before it, is REFUSED_SUM. To decode one takes at most `memory` bytes (image.h). No database:
 * call it before the transaction, it may take seconds. */
enum err attachments_check(struct arena *mem, const struct upload *uploads, size_t count, size_t memory,
	struct attachment **out);

/* Keeps them with a message; conversation.c does this in the message's transaction. */
enum err attachments_store(struct db *db, int64_t message_id, const struct attachment *attachments,
	size_t count);

/* Those of one message, or (message_id 0) of all messages of a conversation. The caller owns *list:
 * [{"message_id","id","name","size_text":"1,2 MB","is_kept","refusal": source text or ""}] */
enum err attachments_list(struct db *db, struct arena *mem, int64_t conversation_id, int64_t message_id,
	const char *language, json_t **list);

/* One with its bytes. NOT_FOUND: there is none, it was not taken, or the organisation is no party of its
 * conversation. */
enum err attachment_find(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	const char **name, struct document *out);

/* "1,2 MB", "34 KB": what a person wants to know before a download. */
char *attachment_size_text(struct arena *mem, int64_t size, const char *language);

#endif
