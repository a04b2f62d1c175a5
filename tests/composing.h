/* SPDX-License-Identifier: MPL-2.0 */
/* What the tests of composed mails stand on: the sample data as rows of the outbox, and a mail taken apart
 * as its reader's program does. */
#ifndef TORV_TESTS_COMPOSING_H
#define TORV_TESTS_COMPOSING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gmime/gmime.h>

#include "mail/compose.h"

#define TOKEN "00112233445566778899aabbccddeeff"

struct desk {
	struct arena *mem;
	struct configuration configuration;
	struct catalogues *catalogues;
	struct templates *templates;
	struct composer composer;
	json_t *samples;
};

/* A mail as its reader's program takes it apart. */
struct letter {
	struct mail mail;
	GMimeMessage *message;
	char *text, *html;
};

/* cmocka's group fixtures. */
int open_desk(void **state);
int close_desk(void **state);

char *dumped(struct desk *desk, const json_t *value);

/* A row of the outbox made from the sample data; the test changes what it is about. */
struct outbox_row given_row(struct desk *desk, const char *kind, enum language language);
/* Puts a value into a row's model; the reference is taken over. */
void change(struct desk *desk, struct outbox_row *row, const char *name, json_t *value);

struct letter composed(struct desk *desk, const struct outbox_row *row);
const char *header(const struct letter *letter, const char *name);

void assert_contains(const char *text, const char *part);
void assert_lacks(const char *text, const char *part);

/* Runs tests with all of it set up; `name` stands in log lines. */
#define COMPOSING(name, tests) (composing_start(name) ? cmocka_run_group_tests(tests, open_desk, close_desk) : 1)
bool composing_start(const char *name);

#endif
