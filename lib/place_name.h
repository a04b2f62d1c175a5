/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Municipalities as people write them: "Århus" for Aarhus, "høje taastrup" for Høje-Taastrup, "Københavns Kommune" for
 * København.
 */
#ifndef TORV_PLACE_NAME_H
#define TORV_PLACE_NAME_H

#include <stdbool.h>

#include "lib/arena.h"

/* A name, or what may be one, for comparing: folded, "aa" as å, "ae" as æ, "oe" as ø, hyphens as blanks, and
 * several of these as one. */
char *place_name_key(struct arena *mem, const char *text);

/* Whether `asked` is the name, alone or with "Kommune" and the s before it. Both are keys. */
bool place_name_is(const char *asked, const char *name);

#endif
