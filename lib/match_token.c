/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/match_token.h"

#define DAY_SECONDS INT64_C(86400)
/* A line without a last day to answer: how long its links work. */
#define OPEN_ENDED_DAYS 180
/* After the last day the answer page still explains that it is over. */
#define AFTER_END_DAYS 14

static moment token_end(const struct plan_line *line, moment now)
{
	if (line->dialogue_ends == NO_DAY)
		return now + OPEN_ENDED_DAYS * DAY_SECONDS;
	return (line->dialogue_ends + AFTER_END_DAYS) * DAY_SECONDS;
}

enum err match_token_issue(struct db *db, const struct plan_line *line, int64_t match_id,
	int64_t account_id, char text[TOKEN_TEXT_SIZE])
{
	return token_issue(db,
		&(struct token){
			.purpose = TOKEN_MATCH,
			.account_id = account_id,
			.subject_id = match_id,
			.expires_at = token_end(line, clock_now()),
		},
		text);
}
