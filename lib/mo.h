/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The .mo format of GNU gettext, in memory. Nothing is copied and nothing outside the given bytes is
 * read, whatever they hold; used by translate.c, and by its fuzzer.
 */
#ifndef TORV_MO_H
#define TORV_MO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/err.h"

struct mo {
	const unsigned char *bytes; /* whoever opened it keeps them */
	size_t length;
	uint32_t count, sources, translations; /* entries, and where the two tables begin */
	bool big_endian;
};

/* Checks everything that mo_find relies on: tables and texts lie within the file, each text ends in
 * a NUL, source texts are sorted. INVALID when something is wrong. An empty mo (all zero) is valid. */
enum err mo_open(const void *bytes, size_t length, struct mo *out);

/* The translation's form (0: the text, or its singular; 1: its plural); NULL when there is none. */
const char *mo_find(const struct mo *mo, const char *text, unsigned form);

#endif
