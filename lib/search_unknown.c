/* SPDX-License-Identifier: MPL-2.0 */
/* A word that nobody has: what was meant by it. */
#include "lib/search_typed.h"

#include <string.h>

#include "lib/directory.h"
#include "lib/grams.h"
#include "lib/spelling.h"

/* How well a word is met that is spelled otherwise. */
#define BY_ONE_SLIP 0.5F
#define BY_TWO_SLIPS 0.3F
#define SLIPPED_MOST 8
#define BY_LIKENESS 0.3F  /* and one whose letters are alike, times how much they are */
#define LIKE_MOST 4
#define LIKE_LEAST 0.5F
#define LIKE_LETTERS 6    /* shorter words have too few runs of letters to be told apart */

uint32_t things_with(const void *snapshot, uint32_t term)
{
	uint32_t count = 0;

	for (const struct snapshot *s = snapshot; s != NULL; s = s->below)
		count += postings_of(&s->directory->postings, term).count + postings_of(&s->line_postings, term).count;
	return count;
}

static void add_slips(const struct snapshot *s, struct search_word *word, const char *base)
{
	uint32_t terms[SLIPPED_MOST];
	unsigned slips = 0;
	size_t count = spelling_find(s->vocabulary, base, things_with, s, terms, SLIPPED_MOST, &slips);

	if (count > 0 && word->taken == NO_TERM)
		word->taken = terms[0];
	for (size_t i = 0; i < count; i++)
		way_add(s, word, terms[i], slips == 1 ? BY_ONE_SLIP : BY_TWO_SLIPS);
}

static void add_likes(const struct snapshot *s, struct search_word *word, const char *stem, float *best)
{
	struct gram_like like[LIKE_MOST];

	for (const struct vocabulary *v = s->vocabulary; v != NULL; v = v->below) {
		size_t count = grams_find(v->grams, stem, like, LIKE_MOST);
		for (size_t i = 0; i < count && like[i].quality >= LIKE_LEAST; i++) {
			if (things_with(s, like[i].term) == 0)
				continue;
			way_add(s, word, like[i].term, BY_LIKENESS * like[i].quality);
			if (like[i].quality > *best) {
				*best = like[i].quality;
				word->taken = like[i].term;
			}
		}
	}
}

void word_read_unknown(const struct snapshot *s, struct scratch *scratch, const struct typed *typed, size_t number,
	struct search_word *word)
{
	char stem[WORD_SIZE];
	float best = 0.0F;

	memcpy(word->typed, typed->words[0][number].text, WORD_SIZE);
	typed_each_look(s, typed, number, word, add_slips);
	for (int l = 0; l < LANGUAGES && word->count == 0; l++) {
		const char *base = typed->words[l][number].base;
		if (strlen(base) < LIKE_LETTERS)
			continue;
		stem_word(scratch_stems(scratch), (enum language)l, base, stem);
		add_likes(s, word, stem, &best);
	}
}
