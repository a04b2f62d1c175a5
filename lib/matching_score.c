/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_score.h"

#include <math.h>

const struct weight weights[WEIGHTS] = {
	[W_RELEVANCE] = {"relevance", 86, "points that full relevance brings"},
	[W_CODES] = {"codes", 0.74, "how far codes alone carry relevance"},
	[W_WORDS] = {"words", 0.80, "how far words alone carry relevance"},
	[W_STEEPNESS] = {"steepness", 2.4, "how soon agreement in words is enough"},
	[W_PITCH] = {"pitch", 0.5, "a word of the pitch against one of the offering"},
	[W_OTHER_CODES] = {"other_codes", 0.8, "words against codes that have nothing in common"},
	[W_FIT_NEEDS] = {"fit_needs", 0.5, "relevance from which fit counts in full"},
	[W_DELIVERS] = {"delivers", 3, "points: delivers there"},
	[W_SEATED] = {"seated", 6, "points: has its seat there"},
	[W_NEIGHBOUR] = {"neighbour", 4, "points: has its seat in a neighbouring municipality"},
	[W_REGION] = {"region", 2, "points: has its seat in the region"},
	[W_RESERVED] = {"reserved", 2, "points: may take a reserved purchase (section 54)"},
	[W_CAPACITY] = {"capacity", 3, "points: its capacity covers the value"},
	[W_CAPACITY_SMALL] = {"capacity_small", -18, "points: its capacity covers nothing of it"},
	[W_LEAD_TIME] = {"lead_time", 2, "points: can start in time"},
	[W_LEAD_TIME_LONG] = {"lead_time_long", -12, "points: cannot start in time"},
};

#define WEIGHT(name) (weights[name].value)

/* ---- what is asked for ---- */

static const struct term_weight *terms_of(const struct supplier *supplier, uint32_t document,
	uint32_t *count)
{
	*count = supplier->vectors[document].count;
	return supplier->terms + supplier->vectors[document].from;
}

/* The nodes that both have; notes the one that brings most. */
static double nodes_score(const struct prepared *demand, const struct supplier *supplier,
	uint32_t document, struct score *out)
{
	uint32_t count;
	const struct term_weight *terms = terms_of(supplier, document, &count);
	double sum = 0.0;

	for (size_t i = 0; i < demand->node_count; i++) {
		const struct demand_node *node = &demand->nodes[i];
		double offered = (double)vector_weight(terms, count, node->term);
		double here = (double)node->weight * offered;
		sum += here;
		if (here > 0.0 && here >= out->node_points) {
			out->node_points = here;
			out->node_entry = node->entry;
			out->node_is_given = node->given && offered >= 1.0;
		}
	}
	return sum;
}

/* The pitch is the second of an enterprise's documents. */
static double words_score(const struct prepared *demand, const struct supplier *supplier,
	uint32_t document)
{
	uint32_t count, pitch_count;
	const struct term_weight *terms = terms_of(supplier, document, &count);
	const struct term_weight *pitch = terms_of(supplier, 1, &pitch_count);
	double met = 0.0, offered = 0.0;

	for (size_t i = 0; i < demand->group_count; i++) {
		const struct group *group = &demand->groups[i];
		double here = group_met(group, terms, count, NULL);
		double told = WEIGHT(W_PITCH) * (double)group_met(group, pitch, pitch_count, NULL);
		met += (double)group->weight * fmax(here, told);
		offered += (double)group->weight * here;
	}
	/* The pitch may help what the offering says, never stand for it. */
	met = fmin(met, 2.0 * offered);
	return 1.0 - exp(-WEIGHT(W_STEEPNESS) * fmin(1.0, met / (double)demand->whole_weight));
}

/* ---- whether it fits ---- */

static void fit_place(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, struct score *out)
{
	unsigned seat = supplier->entry.place;

	if (demand->place == NO_PLACE)
		return;
	out->delivers_points = WEIGHT(W_DELIVERS);
	if (seat == NO_PLACE)
		return;
	if (seat == demand->place) {
		out->near = NEAR_SEATED;
		out->near_points = WEIGHT(W_SEATED);
	} else if (place_set_has(&snapshot->places[demand->place].neighbours, seat)) {
		out->near = NEAR_NEIGHBOUR;
		out->near_points = WEIGHT(W_NEIGHBOUR);
	} else if (snapshot->places[seat].region == snapshot->places[demand->place].region) {
		out->near = NEAR_REGION;
		out->near_points = WEIGHT(W_REGION);
	}
}

static void fit_size(const struct prepared *demand, const struct document *offering, day today,
	struct score *out)
{
	if (demand->value_dkk > 0 && offering->capacity_dkk >= 0) {
		double share = (double)offering->capacity_dkk / (double)demand->value_dkk;
		out->capacity_points = share >= 1.0 ? WEIGHT(W_CAPACITY) :
			WEIGHT(W_CAPACITY_SMALL) * (1.0 - share);
	}
	if (demand->contract_starts != NO_DAY && offering->lead_time_days >= 0)
		out->lead_time_points = today + offering->lead_time_days <= demand->contract_starts ?
			WEIGHT(W_LEAD_TIME) : WEIGHT(W_LEAD_TIME_LONG);
	if (demand->reserved)
		out->reserved_points = WEIGHT(W_RESERVED);
}

static struct score score_offering(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, uint32_t document, day today)
{
	struct score score = {.document = document};
	const struct document *offering = &supplier->documents[document];
	double codes = WEIGHT(W_CODES) * nodes_score(demand, supplier, document, &score);
	double words = WEIGHT(W_WORDS) * words_score(demand, supplier, document);
	if (codes <= 0.0 && demand->code_count > 0 && offering->codes.count > 0)
		words *= WEIGHT(W_OTHER_CODES);
	double relevance = 1.0 - (1.0 - codes) * (1.0 - words);

	if (codes + words <= 0.0)
		return score;
	score.codes_points = WEIGHT(W_RELEVANCE) * relevance * codes / (codes + words);
	score.words_points = WEIGHT(W_RELEVANCE) * relevance * words / (codes + words);
	fit_place(snapshot, demand, supplier, &score);
	fit_size(demand, offering, today, &score);
	double scale = fmin(1.0, relevance / WEIGHT(W_FIT_NEEDS));
	score.delivers_points *= scale;
	score.near_points *= scale;
	score.reserved_points *= scale;
	score.capacity_points *= score.capacity_points > 0.0 ? scale : 1.0;
	score.lead_time_points *= score.lead_time_points > 0.0 ? scale : 1.0;
	score.total = score.codes_points + score.words_points + score.delivers_points +
		score.near_points + score.reserved_points + score.capacity_points +
		score.lead_time_points;
	score.total = fmax(0.0, fmin(100.0, round(10.0 * score.total) / 10.0));
	return score;
}

bool score_supplier(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, day today, struct score *out)
{
	bool delivers = false;

	*out = (struct score){0};
	if (demand->reserved && !supplier->entry.may_take_reserved)
		return false;
	for (uint32_t i = 0; i < supplier->entry.documents.count; i++) {
		const struct document *document = &supplier->documents[i];
		if (document->kind != DOCUMENT_OFFERING)
			continue;
		if (demand->place != NO_PLACE && !place_set_has(&document->delivers, demand->place))
			continue;
		struct score score = score_offering(snapshot, demand, supplier, i, today);
		if (!delivers || score.total > out->total)
			*out = score;
		delivers = true;
	}
	return delivers;
}
