/* SPDX-License-Identifier: MPL-2.0 */
/*
 * From a template's source to tokens; shared by mustache_scan.c and mustache_parse.c only.
 */
#ifndef TORV_MUSTACHE_SCAN_H
#define TORV_MUSTACHE_SCAN_H

#include "lib/mustache_tree.h"

struct scanner {
	const struct mustache_setup *setup;
	struct arena *mem;         /* what the template keeps */
	struct arena *problem_mem; /* where *problem goes */
	const char **problem;
	bool inside_translation; /* a translated text: no {{#t}} in it, and its lines do not count */
	unsigned line;           /* of `at` */
	const char *text;
	size_t length, at;
	const char *open, *close; /* the delimiters */
	struct token *tokens;
	size_t count, room;
};

/* Fills tokens, their matches still missing. INVALID with *problem set. */
enum err mustache_scan(struct scanner *scanner);

/* Sets *problem to "line N: ..." and returns INVALID. */
enum err mustache_fault(struct scanner *scanner, unsigned line, const char *format, ...) FORMAT(3, 4);

/* Makes the nodes of {{#t}}source{{/t}} or, when number is not empty, {{#t number}}one|many{{/t}}.
 * In mustache_parse.c: a translation is a template itself. */
enum err mustache_translated(struct scanner *scanner, unsigned line, const char *number,
	const char *source, size_t length, struct node **out);

#endif
