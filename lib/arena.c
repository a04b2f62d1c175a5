/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A piece is either memory of ours (close is NULL) or something that another library closes. */
struct piece {
	struct piece *next;
	void (*close)(void *);
	void *thing;
	max_align_t bytes[];
};

struct arena {
	struct piece *newest;
};

static void *or_abort(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

struct arena *arena_open(void)
{
	return or_abort(calloc(1, sizeof(struct arena)));
}

void arena_close(struct arena **mem)
{
	if (*mem == NULL)
		return;
	for (struct piece *piece = (*mem)->newest, *next; piece != NULL; piece = next) {
		next = piece->next;
		if (piece->close != NULL)
			piece->close(piece->thing);
		free(piece);
	}
	free(*mem);
	*mem = NULL;
}

static struct piece *add(struct arena *mem, size_t size)
{
	if (size > SIZE_MAX - sizeof(struct piece))
		abort();
	struct piece *piece = or_abort(calloc(1, sizeof *piece + size));
	piece->next = mem->newest;
	mem->newest = piece;
	return piece;
}

void *arena_alloc(struct arena *mem, size_t size)
{
	return add(mem, size)->bytes;
}

void *arena_array(struct arena *mem, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		abort();
	return arena_alloc(mem, count * size);
}

char *arena_text(struct arena *mem, const char *text)
{
	return text == NULL ? NULL : arena_text_n(mem, text, strlen(text));
}

char *arena_text_n(struct arena *mem, const char *text, size_t length)
{
	if (text == NULL)
		return NULL;
	char *copy = arena_alloc(mem, length + 1);
	memcpy(copy, text, length);
	return copy;
}

void *arena_copy(struct arena *mem, const void *bytes, size_t size)
{
	if (bytes == NULL)
		return NULL;
	void *copy = arena_alloc(mem, size);
	memcpy(copy, bytes, size);
	return copy;
}

char *arena_printf(struct arena *mem, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	char *text = arena_vprintf(mem, format, args);
	va_end(args);
	return text;
}

char *arena_vprintf(struct arena *mem, const char *format, va_list args)
{
	va_list again;

	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, args);
	if (length < 0)
		abort();
	char *text = arena_alloc(mem, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

void arena_defer(struct arena *mem, void (*close)(void *), void *thing)
{
	struct piece *piece = add(mem, 0);

	piece->close = close;
	piece->thing = thing;
}
