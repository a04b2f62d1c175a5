/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Cuts a template's source into texts (a line each) and tags. What the tags mean to each other is
 * not known here; mustache_parse.c goes on.
 */
#include "lib/mustache_scan.h"

#include <stdarg.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

enum err mustache_fault(struct scanner *scanner, unsigned line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const char *what = arena_vprintf(scanner->problem_mem, format, args);
	va_end(args);
	*scanner->problem = arena_printf(scanner->problem_mem, "line %u: %s", line, what);
	return INVALID;
}

static struct token *add(struct scanner *scanner, enum token_kind kind, const char *text, size_t length)
{
	if (scanner->count == scanner->room) {
		size_t room = scanner->room == 0 ? 64 : scanner->room * 2;
		struct token *more = arena_array(scanner->mem, room, sizeof *more);
		if (scanner->count > 0)
			memcpy(more, scanner->tokens, scanner->count * sizeof *more);
		scanner->tokens = more;
		scanner->room = room;
	}
	struct token *token = &scanner->tokens[scanner->count++];
	*token = (struct token){
		.kind = kind,
		.text = arena_text_n(scanner->mem, text, length),
		.length = length,
		.line = scanner->line,
		.indent = "",
	};
	return token;
}

static void advance(struct scanner *scanner, size_t to)
{
	for (; scanner->at < to; scanner->at++)
		if (scanner->text[scanner->at] == '\n' && !scanner->inside_translation)
			scanner->line++;
}

/* Where `what` stands at or after `from`; the end of the text when it does not. */
static size_t find(const struct scanner *scanner, size_t from, const char *what)
{
	const char *found = strstr(scanner->text + from, what);

	return found == NULL ? scanner->length : (size_t)(found - scanner->text);
}

/* The text up to `to`, a token for each line. */
static void add_text(struct scanner *scanner, size_t to)
{
	while (scanner->at < to) {
		size_t end = find(scanner, scanner->at, "\n");
		end = end >= to ? to : end + 1;
		add(scanner, TOKEN_TEXT, scanner->text + scanner->at, end - scanner->at);
		advance(scanner, end);
	}
}

/* Leaves out the blanks at both ends. */
static void trim(const char **text, size_t *length)
{
	while (*length > 0 && strchr(blanks, **text) != NULL)
		++*text, --*length;
	while (*length > 0 && strchr(blanks, (*text)[*length - 1]) != NULL)
		--*length;
}

/* {{=<% %>=}}: what stands between the equals signs. */
static enum err set_delimiters(struct scanner *scanner, const char *text, size_t length)
{
	trim(&text, &length);
	const char *both = arena_text_n(scanner->mem, text, length);
	size_t first = strcspn(both, blanks);
	size_t second = first + strspn(both + first, blanks);
	size_t rest = strcspn(both + second, blanks);

	if (first == 0 || rest == 0 || both[second + rest] != '\0' || strchr(both, '=') != NULL)
		return mustache_fault(scanner, scanner->line, "two delimiters are expected, not \"%s\"", both);
	scanner->open = arena_text_n(scanner->mem, both, first);
	scanner->close = both + second;
	add(scanner, TOKEN_COMMENT, "", 0);
	return OK;
}

/* The start of the {{/t}} that ends a source text, and where it ends. */
static bool find_end_of_source(const struct scanner *scanner, size_t from, size_t *start, size_t *end)
{
	for (;; from = *start + 1) {
		*start = find(scanner, from, scanner->open);
		if (*start == scanner->length)
			return false;
		const char *at = scanner->text + *start + strlen(scanner->open);
		at += strspn(at, blanks);
		if (*at++ != '/')
			continue;
		at += strspn(at, blanks);
		if (*at++ != 't')
			continue;
		at += strspn(at, blanks);
		if (strncmp(at, scanner->close, strlen(scanner->close)) != 0)
			continue;
		*end = (size_t)(at - scanner->text) + strlen(scanner->close);
		return true;
	}
}

/* {{#t}} or {{#t number}} has been read up to `from`. */
static enum err add_translated(struct scanner *scanner, const char *number, size_t from)
{
	unsigned line = scanner->line;
	size_t start, end;
	struct node *nodes;

	if (scanner->inside_translation)
		return mustache_fault(scanner, line, "a translation holds {{#t}}");
	if (!find_end_of_source(scanner, from, &start, &end))
		return mustache_fault(scanner, line, "text to translate is not closed");
	TRY(mustache_translated(scanner, line, number, scanner->text + from, start - from, &nodes));
	add(scanner, TOKEN_TRANSLATED, "", 0)->nodes = nodes;
	advance(scanner, end);
	return OK;
}

static bool is_translated(const struct scanner *scanner, const char *name)
{
	return scanner->setup->translate != NULL && name[0] == 't' &&
		(name[1] == '\0' || strchr(blanks, name[1]) != NULL);
}

/* A tag with a name, which ends before `end`; `next` is after the tag. */
static enum err add_named(struct scanner *scanner, enum token_kind kind, const char *text, size_t length,
	size_t next)
{
	trim(&text, &length);
	const char *name = arena_text_n(scanner->mem, text, length);

	if (kind == TOKEN_SECTION && is_translated(scanner, name))
		return add_translated(scanner, name + 1 + strspn(name + 1, blanks), next);
	if (length == 0)
		return mustache_fault(scanner, scanner->line, "a tag has no name");
	if (name[strcspn(name, blanks)] != '\0')
		return mustache_fault(scanner, scanner->line, "the name \"%s\" holds a blank", name);
	add(scanner, kind, name, length);
	advance(scanner, next);
	return OK;
}

static enum token_kind kind_of(char sigil)
{
	switch (sigil) {
	case '{':
	case '&':
		return TOKEN_RAW;
	case '#':
		return TOKEN_SECTION;
	case '^':
		return TOKEN_INVERTED;
	case '/':
		return TOKEN_CLOSE;
	case '>':
		return TOKEN_PARTIAL;
	case '<':
		return TOKEN_PARENT;
	case '$':
		return TOKEN_BLOCK;
	case '!':
	case '=':
		return TOKEN_COMMENT;
	default:
		return TOKEN_VALUE;
	}
}

/* The tag whose opening delimiter stands at `at`. */
static enum err add_tag(struct scanner *scanner)
{
	size_t start = scanner->at + strlen(scanner->open);
	char sigil = scanner->text[start];
	enum token_kind kind = kind_of(sigil);

	if (kind != TOKEN_VALUE)
		start++;
	const char *ending = scanner->close;
	if (sigil == '{' || sigil == '=')
		ending = arena_printf(scanner->mem, "%c%s", sigil == '{' ? '}' : '=', ending);
	size_t end = find(scanner, start, ending);
	if (end == scanner->length)
		return mustache_fault(scanner, scanner->line, "a tag is not closed");
	size_t next = end + strlen(ending);
	const char *text = scanner->text + start;
	if (kind != TOKEN_COMMENT)
		return add_named(scanner, kind, text, end - start, next);
	if (sigil == '=')
		TRY(set_delimiters(scanner, text, end - start));
	else
		add(scanner, TOKEN_COMMENT, "", 0);
	advance(scanner, next);
	return OK;
}

enum err mustache_scan(struct scanner *scanner)
{
	while (scanner->at < scanner->length) {
		add_text(scanner, find(scanner, scanner->at, scanner->open));
		if (scanner->at < scanner->length)
			TRY(add_tag(scanner));
	}
	return OK;
}
