/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a reply to a match says. The first own line decides: "ja", "nej tak", "not interested",
 * "geen interesse" ... in Danish, English, Dutch, German and French, with or without a greeting above
 * or before it. In doubt, and when it contradicts itself in that line or right below it, nothing is
 * decided: a person is asked rather than answered for.
 */
#ifndef TORV_MAIL_REPLY_DECISION_H
#define TORV_MAIL_REPLY_DECISION_H

#include "lib/arena.h"
#include "lib/reply.h" /* enum reply_decision */

struct reply_reading {
	enum reply_decision decision;
	const char *words; /* what was written beside the decision; "" when nothing was */
};

/* `text` is the new text (reply_text.h). */
struct reply_reading reply_decide(struct arena *mem, const char *text);

/* The reason for a decline that the words give, as line_match.decline_reason has it ("too_large");
 * NULL when they give none that we know, or several. */
const char *reply_decline_reason(struct arena *mem, const char *words);

#endif
