/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/passing.h"

#include <stdlib.h>
#include <string.h>

#include "lib/string_table.h" /* grow */

#define NOTHING UINT64_MAX /* in the place of a size: NULL */

/* ---- bytes ---- */

static void give(struct passing *p, const void *bytes, size_t size)
{
	if (size > 0) /* else perhaps NULL */
		p->take(p->context, bytes, size);
	p->at += size;
}

/* NULL when there are not so many. */
static const unsigned char *find(struct passing *p, size_t size)
{
	const unsigned char *at = p->bytes + p->at;

	if (p->wrong || size > p->size - p->at) {
		p->wrong = true;
		return NULL;
	}
	p->at += size;
	return at;
}

static void align(struct passing *p, size_t size)
{
	static const unsigned char zeros[PASSING_LINE];
	size_t to = size < PASSING_LINE ? sizeof(uint64_t) : PASSING_LINE, missing = (to - p->at % to) % to;

	if (p->finds)
		find(p, missing);
	else
		give(p, zeros, missing);
}

void pass(struct passing *p, void *value, size_t size)
{
	if (!p->finds) {
		give(p, value, size);
		return;
	}
	const unsigned char *at = find(p, size);
	if (at == NULL)
		memset(value, 0, size);
	else
		memcpy(value, at, size);
}

/* How many bytes follow; NOTHING stands for NULL. */
static uint64_t pass_size(struct passing *p, const void *there, size_t size)
{
	uint64_t told = there == NULL ? NOTHING : size;

	PASS(p, told);
	return p->wrong ? NOTHING : told;
}

/* ---- arrays ---- */

/* The pointer that stands at an address, whatever it points to. */
static void *pointer_at(const void *address)
{
	void *pointer;

	memcpy(&pointer, address, sizeof pointer);
	return pointer;
}

static void remember(struct passing *p, void *address)
{
	if (p->found_count == p->found_room) {
		p->found_room = 2 * p->found_room + 64;
		p->found = grow(p->found, p->found_room, sizeof *p->found);
	}
	p->found[p->found_count++] = address;
}

static void find_array(struct passing *p, void *array, size_t count, size_t size)
{
	const unsigned char *at = NULL;
	uint64_t told = pass_size(p, NULL, 0);

	if (told != NOTHING && (count > SIZE_MAX / size || told != count * size))
		p->wrong = true;
	else if (told != NOTHING) {
		align(p, (size_t)told);
		at = find(p, (size_t)told);
	}
	memcpy(array, &at, sizeof at);
}

void pass_lent(struct passing *p, void *array, size_t count, size_t size)
{
	const void *there = pointer_at(array);

	if (p->finds) {
		find_array(p, array, count, size);
		return;
	}
	pass_size(p, there, count * size);
	if (there == NULL)
		return;
	align(p, count * size);
	give(p, there, count * size);
}

void pass_array(struct passing *p, void *array, size_t count, size_t size)
{
	pass_lent(p, array, count, size);
	if (p->finds)
		remember(p, array);
}

void passing_forget(struct passing *p)
{
	static const void *const nothing;

	for (size_t i = 0; i < p->found_count; i++)
		memcpy(p->found[i], &nothing, sizeof nothing);
	free(p->found);
	p->found = NULL;
	p->found_count = p->found_room = 0;
}

/* ---- texts and things ---- */

void pass_text(struct passing *p, const char **text)
{
	if (!p->finds) {
		size_t size = *text == NULL ? 0 : strlen(*text) + 1;
		if (pass_size(p, *text, size) != NOTHING)
			give(p, *text, size);
		return;
	}
	uint64_t size = pass_size(p, NULL, 0);
	const unsigned char *at = size == NOTHING ? NULL : find(p, (size_t)size);
	if (at != NULL && (size == 0 || at[size - 1] != '\0')) {
		p->wrong = true;
		at = NULL;
	}
	*text = (const char *)at;
}

bool pass_thing(struct passing *p, void *thing, size_t count, size_t size)
{
	uint64_t told = pass_size(p, pointer_at(thing), count);
	bool there = told != NOTHING && told == count;

	p->wrong = p->wrong || (told != NOTHING && told != count);
	if (p->finds) {
		void *made = NULL;
		if (there) {
			made = grow(NULL, count, size);
			memset(made, 0, count * size);
		}
		memcpy(thing, &made, sizeof made);
	}
	return there;
}
