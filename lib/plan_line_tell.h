/* SPDX-License-Identifier: MPL-2.0 */
/* What publishing a line and changing it share when they tell enterprises of it. Internal to them. */
#ifndef TORV_PLAN_LINE_TELL_H
#define TORV_PLAN_LINE_TELL_H

#include "lib/plan_line.h"

/* How often one begins anew because the directory has changed meanwhile. */
#define TELLING_TRIES 5

/* A row for each match; then their owners are mailed in no favouring order. Drops those from the matches who have
 * left the directory this moment. CONFLICT when one of them has a match with the line already. In the
 * transaction that is open. */
enum err telling_matches(struct db *db, struct arena *mem, const struct telling *telling,
	const struct plan_line *line, struct matches *matches);

/* Has our change counted, and tells whether the index knows all that was committed before it. The
 * first statement of the transaction that is open. */
enum err telling_index_is_current(struct db *db, const struct telling *telling, int64_t line_id,
	bool *current);

#endif
