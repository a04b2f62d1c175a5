/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a parsed Mustache template looks like inside; shared by mustache_lines.c, mustache_parse.c
 * and mustache_render.c and by nobody else.
 *
 * Indentation is decided while parsing and written while rendering. A line that holds nothing but
 * one tag (or only tags of inheritance) is that tag's own: the tag stands alone, its line leaves no
 * trace, and what it expands to is indented as the tag was.
 */
#ifndef TORV_MUSTACHE_TREE_H
#define TORV_MUSTACHE_TREE_H

#include "lib/mustache.h"

/* A scanned piece of the source; `kind` says which tag it is. */
struct token {
	enum token_kind {
		TOKEN_TEXT,    /* at most one line, with its line end */
		TOKEN_COMMENT, /* and set delimiters: nothing to see */
		TOKEN_VALUE,
		TOKEN_RAW, /* {{{x}}} and {{&x}} */
		TOKEN_SECTION,
		TOKEN_INVERTED,
		TOKEN_CLOSE,
		TOKEN_PARTIAL,
		TOKEN_PARENT,
		TOKEN_BLOCK,
		TOKEN_TRANSLATED, /* {{#t}}...{{/t}}, parsed already: nodes */
	} kind;
	const char *text; /* the text, or the tag's name */
	size_t length;
	unsigned line;
	size_t match; /* of a tag that opens: the token that closes it, and back */
	struct node *nodes;

	/* found by mustache_lines */
	bool dropped;       /* a blank of a line that leaves no trace */
	bool standalone;    /* the tag has its line for itself */
	bool starts_line;   /* the first on its line that makes a node */
	const char *indent; /* the blanks before it, for a tag that hands them on; else "" */
};

/* Decides on standalone tags, line by line. */
void mustache_lines(struct token *tokens, size_t count);

struct node {
	enum node_kind {
		NODE_TEXT,
		NODE_VALUE,
		NODE_SECTION,
		NODE_INVERTED,
		NODE_PARTIAL,
		NODE_PARENT, /* its children are the blocks that it hands over, nothing else */
		NODE_BLOCK,
		NODE_GROUP, /* a translated text */
		NODE_COUNT, /* a translated text that depends on a number: children for 1, else many */
	} kind;
	struct node *next, *children, *many;
	const char *text; /* the text, or the name as written */
	size_t length;
	const char *const *parts; /* the name's parts between dots, ended by NULL; "." has none */
	unsigned line;
	bool escape;
	bool standalone, starts_line;
	const char *indent;
};

struct mustache {
	struct arena *mem;
	struct node *nodes;
};

#endif
