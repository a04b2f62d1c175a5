/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/receive_message.h"

#include <ctype.h>
#include <gmime/gmime.h>
#include <sodium.h>
#include <string.h>

#include "lib/secret.h"
#include "lib/text.h"
#include "mail/authentication.h"
#include "mail/charset.h"
#include "mail/mime_files.h"
#include "mail/mime_limits.h"
#include "mail/mime_text.h"
#include "mail/receive_automatic.h"
#include "mail/reply_text.h"

enum { MESSAGE_ID_LONGEST = 250, ID_HASH_SIZE = 32 };

void incoming_start(void)
{
	static const char *const tried[] = {"utf-8", "windows-1252", NULL};

	g_mime_init();
	/* headers that hold raw 8-bit text in spite of RFC 5322 */
	g_mime_parser_options_set_fallback_charsets(g_mime_parser_options_get_default(),
		(const char **)(void *)tried);
}

/* ---- the reply address ---- */

char *token_in_address(struct arena *mem, const char *address)
{
	const char *at = address == NULL ? NULL : strrchr(address, '@');
	char token[TOKEN_TEXT_SIZE];

	if (at == NULL || at - address < TOKEN_TEXT_SIZE || at[-TOKEN_TEXT_SIZE] != '+')
		return NULL;
	for (int i = 0; i < TOKEN_TEXT_SIZE - 1; i++)
		token[i] = (char)tolower((unsigned char)at[i - TOKEN_TEXT_SIZE + 1]);
	token[TOKEN_TEXT_SIZE - 1] = '\0';
	return token_is_wellformed(token) ? arena_text(mem, token) : NULL;
}

/* The first token among the addresses of a list, groups included. */
static char *token_in_list(struct arena *mem, InternetAddressList *list)
{
	char *token = NULL;

	for (int i = 0; list != NULL && i < internet_address_list_length(list) && token == NULL; i++) {
		InternetAddress *address = internet_address_list_get_address(list, i);
		if (INTERNET_ADDRESS_IS_MAILBOX(address))
			token = token_in_address(mem,
				internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
	}
	return token;
}

static char *token_in_header(struct arena *mem, GMimeObject *message, const char *name)
{
	const char *value = g_mime_object_get_header(message, name);

	if (value == NULL)
		return NULL;
	InternetAddressList *list = internet_address_list_parse(NULL, value);
	if (list == NULL)
		return NULL;
	char *token = token_in_list(mem, list);
	g_object_unref(list);
	return token;
}

/* The envelope knows best; the headers only where a mail server or a poller has no envelope. A report
 * that came to another address of ours may quote the one of the mail that it is about. */
static const char *find_token(struct arena *mem, GMimeMessage *message, const struct envelope *envelope,
	const struct report *report)
{
	static const char *const names[] = {"X-Original-To", "Delivered-To", "Envelope-To", "To", "Cc"};
	const char *token = token_in_address(mem, envelope->recipient);

	for (size_t i = 0; i < sizeof names / sizeof names[0] && token == NULL; i++)
		token = token_in_header(mem, GMIME_OBJECT(message), names[i]);
	return token != NULL ? token : report->token;
}

/* ---- who, what ---- */

/* Whose word counts must be beyond doubt: of several in From we know none, and what checked them for the
 * receiving mail server (DMARC) may have looked at another one than we would. */
static const char *find_sender(struct arena *mem, GMimeMessage *message)
{
	InternetAddressList *from = g_mime_message_get_from(message);
	const char *address = NULL;

	if (from != NULL && internet_address_list_length(from) == 1) {
		InternetAddress *first = internet_address_list_get_address(from, 0);
		if (INTERNET_ADDRESS_IS_MAILBOX(first))
			address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first));
	}
	return address != NULL && text_is_email(address) ? arena_text(mem, address) : "";
}

static const char *hash_of(struct arena *mem, FILE *file)
{
	crypto_generichash_state state;
	unsigned char hash[ID_HASH_SIZE];
	char hex[2 * ID_HASH_SIZE + 1], room[4096];

	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	rewind(file);
	for (size_t size; (size = fread(room, 1, sizeof room, file)) > 0;)
		crypto_generichash_update(&state, (const unsigned char *)room, size);
	crypto_generichash_final(&state, hash, sizeof hash);
	text_from_bytes(hash, sizeof hash, hex);
	return arena_text(mem, hex);
}

/* One and the same message has one and the same id, also when its program gave it none. */
static const char *find_message_id(struct arena *mem, GMimeMessage *message, FILE *file)
{
	const char *id = g_mime_message_get_message_id(message);

	if (id != NULL && *id != '\0' && strlen(id) <= MESSAGE_ID_LONGEST &&
		text_is_utf8(id, strlen(id)) && strpbrk(id, " \t\r\n<>") == NULL)
		return arena_text(mem, id);
	return hash_of(mem, file);
}

static const char *find_subject(struct arena *mem, GMimeMessage *message)
{
	const char *subject = g_mime_message_get_subject(message);

	if (subject == NULL)
		return "";
	const char *text = charset_to_utf8(mem, NULL, subject, strlen(subject));
	text = text_tidy_line(mem, text, strlen(text));
	return text == NULL ? "" : text;
}

/* ---- reading ---- */

/* Parts stay in the file: the parser remembers where each is. */
static GMimeMessage *parse(FILE *file)
{
	rewind(file);
	GMimeStream *stream = g_mime_stream_file_new(file);
	g_mime_stream_file_set_owner(GMIME_STREAM_FILE(stream), FALSE);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_persist_stream(parser, TRUE);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	return message;
}

static void fill(struct arena *mem, GMimeMessage *message, const struct envelope *envelope,
	struct incoming *out)
{
	const char *text = mime_text(mem, g_mime_message_get_mime_part(message));

	out->sender = find_sender(mem, message);
	out->subject = find_subject(mem, message);
	report_read(mem, message, text, &out->report);
	out->token = find_token(mem, message, envelope, &out->report);
	out->automatic = out->report.kind != REPORT_NONE || automatic_is_certain(mem, message, envelope->sender);
	out->maybe_automatic = automatic_is_likely(mem, out->subject);
	out->dmarc_failed = authentication_failed(mem, message, envelope->authserv_id);
	out->text = reply_text(mem, text);
	if (out->automatic)
		return;
	struct mime_files files;
	mime_files(mem, g_mime_message_get_mime_part(message), &files);
	out->files = files.at;
	out->file_count = files.count;
}

enum err incoming_read(struct arena *mem, FILE *file, const struct envelope *envelope, struct incoming *out)
{
	*out = (struct incoming){.message_id = ""};
	GMimeMessage *message = mime_is_bearable(file) ? parse(file) : NULL;
	if (message == NULL)
		return INVALID;
	if (g_mime_header_list_get_count(g_mime_object_get_header_list(GMIME_OBJECT(message))) == 0) {
		g_object_unref(message);
		return INVALID;
	}
	fill(mem, message, envelope, out);
	out->message_id = find_message_id(mem, message, file);
	g_object_unref(message);
	return OK;
}
