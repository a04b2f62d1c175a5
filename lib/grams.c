/* SPDX-License-Identifier: MPL-2.0 */
/* Runs of letters are kept by a hash of 16 bits; two runs that share one are told apart by nothing, which
 * costs a little accuracy and no more. */
#include "lib/grams.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define GRAM 4 /* bytes: letters outside ASCII have two */
#define SLOTS 65536u
#define WORD_GRAMS 64
/* A run that so many terms have says nothing. */
#define COMMON 2000
#define LIKE_LEAST 0.34F

struct grams {
	uint32_t *begins; /* by slot, into terms; SLOTS + 1 of them; of a run that says nothing there are none */
	uint32_t *terms;
	uint8_t *counts;  /* runs of each term, by its own number */
	uint32_t first, count;
	_Atomic(struct likes_page *) *pages; /* by the same number, so many terms to each; NULL: nobody has asked yet */
};

/* Few terms are ever asked about. */
#define PAGE_TERMS 64

struct likes_page {
	_Atomic(struct gram_likes *) of[PAGE_TERMS]; /* NULL: nobody has asked yet */
};

static uint32_t page_count(uint32_t terms)
{
	return terms / PAGE_TERMS + 1;
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

static bool is_word(const struct vocabulary *vocabulary, uint32_t term)
{
	const struct term *t = vocabulary_term(vocabulary, term);

	return t->documents > 0 && !t->general &&
		*string_table_text(&vocabulary->stems, term) != '#';
}

struct grams *grams_open(const struct vocabulary *vocabulary)
{
	struct grams *grams = grow(NULL, 1, sizeof *grams);
	uint32_t first = vocabulary->stems.first, count = vocabulary->stems.count - first;
	uint16_t runs[WORD_GRAMS];
	uint32_t *fill = calloc(SLOTS + 1, sizeof *fill);

	if (fill == NULL)
		abort();
	*grams = (struct grams){.first = first, .count = count,
		.begins = calloc(SLOTS + 1, sizeof *grams->begins),
		.counts = calloc(count + 1, 1),
		.pages = calloc(page_count(count), sizeof *grams->pages)};
	if (grams->begins == NULL || grams->counts == NULL || grams->pages == NULL)
		abort();
	for (uint32_t i = 0; i < count; i++) {
		if (!is_word(vocabulary, first + i))
			continue;
		size_t found = runs_of(string_table_text(&vocabulary->stems, first + i), runs);
		grams->counts[i] = (uint8_t)found;
		for (size_t k = 0; k < found; k++)
			grams->begins[runs[k] + 1]++;
	}
	for (uint32_t i = 0; i < SLOTS; i++)
		grams->begins[i + 1] = grams->begins[i] + (grams->begins[i + 1] > COMMON ? 0 : grams->begins[i + 1]);
	memcpy(fill, grams->begins, SLOTS * sizeof *fill);
	grams->terms = grow(NULL, grams->begins[SLOTS] + 1, sizeof *grams->terms);
	for (uint32_t i = 0; i < count; i++) {
		if (grams->counts[i] == 0)
			continue;
		size_t found = runs_of(string_table_text(&vocabulary->stems, first + i), runs);
		for (size_t k = 0; k < found; k++)
			if (fill[runs[k]] < grams->begins[runs[k] + 1])
				grams->terms[fill[runs[k]]++] = i;
	}
	free(fill);
	return grams;
}

void grams_close(struct grams **grams)
{
	if (*grams == NULL)
		return;
	for (uint32_t i = 0; i < page_count((*grams)->count); i++) {
		struct likes_page *page = atomic_load_explicit(&(*grams)->pages[i], memory_order_relaxed);
		for (size_t k = 0; page != NULL && k < PAGE_TERMS; k++)
			free(atomic_load_explicit(&page->of[k], memory_order_relaxed));
		free(page);
	}
	free((*grams)->pages);
	free((*grams)->begins);
	free((*grams)->terms);
	free((*grams)->counts);
	free(*grams);
	*grams = NULL;
}

size_t grams_size(const struct grams *grams)
{
	return sizeof *grams + (SLOTS + 1 + grams->begins[SLOTS]) * sizeof(uint32_t) +
		grams->count * sizeof *grams->counts + page_count(grams->count) * sizeof *grams->pages;
}

/* Of equally like ones the lower number comes first. */
static bool is_better(struct gram_like a, struct gram_like b)
{
	return a.quality != b.quality ? a.quality > b.quality : a.term < b.term;
}

static void take(struct gram_like *out, size_t *count, size_t most, struct gram_like like)
{
	size_t at = *count;

	if (at == most && !is_better(like, out[at - 1]))
		return;
	if (at < most)
		++*count;
	else
		at--;
	for (; at > 0 && is_better(like, out[at - 1]); at--)
		out[at] = out[at - 1];
	out[at] = like;
}

/* How many of the word's runs each term has: a table with open addressing. */
struct shared_runs {
	struct shared {
		uint32_t term, runs; /* no runs: free */
	} *slots;
	uint32_t mask;
};

static struct shared_runs shared_open(size_t most)
{
	struct shared_runs shared = {.mask = 63};

	while (shared.mask < 2 * most)
		shared.mask = 2 * shared.mask + 1;
	shared.slots = calloc((size_t)shared.mask + 1, sizeof *shared.slots);
	if (shared.slots == NULL)
		abort();
	return shared;
}

static void shared_add(struct shared_runs *shared, uint32_t term)
{
	uint32_t slot = (term * UINT32_C(0x9e3779b1)) >> 7 & shared->mask;

	while (shared->slots[slot].runs > 0 && shared->slots[slot].term != term)
		slot = (slot + 1) & shared->mask;
	shared->slots[slot].term = term;
	shared->slots[slot].runs++;
}

size_t grams_find(const struct grams *grams, const char *stem, struct gram_like *out, size_t most)
{
	uint16_t runs[WORD_GRAMS];
	size_t wanted = runs_of(stem, runs), count = 0, met = 0;

	for (size_t i = 0; i < wanted; i++)
		met += grams->begins[runs[i] + 1] - grams->begins[runs[i]];
	if (met == 0)
		return 0;
	struct shared_runs shared = shared_open(met);
	for (size_t i = 0; i < wanted; i++) {
		for (uint32_t k = grams->begins[runs[i]]; k < grams->begins[runs[i] + 1]; k++)
			shared_add(&shared, grams->terms[k]);
	}
	for (uint32_t i = 0; i <= shared.mask; i++) {
		struct shared here = shared.slots[i];
		if (here.runs == 0)
			continue;
		float of_word = (float)here.runs / (float)wanted;
		float of_term = (float)here.runs / (float)grams->counts[here.term];
		float quality = sqrtf(of_word * of_term);
		if (quality >= LIKE_LEAST)
			take(out, &count, most, (struct gram_like){grams->first + here.term, quality});
	}
	free(shared.slots);
	return count;
}

/* Where the likes of a term stand, or will. */
static _Atomic(struct gram_likes *) *likes_of(const struct grams *grams, uint32_t number)
{
	_Atomic(struct likes_page *) *at = &grams->pages[number / PAGE_TERMS];
	struct likes_page *kept = atomic_load_explicit(at, memory_order_acquire);

	if (kept == NULL) {
		struct likes_page *page = calloc(1, sizeof *page);
		if (page == NULL)
			abort();
		if (atomic_compare_exchange_strong_explicit(at, &kept, page, memory_order_acq_rel,
				memory_order_acquire))
			kept = page;
		else
			free(page); /* somebody was faster */
	}
	return &kept->of[number % PAGE_TERMS];
}

const struct gram_likes *grams_like(const struct grams *grams, const struct vocabulary *vocabulary, uint32_t term)
{
	if (term < grams->first || term - grams->first >= grams->count)
		return NULL;
	_Atomic(struct gram_likes *) *at = likes_of(grams, term - grams->first);
	struct gram_likes *kept = atomic_load_explicit(at, memory_order_acquire);
	if (kept != NULL)
		return kept;
	struct gram_likes *found = grow(NULL, 1, sizeof *found);
	found->count = (uint32_t)grams_find(grams, string_table_text(&vocabulary->stems, term), found->at,
		GRAM_LIKES_MOST);
	if (atomic_compare_exchange_strong_explicit(at, &kept, found, memory_order_acq_rel, memory_order_acquire))
		return found;
	free(found); /* somebody was faster */
	return kept;
}
