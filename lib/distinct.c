/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/distinct.h"

#include <stdlib.h>
#include <string.h>

#include "lib/string_table.h" /* grow */

#define SLOTS_LEAST 256

static void *thing_at(const struct distinct *distinct, uint32_t number)
{
	return (unsigned char *)distinct->at + number * distinct->size;
}

static uint32_t first_slot(const struct distinct *distinct, const void *thing)
{
	uint64_t hash = 0, word;

	for (size_t at = 0; at < distinct->size; at += sizeof word) {
		memcpy(&word, (const unsigned char *)thing + at, sizeof word);
		hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		hash ^= hash >> 32;
	}
	return (uint32_t)hash & distinct->mask;
}

static void find_places(struct distinct *distinct, uint32_t slots)
{
	free(distinct->slots);
	distinct->mask = slots - 1;
	distinct->slots = grow(NULL, slots, sizeof *distinct->slots);
	memset(distinct->slots, 0, slots * sizeof *distinct->slots);
	for (uint32_t i = 0; i < distinct->count; i++) {
		uint32_t slot = first_slot(distinct, thing_at(distinct, i));
		while (distinct->slots[slot] != 0)
			slot = (slot + 1) & distinct->mask;
		distinct->slots[slot] = i + 1;
	}
}

struct distinct distinct_begin(size_t size)
{
	struct distinct distinct = {.size = size};

	find_places(&distinct, SLOTS_LEAST);
	return distinct;
}

uint32_t distinct_number(struct distinct *distinct, const void *thing)
{
	uint32_t slot = first_slot(distinct, thing);

	for (; distinct->slots[slot] != 0; slot = (slot + 1) & distinct->mask)
		if (memcmp(thing_at(distinct, distinct->slots[slot] - 1), thing, distinct->size) == 0)
			return distinct->slots[slot] - 1;
	if (distinct->count == distinct->room) {
		distinct->room = 2 * distinct->room + 64;
		distinct->at = grow(distinct->at, distinct->room, distinct->size);
	}
	memcpy(thing_at(distinct, distinct->count), thing, distinct->size);
	distinct->slots[slot] = ++distinct->count;
	if (2 * distinct->count > distinct->mask)
		find_places(distinct, 2 * (distinct->mask + 1));
	return distinct->count - 1;
}

void *distinct_end(struct distinct *distinct)
{
	void *things = distinct->at;

	free(distinct->slots);
	*distinct = (struct distinct){0};
	return things;
}
