/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What words stand for and how terms are shown, as a vocabulary keeps it: most words are no compounds, and nearly all
 * terms are of one language, so what the others need stands apart.
 */
#include "lib/vocabulary_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- what words stand for ---- */

void vocabulary_keep_parts(struct vocabulary *vocabulary, uint32_t word, const uint32_t *terms, uint32_t count)
{
	uint32_t at = vocabulary->part_count;

	if (count == 0)
		return;
	if (at + count > vocabulary->part_room) {
		vocabulary->part_room = 2 * vocabulary->part_room + 256;
		vocabulary->parts = grow(vocabulary->parts, vocabulary->part_room, sizeof *vocabulary->parts);
	}
	if (at > KEPT_PARTS - count)
		abort();
	memcpy(vocabulary->parts + at, terms, count * sizeof *terms);
	vocabulary->part_count += count;
	own_meaning(vocabulary, word)->bits |= count << KEPT_COUNT_AT | at;
}

struct meaning vocabulary_meaning(const struct vocabulary *vocabulary, uint32_t word)
{
	const struct kept_meaning *kept = vocabulary_kept(vocabulary, word);
	struct meaning meaning = {.whole = kept->whole, .stop = (kept->bits & KEPT_STOP) != 0,
		.place = (kept->bits & KEPT_PLACE) != 0};
	uint32_t count;
	const uint32_t *parts = vocabulary_parts(vocabulary, word, &count);

	meaning.part_count = (uint8_t)count;
	for (uint32_t i = 0; i < count; i++)
		meaning.parts[i] = parts[i];
	return meaning;
}

/* ---- how terms are shown ---- */

/* Of a term that is shown in several languages; NULL: nothing in this one. */
static struct further_word *further_of(const struct vocabulary *vocabulary, uint32_t term, enum language language)
{
	for (uint32_t i = 0; i < vocabulary->further_count; i++)
		if (vocabulary->further[i].term == term && vocabulary->further[i].language == language)
			return &vocabulary->further[i];
	return NULL;
}

uint32_t vocabulary_shown_in(const struct vocabulary *vocabulary, uint32_t number, enum language language)
{
	const struct term *term = vocabulary_term(vocabulary, number);

	if (term->shown == NO_STRING || term->language == language)
		return term->shown;
	const struct further_word *further = term->further ? further_of(vocabulary, number, language) : NULL;
	return further == NULL ? NO_STRING : further->shown;
}

void vocabulary_show_by(struct vocabulary *vocabulary, uint32_t number, enum language language, uint32_t shown)
{
	struct term *term = own_term(vocabulary, number);
	struct further_word *further;

	if (term->shown == NO_STRING || term->language == language) {
		term->shown = shown;
		term->language = language & TERM_LANGUAGE;
		return;
	}
	further = term->further ? further_of(vocabulary, number, language) : NULL;
	if (further == NULL) {
		if (vocabulary->further_count == vocabulary->further_room) {
			vocabulary->further_room = 2 * vocabulary->further_room + 64;
			vocabulary->further = grow(vocabulary->further, vocabulary->further_room,
				sizeof *vocabulary->further);
		}
		further = &vocabulary->further[vocabulary->further_count++];
	}
	*further = (struct further_word){number, shown, language};
	term->further = true;
}

const char *vocabulary_shown(const struct vocabulary *vocabulary, uint32_t shown)
{
	if ((shown & SPELLED) != 0)
		return string_table_text(&vocabulary->spelled, shown & ~SPELLED);
	const struct vocabulary *owner = vocabulary_owner(vocabulary, shown);
	return word_spelled(owner, shown);
}

const char *vocabulary_show(const struct vocabulary *vocabulary, uint32_t term, enum language language)
{
	const struct vocabulary *owner = vocabulary;

	if (term == NO_TERM)
		return "";
	while (term < owner->stems.first)
		owner = owner->below;
	uint32_t shown = vocabulary_shown_in(owner, term, language);
	for (int i = 0; i < LANGUAGES && shown == NO_STRING; i++)
		shown = vocabulary_shown_in(owner, term, (enum language)i);
	if (shown == NO_STRING) /* a general word that no text has */
		return string_table_text(&vocabulary->stems, term);
	return vocabulary_shown(owner, shown);
}
