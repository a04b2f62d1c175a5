/* SPDX-License-Identifier: MPL-2.0 */
/* Made by counting: how many each term has, where each begins, then every pair to its place. */
#include "lib/postings.h"

#include <stdlib.h>
#include <string.h>

#include "lib/fetch.h"
#include "lib/parallel.h"
#include "lib/passing.h"
#include "lib/string_table.h" /* grow */

/* ---- how a list stands ---- */

/* The table of a long list. */
static uint32_t table_size(uint32_t blocks)
{
	return 2 * (blocks - 1);
}

static bool is_short(uint32_t count, uint32_t blocks)
{
	return count <= table_size(blocks);
}

/* Two weights stand in the place of a thing. */
static uint32_t list_size(uint32_t count, uint32_t blocks)
{
	return (is_short(count, blocks) ? count : table_size(blocks)) + count + (count + 1) / 2;
}

/* The size tells how many they are: a short list takes 5/2 of its things, a long one 3/2 and its table; the longest
 * that is short takes less than the shortest that is not. */
struct posting postings_of(const struct postings *postings, uint32_t term)
{
	if (term >= postings->terms)
		return (struct posting){.count = 0};
	const uint16_t *list = postings->lists + postings->begins[term];
	uint32_t size = postings->begins[term + 1] - postings->begins[term], table = table_size(postings->blocks);
	struct posting posting = {.table = list, .is_short = 2 * size <= 5 * table};
	if (posting.is_short)
		posting.count = posting.runs = table = 2 * size / 5;
	else {
		posting.count = 2 * (size - table) / 3;
		posting.runs = postings->blocks;
	}
	posting.things = list + table;
	posting.weights = (const uint8_t *)(posting.things + posting.count);
	return posting;
}

void postings_fetch(const struct postings *postings, uint32_t term)
{
	if (term < postings->terms)
		fetch(&postings->begins[term]);
}

/* Halves without a branch: none could be foreseen. */
static uint8_t weight_in_run(const struct posting_run *run, uint32_t thing)
{
	uint32_t from = 0, count = run->count;

	while (count > 1) {
		uint32_t half = count / 2;
		from += run->things[from + half] <= thing ? half : 0;
		count -= half;
	}
	return count > 0 && run->things[from] == thing ? run->weights[from] : 0;
}

uint8_t posting_weight(const struct posting *posting, uint32_t thing)
{
	uint32_t block = thing / POSTING_BLOCK, place = thing % POSTING_BLOCK;

	if (!posting->is_short) {
		struct posting_run run = posting_run(posting, block);
		return weight_in_run(&run, place);
	}
	for (uint32_t i = 0; i < posting->count; i++)
		if (posting->table[i] == block && posting->things[i] == place)
			return posting->weights[i];
	return 0;
}

size_t postings_size(const struct postings *postings)
{
	if (postings->begins == NULL)
		return 0;
	return (postings->terms + 1) * sizeof *postings->begins +
		postings->begins[postings->terms] * sizeof *postings->lists;
}

void postings_close(struct postings *postings)
{
	free(postings->begins);
	free(postings->lists);
	*postings = (struct postings){0};
}

void postings_pass(struct passing *p, struct postings *postings)
{
	PASS(p, postings->terms);
	PASS(p, postings->blocks);
	PASS_ARRAY(p, postings->begins, (size_t)postings->terms + 1);
	PASS_ARRAY(p, postings->lists, postings->begins == NULL ? 0 : postings->begins[postings->terms]);
}

/* ---- pairs ---- */

/* Pairs stand in blocks, each of which is given back when it has been read. */
#define BLOCK_PAIRS 65536U

struct posting_block {
	struct posting_block *next;
	uint32_t pairs[BLOCK_PAIRS]; /* term and weight in one */
};

/* Of a term, in one part. */
struct posting_place {
	uint32_t next;    /* at first how many have it; then where the next thing stands, */
	uint32_t weights; /* and, with that, its weight; both in lists */
	uint32_t blocks;  /* of a short list: so far before the things their blocks stand; 0: it is none */
};

void pairs_begin(struct posting_pairs *pairs, uint32_t terms, uint32_t things)
{
	*pairs = (struct posting_pairs){.terms = terms < TERMS_MOST ? terms : TERMS_MOST,
		.thing_room = things};
	pairs->places = calloc((size_t)pairs->terms + 1, sizeof *pairs->places);
	if (pairs->places == NULL)
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
	pairs->places[term].next++;
}

void pairs_fetch(const struct posting_pairs *pairs, uint32_t term)
{
	if (term < pairs->terms)
		fetch(&pairs->places[term]);
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
	uint32_t firsts[PARTS_OF_WORK_MOST + 1]; /* thing of each part, and how many there are */
	uint64_t size; /* of the lists that have their place */
};

/* A term's list gets its place, each part its share of it. */
static void place_term(struct placing *placing, size_t parts, uint32_t term)
{
	uint32_t count = 0, blocks = placing->out.blocks, begin = (uint32_t)placing->size;

	for (size_t i = 0; i < parts; i++)
		count += placing->parts[i].places[term].next;
	uint32_t table = is_short(count, blocks) ? count : table_size(blocks);
	uint32_t things = begin + table;
	placing->out.begins[term] = begin;
	placing->size += list_size(count, blocks);
	if (placing->size > UINT32_MAX / 2) /* weights are counted in halves */
		abort();
	for (size_t i = 0; i < parts; i++) {
		struct posting_place *place = &placing->parts[i].places[term];
		uint32_t here = place->next;
		*place = (struct posting_place){things, begin + table + 2 * count,
			is_short(count, blocks) ? count : 0};
		things += here;
	}
}

/* A block is complete: in each table the place where its run ends. */
static void end_runs(const struct placing *placing, const struct posting_place *places, uint32_t block)
{
	const struct postings *out = &placing->out;

	for (uint32_t term = 0; term < out->terms; term++) {
		uint32_t begin = out->begins[term];
		if (places[term].blocks > 0 || begin == out->begins[term + 1])
			continue;
		uint32_t end = places[term].next - begin - table_size(out->blocks);
		out->lists[begin + 2 * block] = (uint16_t)end;
		out->lists[begin + 2 * block + 1] = (uint16_t)(end >> 16);
	}
}

static void place_pair(const struct placing *placing, struct posting_place *place, uint32_t thing, uint8_t weight)
{
	uint16_t *lists = placing->out.lists;
	uint32_t at = place->next++;

	if (place->blocks > 0)
		lists[at - place->blocks] = (uint16_t)(thing / POSTING_BLOCK);
	lists[at] = (uint16_t)(thing % POSTING_BLOCK);
	((uint8_t *)lists)[place->weights + at] = weight;
}

/* Where pairs go to stands all over memory: of one that comes soon the place, of one before it what stands there. Those
 * that stand in the next block come as they come. */
#define PAIRS_AHEAD 12

static void fetch_places(const struct placing *placing, const struct posting_place *places, const uint32_t *pairs,
	uint32_t at)
{
	if (at + 2 * PAIRS_AHEAD >= BLOCK_PAIRS)
		return;
	fetch(&places[pairs[at + 2 * PAIRS_AHEAD] >> 8]);
	const struct posting_place *soon = &places[pairs[at + PAIRS_AHEAD] >> 8];
	fetch(placing->out.lists + soon->next);
	fetch((const uint8_t *)placing->out.lists + soon->weights + soon->next);
}

/* Every pair of a part to its place. */
static void place_part(void *context, size_t part, size_t from, size_t to)
{
	const struct placing *placing = context;
	struct posting_pairs *pairs = &placing->parts[part];
	struct posting_block *block = pairs->first;
	uint32_t at = 0, first = placing->firsts[part];

	(void)from;
	(void)to;
	for (uint32_t thing = first; thing < placing->firsts[part + 1]; thing++) {
		for (; at < pairs->ends[thing - first]; at++) {
			if (at > 0 && at % BLOCK_PAIRS == 0) {
				struct posting_block *read = block;
				block = block->next;
				free(read);
			}
			if (at + 2 * PAIRS_AHEAD < pairs->count)
				fetch_places(placing, pairs->places, block->pairs, at % BLOCK_PAIRS);
			uint32_t pair = block->pairs[at % BLOCK_PAIRS];
			place_pair(placing, &pairs->places[pair >> 8], thing, (uint8_t)(pair & 0xff));
		}
		if (thing % POSTING_BLOCK == POSTING_BLOCK - 1 && thing / POSTING_BLOCK + 1 < placing->out.blocks)
			end_runs(placing, pairs->places, thing / POSTING_BLOCK);
	}
	free(block);
	free(pairs->ends);
	free(pairs->places);
	*pairs = (struct posting_pairs){0};
}

struct postings pairs_end(struct posting_pairs *parts, size_t count)
{
	struct placing placing = {.parts = parts, .out = {.terms = parts[0].terms}};
	struct postings *out = &placing.out;

	for (size_t i = 0; i < count; i++)
		placing.firsts[i + 1] = placing.firsts[i] + parts[i].things;
	out->blocks = placing.firsts[count] / POSTING_BLOCK + (placing.firsts[count] % POSTING_BLOCK > 0);
	if (out->blocks == 0)
		out->blocks = 1;
	out->begins = grow(NULL, (size_t)out->terms + 1, sizeof *out->begins);
	for (uint32_t term = 0; term < out->terms; term++)
		place_term(&placing, count, term);
	out->begins[out->terms] = (uint32_t)placing.size;
	out->lists = grow(NULL, placing.size, sizeof *out->lists);
	parallel_run(count, count, place_part, &placing);
	return placing.out;
}
