/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/digest.h"

#include <inttypes.h>
#include <string.h>

#include "lib/due.h"
#include "lib/log.h"
#include "lib/recipient.h"
#include "lib/secret.h"
#include "lib/text.h"

#define AT_ONCE 50

static void json_close(json_t **json)
{
	json_decref(*json);
}

/* The secret of a waiting mail, to be sealed again with the others; null when it has none. One that was
 * sealed with another key is lost: its link will not work, but the others do. */
static json_t *secret_of(const struct due *due, const struct row *row)
{
	char *text;
	size_t size;

	if (row_is_null(row, "secret"))
		return json_null();
	const void *sealed = row_bytes(row, "secret", &size);
	if (secret_open(due->mem, &due->configuration->key, sealed, size, &text) != OK) {
		log_error("mail %" PRId64 ": sealed with another key than secret_key_file", row_int(row, "id"));
		return json_null();
	}
	json_t *secret = json_loads(text, 0, NULL);
	return secret != NULL ? secret : json_null();
}

static json_t *model_of(const struct row *row)
{
	json_t *model = json_loads(row_text(row, "model"), 0, NULL);

	return json_pack("{s:s, s:o}", "kind", row_text(row, "kind"), "model", model != NULL ? model : json_object());
}

/* One mail of all of them; they are merged only while all still wait. */
static enum err merge(const struct due *due, const struct rows *rows, const char *topic)
{
	OWNED(json_close) json_t *items = json_array(), *secrets = json_array();
	OWNED(buffer_close) struct buffer ids = {0};
	struct outbox_mail mail = recipient_mail(rows->at[0], "digest");
	uint64_t merged;

	for (size_t i = 0; i < rows->count; i++) {
		json_array_append_new(items, model_of(rows->at[i]));
		json_array_append_new(secrets, secret_of(due, rows->at[i]));
		buffer_printf(&ids, "%s%" PRId64, i == 0 ? "[" : ",", row_int(rows->at[i], "id"));
	}
	buffer_text(&ids, "]");
	OWNED(json_close) json_t *model = json_pack("{s:I, s:O}", "count", (json_int_t)rows->count, "items", items);
	OWNED(json_close) json_t *secret = json_pack("{s:O}", "items", secrets);
	mail.model = model;
	mail.secret = secret;
	mail.topic = topic;
	mail.message_id = outbox_message_id(due->mem, due->configuration);
	TRY(outbox_add(due->db, due->mem, due->configuration, &mail));
	TRY(db_do(due->db, Q_DIGEST_MERGE, ARGS(db_text(ids.bytes), db_text(mail.message_id)), &merged));
	return merged == rows->count ? OK : CONFLICT; /* another machine was first: all of it is undone */
}

struct digest {
	const struct due *due;
	const struct row *row;
	size_t *done;
};

static enum err gather(void *context)
{
	struct digest *digest = context;
	const struct due *due = digest->due;
	const char *topic = row_text(digest->row, "topic");
	struct rows rows;

	OWNED(tx_close) struct tx tx = tx_begin(due->db);
	TRY(db_list(due->db, due->mem, Q_DIGEST_ROWS,
		ARGS(db_text(row_text(digest->row, "recipient_address")), db_text(topic), db_moment(due->now),
			db_int(DIGEST_LONGEST)),
		&rows));
	if (rows.count == 0)
		return OK;
	if (rows.count == 1)
		TRY(db_do(due->db, Q_DIGEST_RELEASE, ARGS(db_int(row_int(rows.at[0], "id"))), NULL));
	else
		TRY(merge(due, &rows, topic));
	TRY(tx_commit(&tx));
	++*digest->done;
	return OK;
}

enum err due_digests(const struct due *due, size_t *done)
{
	struct rows rows;

	TRY(db_list(due->db, due->mem, Q_DIGEST_DUE, ARGS(db_moment(due->now), db_int(AT_ONCE)), &rows));
	for (size_t i = 0; i < rows.count; i++) {
		enum err err = db_repeat(due->db, gather, &(struct digest){due, rows.at[i], done});
		if (err != OK && err != CONFLICT)
			return err;
	}
	return OK;
}
