/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Takes one message: reads it, then keeps it and does what it says in one transaction that may be run
 * again from its start when it loses against another.
 */
#include <inttypes.h>
#include <string.h>

#include "lib/log.h"
#include "lib/rate.h"
#include "lib/text.h"
#include "mail/receive.h"

enum { PIECE = 1 << 20, /* bytes of the original in a row */ AN_HOUR = 3600 };

/* What the transaction is made from; each try begins with the same. */
struct taking {
	struct db *db;
	const struct configuration *configuration;
	const struct incoming *message;
	const struct attachment *attachments;
	FILE *file;
	size_t size; /* out: of the file */
	bool too_many;
	bool here_already; /* out: it was taken before */
};

/* The original as it came, in pieces. */
static enum err keep_bytes(struct taking *taking, struct arena *mem, int64_t id)
{
	char *room = arena_alloc(mem, PIECE);
	int64_t piece = 0;

	rewind(taking->file);
	taking->size = 0;
	for (size_t size; (size = fread(room, 1, PIECE, taking->file)) > 0; taking->size += size)
		TRY(db_do(taking->db, Q_RECEIVE_PIECE_INSERT,
			ARGS(db_int(id), db_int(piece++), db_bytes(room, size)), NULL));
	if (ferror(taking->file) == 0)
		return OK;
	log_error("receive: the message's temporary file cannot be read");
	return UNAVAILABLE;
}

/* CONFLICT when it was taken before. */
static enum err keep(struct taking *taking, struct arena *mem, int64_t *id)
{
	const struct incoming *message = taking->message;
	unsigned char hash[TOKEN_HASH_SIZE];

	token_hash(message->token, hash);
	enum err err = db_insert(taking->db, Q_RECEIVE_INSERT,
		ARGS(db_bytes(message->message_id, strlen(message->message_id)),
			db_bytes(hash, sizeof hash), db_text(message->sender), db_moment(clock_now())),
		id);
	taking->here_already = err == CONFLICT;
	TRY(err);
	return keep_bytes(taking, mem, *id);
}

static enum err take(void *arg)
{
	struct taking *taking = arg;
	OWNED(arena_close) struct arena *mem = arena_open();
	struct receipt receipt = {
		.db = taking->db,
		.mem = mem,
		.configuration = taking->configuration,
		.message = taking->message,
		.attachments = taking->attachments,
		.too_many = taking->too_many,
	};

	OWNED(tx_close) struct tx tx = tx_begin(taking->db);
	TRY(receive_know(&receipt));
	TRY(keep(taking, mem, &receipt.inbound_id));
	enum err err = receive_act(&receipt);
	taking->here_already = receipt.done.here_already;
	TRY(err);
	TRY(db_do(taking->db, Q_REPLY_OUTCOME,
		ARGS(db_text(receipt.done.outcome),
			receipt.done.subject_id == 0 ? db_null() : db_int(receipt.done.subject_id),
			db_int(receipt.inbound_id)),
		NULL));
	TRY(tx_commit(&tx));
	log_info("received message %" PRId64 " of %zu bytes: %s", receipt.inbound_id, taking->size,
		receipt.done.outcome);
	return OK;
}

/* Counted outside of the transaction, and for every try of the mail server; not for addresses that are
 * nobody's, so that who only guesses cannot have another's replies held. */
static enum err count(struct taking *taking, struct arena *mem)
{
	const char *sender = taking->message->sender;

	TRY(receive_know(&(struct receipt){.db = taking->db, .mem = mem, .message = taking->message}));
	enum err err = rate_allow(taking->db, "receive", *sender == '\0' ? "nobody" : sender,
		taking->configuration->replies_per_hour, AN_HOUR);
	taking->too_many = err == TOO_LARGE;
	return err == TOO_LARGE ? OK : err;
}

enum err receive_take(struct db *db, const struct configuration *configuration, FILE *file,
	const struct envelope *envelope)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct incoming message;

	TRY(incoming_read(mem, file, envelope, &message));
	if (message.token == NULL)
		return NOT_FOUND;
	struct attachment *attachments;
	TRY(attachments_check(mem, message.files, message.file_count, IMAGE_MEMORY_SPARSE, &attachments));
	struct taking taking = {.db = db, .configuration = configuration, .message = &message,
		.attachments = attachments, .file = file};
	TRY(count(&taking, mem));
	enum err err = db_repeat(db, take, &taking);
	if (!taking.here_already)
		return err;
	log_info("received a message that is here already");
	return OK;
}
