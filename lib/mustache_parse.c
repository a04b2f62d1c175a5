/* SPDX-License-Identifier: MPL-2.0 */
/*
 * From tokens to the tree that is rendered: which tag closes which, the indentation of blocks, and
 * texts to translate.
 */
#include <string.h>

#include "lib/mustache_scan.h"

enum { DEEPEST_NESTING = 100 };

/* Parses scanner->text; adds nodes to the template that scanner->mem belongs to. */
static enum err parse(struct scanner *scanner, struct node **out);

static bool opens(enum token_kind kind)
{
	return kind == TOKEN_SECTION || kind == TOKEN_INVERTED || kind == TOKEN_PARENT ||
		kind == TOKEN_BLOCK;
}

/* Finds for each tag that opens the one that closes it. */
static enum err match(struct scanner *scanner)
{
	size_t open[DEEPEST_NESTING], depth = 0;

	for (size_t i = 0; i < scanner->count; i++) {
		struct token *token = &scanner->tokens[i];
		if (opens(token->kind)) {
			if (depth == DEEPEST_NESTING)
				return mustache_fault(scanner, token->line, "sections nest too deep");
			open[depth++] = i;
		}
		if (token->kind != TOKEN_CLOSE)
			continue;
		if (depth == 0)
			return mustache_fault(scanner, token->line, "\"%s\" is closed but not open", token->text);
		struct token *opening = &scanner->tokens[open[--depth]];
		if (strcmp(opening->text, token->text) != 0)
			return mustache_fault(scanner, token->line, "\"%s\" is closed where \"%s\" of line %u is open",
				token->text, opening->text, opening->line);
		opening->match = i;
		token->match = open[depth];
	}
	if (depth > 0) {
		struct token *opening = &scanner->tokens[open[depth - 1]];
		return mustache_fault(scanner, opening->line, "section \"%s\" is not closed", opening->text);
	}
	return OK;
}

static size_t leading_blanks(const char *text)
{
	return strspn(text, " \t");
}

/* How far the first line of a block's content is indented; NULL when it has no line. The indentation
 * is the beginning of the result. */
static const char *first_indent(const struct node *list)
{
	for (; list != NULL; list = list->next) {
		if (list->kind != NODE_TEXT)
			return list->indent;
		const char *rest = list->text + leading_blanks(list->text);
		if (*rest != '\n' && *rest != '\r')
			return list->text;
	}
	return NULL;
}

/* Takes up to n blanks off the beginning of each line. */
static void dedent(struct node *list, size_t n)
{
	for (; list != NULL; list = list->next) {
		size_t has = leading_blanks(list->indent);
		list->indent += has < n ? has : n;
		if (list->kind == NODE_TEXT && list->starts_line) {
			has = leading_blanks(list->text);
			size_t cut = has < n ? has : n;
			list->text += cut;
			list->length -= cut;
		}
		if (list->kind == NODE_BLOCK && list->standalone)
			continue; /* its lines are relative to itself already */
		dedent(list->children, n);
	}
}

/* A block that stands alone is written relative to its place: its lines lose the indentation of the
 * first, and whatever fills the block is given it. */
static void settle_block(struct scanner *scanner, struct node *block)
{
	if (!block->standalone)
		return;
	const char *first = first_indent(block->children);
	if (first == NULL)
		return;
	size_t depth = leading_blanks(first);
	block->indent = arena_text_n(scanner->mem, first, depth);
	dedent(block->children, depth);
}

static const char *const *split(struct arena *mem, const char *name)
{
	size_t count = 1;

	for (const char *at = name; *at != '\0'; at++)
		count += *at == '.';
	const char **parts = arena_array(mem, count + 1, sizeof *parts);
	if (strcmp(name, ".") == 0)
		return parts;
	for (size_t i = 0; i < count; i++) {
		size_t length = strcspn(name, ".");
		parts[i] = arena_text_n(mem, name, length);
		name += length + 1;
	}
	return parts;
}

static struct node *node_of(struct scanner *scanner, const struct token *token)
{
	static const enum node_kind kinds[] = {
		[TOKEN_TEXT] = NODE_TEXT,
		[TOKEN_VALUE] = NODE_VALUE,
		[TOKEN_RAW] = NODE_VALUE,
		[TOKEN_SECTION] = NODE_SECTION,
		[TOKEN_INVERTED] = NODE_INVERTED,
		[TOKEN_PARTIAL] = NODE_PARTIAL,
		[TOKEN_PARENT] = NODE_PARENT,
		[TOKEN_BLOCK] = NODE_BLOCK,
		[TOKEN_TRANSLATED] = NODE_GROUP,
	};
	struct node *node = arena_alloc(scanner->mem, sizeof *node);

	*node = (struct node){
		.kind = kinds[token->kind],
		.children = token->nodes,
		.text = token->text,
		.length = token->length,
		.line = token->line,
		.escape = token->kind == TOKEN_VALUE && scanner->setup->html,
		.standalone = token->standalone,
		.starts_line = token->starts_line,
		.indent = token->indent,
	};
	if (node->kind == NODE_VALUE || node->kind == NODE_SECTION || node->kind == NODE_INVERTED)
		node->parts = split(scanner->mem, node->text);
	return node;
}

/* The tokens from..to as a list; of a parent only what it hands over. */
static struct node *build(struct scanner *scanner, size_t from, size_t to, bool only_blocks)
{
	struct node *first = NULL, **last = &first;

	for (size_t i = from; i < to; i++) {
		const struct token *token = &scanner->tokens[i];
		if (token->dropped || token->kind == TOKEN_COMMENT)
			continue;
		size_t start = i + 1;
		if (opens(token->kind))
			i = token->match;
		if (only_blocks && token->kind != TOKEN_BLOCK)
			continue;
		struct node *node = node_of(scanner, token);
		if (opens(token->kind))
			node->children = build(scanner, start, i, token->kind == TOKEN_PARENT);
		if (node->kind == NODE_BLOCK)
			settle_block(scanner, node);
		*last = node;
		last = &node->next;
	}
	return first;
}

static enum err parse(struct scanner *scanner, struct node **out)
{
	TRY(mustache_scan(scanner));
	TRY(match(scanner));
	if (!scanner->inside_translation)
		mustache_lines(scanner->tokens, scanner->count);
	*out = build(scanner, 0, scanner->count, false);
	return OK;
}

/* Runs of blanks become one, so that a template may wrap a text; the ends lose theirs. */
static char *collapse(struct arena *mem, const char *text, size_t length)
{
	char *out = arena_alloc(mem, length + 1), *end = out;

	for (size_t i = 0; i < length; i++) {
		bool blank = strchr(" \t\r\n", text[i]) != NULL;
		if (!blank)
			*end++ = text[i];
		else if (end > out && end[-1] != ' ')
			*end++ = ' ';
	}
	if (end > out && end[-1] == ' ')
		end--;
	*end = '\0';
	return out;
}

static enum err parse_translation(struct scanner *outer, unsigned line, const char *text, struct node **out)
{
	struct scanner scanner = *outer;

	scanner.inside_translation = true;
	scanner.line = line;
	scanner.text = text;
	scanner.length = strlen(text);
	scanner.at = 0;
	scanner.tokens = NULL;
	scanner.count = scanner.room = 0;
	return parse(&scanner, out);
}

static enum err translated_count(struct scanner *scanner, unsigned line, const char *number, char *source,
	struct node **out)
{
	const struct mustache_setup *setup = scanner->setup;
	char *bar = strchr(source, '|');

	if (bar == NULL || strchr(bar + 1, '|') != NULL || setup->translate_count == NULL)
		return mustache_fault(scanner, line, "{{#t %s}} wants one|many", number);
	*bar = '\0';
	const char *one = collapse(scanner->mem, source, strlen(source));
	const char *many = collapse(scanner->mem, bar + 1, strlen(bar + 1));

	struct node *node = arena_alloc(scanner->mem, sizeof *node);
	*node = (struct node){.kind = NODE_COUNT, .text = number, .line = line, .indent = ""};
	node->parts = split(scanner->mem, number);
	TRY(parse_translation(scanner, line, setup->translate_count(setup->translate_context, one, many, 1),
		&node->children));
	TRY(parse_translation(scanner, line, setup->translate_count(setup->translate_context, one, many, 2),
		&node->many));
	*out = node;
	return OK;
}

enum err mustache_translated(struct scanner *scanner, unsigned line, const char *number,
	const char *source, size_t length, struct node **out)
{
	char *text = collapse(scanner->mem, source, length);

	if (*number != '\0')
		return translated_count(scanner, line, number, text, out);
	if (*text == '\0')
		return mustache_fault(scanner, line, "a text to translate is empty");
	const struct mustache_setup *setup = scanner->setup;
	return parse_translation(scanner, line, setup->translate(setup->translate_context, text), out);
}

enum err mustache_parse(const char *text, const struct mustache_setup *setup, struct arena *mem,
	struct mustache **out, const char **problem)
{
	OWNED(arena_close) struct arena *kept = arena_open();
	struct scanner scanner = {
		.setup = setup,
		.mem = kept,
		.problem_mem = mem,
		.problem = problem,
		.line = 1,
		.text = text,
		.length = strlen(text),
		.open = "{{",
		.close = "}}",
	};
	struct node *nodes;

	TRY(parse(&scanner, &nodes));
	struct mustache *template = arena_alloc(kept, sizeof *template);
	template->nodes = nodes;
	template->mem = kept;
	*out = template;
	kept = NULL;
	return OK;
}

void mustache_close(struct mustache **template)
{
	if (*template == NULL)
		return;
	struct arena *mem = (*template)->mem;
	arena_close(&mem);
	*template = NULL;
}

static void visit(const struct node *list, mustache_partial *each, void *context)
{
	for (; list != NULL; list = list->next) {
		if (list->kind == NODE_PARTIAL || list->kind == NODE_PARENT)
			each(context, list->text, list->line);
		visit(list->children, each, context);
		visit(list->many, each, context);
	}
}

void mustache_partials(const struct mustache *template, mustache_partial *each, void *context)
{
	visit(template->nodes, each, context);
}
