/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Puts mail into the outbox table. A mail that could not be composed later is refused here, where the
 * one who queues it sees it: the model must have what mail_kind.c asks for. Tokens never stand in the
 * table in the clear: whoever reads the database, or a backup of it, cannot act with them.
 *
 * How the table is emptied is the matter of mail/send.c.
 */
#include <stdio.h>
#include <string.h>

#include "lib/configuration.h"
#include "lib/log.h"
#include "lib/mail_kind.h"
#include "lib/mail_preference.h"
#include "lib/outbox.h"
#include "lib/secret.h"
#include "lib/text.h"

#define NAME_LENGTH 120       /* outbox.recipient_name */
#define MESSAGE_ID_LENGTH 250 /* outbox.message_id, in_reply_to */
#define REFERENCES_LENGTH 2000 /* of a thread; what is older is left out, but its first mail */

char *outbox_message_id(struct arena *mem, const struct configuration *configuration)
{
	char random[TOKEN_TEXT_SIZE];

	token_make(random);
	return arena_printf(mem, "%s@%s", random, configuration->reply_domain);
}

static void bounce_token(const struct configuration *configuration, const char *message_id,
	char text[TOKEN_TEXT_SIZE])
{
	char signature[2 * TOKEN_HASH_SIZE + 1];

	secret_sign(&configuration->key, "bounce", message_id, signature);
	snprintf(text, TOKEN_TEXT_SIZE, "%.*s", TOKEN_TEXT_SIZE - 1, signature);
}

char *outbox_bounce_address(struct arena *mem, const struct configuration *configuration,
	const char *message_id)
{
	char token[TOKEN_TEXT_SIZE];

	bounce_token(configuration, message_id, token);
	return arena_printf(mem, "%s+%s@%s", configuration->bounce_local, token, configuration->reply_domain);
}

/* A message id that came with somebody's mail may hold anything; one that could not stand in a header
 * is as good as none. */
static const char *usable_id(const char *id)
{
	if (id == NULL || *id == '\0' || strlen(id) > MESSAGE_ID_LENGTH)
		return NULL;
	for (const char *p = id; *p != '\0'; p++)
		if (*p <= ' ' || *p > '~' || *p == '<' || *p == '>')
			return NULL;
	return id;
}

static enum err check_secret(const struct outbox_mail *mail, const char *name)
{
	if (json_is_string(json_object_get(mail->secret, name)))
		return OK;
	log_error("outbox: a mail \"%s\" needs the secret \"%s\"", mail->kind, name);
	return FAILED;
}

static enum err check(const struct outbox_mail *mail, const struct mail_kind *kind)
{
	if (kind == NULL) {
		log_error("outbox: there is no mail \"%s\"", mail->kind);
		return FAILED;
	}
	for (const char *const *field = kind->fields; *field != NULL; field++) {
		if (json_object_get(mail->model, *field) != NULL)
			continue;
		log_error("outbox: a mail \"%s\" needs \"%s\"", mail->kind, *field);
		return FAILED;
	}
	if (kind->needs_token)
		TRY(check_secret(mail, "token"));
	if (kind->can_be_answered)
		TRY(check_secret(mail, "reply_token"));
	return text_is_email(mail->address) ? OK : INVALID;
}

/* JSON as text, in memory that the arena looks after. */
static enum err dump(struct arena *mem, const json_t *value, char **out)
{
	char *text = json_dumps(value, JSON_COMPACT);

	if (text == NULL) {
		log_error("outbox: a model that is no JSON");
		return FAILED;
	}
	*out = arena_text(mem, text);
	free(text);
	return OK;
}

static enum err seal(struct arena *mem, const struct configuration *configuration,
	const json_t *secret, struct arg *out)
{
	char *text;
	unsigned char *sealed;
	size_t size;

	*out = db_null();
	if (secret == NULL)
		return OK;
	TRY(dump(mem, secret, &text));
	secret_seal(mem, &configuration->key, text, &sealed, &size);
	*out = db_bytes(sealed, size);
	return OK;
}

/* The thread up to the mail that this one answers (RFC 5322, 3.6.4): its own references and its id. */
static enum err thread_of(struct db *db, struct arena *mem, const char *in_reply_to, const char **out)
{
	struct row *row;
	const char *before = "";

	*out = in_reply_to;
	if (in_reply_to == NULL)
		return OK;
	enum err err = db_one(db, mem, Q_OUTBOX_REFERENCES, ARGS(db_text(in_reply_to)), &row);
	if (err == OK)
		before = row_text(row, "reference_ids");
	if (err != OK && err != NOT_FOUND)
		return err;
	if (*before == '\0')
		return OK;
	if (strlen(before) + strlen(in_reply_to) < REFERENCES_LENGTH)
		*out = arena_printf(mem, "%s %s", before, in_reply_to);
	else
		*out = arena_printf(mem, "%.*s %s", (int)strcspn(before, " "), before, in_reply_to);
	return OK;
}

/* How a mail of this kind reaches its address. */
struct standing {
	bool suppressed;
	enum mail_pace pace;
};

static enum err find_standing(struct db *db, struct arena *mem, const struct outbox_mail *mail,
	const struct mail_kind *kind, struct standing *out)
{
	struct row *row;

	*out = (struct standing){.pace = PACE_AT_ONCE};
	if (kind->always)
		return OK;
	TRY(db_one(db, mem, Q_OUTBOX_STANDING,
		ARGS(db_text(mail->address), db_text(mail->address), db_text(kind->topic)), &row));
	out->suppressed = row_int(row, "suppressed") > 0;
	out->pace = mail_pace_from(row_text(row, "pace"));
	return OK;
}

static const char *topic_of(const struct outbox_mail *mail, const struct mail_kind *kind)
{
	return mail->topic != NULL ? mail->topic : kind->topic;
}

static enum err insert(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct outbox_mail *mail, const struct mail_kind *kind, enum mail_pace pace)
{
	enum language language = language_from_code(mail->language, configuration->language);
	const char *id = usable_id(mail->message_id), *answers = usable_id(mail->in_reply_to), *thread;
	const char *name = mail->name != NULL ? mail->name : "";
	unsigned char bounce[TOKEN_HASH_SIZE];
	char token[TOKEN_TEXT_SIZE];
	moment now = clock_now();
	struct arg secret;
	char *model;

	if (id == NULL)
		id = outbox_message_id(mem, configuration);
	bounce_token(configuration, id, token);
	token_hash(token, bounce);
	TRY(dump(mem, mail->model, &model));
	TRY(seal(mem, configuration, mail->secret, &secret));
	TRY(thread_of(db, mem, answers, &thread));
	return db_do(db, Q_OUTBOX_ADD,
		ARGS(db_text(mail->kind), db_text(topic_of(mail, kind)),
			mail->account_id != 0 ? db_int(mail->account_id) : db_null(),
			db_text(mail->address), db_text(text_shorten(mem, name, NAME_LENGTH)),
			db_text(language_code(language)), db_text(model), secret, db_text(id), db_text(answers),
			db_text(thread), db_bytes(bounce, sizeof bounce),
			db_text(pace == PACE_AT_ONCE && !mail->gather ? "queued" : "held"), db_moment(now),
			db_moment(mail_pace_due(pace, now))),
		NULL);
}

enum err outbox_add(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct outbox_mail *mail)
{
	const struct mail_kind *kind = mail_kind_find(mail->kind);
	struct standing standing;

	TRY(check(mail, kind));
	TRY(find_standing(db, mem, mail, kind, &standing));
	if (standing.suppressed || standing.pace == PACE_NEVER) {
		log_info("outbox: a mail \"%s\" was not queued, its address gets none", mail->kind);
		return OK;
	}
	if (topic_of(mail, kind) != NULL)
		TRY(subscription_issue(db, configuration, mail->address, topic_of(mail, kind)));
	return insert(db, mem, configuration, mail, kind, standing.pace);
}

enum err outbox_find_bounced(struct db *db, struct arena *mem, const char *token,
	struct outbox_bounced *out)
{
	unsigned char hash[TOKEN_HASH_SIZE];
	struct row *row;

	TRY(token_hash_typed(token, hash));
	TRY(db_one(db, mem, Q_OUTBOX_BOUNCED, ARGS(db_bytes(hash, sizeof hash)), &row));
	*out = (struct outbox_bounced){
		.id = row_int(row, "id"),
		.kind = row_text(row, "kind"),
		.topic = row_text(row, "topic"),
		.account_id = row_int(row, "account_id"),
		.address = row_text(row, "recipient_address"),
		.language = row_text(row, "language"),
		.message_id = row_text(row, "message_id"),
		.status = row_text(row, "status"),
		.model = row_text(row, "model"),
		.sent_at = row_moment(row, "sent_at"),
	};
	return OK;
}
