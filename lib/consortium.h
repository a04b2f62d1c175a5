/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Consortia: enterprises that together can do what one alone cannot. For a demand with several CPV codes, or
 * with a value above what one can take: sets of two to four, the best first.
 *
 * A set is worth CONSORTIUM_COVERAGE for how much of the codes it covers, CONSORTIUM_CAPACITY for how much of
 * the value its members can take together, CONSORTIUM_NEAR for how near they have their seats, and
 * CONSORTIUM_FEW for having few members. A set covers every code that somebody covers, every member adds something that
 * the others do not have, and a set that is no better than one enterprise alone is none. Hard rules are those of matching.h.
 */
#ifndef TORV_CONSORTIUM_H
#define TORV_CONSORTIUM_H

#include "lib/matching.h"

#define CONSORTIUM_MEMBERS_MOST 4
#define CONSORTIUM_CODES_MOST 8 /* of the demand; further ones are not looked at */

#define CONSORTIUM_COVERAGE 60.0
#define CONSORTIUM_CAPACITY 25.0
#define CONSORTIUM_NEAR 10.0
#define CONSORTIUM_FEW 5.0

struct consortium_member {
	int64_t organisation_id;
	unsigned covers;      /* bit i: the demand's code number i, best of the set */
	int64_t capacity_dkk; /* what it can take of such an order; -1: not told */
};

struct consortium {
	struct consortium_member members[CONSORTIUM_MEMBERS_MOST];
	size_t member_count;
	double score;    /* 0 to 100 */
	double coverage; /* of the codes, 0 to 1 */
	double capacity; /* of the value, 0 to 1; 1 when the demand tells none */
};

struct consortia {
	struct consortium *at;
	size_t count;
};

/* At most `limit`; an empty list when one alone is as good or nobody fits. */
void consortia_find(struct match_index *index, struct arena *mem, const struct demand *demand, day today,
	size_t limit, struct consortia *out);

/* The same, only of the sets that the enterprise is in; organisation_id 0: of all. */
void consortia_with(struct match_index *index, struct arena *mem, const struct demand *demand,
	int64_t organisation_id, day today, size_t limit, struct consortia *out);

/* The same as consortia_find for a stored line. NOT_FOUND: no such line. */
enum err consortia_for_line(struct match_index *index, struct db *db, struct arena *mem, int64_t line_id,
	day today, size_t limit, struct consortia *out);

#endif
