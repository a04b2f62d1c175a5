/* SPDX-License-Identifier: MPL-2.0 */
/* Attachments of messages: looked at, kept, shown. */
#include "lib/attachment.h"

#include "lib/aside.h"
#include "lib/text.h"

#define PICTURE_LONGEST 2400          /* pixels: a drawing stays readable */
#define DRAWING_MOST (3 << 20)         /* bytes; what is larger as PNG is a photograph */
#define ASIDE_FROM ((size_t)256 << 10) /* bytes */

/* ---- looking at them ---- */

/* The files of a message, one after another. */
struct checking {
	struct arena *mem;
	size_t memory;
	int64_t pixels; /* of the pictures so far */
	size_t taken;
};

/* What is large waits outside of memory until it is stored. */
static void put_aside(struct arena *mem, struct attachment *attachment)
{
	const void *copy = attachment->size < ASIDE_FROM ? NULL : aside_put(mem, attachment->bytes, attachment->size);

	if (copy != NULL)
		attachment->bytes = copy;
}

/* A PNG that holds so much for each pixel that it would be too large even when it is made smaller. */
static bool is_dense(const struct upload *upload, int64_t pixels)
{
	return pixels > IMAGE_AREA_MOST ? (int64_t)upload->size > pixels / IMAGE_AREA_MOST * DRAWING_MOST
					: (int64_t)upload->size > DRAWING_MOST;
}

/* Drawings stay sharp as PNG, photographs small as JPEG: every office program reads both. */
static enum err encode(struct arena *mem, const struct image *image, bool drawing, enum file_kind *kind,
	struct encoded_image *out)
{
	enum image_format format = IMAGE_JPEG;

	if (drawing)
		TRY(image_encode_sharp(mem, image, PICTURE_LONGEST, DRAWING_MOST, &format, out));
	else
		TRY(image_encode(mem, image, PICTURE_LONGEST, format, out));
	*kind = format == IMAGE_PNG ? FILE_PNG : FILE_JPEG;
	return OK;
}

/* A picture as it is kept; what is needed for that only, ends here. */
static enum err write_anew(struct checking *checking, const struct upload *upload, enum file_kind *kind,
	struct attachment *out)
{
	OWNED(arena_close) struct arena *own = arena_open();
	OWNED(image_close) struct image *image = NULL;
	struct image_limits limits = {PICTURE_LONGEST, checking->memory};
	int64_t pixels = image_pixels(upload, *kind);
	bool drawing = *kind == FILE_GIF || (*kind == FILE_PNG && !is_dense(upload, pixels));
	struct encoded_image encoded;

	checking->pixels += pixels;
	if (checking->pixels > ATTACHMENT_PIXELS_MOST) {
		out->refusal = REFUSED_SUM;
		return OK;
	}
	TRY(image_open(upload, *kind, &limits, &image, &out->refusal));
	if (out->refusal != TAKEN)
		return OK;
	TRY(encode(own, image, drawing, kind, &encoded));
	out->bytes = encoded.bytes;
	out->size = encoded.size;
	put_aside(checking->mem, out);
	if (out->bytes == encoded.bytes)
		out->bytes = arena_copy(checking->mem, encoded.bytes, encoded.size);
	return OK;
}

static enum err check_one(struct checking *checking, const struct upload *upload, struct attachment *out)
{
	enum file_kind kind;

	*out = (struct attachment){.bytes = upload->bytes, .size = upload->size};
	TRY(upload_kind(upload, &kind, &out->refusal));
	if (out->refusal == TAKEN && file_kind_is_image(kind))
		TRY(write_anew(checking, upload, &kind, out));
	if (out->refusal == TAKEN && checking->taken++ >= ATTACHMENTS_MOST)
		out->refusal = REFUSED_MANY;
	out->name = upload_name(checking->mem, upload->name, out->refusal == TAKEN ? kind : FILE_UNKNOWN);
	out->type = file_kind_type(kind);
	if (upload->is_aside)
		aside_rest(upload->bytes, upload->size);
	return OK;
}

enum err attachments_check(struct arena *mem, const struct upload *uploads, size_t count, size_t memory,
	struct attachment **out)
{
	struct checking checking = {.mem = mem, .memory = memory};

	*out = arena_array(mem, count, sizeof **out);
	for (size_t i = 0; i < count; i++)
		TRY(check_one(&checking, &uploads[i], &(*out)[i]));
	return OK;
}

/* ---- keeping them ---- */

static enum err store_one(struct db *db, int64_t message_id, const struct attachment *attachment)
{
	bool taken = attachment->refusal == TAKEN;
	int64_t document_id = 0;

	if (taken)
		TRY(document_add(db, attachment->type, attachment->bytes, attachment->size, &document_id));
	return db_do(db, Q_ATTACHMENT_INSERT,
		ARGS(db_int(message_id), db_text(attachment->name), db_int((int64_t)attachment->size),
			taken ? db_int(document_id) : db_null(),
			taken ? db_null() : db_int(attachment->refusal)),
		NULL);
}

enum err attachments_store(struct db *db, int64_t message_id, const struct attachment *attachments,
	size_t count)
{
	for (size_t i = 0; i < count; i++)
		TRY(store_one(db, message_id, &attachments[i]));
	return OK;
}

/* ---- showing them ---- */

char *attachment_size_text(struct arena *mem, int64_t size, const char *language)
{
	int64_t tenths = (size * 10 + (1 << 19)) >> 20;
	const char *mark = text_equal(language, "en") ? "." : ",";

	if (size < 1000 * 1024)
		return arena_printf(mem, "%lld KB", (long long)(size + 1023) / 1024);
	return arena_printf(mem, "%lld%s%lld MB", (long long)tenths / 10, mark, (long long)tenths % 10);
}

enum err attachments_list(struct db *db, struct arena *mem, int64_t conversation_id, int64_t message_id,
	const char *language, json_t **list)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_ATTACHMENT_LIST,
		ARGS(db_int(conversation_id), db_int(message_id), db_int(message_id)), &rows));
	*list = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		json_array_append_new(*list,
			json_pack("{s:I, s:I, s:s, s:s, s:b, s:s}",
				"message_id", (json_int_t)row_int(row, "message_id"),
				"id", (json_int_t)row_int(row, "id"), "name", row_text(row, "name"),
				"size_text", attachment_size_text(mem, row_int(row, "size"), language),
				"is_kept", row_bool(row, "is_kept"),
				"refusal", refusal_text((enum refusal)row_int(row, "refusal"))));
	}
	return OK;
}

enum err attachment_find(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	const char **name, struct document *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_ATTACHMENT_FOR_PARTY, ARGS(db_int(id), db_int(organisation_id)), &row));
	*name = row_text(row, "name");
	return document_find(db, mem, row_int(row, "document_id"), out);
}
