/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Mustache's rules for lines: which tags stand alone. The required part of the specification knows
 * one tag on a line of its own; inheritance adds lines that hold several of its tags, and a parent
 * that opens and closes on one line with all that it hands over.
 */
#include "lib/mustache_tree.h"

static bool is_blank(const struct token *token)
{
	if (token->kind != TOKEN_TEXT)
		return false;
	for (size_t i = 0; i < token->length; i++)
		if (token->text[i] != ' ' && token->text[i] != '\t' && token->text[i] != '\r' &&
		    token->text[i] != '\n')
			return false;
	return true;
}

static bool inherits(const struct token *tokens, size_t at)
{
	enum token_kind kind = tokens[at].kind;

	if (kind == TOKEN_CLOSE)
		kind = tokens[tokens[at].match].kind;
	return kind == TOKEN_PARENT || kind == TOKEN_BLOCK;
}

/* The next token of a line after `at`, a parent that closes on it taken as one. */
static size_t step(const struct token *tokens, size_t at, size_t end)
{
	if (tokens[at].kind == TOKEN_PARENT && tokens[at].match < end)
		at = tokens[at].match;
	return at + 1;
}

/* Nothing on the line but tags that stand alone. A block that closes on its own line is no such
 * tag: its content continues a line that the template began. */
static bool line_is_bare(const struct token *tokens, size_t start, size_t end)
{
	size_t tags = 0, others = 0;

	for (size_t i = start; i < end; i = step(tokens, i, end)) {
		const struct token *token = &tokens[i];
		if (is_blank(token))
			continue;
		if (token->kind == TOKEN_TEXT || token->kind == TOKEN_VALUE ||
		    token->kind == TOKEN_RAW || token->kind == TOKEN_TRANSLATED)
			return false;
		if (tags == 0 && token->kind == TOKEN_BLOCK && token->match < end)
			return false;
		tags++;
		if (!inherits(tokens, i))
			others++;
	}
	return tags > 0 && (others == 0 || tags == 1);
}

static void strip_line(struct token *tokens, size_t start, size_t end, const char *indent)
{
	bool first = true;

	for (size_t i = start; i < end; i = step(tokens, i, end)) {
		if (tokens[i].kind == TOKEN_TEXT) {
			tokens[i].dropped = true;
			continue;
		}
		tokens[i].standalone = true;
		if (first)
			tokens[i].indent = indent;
		first = false;
	}
}

static void keep_line(struct token *tokens, size_t start, size_t end, size_t first, const char *indent)
{
	size_t at = start;

	if (first < end && tokens[first].kind == TOKEN_BLOCK)
		tokens[first].indent = indent;
	while (at < end && (tokens[at].kind == TOKEN_COMMENT || tokens[at].kind == TOKEN_CLOSE))
		at++;
	if (at < end)
		tokens[at].starts_line = true;
}

void mustache_lines(struct token *tokens, size_t count)
{
	for (size_t start = 0, end; start < count; start = end) {
		for (end = start; end < count; end++)
			if (tokens[end].kind == TOKEN_TEXT &&
			    tokens[end].text[tokens[end].length - 1] == '\n')
				break;
		if (end < count)
			end++;
		bool indented = end - start > 1 && is_blank(&tokens[start]);
		const char *indent = indented ? tokens[start].text : "";
		if (line_is_bare(tokens, start, end))
			strip_line(tokens, start, end, indent);
		else
			keep_line(tokens, start, end, start + (indented ? 1 : 0), indent);
	}
}
