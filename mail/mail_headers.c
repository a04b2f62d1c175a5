/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/mail_headers.h"

#include <string.h>

#include "lib/mail_preference.h"
#include "lib/secret.h"
#include "lib/text.h"

#define CHARSET "utf-8"
#define ID_LENGTH 250 /* as in the outbox */

/* "" for NULL. */
static const char *one_line(struct arena *mem, const char *text)
{
	const char *line = text == NULL ? NULL : text_tidy_line(mem, text, strlen(text));

	return line != NULL ? line : "";
}

/* For what is ASCII: addresses and words of ours, that no mail program may find encoded. */
static void set_plain(GMimeMessage *message, const char *name, const char *value)
{
	g_mime_object_set_header(GMIME_OBJECT(message), name, value, "us-ascii");
}

/* ---- who writes, and where answers go ---- */

/* Our own address stays in From, or DMARC would refuse the mail: its domain is the one that signs. A
 * person's words come "via" us, and then Sender says that it is we who transmit them (RFC 5322, 3.6.2). */
static void set_from(GMimeMessage *message, const struct composer *composer, struct arena *mem,
	const struct mail_model *model)
{
	const struct configuration *configuration = composer->configuration;
	const char *author = json_string_value(json_object_get(model->model, "author_name"));
	const char *us = one_line(mem, configuration->mail_from_name), *name = us;
	bool persons = model->kind->personal && author != NULL;

	if (persons)
		name = one_line(mem, arena_printf(mem, "%s via %s", author, configuration->site_name));
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, name, configuration->mail_from);
	if (persons)
		g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_SENDER, us, configuration->mail_from);
}

/* Replies go to the conversation when it takes any, else to the people who run the site. */
static void set_reply_to(GMimeMessage *message, const struct composer *composer, struct arena *mem,
	const struct mail_model *model)
{
	const struct configuration *configuration = composer->configuration;
	const char *site = one_line(mem, configuration->site_name);

	if (model->reply_token != NULL && token_is_wellformed(model->reply_token))
		g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_REPLY_TO, site,
			arena_printf(mem, "%s+%s@%s", configuration->reply_local, model->reply_token,
				configuration->reply_domain));
	else if (text_is_email(configuration->contact_email))
		g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_REPLY_TO, site,
			configuration->contact_email);
}

/* ---- the thread ---- */

static bool is_id(const char *id, size_t length)
{
	if (length == 0 || length > ID_LENGTH)
		return false;
	for (size_t i = 0; i < length; i++)
		if (id[i] <= ' ' || id[i] > '~' || id[i] == '<' || id[i] == '>')
			return false;
	return true;
}

/* The ids of the thread, each in angle brackets; one that is none is left out. */
static const char *thread(struct arena *mem, const char *ids)
{
	OWNED(buffer_close) struct buffer out = {0};

	while (ids != NULL && *(ids += strspn(ids, " ")) != '\0') {
		size_t length = strcspn(ids, " ");
		if (is_id(ids, length))
			buffer_printf(&out, "%s<%.*s>", out.length > 0 ? " " : "", (int)length, ids);
		ids += length;
	}
	return out.length > 0 ? arena_text(mem, out.bytes) : NULL;
}

static void set_thread(GMimeMessage *message, struct arena *mem, const struct outbox_row *row)
{
	g_mime_message_set_message_id(message, row->message_id);
	if (text_is_blank(row->in_reply_to) || !is_id(row->in_reply_to, strlen(row->in_reply_to)))
		return;
	const char *answers = arena_printf(mem, "<%s>", row->in_reply_to);
	const char *before = thread(mem, row->references);
	set_plain(message, "In-Reply-To", answers);
	set_plain(message, "References", before != NULL ? before : answers);
}

/* ---- that a machine wrote it, and how to end it ---- */

/* Auto-Submitted asks automatic answers to stay away (RFC 3834), X-Auto-Response-Suppress asks those of
 * Exchange, which looks for nothing else. A person's letter may well meet an out-of-office reply. */
static void set_machine(GMimeMessage *message, const struct mail_kind *kind)
{
	if (kind->personal)
		return;
	set_plain(message, "Auto-Submitted", "auto-generated");
	set_plain(message, "X-Auto-Response-Suppress", "OOF, AutoReply");
}

/* A topic is a list of its own (RFC 2919); what a person writes to another is no list, but can be ended
 * like the others. One click (RFC 8058) needs an https address. */
static void set_list(GMimeMessage *message, const struct composer *composer, struct arena *mem,
	const struct outbox_row *row, const struct mail_model *model)
{
	const struct configuration *configuration = composer->configuration;
	const char *topic = row->topic;
	char token[TOKEN_TEXT_SIZE];

	if (text_is_blank(topic))
		return;
	subscription_token(configuration, row->address, topic, token);
	set_plain(message, "List-Unsubscribe",
		arena_printf(mem, "<%s/unsubscribe/%s>, <mailto:%s+%s@%s>", configuration->site_url, token,
			configuration->unsubscribe_local, token, configuration->reply_domain));
	if (text_starts(configuration->site_url, "https://"))
		set_plain(message, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
	if (model->kind->personal)
		return;
	set_plain(message, "List-Id", arena_printf(mem, "<%s.%s>", topic, configuration->reply_domain));
	set_plain(message, "Precedence", "list");
}

void headers_set(GMimeMessage *message, const struct composer *composer, struct arena *mem,
	const struct outbox_row *row, const struct mail_model *model)
{
	GDateTime *date = g_date_time_new_from_unix_utc(row->created_at);
	const char *name = one_line(mem, row->name);

	set_from(message, composer, mem, model);
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, *name != '\0' ? name : NULL, row->address);
	set_reply_to(message, composer, mem, model);
	g_mime_message_set_date(message, date);
	g_date_time_unref(date);
	set_thread(message, mem, row);
	set_machine(message, model->kind);
	set_list(message, composer, mem, row, model);
}
