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

/* Adds what without.html needs to a model: where several filters are set, what there is without one of them,
 * [{"text","url","total"}], but for those without which there is nothing either. */
enum err nothing_found_without(struct req *req, const struct filters *filters, const struct filters_page *page,
	json_t *model);

/* For no_cvr.html: {"cvr","is_valid"}, the CVR number that was typed and that nobody has; null when none was. */
json_t *nothing_found_cvr(const struct search_result *found);

/* Who fits a description and is not among the few that were found by its words, best first, with reasons: {"count",
 * "matches","more","is_more" (than those found), "all_url", ...} as matches_view (line_view.h) makes it, counted to 50;
 * all_url is the page of these filters with "fits=all", which lists up to 200 of them, and null there. Null when nobody fits, or when many
 * were found. cpv and municipality may be "". */
enum err nothing_found_fitting(struct req *req, const struct filters *filters, const struct search_query *query,
	const struct search_result *found, json_t **out);

/* Adds them to a model: "has_alone", "alone", "has_perhaps", "perhaps"; takes both lists. */
void nothing_found_add(json_t *model, json_t *alone, json_t *codes);

#endif
