/* SPDX-License-Identifier: MPL-2.0 */
/*
 * One batch of the outbox: claim, compose, send, record. What becomes of a mail is written at once when
 * it is known, not at the end of the batch, so that little is in doubt when the machine dies.
 *
 *	4xx, or no connection   again after 1 minute, doubling to 6 hours, for 5 days
 *	5xx                     failed, with the server's words
 *	no answer after the end again, marked doubtful
 *	too many this minute    in the next one; that is no attempt (send_ration.h)
 *
 * The statuses and who may change them: sql/outbox.sql.
 */
#include <inttypes.h>
#include <time.h>

#include "lib/log.h"
#include "lib/secret.h"
#include "lib/text.h"
#include "mail/send.h"
#include "mail/send_ration.h"
#include "mail/send_refused.h"
#include "mail/smtp.h"

#define CLAIM_SECONDS 600
#define CLAIM_SIZE 16
#define RECORD_TRIES 5
#define RECORD_PAUSE 1 /* seconds */
#define FIRST_PAUSE 60
#define LONGEST_PAUSE (6 * 3600)
#define GIVE_UP_AFTER (5 * 24 * 3600)

struct batch {
	const struct sender *sender;
	struct arena *mem;
	unsigned char claim[CLAIM_SIZE];
	struct outbox_row *rows;
	struct smtp_mail *mails; /* mails[i] is made from rows[i] */
	size_t count;
	size_t sent, later, failed, rationed;
	const char *spent; /* domains that get no more this minute */
	bool held; /* we ended the session ourselves */
	enum err err; /* of recording */
};

static struct arg claim_of(const struct batch *batch)
{
	return db_bytes(batch->claim, sizeof batch->claim);
}

/* ---- claiming ---- */

/* Takes over what another sender left, then what is due. May run again when it lost against another. */
static enum err claim_rows(void *context)
{
	struct batch *batch = context;
	struct db *db = batch->sender->db;
	moment now = clock_now(), until = now + CLAIM_SECONDS;
	uint64_t left = 0;

	TRY(db_do(db, Q_OUTBOX_CLAIM_LEFT,
		ARGS(claim_of(batch), db_moment(until), db_moment(now), db_moment(now),
			db_int(SEND_BATCH)),
		&left));
	if (left >= SEND_BATCH)
		return OK;
	return db_do(db, Q_OUTBOX_CLAIM,
		ARGS(claim_of(batch), db_moment(until), db_moment(now), db_text(batch->spent),
			db_int(SEND_BATCH - (int64_t)left)),
		NULL);
}

static void new_claim(struct batch *batch)
{
	char random[TOKEN_TEXT_SIZE];

	token_make(random); /* 128 random bits, as hexadecimal */
	text_to_bytes(random, batch->claim, sizeof batch->claim);
}

/* ---- recording ---- */

/* Remembers the first error, so that the batch as a whole reports it. */
static void note(struct batch *batch, const struct outbox_row *row, enum err err)
{
	if (err == OK)
		return;
	log_error("mail %" PRId64 ": what became of it could not be recorded: %s", row->id, err_name(err));
	if (batch->err == OK)
		batch->err = err;
}

/* One statement that records what became of a mail. */
struct recording {
	struct db *db;
	enum query query;
	struct args args;
};

static enum err record_once(void *context)
{
	struct recording *recording = context;

	return db_do(recording->db, recording->query, recording->args, NULL);
}

/* What is not recorded is sent twice, so this is tried for some seconds, also while the database starts
 * anew. The claim in its WHERE lets a statement that was done already do nothing. */
static void record(struct batch *batch, const struct outbox_row *row, enum query query, struct args args)
{
	const struct timespec pause = {.tv_sec = RECORD_PAUSE};
	struct recording recording = {batch->sender->db, query, args};
	enum err err = db_repeat(batch->sender->db, record_once, &recording);

	for (int tries = 1; err == UNAVAILABLE && tries < RECORD_TRIES; tries++) {
		nanosleep(&pause, NULL);
		err = db_repeat(batch->sender->db, record_once, &recording);
	}
	note(batch, row, err);
}

static void record_sent(struct batch *batch, const struct outbox_row *row)
{
	batch->sent++;
	record(batch, row, Q_OUTBOX_SENT,
		ARGS(db_text(row->doubtful ? "doubtful" : "sent"), db_moment(clock_now()), db_int(row->id),
			claim_of(batch)));
}

static void record_failed(struct batch *batch, const struct outbox_row *row, const char *why)
{
	batch->failed++;
	log_warning("mail %" PRId64 " (%s) was given up: %s", row->id, row->kind, why);
	record(batch, row, Q_OUTBOX_FAILED, ARGS(db_text(why), db_int(row->id), claim_of(batch)));
}

static void put_back(struct batch *batch, const struct outbox_row *row, int64_t attempts, moment when,
	const char *why)
{
	record(batch, row, Q_OUTBOX_LATER,
		ARGS(db_text(row->doubtful ? "doubtful" : "queued"), db_int(attempts), db_moment(when),
			db_text(why), db_int(row->id), claim_of(batch)));
}

static int64_t pause_after(int64_t attempts)
{
	int64_t pause = FIRST_PAUSE;

	while (attempts-- > 0 && pause < LONGEST_PAUSE)
		pause *= 2;
	return pause < LONGEST_PAUSE ? pause : LONGEST_PAUSE;
}

static void record_later(struct batch *batch, const struct outbox_row *row, const char *why)
{
	moment next = clock_now() + pause_after(row->attempts);

	if (next - row->created_at > GIVE_UP_AFTER) {
		record_failed(batch, row, why);
		return;
	}
	batch->later++;
	put_back(batch, row, row->attempts + 1, next, why);
}

/* ---- what the session asks and tells ---- */

/* From here on the mail may have arrived, so the table says that first. Not ended when the claim is
 * another's by now, when the table cannot be written, or when we are asked to stop. */
static bool may_end(void *context, size_t index)
{
	struct batch *batch = context;
	const struct sender *sender = batch->sender;
	moment until = clock_now() + CLAIM_SECONDS + sender->composer->configuration->smtp_timeout;
	uint64_t ours = 0;
	enum err err = OK;

	bool stop = sender->stopping != NULL && sender->stopping(sender->context);
	if (!stop)
		err = db_do(sender->db, Q_OUTBOX_HAND_OVER,
			ARGS(db_moment(until), db_int(batch->rows[index].id), claim_of(batch)), &ours);
	note(batch, &batch->rows[index], err);
	batch->held = ours != 1;
	return ours == 1;
}

/* Given up; and when the server knows no such address, who may know a better one is told. */
static void record_refused(struct batch *batch, const struct outbox_row *row, const struct smtp_mail *mail)
{
	record_failed(batch, row, mail->reason);
	if (mail->at_recipient)
		note(batch, row, send_refused(batch->sender->db, batch->sender->composer->configuration,
			row->message_id, mail->reason));
}

static void answered(void *context, size_t index)
{
	struct batch *batch = context;
	const struct outbox_row *row = &batch->rows[index];
	const struct smtp_mail *mail = &batch->mails[index];

	if (mail->outcome == SMTP_TAKEN)
		record_sent(batch, row);
	else if (mail->outcome == SMTP_REFUSED)
		record_refused(batch, row, mail);
	else
		record_later(batch, row, mail->reason);
}

/* ---- the batch ---- */

/* The claimed rows that may leave this minute; the others wait for the next. */
static enum err read_rows(struct batch *batch, size_t *count)
{
	const struct configuration *configuration = batch->sender->composer->configuration;
	struct rows rows;
	moment next = send_ration_next(clock_now());

	TRY(db_list(batch->sender->db, batch->mem, Q_OUTBOX_CLAIMED, ARGS(claim_of(batch)), &rows));
	batch->rows = arena_array(batch->mem, rows.count + 1, sizeof *batch->rows);
	bool *allowed = arena_array(batch->mem, rows.count + 1, sizeof *allowed);
	for (size_t i = 0; i < rows.count; i++)
		outbox_row_read(rows.at[i], configuration, &batch->rows[i]);
	TRY(send_ration_take(batch->sender->db, configuration, batch->rows, rows.count, allowed));
	*count = 0;
	for (size_t i = 0; i < rows.count; i++) {
		if (allowed[i]) {
			batch->rows[(*count)++] = batch->rows[i];
			continue;
		}
		put_back(batch, &batch->rows[i], batch->rows[i].attempts, next, "");
		batch->rationed++;
	}
	return OK;
}

/* Composes what may leave. One that cannot be composed is given up: trying again would not help, and it
 * must not hold up the others. */
static enum err compose_all(struct batch *batch)
{
	const struct composer *composer = batch->sender->composer;
	size_t count;

	TRY(read_rows(batch, &count));
	batch->mails = arena_array(batch->mem, count + 1, sizeof *batch->mails);
	for (size_t i = 0; i < count; i++) {
		const struct outbox_row row = batch->rows[i];
		struct mail mail;

		if (compose(composer, batch->mem, &row, &mail) != OK) {
			record_failed(batch, &row, "it could not be written; the log says why");
			continue;
		}
		batch->rows[batch->count] = row;
		batch->mails[batch->count++] = (struct smtp_mail){
			.from = mail.from, .to = mail.to, .bytes = mail.bytes, .size = mail.size};
	}
	return OK;
}

/* Those that got no answer. When we ended the session ourselves the rest goes back as it was. */
static void record_rest(struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		struct outbox_row *row = &batch->rows[i];
		const struct smtp_mail *mail = &batch->mails[i];

		if (mail->outcome == SMTP_IN_DOUBT) {
			row->doubtful = true;
			record_later(batch, row, mail->reason);
		} else if (mail->outcome == SMTP_UNTRIED && batch->held) {
			put_back(batch, row, row->attempts, clock_now(), "");
		} else if (mail->outcome == SMTP_UNTRIED) {
			record_later(batch, row, mail->reason);
		}
	}
}

static enum err deliver(struct batch *batch)
{
	const struct smtp_watch watch = {.may_end = may_end, .answered = answered, .context = batch};
	char problem[SMTP_REASON_SIZE];
	enum err err;

	if (batch->count == 0)
		return OK;
	err = smtp_deliver(batch->sender->composer->configuration, batch->mails, batch->count, &watch,
		problem);
	record_rest(batch);
	if (err != OK && !batch->held)
		log_error("the mail server took not all: %s", problem);
	else
		err = OK;
	return err;
}

enum err send_batch(const struct sender *sender, size_t *claimed)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct batch batch = {.sender = sender, .mem = mem};
	bool none_left;

	*claimed = 0;
	new_claim(&batch);
	TRY(send_ration_spent(sender->db, mem, sender->composer->configuration, &batch.spent, &none_left));
	if (none_left)
		return OK;
	TRY(db_repeat(sender->db, claim_rows, &batch));
	TRY(compose_all(&batch));
	*claimed = batch.count + batch.failed + batch.rationed;
	enum err err = deliver(&batch);
	if (*claimed > 0)
		log_info("outbox: %zu sent, %zu later, %zu given up", batch.sent, batch.later, batch.failed);
	return batch.err != OK ? batch.err : err;
}
