/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Cards of enterprises are shown by stencils (lib/stencil.h) cut from the template enterprise_card_item.html: one for
 * each way a card can look (with a picture or not, with three offerings, registered). So what is kept of a card is its
 * few texts, a third of its HTML and the same in all languages, and showing it is copying.
 */
#ifndef TORV_CARD_STENCILS_H
#define TORV_CARD_STENCILS_H

#include "lib/card_facts.h"
#include "lib/templates.h"

struct card_stencils;

/* `assets` as in struct site. Errors are those of templates_render. */
enum err card_stencils_open(const struct templates *templates, json_t *assets, struct card_stencils **out);
void card_stencils_close(struct card_stencils **stencils);

/* How a card looks: which stencil it is shown by. */
unsigned card_look(const struct card_facts *facts);
/* Adds its texts, escaped for HTML, each with a NUL at its end. */
void card_texts(const struct card_facts *facts, struct buffer *out);
/* Adds the card, with what card_look and card_texts said. */
void card_show(const struct card_stencils *stencils, enum language language, unsigned look, const char *texts,
	struct buffer *out);

/* What names an enterprise, for a list that shows little of each. */
struct card_name {
	const char *url, *name, *municipality;
	bool registered;
};

/* Of the same. */
struct card_name card_name(struct arena *mem, unsigned look, const char *texts);

#endif
