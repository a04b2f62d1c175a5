/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/search_narrow.h"

#include <string.h>

#include "lib/text.h"

/* ---- reading ---- */

static unsigned wanted_kinds(const struct search_query *query)
{
	return !is_set(query->kind) ? 3 : text_equal(query->kind, "product") ? 1 :
		text_equal(query->kind, "service") ? 2 : 0;
}

static unsigned region_set(const struct snapshot *s, const char *code)
{
	for (unsigned place = 0; place < s->place_count; place++)
		if (text_equal(s->places[place].region_code, code))
			return SET_REGION + s->places[place].region;
	return SET_NOBODY;
}

bool narrowing_read(const struct snapshot *s, const struct search_query *query, struct narrowing *out)
{
	unsigned seat = snapshot_place(s, query->seated_in);

	*out = (struct narrowing){
		.seat = is_set(query->seated_in),
		.region = is_set(query->region),
		.rsv = query->rsv_only,
		.reserved = query->reserved_only,
		.cpv = is_set(query->cpv),
		.kind = is_set(query->kind),
		.delivers = is_set(query->delivers_to),
		.seat_set = SET_SEAT + seat,
		.delivers_to = snapshot_place(s, query->delivers_to),
		.kinds = wanted_kinds(query),
	};
	out->with_facet = (unsigned)out->seat + out->region + out->rsv + out->reserved + out->cpv + out->kind;
	if (out->cpv)
		out->codes = cpv_range_of(query->cpv);
	if (out->region)
		out->region_set = region_set(s, query->region);
	return (!out->seat || seat != NO_PLACE) && (!out->delivers || out->delivers_to != NO_PLACE);
}

/* ---- a part of the index ---- */

/* Who offers a code that is wanted, delivered to where it is: few offerings have it, as a rule. */
static void find_coded(struct narrowing *narrowing, struct scratch *scratch)
{
	const struct directory *directory = narrowing->directory;
	uint32_t from, to;

	for (unsigned kind = 0; kind < OFFER_KINDS; kind++) {
		memset(scratch->sets[kind], 0, BITS_WORDS(directory->count) * sizeof(uint64_t));
		narrowing->offered[kind] = scratch->sets[kind];
	}
	directory_coded(directory, narrowing->codes.low, narrowing->codes.high, &from, &to);
	for (uint32_t i = from; i < to; i++) {
		struct coded coded = directory->coded[i];
		if (!narrowing->delivers ||
			directory_delivers(directory, &directory->offers[coded.offer / 2], narrowing->delivers_to))
			bit_add(scratch->sets[coded.offer & 1], coded.enterprise);
	}
}

void narrowing_begin(struct narrowing *narrowing, const struct snapshot *part, struct scratch *scratch)
{
	const struct directory *directory = part->directory;

	narrowing->directory = directory;
	for (unsigned kind = 0; kind < OFFER_KINDS; kind++)
		narrowing->sellers[kind] = narrowing->offered[kind] = directory_set(directory, kind +
			(narrowing->delivers ? SET_DELIVERS + OFFER_KINDS * narrowing->delivers_to : SET_KIND));
	if (narrowing->cpv)
		find_coded(narrowing, scratch);
}

unsigned narrowing_set(const struct narrowing *narrowing)
{
	if (narrowing->with_facet + narrowing->delivers != 1 || narrowing->cpv)
		return SETS;
	if (narrowing->delivers)
		return SET_DELIVERS + OFFER_KINDS * narrowing->delivers_to;
	if (narrowing->kind)
		return narrowing->kinds == 0 ? SETS : SET_KIND + (narrowing->kinds == 2);
	if (narrowing->rsv || narrowing->reserved)
		return narrowing->rsv ? SET_RSV : SET_RESERVED;
	return narrowing->seat ? narrowing->seat_set : narrowing->region_set;
}

/* ---- asking ---- */

uint64_t batch_in(const struct batch *batch, const uint64_t *set)
{
	uint64_t in = 0;

	if (batch->list == NULL)
		return set[batch->at];
	for (unsigned i = 0; i < batch->count; i++)
		in |= (uint64_t)bit_has(set, batch->list[i]) << i;
	return in;
}

/* Without a filter everybody is. */
static uint64_t passes(const struct narrowing *narrowing, const struct batch *batch, bool filter, unsigned set)
{
	return filter ? batch_in(batch, directory_set(narrowing->directory, set)) : UINT64_MAX;
}

static uint64_t of_kinds(const uint64_t kinds[OFFER_KINDS], unsigned wanted)
{
	return ((wanted & 1) != 0 ? kinds[0] : 0) | ((wanted & 2) != 0 ? kinds[1] : 0);
}

static void pass_offers(const struct narrowing *narrowing, const struct batch *batch, struct passed *out)
{
	uint64_t sold[OFFER_KINDS];

	for (unsigned kind = 0; kind < OFFER_KINDS; kind++) {
		out->kinds[kind] = batch_in(batch, narrowing->offered[kind]);
		sold[kind] = narrowing->cpv ? batch_in(batch, narrowing->sellers[kind]) : out->kinds[kind];
	}
	out->offer = of_kinds(out->kinds, narrowing->kinds);
	if (narrowing->kind || narrowing->delivers) /* else one that has none yet is found, too */
		out->sells = of_kinds(sold, narrowing->kinds);
}

void narrowing_pass(const struct narrowing *narrowing, const struct batch *batch, struct passed *out)
{
	*out = (struct passed){
		.seat = passes(narrowing, batch, narrowing->seat, narrowing->seat_set),
		.region = passes(narrowing, batch, narrowing->region, narrowing->region_set),
		.rsv = passes(narrowing, batch, narrowing->rsv, SET_RSV),
		.reserved = passes(narrowing, batch, narrowing->reserved, SET_RESERVED),
		.offer = UINT64_MAX,
		.sells = UINT64_MAX,
	};
	if (narrows_offers(narrowing))
		pass_offers(narrowing, batch, out);
}
