/* SPDX-License-Identifier: MPL-2.0 */
/* The words of what was typed one after the other, for those that are more than words to look for. Internal to
 * typed_filters.c, typed_place.c and cpv_typed.c. */
#ifndef TORV_TYPED_WORDS_H
#define TORV_TYPED_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"

#define TYPED_BLANKS " \t\n"
#define TYPED_MARKS ".,;:()\"'"

/* The word that begins here without the marks around it, folded; *end is where it ends. */
const char *typed_word(struct arena *mem, const char *at, const char **end);
/* The word behind the one that ends at *end, which goes on behind it. */
const char *typed_word_next(struct arena *mem, const char **end);

/* How long a dash is that stands here, 0: none; a code and its check digit are often copied with a longer one. */
size_t typed_dash(const char *at);

/* words end with NULL */
bool typed_is_among(const char *const *words, const char *word);

#endif
