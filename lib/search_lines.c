/* SPDX-License-Identifier: MPL-2.0 */
/* The search for open lines, in one pass like the directory search. */
#include "lib/search.h"

#include "lib/matching_score.h"
#include "lib/reading.h"
#include "lib/search_facets.h"
#include "lib/search_words.h"
#include "lib/text.h"

struct line_search {
	const struct snapshot *s;
	const struct line_query *query;
	struct supplier supplier; /* whom lines must fit */
	struct search_scores scores;
	size_t words;
	struct tally tally;
	struct hit_list hits;
};

/* Codes that were given; the likely ones are guesses for the matching. */
static bool has_code(const struct line_entry *line, const char *cpv)
{
	for (size_t i = 0; i < line->prepared->code_count; i++)
		if (cpv_begins(line->prepared->codes[i], cpv))
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

static void ask(struct line_search *search, uint32_t number)
{
	const struct line_entry *line = &search->s->lines[number];
	const struct line_query *query = search->query;
	unsigned place = line->place;
	double points = search->words > 0 ? (double)search->scores.score[number] : 0.0;
	bool here = !is_set(query->municipality) || (place != NO_PLACE &&
		text_equal(search->s->places[place].code, query->municipality));
	bool region = !is_set(query->region) || (place != NO_PLACE &&
		text_equal(search->s->places[place].region_code, query->region));
	bool code = !is_set(query->cpv) || has_code(line, query->cpv);
	bool reserved = !query->reserved_only || line->reserved;

	if (!fits(search, line, &points))
		return;
	if (here && region && code && reserved)
		hit_add(&search->hits, number, points);
	if (place != NO_PLACE && region && code && reserved)
		search->tally.places[place]++;
	if (place != NO_PLACE && here && code && reserved)
		search->tally.regions[search->s->places[place].region]++;
	if (here && region && code)
		search->tally.flag += line->reserved;
	if (here && region && reserved) {
		struct division_set divisions = divisions_of(line);
		tally_divisions(&search->tally, &divisions);
	}
}

static bool find_supplier(struct line_search *search)
{
	for (uint32_t i = 0; i < search->s->enterprise_count; i++)
		if (search->s->enterprises[i].id == search->query->fits) {
			search->supplier = snapshot_supplier(search->s, i);
			return true;
		}
	return false;
}

static void ask_all(struct line_search *search, struct arena *mem)
{
	const struct snapshot *s = search->s;
	struct search_words words;

	if (search->query->fits != 0 && !find_supplier(search))
		return;
	search_words_read(s, search->query->words, search->query->language, &words);
	search->words = words.count;
	if (words.count > 0)
		search->scores = search_words_find(s, &s->line_vectors, NULL, s->line_count, &words,
			mem);
	for (uint32_t i = 0; i < s->line_count; i++)
		if (words.count == 0 || search->scores.met[i] == words.count)
			ask(search, i);
}

enum err search_lines(struct match_index *index, struct arena *mem, const struct line_query *query,
	struct line_result *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;
	struct line_search search = {.s = s, .query = query};

	*out = (struct line_result){0};
	ask_all(&search, mem);
	out->total = search.hits.count;
	out->hits = hits_page(&search.hits, mem, query->page, query->page_size, &out->hit_count);
	hit_list_close(&search.hits);
	for (size_t i = 0; i < out->hit_count; i++)
		out->hits[i].id = s->lines[out->hits[i].id].id;
	out->municipalities = facets_of_places(s, mem, &search.tally, query->municipality);
	out->regions = facets_of_regions(s, mem, &search.tally, query->region);
	out->divisions = facets_of_divisions(s, mem, &search.tally, query->language, query->cpv);
	out->reserved = facet_of_flag(mem, &search.tally, "reserved", query->reserved_only);
	return OK;
}
