/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A plan line as it stands in lists: what, who, when, how much. The same for the front page, the list
 * of open purchases and the API.
 */
#ifndef TORV_LINE_CARD_H
#define TORV_LINE_CARD_H

#include <jansson.h>

#include "lib/plan_line.h"
#include "lib/search.h"

/* Whose eyes and which day: "new" and "soon" are measured from today. */
struct line_card_reader {
	struct match_index *index; /* has the names of CPV codes */
	enum language language;
	day today;
};

/*
 * A new object:
 *
 *	id, url ("/lines/12"), title, excerpt (some 200 characters), has_excerpt, buyer, plan_url,
 *	municipality_code, status, is_in_tender, takes_answers, value_dkk, value_text, has_value_text,
 *	reserved, procedure_kind, dialogue_ends, dialogue_ends_text, has_dialogue_ends, days_left,
 *	is_soon (within a week), contract_starts, contract_starts_text, has_contract_starts,
 *	published, published_text, has_published, is_new (published within a week), cpv [{code, name}]
 */
json_t *line_card(struct arena *mem, const struct plan_line *line, const struct line_card_reader *reader);

/* Of all of them, in their order. A new array. */
json_t *line_cards(struct arena *mem, const struct plan_lines *lines, const struct line_card_reader *reader);

#endif
