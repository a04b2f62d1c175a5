/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_find.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/directory.h"
#include "lib/fetch.h"
#include "lib/matching_lists.h"
#include "lib/matching_sums.h"

/* Fewer postings than this are gone through at once. */
#define POSTINGS_FEW 8000
/* So many postings are gone through to see who probably fits best. */
#define POSTINGS_LIKELY 4000

/* Who delivers to the place, and is not left out. */
static void read_told(struct finding *finding, const uint64_t *gone)
{
	size_t words = BITS_WORDS(finding->part->enterprise_count);
	unsigned place = finding->demand->place;
	uint64_t *told = finding->scratch->sets[0];

	if (place == NO_PLACE)
		bits_fill(told, finding->part->enterprise_count);
	else {
		const uint64_t *one = directory_set(finding->part->directory, SET_DELIVERS + 2 * place);
		const uint64_t *other = directory_set(finding->part->directory, SET_DELIVERS + 2 * place + 1);
		for (size_t i = 0; i < words; i++)
			told[i] = one[i] | other[i];
	}
	for (size_t i = 0; gone != NULL && i < words; i++)
		told[i] &= ~gone[i];
	finding->told = told;
}

/* Whose seat is in the region of the place, or in a neighbour of it. */
static void read_near(struct finding *finding)
{
	size_t words = BITS_WORDS(finding->part->enterprise_count);
	const struct place *place = &finding->part->places[finding->demand->place];
	uint64_t *near = finding->scratch->sets[1];

	memcpy(near, directory_set(finding->part->directory, SET_REGION + place->region), words * sizeof *near);
	for (unsigned other = 0; other < finding->part->place_count; other++) {
		const uint64_t *seated = directory_set(finding->part->directory, SET_SEAT + other);
		if (place_set_has(&place->neighbours, other) &&
			finding->part->places[other].region != place->region)
			for (size_t i = 0; i < words; i++)
				near[i] |= seated[i];
	}
	finding->near = near;
}

void finding_begin(struct finding *finding, const struct snapshot *part, const uint64_t *gone,
	const struct prepared *demand, struct demand_terms *terms, struct scratch *scratch)
{
	memset(finding, 0, offsetof(struct finding, most)); /* what is behind is large, and counted */
	finding->likely_count = 0;
	finding->part = part;
	finding->demand = demand;
	finding->terms = terms;
	finding->scratch = scratch;
	finding->words_unit = (double)demand->whole_weight / SUM_WHOLE;
	scratch_room(scratch, part->enterprise_count);
	scratch_counts(scratch, part->thesaurus->node_terms_end - part->thesaurus->node_terms_begin);
	read_told(finding, gone);
	if (demand->place != NO_PLACE)
		read_near(finding);
	finding_lists_read(finding);
}

static bool may_take(const struct finding *finding, uint32_t number)
{
	return !finding->demand->reserved || finding->part->enterprises[number].may_take_reserved;
}

static bool may_be_told(const struct finding *finding, uint32_t number)
{
	return bit_has(finding->told, number) && may_take(finding, number);
}

/* ---- who probably fits best ---- */

/* Adds a list to the sums by enterprise, and notes who is met for the first time. */
static uint32_t add_noting(const struct finding *finding, const struct finding_list *list, uint32_t rate,
	uint32_t count)
{
	struct scratch *scratch = finding->scratch;

	for (uint32_t r = 0; r < list->posting.runs; r++) {
		struct posting_run run = posting_run(&list->posting, r);
		for (uint32_t i = 0; i < run.count; i++) {
			uint32_t thing = run.first + run.things[i];
			scratch->list[count] = thing;
			count += scratch->sums[thing] == 0;
			scratch->sums[thing] += rate * run.weights[i];
		}
	}
	return count;
}

#define LIKELY_BITS 22

/* What having it in full adds, about, to the logarithm of what is left. */
static float rate_of(const struct finding_list *list)
{
	return list->worth * (float)list->posting.count;
}

static unsigned likely_level(uint32_t sum)
{
	return FINDING_LEVELS - 1 - (sum >> (LIKELY_BITS - 8) & (FINDING_LEVELS - 1));
}

/* The first level below which there are as many as are wanted. */
static unsigned enough_levels(const uint32_t at[FINDING_LEVELS], size_t wanted)
{
	unsigned level = 0;

	for (size_t sum = 0; level < FINDING_LEVELS && sum < wanted; level++)
		sum += at[level];
	return level;
}

/* Sums are what the first lists add, in parts of what they all add together. */
static uint32_t add_likely(const struct finding *finding)
{
	uint32_t met = 0, count = 0;
	float all = 0.0F;
	size_t lists = 0;

	for (; lists < finding->list_count && met < POSTINGS_LIKELY; lists++) {
		met += finding->lists[lists].posting.count;
		all += rate_of(&finding->lists[lists]);
	}
	float unit = (float)((1U << LIKELY_BITS) / WEIGHT_WHOLE - 2 * (uint32_t)lists) / all;
	for (size_t i = 0; i < lists; i++)
		count = add_noting(finding, &finding->lists[i],
			1 + (uint32_t)(rate_of(&finding->lists[i]) * unit), count);
	return count;
}

void finding_likely(struct finding *finding, size_t wanted)
{
	struct scratch *scratch = finding->scratch;
	uint32_t at[FINDING_LEVELS] = {0};
	size_t all = 0;

	for (size_t i = 0; i < finding->list_count; i++)
		all += finding->lists[i].posting.count;
	if (wanted == 0 || all < POSTINGS_FEW)
		return;
	uint32_t count = add_likely(finding);
	for (uint32_t i = 0; i < count; i++)
		at[likely_level(scratch->sums[scratch->list[i]])] += may_be_told(finding, scratch->list[i]);
	unsigned level = enough_levels(at, wanted);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = scratch->list[i];
		if (likely_level(scratch->sums[number]) < level && may_be_told(finding, number) &&
			finding->likely_count < FINDING_LIKELY)
			finding->likely[finding->likely_count++] = number;
		scratch->sums[number] = 0;
	}
}

/* ---- everybody else ---- */

/* So many rows ahead are fetched before they are read. */
#define AHEAD 16

/* What an enterprise has of kinds: of the common ones what it has, but not more than one of their length may have. */
static uint32_t kinds_bound(const struct finding *finding, const struct finding_sums *sums, uint32_t number)
{
	const struct common_kinds *common = &finding->part->common_kinds;
	const uint8_t *row = common->rows + (size_t)number * COMMON_MOST;
	uint32_t most = finding->common_rate * common->lengths[number], kinds = 0;

	for (uint32_t k = 0; k < finding->column_count; k++)
		kinds += finding->column_rates[k] * row[finding->columns[k]];
	return (kinds < most ? kinds : most) + finding_sums_kinds(sums, number % POSTING_BLOCK);
}

/* Of those who are listed from `count` on: who may reach what is asked for with the common kinds that it has. */
static uint32_t list_block(const struct finding *finding, const struct finding_sums *sums, uint32_t count,
	uint32_t listed)
{
	const struct scratch *scratch = finding->scratch;

	for (uint32_t i = count, end = count + listed; i < end; i++) {
		uint32_t number = scratch->list[i];
		uint32_t words = finding_sums_words(sums, number % POSTING_BLOCK) + finding->words_rest;
		const uint32_t *ahead = &scratch->list[i + AHEAD < end ? i + AHEAD : i];
		fetch(finding->part->common_kinds.rows + (size_t)*ahead * COMMON_MOST);
		float left = finding_units_left(finding, kinds_bound(finding, sums, number), words);
		scratch->list[count] = number;
		scratch->words[count] = words;
		scratch->levels[count] = finding->levels[finding_seat(finding, number)][
			(unsigned)(left * (FINDING_LEVELS - 1))];
		count += finding_is_enough(finding, number, left) && may_take(finding, number);
	}
	return count;
}

/* Who was scored is not found again. */
static uint32_t leave_out_likely(const struct finding *finding, uint32_t count)
{
	const struct scratch *scratch = finding->scratch;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < finding->likely_count; i++)
		scratch->sums[finding->likely[i]] = 1;
	for (uint32_t i = 0; i < count; i++) {
		scratch->list[kept] = scratch->list[i];
		scratch->words[kept] = scratch->words[i];
		scratch->levels[kept] = scratch->levels[i];
		kept += scratch->sums[scratch->list[i]] == 0;
	}
	for (uint32_t i = 0; i < finding->likely_count; i++)
		scratch->sums[finding->likely[i]] = 0;
	return kept;
}

/* Counting sort by level: those who may have most come first. */
static void sort_levels(struct finding *finding, uint32_t count)
{
	const struct scratch *scratch = finding->scratch;
	uint32_t at[FINDING_LEVELS + 1] = {0};

	for (uint32_t i = 0; i < count; i++)
		at[scratch->levels[i] + 1]++;
	for (unsigned level = 0; level < FINDING_LEVELS; level++) {
		at[level + 1] += at[level];
		finding->ends[level] = at[level + 1];
	}
	for (uint32_t i = 0; i < count; i++)
		scratch->sorted[at[scratch->levels[i]]++] = i;
	finding->count = count;
}

void finding_rest(struct finding *finding, double minimum)
{
	struct finding_sums sums;
	uint32_t count = 0, all = finding->part->enterprise_count;

	finding_lists_choose(finding, minimum);
	finding_sums_begin(finding, &sums);
	for (uint32_t begin = 0; begin < all; begin += POSTING_BLOCK) {
		uint32_t end = all - begin < POSTING_BLOCK ? all : begin + POSTING_BLOCK;
		finding_sums_add(finding, &sums, begin, end);
		uint32_t listed = finding_sums_list(finding, &sums, begin, end, finding->scratch->list + count);
		count = list_block(finding, &sums, count, listed);
	}
	sort_levels(finding, leave_out_likely(finding, count));
}

void finding_end(struct finding *finding)
{
	const struct thesaurus *thesaurus = finding->part->thesaurus;

	for (size_t i = 0; i < finding->demand->node_count; i++)
		finding->scratch->counts[finding->demand->nodes[i].term - thesaurus->node_terms_begin] = 0;
}

struct found_bound finding_at(const struct finding *finding, uint32_t at)
{
	uint32_t i = finding->scratch->sorted[at];

	return (struct found_bound){finding->scratch->list[i], finding->scratch->words[i],
		finding->words_unit * (double)finding->scratch->words[i]};
}

/* What a document has of kinds, in units. */
static uint32_t kinds_of(const struct finding *finding, uint32_t document)
{
	const struct document_vectors *vectors = &finding->part->document_vectors;
	struct document_terms terms = document_kinds(vectors->units, vectors->of[document]);
	uint32_t kinds = 0;

	for (uint32_t i = 0; i < terms.count; i++)
		kinds += finding->scratch->counts[terms.numbers[i]] * terms.weights[i];
	return kinds;
}

double finding_left(const struct finding *finding, const struct found_bound *bound, uint32_t document)
{
	return (double)finding_units_left(finding, kinds_of(finding, document), bound->units);
}

double finding_most(const struct finding *finding, const struct found_bound *bound, double left)
{
	return finding->most[finding_seat(finding, bound->number)][(unsigned)(left * (FINDING_LEVELS - 1))];
}
