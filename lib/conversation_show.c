/* SPDX-License-Identifier: MPL-2.0 */
/* Conversations as they are shown; every query is guarded by the reader's organisation. */
#include <string.h>

#include "lib/conversation.h"
#include "lib/text.h"

enum { EXCERPT = 140 }; /* characters of the newest message in the list */

enum err conversation_list(struct db *db, struct arena *mem, int64_t organisation_id,
	const char *language, json_t **list)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_CONVERSATION_LIST, ARGS(db_int(organisation_id)), &rows));
	*list = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		const char *line = row_text(row, "line_title");
		const char *text = text_tidy_line(mem, row_text(row, "last_text"),
			strlen(row_text(row, "last_text")));
		json_array_append_new(*list,
			json_pack("{s:I, s:s, s:s, s:s, s:b, s:s, s:s, s:b, s:s, s:s, s:b, s:b}",
				"id", (json_int_t)row_int(row, "id"),
				"subject", row_text(row, "subject"),
				"others", row_text(row, "others"),
				"line_title", line, "has_line", !text_is_blank(line),
				"changed", moment_iso(mem, row_moment(row, "changed_at")),
				"changed_at", moment_text(mem, row_moment(row, "changed_at"), language),
				"unread", row_bool(row, "unread"),
				"last_author", row_text(row, "last_author"),
				"last_text", text_shorten(mem, text == NULL ? "" : text, EXCERPT),
				"has_last_text", !text_is_blank(text),
				"last_mine", row_int(row, "last_organisation_id") == organisation_id));
	}
	return OK;
}

/* The parties; the names of all but the reader's own are gathered in `others`. */
static json_t *party_models(struct arena *mem, const struct rows *rows, int64_t organisation_id,
	const char *language, const char **others)
{
	json_t *list = json_array();

	*others = "";
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = rows->at[i];
		const char *name = row_text(row, "name");
		bool mine = row_int(row, "id") == organisation_id;
		moment read = row_moment(row, "read_at");
		if (!mine)
			*others = **others == '\0' ? name : arena_printf(mem, "%s, %s", *others, name);
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:b, s:b, s:I, s:s, s:b, s:s, s:s, s:b, s:b}",
				"name", name, "slug", row_text(row, "slug"),
				"has_page", row_bool(row, "has_page"),
				"has_person", !row_is_null(row, "person_id") && row_int(row, "person_id") != 0,
				"person_id", (json_int_t)row_int(row, "person_id"),
				"person_address", row_text(row, "person_address"),
				"has_person_address", !text_is_blank(row_text(row, "person_address")),
				"person_name", row_text(row, "person_name"),
				"read_at", read == NO_MOMENT ? "" : moment_text(mem, read, language),
				"has_read", read != NO_MOMENT, "mine", mine));
	}
	return list;
}

/* Those of one message, from all of the conversation. */
static json_t *attachments_of(const json_t *all, int64_t message_id)
{
	json_t *list = json_array(), *attachment;
	size_t i;

	json_array_foreach(all, i, attachment) {
		if (json_integer_value(json_object_get(attachment, "message_id")) == message_id)
			json_array_append(list, attachment);
	}
	return list;
}

/* What is known of a conversation's messages beside their texts. */
struct beside {
	const json_t *attachments;
	struct rows reads, returned;
};

static json_t *reads_of(struct arena *mem, const struct rows *rows, int64_t message_id, const char *language)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rows->count; i++)
		if (row_int(rows->at[i], "message_id") == message_id)
			json_array_append_new(list,
				json_pack("{s:s, s:s, s:b}", "organisation",
					row_text(rows->at[i], "organisation_name"), "when",
					moment_text(mem, row_moment(rows->at[i], "read_at"), language),
					"by_mail", strcmp(row_text(rows->at[i], "via"), "mail") == 0));
	return list;
}

static json_t *returned_of(const struct rows *rows, int64_t message_id)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rows->count; i++)
		if (row_int(rows->at[i], "message_id") == message_id)
			json_array_append_new(list,
				json_pack("{s:s, s:s}", "name", row_text(rows->at[i], "name"), "words",
					row_text(rows->at[i], "words")));
	return list;
}

/* Who has read it, and from whom its mail came back. */
static void add_fate(struct arena *mem, json_t *model, const struct beside *beside, int64_t message_id,
	const char *language)
{
	json_t *reads = reads_of(mem, &beside->reads, message_id, language);
	json_t *returned = returned_of(&beside->returned, message_id);

	json_object_set_new(model, "has_reads", json_boolean(json_array_size(reads) > 0));
	json_object_set_new(model, "reads", reads);
	json_object_set_new(model, "has_returned", json_boolean(json_array_size(returned) > 0));
	json_object_set_new(model, "returned", returned);
}

static json_t *message_models(struct arena *mem, const struct rows *rows, const struct beside *beside,
	int64_t organisation_id, const char *language)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = rows->at[i];
		moment when = row_moment(row, "created_at");
		json_t *own = attachments_of(beside->attachments, row_int(row, "id"));
		const char *address = row_text(row, "author_address");
		json_t *model = json_pack("{s:s, s:b, s:I, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:o}",
				"address", address, "has_address", !text_is_blank(address),
				"id", (json_int_t)row_int(row, "id"),
				"author", row_text(row, "author_name"),
				"organisation", row_text(row, "organisation_name"),
				"text", row_text(row, "text"),
				"when", moment_text(mem, when, language),
				"when_iso", moment_iso(mem, when),
				"by_mail", strcmp(row_text(row, "via"), "mail") == 0,
				"mine", row_int(row, "organisation_id") == organisation_id,
				"has_text", !text_is_blank(row_text(row, "text")),
				"has_attachments", json_array_size(own) > 0, "attachments", own);
		add_fate(mem, model, beside, row_int(row, "id"), language);
		json_array_append_new(list, model);
	}
	return list;
}

enum err conversation_show(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	const char *language, json_t **model)
{
	struct row *head;
	struct rows parties, messages;
	const char *others;
	OWNED(json_decrefp) json_t *attachments = NULL;

	TRY(db_one(db, mem, Q_CONVERSATION_HEAD, ARGS(db_int(id), db_int(organisation_id)), &head));
	TRY(db_list(db, mem, Q_CONVERSATION_PARTIES, ARGS(db_int(id)), &parties));
	TRY(db_list(db, mem, Q_CONVERSATION_MESSAGES, ARGS(db_int(id)), &messages));
	struct beside beside = {0};
	TRY(db_list(db, mem, Q_CONVERSATION_READS, ARGS(db_int(id)), &beside.reads));
	TRY(db_list(db, mem, Q_CONVERSATION_RETURNED, ARGS(db_int(id)), &beside.returned));
	TRY(attachments_list(db, mem, id, 0, language, &attachments));
	beside.attachments = attachments;
	json_t *party_list = party_models(mem, &parties, organisation_id, language, &others);
	*model = json_pack("{s:I, s:I, s:s, s:s, s:I, s:s, s:b, s:o, s:o}",
		"id", (json_int_t)id, "conversation_id", (json_int_t)id, "subject", row_text(head, "subject"), "others", others,
		"line_id", (json_int_t)row_int(head, "line_id"),
		"line_title", row_text(head, "line_title"),
		"has_line", !row_is_null(head, "line_id"),
		"parties", party_list,
		"messages", message_models(mem, &messages, &beside, organisation_id, language));
	return OK;
}

enum err conversation_unread(struct db *db, int64_t organisation_id, int64_t *count)
{
	return db_number(db, Q_CONVERSATION_UNREAD, ARGS(db_int(organisation_id)), count);
}
