/* SPDX-License-Identifier: MPL-2.0 */
/* The search for open lines, in one pass like the directory search. */
#include "lib/search.h"

#include "lib/matching_score.h"
#include "lib/reading.h"
#include "lib/bits.h"
#include "lib/search_facets.h"
#include "lib/search_hits.h"
#include "lib/search_typed.h"
#include "lib/search_words.h"
#include "lib/text.h"

struct line_search {
	const struct snapshot *s; /* the part of the index that is being searched */
	const struct line_query *query;
	struct supplier supplier; /* whom lines must fit */
	const uint64_t *gone; /* which of this part are left out; NULL: none */
	struct cpv_range codes;
	struct scratch *scratch;
	struct search_words words;
	size_t said; /* so many of the words stand in texts; the others are kinds of thing */
	struct tally tally;
	struct hits hits;
};

/* Codes that were given; the likely ones are guesses for the matching. */
static bool has_code(const struct line_entry *line, struct cpv_range range)
{
	for (size_t i = 0; i < line->prepared->code_count; i++)
		if (cpv_in_range(range, line->prepared->codes[i]))
			return true;
	return false;
}

static struct division_set divisions_of(const struct line_entry *line)
{
	struct division_set set = {0};

	for (size_t i = 0; i < line->prepared->code_count; i++)
		division_add(&set, line->prepared->codes[i]);
	return set;
}

/* Whether it fits the enterprise that was asked for, and how well. */
static bool fits(const struct line_search *search, const struct line_entry *line, double *points)
{
	struct score score;

	if (search->query->fits == 0)
		return true;
	if (!score_supplier(search->s, line->prepared, &search->supplier, search->query->today, &score))
		return false;
	*points = score.total;
	return score.total > 0.0 && score.total >= search->query->fits_minimum;
}

/* Whether it is of every kind that the words ask for. */
static bool is_of_kinds(const struct line_search *search, const struct line_entry *line, uint32_t *score)
{
	for (size_t i = search->said; i < search->words.count; i++) {
		uint32_t kind = line_kind(search->s, line, &search->words.at[i]);
		if (kind == 0)
			return false;
		*score += kind;
	}
	return true;
}

static void ask(struct line_search *search, uint32_t number, uint32_t found)
{
	const struct line_entry *line = &search->s->lines[number];
	const struct line_query *query = search->query;
	unsigned place = line->place;
	bool of_kinds = is_of_kinds(search, line, &found);
	double points = (double)found / SCORE_WHOLE;
	bool here = !is_set(query->municipality) || (place != NO_PLACE &&
		text_equal(search->s->places[place].code, query->municipality));
	bool region = !is_set(query->region) || (place != NO_PLACE &&
		text_equal(search->s->places[place].region_code, query->region));
	bool code = !is_set(query->cpv) || has_code(line, search->codes);
	bool reserved = !query->reserved_only || line->reserved;

	if (!of_kinds || !fits(search, line, &points))
		return;
	if (here && region && code && reserved)
		hits_add(&search->hits, &(struct ranked){points, snapshot_line_order(line), search->s,
			number});
	if (place != NO_PLACE && region && code && reserved)
		search->tally.places[place]++;
	if (place != NO_PLACE && here && code && reserved)
		search->tally.regions[search->s->places[place].region]++;
	if (here && region && code)
		search->tally.reserved += line->reserved;
	if (here && region && reserved) {
		struct division_set divisions = divisions_of(line);
		tally_divisions(&search->tally, &divisions, 1);
	}
}

static bool find_supplier(struct line_search *search)
{
	uint32_t number;
	const struct snapshot *part =
		snapshot_find_enterprise(search->s, search->query->fits, &number);

	if (part != NULL)
		search->supplier = snapshot_supplier(part, number);
	return part != NULL;
}

/* The words that stand in texts; whether it is of the kinds is asked of each line that is found by them. */
static void ask_by_words(struct line_search *search)
{
	struct scratch *scratch = search->scratch;
	size_t all = search->words.count;

	search->words.count = search->said;
	uint32_t count = search_words_find(&search->s->line_postings, search->s->line_count, &search->words, scratch);
	search->words.count = all;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = scratch->list[i], score = scratch->sums[number];
		scratch->sums[number] = 0;
		if (search->gone == NULL || !bit_has(search->gone, number))
			ask(search, number, score);
	}
}

static void ask_all(struct line_search *search, const struct snapshot *s)
{
	search->s = s;
	if (search->query->fits != 0 && !find_supplier(search))
		return;
	search_words_read(s, search->scratch, search->query->words, search->query->language, true, &search->words);
	search->said = search_words_part(&search->words);
	for (const uint64_t *gone = NULL; s != NULL; gone = s->lines_gone, s = s->below) {
		search->s = s;
		search->gone = gone;
		if (search->said > 0) {
			ask_by_words(search);
			continue;
		}
		for (uint32_t i = 0; i < s->line_count; i++)
			if (gone == NULL || !bit_has(gone, i))
				ask(search, i, 0);
	}
}

static void list_hits(struct hits *hits, struct arena *mem, struct line_result *out)
{
	out->hit_count = hits_settle(hits);
	out->hits = arena_array(mem, out->hit_count + 1, sizeof *out->hits);
	for (size_t i = 0; i < out->hit_count; i++) {
		const struct ranked *hit = &hits->heap[hits->from + i];
		out->hits[i] = (struct search_hit){hit->part->lines[hit->number].id, hit->score};
	}
	hits_close(hits);
}

static void search_once(struct reading *reading, struct arena *mem, const struct line_query *query,
	struct line_result *out)
{
	const struct snapshot *s = reading->snapshot;
	struct line_search search = {.query = query, .scratch = reading_scratch(reading)};

	*out = (struct line_result){0};
	hits_begin(&search.hits, query->page, query->page_size);
	if (is_set(query->cpv))
		search.codes = cpv_range_of(query->cpv);
	ask_all(&search, s);
	out->total = search.hits.total;
	out->word_count = search.words.count;
	list_hits(&search.hits, mem, out);
	out->municipalities = facets_of_places(s, mem, &search.tally, query->municipality);
	out->regions = facets_of_regions(s, mem, &search.tally, query->region);
	out->divisions = facets_of_divisions(s, mem, &search.tally, query->language, query->cpv);
	out->reserved = facet_of_flag(mem, search.tally.reserved, "reserved", query->reserved_only);
	out->instead_count = search_words_instead(s, mem, &search.words, query->language, &out->instead);
	out->meant_count = search_words_kinds(s, mem, &search.words, query->language, &out->meant);
}

/* As for enterprises (search.c): the words as one, where one word is what the thesaurus knows. */
static void search_together(struct reading *reading, struct arena *mem, const struct line_query *query,
	struct line_result *out)
{
	const char *together = words_put_together(reading->snapshot, mem, query->words, query->language);
	struct line_query joined = *query;
	struct line_result found;

	if (together == NULL)
		return;
	joined.words = together;
	search_once(reading, mem, &joined, &found);
	if (found.total == 0)
		return;
	*out = found;
	words_instead_put(mem, query->words, together, &out->instead, &out->instead_count);
}

enum err search_lines(struct match_index *index, struct arena *mem, const struct line_query *query,
	struct line_result *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);

	search_once(&reading, mem, query, out);
	if (out->total == 0 && out->word_count > 1)
		search_together(&reading, mem, query, out);
	return OK;
}
