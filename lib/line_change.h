/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A published line that is changed: the enterprises that were told of it are told what is different
 * now. A buyer often saves several times, so what was last told is kept for some minutes and compared
 * then with what the line has become; a change that was taken back is not told at all.
 */
#ifndef TORV_LINE_CHANGE_H
#define TORV_LINE_CHANGE_H

#include "lib/plan_line.h"

/* Seconds without a further change after which it is told. */
#define LINE_CHANGE_PAUSE 600

/* Notes that the line is being changed; `before` is what it was. Call it in the change's transaction. */
enum err line_change_note(struct db *db, struct arena *mem, const struct plan_line *before);

#endif
