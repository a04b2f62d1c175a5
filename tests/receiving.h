/* SPDX-License-Identifier: MPL-2.0 */
/* Handing messages to `torv-mail receive` as a mail server does: the program, standard input, its status. */
#ifndef TORV_TESTS_RECEIVING_H
#define TORV_TESTS_RECEIVING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>

#include "lib/conversation.h"
#include "lib/token.h"
#include "tests/market.h"

/* Writes the message to a file; the shell's command that hands it over. `options` stand behind "receive". */
static inline const char *receiving(struct house *house, const char *options, const char *message, size_t size)
{
	const char *path = arena_printf(house->mem, "%s/message", house->folder);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(message, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
	return arena_printf(house->mem, "\"$TORV_BUILD\"/mail/torv-mail receive %s <%s 2>%s/problem", options, path,
		house->folder);
}

/* Runs the program with the message. The exit status. */
static inline int receive(struct house *house, const char *options, const char *message, size_t size)
{
	int status = system(receiving(house, options, message, size));

	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* A plain message to a reply address, as a person at `from` writes it. */
static inline int reply(struct house *house, const char *from, const char *token, const char *id,
	const char *headers, const char *text)
{
	const char *message = arena_printf(house->mem,
		"From: <%s>\nTo: <svar+%s@torv.example>\nSubject: Re: Kantinedrift\nMessage-ID: <%s>\n%s"
		"Content-Type: text/plain; charset=utf-8\n\n%s\n", from, token, id, headers, text);

	return receive(house, "", message, strlen(message));
}

static inline const char *issue(struct house *house, enum token_purpose purpose, int64_t account, int64_t subject)
{
	char *text = arena_alloc(house->mem, TOKEN_TEXT_SIZE);

	assert_int_equal(token_issue(house->db,
				 &(struct token){purpose, account, subject, clock_now() + 3600}, text), OK);
	return text;
}

/* The buyer wrote to the enterprise. */
static inline int64_t begun_conversation(struct house *house, const struct market *market)
{
	int64_t id;

	assert_int_equal(conversation_start(house->db, house->mem, house->configuration,
				 &(struct conversation_start){
					 .author_id = market->buyer,
					 .from_organisation = market->municipality,
					 .to_organisation = market->enterprise,
					 .subject = "Kantinen",
					 .text = "Kan I komme forbi?",
				 },
				 &id), OK);
	return id;
}

static inline const char *outcome(struct house *house)
{
	return house_text(house, "SELECT outcome FROM inbound_message ORDER BY id DESC LIMIT 1");
}

static inline const char *match_status(struct house *house)
{
	return house_text(house, "SELECT status FROM line_match");
}

/* Starts the program with other settings: those are added to torv.conf. */
static inline void configure(struct house *house, const char *settings)
{
	const char *path = arena_printf(house->mem, "%s/more.conf", house->folder);

	assert_int_equal(system(arena_printf(house->mem, "{ cat %s; printf '%s'; } >%s",
				 house->configuration_path, settings, path)), 0);
	setenv("TORV_CONF", path, 1);
}

static inline int put_back(void **state)
{
	struct house *house = *state;

	setenv("TORV_CONF", house->configuration_path, 1);
	return 0;
}

#endif
