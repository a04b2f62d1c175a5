/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A reader's scratch memory: as large as the snapshot has things, zeroed once, and left zeroed by whoever
 * used it, so that a search costs what it finds and not what there is. Each reader slot has its own
 * (reading.h). Internal to the engine.
 */
#ifndef TORV_SCRATCH_H
#define TORV_SCRATCH_H

#include <stdint.h>

struct scratch {
	uint32_t *sums;  /* by thing; 0 between uses */
	uint32_t *bests; /* the same */
	uint32_t *list;  /* things; its content is nobody's between uses, nor that of the next five */
	uint32_t *words;
	uint32_t *sorted;
	uint8_t *levels;
	uint16_t *block_sums[2]; /* by thing of a block of postings, and of whole words of a set; the same */
	uint32_t *counts, count_room; /* of whatever is to be counted; 0 between uses */
	uint64_t *sets[2], *found; /* sets of things; their content is nobody's between uses */
	uint32_t room;
	struct stems *stems; /* of this reader; NULL until they are needed */
	struct topic *topic; /* the same */
};

/* Room for that many things. */
void scratch_room(struct scratch *scratch, uint32_t things);
/* Room for that many counts. */
void scratch_counts(struct scratch *scratch, uint32_t counts);
/* The stems, opened when there were none. */
struct stems *scratch_stems(struct scratch *scratch);
void scratch_close(struct scratch *scratch);

#endif
