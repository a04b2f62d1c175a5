/* SPDX-License-Identifier: MPL-2.0 */
/* The phrases of a thesaurus that is being built. Internal to thesaurus.c. */
#ifndef TORV_THESAURUS_PHRASES_H
#define TORV_THESAURUS_PHRASES_H

#include "lib/thesaurus.h"

/* Round two: makes the phrases and shares of all entries, and which terms are known. The nodes and the number of terms
 * must be there. */
void thesaurus_phrases_make(struct thesaurus *thesaurus, struct vocabulary *vocabulary, struct stems *stems,
	const struct thesaurus_entry *entries);

#endif
