/* SPDX-License-Identifier: MPL-2.0 */
/*
 * No tree is built: tags are taken as they come, closed or not, because mail programs write what they
 * like. Two things are remembered: how deep in quotations we are, and how many line ends are due
 * before the next text.
 */
#include "lib/html_text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "lib/html_entities.h"
#include "lib/text.h"

enum { TAG_LONGEST = 16, QUOTES_DEEPEST = 20 };

struct writer {
	struct buffer out;
	int depth;       /* of quotations */
	int line_ends;   /* due before the next text: 0, 1 or 2 */
	bool blank;      /* due before the next text */
	bool begun;      /* something stands in this line */
	bool preformatted;
	bool quotes_break;   /* a quoted attribute was not closed: from now on quotes are not believed */
	bool hidden_is_open; /* nor that a hidden element will be closed */
};

static void break_line(struct writer *writer, int line_ends)
{
	if (writer->line_ends < line_ends)
		writer->line_ends = line_ends;
	writer->blank = false;
}

/* A line end that counts even beside others: <br>. */
static void add_line_end(struct writer *writer)
{
	writer->line_ends = writer->line_ends < 2 ? writer->line_ends + 1 : 2;
	writer->blank = false;
}

/* What is due before text: line ends, the marks of quotation, a blank. */
static void begin_text(struct writer *writer)
{
	if (writer->line_ends > 0 && writer->out.length > 0) {
		for (int i = 0; i < writer->line_ends; i++)
			buffer_text(&writer->out, "\n");
		writer->begun = false;
	}
	writer->line_ends = 0;
	if (!writer->begun) {
		for (int i = 0; i < writer->depth; i++)
			buffer_text(&writer->out, ">");
		if (writer->depth > 0)
			buffer_text(&writer->out, " ");
	} else if (writer->blank) {
		buffer_text(&writer->out, " ");
	}
	writer->blank = false;
	writer->begun = true;
}

/* ---- tags ---- */

enum effect { INLINE, BLOCK, PARAGRAPH, LINE_END, QUOTE, CELL, ITEM, PRE, RULE, HIDDEN };

static enum effect effect_of(const char *name)
{
	static const struct {
		const char *name;
		enum effect effect;
	} tags[] = {
		{"br", LINE_END}, {"p", PARAGRAPH}, {"div", BLOCK}, {"blockquote", QUOTE}, {"li", ITEM},
		{"ul", BLOCK}, {"ol", BLOCK}, {"tr", BLOCK}, {"table", BLOCK}, {"td", CELL},
		{"th", CELL}, {"h1", PARAGRAPH}, {"h2", PARAGRAPH}, {"h3", PARAGRAPH}, {"h4", PARAGRAPH},
		{"h5", PARAGRAPH}, {"h6", PARAGRAPH}, {"pre", PRE}, {"hr", RULE}, {"section", BLOCK},
		{"article", BLOCK}, {"header", BLOCK}, {"footer", BLOCK}, {"address", BLOCK},
		{"dl", BLOCK}, {"dt", BLOCK}, {"dd", BLOCK}, {"body", BLOCK}, {"style", HIDDEN},
		{"script", HIDDEN}, {"title", HIDDEN}, {"template", HIDDEN}, {"noscript", HIDDEN},
	};

	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (strcmp(tags[i].name, name) == 0)
			return tags[i].effect;
	return INLINE;
}

static void quote(struct writer *writer, bool closes)
{
	break_line(writer, 1);
	if (closes && writer->depth > 0)
		writer->depth--;
	else if (!closes && writer->depth < QUOTES_DEEPEST)
		writer->depth++;
}

static void apply(struct writer *writer, enum effect effect, bool closes)
{
	switch (effect) {
	case LINE_END:
		add_line_end(writer);
		break;
	case PARAGRAPH:
		break_line(writer, 2);
		break;
	case QUOTE:
		quote(writer, closes);
		break;
	case CELL:
		writer->blank = true;
		break;
	case ITEM:
		break_line(writer, 1);
		if (!closes) {
			begin_text(writer);
			buffer_text(&writer->out, "-");
			writer->blank = true;
		}
		break;
	case PRE:
		break_line(writer, 1);
		writer->preformatted = !closes;
		break;
	case RULE:
		break_line(writer, 1);
		begin_text(writer);
		buffer_text(&writer->out, "____________");
		break_line(writer, 1);
		break;
	case BLOCK:
		break_line(writer, 1);
		break;
	case INLINE:
	case HIDDEN:
		break;
	}
}

/* Past the ">" of the tag that begins at `at`. One inside a quoted attribute does not count, unless a
 * quote is never closed; that is found out once, so that no mail makes us read it over and over. */
static const char *past_tag(struct writer *writer, const char *at)
{
	bool quoted = false;

	for (const char *c = at + 1; *c != '\0'; c++) {
		if (quoted)
			quoted = *c != '"';
		else if (*c == '>')
			return c + 1;
		else if (*c == '"' && c[-1] == '=' && !writer->quotes_break)
			quoted = true;
	}
	if (!quoted)
		return at + strlen(at);
	writer->quotes_break = true;
	const char *end = strchr(at, '>');
	return end == NULL ? at + strlen(at) : end + 1;
}

/* Past the element's closing tag, for what is not shown; `at` itself when it is never closed. Others of its
 * name may stand inside, unless it `is_raw` as <style> is. */
static const char *past_element(struct writer *writer, const char *at, const char *name, bool is_raw)
{
	size_t length = strlen(name);
	int open = 1;

	if (writer->hidden_is_open)
		return at;
	for (const char *c = at; (c = strchr(c, '<')) != NULL; c++) {
		bool closes = c[1] == '/';
		const char *letters = c + 1 + closes;
		if (strncasecmp(letters, name, length) != 0 || isalnum((unsigned char)letters[length]))
			continue;
		open += closes ? -1 : !is_raw;
		if (open == 0)
			return past_tag(writer, c);
	}
	writer->hidden_is_open = true;
	return at;
}

/* Whether the attributes, to `end`, keep the element from being shown: "hidden" or "display: none". */
static bool hides(const char *at, const char *end)
{
	bool quoted = false;

	for (; at < end; at++) {
		quoted = quoted != (*at == '"');
		if (!quoted && isspace((unsigned char)at[-1]) && strncasecmp(at, "hidden", 6) == 0 &&
			strchr(" =>/", at[6]) != NULL)
			return true;
		if (strncasecmp(at, "display", 7) != 0)
			continue;
		const char *value = at + 7 + strspn(at + 7, " :");
		if (strncasecmp(value, "none", 4) == 0)
			return true;
	}
	return false;
}

/* These have no closing tag. */
static bool is_void(const char *name)
{
	static const char *const names[] = {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static const char *read_tag(struct writer *writer, const char *at)
{
	char name[TAG_LONGEST];
	bool closes = at[1] == '/';
	const char *letters = at + 1 + closes;
	size_t length = 0;

	if (strncmp(at, "<!--", 4) == 0) {
		const char *end = strstr(at + 4, "-->");
		return end == NULL ? at + strlen(at) : end + 3;
	}
	while (isalnum((unsigned char)letters[length]) && length + 1 < sizeof name) {
		name[length] = (char)tolower((unsigned char)letters[length]);
		length++;
	}
	name[length] = '\0';
	const char *end = past_tag(writer, at);
	enum effect effect = effect_of(name);
	if (!closes && (effect == HIDDEN || (!is_void(name) && hides(letters + length, end))))
		return past_element(writer, end, name, effect == HIDDEN);
	apply(writer, effect, closes);
	return end;
}

/* ---- text ---- */

static const char *read_text(struct writer *writer, const char *at)
{
	if (*at == '\n' && writer->preformatted) {
		add_line_end(writer);
		return at + 1;
	}
	if (strchr(" \t\r\n", *at) != NULL && !(*at == ' ' && writer->preformatted)) {
		writer->blank = true;
		return at + 1;
	}
	begin_text(writer);
	if (*at == '&') {
		size_t size = html_entity(at, &writer->out);
		if (size > 0)
			return at + size;
	}
	buffer_add(&writer->out, at, 1);
	return at + 1;
}

/* "<" begins a tag when a letter, "/", "!" or "?" follows; else it is text. */
static bool begins_tag(const char *at)
{
	return at[0] == '<' && (isalpha((unsigned char)at[1]) ||
				       (at[1] != '\0' && strchr("/!?", at[1]) != NULL));
}

char *html_text(struct arena *mem, const char *html)
{
	struct writer writer = {.depth = 0};

	while (*html != '\0')
		html = begins_tag(html) ? read_tag(&writer, html) : read_text(&writer, html);
	char *text = arena_text_n(mem, writer.out.bytes == NULL ? "" : writer.out.bytes,
		writer.out.length);
	buffer_close(&writer.out);
	return text;
}

bool html_is_likely(const char *text)
{
	OWNED(buffer_close) struct buffer character = {0};
	bool closes = true; /* some ">" may still follow */

	for (; *text != '\0'; text++) {
		closes = closes && (!begins_tag(text) || strchr(text, '>') != NULL);
		if ((closes && begins_tag(text)) || (*text == '&' && html_entity(text, &character) > 0))
			return true;
	}
	return false;
}
