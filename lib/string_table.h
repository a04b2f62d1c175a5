/* SPDX-License-Identifier: MPL-2.0 */
/* A table of strings, numbered from 0 in the order in which they came. Any thread may read it while
 * none adds. When memory runs out the process aborts, as with arenas. */
#ifndef TORV_STRING_TABLE_H
#define TORV_STRING_TABLE_H

#include <stddef.h>
#include <stdint.h>

#define NO_STRING UINT32_MAX

struct string_table {
	char *bytes; /* all strings, each with its NUL */
	size_t bytes_used, bytes_room;
	uint32_t *offsets; /* where string i begins */
	uint32_t count, room;
	uint32_t *slots; /* open addressing; NO_STRING: free */
	uint32_t slot_count; /* a power of two, or 0 */
};

/* The number of the string; a new one when it is not there. */
uint32_t string_table_add(struct string_table *table, const char *text);
/* NO_STRING when it is not there. */
uint32_t string_table_find(const struct string_table *table, const char *text);
/* Valid until the next add. */
const char *string_table_text(const struct string_table *table, uint32_t number);
size_t string_table_size(const struct string_table *table); /* bytes of memory */
void string_table_close(struct string_table *table);

/* realloc for count elements that aborts instead of failing. */
void *grow(void *memory, size_t count, size_t size);

#endif
