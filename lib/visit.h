/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Visits: when a person last looked at their own page, so that what came since can be marked as new. A
 * visit lasts until there was a pause; within it the marks stay where they are, however often the page
 * is loaded.
 */
#ifndef TORV_VISIT_H
#define TORV_VISIT_H

#include <jansson.h>

#include "lib/line_match.h" /* struct reader */

/* After so many seconds without a look a new visit begins. */
#define VISIT_PAUSE 3600

/* The page is shown now. *since is the end of the visit before this one: what is later is new.
 * NO_MOMENT on the first visit, when nothing is. */
enum err visit_note(struct db *db, struct arena *mem, int64_t account_id, int64_t organisation_id,
	moment *since);

/* The moment as it stands behind "since": "earlier today", "yesterday", "Monday", "3 March 2027". */
const char *visit_since_text(struct arena *mem, const struct reader *reader, moment since, day today);

/*
 * Marks each item of a list of models whose moment (an ISO text, by its name) is not before `since`:
 * is_new. The new ones come first, in their order. Returns how many are.
 */
size_t visit_mark_new(struct arena *mem, json_t *list, const char *name, moment since);

/*
 * Adds to each model of a municipality's line (by its "id") what came since: new_interested,
 * new_declined, new_opened, new_questions, each with has_<name>, and is_new when there was an answer or a
 * question. Lines with those come first, else in their order. *answers is the sum of new answers.
 */
enum err visit_mark_lines(struct db *db, struct arena *mem, int64_t organisation_id, moment since,
	json_t *lines, int64_t *answers);

#endif
