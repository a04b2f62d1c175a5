/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/string_table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lib/passing.h"

void *grow(void *memory, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		abort();
	void *grown = realloc(memory, count * size == 0 ? 1 : count * size);
	if (grown == NULL)
		abort();
	return grown;
}

static uint64_t piece_of(const char *text, size_t size)
{
	uint32_t first, last;

	if (size >= 4) { /* the two may overlap */
		memcpy(&first, text, sizeof first);
		memcpy(&last, text + size - sizeof last, sizeof last);
		return (uint64_t)first << 32 | last;
	}
	return size == 0 ? 0 : (uint64_t)((unsigned char)text[0] << 16 |
		(unsigned char)text[size / 2] << 8 | (unsigned char)text[size - 1]);
}

static uint64_t mixed(uint64_t value, uint64_t piece)
{
	value = (value ^ piece) * UINT64_C(0xff51afd7ed558ccd);
	return value ^ value >> 32;
}

/* Eight bytes at a time, the last ones again where they make no eight; words are short. */
static uint32_t hash(const char *text, size_t length)
{
	uint64_t value = length * UINT64_C(0x9e3779b97f4a7c15), piece;

	if (length < sizeof piece)
		return (uint32_t)mixed(value, piece_of(text, length));
	for (size_t at = 0; at + sizeof piece < length; at += sizeof piece) {
		memcpy(&piece, text + at, sizeof piece);
		value = mixed(value, piece);
	}
	memcpy(&piece, text + length - sizeof piece, sizeof piece);
	return (uint32_t)mixed(value, piece);
}

static const char *own_text(const struct string_table *table, uint32_t number)
{
	return table->bytes + table->offsets[number - table->first];
}

/* Of its own, the one that is so many behind the first. */
static size_t own_length(const struct string_table *table, uint32_t own)
{
	size_t end = own + 1 < table->count - table->first ? table->offsets[own + 1] : table->bytes_used;

	return end - table->offsets[own] - 1;
}

static bool is_text(const struct string_table *table, uint32_t own, const char *text, size_t length)
{
	size_t at = table->offsets[own];

	return at + length < table->bytes_used && table->bytes[at + length] == '\0' &&
		memcmp(table->bytes + at, text, length) == 0;
}

/* ---- slots ---- */

#define FREE UINT32_MAX
#define NUMBER_BITS 27
#define NUMBERS ((UINT32_C(1) << NUMBER_BITS) - 1) /* that there may be */

/* The high bits of the hash, for the low ones choose the slot: of strings that meet there most are told apart by them. */
static uint32_t slot_value(uint32_t own, uint32_t key)
{
	return (key & ~NUMBERS) | own;
}

/* The slot that holds the string, or the free one where it would go. */
static uint32_t slot_of(const struct string_table *table, const char *text, size_t length, uint32_t key)
{
	uint32_t mask = table->slot_count - 1;
	uint32_t slot = key & mask;

	while (table->slots[slot] != FREE && (((table->slots[slot] ^ key) & ~NUMBERS) != 0 ||
			!is_text(table, table->slots[slot] & NUMBERS, text, length)))
		slot = (slot + 1) & mask;
	return slot;
}

/* The high bits, for the low ones choose the slot. */
static uint32_t filter_bit(const struct string_table *table, uint32_t key)
{
	return (key ^ key >> 15) * UINT32_C(0x9e3779b1) & (FILTER_BITS * table->slot_count - 1);
}

static void filter_add(struct string_table *table, uint32_t key)
{
	uint32_t bit = filter_bit(table, key);

	table->hashes[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static bool filter_has(const struct string_table *table, uint32_t key)
{
	uint32_t bit = filter_bit(table, key);

	return (table->hashes[bit / 64] >> (bit % 64) & 1) != 0;
}

/* A string that is not there yet. */
static void take_slot(struct string_table *table, uint32_t own, uint32_t key)
{
	uint32_t slot = key & (table->slot_count - 1);

	while (table->slots[slot] != FREE)
		slot = (slot + 1) & (table->slot_count - 1);
	table->slots[slot] = slot_value(own, key);
	filter_add(table, key);
}

/* At most four in five slots are taken: what is not there is mostly seen by the filter. */
static void more_slots(struct string_table *table)
{
	uint32_t own = table->count - table->first;

	if (4 * (uint64_t)table->slot_count > 5 * ((uint64_t)own + 1))
		return;
	table->slot_count = table->slot_count == 0 ? 64 : 2 * table->slot_count;
	table->slots = grow(table->slots, table->slot_count, sizeof *table->slots);
	memset(table->slots, 0xff, table->slot_count * sizeof *table->slots); /* FREE */
	size_t words = (size_t)FILTER_BITS * table->slot_count / 64;
	table->hashes = grow(table->hashes, words, sizeof *table->hashes);
	memset(table->hashes, 0, words * sizeof *table->hashes);
	for (uint32_t i = 0; i < own; i++)
		take_slot(table, i, hash(table->bytes + table->offsets[i], own_length(table, i)));
}

static uint32_t find(const struct string_table *table, const char *text, size_t length, uint32_t key)
{
	for (; table != NULL; table = table->below) {
		if (table->slot_count == 0 || !filter_has(table, key))
			continue;
		uint32_t slot = slot_of(table, text, length, key);
		if (table->slots[slot] != FREE)
			return table->first + (table->slots[slot] & NUMBERS);
	}
	return NO_STRING;
}

struct string_table string_table_upon(const struct string_table *below)
{
	return (struct string_table){.below = below, .first = below->count, .count = below->count};
}

uint32_t string_table_find(const struct string_table *table, const char *text)
{
	return string_table_find_n(table, text, strlen(text));
}

uint32_t string_table_find_n(const struct string_table *table, const char *text, size_t length)
{
	return find(table, text, length, hash(text, length));
}

uint32_t string_table_add(struct string_table *table, const char *text)
{
	return string_table_add_n(table, text, strlen(text));
}

uint32_t string_table_add_n(struct string_table *table, const char *text, size_t length)
{
	uint32_t key = hash(text, length), own = table->count - table->first;
	uint32_t below = find(table->below, text, length, key);

	if (below != NO_STRING)
		return below;
	more_slots(table);
	uint32_t slot = slot_of(table, text, length, key);
	if (table->slots[slot] != FREE)
		return table->first + (table->slots[slot] & NUMBERS);
	if (table->bytes_used + length + 1 > table->bytes_room) {
		table->bytes_room = 2 * (table->bytes_used + length + 1) + 1024;
		table->bytes = grow(table->bytes, table->bytes_room, 1);
	}
	if (table->bytes_used > UINT32_MAX - length - 1 || own == NUMBERS)
		abort();
	if (own == table->room) {
		table->room = 2 * table->room + 64;
		table->offsets = grow(table->offsets, table->room, sizeof *table->offsets);
	}
	memcpy(table->bytes + table->bytes_used, text, length + 1);
	table->offsets[own] = (uint32_t)table->bytes_used;
	table->bytes_used += length + 1;
	table->slots[slot] = slot_value(own, key);
	filter_add(table, key);
	return table->count++;
}

const char *string_table_text(const struct string_table *table, uint32_t number)
{
	while (number < table->first)
		table = table->below;
	return own_text(table, number);
}

void string_table_trim(struct string_table *table)
{
	table->bytes_room = table->bytes_used;
	table->bytes = grow(table->bytes, table->bytes_room, 1);
	table->room = table->count - table->first;
	table->offsets = grow(table->offsets, table->room, sizeof *table->offsets);
}

size_t string_table_size(const struct string_table *table)
{
	return table->bytes_room + table->room * sizeof *table->offsets +
		table->slot_count * sizeof *table->slots + (size_t)FILTER_BITS * table->slot_count / 8;
}

void string_table_pass(struct passing *p, struct string_table *table)
{
	PASS(p, table->bytes_used);
	PASS(p, table->bytes_room);
	PASS(p, table->count);
	PASS(p, table->room);
	PASS(p, table->slot_count);
	PASS_ARRAY(p, table->bytes, table->bytes_used);
	PASS_ARRAY(p, table->offsets, table->count);
	PASS_ARRAY(p, table->slots, table->slot_count);
	PASS_ARRAY(p, table->hashes, (size_t)FILTER_BITS * table->slot_count / 64);
}

void string_table_close(struct string_table *table)
{
	free(table->bytes);
	free(table->offsets);
	free(table->slots);
	free(table->hashes);
	*table = (struct string_table){0};
}
