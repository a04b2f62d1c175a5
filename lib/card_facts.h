/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What the card of an enterprise shows, and no more: for who keeps many cards. The same for all languages. Whoever
 * shows one card, or wants a model, has enterprise_cards (enterprise.h); both show the same.
 */
#ifndef TORV_CARD_FACTS_H
#define TORV_CARD_FACTS_H

#include "lib/db.h"

#define CARD_TITLES 4 /* of its first offerings */

struct card_picture {
	const char *url; /* NULL: there is none */
	const char *alternative;
	int width, height;
};

struct card_facts {
	int64_t id; /* the organisation's */
	const char *name, *slug, *pitch, *municipality;
	const char *titles[CARD_TITLES];
	size_t title_count;
	bool registered, on_the_way;
	int reserved_share; /* percent of the target group, where it may take reserved purchases (§ 54); else -1 */
	struct card_picture picture;
};

struct card_facts_list {
	struct card_facts *at;
	size_t count;
};

/* Of those of these enterprises that are approved; in no order that matters. */
enum err card_facts_list(struct db *db, struct arena *mem, const int64_t *ids, size_t count, struct card_facts_list *out);
/* The next approved enterprises after an id, ascending, so many at most; fewer: there are no more. */
enum err card_ids_after(struct db *db, struct arena *mem, int64_t id, size_t most, int64_t **ids, size_t *count);

#endif
