/* SPDX-License-Identifier: MPL-2.0 */
/* Which things meet all words, and how well: the word that fewest meet lists them, every other word takes some away. */
#include "lib/search_words.h"

#include <string.h>

#include "lib/fetch.h"

/* Where the postings of its ways begin. */
static void fetch_ahead(const struct postings *postings, const struct search_word *word)
{
	for (size_t i = 0; i < word->count; i++)
		postings_fetch(postings, word->ways[i].term);
}

static size_t postings_of_word(const struct postings *postings, const struct search_word *word)
{
	size_t count = 0;

	for (size_t i = 0; i < word->count; i++) {
		struct posting posting = postings_of(postings, word->ways[i].term);
		fetch(posting.table);
		fetch(posting.weights);
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

/* What meets the first word, which is said so often; each thing once. */
static uint32_t find_first(const struct postings *postings, const struct search_word *word, uint32_t times,
	struct scratch *scratch)
{
	size_t longest = 0;

	if (word->count == 0)
		return 0;
	for (size_t w = 1; w < word->count; w++)
		if (postings_of(postings, word->ways[w].term).count >
			postings_of(postings, word->ways[longest].term).count)
			longest = w;
	struct way way = word->ways[longest];
	way.worth *= times;
	uint32_t count = find_way(postings, &way, scratch);
	for (size_t w = 0; w < word->count; w++) {
		way = word->ways[w];
		way.worth *= times;
		if (w != longest)
			count = find_more(postings, &way, scratch, count);
	}
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

/* The word is said so often. Without a branch, too. */
static uint32_t keep_met(struct scratch *scratch, uint32_t count, uint32_t times)
{
	uint32_t *list = scratch->list, *sums = scratch->sums, *bests = scratch->bests, kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t thing = list[i], best = bests[thing], is_met = best > 0;
		sums[thing] = (sums[thing] + times * best) & -is_met;
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

/* A word that was said before: it is met by who met that one, and as well. */
static bool is_same(const struct search_word *word, const struct search_word *before)
{
	if (word->count != before->count)
		return false;
	for (size_t w = 0; w < word->count; w++) {
		const struct way *a = &word->ways[w], *b = &before->ways[w];
		if (a->term != b->term || a->worth != b->worth || a->least != b->least)
			return false;
	}
	return true;
}

/* How often each word is said; 0 where it was said before. */
static void count_same(const struct search_words *words, uint32_t times[SEARCH_WORDS_MOST])
{
	for (size_t i = 0; i < words->count; i++) {
		size_t before = 0;
		while (before < i && !is_same(&words->at[i], &words->at[before]))
			before++;
		times[before]++;
	}
}

uint32_t search_words_find(const struct postings *postings, uint32_t things,
	const struct search_words *words, struct scratch *scratch)
{
	size_t costs[SEARCH_WORDS_MOST], first = 0;
	uint32_t times[SEARCH_WORDS_MOST] = {0};

	scratch_room(scratch, things);
	count_same(words, times);
	for (size_t i = 0; i < words->count; i++)
		fetch_ahead(postings, &words->at[i]);
	for (size_t i = 0; i < words->count; i++) {
		costs[i] = postings_of_word(postings, &words->at[i]);
		if (times[i] > 0 && costs[i] < costs[first])
			first = i;
	}
	uint32_t count = find_first(postings, &words->at[first], times[first], scratch);
	for (size_t i = 0; i < words->count && count > 0; i++) {
		if (i == first || times[i] == 0)
			continue;
		meet_word(postings, &words->at[i], scratch, count);
		count = keep_met(scratch, count, times[i]);
	}
	return count;
}
