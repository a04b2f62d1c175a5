/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Taking a reply. The order matters: what is too much is not looked at, what a stranger wrote waits, what
 * a machine repeats is noted; only then does it do what it says.
 */
#include <inttypes.h>
#include <strings.h>

#include "lib/conversation.h"
#include "lib/line_match.h"
#include "lib/reply_internal.h"
#include "lib/text.h"

enum { SUBJECT_LONGEST = 250, REPEATS = 2, A_DAY = 24 * 3600 };

/* ---- whose it is ---- */

enum err reply_find_matter(struct reply_case *of)
{
	const struct token *address = &of->reply->address;
	struct row *row;

	if (address->purpose == TOKEN_MATCH)
		TRY(db_one(of->db, of->mem, Q_REPLY_MATCH, ARGS(db_int(address->subject_id)), &row));
	else
		TRY(db_one(of->db, of->mem, Q_REPLY_CONVERSATION,
			ARGS(db_int(address->account_id), db_int(address->subject_id)), &row));
	of->about = row;
	of->title = row_text(row, "title");
	of->organisation_id = row_int(row, "organisation_id");
	return OK;
}

/* The database compares addresses without regard to accents; here only case may differ. */
static enum err find_writer(struct reply_case *of)
{
	struct rows rows;

	TRY(db_list(of->db, of->mem, Q_REPLY_SENDER,
		ARGS(db_text(of->reply->sender), db_int(of->organisation_id)), &rows));
	for (size_t i = 0; i < rows.count; i++)
		if (strcasecmp(row_text(rows.at[i], "email"), of->reply->sender) == 0)
			of->writer = rows.at[i];
	return OK;
}

static int64_t writer_id(const struct reply_case *of)
{
	return of->writer == NULL ? 0 : row_int(of->writer, "account_id");
}

/* ---- keeping what was read ---- */

/* Whether anything of it can be passed on: words, or a file that is kept. */
static bool says_something(const struct reply *reply)
{
	for (size_t i = 0; i < reply->attachment_count; i++)
		if (reply->attachments[i].refusal == TAKEN)
			return true;
	return !text_is_blank(reply->text);
}

static const char *decision_name(enum reply_decision decision)
{
	static const char *const names[] = {"unclear", "interested", "declined"};

	return names[decision];
}

static const char *purpose_name(const struct reply *reply)
{
	return reply->address.purpose == TOKEN_MATCH ? "match" : "conversation";
}

/* `waits` NULL: it is being done now. */
static enum err keep(const struct reply_case *of, const char *waits)
{
	const struct reply *reply = of->reply;

	return db_do(of->db, Q_REPLY_INSERT,
		ARGS(db_int(reply->inbound_id), db_text(purpose_name(reply)), db_int(reply->address.subject_id),
			db_int(reply->address.account_id), db_moment(reply->address.expires_at),
			writer_id(of) == 0 ? db_null() : db_int(writer_id(of)),
			db_text(text_shorten(of->mem, reply->subject, SUBJECT_LONGEST)), db_text(reply->text),
			db_text(decision_name(reply->decision)),
			db_text(text_shorten(of->mem, reply->words, CONVERSATION_TEXT_LONGEST)),
			db_text(reply->decline_reason), db_text(waits),
			waits == NULL ? db_moment(clock_now()) : db_null()),
		NULL);
}

/* Whether this person has written this on this matter twice today: then a machine does. */
static enum err is_repeated(const struct reply_case *of, bool *repeated)
{
	int64_t count = 0;

	*repeated = false;
	if (text_is_blank(of->reply->text))
		return OK;
	TRY(db_number(of->db, Q_REPLY_REPEATED,
		ARGS(db_text(purpose_name(of->reply)), db_int(of->reply->address.subject_id),
			db_int(writer_id(of)), db_moment(clock_now() - A_DAY), db_text(of->reply->text)),
		&count));
	*repeated = count >= REPEATS;
	return OK;
}

/* ---- a conversation ---- */

/* The text as a conversation takes it. What is beyond is in the original. */
static const char *message_text(const struct reply_case *of)
{
	return text_shorten(of->mem, of->reply->text, CONVERSATION_TEXT_LONGEST);
}

static enum err add_message(const struct reply_case *of, int64_t conversation_id, struct reply_done *done)
{
	int64_t id;

	enum err err = conversation_add(of->db, of->mem, of->configuration,
		&(struct message_add){
			.conversation_id = conversation_id,
			.author_id = writer_id(of),
			.organisation_id = of->organisation_id,
			.text = message_text(of),
			.via = VIA_MAIL,
			.mail_message_id = of->reply->mail_message_id,
			.attachments = of->reply->attachments,
			.attachment_count = of->reply->attachment_count,
		},
		&id);
	*done = (struct reply_done){"message", conversation_id, err == CONFLICT};
	return err;
}

static enum err take_conversation_reply(const struct reply_case *of, struct reply_done *done)
{
	int64_t id = of->reply->address.subject_id;

	if (says_something(of->reply))
		return add_message(of, id, done);
	*done = (struct reply_done){.outcome = "refused", .subject_id = id};
	return reply_tell_refused(of, false, arena_printf(of->mem, "/messages/%" PRId64, id));
}

/* ---- a match ---- */

/* What is neither yes nor no goes to the buyer, into the conversation about the line. */
static enum err pass_on(const struct reply_case *of, struct reply_done *done)
{
	struct row *row;
	int64_t line_id = row_int(of->about, "line_id");
	int64_t municipality_id = row_int(of->about, "municipality_id");

	enum err err = db_one(of->db, of->mem, Q_REPLY_CONVERSATION_ABOUT,
		ARGS(db_int(of->organisation_id), db_int(municipality_id), db_int(line_id)), &row);
	if (err == OK)
		return add_message(of, row_int(row, "id"), done);
	if (err != NOT_FOUND)
		return err;
	*done = (struct reply_done){.outcome = "message"};
	return conversation_start(of->db, of->mem, of->configuration,
		&(struct conversation_start){
			.author_id = writer_id(of),
			.from_organisation = of->organisation_id,
			.to_organisation = municipality_id,
			.line_id = line_id,
			.subject = of->title,
			.text = message_text(of),
			.via = VIA_MAIL,
			.mail_message_id = of->reply->mail_message_id,
			.attachments = of->reply->attachments,
			.attachment_count = of->reply->attachment_count,
		},
		&done->subject_id);
}

static enum err take_unclear(const struct reply_case *of, struct reply_done *done)
{
	*done = (struct reply_done){.outcome = "refused"};
	if (says_something(of->reply))
		TRY(pass_on(of, done));
	TRY(line_match_seen(of->db, of->reply->address.subject_id)); /* whoever replies has read it */
	return reply_tell_unclear(of);
}

static enum err take_decision(const struct reply_case *of, struct reply_done *done)
{
	const struct reply *reply = of->reply;
	bool interested = reply->decision == REPLY_INTERESTED;
	int64_t match_id = reply->address.subject_id;

	*done = (struct reply_done){.outcome = decision_name(reply->decision), .subject_id = match_id};
	TRY(db_do(of->db, Q_REPLY_KEEP_BEFORE, ARGS(db_int(reply->inbound_id), db_int(match_id)), NULL));
	enum err err = line_match_answer(of->db, of->mem, of->configuration,
		&(struct match_reply){
			.match_id = match_id,
			.account_id = writer_id(of),
			.answer = interested ? ANSWER_INTERESTED : ANSWER_DECLINED,
			.via = VIA_MAIL,
			.words = text_shorten(of->mem, reply->words, CONVERSATION_TEXT_LONGEST),
			.decline_reason = interested ? NULL : reply->decline_reason,
		});
	if (err == CONFLICT) /* the line moved on just now: the next try tells that it is late */
		return UNAVAILABLE;
	TRY(err);
	if (of->reply->attachment_count > 0 && says_something(of->reply))
		TRY(pass_on(of, &(struct reply_done){0})); /* a menu beside a yes: the buyer wants it */
	return reply_tell_understood(of, interested);
}

/* Whether the line still takes answers: asked before anything is done, for a late reply is told so. */
static enum err take_match_reply(const struct reply_case *of, struct reply_done *done)
{
	struct line_match match;

	TRY(line_match_find(of->db, of->mem, of->reply->address.subject_id, &match));
	if (!line_match_is_open(&match, clock_today())) {
		*done = (struct reply_done){.outcome = "refused", .subject_id = match.id};
		return reply_tell_refused(of, true, arena_printf(of->mem, "/lines/%" PRId64, match.line_id));
	}
	return of->reply->decision == REPLY_UNCLEAR ? take_unclear(of, done) : take_decision(of, done);
}

/* ---- all ---- */

enum err reply_act(const struct reply_case *of, struct reply_done *done)
{
	bool repeated = false;

	TRY(is_repeated(of, &repeated));
	if (repeated) {
		*done = (struct reply_done){.outcome = "repeated"};
		return OK;
	}
	return of->reply->address.purpose == TOKEN_MATCH ? take_match_reply(of, done)
							  : take_conversation_reply(of, done);
}

/* Files wait with it. */
static enum err keep_files(const struct reply_case *of)
{
	for (size_t i = 0; i < of->reply->attachment_count; i++) {
		const struct attachment *file = &of->reply->attachments[i];
		int64_t document_id = 0;
		if (file->refusal == TAKEN)
			TRY(document_add(of->db, file->type, file->bytes, file->size, &document_id));
		TRY(db_do(of->db, Q_REPLY_FILE_INSERT,
			ARGS(db_int(of->reply->inbound_id), db_int((int64_t)i), db_text(file->name),
				db_int((int64_t)file->size),
				document_id == 0 ? db_null() : db_int(document_id), db_int(file->refusal)),
			NULL));
	}
	return OK;
}

static enum err wait(const struct reply_case *of, struct reply_done *done)
{
	bool doubted = of->writer != NULL;

	*done = (struct reply_done){.outcome = "waiting"};
	TRY(keep(of, doubted ? "dmarc" : "stranger"));
	TRY(keep_files(of));
	return reply_tell_waiting(of, doubted ? WAIT_DMARC : WAIT_STRANGER);
}

enum err reply_take(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct reply *reply, struct reply_done *done)
{
	struct reply_case of = {.db = db, .mem = mem, .configuration = configuration, .reply = reply};

	TRY(reply_find_matter(&of));
	TRY(find_writer(&of));
	if (reply->too_many) {
		*done = (struct reply_done){.outcome = "held"};
		TRY(keep(&of, "flood"));
		return keep_files(&of);
	}
	if (of.writer == NULL || reply->doubted)
		return wait(&of, done);
	TRY(reply_act(&of, done));
	return keep(&of, NULL);
}
