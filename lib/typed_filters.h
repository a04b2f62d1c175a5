/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What of the words that somebody types into a search is no word to look for but a filter: a CPV code, "RSV" (who is in
 * the public register of social enterprises), "§ 54" or "reserved" (purchases that are reserved under § 54 of the
 * Procurement Act). Nobody writes these words in what they supply, and whoever types them wants the filter. Other paragraphs are words.
 */
#ifndef TORV_TYPED_FILTERS_H
#define TORV_TYPED_FILTERS_H

#include "lib/search.h"

struct typed_filters {
	const char *words; /* what is left to search for; "": nothing */
	const char *cpv;   /* 8 digits; "": none */
	const char *cvr;   /* the same digits where they are all there is and may be a CVR number, too; else "" */
	bool rsv, reserved;
};

struct typed_place {
	const char *code, *name; /* of a municipality; "" when none is named */
	const char *words;       /* the others: "catering" of "catering i Kolding Kommune" */
};

/* The first municipality that the words name. It may be where somebody has a seat, so the words are not taken for a
 * filter. */
struct typed_place typed_place_read(struct match_index *index, struct arena *mem, const char *words);

/* The name of an enterprise stays what it is, and so does a CVR number. All lives in mem. */
struct typed_filters typed_filters_read(struct match_index *index, struct arena *mem, const char *words);

#endif
