/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/stencil.h"

#include <stdlib.h>
#include <string.h>

/* A mark is this control character, which no template has, and the number of the hole as a letter. */
#define MARK '\x01'

struct piece {
	const char *text; /* into stencil.rendered */
	size_t length;
	size_t hole; /* behind it; STENCIL_HOLES: none */
};

struct stencil {
	struct buffer rendered;
	struct piece *pieces;
	size_t count;
	size_t holes; /* in use: those below */
};

json_t *stencil_mark(size_t hole)
{
	return json_string((const char[]){MARK, (char)('a' + hole), '\0'});
}

/* The model with marks in place of the holes' values. A new object. */
static json_t *marked(json_t *model, const char *const *holes)
{
	json_t *copy = json_object();

	json_object_update(copy, model);
	for (size_t i = 0; holes[i] != NULL; i++)
		json_object_set_new(copy, holes[i], stencil_mark(i));
	return copy;
}

static void cut(struct stencil *stencil)
{
	const char *at = stencil->rendered.bytes == NULL ? "" : stencil->rendered.bytes;
	size_t room = 1;

	for (const char *c = at; *c != '\0'; c++)
		room += *c == MARK;
	stencil->pieces = calloc(room, sizeof *stencil->pieces);
	if (stencil->pieces == NULL)
		abort();
	for (;;) {
		size_t length = strcspn(at, (const char[]){MARK, '\0'});
		struct piece *piece = &stencil->pieces[stencil->count++];
		*piece = (struct piece){at, length, STENCIL_HOLES};
		if (at[length] == '\0')
			return;
		piece->hole = (size_t)(at[length + 1] - 'a');
		if (piece->hole >= stencil->holes)
			stencil->holes = piece->hole + 1;
		at += length + 2;
	}
}

enum err stencil_open(const struct templates *templates, enum language language, const char *name,
	json_t *model, const char *const *holes, struct stencil **out)
{
	OWNED(stencil_close) struct stencil *stencil = calloc(1, sizeof *stencil);
	json_t *whole = marked(model, holes);

	if (stencil == NULL)
		abort();
	enum err err = templates_render(templates, language, name, whole, &stencil->rendered);
	json_decref(whole);
	TRY(err);
	cut(stencil);
	*out = stencil;
	stencil = NULL;
	return OK;
}

void stencil_close(struct stencil **stencil)
{
	if (*stencil == NULL)
		return;
	buffer_close(&(*stencil)->rendered);
	free((*stencil)->pieces);
	free(*stencil);
	*stencil = NULL;
}

static char *put(char *to, const char *from, size_t length)
{
	memcpy(to, from, length);
	return to + length;
}

void stencil_fill(const struct stencil *stencil, const char *const *values, struct buffer *out)
{
	size_t lengths[STENCIL_HOLES + 1] = {0}, length = 0;

	for (size_t hole = 0; hole < stencil->holes; hole++)
		lengths[hole] = strlen(values[hole]);
	for (size_t i = 0; i < stencil->count; i++)
		length += stencil->pieces[i].length + lengths[stencil->pieces[i].hole];
	char *to = buffer_room(out, length);
	for (size_t i = 0; i < stencil->count; i++) {
		const struct piece *piece = &stencil->pieces[i];
		to = put(to, piece->text, piece->length);
		if (piece->hole < STENCIL_HOLES)
			to = put(to, values[piece->hole], lengths[piece->hole]);
	}
	*to = '\0';
	out->length += length;
}

json_t *buffer_json(const struct buffer *html)
{
	return json_stringn_nocheck(html->length > 0 ? html->bytes : "", html->length);
}
