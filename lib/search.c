/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The directory search: one pass over the enterprises that meet the words, which finds the hits, the
 * total and every facet. What kind, which code and where to is asked of one and the same offering: a
 * product that is delivered here, not a product elsewhere and a service here.
 */
#include "lib/search.h"

#include "lib/reading.h"
#include "lib/search_facets.h"
#include "lib/search_words.h"
#include "lib/text.h"

struct enterprise_search {
	const struct snapshot *s;
	const struct search_query *query;
	unsigned delivers_to, seated_in; /* places */
	bool no_such_place;
	struct search_scores scores;
	size_t words;
	struct tally tally;
	struct hit_list hits;
};

/* What an enterprise's offerings answer, each part under all filters on offerings but its own. */
struct offerings_answer {
	bool all;
	bool kinds[2];
	struct division_set divisions;
};

static bool has_code(const struct snapshot *s, const struct document *offering, const char *cpv)
{
	for (uint32_t i = 0; i < offering->codes.count; i++)
		if (cpv_begins(s->document_codes[offering->codes.from + i], cpv))
			return true;
	return false;
}

static void ask_offering(const struct enterprise_search *search, const struct document *offering,
	struct offerings_answer *answer)
{
	const struct search_query *query = search->query;
	bool code = !is_set(query->cpv) || has_code(search->s, offering, query->cpv);
	bool kind = !is_set(query->kind) ||
		text_equal(query->kind, offering->product ? "product" : "service");

	if (is_set(query->delivers_to) && !place_set_has(&offering->delivers, search->delivers_to))
		return;
	answer->all = answer->all || (code && kind);
	if (code)
		answer->kinds[offering->product ? 0 : 1] = true;
	for (uint32_t i = 0; kind && i < offering->codes.count; i++)
		division_add(&answer->divisions, search->s->document_codes[offering->codes.from + i]);
}

static struct offerings_answer ask_offerings(const struct enterprise_search *search,
	const struct enterprise_entry *enterprise)
{
	const struct search_query *query = search->query;
	struct offerings_answer answer = {
		/* without a filter on offerings, one that has none yet is found, too */
		.all = !is_set(query->cpv) && !is_set(query->kind) && !is_set(query->delivers_to),
	};

	for (uint32_t i = 0; i < enterprise->documents.count; i++) {
		const struct document *document =
			&search->s->documents[enterprise->documents.from + i];
		if (document->kind == DOCUMENT_OFFERING)
			ask_offering(search, document, &answer);
	}
	return answer;
}

static bool in_region(const struct snapshot *s, unsigned place, const char *region)
{
	return place != NO_PLACE && text_equal(s->places[place].region_code, region);
}

static void ask(struct enterprise_search *search, uint32_t number)
{
	const struct enterprise_entry *enterprise = &search->s->enterprises[number];
	const struct search_query *query = search->query;
	struct offerings_answer offered = ask_offerings(search, enterprise);
	bool seat = !is_set(query->seated_in) || enterprise->place == search->seated_in;
	bool region = !is_set(query->region) || in_region(search->s, enterprise->place, query->region);
	bool rsv = !query->rsv_only || enterprise->rsv;
	unsigned place = enterprise->place;

	if (seat && region && rsv && offered.all)
		hit_add(&search->hits, number,
			search->words > 0 ? (double)search->scores.score[number] : 0.0);
	if (place != NO_PLACE && region && rsv && offered.all)
		search->tally.places[place]++;
	if (place != NO_PLACE && seat && rsv && offered.all)
		search->tally.regions[search->s->places[place].region]++;
	if (seat && region && offered.all)
		search->tally.flag += enterprise->rsv;
	if (!seat || !region || !rsv)
		return;
	tally_divisions(&search->tally, &offered.divisions);
	search->tally.kinds[0] += offered.kinds[0];
	search->tally.kinds[1] += offered.kinds[1];
}

static void ask_all(struct enterprise_search *search, struct arena *mem)
{
	const struct snapshot *s = search->s;
	struct search_words words;

	search_words_read(s, search->query->words, search->query->language, &words);
	search->words = words.count;
	if (words.count > 0)
		search->scores = search_words_find(s, &s->document_vectors, s->documents,
			s->enterprise_count, &words, mem);
	for (uint32_t i = 0; i < s->enterprise_count; i++)
		if (words.count == 0 || search->scores.met[i] == words.count)
			ask(search, i);
}

enum err search_enterprises(struct match_index *index, struct arena *mem,
	const struct search_query *query, struct search_result *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;
	struct enterprise_search search = {.s = s, .query = query,
		.delivers_to = snapshot_place(s, query->delivers_to),
		.seated_in = snapshot_place(s, query->seated_in)};

	*out = (struct search_result){0};
	search.no_such_place = (is_set(query->delivers_to) && search.delivers_to == NO_PLACE) ||
		(is_set(query->seated_in) && search.seated_in == NO_PLACE);
	if (!search.no_such_place)
		ask_all(&search, mem);
	out->total = search.hits.count;
	out->hits = hits_page(&search.hits, mem, query->page, query->page_size, &out->hit_count);
	hit_list_close(&search.hits);
	for (size_t i = 0; i < out->hit_count; i++)
		out->hits[i].id = s->enterprises[out->hits[i].id].id;
	out->municipalities = facets_of_places(s, mem, &search.tally, query->seated_in);
	out->regions = facets_of_regions(s, mem, &search.tally, query->region);
	out->divisions = facets_of_divisions(s, mem, &search.tally, query->language, query->cpv);
	out->kinds = facets_of_kinds(mem, &search.tally, query->kind);
	out->rsv = facet_of_flag(mem, &search.tally, "rsv", query->rsv_only);
	return OK;
}
