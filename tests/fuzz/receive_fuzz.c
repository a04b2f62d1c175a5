/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Any mail: read as a message that came in, all the way to what it decides. What comes out must be
 * UTF-8 whatever went in, and a token, when there is one, well-formed. No message may keep a processor busy for
 * a second, slow as a fuzzer is: mail comes from everybody.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/secret.h"
#include "lib/text.h"
#include "mail/receive_message.h"
#include "mail/reply_decision.h"
#include "tests/fuzz/fuzz.h"

static void need(bool right)
{
	if (!right)
		abort();
}

static void check(struct arena *mem, const struct incoming *message)
{
	need(text_is_utf8(message->text, strlen(message->text)));
	need(text_is_utf8(message->subject, strlen(message->subject)));
	need(text_is_utf8(message->message_id, strlen(message->message_id)));
	need(message->message_id[0] != '\0' && strlen(message->message_id) <= 250);
	need(message->token == NULL || token_is_wellformed(message->token));
	need(message->sender[0] == '\0' || text_is_email(message->sender));
	need(message->report.kind == REPORT_NONE || message->automatic);
	need(text_is_utf8(message->report.reason, strlen(message->report.reason)));
	need(message->report.token == NULL || token_is_wellformed(message->report.token));
	struct reply_reading reading = reply_decide(mem, message->text);
	need(text_is_utf8(reading.words, strlen(reading.words)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static bool started;
	OWNED(arena_close) struct arena *mem = arena_open();
	struct incoming message;

	if (!started) {
		need(secret_start() == OK);
		incoming_start();
		started = true;
	}
	clock_t began = clock();
	FILE *file = fmemopen((void *)(uintptr_t)bytes, size, "rb");
	need(file != NULL);
	if (incoming_read(mem, file, &(struct envelope){.authserv_id = "mx.torv.example"}, &message) == OK)
		check(mem, &message);
	fclose(file);
	need(clock() - began < CLOCKS_PER_SEC);
	return 0;
}
