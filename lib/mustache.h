/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Mustache, as its specification has it (required part, inheritance), on jansson values.
 *
 * A template is parsed once, when the program starts, in one language: `{{#t}}Source text{{/t}}` is
 * translated while it is parsed and costs nothing later; the translation is a template itself, so
 * `{{#t}}Send to {{count}} suppliers{{/t}}` works. `{{#t count}}one text|many text{{/t}}` picks by
 * the number that `count` holds when it is rendered (1, or not). A source text may run over several
 * lines; blanks and line ends count as one blank. Parsed templates are read-only and shared by
 * threads.
 *
 * A block sees the data where its parent places it, and the blocks of where it was written: a card
 * inside a page may have a title although the page hands a title to its layout.
 */
#ifndef TORV_MUSTACHE_H
#define TORV_MUSTACHE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/text.h"

struct mustache;

/* What a template is parsed with. */
struct mustache_setup {
	/* Translates source texts; NULL: {{#t}} is an ordinary section (the specification's tests). */
	const char *(*translate)(void *context, const char *text);
	/* The same for {{#t count}}: the form for `count`. Never NULL when translate is not. */
	const char *(*translate_count)(void *context, const char *one, const char *many, int64_t count);
	void *translate_context;
	bool html; /* {{x}} escapes & < > " ; false for plain text (mails): {{x}} as it is */
};

/* Parses. INVALID: *problem says where and what ("line 12: section \"form\" is not closed"). */
enum err mustache_parse(const char *text, const struct mustache_setup *setup, struct arena *mem,
	struct mustache **out, const char **problem);
void mustache_close(struct mustache **template);

/* Calls `each` with every partial and parent that the template names, and the line. */
typedef void mustache_partial(void *context, const char *name, unsigned line);
void mustache_partials(const struct mustache *template, mustache_partial *each, void *context);

/* Finds a partial or parent by name; NULL when there is none. */
typedef const struct mustache *mustache_find(void *context, const char *name);

struct mustache_render {
	mustache_find *find; /* NULL: no partials */
	void *find_context;
	/* NULL: an unknown name is empty, as the specification says. Otherwise it is called with each
	 * name that no context holds (the strict tests), in sections too: a model says null or false for
	 * what is not there. What lies below a null is known not to be there: with {"user": null},
	 * {{#user.name}} is no unknown name. */
	void (*unknown)(void *context, const char *name);
	void *unknown_context;
};

/* Adds the result to `out`. FAILED when partials nest deeper than 64.
 * Sections leave out what is missing, null, false, 0, "" and []. */
enum err mustache_render(const struct mustache *template, const json_t *model,
	const struct mustache_render *render, struct buffer *out);

#endif
