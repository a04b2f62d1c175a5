/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/mail_preference.h"

#include <stdio.h>
#include <string.h>

#include "lib/text.h"

#define DIGEST_HOUR 7 /* local time: read with the first coffee */
#define MONDAY 4      /* day 4 since 1970-01-01, a Thursday, was one */

static const char *const names[] = {
	[PACE_AT_ONCE] = "at_once", [PACE_DAILY] = "daily", [PACE_WEEKLY] = "weekly", [PACE_NEVER] = "never"};

const char *mail_pace_name(enum mail_pace pace)
{
	return names[pace];
}

enum mail_pace mail_pace_from(const char *name)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (text_equal(names[i], name))
			return (enum mail_pace)i;
	return PACE_AT_ONCE;
}

moment mail_pace_due(enum mail_pace pace, moment now)
{
	day date = day_of(now);

	if (pace != PACE_DAILY && pace != PACE_WEEKLY)
		return now;
	if (now >= moment_at(date, DIGEST_HOUR, 0))
		date++;
	while (pace == PACE_WEEKLY && date % 7 != MONDAY)
		date++;
	return moment_at(date, DIGEST_HOUR, 0);
}

enum err mail_pace_find(struct db *db, struct arena *mem, const char *address, const char *topic,
	enum mail_pace *out)
{
	struct row *row;
	enum err err = db_one(db, mem, Q_MAIL_PREFERENCE, ARGS(db_text(address), db_text(topic)), &row);

	*out = err == OK ? mail_pace_from(row_text(row, "pace")) : PACE_AT_ONCE;
	return err == NOT_FOUND ? OK : err;
}

/* What waits for a digest follows the new choice. */
static enum err apply(struct db *db, const char *address, const char *topic, enum mail_pace pace)
{
	if (pace == PACE_NEVER)
		return db_do(db, Q_OUTBOX_DROP_HELD, ARGS(db_text(address), db_text(topic)), NULL);
	return db_do(db, Q_OUTBOX_MOVE_HELD,
		ARGS(db_text(pace == PACE_AT_ONCE ? "queued" : "held"),
			db_moment(mail_pace_due(pace, clock_now())), db_text(address), db_text(topic)),
		NULL);
}

enum err mail_pace_set(struct db *db, const char *address, const char *topic, enum mail_pace pace)
{
	const struct mail_topic *found = mail_topic_find(topic);

	if (found == NULL || (!found->can_wait && (pace == PACE_DAILY || pace == PACE_WEEKLY)))
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_MAIL_PREFERENCE_SET,
		ARGS(db_text(address), db_text(topic), db_text(mail_pace_name(pace)), db_moment(clock_now())),
		NULL));
	TRY(apply(db, address, topic, pace));
	return tx_commit(&tx);
}

enum err mail_readers_of(struct db *db, int64_t account_id, unsigned *readers)
{
	int64_t bits;

	TRY(db_number(db, Q_MAIL_READERS, ARGS(db_int(account_id)), &bits));
	*readers = (unsigned)bits;
	return OK;
}

/* ---- without logging in ---- */

void subscription_token(const struct configuration *configuration, const char *address,
	const char *topic, char text[TOKEN_TEXT_SIZE])
{
	OWNED(arena_close) struct arena *mem = arena_open();
	char signature[2 * TOKEN_HASH_SIZE + 1];

	secret_sign(&configuration->key, "unsubscribe",
		arena_printf(mem, "%s %s", topic, text_fold(mem, address)), signature);
	snprintf(text, TOKEN_TEXT_SIZE, "%.*s", TOKEN_TEXT_SIZE - 1, signature);
}

enum err subscription_issue(struct db *db, const struct configuration *configuration,
	const char *address, const char *topic)
{
	char token[TOKEN_TEXT_SIZE];
	unsigned char hash[TOKEN_HASH_SIZE];

	subscription_token(configuration, address, topic, token);
	token_hash(token, hash);
	return db_do(db, Q_SUBSCRIPTION_INSERT,
		ARGS(db_bytes(hash, sizeof hash), db_text(address), db_text(topic), db_moment(clock_now())),
		NULL);
}

enum err subscription_find(struct db *db, struct arena *mem, const char *token, struct subscription *out)
{
	unsigned char hash[TOKEN_HASH_SIZE];
	struct row *row;

	TRY(token_hash_typed(token, hash));
	TRY(db_one(db, mem, Q_SUBSCRIPTION_FIND, ARGS(db_bytes(hash, sizeof hash)), &row));
	*out = (struct subscription){.address = row_text(row, "address"),
		.topic = mail_topic_find(row_text(row, "topic"))};
	return out->topic != NULL ? OK : NOT_FOUND;
}

static enum err choose(struct db *db, struct arena *mem, const char *token, enum mail_pace pace)
{
	struct subscription subscription;

	TRY(subscription_find(db, mem, token, &subscription));
	return mail_pace_set(db, subscription.address, subscription.topic->name, pace);
}

enum err subscription_end(struct db *db, struct arena *mem, const char *token)
{
	return choose(db, mem, token, PACE_NEVER);
}

enum err subscription_resume(struct db *db, struct arena *mem, const char *token)
{
	return choose(db, mem, token, PACE_AT_ONCE);
}
