/* SPDX-License-Identifier: MPL-2.0 */
/* Which things meet all words, and how well: the word that fewest meet lists them, every other word takes some away. */
#include "lib/search_words.h"

#include <string.h>

/* Where the postings of its ways begin. */
static void fetch_ahead(const struct postings *postings, const struct search_word *word)
{
	for (size_t i = 0; i < word->count; i++)
		if (word->ways[i].term < postings->terms)
			__builtin_prefetch(&postings->begins[word->ways[i].term]);
}

static size_t postings_of_word(const struct postings *postings, const struct search_word *word)
{
	size_t count = 0;

	for (size_t i = 0; i < word->count; i++) {
		struct posting posting = postings_of(postings, word->ways[i].term);
		__builtin_prefetch(posting.table);
		__builtin_prefetch(posting.weights);
		count += posting.count;
	}
	return count;
}

/* The first way has everything to itself; it should be the one that most meet. */
static uint32_t find_way(const struct postings *postings, const struct way *way, struct scratch *scratch)
{
	struct posting posting = postings_of(postings, way->term);
	uint32_t *sums = scratch->sums, *list = scratch->list, count = 0;

	for (uint32_t r = 0; r < posting.runs; r++) {
		struct posting_run run = posting_run(&posting, r);
		for (uint32_t i = 0; i < run.count; i++) {
			uint32_t thing = run.first + run.things[i], weight = run.weights[i];
			if (weight < way->least)
				continue;
			sums[thing] = way->worth * weight;
			list[count++] = thing;
		}
	}
	return count;
}

static uint32_t find_more(const struct postings *postings, const struct way *way, struct scratch *scratch,
	uint32_t count)
{
	struct posting posting = postings_of(postings, way->term);
	uint32_t *sums = scratch->sums, *list = scratch->list;

	for (uint32_t r = 0; r < posting.runs; r++) {
		struct posting_run run = posting_run(&posting, r);
		for (uint32_t i = 0; i < run.count; i++) {
			uint32_t thing = run.first + run.things[i], weight = run.weights[i];
			uint32_t value = way->worth * weight, best = sums[thing];
			if (weight < way->least)
				continue;
			list[count] = thing;
			count += best == 0;
			sums[thing] = best < value ? value : best;
		}
	}
	return count;
}

/* What meets the first word; each thing once. */
static uint32_t find_first(const struct postings *postings, const struct search_word *word,
	struct scratch *scratch)
{
	size_t longest = 0;

	if (word->count == 0)
		return 0;
	for (size_t w = 1; w < word->count; w++)
		if (postings_of(postings, word->ways[w].term).count >
			postings_of(postings, word->ways[longest].term).count)
			longest = w;
	uint32_t count = find_way(postings, &word->ways[longest], scratch);
	for (size_t w = 0; w < word->count; w++)
		if (w != longest)
			count = find_more(postings, &word->ways[w], scratch, count);
	return count;
}

/* How well the listed things meet a way of another word, by going over all that do: without a branch, for one in two
 * may be listed. */
static void meet_all(const struct posting *posting, const struct way *way, struct scratch *scratch)
{
	uint32_t *bests = scratch->bests;
	const uint32_t *sums = scratch->sums;

	for (uint32_t r = 0; r < posting->runs; r++) {
		struct posting_run run = posting_run(posting, r);
		for (uint32_t i = 0; i < run.count; i++) {
			uint32_t thing = run.first + run.things[i], weight = run.weights[i];
			uint32_t value = way->worth * weight, best = bests[thing];
			value &= -(uint32_t)((sums[thing] > 0) & (weight >= way->least));
			bests[thing] = best < value ? value : best;
		}
	}
}

/* The same by looking for each of the listed: when they are few. */
static void meet_each(const struct posting *posting, const struct way *way, struct scratch *scratch, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t thing = scratch->list[i];
		uint32_t weight = posting_weight(posting, thing), value = way->worth * weight;
		if (scratch->bests[thing] < value && weight >= way->least)
			scratch->bests[thing] = value;
	}
}

/* Without a branch, too. */
static uint32_t keep_met(struct scratch *scratch, uint32_t count)
{
	uint32_t *list = scratch->list, *sums = scratch->sums, *bests = scratch->bests, kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t thing = list[i], best = bests[thing], is_met = best > 0;
		sums[thing] = (sums[thing] + best) & -is_met;
		bests[thing] = 0;
		list[kept] = thing;
		kept += is_met;
	}
	return kept;
}

/* A look into a posting costs about as much as going over this many of its things. */
#define LOOK 24

static void meet_word(const struct postings *postings, const struct search_word *word, struct scratch *scratch,
	uint32_t count)
{
	for (size_t w = 0; w < word->count; w++) {
		struct posting posting = postings_of(postings, word->ways[w].term);
		if (posting.count / LOOK > count)
			meet_each(&posting, &word->ways[w], scratch, count);
		else
			meet_all(&posting, &word->ways[w], scratch);
	}
}

uint32_t search_words_find(const struct postings *postings, uint32_t things,
	const struct search_words *words, struct scratch *scratch)
{
	size_t costs[SEARCH_WORDS_MOST], first = 0;

	scratch_room(scratch, things);
	for (size_t i = 0; i < words->count; i++)
		fetch_ahead(postings, &words->at[i]);
	for (size_t i = 0; i < words->count; i++) {
		costs[i] = postings_of_word(postings, &words->at[i]);
		if (costs[i] < costs[first])
			first = i;
	}
	uint32_t count = find_first(postings, &words->at[first], scratch);
	for (size_t i = 0; i < words->count && count > 0; i++) {
		if (i == first)
			continue;
		meet_word(postings, &words->at[i], scratch, count);
		count = keep_met(scratch, count);
	}
	return count;
}
