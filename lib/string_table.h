/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A table of strings, numbered from 0 in the order in which they came. Any thread may read it while
 * none adds. When memory runs out the process aborts, as with arenas.
 *
 * A table may stand upon another one that does not change any more: it has that one's strings with their
 * numbers, and its own follow.
 */
#ifndef TORV_STRING_TABLE_H
#define TORV_STRING_TABLE_H

#include <stddef.h>
#include <stdint.h>

#define NO_STRING UINT32_MAX

#define FILTER_BITS 8

struct passing;

struct string_table {
	const struct string_table *below; /* NULL: none */
	uint32_t first; /* number of the first string of its own */
	char *bytes; /* its strings, each with its NUL */
	size_t bytes_used, bytes_room;
	uint32_t *offsets; /* where string first + i begins */
	uint32_t count; /* of all strings, those below too */
	uint32_t room;
	uint32_t *slots; /* open addressing: the string's number from `first` on, above it some bits of its hash */
	uint32_t slot_count; /* a power of two, or 0 */
	uint64_t *hashes;    /* a bit for each hash that a string has, of FILTER_BITS bits a slot: most of what is
	                      * not there is seen here, in little memory */
};

/* An empty table upon another one, which must stay as it is as long as this one is used. */
struct string_table string_table_upon(const struct string_table *below);

/* The number of the string; a new one when it is not there. */
uint32_t string_table_add(struct string_table *table, const char *text);
/* The same for a text of so many bytes, none of them NUL, and a NUL behind them. */
uint32_t string_table_add_n(struct string_table *table, const char *text, size_t length);
/* NO_STRING when it is not there. */
uint32_t string_table_find(const struct string_table *table, const char *text);
/* The same for the first `length` bytes of a text; none of them is NUL. */
uint32_t string_table_find_n(const struct string_table *table, const char *text, size_t length);
/* Valid until the next add. */
const char *string_table_text(const struct string_table *table, uint32_t number);
/* Gives back the room that was for more strings. */
void string_table_trim(struct string_table *table);
/* Bytes of memory, of its own. */
size_t string_table_size(const struct string_table *table);
/* Of one that stands upon no other (passing.h). */
void string_table_pass(struct passing *p, struct string_table *table);
void string_table_close(struct string_table *table);

/* realloc for count elements that aborts instead of failing. */
void *grow(void *memory, size_t count, size_t size);

#endif
