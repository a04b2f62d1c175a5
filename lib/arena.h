/* SPDX-License-Identifier: MPL-2.0 */
/*
 * An arena: memory that lives as long as a request (or a message, or a command) and is given back
 * in one go. A function that takes `struct arena *mem` returns things that live in it.
 *
 * Pieces are cut from blocks; under AddressSanitizer each piece is a block of its own, so that it sees
 * every overrun.
 * When memory runs out the process aborts: there is nothing useful that a request could still do.
 */
#ifndef TORV_ARENA_H
#define TORV_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "lib/err.h"

struct arena;

struct arena *arena_open(void);

/* Frees everything; sets *mem to NULL. For OWNED. */
void arena_close(struct arena **mem);
/* Everything in it is gone, as with arena_close, and it can be used again: its largest block stays. */
void arena_reset(struct arena *mem);

/* Zeroed memory, aligned for any type; never NULL. */
void *arena_alloc(struct arena *mem, size_t size);

/* Room for count elements; aborts when count * size overflows. */
void *arena_array(struct arena *mem, size_t count, size_t size);

/* Copies; NULL stays NULL. */
char *arena_text(struct arena *mem, const char *text);
char *arena_text_n(struct arena *mem, const char *text, size_t length);
void *arena_copy(struct arena *mem, const void *bytes, size_t size);

char *arena_printf(struct arena *mem, const char *format, ...) FORMAT(2, 3);
char *arena_vprintf(struct arena *mem, const char *format, va_list args);

/* Has the arena call close(thing) when it closes: for what other libraries allocate (json_t). */
void arena_defer(struct arena *mem, void (*close)(void *), void *thing);

/* Gives what was freed back to the system. The C library keeps it for the next one who asks; after work that took
 * hundreds of megabytes for seconds nobody will. */
void memory_give_back(void);

#endif
