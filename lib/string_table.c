/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/string_table.h"

#include <stdlib.h>
#include <string.h>

void *grow(void *memory, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		abort();
	void *grown = realloc(memory, count * size == 0 ? 1 : count * size);
	if (grown == NULL)
		abort();
	return grown;
}

/* FNV-1a. */
static uint32_t hash(const char *text)
{
	uint32_t value = 2166136261U;

	for (; *text != '\0'; text++)
		value = (value ^ (unsigned char)*text) * 16777619U;
	return value;
}

/* The slot that holds the string, or the free one where it would go. */
static uint32_t slot_of(const struct string_table *table, const char *text)
{
	uint32_t mask = table->slot_count - 1;
	uint32_t slot = hash(text) & mask;

	while (table->slots[slot] != NO_STRING &&
		strcmp(string_table_text(table, table->slots[slot]), text) != 0)
		slot = (slot + 1) & mask;
	return slot;
}

/* At most half of the slots are taken. */
static void more_slots(struct string_table *table)
{
	if (table->slot_count > 2 * table->count + 1)
		return;
	table->slot_count = table->slot_count == 0 ? 64 : 2 * table->slot_count;
	table->slots = grow(table->slots, table->slot_count, sizeof *table->slots);
	for (uint32_t i = 0; i < table->slot_count; i++)
		table->slots[i] = NO_STRING;
	for (uint32_t i = 0; i < table->count; i++)
		table->slots[slot_of(table, string_table_text(table, i))] = i;
}

uint32_t string_table_find(const struct string_table *table, const char *text)
{
	return table->slot_count == 0 ? NO_STRING : table->slots[slot_of(table, text)];
}

uint32_t string_table_add(struct string_table *table, const char *text)
{
	size_t size = strlen(text) + 1;

	more_slots(table);
	uint32_t slot = slot_of(table, text);
	if (table->slots[slot] != NO_STRING)
		return table->slots[slot];
	if (table->bytes_used + size > table->bytes_room) {
		table->bytes_room = 2 * (table->bytes_used + size) + 1024;
		table->bytes = grow(table->bytes, table->bytes_room, 1);
	}
	if (table->bytes_used > UINT32_MAX - size)
		abort();
	if (table->count == table->room) {
		table->room = 2 * table->room + 64;
		table->offsets = grow(table->offsets, table->room, sizeof *table->offsets);
	}
	memcpy(table->bytes + table->bytes_used, text, size);
	table->offsets[table->count] = (uint32_t)table->bytes_used;
	table->bytes_used += size;
	table->slots[slot] = table->count;
	return table->count++;
}

const char *string_table_text(const struct string_table *table, uint32_t number)
{
	return table->bytes + table->offsets[number];
}

size_t string_table_size(const struct string_table *table)
{
	return table->bytes_room + table->room * sizeof *table->offsets +
		table->slot_count * sizeof *table->slots;
}

void string_table_close(struct string_table *table)
{
	free(table->bytes);
	free(table->offsets);
	free(table->slots);
	*table = (struct string_table){0};
}
