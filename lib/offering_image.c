/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pictures of offerings. What changes them is told to the search index, because cards show them; the
 * matching does not look at them.
 */
#include "lib/offering_image.h"

#include "lib/audit.h"
#include "lib/search_index.h"
#include "lib/text.h"

#define HASH_SIZE 16

/* Lists show the smallest, so it must be light; the next one stands on wide cards. */
static const struct {
	int longest;
	size_t most; /* bytes; 0: as good as it gets */
} bounds[IMAGE_SIZES] = {{240, 4096}, {480, 16384}, {800, 0}, {1600, 0}};

enum err offering_image_make(struct arena *mem, const struct upload *upload, struct offering_image *out,
	enum refusal *refusal)
{
	OWNED(image_close) struct image *image = NULL;
	enum file_kind kind;

	TRY(upload_kind(upload, &kind, refusal));
	if (*refusal == TAKEN && !file_kind_is_image(kind))
		*refusal = REFUSED_KIND;
	if (*refusal != TAKEN)
		return OK;
	struct image_limits limits = {bounds[IMAGE_SIZES - 1].longest, IMAGE_MEMORY_AMPLE};
	TRY(image_open(upload, kind, &limits, &image, refusal));
	for (size_t i = 0; i < IMAGE_SIZES && *refusal == TAKEN; i++) {
		int longest = bounds[i].longest;
		TRY(bounds[i].most == 0 ? image_encode(mem, image, longest, IMAGE_WEBP, &out->sizes[i])
					: image_encode_light(mem, image, longest, bounds[i].most, &out->sizes[i]));
	}
	return OK;
}

/* ---- changing ---- */

/* The last steps of each change. */
static enum err note(struct db *db, struct arena *mem, const struct image_hand *hand, const char *action,
	int64_t id)
{
	struct row *row;

	TRY(audit_add(db, &(struct audit){
		.account_id = hand->account_id,
		.organisation_id = hand->organisation_id,
		.action = action,
		.subject_kind = "image",
		.subject_id = id,
	}));
	TRY(db_one(db, mem, Q_ENTERPRISE_STATUS_OF, ARGS(db_int(hand->organisation_id)), &row));
	if (!text_equal(row_text(row, "status"), "approved"))
		return OK;
	return index_changed(db, INDEX_ENTERPRISE, hand->organisation_id);
}

static enum err add_sizes(struct db *db, int64_t id, const struct offering_image *image)
{
	for (size_t i = 0; i < IMAGE_SIZES; i++) {
		const struct encoded_image *size = &image->sizes[i];
		int64_t document_id;
		TRY(document_add(db, file_kind_type(FILE_WEBP), size->bytes, size->size, &document_id));
		TRY(db_do(db, Q_OFFERING_IMAGE_SIZE_INSERT, ARGS(db_int(id), db_int(bounds[i].longest),
			db_int(size->width), db_int(size->height), db_int(document_id)), NULL));
	}
	return OK;
}

enum err offering_image_add(struct db *db, struct arena *mem, const struct image_hand *hand, int64_t offering_id,
	const struct offering_image *image, const char *alternative, int64_t *id)
{
	struct row *row;

	if (text_length(alternative) > IMAGE_ALTERNATIVE_MAX)
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_one(db, mem, Q_OFFERING_IMAGE_COUNT, ARGS(db_int(offering_id), db_int(hand->organisation_id)), &row));
	if (row_int(row, "pictures") >= OFFERING_IMAGES_MOST)
		return CONFLICT;
	TRY(db_insert(db, Q_OFFERING_IMAGE_INSERT, ARGS(db_int(offering_id),
		db_int(row_int(row, "last_position") + 1), db_text(alternative), db_moment(clock_now())), id));
	TRY(add_sizes(db, *id, image));
	TRY(note(db, mem, hand, "image-added", *id));
	return tx_commit(&tx);
}

static enum err find(struct db *db, struct arena *mem, const struct image_hand *hand, int64_t id, struct row **row)
{
	return db_one(db, mem, Q_OFFERING_IMAGE_OF, ARGS(db_int(id), db_int(hand->organisation_id)), row);
}

enum err offering_image_describe(struct db *db, struct arena *mem, const struct image_hand *hand, int64_t id,
	const char *alternative)
{
	struct row *row;

	if (text_length(alternative) > IMAGE_ALTERNATIVE_MAX)
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(find(db, mem, hand, id, &row));
	if (text_equal(row_text(row, "alternative"), alternative))
		return OK;
	TRY(db_do(db, Q_OFFERING_IMAGE_DESCRIBE, ARGS(db_text(alternative), db_int(id)), NULL));
	TRY(note(db, mem, hand, "image-described", id));
	return tx_commit(&tx);
}

enum err offering_image_forward(struct db *db, struct arena *mem, const struct image_hand *hand, int64_t id)
{
	struct row *row, *before;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(find(db, mem, hand, id, &row));
	struct arg place = db_int(row_int(row, "position"));
	enum err err = db_one(db, mem, Q_OFFERING_IMAGE_BEFORE,
		ARGS(db_int(row_int(row, "offering_id")), place, db_int(id)), &before);
	if (err == NOT_FOUND)
		return OK;
	TRY(err);
	TRY(db_do(db, Q_OFFERING_IMAGE_PLACE, ARGS(db_int(row_int(before, "position")), db_int(id)), NULL));
	TRY(db_do(db, Q_OFFERING_IMAGE_PLACE, ARGS(place, db_int(row_int(before, "id"))), NULL));
	TRY(note(db, mem, hand, "image-moved", id));
	return tx_commit(&tx);
}

/* One picture of an offering, or (0) all; the files last, because the sizes lead to them. */
static enum err delete_images(struct db *db, struct arena *mem, int64_t offering_id, int64_t id)
{
	struct args args = ARGS(db_int(offering_id), db_int(id), db_int(id));
	struct rows rows;

	TRY(db_list(db, mem, Q_OFFERING_IMAGE_DOCUMENTS, args, &rows));
	TRY(db_do(db, Q_OFFERING_IMAGE_DELETE, args, NULL));
	for (size_t i = 0; i < rows.count; i++)
		TRY(document_delete(db, row_int(rows.at[i], "document_id")));
	return OK;
}

enum err offering_image_delete(struct db *db, struct arena *mem, const struct image_hand *hand, int64_t id)
{
	struct row *row;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(find(db, mem, hand, id, &row));
	TRY(delete_images(db, mem, row_int(row, "offering_id"), id));
	TRY(note(db, mem, hand, "image-deleted", id));
	return tx_commit(&tx);
}

enum err offering_images_delete(struct db *db, struct arena *mem, int64_t offering_id, int64_t organisation_id)
{
	struct row *row;

	TRY(db_one(db, mem, Q_OFFERING_IMAGE_COUNT, ARGS(db_int(offering_id), db_int(organisation_id)), &row));
	return delete_images(db, mem, offering_id, 0);
}

/* ---- reading ---- */

enum err offering_image_offering(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	int64_t *offering_id)
{
	struct row *row;

	TRY(find(db, mem, &(struct image_hand){.organisation_id = organisation_id}, id, &row));
	*offering_id = row_int(row, "offering_id");
	return OK;
}

char *image_url(struct arena *mem, const char *hash)
{
	return arena_printf(mem, "/pictures/%s.webp", hash);
}

static const char *url_of(struct arena *mem, const json_t *size)
{
	const char *hash = json_string_value(json_object_get(size, "hash"));

	return image_url(mem, hash == NULL ? "" : hash);
}

static json_t *model(struct arena *mem, const struct row *row, const json_t *sizes)
{
	OWNED(buffer_close) struct buffer srcset = {0};
	const json_t *size, *shown = json_array_get(sizes, IMAGE_SIZES - 2);
	json_int_t last = 0;
	size_t i;

	json_array_foreach(sizes, i, size) {
		json_int_t width = json_integer_value(json_object_get(size, "width"));
		if (width > last) /* one that was small is not larger in the larger sizes */
			buffer_printf(&srcset, "%s%s %lldw", i == 0 ? "" : ", ", url_of(mem, size), (long long)width);
		last = width;
	}
	return json_pack("{s:I, s:I, s:s, s:b, s:s, s:O, s:O, s:s, s:s}",
		"id", (json_int_t)row_int(row, "id"),
		"offering_id", (json_int_t)row_int(row, "offering_id"),
		"alternative", row_text(row, "alternative"),
		"is_described", !text_is_blank(row_text(row, "alternative")),
		"url", url_of(mem, shown),
		"width", json_object_get(shown, "width"),
		"height", json_object_get(shown, "height"),
		"url_large", url_of(mem, json_array_get(sizes, IMAGE_SIZES - 1)),
		"srcset", srcset.bytes == NULL ? "" : srcset.bytes);
}

enum err offering_image_models(struct db *db, struct arena *mem, int64_t organisation_id, bool all, json_t **out)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_OFFERING_IMAGE_LIST, ARGS(db_int(organisation_id)), &rows));
	*out = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		OWNED(json_decrefp) json_t *sizes = json_loads(row_text(row, "sizes"), 0, NULL);
		if (json_array_size(sizes) == IMAGE_SIZES && (all || !text_is_blank(row_text(row, "alternative"))))
			json_array_append_new(*out, model(mem, row, sizes));
	}
	return OK;
}

json_t *offering_images_of(const json_t *all, int64_t offering_id)
{
	json_t *list = json_array(), *image;
	size_t i;

	json_array_foreach(all, i, image) {
		if (json_integer_value(json_object_get(image, "offering_id")) == offering_id)
			json_array_append(list, image);
	}
	return list;
}

enum err image_find(struct db *db, struct arena *mem, const char *hash, const struct image_reader *reader,
	struct document *out, bool *is_public)
{
	unsigned char bytes[HASH_SIZE];
	struct row *row;

	if (!text_to_bytes(hash, bytes, sizeof bytes))
		return NOT_FOUND;
	TRY(db_one(db, mem, Q_OFFERING_IMAGE_BY_HASH,
		ARGS(db_bytes(bytes, sizeof bytes), db_int(reader->organisation_id), db_bool(reader->administrator),
			db_text(reader->municipality_code)),
		&row));
	*is_public = row_int(row, "is_public") != 0;
	return document_find(db, mem, row_int(row, "id"), out);
}
