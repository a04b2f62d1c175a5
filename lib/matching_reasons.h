/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Why enterprises fit a demand, each as the JSON that is stored (reasons.h). Internal to the engine.
 *
 * Fifty are told of a line: what is alike in their reasons is made once.
 */
#ifndef TORV_MATCHING_REASONS_H
#define TORV_MATCHING_REASONS_H

#include "lib/matching_score.h"
#include "lib/text.h"

struct reasoning {
	const struct snapshot *snapshot;
	const struct prepared *demand;
	struct demand_terms *terms; /* of the demand */
	struct arena *mem;                /* where the reasons will live */
	/* filled as it goes; {0} at first: */
	struct buffer out;
	const char *kinds[DEMAND_NODES_MOST]; /* how the code of a node is written */
};

/* OWNED(reasoning_close) */
void reasoning_close(struct reasoning *reasoning);

const char *reasoning_text(struct reasoning *reasoning, const struct supplier *supplier, const struct score *score);

/* Of one score alone. */
const char *score_reasons(const struct snapshot *snapshot, struct arena *mem, const struct prepared *demand,
	const struct supplier *supplier, const struct score *score);

#endif
