/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The directory search: one pass over the enterprises that meet the words and may pass the filters, which
 * finds the hits, the total and every facet. What kind, which code and where to is asked of one and the same
 * offering: a product that is delivered here, not a product elsewhere and a service here.
 */
#include "lib/search.h"

#include <string.h>

#include "lib/directory.h"
#include "lib/reading.h"
#include "lib/search_hits.h"
#include "lib/search_words.h"
#include "lib/text.h"

#define NO_REGION (PLACES_MOST + 1) /* that nobody is in */
#define FILTERS_MOST 5              /* that have a facet */

struct enterprise_search {
	const struct snapshot *top;
	const struct snapshot *s; /* the part of the index that is being searched */
	const uint64_t *gone;     /* who of it is left out; NULL: nobody */
	bool seat, region, rsv, cpv, kind, delivers; /* which filters are set */
	unsigned filters;                            /* how many of those that have a facet */
	unsigned seated_in, in_region, delivers_to;  /* places */
	unsigned of_kind;                            /* 0: product, 1: service, 2: neither */
	struct cpv_range codes;
	struct scratch *scratch;
	struct search_words words;
	struct tally tally;
	struct hits hits;
};

/* ---- filters ---- */

static unsigned region_number(const struct snapshot *s, const char *code)
{
	for (unsigned i = 0; i < s->place_count; i++)
		if (text_equal(s->places[i].region_code, code))
			return s->places[i].region;
	return NO_REGION;
}

static void read_filters(struct enterprise_search *search, const struct search_query *query)
{
	const struct snapshot *s = search->s;

	search->seat = is_set(query->seated_in);
	search->region = is_set(query->region);
	search->cpv = is_set(query->cpv);
	search->kind = is_set(query->kind);
	search->delivers = is_set(query->delivers_to);
	search->rsv = query->rsv_only;
	search->filters = (unsigned)search->seat + search->region + search->cpv + search->kind + search->rsv;
	search->seated_in = snapshot_place(s, query->seated_in);
	search->delivers_to = snapshot_place(s, query->delivers_to);
	if (search->region)
		search->in_region = region_number(s, query->region);
	if (search->cpv)
		search->codes = cpv_range_of(query->cpv);
	if (search->kind)
		search->of_kind = text_equal(query->kind, "product") ? 0 :
			text_equal(query->kind, "service") ? 1 : 2;
}

/* ---- one enterprise ---- */

/* What an enterprise's offerings answer, each part under all filters on offerings but its own. */
struct offerings_answer {
	bool all;
	bool kinds[2];
	struct division_set divisions;
};

static bool has_code(const cpv_number *codes, size_t count, struct cpv_range range)
{
	for (size_t i = 0; i < count; i++)
		if (cpv_in_range(range, codes[i]))
			return true;
	return false;
}

static void ask_offer(const struct enterprise_search *search, const struct offer *offer,
	struct offerings_answer *answer)
{
	const cpv_number *codes = search->s->document_codes + offer->codes;
	bool code = !search->cpv || has_code(codes, offer->code_count, search->codes);
	bool kind = !search->kind || search->of_kind == !offer->product;

	if (search->delivers &&
		!place_set_has(&search->s->directory->areas[offer->areas], search->delivers_to))
		return;
	answer->all = answer->all || (code && kind);
	if (code)
		answer->kinds[!offer->product] = true;
	if (!kind)
		return;
	for (size_t i = 0; i < offer->code_count; i++)
		division_add(&answer->divisions, codes[i]);
}

/* Where no code is asked for: the offerings' divisions are known without their codes. Whether one is delivered there,
 * and of which kind it is, may be so or not for each: it is counted without a branch. False when some has
 * several divisions. */
static bool ask_offers_plainly(const struct enterprise_search *search, const struct offer *offers, size_t count,
	struct offerings_answer *answer)
{
	uint64_t kinds = 0, several = 0, all = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned service = !offers[i].product, division = offers[i].division;
		uint64_t in = !search->delivers || place_set_has(
			&search->s->directory->areas[offers[i].areas], search->delivers_to);
		uint64_t counts = in & (!search->kind | (search->of_kind == service));
		kinds |= in << service;
		all |= counts;
		several |= counts & (division == OFFER_DIVISIONS);
		answer->divisions.bits[division / 64 % 2] |= counts << (division % 64);
	}
	answer->divisions.bits[0] &= ~UINT64_C(1); /* of none */
	answer->kinds[0] = (kinds & 1) != 0;
	answer->kinds[1] = (kinds & 2) != 0;
	answer->all |= all != 0;
	return several == 0;
}

static struct offerings_answer ask_offers(const struct enterprise_search *search, uint32_t number)
{
	const struct directory *directory = search->s->directory;
	struct offerings_answer answer = {
		/* without a filter on offerings, one that has none yet is found, too */
		.all = !search->cpv && !search->kind && !search->delivers,
	};
	uint32_t from = directory_offers(directory, number), to = directory->offer_ends[number];

	if (!search->cpv && ask_offers_plainly(search, &directory->offers[from], to - from, &answer))
		return answer;
	answer.divisions = (struct division_set){0};
	for (uint32_t i = from; i < to; i++)
		ask_offer(search, &directory->offers[i], &answer);
	return answer;
}

static struct offerings_answer ask_card(const struct enterprise_search *search, const struct card *card,
	uint32_t number)
{
	struct offerings_answer answer = {.all = true,
		.kinds = {(card->flags & CARD_PRODUCT) != 0, (card->flags & CARD_SERVICE) != 0}};

	if ((card->flags & CARD_MORE) != 0)
		answer.divisions = directory_divisions(search->s, number);
	else
		for (size_t i = 0; i < CARD_DIVISIONS && card->divisions[i] != 0; i++)
			answer.divisions.bits[card->divisions[i] / 64] |=
				UINT64_C(1) << (card->divisions[i] % 64);
	return answer;
}

static void hit(struct enterprise_search *search, uint32_t number, uint32_t score)
{
	hits_add(&search->hits, &(struct ranked){(double)score / SCORE_WHOLE,
		snapshot_order(search->s, number), search->s, number});
}

static bool set_has(const struct directory *directory, unsigned set, uint32_t number)
{
	return directory->sets[set] != NULL && bit_has(directory->sets[set], number);
}

/* By kind, where all its offerings are of one kind. */
static struct offerings_answer ask_kind(const struct enterprise_search *search, const struct card *card,
	uint32_t number)
{
	struct offerings_answer answer = ask_card(search, card, number);

	answer.all = search->of_kind < 2 && answer.kinds[search->of_kind];
	if (!answer.all)
		answer.divisions = (struct division_set){0};
	return answer;
}

/* Its offerings are looked at where a filter asks of them; without the code's division it has not the code. */
static struct offerings_answer ask_offered(const struct enterprise_search *search, const struct card *card,
	uint32_t number)
{
	const struct directory *directory = search->s->directory;
	struct offerings_answer answer;

	if (search->kind && !search->delivers && !search->cpv &&
		(card->flags & (CARD_PRODUCT | CARD_SERVICE)) != (CARD_PRODUCT | CARD_SERVICE))
		return ask_kind(search, card, number);
	if (search->kind || search->delivers)
		return ask_offers(search, number);
	if (!search->cpv)
		return ask_card(search, card, number);
	if (search->codes.high - search->codes.low > 1000000 || (search->codes.high > search->codes.low &&
			set_has(directory, SET_DIVISION + search->codes.low / 1000000 % DIVISIONS, number)))
		return ask_offers(search, number);
	answer = ask_card(search, card, number);
	answer.all = answer.kinds[0] = answer.kinds[1] = false;
	return answer;
}

static void ask(struct enterprise_search *search, uint32_t number, uint32_t score)
{
	const struct directory *directory = search->s->directory;
	const struct card *card = &directory->cards[number];
	unsigned place = card->place;
	struct offerings_answer offered = ask_offered(search, card, number);
	bool seat = !search->seat || place == search->seated_in;
	bool region = !search->region ||
		(place != NO_PLACE && search->s->places[place].region == search->in_region);
	bool rsv = !search->rsv || (card->flags & CARD_RSV) != 0;

	if (seat && region && rsv && offered.all)
		hit(search, number, score);
	if (place != NO_PLACE && region && rsv && offered.all)
		search->tally.places[place]++;
	if (place != NO_PLACE && seat && rsv && offered.all)
		search->tally.regions[search->s->places[place].region]++;
	if (seat && region && offered.all)
		search->tally.flag += (card->flags & CARD_RSV) != 0;
	if (!seat || !region || !rsv)
		return;
	tally_divisions(&search->tally, &offered.divisions);
	search->tally.kinds[0] += offered.kinds[0];
	search->tally.kinds[1] += offered.kinds[1];
}

/* ---- by words ---- */

/* Without a filter: what the cards say is counted as it stands. */
static void count_cards(struct enterprise_search *search, uint32_t count)
{
	const struct snapshot *s = search->s;
	size_t places[NO_PLACE + 1] = {0}, flags[CARD_FLAGS] = {0};

	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = search->scratch->list[i];
		const struct card *card = &s->directory->cards[number];
		hit(search, number, search->scratch->sums[number]);
		search->scratch->sums[number] = 0;
		places[card->place]++;
		flags[card->flags]++;
		if ((card->flags & CARD_MORE) == 0) {
			for (size_t d = 0; d < CARD_DIVISIONS && card->divisions[d] != 0; d++)
				search->tally.divisions[card->divisions[d]]++;
		} else {
			struct division_set divisions = directory_divisions(s, number);
			tally_divisions(&search->tally, &divisions);
		}
	}
	for (unsigned i = 0; i < s->place_count; i++) {
		search->tally.places[i] += places[i];
		search->tally.regions[s->places[i].region] += places[i];
	}
	for (unsigned i = 0; i < CARD_FLAGS; i++) {
		search->tally.flag += (i & CARD_RSV) != 0 ? flags[i] : 0;
		search->tally.kinds[0] += (i & CARD_PRODUCT) != 0 ? flags[i] : 0;
		search->tally.kinds[1] += (i & CARD_SERVICE) != 0 ? flags[i] : 0;
	}
}

/* 1 for each that is to be asked, else 0: without a branch, for one in two may be so. */
static uint32_t stays(const struct enterprise_search *search, uint32_t number)
{
	bool in = search->gone == NULL || !bit_has(search->gone, number);

	if (search->delivers) {
		uint64_t *const *to = &search->s->directory->sets[SET_DELIVERS + 2 * search->delivers_to];
		unsigned kinds = to[0] != NULL && bit_has(to[0], number);
		kinds |= to[1] != NULL && bit_has(to[1], number);
		in = in && kinds != 0;
	}
	return in;
}

/* Who is replaced or gone, and who does not deliver to where it is wanted. */
static uint32_t leave_out(const struct enterprise_search *search, uint32_t count)
{
	struct scratch *scratch = search->scratch;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = scratch->list[i], kept_one = stays(search, number);
		scratch->sums[number] &= -kept_one;
		scratch->list[kept] = number;
		kept += kept_one;
	}
	return kept;
}

/* Hits come in the order of words, not of numbers: what will be looked at is fetched some time before. */
#define AHEAD 32

static void fetch_ahead(const struct directory *directory, uint32_t number)
{
	__builtin_prefetch(&directory->offers[directory_offers(directory, number)]);
	__builtin_prefetch(&directory->cards[number]);
}

static void ask_by_words(struct enterprise_search *search)
{
	const struct directory *directory = search->s->directory;
	struct scratch *scratch = search->scratch;
	uint32_t count =
		search_words_find(&directory->postings, directory->count, &search->words, scratch);

	if (search->gone != NULL || search->delivers)
		count = leave_out(search, count);
	if (search->filters == 0 && !search->delivers) {
		count_cards(search, count);
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		if (i + AHEAD < count)
			fetch_ahead(directory, scratch->list[i + AHEAD]);
		ask(search, scratch->list[i], scratch->sums[scratch->list[i]]);
		scratch->sums[scratch->list[i]] = 0;
	}
}

/* ---- without words ---- */

/* 64 enterprises of a set at a time. */
static uint64_t set_word(const struct directory *directory, unsigned set, size_t at)
{
	return directory->sets[set] == NULL ? 0 : directory->sets[set][at];
}

/* Who may pass each of the filters that have a facet. */
static unsigned filter_words(const struct enterprise_search *search, size_t at, uint64_t out[FILTERS_MOST])
{
	const struct directory *d = search->s->directory;
	unsigned count = 0;

	if (search->seat)
		out[count++] = set_word(d, SET_SEAT + search->seated_in, at);
	if (search->region)
		out[count++] = search->in_region == NO_REGION ? 0 : set_word(d, SET_REGION + search->in_region, at);
	if (search->rsv)
		out[count++] = set_word(d, SET_RSV, at);
	if (search->kind)
		out[count++] = search->of_kind == 2 ? 0 : set_word(d, SET_KIND + search->of_kind, at);
	if (search->cpv && search->codes.high - search->codes.low <= 1000000)
		out[count++] = set_word(d, SET_DIVISION + search->codes.low / 1000000 % DIVISIONS, at);
	else if (search->cpv)
		out[count++] = UINT64_MAX; /* a single digit */
	return count;
}

/* Who counts anywhere: a facet does not count under its own filter, so one filter may fail. Where there is only
 * one, what its facet counts is known (count_without_filter). */
static uint64_t failing_one(const uint64_t *passing, unsigned count)
{
	uint64_t any = 0;

	for (unsigned left_out = 0; left_out < count; left_out++) {
		uint64_t others = UINT64_MAX;
		for (unsigned i = 0; i < count; i++)
			others &= i == left_out ? UINT64_MAX : passing[i];
		any |= others;
	}
	return count == 0 ? UINT64_MAX : any;
}

static uint64_t candidates(const struct enterprise_search *search, size_t at)
{
	const struct directory *d = search->s->directory;
	uint64_t passing[FILTERS_MOST];
	unsigned count = filter_words(search, at, passing);
	uint64_t word = count == 1 && !search->delivers ? passing[0] : failing_one(passing, count);

	if (search->delivers) {
		unsigned to = SET_DELIVERS + 2 * search->delivers_to;
		word &= set_word(d, to, at) | set_word(d, to + 1, at);
	}
	if (search->gone != NULL)
		word &= ~search->gone[at];
	if (at == d->count / 64)
		word &= (UINT64_C(1) << (d->count % 64)) - 1;
	return word;
}

static void ask_by_sets(struct enterprise_search *search)
{
	for (size_t at = 0; at < BITS_WORDS(search->s->directory->count); at++)
		for (uint64_t word = candidates(search, at); word != 0; word &= word - 1)
			ask(search, (uint32_t)(64 * at) + bit_lowest(word), 0);
}

/* Without words and filters all are hits; those after the page need not be looked at. */
static void list_all(struct enterprise_search *search)
{
	struct hits *hits = &search->hits;
	size_t listed = 0;

	for (uint32_t i = 0; i < search->s->enterprise_count && listed < hits->most; i++) {
		if (search->gone != NULL && bit_has(search->gone, i))
			continue;
		hit(search, i, 0);
		listed++;
	}
	hits->total = search->top->all_enterprises;
}

/* The facet of the only filter counts all, as if it were not set; every other one counts the hits. */
static void count_without_filter(struct enterprise_search *search)
{
	const struct tally *all = search->top->all;
	struct tally *tally = &search->tally;

	if (search->seat)
		memcpy(tally->places, all->places, sizeof tally->places);
	if (search->region)
		memcpy(tally->regions, all->regions, sizeof tally->regions);
	if (search->cpv)
		memcpy(tally->divisions, all->divisions, sizeof tally->divisions);
	if (search->kind)
		memcpy(tally->kinds, all->kinds, sizeof tally->kinds);
	if (search->rsv)
		tally->flag = all->flag;
}

/* ---- all of it ---- */

static void ask_all(struct enterprise_search *search)
{
	const struct snapshot *s = search->top;
	bool plain = search->filters == 0 && !search->delivers;

	for (const uint64_t *gone = NULL; s != NULL; gone = s->enterprises_gone, s = s->below) {
		search->s = s;
		search->gone = gone;
		if (search->words.count > 0)
			ask_by_words(search);
		else if (plain)
			list_all(search);
		else
			ask_by_sets(search);
	}
	if (search->words.count > 0)
		return;
	if (plain)
		search->tally = *search->top->all;
	else if (search->filters == 1 && !search->delivers)
		count_without_filter(search);
}

static void list_hits(struct hits *hits, struct arena *mem, struct search_result *out)
{
	out->hit_count = hits_settle(hits);
	out->hits = arena_array(mem, out->hit_count + 1, sizeof *out->hits);
	for (size_t i = 0; i < out->hit_count; i++) {
		const struct ranked *hit = &hits->heap[hits->from + i];
		out->hits[i] = (struct search_hit){hit->part->enterprises[hit->number].id, hit->score};
	}
	hits_close(hits);
}

static bool no_such_place(const struct enterprise_search *search)
{
	return (search->delivers && search->delivers_to == NO_PLACE) ||
		(search->seat && search->seated_in == NO_PLACE);
}

enum err search_enterprises(struct match_index *index, struct arena *mem,
	const struct search_query *query, struct search_result *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;
	struct enterprise_search search;

	memset(&search, 0, offsetof(struct enterprise_search, words));
	search.words.count = 0;
	search.tally = (struct tally){0};
	search.scratch = reading_scratch(&reading);
	search.top = search.s = s;
	*out = (struct search_result){0};
	read_filters(&search, query);
	hits_begin(&search.hits, query->page, query->page_size);
	if (!no_such_place(&search)) {
		search_words_read(s, search.scratch, query->words, query->language, true, &search.words);
		ask_all(&search);
	}
	out->total = search.hits.total;
	list_hits(&search.hits, mem, out);
	out->municipalities = facets_of_places(s, mem, &search.tally, query->seated_in);
	out->regions = facets_of_regions(s, mem, &search.tally, query->region);
	out->divisions = facets_of_divisions(s, mem, &search.tally, query->language, query->cpv);
	out->kinds = facets_of_kinds(mem, &search.tally, query->kind);
	out->rsv = facet_of_flag(mem, &search.tally, "rsv", query->rsv_only);
	out->instead_count = search_words_instead(s, mem, &search.words, query->language, &out->instead);
	out->meant_count = search_words_kinds(s, mem, &search.words, query->language, &out->meant);
	return OK;
}
