/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/arena.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Under AddressSanitizer each piece is a block of its own, so that it sees every overrun. */
#if defined(__SANITIZE_ADDRESS__)
#define FIRST_BLOCK 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FIRST_BLOCK 0
#endif
#endif
#ifndef FIRST_BLOCK
#define FIRST_BLOCK 4096
#endif
#define LARGEST_BLOCK 65536
#define ALIGNMENT _Alignof(max_align_t)

/* Zeroed memory, handed out from its beginning. */
struct block {
	struct block *older;
	size_t used, size;
	max_align_t bytes[];
};

/* Something that another library closes. */
struct deferred {
	struct deferred *older;
	void (*close)(void *);
	void *thing;
};

struct arena {
	struct block *newest;
	struct deferred *deferred;
	size_t next_size; /* of a block */
};

static void *or_abort(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

struct arena *arena_open(void)
{
	struct arena *mem = or_abort(calloc(1, sizeof *mem));

	mem->next_size = FIRST_BLOCK;
	return mem;
}

/* Frees all blocks but one, which may be NULL. */
static void empty(struct arena *mem, const struct block *kept)
{
	for (struct deferred *deferred = mem->deferred; deferred != NULL; deferred = deferred->older)
		deferred->close(deferred->thing);
	mem->deferred = NULL;
	for (struct block *block = mem->newest, *older; block != NULL; block = older) {
		older = block->older;
		if (block != kept)
			free(block);
	}
}

void arena_close(struct arena **mem)
{
	if (*mem == NULL)
		return;
	empty(*mem, NULL);
	free(*mem);
	*mem = NULL;
}

void arena_reset(struct arena *mem)
{
	struct block *kept = NULL;

	/* what is larger than blocks are was for one piece; and what AddressSanitizer watches is never used again */
	for (struct block *block = mem->newest; block != NULL && FIRST_BLOCK > 0; block = block->older)
		if (block->size <= LARGEST_BLOCK && (kept == NULL || block->size > kept->size))
			kept = block;
	empty(mem, kept);
	mem->newest = kept;
	if (kept == NULL)
		return;
	memset(kept->bytes, 0, kept->used);
	kept->used = 0;
	kept->older = NULL;
}

/* A block with room for `size`. What is larger than blocks are gets one of its own, behind the newest,
 * which may still have room. */
static struct block *add_block(struct arena *mem, size_t size)
{
	bool own = size > mem->next_size / 4;
	size_t room = own ? size : mem->next_size;
	struct block *block = or_abort(calloc(1, sizeof *block + room));

	block->size = room;
	if (own && mem->newest != NULL) {
		block->older = mem->newest->older;
		mem->newest->older = block;
		return block;
	}
	block->older = mem->newest;
	mem->newest = block;
	if (mem->next_size < LARGEST_BLOCK)
		mem->next_size *= 2;
	return block;
}

/* What a piece takes of its block: at least something, so that each has an address of its own. */
static size_t taken_by(size_t size)
{
	if (size > SIZE_MAX / 2)
		abort();
	if (size == 0)
		size = 1;
	return FIRST_BLOCK == 0 ? size : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *arena_alloc(struct arena *mem, size_t size)
{
	size_t taken = taken_by(size);
	struct block *block = mem->newest;

	if (block == NULL || block->size - block->used < taken)
		block = add_block(mem, taken);
	void *piece = (char *)block->bytes + block->used;
	block->used += taken;
	return piece;
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
	struct deferred *deferred = arena_alloc(mem, sizeof *deferred);

	*deferred = (struct deferred){mem->deferred, close, thing};
	mem->deferred = deferred;
}

void memory_give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
