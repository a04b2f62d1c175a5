/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Puts mail into the outbox table. A mail that could not be composed later is refused here, where the
 * one who queues it sees it: the model must have what mail_kind.c asks for. Tokens never stand in the
 * table in the clear: whoever reads the database, or a backup of it, cannot act with them.
 *
 * How the table is emptied is the matter of mail/send.c.
 */
#include <string.h>

#include "lib/configuration.h"
#include "lib/log.h"
#include "lib/mail_kind.h"
#include "lib/outbox.h"
#include "lib/secret.h"
#include "lib/text.h"

#define NAME_LENGTH 120       /* outbox.recipient_name */
#define MESSAGE_ID_LENGTH 250 /* outbox.message_id, in_reply_to */

char *outbox_message_id(struct arena *mem, const struct configuration *configuration)
{
	char random[TOKEN_TEXT_SIZE];

	token_make(random);
	return arena_printf(mem, "%s@%s", random, configuration->reply_domain);
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

static enum err insert(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct outbox_mail *mail)
{
	enum language language = language_from_code(mail->language, configuration->language);
	const char *id = usable_id(mail->message_id);
	const char *name = mail->name != NULL ? mail->name : "";
	moment now = clock_now();
	struct arg secret;
	char *model;

	TRY(dump(mem, mail->model, &model));
	TRY(seal(mem, configuration, mail->secret, &secret));
	return db_do(db, Q_OUTBOX_ADD,
		ARGS(db_text(mail->kind),
			mail->account_id != 0 ? db_int(mail->account_id) : db_null(),
			db_text(mail->address), db_text(text_shorten(mem, name, NAME_LENGTH)),
			db_text(language_code(language)), db_text(model), secret,
			db_text(id != NULL ? id : outbox_message_id(mem, configuration)),
			db_text(usable_id(mail->in_reply_to)), db_moment(now), db_moment(now)),
		NULL);
}

enum err outbox_add(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct outbox_mail *mail)
{
	const struct mail_kind *kind = mail_kind_find(mail->kind);
	int64_t suppressed = 0;

	TRY(check(mail, kind));
	if (!kind->always)
		TRY(db_number(db, Q_OUTBOX_SUPPRESSED, ARGS(db_text(mail->address)), &suppressed));
	if (suppressed > 0) {
		log_info("outbox: a mail \"%s\" was not queued, its address gets no more mail",
			mail->kind);
		return OK;
	}
	return insert(db, mem, configuration, mail);
}
