/* SPDX-License-Identifier: MPL-2.0 */
/* Runs of letters are kept by a hash of 16 bits; two runs that share one are told apart by nothing, which
 * costs a little accuracy and no more. */
#include "lib/grams.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/fetch.h"
#include "lib/passing.h"
#include "lib/kept.h"
#include "lib/postings.h" /* TERMS_MOST */

#define GRAM 4 /* bytes: letters outside ASCII have two */
#define SLOTS 65536u
#define WORD_GRAMS 64
/* A run that so many terms have says nothing. */
#define COMMON 2000
#define LIKE_LEAST 0.34F
#define ROUNDING 1e-4F

struct grams {
	uint32_t *begins; /* by slot, into terms; SLOTS + 1 of them; of a run that says nothing there are none */
	uint32_t *terms;  /* each with how many runs it has: gram_term; of a run ascending */
	uint32_t first, count;
	struct kept likes; /* struct gram_likes, by number */
};

/* The number among the vocabulary's own terms, and the runs that the term has: so a list alone tells how like a word
 * its terms are. */
static uint32_t gram_term(uint32_t number, size_t runs)
{
	return number << 8 | (uint32_t)runs;
}

static uint32_t number_of(uint32_t gram_term)
{
	return gram_term >> 8;
}

static unsigned own_runs(uint32_t gram_term)
{
	return gram_term & 0xff;
}

static uint16_t slot_of(const char *at)
{
	uint32_t hash = 2166136261U;

	for (size_t i = 0; i < GRAM; i++)
		hash = (hash ^ (unsigned char)at[i]) * 16777619U;
	return (uint16_t)(hash ^ hash >> 16);
}

/* Each run once. */
static size_t runs_of(const char *stem, uint16_t out[WORD_GRAMS])
{
	size_t length = strlen(stem), count = 0;

	for (size_t i = 0; i + GRAM <= length && count < WORD_GRAMS; i++) {
		uint16_t slot = slot_of(stem + i);
		bool seen = false;
		for (size_t k = 0; k < count; k++)
			seen = seen || out[k] == slot;
		if (!seen)
			out[count++] = slot;
	}
	return count;
}

/* Those whose numbers fit; there are no more postings, either. */
static uint32_t counted_terms(const struct vocabulary *vocabulary)
{
	uint32_t count = vocabulary->stems.count - vocabulary->stems.first;

	return count < TERMS_MOST ? count : TERMS_MOST;
}

static bool is_word(const struct vocabulary *vocabulary, uint32_t term)
{
	const struct term *t = vocabulary_term(vocabulary, term);

	return t->documents > 0 && !t->general &&
		*string_table_text(&vocabulary->stems, term) != '#';
}

struct grams *grams_open(const struct vocabulary *vocabulary)
{
	struct grams *grams = grow(NULL, 1, sizeof *grams);
	uint32_t first = vocabulary->stems.first, count = counted_terms(vocabulary);
	uint16_t runs[WORD_GRAMS];
	uint32_t *fill = calloc(SLOTS + 1, sizeof *fill);

	if (fill == NULL)
		abort();
	*grams = (struct grams){.first = first, .count = count,
		.begins = calloc(SLOTS + 1, sizeof *grams->begins),
		.likes = kept_open(count)};
	if (grams->begins == NULL)
		abort();
	for (uint32_t i = 0; i < count; i++) {
		if (!is_word(vocabulary, first + i))
			continue;
		size_t found = runs_of(string_table_text(&vocabulary->stems, first + i), runs);
		for (size_t k = 0; k < found; k++)
			grams->begins[runs[k] + 1]++;
	}
	for (uint32_t i = 0; i < SLOTS; i++)
		grams->begins[i + 1] = grams->begins[i] + (grams->begins[i + 1] > COMMON ? 0 : grams->begins[i + 1]);
	memcpy(fill, grams->begins, SLOTS * sizeof *fill);
	grams->terms = grow(NULL, grams->begins[SLOTS] + 1, sizeof *grams->terms);
	for (uint32_t i = 0; i < count; i++) {
		if (!is_word(vocabulary, first + i))
			continue;
		size_t found = runs_of(string_table_text(&vocabulary->stems, first + i), runs);
		for (size_t k = 0; k < found; k++)
			if (fill[runs[k]] < grams->begins[runs[k] + 1])
				grams->terms[fill[runs[k]]++] = gram_term(i, found);
	}
	free(fill);
	return grams;
}

void grams_close(struct grams **grams)
{
	if (*grams == NULL)
		return;
	kept_close(&(*grams)->likes);
	free((*grams)->begins);
	free((*grams)->terms);
	free(*grams);
	*grams = NULL;
}

size_t grams_size(const struct grams *grams)
{
	return sizeof *grams + (SLOTS + 1 + grams->begins[SLOTS]) * sizeof(uint32_t) + kept_size(&grams->likes);
}

void grams_pass(struct passing *p, struct grams **grams)
{
	if (!PASS_THING(p, *grams))
		return;
	struct grams *g = *grams;
	PASS(p, g->count); /* the first is 0: the vocabulary stands upon no other */
	PASS_ARRAY(p, g->begins, SLOTS + 1);
	PASS_ARRAY(p, g->terms, g->begins == NULL ? 0 : g->begins[SLOTS]);
	if (p->finds)
		g->likes = kept_open(g->count);
}

/* Of equally like ones the lower number comes first. */
static bool is_better(struct gram_like a, struct gram_like b)
{
	return a.quality != b.quality ? a.quality > b.quality : a.term < b.term;
}

struct likes {
	struct gram_like *at; /* best first */
	size_t count, most;
	float needed; /* the square of a number of runs, by own runs of a term: with less it is not among the best */
};

/* Nearly all terms are passed over by a multiplication; to those that are as good as the last, rounding is left. */
static void read_needed(struct likes *likes, size_t word_runs)
{
	float least = likes->count == likes->most ? likes->at[likes->most - 1].quality : LIKE_LEAST;

	likes->needed = least * least * (float)word_runs * (1.0F - ROUNDING);
}

static void take(struct likes *out, struct gram_like like)
{
	size_t at = out->count;

	if (at == out->most && !is_better(like, out->at[at - 1]))
		return;
	if (at < out->most)
		out->count++;
	else
		at--;
	for (; at > 0 && is_better(like, out->at[at - 1]); at--)
		out->at[at] = out->at[at - 1];
	out->at[at] = like;
}

/* So many terms are counted together: their counts stay in the nearest cache. */
#define COUNTED 16384

/* The runs of a word: of each, the terms that were not counted yet. */
struct word_runs {
	struct {
		const uint32_t *at, *end;
	} of[WORD_GRAMS];
	size_t count;
};

static struct word_runs word_runs(const struct grams *grams, const char *stem)
{
	uint16_t slots[WORD_GRAMS];
	struct word_runs runs = {.count = runs_of(stem, slots)};

	for (size_t i = 0; i < runs.count; i++) {
		runs.of[i].at = grams->terms + grams->begins[slots[i]];
		runs.of[i].end = grams->terms + grams->begins[slots[i] + 1];
		fetch(runs.of[i].at); /* all of them before the first is read */
	}
	return runs;
}

/* How many of the runs each term has, from the number `begin` on. */
static void count_runs(const struct word_runs *runs, uint32_t begin, uint8_t counts[COUNTED])
{
	for (size_t i = 0; i < runs->count; i++) {
		const uint32_t *at = runs->of[i].at;
		for (; at < runs->of[i].end && number_of(*at) - begin < COUNTED; at++)
			counts[number_of(*at) - begin]++;
	}
}

/* How like the word a term is that has so many of its runs. */
static float likeness(const struct word_runs *runs, uint32_t gram_term, uint8_t shared)
{
	float of_word = (float)shared / (float)runs->count;
	float of_term = (float)shared / (float)own_runs(gram_term);

	return sqrtf(of_word * of_term);
}

/* Takes those that were counted, each where it is met first, and clears the counts. */
static void take_counted(const struct grams *grams, struct word_runs *runs, uint32_t begin, uint8_t counts[COUNTED],
	struct likes *out)
{
	for (size_t i = 0; i < runs->count; i++) {
		const uint32_t *at = runs->of[i].at;
		for (; at < runs->of[i].end && number_of(*at) - begin < COUNTED; at++) {
			uint8_t shared = counts[number_of(*at) - begin];
			counts[number_of(*at) - begin] = 0;
			if ((float)(shared * shared) < out->needed * (float)own_runs(*at))
				continue;
			float quality = likeness(runs, *at, shared);
			if (quality < LIKE_LEAST)
				continue;
			take(out, (struct gram_like){grams->first + number_of(*at), quality});
			read_needed(out, runs->count);
		}
		runs->of[i].at = at;
	}
}

size_t grams_find(const struct grams *grams, const char *stem, struct gram_like *out, size_t most)
{
	struct word_runs runs = word_runs(grams, stem);
	struct likes likes = {.at = out, .most = most};
	uint8_t counts[COUNTED] = {0};

	read_needed(&likes, runs.count);
	for (uint32_t begin = 0; runs.count > 0 && begin < grams->count; begin += COUNTED) {
		count_runs(&runs, begin, counts);
		take_counted(grams, &runs, begin, counts, &likes);
	}
	return likes.count;
}

const struct gram_likes *grams_like(const struct grams *grams, const struct vocabulary *vocabulary, uint32_t term)
{
	if (term < grams->first || term - grams->first >= grams->count)
		return NULL;
	const struct gram_likes *kept = kept_find(&grams->likes, term - grams->first);
	if (kept != NULL)
		return kept;
	struct gram_likes *found = grow(NULL, 1, sizeof *found);
	found->count = (uint32_t)grams_find(grams, string_table_text(&vocabulary->stems, term), found->at,
		GRAM_LIKES_MOST);
	return kept_put(&grams->likes, term - grams->first, found);
}
