/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Fields of the files that torv rank reads, as notices and other people's lists have them: codes with their check
 * digit or without the zeros at the end, languages in two letters or three, texts with HTML in them.
 */
#ifndef TORV_RANK_FIELD_H
#define TORV_RANK_FIELD_H

#include "lib/cpv.h"

/* The next code of a list, whose codes are parted by |, commas, semicolons or blanks: NULL when there is no further one.
 * *text is moved behind it. */
const char *rank_code_next(struct arena *mem, const char **text);

/* cpv_code_parse, and also a code without the zeros at its end: from "55", which is a division, to "5551000". */
bool rank_code_parse(const char *text, char code[CPV_CODE_SIZE]);

/* By ISO 639: "da", "DAN", "da-DK". False when it is none that Torv has; *out stays then. */
bool rank_language_parse(const char *text, enum language *out);

/* The text, without HTML where it has any. */
const char *rank_text(struct arena *mem, const char *text);

#endif
