/* SPDX-License-Identifier: MPL-2.0 */
/*
 * One way through what a thing holds, once to write it to a file and once to find it there again: what is read cannot
 * come to differ from what was written. Internal to the engine.
 *
 *	void thing_pass(struct passing *p, struct thing *thing)
 *	{
 *		PASS(p, thing->count);
 *		PASS_ARRAY(p, thing->list, thing->count);
 *	}
 *
 * Who saves gives bytes away. Who finds has the bytes of the whole file in memory, which he only reads: a value is
 * copied from there, an array stays there and the thing points to it. Its pointers are remembered, so that before the
 * thing is closed they can be forgotten: then it frees what it made itself, and nothing else.
 *
 * The bytes must be those that were saved: whoever opens a file sees to that (index_file.h). What cannot be right all the
 * same is noticed where it costs nothing.
 */
#ifndef TORV_PASSING_H
#define TORV_PASSING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PASSING_LINE 64 /* where an array does not fit into less, it begins with a line of the processor's cache */

struct passing {
	bool finds; /* else it saves */
	size_t at;  /* bytes that passed, from the beginning of the file */
	/* who saves: */
	void (*take)(void *context, const void *bytes, size_t size);
	void *context;
	/* who finds: */
	const unsigned char *bytes;
	size_t size;
	bool wrong; /* they are not what was saved; all that follows is 0 and empty */
	void **found; /* the addresses of pointers */
	size_t found_count, found_room;
};

/* A plain value, no pointer within. */
#define PASS(p, value) pass((p), &(value), sizeof(value))
void pass(struct passing *p, void *value, size_t size);

/* Of so many elements, no pointers within; NULL stays NULL. */
#define PASS_ARRAY(p, array, count) pass_array((p), (void *)&(array), (count), sizeof *(array))
void pass_array(struct passing *p, void *array, size_t count, size_t size);

/* The same of one that is never freed by itself, as in an arena: its pointer need not be forgotten. */
#define PASS_LENT(p, array, count) pass_lent((p), (void *)&(array), (count), sizeof *(array))
void pass_lent(struct passing *p, void *array, size_t count, size_t size);
/* A text, or NULL; the same. */
void pass_text(struct passing *p, const char **text);

/* A thing that is reached by a pointer, or NULL: false. Who finds makes it, zeroed, by malloc; what it holds comes next. */
#define PASS_THING(p, thing) pass_thing((p), (void *)&(thing), 1, sizeof *(thing))
/* The same of an array whose elements hold pointers, so that it is made anew. */
#define PASS_THINGS(p, things, count) pass_thing((p), (void *)&(things), (count), sizeof *(things))
bool pass_thing(struct passing *p, void *thing, size_t count, size_t size);

/* All arrays that were found are NULL. */
void passing_forget(struct passing *p);

#endif
