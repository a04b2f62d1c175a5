/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_score.h"

#include <math.h>

const struct weight weights[WEIGHTS] = {
	[W_GIVEN] = {"given", 0.60, "how far the codes that were given carry relevance"},
	[W_READ] = {"read", 0.80, "how far the kinds of thing that the text is about do"},
	[W_BESIDE] = {"beside", 0.60, "what the text is about, when codes were given"},
	[W_WORDS] = {"words", 0.90, "how far words alone carry relevance"},
	[W_STEEPNESS] = {"steepness", 2.8, "how soon agreement in words is enough"},
	[W_PITCH] = {"pitch", 0.5, "a word of the pitch against one of the offering"},
	[W_CODED] = {"coded", 0.87, "relevance when codes were given, for many have a code in common"},
	[W_FIT_NEEDS] = {"fit_needs", 0.6, "relevance from which fit counts in full"},
	[W_DELIVERS] = {"delivers", 1, "points: delivers there"},
	[W_SEATED] = {"seated", 5, "points: has its seat there"},
	[W_NEIGHBOUR] = {"neighbour", 3, "points: has its seat in a neighbouring municipality"},
	[W_REGION] = {"region", 1.5, "points: has its seat in the region"},
	[W_RESERVED] = {"reserved", 2, "points: may take a reserved purchase (section 54)"},
	[W_CAPACITY] = {"capacity", 3, "points: its capacity covers the value"},
	[W_CAPACITY_SMALL] = {"capacity_small", -18, "points: its capacity covers nothing of it"},
	[W_LEAD_TIME] = {"lead_time", 2, "points: can start in time"},
	[W_LEAD_TIME_LONG] = {"lead_time_long", -12, "points: cannot start in time"},
};

/* Relevance to points. */
static const struct {
	double relevance, points;
} curve[] = {{0.0, 0.0}, {0.38, 30.0}, {0.62, 60.0}, {0.90, 92.0}, {1.0, 100.0}};

static double curve_points(double relevance)
{
	size_t i = 1;

	while (i + 1 < sizeof curve / sizeof curve[0] && relevance > curve[i].relevance)
		i++;
	return curve[i - 1].points + (relevance - curve[i - 1].relevance) *
		(curve[i].points - curve[i - 1].points) / (curve[i].relevance - curve[i - 1].relevance);
}

#define WEIGHT(name) (weights[name].value)

/* ---- what is asked for ---- */

static const struct term_weight *terms_of(const struct supplier *supplier, uint32_t document,
	uint32_t *count)
{
	*count = supplier->vectors[document].count;
	return supplier->terms + supplier->vectors[document].from;
}

/* What both sides have, by three ways of looking, each 0 to 1. */
struct evidence {
	double given; /* the demand's codes */
	double read;  /* the kinds of thing that its text is about */
	double words;
};

/* The nodes that both have; notes the one that brings most. */
static void find_nodes(const struct prepared *demand, const struct supplier *supplier,
	uint32_t document, struct evidence *found, struct score *out)
{
	uint32_t count;
	const struct term_weight *terms = terms_of(supplier, document, &count);

	for (size_t i = 0; i < demand->node_count; i++) {
		const struct demand_node *node = &demand->nodes[i];
		double offered = (double)vector_weight(terms, count, node->term);
		double given = (double)node->given * offered, read = (double)node->read * offered;
		found->given += given;
		found->read += read;
		if (offered > 0.0 && given + read >= out->node_points) {
			out->node_points = given + read;
			out->node_entry = node->entry;
			out->node_is_given = given > 0.0 && offered >= 1.0;
		}
	}
	found->given = fmin(1.0, found->given);
	found->read = fmin(1.0, found->read);
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
	return fmin(1.0, met / (double)demand->whole_weight);
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
	struct evidence found = {.words = words_score(demand, supplier, document)};

	find_nodes(demand, supplier, document, &found, &score);
	double given = WEIGHT(W_GIVEN) * found.given, read = WEIGHT(W_READ) * found.read;
	double words = WEIGHT(W_WORDS) * (1.0 - exp(-WEIGHT(W_STEEPNESS) * found.words));
	if (demand->code_count > 0)
		read *= WEIGHT(W_BESIDE);
	double codes = 1.0 - (1.0 - given) * (1.0 - read);
	double relevance = 1.0 - (1.0 - codes) * (1.0 - words);
	if (demand->code_count > 0)
		relevance *= WEIGHT(W_CODED);

	double points = curve_points(relevance);

	if (codes + words <= 0.0)
		return score;
	score.codes_points = points * codes / (codes + words);
	score.words_points = points * words / (codes + words);
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
