/* SPDX-License-Identifier: MPL-2.0 */
/* Made by counting: how many each term has, where each begins, then every pair to its place. */
#include "lib/postings.h"

#include <stdlib.h>
#include <string.h>

#include "lib/parallel.h"
#include "lib/string_table.h" /* grow */

struct posting postings_of(const struct postings *postings, uint32_t term)
{
	if (term >= postings->terms)
		return (struct posting){.count = 0};
	uint32_t from = postings->begins[term];
	return (struct posting){postings->things + from, postings->weights + from,
		postings->begins[term + 1] - from};
}

size_t postings_size(const struct postings *postings)
{
	if (postings->begins == NULL)
		return 0;
	return (postings->terms + 1) * sizeof *postings->begins +
		postings->begins[postings->terms] * (sizeof *postings->things + sizeof *postings->weights);
}

void postings_close(struct postings *postings)
{
	free(postings->begins);
	free(postings->things);
	free(postings->weights);
	*postings = (struct postings){0};
}

/* ---- pairs ---- */

/* Pairs stand in blocks, each of which is given back when it has been read. */
#define BLOCK_PAIRS 65536U

struct posting_block {
	struct posting_block *next;
	uint32_t pairs[BLOCK_PAIRS]; /* term and weight in one */
};

void pairs_begin(struct posting_pairs *pairs, uint32_t terms, uint32_t things)
{
	*pairs = (struct posting_pairs){.terms = terms < TERMS_MOST ? terms : TERMS_MOST,
		.thing_room = things};
	pairs->counts = calloc((size_t)pairs->terms + 1, sizeof *pairs->counts);
	if (pairs->counts == NULL)
		abort();
	pairs->ends = grow(NULL, things, sizeof *pairs->ends);
}

static void add_block(struct posting_pairs *pairs)
{
	struct posting_block *block = grow(NULL, 1, sizeof *block);

	block->next = NULL;
	if (pairs->last == NULL)
		pairs->first = block;
	else
		pairs->last->next = block;
	pairs->last = block;
}

void pairs_add(struct posting_pairs *pairs, uint32_t term, uint8_t weight)
{
	if (term >= pairs->terms || weight == 0)
		return;
	if (pairs->count % BLOCK_PAIRS == 0) {
		if (pairs->count > UINT32_MAX / 2)
			abort();
		add_block(pairs);
	}
	pairs->last->pairs[pairs->count++ % BLOCK_PAIRS] = term << 8 | weight;
	pairs->counts[term]++;
}

void pairs_next(struct posting_pairs *pairs)
{
	if (pairs->things == pairs->thing_room)
		abort();
	pairs->ends[pairs->things++] = pairs->count;
}

struct placing {
	struct posting_pairs *parts;
	struct postings out;
	uint32_t firsts[PARTS_OF_WORK_MOST]; /* thing of each part */
};

/* A part's counts become the places where its pairs begin. */
static void place_terms(struct placing *placing, size_t count)
{
	uint64_t at = 0;

	for (uint32_t term = 0; term < placing->out.terms; term++) {
		placing->out.begins[term] = (uint32_t)at;
		for (size_t i = 0; i < count; i++) {
			uint32_t here = placing->parts[i].counts[term];
			placing->parts[i].counts[term] = (uint32_t)at;
			at += here;
		}
	}
	if (at > UINT32_MAX)
		abort();
	placing->out.begins[placing->out.terms] = (uint32_t)at;
}

/* Every pair of a part to its place. */
static void place_part(void *context, size_t part, size_t from, size_t to)
{
	const struct placing *placing = context;
	struct posting_pairs *pairs = &placing->parts[part];
	struct posting_block *block = pairs->first;
	uint32_t at = 0;

	(void)from;
	(void)to;
	for (uint32_t thing = 0; thing < pairs->things; thing++)
		for (; at < pairs->ends[thing]; at++) {
			if (at > 0 && at % BLOCK_PAIRS == 0) {
				struct posting_block *read = block;
				block = block->next;
				free(read);
			}
			uint32_t pair = block->pairs[at % BLOCK_PAIRS];
			uint32_t place = pairs->counts[pair >> 8]++;
			placing->out.things[place] = placing->firsts[part] + thing;
			placing->out.weights[place] = (uint8_t)(pair & 0xff);
		}
	free(block);
	free(pairs->ends);
	free(pairs->counts);
	*pairs = (struct posting_pairs){0};
}

struct postings pairs_end(struct posting_pairs *parts, size_t count)
{
	struct placing placing = {.parts = parts, .out = {.terms = parts[0].terms}};
	size_t pairs = 0;

	for (size_t i = 0; i < count; i++) {
		placing.firsts[i] = i == 0 ? 0 : placing.firsts[i - 1] + parts[i - 1].things;
		pairs += parts[i].count;
	}
	placing.out.begins = grow(NULL, (size_t)placing.out.terms + 1, sizeof *placing.out.begins);
	placing.out.things = grow(NULL, pairs, sizeof *placing.out.things);
	placing.out.weights = grow(NULL, pairs, sizeof *placing.out.weights);
	place_terms(&placing, count);
	parallel_run(count, count, place_part, &placing);
	return placing.out;
}
