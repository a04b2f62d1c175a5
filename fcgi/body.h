/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The body of a request as it comes in, piece by piece. A small one is kept in memory; a larger one (a
 * form with files) goes to a temporary file without a name, which is mapped once it is whole: what people
 * send at the same time then needs disk, not memory.
 */
#ifndef TORV_BODY_H
#define TORV_BODY_H

#include <stdio.h>

#include "lib/text.h"

struct body {
	size_t limit;     /* set by the caller: what comes beyond is thrown away */
	bool too_large;   /* out: more came than the limit */
	bool failed;      /* out: the temporary file could not be written; logged */
	const char *bytes; /* out, after body_end; NULL when empty */
	size_t size;

	struct buffer memory;
	FILE *spool; /* NULL: all is in memory */
	void *map;
};

void body_add(struct body *body, const void *bytes, size_t size);

/* All has come: bytes and size may be read. */
void body_end(struct body *body);

void body_close(struct body *body);

#endif
