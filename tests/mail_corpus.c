/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/mail_corpus.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/text.h"

static char *read_file(struct arena *mem, const char *path, size_t *size)
{
	OWNED(buffer_close) struct buffer bytes = {0};
	char room[4096];
	FILE *file = fopen(path, "rb");

	if (file == NULL)
		fail_msg("%s cannot be read", path);
	for (size_t got; (got = fread(room, 1, sizeof room, file)) > 0;)
		buffer_add(&bytes, room, got);
	fclose(file);
	*size = bytes.length;
	return arena_text_n(mem, bytes.bytes == NULL ? "" : bytes.bytes, bytes.length);
}

/* The value of "name: value" at the beginning of a line; NULL when there is none. */
static const char *value_of(struct arena *mem, const char *expected, const char *name)
{
	const char *at = strstr(expected, arena_printf(mem, "%s: ", name));

	if (at == NULL || (at != expected && at[-1] != '\n'))
		return NULL;
	at += strlen(name) + 2;
	return arena_text_n(mem, at, strcspn(at, "\n"));
}

static const char *with_line_ends(struct arena *mem, const char *value)
{
	char *text = arena_text(mem, value), *to = text;

	for (const char *at = text; at != NULL && *at != '\0'; at++) {
		bool line_end = at[0] == '\\' && at[1] == 'n';
		*to++ = line_end ? '\n' : *at;
		at += line_end;
	}
	if (to != NULL)
		*to = '\0';
	return text;
}

static void expect(struct arena *mem, struct corpus_message *message, const char *path)
{
	size_t size;
	const char *expected = read_file(mem, path, &size);
	const char *text = strstr(expected, "text:\n");

	message->decision = value_of(mem, expected, "decision");
	message->automatic = value_of(mem, expected, "automatic");
	message->token = value_of(mem, expected, "token");
	message->report = value_of(mem, expected, "report");
	message->dmarc = value_of(mem, expected, "dmarc");
	message->files = value_of(mem, expected, "files");
	message->reason = value_of(mem, expected, "reason");
	message->words = with_line_ends(mem, value_of(mem, expected, "words"));
	if (message->decision == NULL || message->automatic == NULL || message->token == NULL ||
		text == NULL)
		fail_msg("%s lacks a line", path);
	text += strlen("text:\n");
	size_t length = strlen(text);
	message->text = arena_text_n(mem, text, length > 0 && text[length - 1] == '\n' ? length - 1 : length);
}

static int is_message(const struct dirent *entry)
{
	const char *ending = strrchr(entry->d_name, '.');

	return ending != NULL && strcmp(ending, ".eml") == 0;
}

struct corpus corpus_read(struct arena *mem)
{
	const char *folder = arena_printf(mem, "%s/tests/mail_corpus", getenv("TORV_SOURCE"));
	struct dirent **entries;
	int count = scandir(folder, &entries, is_message, alphasort);

	if (count < 0)
		fail_msg("%s cannot be read", folder);
	struct corpus corpus = {.at = arena_array(mem, (size_t)count, sizeof *corpus.at)};
	for (int i = 0; i < count; i++) {
		struct corpus_message *message = &corpus.at[corpus.count++];
		const char *name = entries[i]->d_name;
		message->name = arena_text_n(mem, name, strlen(name) - strlen(".eml"));
		message->bytes = read_file(mem, arena_printf(mem, "%s/%s", folder, name), &message->size);
		expect(mem, message, arena_printf(mem, "%s/%s.expected", folder, message->name));
		free(entries[i]);
	}
	free(entries);
	return corpus;
}
