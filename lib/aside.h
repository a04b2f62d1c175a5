/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Bytes put aside: in a file without a name, mapped. They are read like any others, but take memory only while
 * somebody looks at them.
 */
#ifndef TORV_ASIDE_H
#define TORV_ASIDE_H

#include <stddef.h>

#include "lib/arena.h"

/* A copy that lives as long as the arena; nobody writes to it. NULL, and logged, when there is no room for the file. */
const void *aside_put(struct arena *mem, const void *bytes, size_t size);

/* Gives back the memory of a copy that was looked at; it can be looked at again. */
void aside_rest(const void *copy, size_t size);

#endif
