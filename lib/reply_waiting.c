/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Replies that wait: for the person we wrote to, when they came from another address, or for an
 * administrator, when their sender wrote too much. What was read in them is in inbound_reply, so that
 * nobody has to read the mail again.
 */
#include <stdlib.h>
#include <string.h>

#include "lib/audit.h"
#include "lib/reply_internal.h"
#include "lib/text.h"

enum { EXCERPT = 400 }; /* characters of a text in a list */

/* ---- a row as a reply ---- */

static enum reply_decision decision_from(const char *name)
{
	if (strcmp(name, "interested") == 0)
		return REPLY_INTERESTED;
	return strcmp(name, "declined") == 0 ? REPLY_DECLINED : REPLY_UNCLEAR;
}

static struct reply reply_from(const struct row *row)
{
	bool match = strcmp(row_text(row, "purpose"), "match") == 0;

	return (struct reply){
		.inbound_id = row_int(row, "inbound_id"),
		.address = {
			.purpose = match ? TOKEN_MATCH : TOKEN_CONVERSATION,
			.account_id = row_int(row, "account_id"),
			.subject_id = row_int(row, "matter_id"),
			.expires_at = row_moment(row, "address_expires_at"),
		},
		.sender = row_text(row, "sender_address"),
		.subject = row_text(row, "subject"),
		.mail_message_id = row_text(row, "message_id"),
		.text = row_text(row, "text"),
		.decision = decision_from(row_text(row, "decision")),
		.words = row_text(row, "words"),
		.decline_reason = row_is_null(row, "decline_reason") ? NULL : row_text(row, "decline_reason"),
	};
}

/* The files that waited with it, and their bytes. */
static enum err load_files(struct db *db, struct arena *mem, struct reply *reply)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_REPLY_FILES, ARGS(db_int(reply->inbound_id)), &rows));
	struct attachment *files = arena_array(mem, rows.count, sizeof *files);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		struct document document = {.type = file_kind_type(FILE_UNKNOWN)};
		if (!row_is_null(row, "document_id"))
			TRY(document_find(db, mem, row_int(row, "document_id"), &document));
		files[i] = (struct attachment){
			.name = row_text(row, "name"),
			.type = document.type,
			.bytes = document.bytes,
			.size = (size_t)row_int(row, "size"),
			.refusal = (enum refusal)row_int(row, "refusal"),
		};
	}
	reply->attachments = files;
	reply->attachment_count = rows.count;
	return OK;
}

/* A reply that waits, with the matter that it is about. */
struct waiting {
	struct row *row;
	struct reply reply;
	struct reply_case of;
};

/* NOT_FOUND unless it waits, for a person or (`flood`) for an administrator. */
static enum err find_waiting(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t inbound_id, bool flood, struct waiting *out)
{
	TRY(db_one(db, mem, Q_REPLY_FIND, ARGS(db_int(inbound_id)), &out->row));
	const char *waits = row_text(out->row, "waits");
	if (*waits == '\0' || !row_is_null(out->row, "settled_at") || (strcmp(waits, "flood") == 0) != flood)
		return NOT_FOUND;
	out->reply = reply_from(out->row);
	out->of = (struct reply_case){
		.db = db, .mem = mem, .configuration = configuration, .reply = &out->reply};
	return reply_find_matter(&out->of);
}

static enum err settle(struct db *db, int64_t inbound_id, int64_t account_id)
{
	uint64_t changed = 0;

	TRY(db_do(db, Q_REPLY_SETTLE,
		ARGS(db_moment(clock_now()), db_int(account_id), db_int(inbound_id)), &changed));
	return changed == 1 ? OK : NOT_FOUND;
}

static enum err store_outcome(struct db *db, int64_t inbound_id, const struct reply_done *done)
{
	return db_do(db, Q_REPLY_OUTCOME,
		ARGS(db_text(done->outcome), done->subject_id == 0 ? db_null() : db_int(done->subject_id),
			db_int(inbound_id)),
		NULL);
}

static enum err record(struct db *db, int64_t inbound_id, int64_t account_id, const char *action)
{
	return audit_add(db, &(struct audit){.account_id = account_id, .action = action,
				     .subject_kind = "inbound_message", .subject_id = inbound_id});
}

/* ---- for the person we wrote to ---- */

static enum err file_names(struct db *db, struct arena *mem, int64_t inbound_id, const char **out)
{
	struct rows rows;

	*out = "";
	TRY(db_list(db, mem, Q_REPLY_FILES, ARGS(db_int(inbound_id)), &rows));
	for (size_t i = 0; i < rows.count; i++)
		*out = arena_printf(mem, "%s%s%s", *out, i == 0 ? "" : ", ", row_text(rows.at[i], "name"));
	return OK;
}

enum err reply_waiting_find(struct db *db, struct arena *mem, int64_t inbound_id, struct waiting_reply *out)
{
	struct waiting waiting;
	const char *files;

	TRY(find_waiting(db, mem, NULL, inbound_id, false, &waiting));
	TRY(file_names(db, mem, inbound_id, &files));
	*out = (struct waiting_reply){
		.inbound_id = inbound_id,
		.account_id = waiting.reply.address.account_id,
		.sender = waiting.reply.sender,
		.subject = waiting.reply.subject,
		.text = waiting.reply.text,
		.title = waiting.of.title,
		.files = files,
		.doubted = strcmp(row_text(waiting.row, "waits"), "dmarc") == 0,
		.interested = waiting.reply.address.purpose == TOKEN_MATCH &&
			      waiting.reply.decision == REPLY_INTERESTED,
		.declined = waiting.reply.address.purpose == TOKEN_MATCH &&
			    waiting.reply.decision == REPLY_DECLINED,
		.received_at = row_moment(waiting.row, "received_at"),
	};
	return OK;
}

/* In the name of the person we wrote to. */
static enum err act_as_known(struct waiting *waiting, struct reply_done *done)
{
	struct row *writer;

	TRY(db_one(waiting->of.db, waiting->of.mem, Q_REPLY_ACCOUNT,
		ARGS(db_int(waiting->reply.address.account_id)), &writer));
	waiting->of.writer = writer;
	return reply_act(&waiting->of, done);
}

enum err reply_waiting_confirm(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t inbound_id, struct reply_done *done)
{
	struct waiting waiting;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(find_waiting(db, mem, configuration, inbound_id, false, &waiting));
	TRY(settle(db, inbound_id, waiting.reply.address.account_id));
	TRY(load_files(db, mem, &waiting.reply));
	TRY(act_as_known(&waiting, done));
	TRY(db_do(db, Q_REPLY_FILES_DELETE, ARGS(db_int(inbound_id)), NULL));
	TRY(store_outcome(db, inbound_id, done));
	TRY(record(db, inbound_id, waiting.reply.address.account_id, "reply-confirmed"));
	return tx_commit(&tx);
}

static enum err discard(struct db *db, int64_t inbound_id, int64_t account_id)
{
	TRY(settle(db, inbound_id, account_id));
	TRY(db_do(db, Q_REPLY_FILES_DELETE, ARGS(db_int(inbound_id)), NULL));
	TRY(store_outcome(db, inbound_id, &(struct reply_done){.outcome = "discarded"}));
	return record(db, inbound_id, account_id, "reply-discarded");
}

enum err reply_waiting_discard(struct db *db, struct arena *mem, int64_t inbound_id, int64_t account_id)
{
	struct waiting waiting;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(find_waiting(db, mem, NULL, inbound_id, false, &waiting));
	TRY(discard(db, inbound_id, account_id));
	return tx_commit(&tx);
}

/* ---- for an administrator ---- */

enum err reply_held_count(struct db *db, int64_t *count)
{
	return db_number(db, Q_REPLY_HELD_COUNT, NO_ARGS, count);
}

enum err reply_held_list(struct db *db, struct arena *mem, const char *language, json_t **list)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_REPLY_HELD, NO_ARGS, &rows));
	*list = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		json_array_append_new(*list,
			json_pack("{s:I, s:s, s:s, s:b, s:s, s:s, s:s}",
				"id", (json_int_t)row_int(row, "inbound_id"),
				"sender", row_text(row, "sender_address"),
				"writer", row_text(row, "writer"),
				"has_writer", !text_is_blank(row_text(row, "writer")),
				"subject", row_text(row, "subject"),
				"text", text_shorten(mem, row_text(row, "text"), EXCERPT),
				"received_at", moment_text(mem, row_moment(row, "received_at"), language)));
	}
	return OK;
}

/* Let through: done in the name of who wrote it, or, when nobody knows who did, asked of the person we
 * wrote to. */
static enum err release(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t inbound_id, int64_t account_id)
{
	struct waiting waiting;
	struct reply_done done = {.outcome = "waiting"};
	struct row *writer;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(find_waiting(db, mem, configuration, inbound_id, true, &waiting));
	TRY(settle(db, inbound_id, account_id));
	if (row_is_null(waiting.row, "writer_id")) {
		TRY(db_do(db, Q_REPLY_WAIT_FOR_PERSON, ARGS(db_text("stranger"), db_int(inbound_id)), NULL));
		TRY(reply_tell_waiting(&waiting.of, WAIT_STRANGER));
	} else {
		TRY(db_one(db, mem, Q_REPLY_ACCOUNT, ARGS(db_int(row_int(waiting.row, "writer_id"))), &writer));
		waiting.of.writer = writer;
		TRY(load_files(db, mem, &waiting.reply));
		TRY(reply_act(&waiting.of, &done));
		TRY(db_do(db, Q_REPLY_FILES_DELETE, ARGS(db_int(inbound_id)), NULL));
	}
	TRY(store_outcome(db, inbound_id, &done));
	TRY(record(db, inbound_id, account_id, "reply-released"));
	return tx_commit(&tx);
}

static enum err held_of_same_sender(struct db *db, struct arena *mem, int64_t inbound_id, struct rows *rows)
{
	struct row *row;

	TRY(db_one(db, mem, Q_REPLY_FIND, ARGS(db_int(inbound_id)), &row));
	if (strcmp(row_text(row, "waits"), "flood") != 0 || !row_is_null(row, "settled_at"))
		return NOT_FOUND;
	return db_list(db, mem, Q_REPLY_HELD_OF, ARGS(db_text(row_text(row, "sender_address"))), rows);
}

/* It can no longer be done: its matter is gone, its writer has left, or it is there by another way. */
static bool is_over(enum err err)
{
	return err == NOT_FOUND || err == CONFLICT || err == FORBIDDEN;
}

static enum err throw_away(struct db *db, int64_t inbound_id, int64_t account_id)
{
	OWNED(tx_close) struct tx tx = tx_begin(db);
	enum err err = discard(db, inbound_id, account_id);
	if (err == NOT_FOUND) /* somebody else was faster */
		return OK;
	TRY(err);
	return tx_commit(&tx);
}

enum err reply_held_release(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t inbound_id, int64_t account_id, int64_t *count)
{
	struct rows rows;

	*count = 0;
	TRY(held_of_same_sender(db, mem, inbound_id, &rows));
	for (size_t i = 0; i < rows.count; i++) {
		int64_t id = row_int(rows.at[i], "inbound_id");
		enum err err = release(db, mem, configuration, id, account_id);
		*count += err == OK;
		if (is_over(err))
			err = throw_away(db, id, account_id);
		TRY(err);
	}
	return OK;
}

enum err reply_held_discard(struct db *db, struct arena *mem, int64_t inbound_id, int64_t account_id,
	int64_t *count)
{
	struct rows rows;

	*count = 0;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(held_of_same_sender(db, mem, inbound_id, &rows));
	for (size_t i = 0; i < rows.count; i++) {
		enum err err = discard(db, row_int(rows.at[i], "inbound_id"), account_id);
		if (err != OK && err != NOT_FOUND)
			return err;
		*count += err == OK;
	}
	return tx_commit(&tx);
}
