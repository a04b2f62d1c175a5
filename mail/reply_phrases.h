/* SPDX-License-Identifier: MPL-2.0 */
/* The phrases by which people say yes or no to a match, for reply_decision. */
#ifndef TORV_MAIL_REPLY_PHRASES_H
#define TORV_MAIL_REPLY_PHRASES_H

#include <stdbool.h>

#include "mail/reply_decision.h"

struct reply_phrase {
	const char *words; /* parted by one blank, folded */
	enum reply_decision means;
	bool needs_stop; /* the sentence must end there: the words may go on to mean something else */
};

/* Ends with NULL words. Where one begins with another, the longer stands first. */
extern const struct reply_phrase reply_phrases[];

#endif
