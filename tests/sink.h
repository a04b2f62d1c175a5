/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A real mail server on a loopback port, for tests that send (tests/smtp_sink.py says what it does with
 * which recipient). It ends with the test, also when the test dies: it reads a pipe that we hold.
 */
#ifndef TORV_TESTS_SINK_H
#define TORV_TESTS_SINK_H

#include <stddef.h>
#include <sys/types.h>

#include "lib/arena.h"

struct sink {
	char folder[128]; /* of what arrived: 00001.eml, 00001.to, ... */
	unsigned port;
	pid_t pid;
	int line; /* closing it ends the server */
};

/* Starts it in a new folder below `folder`; arguments end with NULL. Fails the test when it does not
 * listen within ten seconds. */
void sink_open(struct sink *sink, const char *folder, const char *const *arguments);
void sink_close(struct sink *sink);

/* How many messages arrived, and the bytes of one, counted from 1. */
size_t sink_count(const struct sink *sink);
char *sink_message(const struct sink *sink, struct arena *mem, size_t number, size_t *size);
/* "sender recipient\n" */
char *sink_envelope(const struct sink *sink, struct arena *mem, size_t number);

/* A certificate for `host`, its own authority: FOLDER/NAME.crt and NAME.key. */
void given_certificate(const char *folder, const char *name, const char *host);

#endif
