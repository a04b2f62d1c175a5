/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Renders a parsed template. Two chains live on the C stack while it runs: the contexts (which value
 * a name is looked up in) and the frames (which blocks the parents were handed).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/mustache_tree.h"

enum { DEEPEST_PARTIALS = 64 };

struct context {
	const json_t *value;
	const struct context *outer;
};

struct frame {
	const struct node *blocks;
	const struct frame *outer;
};

/* Where we are: the innermost context and frame. */
struct place {
	const struct context *context;
	const struct frame *frame;
};

struct rendering {
	const struct mustache_render *how;
	struct buffer *out;
	struct buffer indent; /* what each line of the template begins with now */
	bool pending;         /* a line has begun and its indentation is not written yet */
	bool continues;       /* the next line of the template continues one that was begun outside */
	unsigned depth;
};

static enum err render_list(struct rendering *r, const struct node *list, struct place place);

static void write(struct rendering *r, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	if (r->pending && r->indent.length > 0)
		buffer_add(r->out, r->indent.bytes, r->indent.length);
	r->pending = false;
	r->continues = false;
	buffer_add(r->out, bytes, length);
}

static void write_escaped(struct rendering *r, const char *text, size_t length)
{
	static const bool special[256] = {['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true};
	const char *end = text + length;

	while (text < end) {
		size_t plain = 0;
		while (text + plain < end && !special[(unsigned char)text[plain]])
			plain++;
		write(r, text, plain);
		text += plain;
		if (text == end)
			break;
		switch (*text++) {
		case '&':
			write(r, "&amp;", 5);
			break;
		case '<':
			write(r, "&lt;", 4);
			break;
		case '>':
			write(r, "&gt;", 4);
			break;
		default:
			write(r, "&quot;", 6);
		}
	}
}

static void unknown(struct rendering *r, const struct node *node)
{
	if (r->how->unknown != NULL)
		r->how->unknown(r->how->unknown_context, node->text);
}

/* The value of a name; NULL (and unknown) when there is none. The first part is looked up from the
 * innermost context outwards, the others in what it names and nowhere else. */
static const json_t *look_up(struct rendering *r, const struct node *node, const struct context *context)
{
	const char *const *part = node->parts;
	const json_t *value = NULL;

	if (*part == NULL)
		return context->value;
	for (; context != NULL && value == NULL; context = context->outer)
		value = json_object_get(context->value, *part);
	while (value != NULL && *++part != NULL) {
		if (json_is_null(value))
			return value;
		value = json_object_get(value, *part);
	}
	if (value == NULL)
		unknown(r, node);
	return value;
}

static bool is_truthy(const json_t *value)
{
	switch (value == NULL ? JSON_NULL : json_typeof(value)) {
	case JSON_NULL:
	case JSON_FALSE:
		return false;
	case JSON_STRING:
		return json_string_length(value) > 0;
	case JSON_INTEGER:
		return json_integer_value(value) != 0;
	case JSON_REAL:
		return json_real_value(value) < 0 || json_real_value(value) > 0;
	case JSON_ARRAY:
		return json_array_size(value) > 0;
	default:
		return true;
	}
}

static void write_integer(struct rendering *r, json_int_t number)
{
	char room[NUMBER_ROOM];
	const char *text = number_text(room, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);

	if (number < 0)
		write(r, "-", 1);
	write(r, text, strlen(text));
}

/* Most have one decimal at the most. A tenth of a whole number is the number that is read from that decimal. */
static bool write_tenths(struct rendering *r, double number)
{
	if (!(number > 0 && number < 1e9))
		return false;
	uint64_t tenths = (uint64_t)(number * 10 + 0.5);
	double back = (double)tenths / 10;
	if (back < number || back > number)
		return false;
	write_integer(r, (json_int_t)(tenths / 10));
	if (tenths % 10 != 0)
		write(r, (char[]){'.', (char)('0' + tenths % 10)}, 2);
	return true;
}

/* The shortest decimal that reads back as the same number. */
static void write_real(struct rendering *r, double number)
{
	char text[32];

	if (write_tenths(r, number))
		return;
	for (int precision = 15; precision <= 17; precision++) {
		snprintf(text, sizeof text, "%.*g", precision, number);
		double back = strtod(text, NULL);
		if (!(back < number) && !(back > number))
			break;
	}
	write(r, text, strlen(text));
}

static void render_value(struct rendering *r, const struct node *node, struct place place)
{
	const json_t *value = look_up(r, node, place.context);

	switch (value == NULL ? JSON_NULL : json_typeof(value)) {
	case JSON_STRING:
		if (node->escape)
			write_escaped(r, json_string_value(value), json_string_length(value));
		else
			write(r, json_string_value(value), json_string_length(value));
		return;
	case JSON_INTEGER:
		write_integer(r, json_integer_value(value));
		return;
	case JSON_REAL:
		write_real(r, json_real_value(value));
		return;
	case JSON_TRUE:
		write(r, "true", 4);
		return;
	case JSON_FALSE:
		write(r, "false", 5);
		return;
	default:
		return;
	}
}

static enum err render_within(struct rendering *r, const struct node *node, struct place place,
	const json_t *value)
{
	struct context inner = {value, place.context};

	place.context = &inner;
	return render_list(r, node->children, place);
}

static enum err render_section(struct rendering *r, const struct node *node, struct place place)
{
	const json_t *value = look_up(r, node, place.context);

	if (node->kind == NODE_INVERTED)
		return is_truthy(value) ? OK : render_list(r, node->children, place);
	if (!is_truthy(value))
		return OK;
	if (!json_is_array(value))
		return render_within(r, node, place, value);
	for (size_t i = 0; i < json_array_size(value); i++)
		TRY(render_within(r, node, place, json_array_get(value, i)));
	return OK;
}

static enum err render_count(struct rendering *r, const struct node *node, struct place place)
{
	const json_t *value = look_up(r, node, place.context);
	bool one = json_is_integer(value) && json_integer_value(value) == 1;

	return render_list(r, one ? node->children : node->many, place);
}

/* Renders a list in the place of `node`, indented as that is. */
static enum err render_at(struct rendering *r, const struct node *node, const struct node *list,
	struct place place)
{
	size_t outside = r->indent.length;

	if (*node->indent != '\0')
		buffer_text(&r->indent, node->indent);
	if (node->standalone)
		r->pending = true;
	else
		r->continues = true;
	enum err err = render_list(r, list, place);
	if (node->standalone)
		r->pending = false;
	else
		r->continues = false;
	r->indent.length = outside;
	return err;
}

/* A partial or a parent. */
static enum err render_template(struct rendering *r, const struct node *node, struct place place)
{
	const struct mustache *template = NULL;
	struct frame frame = {node->children, place.frame};

	if (r->how->find != NULL)
		template = r->how->find(r->how->find_context, node->text);
	if (template == NULL)
		return OK;
	if (r->depth == DEEPEST_PARTIALS)
		return FAILED;
	r->depth++;
	place.frame = &frame;
	enum err err = render_at(r, node, template->nodes, place);
	r->depth--;
	return err;
}

/* What fills a block: what the outermost of the parents was handed for it, else its own content. */
static enum err render_block(struct rendering *r, const struct node *node, struct place place)
{
	const struct node *content = node;
	const struct frame *written_in = place.frame;

	for (const struct frame *frame = place.frame; frame != NULL; frame = frame->outer)
		for (const struct node *block = frame->blocks; block != NULL; block = block->next)
			if (strcmp(block->text, node->text) == 0) {
				content = block;
				written_in = frame->outer;
			}
	place.frame = written_in;
	return render_at(r, node, content->children, place);
}

static enum err render_node(struct rendering *r, const struct node *node, struct place place)
{
	if (node->starts_line && !r->continues)
		r->pending = true;
	switch (node->kind) {
	case NODE_TEXT:
		write(r, node->text, node->length);
		return OK;
	case NODE_VALUE:
		render_value(r, node, place);
		return OK;
	case NODE_SECTION:
	case NODE_INVERTED:
		return render_section(r, node, place);
	case NODE_PARTIAL:
	case NODE_PARENT:
		return render_template(r, node, place);
	case NODE_BLOCK:
		return render_block(r, node, place);
	case NODE_GROUP:
		return render_list(r, node->children, place);
	case NODE_COUNT:
		return render_count(r, node, place);
	}
	return OK;
}

static enum err render_list(struct rendering *r, const struct node *list, struct place place)
{
	for (; list != NULL; list = list->next)
		TRY(render_node(r, list, place));
	return OK;
}

enum err mustache_render(const struct mustache *template, const json_t *model,
	const struct mustache_render *render, struct buffer *out)
{
	struct context context = {model, NULL};
	struct rendering r = {.how = render, .out = out};
	enum err err = render_list(&r, template->nodes, (struct place){&context, NULL});

	buffer_close(&r.indent);
	return err;
}
