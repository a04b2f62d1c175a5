/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Writing in conversations: rules, rows and the mails that carry each message. Reading is
 * conversation_show.c.
 */
#include "lib/conversation.h"

#include "lib/audit.h"
#include "lib/recipient.h"
#include "lib/text.h"
#include "lib/token.h"

/* A message on its way to its readers. */
struct letter {
	struct db *db;
	struct arena *mem;
	const struct configuration *configuration;
	int64_t conversation_id;
	int64_t message_id;
	int64_t author_id;
	int64_t organisation_id;
	const char *text;
	enum answer_via via;
	const char *mail_message_id; /* of the mail it came in, or of the first that carries it */
	const struct attachment *attachments;
	size_t attachment_count;
	const struct row *writer;    /* author_name, organisation_name */
	const struct row *about;     /* subject, line_title */
};

/* Whether there is anything to read: a file that is kept says something without a word. */
static bool says_nothing(const char *text, const struct attachment *attachments, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (attachments[i].refusal == TAKEN)
			return false;
	}
	return text_is_blank(text);
}

static bool too_long(const char *text, size_t longest)
{
	return text_length(text) > longest;
}

enum err account_belongs(struct db *db, int64_t account_id, int64_t organisation_id, bool *belongs)
{
	int64_t count = 0;

	TRY(db_number(db, Q_CONVERSATION_PERSON_BELONGS, ARGS(db_int(account_id), db_int(organisation_id)),
		&count));
	*belongs = count > 0;
	return OK;
}

/* FORBIDDEN unless the author acts for the organisation and has confirmed their address. */
static enum err find_writer(struct letter *letter)
{
	struct row *row;

	enum err err = db_one(letter->db, letter->mem, Q_CONVERSATION_WRITER,
		ARGS(db_int(letter->author_id), db_int(letter->organisation_id)), &row);
	letter->writer = row;
	return err == NOT_FOUND ? FORBIDDEN : err;
}

/* The newest mail of the conversation in that person's mailbox; NULL when there is none. */
static enum err find_last_mail(const struct letter *letter, int64_t account_id, const char **out)
{
	struct row *row;

	*out = NULL;
	enum err err = db_one(letter->db, letter->mem, Q_CONVERSATION_LAST_MAIL,
		ARGS(db_int(letter->conversation_id), db_int(account_id),
			db_int(letter->conversation_id), db_int(account_id)),
		&row);
	if (err == NOT_FOUND)
		return OK;
	TRY(err);
	*out = row_text(row, "mail_message_id");
	return OK;
}

/* Whom an enterprise may call when a municipality writes: the contact of the purchase, else the writer. */
static json_t *contact_model(const struct letter *letter)
{
	const struct row *about = letter->about, *writer = letter->writer;
	bool named = row_int(about, "buyer_id") == letter->organisation_id;

	if (!text_equal(row_text(writer, "kind"), "municipality"))
		return json_null();
	return json_pack("{s:s, s:s, s:s, s:b}",
		"name", named ? row_text(about, "contact_name") : row_text(writer, "author_name"),
		"email", named ? row_text(about, "contact_email") : row_text(writer, "email"),
		"phone", named ? row_text(about, "contact_phone") : row_text(writer, "phone"),
		"has_phone", !text_is_blank(named ? row_text(about, "contact_phone") : row_text(writer, "phone")));
}

/* What the mail says, in its reader's language. The caller owns *model. */
static enum err letter_model(const struct letter *letter, const char *language, json_t **model)
{
	json_t *attachments;

	TRY(attachments_list(letter->db, letter->mem, letter->conversation_id, letter->message_id, language,
		&attachments));
	/* somebody replied to the mail about a purchase: its title is all the subject there is */
	bool reply = text_equal(row_text(letter->about, "subject"), row_text(letter->about, "line_title"));
	*model = json_pack("{s:I, s:s, s:b, s:s, s:s, s:s, s:s, s:s, s:o, s:b, s:o}",
		"conversation_id", (json_int_t)letter->conversation_id,
		"subject", row_text(letter->about, "subject"), "is_reply", reply,
		"author_name", row_text(letter->writer, "author_name"),
		"organisation_name", row_text(letter->writer, "organisation_name"),
		"text", letter->text, "line_title", row_text(letter->about, "line_title"),
		"author_address", row_text(letter->writer, "author_address"), "contact", contact_model(letter),
		"has_attachments", json_array_size(attachments) > 0,
		"attachments", attachments);
	return OK;
}

/* The mail to one reader, with a reply address of their own. */
static enum err carry(const struct letter *letter, const struct row *reader, const char *message_id)
{
	char token[TOKEN_TEXT_SIZE];
	struct outbox_mail mail = recipient_mail(reader, "contact");
	OWNED(json_decrefp) json_t *model = NULL;

	TRY(token_issue(letter->db,
		&(struct token){
			.purpose = TOKEN_CONVERSATION,
			.account_id = mail.account_id,
			.subject_id = letter->conversation_id,
			.expires_at = clock_now() + TOKEN_REPLY_LIFE,
		},
		token));
	TRY(letter_model(letter, row_text(reader, "language"), &model));
	TRY(find_last_mail(letter, mail.account_id, &mail.in_reply_to));
	TRY(db_do(letter->db, Q_CONVERSATION_MESSAGE_MAIL_INSERT,
		ARGS(db_int(letter->message_id), db_int(mail.account_id), db_text(message_id)), NULL));
	mail.message_id = message_id;
	mail.secret = json_pack("{s:s}", "reply_token", token);
	mail.model = model;
	enum err err = outbox_add(letter->db, letter->mem, letter->configuration, &mail);
	json_decref(mail.secret);
	return err;
}

static enum err store_message(struct letter *letter)
{
	moment now = clock_now();

	if (letter->mail_message_id == NULL)
		letter->mail_message_id = outbox_message_id(letter->mem, letter->configuration);
	TRY(db_insert(letter->db, Q_CONVERSATION_MESSAGE_INSERT,
		ARGS(db_int(letter->conversation_id), db_int(letter->author_id),
			db_int(letter->organisation_id), db_text(letter->text),
			db_text(letter->via == VIA_MAIL ? "mail" : "web"),
			db_text(letter->mail_message_id), db_moment(now)),
		&letter->message_id));
	TRY(attachments_store(letter->db, letter->message_id, letter->attachments, letter->attachment_count));
	TRY(db_do(letter->db, Q_CONVERSATION_TOUCH,
		ARGS(db_moment(now), db_int(letter->conversation_id)), NULL));
	/* who writes has read what stands above */
	return conversation_mark_read(letter->db, letter->conversation_id, letter->organisation_id,
		letter->author_id, letter->via);
}

/* Stores the message and queues its mails; *readers (may be NULL) is to how many. */
static enum err deliver(struct letter *letter, size_t *readers)
{
	struct rows rows;
	struct row *about;

	TRY(store_message(letter));
	TRY(db_one(letter->db, letter->mem, Q_CONVERSATION_SUBJECT,
		ARGS(db_int(letter->conversation_id)), &about));
	letter->about = about;
	TRY(db_list(letter->db, letter->mem, Q_CONVERSATION_RECIPIENTS,
		ARGS(db_int(letter->conversation_id), db_int(letter->author_id),
			db_int(letter->conversation_id), db_int(letter->author_id)),
		&rows));
	for (size_t i = 0; i < rows.count; i++) {
		bool own_id = letter->via == VIA_WEB && i == 0;
		TRY(carry(letter, rows.at[i],
			own_id ? letter->mail_message_id
			       : outbox_message_id(letter->mem, letter->configuration)));
	}
	if (readers != NULL)
		*readers = rows.count;
	return audit_add(letter->db,
		&(struct audit){
			.account_id = letter->author_id,
			.organisation_id = letter->organisation_id,
			.action = "message-written",
			.subject_kind = "conversation",
			.subject_id = letter->conversation_id,
		});
}

/* ---- starting ---- */

static enum err check_start(struct db *db, const struct conversation_start *start)
{
	int64_t lines = 0;
	bool belongs = true;

	if (text_is_blank(start->subject) || too_long(start->subject, CONVERSATION_SUBJECT_LONGEST) ||
		says_nothing(start->text, start->attachments, start->attachment_count) ||
		too_long(start->text, CONVERSATION_TEXT_LONGEST) ||
		start->from_organisation == start->to_organisation)
		return INVALID;
	if (start->line_id != 0) {
		TRY(db_number(db, Q_CONVERSATION_LINE_IS_VISIBLE,
			ARGS(db_int(start->line_id), db_int(start->from_organisation)), &lines));
		if (lines == 0)
			return NOT_FOUND;
	}
	if (start->to_account != 0)
		TRY(account_belongs(db, start->to_account, start->to_organisation, &belongs));
	return belongs ? OK : NOT_FOUND;
}

static enum err store_conversation(struct db *db, const struct conversation_start *start, int64_t *id)
{
	moment now = clock_now();
	int64_t person = start->to_account;

	if (person == 0 && start->line_id != 0)
		TRY(db_number(db, Q_CONVERSATION_DEFAULT_PERSON,
			ARGS(db_int(start->line_id), db_int(start->to_organisation)), &person));
	TRY(db_insert(db, Q_CONVERSATION_INSERT,
		ARGS(db_text(start->subject), start->line_id == 0 ? db_null() : db_int(start->line_id),
			db_moment(now), db_moment(now)),
		id));
	TRY(db_do(db, Q_CONVERSATION_PARTY_INSERT,
		ARGS(db_int(*id), db_int(start->from_organisation), db_int(start->author_id)), NULL));
	enum err err = db_do(db, Q_CONVERSATION_PARTY_INSERT,
		ARGS(db_int(*id), db_int(start->to_organisation), person == 0 ? db_null() : db_int(person)),
		NULL);
	return err == CONFLICT ? NOT_FOUND : err; /* there is no such organisation */
}

enum err conversation_start(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct conversation_start *start, int64_t *id)
{
	struct letter letter = {
		.db = db,
		.mem = mem,
		.configuration = configuration,
		.author_id = start->author_id,
		.organisation_id = start->from_organisation,
		.text = start->text,
		.via = start->via,
		.mail_message_id = start->mail_message_id,
		.attachments = start->attachments,
		.attachment_count = start->attachment_count,
	};
	size_t readers = 0;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(check_start(db, start));
	TRY(find_writer(&letter));
	TRY(store_conversation(db, start, &letter.conversation_id));
	TRY(deliver(&letter, &readers));
	if (readers == 0)
		return NOT_FOUND;
	if (start->line_id != 0)
		TRY(db_do(db, Q_LINE_MATCH_CONTACTED,
			ARGS(db_int(start->line_id), db_int(start->to_organisation),
				db_int(start->from_organisation)),
			NULL));
	*id = letter.conversation_id;
	return tx_commit(&tx);
}

/* ---- adding ---- */

/* FORBIDDEN unless a party; CONFLICT when the mail is in it already. */
static enum err check_add(struct db *db, const struct message_add *message)
{
	int64_t count = 0;

	if (says_nothing(message->text, message->attachments, message->attachment_count) ||
		too_long(message->text, CONVERSATION_TEXT_LONGEST))
		return INVALID;
	TRY(db_number(db, Q_CONVERSATION_IS_PARTY,
		ARGS(db_int(message->conversation_id), db_int(message->organisation_id)), &count));
	if (count == 0)
		return FORBIDDEN;
	if (message->mail_message_id == NULL)
		return OK;
	TRY(db_number(db, Q_CONVERSATION_MESSAGE_HAS_MAIL,
		ARGS(db_int(message->conversation_id), db_text(message->mail_message_id)), &count));
	return count == 0 ? OK : CONFLICT;
}

enum err conversation_add(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct message_add *message, int64_t *id)
{
	struct letter letter = {
		.db = db,
		.mem = mem,
		.configuration = configuration,
		.conversation_id = message->conversation_id,
		.author_id = message->author_id,
		.organisation_id = message->organisation_id,
		.text = message->text,
		.via = message->via,
		.mail_message_id = message->mail_message_id,
		.attachments = message->attachments,
		.attachment_count = message->attachment_count,
	};

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(check_add(db, message));
	TRY(find_writer(&letter));
	TRY(deliver(&letter, NULL));
	*id = letter.message_id;
	return tx_commit(&tx);
}
