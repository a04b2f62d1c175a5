/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The directory search: the enterprises that meet the words, or, without words, those that may pass the filters, are
 * listed, and counted in one pass (search_count.h): the hits, the total and every facet.
 */
#include "lib/search.h"

#include <string.h>

#include "lib/reading.h"
#include "lib/search_count.h"
#include "lib/search_typed.h"

/* More than all words together bring (SEARCH_WORDS_MOST times 65536 * WEIGHT_WHOLE). */
#define CALLED_FIRST UINT32_C(0x80000000)
#define CALLED_MOST 16

struct enterprise_search {
	struct counting counting;
	const struct snapshot *top;
	const uint64_t *gone; /* who of the part is left out; NULL: nobody */
	struct search_words words;
};

/* ---- by words ---- */

/* Who is replaced or gone. */
static uint32_t leave_out(const struct enterprise_search *search, uint32_t count)
{
	struct scratch *scratch = search->counting.scratch;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = scratch->list[i], stays = !bit_has(search->gone, number);
		scratch->sums[number] &= -stays;
		scratch->list[kept] = number;
		kept += stays;
	}
	return kept;
}

/* Who is called as was typed comes first, whether its words are met or not. */
static uint32_t add_called(const struct enterprise_search *search, uint32_t count)
{
	struct scratch *scratch = search->counting.scratch;
	uint32_t numbers[CALLED_MOST];
	size_t called = called_find(search->counting.part->called, search->words.called, numbers, CALLED_MOST);

	for (size_t i = 0; i < called; i++) {
		uint32_t *sum = &scratch->sums[numbers[i]];
		if (search->gone != NULL && bit_has(search->gone, numbers[i]))
			continue;
		if (*sum == 0)
			scratch->list[count++] = numbers[i];
		*sum |= CALLED_FIRST;
	}
	return count;
}

static void list_by_words(struct enterprise_search *search)
{
	const struct directory *directory = search->counting.part->directory;
	uint32_t count = search_words_find(&directory->postings, directory->count, &search->words,
		search->counting.scratch);

	if (search->gone != NULL)
		count = leave_out(search, count);
	count_listed(&search->counting, add_called(search, count));
}

/* ---- without words ---- */

/* Without words and filters all are hits; those after the page need not be looked at. */
static void list_all(struct enterprise_search *search)
{
	const struct snapshot *s = search->counting.part;
	struct hits *hits = &search->counting.hits;
	size_t listed = 0;

	for (uint32_t i = 0; i < s->enterprise_count && listed < hits->most; i++) {
		if (search->gone != NULL && bit_has(search->gone, i))
			continue;
		hits_offer(hits, &(struct ranked){0, snapshot_order(s, i), s, i});
		listed++;
	}
	hits->total = search->top->all_enterprises;
}

/* The facet of the only filter counts all, as if it were not set; every other one counts the hits. */
static void count_without_filter(struct enterprise_search *search)
{
	const struct tally *all = search->top->all;
	const struct narrowing *narrowing = &search->counting.narrowing;
	struct tally *tally = &search->counting.tally;

	if (narrowing->seat)
		memcpy(tally->places, all->places, sizeof tally->places);
	if (narrowing->region)
		memcpy(tally->regions, all->regions, sizeof tally->regions);
	if (narrowing->cpv)
		memcpy(tally->divisions, all->divisions, sizeof tally->divisions);
	if (narrowing->kind)
		memcpy(tally->kinds, all->kinds, sizeof tally->kinds);
	if (narrowing->rsv)
		tally->rsv = all->rsv;
	if (narrowing->reserved)
		tally->reserved = all->reserved;
}

/* ---- all of it ---- */

static void search_part(struct enterprise_search *search, const struct snapshot *part, const uint64_t *gone)
{
	struct counting *counting = &search->counting;

	counting->part = part;
	search->gone = gone;
	scratch_room(counting->scratch, part->enterprise_count);
	scratch_counts(counting->scratch, part->directory->portfolio_count + part->directory->division_count);
	narrowing_begin(&counting->narrowing, part, counting->scratch);
	if (search->words.count > 0)
		list_by_words(search);
	else if (narrows(&counting->narrowing))
		count_everybody(counting, gone);
	else
		list_all(search);
}

static void search_all(struct enterprise_search *search)
{
	const struct narrowing *narrowing = &search->counting.narrowing;
	const uint64_t *gone = NULL;

	for (const struct snapshot *part = search->top; part != NULL; part = part->below) {
		search_part(search, part, gone);
		gone = part->enterprises_gone;
	}
	if (search->words.count > 0)
		return;
	if (!narrows(narrowing))
		search->counting.tally = *search->top->all;
	else if (narrowing->with_facet == 1 && !narrowing->delivers)
		count_without_filter(search);
}

static void list_hits(struct hits *hits, struct arena *mem, struct search_result *out)
{
	out->hit_count = hits_settle(hits);
	out->hits = arena_array(mem, out->hit_count + 1, sizeof *out->hits);
	for (size_t i = 0; i < out->hit_count; i++) {
		const struct ranked *hit = &hits->heap[hits->from + i];
		out->hits[i] = (struct search_hit){hit->part->enterprises[hit->number].id, hit->score / SCORE_WHOLE};
	}
	hits_close(hits);
}

static void search_once(struct reading *reading, struct arena *mem, const struct search_query *query,
	struct search_result *out)
{
	const struct snapshot *s = reading->snapshot;
	struct enterprise_search search;
	const struct tally *tally = &search.counting.tally;

	memset(&search, 0, offsetof(struct enterprise_search, words));
	search.words.count = 0;
	search.words.cvr[0] = '\0';
	search.counting.scratch = reading_scratch(reading);
	search.top = s;
	*out = (struct search_result){0};
	hits_begin(&search.counting.hits, query->page, query->page_size);
	if (narrowing_read(s, query, &search.counting.narrowing)) {
		search_words_read(s, search.counting.scratch, query->words, query->language, false, &search.words);
		search_all(&search);
	}
	out->total = search.counting.hits.total;
	out->word_count = search.words.count;
	out->cvr = search.words.cvr[0] == '\0' ? NULL : arena_text(mem, search.words.cvr);
	list_hits(&search.counting.hits, mem, out);
	out->municipalities = facets_of_places(s, mem, tally, query->seated_in);
	out->regions = facets_of_regions(s, mem, tally, query->region);
	out->divisions = facets_of_divisions(s, mem, tally, query->language, query->cpv);
	out->kinds = facets_of_kinds(mem, tally, query->kind);
	out->rsv = facet_of_flag(mem, tally->rsv, "rsv", query->rsv_only);
	out->reserved = facet_of_flag(mem, tally->reserved, "reserved", query->reserved_only);
	out->instead_count = search_words_instead(s, mem, &search.words, query->language, &out->instead);
	out->meant_count = search_words_kinds(s, mem, &search.words, query->language, &out->meant);
}

/* The words as one, where one word is what the thesaurus knows: what was typed was taken for it. */
static void search_together(struct reading *reading, struct arena *mem, const struct search_query *query,
	struct search_result *out)
{
	const char *together = words_put_together(reading->snapshot, mem, query->words, query->language);
	struct search_query joined = *query;
	struct search_result found;

	if (together == NULL)
		return;
	joined.words = together;
	search_once(reading, mem, &joined, &found);
	if (found.total == 0)
		return;
	*out = found;
	words_instead_put(mem, query->words, together, &out->instead, &out->instead_count);
}

enum err search_enterprises(struct match_index *index, struct arena *mem,
	const struct search_query *query, struct search_result *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);

	search_once(&reading, mem, query, out);
	if (out->total == 0 && out->word_count > 1)
		search_together(&reading, mem, query, out);
	return OK;
}
