/* SPDX-License-Identifier: MPL-2.0 */
/* The token by which a person answers a match, in a link or by a reply: each mail about it has a new one. */
#ifndef TORV_MATCH_TOKEN_H
#define TORV_MATCH_TOKEN_H

#include "lib/plan_line.h"
#include "lib/token.h"

/* Lives some days longer than the line's dialogue, so that the answer page can explain that it is over. */
enum err match_token_issue(struct db *db, const struct plan_line *line, int64_t match_id,
	int64_t account_id, char text[TOKEN_TEXT_SIZE]);

#endif
