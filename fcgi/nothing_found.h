/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a list offers in place of nothing: the words one by one, and the kinds of thing that were perhaps meant and that
 * somebody supplies. Each leads to what it counts. For alone.html and perhaps.html.
 */
#ifndef TORV_NOTHING_FOUND_H
#define TORV_NOTHING_FOUND_H

#include "fcgi/filters.h"

/* [{"word","url","suppliers","purchases","has_both"}], both {"total"} or null: what each word finds by itself, in the list
 * of these filters. One of the two may be NULL; words that find nothing are left out. */
json_t *nothing_found_words(const struct req *req, const struct filters *filters, const struct word_alone *enterprises,
	const struct word_alone *lines, size_t count);

/* [{"code","name","url","total"}]: likely CPV codes for words, with how many enterprises have something under each. */
enum err nothing_found_codes(struct req *req, const char *words, json_t **out);

/* Adds them to a model: "has_alone", "alone", "has_perhaps", "perhaps"; takes both lists. */
void nothing_found_add(json_t *model, json_t *alone, json_t *codes);

#endif
