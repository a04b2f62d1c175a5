/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Matching: which enterprises fit what a municipality plans to buy, how well (0 to 100) and why.
 * The formula and its weights stand in matching_score.h. Hard rules exclude: an enterprise that is
 * not approved is not in the index; one that does not deliver to the municipality is left out; for a
 * reserved line one with less than 30 % disabled or disadvantaged among its employed is left out
 * (the Procurement Act, § 54).
 *
 * All from the index in memory; call match_index_refresh first. Lists are best first and hold only
 * what reaches `minimum` (configuration->match_threshold): when nothing fits, nothing is listed.
 */
#ifndef TORV_MATCHING_H
#define TORV_MATCHING_H

#include "lib/reasons.h"
#include "lib/search_index.h"
#include "lib/translate.h"

/* What is wanted: a plan line, or one that is still being written. */
struct demand {
	const char *title;
	const char *text;
	enum language language;       /* of title and text */
	const char *const *cpv;       /* 8-digit codes, the main one first */
	size_t cpv_count;
	int64_t value_dkk;            /* -1: not told */
	bool reserved;                /* § 54 */
	const char *municipality_code; /* where it is delivered; NULL or "": not told, no rule */
	day contract_starts;          /* NO_DAY: not told */
};

struct match {
	int64_t organisation_id; /* the enterprise */
	int64_t line_id;         /* 0 for an unsaved demand */
	double score;            /* 0 to 100, one decimal */
	const char *reasons;     /* JSON, see reasons.h; an empty list where they are not told */
};

struct matches {
	struct match *at;
	size_t count;
};

struct match_limits {
	double minimum; /* score */
	size_t limit;   /* 0: all */
	size_t told;    /* reasons for so many, the best ones; 0: for all (a demand's enterprises alone) */
	day today;      /* the start of the contract is measured from here */
};

/* The enterprises that fit. */
enum err match_demand(struct match_index *index, struct arena *mem, const struct demand *demand,
	const struct match_limits *limits, struct matches *out);

/* The enterprises that fit a stored line, published or not (read from the database). NOT_FOUND. */
enum err match_line(struct match_index *index, struct db *db, struct arena *mem, int64_t line_id,
	const struct match_limits *limits, struct matches *out);

/* The open lines (published or in dialogue, their dialogue not ended) that fit an enterprise in the
 * index; an empty list when it is not there. */
enum err match_enterprise(struct match_index *index, struct arena *mem, int64_t organisation_id,
	const struct match_limits *limits, struct matches *out);

/* The same for an enterprise as it stands in the database now, approved in the transaction that is
 * open or changed in it. An empty list when it is not approved. */
enum err match_enterprise_stored(struct match_index *index, struct db *db, struct arena *mem,
	int64_t organisation_id, const struct match_limits *limits, struct matches *out);

#endif
