/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A demand made ready for scoring: its words in groups, the most telling first, and its CPV codes, or
 * the ones its words make likely. Internal to the engine.
 *
 * A group is one word of the demand with what it stands for. A compound is met whole, or by its
 * parts, each counting by how telling it is: "kantinedrift" is met by "kantine" nearly, by "drift"
 * hardly.
 */
#ifndef TORV_DEMAND_H
#define TORV_DEMAND_H

#include "lib/snapshot.h"

#define GROUPS_MOST 40
#define DEMAND_CODES_MOST 24

struct group {
	float weight; /* how much it says about what is wanted */
	const char *shown; /* as it was spelled */
	uint32_t shown_number; /* while it is being prepared */
	bool said;      /* in the title or the text, not only in the label of a code */
	uint32_t whole; /* term, may be NO_TERM */
	uint32_t parts[PARTS_MOST];
	float shares[PARTS_MOST]; /* of the parts, together 1 */
	uint8_t part_count;
};

struct demand_code {
	cpv_number code;
	float certainty; /* 1: given; less: likely from the words */
};

struct prepared {
	struct group groups[GROUPS_MOST]; /* by weight, greatest first */
	size_t group_count;
	enum language language; /* of the words */
	float whole_weight; /* what full agreement in words would be */
	struct demand_code codes[DEMAND_CODES_MOST];
	size_t code_count;
	unsigned place; /* NO_PLACE: anywhere */
	bool reserved;
	int64_t value_dkk; /* -1: not told */
	day contract_starts;
};

/* Words live in mem. */
void demand_prepare(const struct snapshot *snapshot, struct stems *stems, struct arena *mem,
	const struct demand *demand, struct prepared *out);

/* How telling a term is, 0 to 1; a general word hardly is. 1 for NO_TERM: nobody has it. */
float term_worth(const struct snapshot *snapshot, uint32_t term);

/* How well a thing meets a group, 0 to 1. */
float group_met(const struct group *group, const struct term_weight *terms, uint32_t count);

/* Likely codes for words (groups of a prepared demand), best first; returns how many. */
struct likely_code {
	uint32_t entry; /* into snapshot.codes */
	float probability;
};

size_t likely_codes(const struct snapshot *snapshot, const struct prepared *prepared,
	struct likely_code *out, size_t most);

#endif
