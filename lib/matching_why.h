/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Why an enterprise fits a line, or why not: for whoever asks about a given one, whether it was told or not.
 */
#ifndef TORV_MATCHING_WHY_H
#define TORV_MATCHING_WHY_H

#include "lib/matching.h"

enum why_kind {
	WHY_FITS,          /* it reaches the line from which it is told */
	WHY_BELOW,         /* it has something in common, but not enough */
	WHY_NOTHING,       /* nothing in common */
	WHY_NO_OFFERING,   /* it offers nothing yet */
	WHY_NOT_DELIVERED, /* nothing of it is delivered there */
	WHY_NOT_RESERVED,  /* section 54: too few of its employed, or how many is not told */
	WHY_NOT_APPROVED,  /* it is not in the index */
};

struct match_why {
	enum why_kind kind;
	double score;
	const char *reasons; /* JSON as in reasons.h: what there is in common; "[]" when nothing */
};

/* For a stored line, published or not. limits->minimum is the line from which one is told. NOT_FOUND: no such
 * line. */
enum err match_why(struct match_index *index, struct db *db, struct arena *mem, int64_t line_id,
	int64_t organisation_id, const struct match_limits *limits, struct match_why *out);

/* The same for a demand that is stored nowhere. */
void match_why_demand(struct match_index *index, struct arena *mem, const struct demand *demand,
	int64_t organisation_id, const struct match_limits *limits, struct match_why *out);

/* A sentence; for WHY_FITS and WHY_BELOW the reasons follow it elsewhere. */
const char *match_why_text(const struct catalogues *catalogues, enum language language, enum why_kind kind);

#endif
