/* SPDX-License-Identifier: MPL-2.0 */
/* Made by counting: how many each term has, where each begins, then every pair to its place. */
#include "lib/postings.h"

#include <stdlib.h>
#include <string.h>

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

/* Where the present thing has the term, if it was this thing that put it there. */
struct posting_seen {
	uint32_t thing; /* and one: 0 is nobody */
	uint32_t at;    /* after `from` */
};

void pairs_begin(struct posting_pairs *pairs, uint32_t terms, uint32_t things)
{
	*pairs = (struct posting_pairs){.terms = terms < TERMS_MOST ? terms : TERMS_MOST,
		.thing_room = things};
	pairs->seen = grow(NULL, pairs->terms, sizeof *pairs->seen);
	memset(pairs->seen, 0, pairs->terms * sizeof *pairs->seen);
	pairs->ends = grow(NULL, things, sizeof *pairs->ends);
}

void pairs_add(struct posting_pairs *pairs, uint32_t term, uint8_t weight)
{
	if (term >= pairs->terms || weight == 0)
		return;
	struct posting_seen *seen = &pairs->seen[term];
	if (seen->thing == pairs->things + 1) {
		uint32_t *pair = &pairs->pairs[pairs->from + seen->at];
		if ((*pair & 0xff) < weight)
			*pair = term << 8 | weight;
		return;
	}
	if (pairs->count == pairs->room) {
		pairs->room = 2 * pairs->room + 1024;
		pairs->pairs = grow(pairs->pairs, pairs->room, sizeof *pairs->pairs);
	}
	*seen = (struct posting_seen){pairs->things + 1, (uint32_t)(pairs->count - pairs->from)};
	pairs->pairs[pairs->count++] = term << 8 | weight;
}

void pairs_next(struct posting_pairs *pairs)
{
	if (pairs->things == pairs->thing_room || pairs->count > UINT32_MAX)
		abort();
	pairs->ends[pairs->things++] = (uint32_t)pairs->count;
	pairs->from = pairs->count;
}

struct postings pairs_end(struct posting_pairs *pairs)
{
	struct postings out = {.terms = pairs->terms};
	uint32_t *next = grow(NULL, pairs->terms + 2, sizeof *next);
	size_t at = 0;

	memset(next, 0, (pairs->terms + 2) * sizeof *next);
	for (size_t i = 0; i < pairs->count; i++)
		next[(pairs->pairs[i] >> 8) + 2]++;
	for (uint32_t term = 2; term < pairs->terms + 2; term++)
		next[term] += next[term - 1];
	out.things = grow(NULL, pairs->count, sizeof *out.things);
	out.weights = grow(NULL, pairs->count, sizeof *out.weights);
	for (uint32_t thing = 0; thing < pairs->things; thing++)
		for (; at < pairs->ends[thing]; at++) {
			uint32_t place = next[(pairs->pairs[at] >> 8) + 1]++;
			out.things[place] = thing;
			out.weights[place] = (uint8_t)(pairs->pairs[at] & 0xff);
		}
	out.begins = next; /* each term's place has moved to its end, where the next one begins */
	free(pairs->pairs);
	free(pairs->ends);
	free(pairs->seen);
	*pairs = (struct posting_pairs){0};
	return out;
}
