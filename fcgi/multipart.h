/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Bodies of forms with files: multipart/form-data (RFC 7578) as browsers send it, read strictly. What a
 * browser would not send is refused as a whole: a parser that guesses is one that can be led astray.
 */
#ifndef TORV_MULTIPART_H
#define TORV_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"

#define MULTIPART_PARTS_MOST 500

struct part {
	const char *name;
	const char *file_name; /* NULL: a field, not a file; "": no file was chosen */
	const char *bytes;     /* within the body */
	size_t size;
};

struct parts {
	struct part *at;
	size_t count;
};

/* Whether that is the type of such a body. */
bool multipart_is(const char *content_type);

/* The parts, in their order. INVALID: no boundary, a part without a name, bytes between or behind the
 * parts, no end, too many parts. Names may be no UTF-8: the caller tidies. */
enum err multipart_read(struct arena *mem, const char *content_type, const char *body, size_t size,
	struct parts *out);

#endif
