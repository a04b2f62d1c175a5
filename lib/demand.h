/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A demand made ready for scoring: its words in groups, the most telling first, and the nodes of the
 * thesaurus that it is about. Internal to the engine.
 *
 * A group is something that the demand asks for by a word, and the ways in which an offering may meet it:
 * by the word, by the compound that it is part of, by a word that is nearly the same. "kantinedrift"
 * makes two groups: "kantine", which tells much, and "drift", which hardly does.
 */
#ifndef TORV_DEMAND_H
#define TORV_DEMAND_H

#include "lib/snapshot.h"
#include "lib/topic.h"

#define GROUPS_MOST 40
#define GROUP_WAYS_MOST 10
#define DEMAND_CODES_MOST 24
#define DEMAND_NODES_MOST 32

struct group_way {
	uint32_t term;
	float quality; /* how well the term meets the group, 0 to 1 */
};

struct group {
	float weight; /* how much it says about what is wanted */
	bool said;    /* in the title or the text, not only in the label of a code */
	bool part;    /* it is a part of the word that is shown */
	uint8_t way_count;
	const struct group_way *ways; /* best first */
	const char *shown; /* the demand's word, as it was spelled */
};

struct demand_node {
	uint32_t term;
	uint32_t entry; /* a code that has it, for its name */
	float weight;   /* the squares of all add up to 1, but for a division's groups (topic_kinds) */
	bool neighbour; /* not what the demand is about, but close to it */
};

struct prepared {
	const struct group *groups; /* by weight, greatest first */
	size_t group_count; /* GROUPS_MOST at most */
	enum language language; /* of the words */
	float whole_weight; /* what full agreement in words would be */
	struct demand_node nodes[DEMAND_NODES_MOST];
	size_t node_count;
	double weights[WEIGHTS]; /* of the formula (matching_score.h), as the snapshot has them */
	cpv_number codes[DEMAND_CODES_MOST]; /* given */
	size_t code_count;
	unsigned place; /* NO_PLACE: anywhere */
	bool reserved;
	int64_t value_dkk; /* -1: not told */
	day contract_starts;
};

/* Groups live in mem. */
void demand_prepare(const struct snapshot *snapshot, struct topic *topic, struct arena *mem,
	const struct demand *demand, struct prepared *out);

/* A topic for demand_prepare; OWNED(demand_topic_close). It opens stems of its own. */
struct demand_topic {
	struct stems *stems;
	struct topic *topic;
};

struct demand_topic demand_topic_open(const struct snapshot *snapshot);
void demand_topic_close(struct demand_topic *topic);

/* How telling a term is, 0 to 1; a general word hardly is. 1 for NO_TERM: nobody has it. */
float term_worth(const struct snapshot *snapshot, uint32_t term);

/* Likely codes for a text, best first; returns how many. */
struct likely_code {
	uint32_t entry; /* into snapshot.codes */
	float probability;
};

size_t likely_codes(const struct snapshot *snapshot, const char *text, enum language language,
	struct likely_code *out, size_t most);

#endif
