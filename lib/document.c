/* SPDX-License-Identifier: MPL-2.0 */
/* Files in pieces, as the mail that came in is kept too (sql/migrations/0005_mail.sql). */
#include "lib/document.h"

#include <sodium.h>
#include <string.h>

#include "lib/log.h"

#define PIECE ((size_t)1 << 20)
#define HASH_SIZE 16

enum err document_add(struct db *db, const char *type, const void *bytes, size_t size, int64_t *id)
{
	unsigned char hash[HASH_SIZE];
	int64_t piece = 0;

	crypto_generichash(hash, sizeof hash, bytes, size, NULL, 0);
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_insert(db, Q_DOCUMENT_INSERT, ARGS(db_bytes(hash, sizeof hash), db_text(type),
		db_int((int64_t)size), db_moment(clock_now())), id));
	for (size_t at = 0; at < size; at += PIECE) {
		size_t length = size - at < PIECE ? size - at : PIECE;
		TRY(db_do(db, Q_DOCUMENT_PIECE_INSERT,
			ARGS(db_int(*id), db_int(piece++), db_bytes((const char *)bytes + at, length)), NULL));
	}
	return tx_commit(&tx);
}

static enum err read_piece(struct db *db, struct arena *mem, int64_t id, int64_t piece, char *to, size_t room,
	size_t *size)
{
	struct row *row;

	TRY(db_one(db, mem, Q_DOCUMENT_PIECE, ARGS(db_int(id), db_int(piece)), &row));
	const void *bytes = row_bytes(row, "bytes", size);
	if (*size == 0 || *size > room)
		return NOT_FOUND;
	memcpy(to, bytes, *size);
	return OK;
}

enum err document_find(struct db *db, struct arena *mem, int64_t id, struct document *out)
{
	struct row *row;
	size_t size, length;

	TRY(db_one(db, mem, Q_DOCUMENT_BY_ID, ARGS(db_int(id)), &row));
	size = (size_t)row_int(row, "size");
	char *bytes = arena_alloc(mem, size + 1);
	for (size_t at = 0, piece = 0; at < size; at += length, piece++) {
		OWNED(arena_close) struct arena *once = arena_open();
		enum err err = read_piece(db, once, id, (int64_t)piece, bytes + at, size - at, &length);
		if (err == NOT_FOUND) {
			log_error("document %lld lacks its piece %zu", (long long)id, piece);
			return FAILED;
		}
		TRY(err);
	}
	*out = (struct document){id, row_text(row, "media_type"), bytes, size};
	return OK;
}

enum err document_delete(struct db *db, int64_t id)
{
	return db_do(db, Q_DOCUMENT_DELETE, ARGS(db_int(id)), NULL);
}

enum err document_sweep(struct db *db)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct rows rows;

	TRY(db_list(db, mem, Q_DOCUMENT_UNUSED, ARGS(db_moment(clock_now() - 3600)), &rows));
	for (size_t i = 0; i < rows.count; i++)
		TRY(document_delete(db, row_int(rows.at[i], "id")));
	return OK;
}
