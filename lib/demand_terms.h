/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Which terms a demand asks for, found by the term: an offering is read once, term by term, instead of being
 * asked for each of the demand's. Internal to the engine.
 */
#ifndef TORV_DEMAND_TERMS_H
#define TORV_DEMAND_TERMS_H

#include "lib/bits.h"
#include "lib/demand.h"

#define TERM_SLOTS 1024 /* a power of two, several times the most that a demand has */
#define TERM_USES_MOST (GROUPS_MOST * GROUP_WAYS_MOST + DEMAND_NODES_MOST)

struct term_use { /* of a term by a demand */
	uint16_t next;  /* another use of the same term, and one; 0: none */
	uint8_t number; /* of the group or the node */
	bool node : 1;
	uint8_t way : 7;   /* of the group */
	float quality;  /* how well it meets the group */
};

#define TERM_FLAGS 4096 /* a power of two: not more than one in ten is set */

/* What the words of a code say of a demand: many of those that are scored have the same few codes. */
#define LABEL_HITS_MOST 14
#define LABEL_HITS_MANY UINT8_MAX /* more than that: the words must be read */
#define LABELS_MET 256 /* a power of two */

struct label_hit {
	uint16_t slot; /* of the term */
	uint8_t weight;
};

struct labels_met {
	uint16_t labels; /* of which code; NO_LABELS: of none yet */
	uint8_t count;
	struct label_hit hits[LABEL_HITS_MOST];
};

/* For one thread, which may write down what it has met. */
struct demand_terms {
	uint8_t flags[TERM_FLAGS]; /* whether any of its terms may be there: most terms of an offering are not */
	uint32_t terms[TERM_SLOTS]; /* NO_TERM: free */
	uint16_t first[TERM_SLOTS]; /* into uses */
	struct term_use uses[TERM_USES_MOST];
	size_t count;
	struct labels_met labels_met[LABELS_MET]; /* by the low bits of the code's number */
};

#define NODE_WORDS BITS_WORDS(DEMAND_NODES_MOST)

/* How well a document meets groups and nodes of the demand, 0 to 1; where a bit is not set, not at all. */
struct terms_met {
	uint64_t groups_met, nodes_met[NODE_WORDS];
	float groups[GROUPS_MOST];
	uint8_t by[GROUPS_MOST]; /* in which way; of equally good ones the first */
	float nodes[DEMAND_NODES_MOST];
};

_Static_assert(GROUPS_MOST <= 64, "a bit for each");

void demand_terms_read(const struct prepared *demand, struct demand_terms *out);

/* A document of which nothing was read. */
void demand_terms_none(struct terms_met *out);
/* What the kinds of a document say of them, beside what others said; first_kind is the term of the first of all kinds. */
void demand_terms_meet_kinds(const struct demand_terms *terms, struct document_terms kinds, uint32_t first_kind,
	struct terms_met *out);
/* The same of its words, those of its codes' labels too. */
void demand_terms_meet_words(struct demand_terms *terms, const struct supplier *supplier, uint32_t document,
	struct terms_met *out);

#endif
